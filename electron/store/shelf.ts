// The library's own narrow table: one row per article with what lists are sorted and filtered by, so that a list of any
// length never reads the articles, texts or highlights themselves. The share that is coded is worked out for the rows of
// the page only.

import type { ArticleId } from '../../shared/ids.ts'
import { LibraryRow, type librarySorts } from '../../shared/library.ts'
import type { Article } from '../../shared/records.ts'
import type { Range } from '../../shared/text.ts'
import { type Counted, shareUnder } from '../../shared/zones.ts'
import type { Connection } from './database.ts'
import { fold, foldedPieces } from './fold.ts'
import { rangesFrom } from './zoning.ts'

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
  words: { up: 'own, row', down: 'own DESC, row DESC' },
  highlights: { up: 'inside, row', down: 'inside DESC, row DESC' },
  imported: { up: 'imported, row', down: 'imported DESC, row DESC' },
} satisfies Record<Sort, Record<'up' | 'down', string>>
const ORDERS_OF_ALL = {
  ...ORDERS,
  words: { up: 'length, row', down: 'length DESC, row DESC' },
  highlights: { up: 'highlights, row', down: 'highlights DESC, row DESC' },
} satisfies typeof ORDERS
export const pageOf = (sort: Sort, way: 'up' | 'down', filtered: boolean, counted: Counted): string =>
  `SELECT row FROM shelf ${filtered ? MATCHES : ''} ORDER BY ${(counted === 'own' ? ORDERS : ORDERS_OF_ALL)[sort][way]} LIMIT $limit OFFSET $offset`
export const countOf = (filtered: boolean): string => `SELECT count(*) FROM shelf ${filtered ? MATCHES : ''}`
export const ROW = `
SELECT article.id, article.title, article.source, article.part, article."of", article.outlet, article.author, article.date, article.language, article.collection, article.words,
  shelf.highlights, shelf.own, shelf.inside, shelf.aside, text.units
FROM shelf JOIN article ON article.row = shelf.row JOIN text ON text.sha256 = article.textSha256 WHERE shelf.row = ?`
export const RECOUNT = `
UPDATE shelf SET highlights = (SELECT count(*) FROM highlight WHERE articleId = $id),
  inside = (SELECT count(*) FROM highlight WHERE articleId = $id) - (SELECT count(*) FROM outside WHERE articleId = $id AND codeId = '')
WHERE row = (SELECT row FROM article WHERE id = $id)`
/** The counts of an article that is listed already stay. */
const PUT = `
INSERT INTO shelf (row, title, outlet, words, date, length, imported, highlights) VALUES (?, ?, ?, ?, ?, ?, ?, 0)
ON CONFLICT (row) DO UPDATE SET title = excluded.title, outlet = excluded.outlet, words = excluded.words, date = excluded.date,
  length = excluded.length, imported = excluded.imported`
export const RANGES = 'SELECT ranges FROM highlight WHERE articleId = ?'

type Filter = { first: string; others: string }
type Window = { limit: number; offset: number }
type Found = Omit<LibraryRow, 'coded' | 'id'> & { id: string; units: number; own: number; inside: number; aside: string }

export class Shelf {
  readonly #put
  readonly #drop
  readonly #recount
  readonly #row
  readonly #ranges
  readonly #db: Connection

  constructor(db: Connection) {
    this.#put = db.prepare<[number, string, string, string, string, number, number]>(PUT)
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
  list({ filter, sort, descending, offset, limit, counted }: LibraryQuery & Readonly<{ counted: Counted }>): {
    total: number
    rows: LibraryRow[]
  } {
    const way = descending ? 'down' : 'up'
    const window = { limit, offset }
    const [first, ...others] = foldedPieces(filter)
    if (first === undefined) {
      const rows = this.#db
        .prepare<Window, number>(pageOf(sort, way, false, counted))
        .pluck()
        .all(window)
      return {
        total: this.#db.prepare<[], number>(countOf(false)).pluck().get() ?? 0,
        rows: rows.flatMap((row) => this.#rowOf(row, counted)),
      }
    }
    const words = { first, others: JSON.stringify(others) }
    const rows = this.#db
      .prepare<Filter & Window, number>(pageOf(sort, way, true, counted))
      .pluck()
      .all({ ...words, ...window })
    return {
      total: this.#db.prepare<Filter, number>(countOf(true)).pluck().get(words) ?? 0,
      rows: rows.flatMap((row) => this.#rowOf(row, counted)),
    }
  }

  #rowOf(row: number, counted: Counted): LibraryRow[] {
    const found = this.#row.get(row)
    if (found === undefined) return []
    const { units, own, inside, aside, ...all } = found
    const shown = counted === 'own' ? { ...all, words: own, highlights: inside } : all
    const coded = all.highlights === 0 ? 0 : shareUnder(this.#rangesOf(all.id), units, counted === 'own' ? rangesFrom(aside) : [])
    return [LibraryRow.parse({ ...shown, coded })]
  }

  #rangesOf(articleId: string): Range[] {
    return this.#ranges.all(articleId).flatMap(rangesFrom)
  }
}
