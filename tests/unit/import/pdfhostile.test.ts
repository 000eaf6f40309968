// PDF files that are locked, damaged, without text, or built to do something else than be read.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { importFile } from '../../../electron/import/import.ts'
import { imported } from './office.ts'
import { at, lines, pdf, wrapped } from './pdfs.ts'
import { now } from './read.ts'

const words = 'The rain began on Monday night and did not stop for three days, and the gates were opened.'
const plain = pdf({ pages: [lines(72, 700, wrapped(words, 60))] })
const open = (bytes: Uint8Array, password?: string) => importFile({ name: 'a.pdf', bytes }, { now, password })
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))

afterEach(() => {
  vi.restoreAllMocks()
})

describe('PDF: locked files', () => {
  const bytes = pdf({ pages: [at(72, 700, words)], info: { Author: 'Anna Example' }, lock: { user: 'open sesame', owner: 'owner' } })
  it('ask for the password, say when it is wrong, and open with the right one', async () => {
    await expect(open(bytes)).rejects.toMatchObject({ code: 'needs-password', message: 'The PDF file is locked: it needs a password.' })
    await expect(open(bytes, 'wrong')).rejects.toMatchObject({
      code: 'needs-password',
      message: expect.stringContaining('not its password'),
    })
    const [article] = await open(bytes, 'open sesame')
    expect(article).toMatchObject({ text: words, author: 'Anna Example' })
  })

  it('open without one where anybody may read them', async () => {
    const [article] = await open(pdf({ pages: [at(72, 700, words)], lock: { user: '', owner: 'owner' } }))
    expect(article?.text).toBe(words)
  })
})

describe('PDF: files without text', () => {
  it('pages that are pictures are refused with a word on what to do; one among others is named', async () => {
    const picture = 'q 500 0 0 700 50 50 cm /Im Do Q'
    await expect(open(pdf({ pages: [picture, picture] }))).rejects.toMatchObject({
      code: 'refused',
      message: 'The pages are pictures: the PDF file has no text in it. It needs text recognition (OCR) first.',
    })
    const article = await imported('a.pdf', pdf({ pages: [at(72, 700, words), picture, picture] }))
    expect(article.warnings).toContain('Pages 2 and 3 hold no text and may be pictures.')
  })

  it('fonts that do not say which letters they draw are told of', async () => {
    const letters = Object.fromEntries(Array.from({ length: 26 }, (_, i) => [String.fromCharCode(97 + i), String.fromCharCode(0xe000 + i)]))
    await expect(open(pdf({ letters, pages: [at(72, 700, words, { font: 'F6' })] }))).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('do not say which letters'),
    })
    const mixed = pdf({ letters, pages: [at(72, 700, words) + at(72, 600, 'abc', { font: 'F6' })] })
    expect((await imported('a.pdf', mixed)).warnings).toContain('Some fonts of the PDF file do not say which letters they draw.')
  })
})

describe('PDF: damaged files', () => {
  it('are recovered where the pages can be found: a wrong table of places, words before the header, a cut end', async () => {
    const source = latin1(plain)
    const wrong = source.replace(/\d{10} 00000 n/g, '0000000007 00000 n').replace(/startxref\n\d+/, 'startxref\n99999999')
    expect((await imported('a.pdf', bytesOf(wrong))).text).toBe(words)
    expect((await imported('a.pdf', bytesOf(`HTTP/1.1 200 OK\r\n\r\n${source}`))).text).toBe(words)
    const cut = await imported('a.pdf', bytesOf(source.slice(0, source.indexOf('xref') - 3)))
    expect(cut).toMatchObject({ text: words, repairs: ['The end of the file is missing; its pages were found without it'] })
  })

  it('are refused in plain words where they cannot', async () => {
    for (const bytes of [bytesOf('%PDF-1.7\n'), plain.slice(0, 400), bytesOf(`%PDF-1.4 ${'garbage '.repeat(500)}`)])
      await expect(open(bytes)).rejects.toMatchObject({ code: 'refused', message: expect.stringMatching(/^The PDF file is damaged/) })
  })

  it('any change of bytes gives an article or a refusal, and the process that reads goes on', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [new URL('pdfchanges.ts', import.meta.url).pathname])
    expect(stdout.trim()).toBe('400 files, each read or refused')
  })
})

describe('PDF: files that want more than to be read', () => {
  const active = pdf({
    pages: [at(72, 700, words)],
    catalogue:
      '/OpenAction << /S /JavaScript /JS (globalThis.pwned = 1; app.launchURL\\("http://canary.invalid/js"\\)) >> /Names << /EmbeddedFiles << /Names [(evil.exe) 22 0 R] >> >> /AcroForm << /XFA 23 0 R /Fields [] >>',
    page: '/AA << /O << /S /Launch /F (/bin/sh) >> >> /Annots [20 0 R 21 0 R]',
    objects: [
      '<< /Type /Annot /Subtype /Link /Rect [0 0 612 792] /A << /S /URI /URI (http://canary.invalid/link) >> >>',
      '<< /Type /Annot /Subtype /Widget /FT /Tx /T (field) /V (a secret of the form) /Rect [0 0 100 20] /AA << /K << /S /JavaScript /JS (globalThis.pwned = 2) >> >> >>',
      '<< /Type /Filespec /F (evil.exe) /EF << /F 23 0 R >> >>',
      '<< /Length 58 >>\nstream\n<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"></xdp:xdp>  \nendstream',
    ],
  })

  it('S23 scripts, launches, links, forms and files inside do nothing and are no part of the text', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch')
    const article = await imported('a.pdf', active)
    expect(article.text).toBe(words)
    expect(JSON.stringify(article)).not.toMatch(/canary|evil|secret/)
    expect(Reflect.get(globalThis, 'pwned')).toBeUndefined()
    expect(fetched).not.toHaveBeenCalled()
  })

  it('S23 reading a file makes no code of text: it works where that is forbidden', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-pdf-'))
    try {
      const file = path.join(folder, 'a.pdf')
      writeFileSync(file, active)
      const reader = new URL('../../../electron/import/pdfjs.ts', import.meta.url).href
      const script = `const { readPdfFile } = await import(${JSON.stringify(reader)}); const { readFileSync } = await import('node:fs'); let made = true; try { new Function('') } catch { made = false } const { pages } = await readPdfFile(readFileSync(${JSON.stringify(file)}), undefined); console.log(made, pages[0].items.length)`
      const { stdout } = await promisify(execFile)(process.execPath, [
        '--disallow-code-generation-from-strings',
        '--input-type=module',
        '-e',
        script,
      ])
      expect(stdout.trim()).toBe('false 1')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('S28 more pages than a book has are refused with the limit named', async () => {
    const long = pdf({ pages: Array.from({ length: 5_001 }, () => at(72, 700, words)) })
    await expect(open(long)).rejects.toMatchObject({ code: 'refused', message: 'The PDF file has more than 5,000 pages.' })
  })
})
