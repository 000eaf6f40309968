// Gathers the words of a web page into pieces, in reading order, and says which of them stand outside the article: by what
// Readability found, or where it found nothing by the part of the page that holds most of the words.
import type { BlockKind, Zone } from '../../shared/text.ts'
import type { Found } from './article.ts'
import type { Piece } from './page.ts'

/** Characters that the article's part of a page holds at least. */
const FEWEST_IN_MAIN = 300

/** A part of the page that may be the article, inside another. */
export type Part = { readonly outer: Part | undefined; readonly article: boolean; length: number }

/** What holds for the words at a place of the tree. */
export type Context = Readonly<{ kind: BlockKind; level?: number; hint?: Zone; pre: boolean; depth: number; part?: Part }>

/** Inline elements open around the words. */
export type Inline = Readonly<{ links: number; hint?: Zone }>

/** A piece, where it stands, and the share of its characters that Readability takes for the article. */
type Gathered = Readonly<{ piece: Piece; part: Part | undefined; kept: number }>

/** Gathers words into pieces. */
export class Gatherer {
  readonly #pieces: Gathered[] = []
  #parts: string[] = []
  #before = ''
  #length = 0
  #kept = 0
  readonly #frames: { host: string; at: number }[] = []
  /** Characters that stand in links, and in inline elements with a hint of their own. */
  #linked = 0
  #hinted = new Map<Zone, number>()

  /** Words to put before the next that are not white space. */
  before(words: string): void {
    this.#before = words
  }

  add(words: string, context: Context, inline: Inline, kept: boolean): void {
    const plain = context.pre ? words : words.replace(/[ \t\r\n\f]+/g, ' ')
    const text = plain.trim() === '' ? plain : this.#before + plain
    if (plain.trim() !== '') this.#before = ''
    this.#parts.push(text)
    const length = text.trim().length
    this.#length += length
    if (kept) this.#kept += length
    if (inline.links > 0) this.#linked += length
    if (inline.hint !== undefined) this.#hinted.set(inline.hint, (this.#hinted.get(inline.hint) ?? 0) + length)
  }

