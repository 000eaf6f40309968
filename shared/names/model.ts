// The names of two texts: the form of the list and of what is proposed to be folded, wherever it is made, shown or written.
import { z } from 'zod'
import { EntityId } from '../ids.ts'
import { Range } from '../text.ts'

/** A form that a text uses, and where: UTF-16 offsets in order. */
const UsedForm = z.strictObject({ form: z.string(), ranges: z.array(Range).readonly() }).readonly()
/** What one text calls a name: its forms, the most used first, and the titles before them. */
const NameUse = z
  .strictObject({ count: z.int().nonnegative(), forms: z.array(UsedForm).readonly(), titles: z.array(z.string()).readonly() })
  .readonly()
export type NameUse = z.infer<typeof NameUse>
export const NameRow = z.strictObject({ name: z.string(), entityId: EntityId.nullable(), a: NameUse, b: NameUse }).readonly()
export type NameRow = z.infer<typeof NameRow>

const Evidence = z.discriminatedUnion('kind', [
  /** `soundDistance` of the forms that sound most alike. */
  z.strictObject({ kind: z.literal('spelling'), distance: z.number() }).readonly(),
  z.strictObject({ kind: z.literal('title'), title: z.string() }).readonly(),
  z.strictObject({ kind: z.literal('sentence'), a: Range, b: Range }).readonly(),
  z.strictObject({ kind: z.literal('alias'), side: z.enum(['a', 'b']), range: Range }).readonly(),
])
export type Evidence = z.infer<typeof Evidence>

/** Two rows of the names' list that may be one, by their places in it; where they are of different texts, that of text a comes first. */
export const Proposal = z
  .strictObject({ rows: z.tuple([z.int().nonnegative(), z.int().nonnegative()]).readonly(), evidence: z.array(Evidence).readonly() })
  .readonly()
export type Proposal = z.infer<typeof Proposal>
