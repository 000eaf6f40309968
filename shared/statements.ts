// The same statement in other words. A rewritten or translated story keeps hardly a run of words, but it keeps rare words, names
// and numbers. Each sentence becomes a vector of its terms (terms.ts), with names that sound alike folded into one and
// numbers weighing more, and a second one of groups of four letters, which meets words that are built alike. The score of two
// sentences is a mean of both cosines, 0 to 1.
//
// Two sentences are one statement where each is the other's best match. Where a sentence was split in the rewriting, its
// other part stands beside it and has the same best match: then it joins. Candidates come from an inverted index in which
// terms that stand almost everywhere are passed over, and only the best few are scored in full, so a step's work is bounded.
import { CUT_OFF, LEAST_SCORE, type Passage } from './passage.ts'
import { stemOf } from './stems.ts'
import { termsOf } from './terms.ts'
import type { Range } from './text.ts'
import { type Features, meet, type Vector, weigh } from './vectors.ts'

const LETTERS = 4
const LETTERS_SHARE = 0.3
const NUMBER_WEIGHT = 1.5
/** Below ten: stands in every text. */
const smallNumber = /^#\d$/
/** Of the terms' part of a score where a single term is in common. */
const SINGLE_SHARE = 0.8
/** A term that stands in more sentences of a text than this finds no candidates there. */
const MOST_POSTINGS = 256
/** Candidates that are scored in full. */
const CANDIDATES = 24
/** Terms of a sentence that has neither a name nor a number but says something all the same. */
const CONTENT = 6

/** A sentence as it is compared, or what is left of it beside the passages that it stands in. */
export type Unit = Readonly<{
  range: Range
  /** What stands in a passage already is not matched; it may still be what comes nearest to a sentence. */
  free: boolean
  /** Whether it follows the unit before with no words between them. */
  follows: boolean
  /** What it names: entities of the project by their ids. */
  entities: readonly string[]
  named: boolean
}>
export type Units = Readonly<{ text: string; units: readonly Unit[] }>

export type Match = Readonly<{ unit: number; score: number }>
/** The best match of a unit among all of the other text, and among those that are free. */
type Row = Readonly<{ best: Match | null; free: Match | null }>
type Posting = Readonly<{ unit: number; weight: number }>
type Side = Readonly<{
  units: readonly Unit[]
  terms: readonly Vector[]
  letters: readonly Vector[]
  /** Whether a unit says enough to be missed. */
  telling: readonly boolean[]
  postings: readonly (readonly Posting[])[]
  rows: Map<number, Row>
}>

function read({ text, units }: Units, folded: ReadonlyMap<string, string>) {
  const terms: Features[] = []
  const letters: Features[] = []
  const telling: boolean[] = []
  for (const { range, entities, named } of units) {
    const found = new Map<string, number>(entities.map((id) => [`@${id}`, 1] as const))
    const groups = new Map<string, number>()
    let numbers = false
    for (const { term, isNumber, plain } of termsOf(text.slice(range.start, range.end))) {
      const twin = folded.get(plain)
      numbers ||= isNumber
      found.set(twin === undefined ? term : stemOf(twin), isNumber && !smallNumber.test(term) ? NUMBER_WEIGHT : 1)
      const padded = `<${twin ?? (plain || term)}>`
      for (let i = 0; i + LETTERS <= padded.length; i++) groups.set(padded.slice(i, i + LETTERS), 1)
    }
    terms.push(found)
    letters.push(groups)
    telling.push(named || numbers || found.size >= CONTENT)
  }
  return { terms, letters, telling }
}

function scoreOf(mine: Side, unit: number, theirs: Side, other: number): number {
  const [x, y] = [mine.terms[unit] as Vector, theirs.terms[other] as Vector]
  const terms = meet(x, y)
  // One term in common is not enough where a sentence has hardly more, as a heading.
  if (terms.common < 2 && Math.min(x.ids.length, y.ids.length) <= 2) return 0
  const letters = meet(mine.letters[unit] as Vector, theirs.letters[other] as Vector)
  return (1 - LETTERS_SHARE) * terms.product * (terms.common < 2 ? SINGLE_SHARE : 1) + LETTERS_SHARE * letters.product
}

/** Two texts' sentences and how they match. `folded` leads words in plain letters to those that they are variants of. */
export class Statements {
  readonly #sides: Readonly<{ a: Side; b: Side }>
  /** What a unit's terms add up to, per unit of the other text. */
  readonly #sums: Float64Array

