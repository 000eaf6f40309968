// Where the places of an earlier text have come to in a later one. Most of it needs no judgement: words that both texts share, in
// their order (worddiff.ts), lead a place to where the same words stand now, with the same words around them. Such a place is
// `exact`. Any other is looked for by likeness, as Hypothesis does it (match-quote): every place that may be meant gets a score
// from the words themselves, the words before and after, and whether it lies where the unchanged text says that it should. Unlike
// there, the best must reach a floor AND lead the next best by a margin, and it must not stand where other words of the earlier
// text have come to: then it is `moved`, which the analyst confirms. Otherwise the place is an `orphan`: its candidates are shown,
// and none is chosen. Words alone are weak evidence where they are few, so the fewer they are, the more the context counts.
import { normalizeRanges } from './anchor.ts'
import type { Range } from './text.ts'
import { diffWords, type WordDiff } from './worddiff.ts'
import type { Words } from './words.ts'

/** Of 1: what the quoted words count for, from one word to `FULL` words; the context gets what is left. */
const FEW = 0.4
const MANY = 0.6
const FULL = 6
const POSITION = 0.1
/** The least score of a place that is chosen, the least likeness of its words, and its least lead. */
export const FLOOR = 0.7
const LIKENESS = 0.5
export const MARGIN = 0.15
/** Where the same words stand twice, the context must tell which is meant: its least likeness, and how like another place must be. */
const TELLING = 0.5
const TWIN = 0.05
/** What differs in case or punctuation alone is almost the same. */
const ALMOST = 0.98
/** Words on each side that are its context; how many of them in all must be unchanged beside an exact place. */
const CONTEXT = 8
const NEAR = 4
const UNCHANGED = 4
/** Candidates that are shown, and the least score of one. */
const SHOWN = 5
const SHOWABLE = 0.35
/** A word that stands more often says nothing of where its neighbours are; so many words of a quote, and so many places, are tried. */
const FREQUENT = 64
const SEEDS = 12
const TRIED = 24
/** The most places are tried up to so many words; of a longer quote fewer, since its words tell more and each place costs more. */
const SHORT = 80
const FEWEST_TRIED = 3
/** Quotes of more words are led by the words that both texts share, or found to the letter; nothing else is tried. */
const LONG = 1_000
/** The most places of one quote that are weighed. */
const PLACES = 2_000

export type Candidate = Readonly<{ ranges: readonly Range[] /** 0 to 1. */; score: number }>
export type Placement =
  | Readonly<{ state: 'exact'; ranges: readonly Range[] }>
  | Readonly<{ state: 'moved'; ranges: readonly Range[]; score: number }>
  /** The best first. */
  | Readonly<{ state: 'orphan'; candidates: readonly Candidate[] }>

/** Words that were replaced, added or removed, and where that is in the later text. */
export type TextChange = Readonly<{ at: number; before: string; after: string }>

type Found = Readonly<{ range: Range; score: number; likeness: number; context: number; taken: boolean }>
type Piece = Readonly<{ state: 'exact' | 'moved'; range: Range; score: number }> | Readonly<{ state: 'orphan'; found: readonly Found[] }>

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** Whether a place lies inside a character as it is read. */
function cutsCharacter(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length || (text.charCodeAt(at) < 0x80 && text.charCodeAt(at - 1) < 0x80)) return false
  let from = at - 1
  // Where a character begins is known for certain behind white space.
  while (from > 0 && at - from < 64 && !/\s/.test(text[from] as string)) from--
  for (const { index } of graphemes.segment(text.slice(from, at + 64))) {
    if (from + index === at) return false
    if (from + index > at) return true
  }
  return true
}

/** A range taken out to whole characters. */
function whole(text: string, { start, end }: Range): Range {
  let from = start
  let to = end
  while (cutsCharacter(text, from)) from--
  while (cutsCharacter(text, to)) to++
  return { start: from, end: to }
}

/** The first word that ends behind an offset. */
function wordAfter({ count, ends }: Words, offset: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] as number) > offset) high = middle
    else low = middle + 1
  }
  return low
}

/** The first word that starts at an offset or behind it. */
function wordFrom({ count, starts }: Words, offset: number): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] as number) >= offset) high = middle
    else low = middle + 1
  }
  return low
}

