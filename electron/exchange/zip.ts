// Several files as one ZIP file.
import { Zip, ZipDeflate, zipSync } from 'fflate'

/** The same time for every file, so that the same files give the same bytes. */
const STAMP = { mtime: new Date(1980, 0, 1) }

/** `files`: by their names in the ZIP file; words go in as UTF-8. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const encoder = new TextEncoder()
  const entries = Object.entries(files).map(([name, held]) => [name, typeof held === 'string' ? encoder.encode(held) : held] as const)
  return zipSync(Object.fromEntries(entries), STAMP)
}

export type ZipFile = readonly [name: string, held: string | Uint8Array | Iterable<string>]

/** UTF-16 units, or bytes, that are packed at once. */
const CHUNK = 1 << 16

function* chunksOf(held: ZipFile[1]): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  const whole = typeof held === 'string' ? encoder.encode(held) : held
  if (whole instanceof Uint8Array) {
    for (let at = 0; at < whole.length; at += CHUNK) yield whole.subarray(at, at + CHUNK)
    return
  }
  let words = ''
  for (const piece of whole) {
    words += piece
    if (words.length < CHUNK) continue
    yield encoder.encode(words)
    words = ''
  }
  yield encoder.encode(words)
}

/**
 * The same, piece by piece: a file is asked for when those before it are packed, and need not be whole in memory.
 * `files`: words in pieces that do not part a character.
 */
export function* zipPieces(files: Iterable<ZipFile>): Generator<Uint8Array> {
  const packed: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error !== null) throw error
    packed.push(piece)
  })
  for (const [name, held] of files) {
    const file = new ZipDeflate(name)
    file.mtime = STAMP.mtime
    zip.add(file)
    for (const chunk of chunksOf(held)) {
      file.push(chunk)
      yield* packed.splice(0)
    }
    file.push(new Uint8Array(), true)
    yield* packed.splice(0)
  }
  zip.end()
  yield* packed
}
