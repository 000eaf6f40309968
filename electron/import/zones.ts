// Puts each piece of a document into its zone: by its own words (furniture.ts), by the hint of its markup, and by where it
// stands: the title on top, bare names where a byline goes, notes at the end, teasers after the article. In doubt a piece
// is body.
import { countWords, type Draft, type Zone } from '../../shared/text.ts'
import { isName, leadsAway, namesOnByline, note, notesHeading, zoneOfLine } from './furniture.ts'
import type { Piece } from './page.ts'

/** A piece with its zone; whether it begins one of several articles that the markup tells apart. */
export type Settled = Draft & Readonly<{ opens: boolean }>

type Placed = { piece: Piece; zone: Zone | undefined }

/** A paragraph of the article has at least this many characters; a title or a name has fewer. */
const PARAGRAPH = 100
const LONGEST_TITLE = 250
/** More lines than this are no byline with its date. */
const LONGEST_GROUP = 1_000

const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu
/** Characters of a text, those of the scripts that need few of them counted threefold. */
const lengthOf = (text: string): number => (text.length >= PARAGRAPH ? text.length : text.length + 2 * (text.match(dense)?.length ?? 0))

const ends = /[.!?…:;,]["'”’»)]*$/u
const same = (a: string, b: string): boolean => fold(a) === fold(b)
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Cuts pieces of several lines where a line is furniture or stands twice, so that each can have its zone. */
function cut(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece) => {
    if (piece.kind !== 'paragraph' || !piece.text.includes('\n')) return [piece]
    const lines = piece.text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    if (lines.length > LONGEST_GROUP) return [piece]
    const furniture = lines.some((line, i) => zoneOfLine(line) !== undefined || line === lines[i + 1])
    return furniture ? lines.map((text, i) => ({ ...piece, text, opens: i === 0 && piece.opens === true })) : [piece]
  })
}

const isBody = ({ piece, zone }: Placed): boolean => zone === undefined && lengthOf(piece.text) >= PARAGRAPH && ends.test(piece.text)

/** The title: the piece that says what the document claims as its title, else a short first line above paragraphs. */
function placeTitle(all: Placed[], claimed: string): void {
  const open = all.filter(({ piece, zone }) => zone === undefined || piece.outside === true)
  const isClaimed = ({ piece }: Placed): boolean => claimed !== '' && piece.text.length <= LONGEST_TITLE && isTitle(piece.text, claimed)
  const found = open.find((placed) => placed.piece.kind === 'heading' && isClaimed(placed)) ?? open.find(isClaimed)
  if (found !== undefined) {
    found.zone = 'title'
    return
  }
  const heading = open.find(({ piece }) => piece.kind === 'heading' && piece.level === 1)
  if (heading !== undefined) {
    heading.zone = 'title'
    return
  }
  const first = all.findIndex(({ zone }) => zone === undefined)
  const placed = all[first]
  if (placed === undefined || claimed !== '' || placed.piece.kind === 'table' || placed.piece.kind === 'item') return
  const { text } = placed.piece
  if (text.length > LONGEST_TITLE || text.includes('\n') || /[.;,:]$/u.test(text) || countWords(text) > 40) return
  if (all.slice(0, first).some(({ zone }) => zone === 'caption' || zone === 'footnote')) return
  if (all.slice(first + 1).some(isBody) || all.length === 1 || text.length < PARAGRAPH) placed.zone = 'title'
}

/** Whether a line is the claimed title, which may carry the outlet's name after it. */
function isTitle(line: string, claimed: string): boolean {
  const a = fold(line)
  const b = fold(claimed)
  return a !== '' && (a === b || (a.length >= 12 && b.startsWith(`${a} `)) || (b.length >= 12 && a.startsWith(`${b} `)))
}

/** Bare names beside other signs of a byline: the same name twice, with a label, above a date, or before a note about the author. */
function placeNames(all: Placed[]): void {
  const title = all.findIndex(({ zone }) => zone === 'title')
  for (let i = 0; i < all.length; i += 1) {
    const placed = all[i] as Placed
    const { text } = placed.piece
    if (placed.zone !== undefined || placed.piece.kind === 'item' || !isName(text)) continue
    const beside = [all[i - 1], all[i + 1]].filter((each): each is Placed => each !== undefined)
    const twice = beside.some((each) => same(each.piece.text, text))
    const labelled = beside.some((each) => each.zone === 'byline' && fold(namesOnByline(each.piece.text)) === fold(text))
    const next = all[i + 1]
    const dated = next?.zone === 'dateline' && text.includes(' ') && title !== -1 && title < i
    if (twice || labelled || dated) placed.zone = 'byline'
  }
  // A note about the author, the last words of the article, begins with the name that the byline before it gives.
  const last = all.findLastIndex(({ zone }) => zone === undefined)
  const [before, placed] = [all[last - 1], all[last]]
  if (before?.zone !== 'byline' || placed === undefined) return
  const name = fold(namesOnByline(before.piece.text))
  if (name !== '' && fold(placed.piece.text).startsWith(`${name} `)) placed.zone = 'byline'
}

