// The cards of a pair as tables: who is quoted, who and what is named, which figures are given and which quotations stand in both,
// with both sides in one row and what the coders say of it. Words of an article carry their place, so that they can be checked.
import { figureNames, quotationNames, relationName, sourceKinds, stancesOf } from '../cards/labels.ts'
import type { SpeechBase, Voice } from '../cards/model.ts'
import type { Range } from '../text.ts'
import type { Counted } from '../zones.ts'
import type { Report } from './model.ts'
import { element as e, type ReportElement, type ReportNode } from './node.ts'
import type { ReportCards, Said } from './pairmodel.ts'
import { pairByPair, quoteAt, type Side, type Sides, wordsOf } from './pairs.ts'
import { count, percent, plural, rangesOf } from './wording.ts'

type Both = Sides['sides']
type Row = readonly [
  head: ReportNode | readonly ReportNode[],
  a: readonly ReportNode[],
  b: readonly ReportNode[],
  says?: readonly ReportNode[],
]

const nothing = [e('span', { class: 'none' }, '–')]
const fact = (...words: readonly ReportNode[]) => e('p', { class: 'evidence' }, ...words)
const joined = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' · ')
const basis = (counted: Counted) => (counted === 'own' ? 'own words' : 'all words')

/** The cards of each pair; a pair whose cards were not read has none. */
export function cardsSection(report: Report): ReportElement[] {
  return pairByPair(report, 'cards', ({ number, sides, pair: { cards }, alone }) => {
    if (cards === null) return [e('p', { class: 'none' }, 'Not read for this report.')]
    const name = (words: string, i: number) => e(alone ? 'h3' : 'h4', { id: `cards-${number}-${i}` }, words)
    return [
      name('Sources quoted', 1),
      sourcesOf(sides, cards, report.counted),
      name('Names', 2),
      namesOf(sides, cards, report.counted),
      name('Figures', 3),
      figuresOf(sides, cards, report.counted),
      name('Quotations', 4),
      quotationsOf(sides, cards, report.counted),
      ...(cards.besides.length === 0 ? [] : [name('Also judged', 5), besidesOf(sides, cards)]),
    ]
  })
}

function sideTable([a, b]: Both, caption: string, first: string, rows: readonly Row[], says?: string): ReportElement {
  return e(
    'table',
    { class: 'beside' },
    e('caption', {}, caption),
    e(
      'thead',
      {},
      e(
        'tr',
        {},
        e('th', { scope: 'col' }, first),
        [a, b].map(({ letter }) => e('th', { scope: 'col' }, `Article ${letter}`)),
        says === undefined ? null : e('th', { scope: 'col' }, says),
      ),
    ),
    e(
      'tbody',
      {},
      rows.map(([head, left, right, judged]) =>
        e(
          'tr',
          {},
          e('th', { scope: 'row' }, ...[head].flat()),
          [left, right].map((cell) => e('td', {}, ...(cell.length === 0 ? nothing : cell))),
          judged === undefined ? null : e('td', {}, ...judged),
        ),
      ),
    ),
  )
}

const named = (name: string, otherwise: string): ReportNode => (name === '' ? otherwise : e('span', { dir: 'auto' }, name))

function voiceCell({ times, words, quoted, first, last, ...voice }: Voice, { credited }: SpeechBase, shared: boolean): ReportNode[] {
  if (times === 0) return []
  const share = shared && credited > 0 ? percent(words, credited) : ''
  const told = [
    stancesOf({ times, words, quoted, first, last, ...voice }),
    quoted === 0 ? '' : `${plural(quoted, 'word')} quoted`,
    first ? 'first voice' : '',
    last ? 'last voice' : '',
  ]
  return [e('p', {}, joined([plural(times, 'time'), plural(words, 'word'), share])), ...(joined(told) === '' ? [] : [fact(joined(told))])]
}

function sourcesOf(sides: Both, { sources: { rows, a, b } }: ReportCards, counted: Counted): ReportElement {
  if (rows.length === 0) return e('p', { class: 'none' }, 'Neither article quotes anybody.')
  const base = ({ letter }: Side, { credited, words, coded, proposed }: SpeechBase) =>
    `${letter}: ${count(credited)} of ${plural(words, 'word')} (${coded} coded, ${proposed} found by rule)`
  return sideTable(
    sides,
    `Who is quoted, and the share of the words that are credited to somebody, ${basis(counted)}; ${base(sides[0], a)}; ${base(sides[1], b)}. Neutral, endorsing and distancing are the words that report them`,
    'Source',
    rows.map(({ name, kind, ...voices }) => [
      [e('p', {}, named(name, 'No source told')), ...(sourceKinds[kind] === '' ? [] : [fact(sourceKinds[kind])])],
      voiceCell(voices.a, a, kind !== 'none'),
      voiceCell(voices.b, b, kind !== 'none'),
    ]),
  )
}

