import { parseFragment } from 'parse5'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import { finishPdf, pdfPage } from '../../../electron/export/pdf.ts'
import { fileOf } from '../../helpers/pdffile.ts'
import { article, code, report } from '../../helpers/reports.ts'

const codes = [code('source', 'Official source', '#2f7d5b')]
const title = 'Wére “(Stimmen)” \\ 橋 😀 جسر'
const pair = report(
  [
    article(
      'one',
      [['paragraph', 'body', 'Growers by the [1 river bank 1] heard on Monday that the sluice will be shut for all of May.']],
      {
        1: { codes: ['source'] },
      },
      { title },
    ),
    article('two', [['paragraph', 'body', 'Millers heard on Monday that the sluice will be shut for all of May, and wondered.']], {}),
  ],
  codes,
  { request: { authors: 'A. Reader (ed.)' } },
)
const page = pdfPage(pair)

type Printed = Readonly<{ printedAt?: string; catalog?: string; pages?: readonly string[] }>

/** A file put together as Chromium does it: a plain table of objects, and a place for each of `ids`, one to a page as far as they go. */
function printed(ids: readonly string[], { printedAt = '20261122085951', catalog = '', pages = [''] }: Printed = {}): Uint8Array {
  const kid = (i: number) => 5 + 2 * Math.min(i, pages.length - 1)
  const objects = [
    `<</Creator (Mozilla/5.0 \\(X11\\))\n/Producer (Skia/PDF m114)\n/CreationDate (D:${printedAt}+00'00')\n/ModDate (D:${printedAt}+00'00')>>`,
    `<</Type /Pages\n/Count ${pages.length}\n/Kids [${pages.map((_, i) => `${kid(i)} 0 R`).join(' ')}]>>`,
    `<<${ids.map((id, i) => `/${id} [${kid(i)} 0 R /XYZ 45 ${700 - i} 0]`).join('\n')}>>`,
    '<</Type /Font\n/Subtype /Type1\n/BaseFont /Courier>>',
    ...pages.flatMap((words, i) => {
      const drawn = `BT /F4 10 Tf 1 0 0 1 72 700 Tm (${words}) Tj ET`
      return [
        `<</Type /Page\n/Resources <</Font <</F4 4 0 R>>>>\n/MediaBox [0 0 595 842]\n/Contents ${kid(i) + 1} 0 R\n/Parent 2 0 R>>`,
        `<</Length ${drawn.length}>> stream\n${drawn}\nendstream`,
      ]
    }),
    `<</Type /Catalog\n/Pages 2 0 R\n/Dests 3 0 R${catalog}>>`,
  ]
  return fileOf(objects)
}

/** Names of sections are printed elsewhere. */
const noHeads = () => Promise.resolve(new Uint8Array())
const finish = (bytes: Uint8Array, of = page) => finishPdf(bytes, of, noHeads)

type Entry = { title: string; dest: unknown; items: Entry[] }
const named = (entries: readonly Entry[] | null): unknown => entries?.map(({ title, dest, items }) => [title, dest, named(items)])