/** Runs of numbered notes at the end, and whatever stands under a heading over notes there. */
function placeNotes(all: Placed[]): void {
  let last = all.length - 1
  while (last >= 0 && all[last]?.zone === 'boilerplate') last -= 1
  const numbered = (at: number): boolean => note.test(all[at]?.piece.text ?? '')
  let first = last + 1
  // Two pieces in a row without a number end the run, seen from its end: one may be the rest of a note.
  for (let at = last; at >= 0; at -= 1) {
    if (numbered(at)) first = at
    else if (at < first - 1 || all[at]?.zone === 'title') break
  }
  const notes = all.slice(first, last + 1).filter((_, i) => numbered(first + i)).length
  if (notes >= 2 && /^\D{0,2}1\D|^¹/.test(all[first]?.piece.text ?? ''))
    for (let at = first; at <= last; at += 1) (all[at] as Placed).zone = 'footnote'
  const heading = all.findIndex(({ piece }, i) => i > all.length / 3 && piece.text.length < 40 && notesHeading.test(piece.text))
  if (heading === -1) return
  const under = all.slice(heading + 1, last + 1)
  const marked = under.filter(
    ({ piece, zone }) => zone === 'footnote' || note.test(piece.text) || piece.kind === 'item' || /https?:\/\//.test(piece.text),
  ).length
  if (marked >= 1 && marked >= 0.6 * under.length)
    for (const placed of all.slice(heading, last + 1)) if (placed.zone !== 'boilerplate') placed.zone = 'footnote'
}

/** What stands after a heading that leads to other articles, when the article itself is over there. */
function placeTeasers(all: Placed[]): void {
  const start = all.findIndex(isBody)
  const at = all.findIndex(({ piece }, i) => i > start && leadsAway.test(piece.text))
  if (start === -1 || at === -1) return
  const before = all.slice(0, at).reduce((sum, { piece }) => sum + piece.text.length, 0)
  const after = all.slice(at + 1)
  const length = after.reduce((sum, { piece }) => sum + piece.text.length, 0)
  if (length > before / 2 || after.some(({ piece }) => piece.text.length > 400)) return
  for (const placed of after) if (placed.zone !== 'footnote' && placed.zone !== 'byline') placed.zone = 'boilerplate'
}

/** A second title, and an excerpt on top that the article repeats word for word: they would count the same words twice. */
function placeRepeats(all: Placed[]): void {
  const title = all.findIndex(({ zone }) => zone === 'title')
  if (title === -1) return
  const text = all[title]?.piece.text ?? ''
  for (const placed of all.slice(title + 1)) if (placed.zone === undefined && same(placed.piece.text, text)) placed.zone = 'boilerplate'
  const next = all[title + 1]
  if (next === undefined || next.zone !== undefined || next.piece.text.length < 40) return
  const excerpt = next.piece.text.replace(/[\s….]+$/u, '')
  const repeated = all
    .slice(title + 2)
    .some(({ piece, zone }) => zone === undefined && piece.text.length > excerpt.length + 1 && piece.text.startsWith(excerpt))
  if (repeated) next.zone = 'boilerplate'
}

/** A line under the title that names the site again. */
function placeTagline(all: Placed[], site: string): void {
  if (site === '') return
  for (const placed of all.slice(0, 8)) {
    if (
      placed.zone === undefined &&
      placed.piece.text.length < 100 &&
      !ends.test(placed.piece.text) &&
      fold(placed.piece.text).startsWith(fold(site))
    )
      placed.zone = 'boilerplate'
  }
}

/** Runs of lines that are nothing but links. */
function placeLinks(all: Placed[]): void {
  const link = ({ piece, zone }: Placed): boolean =>
    zone === undefined && piece.outside !== false && (piece.linked ?? 0) >= 0.8 && piece.text.length < PARAGRAPH
  for (let i = 0; i < all.length; ) {
    let end = i
    while (end < all.length && link(all[end] as Placed)) end += 1
    if (end - i >= 3) for (const placed of all.slice(i, end)) placed.zone = 'boilerplate'
    i = Math.max(end, i + 1)
  }
}

