// Which articles share words, by the fingerprints of their texts (shared/winnow.ts). Derived, and outside the journal: what is
// missing or was made of another text is made again by `catchUp`, so nothing here can be wrong for longer than that.
import { ArticleId, type Sha256 } from '../../shared/ids.ts'
import { fingerprints } from '../../shared/winnow.ts'
import type { Connection } from './database.ts'

/** A fingerprint in more articles than this is of words that everybody uses. */
const COMMON = 50
/** Fingerprints that two articles must share to be looked at. */
export const FEWEST = 3

export const STALE = `SELECT article.row AS row, article.textSha256 AS textSha256, printed.textSha256 AS noted FROM article
LEFT JOIN printed ON printed.article = article.row WHERE printed.textSha256 IS NOT article.textSha256 LIMIT ?`
export const STATE = `SELECT article.row AS row, article.textSha256 AS textSha256, printed.textSha256 AS noted FROM article
LEFT JOIN printed ON printed.article = article.row WHERE article.id = ?`
export const WITH_PRINT = 'SELECT article FROM print WHERE hash = ? LIMIT ?'
export const NAMED = `SELECT article.id FROM article JOIN printed ON printed.article = article.row
WHERE article.row = ? AND printed.textSha256 = article.textSha256`
export const ALL_PRINTS = 'SELECT hash, article FROM print ORDER BY hash'

type Stale = Readonly<{ row: number; textSha256: Sha256; noted: Sha256 | null }>
/** An article and how many fingerprints it shares. */
export type Kin = Readonly<{ id: ArticleId; shared: number }>

export class Prints {
  readonly #stale
  readonly #state
  readonly #withPrint
  readonly #named
  readonly #all
  readonly #put
  readonly #drop
  readonly #note
  readonly #textOf: (sha256: Sha256) => string

  constructor(db: Connection, textOf: (sha256: Sha256) => string) {
    this.#stale = db.prepare<[number], Stale>(STALE)
    this.#state = db.prepare<[string], Stale>(STATE)
    this.#withPrint = db.prepare<[number, number], number>(WITH_PRINT).pluck()
    this.#named = db.prepare<[number], string>(NAMED).pluck()
    this.#all = db.prepare<[], [number, number]>(ALL_PRINTS).raw()
    this.#put = db.prepare<[number, number]>('INSERT INTO print (hash, article) VALUES (?, ?) ON CONFLICT DO NOTHING')
    this.#drop = db.prepare<[number, number]>('DELETE FROM print WHERE hash = ? AND article = ?')
    this.#note = db.prepare<[number, string]>(
      'INSERT INTO printed (article, textSha256) VALUES (?, ?) ON CONFLICT DO UPDATE SET textSha256 = excluded.textSha256',
    )
    this.#textOf = textOf
  }

  /** Notes the fingerprints of at most so many articles that lack theirs, in a transaction of the caller's; gives how many it noted. */
  catchUp(most: number): number {
    const stale = this.#stale.all(most)
    for (const each of stale) this.#write(each)
    return stale.length
  }

  /** Notes the fingerprints of one article, in a transaction of the caller's. */
  note(id: ArticleId): void {
    const state = this.#state.get(id)
    if (state !== undefined && state.noted !== state.textSha256) this.#write(state)
  }

  #write({ row, textSha256, noted }: Stale): void {
    if (noted !== null) for (const hash of fingerprints(this.#textOf(noted))) this.#drop.run(hash, row)
    for (const hash of fingerprints(this.#textOf(textSha256))) this.#put.run(hash, row)
    this.#note.run(row, textSha256)
  }

  /** Articles that share at least FEWEST fingerprints with a text, the nearest first. */
  kinOf(text: string): Kin[] {
    const shared = new Map<number, number>()
    for (const hash of fingerprints(text)) {
      const articles = this.#withPrint.all(hash, COMMON + 1)
      if (articles.length <= COMMON) for (const row of articles) shared.set(row, (shared.get(row) ?? 0) + 1)
    }
    return [...shared]
      .filter(([, count]) => count >= FEWEST)
      .sort(([rowA, a], [rowB, b]) => b - a || rowA - rowB)
      .flatMap(([row, count]) => {
        const id = this.#named.get(row)
        return id === undefined ? [] : [{ id: ArticleId.parse(id), shared: count }]
      })
  }

  /** All pairs of articles that share at least FEWEST fingerprints, in no order. */
  pairs(): Readonly<{ a: ArticleId; b: ArticleId; shared: number }>[] {
    const counts = new Map<number, Map<number, number>>()
    let group: number[] = []
    let last = -1
    const close = () => {
      if (group.length <= COMMON)
        for (const [i, a] of group.entries()) {
          const row = counts.get(a) ?? new Map<number, number>()
          if (i < group.length - 1) counts.set(a, row)
          for (const b of group.slice(i + 1)) row.set(b, (row.get(b) ?? 0) + 1)
        }
      group = []
    }
    for (const [hash, article] of this.#all.iterate()) {
      if (hash !== last) close()
      last = hash
      group.push(article)
    }
    close()
    const names = new Map<number, ArticleId | undefined>()
    const nameOf = (row: number): ArticleId | undefined => {
      if (!names.has(row)) names.set(row, ArticleId.optional().parse(this.#named.get(row)))
      return names.get(row)
    }
    return [...counts].flatMap(([rowA, others]) =>
      [...others].flatMap(([rowB, shared]) => {
        if (shared < FEWEST) return []
        const [a, b] = [nameOf(rowA), nameOf(rowB)]
        return a === undefined || b === undefined ? [] : [{ a, b, shared }]
      }),
    )
  }
}
