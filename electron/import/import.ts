// A file to its articles: pure, the same in plain Node and in Electron.
import type { Imported, SourceFile } from '../../shared/imported.ts'
import { countWords } from '../../shared/text.ts'
import { assemble, type Origin, sha256Of } from './assemble.ts'
import { splitDatabase } from './databases.ts'
import { decode } from './encoding.ts'
import { readEuropresse } from './europresse.ts'
import { formatOf, type TextFormat, textFormatOf } from './formats.ts'
import { readHtml } from './html.ts'
import { atMost, limits, refuse } from './limits.ts'
import type { Page, Reading } from './page.ts'
import { repair, type Tally } from './repairs.ts'
import { refuseHtmlReport } from './report.ts'

/** First bytes of files that hold no text, and what they are. */
const signatures: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'a ZIP archive or an office document'],
  ['\xd0\xcf\x11\xe0', 'an old office document'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['\x1f\x8b', 'a compressed file'],
  ['SQLite format 3', 'a database'],
  ['\x7fELF', 'a program'],
  ['MZ\x90', 'a program'],
]

const latin1 = (bytes: Uint8Array, length: number): string => String.fromCharCode(...bytes.subarray(0, length))

function refuseBinary(text: string, bytes: Uint8Array): void {
  const head = latin1(bytes, 16)
  const kind = signatures.find(([signature]) => head.startsWith(signature))?.[1]
  if (kind !== undefined) refuse(`This is ${kind}, of a kind that Parallax does not read.`)
  const sample = text.slice(0, 65_536)
  const controls = sample.match(/(?![\s\x80-\x9f])\p{Cc}|\ufffd/gu)?.length ?? 0
  if (controls > 8 && controls > sample.length / 50) refuse('This is not a text file: too many of its bytes stand for no character.')
}

function longestLine(text: string): number {
  let longest = 0
  for (let at = 0; at <= text.length; ) {
    const end = text.indexOf('\n', at)
    longest = Math.max(longest, (end === -1 ? text.length : end) - at)
    at = end === -1 ? text.length + 1 : end + 1
  }
  return longest
}

/** A file's name without folders and without characters that do not show. */
function sourceName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return repair(last.slice(0, 1_000), new Map()).replace(/\s+/g, ' ').trim() || 'unnamed file'
}

function pageOf(text: string, { markup, read }: TextFormat, tally: Tally): Page {
  if (markup) return read(text)
  const plain = repair(text, tally)
  atMost(plain, '\n', limits.lines, 'lines')
  if (longestLine(plain) > limits.line) refuse('The file has a line of more than 10 million characters.')
  return read(plain)
}

/** What ends reading, in words for the analyst: a hostile file can still reach the stack of a pattern or the length of a string. */
function unreadable(error: unknown): never {
  if (error instanceof RangeError) refuse('The file is built so that it cannot be read.')
  throw error
}

function sourceOf({ name, bytes }: SourceFile, now: number) {
  if (bytes.length === 0) refuse('The file is empty.')
  if (bytes.length > limits.bytes) refuse('The file is larger than 80 MB.')
  return { source: sourceName(name), originalSha256: sha256Of(bytes), now }
}

/** The articles of a text: an export of a press database holds several. */
function pagesOf(text: string, format: TextFormat, tally: Tally): readonly Page[] {
  if (text.length > limits.text) refuse('The text is longer than 20 million characters.')
  const marked = format.id === 'html' ? readEuropresse(text) : undefined
  if (marked !== undefined) return marked
  const page = pageOf(text, format, tally)
  return splitDatabase(page) ?? [page]
}

function readTextFile({ name, bytes }: SourceFile, from: Omit<Origin, 'format' | 'encoding' | 'part' | 'of'>): readonly Imported[] {
  const { text, encoding, warnings } = decode(bytes, textFormatOf(name, latin1(bytes, 4_096)).id === 'html')
  refuseBinary(text, bytes)
  const format = textFormatOf(name, text.slice(0, 4_096))
  if (format.id === 'html') refuseHtmlReport(text)
  const tally: Tally = new Map()
  const pages = pagesOf(text, format, tally)
  return pages.map((page, i) => {
    const warned = { ...page, warnings: [...warnings, ...(page.warnings ?? [])] }
    return assemble(warned, { ...from, format: format.id, encoding, part: i + 1, of: pages.length }, new Map(tally))
  })
}

function importTexts(file: SourceFile, now: number): readonly Imported[] {
  const from = sourceOf(file, now)
  try {
    return readTextFile(file, from)
  } catch (error) {
    return unreadable(error)
  }
}

/** Reads a file of plain text, Markdown or HTML into its article (of several, the first), at once. @throws as `importFile` */
export function importText(file: SourceFile, now = Date.now()): Imported {
  return importTexts(file, now)[0] ?? refuse('The file holds no words.')
}

/**
 * Reads a file into its articles, at least one: their canonical texts with blocks and zones, what they say about themselves,
 * and what was done to them.
 * @throws Failure 'refused' with a plain reason, when it is no text, too large, or holds no words; 'needs-password'
 */
export async function importFile(file: SourceFile, reading: Partial<Reading> = {}): Promise<readonly Imported[]> {
  const { name, bytes } = file
  const now = reading.now ?? Date.now()
  const format = formatOf(name, latin1(bytes, 4_096))
  if (format.sort === 'text') return importTexts(file, now)
  const from = sourceOf(file, now)
  try {
    const { pages: read, encoding } = await format.read(bytes, { ...reading, now })
    const [only, ...others] = read
    const pages = (only !== undefined && others.length === 0 ? splitDatabase(only) : undefined) ?? read
    if (pages.length === 0) refuse('The file holds no words.')
    return pages.map((page, i) => assemble(page, { ...from, format: format.id, encoding, part: i + 1, of: pages.length }))
  } catch (error) {
    return unreadable(error)
  }
}

/** What was pasted, as a file that can be read and kept: the clipboard's HTML where it holds words, else its text. */
export function pastedFile(text: string, html: string | null): SourceFile {
  const rich = html !== null && readHtml(html).pieces.some((piece) => countWords(piece.text) > 0)
  return { name: rich ? 'pasted text.html' : 'pasted text.txt', bytes: new TextEncoder().encode(rich ? html : text) }
}
