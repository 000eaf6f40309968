// The figures of a text: every number that counts or measures something, with the bound that the text puts on it, what it counts,
// where, and who is credited with it. Dates, times of day, ordinals, ages set off by commas, and numbers that are part of a name
// are no figures. Numbers in words are read in English, bounds in a few languages more.
import { calendarOf } from '../names/find.ts'
import { type Token, tokensOf } from '../numerals.ts'
import { senseOf } from '../samesense.ts'
import { stemOf } from '../stems.ts'
import { isGrammar, plainWord } from '../terms.ts'
import type { Range } from '../text.ts'
import { allowedBy, boundsBefore } from './bounds.ts'
import type { Bound, Figure } from './model.ts'
import { isNoFigure, isTimeAgo, type Numbered, numberAt, percents, signs } from './numbers.ts'

/** A figure with what it is recognised by in another text. */
export type Read = Readonly<{
  figure: Figure
  /** Terms of the unit that tell what is counted, and those that many things are counted in. */
  things: ReadonlySet<string>
  measures: ReadonlySet<string>
  /** What became of those who are counted: dead, hurt, displaced …; empty for nothing of the kind. */
  fate: string
  /** Terms of its sentence. */
  context: ReadonlySet<string>
}>

const currencies = new Map([
  ['$', 'dollar'],
  ['€', 'euro'],
  ['£', 'pound'],
])
const moneys = /^(?:dollars?|euros?|pounds?|roubles?|rubles?|yuan|yen|rupees?|francs?|crowns?|hryvnias?|shekels?|manats?|drams?)$/
const stemmed = (plain: string) => senseOf(stemOf(plain))
const stemsOf = (words: string) => new Set(words.split(' ').map(stemmed))
const fates = stemsOf('dead injure displaced arrest missing hostage')
const fatality = stemOf('fatality')
/** What very different things are counted in. */
const measures = stemsOf(
  `people person man men woman women hour day week month year minute second metre meter kilometre kilometer km mile foot feet ton tonne kilo litre liter degree
  time side part point percent dollar euro pound crown`.replaceAll(/\s+/g, ' '),
)
/** Verbs in front of a number: the noun before one of these is what is counted, before the others it is not. */
const rising = /^(?:rose|risen|rises|fell|fallen|grew|grown|jumped|dropped|climbed|increased|reached|stood|stands|estimated)$/
const telling = /^(?:spoke|speaks|spoken|talked|told|put|cited|gave|named)$/
const subordinate = /^(?:when|while|after|before|as|but|and|who|which)$/
const clause = /[.;:()[\]“”"«»–—!?]/u
/** UTF-16 units of a phrase that is told as scope. */
const LONGEST_SCOPE = 70
const scopes =
  /^[^,.;:()–—“”"]{0,40}?\b((?:in|on|at|by|from|between|across|among|of|during|along|within|near|inside|outside|throughout|since)\s+(?!\d|(?:it|them|that|which|whom)\b)[^,.;:()–—“”"]+)/iu
/** Where another clause begins. */
const turn = /\s(?:while|when|who|which|after|before|as|but)\s|(?<!\bbetween\s[^,.;]{0,60})\sand\s/u

const verb = /\s(?:has|have|had|was|were|is|are|will|would|can|could|did)\s/u

/** The phrase that says where, when or of whom, in what follows a figure. */
function scopeIn(rest: string, base: number): Range | null {
  const found = scopes.exec(rest.split(turn)[0] ?? '')
  if (found?.[1] === undefined) return null
  const start = base + found[0].length - found[1].length
  const words = (found[1].slice(0, LONGEST_SCOPE + 20).split(verb)[0] ?? '').split(' ')
  while (words.length > 0 && (words.join(' ').length > LONGEST_SCOPE || isGrammar(plainWord(words.at(-1) ?? '')) || words.at(-1) === ''))
    words.pop()
  const phrase = words.join(' ')
  return phrase.includes(' ') && boundsBefore.every(([, pattern]) => !pattern.test(phrase)) ? { start, end: start + phrase.length } : null
}

/** Ends the words for what is counted: what follows is what they do. */
const plural = /[^su]s$|^(?:people|persons|men|women|children|police|dead|injured|wounded|killed|missing)$/

