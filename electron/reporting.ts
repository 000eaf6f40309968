// From an open project to a report of some of its articles.
import { createHash } from 'node:crypto'
import type { OpenArticle } from '../shared/contract.ts'
import { type HighlightId, Sha256 } from '../shared/ids.ts'
import type { OnStep } from '../shared/job.ts'
import { shownAt } from '../shared/omissions.ts'
import { CUT_OFF } from '../shared/passage.ts'
import { buildReport } from '../shared/report/build.ts'
import { pairsOf, type Report, type ReportRequest, usualSections } from '../shared/report/model.ts'
import type { PairInput } from '../shared/report/paired.ts'
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
  onStep?: OnStep
}>

/** @throws Failure 'not-found' or 'damaged' naming the article */
export async function reportOf(
  project: ProjectFile,
  { articleIds: given, pairs, ...request }: ReportRequest,
  { compared, corpus, version, madeAt, onStep = () => {} }: Making,
): Promise<Report> {
  const articleIds = [...new Set(given)]
  const articles: OpenArticle[] = []
  for (const id of articleIds) {
    await onStep({ label: 'Reading articles', done: articles.length, total: articleIds.length })
    articles.push(project.openArticle(id))
  }
  const known = project.known()
  // What reads both texts for their cards is loaded only where they are told.
  const cards = (request.sections ?? usualSections).includes('cards') ? await import('./cards.ts') : null
  const told: PairInput[] = []
  const asked = pairsOf({ articleIds, ...(pairs === undefined ? {} : { pairs }) })
  for (const [done, [a, b]] of asked.entries()) {
    await onStep({ label: 'Comparing pairs', done, total: asked.length })
    const [left, right] = [articles[a], articles[b]]
    if (left === undefined || right === undefined) continue
    const comparison = await compared.between(left, right, known)
    const about = project.referringTo(left.article.id)
    const other = right.article.id
    told.push({
      a,
      b,
      found: shownAt(comparison, CUT_OFF),
      cards:
        cards === null
          ? null
          : await cards.makeCards(
              cards.pairedOf(project, left),
              cards.pairedOf(project, right),
              comparison,
              cards.aboutOf(project, corpus),
            ),
      findings: about.findings.filter(({ articleId, thereId }) => articleId === other || thereId === other),
      judged: about.pairs.filter(({ aId, bId }) => aId === other || bId === other),
    })
  }
  const ids = new Set(articleIds)
  const own = new Set<HighlightId>(articles.flatMap(({ highlights }) => highlights.map(({ id }) => id)))
  const ends = articles.flatMap(({ links }) => links.flatMap(({ fromId, toId }) => [fromId, toId]))
  const reprinted = articles.flatMap(({ article: { reprintOf } }) => reprintOf ?? []).filter((id) => !ids.has(id))
  return buildReport({
    project: project.name,
    version,
    madeAt,
    counted: project.counted(),
    request,
    articles,
    ...project.codebook(),
    coders: project.coders(),
    entities: known.entities,
    study: project.study(),
    revisions: articleIds.flatMap((id) => project.revisionsOf(id)),
    reprinted: reprinted.flatMap((id) => project.record('article', id) ?? []),
    linked: project.highlights([...new Set(ends)].filter((id) => !own.has(id))),
    pairs: told,
    sha256,
  })
}
