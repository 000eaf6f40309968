// How often each code occurs: in each article of a pair; of a collection in all articles, and then in each.
import { nameOf } from '../articlename.ts'
import { isCounted } from './build.ts'
import { codeLabel } from './codes.ts'
import type { Report, ReportArticle, ReportCode } from './model.ts'
import { element as e, type ReportElement, type ReportNode } from './node.ts'
import { count, languageOf, letterOf, opening, perThousand, plural } from './wording.ts'

const numberCell = (text: string) => e('td', { class: 'number' }, text)

/** Codes in codebook order with their counts and definitions; of a collection in all articles, and then in each. */
export function codesTables(report: Report): ReportElement[] {
  const { articles, codes } = report
  if (articles.length <= 2) return [codesTable(report)]
  if (codes.length === 0) return [totalsTable(report)]
  return [totalsTable(report), articles.length <= MOST_COLUMNS ? matrix(report) : byArticle(report)]
}

/** The method tells all definitions: a report that has it does not tell them twice. */
const defined = ({ sections }: Report): boolean => !sections.includes('method')
const definitionCell = (report: Report, { definition }: ReportCode): ReportElement | null =>
  defined(report) ? e('td', { class: 'definition', dir: 'auto' }, definition || e('span', { class: 'none' }, 'no definition')) : null

/** Articles that stand beside each other in one table. */
const MOST_COLUMNS = 12

function codesTable(report: Report): ReportElement {
  const { articles, codes } = report
  const pair = articles.length > 1
  const bases = articles.map(({ highlights }) => highlights.filter(isCounted(report.counted)).length)
  const words = articles.map(({ article, ownWords }) => (report.counted === 'own' ? ownWords : article.words))
  const base = articles.map(
    (_, i) =>
      `${pair ? `article ${letterOf(i)}: ` : ''}n = ${plural(bases[i] as number, 'highlight')}, ${plural(words[i] as number, 'word')}`,
  )
  if (codes.length === 0) return e('p', { class: 'none' }, `No highlight carries a code (${base.join('; ')}).`)
  const measures = pair ? ['highlights', 'per 1,000 words'] : ['Highlights', 'Per 1,000 words']
  return e(
    'table',
    { class: 'codes' },
    e('caption', {}, `Highlights by code; a highlight may carry several codes (${base.join('; ')})`),
    e(
      'thead',
      {},
      pair
        ? [
            e(
              'tr',
              {},
              e('th', { scope: 'col', rowspan: '2' }, 'Code'),
              articles.map((_, i) => e('th', { scope: 'colgroup', colspan: '2', class: 'group' }, `Article ${letterOf(i)}`)),
              defined(report) ? e('th', { scope: 'col', rowspan: '2', class: 'definition' }, 'Definition') : null,
            ),
            e(
              'tr',
              {},
              articles.flatMap(() => measures.map((measure) => e('th', { scope: 'col', class: 'number' }, measure))),
            ),
          ]
        : e(
            'tr',
            {},
            e('th', { scope: 'col' }, 'Code'),
            measures.map((measure) => e('th', { scope: 'col', class: 'number' }, measure)),
            defined(report) ? e('th', { scope: 'col', class: 'definition' }, 'Definition') : null,
          ),
    ),
    e(
      'tbody',
      {},
      codes.map((code, place) =>
        e(
          'tr',
          { id: `code-${place + 1}` },
          e('th', { scope: 'row' }, codePath(code), codeLabel(code.name, place), e('span', { class: 'key' }, code.key)),
          code.counts.flatMap((n, i) => [numberCell(count(n)), numberCell(perThousand(n, words[i] ?? 0))]),
          definitionCell(report, code),
        ),
      ),
    ),
  )
}

