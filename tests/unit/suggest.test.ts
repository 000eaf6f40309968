// Suggestions on sentences written for the purpose: every rule's precision and recall is measured, printed and held.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OpenArticle } from '../../shared/contract.ts'
import { CodeId } from '../../shared/ids.ts'
import type { Dismissal, RecordOf } from '../../shared/records.ts'
import { acceptSuggestion, proposedCode, rejectSuggestion, undecided } from '../../shared/sourcing/deciding.ts'
import { learn, wordCounts } from '../../shared/sourcing/learning.ts'
import { BiasWords, ReportingWords } from '../../shared/sourcing/lexicon.ts'
import { type SuggestionWords, suggest } from '../../shared/sourcing/suggest.ts'
import { kindOf, ruleIds, rules, type Suggestion } from '../../shared/sourcing/suggestion.ts'
import { type Block, joinBlocks, type Range } from '../../shared/text.ts'
import { marked } from '../helpers/marked.ts'
import { article, code } from '../helpers/reports.ts'
import { penOf } from '../helpers/store.ts'

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

  it('two quotations of one cue make it one suggestion, and its subject is the nearest', () => {
    const { text, blocks } = articleOf(['Within hours she claimed “the work of many hands” and “a full account of it”.'])
    const found = suggest(text, blocks, words, 'en')
    expect(found.map(({ rule }) => rule)).toEqual(['verb.distancing', 'quotation.credited', 'quotation.credited'])
    expect(found.every(({ source }) => source !== null && text.slice(source.start, source.end) === 'she')).toBe(true)
  })

  it('bylines and site furniture are left alone, and texts in other languages get what marks alone can tell', () => {
    const line = '“We lost the road in an hour,” Harle said. The brutal mob may return.'
    const { text, blocks } = joinBlocks([{ kind: 'paragraph', zone: 'boilerplate', text: line }])
    expect(suggest(text, blocks, words, 'en')).toEqual([])
    const body = articleOf([line])
    expect(suggest(body.text, body.blocks, words, 'fr').map(({ rule }) => rule)).toEqual(['quotation.alone'])
  })
})

describe('learning', () => {
  const counts = (entries: Record<string, number>) => new Map(Object.entries(entries))

  it('takes words that are coded often for how often they stand, and says the figures', () => {
    const learnt = learn(counts({ thugs: 4, river: 3, once: 1 }), counts({ thugs: 5, river: 60, once: 1, water: 400 }))
    expect(learnt).toEqual([{ word: 'thugs', coded: 4, all: 5 }])
  })

  it('learns nothing from nothing, and never more than was coded', () => {
    expect(learn(new Map(), new Map())).toEqual([])
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ maxLength: 4 }), fc.nat({ max: 9 })),
        fc.dictionary(fc.string({ maxLength: 4 }), fc.nat({ max: 99 })),
        (coded, all) => {
          for (const { word, coded: hits, all: of } of learn(counts(coded), counts(all))) {
            expect(hits).toBe(coded[word])
            expect(hits).toBeGreaterThanOrEqual(2)
            expect(of).toBeGreaterThanOrEqual(hits)
          }
        },
      ),
    )
  })

  it('counts words without their case, and leaves small ones out', () => {
    expect(wordCounts('The Thugs and the thugs’ dog: said THUGS')).toEqual(counts({ thugs: 3, dog: 1 }))
  })

  it('a learnt word is suggested with its evidence, in any language', () => {
    const { text, blocks } = articleOf(['Die Bande kam.'])
    const learnt = [{ word: 'bande', coded: 4, all: 5 }]
    expect(suggest(text, blocks, { ...words, learnt }, 'de')).toMatchObject([
      { rule: 'loaded.learnt', ranges: [{ start: 4, end: 9 }], evidence: 'coded 4 of 5 times in this project' },
    ])
  })
})

