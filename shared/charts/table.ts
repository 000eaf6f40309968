// The table behind a chart: every figure of it, also those that the drawing puts together.
import type { ReportElement, ReportNode } from '../report/node.ts'
import { element as e } from '../report/node.ts'
import { count, plural } from '../report/wording.ts'
import type { Href } from './draw.ts'

/** Columns that a table can have side by side; with more of them it names row and column of each figure. */
const MOST_COLUMNS = 12
const MOST_ROWS = 1_000

export type Figure = Readonly<{ n: number; href?: Href | null }> | string
type TableRow = Readonly<{ name: string; more?: string; cells: readonly Figure[] }>
export type Table = Readonly<{
  caption: string
  /** What the names of rows and columns are. */
  corner: string
  /** What columns are; for the form that names them in each row. */
  across: string
  columns: readonly string[]
  rows: readonly TableRow[]
  /** What the figures are measured by: these rows stand last. */
  bases?: readonly TableRow[]
}>

const numberOf = (figure: Figure | undefined) => (figure === undefined || typeof figure === 'string' ? 0 : figure.n)

function shown(figure: Figure): ReportNode {
  if (typeof figure === 'string') return figure
  const { n, href = null } = figure
  return href === null || n === 0 ? count(n) : e('a', { href }, count(n))
}

const head = ({ name, more = '' }: Pick<TableRow, 'name' | 'more'>) =>
  e('th', { scope: 'row' }, e('span', { dir: 'auto' }, name), more === '' ? null : e('span', { class: 'more', dir: 'auto' }, ` ${more}`))
const column = (said: string, number: boolean) => e('th', { scope: 'col', ...(number ? { class: 'number' } : {}), dir: 'auto' }, said)
const figureCell = (figure: Figure) =>
  e('td', { class: typeof figure !== 'string' && figure.n === 0 ? 'number zero' : 'number' }, shown(figure))

/** A table as it stands under its drawing. Nobody reads rows without end: beyond a thousand it says how many more there are. */
export function tableOf({ caption, corner, across, columns, rows, bases = [] }: Table): ReportElement {
  const long = columns.length > MOST_COLUMNS
  const lines = long
    ? [...rows, ...bases].flatMap(({ name, cells }) =>
        cells.flatMap((cell, i) =>
          numberOf(cell) === 0 ? [] : [e('tr', {}, head({ name }), e('td', { dir: 'auto' }, columns[i] ?? ''), figureCell(cell))],
        ),
      )
    : [...rows.slice(0, MOST_ROWS), ...bases].map((row) => e('tr', {}, head(row), row.cells.map(figureCell)))
  const left = long ? lines.length - MOST_ROWS : rows.length - MOST_ROWS
  return e(
    'table',
    {},
    e('caption', {}, left > 0 ? `${caption} ${plural(left, 'more row')} left out.` : caption),
    e(
      'thead',
      {},
      e(
        'tr',
        {},
        column(corner, false),
        long ? [column(across, false), column('Figure', true)] : columns.map((each) => column(each, true)),
      ),
    ),
    e('tbody', {}, long ? lines.slice(0, MOST_ROWS) : lines),
  )
}
