// What is expected of the five articles of the commission is told by the numbers of their lines: their words stay theirs.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cutArticle } from '../../../electron/import/split.ts'
import { sharedPassages } from '../../../shared/alignment.ts'
import { footnotesOf } from '../../../shared/footnotes.ts'
import { coveredShare } from '../../../shared/passage.ts'
import { faultOfBlocks } from '../../../shared/text.ts'
import { zonesOf } from '../../../shared/zones.ts'
import { inZone, now, readPath, seeds } from './read.ts'

type Seed = Readonly<{ imported: ReturnType<typeof readPath>; line: (number: number) => string }>

const names = existsSync(seeds) ? readdirSync(seeds) : []

function test(number: string, title: string, run: (seed: Seed) => void): void {
  const name = names.find((each) => each.startsWith(number))
  it.skipIf(name === undefined)(`seed ${number}: ${title}`, () => {
    const path = new URL(name ?? '', seeds)
    const imported = readPath(path)
    const lines = readFileSync(path, 'utf8').split('\n')
    expect(faultOfBlocks(imported.text, imported.blocks)).toBeUndefined()
    expect(imported).toMatchObject({ encoding: 'utf-8', language: 'en', format: 'text', url: '' })
    run({
      imported,
      line: (at) =>
        lines
          .at(at > 0 ? at - 1 : at)
          ?.replaceAll('\u00a0', ' ')
          .trim() ?? '',
    })
  })
}

describe('the five articles of the commission', () => {
  test('000', 'its first line is the title, its last lines the author', ({ imported, line }) => {
    expect(imported).toMatchObject({ title: line(1), outlet: '', date: '', author: line(35) })
    expect(inZone(imported, 'title')).toEqual([line(1)])
    expect(inZone(imported, 'byline')).toEqual([line(35), line(36), line(37)])
    expect(imported.blocks.filter(({ kind }) => kind === 'item')).toHaveLength(3)
    expect(inZone(imported, 'boilerplate')).toEqual([])
  })

  test('001', 'four articles on one page: credits, a byline, no title and a warning', ({ imported, line }) => {
    expect(imported).toMatchObject({ title: '', outlet: '', date: '', author: '' })
    expect(inZone(imported, 'caption')).toEqual([line(1), line(18), line(27)])
    expect(inZone(imported, 'byline')).toEqual([line(38)])
    expect(inZone(imported, 'boilerplate')).toEqual([])
    expect(imported.blocks).toHaveLength(55)
    expect(imported.warnings).toContain('No title was found.')
    expect(imported.warnings).toContainEqual(expect.stringMatching(/several articles \(4\)/))
    expect(imported.cuts).toHaveLength(3)
  })

  test('001', 'its cuts give four articles, each with its own credit or byline', ({ imported, line }) => {
    const parts = cutArticle(imported, imported.cuts, now)
    expect(parts.map(({ part, of, author }) => [part, of, author])).toEqual([
      [1, 4, ''],
      [2, 4, ''],
      [3, 4, ''],
      [4, 4, line(38).replace(/^Authors: /, '')],
    ])
    expect(parts.map((part) => inZone(part, 'caption'))).toEqual([[line(1)], [line(18)], [line(27)], []])
    expect(inZone(parts[3] as (typeof parts)[number], 'byline')).toEqual([line(38)])
    expect(parts.map(({ blocks }) => blocks.length)).toEqual([17, 9, 11, 18])
    for (const { text, blocks, within } of parts) {
      expect(faultOfBlocks(text, blocks)).toBeUndefined()
      expect(imported.text.slice(within?.start, within?.end)).toBe(text)
    }
  })

  test('001', 'its first article is the article of the first document, the others share nothing with it', ({ imported }) => {
    const first = readPath(new URL(names.find((each) => each.startsWith('000')) ?? '', seeds))
    const shares = cutArticle(imported, imported.cuts, now).map(({ text }) =>
      coveredShare(sharedPassages(text, first.text), 'a', text.length),
    )
    expect(shares[0]).toBeGreaterThan(0.95)
    for (const share of shares.slice(1)) expect(share).toBeLessThan(0.05)
  })

  test('002', 'seventeen notes, the site around it, and no date of its own', ({ imported, line }) => {
    expect(imported).toMatchObject({ title: line(3), date: '', author: '', outlet: line(1).replace(/^Site icon /, '') })
    expect(inZone(imported, 'title')).toEqual([line(3)])
    expect(inZone(imported, 'footnote').filter((words) => /^\[\d+\]/.test(words))).toHaveLength(17)
    expect(inZone(imported, 'footnote')).toHaveLength(18)
    expect(inZone(imported, 'boilerplate')).toEqual([line(1), line(5), line(96), line(98)])
    expect(imported.cuts).toEqual([])
  })

  test('002', 'each of its notes is linked, a year is doubted, and it comes from elsewhere', ({ imported }) => {
    const notes = footnotesOf(imported.text, zonesOf(imported.blocks, []))
    expect(notes.map(({ label }) => label)).toEqual(Array.from({ length: 17 }, (_, i) => String(i + 1)))
    for (const { references } of notes) expect(references.length).toBeGreaterThanOrEqual(1)
    expect(imported.flags.map(({ kind }) => kind)).toEqual(['reprint', 'missing byline', 'wrong date'])
    expect(imported.flags[2]?.evidence).toMatch(/2003.*may mean 2023/)
  })

  test('003', 'title without its outlet, the date of the article and not of saving, a machine as author, teasers', ({ imported, line }) => {
    const [title, outlet] = line(3).split(' – ')
    expect(imported).toMatchObject({ title, outlet, date: '2023-09-20', author: line(50) })
    expect(inZone(imported, 'title')).toEqual([line(3)])
    expect(inZone(imported, 'dateline')).toEqual([line(5)])
    expect(inZone(imported, 'byline')).toEqual([line(50), line(51)])
    expect(inZone(imported, 'boilerplate')).toEqual([line(1), line(53), line(55), line(57), line(59), line(61)])
    expect(imported.warnings).toEqual([expect.stringMatching(/^The byline .* names a machine/)])
    expect(imported.blocks.filter(({ kind }) => kind === 'heading')).toHaveLength(1)
    expect(imported.flags.map(({ kind, state }) => [kind, state])).toEqual([
      ['machine-paraphrased', 'proposed'],
      ['wrong byline', 'proposed'],
    ])
    expect(imported.evidence).toMatchObject({ outlet: 'the end of the title', date: `the dateline “${line(5)}”` })
    expect(imported.cuts).toEqual([])
  })

  test('004', 'title, byline, date with time, and what the page repeats', ({ imported, line }) => {
    expect(imported).toMatchObject({ title: line(1), outlet: '', date: '2023-09-20T11:31', author: line(5) })
    expect(inZone(imported, 'byline')).toEqual([line(5), line(6)])
    expect(inZone(imported, 'dateline')).toEqual([line(7)])
    expect(inZone(imported, 'boilerplate')).toEqual([line(3), line(8), line(9)])
    expect(imported.warnings).toEqual([])
    expect(imported.flags.map(({ kind }) => kind)).toEqual(['translation'])
    expect(imported.cuts).toEqual([])
  })
})
