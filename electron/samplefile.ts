// The file that says what the sample project holds beside its articles, written so that people can read and change it.
import { z } from 'zod'
import { Failure } from '../shared/failure.ts'
import { Entity, verdicts } from '../shared/records.ts'
import { templateNames } from '../shared/report/templates.ts'
import type { Range } from '../shared/text.ts'

const line = z.string().exactOptional()
const Quote = z.union([z.string().min(1), z.array(z.string().min(1)).min(2)])
/** Which of the places with these words, from 1; to be left out when there is only one. */
const nth = z.int().positive().exactOptional()
/** Words of an article as they stand there; several pieces make one discontinuous stretch. */
const Place = z.union([Quote, z.strictObject({ quote: Quote, nth })])
type Place = z.infer<typeof Place>

/** One stretch that the sample's coder marked: its words, codes and note. */
const Mark = z.strictObject({ quote: Quote, nth, codes: z.array(z.string()).min(1), note: line })

/** What somebody is quoted with, and whom the article credits with it; what is not marked yet is marked. */
const Said = z.strictObject({
  words: Place,
  as: z.enum(['direct', 'indirect', 'mixed']),
  source: Place,
  /** Who that is: one of the file's entities. */
  who: line,
  /** Values of the attributes of the source and of the cue. */
  type: z.string(),
  naming: z.string(),
  cue: Place.exactOptional(),
  stance: line,
})
export type Said = z.infer<typeof Said>

const stance = z.int().min(-2).max(2)
const judged = { there: Place, note: z.string() }
const Judged = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('figure'), here: Place, verdict: z.enum(verdicts.figure), ...judged }),
  z.strictObject({ kind: z.literal('quotation'), here: Place, verdict: z.enum(verdicts.quotation), ...judged }),
  z.strictObject({ kind: z.literal('omission'), here: Place, verdict: z.enum(verdicts.omission), note: z.string() }),
])

export const SampleFile = z.strictObject({
  project: z.string(),
  memo: z.string(),
  coder: z.string(),
  collection: z.string(),
  entities: z.array(Entity.unwrap().omit({ id: true, memo: true })),
  articles: z.array(
    z.strictObject({
      file: z.string(),
      /** As the analyst gives it; what is left out stays as the importer proposed. */
      fields: z.strictObject({ title: line, outlet: line, author: line, date: line, url: line, language: line }),
      /** Values of the study's attributes. */
      attributes: z.record(z.string(), z.string()),
      memo: z.string(),
      marks: z.array(Mark),
      said: z.array(Said),
    }),
  ),
  /** Two articles beside each other, by their files: what is found in the first and how the second has it, and the verdict on both. */
  pairs: z.array(
    z.strictObject({
      files: z.tuple([z.string(), z.string()]),
      findings: z.array(Judged),
      leaning: z.enum(['left', 'same', 'right']),
      stances: z.array(z.strictObject({ who: z.string(), values: z.tuple([stance, stance]) })),
      note: z.string(),
    }),
  ),
  /** Reports that are kept: of the articles with these files, else of the collection. */
  reports: z.array(
    z.strictObject({
      name: z.string(),
      template: z.enum(templateNames),
      files: z.array(z.string()).exactOptional(),
      abstract: z.string(),
    }),
  ),
})
export type SampleFile = z.infer<typeof SampleFile>

/**
 * Where words lie in the text of an article.
 * @throws Failure 'invalid-input' that names the words, when they are not there or not in one place only
 */
export function placeWords(file: string, text: string, place: Place): Range[] {
  const { quote, nth: wanted } = typeof place === 'string' || Array.isArray(place) ? { quote: place } : place
  return [quote].flat().map((words) => {
    const places: number[] = []
    for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) places.push(at)
    const start = places[(wanted ?? 1) - 1]
    if (start === undefined || places.length > 1 !== (wanted !== undefined)) {
      const asked = wanted === undefined ? 'in one place' : `in several places, of which this is number ${wanted}`
      throw new Failure('invalid-input', `${file}: “${words}” should stand ${asked}; it stands in ${places.length}.`)
    }
    return { start, end: start + words.length }
  })
}
