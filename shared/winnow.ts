// Fingerprints of a text, for finding among many texts those that share a stretch of words with it. Every run of GRAM words is
// hashed; of every WINDOW runs that follow each other the one with the least hash is kept, the last of equals (winnowing:
// Schleimer, Wilkerson and Aiken, SIGMOD 2003). Two texts that share GRAM + WINDOW - 1 words in a row share a fingerprint for
// certain, wherever the words stand, so that a reprint inside a longer page is found; about one run in nine is kept.
import { foldWord, readWords } from './words.ts'

const GRAM = 5
const WINDOW = 16
/** Words in a row that two texts cannot share without sharing a fingerprint. */
export const CERTAIN = GRAM + WINDOW - 1

const hashes = new Map<string, number>()
const MOST_REMEMBERED = 200_000

/** FNV-1a over the word as it is compared. */
function hashOf(spelling: string): number {
  const known = hashes.get(spelling)
  if (known !== undefined) return known
  const word = foldWord(spelling)
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  if (hashes.size >= MOST_REMEMBERED) hashes.clear()
  hashes.set(spelling, hash)
  return hash
}

/** Spreads the bits of a hash (the end of MurmurHash3), so that the least of a window is no common run. */
function spread(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** The fingerprints of a text: distinct numbers of 32 bits, ascending; none for a text of fewer than GRAM words. */
export function fingerprints(text: string): number[] {
  const { count, starts, ends } = readWords(text)
  const words = new Int32Array(count)
  for (let i = 0; i < count; i++) words[i] = hashOf(text.slice(starts[i], ends[i]))
  const runs = Math.max(0, count - GRAM + 1)
  const grams = new Float64Array(runs)
  for (let i = 0; i < runs; i++) {
    let hash = 0
    for (let j = 0; j < GRAM; j++) hash = Math.imul(hash, 31) + (words[i + j] as number)
    grams[i] = spread(hash)
  }
  const kept = new Set<number>()
  let least = -1
  for (let end = 0; end < runs; end++) {
    if (least > end - WINDOW && least >= 0) {
      if ((grams[end] as number) <= (grams[least] as number)) least = end
    } else {
      least = Math.max(0, end - WINDOW + 1)
      for (let i = least + 1; i <= end; i++) if ((grams[i] as number) <= (grams[least] as number)) least = i
    }
    if (end >= WINDOW - 1 || end === runs - 1) kept.add(grams[least] as number)
  }
  return [...kept].sort((a, b) => a - b)
}
