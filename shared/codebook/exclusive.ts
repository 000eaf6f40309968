// A code that is put on a stretch of text takes the place of its rivals there: a rival's highlight keeps what lies outside the
// stretch, and whatever else it bears keeps all of it.
import { anchor, normalizeRanges } from '../anchor.ts'
import type { Change, Step } from '../change.ts'
import { type Marked, type Pen, removeHighlights } from '../commands.ts'
import { type CodeId, CodingId, HighlightId } from '../ids.ts'
import type { Highlight, Link } from '../records.ts'
import type { Range } from '../text.ts'
import { rivalsOf } from './rivals.ts'
import type { Codes } from './tree.ts'

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
