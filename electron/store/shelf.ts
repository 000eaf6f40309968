// The library's own narrow table: one row per article with what lists are sorted and filtered by, so that a list of any
// length never reads the articles, texts or highlights themselves. The share that is coded is worked out for the rows of
// the page only.
import { z } from 'zod'
import { normalizeRanges } from '../../shared/anchor.ts'
import { LibraryRow, type librarySorts } from '../../shared/contract.ts'
import type { ArticleId } from '../../shared/ids.ts'
import type { Article } from '../../shared/records.ts'
import { Range } from '../../shared/text.ts'
import type { Connection } from './database.ts'
import { fold, foldedWords } from './fold.ts'

type Sort = (typeof librarySorts)[number]
export type LibraryQuery = Readonly<{ filter: string; sort: Sort; descending: boolean; offset: number; limit: number }>

/** Every word of the filter, a JSON list, stands in the row. */
const MATCHES = 'NOT EXISTS (SELECT 1 FROM json_each($words) AS word WHERE instr(shelf.words, word.value) = 0)'
const PAGE = `SELECT row FROM shelf WHERE ${MATCHES} ORDER BY `
const REST = ' LIMIT $limit OFFSET $offset'
export const COUNT = `SELECT count(*) FROM shelf WHERE ${MATCHES}`
export const pages: Readonly<Record<Sort, Readonly<Record<'up' | 'down', string>>>> = {
  title: { up: `${PAGE}title, row${REST}`, down: `${PAGE}title DESC, row DESC${REST}` },
  outlet: { up: `${PAGE}outlet, title, row${REST}`, down: `${PAGE}outlet DESC, title DESC, row DESC${REST}` },
  date: { up: `${PAGE}date, row${REST}`, down: `${PAGE}date DESC, row DESC${REST}` },
  words: { up: `${PAGE}length, row${REST}`, down: `${PAGE}length DESC, row DESC${REST}` },
  highlights: { up: `${PAGE}highlights, row${REST}`, down: `${PAGE}highlights DESC, row DESC${REST}` },
  imported: { up: `${PAGE}imported, row${REST}`, down: `${PAGE}imported DESC, row DESC${REST}` },
}
export const ROW = `
SELECT article.id, article.title, article.outlet, article.author, article.date, article.language, article.collection, article.words,
  shelf.highlights, text.units
FROM shelf JOIN article ON article.row = shelf.row JOIN text ON text.sha256 = article.textSha256 WHERE shelf.row = ?`
export const RECOUNT = `
UPDATE shelf SET highlights = (SELECT count(*) FROM highlight WHERE articleId = $id) WHERE row = (SELECT row FROM article WHERE id = $id)`
export const RANGES = 'SELECT ranges FROM highlight WHERE articleId = ?'

type Page = { words: string; limit: number; offset: number }
type Found = Omit<LibraryRow, 'coded' | 'id'> & { id: string; units: number }
const Ranges = z.array(Range)

export class Shelf {
  readonly #put
  readonly #drop
  readonly #recount
  readonly #count
  readonly #row
  readonly #ranges
  readonly #page

  constructor(db: Connection) {
    this.#put = db.prepare<[number, string, string, string, string, number, number]>(
      'INSERT INTO shelf (row, title, outlet, words, date, length, imported, highlights) VALUES (?, ?, ?, ?, ?, ?, ?, 0)',
    )
    this.#drop = db.prepare<[number]>('DELETE FROM shelf WHERE row = ?')
    this.#recount = db.prepare<{ id: string }>(RECOUNT)
    this.#count = db.prepare<{ words: string }, number>(COUNT).pluck()
    this.#row = db.prepare<[number], Found>(ROW)
    this.#ranges = db.prepare<[string], string>(RANGES).pluck()
    this.#page = (sort: Sort, way: 'up' | 'down') => db.prepare<Page, number>(pages[sort][way]).pluck()
  }

  put(row: number, article: Article): void {
    const { title, outlet, author, collection } = article
    const words = fold([title, outlet, author, collection].join('\n'))
    this.#put.run(row, fold(title), fold(outlet), words, article.date, article.words, article.importedAt)
  }

  drop(row: number): void {
    this.#drop.run(row)
  }

  recount(id: ArticleId): void {
    this.#recount.run({ id })
  }

  /** One page of the library: articles whose title, outlet, author or collection hold every word of the filter. */
  list({ filter, sort, descending, offset, limit }: LibraryQuery): { total: number; rows: LibraryRow[] } {
    const words = JSON.stringify(foldedWords(filter))
    const rows = this.#page(sort, descending ? 'down' : 'up').all({ words, limit, offset })
    return { total: this.#count.get({ words }) ?? 0, rows: rows.flatMap((row) => this.#rowOf(row)) }
  }

  #rowOf(row: number): LibraryRow[] {
    const found = this.#row.get(row)
    if (found === undefined) return []
    const { units, ...shown } = found
    return [LibraryRow.parse({ ...shown, coded: found.highlights === 0 || units === 0 ? 0 : this.#unitsCoded(found.id) / units })]
  }

  #unitsCoded(articleId: string): number {
    const ranges = this.#ranges.all(articleId).flatMap((json) => Ranges.parse(JSON.parse(json)))
    return normalizeRanges(ranges).reduce((sum, range) => sum + range.end - range.start, 0)
  }
}
