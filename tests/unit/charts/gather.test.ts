// What charts are drawn from: what is counted, and that nothing is counted twice or lost.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stretchesOf } from '../../../shared/charts/days.ts'
import { type ChartArticle, ChartGatherer, type ChartHighlight, type Said } from '../../../shared/charts/gather.ts'
import { Charts, MOST_ARTICLES, PARTS } from '../../../shared/charts/model.ts'
import { overlapping } from '../../../shared/charts/overlap.ts'
import { type Passages, passagesIn } from '../../../shared/charts/passages.ts'
import { ArticleId, CodeId, HighlightId } from '../../../shared/ids.ts'

const names = ['cause', 'blame', 'remedy', 'hedge']
const codes = names.map((name) => ({ id: CodeId.parse(name), name, path: [], color: '#336699' }))

type Marks = readonly (readonly [start: number, end: number, codes: readonly string[], said?: Said])[]
const articleOf = (id: string, marks: Marks, rest: Partial<ChartArticle> = {}): ChartArticle => ({
  id: ArticleId.parse(id),
  name: `Paper ${id}`,
  outlet: `Paper ${id}`,
  date: '2025-03-01',
  words: 100,
  units: 1_000,
  highlights: marks.map(
    ([start, end, own, said = null], i): ChartHighlight => ({
      id: HighlightId.parse(`${id}-${i}`),
      ranges: [{ start, end }],
      codes: own.map((code) => CodeId.parse(code)),
      said,
    }),
  ),
  ...rest,
})
function chartsOf(articles: readonly ChartArticle[]): Charts {
  const gatherer = new ChartGatherer(codes)
  for (const article of articles) gatherer.add(article)
  return gatherer.charts('own')
}
const sum = (values: readonly number[]) => values.reduce((all, n) => all + n, 0)

