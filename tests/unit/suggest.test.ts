// Suggestions on sentences written for the purpose: every rule's precision and recall is measured, printed and held.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blank, type Dismissal, type RecordOf } from '../../shared/records.ts'
import { learn, wordCounts } from '../../shared/sourcing/learning.ts'
import { BiasWords, ReportingWords } from '../../shared/sourcing/lexicon.ts'
import { type SuggestionWords, suggest } from '../../shared/sourcing/suggest.ts'
import { kindOf, ruleIds, rules, type Suggestion } from '../../shared/sourcing/suggestion.ts'
import { type Block, joinBlocks, type Range } from '../../shared/text.ts'
import { marked } from '../helpers/marked.ts'

const list = (name: string): unknown => JSON.parse(readFileSync(path.join(import.meta.dirname, `../../corpus/words/${name}.json`), 'utf8'))
const words: SuggestionWords = { reporting: ReportingWords.parse(list('reporting-en')), bias: BiasWords.parse(list('bias-en')), learnt: [] }

type Case = Readonly<{ text: string; blocks: readonly Block[]; gold: ReadonlyMap<string, readonly Range[]>; line: string }>

const cases: readonly Case[] = readFileSync(path.join(import.meta.dirname, '../fixtures/sourcing/sentences.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const { text: flat, ranges } = marked(line.replaceAll(' ¶ ', '\n\n'))
    const { text, blocks } = joinBlocks(flat.split('\n\n').map((part) => ({ kind: 'paragraph', zone: 'body', text: part })))
    if (text !== flat) throw new Error(`not canonical: ${line}`)
    return { text, blocks, gold: ranges, line }
  })

const overlap = (a: Range, b: Range) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start))
const union = (a: Range, b: Range) => Math.max(a.end, b.end) - Math.min(a.start, b.start)
const same = (share: number) => (a: Range, b: Range) => overlap(a, b) / union(a, b) >= share

type Score = { right: number; proposed: number; gold: number; found: number }
const ratio = (a: number, b: number) => (b === 0 ? 1 : a / b)

/** Scores proposals of one sort against the marks of one name. */
function score(name: string, from: (found: readonly Suggestion[]) => readonly Range[], share: number): Score & { wrong: string[] } {
  const total: Score & { wrong: string[] } = { right: 0, proposed: 0, gold: 0, found: 0, wrong: [] }
  const fits = same(share)
  for (const { text, blocks, gold, line } of cases) {
    const proposed = from(suggest(text, blocks, words, 'en'))
    const wanted = gold.get(name) ?? []
    const right = proposed.filter((range) => wanted.some((other) => fits(range, other)))
    const found = wanted.filter((range) => proposed.some((other) => fits(range, other)))
    total.right += right.length
    total.proposed += proposed.length
    total.gold += wanted.length
    total.found += found.length
    if (right.length < proposed.length || found.length < wanted.length)
      total.wrong.push(`${name}: ${line}\n      ${proposed.map(({ start, end }) => `<${text.slice(start, end)}>`).join(' ')}`)
  }
  return total
}

const ofKind = (kind: string) => (found: readonly Suggestion[]) =>
  found.filter((each) => kindOf(each) === kind).flatMap(({ ranges }) => ranges)
const once = (ranges: readonly Range[]) => [...new Map(ranges.map((range) => [range.start, range])).values()]

/** What is held: the mark's name, where proposals come from, the share of overlap that counts, and least precision and recall. */
const measures: readonly (readonly [string, string, (found: readonly Suggestion[]) => readonly Range[], number, number, number])[] = [
  ['quotations', 'q', ofKind('quotation'), 1, 0.95, 0.95],
  ['statements', 'i', ofKind('statement'), 0.8, 0.9, 0.8],
  ['reporting words', 'v', (found) => once(found.flatMap(({ cue }) => (cue === null ? [] : [cue.range]))), 0.5, 0.95, 0.8],
  ['sources', 's', (found) => once(found.flatMap(({ source }) => (source === null ? [] : [source]))), 0.7, 0.95, 0.8],
  ['hedges', 'h', ofKind('hedge'), 1, 0.85, 0.85],
  ['loaded words', 'l', ofKind('loaded'), 1, 0.85, 0.85],
  ['scare quotes', 'x', ofKind('scare'), 1, 0.75, 0.75],
]

