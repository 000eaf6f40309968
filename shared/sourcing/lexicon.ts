// Verbs that report what somebody said, and what they tell of the reporter's stance: neutral (“said”), endorsing (“pointed
// out” takes it to be so) or distancing (“claimed” leaves it open).
import { z } from 'zod'

const stances = ['neutral', 'endorsing', 'distancing'] as const
type Stance = (typeof stances)[number]

/** A list as it is kept in `corpus/words`: each entry a verb, its forms parted by commas, the one it goes by first. */
const entries = z.array(z.string().regex(/^\p{L}[\p{L} ]*(, \p{L}[\p{L} ]*)*$/u)).readonly()
export const ReportingWords = z
  .strictObject({ language: z.string(), provenance: z.string(), neutral: entries, endorsing: entries, distancing: entries })
  .readonly()
export type ReportingWords = z.infer<typeof ReportingWords>

export type Verb = Readonly<{ lemma: string; stance: Stance }>
/** Verbs by each of their forms in lower case; a form may be of two words. */
export type Verbs = ReadonlyMap<string, Verb>

export function verbsOf(words: ReportingWords): Verbs {
  const verbs = new Map<string, Verb>()
  for (const stance of stances)
    for (const entry of words[stance]) {
      const forms = entry.split(', ')
      for (const form of forms) verbs.set(form, { lemma: forms[0] ?? form, stance })
    }
  return verbs
}

const entry = z.string().regex(/^[\p{Ll}\p{M}'’-]+( [\p{Ll}\p{M}'’-]+)*$/u)
/** Words that hint at commitment and slant, as they are kept in `corpus/words`: each in lower case, some of several words. */
export const BiasWords = z
  .strictObject({
    language: z.string(),
    provenance: z.string(),
    hedges: z.array(entry).readonly(),
    loaded: z.array(entry).readonly(),
    /** Keep a term at arm's length, as quotation marks do. */
    distance: z.array(entry).readonly(),
  })
  .readonly()
export type BiasWords = z.infer<typeof BiasWords>
