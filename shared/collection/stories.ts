// Which articles tell the same story. Pairs are taken from the most similar to the least; each brings the groups of its two
// articles together where these are, on average over all their pairs, similar enough (average linkage). The average is exact and
// cheap: the product of the groups' summed vectors over the number of pairs. Articles far apart in time need to be more similar.
// A group is tried again only by its next pair, so the order of a hierarchical clustering is kept nearly, at linear cost.
import { cosine, type Similar, type Vector } from './similarity.ts'

/** Measured on invented stories: tellings of one score from .15 to .55, of neighbouring ones up to .11, long unrelated reports up to .16. */
const ENOUGH = 0.16
/** Days within which a story is told, and the days after which the distance in time counts no more. */
const FRESH = 3
const STALE = 60
const LEAST_PRIOR = 0.8
/** Where a date is not known. */
const UNDATED_PRIOR = 0.95

type Group = { members: number[]; sum: Map<number, number>; first: number | null; last: number | null }

/** What similarity is multiplied by for the days between two groups. */
function prior(one: Group, other: Group): number {
  if (one.first === null || one.last === null || other.first === null || other.last === null) return UNDATED_PRIOR
  const days = Math.max(0, one.first - other.last, other.first - one.last)
  return 1 - (1 - LEAST_PRIOR) * Math.min(1, Math.max(0, days - FRESH) / (STALE - FRESH))
}

function product(one: Group, other: Group): number {
  const [small, large] = one.sum.size <= other.sum.size ? [one, other] : [other, one]
  let sum = 0
  for (const [id, weight] of small.sum) sum += weight * (large.sum.get(id) ?? 0)
  return sum
}

function merge(one: Group, other: Group): Group {
  const [into, from] = one.sum.size >= other.sum.size ? [one, other] : [other, one]
  for (const [id, weight] of from.sum) into.sum.set(id, (into.sum.get(id) ?? 0) + weight)
  into.members.push(...from.members)
  const known = (x: number | null, y: number | null, pick: (a: number, b: number) => number) =>
    x === null ? y : y === null ? x : pick(x, y)
  into.first = known(into.first, from.first, Math.min)
  into.last = known(into.last, from.last, Math.max)
  return into
}

type Told = Readonly<{ vectors: readonly Vector[]; days: readonly (number | null)[] }>
/** Articles of a story by their places, rising, and the one that is most like all of them. */
export type Grouped = Readonly<{ members: readonly number[]; centre: number }>

/**
 * Groups of two and more articles, the largest first. `days` are the articles' dates as days since 1970. `bound` are pairs that belong
 * together whatever they speak of, for one reprints the other.
 */
export function groupStories({ vectors, days }: Told, pairs: readonly Similar[], bound: readonly Pick<Similar, 'a' | 'b'>[]): Grouped[] {
  const groups = vectors.map(({ ids, weights }, i): Group => {
    const day = days[i] ?? null
    return { members: [i], sum: new Map([...ids].map((id, k) => [id, weights[k] as number])), first: day, last: day }
  })
  const join = (a: number, b: number, test: (one: Group, other: Group) => boolean) => {
    const [one, other] = [groups[a] as Group, groups[b] as Group]
    if (one === other || !test(one, other)) return
    const whole = merge(one, other)
    for (const member of (whole === one ? other : one).members) groups[member] = whole
  }
  for (const { a, b } of bound) join(a, b, () => true)
  const falling = pairs.filter(({ score }) => score >= ENOUGH).sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)
  for (const { a, b } of falling)
    join(a, b, (one, other) => (product(one, other) / (one.members.length * other.members.length)) * prior(one, other) >= ENOUGH)
  // Having been reprinted makes no article the middle of a story.
  const reprinted = new Float64Array(vectors.length)
  for (const { a, b } of bound) {
    const score = cosine(vectors[a] as Vector, vectors[b] as Vector)
    for (const place of [a, b]) reprinted[place] = (reprinted[place] ?? 0) + score
  }
  return [...new Set(groups)]
    .filter(({ members }) => members.length > 1)
    .map(({ members, sum }) => {
      const rising = members.sort((a, b) => a - b)
      const likeness = (i: number) => {
        const { ids, weights } = vectors[i] as Vector
        return ids.reduce((total, id, k) => total + (weights[k] as number) * (sum.get(id) ?? 0), 0) - (reprinted[i] ?? 0)
      }
      const [centre] = rising.map((i) => ({ i, like: likeness(i) })).sort((x, y) => y.like - x.like || x.i - y.i)
      return { members: rising, centre: centre?.i ?? 0 }
    })
    .sort((x, y) => y.members.length - x.members.length || (x.members[0] ?? 0) - (y.members[0] ?? 0))
}
