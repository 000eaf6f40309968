// From an open project to a report of some of its articles.
import { createHash } from 'node:crypto'
import { Sha256 } from '../shared/ids.ts'
import type { Passage } from '../shared/passage.ts'
import { buildReport } from '../shared/report/build.ts'
import type { Report, ReportRequest } from '../shared/report/model.ts'
import type { Passages } from './passages.ts'
import type { ProjectFile } from './store/project.ts'

const sha256 = (text: string) => Sha256.parse(createHash('sha256').update(text, 'utf8').digest('hex'))

/** @throws Failure 'not-found' or 'damaged' naming the article */
export function reportOf(project: ProjectFile, { articleIds }: ReportRequest, shared: Passages, version: string, madeAt: number): Report {
  const articles = articleIds.map((id) => project.openArticle(id))
  const [a, b] = articles
  const entities = project.entities().map(({ entity }) => entity)
  const passages: readonly Passage[] | null = a !== undefined && b !== undefined ? shared.onAllLevels(a, b, entities) : null
  return buildReport({
    project: project.name,
    version,
    madeAt,
    counted: project.counted(),
    articles,
    ...project.codebook(),
    coders: [project.coder()],
    passages,
    sha256,
  })
}
