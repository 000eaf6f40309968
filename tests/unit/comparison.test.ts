// What two articles share and leave out. The sample articles' comparisons stand in tests/fixtures/comparison, to be read: after a change
// that is meant, UPDATE_FIXTURES=1, then read the diff.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importFile } from '../../electron/import/import.ts'
import { readSource } from '../../electron/sources.ts'
import { type Compared, type Comparison, compareArticles, compareStepwise } from '../../shared/comparison.ts'
import { Omission, shownAt } from '../../shared/omissions.ts'
import { CUT_OFF, LEAST_SCORE, Passage } from '../../shared/passage.ts'
import type { Range } from '../../shared/text.ts'
import { articleOf } from '../helpers/articles.ts'

const root = path.resolve(import.meta.dirname, '../..')
const seeds = path.join(root, '../shared/seeds')

async function imported(file: string): Promise<Compared> {
  const [article] = await importFile(readSource(file))
  if (article === undefined) throw new Error(`no article in ${file}`)
  return { text: article.text, blocks: article.blocks, language: article.language, zoneMarks: [] }
}

const words = ({ text }: Compared, { start, end }: Range) => text.slice(start, end).replace(/\s+/g, ' ')
const pairs = (a: Compared, b: Compared, { passages }: Pick<Comparison, 'passages'>) =>
  passages.map((passage) => [passage.kind, words(a, passage.a), words(b, passage.b)])

/** What must hold of any comparison. */
function check(a: Compared, b: Compared): Comparison {
  const found = compareArticles(a, b)
  for (const side of ['a', 'b'] as const) {
    let end = 0
    for (const passage of found.passages.toSorted((x, y) => x[side].start - y[side].start)) {
      expect(passage[side].start).toBeGreaterThanOrEqual(end)
      end = passage[side].end
    }
    expect(end).toBeLessThanOrEqual((side === 'a' ? a : b).text.length)
    for (const omission of found.omissions[side]) expect(Omission.parse(omission)).toEqual(omission)
    const weights = found.omissions[side].map(({ weight }) => weight)
    expect(weights).toEqual(weights.toSorted((x, y) => y - x))
  }
  for (const passage of found.passages) {
    expect(Passage.parse(passage)).toEqual(passage)
    if (passage.kind === 'statement') expect(passage.score).toBeGreaterThanOrEqual(LEAST_SCORE)
  }
  return found
}

const mirrored = ({ passages, omissions }: Comparison) => ({
  passages: passages
    .map(({ a, b, pieces, ...rest }) => ({ ...rest, a: b, b: a, pieces: pieces.map((piece) => ({ ...piece, a: piece.b, b: piece.a })) }))
    .sort((x, y) => x.a.start - y.a.start),
  omissions: { a: omissions.b, b: omissions.a },
})

const word = fc.constantFrom(
  ...'dam river bridge flooded village evacuated minister refused treaty warning operator water night crowd police hospital injured house road engineers'.split(
    ' ',
  ),
)
const name = fc.constantFrom('Corvane', 'Saldria', 'Oda Quill', 'Brennoch', '1974', '9,000', 'Osk')
const sentence = fc
  .tuple(fc.array(fc.oneof({ weight: 4, arbitrary: word }, name), { minLength: 3, maxLength: 9 }), fc.boolean())
  .map(([parts, many]) => `The ${parts.join(many ? ' of the ' : ' ')} came.`)
const article = fc.array(sentence, { minLength: 1, maxLength: 9 })