  constructor(a: Units, b: Units, folded: ReadonlyMap<string, string>) {
    const [left, right] = [read(a, folded), read(b, folded)]
    const terms = weigh(left.terms, right.terms)
    const letters = weigh(left.letters, right.letters)
    const sideOf = ({ units }: Units, telling: readonly boolean[], which: 'a' | 'b'): Side => {
      const postings = Array.from({ length: terms.size }, (): Posting[] => [])
      for (const [unit, { ids, weights }] of terms[which].entries())
        for (const [k, id] of ids.entries()) postings[id]?.push({ unit, weight: weights[k] as number })
      return { units, terms: terms[which], letters: letters[which], telling, postings, rows: new Map() }
    }
    this.#sides = { a: sideOf(a, left.telling, 'a'), b: sideOf(b, right.telling, 'b') }
    this.#sums = new Float64Array(Math.max(a.units.length, b.units.length))
  }

  /** The best matches of a unit of one text in the other. */
  row(side: 'a' | 'b', unit: number): Row {
    const [mine, theirs] = side === 'a' ? [this.#sides.a, this.#sides.b] : [this.#sides.b, this.#sides.a]
    const known = mine.rows.get(unit)
    if (known !== undefined) return known
    const sums = this.#sums
    const met: number[] = []
    const terms = mine.terms[unit] as Vector
    for (const [k, id] of terms.ids.entries()) {
      const postings = theirs.postings[id] ?? []
      if (postings.length > MOST_POSTINGS) continue
      for (const { unit: other, weight } of postings) {
        const sum = sums[other] as number
        if (sum === 0) met.push(other)
        sums[other] = sum + weight * (terms.weights[k] as number)
      }
    }
    const candidates = met
      .sort((x, y) => (sums[y] as number) - (sums[x] as number) || x - y)
      .slice(0, CANDIDATES)
      .map((other): Match => ({ unit: other, score: scoreOf(mine, unit, theirs, other) }))
      .filter(({ score }) => score > 0)
      .sort((x, y) => y.score - x.score || x.unit - y.unit)
    for (const other of met) sums[other] = 0
    const row = { best: candidates[0] ?? null, free: candidates.find((each) => theirs.units[each.unit]?.free === true) ?? null }
    mine.rows.set(unit, row)
    return row
  }

  /** The unit of the other text with which a unit is each other's best match, if it is. */
  partner(side: 'a' | 'b', unit: number): Match | null {
    if (this.#sides[side].units[unit]?.free !== true) return null
    const { free } = this.row(side, unit)
    if (free === null || free.score < LEAST_SCORE) return null
    return this.row(side === 'a' ? 'b' : 'a', free.unit).free?.unit === unit ? free : null
  }

  /** Units beside one that have no partner of their own and match best with what it matches. */
  #joined(side: 'a' | 'b', unit: number, other: number): readonly [first: number, last: number] {
    const { units } = this.#sides[side]
    const joins = (beside: number): boolean => {
      if (units[beside]?.free !== true || units[beside > unit ? beside : beside + 1]?.follows !== true) return false
      const { free } = this.row(side, beside)
      return free !== null && free.unit === other && free.score >= CUT_OFF && this.partner(side, beside) === null
    }
    let [first, last] = [unit, unit]
    while (joins(first - 1)) first--
    while (joins(last + 1)) last++
    return [first, last]
  }

  /** The statement that a unit of the first text belongs to as its best part. */
  statement(unit: number): Passage | null {
    const match = this.partner('a', unit)
    if (match === null) return null
    const { a, b } = this.#sides
    const [firstA, lastA] = this.#joined('a', unit, match.unit)
    const [firstB, lastB] = this.#joined('b', match.unit, unit)
    const over = ({ units }: Side, first: number, last: number): Range => ({
      start: units[first]?.range.start ?? 0,
      end: units[last]?.range.end ?? 1,
    })
    const idsOf = ({ terms }: Side, first: number, last: number) => new Set(terms.slice(first, last + 1).flatMap(({ ids }) => [...ids]))
    const theirs = idsOf(b, firstB, lastB)
    return {
      kind: 'statement',
      a: over(a, firstA, lastA),
      b: over(b, firstB, lastB),
      score: match.score,
      words: [...idsOf(a, firstA, lastA)].filter((id) => theirs.has(id)).length,
      pieces: [],
    }
  }

  /** Whether a unit has a name, a number or enough words to say something. */
  isTelling(side: 'a' | 'b', unit: number): boolean {
    return this.#sides[side].telling[unit] === true
  }

  /** What a unit's terms weigh together. */
  weightOf(side: 'a' | 'b', unit: number): number {
    return this.#sides[side].terms[unit]?.sum ?? 0
  }
}
