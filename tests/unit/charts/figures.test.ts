// The charts as figures of a report: every one has a picture that can be read without colours, and a table with all of its figures.
import { unzipSync } from 'fflate'
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { describe, expect, it } from 'vitest'
import { reportDocx } from '../../../electron/export/docx.ts'
import { reportHtml } from '../../../electron/export/html.ts'
import { reportMarkdown } from '../../../electron/export/markdown.ts'
import { wordPictures } from '../../../electron/export/wordpicture.ts'
import { fitted, widthOf } from '../../../shared/charts/draw.ts'
import { chartFigures } from '../../../shared/charts/figures.ts'
import { ChartGatherer } from '../../../shared/charts/gather.ts'
import { looks } from '../../../shared/charts/look.ts'
import { ArticleId, HighlightId } from '../../../shared/ids.ts'
import { chartsSection } from '../../../shared/report/charts.ts'
import { reportSections } from '../../../shared/report/model.ts'
import { type ReportElement, type ReportNode, textOf } from '../../../shared/report/node.ts'
import { article, code, report } from '../../helpers/reports.ts'

const elements = function* (node: ReportNode): Generator<ReportElement> {
  if (typeof node === 'string') return
  yield node
  for (const child of node.children) yield* elements(child)
}
const all = (node: ReportElement, tag: string) => [...elements(node)].filter((each) => each.tag === tag)
const asked = { title: '', authors: '', abstract: '', sections: reportSections, codeIds: [], coderIds: [] }

const codes = [
  code('SO.AT.DIR', 'Direct quotation', '#31997b'),
  code('word', 'Loaded wording', '#9b3d7e', { position: 1 }),
  code('hedge', 'Hedge <b>&', '#b95e16', { position: 2 }),
]
const text = 'The [1 mayor said [2 “the so-called dam is safe” 2] 1] and [3 left at once 3].'
const marks = { 1: { codes: ['word'] }, 2: { codes: ['SO.AT.DIR', 'hedge'] }, 3: { codes: ['hedge'] } }
const some = (n: number) =>
  report(
    Array.from({ length: n }, (_, i) => article(`n${i}`, [['paragraph', 'body', text]], marks, { outlet: `Paper ${i}` })),
    codes,
    { request: asked },
  )

