// Pages saved as one file (MHTML): a MIME message whose parts are the page, its frames, pictures and style sheets (RFC 2557). Only
// HTML is read: the part that the message names as its root, or, where that is a mere frameset, the frame with most words.
import { countWords } from '../../shared/text.ts'
import { latin1 } from './codepages.ts'
import { decode } from './encoding.ts'
import { readHtml } from './html.ts'
import { limits, refuse } from './limits.ts'
import type { Claim, Page, Pages } from './page.ts'

/** A part of a message, its body in bytes as Latin-1. */
type Part = Readonly<{ headers: ReadonlyMap<string, string>; body: string }>

const DEEPEST = 8

function partOf(text: string): Part {
  const end = /\r?\n\r?\n/.exec(text)
  const head = end === null ? text : text.slice(0, end.index)
  const headers = new Map<string, string>()
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name = '', value = ''] = /^([\w-]+)\s*:\s*(.*)$/.exec(line) ?? []
    if (name !== '' && !headers.has(name.toLowerCase())) headers.set(name.toLowerCase(), value.trim())
  }
  return { headers, body: end === null ? '' : text.slice(end.index + end[0].length) }
}

const parameter = (header: string | undefined, name: string): string | undefined => {
  const found = new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s;]+))`, 'i').exec(header ?? '')
  return found?.[1] ?? found?.[2]
}
const typeOf = ({ headers }: Part): string => (headers.get('content-type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? ''

/** The parts of a message that hold no others. */
function leavesOf(part: Part, depth = 0): Part[] {
  const boundary = parameter(part.headers.get('content-type'), 'boundary')
  if (!typeOf(part).startsWith('multipart/') || boundary === undefined) return [part]
  if (depth >= DEEPEST) refuse('The saved page is nested too deeply.')
  const mark = `--${boundary}`
  const [body = ''] = `\n${part.body}`.split(`\n${mark}--`)
  return body
    .split(`\n${mark}`)
    .slice(1)
    .flatMap((text) => leavesOf(partOf(text.replace(/^[ \t]*\r?\n/, '')), depth + 1))
}

function bytesOf({ headers, body }: Part): Uint8Array {
  const encoding = (headers.get('content-transfer-encoding') ?? '').toLowerCase()
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1')
  const plain = body
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}

type Decoded = Readonly<{ html: string; encoding: string; warnings: readonly string[] }>

/** The HTML of a part, in the encoding that its header names unless its bytes show another. */
function decodePart(part: Part): Decoded {
  const bytes = bytesOf(part)
  const { text, encoding, warnings } = decode(bytes, true)
  const said = parameter(part.headers.get('content-type'), 'charset')
  if (said === undefined || encoding.startsWith('utf')) return { html: text, encoding, warnings }
  try {
    const decoder = new TextDecoder(said)
    return { html: decoder.decode(bytes), encoding: decoder.encoding, warnings }
  } catch {
    return { html: text, encoding, warnings }
  }
}

const wordsOf = ({ pieces }: Page): number => pieces.reduce((sum, { text }) => sum + countWords(text), 0)

function readPart(part: Part): Page & { encoding: string } {
  const { html, encoding, warnings } = decodePart(part)
  if (html.length > limits.text) refuse('The text is longer than 20 million characters.')
  return { ...readHtml(html), warnings, encoding }
}

export const isMhtml = (name: string, head: string): boolean =>
  /\.mht(?:ml)?$/.test(name) ||
  (/^content-type:\s*multipart\/related/im.test(head) &&
    /^(?:from: <saved by|snapshot-content-location:|x-mimeole: produced by microsoft mhtml)/im.test(head))

/** Reads a page that was saved as one file. @throws Failure 'refused' when no part of it is HTML */
export async function readMhtml(bytes: Uint8Array): Promise<Pages> {
  const whole = partOf(latin1(bytes))
  const leaves = leavesOf(whole)
  const parts = leaves.filter((part) => /^(?:text\/html|application\/xhtml\+xml)$/.test(typeOf(part)))
  const start = parameter(whole.headers.get('content-type'), 'start')
  const root = parts.find(({ headers }) => start !== undefined && headers.get('content-id') === start) ?? parts[0]
  if (root === undefined) refuse('The saved page holds no HTML.')
  let page = readPart(root)
  if (wordsOf(page) === 0) {
    const frames = parts.filter((part) => part !== root).slice(0, 50)
    for (const frame of frames.map(readPart)) if (wordsOf(frame) > wordsOf(page)) page = frame
  }
  const claims: Claim[] = []
  const claim = (field: Claim['field'], value: string | undefined, from: string, weight: number) => {
    if (value !== undefined && value !== '') claims.push({ field, value, weight, from })
  }
  claim('url', whole.headers.get('snapshot-content-location'), 'address of the saved page', 78)
  claim('url', root.headers.get('content-location'), 'address of the saved page', 77)
  const { decodeWords } = await import('postal-mime')
  claim('title', decodeWords((whole.headers.get('subject') ?? '').slice(0, 4_000)), 'title of the saved page', 50)
  const { encoding, ...rest } = page
  const repairs = [
    leaves.length === 1 ? 'The page was taken out of its saved file' : `The page was taken out of a saved file of ${leaves.length} parts`,
  ]
  return { pages: [{ ...rest, claims: [...page.claims, ...claims], repairs }], encoding }
}
