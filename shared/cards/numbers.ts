// Numbers that count or measure: with vague ones ("dozens"), dozens and fractions, and without those that say when or which.
import { numeralAt, type Token } from '../numerals.ts'
import { plainWord } from '../terms.ts'
import { boundsBefore } from './bounds.ts'
import type { Figure } from './model.ts'

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
/** Money, before a number. */
export const signs = /(?:[$€£¥₽₴₹]|(?<!\p{L})(?:USD|EUR|GBP|CHF|Rs))\s?$/u
/** A share, after a number. */
export const percents = /^\s?(?:%|per ?cent\b|percentage points?|prozent\b|pour cent\b|por ciento\b|процент)/iu
/** Before a number that says which, not how many. */
const labels =
  /^(?:article|articles|resolution|no|nos|number|numbered|flight|route|highway|paragraph|chapter|section|page|room|phase|level|version|gate|line|act|rule|annex|figure|table|group|statement)$/
const datePrepositions =
  /^(?:in|since|of|by|from|until|till|between|before|after|during|early|late|mid|the|summer|winter|spring|autumn|and|to)$/

/** A number that begins at a token; `atLeast` for a vague one. */
export type Numbered = Readonly<{ value: number; tokens: number; kind: Figure['kind']; atLeast: boolean }>

/** Reads the number that begins at a token, if one does. */
export function numberAt(tokens: readonly Token[], at: number, sentence: string): Numbered | null {
  const token = tokens[at]
  if (token === undefined) return null
  const { word, end } = token
  const next = tokens[at + 1]
  const joins = next !== undefined && /^[\s-]+$/.test(sentence.slice(end, next.start))
  const count = (value: number, used: number, atLeast = false): Numbered => ({ value, tokens: used, kind: 'count', atLeast })
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

/** Whether a word is a month or a day; a Slavic one also in another case. */
const inCalendar = ({ text }: Token, calendar: ReadonlySet<string>): boolean => {
  const plain = plainWord(text)
  return (
    calendar.has(plain) ||
    (/\p{scx=Cyrl}/u.test(text) && [...calendar].some((each) => each.length > 3 && plain.startsWith(each.slice(0, -1))))
  )
}

/** Whether a number names a day, a year, a place in an order or a thing. */
export function isNoFigure(tokens: readonly Token[], at: number, used: number, sentence: string, calendar: ReadonlySet<string>): boolean {
  const token = tokens[at] as Token
  const [before, after] = [tokens[at - 1], tokens[at + used]]
  const [left, right] = [sentence.slice(0, token.start), sentence.slice((tokens[at + used - 1] as Token).end)]
  if (/[\p{L}\p{N}][-–/]?$|[№#]\s?$|\[$/u.test(left) && !/\d\s?[-–]$/.test(left)) return true
  if (/^\d/.test(token.word) && /^(?:st|nd|rd|th)\b|^[-–]?\p{Lu}|^\/\d|^:\d/u.test(right)) return true
  if (left.trim() === '' && /^[.)]\s/.test(right) && /^\d/.test(token.word)) return true
  const isMonth = (each: Token | undefined) =>
    each !== undefined && /^\p{L}/u.test(each.text) && inCalendar(each, calendar) && (/^\p{Lu}/u.test(each.text) || each.word.length > 4)
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
export const isTimeAgo = (tokens: readonly Token[], at: number): boolean =>
  /^(?:seconds|minutes|hours|days|weeks|months|years|decades)$/.test(tokens[at]?.word ?? '') &&
  /^(?:ago|earlier|later|before|after)$/.test(tokens[at + 1]?.word ?? '')
