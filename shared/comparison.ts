// What two articles share and what each leaves out, on three levels that exclude each other: the same words, the same words
// edited, and the same statement in other words. Words come first; sentences that stand in them for the most part are
// not compared again, of others what is left over is. Only an article's own words make statements, names and
// omissions: captions, bylines, footnotes, reprints and boilerplate are left out.
import { sharedPassages } from './alignment.ts'
import { namesOf } from './entities.ts'
import { type AliasCue, aliasCues } from './names/cues.ts'
import { capitalsIn, type NameForm, namesIn } from './names/find.ts'
import type { NameRow, Proposal } from './names/model.ts'
import { nameRows } from './names/rows.ts'
import { plainName } from './names/sounds.ts'
import { foldedWords, proposeVariants } from './names/variants.ts'
import { type Found, omissionsOf } from './omissions.ts'
import type { Passage } from './passage.ts'
import type { Entity, ZoneMark } from './records.ts'
import { sentencesOf } from './sentences.ts'
import { Statements, type Unit } from './statements.ts'
import type { Block, Range } from './text.ts'
import { type Counted, leftOutOf, liesOutside, zonesOf } from './zones.ts'

/** An article as it is compared. `language` is a BCP 47 tag. */
export type Compared = Readonly<{
  text: string
  language: string
  blocks: readonly Block[]
  zoneMarks: readonly Pick<ZoneMark, 'range' | 'zone'>[]
}>
export type Known = Readonly<{
  entities?: readonly Entity[]
  /** Folds of names that the analyst has declined, by `pairKey` (names/variants.ts). */
  declined?: ReadonlySet<string>
}>

/** Ranges are UTF-16 offsets. Passages are in the order of `a`, omissions the weightiest first. */
export type Comparison = Readonly<{
  /** Statements down to LEAST_SCORE: see `shownAt` (omissions.ts). */
  passages: readonly Passage[]
  omissions: Found['omissions']
  names: readonly NameRow[]
  proposals: readonly Proposal[]
}>
/** Passages that a step has found, and the share of the work that is done, 0 to 1. */
export type Progress = Readonly<{ found: readonly Passage[]; done: number }>

/** The sentences of an article's own words, or of all of them. */
export function countedSentences({ text, language, blocks, zoneMarks }: Compared, counted: Counted = 'own'): Range[] {
  const leftOut = counted === 'all' ? [] : leftOutOf(zonesOf(blocks, zoneMarks))
  return blocks
    .flatMap(({ start, end }) => sentencesOf(text.slice(start, end), language, start))
    .filter((sentence) => !liesOutside([sentence], leftOut))
}

const wordy = /[\p{L}\p{N}]/u

/** What a sentence has beside the passages (in order, without overlap): itself, its longest piece, or nothing for the most part. */
function besides(text: string, sentence: Range, passages: readonly Range[]): Range | null {
  let at = sentence.start
  let [longest, left] = [{ start: at, end: at }, 0]
  for (const { start, end } of [
    ...passages.filter((each) => each.end > sentence.start && each.start < sentence.end),
    { start: sentence.end, end: sentence.end },
  ]) {
    if (start - at > longest.end - longest.start) longest = { start: at, end: start }
    left += Math.max(0, start - at)
    at = Math.max(at, end)
  }
  if (left * 2 <= sentence.end - sentence.start) return null
  let { start, end } = longest
  if (start > sentence.start) while (start < end && !wordy.test(text[start] as string)) start++
  if (end < sentence.end) while (end > start && !wordy.test(text[end - 1] as string)) end--
  return start < end ? { start, end } : null
}

type Places = readonly Readonly<{ range: Range; entity: string | undefined }>[]

function placesOf(names: readonly NameForm[], entities: readonly Entity[]): Places {
  const ids = new Map(entities.flatMap((entity) => namesOf(entity).map((name) => [plainName(name), entity.id as string] as const)))
  return names
    .flatMap(({ plain, ranges }) => ranges.map((range) => ({ range, entity: ids.get(plain) })))
    .sort((x, y) => x.range.start - y.range.start)
}

/** `taken` are the ranges of passages that share words, in order; so are `places`. */
function unitsOf(text: string, sentences: readonly Range[], taken: readonly Range[], places: Places): Unit[] {
  const units: Unit[] = []
  let [passage, place] = [0, 0]
  for (const sentence of sentences) {
    while (passage < taken.length && (taken[passage] as Range).end <= sentence.start) passage++
    let last = passage
    while (last < taken.length && (taken[last] as Range).start < sentence.end) last++
    const left = besides(text, sentence, taken.slice(passage, last))
    const range = left ?? sentence
    while (place < places.length && (places[place]?.range.start ?? 0) < range.start) place++
    const entities = new Set<string>()
    let named = false
    for (let at = place; at < places.length && (places[at]?.range.end ?? 0) <= range.end; at++) {
      named = true
      const entity = places[at]?.entity
      if (entity !== undefined) entities.add(entity)
    }
    const before = units.at(-1)
    const follows = before !== undefined && !wordy.test(text.slice(before.range.end, range.start))
    units.push({ range, free: left !== null, follows, entities: [...entities].sort(), named })
  }
  return units
}

/**
 * Compares two articles step by step: first the passages that share words, then sentence by sentence the statements. Each
 * step's work is bounded, and what the steps find together is what `compareArticles` gives.
 */
export function* compareStepwise(a: Compared, b: Compared, { entities = [], declined }: Known = {}): Generator<Progress, Comparison> {
  const shared = sharedPassages(a.text, b.text)
  yield { found: shared, done: 0.1 }

  const sentences = { a: countedSentences(a), b: countedSentences(b) }
  const names = {
    a: namesIn(a.text, sentences.a, a.language, capitalsIn(b.text, sentences.b)),
    b: namesIn(b.text, sentences.b, b.language, capitalsIn(a.text, sentences.a)),
  }
  const rangesOf = (side: 'a' | 'b') => shared.map((passage) => passage[side]).sort((x, y) => x.start - y.start)
  const units = {
    a: unitsOf(a.text, sentences.a, rangesOf('a'), placesOf(names.a, entities)),
    b: unitsOf(b.text, sentences.b, rangesOf('b'), placesOf(names.b, entities)),
  }
  yield { found: [], done: 0.2 }
  const statements = new Statements({ text: a.text, units: units.a }, { text: b.text, units: units.b }, foldedWords(names.a, names.b))
  yield { found: [], done: 0.3 }

  const passages = [...shared]
  for (const [i] of units.a.entries()) {
    const statement = statements.statement(i)
    if (statement !== null) passages.push(statement)
    yield { found: statement === null ? [] : [statement], done: 0.3 + (0.5 * (i + 1)) / units.a.length }
  }
  passages.sort((x, y) => x.a.start - y.a.start)
  const omissions = { a: omissionsOf('a', units, statements, passages), b: omissionsOf('b', units, statements, passages) }
  yield { found: [], done: 0.9 }

  const rows = nameRows(names.a, names.b, entities)
  const cues: Readonly<Record<'a' | 'b', readonly AliasCue[]>> = {
    a: aliasCues(a.text, sentences.a, names.a),
    b: aliasCues(b.text, sentences.b, names.b),
  }
  const proposals = proposeVariants(rows, { cues, passages, ...(declined === undefined ? {} : { declined }) })
  return { passages, omissions, names: rows, proposals }
}

/** Compares two articles in one go. */
export function compareArticles(a: Compared, b: Compared, known: Known = {}): Comparison {
  const steps = compareStepwise(a, b, known)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
