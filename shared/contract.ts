// Every call between a page and the main process, declared once: name, input, output. The typed client, the typed server
// and the validation at run time come from here. Calls that open a system dialog give `null` when it was cancelled.
import { z } from 'zod'
import { Cards } from './cards/model.ts'
import { Change } from './change.ts'
import { Charts } from './charts/model.ts'
import { Passages } from './charts/passages.ts'
import { Overview } from './collection/model.ts'
import { Columns, TableSample } from './columns.ts'
import { Loss } from './exchange/loss.ts'
import { dataFormats } from './exchange/offered.ts'
import { offsetKinds } from './exchange/qde.ts'
import { ArticleId, CodebookId, CodeId, CoderId, EntityId, HighlightId, OrphanId, RevisionId } from './ids.ts'
import { Cut } from './imported.ts'
import type { Progress } from './job.ts'
import { JournalEntry, UndoState } from './journal.ts'
import { Hit, LibraryRow, librarySorts } from './library.ts'
import { Occurrence, OccurrenceQuery } from './occurrences.ts'
import { Omissions } from './omissions.ts'
import { Passage } from './passage.ts'
import {
  Article,
  Bookmark,
  Code,
  Codebook,
  Coder,
  Coding,
  Definition,
  Dismissal,
  Entity,
  Feeling,
  Finding,
  Flag,
  Highlight,
  kinds,
  Link,
  Orphan,
  Pair,
  Revision,
  Study,
  ZoneMark,
} from './records.ts'
import { ArticlesFound, ArticlesSought } from './report/definition.ts'
import { ReportAbout, ReportCheck } from './report/evidence.ts'
import { ReportRequest } from './report/model.ts'
import { Reprint } from './reprints.ts'
import { Correction } from './revision.ts'
import { LearntWord } from './sourcing/learning.ts'
import { BiasWords, ReportingWords } from './sourcing/lexicon.ts'
import { Block, Range } from './text.ts'
import { OfferedField, OrphanPlaces, Version } from './versions.ts'
import { Counted } from './zones.ts'

const nothing = z.undefined()
const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output }) as const

export const Project = z
  .strictObject({
    name: z.string(),
    /** For display only: no call takes a path from a page. */
    path: z.string(),
    sample: z.boolean(),
    readOnly: z.boolean(),
    coder: Coder,
    history: UndoState,
    /** What figures are made of. */
    counted: Counted,
    /** How many files an import was to take that was not brought to its end, by a crash or a full disk. */
    unfinished: z.int().nullable(),
  })
  .readonly()
export type Project = z.infer<typeof Project>

/** A project that could not be opened, and what can be done about it. */
export const Trouble = z
  .strictObject({
    file: z.string(),
    reason: z.string(),
    /** A backup copy that opens and checks out. */
    backup: z.strictObject({ file: z.string(), at: z.int(), articles: z.int(), highlights: z.int() }).nullable(),
    /** Whether anything can be read out of the damaged file itself. */
    salvage: z.boolean(),
  })
  .readonly()
export type Trouble = z.infer<typeof Trouble>

export const AppState = z
  .strictObject({
    version: z.string(),
    runtime: z.string(),
    platform: z.string(),
    recent: z.array(z.strictObject({ name: z.string(), path: z.string() })).readonly(),
    project: Project.nullable(),
    trouble: Trouble.nullable(),
    /** Whether a screen reader or its like is at work, which reads what is off the screen too. */
    assistive: z.boolean(),
  })
  .readonly()
export type AppState = z.infer<typeof AppState>

export const OpenArticle = z
  .strictObject({
    article: Article,
    text: z.string(),
    blocks: z.array(Block).readonly(),
    highlights: z.array(Highlight).readonly(),
    codings: z.array(Coding).readonly(),
    /** The oldest first; they never lie over one another. */
    zoneMarks: z.array(ZoneMark).readonly(),
    bookmarks: z.array(Bookmark).readonly(),
    /** Those that touch a highlight of this article; the other end may stand in another one. */
    links: z.array(Link).readonly(),
    /** Highlights without a place in the present text. */
    orphans: z.array(Orphan).readonly(),
  })
  .readonly()