/** How many words two lists have in common, in order. */
function common(a: Int32Array, b: Int32Array): number {
  let row = new Uint16Array(b.length + 1)
  for (const word of a) {
    const next = new Uint16Array(b.length + 1)
    for (let j = 0; j < b.length; j++)
      next[j + 1] = word === b[j] ? (row[j] as number) + 1 : Math.max(row[j + 1] as number, next[j] as number)
    row = next
  }
  return row[b.length] as number
}

/** How alike two contexts are, 0 to 1. That a text ends on that side says little. */
const alike = (a: Int32Array, b: Int32Array): number => (a.length + b.length === 0 ? 0.5 : (2 * common(a, b)) / (a.length + b.length))

type Local = Readonly<{ matched: number; a: number; aEnd: number; b: number; bEnd: number }>

/** The stretches of two lists of words that fit each other best (Smith and Waterman), `null` when they share nothing. */
function bestFit(a: Int32Array, b: Int32Array): Local | null {
  const width = b.length + 1
  const scores = new Int16Array((a.length + 1) * width)
  let best = 0
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const diagonal = (scores[(i - 1) * width + j - 1] as number) + (a[i - 1] === b[j - 1] ? 2 : -1)
      const score = Math.max(0, diagonal, (scores[(i - 1) * width + j] as number) - 1, (scores[i * width + j - 1] as number) - 1)
      scores[i * width + j] = score
      if (score > (scores[best] as number)) best = i * width + j
    }
  if (best === 0) return null
  let i = Math.floor(best / width)
  let j = best % width
  const [aEnd, bEnd] = [i, j]
  let matched = 0
  while ((scores[i * width + j] as number) > 0) {
    const score = scores[i * width + j] as number
    const same = a[i - 1] === b[j - 1]
    if (score === (scores[(i - 1) * width + j - 1] as number) + (same ? 2 : -1)) {
      if (same) matched++
      i--
      j--
    } else if (score === (scores[(i - 1) * width + j] as number) - 1) i--
    else j--
  }
  return { matched, a: i, aEnd, b: j, bEnd }
}

/** Leads places of an earlier text to a later one. Ranges are UTF-16 offsets. */
export class Transfer {
  readonly #old: string
  readonly #new: string
  readonly #diff: WordDiff
  /** Where each word of the later text stands, made when it is first asked for. */
  #places: ReadonlyMap<number, readonly number[]> | null = null

  constructor(before: string, after: string) {
    this.#old = before
    this.#new = after
    this.#diff = diffWords(before, after)
  }

