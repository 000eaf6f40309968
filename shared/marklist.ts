// The highlights of an article as a list: numbered as they are read, filtered, sorted.
import { inReadingOrder } from './anchor.ts'
import type { Marked } from './commands.ts'
import type { CodeId, HighlightId } from './ids.ts'
import type { Code, Coding, Highlight } from './records.ts'

/** A highlight with its place in reading order, counted from 1, and its codes in the order of the codebook. */
export type Listed = Marked & Readonly<{ number: number; codes: readonly Code[] }>

/** The highlights of an article in reading order. `codes` are by id, in the order of the codebook. */
export function listed(
  { highlights, codings }: Readonly<{ highlights: readonly Highlight[]; codings: readonly Coding[] }>,
  codes: ReadonlyMap<string, Code>,
): readonly Listed[] {
  const place = new Map([...codes.keys()].map((id, i) => [id, i]))
  const codingsOf = new Map<HighlightId, Coding[]>()
  for (const coding of codings) {
    const held = codingsOf.get(coding.highlightId)
    if (held === undefined) codingsOf.set(coding.highlightId, [coding])
    else held.push(coding)
  }
  return highlights.toSorted(inReadingOrder).map((highlight, i) => {
    const own = (codingsOf.get(highlight.id) ?? []).toSorted((a, b) => (place.get(a.codeId) ?? 0) - (place.get(b.codeId) ?? 0))
    return { highlight, codings: own, number: i + 1, codes: own.flatMap(({ codeId }) => codes.get(codeId) ?? []) }
  })
}

export const listSorts = ['place', 'code', 'time'] as const
export type ListQuery = Readonly<{
  /** Words of the quote, the note or a code's name; empty for all. */
  text: string
  /** Only highlights with this code, or `none` for those without any; `null` for all. */
  code: CodeId | 'none' | null
  /** Only highlights with a note. */
  noted: boolean
  sort: (typeof listSorts)[number]
}>

/** The highlights that a query asks for: by place, by the first code in the order of the codebook (uncoded last), or newest first. */
export function chosen(
  list: readonly Listed[],
  { text, code, noted, sort }: ListQuery,
  codes: ReadonlyMap<string, Code>,
): readonly Listed[] {
  const words = text
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const fits = (each: Listed) => {
    const { highlight, codings } = each
    if (noted && highlight.note === '') return false
    if (code === 'none' ? codings.length > 0 : code !== null && !codings.some(({ codeId }) => codeId === code)) return false
    if (words.length === 0) return true
    const all = `${highlight.quote} ${highlight.note} ${each.codes.map(({ name }) => name).join(' ')}`.toLocaleLowerCase()
    return words.every((word) => all.includes(word))
  }
  const found = list.filter(fits)
  if (sort === 'place') return found
  if (sort === 'time') return found.sort((a, b) => b.highlight.createdAt - a.highlight.createdAt || a.number - b.number)
  const place = new Map([...codes.keys()].map((id, i) => [id, i]))
  const first = ({ codes: [own] }: Listed) => (own === undefined ? codes.size : (place.get(own.id) ?? codes.size))
  return found.sort((a, b) => first(a) - first(b) || a.number - b.number)
}
