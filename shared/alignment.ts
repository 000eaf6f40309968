// What two texts share. Runs of equal words (runs.ts) that follow each other closely in both texts are chained, in the manner
// of minimap2 (Li 2018): a chain earns a point for each word in common and loses one for each word of the longer side of a
// gap, so a gap is crossed only where the words on either side of it outweigh it. Chains then claim their words, the best
// first; what a better chain has taken is cut out of the others, and their remains wait for their turn. Inside the gaps of a
// chain, which are at most a sentence long, a longest common subsequence finds the words that stayed.
//
// A passage begins and ends with at least SEED words in a row that both texts have, and takes in the punctuation that adjoins them
// where both have the same. Case, punctuation and spacing do not make a passage edited: `verbatim` means the same words (as
// words.ts tells them apart). Passages may cross, as when a paragraph was moved, but no word belongs to two of them.
import type { Passage, Piece } from './passage.ts'
import { commonRuns, type Run, SEED, type Tally } from './runs.ts'
import { readWords, Vocabulary, type Words } from './words.ts'

/** The fewest words of a verbatim passage. */
export const MIN_VERBATIM = 8
/** The fewest words in common of an edited passage, and their least share of its longer side. */
export const MIN_EDITED = 12
export const MIN_SCORE = 0.6
/** The longest gap that one passage goes across, in words of either side: a sentence. */
const MAX_GAP = 30
/** How many runs that end nearby are weighed as the one before. */
const LOOK_BACK = 64

/** Runs in order, without overlap on either side. */
type Chain = Readonly<{ runs: readonly Run[]; score: number }>

const gapBetween = (before: Run, after: Run) => Math.max(after.a - before.a - before.length, after.b - before.b - before.length)

function chainOf(runs: readonly Run[]): Chain {
  let score = 0
  for (const [i, run] of runs.entries()) score += run.length - (i === 0 ? 0 : gapBetween(runs[i - 1] as Run, run))
  return { runs, score }
}

/** Joins runs to chains, each run in one chain at most. */
function chains(unordered: readonly Run[], tally: Tally): Chain[] {
  const runs = unordered.toSorted((x, y) => x.a + x.length - y.a - y.length || x.b + x.length - y.b - y.length)
  const scores = new Int32Array(runs.length)
  const previous = new Int32Array(runs.length).fill(-1)
  /** Index of the first run that ends after word `a`. */
  const firstEndingAfter = (a: number): number => {
    let low = 0
    let high = runs.length
    while (low < high) {
      const middle = (low + high) >> 1
      const run = runs[middle] as Run
      if (run.a + run.length > a) high = middle
      else low = middle + 1
    }
    return low
  }
  for (const [r, run] of runs.entries()) {
    let best = 0
    // A run may begin inside the one before, as where a word was doubled: then the shared words stay with the one before.
    const last = Math.min(r, firstEndingAfter(run.a + Math.min(run.length - 1, MAX_GAP))) - 1
    for (let p = last; p >= 0 && last - p < LOOK_BACK; p--) {
      tally.steps++
      const before = runs[p] as Run
      if (before.a + before.length < run.a - MAX_GAP) break
      const overlap = Math.max(0, -Math.min(run.a - before.a, run.b - before.b) + before.length)
      const gap = gapBetween(before, run) + overlap
      if (overlap >= run.length || gap > MAX_GAP) continue
      const gain = (scores[p] as number) - gap - overlap
      if (gain > best) {
        best = gain
        previous[r] = p
      }
    }
    scores[r] = run.length + best
  }

  const used = new Uint8Array(runs.length)
  const found: Chain[] = []
  const byScore = Array.from(runs, (_, r) => r).sort((x, y) => (scores[y] as number) - (scores[x] as number) || x - y)
  for (const end of byScore) {
    const members: Run[] = []
    for (let r = end; r >= 0 && used[r] === 0; r = previous[r] as number) {
      used[r] = 1
      members.push(runs[r] as Run)
    }
    if (members.length > 0) found.push(chainOf(withoutOverlap(members.reverse())))
  }
  return found
}

function withoutOverlap(runs: readonly Run[]): Run[] {
  const apart: Run[] = []
  for (const run of runs) {
    const before = apart.at(-1)
    const overlap = before === undefined ? 0 : Math.max(0, -Math.min(run.a - before.a, run.b - before.b) + before.length)
    if (overlap < run.length) apart.push({ a: run.a + overlap, b: run.b + overlap, length: run.length - overlap })
  }
  return apart
}

/** Which words of each side belong to a passage. */
type Claims = Readonly<{ a: Uint8Array; b: Uint8Array }>

const isFree = (claimed: Uint8Array, from: number, to: number) => !claimed.subarray(from, to).includes(1)

