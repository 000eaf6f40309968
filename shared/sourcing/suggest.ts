// Suggestions for one text. Paragraph by paragraph: quotations by their marks, each with the reporting word and source of its
// sentence; statements without marks; reporting words; then listed and learnt words outside of all quotations, for what stands
// inside is the speaker's. Anything but the marks is English only. A quotation that goes on in the next paragraph, as an
// unclosed mark and a new opening one say, is one suggestion.
import { type Block, countWords, type Range } from '../text.ts'
import { type Attribution, creditOf, firstAfter, type Paragraph, paragraphOf } from './attribution.ts'
import type { LearntWord } from './learning.ts'
import { type BiasWords, type ReportingWords, type Verbs, verbsOf } from './lexicon.ts'
import { matcherOf } from './matching.ts'
import { isClosed } from './quotations.ts'
import { reportsOf } from './statements.ts'
import { type RuleId, type Suggestion, startOf } from './suggestion.ts'

export type SuggestionWords = Readonly<{ reporting: ReportingWords; bias: BiasWords; learnt: readonly LearntWord[] }>
/** Finds the suggestions of some blocks of a text, in order; blocks that belong together must come together. */
export type Suggester = (text: string, blocks: readonly Block[]) => Suggestion[]

const skipped: ReadonlySet<Block['zone']> = new Set(['byline', 'dateline', 'boilerplate'])
/** A reporting word farther off than this is another statement's, for a quotation of a word or two. */
const NEAR = 6
const pronoun = /^(?:he|she|they|it|we|i|you|who|which)$/i
const titleOf =
  /\b(?:film|book|novel|song|album|play|poem|essay|article|column|paper|report|podcast|documentary|series|exhibition|entitled|titled|headlined|named|magazine|painting|opera|game|hashtag|slogan|ship|boat|vessel|café|pub)\s*,?\s*$/i
const calledOf =
  /\b(?:film|book|novel|song|album|play|boat|ship|dog|street|band|village|café|pub|programme|program|game|project|operation)\s+(?:called|dubbed|known as)\s*$/i

const namedSo = /\b(?:is|was|are|were|be|been|being)\s+(?:\p{Ll}+ly\s+)?(?:called|dubbed|known as)\s*$/iu

type Quote = Readonly<{ ranges: [Range, ...Range[]]; paragraph: Paragraph; last: Paragraph; index: number }>

const inner = (text: string, { start, end }: Range): string =>
  text.slice(start + 1, isClosed(text.slice(start, end)) ? end - 1 : end).trim()

/** Quotations with those that they go on in; an unclosed mark that goes on nowhere is none. */
function quotesOf(text: string, paragraphs: readonly Paragraph[]): Quote[] {
  const found: Quote[] = []
  let going: Quote | null = null
  for (const [index, paragraph] of paragraphs.entries())
    for (const [n, range] of paragraph.quotations.entries()) {
      const words = text.slice(range.start, range.end)
      const goesOn: Quote | null = n === 0 && range.start === paragraph.block.start ? going : null
      const quote: Quote =
        goesOn === null
          ? { ranges: [range], paragraph, last: paragraph, index }
          : { ...goesOn, ranges: [...goesOn.ranges, range], last: paragraph }
      going = isClosed(words) || ('\'‘‚"'.includes(words[0] ?? '') && range.end < paragraph.block.end) ? null : quote
      if (goesOn !== null) found.pop()
      if (going === null || goesOn !== null || words.length > 1) found.push(quote)
    }
  return found.filter(({ ranges }) => ranges.length > 1 || isClosed(text.slice(ranges[0].start, ranges[0].end)))
}

