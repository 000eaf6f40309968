// From an open project to a report of some of its articles.
import { createHash } from 'node:crypto'
import { Sha256 } from '../shared/ids.ts'
import { ledgerOf } from '../shared/ledger.ts'
import { shownAt } from '../shared/omissions.ts'
import { CUT_OFF } from '../shared/passage.ts'
import { buildReport } from '../shared/report/build.ts'
import type { Report, ReportRequest } from '../shared/report/model.ts'
import type { Passages } from './passages.ts'
import type { ProjectFile } from './store/project.ts'

const sha256 = (text: string) => Sha256.parse(createHash('sha256').update(text, 'utf8').digest('hex'))

/** @throws Failure 'not-found' or 'damaged' naming the article */
export async function reportOf(
  project: ProjectFile,
  { articleIds, ...request }: ReportRequest,
  compared: Passages,
  version: string,
  madeAt: number,
): Promise<Report> {
  const articles = articleIds.map((id) => project.openArticle(id))
  const [a, b] = articles
  const entities = project.entities().map(({ entity }) => entity)
  const found =
    a === undefined || b === undefined || articles.length > 2 ? null : shownAt(await compared.between(a, b, { entities }), CUT_OFF)
  return buildReport({
    project: project.name,
    version,
    madeAt,
    counted: project.counted(),
    request,
    articles,
    ...project.codebook(),
    coders: project.coders(),
    passages: found?.passages ?? null,
    ledger:
      a === undefined || b === undefined || found === null
        ? null
        : ledgerOf([a, b], found.omissions, project.judged(a.article.id, b.article.id).findings),
    sha256,
  })
}
