// The figures of a text: every number that counts or measures something, with the bound that the text puts on it, what it counts,
// where, and who is credited with it. Dates, times of day, ordinals, ages set off by commas, and numbers that are part of a name
// are no figures. Numbers in words are read in English, bounds in a few languages more.
import { calendarOf } from '../names/find.ts'
import { numeralAt, type Token, tokensOf } from '../numerals.ts'
import { senseOf } from '../samesense.ts'
import { stemOf } from '../stems.ts'
import { isGrammar, plainWord } from '../terms.ts'
import type { Range } from '../text.ts'
import type { Bound, Figure } from './model.ts'

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

const alternatives = (words: string) =>
  words
    .trim()
    .split(/\s*\|\s*|\n\s*/)
    .filter(Boolean)
    .join('|')
const ending = (words: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives(words)})\\s*(?:a total of |another |a further |the |an? )?$`, 'iu')
const boundsBefore: readonly (readonly [Bound, RegExp])[] = [
  [
    'at least',
    ending(
      `at least|(?:no|not) (?:fewer|less) than|a minimum of|upwards? of|mindestens|wenigstens|au moins|al menos|por lo menos|pelo menos|almeno|не менее|по меньшей мере|co najmniej|minst`,
    ),
  ],
  ['up to', ending(`up to|at most|(?:no|not) more than|a maximum of|as many as|bis zu|höchstens|jusqu['’]à|hasta|até|fino a`)],
  [
    'more than',
    ending(
      `more than|over|above|in excess of|exceed(?:ed|ing|s)?|greater than|mehr als|über|plus de|más de|mais de|più di|более|больше|ponad`,
    ),
  ],
  ['fewer than', ending(`fewer than|less than|under|below|weniger als|unter|moins de|menos de|meno di|менее|меньше`)],
  [
    'about',
    ending(
      `about|around|roughly|approximately|approx\\.?|some|nearly|almost|close to|estimated|circa|ca\\.|~|etwa|rund|ungefähr|knapp|environ|près de|quelque|unos|unas|alrededor de|cerca de|casi|около|примерно|почти`,
    ),
  ],
]
/** How far "about" reaches, as a share of the value. */
const SLACK = 0.1
/** Words that stand for no less than this many of something. */
const vague = new Map([
  ['dozens', 24],
  ['hundreds', 200],
  ['thousands', 2_000],
  ['millions', 2e6],
  ['billions', 2e9],
])
const groups = new Map([
  ['dozen', 12],
  ['trio', 3],
  ['quartet', 4],
])
const parts = new Map([
  ['third', 3],
  ['quarter', 4],
  ['fifth', 5],
  ['tenth', 10],
])
const currencies = new Map([
  ['$', 'dollar'],
  ['€', 'euro'],
  ['£', 'pound'],
])
const signs = /(?:[$€£¥₽₴₹]|(?<!\p{L})(?:USD|EUR|GBP|CHF|Rs))\s?$/u
const moneys = /^(?:dollars?|euros?|pounds?|roubles?|rubles?|yuan|yen|rupees?|francs?|crowns?|hryvnias?|shekels?|manats?|drams?)$/
const percents = /^\s?(?:%|per ?cent\b|percentage points?|prozent\b|pour cent\b|por ciento\b|процент)/iu
/** Before a number that says which, not how many. */
const labels =
  /^(?:article|articles|resolution|no|nos|number|numbered|flight|route|highway|paragraph|chapter|section|page|room|phase|level|version|gate|line|act|rule|annex|figure|table|group|statement)$/
const datePrepositions =
  /^(?:in|since|of|by|from|until|till|between|before|after|during|early|late|mid|the|summer|winter|spring|autumn|and|to)$/
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

type Number = Readonly<{ value: number; tokens: number; kind: Figure['kind']; atLeast: boolean }>

