// Correcting an article's text. What an analyst has typed is settled to canonical text, every mark goes to where its words
// stand now, and all of it is one change: the article with its new text, the earlier text as a revision, and the marks.
//
// Marks follow through two maps, one after the other. The editor maps a place through the steps of the editing (ProseMirror's
// step maps) to a place in the blocks as they were left; `settle` maps that to a place in the text that is made of them, where
// white space at the ends of lines and blocks without words are gone. A mark none of whose words are left has no place.
//
// What the page does not hold, findings and proposals that were declined, follows its words from the one text to the other
// (reanchor.ts), and goes where most of them are gone.
import { z } from 'zod'
import { anchor } from './anchor.ts'
import type { Change, Step } from './change.ts'
import { type Pen, removeHighlights } from './commands.ts'
import { Failure } from './failure.ts'
import { ArticleId, BookmarkId, HighlightId, RevisionId, Sha256, ZoneMarkId } from './ids.ts'
import { Transfer } from './reanchor.ts'
import type { Article, Bookmark, Coding, Dismissal, Finding, Highlight, Link, Revision, ZoneMark } from './records.ts'
import { BLOCK_SEPARATOR, type Block, BlockKind, countWords, type Draft, joinBlocks, Range, Zone } from './text.ts'

const most = 100_000
/** Where the marks of an article stand in its new text. Zone marks that are not named go with their words. */
export const Places = z
  .strictObject({
    highlights: z.array(z.strictObject({ id: HighlightId, ranges: z.array(Range).min(1).max(1_000).readonly() })).max(most),
    /** Highlights none of whose words are left: the analyst has seen them, and they go. */
    lost: z.array(HighlightId).max(most),
    zoneMarks: z.array(z.strictObject({ id: ZoneMarkId, range: Range })).max(most),
    bookmarks: z.array(z.strictObject({ id: BookmarkId, offset: z.int().nonnegative() })).max(most),
  })
  .readonly()
export type Places = z.infer<typeof Places>

/** A block as it was left by the editing. */
const Typed = z
  .strictObject({ kind: BlockKind, zone: Zone, level: z.int().min(1).max(6).optional(), text: z.string().max(20_000_000) })
  .transform(({ level, ...rest }): Draft => (level === undefined ? rest : { ...rest, level }))

/**
 * What an analyst made of an article's text `base`: `typed` are its blocks as they were left, `places` where its marks stand in
 * the text that is made of them.
 */
export const Correction = z
  .strictObject({
    id: ArticleId,
    base: z.strictObject({ textSha256: Sha256, blocksSha256: Sha256.nullable() }),
    typed: z.array(Typed).min(1).max(1_000_000),
    reason: z.string().max(2_000),
    places: Places,
  })
  .readonly()
export type Correction = z.output<typeof Correction>

export type Settled = Readonly<{
  text: string
  blocks: readonly Block[]
  /** A range of the drafts, joined by blank lines as they stand, as a range of the text; `null` where none of it is left. */
  range: (typed: Range) => Range | null
  /** An offset into the drafts as an offset into the text. */
  offset: (typed: number) => number
}>

type Piece = Readonly<{ from: number; to: number; length: number }>

/** Makes canonical text of drafts, as `joinBlocks` does, and says where each place of them has come to. */
export function settle(drafts: readonly Draft[]): Settled {
  const { text, blocks } = joinBlocks(drafts)
  // The lines that are kept: where they stood (`from`) and where they stand (`to`).
  const pieces: Piece[] = []
  let from = 0
  let to = 0
  for (const draft of drafts) {
    let at = from
    let kept = 0
    for (const line of draft.text.split('\n')) {
      const { length } = line.trim()
      if (length > 0) {
        if (kept++ > 0) to++
        else if (pieces.length > 0) to += BLOCK_SEPARATOR.length
        pieces.push({ from: at + line.length - line.trimStart().length, to, length })
        to += length
      }
      at += line.length + 1
    }
    from += draft.text.length + BLOCK_SEPARATOR.length
  }
  /** The first piece that ends behind an offset. */
  const after = (offset: number): number => {
    let low = 0
    let high = pieces.length
    while (low < high) {
      const middle = (low + high) >> 1
      const piece = pieces[middle] as Piece
      if (piece.from + piece.length > offset) high = middle
      else low = middle + 1
    }
    return low
  }
  const offset = (typed: number): number => {
    const piece = pieces[after(typed)]
    return piece === undefined ? text.length : piece.to + Math.max(0, typed - piece.from)
  }
  const range = (typed: Range): Range | null => {
    const start = offset(typed.start)
    // The end is where the last unit of the range ends.
    const i = after(typed.end - 1)
    const holding = pieces[i]
    const last = holding !== undefined && holding.from < typed.end ? holding : pieces[i - 1]
    if (last === undefined) return null
    const end = last.to + Math.min(last.length, typed.end - last.from)
    return start < end ? { start, end } : null
  }
  return { text, blocks, range, offset }
}

