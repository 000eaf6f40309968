// The running application without its windows: which project is open, what went wrong with one that is not, and the care that
// a project file needs while it is open.
import { randomUUID } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'
import type { Change } from '../shared/change.ts'
import type { AppState, Events, ImportReport, OpenArticle, Project, Trouble } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'
import type { ArticleId } from '../shared/ids.ts'
import { IMPORT } from '../shared/job.ts'
import { COUNTED, type Counted } from '../shared/zones.ts'
import { type Analysed, Analysing } from './analysing.ts'
import type { Reading } from './import/page.ts'
import type { ReadFile } from './importing.ts'
import { asFile, type Incoming, type Needs, takeAllIn } from './intake.ts'
import { Jobs, type WorkThread } from './jobs.ts'
import { EXTENSION, newProject } from './newproject.ts'
import type { Compare } from './passages.ts'
import type { PreferenceFile } from './preferences.ts'
import { gather, type Refusal, readSource } from './sources.ts'
import { backUp, newestBackup } from './store/backup.ts'
import { type OpenOptions, openProject, type ProjectFile } from './store/project.ts'
import { restoreBackup, salvage } from './store/recovery.ts'
import { keepColumns } from './tablecolumns.ts'

const MOST_RECENT = 12
const IDLE = 60_000
/** Backups wait until the window has had its turn. */
const SETTLE = 3_000
/** Why an import ends when the app does: it can be taken up again. */
const CLOSING = 'closing'

export type Surroundings = Readonly<{
  /** Where the app keeps its own files, among them the sample project. */
  userData: string
  corpus: string
  version: string
  runtime: string
  preferences: PreferenceFile
  store: OpenOptions
  /** Reads a file at a distance from the app. */
  read: ReadFile
  /** Compares two articles, away from the windows. */
  compare: Compare
  /** Begins a thread for what takes long. */
  startWorker: () => WorkThread
  /** Whether a screen reader or its like is at work. */
  assistive: () => boolean
  announce: <E extends keyof Events>(name: E, event: Events[E]) => void
}>

/** Whether two paths lead to one file. */
function isSame(a: string, b: string): boolean {
  try {
    return realpathSync(a) === realpathSync(b)
  } catch {
    return false
  }
}

const nameOf = (file: string) => path.basename(file, EXTENSION)

export class Desk {
  /** What takes long, beside the windows. */
  readonly jobs: Jobs
  readonly #around: Surroundings
  readonly #sample: string
  #project: ProjectFile | null = null
  #trouble: Trouble | null = null
  /** What was open before the trouble. */
  #before: string | null = null
  readonly #analysing: Analysing
  /** Documents of the last import that a word of the analyst would open. */
  readonly #waiting = new Map<string, Readonly<{ document: Incoming; needs: Needs }>>()
  #idle: NodeJS.Timeout | undefined
  #settle: NodeJS.Timeout | undefined

  constructor(around: Surroundings) {
    this.#around = around
    this.jobs = new Jobs(around.startWorker, (progress) => around.announce('progress', progress))
    this.#analysing = new Analysing(this.jobs)
    this.#sample = path.join(around.userData, `Sample project${EXTENSION}`)
  }

  /** Opens what the first window shows: the file asked for, else the last project, else the sample. */
  async start(asked: string | null): Promise<void> {
    const file = asked ?? this.#around.preferences.held.last
    if (file === null) await this.openSample()
    else this.open(file)
  }

  state(): AppState {
    const { version, runtime, preferences, assistive } = this.#around
    const recent = preferences.held.recent.map((file) => ({ name: nameOf(file), path: file }))
    return {
      version,
      runtime,
      platform: process.platform,
      recent,
      project: this.#describe(),
      trouble: this.#trouble,
      assistive: assistive(),
    }
  }

  #describe(): Project | null {
    const project = this.#project
    if (project === null) return null
    const { name, file, readOnly } = project
    return {
      name,
      path: file,
      sample: isSame(file, this.#sample),
      readOnly,
      coder: project.coder(),
      history: project.history(),
      counted: project.counted(),
      unfinished: this.#unfinished()?.files ?? null,
    }
  }

  /** Reads a file at a distance from the app. */
  get read(): ReadFile {
    return this.#around.read
  }

  /** Compares two articles, away from the windows. */
  get compare(): Compare {
    return this.#around.compare
  }

  /** Tells how far a comparison has come. */
  comparing(event: Events['comparing']): void {
    this.#around.announce('comparing', event)
  }

  /** Analyses a collection of the open project, or all of its articles. */
  analyse(name: string | null): Promise<Analysed> {
    const { file, nativeBinding } = this.project
    return this.#analysing.analyse({ file, nativeBinding }, name)
  }

  /** The folder with what ships with the app. */
  get corpus(): string {
    return this.#around.corpus
  }

