// What a pair has in common: how much of each article, and every shared passage with the words that differ marked; and what one
// says and the other does not, as the analyst judged it.
import { type Entry, isDecided } from '../ledger.ts'
import { type Passage, sharesWords } from '../passage.ts'
import type { Article } from '../records.ts'
import { sharedWords } from '../sharing.ts'
import type { Range } from '../text.ts'
import type { Counted } from '../zones.ts'
import { placeOf } from './evidence.ts'
import type { Report, ReportArticle } from './model.ts'
import { element as e, type ReportElement, type ReportNode } from './node.ts'
import { count, languageOf, letterOf, opening, passageName, percent, plural, rangesOf } from './wording.ts'

const sides = ['a', 'b'] as const
type Pair = readonly [ReportArticle, ReportArticle]

/** The section on shared passages; `null` for a single article. */
export function sharedSection({ articles, passages, counted }: Report): ReportElement[] | null {
  const [a, b] = articles
  if (passages === null || a === undefined || b === undefined) return null
  const pair: Pair = [a, b]
  const [inWords, inSense] = [passages.filter(sharesWords), passages.filter((passage) => !sharesWords(passage))]
  const none = inWords.length === 0 ? [e('p', { class: 'none' }, 'The two articles share no passage.')] : []
  return [
    ...none,
    shareTable(pair, inWords, counted),
    ...(inWords.length === 0 ? [] : [passageTable(pair, inWords), ...inWords.map((passage, i) => passageTexts(pair, passage, i))]),
    ...(inSense.length === 0 ? [] : [statementTable(pair, inSense)]),
  ]
}

function shareTable(pair: Pair, passages: readonly Passage[], counted: Counted): ReportElement {
  const of = (n: number, words: number) => [e('td', { class: 'number' }, count(n)), e('td', { class: 'number' }, percent(n, words))]
  return e(
    'table',
    { class: 'shares' },
    e(
      'caption',
      {},
      `Words that stand in shared passages, and their share of each article’s ${counted === 'own' ? 'own' : 'own and other'} words`,
    ),
    e(
      'thead',
      {},
      e(
        'tr',
        {},
        e('th', { scope: 'col', rowspan: '2' }, 'Article'),
        e('th', { scope: 'col', rowspan: '2', class: 'number' }, 'Words compared (n)'),
        ['Verbatim', 'Edited', 'Together'].map((name) => e('th', { scope: 'colgroup', colspan: '2', class: 'group' }, name)),
      ),
      e(
        'tr',
        {},
        [0, 1, 2].flatMap(() => ['words', 'of n'].map((name) => e('th', { scope: 'col', class: 'number' }, name))),
      ),
    ),
    e(
      'tbody',
      {},
      pair.map(({ article, text, blocks, parts }, i) => {
        const { all, verbatim, edited } = sharedWords(passages, i === 0 ? 'a' : 'b', { text, blocks, zoneMarks: parts }, counted)
        const name = e('span', { class: 'title', ...languageOf(article.language) }, opening(article.title, 70))
        return e(
          'tr',
          {},
          e('th', { scope: 'row' }, `${letterOf(i)} `, name),
          e('td', { class: 'number' }, count(all)),
          of(verbatim, all),
          of(edited, all),
          of(verbatim + edited, all),
        )
      }),
    ),
  )
}

function passageTable([a]: Pair, passages: readonly Passage[]): ReportElement {
  return e(
    'table',
    { class: 'passages' },
    e('caption', {}, `${plural(passages.length, 'shared passage')}, in the order of article A; ranges in UTF-16 code units`),
    e(
      'thead',
      {},
      e(
        'tr',
        {},
        e('th', { scope: 'col' }, 'Passage'),
        e('th', { scope: 'col' }, 'Kind'),
        e('th', { scope: 'col', class: 'number' }, 'Words in common'),
        e('th', { scope: 'col', class: 'number' }, 'Of the longer side'),
        e('th', { scope: 'col', class: 'number' }, 'Range in A'),
        e('th', { scope: 'col', class: 'number' }, 'Range in B'),
        e('th', { scope: 'col' }, 'Begins'),
      ),
    ),
    e(
      'tbody',
      {},
      passages.map((passage, i) =>
        e(
          'tr',
          {},
          e('th', { scope: 'row' }, e('a', { href: `#passage-${i + 1}` }, String(i + 1))),
          e('td', {}, passage.kind),
          e('td', { class: 'number' }, count(passage.words)),
          e('td', { class: 'number' }, percent(passage.score, 1)),
          sides.map((side) => e('td', { class: 'number' }, rangesOf([passage[side]]))),
          e('td', { class: 'begins', ...languageOf(a.article.language) }, opening(a.text.slice(passage.a.start, passage.a.end), 48)),
        ),
      ),
    ),
  )
}

