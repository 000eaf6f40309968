// Highlights that cover common words, found by a sweep over the starts of their ranges: beside each only those are looked at that have
// not ended before it begins.
import type { Range } from '../text.ts'

/** Pairs of highlights that have units in common, each once. */
export function* overlapping<H extends Readonly<{ ranges: readonly Range[] }>>(highlights: readonly H[]): Generator<readonly [H, H]> {
  const pieces = highlights.flatMap((mark, i) => mark.ranges.map((range) => ({ range, i }))).sort((a, b) => a.range.start - b.range.start)
  const many = highlights.some(({ ranges }) => ranges.length > 1)
  const seen = new Set<number>()
  let open: typeof pieces = []
  for (const piece of pieces) {
    open = open.filter(({ range }) => range.end > piece.range.start)
    for (const { i } of open) {
      if (i === piece.i) continue
      const key = Math.min(i, piece.i) * highlights.length + Math.max(i, piece.i)
      if (many && seen.has(key)) continue
      if (many) seen.add(key)
      yield [highlights[i] as H, highlights[piece.i] as H]
    }
    open.push(piece)
  }
}
