// From a file's bytes to an article of the project: one transaction per document, and the same bytes never twice.
import type { Change } from '../shared/change.ts'
import type { ImportReport } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'
import { ArticleId } from '../shared/ids.ts'
import type { Imported, SourceFile } from '../shared/imported.ts'
import type { Article } from '../shared/records.ts'
import { importFile } from './import/import.ts'
import type { ProjectFile } from './store/project.ts'

type Clock = Readonly<{ newId: () => string; now: () => number }>
/** The article that a document became, or (`change: null`) the one that the same bytes had become before. */
export type Intake = Readonly<{ imported: Imported; article: Article; change: Change | null }>

const labelOf = (title: string) => `Import “${title.length > 120 ? `${title.slice(0, 119)}…` : title}”`

/** Commits one document as an article, or gives the article that was made of the same bytes before. */
export function takeIn(project: ProjectFile, source: SourceFile, clock: Clock): Intake {
  const imported = importFile(source)
  const before = project.articleWithOriginal(imported.originalSha256)
  if (before !== null) return { imported, article: before, change: null }
  const { text, blocks, warnings: _, ...described } = imported
  const article: Article = {
    ...described,
    id: ArticleId.parse(clock.newId()),
    collection: '',
    memo: '',
    importedAt: clock.now(),
    blocksSha256: null,
  }
  const change: Change = [{ kind: 'article', before: null, after: article }]
  project.commit(labelOf(article.title || article.source), change, {
    texts: [{ sha256: imported.textSha256, text, blocks }],
    originals: [{ sha256: imported.originalSha256, bytes: source.bytes }],
  })
  return { imported, article, change }
}

/** A document that is still to be read: its name is known even where reading fails. */
export type Incoming = Readonly<{ name: string; read: () => SourceFile }>
type Hooks = Readonly<{ onTaken: (change: Change) => void; onProgress: (done: number, label: string) => void }>

/** What ends a whole import, because the next document would meet it too. */
const fatal = (error: unknown) => !(error instanceof Failure) || ['disk-full', 'read-only', 'no-project'].includes(error.code)

/**
 * Takes in documents one after the other and lets other work pass between them.
 * @throws Failure when the project cannot take more; what was taken before stays
 */
export async function takeAllIn(project: ProjectFile, incoming: readonly Incoming[], clock: Clock, hooks: Hooks): Promise<ImportReport> {
  const report: ImportReport = { taken: [], known: [], refused: [] }
  for (const [i, { name, read }] of incoming.entries()) {
    hooks.onProgress(i, name)
    try {
      const { imported, article, change } = takeIn(project, read(), clock)
      const { id, title } = article
      if (change === null) report.known.push({ id, name, title })
      else {
        const { encoding, repairs, warnings } = imported
        report.taken.push({ id, name, title, encoding, repairs, warnings })
        hooks.onTaken(change)
      }
    } catch (error) {
      if (fatal(error)) throw error
      report.refused.push({ name, reason: (error as Failure).message })
    }
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return report
}
