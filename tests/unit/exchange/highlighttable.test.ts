import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportFormats } from '../../../electron/exchange/formats.ts'
import { writeXlsx } from '../../../electron/exchange/xlsx.ts'
import { openArchive } from '../../../electron/import/archive.ts'
import { childOf, childrenOf, parseXml, under, wordsOf } from '../../../electron/import/xml.ts'
import { parseCsv } from '../../../shared/codebook/csv.ts'
import { highlightCsv, highlightTable, lostInTable } from '../../../shared/exchange/highlightTable.ts'
import { HighlightId } from '../../../shared/ids.ts'
import { anyProject, codedProject, harbour } from '../../helpers/codedproject.ts'
import { wholeOf } from '../../helpers/whole.ts'

const spelt = (words: string) => words.replace(/_x([0-9A-F]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** The cells of a workbook by their places, as a program reads them. */
function cellsOf(bytes: Uint8Array): Map<string, string | number> {
  const sheet = openArchive(bytes).read('xl/worksheets/sheet1.xml')
  if (sheet === undefined) throw new Error('no sheet')
  const cells = new Map<string, string | number>()
  for (const row of childrenOf(childOf(parseXml(sheet), 'sheetData') ?? parseXml(sheet), 'row'))
    for (const cell of childrenOf(row, 'c')) {
      const words = under(cell, 'is', 't')
      const value = childOf(cell, 'v')
      cells.set(
        cell.attributes.r ?? '',
        words === undefined ? Number(value === undefined ? Number.NaN : wordsOf(value)) : spelt(wordsOf(words)),
      )
    }
  return cells
}

const column = (rows: readonly (readonly (string | number)[])[], name: string) =>
  rows.slice(1).map((row) => row[rows[0]?.indexOf(name) ?? -1])

describe('highlights as a table', () => {
  const rows = highlightTable(codedProject)

  it('has a row for each code of a highlight, and one for a highlight without any', () => {
    expect(column(rows, 'Highlight id')).toEqual(['id-1', 'id-1', 'id-4', 'id-8', 'id-6', 'id-10', 'id-11', 'id-13'])
    expect(column(rows, 'Code')).toEqual(['cause', 'blame', 'blame', 'cause', 'cause', '', 'cause', 'blame'])
    expect(column(rows, 'Value: stance')).toEqual(['for', '', '', '', '', '', '', ''])
    expect(column(rows, 'Entity')).toEqual(['The harbour', 'The harbour', '', '', '', '', '', ''])
  })

  it('gives ranges by which the quotation is found again', () => {
    const quotes = column(rows, 'Quote')
    for (const [i, ranges] of column(rows, 'Ranges').slice(0, 6).entries()) {
      const pieces = String(ranges)
        .split(' ')
        .map((range) => range.split('..').map(Number))
      expect(pieces.map(([start, end]) => harbour.text.slice(start, end)).join(' … ')).toBe(quotes[i])
    }
  })

  it('S24 no cell of the CSV file begins like a formula, and taking off one apostrophe gives the exact words', () => {
    const cells = parseCsv(highlightCsv(codedProject), ',')
    expect(cells.flat().filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([])
    expect(cells.map((row) => row.map((cell) => cell.replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, '')))).toEqual(
      rows.map((row) => row.map(String)),
    )
  })

  it('S24 no cell of the sheet is a formula or becomes one, whatever the words', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({
            unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '＝', "'", 'A', '_x0041_', '\x01', '<', '&', '🎣', ' '),
          }),
        ),
        (words) => {
          const bytes = writeXlsx('Sheet', [['Words'], ...words.map((word) => [word])])
          const cells = cellsOf(bytes)
          for (const [i, word] of words.entries()) {
            const cell = String(cells.get(`A${i + 2}`) ?? '')
            expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
            expect([word, `'${word}`]).toContain(cell)
          }
        },
      ),
    )
  })

  const soffice = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'].find((file) => existsSync(file))
  it.skipIf(soffice === undefined)(
    'S24 LibreOffice opens both without a formula, whatever the words begin with (left out where LibreOffice is not there)',
    () => {
      const starts = [
        '=1+1',
        '+1+1',
        '-2+3',
        '@SUM(1)',
        '\t=1+1',
        '\r=1+1',
        '\n=1+1',
        '＝1+1',
        '＋1',
        '－1',
        '＠SUM(1)',
        "'=1+1",
        "''=1+1",
        '=HYPERLINK("x")',
      ]
      const [first] = codedProject.records.highlight
      if (first === undefined) throw new Error('no highlight')
      const highlight = starts.map((note, n) => ({ ...first, id: HighlightId.parse(`h-${n}`), note }))
      const contents = { ...codedProject, records: { ...codedProject.records, highlight, coding: [], link: [] } }
      const folder = mkdtempSync(path.join(tmpdir(), 'parallax-sheet-'))
      try {
        for (const format of ['csv', 'xlsx']) {
          const file = path.join(folder, `${format}.${format}`)
          writeFileSync(file, wholeOf(exportFormats[format]?.write(contents, { offsets: 'standard', bom: true }) ?? ''))
          execFileSync(
            soffice ?? '',
            [
              `-env:UserInstallation=file://${folder}/profile`,
              '--headless',
              ...(format === 'csv' ? ['--infilter=CSV:44,34,76'] : []),
              '--convert-to',
              'fods',
              '--outdir',
              folder,
              file,
            ],
            { stdio: 'ignore' },
          )
          const sheet = readFileSync(path.join(folder, `${format}.fods`), 'utf8')
          expect(sheet.match(/table:formula/g) ?? [], format).toEqual([])
          for (const words of ["'=1+1", "'@SUM(1)", "'－1", "''=1+1"])
            expect(sheet.replaceAll('&apos;', "'").includes(`<text:p>${words}</text:p>`), `${format} ${words}`).toBe(true)
        }
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
    120_000,
  )

  it('a CSV file has a byte order mark where it is asked for', () => {
    const [plain, marked] = [undefined, true].map((bom) =>
      wholeOf(exportFormats.csv?.write(codedProject, { offsets: 'standard', bom }) ?? '').toString(),
    )
    expect([plain?.startsWith('\uFEFF'), marked]).toEqual([false, `\uFEFF${plain}`])
  })

  it('a sheet says what the CSV file says, offsets as numbers', () => {
    const cells = cellsOf(exportFormats.xlsx?.write(codedProject, { offsets: 'standard' }) as Uint8Array)
    expect(cells.get('A1')).toBe('Highlight id')
    expect([cells.get('J4'), cells.get('K4'), cells.get('N4')]).toEqual([10, 31, '🎣 met at the harbour'])
    expect(cells.get('AB2')).toBe('two words')
  })

  it('words too long for a cell are cut between characters, and the losses name them', () => {
    const long = `${'a'.repeat(32_766)}🎣 and more`
    expect(cellsOf(writeXlsx('Sheet', [['Words'], [long]])).get('A2')).toBe('a'.repeat(32_766))
    const [first, ...others] = codedProject.records.highlight
    if (first === undefined) throw new Error('no highlight')
    const contents = { ...codedProject, records: { ...codedProject.records, highlight: [{ ...first, note: long }, ...others] } }
    expect(lostInTable(contents, 32_767)[0]).toMatchObject({
      what: 'Words beyond 32,767 characters of a cell are left out.',
      count: 1,
      ids: ['id-1'],
    })
  })

  it('D20 the same project gives the same bytes in every format', () => {
    fc.assert(
      fc.property(anyProject, (contents) => {
        for (const [name, { write }] of Object.entries(exportFormats)) {
          const bytes = () => wholeOf(write(structuredClone(contents), { offsets: 'standard' }))
          expect(bytes().equals(bytes()), name).toBe(true)
        }
      }),
      { numRuns: 20 },
    )
  })
})
