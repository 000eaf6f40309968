// What stands around a reporting word: the words of a sentence outside of quotation marks, the word that reports, and the noun
// phrase before or after it that is its subject. Clauses set off by commas, adverbs and days are left out. English only.
import type { Range } from '../text.ts'
import type { Verb, Verbs } from './lexicon.ts'

export type Token = Range & Readonly<{ text: string; low: string; word: boolean }>

const listOf = (words: string) => new Set(words.split(' '))
const days = 'monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow'
/** May stand between a source and its verb. */
const auxiliary = listOf(
  'has had have is was were are will would could may might also later then again still only never not did does do just',
)
/** May stand before a source. */
export const leading = listOf(`and but while as when because although though however meanwhile also that then so yet ${days}`)
/** Begin what a sentence says of the circumstances. */
const circumstance = listOf(
  `on in at after before during following when while as since by for with from speaking asked ${days} meanwhile however`,
)
/** End a source that follows its verb. */
const trailing = listOf(
  `on at after before during as when while that whether who whom which where because if to by adding late early ${days}`,
)
const relative = listOf('who whose which where whom')
const personal = listOf('he she they it we i you')
const reporting = listOf('a an his her its their')

/** Words and marks of a range, without what stands in the masked ranges (in order, not overlapping). */
export function tokensOf(text: string, { start, end }: Range, masked: readonly Range[]): Token[] {
  const near = masked.filter((range) => range.end > start && range.start < end)
  return [...text.slice(start, end).matchAll(/[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*|\S/gu)].flatMap(({ 0: found, index }) => {
    const at = start + index
    if (near.some((range) => at >= range.start && at < range.end)) return []
    return [{ start: at, end: at + found.length, text: found, low: found.toLowerCase(), word: /[\p{L}\p{N}]/u.test(found) }]
  })
}

export type Cue = Readonly<{ from: number; to: number; verb: Verb; isPhrase: boolean }>

/** The cue that begins at a token, if one does. */
export function cueAt(tokens: readonly Token[], i: number, verbs: Verbs): Cue | null {
  const [first, second] = [tokens[i], tokens[i + 1]]
  if (first === undefined) return null
  const pair = `${first.low} ${second?.low ?? ''}`
  if (pair === 'according to') return { from: i, to: i + 2, verb: { lemma: pair, stance: 'neutral' }, isPhrase: true }
  const two = verbs.get(pair)
  if (two !== undefined) return { from: i, to: i + 2, verb: two, isPhrase: false }
  const one = first.word ? verbs.get(first.low) : undefined
  return one === undefined ? null : { from: i, to: i + 1, verb: one, isPhrase: false }
}

/** What is left of a stretch of tokens when words that say nothing of the source are taken off its ends. */
function trimmed(tokens: readonly Token[]): Range | null {
  let [from, to] = [0, tokens.length]
  const isOff = (token: Token | undefined, words: ReadonlySet<string>) => token !== undefined && (!token.word || words.has(token.low))
  while (from < to && isOff(tokens[from], leading)) from++
  while (from < to && (isOff(tokens[to - 1], auxiliary) || (to - from > 1 && /^\p{Ll}+ly$/u.test(tokens[to - 1]?.text ?? '')))) to--
  const [first, last] = [tokens[from], tokens[to - 1]]
  return first === undefined || last === undefined || from >= to ? null : { start: first.start, end: last.end }
}

/** The pieces of a clause between its commas. */
function pieces(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [[]]
  for (const token of tokens) {
    if (token.text === ',') found.push([])
    else found.at(-1)?.push(token)
  }
  return found
}

/** “Within hours she”, “he preferred to”, “a negotiator who”, “what the operator”: what of a clause is the verb's own subject. */
function nearest(tokens: readonly Token[]): readonly Token[] {
  const isPersonal = (token: Token | undefined) => token !== undefined && personal.has(token.low)
  const end = tokens.findLastIndex(({ low }) => !auxiliary.has(low))
  if (isPersonal(tokens[end])) return tokens.slice(end)
  const last = tokens[end]
  if (last?.low === 'to' && isPersonal(tokens[0])) return tokens.slice(0, 1)
  if (last !== undefined && end > 0 && relative.has(last.low)) return tokens.slice(0, end)
  const what = tokens.findLastIndex(({ low }) => low === 'what')
  return what === -1 ? tokens : tokens.slice(what + 1)
}

/** The source that stands before its verb. */
export function sourceBefore(tokens: readonly Token[]): Range | null {
  const from = tokens.findLastIndex(({ text }) => /^[;:—–.!?]$/.test(text)) + 1
  const all = pieces(tokens.slice(from))
  const isSetOff = all.at(-1)?.length === 0
  const said = all.filter(([first]) => first !== undefined)
  const lastIsRelative = relative.has(said.at(-1)?.[0]?.low ?? '')
  // “Ostrell, a resident, said”: the verb's subject stands before what commas set off.
  const subject = isSetOff || lastIsRelative ? said.find(([first]) => !circumstance.has(first?.low ?? '')) : said.at(-1)
  if (subject === undefined) return null
  // “On Tuesday the hospital said”
  const isDay = circumstance.has(subject[0]?.low ?? '') && listOf(days).has(subject[1]?.low ?? '')
  return trimmed(nearest(isDay ? subject.slice(2) : subject))
}

/** The source that follows its verb, or “according to”. */
export function sourceAfter(tokens: readonly Token[]): Range | null {
  const end = tokens.findIndex(
    ({ low, word }, i) => !word || trailing.has(low) || (low === 'in' && reporting.has(tokens[i + 1]?.low ?? '')),
  )
  return trimmed(end === -1 ? tokens : tokens.slice(0, end))
}
