// A code that is put on a stretch of text takes the place of its rivals there: a rival's highlight keeps what lies outside the
// stretch, and whatever else it bears keeps all of it.
import { anchor, endOf, normalizeRanges, startOf } from '../anchor.ts'
import { applyTo, type Change, type Step } from '../change.ts'
import { type Marked, type Pen, removeHighlights } from '../commands.ts'
import { type CodeId, CodingId, HighlightId } from '../ids.ts'
import type { Code, Coding, Highlight, Link } from '../records.ts'
import type { Range } from '../text.ts'
import { rivalsOf, settle } from './rivals.ts'
import { below, type Codes } from './tree.ts'

/** What is left of ranges outside of others. */
function outside(ranges: readonly Range[], others: readonly Range[]): Range[] {
  return normalizeRanges(others).reduce<Range[]>(
    (left, { start, end }) =>
      left.flatMap((range) => {
        if (end <= range.start || range.end <= start) return [range]
        return [
          { start: range.start, end: start },
          { start: end, end: range.end },
        ].filter((part) => part.end > part.start)
      }),
    [...ranges],
  )
}

const overlap = (a: readonly Range[], b: readonly Range[]) => a.some((x) => b.some((y) => x.start < y.end && y.start < x.end))

/** The highlight on what is left of it; `null` where no words are left. */
function remainder(text: string, highlight: Highlight, ranges: readonly Range[]): Highlight | null {
  const left = outside(highlight.ranges, ranges).filter(({ start, end }) => /\S/.test(text.slice(start, end)))
  return left.length === 0 ? null : { ...highlight, ...anchor(text, left) }
}

/**
 * Makes the rivals of codes that are put on a stretch give way there, on the other highlights of the article. One that bears
 * nothing but rivals shrinks to what lies outside; where nothing does it goes, unless it has a note, a link or an entity. One
 * that bears other codes too keeps its place for them, and its rivals move to a highlight of the rest.
 */
export function giveWay(
  pen: Pen,
  codes: Codes,
  article: Readonly<{ text: string; links: readonly Link[] }>,
  others: readonly Marked[],
  ranges: readonly Range[],
  codeIds: readonly CodeId[],
): Change {
  const rivals = new Set(codeIds.flatMap((id) => [...rivalsOf(codes, id)]))
  if (rivals.size === 0) return []
  return others.flatMap((marked): Change => {
    const { highlight, codings } = marked
    const losing = codings.filter((coding) => rivals.has(coding.codeId))
    if (losing.length === 0 || !overlap(highlight.ranges, ranges)) return []
    const rest = remainder(article.text, highlight, ranges)
    const isAlone = losing.length === codings.length
    if (isAlone && rest !== null) return [{ kind: 'highlight', before: highlight, after: rest }]
    const isLinked = article.links.some(({ fromId, toId }) => fromId === highlight.id || toId === highlight.id)
    if (isAlone && highlight.note === '' && highlight.entityId === null && !isLinked) return removeHighlights([marked], [])
    const off = losing.map((coding): Step => ({ kind: 'coding', before: coding, after: null }))
    if (rest === null) return off
    const id = HighlightId.parse(pen.newId())
    return [
      ...off,
      { kind: 'highlight', before: null, after: { ...rest, id, note: '', createdAt: pen.now(), coderId: pen.coderId } },
      ...losing.map((coding): Step => {
        const after = { ...coding, id: CodingId.parse(pen.newId()), highlightId: id }
        return { kind: 'coding', before: null, after }
      }),
    ]
  })
}

/** Stretches of marks that lie over one another, each mark in exactly one. */
function heaps(marked: readonly Marked[]): Marked[][] {
  const found: Marked[][] = []
  let reach = -1
  for (const each of marked.toSorted((a, b) => startOf(a.highlight) - startOf(b.highlight))) {
    if (startOf(each.highlight) < reach) found.at(-1)?.push(each)
    else found.push([each])
    reach = Math.max(reach, endOf(each.highlight))
  }
  return found
}

/**
 * Settles in one article what a family holds that has become exclusive (`codes` say so already). Of rivals on one highlight the
 * first of the codebook stays; then each highlight, in the order in which they were made, drives its rivals from its words.
 */
export function settleFamily(
  pen: Pen,
  codes: Codes,
  family: Code,
  article: Readonly<{ text: string; highlights: readonly Highlight[]; codings: readonly Coding[]; links: readonly Link[] }>,
): Change {
  const place = new Map(below(codes, family).map(({ id }, i) => [id, i]))
  const placeOf = ({ codeId }: Coding) => place.get(codeId) ?? -1
  const codingsOf = new Map<HighlightId, Coding[]>()
  for (const coding of article.codings) codingsOf.set(coding.highlightId, [...(codingsOf.get(coding.highlightId) ?? []), coding])
  const inFamily = article.highlights
    .map((highlight) => ({ highlight, codings: codingsOf.get(highlight.id) ?? [] }))
    .filter(({ codings }) => codings.some((coding) => placeOf(coding) >= 0))
  return heaps(inFamily).flatMap((heap) => {
    const change: Step[] = []
    let highlights: ReadonlyMap<string, Highlight> = new Map(heap.map(({ highlight }) => [highlight.id, highlight]))
    let codings: ReadonlyMap<string, Coding> = new Map(heap.flatMap((each) => each.codings.map((coding) => [coding.id, coding])))
    const apply = (steps: Change) => {
      highlights = applyTo('highlight', highlights, steps)
      codings = applyTo('coding', codings, steps)
      change.push(...steps)
    }
    const held = (highlight: Highlight): Marked => ({
      highlight,
      codings: [...codings.values()].filter(({ highlightId }) => highlightId === highlight.id),
    })
    for (const { codings: own } of heap) {
      const inOrder = own.toSorted((a, b) => placeOf(b) - placeOf(a))
      const stay = settle(
        codes,
        inOrder.map(({ codeId }) => codeId),
      )
      apply(own.filter(({ codeId }) => !stay.includes(codeId)).map((before) => ({ kind: 'coding', before, after: null })))
    }
    const made = heap.map(({ highlight }) => highlight).toSorted((a, b) => a.createdAt - b.createdAt)
    for (const [i, { id }] of made.entries()) {
      const now = highlights.get(id)
      if (now === undefined) continue
      const later = new Set(made.slice(i).map((each) => each.id))
      const older = [...highlights.values()].filter((each) => !later.has(each.id)).map(held)
      apply(
        giveWay(
          pen,
          codes,
          article,
          older,
          now.ranges,
          held(now).codings.map(({ codeId }) => codeId),
        ),
      )
    }
    return change
  })
}

/** The highlights that a change takes codes or words from. */
export function losersIn(change: Change): ReadonlySet<HighlightId> {
  return new Set(
    change.flatMap(({ kind, before }) =>
      before === null ? [] : kind === 'highlight' ? [before.id] : kind === 'coding' ? [before.highlightId] : [],
    ),
  )
}
