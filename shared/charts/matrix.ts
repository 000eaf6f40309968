// A matrix: a disc where a row and a column meet, as large as its figure, which stands in it.
import { scaleSqrt } from 'd3-scale'
import { count } from '../report/wording.ts'
import { type Drawing, disc, fitted, gutterOf, line, type Mark, marked, name, WIDTH, widthOf, words } from './draw.ts'

const ROW = 29
const LARGEST = 13.5
const MOST_HEAD = 150
const TURNED = -38

type Cell = Mark & Readonly<{ value: number; look?: 'dot' | 'ring' }>
/** `hue` is the place of a code whose colour the row has. A cell that is `null` cannot be: it stays empty. */
export type MatrixRow = Readonly<{ name: string; hue: number | null; cells: readonly (Cell | null)[] }>

export function matrix(columns: readonly string[], rows: readonly MatrixRow[]): Drawing {
  const gutter = gutterOf(rows.map((row) => row.name))
  const heads = columns.map((column) => fitted(column, MOST_HEAD, 11))
  const longest = Math.max(...heads.map((head) => widthOf(head, 11)))
  const slope = Math.sin((-TURNED * Math.PI) / 180)
  const top = Math.ceil(longest * slope) + 16
  const aside = Math.ceil(longest * Math.cos((-TURNED * Math.PI) / 180))
  const wide = Math.min(64, (WIDTH - gutter - aside) / columns.length)
  const most = Math.max(1, ...rows.flatMap(({ cells }) => cells.map((cell) => cell?.value ?? 0)))
  const radius = scaleSqrt()
    .domain([0, most])
    .range([0, Math.min(LARGEST, wide / 2 - 1)])
  const centre = (column: number) => gutter + wide * (column + 0.5)
  const right = gutter + wide * columns.length
  return {
    height: top + rows.length * ROW + 2,
    parts: [
      ...heads.map((head, i) => {
        const at = { x: centre(i) - 2, y: top - 8, turned: TURNED }
        return head === columns[i] ? words('head', head, at) : name(columns[i] ?? '', MOST_HEAD, at, 'head')
      }),
      ...rows.flatMap((row, i) => {
        const y = top + ROW * (i + 0.5)
        return [
          line('tick', 0, y - ROW / 2, right, y - ROW / 2),
          name(row.name, gutter - 10, { x: 0, y: y + 4 }),
          ...row.cells.flatMap((cell, j) => {
            if (cell === null) return []
            const { value, look = 'dot', ...mark } = cell
            if (value === 0) return [words('nil', '·', { x: centre(j), y: y + 4, anchor: 'middle' })]
            // A ring must not cross its figure.
            const least = look === 'ring' ? Math.max(9, widthOf(count(value), 11) / 2 + 2) : 2
            const figure = words('value', count(value), { x: centre(j), y: y + 4, anchor: 'middle' })
            return [marked(mark, disc(look, row.hue, centre(j), y, Math.max(least, radius(value))), figure)]
          }),
        ]
      }),
      line('base', 0, top + rows.length * ROW, right, top + rows.length * ROW),
    ],
  }
}
