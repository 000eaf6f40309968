// What an analysis of a collection says.
import { z } from 'zod'
import { ArticleId } from '../ids.ts'
import { Article } from '../records.ts'
import { Reprinting } from './reprinting.ts'

/** Articles that tell the same story, by date, and the one that has most in common with all of them. */
const Story = z.strictObject({ centreId: ArticleId, articleIds: z.array(ArticleId).min(2).readonly() }).readonly()
export type Story = z.infer<typeof Story>

export const Analysis = z
  .strictObject({
    reprints: z.array(Reprinting).readonly(),
    /** The largest first. */
    stories: z.array(Story).readonly(),
    /** `[i, j, score]`: places in `ids`, `i` before `j`, and how alike the two are in hundredths. */
    similarity: z
      .strictObject({
        ids: z.array(ArticleId).readonly(),
        /** Whether every pair is there, as of up to 200 articles; else the nearest of each. */
        complete: z.boolean(),
        pairs: z.array(z.tuple([z.int(), z.int(), z.int().min(0).max(100)]).readonly()).readonly(),
      })
      .readonly(),
  })
  .readonly()
export type Analysis = z.infer<typeof Analysis>

/** What a page is told: the articles as they are now, and reprints without their passages. */
export const Overview = z
  .strictObject({
    articles: z
      .array(
        Article.unwrap()
          .pick({ id: true, title: true, source: true, part: true, of: true, outlet: true, date: true, words: true, reprintOf: true })
          .readonly(),
      )
      .readonly(),
    ...Analysis.unwrap().shape,
    reprints: z.array(Reprinting.unwrap().omit({ passages: true }).readonly()).readonly(),
  })
  .readonly()
export type Overview = z.infer<typeof Overview>
