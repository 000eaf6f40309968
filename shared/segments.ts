// How overlapping highlights are drawn so that each stays legible. Every highlight gets a lane (one underline of its own, the
// same over its whole length), and the text is cut at every start and end into segments that know who covers them. Lanes are
// handed out in reading order, each the lowest that is free where the highlight starts: the classic greedy colouring of
// intervals, which needs no more lanes than the deepest overlap has highlights.
import { endOf, inReadingOrder, startOf } from './anchor.ts'
import type { Highlight } from './records.ts'

type Mark = Pick<Highlight, 'id' | 'ranges'>

/** The lane of every highlight, counted from 0 at the text. A discontinuous highlight keeps its lane across its gaps. */
export function assignLanes(marks: readonly Mark[]): ReadonlyMap<Highlight['id'], number> {
  const lanes = new Map<Highlight['id'], number>()
  const busyUntil: number[] = []
  for (const mark of marks.toSorted(inReadingOrder)) {
    const start = startOf(mark)
    let lane = 0
    while (lane < busyUntil.length && (busyUntil[lane] as number) > start) lane++
    busyUntil[lane] = endOf(mark)
    lanes.set(mark.id, lane)
  }
  return lanes
}

/** A stretch of text `[start, end)` (UTF-16 code units) with the highlights that cover all of it, in reading order. */
export type Segment<M extends Mark> = Readonly<{ start: number; end: number; marks: readonly M[] }>

/**
 * Cuts `[from, to)` into segments; stretches without a highlight are left out. Marks outside are ignored.
 * Cost: a sort of the ends and, per segment, the highlights that cover it.
 */
export function segmentsOf<M extends Mark>(marks: readonly M[], from = 0, to = Number.MAX_SAFE_INTEGER): Segment<M>[] {
  const edges: { at: number; mark: M; opens: boolean }[] = []
  for (const mark of marks) {
    for (const range of mark.ranges) {
      const start = Math.max(range.start, from)
      const end = Math.min(range.end, to)
      if (start < end) edges.push({ at: start, mark, opens: true }, { at: end, mark, opens: false })
    }
  }
  edges.sort((a, b) => a.at - b.at)
  /** Marks over the place that is reached, in reading order. */
  const open: M[] = []
  const segments: Segment<M>[] = []
  let at = from
  for (const { at: next, mark, opens } of edges) {
    if (next > at && open.length > 0) segments.push({ start: at, end: next, marks: open.slice() })
    at = next
    if (opens) open.splice(open.findLastIndex((each) => inReadingOrder(each, mark) < 0) + 1, 0, mark)
    else open.splice(open.indexOf(mark), 1)
  }
  return segments
}

/** Highlights sorted for questions of the kind "which of you touch this stretch?". */
export class MarkIndex<M extends Mark> {
  readonly marks: readonly M[]
  /** For each place in `marks`, the farthest end of any mark up to it: says where to stop looking back. */
  readonly #reach: Float64Array

  constructor(marks: readonly M[]) {
    this.marks = marks.toSorted(inReadingOrder)
    this.#reach = new Float64Array(this.marks.length)
    let reach = 0
    for (const [i, mark] of this.marks.entries()) {
      reach = Math.max(reach, endOf(mark))
      this.#reach[i] = reach
    }
  }

  /** Place in `marks` of the first mark that starts at an offset or after it. */
  #firstFrom(offset: number): number {
    let low = 0
    let high = this.marks.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (startOf(this.marks[middle] as M) < offset) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Marks whose hull meets `[from, to)`, in reading order. */
  meeting(from: number, to: number): M[] {
    const found: M[] = []
    for (let i = this.#firstFrom(to) - 1; i >= 0 && (this.#reach[i] as number) > from; i--) {
      const mark = this.marks[i] as M
      if (endOf(mark) > from) found.push(mark)
    }
    return found.reverse()
  }

  /**
   * Lanes of the marks that meet `[from, to)`, the same as `assignLanes` gives them among all marks: where a mark starts under no
   * other, the lanes begin anew, so it is enough to go back to there.
   */
  lanes(from: number, to: number): ReadonlyMap<Highlight['id'], number> {
    const last = this.#firstFrom(to)
    let first = last
    while (first > 0 && (this.#reach[first - 1] as number) > from) first--
    while (first > 0 && first < last && (this.#reach[first - 1] as number) > startOf(this.marks[first] as M)) first--
    return assignLanes(this.marks.slice(first, last))
  }

  /** Marks with a range over the unit at `offset`, the shortest first: the order in which clicks walk through them. */
  at(offset: number): M[] {
    return this.meeting(offset, offset + 1)
      .filter((mark) => mark.ranges.some((range) => range.start <= offset && offset < range.end))
      .sort((a, b) => endOf(a) - startOf(a) - (endOf(b) - startOf(b)) || inReadingOrder(a, b))
  }
}
