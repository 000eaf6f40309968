// From a file's bytes to an article of the project: one transaction per document, and the same bytes never twice.
import type { Change } from '../shared/change.ts'
import type { ImportReport } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'
import { ArticleId } from '../shared/ids.ts'
import type { Imported, SourceFile } from '../shared/imported.ts'
import { type Article, blank } from '../shared/records.ts'
import { importFile } from './import/import.ts'
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
export type Incoming = Readonly<{ name: string; read: () => SourceFile; way?: Way }>
type Hooks = Readonly<{ onTaken: (change: Change) => void; onProgress: (done: number, label: string) => void }>

/** What ends a whole import, because the next document would meet it too. */
const fatal = (error: unknown) => !(error instanceof Failure) || ['disk-full', 'read-only', 'no-project'].includes(error.code)

/**
 * Takes in documents one after the other and lets other work pass between them.
 * @throws Failure when the project cannot take more; what was taken before stays
 */
export async function takeAllIn(project: ProjectFile, incoming: readonly Incoming[], clock: Clock, hooks: Hooks): Promise<ImportReport> {
  const report: ImportReport = { taken: [], known: [], refused: [] }
  for (const [i, { name, read, way }] of incoming.entries()) {
    hooks.onProgress(i, name)
    try {
      const source = read()
      const imported = await importFile(source, { now: clock.now() })
      const { articles, change } = takeIn(project, source, imported, clock, way)
      for (const [n, { id, title }] of articles.entries()) {
        if (change === null) report.known.push({ id, name, title })
        else {
          const { encoding, repairs, warnings } = imported[n] as Imported
          report.taken.push({ id, name, title, encoding, repairs, warnings })
        }
      }
      if (change !== null) hooks.onTaken(change)
    } catch (error) {
      if (fatal(error)) throw error
      report.refused.push({ name, reason: (error as Failure).message })
    }
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return report
}
