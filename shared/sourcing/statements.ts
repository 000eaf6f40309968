// Statements that are told without quotation marks. In each sentence, outside of quotations, a word that reports is looked for
// with a subject beside it and a clause that it may report: “… said that …”, “… said the gates were shut”, “… says: …”,
// “…, the ministry said”, “according to …, …”. What is likelier to be a noun (“the report”) or takes a thing (“said a prayer”,
// “found the key”) is passed over: a clause without “that” needs a finite verb.
import type { Range } from '../text.ts'
import type { Attribution, Paragraph } from './attribution.ts'
import { type Cue, cueAt, leading, sourceAfter, sourceBefore, type Token, tokensOf } from './clause.ts'
import type { Verbs } from './lexicon.ts'
import type { RuleId } from './suggestion.ts'

type CueRange = NonNullable<Attribution['cue']>
type Statement = Readonly<{ rule: RuleId; content: Range; cue: CueRange; source: Range | null }>
/** A word that reports, with the statement that it reports where one was found. */
export type Report = Readonly<{ cue: CueRange; source: Range | null; statement: Statement | null }>

const listOf = (words: string) => new Set(words.split(' '))
/** Stand before a noun: a form after one of these is no verb. */
const determiners = listOf(
  'a an the this that these those no any some each every his her its their our my your such other another of in for with by from on at to into under and or as most many few several all both one two three new own old official latest final public',
)
const finite =
  /^(?:was|were|is|are|am|had|has|have|would|will|could|can|cannot|may|might|should|must|did|does|do|[a-z]+n['’]t|wo|there|['’]\w+)$|^\p{Ll}{2,}ed$/u
const contracted = /^(?:he|she|they|it|we|you|i|there|that)['’](?:s|re|ve|d|ll|m)$/
/** Take a clause without “that”. */
const clauseTakers = listOf(
  'say tell add claim insist argue believe think warn admit acknowledge concede estimate announce allege maintain suspect feel state reckon confirm complain assert contend conclude know',
)
const listeners = listOf('reporters journalists me us him her them parliament lawmakers investigators police everyone residents people')
/** Verbs that report even without a clause: “denied the charge”, “accused them of”. */
const taking = listOf('accuse deny allege dispute denounce reject dismiss rebut')

/** Whether a form that may also be a noun stands where a verb does. */
function isVerb(tokens: readonly Token[], i: number, cue: Cue): boolean {
  if (cue.isPhrase) return true
  const token = tokens[i]
  const before = tokens[i - 1]
  if (token === undefined) return false
  // A name or a heading: “Claims Court”.
  if (/^\p{Lu}/u.test(token.text) && before !== undefined) return false
  if (before === undefined) return false
  if (token.low.endsWith('ing')) return before.text === ','
  if (['to', 'not', 'never'].includes(before.low) && token.low === cue.verb.lemma) return before.low !== 'to'
  return !determiners.has(before.low) || before.low === 'who' || before.low === 'that'
}

/** UTF-16 units: what is longer is a list or a table, not a sentence. */
const LONGEST = 3_000
const passive = listOf('is are was were be been being')
const isPassive = (tokens: readonly Token[], i: number): boolean => {
  const near = tokens.slice(Math.max(0, i - 3), i).map(({ low }) => low)
  const at = near.findLastIndex((low) => passive.has(low))
  return at !== -1 && near.slice(at + 1).every((low) => /ly$|^(?:also|now|not|long|once|being|been)$/.test(low))
}

/** “…, adding that …” begins another statement. */
function beforeParticiple(tokens: readonly Token[], verbs: Verbs): readonly Token[] {
  const at = tokens.findIndex(({ low }, i) => i > 2 && tokens[i - 1]?.text === ',' && low.endsWith('ing') && verbs.has(low))
  return at === -1 ? tokens : tokens.slice(0, at)
}

const rangeOf = (tokens: readonly Token[]): Range | null => {
  let to = tokens.length
  while (to > 0 && /^[.,;:!?…]$/.test(tokens[to - 1]?.text ?? '')) to--
  const [first, last] = [tokens[0], tokens[to - 1]]
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end }
}

const words = (tokens: readonly Token[]) => tokens.filter(({ word }) => word)
const holdsFinite = (tokens: readonly Token[]): boolean => tokens.some(({ low }, i) => contracted.test(low) || (i > 0 && finite.test(low)))

/** The clause that follows a verb, after whom it was told. */
function clauseAfter(tokens: readonly Token[], cue: Cue): Readonly<{ to: number; rest: readonly Token[] }> {
  const next = tokens[cue.to]
  const told = ['tell', 'inform', 'remind'].includes(cue.verb.lemma)
  if (!told || next === undefined) return { to: cue.to, rest: tokens.slice(cue.to) }
  if (listeners.has(next.low)) return { to: cue.to + 1, rest: tokens.slice(cue.to + 1) }
  const that = tokens.slice(cue.to, cue.to + 6).findIndex(({ low }) => low === 'that')
  return that === -1 ? { to: cue.to, rest: tokens.slice(cue.to) } : { to: cue.to + that, rest: tokens.slice(cue.to + that) }
}

