// From an open project to a report of some of its articles.
import { createHash } from 'node:crypto'
import { Sha256 } from '../shared/ids.ts'
import { ledgerOf } from '../shared/ledger.ts'
import { shownAt } from '../shared/omissions.ts'
import { CUT_OFF } from '../shared/passage.ts'
import { buildReport } from '../shared/report/build.ts'
import { pairsOf, type Report, type ReportPair, type ReportRequest } from '../shared/report/model.ts'
import type { Passages } from './passages.ts'
import type { ProjectFile } from './store/project.ts'

const sha256 = (text: string) => Sha256.parse(createHash('sha256').update(text, 'utf8').digest('hex'))

export type Making = Readonly<{
  /** Compares the pairs. */
  compared: Passages
  /** The folder with what ships with the app. */
  corpus: string
  /** Of the app. */
  version: string
  /** Milliseconds since 1970 in UTC. */
  madeAt: number
}>

/** @throws Failure 'not-found' or 'damaged' naming the article */
export async function reportOf(
  project: ProjectFile,
  { articleIds, pairs, ...request }: ReportRequest,
  { compared, version, madeAt }: Making,
): Promise<Report> {
  const articles = articleIds.map((id) => project.openArticle(id))
  const known = project.known()
  const told: ReportPair[] = []
  for (const [first, second] of pairsOf({ articleIds, ...(pairs === undefined ? {} : { pairs }) })) {
    const [a, b] = [articles[first], articles[second]]
    if (a === undefined || b === undefined) continue
    const { passages, omissions } = shownAt(await compared.between(a, b, known), CUT_OFF)
    const { findings } = project.judged(a.article.id, b.article.id)
    told.push({ a: first, b: second, passages, ledger: ledgerOf([a, b], omissions, findings) })
  }
  return buildReport({
    project: project.name,
    version,
    madeAt,
    counted: project.counted(),
    request,
    articles,
    ...project.codebook(),
    coders: project.coders(),
    pairs: told,
    sha256,
  })
}
