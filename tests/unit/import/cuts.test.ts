import { existsSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proposeCuts, rangesOf } from '../../../electron/import/cuts.ts'
import { cutArticle } from '../../../electron/import/split.ts'
import { Imported } from '../../../shared/imported.ts'
import { faultOfBlocks } from '../../../shared/text.ts'
import { inZone, now, read, readPath } from './read.ts'

/** Paragraphs about some places, each named where no sentence begins. */
const story = (names: string): string =>
  names
    .split(' ')
    .map(
      (name) =>
        `On that day the water came to the houses near ${name}, and those who live in ${name} went to their neighbours for the night.`,
    )
    .join('\n\n')
const north = story('Arvel Berun Cadda Doral Eskel Fenna Gurre Hasse Isker Jolva Kerra Lunde Morra')
const south = story('Nerra Osska Pelde Qualn Rosva Sunde Turna Ulven Velle Wolda Yrssa Zande Ambry')
const cutsOf = (text: string) => read('a.txt', text).cuts

describe('where a page is cut', () => {
  it('at a title with a byline', () => {
    const imported = read(
      'a.txt',
      `The north is under water\n\nBy Mira Holt\n\n${north}\n\nIn the south they wait\n\nBy Jan Ek\n\n${south}`,
    )
    expect(imported.cuts).toMatchObject([{ title: 'In the south they wait' }])
    expect(imported.text.slice(imported.cuts[0]?.at)).toMatch(/^In the south/)
    expect(imported.cuts[0]?.evidence).toMatch(/“In the south they wait” stands in the middle as a title/)
  })

  it('at the byline of others, and below one that ends an article', () => {
    expect(cutsOf(`The north is under water\n\nBy Mira Holt\n\n${north}\n\nAuthor: Jan Ek\n\n${south}`)).toMatchObject([{ title: '' }])
    const below = read('a.txt', `The north\n\n${north}\n\nAuthor: Mira Holt\n\nThe south waits\n\n${south}\n\nAuthor: Jan Ek`)
    expect(below.cuts).toMatchObject([{ title: 'The south waits' }])
    const [first, second] = cutArticle(below, below.cuts, now)
    expect([first?.author, second?.author]).toEqual(['Mira Holt', 'Jan Ek'])
  })

  it('at a credit only where credits stand for titles and the names change', () => {
    expect(cutsOf(`Photo: Rescue service\n\n${north.repeat(2)}\n\nPhoto: Council\n\n${south.repeat(2)}`)).toHaveLength(1)
    expect(cutsOf(`Photo: Rescue service\n\n${north}\n\nPhoto: Council\n\n${north}`)).toEqual([])
    expect(cutsOf(`River rises\n\nPhoto: Rescue service\n\n${north}\n\nPhoto: Council\n\n${south}`)).toEqual([])
  })

  it('at article elements that stand side by side, but not at short ones', () => {
    const article = (title: string, words: string) => `<article><h2>${title}</h2><p>${words.split('\n\n').join('</p><p>')}</p></article>`
    const teaser = '<article><h2>More</h2><p>The mill is sold.</p></article>'
    const imported = read('a.html', `<title>Voices</title><main>${article('North', north)}${article('South', south)}${teaser}</main>`)
    expect(imported.cuts).toMatchObject([{ title: 'South', evidence: expect.stringContaining('itself marks as an article') }])
  })

  it('nowhere in an article with headings, credits, its own byline again, dates or a quotation by name', () => {
    for (const between of ['What comes next', 'Photo: Council', 'By Mira Holt', '12 March 2024', 'Mira Holt\n\nMira Holt'])
      expect(cutsOf(`River rises\n\nBy Mira Holt\n\n11 March 2024\n\n${north}\n\n${between}\n\n${north}`)).toEqual([])
    expect(cutsOf(`River rises\n\n${north}\n\nBy Mira Holt`)).toEqual([])
  })

  const samples = new URL('../../../corpus/articles/', import.meta.url)
  it.skipIf(!existsSync(samples))('nowhere in the single articles of the sample, three times in its page of four', () => {
    const cuts = readdirSync(samples).map((name) => [name.slice(0, 2), readPath(new URL(name, samples)).cuts.length] as const)
    expect(cuts.filter(([, count]) => count > 0)).toEqual([['02', 3]])
  })
})

describe('a page that is cut', () => {
  const page = read(
    'a.html',
    `<meta property="og:site_name" content="The Valley Herald"><meta property="article:published_time" content="2024-03-11"><h1>Voices</h1><p>By Mira Holt</p><p>${north.split('\n\n').join('</p><p>')} [1]</p><p>[1] Note of the north.</p><p>[2] Another.</p><h2>The south waits</h2><p>By Jan Ek</p><p>9 March 2024</p><p>${south.split('\n\n').join('</p><p>')} [1]</p><p>[1] Note of the south.</p><p>[2] Another.</p>`,
  )

  it('gives each part its own title, author, date and notes, and what holds for the page', () => {
    const parts = cutArticle(page, page.cuts, now)
    expect(parts).toMatchObject([
      { title: 'Voices', author: 'Mira Holt', date: '2024-03-11', outlet: 'The Valley Herald', part: 1, of: 2 },
      { title: 'The south waits', author: 'Jan Ek', date: '2024-03-09', outlet: 'The Valley Herald', part: 2, of: 2 },
    ])
    expect(parts.map((part) => inZone(part, 'footnote')[0])).toEqual(['[1] Note of the north.', '[1] Note of the south.'])
    expect(parts[0]?.evidence).toMatchObject({ outlet: 'the page that it was cut from', date: 'the page that it was cut from' })
  })

  it('hands down what was said of reading it, and not what was said of it as one article', () => {
    const lost = { ...page, warnings: ['One character could not be decoded.', ...page.warnings] }
    expect(page.warnings.join()).toContain('several articles')
    for (const { warnings } of cutArticle(lost, page.cuts, now)) expect(warnings).toEqual(['One character could not be decoded.'])
  })

  it('is tiled by its parts, wherever it is cut', () => {
    const starts = page.blocks.map(({ start }) => start)
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...starts), fc.nat(page.text.length)), { maxLength: 6 }), (places) => {
        const parts = cutArticle(
          page,
          places.map((at) => ({ at, title: '' })),
          now,
        )
        for (const part of parts) {
          expect(Imported.safeParse(part).error).toBeUndefined()
          expect(faultOfBlocks(part.text, part.blocks)).toBeUndefined()
        }
        expect(parts.map(({ text }) => text).join('\n\n')).toBe(page.text)
        const ranges = rangesOf(
          page.text,
          page.blocks,
          places.map((at) => ({ at })),
        )
        expect(ranges.map(({ start, end }) => page.text.slice(start, end))).toEqual(parts.map(({ text }) => text))
      }),
      { numRuns: 60 },
    )
  })

  it('stays whole where nothing begins', () => {
    expect(cutArticle(page, [{ at: 1, title: '' }], now)).toEqual([page])
    expect(proposeCuts('', [])).toEqual([])
  })
})