/** Tokens that name what is counted, after the number. */
function unitAfter(tokens: readonly Token[], from: number, sentence: string, stop: number): Token[] {
  let at = from
  const skipped = /^(?:of|the|its|their|his|her|our|these|those|more|other|others|additional|further)$/
  const isClosed = (place: number) => place > 0 && clause.test(sentence.slice(tokens[place - 1]?.end ?? 0, tokens[place]?.start ?? 0))
  const hasComma = (place: number) => sentence.slice(tokens[place - 1]?.end ?? 0, tokens[place]?.start ?? 0).includes(',')
  const isOf = tokens[at]?.word === 'of'
  while (
    at < stop &&
    at - from < 5 &&
    !isClosed(at) &&
    !hasComma(at) &&
    (skipped.test(tokens[at]?.word ?? '') || (isOf && numberAt(tokens, at, sentence) !== null))
  )
    at++
  const unit: Token[] = []
  for (; at < stop && unit.length < 3 && !isClosed(at) && !hasComma(at); at++) {
    const token = tokens[at] as Token
    if (/^\d/.test(token.word) || isGrammar(plainWord(token.text))) break
    // "600 stormed the gatehouse": what they did.
    const next = tokens[at + 1]?.word ?? ''
    if (
      token.word.endsWith('ed') &&
      !fates.has(stemmed(plainWord(token.text))) &&
      /^(?:the|an?|his|her|its|their|in|by|to|on|at|from|when)$/.test(next)
    )
      break
    unit.push(token)
    if (plural.test(token.word)) break
  }
  return unit
}

/**
 * Reads the figures in the sentences (UTF-16 ranges, in order) of a text. `language` is a BCP 47 tag; `creditOf` says who is
 * credited with a stretch of it.
 */
export function figuresIn(
  text: string,
  sentences: readonly Range[],
  language: string,
  creditOf: (range: Range, sentence: Range) => Range | null,
): Read[] {
  const calendar = calendarOf(language)
  return sentences.flatMap((sentence) => {
    const words = text.slice(sentence.start, sentence.end).replace(/\s/gu, ' ')
    const tokens = tokensOf(words)
    if (!tokens.some((_, at) => numberAt(tokens, at, words) !== null)) return []
    const context = new Set(
      tokens
        .map((each) => plainWord(each.text))
        .filter((plain) => plain.length > 2 && !isGrammar(plain) && !/^\d/.test(plain))
        .map(stemmed),
    )
    const found: Read[] = []
    for (let at = 0; at < tokens.length; at++) {
      const number = numberAt(tokens, at, words)
      if (number === null) continue
      if (isNoFigure(tokens, at, number.tokens, words, calendar) || isTimeAgo(tokens, at + number.tokens)) {
        at += number.tokens - 1
        continue
      }
      const read = figureAt({ tokens, at, number, words, base: sentence.start, before: found.at(-1), context })
      found.push({ ...read, figure: { ...read.figure, source: creditOf(read.figure.range, sentence) } })
      at = Math.max(
        at,
        tokens.findLastIndex(({ start }) => sentence.start + start < read.numberEnd),
      )
    }
    return found
  })
}

type Place = Readonly<{
  tokens: readonly Token[]
  at: number
  number: Numbered
  words: string
  base: number
  before: Read | undefined
  context: ReadonlySet<string>
}>