/** All that stands in an article whose text is corrected. */
export type Standing = Readonly<{
  article: Article
  text: string
  highlights: readonly Highlight[]
  codings: readonly Coding[]
  links: readonly Link[]
  zoneMarks: readonly ZoneMark[]
  bookmarks: readonly Bookmark[]
  revisions: readonly Revision[]
  dismissals: readonly Dismissal[]
  /** Findings in it, and in other articles with it on the other side. */
  findings: readonly Finding[]
}>
export type Corrected = Readonly<{ text: string; textSha256: Sha256; blocksSha256: Sha256; reason: string; places: Places }>

const byId = <R extends { readonly id: string }>(records: readonly R[]): ReadonlyMap<string, R> => new Map(records.map((r) => [r.id, r]))
const stale = () =>
  new Failure('conflict', 'Something was marked in this article while its text was being corrected. Nothing was changed. Correct it again.')

/** The text that is given up, as the next of the article's earlier texts. */
export function revisionOf(
  pen: Pen,
  { article, revisions }: Pick<Standing, 'article' | 'revisions'>,
  reason: string,
  after: Article,
): Revision {
  const { textSha256, blocksSha256, originalSha256 } = article
  return {
    id: RevisionId.parse(pen.newId()),
    articleId: article.id,
    number: (revisions.at(-1)?.number ?? 0) + 1,
    textSha256,
    blocksSha256,
    reason,
    coderId: pen.coderId,
    at: pen.now(),
    originalSha256: after.originalSha256 === originalSha256 ? null : originalSha256,
  }
}

/** Findings and declined proposals where their words stand in the new text. Those whose words are gone go. */
export function carryFindings({ article, text, findings, dismissals }: Standing, next: string, lead: () => Transfer): Change {
  const quoted = (range: Range) => {
    const now = lead().carry(range)
    return now === null ? null : { range: now, quote: next.slice(now.start, now.end) }
  }
  const step = <R extends Finding | Dismissal>(kind: 'finding' | 'dismissal', before: R, after: R | null): Step[] =>
    JSON.stringify(before) === JSON.stringify(after) ? [] : [{ kind, before, after } as Step]
  return [
    ...findings.flatMap((finding) => {
      if (finding.articleId === article.id) {
        const here = quoted(finding.range)
        return step('finding', finding, here === null ? null : { ...finding, ...here })
      }
      const there = finding.there === null ? null : quoted(finding.there.range)
      return step('finding', finding, { ...finding, there, score: there === null ? null : finding.score })
    }),
    ...dismissals.flatMap((dismissal) => {
      if (dismissal.range === null) return []
      const now = quoted(dismissal.range)
      if (now === null) return step('dismissal', dismissal, null)
      const quotes = dismissal.text === text.slice(dismissal.range.start, dismissal.range.end)
      return step('dismissal', dismissal, { ...dismissal, range: now.range, text: quotes ? now.quote : dismissal.text })
    }),
  ]
}

/** Zone marks at the ranges that they are given; those without one go. */
export const moveZones = (marks: readonly ZoneMark[], rangeOf: (mark: ZoneMark) => Range | null): Change =>
  marks.flatMap((before): Step[] => {
    const range = rangeOf(before)
    if (range === null) return [{ kind: 'zoneMark', before, after: null }]
    if (range.start === before.range.start && range.end === before.range.end) return []
    return [{ kind: 'zoneMark', before, after: { ...before, range } }]
  })

/**
 * The whole correction as one change.
 * @throws Failure 'conflict' when a highlight is neither placed nor given up; RangeError when a place holds no words of the text
 */
export function correctText(pen: Pen, now: Standing, next: Corrected): Change {
  const { article } = now
  const { places } = next
  const lost = new Set(places.lost)
  const ranges = byId(places.highlights)
  if (now.highlights.some(({ id }) => ranges.has(id) === lost.has(id))) throw stale()
  const stretches = byId(places.zoneMarks)
  const offsets = byId(places.bookmarks)
  const { textSha256, blocksSha256 } = next
  const after = { ...article, textSha256, blocksSha256, words: countWords(next.text) }
  let transfer: Transfer | null = null
  const steps: Step[] = [
    { kind: 'article', before: article, after },
    { kind: 'revision', before: null, after: revisionOf(pen, now, next.reason, after) },
    ...moveZones(now.zoneMarks, ({ id }) => stretches.get(id)?.range ?? null),
    ...carryFindings(now, next.text, () => (transfer ??= new Transfer(now.text, next.text))),
  ]
  for (const before of now.bookmarks) {
    const offset = offsets.get(before.id)?.offset
    if (offset === undefined) throw stale()
    if (offset !== before.offset) steps.push({ kind: 'bookmark', before, after: { ...before, offset } })
  }
  for (const before of now.highlights) {
    const placed = ranges.get(before.id)
    if (placed === undefined) continue
    const moved = { ...before, ...anchor(next.text, placed.ranges) }
    if (JSON.stringify(moved) !== JSON.stringify(before)) steps.push({ kind: 'highlight', before, after: moved })
  }
  const gone = now.highlights.filter(({ id }) => lost.has(id))
  return [
    ...steps,
    ...removeHighlights(
      gone.map((highlight) => ({ highlight, codings: now.codings.filter(({ highlightId }) => highlightId === highlight.id) })),
      now.links,
    ),
  ]
}
