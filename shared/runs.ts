// Runs of words that two texts have in common, by seed and extend (as in BLAST, Altschul et al. 1990, and its kin for
// text reuse): every four words in a row of one text are looked up in a table of the other's, and each hit that no run
// covers yet is grown word by word, to both sides, until the texts differ. A seed that either text repeats more than a few times
// starts nothing, because n copies against n copies would be n² hits; it is still grown over. What remains is linear: the
// nearest seed on the left of a word and the nearest on the right each open at most MAX_REPEATS runs that reach the word.

/** Words in a row that start a run. */
export const SEED = 4
/** A seed that stands more often than this in a text starts no run. */
const MAX_REPEATS = 16

/** `length` words that stand at word `a` of one text and at word `b` of the other. */
export type Run = Readonly<{ a: number; b: number; length: number }>
/** Counts comparisons, so that a test can show how work grows. */
export type Tally = { steps: number }

type Seeds = Readonly<{
  /** Per word of the second text: the seed that begins there, or -1 where the first text has no such seed. */
  at: Int32Array
  /** Per seed: where it stands first in the first text, and how often it stands in each. */
  first: Int32Array
  inA: Int32Array
  inB: Int32Array
  /** Per word of the first text: where its seed stands next, or -1. */
  next: Int32Array
}>

function seedsOf(a: Int32Array, b: Int32Array, tally: Tally): Seeds {
  const mask = (1 << (32 - Math.clz32(2 * a.length))) - 1
  const slots = new Int32Array(mask + 1).fill(-1)
  const first = new Int32Array(a.length)
  const latest = new Int32Array(a.length)
  const inA = new Int32Array(a.length)
  const inB = new Int32Array(a.length)
  const next = new Int32Array(a.length).fill(-1)
  const at = new Int32Array(b.length).fill(-1)

  /** The slot of the seed at `from`, or the free slot where it belongs. */
  const slotOf = (text: Int32Array, from: number): number => {
    let hash = 0
    for (let i = 0; i < SEED; i++) hash = Math.imul(hash ^ (text[from + i] as number), 0x9e3779b1) ^ (hash >>> 15)
    let slot = (hash ^ (hash >>> 13)) & mask
    for (;;) {
      tally.steps++
      const seed = slots[slot] as number
      if (seed < 0) return slot
      const there = first[seed] as number
      let i = 0
      while (i < SEED && a[there + i] === text[from + i]) i++
      if (i === SEED) return slot
      slot = (slot + 1) & mask
    }
  }

  let count = 0
  for (let i = 0; i + SEED <= a.length; i++) {
    const slot = slotOf(a, i)
    let seed = slots[slot] as number
    if (seed < 0) {
      seed = count++
      slots[slot] = seed
      first[seed] = i
    } else next[latest[seed] as number] = i
    latest[seed] = i
    inA[seed] = (inA[seed] as number) + 1
  }
  for (let j = 0; j + SEED <= b.length; j++) {
    const seed = slots[slotOf(b, j)] as number
    at[j] = seed
    if (seed >= 0) inB[seed] = (inB[seed] as number) + 1
  }
  return { at, first, inA, inB, next }
}

/** All runs of at least SEED words that cannot be made longer, apart from those made of frequent seeds only. */
export function commonRuns(a: Int32Array, b: Int32Array, tally: Tally): Run[] {
  const runs: Run[] = []
  if (a.length < SEED || b.length < SEED) return runs
  const { at, first, inA, inB, next } = seedsOf(a, b, tally)
  /** Per diagonal (the distance between the places): the word of b up to which runs have been found. */
  const reached = new Int32Array(a.length + b.length)

  const grow = (i: number, j: number): void => {
    const diagonal = i - j + b.length
    if ((reached[diagonal] as number) > j) return
    let start = 0
    while (start < i && start < j && a[i - start - 1] === b[j - start - 1]) start++
    let end = 0
    while (i + end < a.length && j + end < b.length && a[i + end] === b[j + end]) end++
    tally.steps += start + end
    reached[diagonal] = j + end
    if (start + end >= SEED) runs.push({ a: i - start, b: j - start, length: start + end })
  }

  // The beginnings and the ends of both texts are always tried, so that a text meets itself whatever it repeats.
  grow(0, 0)
  for (let j = 0; j < b.length; j++) {
    const seed = at[j] as number
    if (seed < 0 || (inA[seed] as number) > MAX_REPEATS || (inB[seed] as number) > MAX_REPEATS) continue
    for (let i = first[seed] as number; i >= 0; i = next[i] as number) {
      tally.steps++
      grow(i, j)
    }
  }
  grow(a.length - 1, b.length - 1)
  return runs
}