describe('a comparison', () => {
  it('is mirrored when the sides are swapped', () => {
    fc.assert(
      fc.property(article, article, (one, other) => {
        const [a, b] = [articleOf(one), articleOf(other)]
        const { passages, omissions } = check(a, b)
        expect(mirrored(compareArticles(b, a))).toEqual({ passages, omissions })
      }),
      { numRuns: 60 },
    )
  })

  it('finds by steps what it finds in one go', () => {
    fc.assert(
      fc.property(article, article, (one, other) => {
        const [a, b] = [articleOf(one), articleOf(other)]
        const found: Passage[] = []
        const steps = compareStepwise(a, b)
        let done = 0
        let step = steps.next()
        for (; step.done !== true; step = steps.next()) {
          found.push(...step.value.found)
          expect(step.value.done).toBeGreaterThan(done)
          done = step.value.done
        }
        expect(done).toBeLessThan(1)
        expect(step.value).toEqual(compareArticles(a, b))
        expect(found.sort((x, y) => x.a.start - y.a.start)).toEqual(step.value.passages)
      }),
      { numRuns: 60 },
    )
  })

  it('is one verbatim passage of identical texts, with nothing left out', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 3, maxLength: 9 }), (lines) => {
        const a = articleOf(lines)
        const { passages, omissions } = check(a, a)
        expect(passages.map((passage) => [passage.kind, passage.a, passage.b])).toEqual([
          ['verbatim', { start: 0, end: a.text.length }, { start: 0, end: a.text.length }],
        ])
        expect(omissions).toEqual({ a: [], b: [] })
      }),
      { numRuns: 40 },
    )
  })

  it('is empty of texts that have nothing in common, and everything is left out', () => {
    const [a, b] = [
      articleOf(['Two tugs pulled the ferry free before noon.', 'Nobody was hurt.']),
      articleOf(['Wheat rose to 240 crowns a tonne.', 'Bakers warned of costlier bread.']),
    ]
    const { passages, omissions } = check(a, b)
    expect(passages).toEqual([])
    expect(omissions.a.map(({ range, nearest, score }) => [words(a, range), nearest, score])).toEqual([
      ['Two tugs pulled the ferry free before noon.', null, 0],
    ])
  })

  it('does not change when boilerplate is added on either side', () => {
    const more = [
      ['boilerplate', 'Subscribe to our newsletter of dams, rivers and floods in Corvane.'],
      ['caption', 'Water above the bridge at Brennoch, photographed by Oda Quill.'],
    ] as const
    fc.assert(
      fc.property(article, article, (one, other) => {
        const [bare, dressed] = [compareArticles(articleOf(one), articleOf(other)), check(articleOf([...one, ...more]), articleOf(other))]
        expect(dressed).toEqual(bare)
      }),
      { numRuns: 40 },
    )
  })

  it('takes a sentence that stands in a passage for the most part as said', () => {
    const run = 'the northern dam had been closed for repairs until the spring of next year'
    const a = articleOf([`Officials confirmed that ${run}.`, 'Nine people were hurt in Brennoch, doctors said.'])
    const b = articleOf([`We have learnt that ${run}, and not a day longer.`, 'Doctors in Brennoch treated nine injured.'])
    const found = check(a, b)
    expect(pairs(a, b, found)).toEqual([
      ['verbatim', `that ${run}`, `that ${run}`],
      ['statement', 'Nine people were hurt in Brennoch, doctors said.', 'Doctors in Brennoch treated nine injured.'],
    ])
    expect(shownAt(found, CUT_OFF).omissions).toEqual({ a: [], b: [] })
  })

  it('compares what a sentence says beside a short quotation that both have', () => {
    const quote = '“The release was carried out to protect the structure”'
    const a = articleOf([
      `${quote}, the Ilvey Works said in a statement numbered seven, which it read to reporters in Dorvane late on Monday evening.`,
    ])
    const b = articleOf([
      `Late on Monday the Ilvey Works read reporters in Dorvane its statement number seven, and no questions were taken: ${quote}.`,
    ])
    const found = check(a, b)
    expect(found.passages.map(({ kind }) => kind).sort()).toEqual(['statement', 'verbatim'])
  })

  it('moves what falls below the cut-off to what is left out', () => {
    const a = articleOf(['Nine people were hurt in Brennoch, doctors said.', 'Trade over the pass has stopped.', 'Snow fell.'])
    const b = articleOf(['Doctors in Brennoch treated nine injured.', 'The pass of Osk lies high.', 'Nobody came.'])
    const found = check(a, b)
    expect(shownAt(found, LEAST_SCORE).passages.length).toBeGreaterThan(0)
    expect(shownAt(found, 1).passages).toEqual([])
    expect(shownAt(found, 1).omissions.a.map(({ range }) => words(a, range))).toContain('Nine people were hurt in Brennoch, doctors said.')
    for (const { range, nearest } of found.omissions.a)
      if (words(a, range).startsWith('Nine')) expect(nearest && words(b, nearest)).toMatch(/^Doctors/)
  })
})

