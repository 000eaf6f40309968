// A project file that is open: everything that the app, the command line and the scripts do with one goes through here.
import path from 'node:path'
import { ALIAS_RULE } from '../../shared/cards/names.ts'
import { Change } from '../../shared/change.ts'
import type { ChartArticle } from '../../shared/charts/gather.ts'
import type { Sourcing } from '../../shared/charts/said.ts'
import type { Referring } from '../../shared/commands.ts'
import type { Known } from '../../shared/comparison.ts'
import type { CodeCount, Decided, EntityRow, EntityUses, Judged, OpenArticle, PlacedHighlight } from '../../shared/contract.ts'
import type { ProjectContents } from '../../shared/exchange/contents.ts'
import { Failure } from '../../shared/failure.ts'
import type { ArticleId, CodeId, CoderId, EntityId, HighlightId, RevisionId, Sha256 } from '../../shared/ids.ts'
import type { JournalEntry, UndoState } from '../../shared/journal.ts'
import type { Hit, LibraryRow } from '../../shared/library.ts'
import type {
  Article,
  Code,
  Codebook,
  Coder,
  Coding,
  Definition,
  Dismissal,
  Feeling,
  Kind,
  Orphan,
  Pair,
  RecordOf,
  Revision,
  Study,
  ZoneMark,
} from '../../shared/records.ts'
import { COUNTED, type Counted, countedFrom } from '../../shared/zones.ts'
import { articleIn, openArticleIn, openRevisionIn } from './articles.ts'
import { Drafts, Settings } from './asides.ts'
import type { Contents, Text } from './contents.ts'
import { checkPlaceForCopy, copyTo } from './copy.ts'
import { type Connection, connect, emptyLog, guarded } from './database.ts'
import { everythingIn } from './everything.ts'
import type { JournalQuery } from './journal.ts'
import { create, type Opened, type OpenOptions, open } from './opening.ts'
import type { Kin, Prints } from './prints.ts'
import { nameProject, projectOf, type Rooms, roomsOf } from './rooms.ts'
import type { LibraryQuery } from './shelf.ts'
import { entitiesIn, placedIn, usesIn } from './uses.ts'
import { type Verdict, verify } from './verify.ts'

export type { Contents } from './contents.ts'
export type { OpenOptions } from './opening.ts'

/** What a new project begins with. */
export type Start = Readonly<{ name: string; coder: Coder; study?: Study; codebooks: readonly Codebook[]; codes: readonly Code[] }>
/** What undo or redo did. */
export type Turn = Readonly<{ label: string; change: Change }>

/**
 * Makes a new project file, never over an existing one, and opens it.
 * @throws Failure 'refused' | 'invalid-input' | 'disk-full' | 'input-output'
 */
export function createProject(file: string, start: Start, options: OpenOptions = {}): ProjectFile {
  const at = (options.now ?? Date.now)()
  guarded(() =>
    create(path.resolve(file), options, (db) => {
      nameProject(db, start.name, start.coder.id, at)
      const made = [
        { kind: 'coder', before: null, after: start.coder },
        ...(start.study === undefined ? [] : [{ kind: 'study', before: null, after: start.study }]),
        ...start.codebooks.map((after) => ({ kind: 'codebook', before: null, after })),
        ...start.codes.map((after) => ({ kind: 'code', before: null, after })),
      ]
      roomsOf(db).records.apply(changeFrom(made))
    }),
  )
  return openProject(file, options)
}

/**
 * Opens a project file. Nothing is written to it before every check has passed.
 * @throws Failure 'refused' | 'damaged' | 'locked' | 'input-output'
 */
export function openProject(file: string, options: OpenOptions = {}): ProjectFile {
  return new ProjectFile(guarded(() => open(path.resolve(file), options)))
}

function changeFrom(value: unknown): Change {
  const found = Change.safeParse(value)
  if (found.success) return found.data
  const [issue] = found.error.issues
  throw new Failure('invalid-input', `This change is not well formed (${issue?.path.join('.')}: ${issue?.message}). Nothing was changed.`)
}

export class ProjectFile {
  readonly file: string
  readonly name: string
  readonly readOnly: boolean
  readonly drafts: Drafts
  readonly settings: Settings
  readonly #opened: Opened
  readonly #rooms: Rooms
  readonly #coderId: CoderId
  /** Once SQLite has met a damaged page, nothing more is moved from the log into the file. */
  #damaged = false

