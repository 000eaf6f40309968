// Lists of articles in JSON, in any of the shapes that tools write: an array of objects, wherever in the file it stands; one object a
// line; a table by rows or by columns. Objects become rows of a table; those inside them are read one level deep, as
// `source.name`. Values are looked up in Maps and by own keys only, so that no key of a file can reach an object of ours.
import { proposeColumns } from '../../shared/columns.ts'
import { countWords } from '../../shared/text.ts'
import { limits, refuse } from './limits.ts'
import type { Pages, Reading } from './page.ts'
import { pagesOfTable, type Table, tableOf, textOfTable } from './table.ts'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Thing = { [key: string]: Json }

const DEEPEST = 100
/** How far down a list of articles is looked for. */
const LIST_DEPTH = 4
const PARAGRAPH = 60
/** Words of an article rather than of its summary. */
const WORDS = 40

const isThing = (value: Json | undefined): value is Thing => value !== null && typeof value === 'object' && !Array.isArray(value)

/** @throws Failure 'refused' when brackets are nested beyond reason */
function refuseDepth(text: string): void {
  let depth = 0
  for (let i = 0; i < text.length; i += 1) {
    const char = text.charCodeAt(i)
    if (char === 0x22) {
      for (i += 1; i < text.length && text.charCodeAt(i) !== 0x22; i += 1) if (text.charCodeAt(i) === 0x5c) i += 1
    } else if (char === 0x5b || char === 0x7b) {
      depth += 1
      if (depth > DEEPEST) refuse(`The file is nested more than ${DEEPEST} levels deep.`)
    } else if (char === 0x5d || char === 0x7d) depth -= 1
  }
}

/** Parses JSON, also as Python writes it where a value is missing; `undefined` when it is none. */
function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    try {
      return JSON.parse(
        text.replace(/"[^"\\]*(?:\\[\s\S][^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g, (found) => (found.startsWith('"') ? found : 'null')),
      )
    } catch {
      return undefined
    }
  }
}

const nameOf = (thing: Thing): string => {
  for (const key of ['name', 'fullname', 'title', 'text', 'value']) {
    const value = Object.hasOwn(thing, key) ? thing[key] : undefined
    if (typeof value === 'string') return value
  }
  return ''
}

/** What a value is as a cell of a table. */
function cellOf(value: Json): string {
  if (value === null || typeof value === 'boolean') return ''
  if (!Array.isArray(value)) return typeof value === 'object' ? '' : String(value)
  const parts = value.slice(0, 10_000).map((each) => (isThing(each) ? nameOf(each) : Array.isArray(each) ? '' : cellOf(each)))
  const filled = parts.filter((part) => part !== '')
  return filled.join(filled.some((part) => part.length > PARAGRAPH) ? '\n\n' : ', ')
}

/** The cells of an object by column; of objects inside it, `outer.inner`. */
function cellsOf(thing: Thing): Map<string, string> {
  const cells = new Map<string, string>()
  for (const [key, value] of Object.entries(thing)) {
    if (!isThing(value)) cells.set(key, cellOf(value))
    else for (const [inner, each] of Object.entries(value)) cells.set(`${key}.${inner}`, cellOf(each))
  }
  return cells
}

function tableOfThings(things: readonly Thing[], warnings: readonly string[] = []): Table {
  const header = new Map<string, number>()
  const rows: string[][] = []
  if (things.length > limits.articles) refuse(`The list holds more than ${limits.articles.toLocaleString('en')} articles.`)
  for (const thing of things) {
    const row: string[] = []
    for (const [name, cell] of cellsOf(thing)) {
      const at = header.get(name) ?? header.size
      header.set(name, at)
      row[at] = cell
    }
    rows.push(row)
  }
  const names = [...header.keys()]
  return tableOf(
    names,
    rows.map((row) => names.map((_, i) => row[i] ?? '')),
    warnings,
  )
}

