// The plain text of another program as canonical text, and where its places have come to. Not a character is changed but line
// ends: lines that are apart by blank ones become blocks; where a stretch without one is longer than any paragraph, each line is
// a block. What we wrote ourselves comes back exactly as it was.
import { BLOCK_SEPARATOR, type Block } from '../text.ts'

/** Far above a paragraph that people read. */
const LONGEST = 20_000

export type Laid = Readonly<{
  text: string
  blocks: readonly Block[] /** From a place in the plain text. */
  at: (place: number) => number
}>
type Stretch = Readonly<{ from: number; to: number; at: number }>

function stretchesOf(plain: string, separator: RegExp): Stretch[] {
  const found: Stretch[] = []
  let at = 0
  const keep = (start: number, end: number) => {
    let [from, to] = [start, end]
    while (from < to && plain[from] === '\n') from++
    while (to > from && plain[to - 1] === '\n') to--
    if (from === to) return
    found.push({ from, to, at })
    at += to - from + BLOCK_SEPARATOR.length
  }
  let from = 0
  for (const { index, 0: lines } of plain.matchAll(separator)) {
    keep(from, index)
    from = index + lines.length
  }
  keep(from, plain.length)
  return found
}

/** `plain`: with line ends as "\n"; `ours`: whether its lines are known to be apart as blocks are. */
export function layOut(plain: string, ours = false): Laid {
  const apart = stretchesOf(plain, /\n{2,}/g)
  const stretches = !ours && apart.some(({ from, to }) => to - from > LONGEST) ? stretchesOf(plain, /\n+/g) : apart
  return {
    text: stretches.map(({ from, to }) => plain.slice(from, to)).join(BLOCK_SEPARATOR),
    blocks: stretches.map(({ from, to, at }) => ({ kind: 'paragraph', zone: 'body', start: at, end: at + to - from })),
    at: (place) => {
      let low = 0
      let high = stretches.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((stretches[middle] as Stretch).from <= place) low = middle
        else high = middle - 1
      }
      const { from = 0, to = 0, at = 0 } = stretches[low] ?? {}
      return at + Math.max(0, Math.min(place, to) - from)
    },
  }
}
