// Figures of two texts in one row, by their bounds, scopes and sources.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importFile } from '../../../electron/import/import.ts'
import { readSource } from '../../../electron/sources.ts'
import { FigureRow } from '../../../shared/cards/model.ts'
import { made, paired, words } from '../../helpers/cards.ts'

/** What a row says, as words: its relation, then each side's figures with their bounds. */
function told(left: string, right: string): string[] {
  const [a, b] = [paired([left]), paired([right])]
  return made(a, b).figures.map((row) => {
    const side = (place: 'a' | 'b') => row[place].map(({ range }) => words((place === 'a' ? a : b).text, range)).join(' + ')
    return `${[row.relation, row.by].filter((part) => part !== null).join(' by ')}: ${side('a')} | ${side('b')}`
  })
}

describe('two texts give', () => {
  it.each<[name: string, left: string, right: string, rows: string[]]>([
    [
      'a floor and a number above it',
      'At least 32 people were killed in the quake, the ministry said.',
      'The quake left 34 dead, rescuers reported.',
      ['compatible by bounds: At least 32 people | 34 dead'],
    ],
    [
      'a floor and a number below it',
      'More than 200 were injured when the stand collapsed.',
      'Doctors treated 180 injured after the stand collapsed.',
      ['conflicting: More than 200 | 180 injured'],
    ],
    [
      'numbers far apart of one fate',
      'Five miners died in the shaft at Orlo.',
      'Rescuers said 50 miners had died in the shaft at Orlo.',
      ['conflicting: Five miners | 50 miners'],
    ],
    [
      'a number in digits and one in words, not near enough for “some”',
      'The town counted 2,400 houses under water.',
      'Some two thousand houses stood under water in the town.',
      ['conflicting: 2,400 houses | Some two thousand houses'],
    ],
    [
      'money by sign and by word',
      'The dam cost $3.2 million.',
      'The dam cost 3.2 million dollars.',
      ['same: $3.2 million | 3.2 million dollars'],
    ],
    ['percentages in two spellings', 'Prices rose by 4.5 per cent in March.', 'Prices rose 4.5% in March.', ['same: 4.5 per cent | 4.5%']],
    [
      'a number inside a range',
      'Turnout stood at 61 percent.',
      'Turnout was between 60 and 65 percent.',
      ['compatible by bounds: 61 percent | between 60 and 65 percent'],
    ],
    [
      'a ceiling and a number above it',
      'Up to 40 ships waited outside the harbour.',
      'Sixty ships waited outside the harbour.',
      ['conflicting: Up to 40 ships | Sixty ships'],
    ],
    [
      'a fraction and a rounded share',
      'Two-thirds of the forest burned.',
      'About 70 percent of the forest burned.',
      ['compatible by bounds: Two-thirds of the forest burned | About 70 percent of the forest burned'],
    ],
    [
      'dozens and a number',
      'Dozens of villagers were arrested.',
      'Police arrested 31 villagers.',
      ['compatible by bounds: Dozens of villagers | 31 villagers'],
    ],
    [
      'the estimates of two sources',
      'The march drew 12,000 people, organisers said.',
      'According to police, the march drew 3,000 people.',
      ['conflicting: 12,000 people | 3,000 people'],
    ],
    ['dates and times of day only', 'He was born on 14 May 1962 in Orlo.', 'On May 14, 1962, he was born in Orlo at 6:30 p.m.', []],
    [
      'numbers of things and places in an order only',
      'Article 9 of the charter was suspended on the 3rd day.',
      'The F-16 carried Flight 77 to Gate 12.',
      [],
    ],
    ['one number in words and in digits', 'The strike lasted eleven days.', 'For 11 days nobody worked.', ['same: eleven days | 11 days']],
    [
      'different people in different places',
      'A dozen soldiers were wounded at the northern post.',
      'At the southern post in Veld 30 civilians were wounded.',
      ['compatible by scope: dozen soldiers | 30 civilians'],
    ],
    [
      'a strict ceiling and a number above it',
      'The council has fewer than 500 members.',
      'The council has 520 members.',
      ['conflicting: fewer than 500 members | 520 members'],
    ],
    ['a toll and a number of people', 'The death toll rose to 19 on Friday.', '19 people perished.', ['same: 19 | 19 people']],
    [
      'tens of thousands and a number',
      'Tens of thousands of people were displaced by the flood.',
      'The flood displaced 24,000 people.',
      ['compatible by bounds: Tens of thousands of people | 24,000 people'],
    ],
    [
      'two numbers in one sentence of one thing, and one of them in the other',
      'Officials put the crowd at 600; organisers spoke of 3,000.',
      'A crowd of about 600 filled the square.',
      ['compatible by bounds: 600 | about 600', 'only: 3,000 | '],
    ],
    [
      'nothing that is about the same',
      'Twelve lorries crossed the pass.',
      'The library holds 40,000 books.',
      ['only: Twelve lorries | ', 'only:  | 40,000 books'],
    ],
  ])('%s', (_, left, right, rows) => {
    expect(told(left, right)).toEqual(rows)
  })
})

