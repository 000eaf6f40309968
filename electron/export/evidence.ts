// The data of a report: an annotation for every quotation that its page shows, and none for what it does not show.
import { createHash } from 'node:crypto'
import { Ruler } from '../../shared/exchange/positions.ts'
import { type ArticleId, Sha256 } from '../../shared/ids.ts'
import { type ArticleData, CONTEXT, type Evidence, FIRST, placeFrom, placeOf, type Quotation } from '../../shared/report/evidence.ts'
import type { Report, ReportArticle, ReportHighlight } from '../../shared/report/model.ts'
import type { ReportElement } from '../../shared/report/node.ts'
import { isoOf } from '../../shared/report/wording.ts'
import type { Range } from '../../shared/text.ts'

/** UTF-16 units of context on each side, as far as no character is cut. */
const AROUND = 32
export const GAP = ' … '

export const sha256 = (text: string): Sha256 => Sha256.parse(createHash('sha256').update(text, 'utf8').digest('hex'))
export const urn = (kind: 'article' | 'highlight' | 'code' | 'coder' | 'passage', id: string): string => `urn:parallax:${kind}:${id}`

/** The places that a page shows, each once, in its order. */
function* placesShown(node: ReportElement): Generator<string> {
  const place = node.attributes['data-place']
  if (place !== undefined) yield place
  for (const child of node.children) if (typeof child !== 'string') yield* placesShown(child)
}

const textual = (purpose: string, value: string, id?: string) => ({
  ...(id === undefined ? {} : { id }),
  type: 'TextualBody' as const,
  purpose,
  value,
})

export function evidenceOf(report: Report, page: ReportElement): Evidence {
  const names = new Map(report.codes.map(({ id, name }) => [id, name]))
  const marks = new Map<string, ReportHighlight[]>()
  for (const { article, highlights } of report.articles)
    for (const mark of highlights) {
      const place = placeOf(article.id, mark.ranges)
      marks.set(place, [...(marks.get(place) ?? []), mark])
    }
  const texts = new Map<ArticleId, { whole: ReportArticle; ruler: Ruler }>(
    report.articles.map((whole) => [whole.article.id, { whole, ruler: new Ruler(whole.text, 'code point') }]),
  )
  const items = [...new Set(placesShown(page))].flatMap((place): Quotation[] => {
    const { articleId, ranges = [] } = placeFrom(place) ?? {}
    const found = articleId === undefined ? undefined : texts.get(articleId)
    if (found === undefined) return []
    const { text, article } = found.whole
    const targets = ranges.map((range) => targetOf(urn('article', article.id), text, found.ruler, range))
    const target = targets.length === 1 && targets[0] !== undefined ? targets[0] : { type: 'List' as const, items: targets }
    const quote = ranges.map(({ start, end }) => text.slice(start, end)).join(GAP)
    const rest = { target, 'parallax:place': place, 'parallax:quoteSha256': sha256(quote) }
    const own = (marks.get(place) ?? []).map((mark): Quotation => {
      const { id, codes, values, note, coder, coderId, createdAt } = mark
      const created = isoOf(createdAt)
      return {
        id: urn('highlight', id),
        type: 'Annotation',
        motivation: codes.length > 0 ? 'classifying' : note === '' ? 'highlighting' : 'commenting',
        ...(created === '' ? {} : { created }),
        creator: { id: urn('coder', coderId), type: 'Person', name: coder },
        body: [
          ...codes.map((code) => {
            const said = values.filter((each) => each.code === code).map(({ key, value }) => [key, value] as const)
            const more = said.length === 0 ? {} : { 'parallax:values': Object.fromEntries(said) }
            return { ...textual('tagging', names.get(code) ?? '', urn('code', code)), ...more }
          }),
          ...(note === '' ? [] : [textual('commenting', note)]),
        ],
        ...rest,
      }
    })
    if (own.length > 0) return own
    return [{ id: urn('passage', place.replace(' ', ':')), type: 'Annotation', motivation: 'describing', body: [], ...rest }]
  })
  return {
    '@context': CONTEXT,
    id: 'urn:parallax:report',
    type: 'AnnotationPage',
    label: report.title,
    generator: { type: 'Software', name: `Parallax ${report.version}` },
    'parallax:project': report.project,
    'parallax:articles': report.articles.map((each) => articleData(each, report.sections.includes('articles'))),
    'parallax:codes': report.codebooks.flatMap(({ name: codebook, codes }) =>
      codes.map(({ id, path, ...said }) => ({ id: urn('code', id), codebook, path: [...path], ...said })),
    ),
    items,
  }
}

/** What an article of the report is; `whole`: with its text, which the page shows altogether. */
function articleData({ article, text, blocks, parts }: ReportArticle, whole: boolean): ArticleData {
  const { id, title, outlet, author, date, modified, section, url, language, source, textSha256, originalSha256, evidence } = article
  const first = Sha256.safeParse(evidence[FIRST])
  return {
    id: urn('article', id),
    title: title || source,
    'parallax:textSha256': textSha256,
    'parallax:originalSha256': originalSha256,
    ...(first.success ? { 'parallax:firstSha256': first.data } : {}),
    'parallax:article': { outlet, author, date, modified, section, url, language, source },
    ...(whole ? { 'parallax:text': text, 'parallax:blocks': [...blocks], 'parallax:zones': [...parts] } : {}),
  }
}

function targetOf(source: string, text: string, ruler: Ruler, { start, end }: Range) {
  const prefix = text.slice(Math.max(0, start - AROUND), start).replace(/^[\udc00-\udfff]/, '')
  const suffix = text.slice(end, end + AROUND).replace(/[\ud800-\udbff]$/, '')
  const position = { type: 'TextPositionSelector' as const, start: ruler.measure(start), end: ruler.measure(end) }
  return {
    source,
    selector: [position, { type: 'TextQuoteSelector' as const, exact: text.slice(start, end), prefix, suffix }] as [
      typeof position,
      { type: 'TextQuoteSelector'; exact: string; prefix: string; suffix: string },
    ],
  }
}
