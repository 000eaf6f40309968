// The cards of a pair: what both articles say of the same things, row by row with both sides, made of what the project counts.
import { type Compared, type Comparison, countedSentences, type Known } from '../comparison.ts'
import type { OpenArticle } from '../contract.ts'
import { aliasCues } from '../names/cues.ts'
import { capitalsIn, namesIn } from '../names/find.ts'
import type { NameRow } from '../names/model.ts'
import { nameRows } from '../names/rows.ts'
import { pairKey, proposeVariants } from '../names/variants.ts'
import { shownAt } from '../omissions.ts'
import { CUT_OFF } from '../passage.ts'
import type { Code, Dismissal } from '../records.ts'
import { type Verbs, verbsOf } from '../sourcing/lexicon.ts'
import { type SuggestionWords, suggesterOf } from '../sourcing/suggest.ts'
import type { Suggestion } from '../sourcing/suggestion.ts'
import { countWords, type Range } from '../text.ts'
import { type Counted, leftOutOf, ownWords, zonesOf } from '../zones.ts'
import { attributedIn, creditorOf } from './attributed.ts'
import { codeProfiles } from './codes.ts'
import { figureRows } from './figurerows.ts'
import { figuresIn, type Read } from './figures.ts'
import type { Cards } from './model.ts'
import { quotationsOf } from './quotations.ts'
import { sourcesOf } from './sources.ts'
import { wordingOf } from './wording.ts'

/** An article as it is compared, with what the analyst made of it. */
export type Paired = Compared & Pick<OpenArticle, 'highlights' | 'codings' | 'links'> & Readonly<{ dismissals: readonly Dismissal[] }>
export type About = Readonly<{
  counted: Counted
  words: SuggestionWords
  codes: ReadonlyMap<string, Code>
  known: Known
}>

/** Blocks whose suggestions are read in one step. UTF-16 units. */
const SLICE = 6_000
/** Sentences whose figures are read in one step. */
const SENTENCES = 60
const opens = /^["“”«»„「『‹‘‚']/u

function* suggested({ language, text, blocks }: Paired, words: SuggestionWords): Generator<undefined, Suggestion[]> {
  const suggest = suggesterOf(words, language)
  const found: Suggestion[] = []
  for (let at = 0; at < blocks.length; ) {
    let to = at + 1
    // A quotation may go on in the next paragraph, or be led in by the one before.
    while (to < blocks.length && ((blocks[to]?.end ?? 0) - (blocks[at]?.start ?? 0) < SLICE || opens.test(text.slice(blocks[to]?.start))))
      to++
    found.push(...suggest(text, blocks.slice(at, to)))
    at = to
    yield
  }
  return found
}

const placesIn = (names: readonly NameRow[], side: 'a' | 'b'): Range[] =>
  names.flatMap((row) => row[side].forms.flatMap(({ ranges }) => ranges)).sort((x, y) => x.start - y.start)

type Side = Readonly<{ text: string; language: string; sentences: readonly Range[] }>

/** The names of all sentences of two texts, and those that may be one. */
function* namesBetween(
  a: Side,
  b: Side,
  { passages }: Comparison,
  known: Known,
): Generator<undefined, Pick<Comparison, 'names' | 'proposals'>> {
  const left = namesIn(a.text, a.sentences, a.language, capitalsIn(b.text, b.sentences))
  yield
  const right = namesIn(b.text, b.sentences, b.language, capitalsIn(a.text, a.sentences))
  yield
  const names = nameRows(left, right, known.entities ?? [])
  const cues = { a: aliasCues(a.text, a.sentences, left), b: aliasCues(b.text, b.sentences, right) }
  return { names, proposals: proposeVariants(names, { ...known, cues, passages }) }
}

/** Makes the cards of two articles that were compared, in steps of some milliseconds. */
export function* cardsOf(
  a: Paired,
  b: Paired,
  comparison: Comparison,
  { counted, words, codes, known }: About,
): Generator<undefined, Cards> {
  const { passages } = shownAt(comparison, CUT_OFF)
  const verbs: Verbs = verbsOf(words.reporting)
  const suggestions = { a: yield* suggested(a, words), b: yield* suggested(b, words) }
  const read = (side: 'a' | 'b') => {
    const open = side === 'a' ? a : b
    const leftOut = counted === 'all' ? [] : leftOutOf(zonesOf(open.blocks, open.zoneMarks))
    return {
      open,
      text: open.text,
      language: open.language,
      sentences: countedSentences(open, counted),
      words: ownWords(countWords(open.text), open.text, leftOut),
      attributed: attributedIn(open, suggestions[side], leftOut, { codes, verbs }),
    }
  }
  const [left, right] = [read('a'), read('b')]
  yield
  const figures = []
  for (const side of [left, right]) {
    const english = /^(?:en(?:-|$)|und$|$)/i.test(side.language)
    const creditOf = creditorOf(side.open, side.attributed, english ? verbs : new Map())
    const read: Read[] = []
    for (let at = 0; at < side.sentences.length; at += SENTENCES) {
      read.push(...figuresIn(side.text, side.sentences.slice(at, at + SENTENCES), side.language, creditOf))
      yield
    }
    figures.push({ text: side.text, figures: read })
    yield
  }
  const [here, there] = figures
  const figured = here === undefined || there === undefined ? [] : yield* figureRows(here, there, passages)
  yield
  const { names, proposals } = counted === 'own' ? comparison : yield* namesBetween(left, right, comparison, known)
  const quotations = quotationsOf(left, right, passages)
  yield
  const sources = sourcesOf(left, right, names, known.entities ?? [])
  yield
  const wording = wordingOf({ ...left, names: placesIn(names, 'a') }, { ...right, names: placesIn(names, 'b') })
  yield
  const nameOf = (place: number) => names[place]?.name ?? ''
  return {
    counted,
    sources,
    names,
    proposals: proposals.map((each) => ({ ...each, key: pairKey(nameOf(each.rows[0]), nameOf(each.rows[1])) })),
    figures: figured,
    quotations,
    words: wording,
    codes: codeProfiles(a, b, passages),
  }
}
