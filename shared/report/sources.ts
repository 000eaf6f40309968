import type { Article } from '../records.ts'
import type { Report, ReportArticle } from './model.ts'
import { element as e, type ReportElement, type ReportNode } from './node.ts'
import { count, isoOf, languageOf, letterOf, timeOf } from './wording.ts'

const hash = (sha256: string) => e('code', { class: 'hash' }, sha256)
const free = (text: string): ReportNode => (text === '' ? e('span', { class: 'none' }, 'not given') : e('span', { dir: 'auto' }, text))

const rows: readonly (readonly [name: string, cell: (article: Article, whole: ReportArticle) => ReportNode | readonly ReportNode[]])[] = [
  ['Title', ({ title, language }) => (title === '' ? free(title) : e('span', { ...languageOf(language) }, title))],
  ['Outlet', ({ outlet }) => free(outlet)],
  ['Author', ({ author }) => free(author)],
  ['Date', ({ date }) => free(date)],
  ['Address', ({ url }) => (url === '' ? free(url) : e('span', { class: 'address', dir: 'ltr' }, url))],
  ['Language', ({ language }) => (language === 'und' ? free('') : language)],
  ['Words', ({ words }) => count(words)],
  ['Own words', (_, { ownWords }) => count(ownWords)],
  ['File', ({ source, format }) => [free(source), format === '' ? '' : ` (${format})`]],
  ['Encoding', ({ encoding }) => free(encoding)],
  ['Imported', ({ importedAt }) => e('time', { datetime: isoOf(importedAt) }, timeOf(importedAt))],
  [
    'Repairs on import',
    ({ repairs }) =>
      repairs.length === 0
        ? 'none'
        : e(
            'ul',
            {},
            repairs.map((repair) => e('li', { dir: 'auto' }, repair)),
          ),
  ],
  ['SHA-256 of the text', ({ textSha256 }) => hash(textSha256)],
  ['SHA-256 of the original', ({ originalSha256 }) => hash(originalSha256)],
]

/** Where each article comes from, and what was done to get its text. */
export function sourcesTables({ articles }: Report): ReportElement[] {
  if (articles.length <= 2)
    return [sourcesTable(articles, articles.length > 1 ? 'Provenance of the two articles' : 'Provenance of the article')]
  return articles.map((whole, i) => sourcesTable([whole], `Provenance of article ${letterOf(i)}`))
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
      rows.map(([name, cell]) =>
        e(
          'tr',
          {},
          e('th', { scope: 'row' }, name),
          articles.map((whole) => e('td', {}, cell(whole.article, whole))),
        ),
      ),
    ),
  )
}
