import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import { finishPdf, pdfPage } from '../../../electron/export/pdf.ts'
import { joinPdf, type Printed, readPrinted } from '../../../electron/export/pdfjoin.ts'
import { fileOf } from '../../helpers/pdffile.ts'
import { article, code, report } from '../../helpers/reports.ts'

const info = "<</Producer (Skia/PDF m114)\n/CreationDate (D:20261122085951+00'00')>>"
/** A stream of all bytes that also says what would end it or name an object. */
const noise = `${Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join('')} 4 0 R >> stream\n 3 0 R`
const drawn = (words: string) => `BT /F4 10 Tf 1 0 0 1 72 700 Tm (${words}) Tj ET`
const stream = (words: string) => `<</Length ${words.length}>> stream\n${words}\nendstream`

/** Two pages that say `words` and a link to an address; each is a branch of the tree of pages. */
function printed(words: string, places: string, uri: string): Buffer {
  const page = (i: number, annots = '') =>
    `<</Type /Page\n/Resources <</Font <</F4 4 0 R>>>>\n/MediaBox [0 0 595 842]${annots}\n/Contents ${i} 0 R\n/Parent ${i === 6 ? 9 : 10} 0 R>>`
  const link = `<</Type /Annot\n/Subtype /Link\n/Rect [45 692 50 700]\n/A <</Type /Action\n/S /URI\n/URI (${uri})>>>>`
  return fileOf([
    info,
    '<</Type /Pages\n/Count 2\n/Kids [9 0 R 10 0 R]>>',
    `<<${places}>>`,
    '<</Type /Font\n/Subtype /Type1\n/BaseFont /Courier\n/Note (\\(4 0 R\\) \\\\)\n/Noise 11 0 R>>',
    page(6, '\n/Annots [12 0 R]'),
    stream(drawn(`${words} one`)),
    page(8),
    stream(drawn(`${words} two`)),
    '<</Type /Pages\n/Count 1\n/Kids [5 0 R]\n/Parent 2 0 R>>',
    '<</Type /Pages\n/Count 1\n/Kids [7 0 R]\n/Parent 2 0 R>>',
    stream(noise),
    link,
    '<</Type /Catalog\n/Pages 2 0 R\n/Dests 3 0 R>>',
  ])
}

const known = (bytes: Uint8Array): Printed => {
  const file = readPrinted(bytes)
  if (file === null) throw new Error('not read')
  return file
}
const parts = [
  printed('first', '/sources [5 0 R /XYZ 45 700 0]\n/codes [7 0 R /XYZ 45 600 0]', 'place:start-1/highlight-1'),
  printed('second', '/article-1 [5 0 R /XYZ 45 500 0]', 'place:/codes'),
  printed('third', '/check [7 0 R /XYZ 45 400 0]', 'place:highlight-1/start-1'),
]
const joined = joinPdf(parts.map(known))

async function read(bytes: Uint8Array) {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, stopAtErrors: true })
  const document = await task.promise
  const words: string[] = []
  const links: unknown[] = []
  const leadsTo = async (dest: unknown): Promise<unknown> => {
    const at = typeof dest === 'string' ? await document.getDestination(dest) : dest
    return Array.isArray(at) ? (await document.getPageIndex(at[0] as { num: number; gen: number })) + 1 : at
  }
  for (let i = 1; i <= document.numPages; i++) {
    const page = await document.getPage(i)
    words.push((await page.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' '))
    for (const { dest, url, unsafeUrl } of await page.getAnnotations()) links.push(dest ? await leadsTo(dest) : (url ?? unsafeUrl))
  }
  const places: Record<string, unknown> = {}
  for (const name of ['sources', 'codes', 'article-1', 'check', 'other']) places[name] = await leadsTo(name)
  const outline: unknown[] = []
  for (const { title, dest } of (await document.getOutline()) ?? []) outline.push([title, await leadsTo(dest)])
  await task.destroy()
  return { words, links, places, outline }
}

