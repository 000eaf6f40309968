// A TAR archive (POSIX ustar, with the long names of GNU and of pax), compressed by gzip: the files in it by their names. What is
// unpacked is bounded as in any archive; links and devices are refused, and names are looked up, never made into paths.
import { gunzipSync } from 'node:zlib'
import { limits, refuse } from '../import/limits.ts'

const BLOCK = 512
/** Kinds of entries: files under their old and new sign, and folders. */
const [OLD_FILE, FILE, FOLDER] = ['\0', '0', '5']
/** Entries that only say more of the next one: its name in GNU's way, or fields of it in that of pax. */
const [LONG_NAME, FIELDS, FIELDS_OF_ALL] = ['L', 'x', 'g']

const damaged = (): never => refuse('The file is damaged: its archive cannot be read to the end.')

function unpacked(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limits.inflated })
  } catch (error) {
    if (error instanceof RangeError) return refuse('The archive unpacks to more than 256 MB.')
    return damaged()
  }
}

/** @throws Failure 'refused' when it is no such archive, is damaged, unpacks to too much, or holds what is no file */
export function readTarGz(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const tar = unpacked(bytes)
  if (tar.length > 1_000_000 && tar.length > limits.ratio * bytes.length) refuse('The archive unpacks to more than 200 times its size.')
  const files = new Map<string, Uint8Array>()
  const field = (at: number, from: number, length: number): string => {
    const held = tar.subarray(at + from, at + from + length)
    const end = held.indexOf(0)
    return new TextDecoder().decode(end === -1 ? held : held.subarray(0, end))
  }
  let longName: string | undefined
  for (let at = 0, entries = 0; at + BLOCK <= tar.length && tar[at] !== 0; entries++) {
    if (entries >= limits.entries) refuse(`The archive has more than ${limits.entries.toLocaleString('en')} entries.`)
    const octal = field(at, 124, 12).trim()
    const sum = Number.parseInt(field(at, 148, 8).trim(), 8)
    // The sum is taken over the header with blanks in its own place.
    const found = tar.subarray(at, at + BLOCK).reduce((total, byte, i) => total + (i >= 148 && i < 156 ? 32 : byte), 0)
    if (sum !== found || !/^[0-7]*$/.test(octal)) damaged()
    const size = Number.parseInt(octal || '0', 8)
    const start = at + BLOCK
    if (start + size > tar.length) damaged()
    const kind = String.fromCharCode(tar[at + 156] ?? 0)
    const prefix = field(at, 257, 5) === 'ustar' ? field(at, 345, 155) : ''
    const name: string = longName ?? (prefix === '' ? field(at, 0, 100) : `${prefix}/${field(at, 0, 100)}`)
    longName = undefined
    if (kind === LONG_NAME) longName = field(start, 0, size)
    else if (kind === FIELDS) longName = /^\d+ path=(.*)$/m.exec(new TextDecoder().decode(tar.subarray(start, start + size)))?.[1]
    else if (kind === FILE || kind === OLD_FILE) {
      if (files.has(name)) refuse('The archive has two entries of one name.')
      files.set(name, tar.subarray(start, start + size))
    } else if (kind !== FOLDER && kind !== FIELDS_OF_ALL) refuse('The archive has a link or a device in it.')
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
  return files
}
