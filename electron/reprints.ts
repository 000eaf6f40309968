// Reprints and near duplicates of a text among the articles of a project: found by fingerprints, proved by alignment.
import { sharedPassages } from '../shared/alignment.ts'
import type { ArticleId } from '../shared/ids.ts'
import { type Reprint, reprintOf } from '../shared/reprints.ts'
import type { ProjectFile } from './store/project.ts'

/** So many of the nearest articles are aligned. */
const MOST = 20

/** Articles that a text reprints or that reprint it, the one with most words in common first; `except` is its own article. */
export function reprintsOf(project: ProjectFile, text: string, except: ArticleId | null): Reprint[] {
  return project
    .kinOf(text)
    .filter(({ id }) => id !== except)
    .slice(0, MOST)
    .flatMap(({ id }) => {
      const other = project.openArticle(id)
      return reprintOf(sharedPassages(text, other.text), text, other) ?? []
    })
    .sort((a, b) => b.words - a.words)
}
