// How much articles speak of the same, 0 to 1: the cosine of their vectors of terms. A term weighs more the rarer it is in its
// language. Rarity is counted over windows of WINDOW terms, not over articles, for in a collection about one event every article
// has the names that matter, and no window but a few; words that carry grammar only stand in most windows of any text.
//
// Up to DENSE articles all pairs are measured. Beyond, a sum over its weightiest terms, of those that stand in no more than
// MOST_POSTINGS articles, finds for each the few that may be nearest, and those are measured in full: work and memory grow with the number of articles.
const WINDOW = 20
/** Windows without any of the terms, added to those of a language: in a few short texts nothing can be told to be frequent. */
const EMPTY = 20
const NUMBER_WEIGHT = 1.5
/** Below ten: stands in every text. */
const smallNumber = /^#\d$/
/** Of so many articles the similarity of each two is told. */
export const DENSE = 200
const MOST_POSTINGS = 128
/** Terms of an article, the weightiest, by which its nearest are looked for. */
const PROBES = 64
const CANDIDATES = 32
/** Nearest articles that are told of each, where not all are. */
const NEIGHBOURS = 12

/** Of length 1; `ids` rise. */
export type Vector = Readonly<{ ids: Int32Array; weights: Float64Array }>
/** Two articles by their places in the list, `a` before `b`. */
export type Similar = Readonly<{ a: number; b: number; score: number }>

/** Takes in articles one by one, then gives their vectors. */
export class Vocabulary {
  readonly #ids = new Map<string, number>()
  /** By language, in how many windows each term stands. */
  readonly #windows = new Map<string, { count: number; having: Map<number, number> }>()
  readonly #articles: Readonly<{ language: string; ids: Int32Array; counts: Int32Array; numbers: ReadonlySet<number> }>[] = []

  /** `language` is a BCP 47 tag. */
  add(terms: readonly string[], language: string): void {
    const [group = ''] = language.split('-')
    const windows = this.#windows.get(group) ?? { count: 0, having: new Map<number, number>() }
    this.#windows.set(group, windows)
    const counts = new Map<number, number>()
    const numbers = new Set<number>()
    for (let at = 0; at < terms.length; at += WINDOW) {
      const here = new Set<number>()
      for (const term of terms.slice(at, at + WINDOW)) {
        const id = this.#ids.get(term) ?? this.#ids.size
        this.#ids.set(term, id)
        counts.set(id, (counts.get(id) ?? 0) + 1)
        here.add(id)
        if (term.startsWith('#') && !smallNumber.test(term)) numbers.add(id)
      }
      windows.count++
      for (const id of here) windows.having.set(id, (windows.having.get(id) ?? 0) + 1)
    }
    const ids = Int32Array.from(counts.keys()).sort()
    this.#articles.push({ language: group, ids, counts: ids.map((id) => counts.get(id) ?? 0), numbers })
  }

  /** The vectors of all articles, in the order in which they came. */
  vectors(): Vector[] {
    return this.#articles.map(({ language, ids, counts, numbers }) => {
      const { count = 0, having } = this.#windows.get(language) ?? {}
      const weights = Float64Array.from(ids, (id, i) => {
        const rarity = Math.log(0.5 + (EMPTY + count) / (having?.get(id) ?? 1))
        return (1 + Math.log(counts[i] ?? 1)) * rarity * (numbers.has(id) ? NUMBER_WEIGHT : 1)
      })
      const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1
      return { ids, weights: weights.map((weight) => weight / length) }
    })
  }
}

/** The cosine of two vectors. */
export function cosine(x: Vector, y: Vector): number {
  let product = 0
  for (let i = 0, j = 0; i < x.ids.length && j < y.ids.length; ) {
    const [left, right] = [x.ids[i] as number, y.ids[j] as number]
    if (left === right) product += (x.weights[i++] as number) * (y.weights[j++] as number)
    else if (left < right) i++
    else j++
  }
  return Math.min(1, product)
}

/** The articles that have a term, and its weight in each, from `starts[term]` up to `starts[term + 1]`: none for terms that are too common. */
type Postings = Readonly<{ starts: Int32Array; articles: Int32Array; weights: Float64Array }>

function postingsOf(vectors: readonly Vector[]): Postings {
  const terms = vectors.reduce((most, { ids }) => Math.max(most, (ids.at(-1) ?? -1) + 1), 0)
  const counts = new Int32Array(terms)
  for (const { ids } of vectors) for (const id of ids) counts[id] = (counts[id] as number) + 1
  const starts = new Int32Array(terms + 1)
  for (const [id, count] of counts.entries()) starts[id + 1] = (starts[id] as number) + (count > MOST_POSTINGS ? 0 : count)
  const next = starts.slice()
  const articles = new Int32Array(starts[terms] as number)
  const weights = new Float64Array(articles.length)
  for (const [article, vector] of vectors.entries())
    for (const [k, id] of vector.ids.entries()) {
      if ((counts[id] as number) > MOST_POSTINGS) continue
      const at = next[id] as number
      next[id] = at + 1
      articles[at] = article
      weights[at] = vector.weights[k] as number
    }
  return { starts, articles, weights }
}

/** The CANDIDATES of some articles with the highest sums, without one of them. */
function highest(met: readonly number[], sums: Float64Array, but: number): number[] {
  const best: number[] = []
  const isBefore = (x: number, y: number) => (sums[x] as number) > (sums[y] as number) || (sums[x] === sums[y] && x < y)
  for (const article of met) {
    if (article === but || (best.length === CANDIDATES && !isBefore(article, best[CANDIDATES - 1] as number))) continue
    let at = Math.min(best.length, CANDIDATES - 1)
    for (; at > 0 && isBefore(article, best[at - 1] as number); at--) best[at] = best[at - 1] as number
    best[at] = article
  }
  return best
}

/** Pairs of articles that are similar, in portions and in no order, each once. */
export function* similarities(vectors: readonly Vector[]): Generator<readonly Similar[]> {
  const measured = (a: number, b: number): Similar => ({ a, b, score: cosine(vectors[a] as Vector, vectors[b] as Vector) })
  if (vectors.length <= DENSE) {
    for (let b = 0; b < vectors.length; b++) yield Array.from({ length: b }, (_, a) => measured(a, b))
    return
  }
  const { starts, articles, weights: postings } = postingsOf(vectors)
  const sums = new Float64Array(vectors.length)
  const told = new Set<number>()
  for (const [article, { ids, weights }] of vectors.entries()) {
    const met: number[] = []
    const probes = [...ids.keys()].sort((x, y) => (weights[y] as number) - (weights[x] as number) || x - y).slice(0, PROBES)
    for (const k of probes) {
      const id = ids[k] as number
      const [from, to, weight] = [starts[id] as number, starts[id + 1] as number, weights[k] as number]
      for (let at = from; at < to; at++) {
        const other = articles[at] as number
        const sum = sums[other] as number
        if (sum === 0) met.push(other)
        sums[other] = sum + weight * (postings[at] as number)
      }
    }
    const near = highest(met, sums, article)
      .map((other) => measured(Math.min(article, other), Math.max(article, other)))
      .sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)
      .slice(0, NEIGHBOURS)
    for (const other of met) sums[other] = 0
    // Of two that are near each other the first has told it already.
    yield near.filter(({ a, b }) => {
      const key = a * vectors.length + b
      if (told.has(key)) return false
      told.add(key)
      return true
    })
  }
}
