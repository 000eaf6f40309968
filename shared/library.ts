// Articles as they are listed and found.
import { z } from 'zod'
import { ArticleId } from './ids.ts'
import { Range } from './text.ts'

export const librarySorts = ['title', 'outlet', 'date', 'words', 'highlights', 'imported'] as const

export const LibraryRow = z
  .strictObject({
    id: ArticleId,
    title: z.string(),
    /** Name of the file: what an article without a title goes by. */
    source: z.string(),
    /** Which of the articles of its file it is (records.ts). */
    part: z.int(),
    of: z.int(),
    outlet: z.string(),
    author: z.string(),
    date: z.string(),
    language: z.string(),
    collection: z.string(),
    /** Words, highlights and share of what the project counts (shared/zones.ts). */
    words: z.int(),
    highlights: z.int(),
    /** Share of the text's characters under at least one highlight, 0 to 1. */
    coded: z.number(),
  })
  .readonly()
export type LibraryRow = z.infer<typeof LibraryRow>

/** A place in an article that a search found. */
export const Hit = z
  .strictObject({
    articleId: ArticleId,
    title: z.string(),
    outlet: z.string(),
    before: z.string(),
    match: z.string(),
    after: z.string(),
    range: Range.nullable(),
  })
  .readonly()
export type Hit = z.infer<typeof Hit>