function figureAt({ tokens, at, number, words, base, before, context }: Place): Read & Readonly<{ numberEnd: number }> {
  const first = tokens[at] as Token
  let start = first.start
  let last = at + number.tokens
  let { value, kind } = number
  let upper: number | null = null
  // "10 to 15", "10–15", "between 10 and 15"
  const joint = /^\s?(?:-|–|—|to|and)\s?$/.exec(words.slice(tokens[last - 1]?.end ?? 0, tokens[last + 1]?.start ?? 0))
  const dashed = /^\s?[-–—]\s?$/.test(words.slice(tokens[last - 1]?.end ?? 0, tokens[last]?.start ?? 0))
  const isBetween = /\bbetween\s$/i.test(words.slice(0, start))
  const second = dashed
    ? last
    : /^(?:to|and)$/.test(tokens[last]?.word ?? '') && (tokens[last]?.word === 'to' || isBetween)
      ? last + 1
      : null
  const other = second === null || (!dashed && joint === null && second === last) ? null : numberAt(tokens, second, words)
  if (other !== null && second !== null && other.value > value) {
    upper = other.value
    last = second + other.tokens
    if (isBetween) start -= 'between '.length
  }
  let end = tokens[last - 1]?.end ?? first.end
  const numberEnd = base + end
  const sign = signs.exec(words.slice(0, start))
  if (sign !== null) {
    start = sign.index
    kind = 'money'
  }
  let bound: Bound = upper === null ? (number.atLeast ? 'at least' : 'exactly') : 'between'
  const said = upper === null ? boundsBefore.find(([, pattern]) => pattern.test(words.slice(Math.max(0, start - 40), start))) : undefined
  if (said !== undefined) {
    const from = Math.max(0, start - 40)
    const index = from + (said[1].exec(words.slice(from, start))?.index ?? start - from)
    // "Talks over eleven hours": for so long, not for longer.
    const isDuration = /^over\b/i.test(words.slice(index)) && /^(?:hour|day|week|month|year|decade)s?$/.test(tokens[last]?.word ?? '')
    if (!isDuration && !number.atLeast) {
      bound = said[0]
      start = index
    }
  }
  const plus = /^(?:\+|-plus\b| or more\b)/i.exec(words.slice(end))
  if (plus !== null && bound === 'exactly') {
    bound = 'at least'
    end += plus[0].length
  }
  const percent = percents.exec(words.slice(end))
  if (percent !== null) {
    kind = 'percent'
    end += percent[0].length
    last = tokens.findIndex((each) => each.start >= end)
    if (last === -1) last = tokens.length
  }
  if (moneys.test(tokens[last]?.word ?? '')) kind = 'money'
  let stop = last
  while (stop < tokens.length && (tokens[last]?.word === 'of' || numberAt(tokens, stop, words) === null || stop === last)) stop++
  const unit = unitAfter(tokens, last, words, stop)
  const tail = unit.at(-1)
  if (tail !== undefined) end = Math.max(end, tail.end)
  const terms = unit.map(({ text }) => plainWord(text)).filter((plain) => plain.length > 1)
  const currency = currencies.get(sign?.[0].trim() ?? '')
  if (currency !== undefined) terms.push(currency)
  let told = unit.length === 0 ? '' : words.slice(unit[0]?.start, tail?.end)
  // Nothing follows: "the crowd at 600", and "organisers spoke of 3,000" of the same crowd.
  const back: Token[] = []
  const floor = before === undefined ? 0 : before.figure.range.end - base
  for (let i = tokens.findLastIndex((each) => each.end <= start); i >= 0 && back.length < 5; i--) {
    const token = tokens[i] as Token
    if (token.start < floor || clause.test(words.slice(token.end, tokens[i + 1]?.start ?? start)) || subordinate.test(token.word)) break
    back.push(token)
  }
  const nouns = back.filter(({ text }) => !isGrammar(plainWord(text)))
  const noun = nouns.find(({ word }) => !rising.test(word))
  let inherited: Read | undefined
  if (unit.length === 0) {
    if (noun !== undefined && !telling.test(noun.word) && /^(?:at|to|was|is|reached|of|by|from)$/.test(back[0]?.word ?? '')) {
      told = noun.text
      terms.push(plainWord(noun.text))
    } else if (before?.figure.kind === 'count' && kind === 'count') {
      inherited = before
      told = before.figure.unit
    }
  }
  const senses = [...terms.map(stemmed), ...(inherited?.things ?? []), ...(inherited?.measures ?? [])]
  const isFate = (token: Token | undefined) =>
    token !== undefined && (fates.has(stemmed(plainWord(token.text))) || stemOf(plainWord(token.text)) === fatality)
  const following: Token[] = []
  const from = tokens.findIndex((each) => each.start >= end)
  for (let i = from === -1 ? tokens.length : from; i < Math.min(stop, from + 7); i++) {
    const token = tokens[i] as Token
    if (/^(?:and|while|but|as)$/.test(token.word) || /[,.;:()–—]/.test(words.slice(tokens[i - 1]?.end ?? 0, token.start))) break
    following.push(token)
  }
  const fated = unit.find(isFate) ?? following.find(isFate) ?? back.find(isFate)
  const plainFate = fated === undefined ? '' : stemmed(plainWord(fated.text))
  const fate = fated === undefined ? (inherited?.fate ?? '') : fates.has(plainFate) ? plainFate : stemmed('dead')
  const rest = words.slice(end, Math.min(words.length, tokens[stop]?.start ?? words.length))
  const scope = scopeIn(rest, base + end)
  const [low, high] = allowedBy(bound, value, upper)
  return {
    figure: { range: { start: base + start, end: base + end }, value, bound, low, high, kind, unit: told, scope, source: null },
    things: new Set(senses.filter((sense) => !measures.has(sense) && !fates.has(sense))),
    measures: new Set(senses.filter((sense) => measures.has(sense))),
    fate,
    context,
    numberEnd,
  }
}