/** The same for a collection: how often in all, and in how many of its articles. */
function totalsTable(report: Report): ReportElement {
  const { articles, codes, counted } = report
  const highlights = articles.reduce((sum, article) => sum + article.highlights.filter(isCounted(counted)).length, 0)
  const words = articles.reduce((sum, { article, ownWords }) => sum + (counted === 'own' ? ownWords : article.words), 0)
  const base = `n = ${plural(highlights, 'highlight')}, ${plural(words, 'word')}, ${plural(articles.length, 'article')}`
  if (codes.length === 0) return e('p', { class: 'none' }, `No highlight carries a code (${base}).`)
  const heads = ['Highlights', 'Per 1,000 words', 'Articles']
  return e(
    'table',
    { class: 'codes' },
    e('caption', {}, `Highlights by code in all articles; a highlight may carry several codes (${base})`),
    e(
      'thead',
      {},
      e(
        'tr',
        {},
        e('th', { scope: 'col' }, 'Code'),
        heads.map((head) => e('th', { scope: 'col', class: 'number' }, head)),
        defined(report) ? e('th', { scope: 'col', class: 'definition' }, 'Definition') : null,
      ),
    ),
    e(
      'tbody',
      {},
      codes.map((code, place) => {
        const all = code.counts.reduce((sum, n) => sum + n, 0)
        const figures = [count(all), perThousand(all, words), count(code.counts.filter((n) => n > 0).length)]
        return e(
          'tr',
          { id: `code-${place + 1}` },
          e('th', { scope: 'row' }, codePath(code), codeLabel(code.name, place), e('span', { class: 'key' }, code.key)),
          figures.map(numberCell),
          definitionCell(report, code),
        )
      }),
    ),
  )
}

/** Highlights by code and article. */
function matrix({ articles, codes }: Report): ReportElement {
  return e(
    'table',
    { class: 'matrix' },
    e('caption', {}, 'Highlights by code in each article'),
    e(
      'thead',
      {},
      e(
        'tr',
        {},
        e('th', { scope: 'col' }, 'Code'),
        articles.map((_, i) => e('th', { scope: 'col', class: 'number' }, letterOf(i))),
        e('th', { scope: 'col', class: 'number' }, 'All'),
      ),
    ),
    e(
      'tbody',
      {},
      codes.map((code, place) =>
        e(
          'tr',
          {},
          e('th', { scope: 'row' }, codeLabel(code.name, place)),
          code.counts.map((n) => (n === 0 ? e('td', { class: 'number none' }, '–') : numberCell(count(n)))),
          numberCell(count(code.counts.reduce((sum, n) => sum + n, 0))),
        ),
      ),
    ),
  )
}

/** For many articles: how much of each is marked, and by how many codes. */
function byArticle({ articles, codes, counted }: Report): ReportElement {
  return e(
    'table',
    { class: 'by-article' },
    e('caption', {}, 'Highlights and codes in each article'),
    e(
      'thead',
      {},
      e(
        'tr',
        {},
        e('th', { scope: 'col' }, 'Article'),
        ['Words', 'Highlights', 'Per 1,000 words', 'Codes'].map((head) => e('th', { scope: 'col', class: 'number' }, head)),
      ),
    ),
    e(
      'tbody',
      {},
      articles.map(({ article, ownWords, highlights }, i) => {
        const words = counted === 'own' ? ownWords : article.words
        const marks = highlights.filter(isCounted(counted)).length
        const used = codes.reduce((sum, { counts }) => sum + ((counts[i] ?? 0) > 0 ? 1 : 0), 0)
        const name = e('span', { class: 'title', ...languageOf(article.language) }, opening(nameOf(article), 70))
        const figures = [count(words), count(marks), perThousand(marks, words), count(used)]
        return e('tr', {}, e('th', { scope: 'row' }, `${letterOf(i)} `, name), figures.map(numberCell))
      }),
    ),
  )
}

/** Which zones the figures leave out or take in, and how much stands in them. */
export function countingNote({ articles, counted }: Report): ReportElement {
  const parts = articles.flatMap(({ others }, i) =>
    others.length === 0 ? [] : [`${others.map(zonePart).join(', ')}${articles.length > 1 ? ` in article ${letterOf(i)}` : ''}`],
  )
  const all = ['all words of the article', 'all words of both articles'][articles.length - 1] ?? 'all words of the articles'
  const rest = parts.join('; ')
  if (parts.length === 0) return e('p', { class: 'counting' }, `Counted are ${all}: there is nothing but title and body.`)
  return e(
    'p',
    { class: 'counting' },
    counted === 'own'
      ? `Counted are an article’s own words, title and body, and the highlights that touch them. Left out: ${rest}.`
      : `Counted are ${all} and all highlights. Among them: ${rest}.`,
  )
}

const zonePart = ({ zone, words, highlights }: ReportArticle['others'][number]): string =>
  `${zone} (${plural(words, 'word')}${highlights === 0 ? '' : `, ${plural(highlights, 'highlight')}`})`

const codePath = ({ path }: ReportCode): ReportNode | null =>
  path.length === 0 ? null : e('span', { class: 'path', dir: 'auto' }, path.join(' › '))
