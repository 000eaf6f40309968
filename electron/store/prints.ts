// Which articles share words, by the fingerprints of their texts (shared/winnow.ts). Derived, and outside the journal: what is
// missing or was made of another text is made again by `catchUp`, so nothing here can be wrong for longer than that.
import { ArticleId, type Sha256 } from '../../shared/ids.ts'
import { fingerprints } from '../../shared/winnow.ts'
import type { Connection } from './database.ts'

/** A fingerprint in more articles than this is of words that everybody uses. */
const COMMON = 50
/** Where all pairs are asked for, more articles than CROWD are paired with the EARLIEST of them only: the first one is among these. */
const CROWD = 12
const EARLIEST = 4
/** Fingerprints that two articles must share to be looked at, and their share of the fewer ones that either has. */
const FEWEST = 3
const LEAST_SHARE = 0.05

const STALE = `SELECT article.row AS row, article.textSha256 AS textSha256, printed.textSha256 AS noted FROM article
LEFT JOIN printed ON printed.article = article.row WHERE printed.textSha256 IS NOT article.textSha256 LIMIT ?`
export const STATE = `SELECT article.row AS row, article.textSha256 AS textSha256, printed.textSha256 AS noted FROM article
LEFT JOIN printed ON printed.article = article.row WHERE article.id = ?`
export const WITH_PRINT = 'SELECT article FROM print WHERE hash = ? LIMIT ?'
export const NAMED = `SELECT article.id FROM article JOIN printed ON printed.article = article.row
WHERE article.row = ? AND printed.textSha256 = article.textSha256`
const FRESH_PRINTS = `SELECT print.hash, print.article FROM print JOIN printed ON printed.article = print.article
JOIN article ON article.row = print.article AND article.textSha256 = printed.textSha256`
const IN_TIME = "SELECT row, id FROM article ORDER BY date = '', date, row"

/** More articles than a project can have: 32 bits of hash and 21 of place are a whole number without loss. */
const PLACES = 2 ** 21

type Stale = Readonly<{ row: number; textSha256: Sha256; noted: Sha256 | null }>
/** An article and how many fingerprints it shares. */
export type Kin = Readonly<{ id: ArticleId; shared: number }>

export class Prints {
  readonly #stale
  readonly #state
  readonly #withPrint
  readonly #named
  readonly #fresh
  readonly #inTime
  readonly #put
  readonly #drop
  readonly #note
  readonly #textOf: (sha256: Sha256) => string

  constructor(db: Connection, textOf: (sha256: Sha256) => string) {
    this.#stale = db.prepare<[number], Stale>(STALE)
    this.#state = db.prepare<[string], Stale>(STATE)
    this.#withPrint = db.prepare<[number, number], number>(WITH_PRINT).pluck()
    this.#named = db.prepare<[number], string>(NAMED).pluck()
    this.#fresh = db.prepare<[], [number, number]>(FRESH_PRINTS).raw()
    this.#inTime = db.prepare<[], [number, string]>(IN_TIME).raw()
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

  /** All pairs of some articles that may share more than a sentence, in no order. What is not noted yet is read for it. */
  pairs(among: ReadonlySet<string>): Readonly<{ a: ArticleId; b: ArticleId }>[] {
    const inTime = this.#inTime.all().filter(([, id]) => among.has(id))
    const places = new Map(inTime.map(([row], place) => [row, place] as const))
    /** Each fingerprint above the place of its article: sorted, those of one fingerprint follow each other in time. */
    const keys: number[] = []
    const sizes = new Uint32Array(inTime.length)
    const add = (hash: number, row: number) => {
      const place = places.get(row)
      if (place === undefined) return
      keys.push(hash * PLACES + place)
      sizes[place] = (sizes[place] ?? 0) + 1
    }
    for (const [hash, row] of this.#fresh.iterate()) add(hash, row)
    for (const { row, textSha256 } of this.#stale.all(-1))
      if (places.has(row)) for (const hash of fingerprints(this.#textOf(textSha256))) add(hash, row)
    const sorted = Float64Array.from(keys).sort()

    const counts = new Map<number, number>()
    let group: number[] = []
    const close = () => {
      const others = group.length <= CROWD ? group.length : EARLIEST
      for (let i = 0; i < others; i++)
        for (let j = i + 1; j < group.length; j++) {
          const key = (group[i] as number) * PLACES + (group[j] as number)
          counts.set(key, (counts.get(key) ?? 0) + 1)
        }
      group = []
    }
    let last = -1
    for (const key of sorted) {
      const hash = Math.floor(key / PLACES)
      if (hash !== last) close()
      last = hash
      group.push(key % PLACES)
    }
    close()
    const idAt = (place: number) => ArticleId.parse(inTime[place]?.[1])
    return [...counts].flatMap(([key, shared]) => {
      const [a, b] = [Math.floor(key / PLACES), key % PLACES]
      const least = Math.max(FEWEST, LEAST_SHARE * Math.min(sizes[a] ?? 0, sizes[b] ?? 0))
      return shared < least ? [] : [{ a: idAt(a), b: idAt(b) }]
    })
  }
}