describe.each([1, 2, 3, 5, 14])('charts of %i articles', (n) => {
  const built = some(n)
  const figures = chartsSection(built)

  it('are six, each with its name and what it counts of how many', () => {
    expect(figures.map((figure) => textOf(all(figure, 'h3')[0] ?? ''))).toEqual([
      'Codes by source',
      'Codes along the text',
      'Source types',
      'Share of voice',
      'Timeline',
      'Codes that occur together',
    ])
    for (const figure of figures) {
      const [says] = all(figure, 'figcaption').map(textOf)
      expect(says).toContain(`n\u00a0= ${3 * n} highlights in ${n} article`)
      expect(says).toContain('title and body are counted')
    }
  })

  it('say in words why nothing is drawn', () => {
    const [, , kinds, voices] = figures.map((figure) => textOf(all(figure, 'figcaption')[0] ?? ''))
    expect(kinds).toMatch(/^None of the \d+ quotations? says what type|^None of the 1 quotation says/)
    expect(voices).toContain('none is linked to its source')
    expect(figures.filter((figure) => all(figure, 'svg').length === 0)).toHaveLength(2)
  })

  it('are drawn with a name, a description, every label, and a table that is unfolded', () => {
    const ids = new Set(figures.flatMap((figure) => [...elements(figure)].flatMap(({ attributes }) => attributes.id ?? [])))
    for (const figure of figures) {
      const [svg] = all(figure, 'svg')
      if (svg === undefined) continue
      for (const id of svg.attributes['aria-labelledby']?.split(' ') ?? ['']) expect(ids).toContain(id)
      const shown = all(svg, 'text').map(textOf)
      for (const { name } of codes) expect(shown, textOf(svg)).toContain(name)
      const [details] = all(figure, 'details')
      expect(details?.attributes.open).toBe('')
      expect(all(figure, 'table')).toHaveLength(1)
      expect(all(figure, 'caption')).toHaveLength(1)
    }
  })

  it('stand whole within their drawing, each class with a look', () => {
    for (const svg of figures.flatMap((figure) => all(figure, 'svg'))) {
      const [, , width = 0, height = 0] = svg.attributes.viewBox?.split(' ').map(Number) ?? []
      for (const { tag, attributes } of elements(svg)) {
        for (const [name, most] of [
          ['x', width],
          ['y', height],
          ['cx', width],
          ['cy', height],
          ['x2', width],
          ['y2', height],
        ] as const) {
          const at = Number(attributes[name] ?? 0)
          expect([tag, name, at >= 0 && at <= most]).toEqual([tag, name, true])
        }
        const [look] = attributes.class?.split(' ') ?? []
        if (look !== undefined) expect(Object.keys(looks)).toContain(look)
      }
    }
  })

  it('lead to what they count', () => {
    const links = figures.flatMap((figure) => all(figure, 'svg').flatMap((svg) => all(svg, 'a')))
    expect(links.length).toBeGreaterThan(5)
    for (const { attributes } of links) {
      expect(attributes.href).toMatch(/^#(?:highlight|quotations)-\d+$/)
      expect(attributes['aria-label']).toMatch(/\d/)
    }
    // What leads somewhere is out of reach in a picture.
    for (const svg of figures.flatMap((figure) => all(figure, 'svg'))) expect(svg.attributes.role).toBe('group')
  })
})

it('what a chart has left out of its picture stands in its table', () => {
  const many = Array.from({ length: 30 }, (_, i) => code(`c${i}`, `Code ${i}`, '#336699', { position: i }))
  const words = many.map((_, i) => `[${i + 1} word${i} ${i + 1}]`).join(' ')
  const built = report(
    [article('one', [['paragraph', 'body', words]], Object.fromEntries(many.map((_, i) => [i + 1, { codes: [`c${i}`] }])))],
    many,
    { request: asked },
  )
  const [first] = chartsSection(built)
  if (first === undefined) throw new Error('no chart')
  expect(textOf(all(first, 'figcaption')[0] ?? '')).toContain('In the table only: 14 rarer codes.')
  expect(
    all(first, 'tbody')
      .flatMap((body) => all(body, 'th'))
      .map(textOf),
  ).toEqual([...many.map(({ name }) => name), 'All highlights', 'All words'])
})

describe('quotations that are linked to their sources', () => {
  const said = (voice: string, side: string, kind: string, words: number) => ({ voice, side, kind, words })
  const gatherer = new ChartGatherer([])
  for (const [id, quotations] of [
    ['a', [said('Ana Kell', 'North', 'expert', 30), said('Ben', '', 'document', 10)]],
    ['b', [said('Ana Kell', 'North', '', 5), said('', '', '', 15)]],
  ] as const)
    gatherer.add({
      id: ArticleId.parse(id),
      name: id,
      outlet: id,
      date: '',
      words: 200,
      units: 900,
      highlights: quotations.map((each, i) => ({
        id: HighlightId.parse(`${id}${i}`),
        ranges: [{ start: i, end: i + 1 }],
        codes: [],
        said: each,
      })),
    })
  const figures = chartFigures(gatherer.charts('all'), { lead: () => null, unfolded: false })
  const figure = (name: string) => figures.find((each) => textOf(all(each, 'h3')[0] ?? '') === name)
  const rowsOf = (name: string) => {
    const found = figure(name)
    return found === undefined ? [] : all(found, 'tr').map(({ children }) => children.map(textOf))
  }

  it('share the words that are quoted, with those that nobody is linked to', () => {
    expect(rowsOf('Share of voice')).toEqual([
      ['Speaker', 'A · a', 'B · b', 'All', 'Share'],
      ['Ana Kell (North)', '30', '5', '35', '58.3 %'],
      ['no source linked', '0', '15', '15', '25.0 %'],
      ['Ben', '10', '0', '10', '16.7 %'],
      ['All words', '200', '200'],
    ])
    const [svg] = all(figure('Share of voice') ?? { tag: 'div', attributes: {}, children: [] }, 'svg')
    expect(svg?.attributes.role).toBe('img')
    expect(svg && textOf(svg)).toContain('30 · 75.0 %')
  })

  it('stand under letters where a name is long, which the caption explains', () => {
    const long = some(2).charts
    const sources = long?.sources.map((source) => ({ ...source, name: `The ${source.name} of Brennoch and the Valley` })) ?? []
    if (long === null) throw new Error('no charts')
    const [table] = chartFigures({ ...long, sources }, { lead: () => null, unfolded: true }).flatMap((each) => all(each, 'table'))
    expect(table && all(table, 'th').map(textOf).slice(0, 5)).toEqual(['Code', 'A', 'per 1,000', 'B', 'per 1,000'])
    expect(table && textOf(all(table, 'caption')[0] ?? '')).toContain('A · The Paper 0 of Brennoch and the Valley; B · ')
  })

  it('count for the side of their speaker too', () => {
    expect(rowsOf('Share of voice by side').slice(1, 3)).toEqual([
      ['North', '30', '5', '35', '58.3 %'],
      ['no side said', '10', '15', '25', '41.7 %'],
    ])
  })

  it('count by the type of their source', () => {
    expect(rowsOf('Source types')).toEqual([
      ['Source type', 'A · a', 'B · b'],
      ['type not said', '0', '2'],
      ['document', '1', '0'],
      ['expert', '1', '0'],
      ['All quotations', '2', '2'],
    ])
  })
})

it('no code, no chart: a sentence instead', () => {
  const built = report([article('one', [['paragraph', 'body', 'Nothing is marked here.']], {})], [], { request: asked })
  const figures = chartsSection(built)
  expect(figures.flatMap((figure) => all(figure, 'svg'))).toHaveLength(1)
  expect(textOf(figures[0] ?? '')).toContain('No highlight carries a code.')
})

describe('a report with charts', () => {
  const built = some(2)

  it('S25 is HTML without a script or a style of its own in them', () => {
    const found: Tree.Element[] = []
    const read = (node: Tree.Node): void => {
      if ('tagName' in node) found.push(node)
      if ('childNodes' in node) node.childNodes.forEach(read)
    }
    read(parse(reportHtml(built)))
    const svgs = found.filter(({ tagName }) => tagName === 'svg')
    expect(svgs).toHaveLength(4)
    for (const { tagName, attrs, namespaceURI } of found) {
      for (const { name } of attrs) expect(name).not.toMatch(/^on|^style$|^src/)
      if (['rect', 'circle', 'line', 'text', 'g', 'desc'].includes(tagName)) expect(namespaceURI).toBe('http://www.w3.org/2000/svg')
    }
    expect(found.filter(({ tagName }) => tagName === 'script')).toHaveLength(1)
    expect(reportHtml(built)).toContain('Hedge &lt;b&gt;&amp;')
  })

  it('is Markdown with their tables', () => {
    const written = reportMarkdown(built)
    expect(written).toContain('### Codes by source')
    expect(written).toContain('| Loaded wording | 1 |')
    expect(written).not.toContain('<svg')
  })

  it('is a Word document with a picture of each: SVG without style sheet or variable, and a PNG that shows it', async () => {
    const pictures = await wordPictures(built)
    expect(pictures.size).toBe(4)
    const bytes = reportDocx(built, pictures)
    expect(reportDocx(structuredClone(built), await wordPictures(structuredClone(built)))).toEqual(bytes)
    const files = unzipSync(bytes)
    const media = Object.keys(files).filter((name) => name.startsWith('word/media/'))
    expect(media).toHaveLength(8)
    const document = new TextDecoder().decode(files['word/document.xml'])
    const rels = new TextDecoder().decode(files['word/_rels/document.xml.rels'])
    for (const [, id] of document.matchAll(/r:embed="([^"]+)"/g)) expect(rels).toContain(`Id="${id}"`)
    expect([...document.matchAll(/<wp:docPr id="(\d+)" name="([^"]+)" descr="([^"]+)"/g)].map(([, id, name]) => [id, name])).toEqual([
      ['1', 'Codes by source'],
      ['2', 'Codes along the text'],
      ['3', 'Timeline'],
      ['4', 'Codes that occur together'],
    ])
    for (const { width, height, svg, png } of pictures.values()) {
      expect(svg).not.toMatch(/var\(|class=|style|href|<a[ >]/)
      const { size, shades } = await lookedAt(png)
      expect(size).toEqual([2 * width, Math.round(2 * height)])
      // Letters, lines and bars, not an empty sheet.
      expect(shades).toBeGreaterThan(20)
    }
  })
})

/** Size of a PNG of eight bits a channel, and how many colours are in it. */
async function lookedAt(png: Uint8Array): Promise<{ size: readonly [number, number]; shades: number }> {
  const { inflateSync } = await import('node:zlib')
  const view = Buffer.from(png)
  const size = [view.readUInt32BE(16), view.readUInt32BE(20)] as const
  const data: Buffer[] = []
  for (let at = 8; at < view.length; ) {
    const length = view.readUInt32BE(at)
    if (view.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(view.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const rows = inflateSync(Buffer.concat(data))
  const shades = new Set<number>()
  for (let at = 0; at + 4 < rows.length; at += 4) shades.add(rows.readUInt32BE(at))
  return { size, shades: shades.size }
}

it('words are cut to the room that there is, and not more than they must be', () => {
  expect(fitted('short', 200)).toBe('short')
  const long = 'A name that is much longer than the column that it stands in'
  const cut = fitted(long, 120)
  expect(cut).toMatch(/^A name .*…$/)
  expect(widthOf(cut)).toBeLessThanOrEqual(120)
  expect(widthOf('報道機関')).toBeGreaterThan(widthOf('Blog'))
})