describe('suggestions on sentences of our own', () => {
  it('the set is large enough, and half of it is hard', () => {
    expect(cases.length).toBeGreaterThanOrEqual(120)
    expect(cases.filter(({ gold }) => gold.size === 0).length).toBeGreaterThanOrEqual(40)
  })

  it.each(measures)('%s', (title, name, from, share, precision, recall) => {
    const { right, proposed, gold, found, wrong } = score(name, from, share)
    console.log(
      `${title}: ${right} of ${proposed} right (${ratio(right, proposed).toFixed(2)}), ${found} of ${gold} found (${ratio(found, gold).toFixed(2)})`,
    )
    if (process.env.SHOW !== undefined) console.log(wrong.join('\n'))
    expect(ratio(right, proposed)).toBeGreaterThanOrEqual(precision)
    expect(ratio(found, gold)).toBeGreaterThanOrEqual(recall)
  })
})

/** Text that is hostile to rules that look for marks and words. */
const pieces = fc.constantFrom(
  '“',
  '”',
  '"',
  "'",
  '‘',
  '’',
  '«',
  '»',
  '„',
  '「',
  '」',
  ' ',
  ', ',
  '. ',
  ': ',
  'said',
  'claims',
  'that',
  'Marn',
  'he',
  'was',
  'according to',
  'may',
  'so-called',
  'brutal',
  '😀',
  'e\u0301',
  'שלום',
  '\n',
  'told reporters',
  'adding',
)
const paragraphs = fc.array(
  fc.oneof(
    fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  ),
  { maxLength: 6 },
)
const articleOf = (texts: readonly string[]) => joinBlocks(texts.map((text) => ({ kind: 'paragraph', zone: 'body', text })))

describe('whatever the text', () => {
  it('every range lies inside one paragraph, holds words, and no suggestion is made twice', () => {
    fc.assert(
      fc.property(paragraphs, fc.constantFrom('en', 'ru', 'und', 'x!'), (texts, language) => {
        const { text, blocks } = articleOf(texts)
        const found = suggest(text, blocks, words, language)
        for (const { rule, ranges, cue, source } of found) {
          const all = [...ranges, ...(cue === null ? [] : [cue.range]), ...(source === null ? [] : [source])]
          for (const { start, end } of all) {
            expect(end).toBeGreaterThan(start)
            expect(blocks.some((block) => block.start <= start && end <= block.end)).toBe(true)
            expect(text.slice(start, end).trim()).not.toBe('')
          }
          if (ranges.length > 1) expect(rules[rule].kind).toBe('quotation')
          for (const [i, range] of ranges.entries()) if (i > 0) expect(range.start).toBeGreaterThan(ranges[i - 1]?.end ?? 0)
        }
        const keys = found.map(({ rule, ranges }) => `${rule} ${ranges[0].start} ${ranges[0].end}`)
        expect(new Set(keys).size).toBe(keys.length)
      }),
      { numRuns: 500 },
    )
  })

  it('one block of thousands of marks without an end is read in one go', () => {
    for (const piece of ["'a ", '“a ', '“a” said he ', 'he said that he said ', '" "']) {
      const { text, blocks } = articleOf([piece.repeat(3_000)])
      expect(suggest(text, blocks, words, 'en').every(({ rule }) => ruleIds.includes(rule))).toBe(true)
    }
  })

  it('bylines and site furniture are left alone, and texts in other languages get what marks alone can tell', () => {
    const line = '“We lost the road in an hour,” Harle said. The brutal mob may return.'
    const { text, blocks } = joinBlocks([{ kind: 'paragraph', zone: 'boilerplate', text: line }])
    expect(suggest(text, blocks, words, 'en')).toEqual([])
    const body = articleOf([line])
    expect(suggest(body.text, body.blocks, words, 'fr').map(({ rule }) => rule)).toEqual(['quotation.alone'])
  })
})