function quotationOf(
  text: string,
  { ranges, paragraph, last, index }: Quote,
  paragraphs: readonly Paragraph[],
  verbs: Verbs,
  named: ReadonlyMap<Paragraph, Range>,
): Suggestion | null {
  const [first] = ranges
  const words = inner(text, first)
  const count = ranges.length > 1 ? 100 : countWords(words)
  if (count === 0) return null
  const made = (rule: RuleId, cue: Attribution['cue'] = null, source: Range | null = null): Suggestion => ({
    rule,
    ranges,
    cue,
    source,
    evidence: '',
  })
  const before = text.slice(Math.max(paragraph.block.start, first.start - 60), first.start)
  const ends = /[.!?…,。！？—]$/u.test(words)
  const short = count <= 3 && !ends
  if (count <= 8 && !/[,;:]$/.test(words) && (titleOf.test(before) || calledOf.test(before) || namedSo.test(before))) return null
  if (/\bso-called\s*$/i.test(before)) return null
  const distant = (distance: number) => short && distance > NEAR
  const opening = creditOf(text, paragraph, first, verbs)
  const ending = last === paragraph || opening !== null ? null : creditOf(text, last, ranges.at(-1) ?? first, verbs)
  const credit = opening ?? ending
  if (credit !== null && !distant(credit.distance) && !(short && isLabel(text, first)))
    return made('quotation.credited', credit.cue, credit.source)
  if (short) return /^\p{Ll}/u.test(words) && isLabel(text, first) ? made('scare.marks') : null
  const lead = paragraphs[index - 1]
  if (first.start === paragraph.block.start && lead !== undefined && text[lead.block.end - 1] === ':') {
    const at = { start: lead.block.end - 1, end: lead.block.end }
    const led = creditOf(text, lead, at, verbs)
    if (led !== null) return made('quotation.lead', led.cue, led.source)
  }
  const lastNamed = named.get(paragraph)
  if (lastNamed !== undefined && (ends || count > 5)) return made('quotation.floating', null, lastNamed)
  return count >= 4 || ends ? made('quotation.alone') : null
}

/** A word or two used as a name for something: after an article or a possessive, or before a noun. */
function isLabel(text: string, { start, end }: Range): boolean {
  const before = text.slice(Math.max(0, start - 16), start)
  const after = text.slice(end, end + 12)
  const isIntroduced = /\b(?:the|this|these|those|its|their|his|her|our|your|of|such|and|for|these|from|with|against|in|by|into)\s+$/i.test(
    before,
  )
  const isFollowed = /^\s+(?!(?:and|but|or|on|in|at|by|to|for|as|when|after|said|was|is|that|because)\b)\p{Ll}/u.test(after)
  return isIntroduced || (isFollowed && /\b(?:a|an|more|\p{L}+ing)\s+$/iu.test(before))
}

const isNamed = (text: string, source: Range | null): boolean =>
  source !== null && !pronoun.test(text.slice(source.start, source.end)) && /\p{L}{2}/u.test(text.slice(source.start, source.end))