export type OpenArticle = z.infer<typeof OpenArticle>

/** A highlight of any article, with what that article goes by. */
export const MOST_PASSAGES = 500
export const PlacedHighlight = z.strictObject({ highlight: Highlight, title: z.string() }).readonly()
export type PlacedHighlight = z.infer<typeof PlacedHighlight>

/** An entity and how many highlights point to it. */
export const EntityRow = z.strictObject({ entity: Entity, highlights: z.int() }).readonly()
export type EntityRow = z.infer<typeof EntityRow>

/** How often suggestions of a rule were accepted, as far as the highlights still stand, and rejected. */
export const Decided = z.strictObject({ rule: z.string(), accepted: z.int(), rejected: z.int() }).readonly()
export type Decided = z.infer<typeof Decided>

/** What points to entities: highlights, in reading order within their articles, codings with one as a value, feelings, and pairs with a stance. */
export const EntityUses = z
  .strictObject({
    highlights: z.array(PlacedHighlight).readonly(),
    codings: z.array(Coding).readonly(),
    feelings: z.array(Feeling).readonly(),
    pairs: z.array(Pair).readonly(),
    orphans: z.array(Orphan).readonly(),
  })
  .readonly()
export type EntityUses = z.infer<typeof EntityUses>

export const CodeCount = z.strictObject({ codeId: CodeId, project: z.int(), articles: z.array(z.int()).readonly() }).readonly()
export type CodeCount = z.infer<typeof CodeCount>

export const ImportReport = z
  .strictObject({
    taken: z.array(
      z.strictObject({
        id: ArticleId,
        name: z.string(),
        title: z.string(),
        encoding: z.string(),
        repairs: z.array(z.string()),
        warnings: z.array(z.string()),
        flags: z.array(Flag).readonly(),
        /** Where the page seems to fall into several articles. */
        cuts: z.array(Cut).readonly(),
        /** Articles of the project that it reprints, or that reprint it. */
        reprints: z.array(Reprint.unwrap().omit({ passages: true }).readonly()).readonly(),
      }),
    ),
    /** Files whose very bytes the project already holds. */
    known: z.array(z.strictObject({ id: ArticleId, name: z.string(), title: z.string() })),
    refused: z.array(z.strictObject({ name: z.string(), reason: z.string() })),
    /** Files that can be read once a password or the names of columns are said; by their tokens until the next import. */
    waiting: z.array(
      z.strictObject({
        token: z.string(),
        name: z.string(),
        needs: z.discriminatedUnion('what', [
          z.strictObject({ what: z.literal('password'), /** Whether one was tried. */ wrong: z.boolean() }),
          z.strictObject({ what: z.literal('columns'), table: TableSample }),
        ]),
      }),
    ),
    /** How many files were not looked at, because the import was cancelled. */
    left: z.int(),
  })
  .readonly()
export type ImportReport = z.infer<typeof ImportReport>

/** A file that the page hands over as bytes: dropped or pasted, at most 64 MiB. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024
const HandedFile = z.strictObject({
  name: z.string().min(1).max(1_000),
  bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= MAX_FILE_BYTES, 'larger than 64 MiB'),
})

/** Data that could be taken in: what there is to know of the file, what of it does not come along, and how many records do. */
export const ReadData = z
  .strictObject({
    name: z.string(),
    /** Of an exported report: what it is, and how its articles meet the project. */
    about: ReportAbout.nullable(),
    notes: z.array(z.string()).readonly(),
    losses: z.array(Loss).readonly(),
    records: z.int(),
  })
  .readonly()
export type ReadData = z.infer<typeof ReadData>

export const codebookFormats = ['json', 'csv', 'qdc'] as const
export type CodebookFormat = (typeof codebookFormats)[number]
const notes = z.array(z.string()).readonly()
/** A codebook that comes with Parallax, and how many codes it has that have none under them. */
export const Scheme = z
  .strictObject({ id: z.string(), name: z.string(), description: z.string(), citation: z.string(), codes: z.int() })
  .readonly()
