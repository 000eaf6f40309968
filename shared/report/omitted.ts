// What one of two articles says and the other does not, as the coders judged it.
import { isDecided } from '../ledger.ts'
import type { Range } from '../text.ts'
import type { Report } from './model.ts'
import { element as e, type ReportElement } from './node.ts'
import type { ReportPair } from './pairmodel.ts'
import { pairByPair, quoteAt, type Side } from './pairs.ts'
import { plural, rangesOf } from './wording.ts'

/** What one of each pair says and the other may leave out. The analyst's verdicts are told one by one. */
export function ledgerSection(report: Report): ReportElement[] {
  return pairByPair(report, 'omitted', ({ sides: [a, b], pair: { ledger } }) =>
    ([0, 1] as const).flatMap((which) => {
      const [here, there] = which === 0 ? [a, b] : [b, a]
      const entries = ledger.filter((entry) => entry.side === which)
      const decided = entries.filter(isDecided)
      if (entries.length === 0)
        return [e('p', { class: 'none' }, `No sentence of ${here.letter} was found to be missing in ${there.letter}.`)]
      const base = `Said in ${here.letter}, not in ${there.letter}: ${decided.length} of ${plural(entries.length, 'sentence')} decided on`
      if (decided.length === 0) return [e('p', { class: 'none' }, `${base}.`)]
      return [ledgerTable(here, there, decided, base)]
    }),
  )
}

function ledgerTable(here: Side, there: Side, entries: ReportPair['ledger'], caption: string): ReportElement {
  const words = (side: Side, place: Readonly<{ range: Range; quote: string }>) => [
    e('p', { class: 'evidence' }, `UTF-16 ${rangesOf([place.range])}`),
    e('blockquote', quoteAt(side, [place.range]), place.quote),
  ]
  return e(
    'table',
    { class: 'ledger' },
    e('caption', {}, caption),
    e(
      'thead',
      {},
      e(
        'tr',
        {},
        e('th', { scope: 'col' }, 'Verdict'),
        e('th', { scope: 'col' }, `Said in ${here.letter}`),
        e('th', { scope: 'col' }, `Nearest in ${there.letter}`),
        e('th', { scope: 'col', class: 'number' }, 'Likeness, 0 to 1'),
      ),
    ),
    e(
      'tbody',
      {},
      entries.map((entry) =>
        e(
          'tr',
          {},
          e(
            'th',
            { scope: 'row' },
            e('p', { class: 'judged' }, entry.verdict, e('span', { class: 'coder' }, ' · ', e('span', { dir: 'auto' }, entry.coder))),
            entry.finding?.note ? e('p', { class: 'prose', dir: 'auto' }, entry.finding.note) : null,
          ),
          e('td', {}, words(here, entry)),
          e('td', {}, entry.nearest === null ? ['none'] : words(there, entry.nearest)),
          e('td', { class: 'number' }, entry.score === null ? '' : (entry.score / 100).toFixed(2)),
        ),
      ),
    ),
  )
}
