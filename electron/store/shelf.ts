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
import { fold, foldedPieces } from './fold.ts'

type Sort = (typeof librarySorts)[number]
export type LibraryQuery = Readonly<{ filter: string; sort: Sort; descending: boolean; offset: number; limit: number }>

/** The first word of the filter and all others, a JSON list, stand in the row. */
const MATCHES = `
WHERE instr(shelf.words, $first) > 0
  AND ($others = '[]' OR NOT EXISTS (SELECT 1 FROM json_each($others) AS word WHERE instr(shelf.words, word.value) = 0))`
const ORDERS = {
  title: { up: 'title, row', down: 'title DESC, row DESC' },
  outlet: { up: 'outlet, title, row', down: 'outlet DESC, title DESC, row DESC' },
  date: { up: 'date, row', down: 'date DESC, row DESC' },
  words: { up: 'length, row', down: 'length DESC, row DESC' },
  highlights: { up: 'highlights, row', down: 'highlights DESC, row DESC' },
  imported: { up: 'imported, row', down: 'imported DESC, row DESC' },
} satisfies Record<Sort, Record<'up' | 'down', string>>
export const pageOf = (sort: Sort, way: 'up' | 'down', filtered: boolean): string =>
  `SELECT row FROM shelf ${filtered ? MATCHES : ''} ORDER BY ${ORDERS[sort][way]} LIMIT $limit OFFSET $offset`
export const countOf = (filtered: boolean): string => `SELECT count(*) FROM shelf ${filtered ? MATCHES : ''}`
export const ROW = `
SELECT article.id, article.title, article.source, article.outlet, article.author, article.date, article.language, article.collection, article.words,
  shelf.highlights, text.units
FROM shelf JOIN article ON article.row = shelf.row JOIN text ON text.sha256 = article.textSha256 WHERE shelf.row = ?`
export const RECOUNT = `
UPDATE shelf SET highlights = (SELECT count(*) FROM highlight WHERE articleId = $id) WHERE row = (SELECT row FROM article WHERE id = $id)`
export const RANGES = 'SELECT ranges FROM highlight WHERE articleId = ?'

type Filter = { first: string; others: string }
type Window = { limit: number; offset: number }
type Found = Omit<LibraryRow, 'coded' | 'id'> & { id: string; units: number }
const Ranges = z.array(Range)

export class Shelf {
  readonly #put
  readonly #drop
  readonly #recount
  readonly #row
  readonly #ranges
  readonly #db: Connection

  constructor(db: Connection) {
    this.#put = db.prepare<[number, string, string, string, string, number, number]>(
      'INSERT INTO shelf (row, title, outlet, words, date, length, imported, highlights) VALUES (?, ?, ?, ?, ?, ?, ?, 0)',
    )
    this.#drop = db.prepare<[number]>('DELETE FROM shelf WHERE row = ?')
    this.#recount = db.prepare<{ id: string }>(RECOUNT)
    this.#row = db.prepare<[number], Found>(ROW)
    this.#ranges = db.prepare<[string], string>(RANGES).pluck()
    this.#db = db
  }

  put(row: number, article: Article): void {
    const { title, source, outlet, author, collection } = article
    const name = title === '' ? source : title
    const words = fold([name, outlet, author, collection].join('\n'))
    this.#put.run(row, fold(name), fold(outlet), words, article.date, article.words, article.importedAt)
  }

  drop(row: number): void {
    this.#drop.run(row)
  }

  recount(id: ArticleId): void {
    this.#recount.run({ id })
  }

  /** One page of the library: articles whose title (or, without one, file name), outlet, author or collection hold every word of the filter. */
  list({ filter, sort, descending, offset, limit }: LibraryQuery): { total: number; rows: LibraryRow[] } {
    const way = descending ? 'down' : 'up'
    const window = { limit, offset }
    const [first, ...others] = foldedPieces(filter)
    if (first === undefined) {
      const rows = this.#db
        .prepare<Window, number>(pageOf(sort, way, false))
        .pluck()
        .all(window)
      return { total: this.#db.prepare<[], number>(countOf(false)).pluck().get() ?? 0, rows: rows.flatMap((row) => this.#rowOf(row)) }
    }
    const words = { first, others: JSON.stringify(others) }
    const rows = this.#db
      .prepare<Filter & Window, number>(pageOf(sort, way, true))
      .pluck()
      .all({ ...words, ...window })
    return { total: this.#db.prepare<Filter, number>(countOf(true)).pluck().get(words) ?? 0, rows: rows.flatMap((row) => this.#rowOf(row)) }
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
