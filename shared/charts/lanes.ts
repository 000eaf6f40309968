// Lanes: a row for each name, with bars along one scale (the length of a text, the days of a year) in one panel or a few beside
// each other. The lanes of one measure share their scale, so that their bars can be compared.
import { scaleBand, scaleLinear } from 'd3-scale'
import { count } from '../report/wording.ts'
import { type Drawing, gutterOf, line, type Mark, marked, name, rect, WIDTH, widthOf, words } from './draw.ts'

const LANE = 34
const APART = 24
/** A bar gets no wider with its step than this. */
const MOST_STEP = 60

/** Names of panels are bold, and so wider than they are reckoned. */
const BOLD = 0.85

/** Lanes in one drawing: more are hard to tell apart. */
export const MOST_LANES = 10

export type Lane = Readonly<{
  name: string
  hue: number | null
  /** What is counted; lanes of one measure share a scale. */
  measure: string
  /** For each panel, for each place along it. */
  panels: readonly (readonly (Mark & Readonly<{ value: number }>)[])[]
}>
/** `heads` name the places along a panel: as many as there is room for are written, always the first. */
type Panel = Readonly<{ name: string; heads: readonly string[] }>

export function lanes(panels: readonly Panel[], rows: readonly Lane[]): Drawing {
  const gutter = gutterOf(rows.map((row) => row.name))
  const wide = (WIDTH - gutter - APART * (panels.length - 1)) / panels.length
  const named = panels.some((panel) => panel.name !== '')
  const top = named ? 22 : 4
  const bottom = top + rows.length * LANE
  const left = (panel: number) => gutter + panel * (wide + APART)
  const most = new Map<string, number>()
  for (const { measure, panels: held } of rows)
    most.set(measure, Math.max(1, most.get(measure) ?? 0, ...held.flat().map(({ value }) => value)))
  return {
    height: bottom + 20,
    parts: [
      ...rows.map((row, i) => name(row.name, gutter - 10, { x: 0, y: top + LANE * (i + 1) - 8 })),
      ...panels.flatMap((panel, p) => {
        const x = scaleBand<number>()
          .domain(panel.heads.map((_, i) => i))
          .range([left(p), left(p) + Math.min(wide, panel.heads.length * MOST_STEP)])
          .paddingInner(0.12)
        const at = (place: number) => x(place) ?? left(p)
        const room = Math.max(...panel.heads.map((head) => widthOf(head, 11))) + 10
        const every = Math.max(1, Math.ceil(room / x.step()))
        return [
          ...(panel.name === '' ? [] : [name(panel.name, BOLD * wide, { x: left(p), y: 12 }, 'letter')]),
          ...rows.flatMap((row, i) => {
            const foot = top + LANE * (i + 1) - 4
            const y = scaleLinear()
              .domain([0, most.get(row.measure) ?? 1])
              .range([0, LANE - 17])
            return [
              line('tick', left(p), foot, left(p) + wide, foot),
              ...(row.panels[p] ?? []).flatMap(({ value, ...mark }, place) => {
                if (value === 0) return []
                const high = Math.max(1.5, y(value))
                const figure = count(value)
                const fits = widthOf(figure, 11) <= x.step()
                return [
                  marked(
                    mark,
                    rect(row.hue, at(place), foot - high, x.bandwidth(), high),
                    ...(fits ? [words('value', figure, { x: at(place) + x.bandwidth() / 2, y: foot - high - 3, anchor: 'middle' })] : []),
                  ),
                ]
              }),
            ]
          }),
          ...panel.heads.flatMap((head, place) =>
            place % every === 0 && at(place) + widthOf(head, 11) <= Math.min(WIDTH, left(p) + wide + APART)
              ? [words('head', head, { x: at(place), y: bottom + 12 })]
              : [],
          ),
        ]
      }),
    ],
  }
}