/** “said on Tuesday that”: what stands between a verb and its clause. */
function thatAt(rest: readonly Token[]): number {
  const at = rest.slice(0, 8).findIndex(({ low }) => low === 'that')
  if (at <= 0) return at
  const between = rest.slice(0, at)
  return /^(?:on|in|at|after|during|earlier|later|yesterday|today|again|also|publicly|repeatedly|to)$|ly$|day$/.test(between[0]?.low ?? '')
    ? at
    : -1
}

function reportAt(tokens: readonly Token[], i: number, cue: Cue, verbs: Verbs): Report | null {
  const [first, last] = [tokens[cue.from], tokens[cue.to - 1]]
  if (first === undefined || last === undefined) return null
  const before = tokens.slice(0, i)
  const hasSubject = words(before).some(({ low }) => !leading.has(low))
  const made = (to: number, source: Range | null, rule: RuleId | null, content: Range | null): Report => {
    const told = { ...cue.verb, range: { start: first.start, end: tokens[to - 1]?.end ?? last.end } }
    return { cue: told, source, statement: rule === null || content === null ? null : { rule, content, cue: told, source } }
  }
  if (cue.isPhrase) {
    const after = tokens.slice(cue.to)
    const source = sourceAfter(after)
    if (source === null) return null
    const comma = after.findIndex(({ text, start }) => text === ',' && start >= source.end)
    const led = words(before).length === 0
    const content = led ? (comma === -1 ? null : rangeOf(after.slice(comma + 1))) : rangeOf(before)
    return made(cue.to, source, 'statement.according', content)
  }
  if (!hasSubject || isPassive(tokens, i)) return null
  const source = sourceBefore(before)
  // “did not say how many”: nothing is reported.
  if (/^(?:not|never)$|n['’]t$/.test(before.at(-1)?.low ?? '')) return made(cue.to, source, null, null)
  const { to, rest: following } = clauseAfter(tokens, cue)
  const rest = beforeParticiple(following, verbs)
  const that = thatAt(rest)
  if (that !== -1) return made(to, source, 'statement.that', rangeOf(rest.slice(that + 1)))
  const colon = rest.findIndex(({ text }) => text === ':')
  if (colon !== -1 && colon <= 3) {
    const content = rangeOf(rest.slice(colon + 1))
    return made(to, source, content === null || words(rest.slice(colon + 1)).length < 3 ? null : 'statement.colon', content)
  }
  // “…, the ministry said on Monday.”
  const comma = before.findLastIndex(({ text }) => text === ',')
  const subject = before.slice(comma + 1)
  const clause = before.slice(0, Math.max(0, comma))
  const isTag =
    comma !== -1 &&
    words(rest).length <= 6 &&
    words(clause).length >= 3 &&
    holdsFinite(clause) &&
    words(subject).length > 0 &&
    words(subject).length <= 10 &&
    !leading.has(subject[0]?.low ?? '') &&
    !holdsFinite(rest)
  const isStating = clauseTakers.has(cue.verb.lemma)
  if (isTag && isStating) return made(to, rangeOf(subject), 'statement.after', rangeOf(clause))
  // “…, said the ministry.”
  if (isStating && before.at(-1)?.text === ',' && holdsFinite(before) && words(rest).length <= 8 && !first.low.endsWith('ing')) {
    const speaker = sourceAfter(rest)
    if (speaker !== null) return made(cue.to, speaker, 'statement.after', rangeOf(before))
  }
  if (
    isStating &&
    !first.low.endsWith('ing') &&
    words(rest).length >= 3 &&
    holdsFinite(rest) &&
    !/^(?:to|as|of|so|if|whether|about|,)$/.test(rest[0]?.low ?? '')
  )
    return made(to, source, 'statement.said', rangeOf(rest))
  const isHeard = taking.has(cue.verb.lemma) && words(rest).length > 0
  const isTold = /^(?:reporters|journalists)$/.test(rest[0]?.low ?? '') || to > cue.to
  const isWhether = /^(?:whether|if|why|how|what|who|when|where)$/.test(rest[0]?.low ?? '')
  return isHeard || isTold || isWhether ? made(to, source, null, null) : null
}

/** The words of a paragraph that report, outside of its quotations, in order. */
export function reportsOf(text: string, { quotations, sentences }: Paragraph, verbs: Verbs): Report[] {
  const found: Report[] = []
  let from = 0
  for (const sentence of sentences) {
    while ((quotations[from]?.end ?? Number.POSITIVE_INFINITY) <= sentence.start) from++
    if (sentence.end - sentence.start > LONGEST) continue
    const inside: Range[] = []
    for (let i = from; (quotations[i]?.start ?? sentence.end) < sentence.end; i++) inside.push(quotations[i] as Range)
    const tokens = tokensOf(text, sentence, inside)
    let taken = -1
    for (let i = 0; i < tokens.length; i++) {
      const cue = i < taken ? null : cueAt(tokens, i, verbs)
      if (cue === null || !isVerb(tokens, i, cue)) continue
      const report = reportAt(tokens, i, cue, verbs)
      if (report === null) continue
      // A statement within a statement is its own speaker's matter.
      const outer = found.at(-1)?.statement
      const nested = outer != null && outer.content.start <= report.cue.range.start && report.cue.range.end <= outer.content.end
      found.push(nested ? { ...report, statement: null } : report)
      taken = cue.to
    }
  }
  return found
}
