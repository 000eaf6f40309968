// What one text calls things and the other does not: words by the log-odds of their use, with an informative Dirichlet prior (Monroe,
// Colaresi and Quinn, Fightin' Words, 2008). The prior is the use of the word in both texts together, weighing a tenth of their words; the
// difference is divided by its standard deviation, so that a word that stands once here and never there weighs little. Names are
// left to their own card, words of grammar, numbers and dates are left out.
import { calendarOf } from '../names/find.ts'
import { numeralAt, tokensOf } from '../numerals.ts'
import { stemOf } from '../stems.ts'
import { isGrammar, plainWord } from '../terms.ts'
import type { Range } from '../text.ts'
import type { Wording, WordRow } from './model.ts'

/** How strong the prior is, as a share of the words of both texts. */
const PRIOR = 0.1
/** Words that are told of each text. */
const MOST = 60

type Side = Readonly<{
  text: string
  language: string
  sentences: readonly Range[] /** Places of names, in order. */
  names: readonly Range[]
}>
type Counted = Map<string, { forms: Map<string, number>; ranges: Range[] }>

const word = /(?:\p{L}\p{M}*)+(?:['’](?:\p{L}\p{M}*)+)*/gu

/** What forms of a word are counted as; empty for those that are left out. */
function stemFor(form: string, calendar: ReadonlySet<string>): string {
  const plain = plainWord(form)
  const isLeftOut = plain.length < 3 || isGrammar(plain) || calendar.has(plain) || numeralAt(tokensOf(plain), 0, plain) !== undefined
  return isLeftOut ? '' : stemOf(plain)
}

function countedIn({ text, language, sentences, names }: Side): Counted {
  const counted: Counted = new Map()
  const calendar = calendarOf(language)
  const stems = new Map<string, string>()
  let name = 0
  for (const { start, end } of sentences)
    for (const { 0: found, index } of text.slice(start, end).matchAll(word)) {
      const range = { start: start + index, end: start + index + found.length }
      while (name < names.length && (names[name]?.end ?? 0) <= range.start) name++
      if ((names[name]?.start ?? range.end) < range.end) continue
      const form = found.toLowerCase()
      const stem = stems.get(form) ?? stemFor(form, calendar)
      stems.set(form, stem)
      if (stem === '') continue
      const held = counted.get(stem) ?? { forms: new Map<string, number>(), ranges: [] as Range[] }
      held.forms.set(form, (held.forms.get(form) ?? 0) + 1)
      held.ranges.push(range)
      counted.set(stem, held)
    }
  return counted
}

const base = (language: string) => language.split('-')[0]
const rounded = (value: number) => Math.round(value * 1_000) / 1_000

/** The words that two texts use most differently. */
export function wordingOf(a: Side, b: Side): Wording {
  const [left, right] = [countedIn(a), countedIn(b)]
  const total = (counted: Counted) => [...counted.values()].reduce((sum, { ranges }) => sum + ranges.length, 0)
  const [n, m] = [total(left), total(right)]
  const comparable = base(a.language) === base(b.language) || [a.language, b.language].includes('und')
  if (!comparable || n === 0 || m === 0) return { comparable, rows: [], a: n, b: m }
  const rows = [...new Set([...left.keys(), ...right.keys()])].map((stem): WordRow => {
    const [x, y] = [left.get(stem), right.get(stem)]
    const [here, there] = [x?.ranges.length ?? 0, y?.ranges.length ?? 0]
    const prior = PRIOR * (here + there)
    const odds = (count: number, of: number) => Math.log((count + prior) / (of + PRIOR * (n + m) - count - prior))
    const logOdds = odds(here, n) - odds(there, m)
    const deviation = Math.sqrt(1 / (here + prior) + 1 / (there + prior))
    const forms = new Map(x?.forms)
    for (const [form, count] of y?.forms ?? []) forms.set(form, (forms.get(form) ?? 0) + count)
    const [most] = [...forms].sort((p, q) => q[1] - p[1] || (p[0] < q[0] ? -1 : 1))
    return {
      word: most?.[0] ?? stem,
      logOdds: rounded(logOdds),
      z: rounded(logOdds / deviation),
      a: { count: here, ranges: x?.ranges ?? [] },
      b: { count: there, ranges: y?.ranges ?? [] },
    }
  })
  const told = rows
    .filter((row) => row.a.count + row.b.count > 1)
    .sort((x, y) => Math.abs(y.z) - Math.abs(x.z) || (x.word < y.word ? -1 : 1))
  const more = (isA: boolean) => told.filter((row) => row.logOdds !== 0 && row.logOdds > 0 === isA).slice(0, MOST)
  return {
    comparable,
    rows: [...more(true), ...more(false)].sort((x, y) => Math.abs(y.z) - Math.abs(x.z) || (x.word < y.word ? -1 : 1)),
    a: n,
    b: m,
  }
}
