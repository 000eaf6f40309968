// Proposes who is credited with a quotation, and by which word. The words outside of quotation marks, in the sentence that
// holds the quotation, are read for a reporting verb: the nearest one is the cue. The source is what stands between quotation
// and verb (“…,” Quillane told reporters), else what follows an inverted verb (“…,” said Quillane), else what stands before it
// (Quillane said: “…”). Clauses set off by commas, adverbs and days are left out of it. A pronoun stays one: whom it means is
// for the analyst to say. English only; what cannot be told is left empty, never guessed.
import { sentencesOf } from '../sentences.ts'
import { type Block, blockAt, type Range } from '../text.ts'
import { cueAt, leading, sourceAfter, sourceBefore, type Token, tokensOf } from './clause.ts'
import type { Verb, Verbs } from './lexicon.ts'
import { quotationsOf } from './quotations.ts'

export type Attribution = Readonly<{
  content: Range
  /** All of it in quotation marks, none of it, or some. */
  kind: 'direct' | 'indirect' | 'mixed'
  cue: (Verb & Readonly<{ range: Range }>) | null
  source: Range | null
}>

const NEAR = 14
/** UTF-16 units on each side of a content that are read. */
const REACH = 1_000

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

/** One paragraph, read once for all that is asked about it. */
export type Paragraph = Readonly<{ block: Pick<Block, 'start' | 'end'>; quotations: readonly Range[]; sentences: readonly Range[] }>

export function paragraphOf(text: string, { start, end }: Pick<Block, 'start' | 'end'>): Paragraph {
  const words = text.slice(start, end)
  return { block: { start, end }, quotations: quotationsOf(words, start), sentences: sentencesOf(words, 'en', start) }
}

/** The first of some ranges in order that ends after an offset, by its place; their number if none does. */
export function firstAfter(ranges: readonly Range[], offset: number): number {
  let [low, high] = [0, ranges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle] as Range).end > offset) high = middle
    else low = middle + 1
  }
  return low
}

export type Credit = Readonly<Pick<Attribution, 'cue' | 'source'> & { /** Words between content and cue. */ distance: number }>

/** Who is credited with a stretch of a paragraph, and by which word; `null` when no word near it reports. */
export function creditOf(text: string, { quotations, sentences }: Paragraph, content: Range, verbs: Verbs): Credit | null {
  const first = firstAfter(sentences, content.start)
  let last = first
  while ((sentences[last + 1]?.start ?? content.end) < content.end) last++
  const ending = Math.min(sentences[last]?.end ?? content.end, content.end + REACH)
  const { start: following, end } = sentences[last + 1] ?? { start: ending, end: ending }
  const next = { start: following, end: Math.min(end, following + REACH) }
  const from = Math.max(Math.min(sentences[first]?.start ?? content.start, content.start), content.start - REACH)
  const masked = [content]
  for (let i = firstAfter(quotations, from); (quotations[i]?.start ?? next.end) < next.end; i++) masked.push(quotations[i] as Range)
  const before = read(tokensOf(text, { start: from, end: content.start }, masked), false, verbs)
  const after =
    read(tokensOf(text, { start: content.end, end: Math.max(ending, content.end) }, masked), true, verbs) ??
    // “Why?” Quillane asked: the question's mark has ended a sentence.
    (before === null && ending <= content.end ? read(tokensOf(text, next, masked), true, verbs) : null)
  return before === null || (after !== null && after.distance <= before.distance) ? after : before
}

/** Proposes the attribution of what stands in a range of an article's text (UTF-16 offsets). */
export function proposeAttribution(text: string, blocks: readonly Block[], range: Range, verbs: Verbs): Attribution {
  const block = blockAt(blocks, range.start)
  if (block === undefined) return { content: range, kind: 'indirect', cue: null, source: null }
  const paragraph = paragraphOf(text, block)
  const proposed = contentAt(paragraph.quotations, withoutBlanks(text, range))
  const found = creditOf(text, paragraph, proposed.content, verbs)
  return { ...proposed, cue: found?.cue ?? null, source: found?.source ?? null }
}
