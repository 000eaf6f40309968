// Reads a text with marks written into it: `marked('The [a:[b:regime] said] so')` gives the bare text and, for each name, the
// ranges of its marks (UTF-16 offsets), so that fixtures can be read.
import type { Range } from '../../shared/text.ts'

export type Marked = Readonly<{ text: string; ranges: ReadonlyMap<string, readonly Range[]> }>

export function marked(source: string): Marked {
  const ranges = new Map<string, Range[]>()
  const open: { name: string; start: number }[] = []
  let text = ''
  for (let at = 0; at < source.length; ) {
    const opening = /^\[([\w-]+):/.exec(source.slice(at))
    if (opening?.[1] !== undefined) {
      open.push({ name: opening[1], start: text.length })
      at += opening[0].length
    } else if (source[at] === ']' && open.length > 0) {
      const mark = open.pop()
      if (mark !== undefined) ranges.set(mark.name, [...(ranges.get(mark.name) ?? []), { start: mark.start, end: text.length }])
      at++
    } else {
      text += source[at]
      at++
    }
  }
  if (open.length > 0) throw new SyntaxError(`mark ${open.at(-1)?.name} is not closed`)
  return { text, ranges }
}
