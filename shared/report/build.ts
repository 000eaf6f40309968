import { nameOf } from '../articlename.ts'
import { chartsOf } from '../charts/charted.ts'
import type { OpenArticle, PlacedHighlight } from '../contract.ts'
import type { ArticleId, CodeId, CoderId, HighlightId, Sha256 } from '../ids.ts'
import type { Article, Code, Codebook, Coder, Entity, Revision, Study } from '../records.ts'
import type { Counted } from '../zones.ts'
import { type Common, grouped, reportArticle, wantedIn } from './article.ts'
import { codesInOrder, type Placed } from './codeorder.ts'
import {
  type Report,
  type ReportArticle,
  type ReportCode,
  type ReportCodebook,
  type ReportHighlight,
  type ReportRequest,
  usualSections,
} from './model.ts'
import { type PairInput, reportPair } from './paired.ts'

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
  entities: readonly Entity[]
  /** What is said of articles as a whole; `null` where nothing is. */
  study: Study | null
  /** Earlier texts of the articles. */
  revisions: readonly Revision[]
  /** Articles outside of the report that its articles reprint. */
  reprinted: readonly Article[]
  /** Highlights of other articles that links lead to. */
  linked: readonly PlacedHighlight[]
  /** Those of the articles that are compared. */
  pairs: readonly PairInput[]
  /** SHA-256 of a text in UTF-8, in lower-case hexadecimal. */
  sha256: (text: string) => Sha256
}>

/** Makes a report from records. The order of the records does not matter: the same records give the same report. */
export function buildReport(input: ReportInput): Report {
  const { title, authors, abstract, sections, codeIds, coderIds } = { ...nothingMore, ...input.request }
  const [wantedCodes, wantedCoders] = [new Set(codeIds), new Set(coderIds)]
  const order = codesInOrder(input.codebooks, input.codes)
  const coders = new Map(input.coders.map((coder) => [coder.id, coder.name]))
  const coderOf = (id: CoderId) => coders.get(id) ?? 'unknown coder'
  const isAsked = (id: CoderId) => wantedCoders.size === 0 || wantedCoders.has(id)
  const entities = new Map(input.entities.map(({ id, name }) => [id as string, name]))
  const entityOf = (id: string) => entities.get(id) ?? 'unknown'

  const isWanted: Common['isWanted'] = (coderId, codes) =>
    isAsked(coderId) && (wantedCodes.size === 0 || codes.some((code) => wantedCodes.has(code)))
  const wanted = input.articles.map((open) => wantedIn(open, isWanted))
  const homes = new Map<HighlightId, ArticleId>(input.linked.map(({ highlight }) => [highlight.id, highlight.articleId]))
  for (const { highlights } of input.articles) for (const { id, articleId } of highlights) homes.set(id, articleId)
  const titles = new Map(input.linked.map(({ highlight, title }) => [highlight.articleId, title]))
  for (const article of [...input.reprinted, ...input.articles.map(({ article }) => article)]) titles.set(article.id, nameOf(article))
  let number = 0
  const common: Common = {
    codes: new Map(input.codes.map((code) => [code.id, code])),
    placeOf: (id) => order.get(id)?.place ?? order.size,
    coderOf,
    entityOf,
    isWanted,
    attributes: input.study?.attributes ?? [],
    revisions: grouped(input.revisions.map((revision) => [revision.articleId, revision] as const)),
    titles,
    numbers: new Map(wanted.flatMap((marks) => marks.map(({ id }) => [id, ++number]))),
    homes,
    sha256: input.sha256,
  }
  const articles = input.articles.map((open, i) => reportArticle(open, wanted[i] ?? [], common))
  const codes = codesOf(articles, order, input)
  return {
    title: title || titleOf(articles, input.project),
    authors,
    abstract,
    sections,
    coders: [...grouped(wanted.flat().map((mark) => [coderOf(mark.coderId), mark] as const))]
      .map(([name, marks]) => ({ name, highlights: marks.length }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    codebooks: codebooksOf(codes, order, input.codebooks),
    project: input.project,
    madeAt: input.madeAt,
    version: input.version,
    counted: input.counted,
    articles,
    codes,
    pairs: input.pairs.flatMap((pair) => {
      const [a, b] = [input.articles[pair.a], input.articles[pair.b]]
      const names = { coder: ({ coderId }: { coderId: CoderId }) => (isAsked(coderId) ? coderOf(coderId) : null), entity: entityOf }
      return a === undefined || b === undefined ? [] : [reportPair(pair, [a, b], names)]
    }),
    charts: sections.includes('charts') ? chartsOf(input, wanted) : null,
  }
}

/** Whether a highlight goes into the figures. */
export const isCounted =
  (counted: Counted) =>
  ({ own }: Pick<ReportHighlight, 'own'>): boolean =>
    counted === 'all' || own

/** The codes that occur, with their highlights in each article. */
function codesOf(
  articles: readonly ReportArticle[],
  order: ReadonlyMap<CodeId, Placed>,
  { counted }: Pick<ReportInput, 'counted'>,
): ReportCode[] {
  const counts = new Map<CodeId, number[]>()
  for (const [i, { highlights }] of articles.entries())
    for (const mark of highlights)
      for (const id of mark.codes) {
        const found = counts.get(id) ?? articles.map(() => 0)
        if (isCounted(counted)(mark)) found[i] = (found[i] ?? 0) + 1
        counts.set(id, found)
      }
  return [...order.values()].flatMap(({ code, path }): ReportCode[] => {
    const found = counts.get(code.id)
    const { id, key, name, definition, color } = code
    return found === undefined ? [] : [{ id, key, name, path, definition, color, counts: found }]
  })
}

/** The codebooks of the codes that occur, each with these and the codes above them. */
function codebooksOf(
  occurring: readonly ReportCode[],
  order: ReadonlyMap<CodeId, Placed>,
  codebooks: readonly Codebook[],
): ReportCodebook[] {
  const told = new Set<CodeId>()
  for (const { id } of occurring)
    for (let at: CodeId | null = id; at !== null && !told.has(at); at = order.get(at)?.code.parentId ?? null) told.add(at)
  const byBook = grouped([...order.values()].map((placed) => [placed.code.codebookId, placed] as const))
  return codebooks
    .toSorted((a, b) => a.position - b.position)
    .flatMap(({ id, name, description, citation }) => {
      const all = byBook.get(id) ?? []
      const codes = all.flatMap(({ code, path }) => {
        const { id, key, name, color, definition, whenToUse, whenNot, example } = code
        return told.has(id) ? [{ id, key, name, path, color, definition, whenToUse, whenNot, example }] : []
      })
      return codes.length === 0 ? [] : [{ name, description, citation, size: all.filter(({ code }) => !code.archived).length, codes }]
    })
}

const nothingMore = { title: '', authors: '', abstract: '', sections: usualSections, codeIds: [], coderIds: [] }

/** What a report is called that has no title of its own. */
export const titleOf = (articles: readonly Pick<ReportArticle, 'article'>[], project: string) =>
  articles.length > 2 ? `${project}: ${articles.length} articles` : articles.map(({ article }) => nameOf(article)).join(' · ')
