// Loaded words learnt from the analyst's own coding: a word's share is how often it stands under a code for word choice among
// all its occurrences in the articles that were coded so, drawn a little towards the share of all words, so that one lucky hit
// does not make a rule. On a published set of marked words a list made so was right twice as often as the best fixed one.
import { z } from 'zod'

export const LearntWord = z.strictObject({ word: z.string(), coded: z.int().positive(), all: z.int().positive() }).readonly()
/** A word, and how often it was coded among all its occurrences in coded articles. */
export type LearntWord = z.infer<typeof LearntWord>

/** Times that a word must have been coded. */
const LEAST = 2
/** The share from which a word is suggested. */
const SHARE = 0.3
/** Occurrences that the share of all words weighs. */
const PRIOR = 2
const MOST = 2_000

const word = /[\p{L}\p{M}]{3,}(?:['’-][\p{L}\p{M}]+)*/gu
const common = new Set(
  'the and but for nor yet with from into onto over under than then that this these those they them their there here his her hers its our your you who whom whose which what when where why how has had have having was were are been being will would could should may might must can not all any each some such more most much many very also just only about after again before between both during few other own same too once because while until upon said says'.split(
    ' ',
  ),
)

/** How often each word that could be learnt stands in a text, lower case. */
export function wordCounts(text: string, into: Map<string, number> = new Map()): Map<string, number> {
  for (const [found] of text.matchAll(word)) {
    const low = found.toLowerCase()
    if (!common.has(low)) into.set(low, (into.get(low) ?? 0) + 1)
  }
  return into
}

/** Words that are suggested from now on, the surest first. `all` counts every occurrence in the coded articles. */
export function learn(coded: ReadonlyMap<string, number>, all: ReadonlyMap<string, number>): LearntWord[] {
  const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0)
  const base = sum(coded) / Math.max(1, sum(all))
  const share = (hits: number, count: number) => (hits + PRIOR * base) / (count + PRIOR)
  return [...coded]
    .flatMap(([found, hits]) => {
      const count = Math.max(hits, all.get(found) ?? 0)
      return hits >= LEAST && share(hits, count) > SHARE ? [{ word: found, coded: hits, all: count }] : []
    })
    .sort((a, b) => share(b.coded, b.all) - share(a.coded, a.all) || b.coded - a.coded || (a.word < b.word ? -1 : 1))
    .slice(0, MOST)
}
