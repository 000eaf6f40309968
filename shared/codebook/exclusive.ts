// Families whose codes exclude each other on a stretch of text. A code that is put on a stretch takes the place of its rivals
// there: a rival's highlight keeps what lies outside the stretch, and whatever else it bears keeps all of it.
import { anchor, normalizeRanges } from '../anchor.ts'
import type { Change, Step } from '../change.ts'
import { type Marked, type Pen, removeHighlights } from '../commands.ts'
import { type CodeId, CodingId, HighlightId } from '../ids.ts'
import type { Highlight, Link } from '../records.ts'
import type { Range } from '../text.ts'
import { above, below, type Codes } from './tree.ts'

/** The codes that cannot stand where this one does: those of its exclusive families that are neither above nor below it. */
export function rivalsOf(codes: Codes, codeId: CodeId): ReadonlySet<CodeId> {
  const code = codes.get(codeId)
  if (code === undefined) return new Set()
  const line = above(codes, code)
  const kin = new Set([code, ...line, ...below(codes, code)])
  const rivals = new Set<CodeId>()
  for (const each of line.filter((parent) => parent.exclusive))
    for (const other of below(codes, each)) if (!kin.has(other)) rivals.add(other.id)
  return rivals
}

/** Of codes that are to stand together on one highlight, those that may: a later one takes the place of its earlier rivals. */
export function settle(codes: Codes, codeIds: readonly CodeId[]): readonly CodeId[] {
  return codeIds.filter((id, i) => !codeIds.slice(i + 1).some((later) => rivalsOf(codes, later).has(id)))
}

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
 * Makes the rivals of codes that are put on a stretch give way there, on the highlights given (not the one that the codes are
 * put on). A highlight that bears nothing but rivals shrinks to what lies outside, and goes when nothing does and it has neither note nor link;
 * one that bears more keeps its place and those, and its rivals move to a highlight of the rest.
 */
export function giveWay(
  pen: Pen,
  codes: Codes,
  text: string,
  others: readonly Marked[],
  ranges: readonly Range[],
  codeIds: readonly CodeId[],
  links: readonly Link[],
): Change {
  const rivals = new Set(codeIds.flatMap((id) => [...rivalsOf(codes, id)]))
  if (rivals.size === 0) return []
  return others.flatMap((marked): Change => {
    const { highlight, codings } = marked
    const losing = codings.filter((coding) => rivals.has(coding.codeId))
    if (losing.length === 0 || !overlap(highlight.ranges, ranges)) return []
    const rest = remainder(text, highlight, ranges)
    const isLinked = links.some(({ fromId, toId }) => fromId === highlight.id || toId === highlight.id)
    const isAlone = losing.length === codings.length && highlight.note === '' && !isLinked
    if (isAlone) return rest === null ? removeHighlights([marked], []) : [{ kind: 'highlight', before: highlight, after: rest }]
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
