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
  DefinitionId,
  DismissalId,
  EntityId,
  FeelingId,
  FindingId,
  HighlightId,
  LinkId,
  OrphanId,
  PairId,
  RevisionId,
  Sha256,
  StudyId,
  ZoneMarkId,
} from './ids.ts'
import { Range, Zone } from './text.ts'

/** Milliseconds since 1970 in UTC. Never used to order acts: the journal's counter does that. */
const Time = z.int()
const line = z.string().max(2_000)
/** Words per note, memo or definition are free; a hostile megabyte is not. */
const prose = z.string().max(200_000)

/** What an article may be besides a report of its own: proposed by the import with its evidence, or said by the analyst. */
export const flagKinds = [
  'reprint',
  'translation',
  'machine-translated',
  'machine-paraphrased',
  'wrong byline',
  'missing byline',
  'wrong date',
] as const
export const Flag = z
  .strictObject({ kind: z.enum(flagKinds), state: z.enum(['proposed', 'confirmed', 'declined']), evidence: line })
  .readonly()
export type Flag = z.infer<typeof Flag>

/** Values of attributes by key. */
const values = z.record(z.string().max(64), line).readonly()

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
    /** When it was last changed by its publisher, and the part of the outlet that it stood in; empty where unknown. */
    modified: line.default(''),
    section: line.default(''),
    /** How it came in; for a link, `address` is what was fetched in the end. */
    via: z.enum(['file', 'link', 'paste']).default('file'),
    address: line.default(''),
    /** Version of the app that read it; empty before this was kept. */
    importer: z.string().max(32).default(''),
    /** Where each of the import's answers was found, by the field's name. */
    evidence: values.default({}),
    flags: z.array(Flag).max(20).readonly().default([]),
    /** Which of the articles of its original it is, from 1; `of` is 1 where the original holds no other. */
    part: z.int().positive().default(1),
    of: z.int().positive().default(1),
    /** Where it stands in the text of the page that it was cut from; `null` when it was not cut. */
    within: Range.nullable().default(null),
    /** The article that it reprints. */
    reprintOf: ArticleId.nullable().default(null),
    /** What is said of it as a whole: values of the study's attributes by key. */
    attributes: values.default({}),
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

/** What the project is about: its memo, and what is to be said of each article as a whole. There is at most one. */
export const Study = z.strictObject({ id: StudyId, memo: prose, attributes: z.array(Attribute).max(50).readonly() }).readonly()
export type Study = z.infer<typeof Study>

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
    /** The rule of the suggestion that it was made from; empty for none. */
    rule: line.default(''),
    /** The words that it covered before a new version of the article gave it its place by likeness; empty where it is exact or was confirmed. */
    formerQuote: z.string().max(2_000_000).default(''),
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
    attributes: values.default({}),
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

/** A text that an article had before it was corrected or got a new version: `at`, `coderId` and `reason` are those of that act. */
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
    /** The file that it was read from, where the article has been read from another one since. */
    originalSha256: Sha256.nullable().default(null),
  })
  .readonly()
export type Revision = z.infer<typeof Revision>

/**
 * A highlight that has no certain place in the present text of its article: taken out of the text with its codings and links, until
 * the analyst places it or lets it go. Its ranges are those of the earlier text.
 */
export const Orphan = z
  .strictObject({
    id: OrphanId,
    articleId: ArticleId,
    revisionId: RevisionId,
    highlight: Highlight,
    codings: z.array(Coding).max(1_000).readonly(),
    links: z.array(Link).max(10_000).readonly(),
  })
  .readonly()
export type Orphan = z.infer<typeof Orphan>

/** A proposal of the app that the analyst declined: it is not made again. */
export const Dismissal = z
  .strictObject({
    id: DismissalId,
    /** The article that it was about; `null` for one about the whole project. */
    articleId: ArticleId.nullable(),
    rule: line.min(1),
    range: Range.nullable(),
    /** The words under the range, or what else was proposed. */
    text: prose,
    coderId: CoderId,
    createdAt: Time,
  })
  .readonly()
export type Dismissal = z.infer<typeof Dismissal>

/** Five steps from against (-2) to for (2). */
const Stance = z.int().min(-2).max(2)

