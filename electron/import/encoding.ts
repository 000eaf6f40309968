// Which encoding a file is in, and its text. In this order: a byte order mark; UTF-16 without one; valid UTF-8; what an
// HTML page declares; a guess by jschardet from the bytes, among the encodings that articles are kept in.
import { chardet } from 'jschardet'

export type Decoded = Readonly<{ text: string; encoding: string; warnings: readonly string[] }>

/** A guess may name these, as jschardet calls them, for decoders of these labels. What is left out is of terminals and mainframes. */
const guessable: Readonly<Record<string, string>> = {
  'windows-1250': 'windows-1250',
  'windows-1251': 'windows-1251',
  'windows-1252': 'windows-1252',
  'windows-1253': 'windows-1253',
  'windows-1254': 'windows-1254',
  'windows-1255': 'windows-1255',
  'windows-1256': 'windows-1256',
  'windows-1257': 'windows-1257',
  'windows-1258': 'windows-1258',
  'iso-8859-1': 'windows-1252',
  'iso-8859-2': 'iso-8859-2',
  'iso-8859-3': 'iso-8859-3',
  'iso-8859-4': 'iso-8859-4',
  'iso-8859-5': 'iso-8859-5',
  'iso-8859-6': 'iso-8859-6',
  'iso-8859-7': 'iso-8859-7',
  'iso-8859-8': 'iso-8859-8',
  'iso-8859-9': 'windows-1254',
  'iso-8859-10': 'iso-8859-10',
  'iso-8859-13': 'iso-8859-13',
  'iso-8859-14': 'iso-8859-14',
  'iso-8859-15': 'iso-8859-15',
  'koi8-r': 'koi8-r',
  'koi8-u': 'koi8-u',
  cp866: 'ibm866',
  'mac-roman': 'macintosh',
  'mac-cyrillic': 'x-mac-cyrillic',
  cp874: 'windows-874',
  'tis-620': 'windows-874',
  gb18030: 'gb18030',
  big5hkscs: 'big5',
  'euc-jis-2004': 'euc-jp',
  shift_jis_2004: 'shift_jis',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  'euc-kr': 'euc-kr',
  'iso2022-jp-2': 'iso-2022-jp',
}

/** 0x80 to 0x9f of windows-1252, which some releases of Node decode as ISO-8859-1. */
const high1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

function read(bytes: Uint8Array, label: string): string {
  const text = new TextDecoder(label).decode(bytes)
  return label === 'windows-1252' ? text.replace(/[\x80-\x9f]/g, (c) => high1252.charAt(c.charCodeAt(0) - 0x80)) : text
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

/** UTF-16 without a mark: in text of any script, one half of most units is zero or from few rows, and no unit is unassigned. */
function utf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, 65_536) & ~1
  if (length < 4 || bytes.length % 2 === 1) return undefined
  const zeros = [0, 0]
  const spaces = { le: 0, be: 0 }
  for (let i = 0; i < length; i += 2) {
    const first = bytes[i] as number
    const second = bytes[i + 1] as number
    if (first === 0) zeros[0] = (zeros[0] ?? 0) + 1
    if (second === 0) zeros[1] = (zeros[1] ?? 0) + 1
    if (second === 0 && (first === 0x20 || first === 0x0a || first === 0x0d)) spaces.le += 1
    if (first === 0 && (second === 0x20 || second === 0x0a || second === 0x0d)) spaces.be += 1
  }
  const [even = 0, odd = 0] = zeros
  if (odd > 4 * even && (odd > length / 8 || spaces.le > length / 100)) return 'utf-16le'
  if (even > 4 * odd && (even > length / 8 || spaces.be > length / 100)) return 'utf-16be'
  return undefined
}

const declaration = /<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w:-]{2,40})|^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:-]{2,40})/i

/** The encoding that an HTML page says it is in, if there is a decoder for it. */
function declared(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('iso-8859-1').decode(bytes.subarray(0, 16_384))
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

const names = new Map(Object.entries(guessable).map(([name, label]) => [plain(name), label]))
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/^mac/, 'mac')
}

function guess(bytes: Uint8Array): string {
  const { encoding } = chardet.detect(bytes, { includeEncodings: Object.keys(guessable) })
  return (encoding === null ? undefined : names.get(plain(encoding))) ?? 'windows-1252'
}

const lost = (text: string): string[] => {
  const count = text.split('\ufffd').length - 1
  if (count === 0) return []
  return [
    count === 1
      ? 'One character could not be decoded and is shown as \ufffd.'
      : `${count.toLocaleString('en')} characters could not be decoded and are shown as \ufffd.`,
  ]
}

/** The text of a file and the encoding it was in; never fails. `html`: whether a declaration in the page counts. */
export function decode(bytes: Uint8Array, html: boolean): Decoded {
  const finish = (encoding: string, from = 0): Decoded => {
    const text = read(bytes.subarray(from), encoding)
    return { text, encoding, warnings: lost(text) }
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return finish('utf-8', 3)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return finish('utf-16le', 2)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return finish('utf-16be', 2)
  const wide = utf16(bytes)
  if (wide !== undefined) return finish(wide)
  // ISO-2022-JP and HZ are made of ASCII bytes only.
  if (isUtf8(bytes) && !bytes.includes(0x1b)) return finish('utf-8')
  const said = html ? declared(bytes) : undefined
  if (said !== undefined && said !== 'utf-8') return finish(said)
  if (isUtf8(bytes) && !bytes.subarray(0, 65_536).includes(0x1b)) return finish('utf-8')
  const asUtf8 = finish('utf-8')
  if (isDamagedUtf8(asUtf8.text)) return asUtf8
  return finish(guess(bytes))
}