describe('printed files that are joined', () => {
  it('have all pages in order, and all places', async () => {
    const { words, places } = await read(joined)
    expect(words).toEqual(['first one', 'first two', 'second one', 'second two', 'third one', 'third two'])
    expect(places).toEqual({ sources: 1, codes: 2, 'article-1': 3, check: 6, other: null })
  })

  it('are one tree of pages, which says how many there are', () => {
    const { file, pages } = known(joined)
    expect(file.object(pages)).toMatch(/\/Count 6\s/)
    const numbers = file.pages()
    expect(numbers).toHaveLength(6)
    const rootOf = (number: number): number => {
      const [, parent] = /\/Parent (\d+) 0 R/.exec(file.object(number)) ?? []
      return parent === undefined ? number : rootOf(Number(parent))
    }
    for (const number of numbers) expect(rootOf(number)).toBe(pages)
  })

  it('keep streams and texts as they were', () => {
    const all = Buffer.from(joined)
    const bytes = Buffer.from(stream(noise), 'latin1')
    let found = 0
    for (let at = all.indexOf(bytes); at >= 0; at = all.indexOf(bytes, at + 1)) found++
    expect(found).toBe(3)
    expect(all.toString('latin1').match(/\/Note \(\\\(4 0 R\\\) \\\\\)\n/g)).toHaveLength(3)
  })

  it('name no object that is not there, and each of their own', () => {
    const { file } = known(joined)
    for (let number = 1; number < file.size; number++) {
      const words = file
        .object(number)
        .replace(/stream[\s\S]*/, '')
        .replace(/\(.*\)/g, '')
      for (const [, other] of words.matchAll(/(\d+) 0 R/g)) expect(file.object(Number(other)), `${number} names ${other}`).not.toBe('')
    }
  })

  it('can be joined again, and are the same each time', () => {
    expect(Buffer.compare(joinPdf(parts.map(known)), joined)).toBe(0)
    expect(known(joinPdf([known(joined), known(parts[0] as Buffer)])).file.pages()).toHaveLength(8)
  })

  it('are led through by the links and the outline of the whole', async () => {
    const ids = ['sources', 'codes', 'article-1', 'check']
    const outline = ids.map((id) => ({ name: id, id, under: [] }))
    const page = { html: '', parts: [], title: 'T', authors: '', program: 'P', madeAt: 0, outline }
    const whole = await read(await finishPdf(joined, page, () => Promise.resolve(new Uint8Array())))
    // From a highlight's number to its entry, by name to the second page, and back.
    expect(whole.links).toEqual([5, 2, 1])
    expect(whole.outline).toEqual([
      ['sources', 1],
      ['codes', 2],
      ['article-1', 3],
      ['check', 6],
    ])
  })

  it.each(['\n/Outlines 2 0 R', '\n/MarkInfo <</Marked true>>', '\n/StructTreeRoot 4 0 R'])('are left alone where they say %j', (more) => {
    expect(readPrinted(fileOf([info, '<</Type /Pages\n/Count 0\n/Kids []>>', `<</Type /Catalog\n/Pages 2 0 R${more}>>`]))).toBeNull()
    expect(readPrinted(Buffer.from('%PDF-1.5\nstartxref\n9\n%%EOF\n'))).toBeNull()
  })
})

describe('a report that is printed in parts', () => {
  const codes = [code('source', 'Official source', '#2f7d5b'), code('other', 'Other', '#7d2f5b')]
  const text = Array.from(
    { length: 30 },
    (_, i) => ['paragraph', 'body', `The [${i + 1} weir keeper ${i + 1}] spoke of day ${i} and of the water.`] as const,
  )
  const marks = Object.fromEntries(text.map((_, i) => [i + 1, { codes: [i % 2 === 0 ? 'source' : 'other'], note: `Note ${i}` }]))
  const built = report(
    ['one', 'two', 'three'].map((id) => article(id, [...text], marks)),
    codes,
    { request: { sections: ['sources', 'codes', 'quotations', 'articles', 'check'] } },
  )
  const whole = pdfPage(built, 1_000_000)
  const cut = pdfPage(built, 12_000)
  const main = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? ''
  const words = (html: string) =>
    main(html)
      .replace(/<[^>]*>/g, '')
      .replace(/\s+/g, '')
  const idsIn = (html: string) => [...main(html).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)

  it('is printed in one piece where it is short', () => {
    expect(whole.parts).toEqual([])
    expect(cut.html).toBe(whole.html)
  })

  it('has every word once, in order, and every id', () => {
    expect(cut.parts.length).toBeGreaterThan(8)
    expect(cut.parts.map(words).join('')).toBe(words(whole.html))
    const ids = cut.parts.flatMap(idsIn).filter((id) => id !== 'report')
    expect(ids).toEqual(idsIn(whole.html).filter((id) => id !== 'report'))
  })

  it('is cut into parts that are not much longer than asked, none of which ends with a heading', () => {
    for (const part of cut.parts) {
      expect(main(part).length).toBeLessThan(20_000)
      expect(main(part).replace(/<p hidden>.*<\/p>\n/, '')).not.toMatch(/<\/h\d>\s*(?:<\/\w+>\s*)*$/)
    }
  })

  it('leads by name only to what is in the same part, and by address to all else', () => {
    const there = new Set(idsIn(whole.html))
    for (const part of cut.parts) {
      const ids = new Set(idsIn(part))
      for (const [, to = ''] of main(part).matchAll(/ href="#([^"]*)"/g)) expect(ids.has(to), to).toBe(true)
      for (const [, to = ''] of main(part).matchAll(/ href="place:[\w-]*\/([^"]*)"/g)) expect(there.has(to), to).toBe(true)
    }
    expect(cut.parts.some((part) => part.includes('href="place:/article-2"'))).toBe(true)
    // What another part leads to is kept.
    const home = cut.parts.find((part) => idsIn(part).includes('article-2'))
    expect(home).toContain('<a href="#article-2"></a>')
  })
})
