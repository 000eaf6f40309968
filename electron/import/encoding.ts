// Which encoding a file is in, and its text. In this order: a byte order mark; UTF-32 and UTF-16 without one; valid UTF-8; what an
// HTML page declares; a guess by jschardet from the bytes, among the encodings that articles are kept in.
import { chardet } from 'jschardet'
import { Failure } from '../../shared/failure.ts'
import { bestEastAsian, bestLatin } from './alphabets.ts'
import { decodeCodepage, latin1 } from './codepages.ts'

const ESCAPE = String.fromCharCode(0x1b)

export type Decoded = Readonly<{ text: string; encoding: string; warnings: readonly string[] }>

/** What a guess may name, as jschardet calls it, and the label that it is decoded and shown by. */
const guessable: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['1250', '1251', '1252', '1253', '1254', '1255', '1256', '1257', '1258'].map((n) => [`cp${n}`, `windows-${n}`])),
  ...Object.fromEntries(['2', '3', '4', '5', '6', '7', '8', '10', '13', '14', '15', '16'].map((n) => [`iso8859-${n}`, `iso-8859-${n}`])),
  // The web's decoders take these for their supersets.
  'iso8859-1': 'windows-1252',
  'iso8859-9': 'windows-1254',
  'tis-620': 'windows-874',
  cp874: 'windows-874',
  'koi8-r': 'koi8-r',
  'koi8-u': 'koi8-u',
  'koi8-t': 'koi8-t',
  kz1048: 'kz-1048',
  ptcp154: 'ptcp154',
  'mac-roman': 'macintosh',
  'mac-cyrillic': 'x-mac-cyrillic',
  'mac-latin2': 'x-mac-ce',
  'mac-greek': 'x-mac-greek',
  'mac-turkish': 'x-mac-turkish',
  'mac-iceland': 'x-mac-icelandic',
  ...Object.fromEntries(
    ['437', '720', '737', '775', '850', '852', '855', '857', '858', '860', '861', '862', '863', '864', '865', '866', '869', '1125'].map(
      (n) => [`cp${n}`, `ibm${n}`],
    ),
  ),
  gb18030: 'gb18030',
  hz: 'hz-gb-2312',
  big5hkscs: 'big5',
  euc_jis_2004: 'euc-jp',
  shift_jis_2004: 'shift_jis',
  cp932: 'shift_jis',
  iso2022_jp_2: 'iso-2022-jp',
  iso2022_jp_2004: 'iso-2022-jp',
  iso2022_jp_ext: 'iso-2022-jp',
  cp949: 'euc-kr',
  euc_kr: 'euc-kr',
  iso2022_kr: 'iso-2022-kr',
  'utf-16-le': 'utf-16le',
  'utf-16-be': 'utf-16be',
  'utf-32-le': 'utf-32le',
  'utf-32-be': 'utf-32be',
}

function utf32(bytes: Uint8Array, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: string[] = []
  for (let at = 0; at + 4 <= bytes.byteLength; at += 4) {
    const point = view.getUint32(at, little)
    parts.push(point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? '\ufffd' : String.fromCodePoint(point))
  }
  return parts.join('')
}

function read(bytes: Uint8Array, label: string): string {
  if (label.startsWith('utf-32')) return utf32(bytes, label === 'utf-32le')
  return decodeCodepage(bytes, label) ?? new TextDecoder(label).decode(bytes)
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** UTF-8 with a few damaged places: far more whole characters beyond ASCII than broken ones. */
function isDamagedUtf8(text: string): boolean {
  const broken = text.split('\ufffd').length - 1
  let whole = 0
  for (const char of text) if (char > '\x7f' && char !== '\ufffd') whole += 1
  return whole >= 20 * broken
}

/** UTF-32 without a mark: no code point in it is beyond the last. */
function isUtf32(bytes: Uint8Array, high: 0 | 3, next: 1 | 2): boolean {
  const length = Math.min(bytes.length, 65_536)
  if (length < 8 || bytes.length % 4 !== 0) return false
  for (let i = 0; i < length; i += 4) if (bytes[i + high] !== 0 || (bytes[i + next] as number) > 0x10) return false
  return true
}

/** Spaces, line ends, and the stops and commas of Chinese and Japanese. As two bytes none of them occurs in 8-bit text. */
const separators = new Set([0x20, 0x0a, 0x0d, 0x3000, 0x3001, 0x3002, 0xff0c])

/** UTF-16 without a mark: read in the right order it has separators; Latin text also has a zero in one half of most units. */
function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const units = Math.min(bytes.length, 65_536) >> 1
  if (units < 2) return undefined
  const signs = { le: 0, be: 0 }
  let zeros = 0
  let ascii = 0
  for (let i = 0; i < 2 * units; i += 2) {
    const first = bytes[i] as number
    const second = bytes[i + 1] as number
    if (separators.has(first | (second << 8))) signs.le += 1
    if (separators.has((first << 8) | second)) signs.be += 1
    if (first > 0x1f && first < 0x7f && second > 0x1f && second < 0x7f) ascii += 1
    if (first !== 0 && second === 0) zeros += 1
    if (first === 0 && second !== 0) zeros -= 1
  }
  // Almost nothing but pairs of ASCII: 8-bit text in which a zero has strayed.
  if (ascii > 0.9 * units) return undefined
  const fewest = Math.max(1, units / 100)
  if (zeros > units / 2 || (signs.le >= fewest && signs.le > 4 * signs.be)) return 'utf-16le'
  if (-zeros > units / 2 || (signs.be >= fewest && signs.be > 4 * signs.le)) return 'utf-16be'
  return undefined
}

