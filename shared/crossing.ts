// From one of two articles to the other: where the counterpart of some words stands, codes carried there, and highlights made
// on both sides at once with the link between them.

import { anchor } from './anchor.ts'
import { nameOf } from './articlename.ts'
import type { Change, Step } from './change.ts'
import { giveWay } from './codebook/exclusive.ts'
import { addHighlight, type Marked, type Pen, recode } from './commands.ts'
import type { OpenArticle } from './contract.ts'
import type { CodeId, HighlightId } from './ids.ts'
import { addLink } from './links.ts'
import { type Passage, sharesWords } from './passage.ts'
import type { Code, Link } from './records.ts'
import { toWords } from './sentences.ts'
import type { Range } from './text.ts'

type Side = 'a' | 'b'
const meets = (x: Range, y: Range) => x.start < y.end && y.start < x.end

/** The words of a passage's other side that answer `range`; `text` is that of the other side. */
function answering(passage: Passage, side: Side, range: Range, text: string): Range | null {
  const other = side === 'a' ? 'b' : 'a'
  if (!sharesWords(passage)) return passage[other]
  const parts = passage.pieces.flatMap((piece): Range[] => {
    const [here, there] = [piece[side], piece[other]]
    if (here === null || there === null || !meets(here, range)) return []
    if (!piece.same) return [there]
    const [from, to] = [Math.max(here.start, range.start), Math.min(here.end, range.end)]
    const long = there.end - there.start
    if (long === here.end - here.start) return [{ start: there.start + from - here.start, end: there.start + to - here.start }]
    const at = (offset: number) => there.start + Math.round(((offset - here.start) / (here.end - here.start)) * long)
    return at(to) > at(from) ? [toWords(text, { start: at(from), end: at(to) })] : []
  })
  const [first, last] = [parts[0], parts.at(-1)]
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end }
}

/**
 * Where the counterpart of some ranges of one side stands on the other, whose text is `text`: the same words or those in their
 * place, else the statement that says the same. Empty where nothing answers them.
 */
export function counterpartOf(passages: readonly Passage[], side: Side, ranges: readonly Range[], text: string): Range[] {
  const found = ranges.flatMap((range) => {
    const met = passages.filter((passage) => meets(passage[side], range))
    const inWords = met.filter(sharesWords)
    return (inWords.length > 0 ? inWords : met).flatMap((passage) => answering(passage, side, range, text) ?? [])
  })
  const wordy = found.filter(({ start, end }) => /\S/.test(text.slice(start, end)))
  return wordy.length === 0 ? [] : [...anchor(text, wordy).ranges]
}

const isSame = (x: readonly Range[], y: readonly Range[]) =>
  x.length === y.length && x.every(({ start, end }, i) => start === y[i]?.start && end === y[i]?.end)

const markedOf = ({ codings }: OpenArticle, highlight: Marked['highlight']): Marked => ({
  highlight,
  codings: codings.filter(({ highlightId }) => highlightId === highlight.id),
})

/** Puts codes on ranges: on the highlight that has exactly these, else on a new one. Codes that they exclude give way. */
function mark(pen: Pen, open: OpenArticle, ranges: readonly Range[], codeIds: readonly CodeId[], note = ''): [HighlightId, Change] {
  const stands = open.highlights.find((highlight) => isSame(highlight.ranges, anchor(open.text, ranges).ranges))
  const others = open.highlights.filter(({ id }) => id !== stands?.id).map((highlight) => markedOf(open, highlight))
  const rivals = giveWay(pen, pen.codes ?? new Map<string, Code>(), open, others, ranges, codeIds)
  if (stands !== undefined) {
    const marked = markedOf(open, stands)
    return [stands.id, [...recode(pen, marked, [...marked.codings.map(({ codeId }) => codeId), ...codeIds]), ...rivals]]
  }
  const made = addHighlight(pen, { id: open.article.id, text: open.text }, ranges, codeIds, note)
  const [first] = made
  if (first?.kind !== 'highlight' || first.after === null) throw new TypeError('a highlight comes first')
  return [first.after.id, [...made, ...rivals]]
}

/** Puts the codes of a highlight, with what they say of it, on its counterpart in the other article. */
export function carryCodes(pen: Pen, { codings }: Marked, there: OpenArticle, ranges: readonly Range[]): Change {
  const values = new Map(codings.map(({ codeId, attributes }) => [codeId, attributes]))
  const [id, change] = mark(pen, there, ranges, [...values.keys()])
  return change.map((step): Step => {
    if (step.kind !== 'coding' || step.before !== null || step.after === null || step.after.highlightId !== id) return step
    return { ...step, after: { ...step.after, attributes: values.get(step.after.codeId) ?? step.after.attributes } }
  })
}

type Crossing = Readonly<{
  name: string
  hint: string /** Key of the code that it gets, where the codebook has it. */
  code: string
  link: Link['type']
}>

/** What two places in two articles can be to each other. */
export const crossings = {
  conflict: { name: 'Conflict', hint: 'They cannot both be true', code: 'XD.CONF', link: 'contradicts' },
  attribution: { name: 'Attribution shift', hint: 'The same claim, ascribed otherwise', code: 'XD.ATTR', link: 'same claim' },
  naming: { name: 'Naming', hint: 'Two names for one person, place or thing', code: 'XD.NAME', link: 'same thing' },
  omission: { name: 'Omission', hint: 'The other leaves out what the side at hand says', code: 'BI.CO.OMIT', link: 'omits' },
  reuse: { name: 'Reuse', hint: 'One has the words of the other', code: 'XD.REUS', link: 'same claim' },
} as const satisfies Readonly<Record<string, Crossing>>
export type CrossingKind = keyof typeof crossings

export type Place = Readonly<{ open: OpenArticle; ranges: readonly Range[] }>

/**
 * Marks a place in each of two articles and links them. `here` is the side at hand: of an omission the one that says it, and
 * the link leads to it from the other. @throws RangeError when both are linked in this way already
 */
export function cross(pen: Pen, kind: CrossingKind, here: Place, there: Place): Change {
  const { code, link: type } = crossings[kind]
  const codeIds = [...(pen.codes?.values() ?? [])].flatMap(({ id, key, archived }) => (key === code && !archived ? [id] : [])).slice(0, 1)
  const beside = ({ open: { article } }: Place) => `Beside “${nameOf(article)}”`
  const [hereId, one] = mark(pen, here.open, here.ranges, codeIds, beside(there))
  const [thereId, two] = mark(pen, there.open, there.ranges, codeIds, beside(here))
  const links = [...here.open.links, ...there.open.links]
  return [...one, ...two, ...addLink(pen, links, { type, leaving: type !== 'omits' }, hereId, thereId)]
}
