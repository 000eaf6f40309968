// Changing the codes of many highlights at once.
import { attributesOf } from './attributes.ts'
import type { Change, Step } from './change.ts'
import { giveWay } from './codebook/exclusive.ts'
import { settle } from './codebook/rivals.ts'
import { type Marked, type Pen, recode } from './commands.ts'
import type { CodeId } from './ids.ts'
import type { Code, Link } from './records.ts'

/** What to do with each: put a code on, take one off, or put one in the place of another where that stands. */
export type Recoding = Readonly<{ take: CodeId | null; put: CodeId | null }>

/** The codes that a highlight has afterwards: of codes that exclude each other the one that was put on. */
export function codesAfter(before: readonly CodeId[], { take, put }: Recoding, codes: ReadonlyMap<string, Code>): readonly CodeId[] {
  if (take !== null && !before.includes(take)) return before
  const kept = before.filter((id) => id !== take)
  return put === null || kept.includes(put) ? kept : settle(codes, [...kept, put])
}

/** A code that takes the place of another takes over the values of the attributes that both have. */
export function recodeMany(pen: Pen, marked: readonly Marked[], recoding: Recoding): Change {
  const { take, put } = recoding
  const code = put === null ? undefined : pen.codes?.get(put)
  const shared = new Set(code === undefined || pen.codes === undefined ? [] : attributesOf(code, pen.codes).map(({ key }) => key))
  return marked.flatMap((each): Change => {
    const codeIds = each.codings.map(({ codeId }) => codeId)
    const taken = each.codings.find(({ codeId }) => codeId === take)
    const kept = Object.fromEntries(Object.entries(taken?.attributes ?? {}).filter(([key]) => shared.has(key)))
    return recode(pen, each, codesAfter(codeIds, recoding, pen.codes ?? new Map())).map(
      (step): Step =>
        step.kind === 'coding' && step.after !== null
          ? { ...step, after: { ...step.after, attributes: { ...step.after.attributes, ...kept } } }
          : step,
    )
  })
}

/** What gives way on other highlights of an article where a recoding puts a code that excludes theirs. */
export function displaced(
  pen: Pen,
  article: Readonly<{ text: string; links: readonly Link[] }>,
  others: readonly Marked[],
  marked: readonly Marked[],
  { take, put }: Recoding,
): Change {
  if (put === null) return []
  const has = ({ codings }: Marked, id: CodeId) => codings.some(({ codeId }) => codeId === id)
  const ranges = marked.filter((each) => (take === null || has(each, take)) && !has(each, put)).flatMap(({ highlight }) => highlight.ranges)
  return ranges.length === 0 ? [] : giveWay(pen, pen.codes ?? new Map(), article, others, ranges, [put])
}
