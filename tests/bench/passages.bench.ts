// Shared passages of two articles, planted where we know: ours beside dolos (winnowed fingerprints of the same words) and
// jsdiff (words). A passage is found exactly when both its ends are at the very offsets where it was planted. Then the third
// level: statements in other words of articles that share a vocabulary, beside finding the passages, and as they grow tenfold.
import { File, FingerprintIndex, Region, TokenizedFile } from '@dodona/dolos-core'
import { diffWords } from 'diff'
import { sharedPassages } from '../../shared/alignment.ts'
import { type Compared, compareArticles } from '../../shared/comparison.ts'
import { figure, ms, ratio, time } from './figures.ts'
import { articleOf, seeded, sentence } from './texts.ts'

type Span = Readonly<{ start: number; end: number }>
type Pair = Readonly<{ a: string; b: string; planted: readonly Readonly<{ a: Span; b: Span }>[] }>

/** Two texts in one language, with a sentence, a longer and a very long passage in common between words that differ. */
function pairOf(words: number, seed = 11): Pair {
  const random = seeded(seed)
  const own = () => Array.from({ length: Math.floor(words / 80) }, () => sentence(random, 20)).join(' ')
  const planted: { a: Span; b: Span }[] = []
  let [a, b] = [own(), own()]
  for (const length of [12, 40, Math.max(60, words / 50)]) {
    const passage = sentence(random, length)
    const [left, right] = [`${a} Here `, `${b} There `]
    planted.push({
      a: { start: left.length, end: left.length + passage.length },
      b: { start: right.length, end: right.length + passage.length },
    })
    a = `${left}${passage} So ${own()}`
    b = `${right}${passage} Yet ${own()}`
  }
  return { a, b, planted }
}

const exact = ({ planted }: Pair, found: readonly Readonly<{ a: Span; b: Span }>[]) =>
  `${planted.filter((one) => found.some(({ a, b }) => a.start === one.a.start && a.end === one.a.end && b.start === one.b.start && b.end === one.b.end)).length}/${planted.length} exact`

/** Tokens on one row, so that a region's columns are offsets. */
function tokenized(name: string, text: string): TokenizedFile {
  const found = [...text.matchAll(/[\p{L}\p{N}]+/gu)]
  const regions = found.map((word) => new Region(0, word.index, 0, word.index + word[0].length))
  return new TokenizedFile(
    new File(name, text),
    found.map((word) => word[0].toLowerCase()),
    regions,
  )
}

function byDolos({ a, b }: Pair): { a: Span; b: Span }[] {
  const [left, right] = [tokenized('a', a), tokenized('b', b)]
  const index = new FingerprintIndex(8, 4)
  index.addFiles([left, right])
  const span = ({ startCol, endCol }: Region) => ({ start: startCol, end: endCol })
  return index
    .getPair(left, right)
    .buildFragments()
    .map(({ leftSelection, rightSelection }) => ({ a: span(leftSelection), b: span(rightSelection) }))
}

function byDiff({ a, b }: Pair, timeout: number): { a: Span; b: Span }[] | undefined {
  const parts = diffWords(a, b, { timeout })
  if (parts === undefined) return undefined
  const found: { a: Span; b: Span }[] = []
  let [left, right] = [0, 0]
  for (const { value, added, removed } of parts) {
    if (!added && !removed) found.push({ a: { start: left, end: left + value.length }, b: { start: right, end: right + value.length } })
    if (!added) left += value.length
    if (!removed) right += value.length
  }
  return found
}

for (const words of [1_000, 10_000, 100_000]) {
  const pair = pairOf(words)
  const name = `${words.toLocaleString('en')} words each`
  const runs = words < 100_000 ? 9 : 5
  sharedPassages(pair.a, pair.b)
  const ours = time(runs, () => sharedPassages(pair.a, pair.b))
  byDolos(pair)
  const dolos = time(runs, () => byDolos(pair))
  figure(`${name}: ours`, `${ms(ours)}, ${exact(pair, sharedPassages(pair.a, pair.b))}`)
  figure(`${name}: dolos`, `${ms(dolos)}, ${exact(pair, byDolos(pair))}`)
  ratio(`${name}: dolos against ours`, dolos / ours, { least: 5 })
  const from = performance.now()
  const diffed = byDiff(pair, 10_000)
  const spent = performance.now() - from
  figure(`${name}: jsdiff, words`, diffed === undefined ? 'given up after 10 s' : `${ms(spent)}, ${exact(pair, diffed)}`)
}

let before: number | undefined
for (const words of [1_000, 10_000, 100_000]) {
  const article = (seed: number): Compared => ({ ...articleOf(words, seed), language: 'en', zoneMarks: [] })
  const [a, b] = [article(1), article(2)]
  const name = `${words.toLocaleString('en')} words each, all three levels`
  const runs = words < 100_000 ? 5 : 3
  compareArticles(a, b)
  const whole = time(runs, () => compareArticles(a, b))
  figure(name, ms(whole))
  if (before !== undefined) ratio(`${name}: against a tenth`, whole / before, { most: 20 })
  before = whole
}
