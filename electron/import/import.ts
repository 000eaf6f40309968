// A file to an article's text: pure, synchronous, the same in plain Node and in Electron.
import { createHash } from 'node:crypto'
import { Sha256 } from '../../shared/ids.ts'
import type { Imported, SourceFile } from '../../shared/imported.ts'
import { countWords, joinBlocks } from '../../shared/text.ts'
import { decode } from './encoding.ts'
import { readHtml } from './html.ts'
import { atMost, limits, refuse } from './limits.ts'
import { readMarkdown } from './markdown.ts'
import { claimedTitle, proposeMetadata } from './metadata.ts'
import type { Page } from './page.ts'
import { repair, sentences, type Tally } from './repairs.ts'
import { readText } from './text.ts'
import { warningsOf } from './warnings.ts'
import { settleZones } from './zones.ts'

type Format = Readonly<{
  id: string
  extensions: readonly string[]
  /** Whether the text is markup, so that its characters are repaired after reading, not before. */
  markup: boolean
  read: (text: string) => Page
}>

/** The formats that can be opened. */
const formats: readonly Format[] = [
  { id: 'text', extensions: ['txt', 'text'], markup: false, read: readText },
  { id: 'markdown', extensions: ['md', 'markdown', 'mkd'], markup: false, read: readMarkdown },
  { id: 'html', extensions: ['html', 'htm', 'xhtml'], markup: true, read: readHtml },
]
const [plainText, , webPage] = formats as readonly [Format, Format, Format]

/** First bytes of files that hold no text, and what they are. */
const signatures: readonly (readonly [string, string])[] = [
  ['%PDF-', 'a PDF file'],
  ['PK\x03\x04', 'a ZIP archive or an office document'],
  ['\xd0\xcf\x11\xe0', 'an old office document'],
  ['{\\rtf', 'an RTF document'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture'],
  ['\x1f\x8b', 'a compressed file'],
  ['SQLite format 3', 'a database'],
  ['\x7fELF', 'a program'],
  ['MZ\x90', 'a program'],
]

const looksLikeHtml = (head: string): boolean =>
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(head)

const extensionOf = (name: string): string => /\.([^./\\]{1,12})$/.exec(name)?.[1]?.toLowerCase() ?? ''

function formatOf(name: string, head: string): Format {
  const known = formats.find(({ extensions }) => extensions.includes(extensionOf(name)))
  return (known === undefined || known === plainText) && looksLikeHtml(head) ? webPage : (known ?? plainText)
}

const latin1 = (bytes: Uint8Array, length: number): string => String.fromCharCode(...bytes.subarray(0, length))

function refuseBinary(text: string, bytes: Uint8Array): void {
  const head = latin1(bytes, 16)
  const kind = signatures.find(([signature]) => head.startsWith(signature))?.[1]
  if (kind !== undefined) refuse(`This is ${kind}, not a text, Markdown or HTML file.`)
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

const hash = (content: Uint8Array | string) => Sha256.parse(createHash('sha256').update(content).digest('hex'))

type Origin = Readonly<{ source: string; bytes: Uint8Array; encoding: string; warnings: readonly string[]; now: number }>

function assemble(text: string, format: Format, origin: Origin): Imported {
  if (text.length > limits.text) refuse('The text is longer than 20 million characters.')
  const tally: Tally = new Map()
  const plain = format.markup ? text : repair(text, tally)
  if (!format.markup) {
    atMost(plain, '\n', limits.lines, 'lines')
    if (longestLine(plain) > limits.line) refuse('The file has a line of more than 10 million characters.')
  }
  const page = format.read(plain)
  if (page.pieces.length > limits.blocks) refuse(`The file falls into more than ${limits.blocks.toLocaleString('en')} paragraphs.`)
  const pieces = page.pieces.map((piece) => ({ ...piece, text: repair(piece.text, tally).trim() }))
  const drafts = settleZones(pieces, claimedTitle(page.claims))
  const { text: canonical, blocks } = joinBlocks(drafts)
  const words = countWords(canonical)
  if (words === 0) refuse('The file holds no words.')
  const metadata = proposeMetadata(page.claims, drafts)
  return {
    source: origin.source,
    format: format.id,
    ...metadata,
    encoding: origin.encoding,
    text: canonical,
    blocks,
    words,
    repairs: sentences(tally),
    warnings: [...origin.warnings, ...warningsOf(metadata, drafts, origin.now)],
    textSha256: hash(canonical),
    originalSha256: hash(origin.bytes),
  }
}

/** Endings of the names of files that can be opened, in lower case, without the dot. */
export const importable: readonly string[] = formats.flatMap(({ extensions }) => extensions)

/** A file's name without folders and without characters that do not show. */
function sourceName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  return repair(last.slice(0, 1_000), new Map()).replace(/\s+/g, ' ').trim() || 'unnamed file'
}

/**
 * Reads a file into an article: its canonical text with blocks and zones, what it says about itself, and what was done to
 * it. `now` (milliseconds since 1970) is for telling dates in the future.
 * @throws Failure `refused` with a plain reason, when it is no text, too large, or holds no words
 */
export function importFile(file: SourceFile, now = Date.now()): Imported {
  const { bytes } = file
  if (bytes.length === 0) refuse('The file is empty.')
  if (bytes.length > limits.bytes) refuse('The file is larger than 80 MB.')
  const { text, encoding, warnings } = decode(bytes, formatOf(file.name, latin1(bytes, 4_096)) === webPage)
  refuseBinary(text, bytes)
  const format = formatOf(file.name, text.slice(0, 4_096))
  try {
    return assemble(text, format, { source: sourceName(file.name), bytes, encoding, warnings, now })
  } catch (error) {
    // What a hostile file can still reach: the stack of a pattern, the length of a string.
    if (error instanceof RangeError) refuse('The file is built so that it cannot be read.')
    throw error
  }
}

/** What was pasted, as a file that can be read and kept: the clipboard's HTML where it holds words, else its text. */
export function pastedFile(text: string, html: string | null): SourceFile {
  const rich = html !== null && readHtml(html).pieces.some((piece) => countWords(piece.text) > 0)
  return { name: rich ? 'pasted text.html' : 'pasted text.txt', bytes: new TextEncoder().encode(rich ? html : text) }
}
