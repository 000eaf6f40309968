// A highlight is an anchor, not markup: ranges, the exact words under them and a little context on each side. What it says
// is checked against the article's text wherever it is read or written.
import type { Highlight } from './records.ts'
import type { Range } from './text.ts'

const CONTEXT = 32
/** Stands between the pieces of a discontinuous highlight's quote. */
const GAP = ' … '

type Anchor = Pick<Highlight, 'ranges' | 'quote' | 'prefix' | 'suffix'>

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff
const splitsPair = (text: string, at: number) =>
  at > 0 && at < text.length && isHighSurrogate(text.charCodeAt(at - 1)) && isLowSurrogate(text.charCodeAt(at))

/** Sorts ranges and joins those that overlap or touch. */
export function normalizeRanges(ranges: readonly Range[]): Range[] {
  const joined: { start: number; end: number }[] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1)
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end)
    else joined.push({ ...range })
  }
  return joined
}

/**
 * Anchors ranges of a text (UTF-16 offsets). Ends that would fall on white space are drawn in, and ends inside a surrogate
 * pair are moved outward.
 * @throws RangeError when a range reaches outside the text or no words are left
 */
export function anchor(text: string, ranges: readonly Range[]): Anchor {
  const kept: Range[] = []
  for (const { start, end } of ranges) {
    if (start < 0 || end > text.length || start >= end) throw new RangeError(`range ${start}-${end} is not in a text of ${text.length}`)
    let from = splitsPair(text, start) ? start - 1 : start
    let to = splitsPair(text, end) ? end + 1 : end
    while (from < to && /\s/.test(text[from] as string)) from++
    while (to > from && /\s/.test(text[to - 1] as string)) to--
    if (to > from) kept.push({ start: from, end: to })
  }
  if (kept.length === 0) throw new RangeError('no words selected')
  const settled = normalizeRanges(kept)
  return { ranges: settled, ...describe(text, settled) }
}

function describe(text: string, ranges: readonly Range[]): Pick<Highlight, 'quote' | 'prefix' | 'suffix'> {
  const first = (ranges[0] as Range).start
  const last = (ranges.at(-1) as Range).end
  const before = Math.max(0, first - CONTEXT)
  const after = Math.min(text.length, last + CONTEXT)
  return {
    quote: ranges.map(({ start, end }) => text.slice(start, end)).join(GAP),
    prefix: text.slice(splitsPair(text, before) ? before + 1 : before, first),
    suffix: text.slice(last, splitsPair(text, after) ? after - 1 : after),
  }
}

/** Says why a highlight does not fit a text, or `undefined` when every unit of it does. */
export function faultOfAnchor(text: string, mark: Anchor): string | undefined {
  let end = -1
  for (const range of mark.ranges) {
    if (range.start <= end) return 'its ranges are not sorted and apart'
    end = range.end
  }
  if (end > text.length) return `it ends at ${end}, the text at ${text.length}`
  const found = describe(text, mark.ranges)
  if (found.quote !== mark.quote) return 'its quote is not what stands there'
  if (found.prefix !== mark.prefix || found.suffix !== mark.suffix) return 'its context is not what stands there'
  return undefined
}

export const startOf = (mark: Pick<Highlight, 'ranges'>): number => (mark.ranges[0] as Range).start
export const endOf = (mark: Pick<Highlight, 'ranges'>): number => (mark.ranges.at(-1) as Range).end

/** Reading order: by start, the longer one first, then by id, so that the order never depends on time. */
export function inReadingOrder(a: Pick<Highlight, 'ranges' | 'id'>, b: Pick<Highlight, 'ranges' | 'id'>): number {
  return startOf(a) - startOf(b) || endOf(b) - endOf(a) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