describe('the sample articles', () => {
  const folder = path.join(root, 'corpus/articles')
  const files = readdirSync(folder)
  const file = (number: string) => path.join(folder, files.find((each) => each.startsWith(number)) ?? number)

  it.each([
    ['01', '02'],
    ['04', '06'],
    ['05', '06'],
    ['06', '07'],
    ['08', '09'],
  ])('%s and %s are compared as expected', async (first, second) => {
    const [a, b] = await Promise.all([imported(file(first)), imported(file(second))])
    const comparison = check(a, b)
    const { passages, omissions } = shownAt(comparison, CUT_OFF)
    const { names, proposals } = comparison
    const forms = (use: (typeof names)[number]['a']) => use.forms.map(({ form, ranges }) => `${form} ×${ranges.length}`).join(', ') || '–'
    const shown = [
      ...passages.flatMap((passage) => [
        `${passage.kind} ${passage.score.toFixed(2)}, ${passage.words} words`,
        `  A ${words(a, passage.a)}`,
        `  B ${words(b, passage.b)}`,
      ]),
      ...(['a', 'b'] as const).flatMap((side) => [
        `only in ${side.toUpperCase()}`,
        ...omissions[side].map(
          ({ range, weight, score }) => `  ${weight.toFixed(1)} (${score.toFixed(2)}) ${words(side === 'a' ? a : b, range)}`,
        ),
      ]),
      'names',
      ...names.map((row) => `  ${row.name}: ${forms(row.a)} | ${forms(row.b)}`),
      'proposals',
      ...proposals.map(
        ({ rows, evidence }) => `  ${rows.map((row) => names[row]?.name).join(' ~ ')}: ${evidence.map(({ kind }) => kind).join(', ')}`,
      ),
      '',
    ].join('\n')
    const expected = path.join(root, `tests/fixtures/comparison/${first}-${second}.txt`)
    if (process.env.UPDATE_FIXTURES) writeFileSync(expected, shown)
    expect(shown).toBe(readFileSync(expected, 'utf8'))
  })
})

describe.skipIf(!existsSync(seeds))('the seeds', () => {
  const seed = (number: string) => imported(path.join(seeds, readdirSync(seeds).find((each) => each.startsWith(number)) ?? number))

  it('000 and 001: the whole column as one passage, the rest only in 001', async () => {
    const [a, b] = await Promise.all([seed('000'), seed('001')])
    const { passages, omissions } = shownAt(check(a, b), CUT_OFF)
    expect(passages.map(({ kind }) => kind)).toEqual(['verbatim'])
    expect(passages[0]?.words).toBeGreaterThan(1_400)
    expect(omissions.a).toEqual([])
    expect(omissions.b.length).toBeGreaterThan(50)
  })

  it('003 and 004: the statements that both make', async () => {
    const [a, b] = await Promise.all([seed('003'), seed('004')])
    const { passages } = shownAt(check(a, b), CUT_OFF)
    const found = pairs(a, b, { passages })
    const both: readonly (readonly [RegExp, RegExp])[] = [
      [/at least 32 people/, /32 dead and more than 200/],
      [/significant triumph/, /great victory/],
      [/Nikol Pashinyan/, /Nikol Paixinian/],
      [/mediated by Russian/, /carried out the mediation/],
      [/city of Yevlakh/, /city of Yevlax/],
      [/withdraw Armenian army/, /withdrawal of the remaining units/],
    ]
    for (const [left, right] of both)
      expect(found.filter(([, one = '', other = '']) => left.test(one) && right.test(other))).toHaveLength(1)
    expect(passages.every(({ kind }) => kind === 'statement')).toBe(true)
  })

  it('003 and 004: one row for each name, once confirmed', async () => {
    const { names, proposals } = compareArticles(...(await Promise.all([seed('003'), seed('004')])))
    const proposed = proposals.map(({ rows }) => rows.map((row) => names[row]?.name).join(' ~ '))
    for (const pair of ['Nikol Pashinyan ~ Nikol Paixinian', 'Yevlakh ~ Yevlax', 'Stepanakert ~ Jankendi']) expect(proposed).toContain(pair)
    const other = compareArticles(...(await Promise.all([seed('002'), seed('004')])))
    expect(other.proposals.map(({ rows }) => rows.map((row) => other.names[row]?.name).join(' ~ '))).toContain('Khankendi ~ Jankendi')
  })
})
