// Places in an article that an analyst wants to come back to.
import type { Change } from './change.ts'
import type { Pen } from './commands.ts'
import { type ArticleId, BookmarkId } from './ids.ts'
import type { Bookmark } from './records.ts'

/** The words at an offset, for a bookmark that has no other name yet. */
export function wordsNear(text: string, offset: number): string {
  const start = text.slice(0, offset).search(/\S+$/)
  const line = text.slice(start === -1 ? offset : start).trimStart()
  const words = (line.split('\n', 1)[0] ?? '').slice(0, 60)
  const cut = words.length < 60 ? words : words.slice(0, Math.max(words.lastIndexOf(' '), 20))
  return cut.replace(/[\ud800-\udbff]$/, '').trim()
}

/** Sets a bookmark at an offset of a text (UTF-16 units), named after the words there. */
export function addBookmark(pen: Pick<Pen, 'newId'>, article: Readonly<{ id: ArticleId; text: string }>, offset: number): Change {
  const name = wordsNear(article.text, offset) || 'Bookmark'
  return [{ kind: 'bookmark', before: null, after: { id: BookmarkId.parse(pen.newId()), articleId: article.id, offset, name } }]
}

export const renameBookmark = (bookmark: Bookmark, name: string): Change =>
  name.trim() === '' || name === bookmark.name
    ? []
    : [{ kind: 'bookmark', before: bookmark, after: { ...bookmark, name: name.trim().slice(0, 2_000) } }]

export const removeBookmark = (bookmark: Bookmark): Change => [{ kind: 'bookmark', before: bookmark, after: null }]
