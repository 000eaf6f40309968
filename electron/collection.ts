// A collection of a project, as an analysis reads it.
import type { Collection } from '../shared/collection/analysis.ts'
import type { Article } from '../shared/records.ts'
import { sha256Of } from './store/contents.ts'
import type { ProjectFile } from './store/project.ts'

export type Gathered = Readonly<{
  collection: Collection
  articles: readonly Article[] /** Of all that an analysis depends on. */
  hash: string
}>

/** Articles of one collection of a project, or all. Their texts are read when the analysis asks for them. */
export function gatherCollection(project: ProjectFile, name: string | null): Gathered {
  const articles = project.articleIds(name).map((id) => project.article(id))
  const entities = project.entities().map(({ entity }) => entity)
  const zones = project.zoneMarks().map(({ articleId, range, zone }) => [articleId, range, zone])
  const facts = articles.map(({ id, textSha256, blocksSha256, outlet, date, language }) => [
    id,
    textSha256,
    blocksSha256,
    outlet,
    date,
    language,
  ])
  const names = entities.map(({ id, name: own, aliases }) => [id, own, aliases])
  return {
    articles,
    hash: sha256Of(JSON.stringify([facts, zones, names])),
    collection: {
      articles,
      entities,
      read: (id) => {
        const { article, text, blocks, zoneMarks } = project.openArticle(id)
        return { text, blocks, zoneMarks, language: article.language }
      },
      kin: () => project.kinPairs(articles.map(({ id }) => id)),
    },
  }
}
