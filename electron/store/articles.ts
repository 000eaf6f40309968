// Articles and their earlier texts as they are opened: everything is checked against the hashes that were kept of it.
import { faultOfAnchor, inReadingOrder } from '../../shared/anchor.ts'
import type { OpenArticle } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import type { ArticleId, RevisionId } from '../../shared/ids.ts'
import type { Article, Revision } from '../../shared/records.ts'
import type { Text } from './contents.ts'
import type { Rooms } from './rooms.ts'

export const damagedArticle = ({ title }: Article, fault: string): Failure =>
  new Failure('damaged', `“${title}” cannot be opened: ${fault}. Nothing was changed. Open the newest backup, or salvage what can be read.`)

/** @throws Failure 'not-found' */
export function articleIn({ records }: Rooms, id: ArticleId): Article {
  const article = records.get('article', id)
  if (article === undefined) throw new Failure('not-found', 'This article is not in the project. It may have been removed.')
  return article
}

/**
 * An article with its text, highlights in reading order and codings.
 * @throws Failure 'not-found' | 'damaged' that names the article
 */
export function openArticleIn(rooms: Rooms, id: ArticleId): OpenArticle {
  const { contents, records } = rooms
  const article = articleIn(rooms, id)
  const found = contents.read(article)
  if ('fault' in found) throw damagedArticle(article, found.fault)
  const highlights = records.highlightsOf(id).toSorted(inReadingOrder)
  for (const highlight of highlights) {
    const fault = faultOfAnchor(found.text, highlight)
    if (fault !== undefined) throw damagedArticle(article, `a highlight does not fit: ${fault}`)
  }
  return {
    article,
    text: found.text,
    blocks: found.blocks,
    highlights,
    codings: records.codingsOf(id),
    zoneMarks: records.zoneMarksOf(id),
    bookmarks: records.bookmarksOf(id),
    links: records.linksOf(id),
    orphans: records.orphansOf(id),
  }
}

/** An earlier text of an article. @throws Failure 'not-found' | 'damaged' */
export function openRevisionIn(rooms: Rooms, id: RevisionId): Readonly<{ revision: Revision }> & Text {
  const revision = rooms.records.get('revision', id)
  if (revision === undefined)
    throw new Failure('not-found', 'This earlier text is not in the project. The correction may have been undone.')
  const found = rooms.contents.read(revision)
  if ('fault' in found) throw damagedArticle(articleIn(rooms, revision.articleId), `of text ${revision.number} ${found.fault}`)
  return { revision, ...found }
}
