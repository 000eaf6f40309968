// A report as data: everything that its pages say, built from records by a pure function (build.ts) and written by the
// exporters. Offsets are UTF-16 code units of the article's canonical text.
import { z } from 'zod'
import { Charts } from '../charts/model.ts'
import { ArticleId, CodeId, CoderId, HighlightId, Sha256 } from '../ids.ts'
import { Article, Revision } from '../records.ts'
import { Block, Range, Zone } from '../text.ts'
import { Counted } from '../zones.ts'
import { ReportPair } from './pairmodel.ts'

/** What a report can say, in the order in which it says it unless it is told otherwise. */
export const reportSections = [
  'method',
  'sources',
  'shared',
  'omitted',
  'cards',
  'verdict',
  'codes',
  'charts',
  'quotations',
  'articles',
  'check',
] as const
export type ReportSection = (typeof reportSections)[number]
/** Without more said, a report neither tells its method nor repeats quotations code by code. */
export const usualSections: readonly ReportSection[] = ['sources', 'shared', 'omitted', 'codes', 'articles', 'check']
export const MOST_REPORTED = 200
export const MOST_PAIRS = 50

/** One article, a pair that is compared, or a collection; and what is said of it. */
export const ReportRequest = z
  .strictObject({
    articleIds: z.array(ArticleId).min(1).max(MOST_REPORTED).readonly(),
    /** Empty for the titles of the articles. */
    title: z.string().max(2_000).exactOptional(),
    /** Which of its articles are compared; without it the pair that there is, when there are two. */
    pairs: z
      .array(z.tuple([ArticleId, ArticleId]).readonly())
      .max(MOST_PAIRS)
      .readonly()
      .exactOptional(),
    authors: z.string().max(2_000).exactOptional(),
    abstract: z.string().max(50_000).exactOptional(),
    sections: z.array(z.enum(reportSections)).min(1).max(reportSections.length).readonly().exactOptional(),
    /** Only highlights with one of these codes; empty for all, also those without a code. */
    codeIds: z.array(CodeId).max(10_000).readonly().exactOptional(),
    /** Only highlights, findings and verdicts of these coders; empty for all. */
    coderIds: z.array(CoderId).max(1_000).readonly().exactOptional(),
  })
  .readonly()
export type ReportRequest = z.infer<typeof ReportRequest>

/** The places among its articles of the pairs that a report compares, each pair once; those of other articles are left out. */
export function pairsOf({ articleIds, pairs }: Pick<ReportRequest, 'articleIds' | 'pairs'>): (readonly [number, number])[] {
  if (pairs === undefined) return articleIds.length === 2 ? [[0, 1]] : []
  const places = new Map(articleIds.map((id, place) => [id, place]))
  const found = new Map<string, readonly [number, number]>()
  for (const [first, second] of pairs) {
    const [a, b] = [places.get(first), places.get(second)]
    if (a === undefined || b === undefined || a === b) continue
    const key = `${Math.min(a, b)} ${Math.max(a, b)}`
    if (!found.has(key)) found.set(key, [a, b])
  }
  return [...found.values()]
}

export const ReportCode = z
  .strictObject({
    id: CodeId,
    key: z.string(),
    name: z.string(),
    /** Names of the codes above it, outermost first. */
    path: z.array(z.string()).readonly(),
    definition: z.string(),
    color: z.string(),
    /** Highlights with this code among those that are counted, one figure per article of the report. */
    counts: z.array(z.int()).readonly(),
  })
  .readonly()
export type ReportCode = z.infer<typeof ReportCode>

/** A link of a highlight as it reads from there: what the other one is to it. */
const ReportLink = z
  .strictObject({
    says: z.string(),
    /** The other's number in the report; `null` where it is not in it. */
    number: z.int().positive().nullable(),
    /** What the article of the other one goes by. */
    title: z.string(),
    note: z.string(),
  })
  .readonly()
export type ReportLink = z.infer<typeof ReportLink>