function numberAt(tokens: readonly Token[], at: number, sentence: string): Number | null {
  const token = tokens[at]
  if (token === undefined) return null
  const { word, end } = token
  const next = tokens[at + 1]
  const joins = next !== undefined && /^[\s-]+$/.test(sentence.slice(end, next.start))
  const count = (value: number, used: number, atLeast = false): Number => ({ value, tokens: used, kind: 'count', atLeast })
  if (word === 'tens' && next?.word === 'of') {
    const value = vague.get(tokens[at + 2]?.word ?? '')
    return value === undefined ? null : count(value * 10, 3, true)
  }
  const least = vague.get(word)
  if (least !== undefined) {
    const more = next?.word === 'of' ? vague.get(tokens[at + 2]?.word ?? '') : undefined
    return more === undefined ? count(least, 1, true) : count((least * more) / 2, 3, true)
  }
  const group = groups.get(word)
  if (group !== undefined) return count(group, 1)
  if (word === 'half' && joins && next.word === 'of') return { ...count(50, 1), kind: 'percent' }
  const part = parts.get(word)
  if (part !== undefined && tokens[at - 1]?.word === 'a' && joins && next.word === 'of')
    return { ...count(Math.round(1000 / part) / 10, 1), kind: 'percent' }
  const numeral = numeralAt(tokens, at, sentence)
  if (numeral === undefined) return null
  const value = Number(numeral.value)
  if (!Number.isFinite(value)) return null
  const after = tokens[at + numeral.tokens]
  const hold =
    after !== undefined && /^[\s-]+$/.test(sentence.slice(tokens[at + numeral.tokens - 1]?.end ?? end, after.start)) ? after.word : ''
  if (hold === 'dozen') return count(value * 12, numeral.tokens + 1)
  const share = parts.get(hold.replace(/s$/, ''))
  if (share !== undefined && value < share)
    return { ...count(Math.round((1000 * value) / share) / 10, numeral.tokens + 1), kind: 'percent' }
  return count(value, numeral.tokens)
}

/** Whether a number names a day, a year, a place in an order or a thing. */
function isNoFigure(tokens: readonly Token[], at: number, used: number, sentence: string, calendar: ReadonlySet<string>): boolean {
  const token = tokens[at] as Token
  const [before, after] = [tokens[at - 1], tokens[at + used]]
  const [left, right] = [sentence.slice(0, token.start), sentence.slice((tokens[at + used - 1] as Token).end)]
  if (/[\p{L}\p{N}][-–/]?$|[№#]\s?$|\[$/u.test(left) && !/\d\s?[-–]$/.test(left)) return true
  if (/^\d/.test(token.word) && /^(?:st|nd|rd|th)\b|^[-–]?\p{Lu}|^\/\d|^:\d/u.test(right)) return true
  if (left.trim() === '' && /^[.)]\s/.test(right) && /^\d/.test(token.word)) return true
  const isMonth = (each: Token | undefined) =>
    each !== undefined &&
    /^\p{L}/u.test(each.text) &&
    calendar.has(plainWord(each.text)) &&
    (/^\p{Lu}/u.test(each.text) || each.word.length > 4)
  const value = Number(token.word)
  const isDay = used === 1 && value >= 1 && value <= 31 && Number.isInteger(value)
  if (isDay && (isMonth(after) || isMonth(before) || (after?.word === 'of' && isMonth(tokens[at + 2])))) return true
  if (/^\d{4}$/.test(token.word) && value >= 1500 && value <= 2100 && used === 1) {
    if (signs.test(left) || percents.test(right)) return false
    if (before === undefined || after === undefined || isMonth(before) || /^(?:[’']?s\b|[-–]\d|\s*[,.;:)])/.test(right)) return true
    if (datePrepositions.test(before.word) || isMonth(tokens[at - 2])) return true
    return boundsBefore.every(([, words]) => !words.test(left)) && !after.word.endsWith('s')
  }
  if (isMonth(before) && /^\s*$/.test(sentence.slice(before?.end ?? 0, token.start))) return true
  if (before === undefined || !/^\s$/.test(sentence.slice(before.end, token.start)))
    return /,\s$/.test(left) && right.startsWith(',') && value < 120
  if (before.word === 'aged' || before.word === 'age') return true
  if (labels.test(before.word) && /^\d/.test(token.word)) return true
  const isName = at > 1 && /^\p{Lu}/u.test(before.text) && !/^\p{Lu}+$/u.test(before.text.slice(1) || 'a')
  return isName && /^\d/.test(token.word) && (after === undefined || !/^\s\p{Ll}/u.test(right))
}

/** "Three decades earlier" says when. */
const isTimeAgo = (tokens: readonly Token[], at: number): boolean =>
  /^(?:seconds|minutes|hours|days|weeks|months|years|decades)$/.test(tokens[at]?.word ?? '') &&
  /^(?:ago|earlier|later|before|after)$/.test(tokens[at + 1]?.word ?? '')

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
  number: Number
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
  const slack = Math.abs(value) * SLACK
  const [low, high] = (
    {
      exactly: [value, value],
      'at least': [value, null],
      'more than': [value, null],
      about: [value - slack, value + slack],
      'up to': [0, value],
      'fewer than': [0, value],
      between: [value, upper ?? value],
    } as const
  )[bound]
  return {
    figure: { range: { start: base + start, end: base + end }, value, bound, low, high, kind, unit: told, scope, source: null },
    things: new Set(senses.filter((sense) => !measures.has(sense) && !fates.has(sense))),
    measures: new Set(senses.filter((sense) => measures.has(sense))),
    fate,
    context,
    numberEnd,
  }
}
