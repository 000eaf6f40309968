// Where to scroll one text while the other is scrolled, so that what they share stays level. Of the shared passages the
// heaviest chain that keeps its order on both sides is taken (a weighted longest increasing subsequence); its ends, and places
// along the way, become pairs of offsets. Between two neighbouring pairs the way is shared out evenly, so the map is
// continuous and nothing ever jumps.
import type { Passage } from '../../../shared/passage.ts'

/** An offset of each text that should stand at the same height. */
export type Tie = Readonly<{ a: number; b: number }>

/** Distance in UTF-16 code units between ties inside a passage. */
const STRIDE = 400

/** The passages of the heaviest chain (by words) that rises on both sides. */
export function chainOf(passages: readonly Passage[]): Passage[] {
  const sorted = passages.toSorted((p, q) => p.a.start - q.a.start)
  const best: { weight: number; before: number }[] = []
  for (const [i, passage] of sorted.entries()) {
    let weight = 0
    let before = -1
    for (let j = 0; j < i; j++) {
      const earlier = sorted[j] as Passage
      const chain = best[j] as { weight: number; before: number }
      if (earlier.b.end <= passage.b.start && earlier.a.end <= passage.a.start && chain.weight > weight) {
        weight = chain.weight
        before = j
      }
    }
    best.push({ weight: weight + passage.words, before })
  }
  let at = best.reduce((heaviest, each, i) => (each.weight > (best[heaviest]?.weight ?? -1) ? i : heaviest), -1)
  const chain: Passage[] = []
  while (at !== -1) {
    chain.unshift(sorted[at] as Passage)
    at = best[at]?.before ?? -1
  }
  return chain
}

/** Ties in rising order, from the start of both texts to their ends (`lengths` in UTF-16 code units). */
export function tiesOf(passages: readonly Passage[], lengths: Tie): Tie[] {
  const ties: Tie[] = [{ a: 0, b: 0 }]
  const add = (a: number, b: number) => {
    const last = ties.at(-1) as Tie
    if (a > last.a && b > last.b) ties.push({ a, b })
  }
  for (const passage of chainOf(passages)) {
    add(passage.a.start, passage.b.start)
    for (const { same, a, b } of passage.pieces) {
      if (!same || a === null || b === null) continue
      const length = a.end - a.start
      for (let k = 0; k < length; k += STRIDE) add(a.start + k, b.start + Math.round((k / length) * (b.end - b.start)))
    }
    add(passage.a.end, passage.b.end)
  }
  add(lengths.a, lengths.b)
  return ties
}

/** The two ties around an offset of one side. */
export function tiesAround(ties: readonly Tie[], side: keyof Tie, offset: number): readonly [Tie, Tie] {
  const next = ties.findIndex((tie, i) => i > 0 && tie[side] >= offset)
  const at = next === -1 ? ties.length - 1 : next
  return [ties[at - 1] ?? { a: 0, b: 0 }, ties[at] ?? { a: 1, b: 1 }]
}
