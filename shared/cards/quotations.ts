// The same quotation in two texts. Two are the same when most words of the shorter stand in the longer in their order, or when they
// stand in sentences that say the same and share some. Each quotation has at most one counterpart, the most alike first.
import { soundDistance } from '../names/sounds.ts'
import { ALIKE as ALIKE_NAMES } from '../names/variants.ts'
import type { Passage, Piece } from '../passage.ts'
import { isGrammar, plainWord } from '../terms.ts'
import type { Range } from '../text.ts'
import { diffWords, type WordDiff } from '../worddiff.ts'
import type { Attributed } from './attributed.ts'
import type { QuotationRow, Quotations } from './model.ts'

/** Share of the shorter one's words that must stand in the other; and where the sentences around them say the same. */
const ALIKE = 0.6
const ALIKE_IN_PLACE = 0.2
/** Shorter ones are phrases that many use. */
const FEWEST_WORDS = 3
/** Quotations that are looked at in each text. */
const MOST = 400

type Quoted = Readonly<{
  ranges: readonly [Range, ...Range[]]
  words: string
  terms: ReadonlySet<string>
  source: Range | null
  speaker: string
  passages: ReadonlySet<number>
}>
type Text = Readonly<{ text: string; attributed: readonly Attributed[] }>

const marks = /^["“”„«»‘’‚「『‹'\s]+|["“”„«»‘’「」』›'\s,]+$/gu
function inner(text: string, { start, end }: Range): Range {
  const words = text.slice(start, end)
  const from = words.length - words.replace(/^["“”„«»‘’‚「『‹'\s]+/u, '').length
  const length = words.replace(marks, '').length
  return length === 0 ? { start, end } : { start: start + from, end: start + from + length }
}

const speakerOf = (words: string): string =>
  /^(?:he|she|they|it|we|i)$/i.test(words.trim())
    ? ''
    : words
        .split(/[\s-]+/)
        .map(plainWord)
        .filter((word) => word !== '' && !isGrammar(word))
        .join(' ')

function quotedIn({ text, attributed }: Text, passages: readonly Passage[], side: 'a' | 'b'): Quoted[] {
  return attributed
    .filter(({ kind }) => kind === 'quotation')
    .slice(0, MOST)
    .map(({ ranges, source }): Quoted => {
      const [first, ...rest] = ranges
      const own = [inner(text, first), ...rest.map((range) => inner(text, range))] as const
      const words = own.map(({ start, end }) => text.slice(start, end)).join(' ')
      return {
        ranges: [own[0], ...own.slice(1)],
        words,
        terms: new Set(
          words
            .split(/[^\p{L}\p{N}\p{M}]+/u)
            .map(plainWord)
            .filter((word) => word !== ''),
        ),
        source,
        speaker: source === null ? '' : speakerOf(text.slice(source.start, source.end)),
        passages: new Set(
          passages.flatMap((passage, i) => (passage[side].start < first.end && first.start < passage[side].end ? [i] : [])),
        ),
      }
    })
}

/** Runs of words that both have, and of those that one has, as ranges. */
function piecesOf({ a, b, to }: WordDiff, atA: number, atB: number): Piece[] {
  const found: Piece[] = []
  const range = ({ starts, ends }: WordDiff['a'], from: number, until: number, base: number): Range | null =>
    from < until ? { start: base + (starts[from] as number), end: base + (ends[until - 1] as number) } : null
  let [i, j] = [0, 0]
  while (i < a.count || j < b.count) {
    const [i0, j0] = [i, j]
    while (i < a.count && to[i] === j) [i, j] = [i + 1, j + 1]
    if (i > i0) found.push({ same: true, a: range(a, i0, i, atA), b: range(b, j0, j, atB) })
    const [i1, j1] = [i, j]
    while (i < a.count && to[i] === -1) i++
    j = i < a.count ? (to[i] as number) : b.count
    if (i > i1 || j > j1) found.push({ same: false, a: range(a, i1, i, atA), b: range(b, j1, j, atB) })
  }
  return found
}

/** Whether two credits are to one, as far as names tell: one may be longer, or spelled as another language has it. */
function isSame(x: string, y: string): boolean | null {
  if (x === '' || y === '') return null
  const others = y.split(' ')
  const isAlike = (one: string, other: string) =>
    one === other || (one.length > 3 && other.length > 3 && soundDistance(one, other) <= ALIKE_NAMES)
  return x.split(' ').some((one) => others.some((other) => isAlike(one, other)))
}

/** Finds the quotations that two texts have in common, in the order of the first. */
export function quotationsOf(a: Text, b: Text, passages: readonly Passage[]): Quotations {
  const [left, right] = [quotedIn(a, passages, 'a'), quotedIn(b, passages, 'b')]
  const pairs = left.flatMap((x, i) =>
    right.flatMap((y, j) => {
      const least = Math.min(x.terms.size, y.terms.size)
      const inPlace = [...x.passages].some((each) => y.passages.has(each))
      const common = [...x.terms].filter((term) => y.terms.has(term)).length
      if (least === 0 || common < least * (inPlace ? ALIKE_IN_PLACE : ALIKE)) return []
      const diff = diffWords(x.words, y.words)
      const words = diff.to.reduce((sum, at) => sum + (at === -1 ? 0 : 1), 0)
      const [shorter, longer] = [Math.min(diff.a.count, diff.b.count), Math.max(diff.a.count, diff.b.count)]
      if (shorter < FEWEST_WORDS && words < longer) return []
      return words / shorter >= ALIKE || (inPlace && words / shorter >= ALIKE_IN_PLACE)
        ? [{ i, j, diff, words, shorter, score: words / longer }]
        : []
    }),
  )
  const [usedA, usedB] = [new Set<number>(), new Set<number>()]
  const rows: QuotationRow[] = []
  for (const { i, j, diff, words, shorter, score } of pairs.sort(
    (p, q) => q.words / q.shorter - p.words / p.shorter || q.score - p.score || p.i - q.i,
  )) {
    const [x, y] = [left[i], right[j]]
    if (x === undefined || y === undefined || usedA.has(i) || usedB.has(j)) continue
    usedA.add(i)
    usedB.add(j)
    rows.push({
      relation: score === 1 ? 'same' : words === shorter ? 'cut' : 'altered',
      sameSource: isSame(x.speaker, y.speaker),
      score,
      a: { ranges: x.ranges, source: x.source },
      b: { ranges: y.ranges, source: y.source },
      pieces: x.ranges.length + y.ranges.length > 2 ? [] : piecesOf(diff, x.ranges[0].start, y.ranges[0].start),
    })
  }
  return { rows: rows.sort((x, y) => (x.a.ranges[0]?.start ?? 0) - (y.a.ranges[0]?.start ?? 0)), a: left.length, b: right.length }
}
