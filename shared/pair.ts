// The analyst's verdict on two articles beside each other: which leans further, how each stands to persons and things, a note;
// and what the analyst felt about those before reading.
import type { Change } from './change.ts'
import type { Pen } from './commands.ts'
import { type ArticleId, type EntityId, FeelingId, PairId } from './ids.ts'
import type { Feeling, Pair } from './records.ts'

type Ids = readonly [ArticleId, ArticleId]
/** Where an article stands in the record, whose first article's id sorts before the other's. */
const placeOf = (ids: Ids, side: 0 | 1): 'a' | 'b' => (ids[0] < ids[1] ? (['a', 'b'] as const)[side] : (['b', 'a'] as const)[side])

/** What each step of a stance is called. */
export const stanceNames = { [-2]: 'strongly against', [-1]: 'against', 0: 'neutral', 1: 'for', 2: 'strongly for' } as const
/** A stance as a number with its sign. */
export const signed = (value: number): string => (value < 0 ? `−${-value}` : value > 0 ? `+${value}` : '0')

/** The verdict as it reads on the screen, left before right. */
export type Leaning = 'left' | 'same' | 'right'

export function leaningOf(ids: Ids, pair: Pair | null): Leaning | null {
  const relative = pair?.relative ?? null
  if (relative === null || relative === 'same') return relative
  return relative === placeOf(ids, 0) ? 'left' : 'right'
}

/** Stance from -2 (against) to 2 (for) of each side to an entity; `null` before it is said. */
export function stancesOf(ids: Ids, pair: Pair | null, entityId: EntityId): readonly [number | null, number | null] {
  const stance = pair?.stances.find((each) => each.entityId === entityId)
  return stance === undefined ? [null, null] : [stance[placeOf(ids, 0)], stance[placeOf(ids, 1)]]
}

/** Changes the verdict, and makes it where there is none; one that says nothing more goes. */
function rejudge(pen: Pen, ids: Ids, before: Pair | null, fields: Partial<Pick<Pair, 'relative' | 'stances' | 'note'>>): Change {
  const [aId, bId] = ids[0] < ids[1] ? ids : [ids[1], ids[0]]
  const blank: Pair = { id: PairId.parse(pen.newId()), aId, bId, coderId: pen.coderId, relative: null, stances: [], note: '', at: 0 }
  const after: Pair = { ...(before ?? blank), ...fields, at: pen.now() }
  const silent = after.relative === null && after.stances.length === 0 && after.note === ''
  return silent && before === null ? [] : [{ kind: 'pair', before, after: silent ? null : after }]
}

export function setLeaning(pen: Pen, ids: Ids, before: Pair | null, leaning: Leaning | null): Change {
  const relative = leaning === null || leaning === 'same' ? leaning : placeOf(ids, leaning === 'left' ? 0 : 1)
  return rejudge(pen, ids, before, { relative })
}

export function setStance(pen: Pen, ids: Ids, before: Pair | null, entityId: EntityId, side: 0 | 1, value: number | null): Change {
  const stances = before?.stances ?? []
  const now = stances.find((each) => each.entityId === entityId) ?? { entityId, a: null, b: null }
  const next = { ...now, [placeOf(ids, side)]: value }
  const said = next.a !== null || next.b !== null
  const others = stances.filter((each) => each.entityId !== entityId)
  return rejudge(pen, ids, before, { stances: said ? [...others, next] : others })
}

export const setPairNote = (pen: Pen, ids: Ids, before: Pair | null, note: string): Change => rejudge(pen, ids, before, { note })

/** Notes what the analyst feels about an entity, from -2 (against) to 2 (for). */
export function feel(pen: Pen, before: Feeling | null, entityId: EntityId, value: number): Change {
  if (before !== null) return before.value === value ? [] : [{ kind: 'feeling', before, after: { ...before, value } }]
  return [{ kind: 'feeling', before: null, after: { id: FeelingId.parse(pen.newId()), coderId: pen.coderId, entityId, value } }]
}
