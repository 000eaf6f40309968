// Charts of a collection, and the passages that their marks count: gone through article by article.
import { chartCodes } from '../shared/charts/charted.ts'
import { type ChartArticle, ChartGatherer } from '../shared/charts/gather.ts'
import type { Charts } from '../shared/charts/model.ts'
import { isOf, type Passages, passagesIn } from '../shared/charts/passages.ts'
import type { ArticleId, HighlightId } from '../shared/ids.ts'
import type { OnStep } from '../shared/job.ts'
import type { ProjectFile } from './store/project.ts'

async function* charted(project: ProjectFile, ids: readonly ArticleId[], onStep: OnStep): AsyncGenerator<ChartArticle> {
  const sourcing = {
    codes: new Map(project.codebook().codes.map((code) => [code.id, code])),
    entities: new Map(project.entities().map(({ entity }) => [entity.id, entity])),
  }
  const counted = project.counted()
  for (const [done, id] of ids.entries()) {
    await onStep({ label: 'Counting', done, total: ids.length })
    const article = project.charted(id, counted, sourcing)
    if (article !== undefined) yield article
  }
}

/** @param name of the collection; `null` for all articles */
export async function chartsIn(project: ProjectFile, name: string | null, onStep: OnStep): Promise<Charts> {
  const gatherer = new ChartGatherer(chartCodes(project.codebook()))
  for await (const article of charted(project, project.articleIds(name), onStep)) gatherer.add(article)
  return gatherer.charts(project.counted())
}

export async function passagesOf(
  project: ProjectFile,
  name: string | null,
  wanted: Passages,
  onStep: OnStep,
): Promise<readonly HighlightId[]> {
  const found: HighlightId[] = []
  const having = wanted.codeIds.map((code) => project.articlesWith(code))
  const { articleId, outlet, from, to } = wanted
  const isSome = articleId !== undefined || outlet !== undefined || from !== undefined || to !== undefined
  const ids = project
    .articleIds(name)
    .filter((id) => having.every((articles) => articles.has(id)) && (!isSome || isOf(wanted, project.article(id))))
  for await (const article of charted(project, ids, onStep)) found.push(...passagesIn(wanted, article))
  return found
}
