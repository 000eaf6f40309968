// Where in the texts codes stand.
import type { ReportElement } from '../report/node.ts'
import { plural } from '../report/wording.ts'
import { inSource, MOST_BARS, sourceNames, total } from './crossed.ts'
import { baseOf, byTotal, codeNames, figure, headsOf, type Setting } from './figure.ts'
import { type Lane, lanes, MOST_LANES } from './lanes.ts'
import { type Charts, PARTS } from './model.ts'

const tenths = Array.from({ length: PARTS }, (_, part) => `${(100 * part) / PARTS} %`)

export function alongFigure(charts: Charts, setting: Setting): ReportElement {
  const said = { id: 'chart-along', name: 'Codes along the text' }
  if (charts.codes.length === 0) return figure({ ...said, says: `No highlight carries a code. ${baseOf(charts)}` }, setting, null)
  const names = codeNames(charts)
  const apart = charts.sources.length <= MOST_BARS && charts.sources.every(({ articleId }) => articleId !== null)
  const panels = apart ? sourceNames(charts) : ['']
  const rows = charts.codes.map(({ id, along }, place) => {
    const held = apart ? along : [Array.from({ length: PARTS }, (_, part) => total(along.map((parts) => parts[part] ?? 0)))]
    const passages = (panel: number, part: number) => (apart ? inSource(charts, panel, { codeIds: [id], part }) : { codeIds: [id], part })
    return { name: names[place] ?? '', hue: place, values: held.map(total), held, passages }
  })
  const { heads, letters } = headsOf(charts)
  const drawn = byTotal(rows).slice(0, MOST_LANES)
  const left = rows.length - drawn.length
  const says = `Highlights with each code that begin in each tenth of the text${apart && panels.length > 1 ? `, article by article` : panels.length === 1 && charts.articles > 1 ? `, all articles together` : ''}${left > 0 ? `; ${plural(left, 'rarer code')} in the table only` : ''}. ${baseOf(charts)}`
  const where = (panel: number, part: number) => `${panels.length > 1 ? `${panels[panel]}, ` : ''}from ${tenths[part]}`
  return figure({ ...said, says }, setting, {
    drawing: lanes(
      panels.map((name) => ({ name: panels.length > 1 ? name : '', heads: tenths })),
      drawn.map(
        ({ name, hue, held, passages }): Lane => ({
          name,
          hue,
          measure: 'highlights',
          panels: held.map((parts, panel) =>
            parts.map((value, part) => ({
              value,
              title: `${name}, ${where(panel, part)}: ${plural(value, 'highlight')}`,
              href: setting.lead(passages(panel, part)),
            })),
          ),
        }),
      ),
    ),
    table: {
      caption: `Highlights with each code that begin in each tenth of the text, by where that tenth begins. What has none is left out.${apart ? letters : ''}`,
      corner: 'Code',
      across: 'From',
      columns: tenths,
      rows: rows.flatMap(({ name, held, passages }) =>
        held.flatMap((parts, panel) =>
          total(parts) === 0
            ? []
            : [
                {
                  name,
                  more: panels.length > 1 ? (heads[panel] ?? '') : '',
                  cells: parts.map((n, part) => ({ n, href: setting.lead(passages(panel, part)) })),
                },
              ],
        ),
      ),
    },
  })
}
