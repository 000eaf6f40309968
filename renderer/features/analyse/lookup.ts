// An analysis with its articles by id and the likeness of each two.
import { nameOf } from '../../../shared/articlename.ts'
import type { Overview } from '../../../shared/collection/model.ts'
import type { ArticleId } from '../../../shared/ids.ts'

export type Listed = Overview['articles'][number]
export type Found = Readonly<{
  articles: readonly Listed[]
  stories: Overview['stories']
  reprints: Overview['reprints']
  byId: ReadonlyMap<ArticleId, Listed>
  /** Whether the likeness of every pair is known. */
  complete: boolean
  /** Hundredths; `undefined` for two that are not among each other's nearest. */
  likeness: (a: ArticleId, b: ArticleId) => number | undefined
}>

export const titleOf = (article: Listed | undefined): string => (article === undefined ? '' : nameOf(article))
export const dayOf = (article: Listed | undefined): string => article?.date.slice(0, 10) ?? ''

export function lookUp({ articles, stories, reprints, similarity }: Overview): Found {
  const places = new Map(similarity.ids.map((id, place) => [id, place] as const))
  const scores = new Map(similarity.pairs.map(([a, b, score]) => [a * places.size + b, score] as const))
  return {
    articles,
    stories,
    reprints,
    byId: new Map(articles.map((article) => [article.id, article] as const)),
    complete: similarity.complete,
    likeness: (a, b) => {
      const [x, y] = [places.get(a) ?? -1, places.get(b) ?? -1]
      return scores.get(Math.min(x, y) * places.size + Math.max(x, y))
    },
  }
}
