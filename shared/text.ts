// Canonical text: an article's blocks joined by one blank line. A line break inside a block is "\n". Every position
// anywhere in Parallax is an offset into this string in UTF-16 code units; the reader's ProseMirror document is built so
// that a position in it is the offset plus one.
import { z } from 'zod'

export const blockKinds = ['title', 'heading', 'paragraph', 'quote', 'item', 'preformatted', 'table'] as const
/** What part of the page a block is. Only `body` and `title` count as the article's own words by default. */
export const zoneKinds = ['title', 'body', 'byline', 'dateline', 'caption', 'footnote', 'reprint', 'boilerplate'] as const

export const BlockKind = z.enum(blockKinds)
export const Zone = z.enum(zoneKinds)
export type BlockKind = z.infer<typeof BlockKind>
export type Zone = z.infer<typeof Zone>

/** One block of canonical text: `[start, end)` in UTF-16 code units. */
export const Block = z.strictObject({
  kind: BlockKind,
  zone: Zone,
  /** 1-6 for headings, nesting depth from 1 for list items, absent otherwise. */
  level: z.int().min(1).max(6).optional(),
  start: z.int().nonnegative(),
  end: z.int().positive(),
})
export type Block = z.infer<typeof Block>

/** A half-open range of canonical text, in UTF-16 code units. */
export const Range = z
  .strictObject({ start: z.int().nonnegative(), end: z.int().positive() })
  .refine((r) => r.end > r.start, 'a range must not be empty')
  .readonly()
export type Range = z.infer<typeof Range>

export const BLOCK_SEPARATOR = '\n\n'

/** A block before it has a place: its words and what it is. */
export type Draft = Readonly<{ kind: BlockKind; zone: Zone; level?: number; text: string }>

/**
 * Joins drafts to canonical text and places their blocks. White space at a block's ends is dropped, more than one line
 * break inside a block becomes one, and a block with no words left is left out.
 */
export function joinBlocks(drafts: readonly Draft[]): { text: string; blocks: Block[] } {
  const blocks: Block[] = []
  const parts: string[] = []
  let at = 0
  for (const draft of drafts) {
    const text = draft.text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n')
    if (text === '') continue
    if (parts.length > 0) at += BLOCK_SEPARATOR.length
    const { kind, zone, level } = draft
    blocks.push({ kind, zone, ...(level === undefined ? {} : { level }), start: at, end: at + text.length })
    parts.push(text)
    at += text.length
  }
  return { text: parts.join(BLOCK_SEPARATOR), blocks }
}

/** Says what is wrong with a text and its blocks, or `undefined` when they fit each other exactly. */
export function faultOfBlocks(text: string, blocks: readonly Block[]): string | undefined {
  if (blocks.length === 0) return text === '' ? undefined : 'text without blocks'
  let at = 0
  for (const [i, block] of blocks.entries()) {
    if (block.start !== at) return `block ${i} starts at ${block.start}, not at ${at}`
    if (block.end <= block.start || block.end > text.length) return `block ${i} ends at ${block.end}`
    const words = text.slice(block.start, block.end)
    if (words.includes(BLOCK_SEPARATOR) || words.startsWith('\n') || words.endsWith('\n')) return `block ${i} holds a blank line`
    if (i < blocks.length - 1 && text.slice(block.end, block.end + 2) !== BLOCK_SEPARATOR)
      return `block ${i} is not followed by a blank line`
    at = block.end + BLOCK_SEPARATOR.length
  }
  return at - BLOCK_SEPARATOR.length === text.length ? undefined : 'text after the last block'
}

/** The last character of a word. (A pattern for the whole word would overflow the stack on a hostile word of millions of letters.) */
const wordEnd = /[\p{L}\p{N}\p{M}](?![\p{L}\p{N}\p{M}]|['’-]+[\p{L}\p{N}\p{M}])/gu

/** Number of words: runs of letters, marks and digits, with inner apostrophes and hyphens. */
export function countWords(text: string): number {
  return text.match(wordEnd)?.length ?? 0
}

/** The words of a text that end inside a range: those of ranges that tile it add up to all of its words. */
export function countWordsIn(text: string, { start, end }: Range): number {
  if (start === 0 && end === text.length) return countWords(text)
  const ends = new RegExp(wordEnd)
  ends.lastIndex = start
  let count = 0
  for (let found = ends.exec(text); found !== null && found.index < end; found = ends.exec(text)) if (found.index >= start) count++
  return count
}

/** The block that holds an offset (a separator belongs to the block before it), found by halving. */
export function blockAt(blocks: readonly Block[], offset: number): Block | undefined {
  let low = 0
  let high = blocks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((blocks[middle] as Block).start <= offset) low = middle
    else high = middle - 1
  }
  return blocks[low]
}

/**
 * The next place, going back (-1) or on (1) from an offset, where a word starts (`edge` 'start') or ends ('end'). At the
 * text's own ends it stays there.
 */
export function stepWord(text: string, from: number, by: 1 | -1, edge: 'start' | 'end'): number {
  const isEdge = (at: number) => {
    const before = at > 0 && !/\s/.test(text[at - 1] as string)
    const after = at < text.length && !/\s/.test(text[at] as string)
    return edge === 'start' ? after && !before : before && !after
  }
  for (let at = from + by; at >= 0 && at <= text.length; at += by) if (isEdge(at)) return at
  return from
}
