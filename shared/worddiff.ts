// Which words of an earlier text are still there in a later one, in their order. Words that stand once in either text fix points
// (patience diff, Bram Cohen): the longest list of them that rises in both is kept, and what lies between two points is compared
// in the same way until no such word is left. From every point on, equal words are taken along to both sides; a stretch without
// fixed points is compared by its longest common subsequence where it is small, and left as it is where it is not. So the cost is
// that of a few sorts of the words, whatever the texts are.
import { readWords, Vocabulary, type Words } from './words.ts'

/** Two texts as words, and for every word of each where it stands in the other, or -1. Both maps rise. */
export type WordDiff = Readonly<{ a: Words; b: Words; to: Int32Array; from: Int32Array }>

/** Cells of a table for the longest common subsequence of one stretch, and of all together. */
const TABLE = 250_000
const TABLES = 40_000_000

type Stretch = Readonly<{ a: number; aEnd: number; b: number; bEnd: number }>
type Point = Readonly<{ a: number; b: number }>

/** Words that stand once in both sides of a stretch, in the order of the first. */
function points(a: Words, b: Words, stretch: Stretch): Point[] {
  /** Where a word stands: -1 when it stands more than once. */
  const once = (ids: Int32Array, from: number, to: number) => {
    const places = new Map<number, number>()
    for (let i = from; i < to; i++) places.set(ids[i] as number, places.has(ids[i] as number) ? -1 : i)
    return places
  }
  const there = once(b.ids, stretch.b, stretch.bEnd)
  const found: Point[] = []
  for (const [id, at] of once(a.ids, stretch.a, stretch.aEnd)) {
    const other = at === -1 ? undefined : there.get(id)
    if (other !== undefined && other !== -1) found.push({ a: at, b: other })
  }
  return found.sort((x, y) => x.a - y.a)
}

/** The longest list of points that rises in both texts, by patience sorting. */
function rising(all: readonly Point[]): Point[] {
  const tops: number[] = []
  const before = new Int32Array(all.length).fill(-1)
  for (const [i, { b }] of all.entries()) {
    let low = 0
    let high = tops.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((all[tops[middle] as number] as Point).b < b) low = middle + 1
      else high = middle
    }
    before[i] = low === 0 ? -1 : (tops[low - 1] as number)
    tops[low] = i
  }
  const kept: Point[] = []
  for (let i = tops.at(-1) ?? -1; i >= 0; i = before[i] as number) kept.push(all[i] as Point)
  return kept.reverse()
}

/** Compares two texts word by word. */
export function diffWords(before: string, after: string): WordDiff {
  const vocabulary = new Vocabulary()
  const a = readWords(before, vocabulary)
  const b = readWords(after, vocabulary)
  const to = new Int32Array(a.count).fill(-1)
  const from = new Int32Array(b.count).fill(-1)
  let cells = 0
  const join = (i: number, j: number) => {
    to[i] = j
    from[j] = i
  }
  const subsequence = ({ a: a0, aEnd, b: b0, bEnd }: Stretch) => {
    const [height, width] = [aEnd - a0, bEnd - b0]
    if (height * width > TABLE || cells + height * width > TABLES) return
    cells += height * width
    const lengths = new Uint16Array((height + 1) * (width + 1))
    const at = (i: number, j: number) => lengths[i * (width + 1) + j] as number
    for (let i = height - 1; i >= 0; i--)
      for (let j = width - 1; j >= 0; j--)
        lengths[i * (width + 1) + j] = a.ids[a0 + i] === b.ids[b0 + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    for (let i = 0, j = 0; i < height && j < width; ) {
      if (a.ids[a0 + i] === b.ids[b0 + j]) join(a0 + i++, b0 + j++)
      else if (at(i + 1, j) >= at(i, j + 1)) i++
      else j++
    }
  }

  const waiting: Stretch[] = [{ a: 0, aEnd: a.count, b: 0, bEnd: b.count }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    let { a: i, aEnd, b: j, bEnd } = next
    while (i < aEnd && j < bEnd && a.ids[i] === b.ids[j]) join(i++, j++)
    while (i < aEnd && j < bEnd && a.ids[aEnd - 1] === b.ids[bEnd - 1]) join(--aEnd, --bEnd)
    if (i === aEnd || j === bEnd) continue
    const fixed = rising(points(a, b, { a: i, aEnd, b: j, bEnd }))
    if (fixed.length === 0) {
      subsequence({ a: i, aEnd, b: j, bEnd })
      continue
    }
    for (const point of fixed) {
      join(point.a, point.b)
      waiting.push({ a: i, aEnd: point.a, b: j, bEnd: point.b })
      i = point.a + 1
      j = point.b + 1
    }
    waiting.push({ a: i, aEnd, b: j, bEnd })
  }
  return { a, b, to, from }
}