/** What a coder makes of two articles beside each other; `aId` sorts before `bId`. */
export const Pair = z
  .strictObject({
    id: PairId,
    aId: ArticleId,
    bId: ArticleId,
    coderId: CoderId,
    /** Which of the two leans further to the pole that the coder names in the note; `null` before it is said. */
    relative: z.enum(['a', 'same', 'b']).nullable(),
    stances: z
      .array(z.strictObject({ entityId: EntityId, a: Stance.nullable(), b: Stance.nullable() }))
      .max(200)
      .readonly(),
    note: prose,
    at: Time,
  })
  .readonly()
export type Pair = z.infer<typeof Pair>

/** What a coder felt about an entity before reading. */
export const Feeling = z.strictObject({ id: FeelingId, coderId: CoderId, entityId: EntityId, value: Stance }).readonly()
export type Feeling = z.infer<typeof Feeling>

export const verdicts = {
  omission: ['open', 'omitted', 'told otherwise', 'not relevant'],
  figure: ['open', 'same', 'compatible bounds', 'different scope', 'different time', 'contradiction'],
  quotation: ['open', 'same', 'cut', 'altered', 'attributed otherwise'],
} as const
/** Something that the analyst found, or looked at, between two articles: what stands in one, and what answers it in the other. */
export const Finding = z
  .strictObject({
    id: FindingId,
    kind: z.enum(['omission', 'figure', 'quotation']),
    articleId: ArticleId,
    range: Range,
    /** The words under the range. */
    quote: prose,
    /** The other article, and its nearest candidate there where there is one. */
    thereId: ArticleId,
    there: z.strictObject({ range: Range, quote: prose }).readonly().nullable(),
    /** How near the candidate is in hundredths; `null` without one. */
    score: z.int().min(0).max(100).nullable(),
    /** One of the verdicts of its kind. */
    verdict: line.min(1),
    note: prose,
    coderId: CoderId,
    at: Time,
  })
  .readonly()
export type Finding = z.infer<typeof Finding>

/** Where a report's articles come from: what is open at the desk, a collection, all of the project, or a list. */
export const definitionScopes = ['open', 'pair', 'set', 'collection', 'all', 'chosen'] as const
/**
 * A report as it is asked for, to be made again whenever the project has changed. What it names may be gone since: then it is made
 * without that.
 */
export const Definition = z
  .strictObject({
    id: DefinitionId,
    name: line.min(1),
    scope: z.enum(definitionScopes),
    /** For a collection: its name. */
    collection: line,
    /** For a list: its articles in their order. */
    articleIds: z.array(ArticleId).max(200).readonly(),
    /** Which of its articles are compared; `null` for the usual: both where it has two. */
    pairs: z
      .array(z.tuple([ArticleId, ArticleId]).readonly())
      .max(50)
      .readonly()
      .nullable(),
    /** In their order; those that the app does not know are passed over. */
    sections: z.array(z.string().max(32)).max(50).readonly(),
    /** Empty for the titles of its articles. */
    title: line,
    authors: line,
    abstract: z.string().max(50_000),
    /** Only highlights with one of these codes; empty for all. */
    codeIds: z.array(CodeId).max(10_000).readonly(),
    /** Only highlights of these coders; empty for all. */
    coderIds: z.array(CoderId).max(1_000).readonly(),
  })
  .readonly()
export type Definition = z.infer<typeof Definition>

/** What a record starts with where nobody has said more. */
export const blank = {
  code: { whenToUse: '', whenNot: '', example: '', memo: '', shortcut: '', exclusive: false, attributes: [] },
  highlight: { origin: 'manual', entityId: null, rule: '', formerQuote: '' },
  article: {
    blocksSha256: null,
    modified: '',
    section: '',
    via: 'file',
    address: '',
    importer: '',
    evidence: {},
    flags: [],
    part: 1,
    of: 1,
    within: null,
    reprintOf: null,
    attributes: {},
  },
  coding: { attributes: {} },
} as const

/** Record kinds in the order in which they may be inserted (each refers only to kinds before it). */
export const records = {
  coder: Coder,
  study: Study,
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
  orphan: Orphan,
  dismissal: Dismissal,
  pair: Pair,
  feeling: Feeling,
  finding: Finding,
  definition: Definition,
} as const

export type Kind = keyof typeof records
export type RecordOf<K extends Kind> = z.infer<(typeof records)[K]>
export const kinds = Object.keys(records) as readonly Kind[]
