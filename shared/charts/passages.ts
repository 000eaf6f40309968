// What a mark of a chart counts, so that it can lead to the passages themselves: highlights for which all that is said holds.
import { z } from 'zod'
import { ArticleId, CodeId, type HighlightId } from '../ids.ts'
import type { ChartArticle } from './gather.ts'
import { PARTS } from './model.ts'
import { overlapping } from './overlap.ts'

export const Passages = z
  .strictObject({
    /** Highlights with all of these codes; `over`: those with one of two that cover common words with one that has the other. */
    codeIds: z.array(CodeId).max(2).readonly(),
    over: z.boolean().exactOptional(),
    articleId: ArticleId.exactOptional(),
    outlet: z.string().max(2_000).exactOptional(),
    /** Of articles of these days, both among them. */
    from: z.iso.date().exactOptional(),
    to: z.iso.date().exactOptional(),
    /** That begin in this part of the text. */
    part: z
      .int()
      .min(0)
      .max(PARTS - 1)
      .exactOptional(),
    /** Quotations of a kind of source, or of somebody; an empty name where it is not said. */
    kind: z.string().max(2_000).exactOptional(),
    voice: z.strictObject({ name: z.string().max(2_000_000), side: z.string().max(2_000) }).exactOptional(),
  })
  .readonly()
export type Passages = z.infer<typeof Passages>

/** The day of a date as the analyst reads it; `null` where it names none. */
export function dayOf(date: string): string | null {
  const day = /^\d{4}-\d{2}-\d{2}(?=$|T| )/.exec(date)?.[0]
  return day === undefined || Number.isNaN(Date.parse(day)) ? null : day
}

/** The part of a text of `units` that a place lies in. */
export const partOf = (start: number, units: number): number => Math.min(PARTS - 1, Math.floor((PARTS * start) / Math.max(1, units)))

/** Whether there can be such passages in an article. */
export function isOf({ articleId, outlet, from, to }: Passages, article: Pick<ChartArticle, 'id' | 'outlet' | 'date'>): boolean {
  const day = dayOf(article.date)
  return (
    (articleId === undefined || article.id === articleId) &&
    (outlet === undefined || article.outlet === outlet) &&
    (from === undefined || (day !== null && day >= from)) &&
    (to === undefined || (day !== null && day <= to))
  )
}

/** The highlights of an article that are asked for; of two that cover common words both. */
export function passagesIn(wanted: Passages, article: ChartArticle): HighlightId[] {
  const { codeIds, over, part, kind, voice } = wanted
  if (!isOf(wanted, article)) return []
  const [a, b] = codeIds
  if (over && a !== undefined && b !== undefined) {
    const found = new Set<HighlightId>()
    for (const [one, other] of overlapping(article.highlights))
      if ((one.codes.includes(a) && other.codes.includes(b)) || (one.codes.includes(b) && other.codes.includes(a)))
        found.add(one.id).add(other.id)
    return [...found]
  }
  return article.highlights.flatMap(({ id, ranges, codes, said }) =>
    codeIds.every((code) => codes.includes(code)) &&
    (part === undefined || partOf(ranges[0]?.start ?? 0, article.units) === part) &&
    (kind === undefined || said?.kind === kind) &&
    (voice === undefined || (said !== null && said.words > 0 && said.voice === voice.name && said.side === voice.side))
      ? [id]
      : [],
  )
}
