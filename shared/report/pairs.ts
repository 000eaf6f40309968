// The pairs of a report: their articles by the letters that the report gives them, what is said of each pair in turn, and how the
// words of either side are shown.

import { nameOf } from '../articlename.ts'
import { type Piece, sharesWords } from '../passage.ts'
import type { Range } from '../text.ts'
import { placeOf } from './evidence.ts'
import type { Report, ReportArticle } from './model.ts'
import { element as e, type ReportElement, type ReportNode } from './node.ts'
import type { ReportPair } from './pairmodel.ts'
import { languageOf, letterOf } from './wording.ts'

export type Side = Readonly<{ whole: ReportArticle; letter: string; at: 'a' | 'b' }>
/** A pair as it is told: which of the report's it is, counted from 1, and its two articles; `alone` where the report has no others. */
export type Sides = Readonly<{ number: number; pair: ReportPair; sides: readonly [Side, Side]; alone: boolean }>

function sidesOf({ articles, pairs }: Report): Sides[] {
  return pairs.flatMap((pair, i) => {
    const [left, right] = [articles[pair.a], articles[pair.b]]
    if (left === undefined || right === undefined) return []
    const sides = [
      { whole: left, letter: letterOf(pair.a), at: 'a' },
      { whole: right, letter: letterOf(pair.b), at: 'b' },
    ] as const
    return [{ number: i + 1, pair, sides, alone: articles.length === 2 }]
  })
}

/** What is said of each pair; under the names of its two articles where the report has more. */
export function pairByPair(report: Report, section: string, say: (told: Sides) => readonly ReportElement[]): ReportElement[] {
  return sidesOf(report).flatMap((told) => {
    const [a, b] = told.sides
    return told.alone ? say(told) : [e('h3', { id: `${section}-${told.number}`, class: 'pair' }, titled(a), ' · ', titled(b)), ...say(told)]
  })
}

const titled = ({ whole: { article }, letter }: Side): ReportElement =>
  e(
    'span',
    {},
    e('span', { class: 'letter' }, `${letter}\u00a0`),
    e('span', { class: 'title', ...languageOf(article.language) }, nameOf(article)),
  )

/** The place on the page of a passage that shares words; both counted from 1. */
export const passageId = (pair: number, passage: number): string => `passage-${pair}-${passage}`
export const passageName = ({ sides: [a, b], alone }: Pick<Sides, 'sides' | 'alone'>, passage: number): string =>
  alone ? `Passage ${passage}` : `Passage ${a.letter}·${b.letter} ${passage}`

/** Where words of one article stand in shared passages, of whatever pair. */
export function passagesIn(report: Report, which: number): Readonly<{ id: string; name: string; range: Range }>[] {
  return sidesOf(report).flatMap((told) => {
    const side = told.pair.a === which ? 'a' : told.pair.b === which ? 'b' : null
    if (side === null) return []
    return told.pair.passages
      .filter(sharesWords)
      .map((passage, i) => ({ id: passageId(told.number, i + 1), name: passageName(told, i + 1), range: passage[side] }))
  })
}

/** Attributes of an element that shows the words of an article at these ranges. */
export const quoteAt = ({ whole: { article } }: Side, ranges: readonly Range[]) => ({
  ...languageOf(article.language),
  'data-place': placeOf(article.id, ranges),
})

/** The words of a range, with those that only this side has marked. */
export function wordsOf({ whole: { text }, at }: Side, { start, end }: Range, pieces: readonly Piece[]): ReportNode[] {
  const words: ReportNode[] = []
  let reached = start
  for (const piece of pieces) {
    const range = piece[at]
    if (piece.same || range === null) continue
    const own = text.slice(range.start, range.end).trimEnd()
    if (own === '') continue
    words.push(text.slice(reached, range.start), e(at === 'a' ? 'del' : 'ins', {}, own))
    reached = range.start + own.length
  }
  return [...words, text.slice(reached, end)].filter((part) => part !== '')
}
