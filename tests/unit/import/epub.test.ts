// Electronic books as publishers, converters and news readers make them, and such as cannot be read.
import { describe, expect, it, vi } from 'vitest'
import { importFile } from '../../../electron/import/import.ts'
import { footnotesOf } from '../../../shared/footnotes.ts'
import { epub } from './epubs.ts'
import { expectFixture, imported, zipped } from './office.ts'
import { inZone, now } from './read.ts'

const rain =
  'The rain began on Monday night and did not stop for three days. By the time that the gates of the upper lake were opened, the cellars of the old town had been under water for six hours, and the fire brigade had stopped answering the telephone.'
const council =
  'The council met in the school, because the hall was flooded. Its members agreed on one thing only, that somebody else should have acted sooner. The minutes name no one, and the tape of the meeting was lost in the same flood.'

const metadata =
  '<dc:title>The Flood</dc:title><dc:creator>Anna Example</dc:creator><dc:creator>Ben Example</dc:creator><dc:publisher>Example House</dc:publisher><dc:date>2023-05-04</dc:date><dc:language>en</dc:language><meta property="dcterms:modified">2023-06-01T10:00:00Z</meta>'
const contents =
  '<nav epub:type="toc"><h2>Contents</h2><ol><li><a href="one.xhtml">One</a></li><li><a href="two%20more.xhtml">Two</a></li></ol></nav>'

describe('EPUB: a book', () => {
  const bytes = epub({
    metadata,
    properties: { 'nav.xhtml': 'nav' },
    pages: {
      'nav.xhtml': contents,
      'one.xhtml': `<h1>The Flood</h1><h2>One</h2><p>${rain}<a epub:type="noteref" href="notes.xhtml#n1">1</a></p><span epub:type="pagebreak" id="p2">2</span><p>${council}</p>`,
      'two more.xhtml': `<h2>Two</h2><a id="start"/><p>${council} <a href="one.xhtml">See above.</a></p><blockquote><p>Nobody knew.</p></blockquote><p>${rain}<a epub:type="noteref" href="notes.xhtml#n2">2</a></p>`,
      'notes.xhtml':
        '<h2>Notes</h2><aside id="n1" epub:type="footnote"><p><a href="one.xhtml#r1">1</a> From the diary of the brigade.</p></aside><aside id="n2" epub:type="footnote"><p><a href="two%20more.xhtml#r2">2</a> From the minutes.</p></aside>',
    },
  })

  it('is one article in the order of its spine, its notes linked across its pages, its contents set aside', async () => {
    const book = await imported('flood.epub', bytes)
    expectFixture('book.epub', book)
    expect(book).toMatchObject({
      title: 'The Flood',
      author: 'Anna Example, Ben Example',
      outlet: 'Example House',
      date: '2023-05-04',
      language: 'en',
    })
    const notes = footnotesOf(
      book.text,
      book.blocks.map(({ zone, start, end }) => ({ zone, range: { start, end }, origin: 'import' as const })),
    )
    expect(notes.map(({ label, references }) => [label, references.length])).toEqual([
      ['1', 1],
      ['2', 1],
    ])
    expect(inZone(book, 'body').join('\n')).not.toMatch(/Contents|canary/)
  })

  it('tells what it is by its first entry where its name does not', async () => {
    expect((await imported('flood.bin', bytes)).format).toBe('epub')
  })
})

