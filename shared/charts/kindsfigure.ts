// What types of sources are quoted.
import type { ReportElement } from '../report/node.ts'
import { count, plural } from '../report/wording.ts'
import { type Crossed, crossed, leftOut, total } from './crossed.ts'
import { baseOf, figure, headsOf, key, of, type Setting, tableRow } from './figure.ts'
import type { Charts } from './model.ts'

export function kindsFigure(charts: Charts, setting: Setting): ReportElement {
  const said = { id: 'chart-kinds', name: 'Source types' }
  const n = total(charts.kinds.flatMap(({ counts }) => counts))
  if (charts.kinds.every(({ name }) => name === ''))
    return figure(
      {
        ...said,
        says: `${n === 0 ? 'No highlight is a quotation' : `None of the ${plural(n, 'quotation')} says what type of source it has`}. A quotation counts by the source type that its coding, or that of its source, gives. ${baseOf(charts)}`,
      },
      setting,
      null,
    )
  const unsaid = (name: string) => name || 'type not said'
  const rows = charts.kinds.map(
    ({ name, counts }): Crossed => ({ name: unsaid(name), hue: null, values: counts, passages: { codeIds: [], kind: name } }),
  )
  const { heads, letters } = headsOf(charts)
  const says = `Quotations by the type of their source${of(charts)}, as their coding or that of their source gives it. n = ${plural(n, 'quotation')}.${key(charts)}${leftOut(charts, rows.length, 'type')} ${baseOf(charts)}`
  return figure({ ...said, says }, setting, {
    drawing: crossed(charts, rows, 'quotation', setting.lead, (value) => count(value)),
    table: {
      caption: `Quotations by the type of their source${of(charts)}.${letters}`,
      corner: 'Source type',
      across: 'Source',
      columns: heads,
      rows: rows.map((row) => tableRow(charts, row, setting.lead)),
      bases: [{ name: 'All quotations', cells: charts.sources.map((_, i) => ({ n: total(rows.map(({ values }) => values[i] ?? 0)) })) }],
    },
  })
}
