// Writes electronic books: their list of pages, what it says of the book, and the pages.
import { zipped } from './office.ts'

export type BookParts = Readonly<{
  /** Pages in the order of the spine, by the names of their files: the insides of their bodies. */
  pages: Readonly<Record<string, string>>
  metadata?: string
  /** Properties of items in the manifest, by the names of their files. */
  properties?: Readonly<Record<string, string>>
  /** More files of the archive. */
  files?: Readonly<Record<string, string>>
}>

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

export function epub({ pages, metadata = '', properties = {}, files = {} }: BookParts): Uint8Array {
  const items = Object.keys(pages).map(
    (name, i) =>
      `<item id="p${i}" href="text/${encodeURIComponent(name)}" media-type="application/xhtml+xml"${properties[name] === undefined ? '' : ` properties="${properties[name]}"`}/>`,
  )
  const refs = Object.keys(pages).map((_, i) => `<itemref idref="p${i}"/>`)
  return zipped({
    mimetype: { content: bytesOf('application/epub+zip'), method: 0 },
    'META-INF/container.xml': bytesOf(
      '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    ),
    'OEBPS/book.opf': bytesOf(
      `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">${metadata}</metadata><manifest>${items.join('')}<item id="css" href="a.css" media-type="text/css"/></manifest><spine>${refs.join('')}</spine></package>`,
    ),
    ...Object.fromEntries(
      Object.entries(pages).map(([name, inside]) => [
        `OEBPS/text/${name}`,
        bytesOf(
          `<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/><script src="http://canary.invalid/a.js"/><style/></head><body>${inside}</body></html>`,
        ),
      ]),
    ),
    ...Object.fromEntries(Object.entries(files).map(([name, content]) => [name, bytesOf(content)])),
  })
}
