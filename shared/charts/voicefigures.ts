// Whose words are quoted, and how many.
import type { ReportElement } from '../report/node.ts'
import { count, percent, plural } from '../report/wording.ts'
import { type Crossed, crossed, leftOut, MOST_BARS, total } from './crossed.ts'
import { baseOf, byTotal, figure, headsOf, key, of, type Said, type Setting, tableRow } from './figure.ts'
import type { Charts } from './model.ts'

/** By who speaks, and where sides are known also by side. */
export function voiceFigures(charts: Charts, setting: Setting): ReportElement[] {
  const said = { id: 'chart-voices', name: 'Share of voice' }
  const { voices } = charts
  const quotations = total(voices.flatMap(({ counts }) => counts))
  const words = total(voices.flatMap((voice) => voice.words))
  const all = total(charts.sources.map((source) => source.words))
  const quoted = `${plural(quotations, 'quotation')} with ${plural(words, 'word')}, ${percent(words, all)} of all words`
  if (voices.every(({ name }) => name === ''))
    return [
      figure(
        {
          ...said,
          says: `${quotations === 0 ? 'No highlight is a quotation' : `There are ${quoted}, and none is linked to its source`}. The words of a quotation count for the source that it is linked to. ${baseOf(charts)}`,
        },
        setting,
        null,
      ),
    ]
  const rows = voices.map(
    ({ name, side, words: values }): Crossed => ({
      name: name === '' ? 'no source linked' : side === '' || side === name ? name : `${name} (${side})`,
      hue: null,
      values,
      passages: { codeIds: [], voice: { name, side } },
    }),
  )
  const { heads, letters } = headsOf(charts)
  const bySource = charts.sources.map((_, source) => total(rows.map(({ values }) => values[source] ?? 0)))
  const shown = (n: number, source: number) => `${count(n)} · ${percent(n, bySource[source] ?? 0)}`
  const made = (which: Said, corner: string, drawn: readonly Crossed[]) =>
    figure(which, setting, {
      drawing: crossed(charts, drawn, 'word', setting.lead, shown),
      table: {
        caption: `Words quoted${of(charts)}.${letters}`,
        corner,
        across: 'Source',
        columns: [...heads, ...(charts.sources.length > 1 && charts.sources.length < 11 ? ['All'] : []), 'Share'],
        rows: drawn.map((row) => ({
          name: row.name,
          cells: [
            ...tableRow(charts, row, setting.lead).cells,
            ...(charts.sources.length > 1 && charts.sources.length < 11 ? [{ n: total(row.values) }] : []),
            percent(total(row.values), words),
          ],
        })),
        bases: [{ name: 'All words', cells: charts.sources.map((source) => ({ n: source.words })) }],
      },
    })
  const counts = `words in quotations${of(charts)}${charts.sources.length <= MOST_BARS ? '; behind each bar its figure and its share of the words quoted' : ''}`
  const speakers = made(
    {
      ...said,
      says: `Whose words are quoted: ${counts}. ${quoted}.${key(charts)}${leftOut(charts, rows.length, 'speaker')} ${baseOf(charts)}`,
    },
    'Speaker',
    rows,
  )
  const sides = [...new Set(voices.flatMap(({ side }) => (side === '' ? [] : [side])))]
  if (sides.length === 0) return [speakers]
  const ofSide = (side: string): Crossed => ({
    name: side || 'no side said',
    hue: null,
    values: charts.sources.map((_, source) => total(voices.map((voice) => (voice.side === side ? (voice.words[source] ?? 0) : 0)))),
    passages: null,
  })
  return [
    speakers,
    made(
      {
        id: 'chart-sides',
        name: 'Share of voice by side',
        says: `The same by the side that the analyst gave each speaker: ${counts}.${key(charts)} ${baseOf(charts)}`,
      },
      'Side',
      [...byTotal(sides.map(ofSide)), ofSide('')].filter(({ values }) => total(values) > 0),
    ),
  ]
}