describe('EPUB: a collection', () => {
  const article = (title: string, byline: string, words: string) =>
    `<article><h1>${title}</h1><p class="byline">By ${byline}</p><p>${words}</p><p>${council}</p></article>`
  it('of articles with titles and bylines of their own becomes those articles', async () => {
    const bytes = epub({
      metadata:
        '<dc:title>Example Courier</dc:title><dc:creator>calibre</dc:creator><dc:publisher>calibre</dc:publisher><dc:date>2024-03-12</dc:date>',
      pages: {
        'cover.xhtml': '<p>Example Courier</p>',
        'a.xhtml': article('River takes the bridge', 'Anna Example', rain),
        'b.xhtml': article('Council points elsewhere', 'Ben Example', rain),
        'c.xhtml': `<p>${council}</p>`,
      },
    })
    const articles = await importFile({ name: 'courier.epub', bytes }, { now })
    expect(articles.map(({ title, author, outlet, date, part, of }) => [title, author, outlet, date, part, of])).toEqual([
      ['River takes the bridge', 'Anna Example', 'Example Courier', '2024-03-12', 1, 2],
      ['Council points elsewhere', 'Ben Example', 'Example Courier', '2024-03-12', 2, 2],
    ])
    expect(articles.map((each) => inZone(each, 'body').length)).toEqual([2, 3])
    for (const [i, each] of articles.entries()) expectFixture(`collection-${i + 1}.epub`, each)
  })

  it('a book by several hands whose chapters have no bylines stays one', async () => {
    const chapter = `<h1>A chapter</h1><p>${rain}</p><p>${council}</p>`
    const articles = await importFile(
      { name: 'a.epub', bytes: epub({ metadata, pages: { 'a.xhtml': chapter, 'b.xhtml': chapter } }) },
      { now },
    )
    expect(articles).toHaveLength(1)
  })
})

describe('EPUB: what converters leave', () => {
  it('elements that close themselves end there, and pages that are missing are passed over', async () => {
    const pages = { 'a.xhtml': `<p id="a"/><div/><h1>The Flood</h1><p>${rain}<br/>Next line.<i/></p><table/><p>${council}</p>` }
    const { text } = await imported('a.epub', epub({ pages, metadata }))
    expect(text).toBe(`The Flood\n\n${rain}\nNext line.\n\n${council}`)
  })
})

describe('EPUB files that cannot be read', () => {
  const refused = (bytes: Uint8Array) => expect(imported('a.epub', bytes)).rejects
  const pages = { 'a.xhtml': `<p>${rain}</p>` }
  const locked = (algorithm: string) => ({
    'META-INF/encryption.xml': `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="${algorithm}"/></EncryptedData></encryption>`,
  })

  it('say why: locked by the seller, no list of pages, no words', async () => {
    await refused(epub({ pages, files: locked('http://www.w3.org/2001/04/xmlenc#aes128-cbc') })).toThrow(/locked by its seller/)
    expect((await imported('a.epub', epub({ pages, files: locked('http://www.idpf.org/2008/embedding') }))).text).toBe(rain)
    await refused(zipped({ mimetype: new TextEncoder().encode('application/epub+zip') })).toThrow(/does not say where its pages are/)
    await refused(epub({ pages: {} })).toThrow(/no words/)
    await refused(epub({ pages }).slice(0, 500)).toThrow(/damaged/)
  })

  it('S19 S20 a bomb and a name that leads out of the archive are refused', async () => {
    await refused(epub({ pages: { 'a.xhtml': ' '.repeat(60_000_000) } })).toThrow(/200 times/)
    await refused(epub({ pages, files: { '../../escape.xhtml': 'words' } })).toThrow(/name/)
  })

  it('S21 a document type in its lists is refused', async () => {
    const files = { 'META-INF/encryption.xml': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><encryption>&x;</encryption>' }
    await refused(epub({ pages, files })).toThrow(/document type/)
  })

  it('S8 S13 scripts, pictures and frames of its pages are neither fetched nor text', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch')
    const active = `<p onclick="alert(1)">${rain}</p><script>alert(2)</script><img src="http://canary.invalid/a.png"/><iframe src="http://canary.invalid/"></iframe><svg><script>alert(3)</script></svg>`
    const book = await imported('a.epub', epub({ pages: { 'a.xhtml': active } }))
    expect(book.text).toBe(rain)
    expect(JSON.stringify(book)).not.toMatch(/alert/)
    expect(fetched).not.toHaveBeenCalled()
    fetched.mockRestore()
  })
})
