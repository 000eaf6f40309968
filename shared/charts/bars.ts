// Bars: a row for each name, in it a bar for each of a few series, with its figure at the end.
import { scaleLinear } from 'd3-scale'
import { count } from '../report/wording.ts'
import { type Drawing, gutterOf, line, type Mark, marked, name, rect, WIDTH, words } from './draw.ts'

const BAR = 15
const GAP = 3
const SPACE = 11
/** Kept free for figures behind the longest bar. */
const FIGURES = 120

export type BarRow = Readonly<{
  name: string
  /** The place of a code whose colour it has. */
  hue: number | null
  /** One for each series; `shown` stands behind the bar. */
  bars: readonly (Mark & Readonly<{ value: number; shown: string }>)[]
}>

/** @param series short names that stand before the bars; where there is one series, none */
export function bars(rows: readonly BarRow[], series: readonly string[]): Drawing {
  const several = series.length > 1
  const gutter = gutterOf(rows.map((row) => row.name))
  const from = gutter + (several ? 22 : 0)
  const most = Math.max(1, ...rows.flatMap((row) => row.bars.map(({ value }) => value)))
  const x = scaleLinear()
    .domain([0, most])
    .range([from, WIDTH - FIGURES])
  const high = series.length * BAR + (series.length - 1) * GAP
  const height = rows.length * (high + SPACE) + 20
  const ticks = x.ticks(6).filter(Number.isInteger)
  return {
    height,
    parts: [
      ...ticks.map((tick) => line('tick', x(tick), 0, x(tick), height - 18)),
      ...ticks.map((tick) => words('head', count(tick), { x: x(tick), y: height - 4, anchor: 'middle' })),
      ...rows.flatMap((row, i) => {
        const top = i * (high + SPACE) + 4
        return [
          name(row.name, gutter - 10, { x: 0, y: top + high / 2 + 4 }),
          ...row.bars.map(({ value, shown, ...mark }, j) => {
            const y = top + j * (BAR + GAP)
            return marked(
              mark,
              ...(several ? [words('letter', series[j] ?? '', { x: from - 8, y: y + 11, anchor: 'end' })] : []),
              rect(row.hue, from, y, Math.max(value > 0 ? 1.5 : 0, x(value) - from), BAR),
              words(value > 0 ? 'value' : 'nil', shown, { x: x(value) + 6, y: y + 11 }),
            )
          }),
        ]
      }),
      line('base', from, 0, from, height - 18),
    ],
  }
}
