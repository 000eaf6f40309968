// Lists of articles as tables (CSV and its kin): each row is an article. Which column holds which field is proposed from names
// and contents, or said by the analyst.
import { type ColumnField, type Columns, columnFields, NeedsColumns, proposeColumns, sampleOf } from '../../shared/columns.ts'
import { countWords } from '../../shared/text.ts'
import { readDate } from './dates.ts'
import { decode } from './encoding.ts'
import { readHtml } from './html.ts'
import { languageNamed } from './languageNames.ts'
import { limits, refuse } from './limits.ts'
import type { Claim, Field, Page, Pages, Piece, Reading } from './page.ts'
import { titlePiece } from './press.ts'
import { repair, sentences, type Tally } from './repairs.ts'
import { readText } from './text.ts'
import { fold } from './zones.ts'

/** Names of columns, each once, and rows with a value (or the empty string) in the place of each. */
export type Table = Readonly<{ header: readonly string[]; rows: readonly (readonly string[])[]; warnings?: readonly string[] }>

/** Columns of a table, and rows that proposals are made from. */
const COLUMNS = 500
const SAMPLE = 200

/** Makes a table of rows of any length. @throws Failure 'refused' when it has too many rows or columns */
export function tableOf(names: readonly string[], rows: readonly (readonly string[])[], warnings: readonly string[] = []): Table {
  const width = Math.max(names.length, ...rows.slice(0, SAMPLE).map((row) => row.length))
  if (width > COLUMNS) refuse(`The table has more than ${COLUMNS} columns.`)
  if (rows.length > limits.articles) refuse(`The table has more than ${limits.articles.toLocaleString('en')} rows.`)
  const header: string[] = []
  for (let i = 0; i < width; i += 1) {
    const name = (names[i] ?? '').replace(/\s+/g, ' ').trim().slice(0, 100) || `column ${i + 1}`
    let unique = name
    for (let n = 2; header.includes(unique); n += 1) unique = `${name} (${n})`
    header.push(unique)
  }
  return { header, rows, warnings }
}

const separators = [',', ';', '\t', '|'] as const

