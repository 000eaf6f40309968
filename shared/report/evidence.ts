// What a report carries beside what it shows: each quotation as a W3C Web Annotation (JSON-LD), so that whoever has the project can
// hold the report against it. Positions are given as the model asks, in Unicode code points, with the quoted words and what stands
// around them; `place` says the same in UTF-16 units and is also on the element that shows the words.
import { z } from 'zod'
import { ArticleId, Sha256 } from '../ids.ts'
import { Block, Range, Zone } from '../text.ts'

/** What a report may hold at most: far above any that was written. */
const MOST_ITEMS = 100_000
const MOST_UNITS = 20_000_000

export const CONTEXT = ['http://www.w3.org/ns/anno.jsonld', { parallax: 'urn:parallax:' }] as const

/** Under what an article that came out of a report keeps, in its evidence, the hash of the file that it was read from first. */
export const FIRST = 'originalSha256'

/** The id in a name of the report's data, `urn:parallax:highlight:…`; empty for a name of another kind. */
export const idIn = (kind: 'article' | 'code' | 'coder' | 'highlight', name: string): string =>
  name.startsWith(`urn:parallax:${kind}:`) ? name.slice(`urn:parallax:${kind}:`.length) : ''

/** An article and ranges of its text in UTF-16 units, as `id 12-40,52-60`. */
export const placeOf = (articleId: ArticleId, ranges: readonly Range[]): string =>
  `${articleId} ${ranges.map(({ start, end }) => `${start}-${end}`).join(',')}`

/** What `placeOf` says; `null` for anything else. */
export function placeFrom(place: string): Readonly<{ articleId: ArticleId; ranges: readonly Range[] }> | null {
  const [, id, list] = /^([\w.-]{1,64}) (\d+-\d+(?:,\d+-\d+)*)$/.exec(place) ?? []
  const articleId = ArticleId.safeParse(id)
  if (!articleId.success || list === undefined) return null
  const ranges = list.split(',').map((range) => {
    const [start = 0, end = 0] = range.split('-').map(Number)
    return { start, end }
  })
  return ranges.every(({ start, end }) => start < end) ? { articleId: articleId.data, ranges } : null
}

const Target = z.object({
  source: z.string(),
  selector: z.tuple([
    z.object({ type: z.literal('TextPositionSelector'), start: z.int(), end: z.int() }),
    z.object({ type: z.literal('TextQuoteSelector'), exact: z.string(), prefix: z.string(), suffix: z.string() }),
  ]),
})
const Body = z.object({
  id: z.string().optional(),
  type: z.literal('TextualBody'),
  purpose: z.string(),
  value: z.string(),
  /** Of a code: what more the coding says, values by the keys of the code's attributes. */
  'parallax:values': z.record(z.string(), z.string()).optional(),
})

const ArticleData = z.object({
  id: z.string(),
  title: z.string(),
  'parallax:textSha256': Sha256,
  'parallax:originalSha256': Sha256,
  /** Where the article came out of another report: the file that it was read from first. */
  'parallax:firstSha256': Sha256.optional(),
  /** What is said of it. */
  'parallax:article': z
    .object({
      outlet: z.string(),
      author: z.string(),
      date: z.string(),
      modified: z.string(),
      section: z.string(),
      url: z.string(),
      language: z.string(),
      source: z.string(),
    })
    .optional(),
  /** Its canonical text with its blocks, and the zones of parts of blocks: only where the report shows all of it. Offsets are UTF-16 units. */
  'parallax:text': z.string().max(MOST_UNITS).optional(),
  'parallax:blocks': z.array(Block).optional(),
  'parallax:zones': z.array(z.object({ range: Range, zone: Zone })).optional(),
})
export type ArticleData = z.infer<typeof ArticleData>

const CodeData = z.object({
  id: z.string(),
  /** Name of its codebook. */
  codebook: z.string(),
  key: z.string(),
  name: z.string(),
  /** Names of the codes above it, outermost first. */
  path: z.array(z.string()).max(100),
  color: z.string(),
  definition: z.string(),
  whenToUse: z.string(),
  whenNot: z.string(),
  example: z.string(),
})
export type CodeData = z.infer<typeof CodeData>

export const Quotation = z.object({
  /** `urn:parallax:highlight:…`, or what the passage is in the project's terms. */
  id: z.string(),
  type: z.literal('Annotation'),
  motivation: z.string(),
  created: z.string().optional(),
  creator: z.object({ id: z.string().optional(), type: z.literal('Person'), name: z.string() }).optional(),
  body: z.array(Body),
  /** One for each piece. */
  target: z.union([Target, z.object({ type: z.literal('List'), items: z.array(Target) })]),
  'parallax:place': z.string(),
  /** Of the words in UTF-8, pieces joined by ` … `. */
  'parallax:quoteSha256': Sha256,
})
export type Quotation = z.infer<typeof Quotation>

export const Evidence = z.object({
  '@context': z.unknown(),
  id: z.string(),
  type: z.literal('AnnotationPage'),
  label: z.string(),
  generator: z.object({ type: z.literal('Software'), name: z.string() }),
  'parallax:project': z.string(),
  'parallax:articles': z.array(ArticleData).max(1_000),
  /** The codes of its highlights, and those above them; a report of 0.2.0 has only the names of the former. */
  'parallax:codes': z.array(CodeData).max(10_000).optional(),
  items: z.array(Quotation).max(MOST_ITEMS),
})
export type Evidence = z.infer<typeof Evidence>

/** The pieces of a quotation, each with the words that it quotes and the words around them. */
export const piecesOf = ({ target }: Quotation) =>
  ('items' in target ? target.items : [target]).map(({ source, selector: [{ start, end }, { exact, prefix, suffix }] }) => ({
    source,
    /** In code points. */
    start,
    end,
    exact,
    prefix,
    suffix,
  }))
export type Piece = ReturnType<typeof piecesOf>[number]

const Problem = z.strictObject({
  /** What the article goes by; empty where it is not known. */
  article: z.string(),
  /** The highlight's or article's name in the report's data. */
  id: z.string(),
  quote: z.string(),
  says: z.string(),
  /** Where in the project the words stand now; `null` where they do not. */
  at: z.strictObject({ articleId: ArticleId, range: Range }).readonly().nullable(),
})
/** What a report that is held against a project comes to. */
export const ReportCheck = z
  .strictObject({ ok: z.boolean(), title: z.string(), quotations: z.int(), problems: z.array(Problem).readonly() })
  .readonly()
export type ReportCheck = z.infer<typeof ReportCheck>

/** How an article of a report meets the project: it has that very text, another one, gets it from the report, or does not get it. */
const meetings = ['same', 'changed', 'brought', 'missing'] as const
/** What a report is that was read to be taken in. */
export const ReportAbout = z
  .strictObject({
    title: z.string(),
    project: z.string(),
    /** The program that wrote it. */
    program: z.string(),
    /** `id`: its name in the report's data, once each. */
    articles: z
      .array(z.strictObject({ id: z.string(), title: z.string(), meets: z.enum(meetings), highlights: z.int() }).readonly())
      .readonly(),
    /** Among its quotations. */
    highlights: z.int(),
    quotations: z.int(),
  })
  .readonly()
export type ReportAbout = z.infer<typeof ReportAbout>
