// What an exchange between a project and a file does not carry, item by item: worked out before anything is written.
import { z } from 'zod'

/** `what`: one plain sentence; `ids`: of the records, or the marks by which the other program's file names them. */
export const Loss = z.strictObject({ what: z.string(), count: z.int().positive(), ids: z.array(z.string()).readonly() }).readonly()
export type Loss = z.infer<typeof Loss>

/** What `--loss-report` writes. */
export const LossReport = z.strictObject({
  from: z.string(),
  to: z.string(),
  /** What else there is to know of what was read: how positions are counted, where the file differs from the standard. */
  notes: z.array(z.string()).readonly(),
  losses: z.array(Loss).readonly(),
})
export type LossReport = z.infer<typeof LossReport>

/** The losses among those looked at: those that hit anything. */
export const lossesOf = (found: Readonly<Record<string, readonly string[]>>): Loss[] =>
  Object.entries(found).flatMap(([what, ids]) => (ids.length === 0 ? [] : [{ what, count: ids.length, ids }]))
