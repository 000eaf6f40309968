// What an exchange between a project and a file does not carry, item by item: worked out before anything is written.
import { z } from 'zod'
import type { Records } from './contents.ts'

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

/** The ids of those records that have what is lost. */
export const idsOf = <T extends Readonly<{ id: string }>>(all: readonly T[], has: (each: T) => boolean = () => true): string[] =>
  all.filter(has).map(({ id }) => id)

/** What formats of other programs have no place for at all. */
export const keptInParallax = (records: Records): Readonly<Record<string, readonly string[]>> => ({
  'Corrections of what parts of a text are, are left out.': idsOf(records.zoneMark),
  'Bookmarks are left out.': idsOf(records.bookmark),
  'Earlier texts of articles are left out.': idsOf(records.revision),
  'Highlights that wait for their place are left out.': idsOf(records.orphan),
  'Declined suggestions are left out.': idsOf(records.dismissal),
  'What coders say of pairs of articles is left out.': idsOf(records.pair),
  'What coders felt before reading is left out.': idsOf(records.feeling),
  'Findings between articles are left out.': idsOf(records.finding),
  'What reports are to be made of is left out.': idsOf(records.definition),
})

/** Items of a loss that a dialog lists; a report has all of them. */
const LISTED = 1_000

/** Losses as a dialog shows them: the counts of all, the first items of each. */
export const shown = (losses: readonly Loss[]): Loss[] =>
  losses.map((loss) => ({ ...loss, ids: loss.ids.slice(0, LISTED), names: loss.names.slice(0, LISTED) }))
