// Said in one text, absent in the other: sentences that have a name, a number or enough words to say something, stand in no passage,
// and find nothing alike. What comes nearest in the other text goes with each, for the analyst to judge.
import { z } from 'zod'
import type { Passage } from './passage.ts'
import type { Statements, Unit } from './statements.ts'
import { Range } from './text.ts'

export const Omission = z
  .strictObject({
    /** What is said, in the text that says it. UTF-16 offsets. */
    range: Range,
    /** What comes nearest in the other text; null where nothing of it stands there. */
    nearest: Range.nullable(),
    /** How alike both are, 0 to 1. Missing is what scores below the cut-off. */
    score: z.number().min(0).max(1),
    /** How much it says: the rarity of its terms, less what the nearest has. */
    weight: z.number().nonnegative(),
  })
  .readonly()
export type Omission = z.infer<typeof Omission>

/** What one text says that may be missing in the other at some cut-off, the weightiest first. */
export function omissionsOf(
  side: 'a' | 'b',
  units: Readonly<Record<'a' | 'b', readonly Unit[]>>,
  statements: Statements,
  passages: readonly Passage[],
): Omission[] {
  const others = units[side === 'a' ? 'b' : 'a']
  const stated = passages.filter(({ kind }) => kind === 'statement').sort((x, y) => x[side].start - y[side].start)
  let next = 0
  return units[side]
    .flatMap(({ range, free }, i): Omission[] => {
      while (next < stated.length && (stated[next] as Passage)[side].end <= range.start) next++
      if (!free || !statements.isTelling(side, i)) return []
      const statement = stated[next]
      const best = statements.row(side, i).best
      const inside = statement !== undefined && statement[side].start <= range.start
      const score = Math.max(best?.score ?? 0, inside ? statement.score : 0)
      const nearest = best === null ? null : (others[best.unit]?.range ?? null)
      return [{ range, nearest, score, weight: statements.weightOf(side, i) * (1 - score) }]
    })
    .sort((x, y) => y.weight - x.weight || x.range.start - y.range.start)
}

/** The omissions of both sides, the weightiest first. */
export const Omissions = z.strictObject({ a: z.array(Omission).readonly(), b: z.array(Omission).readonly() }).readonly()

/** What two texts share and leave out. Passages are in the order of `a`; `shownAt` says which of them count. */
export type Found = Readonly<{ passages: readonly Passage[]; omissions: z.infer<typeof Omissions> }>

/** What was found as it is shown at a cut-off, from LEAST_SCORE up: what falls below it is an omission instead. */
export function shownAt({ passages, omissions }: Found, cutOff: number): Found {
  const missing = (each: readonly Omission[]) => each.filter(({ score }) => score < cutOff)
  return {
    passages: passages.filter(({ kind, score }) => kind !== 'statement' || score >= cutOff),
    omissions: { a: missing(omissions.a), b: missing(omissions.b) },
  }
}
