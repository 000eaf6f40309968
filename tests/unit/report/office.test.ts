// Word documents as LibreOffice opens them, where it is installed.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { reportDocx } from '../../../electron/export/docx.ts'
import { openArchive } from '../../../electron/import/archive.ts'
import { reportSections } from '../../../shared/report/model.ts'
import { squeezed } from '../../helpers/exported.ts'
import { naughty } from '../../helpers/naughty.ts'
import { article, code, type MarkedBlock, report } from '../../helpers/reports.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-office-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const installed = (program: string) => spawnSync(program, ['--version']).error === undefined
/** What LibreOffice makes of a document. */
function converted(bytes: Uint8Array, format: 'odt' | 'pdf'): string {
  const file = path.join(folder, 'report.docx')
  writeFileSync(file, bytes)
  const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, 'profile')).href}`
  execFileSync('soffice', [profile, '--headless', '--convert-to', format, '--outdir', folder, file], { stdio: 'ignore' })
  return path.join(folder, `report.${format}`)
}

const sayable = naughty.filter((words) => /\p{L}{2}/u.test(words) && !/[\p{Cc}\p{Cs}\p{Cf}\ufffe\uffff]/u.test(words))
const blocks = sayable.map((words, i): MarkedBlock => ['paragraph', 'body', `[${i + 1} ${words} ${i + 1}] stands here.`])
const marks = Object.fromEntries(blocks.map((_, i) => [i + 1, { codes: ['source'], note: `About: ${sayable[i] ?? ''}` }]))
const hostile = article('one', blocks, marks, { title: 'Gates & <weirs>', language: 'und' })
const arabic = article(
  'two',
  [
    ['paragraph', 'byline', 'بيل، 10 أبريل'],
    ['paragraph', 'body', 'قالت [1 السلطة إن [2 السد 1] أغلق 2] في الساعة 1:55.'],
  ],
  { 1: { codes: ['source'] }, 2: { note: 'ملاحظة' } },
  { language: 'ar' },
)
const sections = { sections: reportSections, title: '', authors: 'A. Reader', abstract: '', codeIds: [], coderIds: [] }

describe.skipIf(!installed('soffice'))('LibreOffice opens the DOCX of a report', { timeout: 120_000 }, () => {
  const bytes = reportDocx(report([hostile, arabic], [code('source', 'Official source', '#2f7d5b')], { request: sections }))

  it('with every word, note, footnote and heading', () => {
    const content = new TextDecoder().decode(openArchive(readFileSync(converted(bytes, 'odt'))).read('content.xml') ?? new Uint8Array())
    const plain = content
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&')
    for (const words of sayable) {
      expect(squeezed(plain), words).toContain(squeezed(`${words} stands here.`))
      expect(squeezed(plain), words).toContain(squeezed(`About: ${words}`))
    }
    expect(content.match(/<office:annotation /g)).toHaveLength(sayable.length + 1)
    expect(content.match(/<text:note /g)).toHaveLength(sayable.length + 2)
    expect(content.match(/<text:h /g)?.length).toBeGreaterThan(5)
  })

  it.skipIf(!installed('pdftotext'))('on pages with a head and a number', () => {
    const text = execFileSync('pdftotext', ['-layout', converted(bytes, 'pdf'), '-'], { encoding: 'utf8' })
    const pages = text.split('\f').slice(0, -1)
    expect(pages.length).toBeGreaterThan(5)
    for (const [i, page] of pages.entries()) {
      expect(page).toContain('Gates & <weirs>')
      expect(page).toContain(`${i + 1} / ${pages.length}`)
    }
  })
})
