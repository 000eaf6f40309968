// What a sentence speaks of, as terms that survive a rewriting: stems of its words, numbers as values, and pairs of letters in
// scripts that write no spaces. Words that carry grammar only, in English, are no terms.
import anyAscii from 'any-ascii'
import { numeralAt, tokensOf } from './numerals.ts'
import { senseOf } from './samesense.ts'
import { stemOf } from './stems.ts'
import { foldWord } from './words.ts'

/** `plain` is the word in small Latin letters; empty for a number and for a pair of letters. */
export type Term = Readonly<{ term: string; plain: string; isNumber: boolean }>

const grammar = new Set(
  `a about above after again against all along also although am among an and another any are around as at away back be because been
  before being below between both but by can cannot could did do does doing done down during each either else even ever every few for
  from further get gets give go goes going gone got had has have having he her here hers herself him himself his how however i if in into is it
  its itself just least less let like made make makes many may me might mine more most much must my near neither no nor not now of off on once
  one only onto or other others our ours out over own per put quite rather said same say saying says she should since so some still such
  take than that the their theirs them themselves then there these they this those though through thus to told too under until up upon us very
  via was we were what when where whether which while who whom whose why will with within without would yet you your yours`
    .trim()
    .split(/\s+/),
)

/** Whether a word in plain letters carries grammar only, in English. */
export const isGrammar = (plain: string): boolean => grammar.has(plain)

const unspaced = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}]/u

/** Words in plain letters met before: the same few thousand are asked for again and again. */
const plains = new Map<string, string>()
const MOST_PLAINS = 50_000

/** A word in plain small letters of the Latin alphabet, whatever it was written in. */
export function plainWord(word: string): string {
  let plain = plains.get(word)
  if (plain === undefined) {
    plain = anyAscii(foldWord(word))
      .toLowerCase()
      .replace(/['’]s?$|[^a-z0-9]/g, '')
    if (plains.size >= MOST_PLAINS) plains.clear()
    plains.set(word, plain)
  }
  return plain
}

/** Reads the terms of a sentence, in its order. */
export function termsOf(sentence: string): Term[] {
  const tokens = tokensOf(sentence)
  const terms: Term[] = []
  for (let i = 0; i < tokens.length; i++) {
    const text = tokens[i]?.text ?? ''
    const number = numeralAt(tokens, i, sentence)
    if (number !== undefined) {
      terms.push({ term: `#${number.value}`, plain: '', isNumber: true })
      i += number.tokens - 1
      continue
    }
    if (unspaced.test(text)) {
      const letters = Array.from(text)
      for (let at = 0; at < Math.max(1, letters.length - 1); at++)
        terms.push({ term: letters.slice(at, at + 2).join(''), plain: '', isNumber: false })
      continue
    }
    const plain = plainWord(text)
    if (plain.length < 2 || grammar.has(plain)) continue
    terms.push({ term: senseOf(stemOf(plain)), plain, isNumber: false })
  }
  return terms
}
