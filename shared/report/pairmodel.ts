// What a report holds of a pair: what both articles share, what each leaves out, the cards, and what the coders made of it.
import { z } from 'zod'
import { FigureRow, QuotationRow, Sources } from '../cards/model.ts'
import { Entry } from '../ledger.ts'
import { Passage } from '../passage.ts'
import { Range } from '../text.ts'

/** What a coder says of a row. */
const Said = z.strictObject({ verdict: z.string(), note: z.string(), coder: z.string() }).readonly()
export type Said = z.infer<typeof Said>

const Forms = z.array(z.strictObject({ form: z.string(), count: z.int() })).readonly()
const Words = z.strictObject({ range: Range, quote: z.string() }).readonly()

const ReportCards = z
  .strictObject({
    sources: Sources,
    names: z.array(z.strictObject({ name: z.string(), a: Forms, b: Forms })).readonly(),
    figures: z.array(z.strictObject({ ...FigureRow.unwrap().shape, said: z.array(Said).readonly() })).readonly(),
    quotations: z
      .strictObject({
        rows: z.array(z.strictObject({ ...QuotationRow.unwrap().shape, said: z.array(Said).readonly() })).readonly(),
        /** How many there are in each text. */
        a: z.int(),
        b: z.int(),
      })
      .readonly(),
    /** What was judged of words that are in no row. */
    besides: z
      .array(z.strictObject({ kind: z.enum(['figure', 'quotation']), a: Words.nullable(), b: Words.nullable(), said: Said }))
      .readonly(),
  })
  .readonly()
export type ReportCards = z.infer<typeof ReportCards>

const Verdict = z
  .strictObject({
    coder: z.string(),
    /** Which leans further to the pole that the note names; `null` before it is said. */
    leaning: z.enum(['a', 'same', 'b']).nullable(),
    note: z.string(),
    /** From -2 (against) to 2 (for); `null` before it is said. */
    stances: z.array(z.strictObject({ entity: z.string(), a: z.int().nullable(), b: z.int().nullable() })).readonly(),
  })
  .readonly()
export type Verdict = z.infer<typeof Verdict>

/** Two of its articles beside each other. */
export const ReportPair = z
  .strictObject({
    /** Their places among the articles of the report; what is said of `a` and `b` is said of these. */
    a: z.int().nonnegative(),
    b: z.int().nonnegative(),
    /** What both share, in the order of `a`. */
    passages: z.array(Passage).readonly(),
    /** What one says and the other may leave out, and what a coder says of it; side 0 is `a`. */
    ledger: z.array(z.strictObject({ ...Entry.unwrap().shape, /** Empty while it is open. */ coder: z.string() })).readonly(),
    /** `null` where the report does not tell them. */
    cards: ReportCards.nullable(),
    verdicts: z.array(Verdict).readonly(),
  })
  .readonly()
export type ReportPair = z.infer<typeof ReportPair>