it('a figure tells its bound, scope and who is credited with it', () => {
  const a = paired(['At least 14 people were injured in the old harbour on Monday, according to the district hospital.'])
  const [row] = made(a, paired(['Fourteen were injured.'])).figures
  const [figure] = row?.a ?? []
  expect(figure).toMatchObject({ bound: 'at least', value: 14, low: 14, high: null, unit: 'people', kind: 'count' })
  expect(words(a.text, figure?.scope ?? null)).toBe('in the old harbour on Monday')
  expect(words(a.text, figure?.source ?? null)).toBe('the district hospital')
})

it('“more than” does not allow the number itself', () => {
  expect(told('More than 30 ships were lost in the storm.', 'The storm sank at most 30 ships, all lost.')).toEqual([
    'conflicting: More than 30 ships | at most 30 ships',
  ])
})

it('captions and boilerplate count only where the project counts everything', () => {
  const a = paired(['The bridge was closed.', { zone: 'caption', text: 'A queue of 70 lorries before the bridge.' }])
  const b = paired(['A queue of 70 lorries stood before the bridge.'])
  expect(made(a, b).figures.map(({ relation }) => relation)).toEqual(['only'])
  expect(made(a, b, { counted: 'all' }).figures.map(({ relation }) => relation)).toEqual(['same'])
})

const sentence = fc
  .tuple(
    fc.constantFrom('At least', 'More than', 'About', 'Up to', 'Exactly'),
    fc.integer({ min: 2, max: 400 }),
    fc.constantFrom('people were killed', 'houses were destroyed', 'villagers were arrested', 'days of rain followed'),
    fc.constantFrom('in Orlo', 'at the northern bridge', 'on both banks', ''),
  )
  .map(([bound, value, what, where]) => `${bound} ${value} ${what}${where === '' ? '' : ` ${where}`}.`)
const text = fc.array(sentence, { minLength: 1, maxLength: 6 })

it('every figure stands in exactly one row, within its text, and the rows of swapped sides are the same rows', () => {
  fc.assert(
    fc.property(text, text, (left, right) => {
      const [a, b] = [paired(left), paired(right)]
      const rows = made(a, b).figures
      for (const row of rows) expect(FigureRow.parse(row)).toEqual(row)
      const places = (side: 'a' | 'b') => rows.flatMap((row) => row[side].map(({ range }) => range.start))
      expect([new Set(places('a')).size, new Set(places('b')).size]).toEqual([left.length, right.length])
      expect([places('a').length, places('b').length]).toEqual([left.length, right.length])
      const key = (x: readonly { range: { start: number } }[], y: readonly { range: { start: number } }[]) =>
        [x, y]
          .map((all) =>
            all
              .map(({ range }) => range.start)
              .sort((p, q) => p - q)
              .join(),
          )
          .join(' | ')
      const swapped = made(b, a).figures.map((row) => `${row.relation} ${key(row.b, row.a)}`)
      expect(rows.map((row) => `${row.relation} ${key(row.a, row.b)}`).sort()).toEqual(swapped.sort())
    }),
    { numRuns: 60 },
  )
})

it('a text beside itself says the same', () => {
  fc.assert(
    fc.property(text, (all) => {
      const rows = made(paired(all), paired(all)).figures
      expect(rows.every(({ relation }) => relation === 'same')).toBe(true)
    }),
    { numRuns: 40 },
  )
})

const seeds = path.resolve(import.meta.dirname, '../../../../shared/seeds')
it.skipIf(!existsSync(seeds))(
  'seeds 003 and 004: the numbers of dead stand in one row with bounds and sources, and do not conflict',
  async () => {
    const seed = async (number: string) => {
      const [article] = await importFile(readSource(path.join(seeds, readdirSync(seeds).find((each) => each.startsWith(number)) ?? number)))
      if (article === undefined) throw new Error(number)
      return {
        text: article.text,
        blocks: article.blocks,
        language: article.language,
        zoneMarks: [],
        highlights: [],
        codings: [],
        links: [],
        dismissals: [],
      }
    }
    const [a, b] = await Promise.all([seed('003'), seed('004')])
    const row = made(a, b).figures.find((each) => each.b.some(({ value }) => value === 34))
    expect(row?.relation).toBe('compatible')
    const figure = (side: 'a' | 'b', value: number) => row?.[side].find((each) => each.value === value)
    expect([figure('a', 32)?.bound, figure('b', 32)?.bound, figure('b', 34)?.bound]).toEqual(['at least', 'exactly', 'at least'])
    expect([figure('a', 32), figure('b', 32), figure('b', 34)].map((each) => each?.relation)).not.toContain('conflicting')
    expect(words(a.text, figure('a', 32)?.source ?? null)).toBe('Armenia')
    expect(words(b.text, figure('b', 32)?.source ?? null)).toMatch(/separatists$/)
    expect(figure('b', 34)?.scope).not.toBeNull()
  },
)
