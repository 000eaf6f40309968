// Names that may be one: what the analyst is asked to confirm. Evidence is a spelling that sounds alike, a title in common,
// sentences that say the same, or a text that says so itself. Likeness alone proposes only names of which each text has but one;
// a title or an aligned sentence lets a weaker likeness pass, and neither counts without any.
import type { Passage } from '../passage.ts'
import type { Range } from '../text.ts'
import type { AliasCue } from './cues.ts'
import type { NameForm } from './find.ts'
import type { Evidence, NameRow, NameUse, Proposal } from './model.ts'
import { plainName, soundDistance } from './sounds.ts'

/** The greatest distance of spellings that are proposed by their sound alone, and with other evidence. */
export const ALIKE = 0.1
const SIMILAR = 0.22
/** One-sided names of a text that are compared with those of the other, the most used first. */
const MOST = 300

/** What a declined proposal is remembered by: the same for the names in either order. */
export const pairKey = (one: string, other: string): string => [plainName(one), plainName(other)].sort().join(' = ')

/** Distance of two names: of the whole, or of the last words where only one has first names. */
function nameDistance(one: string, other: string): number {
  const [left, right] = [one.split(' '), other.split(' ')]
  if (left.length === right.length) return Math.max(...left.map((word, i) => soundDistance(word, right[i] as string)))
  const [first, second] = [left.at(-1) as string, right.at(-1) as string]
  return Math.min(left.length, right.length) === 1 ? soundDistance(first, second) : 1
}

/** The least distance of the forms of two rows; short words say too little. */
function distanceOf(x: NameUse, y: NameUse): number {
  let least = 1
  for (const one of x.forms)
    for (const other of y.forms) {
      const [left, right] = [plainName(one.form), plainName(other.form)]
      if (left.length >= 4 && right.length >= 4) least = Math.min(least, nameDistance(left, right))
    }
  return least
}

const rangesOf = (use: NameUse) => use.forms.flatMap(({ ranges }) => ranges)
const liesIn = (ranges: readonly Range[], { start, end }: Range) => ranges.some((range) => range.start >= start && range.end <= end)

type Found = Readonly<{
  cues: Readonly<Record<'a' | 'b', readonly AliasCue[]>>
  passages: readonly Passage[]
  declined?: ReadonlySet<string>
}>

/** Proposals for the names of two texts, those with the most evidence first. `declined` holds keys made by `pairKey`. */
export function proposeVariants(rows: readonly NameRow[], { cues, passages, declined }: Found): readonly Proposal[] {
  const placeOf = new Map<string, number>()
  for (const [place, row] of rows.entries()) for (const { form } of [...row.a.forms, ...row.b.forms]) placeOf.set(form, place)
  const found = new Map<string, { one: number; other: number; distance: number; evidence: Evidence[] }>()
  const add = (one: number, other: number, distance: number, evidence: readonly Evidence[]) => {
    const key = `${Math.min(one, other)} ${Math.max(one, other)}`
    const known = found.get(key) ?? { one, other, distance, evidence: [] }
    found.set(key, { ...known, distance: Math.min(known.distance, distance), evidence: [...known.evidence, ...evidence] })
  }

  for (const side of ['a', 'b'] as const)
    for (const { names, range } of cues[side]) {
      const [one, other] = [placeOf.get(names[0]), placeOf.get(names[1])]
      if (one === undefined || other === undefined || one === other) continue
      const crossed = (rows[one] as NameRow).a.count === 0 && (rows[other] as NameRow).b.count === 0
      add(crossed ? other : one, crossed ? one : other, 1, [{ kind: 'alias', side, range }])
    }

  const only = (mine: 'a' | 'b', theirs: 'a' | 'b') =>
    [...rows.entries()].filter(([, row]) => row[mine].count > 0 && row[theirs].count === 0).slice(0, MOST)
  const onlyB = only('b', 'a')
  for (const [one, { a, entityId }] of only('a', 'b'))
    for (const [other, { b, entityId: otherId }] of onlyB) {
      const distance = distanceOf(a, b)
      if (distance > SIMILAR || (entityId !== null && otherId !== null)) continue
      const title = a.titles.find((each) => b.titles.includes(each))
      const [inA, inB] = [rangesOf(a), rangesOf(b)]
      const sentence = passages.find((passage) => liesIn(inA, passage.a) && liesIn(inB, passage.b))
      if (distance > ALIKE && title === undefined && sentence === undefined) continue
      add(one, other, distance, [
        { kind: 'spelling', distance },
        ...(title === undefined ? [] : [{ kind: 'title', title } as const]),
        ...(sentence === undefined ? [] : [{ kind: 'sentence', a: sentence.a, b: sentence.b } as const]),
      ])
    }

  const nameOf = (place: number) => (rows[place] as NameRow).name
  return [...found.values()]
    .filter(({ one, other }) => declined?.has(pairKey(nameOf(one), nameOf(other))) !== true)
    .filter(({ one, other }) => (rows[one] as NameRow).entityId === null || (rows[other] as NameRow).entityId === null)
    .sort((x, y) => y.evidence.length - x.evidence.length || x.distance - y.distance || x.one - y.one || x.other - y.other)
    .map(({ one, other, evidence }) => ({ rows: [one, other], evidence }))
}

/**
 * Words in plain letters that stand for one another when sentences are compared: of each pair of words in capitals that only one of the
 * texts has and that sound alike, the second leads to the first.
 */
export function foldedWords(a: readonly NameForm[], b: readonly NameForm[]): ReadonlyMap<string, string> {
  const counted = (forms: readonly NameForm[]) => {
    const counts = new Map<string, number>()
    for (const { plain, ranges } of forms) for (const word of plain.split(' ')) counts.set(word, (counts.get(word) ?? 0) + ranges.length)
    return counts
  }
  const [inA, inB] = [counted(a), counted(b)]
  const only = (mine: ReadonlyMap<string, number>, theirs: ReadonlyMap<string, number>) =>
    [...mine]
      .filter(([word]) => word.length >= 4 && !theirs.has(word))
      .sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1))
      .slice(0, MOST)
      .map(([word]) => word)
  const folded = new Map<string, string>()
  const others = only(inB, inA)
  const close = only(inA, inB)
    .flatMap((one) => others.map((other) => ({ words: [one, other].sort() as [string, string], distance: soundDistance(one, other) })))
    .filter(({ distance }) => distance <= ALIKE)
    .sort((x, y) => x.distance - y.distance || (x.words.join(' ') < y.words.join(' ') ? -1 : 1))
  const taken = new Set<string>()
  for (const { words } of close) {
    if (words.some((word) => taken.has(word))) continue
    for (const word of words) taken.add(word)
    folded.set(words[1], words[0])
  }
  return folded
}
