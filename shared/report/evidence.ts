// What a report carries beside what it shows: each quotation as a W3C Web Annotation (JSON-LD), so that whoever has the project can
// hold the report against it. Positions are given as the model asks, in Unicode code points, with the quoted words and what stands
// around them; `place` says the same in UTF-16 units and is also on the element that shows the words.
import { z } from 'zod'
import { ArticleId, Sha256 } from '../ids.ts'
import type { Range } from '../text.ts'

export const CONTEXT = ['http://www.w3.org/ns/anno.jsonld', { parallax: 'urn:parallax:' }] as const

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
const Body = z.object({ id: z.string().optional(), type: z.literal('TextualBody'), purpose: z.string(), value: z.string() })

export const Quotation = z.object({
  /** `urn:parallax:highlight:…`, or what the passage is in the project's terms. */
  id: z.string(),
  type: z.literal('Annotation'),
  motivation: z.string(),
  created: z.string().optional(),
  creator: z.object({ type: z.literal('Person'), name: z.string() }).optional(),
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
  'parallax:articles': z.array(
    z.object({ id: z.string(), title: z.string(), 'parallax:textSha256': Sha256, 'parallax:originalSha256': Sha256 }),
  ),
  items: z.array(Quotation),
})
export type Evidence = z.infer<typeof Evidence>

const Problem = z.strictObject({
  /** What the article goes by; empty where it is not known. */
  article: z.string(),
  /** The highlight's or article's name in the report's data. */
  id: z.string(),
  quote: z.string(),
  says: z.string(),
})
/** What a report that is held against a project comes to. */
export const ReportCheck = z
  .strictObject({ ok: z.boolean(), title: z.string(), quotations: z.int(), problems: z.array(Problem).readonly() })
  .readonly()
export type ReportCheck = z.infer<typeof ReportCheck>
