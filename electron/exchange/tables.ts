// The tables of another program's SQLite file. The file comes from anywhere: its bytes are opened in memory, where nothing can be
// written, with every safety setting on; a file with triggers, with views that its program does not make, with virtual tables, or
// with columns that compute something is refused before any row of it is read.
import { Failure } from '../../shared/failure.ts'
import { limits } from '../import/limits.ts'
import { connect, failureOf } from '../store/database.ts'

const MAGIC = 'SQLite format 3\0'
const MOST_ROWS = 1_000_000

const names = [
  'projects',
  'documents',
  'tags',
  'highlights',
  'highlight_tags',
  'commands',
  'project',
  'source',
  'code_cat',
  'code_name',
  'code_text',
  'code_image',
  'code_av',
  'annotation',
  'cases',
  'case_text',
  'attribute',
  'attribute_type',
  'journal',
  'ris',
  'graph',
] as const
/** The tables that are read, of all programs: none is asked for by a name that a file gives. */
type TableName = (typeof names)[number]
const queries = new Map<TableName, string>(names.map((name) => [name, `SELECT * FROM ${name} ORDER BY rowid LIMIT ?`]))

export type Row = Readonly<Record<string, unknown>>
/** The rows of a table, by its columns; none where the file has no such table. */
export type Tables = Readonly<{
  rows: (table: TableName) => readonly Row[]
  /** May be open in its program. */
  isLogged: boolean
}>

/** A cell as words; empty for none. */
export const wordsIn = (row: Row, column: string): string => {
  const value = row[column]
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'bigint' ? String(value) : ''
}
/** A cell as a whole number, or `null`. */
export const numberIn = (row: Row, column: string): number | null => {
  const value = row[column]
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null
}

/** Rows by the words of a column. */
export function grouped(rows: readonly Row[], column: string): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const key = wordsIn(row, column)
    const held = groups.get(key)
    if (held === undefined) groups.set(key, [row])
    else held.push(row)
  }
  return groups
}

/**
 * Opens the bytes of a SQLite file, reads from it, and closes it.
 * @param needed tables that it must have: it is no file of the program without them
 * @param views the views that the program makes itself; they are not read
 * @throws Failure 'refused' | 'damaged'
 */
export function readTables<T>(
  bytes: Uint8Array,
  {
    program,
    needed,
    views = [],
    nativeBinding,
  }: Readonly<{ program: string; needed: readonly TableName[]; views?: readonly string[]; nativeBinding: string | undefined }>,
  use: (tables: Tables) => T,
): T {
  const refused = (what: string, cause?: unknown) =>
    new Failure('refused', `This is no file of ${program} that can be read: ${what}. Nothing was taken in.`, { cause })
  if (Buffer.from(bytes.subarray(0, MAGIC.length)).toString('latin1') !== MAGIC) throw refused('it is not a SQLite file')
  if (bytes.length > limits.inflated) throw refused('it is larger than 256 MB')
  const copy = Buffer.from(bytes)
  const isLogged = copy[18] === 2
  // In memory there is no log to read.
  copy.fill(1, 18, 20)
  let db: ReturnType<typeof connect> | undefined
  try {
    db = connect(copy, 'look', nativeBinding)
    const opened = db
    if (opened.pragma('quick_check(1)', { simple: true }) !== 'ok') throw refused('it is damaged')
    const parts = opened.prepare<[], { type: string; name: string; sql: string | null }>('SELECT type, name, sql FROM sqlite_schema').all()
    for (const { type, name, sql } of parts) {
      if (type === 'trigger' || (type === 'view' && !views.includes(name))) throw refused(`it holds a ${type} (“${name.slice(0, 80)}”)`)
      if (/^\s*create\s+virtual/i.test(sql ?? '')) throw refused(`it holds a virtual table (“${name.slice(0, 80)}”)`)
    }
    const tables = new Set(parts.flatMap(({ type, name }) => (type === 'table' ? name : [])))
    for (const table of needed) if (!tables.has(table)) throw refused(`it has no table “${table}”`)
    const columns = opened.prepare<[string], { hidden: number }>('SELECT hidden FROM pragma_table_xinfo(?)')
    for (const table of tables)
      if (columns.all(table).some(({ hidden }) => hidden !== 0)) throw refused(`a column of “${table.slice(0, 80)}” is computed`)
    return use({
      isLogged,
      rows: (table) => {
        const query = queries.get(table)
        if (!tables.has(table) || query === undefined) return []
        const rows = opened.prepare<[number], Row>(query).all(MOST_ROWS + 1)
        if (rows.length > MOST_ROWS) throw refused(`“${table}” has more than 1,000,000 rows`)
        return rows
      },
    })
  } catch (error) {
    if (error instanceof Failure) throw error
    const found = failureOf(error)
    throw found instanceof Failure ? refused('it is damaged', error) : error
  } finally {
    db?.close()
  }
}