/** Credits, names and dates that stand outside the article, after its end or above its title, are those of other articles. */
function placeBeyond(all: Placed[]): void {
  const last = all.findLastIndex(({ piece }) => piece.outside === false)
  if (last === -1) return
  const title = all.findIndex(({ zone }) => zone === 'title')
  for (const [i, placed] of all.entries()) {
    if (placed.piece.outside !== true || placed.zone === 'footnote' || placed.zone === 'title') continue
    const teases = placed.zone === 'caption' && (i < title || (placed.piece.linked ?? 0) >= 0.5)
    // Who signs below the article stands right below it.
    const signs = placed.zone === 'byline' && i === last + 1
    if ((i > last && !signs) || teases) placed.zone = 'boilerplate'
  }
}

const kindIn = (piece: Piece, zone: Zone): Piece['kind'] => (zone === 'title' ? 'title' : piece.kind)

/** A short line between paragraphs that ends like no sentence; a byline or a date may stand below it. */
function isHeading(all: readonly Placed[], i: number, afterBody: boolean): boolean {
  const { piece, zone } = all[i] as Placed
  const { text } = piece
  if (zone !== undefined || piece.kind !== 'paragraph' || text.length > 80 || text.includes('\n') || ends.test(text)) return false
  let at = i + 1
  while (afterBody && (all[at]?.zone === 'byline' || all[at]?.zone === 'dateline')) at += 1
  const next = all[at]
  return (
    /^[\p{Lu}\p{Lo}\p{N}]/u.test(text) &&
    countWords(text) <= 12 &&
    i > 0 &&
    next !== undefined &&
    next.zone === undefined &&
    next.piece.text.length >= 100
  )
}

/**
 * Settles the zones of a document's pieces.
 * @param title the title that the document claims, or the empty string
 * @param certain whether the hints hold even where they leave few words
 */
export function settleZones(pieces: readonly Piece[], title: string, certain = false): Settled[] {
  const drafts = settle(pieces, title)
  if (certain || holdsArticle(drafts)) return drafts
  // Markup that leaves nothing of an article is not believed: first what its classes say, then where it stands.
  if (pieces.every(({ hint, outside, text }) => (hint !== 'boilerplate' && outside !== true) || lengthOf(text) < PARAGRAPH)) return drafts
  const plain = pieces.map(
    ({ kind, level, text, opens = false }): Piece => ({ kind, text, opens, ...(level === undefined ? {} : { level }) }),
  )
  const placed = plain.map((piece, i) => ({ ...piece, ...(pieces[i]?.outside === undefined ? {} : { outside: pieces[i].outside }) }))
  const within = settle(placed, title)
  return holdsArticle(within) ? within : settle(plain, title)
}

const holdsArticle = (drafts: readonly Draft[]): boolean => drafts.some(({ zone, text }) => zone === 'body' && lengthOf(text) >= PARAGRAPH)

function settle(pieces: readonly Piece[], title: string): Settled[] {
  const all: Placed[] = cut(pieces)
    .filter(({ text }) => text.trim() !== '')
    .map((piece) => ({ piece, zone: zoneOfPiece(piece) }))
  const site = /^site icon (.{2,60})$/iu.exec(all.find(({ piece }) => /^site icon /iu.test(piece.text))?.piece.text ?? '')?.[1] ?? ''
  placeLinks(all)
  placeTagline(all, site)
  placeTitle(all, title)
  placeBeyond(all)
  placeNames(all)
  placeNotes(all)
  placeRepeats(all)
  placeTeasers(all)
  const firstBody = all.findIndex(isBody)
  return all.map(({ piece, zone = 'body' }, i) => {
    const heading = isHeading(all, i, firstBody !== -1 && firstBody < i)
    const kind = heading ? 'heading' : kindIn(piece, zone)
    const level = heading ? 2 : kind === 'title' ? undefined : piece.level
    return { kind, zone, ...(level === undefined ? {} : { level }), text: piece.text, opens: piece.opens === true }
  })
}

/** The zone of a piece by its markup and its own words; a hint that its words speak against does not hold. */
function zoneOfPiece(piece: Piece): Zone | undefined {
  const { hint, text } = piece
  const own = piece.kind === 'table' || piece.kind === 'preformatted' ? undefined : zoneOfLine(text)
  if (hint === undefined) return own ?? (piece.outside === true ? 'boilerplate' : undefined)
  if ((hint === 'byline' || hint === 'dateline') && text.length > 240) return own
  if (hint === 'dateline' && own === undefined) return /\p{Nd}/u.test(text) && text.length < 80 ? 'dateline' : undefined
  return hint === 'dateline' ? own : hint
}