/** Reads separated values; the separator is the one that cuts the first rows into the most columns of one number. */
async function readSeparated(text: string): Promise<Table> {
  const { parse } = await import('csv-parse/sync')
  const said = /^sep=([^\r\n])\r?\n/i.exec(text)
  const plain = said === null ? text : text.slice(said[0].length)
  const options = { relax_quotes: true, relax_column_count: true, skip_empty_lines: true, max_record_size: limits.line }
  const cut = (delimiter: string, to: number): string[][] => {
    try {
      return parse(plain, { ...options, delimiter, to })
    } catch {
      return []
    }
  }
  const columnsBy = (delimiter: string): number => {
    const rows = cut(delimiter, 50)
    const width = rows[0]?.length ?? 0
    return rows.filter((row) => row.length === width).length >= 0.8 * rows.length ? width : 0
  }
  const ranked = separators.map((separator) => ({ separator, columns: columnsBy(separator) })).sort((a, b) => b.columns - a.columns)
  const delimiter = said?.[1] ?? ranked[0]?.separator ?? ','
  const rows = cut(delimiter, limits.articles + 2)
  const [names = [], ...data] = rows
  if (names.length === 0) refuse('The table cannot be read: its quotation marks do not close, or it has no rows.')
  // A first row with a long text, a date or an address in it is an article.
  if (names.some((name) => name.length > 200 || /^https?:\/\//i.test(name) || readDate(name) !== '')) return tableOf([], rows)
  const odd = data.filter((row) => row.length !== names.length).length
  const warning =
    odd === 1
      ? 'One row of the table has more or fewer values than there are columns.'
      : `${odd} rows of the table have more or fewer values than there are columns.`
  return tableOf(names, data, odd === 0 ? [] : [warning])
}

const listed = (names: readonly string[]): string =>
  names
    .slice(0, 30)
    .map((name) => `“${name}”`)
    .join(', ') + (names.length > 30 ? ` and ${names.length - 30} more` : '')

/** The columns to be read. @throws NeedsColumns, naming the columns, when none seems to hold the articles' text */
function columnsOf({ header, rows }: Table, said: Reading['columns']): Columns {
  const proposed = proposeColumns(header, rows.slice(0, SAMPLE))
  const chosen: Partial<Record<ColumnField, string>> = said === undefined ? { ...proposed } : {}
  for (const field of columnFields) {
    const name = said !== undefined && Object.hasOwn(said, field) ? said[field] : undefined
    if (name !== undefined && header.includes(name)) chosen[field] = name
  }
  if (chosen.text !== undefined) return chosen
  const named = new Set(header)
  if (named.has('stories_id') || (named.has('media_name') && named.has('media_url')))
    refuse(
      `This is a list of stories from Media Cloud: it gives their titles and addresses, but not their texts. Its columns are ${listed(header)}.`,
    )
  throw new NeedsColumns(
    `No column of the table seems to hold the articles' texts. Its columns are ${listed(header)}.`,
    sampleOf(header, rows),
  )
}

/** Reads the dates of a column; whether day or month comes first is the same in all of its rows, or `uncertain`. */
function dateReader(values: readonly string[]): { read: (value: string) => string; uncertain: boolean } {
  const numbers = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)(.*)$/su
  const found = values.map((value) => numbers.exec(value.trim())).filter((each) => each !== null)
  const dayFirst = found.some((each) => Number(each[1]) > 12)
  const monthFirst = found.some((each) => Number(each[3]) > 12)
  const uncertain = dayFirst === monthFirst && found.some((each) => each[2] !== '.' && each[1] !== each[3])
  const read = (value: string): string => {
    const plain = value.trim()
    if (/^\d{10}(?:\d{3})?$/.test(plain))
      return new Date(Number(plain) * (plain.length === 10 ? 1_000 : 1)).toISOString().slice(0, 19).concat('Z')
    const parts = numbers.exec(plain)
    if (parts === null || dayFirst === monthFirst) return readDate(plain) || plain
    const [, a = '', , b = '', year = '', rest = ''] = parts
    const [day, month] = dayFirst ? [a, b] : [b, a]
    return `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${rest}`
  }
  return { read, uncertain }
}

const tag = /<\/?(?:p|br|div|span|a|b|i|em|strong|h[1-6]|ul|ol|li|blockquote|figure|img|table|article|section)\b[^<>]*>/i
const block = /<(?:p|br|div|h[1-6]|ul|ol|li|blockquote|table)\b/i
const entity = /&(?:#\d{1,7}|#x[\da-f]{1,6}|amp|quot|apos|lt|gt|nbsp|[lr][sd]quo|[nm]dash|hellip);/i

/** Pieces of a value, which may be HTML. */
function piecesOf(text: string, tally: Tally): readonly Piece[] {
  const isHtml = tag.test(text)
  if (!isHtml && !entity.test(text)) return readText(repair(text, tally)).pieces
  return readHtml(isHtml && block.test(text) ? text : text.replace(/\r?\n/g, '<br>')).pieces
}

/** A value that is no text of an article, without markup. */
const plainValue = (value: string): string =>
  tag.test(value) || entity.test(value)
    ? readHtml(value)
        .pieces.map(({ text }) => text)
        .join(' ')
    : value

/** Services that list articles cut their texts off like this. */
const cutOff = /\[\+\d+ chars\]\s*$/

/**
 * The articles of a table, one for each row with a text.
 * @throws NeedsColumns when no column seems to hold the articles' text; Failure 'refused' when no row has one
 */
export function pagesOfTable(table: Table, reading: Reading): Page[] {
  const columns = columnsOf(table, reading.columns)
  const at = (field: ColumnField): number => table.header.indexOf(columns[field] ?? '\u0000')
  const value = (row: readonly string[], field: ColumnField): string => row[at(field)]?.trim() ?? ''
  const dates = {
    date: dateReader(table.rows.map((row) => value(row, 'date'))),
    modified: dateReader(table.rows.map((row) => value(row, 'modified'))),
  }
  const mapping = columnFields.flatMap((field) => (columns[field] === undefined ? [] : [`${field} from “${columns[field]}”`])).join(', ')
  const pages: Page[] = []
  let left = 0
  for (const [i, row] of table.rows.entries()) {
    const text = value(row, 'text')
    const tally: Tally = new Map()
    const body = countWords(text) === 0 ? [] : piecesOf(text, tally)
    if (!body.some((piece) => countWords(piece.text) > 0)) {
      left += 1
      continue
    }
    const claims = columnFields.flatMap((field): Claim[] => {
      const words = plainValue(value(row, field))
      if (field === 'text' || words === '') return []
      const read =
        field === 'date' || field === 'modified' ? dates[field].read(words) : field === 'language' ? languageNamed(words) || words : words
      return [{ field: field satisfies Field, value: read, weight: 95, from: `column “${columns[field]}”` }]
    })
    const title = plainValue(value(row, 'title'))
    const shown = title === '' || body.slice(0, 3).some((piece) => fold(piece.text) === fold(title))
    pages.push({
      pieces: [...(shown ? [] : [titlePiece(title)]), ...body],
      claims,
      ...(cutOff.test(text) ? { warnings: ['The service that made the list cut this text off.'] } : {}),
      repairs: [`Row ${i + 1} of ${table.rows.length} was read: ${mapping}`, ...sentences(tally)],
    })
  }
  if (pages.length === 0) refuse(`No row of the table has a text in the column “${columns.text}”.`)
  const warnings = [
    ...(dates.date.uncertain ? [`The dates in “${columns.date}” may begin with the day or with the month: they were not read.`] : []),
    ...(table.warnings ?? []),
    ...(left === 0 ? [] : [left === 1 ? 'One row without a text was left out.' : `${left} rows without a text were left out.`]),
  ]
  return pages.map((page, i) => (i === 0 && warnings.length > 0 ? { ...page, warnings: [...warnings, ...(page.warnings ?? [])] } : page))
}

/** Text of a file within the limits. */
export function textOfTable(bytes: Uint8Array): { text: string; encoding: string; warnings: readonly string[] } {
  const decoded = decode(bytes, false)
  if (decoded.text.length > limits.bytes) refuse('The table is longer than 80 million characters.')
  return decoded
}

/** Reads a file of separated values. @throws as `pagesOfTable` */
export async function readCsv(bytes: Uint8Array, reading: Reading): Promise<Pages> {
  const { text, encoding, warnings } = textOfTable(bytes)
  const table = await readSeparated(text)
  return { pages: pagesOfTable({ ...table, warnings: [...warnings, ...(table.warnings ?? [])] }, reading), encoding }
}
