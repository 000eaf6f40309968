// Which codes meet.
import type { ReportElement } from '../report/node.ts'
import { plural } from '../report/wording.ts'
import { total } from './crossed.ts'
import { baseOf, codeNames, figure, type Setting } from './figure.ts'
import { type MatrixRow, matrix } from './matrix.ts'
import type { Charts } from './model.ts'

const MOST_TOGETHER = 12

export function togetherFigure(charts: Charts, setting: Setting): ReportElement {
  const said = { id: 'chart-together', name: 'Codes that occur together' }
  const { together, codes } = charts
  if (together.length === 0)
    return figure(
      {
        ...said,
        says: `No highlight carries two codes, and no two highlights with different codes cover common words. ${baseOf(charts)}`,
      },
      setting,
      null,
    )
  const names = codeNames(charts)
  const met = codes.map((_, place) => total(together.map(({ a, b, same, over }) => (a === place || b === place ? same + over : 0))))
  const chosen = codes
    .map((_, place) => place)
    .filter((place) => (met[place] ?? 0) > 0)
    .sort((a, b) => (met[b] ?? 0) - (met[a] ?? 0) || a - b)
    .slice(0, MOST_TOGETHER)
    .sort((a, b) => a - b)
  const byPair = new Map(together.map((pair) => [`${pair.a} ${pair.b}`, pair]))
  const passages = (a: number, b: number, over: boolean) => {
    const [one, other] = [codes[a]?.id, codes[b]?.id]
    return one === undefined || other === undefined ? null : setting.lead({ codeIds: [one, other], ...(over ? { over } : {}) })
  }
  const rows = chosen.map(
    (place, i): MatrixRow => ({
      name: names[place] ?? '',
      hue: place,
      cells: chosen.map((other, j) => {
        if (i === j) return null
        const over = j > i
        const pair = byPair.get(`${Math.min(place, other)} ${Math.max(place, other)}`)
        const value = (over ? pair?.over : pair?.same) ?? 0
        const what = over ? plural(value, 'overlap') : `${plural(value, 'highlight')} with both`
        return {
          value,
          look: over ? 'ring' : 'dot',
          title: `${names[place]} and ${names[other]}: ${what}`,
          href: passages(place, other, over),
        }
      }),
    }),
  )
  const left = met.filter((n) => n > 0).length - chosen.length
  const says = `Below the diagonal, filled: highlights that carry both codes. Above it, rings: pairs of different highlights, one with each code, that cover common words.${left > 0 ? ` ${plural(left, 'code')} that meet others less often are in the table only.` : ''} ${baseOf(charts)}`
  return figure({ ...said, says }, setting, {
    drawing: matrix(
      chosen.map((place) => names[place] ?? ''),
      rows,
    ),
    table: {
      caption: 'Codes that occur together: on one highlight, and on different highlights that cover common words.',
      corner: 'Codes',
      across: '',
      columns: ['Same highlight', 'Overlapping highlights'],
      rows: together
        .toSorted((one, other) => other.same + other.over - one.same - one.over || one.a - other.a || one.b - other.b)
        .map(({ a, b, same, over }) => ({
          name: `${names[a]} + ${names[b]}`,
          cells: [
            { n: same, href: passages(a, b, false) },
            { n: over, href: passages(a, b, true) },
          ],
        })),
    },
  })
}
