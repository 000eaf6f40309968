// From a file's bytes to an article of the project: one transaction per document, and the same bytes never twice.
import type { Change } from '../shared/change.ts'
import { NeedsColumns } from '../shared/columns.ts'
import type { ImportReport } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'
import { ArticleId } from '../shared/ids.ts'
import type { Imported, SourceFile } from '../shared/imported.ts'
import { type Article, blank } from '../shared/records.ts'
import type { Reading } from './import/page.ts'
import type { ReadFile } from './importing.ts'
import { reprintsOf } from './reprints.ts'
import { sha256Of } from './store/contents.ts'
import type { ProjectFile } from './store/project.ts'
import { withKeptColumns } from './tablecolumns.ts'

type Clock = Readonly<{ newId: () => string; now: () => number; version: string }>
/** How a document came to us; for a link, `address` is where its bytes were found in the end. */
export type Way = Readonly<{ via: Article['via']; address: string }>
export const asFile: Way = { via: 'file', address: '' }
/** The articles that a document became, or (`change: null`) those that the same bytes had become before. */
export type Intake = Readonly<{ articles: readonly Article[]; change: Change | null }>

const short = (title: string) => (title.length > 120 ? `${title.slice(0, 119)}…` : title)

function articleOf(imported: Imported, way: Way, { newId, now, version }: Clock): Article {
  const { text: _text, blocks: _blocks, warnings: _warnings, cuts: _cuts, ...described } = imported
  return {
    ...blank.article,
    ...described,
    ...way,
    id: ArticleId.parse(newId()),
    collection: '',
    memo: '',
    importedAt: now(),
    importer: version,
  }
}

/** Commits what was read from one document as one act, or gives the articles that were made of the same bytes before. */
export function takeIn(project: ProjectFile, source: SourceFile, read: readonly Imported[], clock: Clock, way: Way = asFile): Intake {
  const [first] = read
  if (first === undefined) throw new TypeError('a document was read into nothing')
  const before = project.articlesWithOriginal(first.originalSha256)
  if (before.length > 0) return { articles: before, change: null }
  const articles = read.map((imported) => articleOf(imported, way, clock))
  const change: Change = articles.map((after) => ({ kind: 'article', before: null, after }))
  const label =
    read.length === 1 ? `Import “${short(first.title || first.source)}”` : `Import ${read.length} articles from “${short(first.source)}”`
  project.commit(label, change, {
    texts: read.map(({ textSha256: sha256, text, blocks }) => ({ sha256, text, blocks })),
    originals: [{ sha256: first.originalSha256, bytes: source.bytes }],
  })
  return { articles, change }
}

type Arrived = Readonly<{ source: SourceFile; way: Way }>
/** A document that is still to be read: its name is known even where reading fails. */
export type Incoming = Readonly<{
  name: string
  get: (signal: AbortSignal) => Arrived | Promise<Arrived>
  /** What the analyst said of it, for one more try. */
  reading?: Pick<Reading, 'password' | 'columns'>
}>
type Hooks = Readonly<{
  read: ReadFile
  signal: AbortSignal
  onTaken: (change: Change) => void
  onProgress: (done: number, label: string) => void
  /** Holds a document for one more try, and gives what it is called by. */
  onWaiting: (incoming: Incoming, needs: Needs) => string
}>
/** What is missing to read a document. */
export type Needs = ImportReport['waiting'][number]['needs']

/** `null` when nothing that the analyst could say would help. */
function neededFor(error: unknown, { reading }: Incoming): Needs | null {
  if (error instanceof NeedsColumns) return { what: 'columns', table: error.table }
  if (error instanceof Failure && error.code === 'needs-password') return { what: 'password', wrong: reading?.password !== undefined }
  return null
}

/** What ends a whole import, because the next document would meet it too. */
const fatal = (error: unknown) => !(error instanceof Failure) || ['disk-full', 'read-only', 'no-project'].includes(error.code)

/**
 * Takes in documents one after the other and lets other work pass between them. Those that the project holds are not read again,
 * so an import that was broken off goes on where it was.
 * @throws Failure when the project cannot take more; what was taken before stays
 */
export async function takeAllIn(project: ProjectFile, incoming: readonly Incoming[], clock: Clock, hooks: Hooks): Promise<ImportReport> {
  const report: ImportReport = { taken: [], known: [], refused: [], waiting: [], left: 0 }
  const readFile = withKeptColumns(project, hooks.read)
  const known = (name: string, articles: readonly Article[]) => report.known.push(...articles.map(({ id, title }) => ({ id, name, title })))
  const takeOne = async ({ name, get, reading }: Incoming): Promise<void> => {
    const { source, way } = await get(hooks.signal)
    const before = project.articlesWithOriginal(sha256Of(source.bytes))
    if (before.length > 0) {
      known(name, before)
      return
    }
    const read = await readFile(source, { ...reading, now: clock.now() }, hooks.signal)
    const { articles, change } = takeIn(project, source, read, clock, way)
    if (change === null) {
      known(name, articles)
      return
    }
    for (const [i, { id, title }] of articles.entries()) {
      const { text, encoding, repairs, warnings, flags, cuts } = read[i] as Imported
      project.notePrintsOf(id)
      const reprints = reprintsOf(project, text, id).map((reprint) => {
        const { passages: _passages, ...summary } = reprint
        return summary
      })
      report.taken.push({ id, name, title, encoding, repairs, warnings, flags, cuts, reprints })
    }
    hooks.onTaken(change)
  }
  for (const [i, next] of incoming.entries()) {
    if (hooks.signal.aborted) return { ...report, left: incoming.length - i }
    hooks.onProgress(i, next.name)
    try {
      await takeOne(next)
    } catch (error) {
      if (error instanceof Failure && error.code === 'cancelled') return { ...report, left: incoming.length - i }
      if (fatal(error)) throw error
      const needs = neededFor(error, next)
      if (needs !== null) report.waiting.push({ token: hooks.onWaiting(next, needs), name: next.name, needs })
      else report.refused.push({ name: next.name, reason: (error as Failure).message })
    }
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return report
}
