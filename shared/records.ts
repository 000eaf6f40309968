// Every record of a project, declared once. The TypeScript type, the validation at each boundary, the SQL columns and the
// export schema all come from here; a test compares the declarations with the tables of a real project file.
import { z } from 'zod'
import {
  ArticleId,
  BookmarkId,
  CodebookId,
  CodeId,
  CoderId,
  CodingId,
  EntityId,
  HighlightId,
  LinkId,
  RevisionId,
  Sha256,
  ZoneMarkId,
} from './ids.ts'
import { Range, Zone } from './text.ts'

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
    /** What the blocks of a corrected text are; without it they are as the import made them. */
    blocksSha256: Sha256.nullable().default(null),
  })
  .readonly()
export type Article = z.infer<typeof Article>

export const Codebook = z.strictObject({ id: CodebookId, name: line, description: prose, citation: prose, position: z.int() }).readonly()
export type Codebook = z.infer<typeof Codebook>

/** What more a coding says: one of a list, a number, words, or an entity of the project. A code hands its own down to those under it. */
export const Attribute = z
  .strictObject({
    key: z.string().regex(/^[\w-]{1,64}$/),
    name: line.min(1),
    kind: z.enum(['choice', 'number', 'text', 'entity']),
    /** For a choice: what there is to choose from. */
    options: z.array(line).max(100).readonly(),
    /** The value that a new coding starts with; empty for none. */
    initial: line,
  })
  .readonly()
export type Attribute = z.infer<typeof Attribute>

// Fields with a default came after the first release: the journal of an older project has records without them.
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
    whenToUse: prose.default(''),
    whenNot: prose.default(''),
    example: prose.default(''),
    memo: prose.default(''),
    /** One key that applies it to the selection; empty for none. */
    shortcut: z.string().max(2).default(''),
    /** Whether the codes under it exclude each other on a stretch of text. */
    exclusive: z.boolean().default(false),
    attributes: z.array(Attribute).max(50).readonly().default([]),
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
    origin: z.enum(['manual', 'suggested', 'imported']).default('manual'),
    /** The person, place or thing that it is about. */
    entityId: EntityId.nullable().default(null),
  })
  .readonly()
export type Highlight = z.infer<typeof Highlight>

/** One code on one highlight, with the values of the code's attributes by key. */
export const Coding = z
  .strictObject({
    id: CodingId,
    highlightId: HighlightId,
    articleId: ArticleId,
    codeId: CodeId,
    attributes: z.record(z.string().max(64), line).readonly().default({}),
  })
  .readonly()
export type Coding = z.infer<typeof Coding>

export const Coder = z.strictObject({ id: CoderId, name: line.min(1) }).readonly()
export type Coder = z.infer<typeof Coder>

/** Who or what the articles speak of, under all the names that they use. */
export const Entity = z
  .strictObject({
    id: EntityId,
    name: line.min(1),
    kind: z.enum(['person', 'place', 'organisation', 'event', 'other']),
    /** The party that it belongs to or speaks for, in the project's own words; empty for none. */
    side: line,
    aliases: z.array(line).max(200).readonly(),
    memo: prose,
  })
  .readonly()
export type Entity = z.infer<typeof Entity>

export const linkTypes = ['source', 'cue', 'target', 'same claim', 'contradicts', 'omits', 'same thing'] as const
/** From one highlight to another, in the same article or across two. `source` and `cue` lead from the content of an attribution. */
export const Link = z
  .strictObject({
    id: LinkId,
    type: z.enum(linkTypes),
    fromId: HighlightId,
    toId: HighlightId,
    note: prose,
    coderId: CoderId,
    createdAt: Time,
  })
  .readonly()
export type Link = z.infer<typeof Link>

/** What an analyst says a stretch of an article is, where the import said otherwise or nothing. */
export const ZoneMark = z.strictObject({ id: ZoneMarkId, articleId: ArticleId, range: Range, zone: Zone }).readonly()
export type ZoneMark = z.infer<typeof ZoneMark>

export const Bookmark = z
  .strictObject({ id: BookmarkId, articleId: ArticleId, /** UTF-16 units into the text. */ offset: z.int().nonnegative(), name: line })
  .readonly()
export type Bookmark = z.infer<typeof Bookmark>

/** A text that an article had before it was corrected: `at`, `coderId` and `reason` are those of the correction. */
export const Revision = z
  .strictObject({
    id: RevisionId,
    articleId: ArticleId,
    /** From 1, the text as it was imported. */
    number: z.int().positive(),
    textSha256: Sha256,
    blocksSha256: Sha256.nullable(),
    reason: line,
    coderId: CoderId,
    at: Time,
  })
  .readonly()
export type Revision = z.infer<typeof Revision>

/** What a record starts with where nobody has said more. */
export const blank = {
  code: { whenToUse: '', whenNot: '', example: '', memo: '', shortcut: '', exclusive: false, attributes: [] },
  highlight: { origin: 'manual', entityId: null },
  coding: { attributes: {} },
} as const

/** Record kinds in the order in which they may be inserted (each refers only to kinds before it). */
export const records = {
  coder: Coder,
  codebook: Codebook,
  code: Code,
  entity: Entity,
  article: Article,
  revision: Revision,
  zoneMark: ZoneMark,
  bookmark: Bookmark,
  highlight: Highlight,
  coding: Coding,
  link: Link,
} as const

export type Kind = keyof typeof records
export type RecordOf<K extends Kind> = z.infer<(typeof records)[K]>
export const kinds = Object.keys(records) as readonly Kind[]
