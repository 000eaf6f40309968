import { nameOf } from '../articlename.ts'
import { flagNames } from '../flags.ts'
import type { Article } from '../records.ts'
import type { Report, ReportArticle } from './model.ts'
import { element as e, type ReportElement, type ReportNode } from './node.ts'
import { count, dateOf, isoOf, languageOf, letterOf, opening, rangesOf, timeOf } from './wording.ts'

const hash = (sha256: string) => e('code', { class: 'hash' }, sha256)
const free = (text: string): ReportNode => (text === '' ? e('span', { class: 'none' }, 'not given') : e('span', { dir: 'auto' }, text))

const ways: Readonly<Record<Article['via'], string>> = { file: 'a file', link: 'a link', paste: 'the clipboard' }
type Cell = ReportNode | readonly ReportNode[]
type Row = readonly [name: string, cell: (article: Article, whole: ReportArticle) => Cell | null]

/** `null` is what an article has nothing of: a row that no article has anything in is left out. */
const rows: readonly Row[] = [
  ['Title', ({ title, language }) => (title === '' ? free(title) : e('span', { ...languageOf(language) }, title))],
  ['Outlet', ({ outlet }) => free(outlet)],
  ['Section', ({ section }) => (section === '' ? null : free(section))],
  ['Author', ({ author }) => free(author)],
  ['Date', ({ date }) => free(dateOf(date))],
  ['Modified', ({ modified }) => (modified === '' ? null : free(dateOf(modified)))],
  ['Address', ({ url }) => (url === '' ? free(url) : e('span', { class: 'address', dir: 'ltr' }, url))],
  ['Language', ({ language }) => (language === 'und' ? free('') : language)],
  ['Collection', ({ collection }) => (collection === '' ? null : free(collection))],
  ['Words', ({ words }) => count(words)],
  ['Own words', (_, { ownWords }) => count(ownWords)],
  ['Came in by', ({ via }) => ways[via]],
  ['File', ({ source, format }) => [free(source), format === '' ? '' : ` (${format})`]],
  ['Part of the file', ({ part, of, within }) => (of === 1 && within === null ? null : `${part} of ${of}${cutFrom(within)}`)],
  ['Fetched from', ({ address }) => (address === '' ? null : e('span', { class: 'address', dir: 'ltr' }, address))],
  ['Encoding', ({ encoding }) => free(encoding)],
  [
    'Imported',
    ({ importedAt, importer }) => [
      e('time', { datetime: isoOf(importedAt) }, timeOf(importedAt)),
      importer === '' ? '' : ` by Parallax ${importer}`,
    ],
  ],
  ['Fields read from', ({ evidence }) => told(Object.entries(evidence).map(([field, where]) => `${field}: ${where}`))],
  ['Repairs on import', ({ repairs }) => told(repairs) ?? 'none'],
  [
    'Corrections',
    (_, { revisions }) =>
      told(
        revisions.map(({ at, coder, reason, number, textSha256 }) => [
          e('time', { datetime: isoOf(at) }, timeOf(at)),
          ` by ${coder}${reason === '' ? '' : `: ${reason}`}; text ${number} was SHA-256 `,
          hash(textSha256),
        ]),
      ),
  ],
  ['Reprint of', (_, { reprintOf }) => (reprintOf === '' ? null : free(reprintOf))],
  [
    'What it may be',
    ({ flags }) => told(flags.map(({ kind, state, evidence }) => `${flagNames[kind]}, ${state}${evidence === '' ? '' : `: ${evidence}`}`)),
  ],
  ['Said of it', (_, { attributes }) => told(attributes.map(({ name, value }) => `${name}: ${value}`))],
  ['SHA-256 of the text', ({ textSha256 }) => hash(textSha256)],
  ['SHA-256 of the original', ({ originalSha256 }) => hash(originalSha256)],
]

const cutFrom = (within: Article['within']): string => (within === null ? '' : `, UTF-16 ${rangesOf([within])} of the text of its page`)

/** Several things in one cell; `null` for none. */
const told = (lines: readonly Cell[]): ReportNode | null =>
  lines.length === 0
    ? null
    : e(
        'ul',
        {},
        lines.map((line) => e('li', { dir: 'auto' }, line)),
      )

/** Where each article comes from, and what was done to get its text. */
export function sourcesTables({ articles }: Report): ReportElement[] {
  if (articles.length <= 2)
    return [sourcesTable(articles, articles.length > 1 ? 'Provenance of the two articles' : 'Provenance of the article')]
  return articles.map((whole, i) => sourcesTable([whole], `Provenance of article ${letterOf(i)}: ${opening(nameOf(whole.article), 70)}`))
}

function sourcesTable(articles: readonly ReportArticle[], caption: string): ReportElement {
  const pair = articles.length > 1
  return e(
    'table',
    { class: 'sources' },
    e('caption', {}, caption),
    pair
      ? e(
          'thead',
          {},
          e(
            'tr',
            {},
            e('td', {}),
            articles.map((_, i) => e('th', { scope: 'col' }, `Article ${letterOf(i)}`)),
          ),
        )
      : null,
    e(
      'tbody',
      {},
      rows.flatMap(([name, cell]) => {
        const cells = articles.map((whole) => cell(whole.article, whole))
        if (cells.every((each) => each === null)) return []
        return [
          e(
            'tr',
            {},
            e('th', { scope: 'row' }, name),
            cells.map((each) => e('td', {}, each ?? e('span', { class: 'none' }, 'none'))),
          ),
        ]
      }),
    ),
  )
}
