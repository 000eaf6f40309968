// What charts are drawn from: figures of some articles, counted in one pass (gather.ts). Whoever draws them has no other source.
import { z } from 'zod'
import { ArticleId, CodeId } from '../ids.ts'
import { Counted } from '../zones.ts'

/** Parts of equal length that a text is cut into to say where in it a code stands. */
export const PARTS = 10
/** With more articles than this, those of one outlet are counted together. */
export const MOST_ARTICLES = 12

const count = z.int().nonnegative()
/** One figure for each source, in their order. */
const bySource = z.array(count).readonly()

export const Charts = z
  .strictObject({
    /** What the figures are made of. Everything below follows it. */
    counted: Counted,
    articles: count,
    highlights: count,
    /** Who tells: each article, or each outlet where there are many articles. */
    sources: z
      .array(
        z.strictObject({
          name: z.string(),
          outlet: z.string(),
          /** Of an article by itself. */
          articleId: ArticleId.nullable(),
          articles: count,
          highlights: count,
          words: count,
        }),
      )
      .readonly(),
    /** Codes that occur, in codebook order. */
    codes: z
      .array(
        z.strictObject({
          id: CodeId,
          name: z.string(),
          /** Names of the codes above it, outermost first. */
          path: z.array(z.string()).readonly(),
          color: z.string(),
          counts: bySource,
          /** Highlights that begin in each part of the text: of each article, or where outlets are counted of all together. */
          along: z.array(z.array(count).length(PARTS).readonly()).readonly(),
        }),
      )
      .readonly(),
    /** What kind of source is quoted, as the codings say; empty for a quotation whose kind is not said. */
    kinds: z.array(z.strictObject({ name: z.string(), counts: bySource })).readonly(),
    /** Who is quoted; `name` is empty where a quotation is linked to no source. Words are those of the quotations. */
    voices: z.array(z.strictObject({ name: z.string(), side: z.string(), counts: bySource, words: bySource })).readonly(),
    /** Days with articles, in order, and how often each code, by its place in `codes`, stands in those articles. */
    days: z
      .array(
        z.strictObject({
          day: z.iso.date(),
          articles: count,
          codes: z.array(z.tuple([count, count])).readonly(),
        }),
      )
      .readonly(),
    /** Articles whose date names no day. */
    undated: count,
    /** Two codes, `a` before `b` in `codes`: highlights that carry both, and pairs of different highlights that cover common words. */
    together: z.array(z.strictObject({ a: count, b: count, same: count, over: count })).readonly(),
  })
  .readonly()
export type Charts = z.infer<typeof Charts>