async function read(bytes: Uint8Array) {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const document = await task.promise
  const { info } = await document.getMetadata()
  const outline = named((await document.getOutline()) as Entry[] | null)
  const places = await document.getDestinations()
  const words: string[] = []
  for (let i = 1; i <= document.numPages; i++)
    words.push((await (await document.getPage(i)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(' '))
  await task.destroy()
  return { info: info as Readonly<Record<string, unknown>>, outline, places: Object.keys(places), words }
}

describe('the PDF of a report', () => {
  const ids = ['sources', 'shared', 'passage-1-1', 'codes', 'article-1', 'article-2', 'check']

  it('has an outline of the headings that something leads to', async () => {
    const { outline } = await read(await finish(printed(ids)))
    expect(outline).toEqual([
      ['Sources', 'sources', []],
      ['Shared passages', 'shared', [['Passage 1 verbatim, 13 words', 'passage-1-1', []]]],
      ['Codes side by side', 'codes', []],
      [`Article A: ${title}`, 'article-1', []],
      ['Article B: Title of two', 'article-2', []],
      ['How to check this report', 'check', []],
    ])
  })

  it('says its title, its authors and when the report was made', async () => {
    const { info } = await read(await finish(printed(ids)))
    expect(info).toMatchObject({
      Title: page.title,
      Author: 'A. Reader (ed.)',
      Creator: 'Parallax 0.1.0',
      Producer: 'Skia/PDF m114',
      CreationDate: "D:20260301120000+00'00'",
      ModDate: "D:20260301120000+00'00'",
      Language: 'en',
    })
  })

  it('D20 is the same whenever it is printed', async () => {
    const days = ['20261122085951', '20261123100000']
    const [today, tomorrow] = await Promise.all(days.map((printedAt) => finish(printed(ids, { printedAt }))))
    expect(Buffer.compare(Buffer.from(today ?? []), Buffer.from(tomorrow ?? []))).toBe(0)
    expect(Buffer.from(today ?? []).toString('latin1')).not.toContain('20261122')
  })

  it('is printed without an outline where nothing leads to a heading', async () => {
    expect((await read(await finish(printed([])))).outline).toBeUndefined()
  })

  it('keeps what the printer itself has said: its outline, its language', async () => {
    const own = await finish(printed(ids, { catalog: '\n/Outlines 2 0 R\n/Lang (fr)' }))
    const added = Buffer.from(own).toString('latin1').split('%%EOF')[1] ?? ''
    expect(added.match(/\/Outlines \d+/g)).toEqual(['/Outlines 2'])
    expect(added).not.toContain('/Lang (en)')
  })

  it('leaves a file that is put together in another way as it is', async () => {
    const strange = Buffer.from('%PDF-1.5\n1 0 obj\n<</Type /XRef>>\nendobj\nstartxref\n9\n%%EOF\n')
    expect(await finish(strange)).toBe(strange)
    expect(await finish(new Uint8Array())).toEqual(new Uint8Array())
  })

  it('has at the head of each page the section that begins on it, or goes on', async () => {
    const outline = ['sources', 'codes', 'check'].map((id) => ({ name: id.toUpperCase(), id, under: [] }))
    const asked: string[] = []
    const heads = (html: string) => {
      asked.push(html)
      const sheets = html.matchAll(/class="section" dir="auto">([^<]*)<.*?class="number">([^<]*)</g)
      return Promise.resolve(printed([], { pages: [...sheets].map(([, section, number]) => `${section}, ${number}`) }))
    }
    // Sources begin on the second page, codes on the third; the fourth goes on, and the rest begins on the fifth.
    const places = ['cover', 'sources', 'codes', 'more', 'check']
    const report = printed(places, { pages: ['one', 'two', 'three', 'four', 'five'] })
    const { words } = await read(await finishPdf(report, { ...page, outline }, heads))
    expect(words).toEqual(['one , 1 / 5', 'two SOURCES, 2 / 5', 'three CODES, 3 / 5', 'four CODES, 4 / 5', 'five CHECK, 5 / 5'])
    expect(asked).toHaveLength(1)
  })

  it('S15 prints names of sections as text', async () => {
    let asked = ''
    const outline = [{ name: '</p><script>alert(1)</script>&lt;', id: 'check', under: [] }]
    await finishPdf(printed(['check']), { ...page, outline }, (html) => {
      asked = html
      return noHeads()
    })
    const { childNodes } = parseFragment(asked.slice(asked.indexOf('<p dir')))
    expect(
      childNodes.map((node) => ('childNodes' in node ? node.childNodes.map((text) => ('value' in text ? text.value : '')) : [])),
    ).toEqual([[page.title], ['</p><script>alert(1)</script>&lt;'], ['1 / 1']])
  })

  it.each(['a\0b\u0007c', 'half \ud83d', ') endobj 6 0 obj << (', '\\', 'line\r\nend', `${'long '.repeat(2_000)}`])(
    'says %j as text',
    async (words) => {
      const { info, outline } = await read(
        await finish(printed(['check']), { ...page, title: words, outline: [{ name: words, id: 'check', under: [] }] }),
      )
      const said = String(info.Title)
      expect(said.length).toBeLessThanOrEqual(202)
      expect(words.replace(/[^\w()<]+/g, '')).toContain(said.replace(/[^\w()<]+/g, ''))
      expect(outline).toEqual([[said, 'check', []]])
    },
  )
})
