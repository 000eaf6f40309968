// Several files as one ZIP file.
import { zipSync } from 'fflate'

/** The same time for every file, so that the same files give the same bytes. */
const STAMP = { mtime: new Date(1980, 0, 1) }

/** `files`: by their names in the ZIP file; words go in as UTF-8. */
export function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const encoder = new TextEncoder()
  const entries = Object.entries(files).map(([name, held]) => [name, typeof held === 'string' ? encoder.encode(held) : held] as const)
  return zipSync(Object.fromEntries(entries), STAMP)
}