  /** Where a highlight stands now. The pieces of a discontinuous one keep their order, or it has no certain place. */
  place(ranges: readonly Range[]): Placement {
    const pieces = ranges.map((range) => this.#piece(range))
    const placed = pieces.flatMap((piece) => (piece.state === 'orphan' ? [] : [piece]))
    const apart = placed.every((piece, i) => i === 0 || piece.range.start > (placed[i - 1] as typeof piece).range.end)
    if (placed.length === pieces.length && apart) {
      const now = placed.map(({ range }) => range)
      if (placed.every(({ state }) => state === 'exact')) return { state: 'exact', ranges: now }
      return { state: 'moved', ranges: now, score: Math.min(...placed.map(({ score }) => score)) }
    }
    return { state: 'orphan', candidates: candidatesOf(pieces) }
  }

  /** Where a highlight that has no place may stand: as the candidates of `place`, also when one is certain. */
  candidates(ranges: readonly Range[]): readonly Candidate[] {
    const placement = this.place(ranges)
    if (placement.state === 'orphan') return placement.candidates
    return [{ ranges: placement.ranges, score: placement.state === 'exact' ? 1 : placement.score }]
  }

  /**
   * Where a stretch stands now: from the first to the last of its words that are left, `null` when fewer than half of them are. One
   * that begins or ends with its block still does.
   */
  carry({ start, end }: Range): Range | null {
    const { a, b, to, from } = this.#diff
    const [first, last] = [wordAfter(a, start), wordFrom(a, end)]
    const kept: number[] = []
    for (let i = first; i < last; i++) if ((to[i] as number) >= 0) kept.push(to[i] as number)
    const [head, tail] = [kept[0], kept.at(-1)]
    if (head === undefined || tail === undefined || kept.length * 2 < last - first) return null
    const range = this.#dressed({ start, end }, head, tail + 1)
    const foreign = (at: number, until: number) => {
      for (let j = at; j < until; j++) if ((from[j] as number) >= 0) return true
      return false
    }
    if (start === 0 || this.#old.startsWith('\n\n', start - 2)) {
      const block = this.#new.lastIndexOf('\n\n', range.start - 1)
      const edge = block === -1 || range.start === 0 ? 0 : block + 2
      if (!foreign(wordFrom(b, edge), head)) range.start = edge
    }
    if (end === this.#old.length || this.#old.startsWith('\n\n', end)) {
      const block = this.#new.indexOf('\n\n', range.end)
      const edge = block === -1 ? this.#new.length : block
      if (!foreign(tail + 1, wordFrom(b, edge))) range.end = edge
    }
    return range
  }

  /** Where a single place is now: at its word, or at the next one that is left. */
  offset(at: number): number {
    const { a, b, to } = this.#diff
    for (let i = wordAfter(a, at); i < a.count; i++)
      if ((to[i] as number) >= 0) return (b.starts[to[i] as number] as number) + Math.max(0, at - (a.starts[i] as number))
    return this.#new.length
  }

  /** What changed, in the order of the texts. */
  changes(): readonly TextChange[] {
    const { a, b, to, from } = this.#diff
    const found: TextChange[] = []
    const words = (text: string, { starts, ends }: Words, first: number, last: number) =>
      first === last ? '' : text.slice(starts[first], ends[last - 1])
    for (let i = 0, j = 0; i < a.count || j < b.count; i++, j++) {
      const [i0, j0] = [i, j]
      while (i < a.count && (to[i] as number) < 0) i++
      while (j < b.count && (from[j] as number) < 0) j++
      if (i > i0 || j > j0)
        found.push({ at: b.starts[j0] ?? this.#new.length, before: words(this.#old, a, i0, i), after: words(this.#new, b, j0, j) })
    }
    return found
  }

  #piece(range: Range): Piece {
    const certain = this.#exact(range)
    if (certain !== null) return { state: 'exact', range: certain, score: 1 }
    const found = apartOf(this.#like(range))
    const [best, next] = found
    if (best === undefined || best.taken || best.score < FLOOR || best.likeness < LIKENESS) return { state: 'orphan', found }
    if (next !== undefined && best.score - next.score < MARGIN) return { state: 'orphan', found }
    const twin = found.some((other) => other !== best && other.likeness > best.likeness - TWIN)
    if (twin && best.context < TELLING) return { state: 'orphan', found }
    return { state: 'moved', range: best.range, score: best.score }
  }

  /** The place to which the words that both texts share lead, where the very same characters stand and enough around is unchanged. */
  #exact({ start, end }: Range): Range | null {
    const { a, b, to } = this.#diff
    const [first, last] = [wordAfter(a, start), wordFrom(a, end)]
    const head = first < last ? (to[first] as number) : first > 0 ? (to[first - 1] as number) + 1 : 0
    if (head < 0 || (first >= last && first > 0 && head === 0)) return null
    for (let i = first; i < last; i++) if (to[i] !== head + i - first) return null
    const shift =
      first < last
        ? (b.starts[head] as number) - (a.starts[first] as number)
        : first > 0
          ? (b.ends[head - 1] as number) - (a.ends[first - 1] as number)
          : 0
    const now = { start: start + shift, end: end + shift }
    if (now.start < 0 || this.#new.slice(now.start, now.end) !== this.#old.slice(start, end)) return null
    if (cutsCharacter(this.#new, now.start) && !cutsCharacter(this.#old, start)) return null
    if (cutsCharacter(this.#new, now.end) && !cutsCharacter(this.#old, end)) return null
    const rest = Math.max(first, last)
    const tail = head + Math.max(0, last - first)
    const unchanged = (by: 1 | -1, i: number, j: number) => {
      let n = 0
      while (n < NEAR && i + n * by >= 0 && i + n * by < a.count && to[i + n * by] === j + n * by) n++
      return n
    }
    // At the ends of a text there is less to go by.
    const around = Math.max(Math.min(NEAR, first) + Math.min(NEAR, a.count - rest), Math.min(NEAR, head) + Math.min(NEAR, b.count - tail))
    const known = unchanged(-1, first - 1, head - 1) + unchanged(1, rest, tail)
    return known >= Math.min(UNCHANGED, around) ? now : null
  }

  /** Every place that may be meant, with its score. */
  #like(range: Range): Found[] {
    const { a, b } = this.#diff
    const [first, last] = [wordAfter(a, range.start), wordFrom(a, range.end)]
    const quote = this.#old.slice(range.start, range.end)
    const ids = a.ids.subarray(first, Math.max(first, last))
    const [low, high] = this.#between(first, last)
    const places = new Map<string, Readonly<{ range: Range; likeness: number }>>()
    const add = (start: number, end: number, likeness: number) => {
      const place = whole(this.#new, { start, end })
      const key = `${place.start}-${place.end}`
      const same = this.#new.slice(place.start, place.end) === quote ? 1 : Math.min(ALMOST, likeness)
      if (place.end > place.start && same > (places.get(key)?.likeness ?? 0)) places.set(key, { range: place, likeness: same })
    }
    for (let at = this.#new.indexOf(quote); at !== -1 && places.size < PLACES; at = this.#new.indexOf(quote, at + 1))
      add(at, at + quote.length, 1)
    if (ids.length > 0) {
      for (const guess of ids.length > LONG ? [] : this.#guesses(ids, low, high)) {
        const slack = Math.min(30, 3 + (ids.length >> 1))
        const from = Math.max(0, guess - slack)
        const local = bestFit(ids, b.ids.subarray(from, Math.min(b.count, guess + ids.length + slack)))
        if (local === null) continue
        const [head, tail] = this.#filled(first, last, local, from)
        const place = this.#dressed(range, head, tail)
        add(place.start, place.end, (2 * local.matched) / (ids.length + tail - head))
      }
      const led = this.#led(first, last)
      if (led !== null) {
        const place = this.#dressed(range, led.head, led.tail)
        add(place.start, place.end, (2 * led.matched) / (ids.length + led.tail - led.head))
      }
    }
    const weight = FEW + ((MANY - FEW) * (Math.min(FULL, Math.max(1, ids.length)) - 1)) / (FULL - 1)
    const beside = 1 - POSITION - weight
    const before = a.ids.subarray(Math.max(0, first - CONTEXT), first)
    const after = a.ids.subarray(Math.max(first, last), Math.max(first, last) + CONTEXT)
    return [...places.values()].map(({ range: place, likeness }) => {
      const head = wordAfter(b, place.start)
      const tail = Math.max(head, wordFrom(b, place.end))
      const context =
        (alike(before, b.ids.subarray(Math.max(0, head - CONTEXT), head)) + alike(after, b.ids.subarray(tail, tail + CONTEXT))) / 2
      const inside = head >= low && tail <= high ? 1 - (high - low) / Math.max(1, b.count) : 0
      const score = weight * likeness + beside * context + POSITION * inside
      return { range: place, score, likeness, context, taken: this.#taken(head, tail, first, last) }
    })
  }

  /** The words of the later text between which a stretch of words must lie if nothing has changed its place. */
  #between(first: number, last: number): readonly [number, number] {
    const { to, a, b } = this.#diff
    let i = first - 1
    while (i >= 0 && (to[i] as number) < 0) i--
    let j = Math.max(first, last)
    while (j < a.count && (to[j] as number) < 0) j++
    return [i < 0 ? 0 : (to[i] as number) + 1, j >= a.count ? b.count : (to[j] as number)]
  }

  /** Words of the later text at which a quote may begin, the likeliest first. */
  #guesses(ids: Int32Array, low: number, high: number): readonly number[] {
    this.#places ??= placesOf(this.#diff.b.ids)
    const seeds = [...ids.entries()]
      .flatMap(([i, id]) => {
        const at = this.#places?.get(id) ?? []
        return at.length === 0 ? [] : [{ i, at: at.length <= FREQUENT ? at : at.filter((j) => j >= low && j < high).slice(0, FREQUENT) }]
      })
      .sort((x, y) => x.at.length - y.at.length)
      .slice(0, SEEDS)
    const votes = new Map<number, number>([[low, 1]])
    for (const { i, at } of seeds) for (const j of at) votes.set(Math.max(0, j - i), (votes.get(Math.max(0, j - i)) ?? 0) + 1)
    return [...votes]
      .sort((x, y) => y[1] - x[1])
      .slice(0, Math.max(FEWEST_TRIED, Math.round(TRIED * Math.min(1, (SHORT / ids.length) ** 2))))
      .map(([guess]) => guess)
  }

  /** Where the words of a stretch that are left stand. */
  #led(first: number, last: number): Readonly<{ head: number; tail: number; matched: number }> | null {
    const { to } = this.#diff
    let [head, tail, matched] = [-1, -1, 0]
    for (let i = first; i < last; i++) {
      const j = to[i] as number
      if (j < 0) continue
      if (head < 0) head = j
      tail = j + 1
      matched++
    }
    if (matched === 0) return null
    const [from, until] = this.#filled(first, last, { matched, a: 0, aEnd: 0, b: head, bEnd: tail }, 0)
    return { head: from, tail: until, matched }
  }

  /** Takes in the words that stand now in the place of a quote's first and last ones, where what stood beside it still does. */
  #filled(first: number, last: number, { b: head, bEnd: tail }: Local, from: number): readonly [number, number] {
    const { to, a } = this.#diff
    const most = last - first
    const before = first === 0 ? -1 : (to[first - 1] as number)
    const after = last >= a.count ? this.#diff.b.count : (to[last] as number)
    const [start, end] = [from + head, from + tail]
    return [
      (before >= 0 || first === 0) && before < start && start - before - 1 <= most ? before + 1 : start,
      after >= end && after - end <= most ? after : end,
    ]
  }

  /** Whether most of the words at a place are known to be other words of the earlier text. */
  #taken(head: number, tail: number, first: number, last: number): boolean {
    let others = 0
    for (let j = head; j < tail; j++) {
      const i = this.#diff.from[j] as number
      if (i >= 0 && (i < first || i >= last)) others++
    }
    return others * 2 > tail - head
  }

  /** The words `[head, tail)` with the punctuation that a range began and ended with, where that stands there. */
  #dressed({ start, end }: Range, head: number, tail: number): { start: number; end: number } {
    const { a, b } = this.#diff
    const [first, last] = [wordAfter(a, start), wordFrom(a, end)]
    const place = { start: b.starts[head] as number, end: b.ends[tail - 1] as number }
    const lead = this.#old.slice(start, Math.max(start, a.starts[first] ?? start))
    const trail = last === 0 ? '' : this.#old.slice(Math.min(end, a.ends[last - 1] as number), end)
    if (lead !== '' && this.#new.endsWith(lead, place.start)) place.start -= lead.length
    if (trail !== '' && this.#new.startsWith(trail, place.end)) place.end += trail.length
    return place
  }
}

function placesOf(ids: Int32Array): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>()
  for (const [at, id] of ids.entries()) {
    const known = places.get(id)
    if (known === undefined) places.set(id, [at])
    else known.push(at)
  }
  return places
}

/** The best first; of places that lie over one another only the best. */
function apartOf(found: readonly Found[]): Found[] {
  const kept: Found[] = []
  for (const each of found.toSorted((x, y) => y.score - x.score || x.range.start - y.range.start)) {
    if (kept.length > SHOWN) break
    if (kept.every(({ range }) => range.end <= each.range.start || range.start >= each.range.end)) kept.push(each)
  }
  return kept
}

/** Candidates for a highlight some of whose pieces have no place: those of the piece with the most doubt, the others where they fit best. */
function candidatesOf(pieces: readonly Piece[]): readonly Candidate[] {
  const options = pieces.map((piece) => (piece.state === 'orphan' ? piece.found : [piece]).filter(({ score }) => score >= SHOWABLE))
  const held = options.filter((each) => each.length > 0)
  const most = Math.min(SHOWN, Math.max(0, ...held.map((each) => each.length)))
  return Array.from({ length: most }, (_, n) => {
    const chosen = held.map((each) => each[Math.min(n, each.length - 1)] as Readonly<{ range: Range; score: number }>)
    const score = chosen.reduce((sum, each) => sum + each.score, 0) / pieces.length
    return { ranges: normalizeRanges(chosen.map(({ range }) => range)), score }
  })
}
