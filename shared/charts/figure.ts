// What the figures of the charts have in common: how one is put together, what it says of its base, and how sources and codes are named.
import { element as e, type ReportElement } from '../report/node.ts'
import { letterOf, plural } from '../report/wording.ts'
import { type Crossed, inSource, type Lead, MOST_BARS, sourceNames, total } from './crossed.ts'
import { type Drawing, picture } from './draw.ts'
import type { Charts } from './model.ts'
import { type Table, tableOf } from './table.ts'

export type Setting = Readonly<{
  /** Where what a mark counts is to be found. */
  lead: Lead
  /** Whether the tables are unfolded. */
  unfolded: boolean
}>
export type Said = Readonly<{ id: string; name: string; says: string }>

/** @param drawing `null` where there is nothing to draw: then `says` says so */
export function figure(
  { id, name, says }: Said,
  { unfolded }: Setting,
  drawn: Readonly<{ drawing: Drawing; table: Table }> | null,
): ReportElement {
  return e(
    'figure',
    { class: 'chart', id, 'aria-labelledby': `${id}-name` },
    e('h3', { id: `${id}-name` }, name),
    e('figcaption', {}, says),
    drawn === null
      ? null
      : [
          picture(id, name, says, drawn.drawing),
          e(
            'details',
            { id: `${id}-table`, ...(unfolded ? { open: '' } : {}) },
            e('summary', {}, 'Table'),
            e('div', { class: 'beyond' }, tableOf(drawn.table)),
          ),
        ],
  )
}

/** What the figures are of. */
export function baseOf({ articles, highlights, sources, counted }: Charts): string {
  const words = total(sources.map((source) => source.words))
  return `n = ${plural(highlights, 'highlight')} in ${plural(articles, 'article')} of ${plural(words, 'word')}; ${
    counted === 'own' ? 'title and body are counted' : 'everything on the page is counted'
  }.`
}

/** Which source a letter stands for. */
export const key = (charts: Charts): string =>
  charts.sources.length > 1 && charts.sources.length <= MOST_BARS ? ` ${sourceNames(charts).join('; ')}.` : ''

/** More articles than this, or one with a longer name, stand in a table by their letters, which its caption explains. */
const MOST_NAMED = 6
const LONGEST_NAMED = 24
export function headsOf(charts: Charts): Readonly<{ heads: readonly string[]; letters: string }> {
  const names = sourceNames(charts)
  const short = names.length <= MOST_NAMED && names.every((name) => name.length <= LONGEST_NAMED)
  if (short || charts.sources.length === 1 || charts.sources.some(({ articleId }) => articleId === null))
    return { heads: names, letters: '' }
  return { heads: names.map((_, source) => letterOf(source)), letters: ` ${names.join('; ')}.` }
}

export const byTotal = <R extends Readonly<{ values: readonly number[] }>>(rows: readonly R[]): R[] =>
  rows.toSorted((a, b) => total(b.values) - total(a.values))

/** Codes by name; one that shares its name with another one also by the code above it. */
export function codeNames({ codes }: Charts): string[] {
  const seen = new Map<string, number>()
  for (const { name } of codes) seen.set(name, (seen.get(name) ?? 0) + 1)
  return codes.map(({ name, path }) => ((seen.get(name) ?? 0) > 1 && path.length > 0 ? `${path.at(-1)} › ${name}` : name))
}

export const of = ({ articles, sources }: Charts): string =>
  sources.length === 1 && articles === 1 ? '' : sources.every(({ articleId }) => articleId !== null) ? ' by article' : ' by outlet'

export function tableRow(charts: Charts, { name, values, passages }: Crossed, lead: Lead): Table['rows'][number] {
  return {
    name,
    cells: values.map((n, source) => ({ n, href: passages === null ? null : lead(inSource(charts, source, passages)) })),
  }
}
