// Who reprints whom. Of two articles that share words, the first is the one with the earlier date; of the same day, the one whose
// outlet the other names. An article that shares words with several earlier ones has them from the one that it shares
// most with: who copies a copy shares with it whatever that one changed, who copies the original shares no more with another
// copy of it than with the original. Where both would do, it is the earliest. What such a source does not cover may come from
// a second one.
import { z } from 'zod'
import { ArticleId } from '../ids.ts'
import type { Reprint } from '../reprints.ts'
import { Range } from '../text.ts'

/** How the order of two articles is known: by their dates, by the credit that one gives, or not at all. */
const orders = ['date', 'credit', 'unknown'] as const

/** An article and another one that has words of it. */
export const Reprinting = z
  .strictObject({
    firstId: ArticleId,
    copyId: ArticleId,
    order: z.enum(orders),
    /** Words in common. */
    words: z.int().positive(),
    /** Share of the first that stands in the copy, and of the copy that stands in the first, 0 to 1. */
    kept: z.number().min(0).max(1),
    share: z.number().min(0).max(1),
    /** Where the words stand in both: UTF-16 offsets. */
    passages: z.array(z.strictObject({ first: Range, copy: Range }).readonly()).readonly(),
  })
  .readonly()
export type Reprinting = z.infer<typeof Reprinting>

/** An article as its place among others is told; `credits` says whether its text names an outlet. */
export type Dated = Readonly<{ id: ArticleId; outlet: string; date: string }>
/** Two articles that share words, seen from `a`; `credit` is the one whose outlet the other names. */
export type Shared = Readonly<{ a: ArticleId; b: ArticleId; found: Reprint; credit: 'a' | 'b' | null }>

/** What a source adds must be worth a sentence or two, in UTF-16 units. */
const WORTH = 240
/** Of two sources with nearly as much, the earlier one is meant. */
const NEARLY = 0.98

/** Which of two dates is earlier: below zero for the first, `0` where that cannot be told. */
function byDate(a: string, b: string): number {
  if (a.length < 10 || b.length < 10) {
    // A year or a month may be all that is known.
    const length = Math.min(a.length, b.length)
    return length < 4 ? 0 : a.slice(0, length).localeCompare(b.slice(0, length), 'en')
  }
  if (a.slice(0, 10) !== b.slice(0, 10)) return a < b ? -1 : 1
  const [at, bt] = [Date.parse(a), Date.parse(b)]
  return a.length === 10 || b.length === 10 || Number.isNaN(at) || Number.isNaN(bt) ? 0 : at - bt
}

function oriented({ a, b, found, credit }: Shared, articles: ReadonlyMap<ArticleId, Dated>): Reprinting {
  const dated = byDate(articles.get(a)?.date ?? '', articles.get(b)?.date ?? '')
  const order = dated !== 0 ? 'date' : credit !== null ? 'credit' : 'unknown'
  // Of two without an order, what stands whole in the other is called the first.
  const aFirst =
    dated !== 0 ? dated < 0 : credit !== null ? credit === 'a' : found.here > found.there || (found.here === found.there && a < b)
  return {
    firstId: aFirst ? a : b,
    copyId: aFirst ? b : a,
    order,
    words: found.words,
    kept: aFirst ? found.here : found.there,
    share: aFirst ? found.there : found.here,
    passages: found.passages.map((passage) => (aFirst ? { first: passage.a, copy: passage.b } : { first: passage.b, copy: passage.a })),
  }
}

/** UTF-16 units of some ranges that others do not cover. */
function beyond(ranges: readonly Range[], taken: readonly Range[]): number {
  return ranges.reduce((sum, range) => {
    let left = range.end - range.start
    for (const { start, end } of taken) left -= Math.max(0, Math.min(end, range.end) - Math.max(start, range.start))
    return sum + Math.max(0, left)
  }, 0)
}

/** The source or sources of each copy, the most words first. Whatever the order of what is given, the same is found. */
export function reprintings(shared: readonly Shared[], articles: readonly Dated[]): Reprinting[] {
  const byId = new Map(articles.map((article) => [article.id, article] as const))
  const ofCopy = new Map<ArticleId, Reprinting[]>()
  for (const each of shared) {
    const found = oriented(each, byId)
    ofCopy.set(found.copyId, [...(ofCopy.get(found.copyId) ?? []), found])
  }
  const dateOf = ({ firstId }: Reprinting) => byId.get(firstId)?.date ?? ''
  const earliest = (x: Reprinting, y: Reprinting) => byDate(dateOf(x), dateOf(y)) || y.words - x.words || (x.firstId < y.firstId ? -1 : 1)
  const kept: Reprinting[] = []
  for (const sources of ofCopy.values()) {
    const taken: Range[] = []
    let left = sources
    while (left.length > 0) {
      const worth = left.map((source) => ({
        source,
        units: beyond(
          source.passages.map(({ copy }) => copy),
          taken,
        ),
      }))
      const most = Math.max(...worth.map(({ units }) => units))
      if (taken.length > 0 && most < WORTH) break
      const [next] = worth
        .filter(({ units }) => units >= most * NEARLY)
        .map(({ source }) => source)
        .sort(earliest)
      if (next === undefined) break
      kept.push(next)
      taken.push(...next.passages.map(({ copy }) => copy))
      left = left.filter((source) => source !== next)
    }
  }
  return kept.sort((x, y) => y.words - x.words || (x.firstId + x.copyId < y.firstId + y.copyId ? -1 : 1))
}
