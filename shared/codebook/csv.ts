// A codebook as CSV (RFC 4180), for spreadsheets. The first row names the columns: `kind` (`codebook` or `code`), `key`, `parent`
// (the key of the code above), `name`, `definition` (of the codebook: its description), `color` (#rrggbb), `archived` and
// `exclusive` (`yes` or nothing), `whenToUse`, `whenNot`, `example`, `memo`, `shortcut`, `attributes` (JSON), `citation`, `id`. Only
// `name` must be there when a file is read. A cell that a spreadsheet would take for a formula begins with an apostrophe, which
// comes off when it is read; so does one of the apostrophes that such a cell begins with itself.
import { bared, guarded } from '../cells.ts'
import { Failure } from '../failure.ts'
import { freshColour } from './colours.ts'
import { type CodebookFile, checked } from './file.ts'

const columns =
  'kind key parent name definition color archived exclusive whenToUse whenNot example memo shortcut attributes citation id'.split(' ')

const quoted = (cell: string) => (/[",;\t\r\n]/.test(cell) || cell.startsWith("'") ? `"${cell.replaceAll('"', '""')}"` : cell)

const rowOf = (cells: Readonly<Record<string, string>>) => columns.map((column) => quoted(guarded(cells[column] ?? ''))).join(',')

export function writeCsv({ codebook, codes }: CodebookFile): string {
  const { id, name, description, citation } = codebook
  const rows = codes.map((code) => {
    const { attributes } = code
    return rowOf({
      ...code,
      kind: 'code',
      parent: code.parent ?? '',
      archived: code.archived ? 'yes' : '',
      exclusive: code.exclusive ? 'yes' : '',
      attributes: attributes.length === 0 ? '' : JSON.stringify(attributes),
    } as Record<string, string>)
  })
  return [columns.join(','), rowOf({ kind: 'codebook', name, definition: description, citation, id }), ...rows, ''].join('\r\n')
}

const refused = (what: string) => new Failure('invalid-input', `This CSV file cannot be read: ${what}. Nothing was changed.`)

/** Rows of cells. Line ends may be CRLF or LF; cells in quotes may hold anything. */
export function parseCsv(text: string, separator: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  const end = text.length
  while (at < end) {
    let cell = ''
    if (text[at] === '"') {
      for (at++; ; ) {
        const close = text.indexOf('"', at)
        if (close === -1) throw refused('a cell in quotes has no end')
        cell += text.slice(at, close)
        at = close + 1
        if (text[at] !== '"') break
        cell += '"'
        at++
      }
      if (at < end && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') throw refused('words follow a cell in quotes')
    } else {
      const from = at
      while (at < end && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++
      cell = text.slice(from, at)
    }
    row.push(cell)
    if (text[at] === separator) {
      at++
      if (at === end) row.push('')
      else continue
    } else if (text[at] === '\r' && text[at + 1] === '\n') at += 2
    else at++
    rows.push(row)
    row = []
  }
  return rows
}

function attributesFrom(cell: string): unknown {
  if (cell === '') return []
  try {
    return JSON.parse(cell)
  } catch (cause) {
    throw new Failure('invalid-input', 'The attributes of a code are not JSON. Nothing was changed.', { cause })
  }
}

const isYes = (cell: string) => /^(yes|true|1|x)$/i.test(cell.trim())

/** @throws Failure 'invalid-input' */
export function readCsv(text: string, fallback: Readonly<{ id: string; name: string }>): CodebookFile {
  const clean = text.replace(/^\uFEFF/, '')
  const first = /^[^\r\n]*/.exec(clean)?.[0] ?? ''
  const separator = [',', ';', '\t'].find((each) => first.split(each).some((name) => /^"?name"?$/i.test(name.trim())))
  if (separator === undefined) throw refused('no column is called “name”')
  const [head = [], ...rows] = parseCsv(clean, separator)
  const places = new Map(head.map((name, i) => [name.trim().toLowerCase(), i]))
  const cellsOf = (row: readonly string[]) => (column: string) => bared(row[places.get(column.toLowerCase()) ?? -1] ?? '')
  let codebook: Record<string, unknown> = { ...fallback }
  const codes: unknown[] = []
  const colours: string[] = []
  for (const row of rows) {
    const cell = cellsOf(row)
    const [name, key, color] = [cell('name'), cell('key'), cell('color').trim().toLowerCase()]
    if (name === '') continue
    if (cell('kind') === 'codebook') {
      const id = cell('id')
      codebook = { ...fallback, name, description: cell('definition'), citation: cell('citation'), ...(id === '' ? {} : { id }) }
      continue
    }
    const own = /^#[0-9a-f]{6}$/.test(color) ? color : freshColour(colours)
    colours.push(own)
    const plain = Object.fromEntries(
      (['definition', 'whenToUse', 'whenNot', 'example', 'memo', 'shortcut'] as const).map((each) => [each, cell(each)]),
    )
    codes.push({
      ...plain,
      ...(cell('id') === '' ? {} : { id: cell('id') }),
      key: key === '' ? name.slice(0, 64) : key,
      parent: cell('parent') === '' ? null : cell('parent'),
      name,
      color: own,
      archived: isYes(cell('archived')),
      exclusive: isYes(cell('exclusive')),
      attributes: attributesFrom(cell('attributes')),
    })
  }
  return checked({ codebook, codes })
}
