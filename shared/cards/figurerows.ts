// Figures of two texts that are about the same, in one row: those who are counted share a fate (so many dead here, so many there)
// or a noun, and the numbers are near each other or stand in sentences that say the same. What a row says of its figures is how the
// numbers lie to each other under their bounds. Whether they contradict each other is for the analyst to say.
import type { Passage } from '../passage.ts'
import { senseOf } from '../samesense.ts'
import { stemOf } from '../stems.ts'
import type { Read } from './figures.ts'
import { type Figure, type FigureRow, figureRelations, type Relation } from './model.ts'

/** Numbers further apart than this many times are about the same only where something else says so. */
const NEAR = 5
/** Numbers up to this are of many things in one text. */
const SMALL = 12
/** Figures of the first text that are compared in one step. */
const STRIDE = 16

const meets = (x: Figure, y: Figure): boolean =>
  x.low <= (y.high ?? Infinity) && y.low <= (x.high ?? Infinity) && !touchesOnly(x, y) && !touchesOnly(y, x)
/** "More than 30" does not allow 30 itself, nor does "fewer than". */
const touchesOnly = (open: Figure, other: Figure): boolean =>
  (open.bound === 'more than' && other.high !== null && other.high <= open.low) ||
  (open.bound === 'fewer than' && open.high !== null && other.low >= open.high)

function near(x: Figure, y: Figure): boolean {
  if (meets(x, y)) return true
  const [less, more] = [Math.min(x.value, y.value), Math.max(x.value, y.value)]
  return less > 0 && more / less <= NEAR
}

const persons = new Set(['people', 'person', 'man', 'men', 'woman', 'women'].map((word) => senseOf(stemOf(word))))
const shared = (x: ReadonlySet<string>, y: ReadonlySet<string>): number => [...x].filter((each) => y.has(each)).length

type Told = Readonly<{
  read: Read /** Passages that it stands in. */
  passages: readonly number[] /** Whether no other figure of its text has its fate. */
  alone: boolean
}>

/** How surely two figures are about the same: 2 by what is counted, 1 by their place and number alone, 0 not at all. */
function likeness({ read: x, passages, alone }: Told, other: Told): 0 | 1 | 2 {
  const y = other.read
  if (x.figure.kind !== y.figure.kind) return 0
  const together = passages.some((each) => other.passages.includes(each))
  const things = shared(x.things, y.things)
  const isNear = near(x.figure, y.figure)
  if (x.fate !== '' && y.fate !== '') return x.fate === y.fate && (isNear || together || (alone && other.alone)) ? 2 : 0
  const isEqual = x.figure.value === y.figure.value
  const measured = shared(x.measures, y.measures)
  if (together && things > 0) return 2
  if (together && isEqual && measured === 0) return x.measures.size + y.measures.size === 0 || x.figure.value > 20 ? 1 : 0
  if (x.fate !== y.fate) return 0
  const context = shared(x.context, y.context)
  if (things > 0) return isNear && (isEqual || context > 1) ? 2 : 0
  // Shares and sums say more by their number than counts do.
  if (isEqual && x.figure.kind !== 'count' && context > 0) return 1
  if (measured > 0 && context > 2 && isNear && x.things.size + y.things.size === 0 && [...x.measures].some((each) => persons.has(each)))
    return 2
  if (measured > 0 && x.things.size * y.things.size === 0) return (together && isNear) || (isEqual && context > 2) ? 2 : 0
  return 0
}

const named = /\p{Lu}/u
type Compared = Readonly<{ relation: Exclude<Relation, 'only'>; by: FigureRow['by'] }>

function compare(x: Read, y: Read, scopes: readonly [string, string]): Compared {
  const [left, right] = [x.figure, y.figure]
  if (left.bound === right.bound && left.low === right.low && left.high === right.high) return { relation: 'same', by: null }
  if (meets(left, right)) return { relation: 'compatible', by: 'bounds' }
  // Some of those whom the other counts: two civilians of 32 dead.
  const isPart = (part: Read, whole: Read) => part.things.size > 0 && whole.things.size === 0 && part.figure.value < whole.figure.value
  const isOther = (one: readonly string[], other: readonly string[]) =>
    one.length > 0 && other.length > 0 && !one.some((each) => other.includes(each))
  const places = scopes.map((words) => words.split(/[^\p{L}]+/u).filter((word) => named.test(word[0] ?? '')))
  const counts = isPart(x, y) || isPart(y, x) || isOther([...x.things], [...y.things]) || isOther(places[0] ?? [], places[1] ?? [])
  return counts ? { relation: 'compatible', by: 'scope' } : { relation: 'conflicting', by: null }
}

