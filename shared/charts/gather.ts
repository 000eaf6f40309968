// Counts what charts are drawn from, article by article, so that a collection of any size need not be held at once.
import type { ArticleId, CodeId, HighlightId } from '../ids.ts'
import type { Range } from '../text.ts'
import type { Counted } from '../zones.ts'
import { type Charts, MOST_ARTICLES, PARTS } from './model.ts'
import { overlapping } from './overlap.ts'
import { dayOf, partOf } from './passages.ts'

/** A quotation: whose words they are and of what kind its source is, both empty where nothing says it. */
export type Said = Readonly<{ voice: string; side: string; kind: string; words: number }>
export type ChartHighlight = Readonly<{
  id: HighlightId
  /** Sorted, not touching. */
  ranges: readonly Range[]
  codes: readonly CodeId[]
  /** `null` for what is no quotation. */
  said: Said | null
}>
export type ChartArticle = Readonly<{
  id: ArticleId
  name: string
  outlet: string
  /** As the analyst reads it. */
  date: string
  /** Counted words. */
  words: number
  /** Length of the text in UTF-16 units. */
  units: number
  /** Those that are counted. */
  highlights: readonly ChartHighlight[]
}>
export type ChartCode = Pick<Charts['codes'][number], 'id' | 'name' | 'path' | 'color'>

type Figures = Map<string, number>
const add = (to: Figures, key: string, by = 1) => to.set(key, (to.get(key) ?? 0) + by)
const pairKey = (a: number, b: number) => `${Math.min(a, b)} ${Math.max(a, b)}`
/** Signs that no name has keep the parts of a key apart. */
const keyOf = ({ voice, side }: Said) => `${voice}\n${side}`

const whats = ['codes', 'along', 'kinds', 'voices', 'voiced'] as const
type What = (typeof whats)[number]
/** What one article says: codes by place, in all and part by part, quotations and their words by kind and by voice. */
type Row = Readonly<{ articleId: ArticleId; name: string; outlet: string; words: number; highlights: number }> &
  Readonly<Record<What, Figures>>

/** Takes articles in one by one and gives the figures of them all. `codes` are in codebook order; others are passed over. */
export class ChartGatherer {
  readonly #codes: readonly ChartCode[]
  readonly #places: ReadonlyMap<CodeId, number>
  readonly #rows: Row[] = []
  readonly #days = new Map<string, { articles: number; codes: Figures }>()
  readonly #same: Figures = new Map()
  readonly #over: Figures = new Map()
  #undated = 0

  constructor(codes: readonly ChartCode[]) {
    this.#codes = codes
    this.#places = new Map(codes.map(({ id }, place) => [id, place]))
  }

