// What each coder makes of a pair: which article leans further, and how each stands to persons and things. What coders felt
// before they read is theirs and is not told.
import { signed, stanceNames } from '../pair.ts'
import type { Report } from './model.ts'
import { element as e, type ReportElement, type ReportNode } from './node.ts'
import type { Verdict } from './pairmodel.ts'
import { pairByPair, type Sides } from './pairs.ts'

const none = e('span', { class: 'none' }, 'not said')

export function verdictSection(report: Report): ReportElement[] {
  return pairByPair(report, 'verdict', ({ sides, pair: { verdicts } }) => {
    if (verdicts.length === 0) return [e('p', { class: 'none' }, 'Nobody has judged this pair.')]
    const stances = verdicts.some((verdict) => verdict.stances.length > 0)
    return [leaningTable(sides, verdicts), ...(stances ? [stanceTable(sides, verdicts)] : [])]
  })
}

const table = (caption: string, heads: readonly string[], rows: readonly (readonly ReportNode[])[]) =>
  e(
    'table',
    { class: 'verdicts' },
    e('caption', {}, caption),
    e(
      'thead',
      {},
      e(
        'tr',
        {},
        heads.map((head) => e('th', { scope: 'col' }, head)),
      ),
    ),
    e(
      'tbody',
      {},
      rows.map(([head, ...cells]) =>
        e(
          'tr',
          {},
          e('th', { scope: 'row' }, head ?? ''),
          cells.map((cell) => e('td', {}, cell)),
        ),
      ),
    ),
  )

const auto = (words: string) => e('span', { dir: 'auto' }, words)

function leaningTable([a, b]: Sides['sides'], verdicts: readonly Verdict[]): ReportElement {
  const leanings = { a: `Article ${a.letter}`, same: 'Neither', b: `Article ${b.letter}` }
  return table(
    'Which article leans further to the pole that the coder names in the note',
    ['Coder', 'Leans further', 'Note'],
    verdicts.map(({ coder, leaning, note }) => [
      auto(coder),
      leaning === null ? none : leanings[leaning],
      note === '' ? none : e('p', { class: 'prose', dir: 'auto' }, note),
    ]),
  )
}

function stanceTable([a, b]: Sides['sides'], verdicts: readonly Verdict[]): ReportElement {
  const cell = (value: number | null) => {
    const step = ([-2, -1, 0, 1, 2] as const).find((each) => each === value)
    return step === undefined ? none : `${signed(step)} ${stanceNames[step]}`
  }
  return table(
    'Stance to persons and things, from −2 (strongly against) to +2 (strongly for)',
    ['Person or thing', 'Coder', `Article ${a.letter}`, `Article ${b.letter}`],
    verdicts.flatMap(({ coder, stances }) => stances.map((stance) => [auto(stance.entity), auto(coder), cell(stance.a), cell(stance.b)])),
  )
}
