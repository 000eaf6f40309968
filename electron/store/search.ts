// Full-text search. The index (FTS5, without a copy of the texts) says which articles hold the words; where in a text they
// stand is found here, in UTF-16 offsets. What goes into the index are the words as `spelled` gives them, and so is what is
// looked for, so that a word that stands in an article is always found by itself. The index only splits at the spaces
// between them: its tokenizer, `ascii`, takes every other letter as it is.
//
// What the analyst types is never MATCH syntax: it is split at white space and the words of each piece become a quoted
// phrase, all of which must occur. `U.S.` is the phrase "u s", `anti-terror` is "anti terror".
import { z } from 'zod'
import { ArticleId } from '../../shared/ids.ts'
import type { Hit } from '../../shared/library.ts'
import type { Article } from '../../shared/records.ts'
import { Block, type Range } from '../../shared/text.ts'
import type { Connection } from './database.ts'
import { fold, spelled, word } from './fold.ts'

/** Phrases of a query that are looked for; a pasted page is cut here. */
const MAX_PHRASES = 64
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
const Blocks = z.array(Block)

/** The phrases of a query. They hold letters, digits and marks only. */
const phrasesOf = (query: string): string[] =>
  [...new Set(query.split(/\s+/).map(spelled))].filter((phrase) => phrase !== '').slice(0, MAX_PHRASES)

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
    this.#put.run(row, spelled(title), spelled(outlet), spelled(author), spelled(text))
  }

  drop(row: number): void {
    this.#drop.run(row)
  }

  /** Articles that hold every phrase of the query, each with the first place in its text; no query makes this throw. */
  find({ query, limit }: Readonly<{ query: string; limit: number }>): Hit[] {
    const phrases = phrasesOf(query)
    if (phrases.length === 0) return []
    const match = phrases.map((phrase) => `"${phrase}"`).join(' ')
    const few = this.#matching.all(match, RANKED + 1).length <= RANKED
    const rows = few ? this.#best.all(match, limit) : this.#newest.all(match, limit)
    // The longest phrase says most about why an article was found.
    phrases.sort((a, b) => b.length - a.length)
    return rows.flatMap((row) => {
      const found = this.#found.get(row)
      return found === undefined ? [] : [hitOf(found, phrases)]
    })
  }
}

const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff
/** An offset that does not split a character. */
const whole = (text: string, at: number): number => (isLowSurrogate(text.charCodeAt(at)) ? at - 1 : at)

function hitOf({ id, title, outlet, text, blocks }: Found, phrases: readonly string[]): Hit {
  const head = { articleId: ArticleId.parse(id), title, outlet }
  const range = placeOf(text, Blocks.parse(JSON.parse(blocks)), phrases)
  if (range === null) return { ...head, before: '', match: '', after: text.slice(0, whole(text, 2 * CONTEXT)), range }
  const { start, end } = range
  return {
    ...head,
    before: text.slice(whole(text, Math.max(0, start - CONTEXT)), start),
    match: text.slice(start, end),
    after: text.slice(end, whole(text, end + CONTEXT)),
    range,
  }
}

function placeOf(text: string, blocks: readonly Block[], phrases: readonly string[]): Range | null {
  for (const phrase of phrases) {
    for (const { start, end } of blocks) {
      const place = placeInBlock(text.slice(start, end), phrase)
      if (place !== null) return { start: start + place.start, end: start + place.end }
    }
  }
  return null
}

/** The first run of words in a block that is spelled like a phrase. */
function placeInBlock(words: string, phrase: string): Range | null {
  if (!` ${spelled(words)} `.includes(` ${phrase} `)) return null
  const length = phrase.split(' ').length
  const run: { start: number; folded: string }[] = []
  for (const found of words.matchAll(word)) {
    const folded = fold(found[0])
    if (folded === '') continue
    run.push({ start: found.index, folded })
    if (run.length > length) run.shift()
    const [first] = run
    if (first !== undefined && run.length === length && run.map((one) => one.folded).join(' ') === phrase) {
      return { start: first.start, end: found.index + found[0].length }
    }
  }
  return null
}
