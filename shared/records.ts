// Every record of a project, declared once. The TypeScript type, the validation at each boundary, the SQL columns and the
// export schema all come from here; a test compares the declarations with the tables of a real project file.
import { z } from 'zod'
import { ArticleId, CodebookId, CoderId, CodeId, CodingId, HighlightId, Sha256 } from './ids.ts'
import { Range } from './text.ts'

/** Milliseconds since 1970 in UTC. Never used to order acts: the journal's counter does that. */
const Time = z.int()
const line = z.string().max(2_000)
/** Words per note, memo or definition are free; a hostile megabyte is not. */
const prose = z.string().max(200_000)

export const Article = z
  .strictObject({
    id: ArticleId,
    title: line,
    outlet: line,
    author: line,
    /** As the analyst reads it: ISO 8601 date or date and time, or empty. */
    date: line,
    url: line,
    /** BCP 47 tag, or `und`. */
    language: z.string().max(35),
    /** The event or story that the article belongs to; empty for none. */
    collection: line,
    memo: prose,
    /** Name of the file, or `pasted text`; never a path. */
    source: line,
    /** `text`, `markdown`, `html`. */
    format: z.string().max(32),
    encoding: z.string().max(32),
    /** What the importer did to the bytes to get the text, one plain sentence each. */
    repairs: z.array(line).max(100),
    words: z.int().nonnegative(),
    textSha256: Sha256,
    originalSha256: Sha256,
    importedAt: Time,
  })
  .readonly()
export type Article = z.infer<typeof Article>

export const Codebook = z
  .strictObject({ id: CodebookId, name: line, description: prose, citation: prose, position: z.int() })
  .readonly()
export type Codebook = z.infer<typeof Codebook>

export const Code = z
  .strictObject({
    id: CodeId,
    codebookId: CodebookId,
    parentId: CodeId.nullable(),
    /** Short name within its codebook, such as `FR.FN.PROB`. */
    key: z.string().max(64),
    name: line.min(1),
    definition: prose,
    /** `#rrggbb`: the hue that tints and lanes are mixed from. */
    color: z.string().regex(/^#[0-9a-f]{6}$/),
    /** Place among its siblings. */
    position: z.int(),
    archived: z.boolean(),
  })
  .readonly()
export type Code = z.infer<typeof Code>

/** A stretch of an article that an analyst marked. Its codes are codings of their own. */
export const Highlight = z
  .strictObject({
    id: HighlightId,
    articleId: ArticleId,
    /** Sorted, not touching, never empty. */
    ranges: z.array(Range).min(1).max(1_000).readonly(),
    /** The words under the ranges; pieces of a discontinuous highlight are joined by ` … `. */
    quote: z.string().max(2_000_000),
    /** Up to 32 UTF-16 code units before the first range and after the last. */
    prefix: z.string().max(32),
    suffix: z.string().max(32),
    note: prose,
    coderId: CoderId,
    createdAt: Time,
  })
  .readonly()
export type Highlight = z.infer<typeof Highlight>

/** One code on one highlight. */
export const Coding = z
  .strictObject({ id: CodingId, highlightId: HighlightId, articleId: ArticleId, codeId: CodeId })
  .readonly()
export type Coding = z.infer<typeof Coding>

export const Coder = z.strictObject({ id: CoderId, name: line.min(1) }).readonly()
export type Coder = z.infer<typeof Coder>

/** Record kinds in the order in which they may be inserted (each refers only to kinds before it). */
export const records = { coder: Coder, codebook: Codebook, code: Code, article: Article, highlight: Highlight, coding: Coding } as const

export type Kind = keyof typeof records
export type RecordOf<K extends Kind> = z.infer<(typeof records)[K]>
export const kinds = Object.keys(records) as readonly Kind[]