/** Capitalised within a sentence, it is a name; and some forms are other words beside certain neighbours. */
function isOtherWord(text: string, { start, end }: Range, sentenceStart: number): boolean {
  const found = text.slice(start, end)
  if (start > sentenceStart && /^\p{Lu}/u.test(found) && found !== found.toUpperCase()) return true
  if (/^may$/i.test(found) && /^\s+\d/.test(text.slice(end, end + 4))) return true
  if (/^(?:might|plot|rather)$/i.test(found)) {
    const before = text.slice(Math.max(0, start - 12), start)
    return /\b(?:the|a|their|his|her|its|of|would|or|all|this)\s+$/i.test(before) || /^\s+than\b/.test(text.slice(end, end + 8))
  }
  return /^could$/i.test(found) && /^(?:\s+not|n['’]t)/.test(text.slice(end, end + 6))
}

/** What suggests for texts of a language, with word lists read once. */
export function suggesterOf({ reporting, bias, learnt }: SuggestionWords, language: string): Suggester {
  const isEnglish = /^(?:en(?:-|$)|und$|$)/i.test(language)
  const verbs: Verbs = isEnglish ? verbsOf(reporting) : new Map()
  const known = new Map(learnt.map((each) => [each.word.replaceAll('’', "'"), each]))
  const lists = isEnglish
    ? ([
        ['hedge.list', bias.hedges],
        ['loaded.list', bias.loaded],
        ['scare.word', bias.distance],
      ] as const)
    : []
  const ruleOf = new Map<string, RuleId>(lists.flatMap(([rule, entries]) => entries.map((each) => [each, rule] as const)))
  for (const each of known.keys()) ruleOf.set(each, 'loaded.learnt')
  const match = matcherOf(ruleOf.keys())

  const listed = (text: string, { block, quotations, sentences }: Paragraph): Suggestion[] =>
    match(text, block).flatMap(({ range, entry }): Suggestion[] => {
      const quoted = quotations[firstAfter(quotations, range.start)]
      if (quoted !== undefined && quoted.start < range.end) return []
      const rule = ruleOf.get(entry)
      const sentence = sentences[firstAfter(sentences, range.start)]
      if (rule === undefined || (rule !== 'loaded.learnt' && isOtherWord(text, range, sentence?.start ?? range.start))) return []
      const from = known.get(entry)
      const evidence = rule === 'loaded.learnt' && from !== undefined ? `coded ${from.coded} of ${from.all} times in this project` : ''
      return [{ rule, ranges: [range], cue: null, source: null, evidence }]
    })

  return (text, blocks) => {
    const paragraphs = blocks
      .filter(({ zone, kind }) => !skipped.has(zone) && kind !== 'preformatted')
      .map((block) => paragraphOf(text, block))
    const found: Suggestion[] = []
    const named = new Map<Paragraph, Range>()
    const cues = new Set<number>()
    const reports = new Map(paragraphs.map((paragraph) => [paragraph, isEnglish ? reportsOf(text, paragraph, verbs) : []]))
    const read = new Map<Paragraph, number>()
    for (const quote of quotesOf(text, paragraphs)) {
      const { paragraph } = quote
      // The source that was named last before the quotation.
      const start = quote.ranges[0].start
      const told = reports.get(paragraph) ?? []
      let at = read.get(paragraph) ?? 0
      for (; (told[at]?.cue.range.start ?? start) < start; at++) {
        const source = told[at]?.source ?? null
        if (source !== null && source.end <= start && isNamed(text, source)) named.set(paragraph, source)
      }
      read.set(paragraph, at)
      const made = quotationOf(text, quote, paragraphs, verbs, named)
      if (made === null) continue
      found.push(made)
      if (made.source !== null && isNamed(text, made.source)) named.set(paragraph, made.source)
      if (made.cue === null || cues.has(made.cue.range.start)) continue
      cues.add(made.cue.range.start)
      if (made.cue.stance !== 'neutral') found.push(verbOf(made.cue, made.source))
    }
    for (const paragraph of paragraphs) {
      for (const { cue, source, statement } of reports.get(paragraph) ?? []) {
        const isQuotations = cues.has(cue.range.start)
        if (isQuotations) continue
        if (statement !== null) found.push({ rule: statement.rule, ranges: [statement.content], cue, source, evidence: '' })
        if (cue.stance !== 'neutral' || statement === null) found.push(verbOf(cue, source))
      }
      found.push(...listed(text, paragraph))
    }
    return found.sort((a, b) => startOf(a) - startOf(b) || b.ranges[0].end - a.ranges[0].end || (a.rule < b.rule ? -1 : 1))
  }
}

const verbOf = (cue: NonNullable<Attribution['cue']>, source: Range | null): Suggestion => ({
  rule: `verb.${cue.stance}`,
  ranges: [cue.range],
  cue,
  source,
  evidence: '',
})

/** All suggestions for a text whose blocks are given, in order of their places. `language` is a BCP 47 tag. */
export const suggest = (text: string, blocks: readonly Block[], words: SuggestionWords, language: string): Suggestion[] =>
  suggesterOf(words, language)(text, blocks)