/** A table whose columns are written one after the other, each an object or array of values. */
function byColumns(thing: Thing): Table | undefined {
  const columns = Object.entries(thing)
  const { columns: names, data } = thing
  if (Array.isArray(names) && Array.isArray(data)) return byRows([names, ...data])
  const keys = columns.map(([, column]) => (isThing(column) || Array.isArray(column) ? Object.keys(column).join() : ''))
  if (columns.length < 2 || keys[0] === '' || !/^\d+(?:,|$)/.test(keys[0] ?? '') || keys.some((each) => each !== keys[0])) return undefined
  const values = columns.map(([, column]): Json[] => (isThing(column) ? Object.values(column) : Array.isArray(column) ? column : []))
  if (!values.every((column) => column.every((value) => value === null || typeof value !== 'object'))) return undefined
  return tableOf(
    columns.map(([name]) => name),
    (values[0] ?? []).map((_, i) => values.map((column) => cellOf(column[i] ?? null))),
  )
}

/** A table whose first row names the columns. */
function byRows(list: readonly Json[]): Table | undefined {
  const rows = list.filter((row): row is Json[] => Array.isArray(row))
  const [names = [], ...data] = rows
  if (rows.length !== list.length || rows.length < 2 || !names.every((name) => typeof name === 'string')) return undefined
  return tableOf(
    names.map(String),
    data.map((row) => row.map(cellOf)),
  )
}

/** The longest list of objects in a value, the nearer of equals. */
function listIn(whole: Json): readonly Thing[] {
  let longest: readonly Thing[] = []
  let level: Json[] = [whole]
  for (let depth = 0; depth <= LIST_DEPTH && level.length > 0; depth += 1) {
    const next: Json[] = []
    for (const value of level) {
      if (Array.isArray(value)) {
        const things = value.filter(isThing)
        if (things.length > longest.length && things.length >= value.length / 2) longest = things
      } else if (isThing(value)) next.push(...Object.values(value).filter((each) => each !== null && typeof each === 'object'))
    }
    level = next.slice(0, 1_000)
  }
  return longest
}

/** Objects, one a line. */
function readLines(text: string): Table {
  const things: Thing[] = []
  const broken: number[] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const value = parse(line)
    if (isThing(value)) things.push(value)
    else broken.push(i + 1)
  }
  if (things.length === 0 || broken.length > things.length) refuse('The file is not JSON that can be read.')
  const warning = `${broken.length === 1 ? 'A line is' : `${broken.length} lines are`} not JSON and ${broken.length === 1 ? 'was' : 'were'} left out (line ${broken.slice(0, 5).join(', ')}).`
  return tableOfThings(things, broken.length === 0 ? [] : [warning])
}

const holdsText = ({ header, rows }: Table): boolean => {
  const { text } = proposeColumns(header, rows)
  return text !== undefined && rows.some((row) => countWords(row[header.indexOf(text)] ?? '') > WORDS)
}

function tableIn(text: string): Table {
  refuseDepth(text)
  const whole = parse(text)
  if (whole === undefined) return readLines(text)
  if (Array.isArray(whole) && !whole.some(isThing)) return byRows(whole) ?? refuse('The file holds no list of articles.')
  const list = listIn(whole)
  if (isThing(whole)) {
    const table = byColumns(whole)
    if (table !== undefined) return table
    // One article may hold lists of authors, comments and the like.
    const single = tableOfThings([whole])
    const words = Object.fromEntries(Object.entries(whole).filter(([, value]) => typeof value === 'string'))
    if (holdsText(tableOfThings([words])) || (list.length < 2 && !holdsText(tableOfThings(list)))) return single
  }
  return list.length > 0 ? tableOfThings(list) : refuse('The file holds no list of articles.')
}

/** Reads articles in JSON, or JSON line by line. @throws Failure 'refused' when it holds no list of articles with a text */
export async function readJson(bytes: Uint8Array, reading: Reading): Promise<Pages> {
  const { text, encoding, warnings } = textOfTable(bytes)
  const table = tableIn(text.replace(/^\ufeff/, ''))
  return { pages: pagesOfTable({ ...table, warnings: [...warnings, ...(table.warnings ?? [])] }, reading), encoding }
}
