// The columns of a table of a Word document: where each cell stands, and how wide they are.
import { element, type ReportElement, textOf } from '../../shared/report/node.ts'
import { classesOf, isBlock } from './wordblocks.ts'

const EMPTY: ReportElement = element('td', {})

/** Between the margins of the page, in twentieths of a point. */
export const PAGE_WIDTH = 9_412
/** As wide as a letter of a table's is on average. */
const UNITS_PER_LETTER = 92
/** Letters of what is not worth a second line. */
const SHORT = 6

/** A cell in its place: its first column and how many it has; `null` where the cell above reaches down. */
type Placed = Readonly<{ cell: ReportElement | null; column: number; wide: number }>

/** The cells of a table in their places, every row filled to its last column. */
export function placed(rows: readonly (readonly ReportElement[])[], columns: number): Placed[][] {
  /** For each column, how many rows the cell above still reaches down. */
  const reaching = Array.from({ length: columns }, () => 0)
  return rows.map((cells) => {
    const todo = [...cells]
    const row: Placed[] = []
    for (let column = 0; column < columns; ) {
      const above = reaching[column] ?? 0
      const cell = above > 0 ? null : (todo.shift() ?? EMPTY)
      const wide = Math.min(columns - column, Number(cell?.attributes.colspan ?? 1))
      row.push({ cell, column, wide })
      reaching.fill(cell === null ? above - 1 : Number(cell.attributes.rowspan ?? 1) - 1, column, column + wide)
      column += wide
    }
    return row
  })
}

/**
 * Widths of columns: each has room for its longest word, and what is left goes to those whose lines are longer. Figures stay
 * whole; long words and addresses may be broken.
 */
export function widthsOf(rows: readonly (readonly Placed[])[], columns: number): number[] {
  const least = Array.from({ length: columns }, () => 4)
  const best = Array.from({ length: columns }, () => 4)
  for (const { cell, column, wide } of rows.flat().toSorted((one, other) => one.wide - other.wide)) {
    if (cell === null) continue
    const lines = linesOf(cell)
    const word = Math.max(0, ...lines.flatMap((line) => line.split(/[\s/]+/).map(({ length }) => length)))
    const line = Math.max(0, ...lines.map(({ length }) => length))
    const [figure, head] = [classesOf(cell).includes('number'), cell.attributes.scope?.startsWith('col') === true]
    const whole = line <= SHORT || (figure && !head)
    widen(least, column, wide, 1.2 * Math.min(20, whole ? line : word) + 2.4)
    if (!head) widen(best, column, wide, Math.min(80, line) + 3)
  }
  const sum = (all: readonly number[]) => all.reduce((whole, each) => whole + each, 0)
  const more = best.map((width, i) => Math.max(0, width - (least[i] ?? 0)))
  const left = Math.max(0, PAGE_WIDTH / UNITS_PER_LETTER - sum(least))
  const full = least.map((width, i) => width + (sum(more) === 0 ? left / columns : (left * (more[i] ?? 0)) / sum(more)))
  return full.map((width) => Math.floor((PAGE_WIDTH * width) / sum(full)))
}

/** What stands on lines of its own in a cell. */
const linesOf = (cell: ReportElement): string[] =>
  cell.children.flatMap((child) => {
    if (typeof child === 'string') return child.split('\n')
    if (classesOf(child).includes('label')) return [`■ ${textOf(child)}`]
    return child.children.some(isBlock) ? linesOf(child) : [textOf(child)]
  })

function widen(widths: number[], column: number, wide: number, room: number): void {
  const within = widths.slice(column, column + wide)
  const lacking = room - within.reduce((sum, width) => sum + width, 0)
  if (lacking > 0) for (let i = column; i < column + wide; i++) widths[i] = (widths[i] ?? 0) + lacking / wide
}
