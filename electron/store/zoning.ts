// What does not count as an article's own words, kept in step with its zones so that a list or count of any project need not
// work it out: on the shelf the ranges that are left out and how many words remain, and in `outside` the highlights that lie
// in those ranges altogether, once by themselves (with an empty code) and once with each of their codes.
import { z } from 'zod'
import type { ArticleId, HighlightId } from '../../shared/ids.ts'
import type { Article, ZoneMark } from '../../shared/records.ts'
import { Range } from '../../shared/text.ts'
import { leftOutOf, liesOutside, ownWords, zonesOf } from '../../shared/zones.ts'
import type { Text } from './contents.ts'
import type { Connection } from './database.ts'

export const UNSETTLED = `SELECT article.id FROM shelf JOIN article ON article.row = shelf.row WHERE shelf.aside = ''`
export const SETTLE = 'UPDATE shelf SET aside = $aside, own = $own WHERE row = (SELECT row FROM article WHERE id = $id)'
export const ASIDE = 'SELECT shelf.aside FROM shelf JOIN article ON article.row = shelf.row WHERE article.id = ?'
export const PLACES = 'SELECT id, ranges FROM highlight WHERE articleId = ?'
export const CLEAR_ARTICLE = 'DELETE FROM outside WHERE articleId = ?'
export const CLEAR_HIGHLIGHT = 'DELETE FROM outside WHERE articleId = ? AND highlightId = ?'
export const PUT_OUTSIDE = `
INSERT INTO outside (articleId, highlightId, codeId)
SELECT articleId, id, '' FROM highlight WHERE id = $id UNION ALL SELECT articleId, highlightId, codeId FROM coding WHERE highlightId = $id`

const Ranges = z.array(Range)
export const rangesFrom = (json: string): Range[] => (json === '' ? [] : Ranges.parse(JSON.parse(json)))

export type Settled = Readonly<{ aside: readonly Range[]; own: number }>
/** What is left out of an article, and how many of its words remain. */
export function settle(article: Article, { text, blocks }: Text, marks: readonly ZoneMark[]): Settled {
  const aside = leftOutOf(zonesOf(blocks, marks))
  return { aside, own: ownWords(article.words, text, aside) }
}

export class Zoning {
  readonly #unsettled
  readonly #settle
  readonly #aside
  readonly #places
  readonly #ranges
  readonly #clearArticle
  readonly #clearHighlight
  readonly #put

  constructor(db: Connection) {
    this.#unsettled = db.prepare<[], string>(UNSETTLED).pluck()
    this.#settle = db.prepare<{ id: string; aside: string; own: number }>(SETTLE)
    this.#aside = db.prepare<[string], string>(ASIDE).pluck()
    this.#places = db.prepare<[string], { id: string; ranges: string }>(PLACES)
    this.#ranges = db.prepare<[string], string>('SELECT ranges FROM highlight WHERE id = ?').pluck()
    this.#clearArticle = db.prepare<[string]>(CLEAR_ARTICLE)
    this.#clearHighlight = db.prepare<[string, string]>(CLEAR_HIGHLIGHT)
    this.#put = db.prepare<{ id: string }>(PUT_OUTSIDE)
  }

  /** Articles of a project that an older version made. */
  unsettled(): string[] {
    return this.#unsettled.all()
  }

  /** Notes what is left out of an article, and where its highlights lie. */
  put(id: ArticleId, { aside, own }: Settled): void {
    this.#settle.run({ id, aside: JSON.stringify(aside), own })
    this.#clearArticle.run(id)
    if (aside.length === 0) return
    for (const mark of this.#places.all(id)) if (liesOutside(rangesFrom(mark.ranges), aside)) this.#put.run({ id: mark.id })
  }

  /** An article that is gone. */
  drop(id: ArticleId): void {
    this.#clearArticle.run(id)
  }

  /** Highlights of an article that were made, moved, recoded or removed. */
  place(id: ArticleId, highlights: Iterable<HighlightId>): void {
    const aside = rangesFrom(this.#aside.get(id) ?? '')
    for (const highlight of highlights) {
      this.#clearHighlight.run(id, highlight)
      const ranges = this.#ranges.get(highlight)
      if (ranges !== undefined && liesOutside(rangesFrom(ranges), aside)) this.#put.run({ id: highlight })
    }
  }
}