  /** @throws Failure 'no-project' */
  get project(): ProjectFile {
    if (this.#project === null) throw new Failure('no-project', 'No project is open. Open or make one first.')
    return this.#project
  }

  /**
   * Opens a project in place of the one that is open. Where that fails nothing is open, least of all something else in its
   * place: `trouble` says why, and `recover` leads on or back.
   */
  open(file: string): boolean {
    if (this.#project !== null && isSame(file, this.#project.file)) return true
    return this.#adopt(file, () => openProject(file, this.#around.store))
  }

  openRecent(index: number): boolean {
    const file = this.#around.preferences.held.recent[index]
    if (file === undefined) throw new Failure('not-found', 'The list of recent projects has changed.')
    return this.open(file)
  }

  /** Opens the sample project, and makes it where there is none: only then what reads its articles is loaded. */
  async openSample(): Promise<boolean> {
    const file = this.#sample
    if (!existsSync(file)) {
      const { buildSample } = await import('./sample.ts')
      if (!existsSync(file)) return this.#adopt(file, () => buildSample(this.#around.corpus, file, this.#around.store))
    }
    return this.open(file)
  }

  /** Makes a project with the built-in codebook. @throws Failure when the file is there already or cannot be made */
  create(file: string): boolean {
    this.#mayLeave()
    const made = newProject(file, this.#around.corpus, this.#around.store)
    return this.#adopt(file, () => made)
  }

  /** What to do about a project that could not be opened. */
  recover(by: 'backup' | 'salvage' | 'dismiss'): boolean {
    const trouble = this.#trouble
    if (trouble === null) return false
    if (by === 'dismiss') {
      this.#trouble = null
      if (this.#project !== null) {
        this.#tell()
        return true
      }
      if (this.#before !== null) return this.open(this.#before)
      this.#around.preferences.keep({ last: null })
      this.#tell()
      return true
    }
    // Damage may have shown while the project was open: it lets go of the file first.
    this.#mayLeave()
    void this.#release()
    return this.#adopt(trouble.file, () =>
      openProject((by === 'backup' ? restoreBackup : salvage)(trouble.file, this.#around.store), this.#around.store),
    )
  }

  /** Opens an article. One whose text is not what was written makes the project's trouble known, with what can be done. */
  openArticle(id: ArticleId): OpenArticle {
    const { project } = this
    try {
      return project.openArticle(id)
    } catch (error) {
      if (error instanceof Failure && error.code === 'damaged' && this.#trouble === null) {
        this.#trouble = this.#troubleOf(project.file, error)
        this.#tell()
      }
      throw error
    }
  }

  #mayLeave(name = this.jobs.holding()): void {
    if (name !== null) throw new Failure('conflict', `${name} still runs. Try again when that is done, or cancel it.`)
  }

  #adopt(file: string, open: () => ProjectFile): boolean {
    this.#mayLeave()
    let next: ProjectFile
    try {
      next = open()
    } catch (error) {
      this.#before = this.#project?.file ?? this.#before
      void this.#release()
      this.#trouble = this.#troubleOf(file, error)
      this.#tell()
      return false
    }
    void this.#release()
    this.#project = next
    this.#trouble = null
    if (!isSame(next.file, this.#sample)) {
      const { preferences } = this.#around
      const recent = [next.file, ...preferences.held.recent.filter((other) => other !== next.file)].slice(0, MOST_RECENT)
      preferences.keep({ last: next.file, recent })
    }
    this.#settle = setTimeout(() => this.#backUpDaily(), SETTLE)
    this.#settle.unref()
    this.#tell()
    return true
  }

  #troubleOf(file: string, error: unknown): Trouble {
    if (!(error instanceof Failure)) console.error(error)
    const code = error instanceof Failure ? error.code : 'internal'
    return {
      file,
      reason: error instanceof Failure ? error.message : 'It could not be opened, for a reason that Parallax does not know.',
      backup: code === 'damaged' || code === 'refused' ? newestBackup(file, this.#around.store) : null,
      salvage: code === 'damaged',
    }
  }

  #tell(): void {
    this.#around.announce('project', this.state())
  }

  /** Commits, undoes or redoes were done: windows repaint, and the file is tidied when a minute passes without another. */
  changed(change: Change): void {
    const { project } = this
    this.#around.announce('changed', { change, history: project.history() })
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => {
      attempt('checkpoint', () => project.checkpoint())
      this.#backUpDaily()
    }, IDLE)
    this.#idle.unref()
  }

  /** Makes all figures of the project of something else. */
  count(counted: Counted): void {
    this.project.settings.put(COUNTED, counted)
    this.#around.announce('counted', { counted })
  }

  #backUpDaily(): void {
    const project = this.#project
    if (project === null || project.readOnly) return
    const newest = newestBackup(project.file, this.#around.store)
    const today = new Date().toDateString()
    if (newest === null || new Date(newest.at).toDateString() !== today) attempt('backup', () => backUp(project))
  }

  /**
   * Takes documents into the open project; windows hear of each one. What was `chosen` on the disk is remembered until the
   * import has come to its end, so that it can be taken up again.
   */
  takeIn(incoming: readonly Incoming[], refused: readonly Refusal[] = [], chosen: readonly string[] = []): Promise<ImportReport> {
    this.#mayLeave(this.jobs.runs(IMPORT) ? 'The import' : null)
    this.#waiting.clear()
    return this.#takeIn(incoming, refused, chosen)
  }

  /** Tries documents once more that waited for a password or for the names of columns; the columns are kept for their header. */
  takeAgain(tokens: readonly string[], { password, columns }: Pick<Reading, 'password' | 'columns'>): Promise<ImportReport> {
    const held = tokens.flatMap((token) => this.#waiting.get(token) ?? [])
    if (held.length < tokens.length) throw new Failure('not-found', 'This file is no longer held. Import it once more.')
    this.#mayLeave(this.jobs.runs(IMPORT) ? 'The import' : null)
    for (const token of tokens) this.#waiting.delete(token)
    if (columns !== undefined)
      for (const { needs } of held) if (needs.what === 'columns') keepColumns(this.project, needs.table.header, columns)
    return this.#takeIn(
      held.map(({ document }) => ({ ...document, reading: { password, columns } })),
      [],
      [],
    )
  }

  async #takeIn(incoming: readonly Incoming[], refused: readonly Refusal[], chosen: readonly string[]): Promise<ImportReport> {
    const { project } = this
    const { preferences, version, read } = this.#around
    if (project.readOnly) throw new Failure('read-only', 'This project is open for reading only.')
    const total = incoming.length
    try {
      return await this.jobs.run({ job: IMPORT, name: 'Import', holds: true }, async ({ signal, onStep }) => {
        if (total > 1) attempt('backup', () => backUp(project))
        if (chosen.length > 0) preferences.keep({ unfinished: { project: project.file, chosen: [...chosen], files: total } })
        const hooks = {
          read,
          signal,
          onTaken: (change: Change) => this.changed(change),
          onProgress: (done: number, label: string) => onStep({ label, done, total }),
          onWaiting: (document: Incoming, needs: Needs) => {
            const token = randomUUID()
            this.#waiting.set(token, { document, needs })
            return token
          },
        }
        // What came in before fingerprints were kept, or without the app, is compared with too.
        await project.notePrints(signal)
        const report = await takeAllIn(project, incoming, { newId: randomUUID, now: Date.now, version }, hooks)
        if (chosen.length > 0 && signal.reason !== CLOSING) preferences.keep({ unfinished: null })
        return { ...report, refused: [...refused, ...report.refused] }
      })
    } finally {
      if (project === this.#project) {
        attempt('checkpoint', () => project.checkpoint())
        if (chosen.length > 0) this.#tell()
      }
    }
  }

  /** Takes in the files that were chosen and all that lie in the folders among them. */
  takeFiles(chosen: readonly string[]): Promise<ImportReport> {
    const { files, refused } = gather(chosen)
    const incoming = files.map((file) => ({ name: path.basename(file), get: () => ({ source: readSource(file), way: asFile }) }))
    return this.takeIn(incoming, refused, files.length > 1 ? chosen : [])
  }

  /** What was chosen for this project in an import that did not come to its end. */
  #unfinished() {
    const { unfinished } = this.#around.preferences.held
    return unfinished !== null && this.#project !== null && !this.jobs.runs(IMPORT) && isSame(unfinished.project, this.#project.file)
      ? unfinished
      : null
  }

  async resumeImport(): Promise<ImportReport> {
    const unfinished = this.#unfinished()
    if (unfinished === null) throw new Failure('not-found', 'No import of this project is left unfinished.')
    return this.takeFiles(unfinished.chosen)
  }

  forgetImport(): boolean {
    if (this.#unfinished() === null) return false
    this.#around.preferences.keep({ unfinished: null })
    this.#tell()
    return true
  }

  /** Gives up the project, and says when no thread reads it. */
  #release(): Promise<void> {
    clearTimeout(this.#idle)
    clearTimeout(this.#settle)
    const project = this.#project
    this.#project = null
    this.#waiting.clear()
    const ended = this.jobs.close(CLOSING)
    // The file may be gone by now, with the disk that it was on.
    if (project !== null) attempt('close', () => project.close())
    return ended
  }

  /** Leaves the project file tidy; what comes back is kept once it is free. */
  close(): Promise<void> {
    return this.#release()
  }
}

/** Care that may fail without harm to the act that it follows. */
function attempt(what: string, act: () => unknown): void {
  try {
    act()
  } catch (error) {
    console.error(`${what}:`, error)
  }
}
