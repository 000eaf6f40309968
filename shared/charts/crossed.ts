// Names against sources: bars where there are few sources, a matrix where there are more. What is too much to be seen at once stands in
// the table only, and the figure says so.
import { letterOf, plural } from '../report/wording.ts'
import { bars } from './bars.ts'
import type { Drawing, Href } from './draw.ts'
import { matrix } from './matrix.ts'
import type { Charts } from './model.ts'
import type { Passages } from './passages.ts'

/** Sources that stand as bars beside each other; more of them are columns. */
export const MOST_BARS = 3
const MOST_COLUMNS = 12
const MOST_ROWS = 16

/** Tells where what a mark counts is to be found; `null` where it is not. */
export type Lead = (passages: Passages) => Href | null

export type Crossed = Readonly<{
  name: string
  hue: number | null
  /** For each source. */
  values: readonly number[]
  /** What its marks count, of all sources; `null` for several names put together. */
  passages: Passages | null
}>

export const total = (values: readonly number[]): number => values.reduce((sum, n) => sum + n, 0)
/** What sources are called where they are many beside each other; an article by its letter too. */
export const sourceNames = ({ sources }: Charts): string[] =>
  sources.map(({ name, articleId }, i) =>
    articleId === null ? name || 'No outlet' : sources.length === 1 ? name || 'Untitled' : `${letterOf(i)} · ${name || 'Untitled'}`,
  )

/** What of some passages stands in one source. */
export function inSource({ sources }: Charts, source: number, passages: Passages): Passages {
  const { articleId, outlet } = sources[source] ?? { articleId: null, outlet: '' }
  return articleId === null ? { ...passages, outlet } : { ...passages, articleId }
}

/** What of names and sources is not drawn, as a sentence; empty where all of it is. */
export function leftOut({ sources }: Charts, rows: number, one: string): string {
  const [names, columns] = [rows - MOST_ROWS, sources.length - MOST_COLUMNS]
  const left = [...(names > 0 ? [plural(names, `rarer ${one}`)] : []), ...(columns > 0 ? [plural(columns, 'more outlet')] : [])]
  return left.length === 0 ? '' : ` In the table only: ${left.join(' and ')}.`
}

/** Rows in the order that they are to be drawn in. `shown` words the figure behind a bar. */
export function crossed(
  charts: Charts,
  rows: readonly Crossed[],
  what: string,
  lead: Lead,
  shown: (value: number, source: number) => string,
): Drawing {
  const names = sourceNames(charts).slice(0, MOST_COLUMNS)
  const drawn = rows.slice(0, MOST_ROWS).map(({ name, hue, values, passages }) => ({
    name,
    hue,
    marks: names.map((source, i) => {
      const value = values[i] ?? 0
      return {
        value,
        shown: shown(value, i),
        title: `${name}${names.length > 1 ? `, ${source}` : ''}: ${plural(value, what)}`,
        href: passages === null || value === 0 ? null : lead(inSource(charts, i, passages)),
      }
    }),
  }))
  return names.length <= MOST_BARS
    ? bars(
        drawn.map(({ name, hue, marks }) => ({ name, hue, bars: marks })),
        names.map((_, source) => letterOf(source)),
      )
    : matrix(
        names,
        drawn.map(({ name, hue, marks }) => ({ name, hue, cells: marks })),
      )
}
