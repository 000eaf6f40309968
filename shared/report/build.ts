import { inReadingOrder } from '../anchor.ts'
import type { OpenArticle } from '../contract.ts'
import type { CodeId, HighlightId, Sha256 } from '../ids.ts'
import type { Code, Codebook, Coder } from '../records.ts'
import { type Block, zoneKinds } from '../text.ts'
import { type Counted, isOwn, leftOutOf, liesOutside, ownWords, wordsIn, type ZoneStretch, zonesOf } from '../zones.ts'
import {
  type Report,
  type ReportArticle,
  type ReportCode,
  type ReportHighlight,
  type ReportPair,
  type ReportRequest,
  usualSections,
} from './model.ts'

export type ReportInput = Readonly<{
  project: string
  version: string
  /** Milliseconds since 1970 in UTC. */
  madeAt: number
  /** What the figures are made of. */
  counted: Counted
  /** What is asked for beside its articles. */
  request?: Omit<ReportRequest, 'articleIds' | 'pairs'>
  articles: readonly OpenArticle[]
  codebooks: readonly Codebook[]
  codes: readonly Code[]
  coders: readonly Coder[]
  /** Those of the articles that are compared. */
  pairs: readonly ReportPair[]
  /** SHA-256 of a text in UTF-8, in lower-case hexadecimal. */
  sha256: (text: string) => Sha256
}>

/** Makes a report from records. The order of the records does not matter: the same records give the same report. */
export function buildReport(input: ReportInput): Report {
  const { title, authors, abstract, sections, codeIds, coderIds } = { ...nothingMore, ...input.request }
  const [wantedCodes, wantedCoders] = [new Set(codeIds), new Set(coderIds)]
  const order = codesInOrder(input.codebooks, input.codes)
  const coders = new Map(input.coders.map((coder) => [coder.id, coder.name]))
  const named = new Set<string>()
  let number = 0
  const articles = input.articles.map(({ article, text, blocks, zoneMarks, highlights, codings, orphans }): ReportArticle => {
    const codesOf = new Map<HighlightId, CodeId[]>()
    for (const { highlightId, codeId } of codings) codesOf.set(highlightId, [...(codesOf.get(highlightId) ?? []), codeId])
    const zones = zonesOf(blocks, zoneMarks)
    const leftOut = leftOutOf(zones)
    const wanted = highlights.filter(
      ({ id, coderId }) =>
        (wantedCoders.size === 0 || wantedCoders.has(coderId)) &&
        (wantedCodes.size === 0 || (codesOf.get(id) ?? []).some((code) => wantedCodes.has(code))),
    )
    for (const { coderId } of wanted) named.add(coders.get(coderId) ?? 'unknown coder')
    const place = (id: CodeId) => order.get(id)?.place ?? order.size
    return {
      article,
      text,
      blocks: zonedAs(blocks, zones),
      ownWords: ownWords(article.words, text, leftOut),
      parts: partsOf(blocks, zones),
      others: othersOf(text, zones, wanted),
      highlights: wanted.toSorted(inReadingOrder).map(
        ({ id, ranges, quote, prefix, suffix, formerQuote, note, coderId, createdAt }): ReportHighlight => ({
          id,
          number: ++number,
          ranges,
          quote,
          prefix,
          suffix,
          formerQuote,
          quoteSha256: input.sha256(quote),
          own: !liesOutside(ranges, leftOut),
          codes: (codesOf.get(id) ?? []).sort((a, b) => place(a) - place(b)),
          note,
          coder: coders.get(coderId) ?? 'unknown coder',
          createdAt,
        }),
      ),
      orphans: orphans.length,
    }
  })
  const occurring = new Set(articles.flatMap(({ highlights }) => highlights.flatMap(({ codes }) => codes)))
  const used = new Set(input.codes.flatMap(({ id, codebookId }) => (occurring.has(id) ? [codebookId] : [])))
  return {
    title: title || titleOf(articles, input.project),
    authors,
    abstract,
    sections,
    coders: [...named].sort(),
    codebooks: input.codebooks
      .filter(({ id }) => used.has(id))
      .toSorted((a, b) => a.position - b.position)
      .map(({ name, description, citation }) => ({ name, description, citation })),
    project: input.project,
    madeAt: input.madeAt,
    version: input.version,
    counted: input.counted,
    articles,
    codes: [...order.values()].flatMap(({ code, path }): ReportCode[] => {
      const coded = articles.map(({ highlights }) => highlights.filter((highlight) => highlight.codes.includes(code.id)))
      const counts = coded.map((marks) => marks.filter(isCounted(input.counted)).length)
      const { id, key, name, definition, color } = code
      return coded.some((marks) => marks.length > 0) ? [{ id, key, name, path, definition, color, counts }] : []
    }),
    pairs: input.pairs,
  }
}

