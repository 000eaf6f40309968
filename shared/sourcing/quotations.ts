// Direct quotations, by their marks. A mark that is never closed quotes to the end of its paragraph, as newspapers do when a
// speech goes on in the next one.
import type { Range } from '../text.ts'

const closes: Readonly<Record<string, string>> = { '“': '”', '«': '»', '„': '“”', '"': '"' }

/** Straight marks open after a blank or a bracket, curly ones wherever they stand. */
const opensAt = (text: string, at: number): boolean => text[at] !== '"' || at === 0 || /[\s\p{Ps}\p{Pd}“‘'/]/u.test(text[at - 1] ?? ' ')

/** The quotations of one paragraph with their marks, in order; offsets count from `base`. Quotations inside others are not told. */
export function quotationsOf(paragraph: string, base = 0): Range[] {
  const found: Range[] = []
  for (let at = 0; at < paragraph.length; at++) {
    const close = closes[paragraph[at] ?? '']
    if (close === undefined || !opensAt(paragraph, at)) continue
    let end = at + 1
    while (end < paragraph.length && !close.includes(paragraph[end] ?? '')) end++
    end = Math.min(end + 1, paragraph.length)
    found.push({ start: base + at, end: base + end })
    at = end - 1
  }
  return found
}
