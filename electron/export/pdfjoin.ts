// Several printed files as one. A PDF is a list of numbered objects, each a few words that may name others by number, some with a
// stream of bytes after them, and a table that says where each begins (ISO 32000-1, 7.3 and 7.5). So the objects of each file are
// copied under new numbers, one file after the other: numbers that name objects are changed with them, but not in what stands between
// brackets, which is text, and not in streams, which stay byte for byte. Pages hang in a tree, so those of each file become a branch of
// one that is put above them (7.7.3). Names of places are those of a report's parts, of which there is one each, and go into one list.
import { PdfFile } from './pdffile.ts'

/** A printed file that can be joined with others; `pages` and `places`: its tree of pages and its list of named places. */
export type Printed = Readonly<{ file: PdfFile; pages: number; places: number }>

/** What Chromium 114 says of a whole file. Later ones add an outline and what a page is made of, which cannot be put side by side. */
const catalog = /^<<\/Type \/Catalog\s*\/Pages (\d+) 0 R(?:\s*\/Dests (\d+) 0 R)?\s*>>$/

/** `null` where the file is put together in another way. */
export function readPrinted(bytes: Uint8Array): Printed | null {
  const file = PdfFile.read(bytes)
  const [whole, pages, places = 0] = catalog.exec(file?.object(file.root) ?? '') ?? []
  return file === null || whole === undefined ? null : { file, pages: Number(pages), places: Number(places) }
}

/** Numbers of what there is once in the whole file. */
const [INFO, ROOT, PAGES, PLACES] = [1, 2, 3, 4]

/** All pages of `parts` in one file, which says of itself what the first part says. */
export function joinPdf(parts: readonly Printed[]): Uint8Array {
  const pieces = [Buffer.from('%PDF-1.4\n%\xd3\xeb\xe9\xe1\n', 'latin1')]
  const entries: string[] = []
  let at = pieces[0]?.length ?? 0
  const write = (content: string): void => {
    const piece = Buffer.from(`${entries.length + 1} 0 obj\n${content}\nendobj\n`, 'latin1')
    entries.push(`${String(at).padStart(10, '0')} 00000 n \n`)
    pieces.push(piece)
    at += piece.length
  }

  let next = PLACES + 1
  const moved = parts.map((part) => {
    const numbers = new Map<number, number>()
    for (const number of own(part)) numbers.set(number, next++)
    return { ...part, numbers }
  })
  const counts = parts.map(({ file, pages }) => Number(/\/Count (\d+)/.exec(file.object(pages))?.[1] ?? 0))
  const [first] = parts
  write(first?.file.object(first.file.info) ?? '<<>>')
  write(`<</Type /Catalog\n/Pages ${PAGES} 0 R\n/Dests ${PLACES} 0 R>>`)
  write(
    `<</Type /Pages\n/Count ${counts.reduce((sum, count) => sum + count, 0)}\n/Kids [${moved.map(({ numbers, pages }) => `${numbers.get(pages)} 0 R`).join(' ')}]>>`,
  )
  write(
    `<<${moved
      .map(({ file, places, numbers }) => renumbered(file.object(places), numbers).replace(/^<<|>>$/g, ''))
      .filter((names) => names !== '')
      .join('\n')}>>`,
  )
  for (const { file, pages, numbers } of moved)
    for (const old of numbers.keys()) {
      const object = renumbered(file.object(old), numbers)
      write(old === pages ? object.replace(/>>$/, `\n/Parent ${PAGES} 0 R>>`) : object)
    }
  const trailer = `trailer\n<</Size ${next}\n/Root ${ROOT} 0 R\n/Info ${INFO} 0 R>>\nstartxref\n${at}\n%%EOF\n`
  pieces.push(Buffer.from(`xref\n0 ${next}\n0000000000 65535 f \n${entries.join('')}${trailer}`, 'latin1'))
  return new Uint8Array(Buffer.concat(pieces))
}

/** Numbers of the objects that go over into the whole file. */
const own = ({ file, places }: Printed): number[] =>
  Array.from({ length: file.size }, (_, number) => number).filter(
    (number) => number !== file.root && number !== file.info && number !== places && file.object(number) !== '',
  )

/** An object with the new numbers of those that it names. */
function renumbered(object: string, numbers: ReadonlyMap<number, number>): string {
  const stream = />>\s*stream\r?\n/.exec(object)?.index ?? object.length
  const words = object
    .slice(0, stream)
    .replace(/\((?:\\[\s\S]|[^\\()])*\)|\b(\d+) 0 R\b/g, (found, number?: string) =>
      number === undefined ? found : `${numbers.get(Number(number)) ?? 0} 0 R`,
    )
  return words + object.slice(stream)
}
