// Which source has which codes, and how often.
import type { ReportElement } from '../report/node.ts'
import { count, perThousand } from '../report/wording.ts'
import { type Crossed, crossed, inSource, leftOut, MOST_BARS } from './crossed.ts'
import { baseOf, byTotal, codeNames, figure, headsOf, key, of, type Setting } from './figure.ts'
import type { Charts } from './model.ts'
import type { Figure, Table } from './table.ts'

const sourceBases = (charts: Charts): Table['bases'] => [
  { name: 'All highlights', cells: charts.sources.map(({ highlights }) => ({ n: highlights })) },
  { name: 'All words', cells: charts.sources.map(({ words }) => ({ n: words })) },
]

export function codesFigure(charts: Charts, setting: Setting): ReportElement {
  const said = { id: 'chart-codes', name: 'Codes by source' }
  const names = codeNames(charts)
  const rows = charts.codes.map(
    ({ id, counts }, place): Crossed => ({ name: names[place] ?? '', hue: place, values: counts, passages: { codeIds: [id] } }),
  )
  if (rows.length === 0) return figure({ ...said, says: `No highlight carries a code. ${baseOf(charts)}` }, setting, null)
  const few = charts.sources.length <= MOST_BARS
  const { heads, letters } = headsOf(charts)
  const rate = (n: number, source: number) => perThousand(n, charts.sources[source]?.words ?? 0)
  const says = `Highlights with each code${of(charts)}${few ? '; behind each bar its figure and that of every 1,000 words' : ''}. A highlight may carry several codes.${key(charts)}${leftOut(charts, rows.length, 'code')} ${baseOf(charts)}`
  return figure({ ...said, says }, setting, {
    drawing: crossed(charts, byTotal(rows), 'highlight', setting.lead, (n, source) => (n === 0 ? '0' : `${count(n)} · ${rate(n, source)}`)),
    table: {
      caption: `Highlights with each code${of(charts)}${few ? ', and of every 1,000 words' : ''}.${letters}`,
      corner: 'Code',
      across: charts.sources.every(({ articleId }) => articleId !== null) ? 'Article' : 'Outlet',
      columns: heads.flatMap((name) => (few ? [name, 'per 1,000'] : [name])),
      rows: rows.map(({ name, values, passages }, place) => ({
        name,
        more: charts.codes[place]?.path.join(' › ') ?? '',
        cells: values.flatMap((n, source): Figure[] => [
          { n, href: passages === null ? null : setting.lead(inSource(charts, source, passages)) },
          ...(few ? [rate(n, source)] : []),
        ]),
      })),
      bases: (sourceBases(charts) ?? []).map(({ name, cells }) => ({ name, cells: few ? cells.flatMap((cell) => [cell, '']) : cells })),
    },
  })
}