export type Scheme = z.infer<typeof Scheme>

export const reportFormats = ['html', 'pdf', 'docx', 'md'] as const
export type ReportFormat = (typeof reportFormats)[number]
export const themes = ['system', 'light', 'dark'] as const

const Two = z.strictObject({ a: ArticleId, b: ArticleId })
const Share = z
  .strictObject({
    /** Words in common, word for word or edited, and their share of each article, 0 to 1. */
    words: z.int().nonnegative(),
    a: z.number().min(0).max(1),
    b: z.number().min(0).max(1),
    /** Statements that both make in other words. */
    statements: z.int().nonnegative(),
  })
  .readonly()
export const Judged = z
  .strictObject({
    /** The verdict of the analyst at work; `null` before there is one. */
    pair: Pair.nullable(),
    findings: z.array(Finding).readonly(),
    /** What that analyst felt about entities. */
    feelings: z.array(Feeling).readonly(),
  })
  .readonly()
export type Judged = z.infer<typeof Judged>

const Touched = z.strictObject({ kind: z.enum(kinds), id: z.string().max(64) })
export const GoneHighlight = z
  .strictObject({
    highlight: Highlight,
    /** What its article goes by. */ title: z.string(),
    /** Names of its codes. */ codes: z.array(z.string()).readonly(),
  })
  .readonly()
export type GoneHighlight = z.infer<typeof GoneHighlight>

