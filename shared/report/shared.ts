// What a pair has in common: how much of each article, every shared passage with the words that differ marked, and what both say
// in other words.

import { nameOf } from '../articlename.ts'
import { type Passage, type Piece, sharesWords } from '../passage.ts'
import { sharedWords } from '../sharing.ts'
import type { Range } from '../text.ts'
import type { Counted } from '../zones.ts'
import type { Report } from './model.ts'
import { element as e, type ReportElement } from './node.ts'
import { pairByPair, passageId, passageName, quoteAt, type Side, type Sides, wordsOf } from './pairs.ts'
import { count, languageOf, opening, percent, plural, rangesOf } from './wording.ts'

type Both = Sides['sides']

/** What each pair shares. */
export function sharedSection(report: Report): ReportElement[] {
  return pairByPair(report, 'shared', (told) => {
    const { sides, pair } = told
    const [inWords, inSense] = [pair.passages.filter(sharesWords), pair.passages.filter((passage) => !sharesWords(passage))]
    const none = [e('p', { class: 'none' }, 'The two articles share no passage.')]
    return [
      ...(inWords.length === 0
        ? none
        : [
            shareTable(sides, inWords, report.counted),
            passageTable(told, inWords),
            ...inWords.map((passage, i) => passageTexts(told, passage, i + 1)),
          ]),
      ...(inSense.length === 0 ? [] : [statementTable(sides, inSense)]),
    ]
  })
}

function shareTable(sides: Both, passages: readonly Passage[], counted: Counted): ReportElement {
  const of = (n: number, words: number) => [e('td', { class: 'number' }, count(n)), e('td', { class: 'number' }, percent(n, words))]
  return e(
    'table',
    { class: 'shares' },
    e(
      'caption',
      {},
      `Words that stand in shared passages, and their share of each article’s ${counted === 'own' ? 'own' : 'own and other'} words; the parts of a hyphenated word count one by one`,
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
      sides.map(({ whole: { article, text, blocks, parts }, letter, at }) => {
        const { all, verbatim, edited } = sharedWords(passages, at, { text, blocks, zoneMarks: parts }, counted)
        const name = e('span', { class: 'title', ...languageOf(article.language) }, opening(nameOf(article), 70))
        return e(
          'tr',
          {},
          e('th', { scope: 'row' }, `${letter} `, name),
          e('td', { class: 'number' }, count(all)),
          of(verbatim, all),
          of(edited, all),
          of(verbatim + edited, all),
        )
      }),
    ),
  )
}

function passageTable({ number, sides }: Sides, passages: readonly Passage[]): ReportElement {
  const [a, b] = sides
  return e(
    'table',
    { class: 'passages' },
    e('caption', {}, `${plural(passages.length, 'shared passage')}, in the order of article ${a.letter}; ranges in UTF-16 code units`),
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
        e('th', { scope: 'col', class: 'number' }, `Range in ${a.letter}`),
        e('th', { scope: 'col', class: 'number' }, `Range in ${b.letter}`),
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
          e('th', { scope: 'row' }, e('a', { href: `#${passageId(number, i + 1)}` }, String(i + 1))),
          e('td', {}, passage.kind),
          e('td', { class: 'number' }, count(passage.words)),
          e('td', { class: 'number' }, percent(passage.score, 1)),
          sides.map(({ at }) => e('td', { class: 'number' }, rangesOf([passage[at]]))),
          e(
            'td',
            { class: 'begins', ...languageOf(a.whole.article.language) },
            opening(a.whole.text.slice(passage.a.start, passage.a.end), 48),
          ),
        ),
      ),
    ),
  )
}

/** What both say in other words, sentence beside sentence. */
function statementTable(sides: Both, statements: readonly Passage[]): ReportElement {
  return e(
    'table',
    { class: 'statements' },
    e('caption', {}, `${plural(statements.length, 'statement')} that both make in other words, in the order of article ${sides[0].letter}`),
    e(
      'thead',
      {},
      e(
        'tr',
        {},
        e('th', { scope: 'col', class: 'number' }, 'Likeness, 0 to 1'),
        sides.map(({ letter }) => e('th', { scope: 'col' }, `Article ${letter}`)),
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
          sides.map((side) => {
            const range = statement[side.at]
            return e(
              'td',
              {},
              e('p', { class: 'evidence' }, `UTF-16 ${rangesOf([range])}`),
              e('blockquote', quoteAt(side, [range]), side.whole.text.slice(range.start, range.end)),
            )
          }),
        ),
      ),
    ),
  )
}

/** Both texts of a passage side by side; one text where not a mark differs. */
function passageTexts(told: Sides, passage: Passage, place: number): ReportElement {
  const { sides, number, alone } = told
  const spaced = ({ whole, at }: Side) => whole.text.slice(passage[at].start, passage[at].end).replace(/\s+/gu, ' ')
  const alike = spaced(sides[0]) === spaced(sides[1])
  const range = ({ letter, at }: Side) => `Article ${letter}, UTF-16 ${rangesOf([passage[at]])}`
  const id = passageId(number, place)
  return e(
    'section',
    { class: 'shared-passage', id, 'aria-labelledby': `${id}-name` },
    e(
      alone ? 'h3' : 'h4',
      { id: `${id}-name` },
      passageName(told, place),
      e('span', { class: 'kind' }, ` ${passage.kind}, ${plural(passage.words, 'word')}`),
    ),
    alike
      ? e('div', { class: 'both' }, sideOf(`The same in both: ${sides.map(range).join('; ')}`, sides[0], passage.a))
      : e(
          'div',
          { class: 'sides' },
          sides.map((side) => sideOf(range(side), side, passage[side.at], passage.pieces)),
        ),
  )
}

const sideOf = (says: string, side: Side, range: Range, pieces: readonly Piece[] = []) =>
  e('div', { class: 'side' }, e('p', { class: 'evidence' }, says), e('blockquote', quoteAt(side, [range]), wordsOf(side, range, pieces)))