  add({ id, name, outlet, date, words, units, highlights }: ChartArticle): void {
    const row: Row = {
      articleId: id,
      name,
      outlet,
      words,
      highlights: highlights.length,
      codes: new Map(),
      along: new Map(),
      kinds: new Map(),
      voices: new Map(),
      voiced: new Map(),
    }
    this.#rows.push(row)
    const marks = highlights.map(({ ranges, codes, said }) => ({
      ranges,
      said,
      places: codes.flatMap((code) => this.#places.get(code) ?? []),
    }))
    for (const { ranges, places, said } of marks) {
      const part = partOf(ranges[0]?.start ?? 0, units)
      for (const [i, place] of places.entries()) {
        add(row.codes, String(place))
        add(row.along, `${place} ${part}`)
        for (const other of places.slice(i + 1)) add(this.#same, pairKey(place, other))
      }
      if (said === null) continue
      add(row.kinds, said.kind)
      if (said.words === 0) continue
      add(row.voices, keyOf(said))
      add(row.voiced, keyOf(said), said.words)
    }
    const coded = marks.filter(({ places }) => places.length > 0)
    for (const [one, other] of overlapping(coded)) {
      const met = new Set<string>()
      for (const a of one.places) for (const b of other.places) if (a !== b) met.add(pairKey(a, b))
      for (const key of met) add(this.#over, key)
    }
    const day = dayOf(date)
    if (day === null) {
      this.#undated++
      return
    }
    const held = this.#days.get(day) ?? { articles: 0, codes: new Map() }
    held.articles++
    for (const [place, n] of row.codes) add(held.codes, place, n)
    this.#days.set(day, held)
  }

  charts(counted: Counted): Charts {
    const sources = this.#sources()
    const panels = sources.every(({ articleId }) => articleId !== null) ? sources.map(({ rows }) => rows) : [this.#rows]
    const total = (counts: readonly number[]) => counts.reduce((sum, n) => sum + n, 0)
    const summed = (rows: readonly Row[], what: What): Figures => {
      if (rows.length === 1) return (rows[0] as Row)[what]
      const sums: Figures = new Map()
      for (const row of rows) for (const [key, n] of row[what]) add(sums, key, n)
      return sums
    }
    const sums = Object.fromEntries(whats.map((what) => [what, sources.map(({ rows }) => summed(rows, what))])) as Record<What, Figures[]>
    const figures = (what: What, key: string) => sums[what].map((held) => held.get(key) ?? 0)
    const keys = (what: What) => [...new Set(sums[what].flatMap((held) => [...held.keys()]))]
    const along = panels.map((rows) => summed(rows, 'along'))
    const used = keys('codes')
      .map(Number)
      .sort((a, b) => a - b)
    const placeOf = new Map(used.map((place, i) => [String(place), i]))
    const byName = (a: Readonly<{ name: string }>, b: Readonly<{ name: string }>) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
    return {
      counted,
      articles: this.#rows.length,
      highlights: total(this.#rows.map(({ highlights }) => highlights)),
      sources: sources.map(({ name, articleId, rows }) => ({
        name,
        outlet: rows[0]?.outlet ?? '',
        articleId,
        articles: rows.length,
        highlights: total(rows.map(({ highlights }) => highlights)),
        words: total(rows.map(({ words }) => words)),
      })),
      codes: used.map((place) => ({
        ...(this.#codes[place] as ChartCode),
        counts: figures('codes', String(place)),
        along: along.map((held) => Array.from({ length: PARTS }, (_, part) => held.get(`${place} ${part}`) ?? 0)),
      })),
      kinds: keys('kinds')
        .map((name) => ({ name, counts: figures('kinds', name) }))
        .sort((a, b) => total(b.counts) - total(a.counts) || byName(a, b)),
      voices: keys('voices')
        .map((key) => {
          const [name = '', side = ''] = key.split('\n')
          return { name, side, counts: figures('voices', key), words: figures('voiced', key) }
        })
        .sort((a, b) => total(b.words) - total(a.words) || byName(a, b) || (a.side < b.side ? -1 : 1)),
      days: [...this.#days]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([day, { articles, codes }]) => ({
          day,
          articles,
          codes: [...codes].map(([place, n]): [number, number] => [placeOf.get(place) ?? 0, n]).sort(([a], [b]) => a - b),
        })),
      undated: this.#undated,
      together: [...new Set([...this.#same.keys(), ...this.#over.keys()])]
        .map((key) => {
          const [a = '', b = ''] = key.split(' ')
          return { a: placeOf.get(a) ?? 0, b: placeOf.get(b) ?? 0, same: this.#same.get(key) ?? 0, over: this.#over.get(key) ?? 0 }
        })
        .sort((one, other) => one.a - other.a || one.b - other.b),
    }
  }

  /** Each article by itself, or where there are many those of one outlet together, whoever has most highlights first. */
  #sources(): readonly Readonly<{ name: string; articleId: ArticleId | null; rows: readonly Row[] }>[] {
    if (this.#rows.length <= MOST_ARTICLES) return this.#rows.map((row) => ({ name: row.name, articleId: row.articleId, rows: [row] }))
    const outlets = new Map<string, Row[]>()
    for (const row of this.#rows) {
      const held = outlets.get(row.outlet)
      if (held === undefined) outlets.set(row.outlet, [row])
      else held.push(row)
    }
    const highlights = (rows: readonly Row[]) => rows.reduce((sum, row) => sum + row.highlights, 0)
    return [...outlets]
      .map(([name, rows]) => ({ name, articleId: null, rows }))
      .sort((a, b) => highlights(b.rows) - highlights(a.rows) || (a.name < b.name ? -1 : 1))
  }
}
