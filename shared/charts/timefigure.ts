// When articles and their codes came.
import type { ReportElement } from '../report/node.ts'
import { plural } from '../report/wording.ts'
import { total } from './crossed.ts'
import { stretchesOf, type Unit } from './days.ts'
import { baseOf, byTotal, codeNames, figure, type Setting } from './figure.ts'
import { type Lane, lanes, MOST_LANES } from './lanes.ts'
import type { Charts } from './model.ts'

const everyUnit: Readonly<Record<Unit, string>> = { day: 'day', week: 'week, by its Monday', month: 'month', year: 'year' }

export function timeFigure(charts: Charts, setting: Setting): ReportElement {
  const said = { id: 'chart-time', name: 'Timeline' }
  const dated = charts.articles - charts.undated
  const without = charts.undated === 0 ? '' : ` ${plural(charts.undated, 'article')} without a full date left out.`
  if (dated === 0) return figure({ ...said, says: `No article has a full date. ${baseOf(charts)}` }, setting, null)
  const { unit, stretches } = stretchesOf(charts.days.map(({ day }) => day))
  const names = codeNames(charts)
  const placeOf = (day: string) => stretches.findIndex(({ from, to }) => from <= day && day <= to)
  const articles = stretches.map(() => 0)
  const codes = charts.codes.map(() => stretches.map(() => 0))
  for (const { day, articles: n, codes: counts } of charts.days) {
    const at = placeOf(day)
    articles[at] = (articles[at] ?? 0) + n
    for (const [place, found] of counts) {
      const held = codes[place]
      if (held !== undefined) held[at] = (held[at] ?? 0) + found
    }
  }
  const rows = codes.map((values, place) => ({ name: names[place] ?? '', hue: place, values, id: charts.codes[place]?.id }))
  const drawn = byTotal(rows)
    .filter(({ values }) => total(values) > 0)
    .slice(0, MOST_LANES - 1)
  const left = rows.filter(({ values }) => total(values) > 0).length - drawn.length
  const lead = (id: (typeof rows)[number]['id'], at: number) => {
    const { from, to } = stretches[at] ?? {}
    return id === undefined || from === undefined || to === undefined ? null : setting.lead({ codeIds: [id], from, to })
  }
  const says = `Articles, and highlights with each code in them, by the date of the article: every ${everyUnit[unit]}${left > 0 ? `; ${plural(left, 'rarer code')} in the table only` : ''}. n = ${plural(dated, 'article')} with a full date.${without} ${baseOf(charts)}`
  return figure({ ...said, says }, setting, {
    drawing: lanes(
      [{ name: '', heads: stretches.map(({ name }) => name) }],
      [
        {
          name: 'Articles',
          hue: null,
          measure: 'articles',
          panels: [articles.map((value, at) => ({ value, title: `${stretches[at]?.name}: ${plural(value, 'article')}`, href: null }))],
        },
        ...drawn.map(
          ({ name, hue, values, id }): Lane => ({
            name,
            hue,
            measure: 'highlights',
            panels: [
              values.map((value, at) => ({
                value,
                title: `${name}, ${stretches[at]?.name}: ${plural(value, 'highlight')}`,
                href: lead(id, at),
              })),
            ],
          }),
        ),
      ],
    ),
    table: {
      caption: `Articles, and highlights with each code in them, by ${unit}.`,
      corner: 'Code',
      across: unit === 'week' ? 'Week of' : `${unit.slice(0, 1).toUpperCase()}${unit.slice(1)}`,
      columns: stretches.map(({ name }) => name),
      rows: [
        { name: 'Articles', cells: articles.map((n) => ({ n })) },
        ...rows.map(({ name, values, id }) => ({ name, cells: values.map((n, at) => ({ n, href: lead(id, at) })) })),
      ],
    },
  })
}