export const contract = {
  'app.state': call(nothing, AppState),
  /** The appearance of all windows, kept between starts. */
  'app.theme': call(z.strictObject({ theme: z.enum(themes) }), z.boolean()),
  'project.create': call(nothing, z.boolean()),
  'project.open': call(nothing, z.boolean()),
  'project.openRecent': call(z.strictObject({ index: z.int().nonnegative() }), z.boolean()),
  'project.openSample': call(nothing, z.boolean()),
  'project.recover': call(z.strictObject({ by: z.enum(['backup', 'salvage', 'dismiss']) }), z.boolean()),
  'project.saveCopy': call(nothing, z.string().nullable()),
  /** Whether figures are made of the articles' own words or of everything; kept in the project, outside the journal. */
  'project.count': call(z.strictObject({ counted: Counted }), z.boolean()),
  'project.renameCoder': call(z.strictObject({ name: z.string().min(1).max(200) }), z.boolean()),

  /** Tells a job to end: nothing of it is left, but of an import what was taken stays. `false` where none runs by this id. */
  'job.cancel': call(z.strictObject({ job: z.string().max(100) }), z.boolean()),

  'library.list': call(
    z.strictObject({
      filter: z.string().max(10_000),
      sort: z.enum(librarySorts),
      descending: z.boolean(),
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(500),
    }),
    z.strictObject({ total: z.int(), rows: z.array(LibraryRow).readonly() }),
  ),
  'library.search': call(z.strictObject({ query: z.string().max(100_000), limit: z.int().min(1).max(200) }), z.array(Hit).readonly()),
  /** Names of the collections that articles are in. */
  'library.collections': call(nothing, z.array(z.string()).readonly()),
  /** Every place of a word or a pattern; `more` when there are more than are given. A pattern that takes too long is refused. */
  'occurrences.find': call(OccurrenceQuery, z.strictObject({ found: z.array(Occurrence).readonly(), more: z.boolean() })),
  'article.open': call(z.strictObject({ id: ArticleId }), OpenArticle),
  /** Gives an article its corrected text, with everything that follows from it, as one act. */
  'article.correct': call(Correction, z.strictObject({ seq: z.int() })),
  /** Earlier texts of an article, the first one first. */
  'revision.list': call(z.strictObject({ articleId: ArticleId }), z.array(Revision).readonly()),
  'revision.open': call(
    z.strictObject({ id: RevisionId }),
    z.strictObject({ revision: Revision, text: z.string(), blocks: z.array(Block).readonly() }),
  ),
  /** Takes an article out of the project with all that refers to it, as one act. */
  'article.remove': call(z.strictObject({ id: ArticleId }), z.boolean()),
  /** Reads a new version of an article: from a file that is asked for, from what was pasted, or anew from its original. Tells what it would change. */
  'version.read': call(
    z.strictObject({
      id: ArticleId,
      from: z.union([
        z.enum(['file', 'original']),
        z.strictObject({ text: z.string().max(20_000_000), html: z.string().max(20_000_000).nullable() }),
      ]),
    }),
    Version.nullable(),
  ),
  /** Takes the version that was read last, with these of its fields, as one act. */
  'version.take': call(
    z.strictObject({ token: z.string().max(100), fields: z.array(OfferedField), reason: z.string().max(2_000) }),
    z.strictObject({ seq: z.int() }),
  ),
  /** Where the highlights of an article that have no place may stand. */
  'orphan.places': call(z.strictObject({ articleId: ArticleId }), z.array(OrphanPlaces).readonly()),
  'orphan.place': call(
    z.strictObject({ articleId: ArticleId, id: OrphanId, ranges: z.array(Range).min(1).max(1_000) }),
    z.strictObject({ seq: z.int() }),
  ),
  /** Highlights by id, wherever they stand; those that are gone are left out. */
  'highlight.find': call(z.strictObject({ ids: z.array(HighlightId).max(10_000) }), z.array(PlacedHighlight).readonly()),

  /** Analyses a collection, or all articles; an analysis that runs ends. */
  'collection.analyse': call(z.strictObject({ collection: z.string().max(2_000).nullable() }), Overview),

  /** What charts of a collection, or of all articles, are drawn from. */
  'charts.make': call(z.strictObject({ collection: z.string().max(2_000).nullable() }), Charts),
  /** The highlights that a mark of these charts counts: how many, and the first of them article by article. */
  'charts.passages': call(
    z.strictObject({ collection: z.string().max(2_000).nullable(), passages: Passages }),
    z.strictObject({ total: z.int(), placed: z.array(PlacedHighlight).max(MOST_PASSAGES).readonly() }),
  ),

  /** Every entity of the project, by name. */
  'entity.list': call(nothing, z.array(EntityRow).readonly()),
  'entity.uses': call(z.strictObject({ ids: z.array(EntityId).max(1_000) }), EntityUses),
  /** Verbs that report what somebody said, in English. */
  'words.reporting': call(nothing, ReportingWords),
  /** What suggestions are made from: the word lists, and words learnt from what is coded in this project. */
  'suggest.words': call(
    nothing,
    z.strictObject({ reporting: ReportingWords, bias: BiasWords, learnt: z.array(LearntWord).readonly() }).readonly(),
  ),
  /** What was rejected in an article, and what was decided in the whole project. */
  'suggest.decided': call(
    z.strictObject({ articleId: ArticleId }),
    z.strictObject({ dismissals: z.array(Dismissal).readonly(), decided: z.array(Decided).readonly() }).readonly(),
  ),

  'import.choose': call(z.strictObject({ what: z.enum(['files', 'folder']) }), ImportReport.nullable()),
  /** Takes up, or forgets, the import that was not brought to its end. */
  'import.resume': call(nothing, ImportReport),
  'import.forget': call(nothing, z.boolean()),
  /** Fetches one page: nothing but this call ever uses the network. `privately` allows addresses of this machine and its network. */
  'import.link': call(z.strictObject({ url: z.string().min(1).max(10_000), privately: z.boolean() }), ImportReport),
  'import.files': call(z.strictObject({ files: z.array(HandedFile).min(1).max(2_000) }), ImportReport),
  'import.paste': call(z.strictObject({ text: z.string().max(20_000_000), html: z.string().max(20_000_000).nullable() }), ImportReport),

  /** Tries files again that waited. A password is kept nowhere; columns are kept for every table with the same header. */
  'import.again': call(
    z.strictObject({
      tokens: z.array(z.string().max(100)).min(1).max(20_000),
      password: z.string().max(1_000).exactOptional(),
      columns: Columns.exactOptional(),
    }),
    ImportReport,
  ),
  /** Where the page that became this article seems to fall into several. */
  'split.propose': call(z.strictObject({ id: ArticleId }), z.array(Cut).readonly()),
  /** Makes an article of each stretch between cuts, in place of the whole one, as one act; each mark goes with its words. */
  'split.take': call(
    z.strictObject({
      id: ArticleId,
      cuts: z
        .array(z.strictObject({ at: z.int().positive(), title: z.string() }))
        .min(1)
        .max(500),
    }),
    z.strictObject({ seq: z.int(), ids: z.array(ArticleId).readonly() }),
  ),
  /** Other articles of the same original, in its order. */
  'article.siblings': call(
    z.strictObject({ id: ArticleId }),
    z.array(z.strictObject({ id: ArticleId, title: z.string(), part: z.int() }).readonly()).readonly(),
  ),

  'codebook.open': call(nothing, z.strictObject({ codebooks: z.array(Codebook).readonly(), codes: z.array(Code).readonly() })),
  /** What is said of the study as a whole; `null` where nothing was said yet. */
  'study.open': call(nothing, Study.nullable()),
  /** Reports as they are kept. */
  'definition.list': call(nothing, z.array(Definition).readonly()),
  /** The articles that a report is made of. */
  'definition.articles': call(ArticlesSought.unwrap(), ArticlesFound),
  /** How often each code is used: in what the project counts, or in what is said here. */
  'codebook.counts': call(
    z.strictObject({ articleIds: z.array(ArticleId).max(200), counted: Counted.exactOptional() }),
    z.array(CodeCount).readonly(),
  ),

  /** Codings with one code, article by article; at most 10,000. */
  'codebook.codings': call(z.strictObject({ codeId: CodeId }), z.array(Coding).readonly()),
  /** How many highlights lose codes or words when the codes under this one come to exclude each other, and in how many articles. */
  'codebook.clashes': call(z.strictObject({ codeId: CodeId }), z.strictObject({ highlights: z.int(), articles: z.int() })),
  /** Makes the codes under this one exclude each other, and settles what clashes, as one act. */
  'codebook.exclude': call(z.strictObject({ codeId: CodeId }), z.boolean()),
  /** Makes one code of two, in the whole project, as one act. */
  'codebook.merge': call(z.strictObject({ from: CodeId, into: CodeId }), z.boolean()),
  /** Published schemes that come with Parallax. */
  'codebook.schemes': call(nothing, z.array(Scheme).readonly()),
  'codebook.adopt': call(z.strictObject({ scheme: z.string().max(64) }), CodebookId),
  /** Reads a codebook from a file that is asked for; `notes` say what of it we do not hold. */
  'codebook.import': call(nothing, z.strictObject({ id: CodebookId, name: z.string(), codes: z.int(), notes }).nullable()),
  /** Writes a codebook to a file that is asked for; `notes` say what the format does not carry. */
  'codebook.export': call(
    z.strictObject({ id: CodebookId, format: z.enum(codebookFormats) }),
    z.strictObject({ file: z.string(), notes }).nullable(),
  ),

  /** What a format does not carry of the project, and the file that it was written to. */
  'exchange.losses': call(z.strictObject({ format: z.enum(dataFormats) }), z.array(Loss).readonly()),
  'exchange.export': call(
    z.strictObject({
      format: z.enum(dataFormats),
      offsets: z.enum(offsetKinds),
      /** Whether a CSV file begins with a byte order mark, by which Excel knows UTF-8. */
      bom: z.boolean().exactOptional(),
    }),
    z.string().nullable(),
  ),
  /** Reads data of another program from a file that is asked for; taken in is what was read last. */
  'exchange.read': call(z.strictObject({ what: z.enum(['data', 'report']) }), ReadData.nullable()),
  /** How many records came in, as one act. */
  'exchange.take': call(nothing, z.int()),

  commit: call(z.strictObject({ label: z.string().min(1).max(200), change: Change }), z.strictObject({ seq: z.int() })),
  undo: call(nothing, z.string().nullable()),
  redo: call(nothing, z.string().nullable()),
  'journal.search': call(
    z.strictObject({
      /** Words of the label; empty for all. */
      query: z.string().max(10_000),
      /** Only acts on this record; those on what is in an article or has a code are acts on these too. */
      record: Touched.nullable(),
      /** Only those that are on this record as well. */
      also: Touched.exactOptional(),
      coderId: CoderId.exactOptional(),
      /** Only entries older than this one. */
      before: z.int().positive().exactOptional(),
      limit: z.int().min(1).max(500),
    }),
    z.array(JournalEntry).readonly(),
  ),
  /** Highlights that an entry of the journal took away and that are still gone. */
  'journal.gone': call(z.strictObject({ seq: z.int().positive() }), z.array(GoneHighlight).readonly()),
  /** Brings such highlights back, as one act; gives its label. */
  'journal.restore': call(z.strictObject({ seq: z.int().positive(), ids: z.array(HighlightId).min(1).max(1_000) }), z.string()),
  /** Everybody whose acts are noted. */
  'coder.list': call(nothing, z.array(Coder).readonly()),

  /** Words typed but not yet committed, kept on disk so that a crash costs at most the last second. */
  'draft.put': call(z.strictObject({ key: z.string().max(200), text: z.string().max(5_000_000) }), z.boolean()),
  'draft.get': call(z.strictObject({ key: z.string().max(200) }), z.string().nullable()),
  'draft.drop': call(z.strictObject({ key: z.string().max(200) }), z.boolean()),

  /** What two articles share and leave out, statements down to LEAST_SCORE; `comparing` tells what is found on the way. */
  compare: call(Two, z.strictObject({ passages: z.array(Passage).readonly(), omissions: Omissions }).readonly()),
  /** A page waits for a comparison no longer: it is given up unless something else does. `false` where none runs. */
  'compare.leave': call(Two, z.boolean()),
  /** What both say of the same: sources, names, figures, quotations, words and codes, of what the project counts. */
  'compare.cards': call(Two, Cards),
  /** How much of two articles stands in both. */
  'compare.share': call(Two.extend({ cutOff: z.number().min(0).max(1) }), Share),
  /** What the analyst says of two articles beside each other. */
  'pair.open': call(Two, Judged),

  /** A `Report` as JSON in UTF-8; one that is being made for an earlier call ends. */
  'report.build': call(
    ReportRequest,
    z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  ),
  /** Holds an exported report that is asked for against the project. */
  'report.verify': call(nothing, ReportCheck.nullable()),
  'report.export': call(z.strictObject({ request: ReportRequest, format: z.enum(reportFormats) }), z.string().nullable()),

  /** Where panels stand and what is open: kept in the project, outside the journal. */
  'setting.get': call(z.strictObject({ key: z.string().max(100) }), z.string().nullable()),
  'setting.put': call(z.strictObject({ key: z.string().max(100), value: z.string().max(100_000) }), z.boolean()),

  /** Shows the whole address and opens it in the browser if the analyst agrees; http and https only. */
  'link.open': call(z.strictObject({ url: z.string().max(10_000) }), z.boolean()),
} as const

type Contract = typeof contract
export type CallName = keyof Contract
export type Input<C extends CallName> = z.input<Contract[C]['input']>
export type Output<C extends CallName> = z.output<Contract[C]['output']>
export const callNames = Object.keys(contract) as readonly CallName[]

/** What main announces. Events say that something happened; the page asks for what it needs. */
export type Events = Readonly<{
  /** A change was committed, undone or redone, by this window or another. */
  changed: Readonly<{ change: Change; history: UndoState }>
  /** Figures are made of something else. */
  counted: Readonly<{ counted: Counted }>
  /** A comparison goes on: what it has found since it last said so, and the share of the work that is done, 0 to 1. */
  comparing: Readonly<{ a: ArticleId; b: ArticleId; found: readonly Passage[]; done: number }>
  /** Another project is open, or none. */
  project: AppState
  /** A screen reader or its like came or went. */
  assistive: Readonly<{ assistive: boolean }>
  progress: Progress
  /** A menu item or shortcut: the id of a command. */
  command: Readonly<{ id: string }>
}>
export type EventName = keyof Events
