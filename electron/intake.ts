// From a file's bytes to an article of the project: one transaction per document, and the same bytes never twice.
import type { Change } from '../shared/change.ts'
import type { ImportReport } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'
import { ArticleId } from '../shared/ids.ts'
import type { Imported, SourceFile } from '../shared/imported.ts'
import { type Article, blank } from '../shared/records.ts'
import { sha256Of } from './import/assemble.ts'
import type { ReadFile } from './importing.ts'
import { reprintsOf } from './reprints.ts'
import type { ProjectFile } from './store/project.ts'

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

/** A document that is still to be read: its name is known even where reading fails. */
export type Incoming = Readonly<{ name: string; get: () => SourceFile | Promise<SourceFile>; way?: Way }>
type Hooks = Readonly<{
  read: ReadFile
  signal: AbortSignal
  onTaken: (change: Change) => void
  onProgress: (done: number, label: string) => void
}>

/** What ends a whole import, because the next document would meet it too. */
const fatal = (error: unknown) => !(error instanceof Failure) || ['disk-full', 'read-only', 'no-project'].includes(error.code)

/**
 * Takes in documents one after the other and lets other work pass between them. Those that the project holds are not read again,
 * so an import that was broken off goes on where it was.
 * @throws Failure when the project cannot take more; what was taken before stays
 */
export async function takeAllIn(project: ProjectFile, incoming: readonly Incoming[], clock: Clock, hooks: Hooks): Promise<ImportReport> {
  const report: ImportReport = { taken: [], known: [], refused: [], left: 0 }
  const known = (name: string, articles: readonly Article[]) => report.known.push(...articles.map(({ id, title }) => ({ id, name, title })))
  const takeOne = async ({ name, get, way }: Incoming): Promise<void> => {
    const source = await get()
    const before = project.articlesWithOriginal(sha256Of(source.bytes))
    if (before.length > 0) {
      known(name, before)
      return
    }
    const read = await hooks.read(source, { now: clock.now() }, hooks.signal)
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
      report.refused.push({ name: next.name, reason: (error as Failure).message })
    }
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return report
}
