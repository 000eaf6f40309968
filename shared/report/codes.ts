import type { CodeId } from '../ids.ts'
import { isCounted } from './build.ts'
import type { Report, ReportArticle, ReportCode } from './model.ts'
import { element as e, type ReportElement, type ReportNode } from './node.ts'
import { codeClass } from './style.ts'
import { count, letterOf, perThousand, plural } from './wording.ts'

/** Where each code of the report stands in its list. */
export const placesOf = ({ codes }: Report): ReadonlyMap<CodeId, number> => new Map(codes.map((code, place) => [code.id, place]))

/** A code as it is named beside texts and in lists: a patch of its colour and its name. */
const codeLabel = (name: string, place: number | null) =>
  e('span', { class: `label ${codeClass(place)}` }, e('span', { class: 'patch' }), e('span', { dir: 'auto' }, name))

const nameAt = ({ codes }: Report, place: number | undefined) => (place === undefined ? undefined : codes[place]?.name) ?? 'unknown code'

/** The labels of a highlight's codes; one that says so where it has none. */
export function codeLabels(report: Report, places: ReadonlyMap<CodeId, number>, codes: readonly CodeId[]): ReportElement[] {
  if (codes.length === 0) return [codeLabel('no code', null)]
  return codes.map((id) => codeLabel(nameAt(report, places.get(id)), places.get(id) ?? null))
}

/** The same in one line of text. */
export function codeNames(report: Report, places: ReadonlyMap<CodeId, number>, codes: readonly CodeId[]): string {
  return codes.length === 0 ? 'no code' : codes.map((id) => nameAt(report, places.get(id))).join(', ')
}

const numberCell = (text: string) => e('td', { class: 'number' }, text)

/** Codes in codebook order with their counts in each article and their definitions. */
export function codesTable(report: Report): ReportElement {
  const { articles, codes } = report
  if (articles.length > 2) return totalsTable(report)
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
              e('th', { scope: 'col', rowspan: '2', class: 'definition' }, 'Definition'),
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
            e('th', { scope: 'col', class: 'definition' }, 'Definition'),
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
          e('td', { class: 'definition', dir: 'auto' }, code.definition || e('span', { class: 'none' }, 'no definition')),
        ),
      ),
    ),
  )
}

/** The same for a collection: how often in all, and in how many of its articles. */
function totalsTable({ articles, codes, counted }: Report): ReportElement {
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
        e('th', { scope: 'col', class: 'definition' }, 'Definition'),
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
          e('td', { class: 'definition', dir: 'auto' }, code.definition || e('span', { class: 'none' }, 'no definition')),
        )
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
