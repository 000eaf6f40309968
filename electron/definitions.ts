// The articles that a kept report asks for.
import { nameOf } from '../shared/articlename.ts'
import type { ArticlesFound, ArticlesSought } from '../shared/report/definition.ts'
import { MOST_REPORTED } from '../shared/report/model.ts'
import type { ProjectFile } from './store/project.ts'

/** Those that the project has: in the order asked for, or of their import. */
export function articlesOf(project: ProjectFile, sought: ArticlesSought): ArticlesFound {
  const ids = 'articleIds' in sought ? sought.articleIds : project.articleIds(sought.collection)
  const articles = project
    .articlesById(ids.slice(0, MOST_REPORTED))
    .map((article) => ({ id: article.id, title: nameOf(article), outlet: article.outlet, date: article.date }))
  return { articles, total: 'articleIds' in sought ? articles.length : ids.length }
}