describe('deciding', () => {
  const keys = ['SO.AT.DIR', 'SO.AT.IND', 'SO.AT.MIX', 'SO.AT.CUE', 'SO.AT.SRC', 'BI.EP.HEDG', 'BI.EP.ASRT', 'BI.WC.LOAD', 'BI.WC.SCAR']
  const codes = new Map(keys.map((key) => code(key, key, '#336699', { key })).map((each) => [each.id as string, each]))
  const pen = { ...penOf(), codes }
  const open: OpenArticle = article(
    'a',
    ['“We lost the road,” Harle claimed. He may return.', '“One thing is this.', '“Another is that,” Marn said.'].map((words) => [
      'paragraph',
      'body',
      words,
    ]),
    {},
  )
  const { text, blocks } = open
  const found = suggest(text, blocks, words, 'en')
  const of = (rule: string) => found.filter((each) => each.rule === rule)
  const apply = (change: ReturnType<typeof rejectSuggestion>): OpenArticle => ({
    ...open,
    highlights: change.flatMap(({ kind, after }) => (kind === 'highlight' && after !== null ? [after] : [])),
    codings: change.flatMap(({ kind, after }) => (kind === 'coding' && after !== null ? [after] : [])),
  })
  const accept = (suggestion: Suggestion) => {
    const own = proposedCode(codes, text, suggestion)
    if (own === undefined) throw new Error('no code')
    return acceptSuggestion(pen, open, suggestion, own.id).change
  }

  it('an accepted quotation becomes content, cue and source, linked; the content alone keeps the rule', () => {
    const [quotation] = of('quotation.credited')
    if (quotation === undefined) throw new Error('no quotation')
    const { highlights, codings } = apply(accept(quotation))
    expect(highlights.map(({ quote, origin, rule }) => [quote, origin, rule])).toEqual([
      ['“We lost the road,”', 'suggested', 'quotation.credited'],
      ['claimed', 'suggested', ''],
      ['Harle', 'suggested', ''],
    ])
    expect(codings.map(({ codeId }) => codes.get(codeId)?.key)).toEqual(['SO.AT.DIR', 'SO.AT.CUE', 'SO.AT.SRC'])
    expect(accept(quotation).filter(({ kind }) => kind === 'link')).toHaveLength(2)
  })

  it('a quotation over paragraphs becomes one highlight of several ranges', () => {
    const long = found.find(({ ranges }) => ranges.length > 1)
    if (long === undefined) throw new Error('no long quotation')
    expect(apply(accept(long)).highlights[0]?.quote).toBe('“One thing is this. … “Another is that,”')
  })

  it('what is accepted or rejected is not offered again, and anything else is', () => {
    for (const suggestion of found) {
      const accepted = undecided(found, apply(accept(suggestion)), codes, [])
      expect(accepted).not.toContain(suggestion)
      const [step] = rejectSuggestion(pen, open, suggestion)
      const dismissal = step?.after as Dismissal
      expect(undecided(found, open, codes, [dismissal])).toEqual(found.filter((each) => each !== suggestion))
    }
  })

  it('what the analyst marked by hand is not offered', () => {
    const [hedge] = of('hedge.list')
    if (hedge === undefined) throw new Error('no hedge')
    const byHand = accept(hedge).map((step) =>
      step.kind === 'highlight' && step.after !== null ? { ...step, after: { ...step.after, origin: 'manual' as const, rule: '' } } : step,
    )
    expect(undecided(found, apply(byHand), codes, [])).not.toContain(hedge)
  })

  it('a project without the code proposes none, and takes the one that is chosen', () => {
    const [hedge] = of('hedge.list')
    if (hedge === undefined) throw new Error('no hedge')
    expect(proposedCode(new Map(), text, hedge)).toBeUndefined()
    const own = CodeId.parse([...codes.keys()][0])
    const made = acceptSuggestion(pen, open, hedge, own).change
    expect(made.find(({ kind }) => kind === 'coding')?.after).toMatchObject({ codeId: own })
    expect(undecided(found, apply(made), codes, [])).not.toContain(hedge)
  })

  it('an accepted distancing word says its stance where its code has room for it', () => {
    const attribute = {
      key: 'stance',
      name: 'Stance',
      kind: 'choice',
      options: ['neutral', 'endorsing', 'distancing'],
      initial: '',
    } as const
    const withRoom = new Map([...codes].map(([id, each]) => [id, { ...each, attributes: [attribute] }]))
    const [verb] = of('verb.distancing')
    const own = [...withRoom.values()].find(({ key }) => key === 'BI.EP.ASRT') as RecordOf<'code'>
    if (verb === undefined) throw new Error('no verb')
    const { change } = acceptSuggestion({ ...pen, codes: withRoom }, open, verb, own.id)
    expect(change.find(({ kind }) => kind === 'coding')?.after).toMatchObject({ attributes: { stance: 'distancing' } })
  })
})