const rank = (relation: Relation): number => ['same', 'compatible', 'conflicting', 'only'].indexOf(relation)

type Side = Readonly<{ text: string; figures: readonly Read[] }>

/** The rows of two texts: first those with figures of both, the ones that agree least first, then what one gives alone. Each step is short. */
export function* figureRows(a: Side, b: Side, passages: readonly Passage[]): Generator<undefined, FigureRow[]> {
  const told = ({ figures }: Side, side: 'a' | 'b'): Told[] => {
    const counts = new Map<string, number>()
    for (const { fate } of figures) counts.set(fate, (counts.get(fate) ?? 0) + 1)
    return figures.map((read) => ({
      read,
      alone: counts.get(read.fate) === 1,
      passages: passages.flatMap((passage, i) =>
        passage[side].start <= read.figure.range.start && read.figure.range.start < passage[side].end ? [i] : [],
      ),
    }))
  }
  const [left, right] = [told(a, 'a'), told(b, 'b')]
  // Figures that are about the same make one group, also by way of a third: first those that agree, then what has found nothing yet.
  const group = Array.from({ length: left.length + right.length }, (_, i) => i)
  const rootOf = (i: number): number => {
    let at = i
    while (group[at] !== at) at = group[at] ?? at
    return at
  }
  const pairs: Readonly<{ i: number; j: number; sure: 1 | 2; isEqual: boolean; isSmall: boolean }>[] = []
  for (const [i, x] of left.entries()) {
    for (const [at, y] of right.entries()) {
      const sure = likeness(x, y)
      if (sure === 0) continue
      const [one, other] = [x.read.figure.value, y.read.figure.value]
      // Two gates here and three there may be other gates; two dead and three are of one toll.
      const isSmall = x.read.fate === '' && Math.max(one, other) <= SMALL
      pairs.push({ i, j: left.length + at, sure, isEqual: one === other, isSmall })
    }
    if (i % STRIDE === STRIDE - 1) yield
  }
  const joined = new Set<number>()
  const join = (chosen: typeof pairs) => {
    for (const { i, j } of chosen) {
      group[rootOf(j)] = rootOf(i)
      joined.add(i).add(j)
    }
  }
  join(pairs.filter(({ sure, isEqual }) => sure === 2 && isEqual))
  join(
    pairs.filter(
      ({ i, j, sure, isEqual, isSmall }) =>
        sure === 2 && !isEqual && !(isSmall ? joined.has(i) || joined.has(j) : joined.has(i) && joined.has(j)),
    ),
  )
  join(pairs.filter(({ i, j, sure }) => sure === 1 && !joined.has(i) && !joined.has(j)))
  const members = new Map<number, { a: Read[]; b: Read[] }>()
  for (const [i, { read }] of [...left, ...right].entries()) {
    const held = members.get(rootOf(i)) ?? { a: [], b: [] }
    held[i < left.length ? 'a' : 'b'].push(read)
    members.set(rootOf(i), held)
  }
  const scopeOf = (text: string, { figure }: Read) => (figure.scope === null ? '' : text.slice(figure.scope.start, figure.scope.end))
  const rows = [...members.values()].map((row): FigureRow => {
    const found = row.a.map((x) => row.b.map((y) => compare(x, y, [scopeOf(a.text, x), scopeOf(b.text, y)])))
    const best = (each: readonly Compared[]): Compared | undefined => [...each].sort((x, y) => rank(x.relation) - rank(y.relation))[0]
    const whole = best(found.flat())
    return {
      about: [...row.a, ...row.b].map(({ figure }) => figure.unit).find((unit) => unit !== '') ?? '',
      relation: whole?.relation ?? 'only',
      by: whole?.by ?? null,
      a: row.a.map(({ figure }, i) => ({ ...figure, relation: best(found[i] ?? [])?.relation ?? 'only' })),
      b: row.b.map(({ figure }, j) => ({ ...figure, relation: best(found.flatMap((each) => each[j] ?? []))?.relation ?? 'only' })),
    }
  })
  const start = ({ a: [first], b: [other] }: FigureRow) => (first ?? other)?.range.start ?? 0
  const order = (relation: Relation) => figureRelations.indexOf(relation)
  return rows.sort((x, y) => order(x.relation) - order(y.relation) || y.a.length - x.a.length || start(x) - start(y))
}
