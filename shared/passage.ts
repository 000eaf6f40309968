// What two articles share: the form of an alignment's result, wherever it is made, shown or written.
import { z } from 'zod'
import { Range } from './text.ts'

/** The score from which two sentences are shown as one statement, unless the analyst moves it. */
export const CUT_OFF = 0.15
/** The least score that is kept at all: how far down the cut-off can be moved. */
export const LEAST_SCORE = 0.08

/** The same words, the same words with changes, or the same statement in other words. */
const passageKinds = ['verbatim', 'edited', 'statement'] as const

/** A run inside a passage: the same words in both, or words that only one of them has (`null` where there are none). */
export const Piece = z.strictObject({ same: z.boolean(), a: Range.nullable(), b: Range.nullable() }).readonly()
export type Piece = z.infer<typeof Piece>

export const Passage = z
  .strictObject({
    kind: z.enum(passageKinds),
    a: Range,
    b: Range,
    /**
     * Words that both have in common here, over the words of the longer side: 1 for a verbatim passage. Of a statement: how alike
     * its sentences are, from LEAST_SCORE to 1.
     */
    score: z.number().min(0).max(1),
    /** Words in common; of a statement: stems, names and numbers. */
    words: z.int().positive(),
    /** None for a statement: its words are not held against each other one by one. */
    pieces: z.array(Piece).readonly(),
  })
  .readonly()
export type Passage = z.infer<typeof Passage>

/** Whether a passage has its words in common, and not the statement alone. */
export const sharesWords = ({ kind }: Pick<Passage, 'kind'>): boolean => kind !== 'statement'

/** Share of a text, 0 to 1, whose words stand in passages of one side; `length` in UTF-16 code units. Statements do not count. */
export function coveredShare(passages: readonly Passage[], side: 'a' | 'b', length: number): number {
  return length === 0 ? 0 : passages.filter(sharesWords).reduce((sum, passage) => sum + passage[side].end - passage[side].start, 0) / length
}

/** A passage's name among those of one pair. */
export const keyOfPassage = ({ kind, a, b }: Pick<Passage, 'kind' | 'a' | 'b'>): string => `${kind} ${a.start} ${b.start}`