export const ReportHighlight = z
  .strictObject({
    id: HighlightId,
    /** Its number in the report: 1, 2, 3 … in reading order, through all articles. */
    number: z.int().positive(),
    ranges: z.array(Range).readonly(),
    quote: z.string(),
    prefix: z.string(),
    suffix: z.string(),
    /** What it covered before its place was found by likeness; empty where it is exact or was confirmed. */
    formerQuote: z.string(),
    /** SHA-256 of the quote in UTF-8. */
    quoteSha256: Sha256,
    codes: z.array(CodeId).readonly(),
    /** What its codings say beyond their codes; an entity by its name. */
    values: z.array(z.strictObject({ code: CodeId, key: z.string(), name: z.string(), value: z.string() })).readonly(),
    /** Whom or what it is about; empty for nobody. */
    entity: z.string(),
    links: z.array(ReportLink).readonly(),
    origin: z.enum(['manual', 'suggested', 'imported']),
    /** The rule of the suggestion that it was made from; empty for none. */
    rule: z.string(),
    /** Whether it touches the article's own words. */
    own: z.boolean(),
    note: z.string(),
    coder: z.string(),
    coderId: CoderId,
    createdAt: z.int(),
  })
  .readonly()
export type ReportHighlight = z.infer<typeof ReportHighlight>

export const ReportArticle = z
  .strictObject({
    article: Article,
    text: z.string(),
    /** Their zones as the analyst has them. */
    blocks: z.array(Block).readonly(),
    /** Words of title and body. */
    ownWords: z.int().nonnegative(),
    /** Where an analyst says of a part of a block what zone it is. */
    parts: z.array(z.strictObject({ range: Range, zone: Zone })).readonly(),
    /** What is not the article's own, by zone. */
    others: z.array(z.strictObject({ zone: Zone, words: z.int(), highlights: z.int() })).readonly(),
    highlights: z.array(ReportHighlight).readonly(),
    /** Highlights that have no place in this text: they are in no figure. */
    orphans: z
      .array(z.strictObject({ quote: z.string(), codes: z.array(z.string()).readonly(), note: z.string(), coder: z.string() }))
      .readonly(),
    /** Its earlier texts, the first one first, each with who replaced it and why. */
    revisions: z
      .array(
        z.strictObject({ ...Revision.unwrap().pick({ number: true, textSha256: true, reason: true, at: true }).shape, coder: z.string() }),
      )
      .readonly(),
    /** What is said of it as a whole. */
    attributes: z.array(z.strictObject({ name: z.string(), value: z.string() })).readonly(),
    /** What the article goes by that it reprints; empty for none. */
    reprintOf: z.string(),
  })
  .readonly()
export type ReportArticle = z.infer<typeof ReportArticle>

/** A codebook that codes of the report are of. */
export const ReportCodebook = z
  .strictObject({
    name: z.string(),
    description: z.string(),
    citation: z.string(),
    /** How many codes it has. */
    size: z.int(),
    /** Those that occur, and those above them, in its order. */
    codes: z
      .array(
        z.strictObject({
          id: CodeId,
          key: z.string(),
          name: z.string(),
          path: z.array(z.string()).readonly(),
          color: z.string(),
          definition: z.string(),
          whenToUse: z.string(),
          whenNot: z.string(),
          example: z.string(),
        }),
      )
      .readonly(),
  })
  .readonly()

export type ReportCodebook = z.infer<typeof ReportCodebook>

export const Report = z
  .strictObject({
    title: z.string(),
    authors: z.string(),
    abstract: z.string(),
    sections: z.array(z.enum(reportSections)).readonly(),
    /** Those whose highlights are in it, by name. */
    coders: z.array(z.strictObject({ name: z.string(), highlights: z.int() })).readonly(),
    codebooks: z.array(ReportCodebook).readonly(),
    project: z.string(),
    madeAt: z.int(),
    version: z.string(),
    /** What its figures are made of: own words and the highlights on them, or everything. */
    counted: Counted,
    articles: z.array(ReportArticle).min(1).readonly(),
    /** Codes that occur, in codebook order. */
    codes: z.array(ReportCode).readonly(),
    pairs: z.array(ReportPair).readonly(),
    /** Figures that charts are drawn from; `null` where the report has no charts. */
    charts: Charts.nullable(),
  })
  .readonly()
export type Report = z.infer<typeof Report>
