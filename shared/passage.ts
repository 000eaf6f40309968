// What two articles share: the form of an alignment's result, wherever it is made, shown or written.
import { z } from 'zod'
import { Range } from './text.ts'

const passageKinds = ['verbatim', 'edited'] as const

/** A run inside a passage: the same words in both, or words that only one of them has (`null` where there are none). */
export const Piece = z.strictObject({ same: z.boolean(), a: Range.nullable(), b: Range.nullable() }).readonly()
export type Piece = z.infer<typeof Piece>

export const Passage = z
  .strictObject({
    kind: z.enum(passageKinds),
    a: Range,
    b: Range,
    /** Words that both have in common here, over the words of the longer side: 1 for a verbatim passage. */
    score: z.number().min(0).max(1),
    /** Words in common. */
    words: z.int().positive(),
    pieces: z.array(Piece).readonly(),
  })
  .readonly()
export type Passage = z.infer<typeof Passage>

/** Share of a text, 0 to 1, that stands in the passages of one side; `length` in UTF-16 code units. */
export function coveredShare(passages: readonly Passage[], side: 'a' | 'b', length: number): number {
  return length === 0 ? 0 : passages.reduce((sum, passage) => sum + passage[side].end - passage[side].start, 0) / length
}
