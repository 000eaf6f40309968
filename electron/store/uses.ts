// Entities and what points to them.
import { inReadingOrder } from '../../shared/anchor.ts'
import type { EntityRow, EntityUses, PlacedHighlight } from '../../shared/contract.ts'
import { pointsTo } from '../../shared/entities.ts'
import type { ArticleId, EntityId } from '../../shared/ids.ts'
import type { Highlight } from '../../shared/records.ts'
import type { Rooms } from './rooms.ts'

/** Every entity, by name, and how many highlights point to it. */
export function entitiesIn({ records }: Rooms): EntityRow[] {
  const uses = records.usesOfEntities()
  const byName = new Intl.Collator('und', { sensitivity: 'base', numeric: true })
  return records
    .all('entity')
    .toSorted((a, b) => byName.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
    .map((entity) => ({ entity, highlights: uses.get(entity.id) ?? 0 }))
}

/** What points to one of these entities. Reads through all codings. */
export const usesIn = (rooms: Rooms, ids: readonly EntityId[]): EntityUses => ({
  highlights: placedIn(rooms, rooms.records.highlightsOfEntities(ids)),
  codings: rooms.records.codingsOfEntities(ids),
  feelings: rooms.records.feelingsOfEntities(ids),
  pairs: rooms.records.pairsOfEntities(ids),
  orphans: rooms.records.all('orphan').filter((orphan) => pointsTo(orphan, new Set(ids))),
})

/** Highlights with the titles of their articles, article by article and in reading order. */
export function placedIn({ records }: Rooms, highlights: readonly Highlight[]): PlacedHighlight[] {
  const titles = new Map<ArticleId, string>()
  for (const { articleId } of highlights) {
    if (titles.has(articleId)) continue
    const article = records.get('article', articleId)
    titles.set(articleId, article?.title || (article?.source ?? ''))
  }
  return highlights
    .map((highlight) => ({ highlight, title: titles.get(highlight.articleId) ?? '' }))
    .toSorted((a, b) =>
      a.highlight.articleId === b.highlight.articleId
        ? inReadingOrder(a.highlight, b.highlight)
        : a.title.localeCompare(b.title) || (a.highlight.articleId < b.highlight.articleId ? -1 : 1),
    )
}
