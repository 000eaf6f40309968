// The tables by which fonts of Chinese, Japanese and Korean say which letters they draw, where they do not hold such a table
// themselves. They come with pdf.js, and are a part of it: beside the bundle in the app, in its package when run from source.
import { readFileSync } from 'node:fs'
import path from 'node:path'

const folders = [
  ...(typeof __dirname === 'string' ? [path.join(__dirname, 'cmaps')] : []),
  path.join('node_modules', 'pdfjs-dist', 'cmaps'),
]

/** A table by the name of its file, such as `UniGB-UCS2-H.bcmap`, or `undefined` where there is none of that name. */
export function characterMap(name: string): Uint8Array | undefined {
  if (!/^[\w-]{1,40}\.bcmap$/.test(name)) return undefined
  for (const folder of folders) {
    try {
      return Uint8Array.from(readFileSync(path.join(folder, name)))
    } catch {
      // The next folder may have it.
    }
  }
  return undefined
}
