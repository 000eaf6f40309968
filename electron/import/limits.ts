// How much one file may ask for. No article comes near; what does is no article, or means harm.
import { Failure } from '../../shared/failure.ts'

export const limits = {
  /** Bytes of a file. */
  bytes: 80_000_000,
  /** Characters of its text, of one line of it, and of the text that Markdown's inline marks are looked for in. */
  text: 20_000_000,
  line: 10_000_000,
  inline: 200_000,
  /** Paragraphs and the like. */
  blocks: 200_000,
  /** Tags of a page, lines of a text: what a tree or a list is built of. */
  tags: 1_000_000,
  lines: 300_000,
  /** Messages of a mailbox, rows of a table. */
  articles: 20_000,
  /** What an archive holds: entries, bytes unpacked in all and of one entry, and how many times its size one beyond a megabyte may have. */
  entries: 10_000,
  inflated: 256_000_000,
  entry: 100_000_000,
  ratio: 200,
} as const

/** @throws Failure `refused`, always */
export function refuse(reason: string): never {
  throw new Failure('refused', reason)
}

const occurrences = (text: string, char: string, most: number): number => {
  let count = 0
  for (let at = text.indexOf(char); at !== -1 && count <= most; at = text.indexOf(char, at + 1)) count += 1
  return count
}

/** @throws Failure `refused` when a text holds a character more often than allowed */
export function atMost(text: string, char: string, most: number, what: string): void {
  if (occurrences(text, char, most) > most) refuse(`The file has more than ${most.toLocaleString('en')} ${what}.`)
}
