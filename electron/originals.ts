// An article read again from the bytes that it was imported from.
import { Failure } from '../shared/failure.ts'
import type { Imported, SourceFile } from '../shared/imported.ts'
import type { Article } from '../shared/records.ts'
import type { ReadFile } from './importing.ts'
import type { ProjectFile } from './store/project.ts'
import { withKeptColumns } from './tablecolumns.ts'

/** Other articles of the same original, in its order. */
export const siblingsOf = (project: ProjectFile, { id, originalSha256 }: Article): Article[] =>
  project
    .articlesWithOriginal(originalSha256)
    .filter((other) => other.id !== id)
    .sort((a, b) => a.part - b.part)

/**
 * What the present version makes of an article's original; for a part of a page, of its stretch between the same cuts.
 * @throws as `ReadFile`; Failure 'refused' when the original falls into other articles than it did
 */
export async function readOriginal(
  project: ProjectFile,
  read: ReadFile,
  article: Article,
  now: number,
): Promise<Readonly<{ source: SourceFile; read: Imported }>> {
  const source = { name: article.source, bytes: project.original(article.originalSha256) }
  const pages = await withKeptColumns(project, read)(source, { now })
  const [page] = pages
  const starts = [article, ...siblingsOf(project, article)].flatMap(({ within }) => (within === null ? [] : [within.start]))
  const cuts = starts.filter((at) => at > 0).map((at) => ({ at, title: '' }))
  const isCut = article.within !== null && page !== undefined && pages.length === 1
  const parts = isCut ? (await import('./import/split.ts')).cutArticle(page, cuts, now) : pages
  const found = parts[article.part - 1]
  if (found === undefined || parts.length !== article.of)
    throw new Failure('refused', 'The original is read into other articles than when it was imported. Nothing was changed.')
  return { source, read: found }
}