const declaration = /<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w:-]{2,40})|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:-]{2,40})/i

/** The encoding that an HTML page says it is in, if there is a decoder for it. */
function declared(bytes: Uint8Array): string | undefined {
  const head = latin1(bytes.subarray(0, 16_384))
  const found = declaration.exec(head)
  const label = found?.[1] ?? found?.[2]
  if (label === undefined) return undefined
  try {
    const { encoding } = new TextDecoder(label)
    // A page whose declaration could be read as ASCII is not in UTF-16.
    return encoding.startsWith('utf-16') ? 'utf-8' : encoding
  } catch {
    return undefined
  }
}

function guess(bytes: Uint8Array): string {
  const { encoding } = chardet.detect(bytes, { compatNames: false, includeEncodings: Object.keys(guessable) })
  if (encoding === null) throw new Failure('refused', 'This is not a text file.')
  const guessed = guessable[encoding] ?? 'windows-1252'
  const readIn = (label: string) => read(bytes, label)
  return bestLatin(bestEastAsian(guessed, readIn), readIn)
}

/** Encodings of seven bits, as jschardet calls them, and what shifts them out of ASCII. */
const sevenBit = ['hz', 'iso2022_jp_2', 'iso2022_jp_2004', 'iso2022_jp_ext', 'iso2022_kr']
const shifts = [`${ESCAPE}$`, `${ESCAPE}(`, '~{']

/** The encoding of bytes that are valid UTF-8: that, unless they are ASCII that shifts into another. */
function guessOfValid(bytes: Uint8Array): string {
  const head = latin1(bytes.subarray(0, 65_536))
  if (!shifts.some((shift) => head.includes(shift)) || bytes.some((byte) => byte > 0x7f)) return 'utf-8'
  const { encoding } = chardet.detect(bytes, { compatNames: false, includeEncodings: [...sevenBit, 'ascii', 'cp1252'] })
  return (encoding !== null && sevenBit.includes(encoding) ? guessable[encoding] : undefined) ?? 'utf-8'
}

function lost(text: string): string[] {
  const count = text.split('\ufffd').length - 1
  if (count === 0) return []
  return [
    count === 1
      ? 'One character could not be decoded and is shown as \ufffd.'
      : `${count.toLocaleString('en')} characters could not be decoded and are shown as \ufffd.`,
  ]
}

/** Byte order marks, the longer before those that they begin with. */
const marks: readonly (readonly [label: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/**
 * The text of a file and the encoding it was in. `html`: whether a declaration in the page counts.
 * @throws Failure `refused` when the bytes are no text in any encoding
 */
export function decode(bytes: Uint8Array, html: boolean): Decoded {
  const finish = (encoding: string, from = 0): Decoded => {
    const text = read(bytes.subarray(from), encoding)
    return { text, encoding, warnings: lost(text) }
  }
  const marked = marks.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))
  if (marked !== undefined) return finish(marked[0], marked[1].length)
  if (isUtf32(bytes, 3, 2)) return finish('utf-32le')
  if (isUtf32(bytes, 0, 1)) return finish('utf-32be')
  const wide = utf16(bytes)
  if (wide !== undefined) return finish(wide)
  if (isUtf8(bytes)) return finish(guessOfValid(bytes))
  const said = html ? declared(bytes) : undefined
  if (said !== undefined && said !== 'utf-8') return finish(said)
  const asUtf8 = finish('utf-8')
  return isDamagedUtf8(asUtf8.text) ? asUtf8 : finish(guess(bytes))
}