/** What both say in other words, sentence beside sentence. */
function statementTable(pair: Pair, statements: readonly Passage[]): ReportElement {
  return e(
    'table',
    { class: 'statements' },
    e('caption', {}, `${plural(statements.length, 'statement')} that both make in other words, in the order of article A`),
    e(
      'thead',
      {},
      e(
        'tr',
        {},
        e('th', { scope: 'col', class: 'number' }, 'Likeness, 0 to 1'),
        pair.map((_, i) => e('th', { scope: 'col' }, `Article ${letterOf(i)}`)),
      ),
    ),
    e(
      'tbody',
      {},
      statements.map((statement) =>
        e(
          'tr',
          {},
          e('td', { class: 'number' }, statement.score.toFixed(2)),
          pair.map(({ article, text }, i) => {
            const range = statement[sides[i] ?? 'a']
            return e(
              'td',
              {},
              e('p', { class: 'evidence' }, `UTF-16 ${rangesOf([range])}`),
              e('blockquote', quoteAt(article, range), text.slice(range.start, range.end)),
            )
          }),
        ),
      ),
    ),
  )
}

/** What one says and the other may leave out; `null` for a single article. The analyst's verdicts are told one by one. */
export function ledgerSection({ articles, ledger }: Report): ReportElement[] | null {
  const [a, b] = articles
  if (ledger === null || a === undefined || b === undefined) return null
  const pair: Pair = [a, b]
  return ([0, 1] as const).flatMap((which) => {
    const entries = ledger.filter((entry) => entry.side === which)
    const decided = entries.filter(isDecided)
    const names = [letterOf(which), letterOf(1 - which)] as const
    const base = `Said in ${names[0]}, not in ${names[1]}: ${decided.length} of ${plural(entries.length, 'sentence')} decided on`
    if (decided.length === 0) return [e('p', { class: 'none' }, `${base}.`)]
    return [ledgerTable(pair, which, decided, base)]
  })
}

function ledgerTable(pair: Pair, which: 0 | 1, entries: readonly Entry[], caption: string): ReportElement {
  const words = (side: 0 | 1, place: Pick<Entry, 'range' | 'quote'>) => [
    e('p', { class: 'evidence' }, `UTF-16 ${rangesOf([place.range])}`),
    e('blockquote', quoteAt((pair[side] as ReportArticle).article, place.range), place.quote),
  ]
  const other = which === 0 ? 1 : 0
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
        e('th', { scope: 'col' }, `Said in ${letterOf(which)}`),
        e('th', { scope: 'col' }, `Nearest in ${letterOf(other)}`),
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
          e('th', { scope: 'row' }, entry.verdict, ...(entry.finding?.note ? [e('p', {}, entry.finding.note)] : [])),
          e('td', {}, words(which, entry)),
          e('td', {}, entry.nearest === null ? ['none'] : words(other, entry.nearest)),
          e('td', { class: 'number' }, entry.score === null ? '' : (entry.score / 100).toFixed(2)),
        ),
      ),
    ),
  )
}

/** Both texts of a passage side by side; one text where not a mark differs. */
function passageTexts(pair: Pair, passage: Passage, place: number): ReportElement {
  const [textA, textB] = sides.map((side, i) => (pair[i] as ReportArticle).text.slice(passage[side].start, passage[side].end)) as [
    string,
    string,
  ]
  const spaced = (text: string) => text.replace(/\s+/gu, ' ')
  const alike = spaced(textA) === spaced(textB)
  const range = (side: 'a' | 'b', i: number) => `Article ${letterOf(i)}, UTF-16 ${rangesOf([passage[side]])}`
  return e(
    'section',
    { class: 'shared-passage', id: `passage-${place + 1}`, 'aria-labelledby': `passage-${place + 1}-name` },
    e(
      'h3',
      { id: `passage-${place + 1}-name` },
      passageName(place),
      e('span', { class: 'kind' }, ` ${passage.kind}, ${plural(passage.words, 'word')}`),
    ),
    alike
      ? e('div', { class: 'both' }, side(`The same in both: ${sides.map(range).join('; ')}`, pair[0], passage.a, [textA]))
      : e(
          'div',
          { class: 'sides' },
          sides.map((which, i) =>
            side(range(which, i), pair[i] as ReportArticle, passage[which], wordsOf(pair[i] as ReportArticle, passage, which)),
          ),
        ),
  )
}

const quoteAt = ({ id, language }: Article, range: Range) => ({ ...languageOf(language), 'data-place': placeOf(id, [range]) })

const side = (says: string, { article }: ReportArticle, range: Range, words: readonly ReportNode[]) =>
  e('div', { class: 'side' }, e('p', { class: 'evidence' }, says), e('blockquote', quoteAt(article, range), words))

function wordsOf({ text }: ReportArticle, { pieces }: Passage, which: 'a' | 'b'): ReportNode[] {
  return pieces.flatMap((piece): ReportNode[] => {
    const range = piece[which]
    if (range === null) return []
    const words = text.slice(range.start, range.end)
    if (piece.same) return [words]
    const end = words.trimEnd().length
    return [e(which === 'a' ? 'del' : 'ins', {}, words.slice(0, end)), words.slice(end)]
  })
}
