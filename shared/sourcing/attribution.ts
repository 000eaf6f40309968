// Proposes who is credited with a quotation, and by which word. The words outside of quotation marks, in the sentence that
// holds the quotation, are read for a reporting verb: the nearest one is the cue. The source is what stands between quotation
// and verb (“…,” Quillane told reporters), else what follows an inverted verb (“…,” said Quillane), else what stands before it
// (Quillane said: “…”). Clauses set off by commas, adverbs and days are left out of it. A pronoun stays one: whom it means is
// for the analyst to say. English only; what cannot be told is left empty, never guessed.
import { sentencesOf } from '../sentences.ts'
import { type Block, blockAt, type Range } from '../text.ts'
import type { Verb, Verbs } from './lexicon.ts'
import { quotationsOf } from './quotations.ts'

export type Attribution = Readonly<{
  content: Range
  /** All of it in quotation marks, none of it, or some. */
  kind: 'direct' | 'indirect' | 'mixed'
  cue: (Verb & Readonly<{ range: Range }>) | null
  source: Range | null
}>

type Token = Range & Readonly<{ text: string; low: string; word: boolean }>

const NEAR = 14
const listOf = (words: string) => new Set(words.split(' '))
const days = 'monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow'
/** May stand between a source and its verb. */
const auxiliary = listOf(
  'has had have is was were are will would could may might also later then again still only never not did does do just',
)
/** May stand before a source. */
const leading = listOf(`and but while as when because although though however meanwhile also that then so yet ${days}`)
/** Begin what a sentence says of the circumstances. */
const circumstance = listOf(
  `on in at after before during following when while as since by for with from speaking asked ${days} meanwhile however`,
)
/** End a source that follows its verb. */
const trailing = listOf(
  `on at after before during as when while that whether who whom which where because if to by adding late early ${days}`,
)
const relative = listOf('who whose which where whom')
const reporting = listOf('a an his her its their')

function tokensOf(text: string, { start, end }: Range, masked: readonly Range[]): Token[] {
  return [...text.slice(start, end).matchAll(/[\p{L}\p{N}\p{M}]+(?:['’.-][\p{L}\p{N}\p{M}]+)*|\S/gu)].flatMap(({ 0: found, index }) => {
    const at = start + index
    if (masked.some((range) => at >= range.start && at < range.end)) return []
    return [{ start: at, end: at + found.length, text: found, low: found.toLowerCase(), word: /[\p{L}\p{N}]/u.test(found) }]
  })
}

type Cue = Readonly<{ from: number; to: number; verb: Verb; isPhrase: boolean }>

/** The cue that begins at a token, if one does. */
function cueAt(tokens: readonly Token[], i: number, verbs: Verbs): Cue | null {
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

/** The source that stands before its verb. */
function sourceBefore(tokens: readonly Token[]): Range | null {
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
  return trimmed(isDay ? subject.slice(2) : subject)
}

/** The source that follows its verb, or “according to”. */
function sourceAfter(tokens: readonly Token[]): Range | null {
  const end = tokens.findIndex(
    ({ low, word }, i) => !word || trailing.has(low) || (low === 'in' && reporting.has(tokens[i + 1]?.low ?? '')),
  )
  return trimmed(end === -1 ? tokens : tokens.slice(0, end))
}

type Found = Readonly<{ cue: NonNullable<Attribution['cue']>; source: Range | null; distance: number }>

/** Reads a cue with its source out of the words on one side of the content. */
function read(tokens: readonly Token[], isAfter: boolean, verbs: Verbs): Found | null {
  const cues = tokens.flatMap((_, i) => cueAt(tokens, i, verbs) ?? [])
  const cue = isAfter ? cues[0] : cues.at(-1)
  if (cue === undefined) return null
  const before = tokens.slice(0, cue.from)
  const after = tokens.slice(cue.to)
  const distance = (isAfter ? before : after).filter(({ word }) => word).length
  if (distance > NEAR) return null
  const hasSubject = before.some(({ word, low }) => word && !leading.has(low))
  const source = cue.isPhrase || !hasSubject ? sourceAfter(after) : isAfter ? sourceBefore(before) : sourceBefore(before)
  // “told reporters”: whom it was told belongs to the cue.
  const listener = cue.verb.lemma === 'tell' && hasSubject ? sourceAfter(after.slice(0, 3)) : null
  const [first, last] = [tokens[cue.from], tokens[cue.to - 1]]
  if (first === undefined || last === undefined) return null
  return { cue: { ...cue.verb, range: { start: first.start, end: listener?.end ?? last.end } }, source, distance }
}

const holds = (outer: Range, inner: Range) => outer.start <= inner.start && inner.end <= outer.end

function withoutBlanks(text: string, { start, end }: Range): Range {
  const words = text.slice(start, end)
  const from = start + words.length - words.trimStart().length
  return { start: from, end: Math.max(from, start + words.trimEnd().length) }
}

/** What is ascribed: the quotation that holds a range, or the range itself. */
function contentAt(quotations: readonly Range[], range: Range): Pick<Attribution, 'content' | 'kind'> {
  const around = quotations.find((quotation) => holds(quotation, range))
  if (around !== undefined) return { content: around, kind: 'direct' }
  return {
    content: range,
    kind: quotations.some((quotation) => quotation.start < range.end && range.start < quotation.end) ? 'mixed' : 'indirect',
  }
}

/** Proposes the attribution of what stands in a range of an article's text (UTF-16 offsets). */
export function proposeAttribution(text: string, blocks: readonly Block[], range: Range, verbs: Verbs): Attribution {
  const block = blockAt(blocks, range.start)
  if (block === undefined) return { content: range, kind: 'indirect', cue: null, source: null }
  const quotations = quotationsOf(text.slice(block.start, block.end), block.start)
  const proposed = contentAt(quotations, withoutBlanks(text, range))
  const { content } = proposed
  const sentences = sentencesOf(text.slice(block.start, block.end), 'en', block.start)
  const first = sentences.find(({ end }) => end > content.start)
  const last = sentences.findLastIndex(({ start }) => start < content.end)
  const masked = [...quotations, content]
  const ending = sentences[last]?.end ?? content.end
  const before = read(tokensOf(text, { start: first?.start ?? content.start, end: content.start }, masked), false, verbs)
  const after =
    read(tokensOf(text, { start: content.end, end: Math.max(ending, content.end) }, masked), true, verbs) ??
    // “Why?” Quillane asked: the question's mark has ended a sentence.
    (before === null && ending <= content.end
      ? read(tokensOf(text, sentences[last + 1] ?? { start: ending, end: ending }, masked), true, verbs)
      : null)
  const found = before === null || (after !== null && after.distance <= before.distance) ? after : before
  return { ...proposed, cue: found?.cue ?? null, source: found?.source ?? null }
}