describe('figures of two articles', () => {
  const mayor: Said = { voice: 'The mayor', side: 'Town', kind: 'government', words: 12 }
  const charts = chartsOf([
    articleOf('a', [
      [0, 40, ['cause', 'blame']],
      [20, 60, ['remedy']],
      [950, 999, ['cause'], mayor],
    ]),
    articleOf(
      'b',
      [
        [500, 520, ['blame'], { ...mayor, words: 8 }],
        [700, 720, []],
      ],
      { date: '2025-03-04T09:00', words: 50 },
    ),
  ])

  it('are figures that can be sent', () => expect(Charts.parse(charts)).toEqual(charts))

  it('count each code in each article, and where in the text it begins', () => {
    expect(charts.codes.map(({ name, counts }) => [name, counts])).toEqual([
      ['cause', [2, 0]],
      ['blame', [1, 1]],
      ['remedy', [1, 0]],
    ])
    expect(charts.codes[0]?.along).toEqual([
      [1, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      [0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ])
  })

  it('tell highlights that carry both codes from highlights that cover common words', () => {
    expect(charts.together).toEqual([
      { a: 0, b: 1, same: 1, over: 0 },
      { a: 0, b: 2, same: 0, over: 1 },
      { a: 1, b: 2, same: 0, over: 1 },
    ])
  })

  it('add up the words of each voice, and quotations by kind of source', () => {
    expect(charts.voices).toEqual([{ name: 'The mayor', side: 'Town', counts: [1, 1], words: [12, 8] }])
    expect(charts.kinds).toEqual([{ name: 'government', counts: [1, 1] }])
  })

  it('put articles to their days', () => {
    expect(charts.days.map(({ day, articles, codes: found }) => [day, articles, found])).toEqual([
      [
        '2025-03-01',
        1,
        [
          [0, 2],
          [1, 1],
          [2, 1],
        ],
      ],
      ['2025-03-04', 1, [[1, 1]]],
    ])
  })
})

it.each(['2025', '2025-03', '', 'March 2025', '2025-13-45', '2025-03-010'])('the date %j names no day', (date) => {
  const charts = chartsOf([articleOf('a', [[0, 1, ['cause']]], { date })])
  expect([charts.days, charts.undated]).toEqual([[], 1])
})

it('many articles are counted outlet by outlet', () => {
  const charts = chartsOf(
    Array.from({ length: MOST_ARTICLES + 1 }, (_, i) => articleOf(`a${i}`, [[0, 9, ['cause']]], { outlet: i < 9 ? 'Post' : 'Mail' })),
  )
  expect(charts.sources.map(({ name, articleId, articles, highlights, words }) => [name, articleId, articles, highlights, words])).toEqual([
    ['Post', null, 9, 9, 900],
    ['Mail', null, MOST_ARTICLES - 8, MOST_ARTICLES - 8, 100 * (MOST_ARTICLES - 8)],
  ])
  expect(charts.codes[0]?.counts).toEqual([9, MOST_ARTICLES - 8])
})

const anyHighlights = fc.array(
  fc.record({
    ranges: fc
      .uniqueArray(fc.nat(400), { minLength: 2, maxLength: 6 })
      .map((ends) => ends.sort((a, b) => a - b))
      .map((ends) => Array.from({ length: ends.length >> 1 }, (_, i) => ({ start: ends[2 * i] ?? 0, end: ends[2 * i + 1] ?? 0 }))),
    codes: fc.subarray(codes.map(({ id }) => id)),
    said: fc.option(
      fc.record({
        voice: fc.constantFrom('', 'Ana', 'Ben'),
        side: fc.constantFrom('', 'North'),
        kind: fc.constantFrom('', 'expert', 'document'),
        words: fc.nat(9),
      }),
    ),
  }),
  { maxLength: 12 },
)
const anyArticles = fc
  .array(
    fc.record({
      highlights: anyHighlights,
      outlet: fc.constantFrom('Post', 'Mail', ''),
      date: fc.constantFrom('2025-03-01', '2025-03-09', '2024', ''),
      words: fc.nat(500),
    }),
    { maxLength: MOST_ARTICLES + 4 },
  )
  .map((all) =>
    all.map(
      ({ highlights, ...article }, i): ChartArticle => ({
        id: ArticleId.parse(`a${i}`),
        name: `A${i}`,
        units: 400,
        ...article,
        highlights: highlights.map((mark, j) => ({ id: HighlightId.parse(`h${i}-${j}`), ...mark })),
      }),
    ),
  )

describe('any figures', () => {
  it('add up to what there is', () => {
    fc.assert(
      fc.property(anyArticles, (articles) => {
        const charts = chartsOf(articles)
        const marks = articles.flatMap(({ highlights }) => highlights)
        expect(Charts.parse(charts)).toEqual(charts)
        expect(charts.highlights).toBe(marks.length)
        expect(sum(charts.sources.map(({ highlights }) => highlights))).toBe(marks.length)
        expect(sum(charts.sources.map(({ words }) => words))).toBe(sum(articles.map(({ words }) => words)))
        for (const { id, counts, along } of charts.codes) {
          expect(sum(counts)).toBe(marks.filter((mark) => mark.codes.includes(id)).length)
          expect(sum(along.flat())).toBe(sum(counts))
          expect(along.every((parts) => parts.length === PARTS)).toBe(true)
        }
        const said = marks.flatMap((mark) => mark.said ?? [])
        expect(sum(charts.kinds.flatMap(({ counts }) => counts))).toBe(said.length)
        expect(sum(charts.voices.flatMap(({ words }) => words))).toBe(sum(said.map(({ words }) => words)))
        expect(sum(charts.days.map(({ articles: n }) => n)) + charts.undated).toBe(articles.length)
      }),
    )
  })

  it('do not depend on the order in which highlights come', () => {
    fc.assert(
      fc.property(anyArticles, (articles) => {
        const turned = articles.map((article) => ({ ...article, highlights: article.highlights.toReversed() }))
        expect(chartsOf(turned)).toEqual(chartsOf(articles))
      }),
    )
  })

  it('are as many as the passages that a mark leads to', () => {
    fc.assert(
      fc.property(anyArticles, (articles) => {
        const charts = chartsOf(articles)
        const found = (passages: Passages) => articles.flatMap((article) => passagesIn(passages, article)).length
        for (const [i, { articleId, outlet }] of charts.sources.entries()) {
          const source = articleId === null ? { outlet } : { articleId }
          for (const { id, counts } of charts.codes) expect(found({ codeIds: [id], ...source })).toBe(counts[i])
          for (const { name, counts } of charts.kinds) expect(found({ codeIds: [], kind: name, ...source })).toBe(counts[i])
          for (const { name, side, counts } of charts.voices)
            expect(found({ codeIds: [], voice: { name, side }, ...source })).toBe(counts[i])
        }
        for (const { id, along } of charts.codes)
          for (let part = 0; part < PARTS; part++) expect(found({ codeIds: [id], part })).toBe(sum(along.map((parts) => parts[part] ?? 0)))
        for (const { a, b, same, over } of charts.together) {
          const codeIds = [charts.codes[a]?.id, charts.codes[b]?.id].flatMap((id) => id ?? [])
          expect(found({ codeIds })).toBe(same)
          expect(found({ codeIds, over: true }) > 0).toBe(over > 0)
        }
      }),
    )
  })
})

it('highlights overlap where a range of one meets a range of the other, each pair once', () => {
  fc.assert(
    fc.property(anyHighlights, (highlights) => {
      const meet = (x: (typeof highlights)[number], y: (typeof highlights)[number]) =>
        x.ranges.some((one) => y.ranges.some((other) => one.start < other.end && other.start < one.end))
      const expected = highlights.flatMap((one, i) => highlights.slice(i + 1).filter((other) => meet(one, other))).length
      const pairs = [...overlapping(highlights)]
      expect(pairs.length).toBe(expected)
      for (const [one, other] of pairs) expect(meet(one, other)).toBe(true)
    }),
  )
})

it.each([
  ['one day', ['2025-03-01'], 'day', 1],
  ['five weeks', ['2025-03-01', '2025-04-03'], 'day', 34],
  ['half a year', ['2025-01-01', '2025-07-01'], 'week', 27],
  ['two years', ['2023-05-05', '2025-05-05'], 'month', 25],
  ['a century', ['1925-01-01', '2025-01-01'], 'year', 101],
] as const)('%s is cut into stretches without gaps', (_, days, unit, n) => {
  const found = stretchesOf(days)
  expect([found.unit, found.stretches.length]).toEqual([unit, n])
  for (const [i, { from }] of found.stretches.entries()) {
    const before = found.stretches[i - 1]
    if (before !== undefined) expect(Date.parse(from) - Date.parse(before.to)).toBe(86_400_000)
  }
  expect(found.stretches[0]?.from.localeCompare(days[0])).toBeLessThanOrEqual(0)
  expect(found.stretches.at(-1)?.to.localeCompare(days.at(-1) ?? '')).toBeGreaterThanOrEqual(0)
})
