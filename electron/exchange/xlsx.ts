// A table as a sheet for Excel and LibreOffice (ECMA-376): the few parts that a workbook must have, words as inline strings, the
// first row as a header that stays in view. A cell can never be a formula here; those that could become one when the sheet is
// saved as CSV begin with an apostrophe all the same.
import { guarded } from '../../shared/cells.ts'
import { attribute, content } from '../../shared/exchange/xml.ts'
import { Failure } from '../../shared/failure.ts'
import { zipOf } from './zip.ts'

/** UTF-16 code units that a cell has room for. */
export const LONGEST_CELL = 32_767
const MOST_ROWS = 1_048_576
/** Widths of columns in characters. */
const [NARROWEST, WIDEST] = [8, 60]

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** `A` for 0, `AA` for 26. */
const columnName = (column: number): string =>
  (column < 26 ? '' : columnName(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

const cut = (words: string): string => {
  if (words.length <= LONGEST_CELL) return words
  const end = /[\ud800-\udbff]/.test(words[LONGEST_CELL - 1] ?? '') ? LONGEST_CELL - 1 : LONGEST_CELL
  return words.slice(0, end)
}

/** What XML cannot say is written by its number, and what looks like such a number is guarded from being read as one. */
const spelt = (words: string): string =>
  content(
    words
      .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
      .replace(/(?![\t\n])[\p{Cc}\uFFFE\uFFFF]/gu, (unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`),
  )

function cellOf(cell: string | number, place: string, style: number): string {
  if (cell === '') return ''
  const open = `<c r="${place}" s="${style}"`
  if (typeof cell === 'number') return `${open}><v>${cell}</v></c>`
  return `${open} t="inlineStr"><is><t xml:space="preserve">${spelt(cut(guarded(cell)))}</t></is></c>`
}

function sheetOf(rows: readonly (readonly (string | number)[])[]): string {
  const columns = rows[0]?.length ?? 0
  const widths = Array.from({ length: columns }, (_, column) => {
    const longest = rows.slice(0, 200).reduce((most, row) => Math.max(most, String(row[column] ?? '').length), 0)
    return Math.min(WIDEST, Math.max(NARROWEST, longest + 2))
  })
  const last = `${columnName(Math.max(0, columns - 1))}${Math.max(1, rows.length)}`
  const parts = [
    `${HEAD}<worksheet xmlns="${SHEET}"><dimension ref="A1:${last}"/>`,
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols>${widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>`,
  ]
  for (const [r, row] of rows.entries()) {
    const style = r === 0 ? 1 : 0
    parts.push(`<row r="${r + 1}">`, ...row.map((cell, c) => cellOf(cell, `${columnName(c)}${r + 1}`, style)), '</row>')
  }
  parts.push(`</sheetData><autoFilter ref="A1:${last}"/></worksheet>`)
  return parts.join('')
}

const relationships = (all: readonly (readonly [type: string, target: string])[]): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all
    .map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/relationships/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`

const STYLES = `${HEAD}<styleSheet xmlns="${SHEET}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

/**
 * A workbook of one sheet. The first row names the columns; every row has as many cells as it.
 * @throws Failure 'refused' when a sheet has no room for so many rows
 */
export function writeXlsx(name: string, rows: readonly (readonly (string | number)[])[]): Uint8Array {
  if (rows.length > MOST_ROWS) throw new Failure('refused', 'A sheet has room for 1,048,575 highlights. Export them as CSV.')
  return zipOf({
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}/relationships"><sheets><sheet name="${attribute(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': STYLES,
    'xl/worksheets/sheet1.xml': sheetOf(rows),
  })
}
