// Full-text search. The index (FTS5, without a copy of the texts) says which articles; where in the text a word stands is
// found here, in UTF-16 offsets, by folding words as the index folds them.
//
// What the analyst types is never MATCH syntax: it is split at white space and each piece becomes a quoted phrase, all of
// which must occur. `U.S.` is the phrase "u s", `anti-terror` is "anti terror".
import { z } from 'zod'
import type { Hit } from '../../shared/contract.ts'
import { ArticleId } from '../../shared/ids.ts'
import type { Article } from '../../shared/records.ts'
import { Block, type Range } from '../../shared/text.ts'
import type { Connection } from './database.ts'
import { fold } from './fold.ts'

/** Pieces of a query that are looked for; a pasted page is cut here. */
const MAX_PIECES = 64
/** Up to so many found articles are ranked; beyond, the newest come first, because ranking would read them all. */
const RANKED = 2_000
const CONTEXT = 80

const MATCHING = 'SELECT rowid FROM search WHERE search MATCH ? LIMIT ?'
const BEST = 'SELECT rowid FROM search WHERE search MATCH ? ORDER BY bm25(search, 8, 2, 2, 1), rowid LIMIT ?'
const NEWEST = 'SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?'
const FOUND = `
SELECT article.id, article.title, article.outlet, text.text, text.blocks
FROM article JOIN text ON text.sha256 = article.textSha256 WHERE article.row = ?`

type Found = { id: string; title: string; outlet: string; text: string; blocks: string }
const token = /[\p{L}\p{N}\p{M}\p{Co}]+/gu
const Blocks = z.array(Block)

export const piecesOf = (query: string): string[] =>
  [...new Set(query.replaceAll('\0', ' ').split(/\s+/))].filter((piece) => piece !== '').slice(0, MAX_PIECES)
const quoted = (piece: string): string => `"${piece.replaceAll('"', '""')}"`
const tokensOf = (piece: string): string[] => (fold(piece).match(token) ?? []).map(String)

export class Search {
  readonly #put
  readonly #drop
  readonly #matching
  readonly #best
  readonly #newest
  readonly #found

  constructor(db: Connection) {
    this.#put = db.prepare<[number, string, string, string, string]>(
      'INSERT INTO search (rowid, title, outlet, author, text) VALUES (?, ?, ?, ?, ?)',
    )
    this.#drop = db.prepare<[number]>('DELETE FROM search WHERE rowid = ?')
    this.#matching = db.prepare<[string, number], number>(MATCHING).pluck()
    this.#best = db.prepare<[string, number], number>(BEST).pluck()
    this.#newest = db.prepare<[string, number], number>(NEWEST).pluck()
    this.#found = db.prepare<[number], Found>(FOUND)
  }

  put(row: number, { title, outlet, author }: Article, text: string): void {
    this.#put.run(row, title, outlet, author, text)
  }

  drop(row: number): void {
    this.#drop.run(row)
  }

  /** Articles that hold every piece of the query, each with the first place in its text; no query makes this throw. */
  find({ query, limit }: Readonly<{ query: string; limit: number }>): Hit[] {
    const pieces = piecesOf(query)
    if (pieces.length === 0) return []
    const match = pieces.map(quoted).join(' ')
    const few = this.#matching.all(match, RANKED + 1).length <= RANKED
    const rows = few ? this.#best.all(match, limit) : this.#newest.all(match, limit)
    // The longest piece says most about why an article was found.
    const phrases = pieces
      .map(tokensOf)
      .filter((tokens) => tokens.length > 0)
      .toSorted((a, b) => b.join('').length - a.join('').length)
    return rows.flatMap((row) => {
      const found = this.#found.get(row)
      return found === undefined ? [] : [hitOf(found, phrases)]
    })
  }
}

function hitOf({ id, title, outlet, text, blocks }: Found, phrases: readonly (readonly string[])[]): Hit {
  const head = { articleId: ArticleId.parse(id), title, outlet }
  const range = placeOf(text, Blocks.parse(JSON.parse(blocks)), phrases)
  if (range === null) return { ...head, before: '', match: '', after: text.slice(0, 2 * CONTEXT), range }
  const { start, end } = range
  return {
    ...head,
    before: text.slice(Math.max(0, start - CONTEXT), start),
    match: text.slice(start, end),
    after: text.slice(end, end + CONTEXT),
    range,
  }
}

function placeOf(text: string, blocks: readonly Block[], phrases: readonly (readonly string[])[]): Range | null {
  for (const phrase of phrases) {
    for (const { start, end } of blocks) {
      const place = placeInBlock(text.slice(start, end), phrase)
      if (place !== null) return { start: start + place.start, end: start + place.end }
    }
  }
  return null
}

/** The first run of words in a block that folds to a phrase. A block whose folded text lacks its first word is passed over. */
function placeInBlock(words: string, phrase: readonly string[]): Range | null {
  if (!fold(words).includes(phrase[0] as string)) return null
  const starts: { start: number; end: number; folded: string }[] = []
  for (const found of words.matchAll(token)) {
    starts.push({ start: found.index, end: found.index + found[0].length, folded: fold(found[0]) })
    const run = starts.slice(-phrase.length)
    if (run.length === phrase.length && run.every(({ folded }, i) => folded === phrase[i])) {
      return { start: (run[0] as Range).start, end: (run.at(-1) as Range).end }
    }
  }
  return null
}