/** What is left of a chain where nothing is claimed: parts that begin and end with SEED words in a row. */
function remains(chain: Chain, claims: Claims): Chain[] {
  const parts: Run[][] = []
  let part: Run[] = []
  const close = () => {
    while (part.length > 0 && (part[0] as Run).length < SEED) part.shift()
    while (part.length > 0 && (part.at(-1) as Run).length < SEED) part.pop()
    if (part.length > 0) parts.push(part)
    part = []
  }
  for (const run of chain.runs) {
    const before = part.at(-1)
    if (before && !(isFree(claims.a, before.a + before.length, run.a) && isFree(claims.b, before.b + before.length, run.b))) close()
    let start = 0
    for (let i = 0; i <= run.length; i++) {
      if (i < run.length && claims.a[run.a + i] === 0 && claims.b[run.b + i] === 0) continue
      if (i > start) part.push({ a: run.a + start, b: run.b + start, length: i - start })
      if (i < run.length) close()
      start = i + 1
    }
  }
  close()
  return parts.map(chainOf)
}

/** A piece in words: `[a, aEnd)` beside `[b, bEnd)`. */
type Stretch = { same: boolean; a: number; aEnd: number; b: number; bEnd: number }

/** The longest common subsequence of two gaps, as stretches that fill them. */
function compareGap(a: Int32Array, b: Int32Array, gap: Readonly<{ a: number; aEnd: number; b: number; bEnd: number }>): Stretch[] {
  const height = gap.aEnd - gap.a
  const width = gap.bEnd - gap.b
  /** `lengths[i * (width + 1) + j]`: words in common from word i and word j of the gaps on. */
  const lengths = new Uint8Array((height + 1) * (width + 1))
  const at = (i: number, j: number) => lengths[i * (width + 1) + j] as number
  for (let i = height - 1; i >= 0; i--)
    for (let j = width - 1; j >= 0; j--)
      lengths[i * (width + 1) + j] = a[gap.a + i] === b[gap.b + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const stretches: Stretch[] = []
  let i = 0
  let j = 0
  while (i < height || j < width) {
    const same = i < height && j < width && a[gap.a + i] === b[gap.b + j]
    const down = !same && i < height && (j === width || at(i + 1, j) >= at(i, j + 1))
    const step = { a: same || down ? 1 : 0, b: same || !down ? 1 : 0 }
    stretches.push({ same, a: gap.a + i, aEnd: gap.a + i + step.a, b: gap.b + j, bEnd: gap.b + j + step.b })
    i += step.a
    j += step.b
  }
  return stretches
}

/** A chain's stretches from its first word to its last, neighbours of one sort joined. */
function stretchesOf({ runs }: Chain, a: Int32Array, b: Int32Array): Stretch[] {
  const joined: Stretch[] = []
  const add = (next: Stretch) => {
    const last = joined.at(-1)
    if (last?.same === next.same) Object.assign(last, { aEnd: next.aEnd, bEnd: next.bEnd })
    else joined.push(next)
  }
  for (const [i, run] of runs.entries()) {
    const before = runs[i - 1]
    const gap = before && { a: before.a + before.length, aEnd: run.a, b: before.b + before.length, bEnd: run.b }
    if (gap) for (const stretch of compareGap(a, b, gap)) add(stretch)
    add({ same: true, a: run.a, aEnd: run.a + run.length, b: run.b, bEnd: run.b + run.length })
  }
  return joined
}

type Side = Readonly<{ text: string; words: Words }>

const opening = /[\p{Ps}\p{Pi}\p{Pf}"'¿¡]/u
const closing = /[\p{Pe}\p{Pi}\p{Pf}\p{Po}]/u
const unifyQuote = (mark: string) => mark.replace(/[“”„‟«»]/u, '"').replace(/[‘’‚‛‹›]/u, "'")

/** Number of units of punctuation that follow both places and are the same. */
function sharedClosing(a: Side, aEnd: number, b: Side, bEnd: number): number {
  let n = 0
  for (;;) {
    const mark = a.text[aEnd + n] ?? ' '
    if (!closing.test(mark) || unifyQuote(mark) !== unifyQuote(b.text[bEnd + n] ?? ' ')) return n
    n++
  }
}

/** Number of units of punctuation that stand right before both places, with nothing or white space before them, and are the same. */
function sharedOpening(a: Side, aStart: number, b: Side, bStart: number): number {
  const width = ({ text }: Side, start: number) => {
    let n = 0
    while (opening.test(text[start - n - 1] ?? ' ')) n++
    return /\s/u.test(text[start - n - 1] ?? ' ') ? n : 0
  }
  const marks = ({ text }: Side, start: number, n: number) => Array.from(text.slice(start - n, start), unifyQuote).join('')
  const n = width(a, aStart)
  return n === width(b, bStart) && marks(a, aStart, n) === marks(b, bStart, n) ? n : 0
}

/** Gives stretches of words their places in the texts: what stands between two pieces goes with the one before. */
function passageOf(stretches: readonly Stretch[], a: Side, b: Side): Passage {
  const first = stretches[0] as Stretch
  const last = stretches.at(-1) as Stretch
  const startOf = ({ words }: Side, word: number) => words.starts[word] as number
  const endOf = ({ words }: Side, word: number) => words.ends[word - 1] as number
  const opened = sharedOpening(a, startOf(a, first.a), b, startOf(b, first.b))
  const closed = sharedClosing(a, endOf(a, last.aEnd), b, endOf(b, last.bEnd))
  const whole = {
    a: { start: startOf(a, first.a) - opened, end: endOf(a, last.aEnd) + closed },
    b: { start: startOf(b, first.b) - opened, end: endOf(b, last.bEnd) + closed },
  }
  const place = (side: 'a' | 'b', from: number, to: number) => {
    if (from === to) return null
    const from0 = from === first[side] ? whole[side].start : startOf(side === 'a' ? a : b, from)
    return { start: from0, end: to === last[`${side}End`] ? whole[side].end : startOf(side === 'a' ? a : b, to) }
  }
  const pieces = stretches.map(
    (stretch): Piece => ({ same: stretch.same, a: place('a', stretch.a, stretch.aEnd), b: place('b', stretch.b, stretch.bEnd) }),
  )
  const words = stretches.reduce((sum, stretch) => sum + (stretch.same ? stretch.aEnd - stretch.a : 0), 0)
  const longer = Math.max(last.aEnd - first.a, last.bEnd - first.b)
  return { kind: words === longer ? 'verbatim' : 'edited', ...whole, score: words / longer, words, pieces }
}

const suffices = ({ kind, words, score }: Passage) =>
  kind === 'verbatim' ? words >= MIN_VERBATIM : words >= MIN_EDITED && score >= MIN_SCORE

/** Passages of `a` and `b`, found from `a`: which of two equally good ones is kept depends on the order of the sides. */
function align(a: Side, b: Side, tally: Tally): Passage[] {
  const claims: Claims = { a: new Uint8Array(a.words.count), b: new Uint8Array(b.words.count) }
  /** Chains that wait for their turn, the best at the end. */
  const waiting = chains(commonRuns(a.words.ids, b.words.ids, tally), tally).sort((x, y) => x.score - y.score)
  const wait = (chain: Chain) => {
    if (chain.score < MIN_VERBATIM) return
    let low = 0
    let high = waiting.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((waiting[middle] as Chain).score < chain.score) low = middle + 1
      else high = middle
    }
    waiting.splice(low, 0, chain)
  }

  const passages: Passage[] = []
  for (let chain = waiting.pop(); chain !== undefined && chain.score >= MIN_VERBATIM; chain = waiting.pop()) {
    const start = chain.runs[0] as Run
    const end = chain.runs.at(-1) as Run
    const [aEnd, bEnd] = [end.a + end.length, end.b + end.length]
    tally.steps += aEnd - start.a + bEnd - start.b
    if (!isFree(claims.a, start.a, aEnd) || !isFree(claims.b, start.b, bEnd)) {
      for (const part of remains(chain, claims)) wait(part)
      continue
    }
    const passage = passageOf(stretchesOf(chain, a.words.ids, b.words.ids), a, b)
    if (suffices(passage)) {
      claims.a.fill(1, start.a, aEnd)
      claims.b.fill(1, start.b, bEnd)
      passages.push(passage)
    } else if (chain.runs.length > 1) for (const run of chain.runs) wait(chainOf([run]))
  }
  return passages
}

const flip = (passage: Passage): Passage => ({
  ...passage,
  a: passage.b,
  b: passage.a,
  pieces: passage.pieces.map(({ same, a, b }) => ({ same, a: b, b: a })),
})

/**
 * Finds the passages that two texts share, verbatim or lightly edited. Ranges are UTF-16 offsets; on each side no two passages
 * overlap, and the pieces of a passage follow each other without a gap. The list is in the order of `a`. Swapping the texts
 * swaps the passages' sides and nothing else.
 * @param tally counts steps of work, for tests of how it grows
 */
export function sharedPassages(a: string, b: string, tally: Tally = { steps: 0 }): readonly Passage[] {
  const vocabulary = new Vocabulary()
  const [left, right] = [a, b].map((text): Side => ({ text, words: readWords(text, vocabulary) })) as [Side, Side]
  const swapped = left.words.count > right.words.count || (left.words.count === right.words.count && a > b)
  const passages = swapped ? align(right, left, tally).map(flip) : align(left, right, tally)
  return passages.sort((x, y) => x.a.start - y.a.start)
}