function namesOf(sides: Both, { names }: ReportCards, counted: Counted): ReportElement {
  if (names.length === 0) return e('p', { class: 'none' }, 'Neither article names anybody.')
  const cell = (forms: ReportCards['names'][number]['a']): ReportNode[] =>
    forms.flatMap(({ form, count: times }, i) => [i === 0 ? '' : ', ', e('span', { dir: 'auto' }, form), ` ${times}`])
  const both = names.filter(({ a, b }) => a.length > 0 && b.length > 0).length
  return sideTable(
    sides,
    `Names with the forms that each article uses and how often, ${basis(counted)}; ${both} of ${names.length} stand in both`,
    'Name',
    names.map(({ name, a, b }) => [named(name, '–'), cell(a), cell(b)]),
  )
}

/** What the coders say of a row, each with a name and the note. */
const saidOf = (said: readonly Said[]): ReportNode[] =>
  said.flatMap(({ verdict, note, coder }) => [
    e('p', { class: 'judged' }, verdict, e('span', { class: 'coder' }, ' · ', e('span', { dir: 'auto' }, coder))),
    ...(note === '' ? [] : [e('p', { class: 'prose', dir: 'auto' }, note)]),
  ])

const placed = (side: Side, range: Range): ReportElement => e('span', quoteAt(side, [range]), side.whole.text.slice(range.start, range.end))

function figuresOf(sides: Both, { figures }: ReportCards, counted: Counted): ReportElement {
  if (figures.length === 0) return e('p', { class: 'none' }, 'Neither article gives a figure.')
  const cell = (side: Side, row: ReportCards['figures'][number]): ReportNode[] =>
    row[side.at].flatMap(({ range, scope, source, relation }) => [
      e('p', { class: 'figure' }, placed(side, range)),
      fact(
        ...(scope === null ? [] : [placed(side, scope), ' · ']),
        ...(source === null ? [] : ['by ', placed(side, source), ' · ']),
        `${relation === row.relation ? '' : `${figureNames[relation].toLowerCase()} · `}UTF-16 ${rangesOf([range])}`,
      ),
    ])
  const both = figures.filter(({ relation }) => relation !== 'only').length
  return sideTable(
    sides,
    `Figures, ${basis(counted)}; ${both} of ${plural(figures.length, 'row')} have figures of both. How the numbers lie to each other under their bounds is read by rule; verdicts are those of the coders`,
    'About',
    figures.map((row) => [
      named(row.about, 'a number'),
      cell(sides[0], row),
      cell(sides[1], row),
      [e('p', {}, relationName(row)), ...saidOf(row.said)],
    ]),
    'Compared',
  )
}

function quotationsOf(sides: Both, { quotations: { rows, a, b } }: ReportCards, counted: Counted): ReportElement {
  const base = `of ${plural(a, 'quotation')} in ${sides[0].letter} and ${b} in ${sides[1].letter}, ${basis(counted)}`
  if (rows.length === 0) return e('p', { class: 'none' }, `No quotation stands in both, ${base}.`)
  const cell = (side: Side, { ranges, source }: (typeof rows)[number]['a'], pieces: (typeof rows)[number]['pieces']): ReportNode[] => [
    e(
      'blockquote',
      quoteAt(side, ranges),
      ranges.flatMap((range, i) => [...(i === 0 ? [] : [' … ']), ...wordsOf(side, range, ranges.length > 1 ? [] : pieces)]),
    ),
    fact(...(source === null ? ['no source told'] : ['by ', placed(side, source)]), ` · UTF-16 ${rangesOf(ranges)}`),
  ]
  return sideTable(
    sides,
    `${rows.length} stand in both, ${base}; words that only one has are struck or underlined`,
    'Compared',
    rows.map((row) => [
      quotationNames[row.relation],
      cell(sides[0], row.a, row.pieces),
      cell(sides[1], row.b, row.pieces),
      [
        ...(row.sameSource === false ? [e('p', {}, 'credited otherwise')] : []),
        ...(row.said.length === 0 && row.sameSource !== false ? nothing : saidOf(row.said)),
      ],
    ]),
    'Verdicts',
  )
}

function besidesOf(sides: Both, { besides }: ReportCards): ReportElement {
  const cell = (side: Side, words: ReportCards['besides'][number]['a']): ReportNode[] =>
    words === null ? [] : [e('blockquote', quoteAt(side, [words.range]), words.quote), fact(`UTF-16 ${rangesOf([words.range])}`)]
  return sideTable(
    sides,
    'Judged by a coder, and not among the rows above',
    'Kind',
    besides.map(({ kind, a, b, said }) => [kind, cell(sides[0], a), cell(sides[1], b), saidOf([said])]),
    'Verdict',
  )
}
