// What is one article inside another: how much of each stands in the other, told from the passages that they share.
import { z } from 'zod'
import { ArticleId } from './ids.ts'
import { coveredShare, Passage } from './passage.ts'

/** An article that shares stretches of words with another one. */
export const Reprint = z
  .strictObject({
    id: ArticleId,
    title: z.string(),
    outlet: z.string(),
    date: z.string(),
    /** Words in common. */
    words: z.int().positive(),
    /** Share of this text that stands in the other article, and of the other article that stands here: 0 to 1. */
    here: z.number().min(0).max(1),
    there: z.number().min(0).max(1),
    /** `a` is this text. */
    passages: z.array(Passage).readonly(),
  })
  .readonly()
export type Reprint = z.infer<typeof Reprint>

/** Fewer words are a quotation, or a phrase that everybody uses. */
const FEWEST_WORDS = 40
/** A smaller share of both texts is a borrowed paragraph. */
const LEAST_SHARE = 0.2

type Other = Readonly<{ article: Pick<Reprint, 'id' | 'title' | 'outlet' | 'date'>; text: string }>

/** What the passages of two texts make them to each other, or `null` when that is not worth telling. */
export function reprintOf(passages: readonly Passage[], text: string, { article, text: other }: Other): Reprint | null {
  const words = passages.reduce((sum, passage) => sum + passage.words, 0)
  const here = Math.min(1, coveredShare(passages, 'a', text.length))
  const there = Math.min(1, coveredShare(passages, 'b', other.length))
  if (words < FEWEST_WORDS || Math.max(here, there) < LEAST_SHARE) return null
  const { id, title, outlet, date } = article
  return { id, title, outlet, date, words, here, there, passages }
}
