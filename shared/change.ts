// The one noun that crosses every boundary. A change is a list of steps; each says what a record was and what it becomes.
// `before: null` makes a record, `after: null` removes it. The store applies a change in one transaction and keeps it in
// the journal; its inverse is undo; windows repaint from it.
import { z } from 'zod'
import { type Kind, type RecordOf, records } from './records.ts'

const stepOf = <K extends Kind, R extends (typeof records)[Kind]>(kind: K, record: R) =>
  z.strictObject({ kind: z.literal(kind), before: z.nullable(record), after: z.nullable(record) }).readonly()

export const Step = z
  .discriminatedUnion('kind', [
    stepOf('coder', records.coder),
    stepOf('codebook', records.codebook),
    stepOf('code', records.code),
    stepOf('article', records.article),
    stepOf('revision', records.revision),
    stepOf('highlight', records.highlight),
    stepOf('coding', records.coding),
    stepOf('entity', records.entity),
    stepOf('link', records.link),
    stepOf('zoneMark', records.zoneMark),
    stepOf('bookmark', records.bookmark),
    stepOf('study', records.study),
    stepOf('orphan', records.orphan),
    stepOf('dismissal', records.dismissal),
    stepOf('pair', records.pair),
    stepOf('feeling', records.feeling),
    stepOf('finding', records.finding),
    stepOf('definition', records.definition),
  ])
  .refine((step) => step.before !== null || step.after !== null, 'a step needs a record')
  .refine((step) => step.before === null || step.after === null || step.before.id === step.after.id, 'a step keeps its record')
export const Change = z.array(Step).min(1).max(100_000).readonly()
export type Step = z.infer<typeof Step>
export type Change = z.infer<typeof Change>

/** The record that a step is about: as it becomes, or as it was where the step removes it. */
export function recordOf(step: Step): RecordOf<Kind> {
  const record = step.after ?? step.before
  if (record === null) throw new TypeError('a step needs a record')
  return record
}

/** The change that takes this one back, exactly. */
export function invert(change: Change): Change {
  return change.map((step) => ({ ...step, before: step.after, after: step.before }) as Step).toReversed()
}

/** Applies the steps of one kind to records by id; gives back the same map when no step is of that kind. */
export function applyTo<K extends Kind>(kind: K, held: ReadonlyMap<string, RecordOf<K>>, change: Change): ReadonlyMap<string, RecordOf<K>> {
  const steps = change.filter((step) => step.kind === kind)
  if (steps.length === 0) return held
  const next = new Map(held)
  for (const step of steps) {
    if (step.after === null) next.delete(recordOf(step).id)
    else next.set(step.after.id, step.after as RecordOf<K>)
  }
  return next
}
