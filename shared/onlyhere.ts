// What stands in one of two texts only: the runs of its own words between what both share, paragraph by paragraph.
import { normalizeRanges } from './anchor.ts'
import type { Passage } from './passage.ts'
import type { Block, Range } from './text.ts'

/** Fewer words between two passages are a change of words, not something that is told here only. */
const FEWEST_WORDS = 4
const word = /[\p{L}\p{N}]+/gu

/** `leftOut` are the ranges of the text that are not its own words. In order, without white space or marks at their ends. */
export function onlyHere(
  { text, blocks }: Readonly<{ text: string; blocks: readonly Block[] }>,
  side: 'a' | 'b',
  passages: readonly Passage[],
  leftOut: readonly Range[],
): Range[] {
  const taken = normalizeRanges([...passages.map((passage) => passage[side]), ...leftOut])
  let next = 0
  return blocks.flatMap((block): Range[] => {
    while ((taken[next]?.end ?? Number.POSITIVE_INFINITY) <= block.start) next++
    const runs: Range[] = []
    let at = block.start
    for (let i = next; at < block.end; i++) {
      const { start, end } = taken[i] ?? { start: block.end, end: block.end }
      const run = wordsOf(text, at, Math.min(start, block.end))
      if (run !== null) runs.push(run)
      at = Math.max(at, end)
      if (start >= block.end) break
    }
    return runs
  })
}

/** The words of a stretch from the first to the last; `null` when they are too few. */
function wordsOf(text: string, start: number, end: number): Range | null {
  if (end <= start) return null
  const words = [...text.slice(start, end).matchAll(word)]
  const [first, last] = [words[0], words.at(-1)]
  if (first === undefined || last === undefined || words.length < FEWEST_WORDS) return null
  return { start: start + first.index, end: start + last.index + last[0].length }
}
