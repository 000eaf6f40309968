// Every place of a word or a pattern, and highlights made of many places at once.
import { z } from 'zod'
import type { Change, Step } from './change.ts'
import { highlightAt, type Pen } from './commands.ts'
import { ArticleId, CodeId } from './ids.ts'
import { Highlight } from './records.ts'

export const OccurrenceQuery = z
  .strictObject({
    query: z.string().min(1).max(500),
    /** Words as they stand, or a regular expression. */
    kind: z.enum(['words', 'pattern']),
    /** Whether the ends of a match must be ends of words. */
    whole: z.boolean(),
    matchCase: z.boolean(),
    in: z.union([z.strictObject({ article: ArticleId }), z.strictObject({ collection: z.string().max(2_000) }), z.literal('all')]),
  })
  .readonly()
export type OccurrenceQuery = z.infer<typeof OccurrenceQuery>

const { ranges, quote, prefix, suffix } = Highlight.unwrap().shape
export const Occurrence = z
  .strictObject({
    articleId: ArticleId,
    /** What the article goes by. */
    title: z.string(),
    anchor: z.strictObject({ ranges, quote, prefix, suffix }).readonly(),
    /** Codes of highlights that cover these very words. */
    coded: z.array(CodeId).readonly(),
  })
  .readonly()
export type Occurrence = z.infer<typeof Occurrence>

/** More than these are not looked for. */
export const MOST_OCCURRENCES = 10_000

const escaped = (words: string) => words.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
const letter = '[\\p{L}\\p{N}\\p{M}_]'

/**
 * Source and flags of the regular expression for a query. Blanks in words stand for any blanks of one paragraph, an
 * apostrophe for each of its shapes.
 * @throws SyntaxError for a pattern that is none
 */
export function patternOf({ query, kind, whole, matchCase }: Pick<OccurrenceQuery, 'query' | 'kind' | 'whole' | 'matchCase'>): {
  source: string
  flags: string
} {
  const words = () =>
    query
      .trim()
      .split(/\s+/)
      .map((word) => escaped(word).replace(/['’ʼ]/g, "['’ʼ]"))
      .join('(?:[^\\S\\n]|\\n(?!\\n))+')
  const inner = kind === 'words' ? words() : query
  const source = whole ? `(?<!${letter})(?:${inner})(?!${letter})` : inner
  const flags = `gmu${matchCase ? '' : 'i'}`
  new RegExp(inner, flags)
  return { source, flags }
}

/** Makes a highlight with a code of each occurrence. */
export function markOccurrences(pen: Pen, occurrences: readonly Occurrence[], codeId: CodeId): Change {
  return occurrences.flatMap(({ articleId, anchor }): readonly Step[] => highlightAt(pen, articleId, anchor, [codeId]))
}
