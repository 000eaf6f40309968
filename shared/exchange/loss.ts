// What an exchange between a project and a file does not carry, item by item: worked out before anything is written.
import { z } from 'zod'

/**
 * `what`: one plain sentence; `ids`: of the records, or the marks by which the other program's file names them; `names`: what people
 * know each of them by, in the same order.
 */
export const Loss = z
  .strictObject({ what: z.string(), count: z.int().positive(), ids: z.array(z.string()).readonly(), names: z.array(z.string()).readonly() })
  .readonly()
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

/** A thing that is lost: its id, or its id and its name. */
export type Item = string | readonly [id: string, name: string]

/** The losses among those looked at: those that hit anything. What has no name of its own is known by its id. */
export const lossesOf = (found: Readonly<Record<string, readonly Item[]>>, nameOf: (id: string) => string = (id) => id): Loss[] =>
  Object.entries(found).flatMap(([what, items]) =>
    items.length === 0
      ? []
      : [
          {
            what,
            count: items.length,
            ids: items.map((item) => (typeof item === 'string' ? item : item[0])),
            names: items.map((item) => (typeof item === 'string' ? nameOf(item) : item[1] || item[0])),
          },
        ],
  )

/** Items of a loss that a dialog lists; a report has all of them. */
const LISTED = 1_000

/** Losses as a dialog shows them: the counts of all, the first items of each. */
export const shown = (losses: readonly Loss[]): Loss[] =>
  losses.map((loss) => ({ ...loss, ids: loss.ids.slice(0, LISTED), names: loss.names.slice(0, LISTED) }))