  /** A frame that shows a page of another site is named where the article has begun. */
  leaveOut(address: string): void {
    const host = /^(?:https?:)?\/\/([\w.-]{1,200})(?:[:/?#]|$)/i.exec(address)?.[1]
    if (host !== undefined && this.#pieces.some(({ kept }) => kept > 0.5)) this.#frames.push({ host, at: this.#pieces.length })
  }

  /** Hosts of the frames that stand in the article. */
  get frames(): readonly string[] {
    const last = this.#pieces.findLastIndex(({ kept }) => kept > 0.5)
    return [...new Set(this.#frames.filter(({ at }) => at <= last).map(({ host }) => host))]
  }

  breakLine(): void {
    this.#parts.push('\n')
  }

  /** Ends the block; what was gathered becomes a piece, or several where a blank line stood. */
  close(context: Context): void {
    if (this.#parts.length === 0) return
    const text = this.#parts.join('')
    const inlineHint = [...this.#hinted].find(([, length]) => length >= 0.6 * this.#length)?.[0]
    const hint = context.hint ?? inlineHint
    const piece = {
      kind: context.kind,
      ...(context.level !== undefined && (context.kind === 'heading' || context.kind === 'item') ? { level: context.level } : {}),
      ...(hint === undefined ? {} : { hint }),
      ...(this.#linked > 0 ? { linked: Math.min(1, this.#linked / this.#length) } : {}),
    }
    if (this.#length > 0) {
      const kept = this.#kept / this.#length
      const paragraphs = context.pre ? [text] : text.replace(/ {2,}/g, ' ').split(/(?: ?\n){2,} ?/)
      for (const paragraph of paragraphs) this.put({ ...piece, text: paragraph }, context, kept)
    }
    this.#parts = []
    this.#length = 0
    this.#kept = 0
    this.#linked = 0
    this.#hinted = new Map()
  }

  put(piece: Piece, { part }: Context, kept: number): void {
    this.#pieces.push({ piece, part, kept })
    if (piece.hint !== undefined) return
    const length = piece.text.length * (1 - (piece.linked ?? 0))
    for (let each = part; each !== undefined; each = each.outer) each.length += length
  }

  /** All pieces, each outside the article or in it where that can be told; the first of each of several articles opens it. */
  pieces(found: Found | undefined): Piece[] {
    const openings = openingsOf(this.#pieces)
    const placed = this.#placed(found)
    return openings.size < 2 ? placed : placed.map((piece, i) => (openings.has(i) ? { ...piece, opens: true } : piece))
  }

  #placed(found: Found | undefined): Piece[] {
    if (found !== undefined)
      return this.#pieces.map((gathered, i) => settled(isBetween(this.#pieces, i) ? { ...gathered, kept: 1 } : gathered, found.sure))
    const main = mainOf(this.#pieces)
    if (main === undefined) return this.#pieces.map(({ piece }) => piece)
    return this.#pieces.map(({ piece, part }) => (isWithin(part, main) ? piece : { ...piece, outside: true }))
  }
}

/** Whether a heading stands between two pieces of the article: Readability leaves some out, by their class or for their words. */
function isBetween(pieces: readonly Gathered[], i: number): boolean {
  const { piece, part, kept } = pieces[i] as Gathered
  if (piece.kind !== 'heading' || kept >= 0.5 || piece.hint !== undefined || (piece.linked ?? 0) > 0) return false
  const [before, after] = [pieces[i - 1], pieces[i + 1]]
  const isInside = (each: Gathered | undefined) =>
    each !== undefined && each.kept >= 0.5 && each.part === part && each.piece.kind !== 'heading'
  return isInside(before) && isInside(after)
}

/** What Readability surely keeps is no furniture, whatever its class says. */
function settled({ piece, kept }: Gathered, sure: boolean): Piece {
  if (kept < 0.5) return { ...piece, outside: true }
  if (!sure) return piece
  const { hint, ...plain } = piece
  return { ...plain, ...(hint === undefined || hint === 'boilerplate' ? {} : { hint }), outside: false }
}

/** Places of the pieces that begin article elements of some length, each in no other. */
function openingsOf(pieces: readonly Gathered[]): ReadonlySet<number> {
  const first = new Map<Part, number>()
  for (const [i, { part }] of pieces.entries()) {
    let own: Part | undefined
    for (let each = part; each !== undefined; each = each.outer) if (each.article) own = each
    if (own !== undefined && own.length >= NEIGHBOUR && !first.has(own)) first.set(own, i)
  }
  return new Set(first.values())
}

function isWithin(part: Part | undefined, main: Part): boolean {
  for (let each = part; each !== undefined; each = each.outer) if (each === main) return true
  return false
}

/** Characters that make a part beside the largest an article of its own: teasers are shorter. */
const NEIGHBOUR = 300

/** The part with most of the words; within it the innermost that still has most of those. */
function mainOf(pieces: readonly Gathered[]): Part | undefined {
  const parts = new Set<Part>()
  let whole = 0
  for (const { piece, part } of pieces) {
    if (piece.hint === undefined) whole += piece.text.length * (1 - (piece.linked ?? 0))
    for (let each = part; each !== undefined && !parts.has(each); each = each.outer) parts.add(each)
  }
  let main: Part | undefined
  for (const part of parts) if (part.length > (main?.length ?? 0)) main = part
  if (main === undefined || main.length < FEWEST_IN_MAIN || main.length < 0.3 * whole) return undefined
  for (const part of parts) if (part.length > 0.6 * main.length && isWithin(part, main) && !hasNeighbours(part, main, parts)) main = part
  return main
}

/** Whether other parts of some length stand beside one inside another: then the page holds several articles, and all are kept. */
function hasNeighbours(part: Part, main: Part, parts: ReadonlySet<Part>): boolean {
  for (const other of parts) {
    if (other.length >= NEIGHBOUR && isWithin(other, main) && !isWithin(other, part) && !isWithin(part, other)) return true
  }
  return false
}