/** Whether a highlight goes into the figures. */
export const isCounted =
  (counted: Counted) =>
  ({ own }: Pick<ReportHighlight, 'own'>): boolean =>
    counted === 'all' || own

/** Blocks with the zone that they have as a whole; one that lies in several keeps the import's. */
function zonedAs(blocks: readonly Block[], zones: readonly ZoneStretch[]): Block[] {
  let at = 0
  return blocks.map((block) => {
    while ((zones[at]?.range.end ?? Number.POSITIVE_INFINITY) <= block.start) at++
    const stretch = zones[at]
    return stretch !== undefined && stretch.range.end >= block.end ? { ...block, zone: stretch.zone } : block
  })
}

/** Words in each zone that is not the article's own, and the highlights that lie in that zone altogether. */
function othersOf(text: string, zones: readonly ZoneStretch[], highlights: OpenArticle['highlights']): ReportArticle['others'] {
  return zoneKinds.flatMap((zone) => {
    const ranges = leftOutOf(zones.filter((stretch) => stretch.zone === zone))
    const words = wordsIn(text, ranges)
    if (isOwn(zone) || words === 0) return []
    return [{ zone, words, highlights: highlights.filter((highlight) => liesOutside(highlight.ranges, ranges)).length }]
  })
}

/** Stretches that are a part of their block only, as an analyst says. */
function partsOf(blocks: readonly Block[], zones: readonly ZoneStretch[]): ReportArticle['parts'] {
  return zones.flatMap(({ range, zone, origin }) =>
    origin === 'import'
      ? []
      : blocks.flatMap((block) => {
          const [start, end] = [Math.max(block.start, range.start), Math.min(block.end, range.end)]
          return start < end && end - start < block.end - block.start ? [{ range: { start, end }, zone }] : []
        }),
  )
}

const nothingMore = { title: '', authors: '', abstract: '', sections: usualSections, codeIds: [], coderIds: [] }

/** What a report is called that has no title of its own. */
export const titleOf = (articles: readonly Pick<ReportArticle, 'article'>[], project: string) =>
  articles.length > 2
    ? `${project}: ${articles.length} articles`
    : articles.map(({ article }) => article.title || article.source || 'Untitled').join(' · ')

type Placed = Readonly<{ code: Code; path: readonly string[]; place: number }>

/** Codes as a reader of the codebooks meets them: book by book, each code before those under it. */
function codesInOrder(codebooks: readonly Codebook[], codes: readonly Code[]): ReadonlyMap<CodeId, Placed> {
  const books = new Map(codebooks.map((book) => [book.id, book.position]))
  const sorted = codes.toSorted(
    (a, b) => (books.get(a.codebookId) ?? 0) - (books.get(b.codebookId) ?? 0) || a.position - b.position || (a.id < b.id ? -1 : 1),
  )
  const known = new Set(codes.map((code) => code.id))
  const children = new Map<CodeId | null, Code[]>()
  for (const code of sorted) {
    const parent = code.parentId !== null && known.has(code.parentId) ? code.parentId : null
    children.set(parent, [...(children.get(parent) ?? []), code])
  }
  const placed = new Map<CodeId, Placed>()
  const walk = (parent: CodeId | null, path: readonly string[]) => {
    for (const code of children.get(parent) ?? []) {
      placed.set(code.id, { code, path, place: placed.size })
      walk(code.id, [...path, code.name])
    }
  }
  walk(null, [])
  return placed
}
