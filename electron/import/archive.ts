// Opens a ZIP file that came from anywhere. Everything is judged by the list at its end before anything is inflated: how many
// entries there are, what they are called, how large they say they are. An entry is inflated when it is asked for, never
// beyond the size it gave, and must then have that size and its checksum; what the file holds of further archives is only bytes.
// Names are looked up, never made into paths. Format: PKWARE's APPNOTE, with the parts that office programs write.

import { inflateRawSync } from 'node:zlib'
import { decodeCodepage } from './codepages.ts'
import { crc32 } from './crc32.ts'
import { limits, refuse } from './limits.ts'

/** Names as they are written, without folders. `read` finds a name whatever its capitals; @throws Failure 'refused' when the entry is damaged. */
export type Archive = Readonly<{ names: readonly string[]; read: (name: string) => Uint8Array | undefined }>

type Entry = Readonly<{ name: string; method: number; packed: number; size: number; crc: number; at: number }>

const LONGEST_NAME = 1_000
const damaged = (): never => refuse('The file is damaged: its archive cannot be read to the end.')

/** Where the list of entries begins, how long it is, and how many it has. */
function directoryOf(view: DataView): Readonly<{ start: number; end: number; count: number }> {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue
    let [count, size, start] = [view.getUint16(at + 10, true), view.getUint32(at + 12, true), view.getUint32(at + 16, true)]
    // The larger numbers of Zip64 stand before the list's end where these are full.
    if (at >= 20 && view.getUint32(at - 20, true) === 0x07064b50 && (count === 0xffff || size === 0xffffffff || start === 0xffffffff)) {
      const wide = long(view, at - 12)
      if (wide + 56 > at || view.getUint32(wide, true) !== 0x06064b50) damaged()
      ;[count, size, start] = [long(view, wide + 32), long(view, wide + 40), long(view, wide + 48)]
    }
    if (start + size > at) damaged()
    return { start, end: start + size, count }
  }
  return damaged()
}

/** A number of 64 bits; those that no file reaches are all the same. */
const long = (view: DataView, at: number): number => Number(view.getBigUint64(at, true))

/** Sizes and place that do not fit into 32 bits, from the entry's extra field. */
function widened(view: DataView, from: number, to: number, values: readonly number[]): number[] {
  for (let at = from; at + 4 <= to; ) {
    const end = at + 4 + view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === 1) {
      let next = at + 4
      return values.map((value) => {
        if (value !== 0xffffffff || next + 8 > Math.min(end, to)) return value
        next += 8
        return long(view, next - 8)
      })
    }
    at = end
  }
  return [...values]
}

/** Names are in UTF-8, whether marked so or not, or else in the code page of the first ZIP programs. */
function nameOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeCodepage(bytes, 'ibm437') ?? ''
  }
}

/** What a name must not be: a way out of a folder, in the manner of any system. */
const astray = (name: string): boolean =>
  name === '' ||
  name.length > LONGEST_NAME ||
  /[\\\p{Cc}\ufffd]|^\/|^[a-z]:/iu.test(name) ||
  name.split('/').some((part, i, { length }) => part === '..' || part === '.' || (part === '' && i < length - 1))

function entriesOf(bytes: Uint8Array, view: DataView, wanted: (name: string) => boolean): Entry[] {
  const { start, end, count } = directoryOf(view)
  if (count > limits.entries) refuse(`The archive has more than ${limits.entries.toLocaleString('en')} entries.`)
  const entries: Entry[] = []
  const names = new Set<string>()
  let total = 0
  let at = start
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) damaged()
    const flags = view.getUint16(at + 8, true)
    const nameEnd = at + 46 + view.getUint16(at + 28, true)
    const extraEnd = nameEnd + view.getUint16(at + 30, true)
    if (extraEnd > end) damaged()
    const name = nameOf(bytes.subarray(at + 46, nameEnd))
    if (astray(name)) refuse('The archive has an entry whose name leads out of it.')
    if (view.getUint8(at + 5) === 3 && (view.getUint16(at + 40, true) & 0xf000) === 0xa000) refuse('The archive has a link in it.')
    if (flags & 1) refuse('The archive is locked with a password: save it without one and open it again.')
    const folded = name.toLowerCase()
    if (names.has(folded)) refuse('The archive has two entries of one name.')
    names.add(folded)
    const next = extraEnd + view.getUint16(at + 32, true)
    if (!wanted(name)) {
      at = next
      continue
    }
    const given = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)]
    const [size = 0, packed = 0, from = 0] = widened(view, nameEnd, extraEnd, given)
    total += size
    if (total > limits.inflated) refuse('The archive unpacks to more than 256 MB.')
    if (size > limits.entry) refuse('The archive has an entry that unpacks to more than 100 MB.')
    if (size > 1_000_000 && size > limits.ratio * packed) refuse('The archive unpacks to more than 200 times its size.')
    if (!name.endsWith('/'))
      entries.push({ name, method: view.getUint16(at + 10, true), packed, size, crc: view.getUint32(at + 16, true), at: from })
    at = next
  }
  return entries
}

/** The packed bytes of each entry; no two may share any, or a small file could unpack to a large one. */
function placed(bytes: Uint8Array, view: DataView, entries: readonly Entry[]): Map<string, readonly [Entry, Uint8Array]> {
  const found = new Map<string, readonly [Entry, Uint8Array]>()
  let free = 0
  for (const entry of [...entries].sort((a, b) => a.at - b.at)) {
    const { at, packed } = entry
    if (at < free) refuse('The archive has entries that lie over each other.')
    if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) damaged()
    const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
    free = start + packed
    if (free > bytes.length) damaged()
    found.set(entry.name.toLowerCase(), [entry, bytes.subarray(start, free)])
  }
  return found
}

function inflate({ method, size }: Entry, packed: Uint8Array): Uint8Array {
  if (method === 0) return packed
  if (method !== 8) return refuse('The archive is packed in a way that Parallax does not read.')
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) })
  } catch {
    return damaged()
  }
}

/**
 * `wanted`: which entries are there to be read; others, such as the films beside a text, may be of any size.
 * @throws Failure 'refused' when it is no archive, is locked or damaged, or is built to harm
 */
export function openArchive(bytes: Uint8Array, wanted: (name: string) => boolean = () => true): Archive {
  if (bytes.length < 22) damaged()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = entriesOf(bytes, view, wanted)
  const found = placed(bytes, view, entries)
  return {
    names: entries.map(({ name }) => name),
    read: (name) => {
      const [entry, packed] = found.get(name.toLowerCase()) ?? []
      if (entry === undefined || packed === undefined) return undefined
      const inflated = inflate(entry, packed)
      if (inflated.length !== entry.size || crc32(inflated) !== entry.crc) damaged()
      return inflated
    },
  }
}
