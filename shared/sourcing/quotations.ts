// Direct quotations, by their marks: those of English, French, German, Polish, Russian, Swedish, Japanese and their like. A double
// mark that is never closed quotes to the end of its paragraph, as newspapers do when a speech goes on in the next one; a single one
// that is never closed was an apostrophe.
import type { Range } from '../text.ts'

const closes: Readonly<Record<string, string>> = {
  '“': '”',
  '”': '”',
  '«': '»',
  '»': '«',
  '„': '“”',
  '"': '"',
  '「': '」',
  '『': '』',
  '‹': '›',
  '‘': '’',
  '‚': '‘’',
  "'": "'",
}
const single = "‘‚'"
/** The longest that a quotation in single marks may be. */
const LONGEST = 1_000

/** Marks that also close, or that also stand in words, open only before a word and after a blank, a bracket or another mark. */
function opensAt(text: string, at: number): boolean {
  const mark = text[at] ?? ''
  if (!`"”»${single}`.includes(mark)) return true
  const before = at === 0 || /[\s\p{Ps}\p{Pd}“‘"'/]/u.test(text[at - 1] ?? ' ')
  const next = text[at + 1] ?? ' '
  if (mark === '"') return before
  return before && (single.includes(mark) ? /[\p{L}“"]/u.test(next) : /[\p{L}\p{N}]/u.test(next))
}

/** A single mark inside a word, or before the letters that it stands for, is an apostrophe. */
const closesAt = (text: string, at: number, open: string, close: string): boolean =>
  close.includes(text[at] ?? '') &&
  (!single.includes(open) || (!/[\p{L}\p{N}]/u.test(text[at + 1] ?? ' ') && !/\s/.test(text[at - 1] ?? '')))

/** The quotations of one paragraph with their marks, in order; offsets count from `base`. Quotations inside others are not told. */
export function quotationsOf(paragraph: string, base = 0): Range[] {
  const found: Range[] = []
  for (let at = 0; at < paragraph.length; at++) {
    const open = paragraph[at] ?? ''
    const close = closes[open]
    if (close === undefined || !opensAt(paragraph, at)) continue
    const limit = single.includes(open) ? Math.min(paragraph.length, at + LONGEST) : paragraph.length
    let end = at + 1
    while (end < limit && !closesAt(paragraph, end, open, close)) end++
    if (end >= limit && single.includes(open)) continue
    end = Math.min(end + 1, paragraph.length)
    found.push({ start: base + at, end: base + end })
    at = end - 1
  }
  return found
}

/** Whether a quotation's last character closes it. */
export const isClosed = (words: string): boolean => words.length > 1 && (closes[words[0] ?? '']?.includes(words.at(-1) ?? '\n') ?? false)