  constructor(opened: Opened) {
    const { db } = opened
    const row = projectOf(db)
    if (row === undefined)
      throw new Failure(
        'damaged',
        `“${path.basename(opened.file)}” does not say whose project it is. Nothing was changed. Open the newest backup, or salvage what can be read.`,
      )
    this.file = opened.file
    this.name = row.name
    this.readOnly = opened.readOnly
    this.#coderId = row.coderId
    this.#opened = opened
    this.#rooms = roomsOf(db)
    this.drafts = new Drafts(db, (work) => this.#write(work))
    this.settings = new Settings(db, (work) => this.#write(work))
    if (!this.readOnly) this.#write(() => this.#rooms.records.settleZones())
  }

  /** What figures are made of in this project. */
  counted(): Counted {
    return countedFrom(this.settings.get(COUNTED))
  }

  get nativeBinding(): string | undefined {
    return this.#opened.nativeBinding
  }

  now(): number {
    return this.#opened.now()
  }

  /** The analyst whose acts are noted. */
  coder(): Coder {
    const coder = this.#read(() => this.#rooms.records.get('coder', this.#coderId))
    if (coder === undefined)
      throw new Failure(
        'damaged',
        'The project does not know its analyst. Nothing was changed. Open the newest backup, or salvage what can be read.',
      )
    return coder
  }

  history(): UndoState {
    return this.#read(() => this.#rooms.journal.state())
  }

  /**
   * Applies a change with the contents that come with it, and notes it as one act. It is on disk, whole, when this returns.
   * @throws Failure 'conflict' | 'invalid-input' | 'read-only' | 'disk-full' | 'input-output'; then nothing was changed
   */
  commit(label: string, change: Change, contents?: Contents): { seq: number } {
    const { contents: store, journal, records } = this.#rooms
    const checked = changeFrom(change)
    const seq = this.#write(() => {
      if (contents !== undefined) store.put(contents)
      records.apply(checked)
      return journal.act(label, checked, this.#coderId, this.now())
    })
    if (contents !== undefined) this.checkpoint()
    return { seq }
  }

  /** Takes back the newest act that still holds, whoever made it and in whatever article; `null` when there is none. */
  undo(): Turn | null {
    return this.#turn('undo')
  }

  /** Does again what undo took back last; `null` when there is nothing. */
  redo(): Turn | null {
    return this.#turn('redo')
  }

  #turn(way: 'undo' | 'redo'): Turn | null {
    return this.#write(() => {
      const { journal, records } = this.#rooms
      const act = journal.next(way)
      if (act === undefined) return null
      records.apply(act.change)
      journal.turn(way, act, this.#coderId, this.now())
      return { label: act.label, change: act.change }
    })
  }

  /** What an entry of the journal changed. @throws Failure 'not-found' | 'damaged' */
  effectOf(seq: number): Change {
    const change = this.#read(() => this.#rooms.journal.effectOf(seq))
    if (change === undefined) throw new Failure('not-found', 'There is no such entry in the journal.')
    return change
  }

  /** Everybody whose acts are noted. */
  coders(): Coder[] {
    return this.#read(() => this.#rooms.records.all('coder'))
  }

  /** Acts, newest first. */
  journal(query: JournalQuery): JournalEntry[] {
    return this.#read(() => this.#rooms.journal.entries(query))
  }

  codebook(): { codebooks: Codebook[]; codes: Code[] } {
    const { records } = this.#rooms
    return this.#read(() => ({ codebooks: records.all('codebook').toSorted(byPlace), codes: records.all('code').toSorted(byPlace) }))
  }

  /** What is said of the study as a whole; `null` where nothing was said yet. */
  study(): Study | null {
    return this.#read(() => this.#rooms.records.get('study', 'study')) ?? null
  }

  /** Reports as they are kept. */
  definitions(): Definition[] {
    return this.#read(() => this.#rooms.records.all('definition'))
  }

  /** Every coding with a code, article by article. */
  codingsWith(codeId: CodeId): Coding[] {
    return this.#read(() => this.#rooms.records.codingsWith(codeId))
  }

  /** An article as charts count it; `undefined` for one that is gone. */
  charted(id: ArticleId, counted: Counted, sourcing: Sourcing): ChartArticle | undefined {
    return this.#read(() => this.#rooms.charting.article(id, counted, sourcing))
  }

  /** Articles in which a code occurs. */
  articlesWith(codeId: CodeId): ReadonlySet<ArticleId> {
    return this.#read(() => this.#rooms.charting.articlesWith(codeId))
  }

  /** Every highlight without a place. */
  orphans(): Orphan[] {
    return this.#read(() => this.#rooms.records.all('orphan'))
  }

  /** What was rejected in an article. */
  dismissalsOf(id: ArticleId): Dismissal[] {
    return this.#read(() => this.#rooms.records.dismissalsOf(id))
  }

  /** What is known of names when articles are compared: the entities, and folds that the analyst declined. */
  known(): Required<Known> {
    const declined = this.#read(() => this.#rooms.records.all('dismissal').filter(({ rule }) => rule === ALIAS_RULE))
    return { entities: this.entities().map(({ entity }) => entity), declined: new Set(declined.map(({ text }) => text)) }
  }

  /** How often suggestions were accepted and rejected, by rule. */
  decided(): Decided[] {
    return this.#read(() => this.#rooms.records.decided())
  }

  /** One page of the library, with the figures of what the project counts unless it is to be something else. */
  library(query: LibraryQuery & Readonly<{ counted?: Counted }>): { total: number; rows: LibraryRow[] } {
    return this.#read(() => this.#rooms.shelf.list({ counted: this.counted(), ...query }))
  }

  search(query: Readonly<{ query: string; limit: number }>): Hit[] {
    return this.#read(() => this.#rooms.search.find(query))
  }

  /** How often each code is used in what the project counts, unless it is to be something else. */
  counts(articleIds: readonly ArticleId[], counted = this.counted()): CodeCount[] {
    return this.#read(() => this.#rooms.tally.counts(articleIds, counted))
  }

  /** @throws Failure 'not-found' */
  article(id: ArticleId): Article {
    return this.#read(() => articleIn(this.#rooms, id))
  }

  /** Those of the articles that are there, in the order asked for. */
  articlesById(ids: readonly ArticleId[]): Article[] {
    return this.#read(() => ids.flatMap((id) => this.#rooms.records.get('article', id) ?? []))
  }

  /**
   * An article with its text, highlights in reading order and codings; everything is checked against the text's SHA-256.
   * @throws Failure 'not-found' | 'damaged' that names the article
   */
  openArticle(id: ArticleId): OpenArticle {
    return this.#read(() => openArticleIn(this.#rooms, id))
  }

  /** What the analyst at work says of two articles beside each other. */
  judged(a: ArticleId, b: ArticleId): Judged {
    const { records } = this.#rooms
    return this.#read(() => {
      const { pairs, findings } = records.referringTo(a)
      const own = ({ coderId }: Pair | Feeling) => coderId === this.#coderId
      return {
        pair: pairs.find((pair) => own(pair) && (pair.aId === b || pair.bId === b)) ?? null,
        findings: findings.filter(({ articleId, thereId }) => articleId === b || thereId === b),
        feelings: records.all('feeling').filter(own),
      }
    })
  }

  /** What analysts said of stretches of all articles. */
  zoneMarks(): ZoneMark[] {
    return this.#read(() => this.#rooms.records.all('zoneMark'))
  }

  /** Earlier texts of an article, the first one first. */
  revisionsOf(id: ArticleId): Revision[] {
    return this.#read(() => this.#rooms.records.revisionsOf(id))
  }

  /** All that refers to an article, besides its highlights with their codings and links. */
  referringTo(id: ArticleId): Referring {
    return this.#read(() => this.#rooms.records.referringTo(id))
  }

  /** An earlier text of an article. @throws Failure 'not-found' | 'damaged' */
  openRevision(id: RevisionId): Readonly<{ revision: Revision }> & Text {
    return this.#read(() => openRevisionIn(this.#rooms, id))
  }

  /** Articles of a collection, or all, in the order of their import. */
  articleIds(collection: string | null): ArticleId[] {
    return this.#read(() => this.#rooms.records.articleIds(collection))
  }

  /** Names of the collections that articles are in. */
  collections(): string[] {
    return this.#read(() => this.#rooms.records.collections())
  }

  /** Highlights by id, wherever they stand; those that are gone are left out. */
  highlights(ids: readonly HighlightId[]): PlacedHighlight[] {
    return this.#read(() => placedIn(this.#rooms, this.#rooms.records.highlightsById(ids)))
  }

  /** Every entity, by name, and how many highlights point to it. */
  entities(): EntityRow[] {
    return this.#read(() => entitiesIn(this.#rooms))
  }

  /** What points to one of these entities. Reads through all codings. */
  usesOf(ids: readonly EntityId[]): EntityUses {
    return this.#read(() => usesIn(this.#rooms, ids))
  }

  /** The very bytes that were imported. @throws Failure 'damaged' */
  original(sha256: Sha256): Uint8Array {
    const found = this.#read(() => this.#rooms.contents.original(sha256))
    if ('fault' in found)
      throw new Failure('damaged', `${found.fault}. Nothing was changed. Open the newest backup, or salvage what can be read.`)
    return found
  }

  /** The article that was made of these very bytes, if the project holds one. */
  articlesWithOriginal(sha256: Sha256): Article[] {
    return this.#read(() => this.#rooms.records.articlesWithOriginal(sha256))
  }

  /** A record as it stands. */
  record<K extends Kind>(kind: K, id: string): RecordOf<K> | undefined {
    return this.#read(() => this.#rooms.records.get(kind, id))
  }

  /**
   * All that the project holds but its history, drafts and settings. Imported files come only where asked for, without those that
   * are lost; the bytes of each are read when they are asked for, while the project is open.
   * @throws Failure 'damaged'
   */
  everything(originals: boolean): ProjectContents {
    const of = { name: this.name, analyst: this.#coderId }
    return this.#read(() => everythingIn(this.#rooms, of, originals ? (sha256) => this.original(sha256) : null))
  }

  /** Notes which words articles share where that is not done yet, in steps that others can come between. */
  async notePrints(signal?: AbortSignal): Promise<void> {
    if (this.readOnly) return
    while (signal?.aborted !== true && this.#write(() => this.#rooms.prints.catchUp(25)) > 0)
      await new Promise<void>((resolve) => setImmediate(resolve))
  }

  /** Notes which words one article shares with others. */
  notePrintsOf(id: ArticleId): void {
    if (!this.readOnly) this.#write(() => this.#rooms.prints.note(id))
  }

  /** Articles that share stretches of words with a text, the nearest first; of those that were noted. */
  kinOf(text: string): Kin[] {
    return this.#read(() => this.#rooms.prints.kinOf(text))
  }

  /** All pairs of these articles that may share more than a sentence. */
  kinPairs(among: readonly ArticleId[]): ReturnType<Prints['pairs']> {
    return this.#read(() => this.#rooms.prints.pairs(new Set(among)))
  }

  /**
   * Writes a checked copy of the project as it stands now.
   * @throws Failure 'refused' | 'locked' | 'disk-full' | 'input-output'; then the place is as it was
   */
  saveCopy(to: string): void {
    const place = path.resolve(to)
    this.#read(() => {
      checkPlaceForCopy(this.file, place, this.nativeBinding)
      copyTo(this.#opened.db, place, this.nativeBinding)
    })
  }

  /** Checks every page, hash, record, highlight and count. Takes seconds for large projects. */
  verify(): Verdict {
    return verify(this.#opened.db, this.#rooms)
  }

  /** Moves what stands in the log into the file; for idle moments. */
  checkpoint(): void {
    if (!this.readOnly && !this.#damaged) this.#read(() => emptyLog(this.#opened.db))
  }

  /** Closes the file and gives it free. A sound project leaves nothing but itself. */
  close(): void {
    const { db, lock, nativeBinding } = this.#opened
    if (!db.open) return
    let witness: Connection | null = null
    try {
      // The last connection to close would move the log into the file. Beside one that cannot write, ours is not the last.
      if (this.#damaged && !this.readOnly) {
        witness = connect(this.file, 'only-read', nativeBinding)
        witness.pragma('user_version')
      } else this.checkpoint()
    } finally {
      db.close()
      witness?.close()
      lock?.release()
    }
  }

  #read<T>(work: () => T): T {
    try {
      return guarded(work)
    } catch (error) {
      if (error instanceof Failure && error.code === 'damaged') this.#damaged = true
      throw error
    }
  }

  #write<T>(work: () => T): T {
    if (this.readOnly) throw new Failure('read-only', 'This project is open for reading only. Nothing was changed. Save a copy to work on.')
    return this.#read(() => this.#opened.db.transaction(work).immediate())
  }
}

const byPlace = (a: Codebook | Code, b: Codebook | Code): number => a.position - b.position || (a.id < b.id ? -1 : 1)
