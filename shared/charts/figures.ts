// The charts, each as a figure: a heading, what is counted and of how many, a picture, and the table behind it. The same figures stand
// on the screen and in reports.
import type { ReportElement } from '../report/node.ts'
import { element as e } from '../report/node.ts'
import { count, letterOf, percent, perThousand, plural } from '../report/wording.ts'
import { type Crossed, crossed, inSource, type Lead, leftOut, MOST_BARS, sourceNames, total } from './crossed.ts'
import { stretchesOf, type Unit } from './days.ts'
import { type Drawing, picture } from './draw.ts'
import { type Lane, lanes } from './lanes.ts'
import { type MatrixRow, matrix } from './matrix.ts'
import { type Charts, PARTS } from './model.ts'
import { type Figure, type Table, tableOf } from './table.ts'

const MOST_LANES = 10
const MOST_TOGETHER = 12

type Setting = Readonly<{
  /** Where what a mark counts is to be found. */
  lead: Lead
  /** Whether the tables are unfolded. */
  unfolded: boolean
}>
type Said = Readonly<{ id: string; name: string; says: string }>

/** All charts of some figures, in one order. */
export const chartFigures = (charts: Charts, setting: Setting): ReportElement[] => [
  codesFigure(charts, setting),
  alongFigure(charts, setting),
  kindsFigure(charts, setting),
  ...voiceFigures(charts, setting),
  timeFigure(charts, setting),
  togetherFigure(charts, setting),
]

/** @param drawing `null` where there is nothing to draw: then `says` says so */
function figure(
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
function baseOf({ articles, highlights, sources, counted }: Charts): string {
  const words = total(sources.map((source) => source.words))
  return `n = ${plural(highlights, 'highlight')} in ${plural(articles, 'article')} of ${plural(words, 'word')}; ${
    counted === 'own' ? 'title and body are counted' : 'everything on the page is counted'
  }.`
}

/** Which source a letter stands for. */
const key = (charts: Charts): string =>
  charts.sources.length > 1 && charts.sources.length <= MOST_BARS ? ` ${sourceNames(charts).join('; ')}.` : ''

/** More articles than this stand in the head of a table by their letters, which its caption explains. */
const MOST_NAMED = 6
function headsOf(charts: Charts): Readonly<{ heads: readonly string[]; letters: string }> {
  const names = sourceNames(charts)
  if (names.length <= MOST_NAMED || charts.sources.some(({ articleId }) => articleId === null)) return { heads: names, letters: '' }
  return { heads: names.map((_, source) => letterOf(source)), letters: ` ${names.join('; ')}.` }
}

const byTotal = <R extends Readonly<{ values: readonly number[] }>>(rows: readonly R[]): R[] =>
  rows.toSorted((a, b) => total(b.values) - total(a.values))

/** Codes by name; one that shares its name with another one also by the code above it. */
function codeNames({ codes }: Charts): string[] {
  const seen = new Map<string, number>()
  for (const { name } of codes) seen.set(name, (seen.get(name) ?? 0) + 1)
  return codes.map(({ name, path }) => ((seen.get(name) ?? 0) > 1 && path.length > 0 ? `${path.at(-1)} › ${name}` : name))
}

const sourceBases = (charts: Charts): Table['bases'] => [
  { name: 'All highlights', cells: charts.sources.map(({ highlights }) => ({ n: highlights })) },
  { name: 'All words', cells: charts.sources.map(({ words }) => ({ n: words })) },
]

const of = ({ articles, sources }: Charts): string =>
  sources.length === 1 && articles === 1 ? '' : sources.every(({ articleId }) => articleId !== null) ? ' by article' : ' by outlet'

function codesFigure(charts: Charts, setting: Setting): ReportElement {
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

const tenths = Array.from({ length: PARTS }, (_, part) => `${(100 * part) / PARTS} %`)

function alongFigure(charts: Charts, setting: Setting): ReportElement {
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
      caption: 'Highlights with each code that begin in each tenth of the text, by where that tenth begins. What has none is left out.',
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
                  more: panels.length > 1 ? (panels[panel] ?? '') : '',
                  cells: parts.map((n, part) => ({ n, href: setting.lead(passages(panel, part)) })),
                },
              ],
        ),
      ),
    },
  })
}

function kindsFigure(charts: Charts, setting: Setting): ReportElement {
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

function tableRow(charts: Charts, { name, values, passages }: Crossed, lead: Lead): Table['rows'][number] {
  return {
    name,
    cells: values.map((n, source) => ({ n, href: passages === null ? null : lead(inSource(charts, source, passages)) })),
  }
}

/** By who speaks, and where sides are known also by side. */
function voiceFigures(charts: Charts, setting: Setting): ReportElement[] {
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
      name: name === '' ? 'no source linked' : side === '' ? name : `${name} (${side})`,
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

const everyUnit: Readonly<Record<Unit, string>> = { day: 'day', week: 'week, by its Monday', month: 'month', year: 'year' }

function timeFigure(charts: Charts, setting: Setting): ReportElement {
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

function togetherFigure(charts: Charts, setting: Setting): ReportElement {
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
