// HTML to blocks of text. The page is parsed to a tree that is walked once, without recursion; each block-level element
// ends the block before it and begins its own. What is not to be read (scripts, styles, controls, drawings, hidden parts)
// is left out, and what its markup says about a block goes with it as a hint. No markup leaves this file.
import type { BlockKind, Zone } from '../../shared/text.ts'
import { claimsOfPage } from './htmlClaims.ts'
import { hintOf, isHidden, isMainPart } from './htmlHints.ts'
import { atMost, limits } from './limits.ts'
import type { Page, Piece } from './page.ts'
import { type Document, type Element, hasAttribute, isElement, isHtml, type Node, parseHtml, textOf } from './tree.ts'

/** Left out with everything in them. */
const unread = new Set(
  'script style template noscript iframe frame object embed applet audio video canvas svg map button select option textarea input datalist output progress meter label legend dialog head title rt rp noembed noframes param source track img picture'.split(
    ' ',
  ),
)
/** These end a block and begin another. */
const blockLevel = new Set(
  'address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li listing main menu nav ol p plaintext pre search section summary table caption tbody td tfoot th thead tr ul xmp'.split(
    ' ',
  ),
)
const headings: Readonly<Record<string, number>> = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 }
const preformatted = new Set(['pre', 'listing', 'xmp', 'plaintext'])

/** Characters that the article's part of a page holds at least. */
const FEWEST_IN_MAIN = 300

/** A part of the page that may be the article, inside another. */
type Part = { readonly outer: Part | undefined; length: number }

/** What holds for the words at a place of the tree. */
type Context = Readonly<{ kind: BlockKind; level?: number; hint?: Zone; pre: boolean; depth: number; part?: Part }>
const outermost: Context = { kind: 'paragraph', pre: false, depth: 0 }

function inside(element: Element, outer: Context): Context {
  const name = element.tagName
  const hint = hintOf(element) ?? outer.hint
  const part: Part | undefined = isMainPart(element) ? { outer: outer.part, length: 0 } : outer.part
  const base = { ...outer, ...(hint === undefined ? {} : { hint }), ...(part === undefined ? {} : { part }) }
  const level = headings[name]
  if (level !== undefined) return { ...base, kind: 'heading', level }
  if (preformatted.has(name)) return { ...base, kind: 'preformatted', pre: true }
  if (name === 'blockquote') return { ...base, kind: 'quote' }
  if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir') return { ...base, depth: outer.depth + 1 }
  if (name === 'li') return { ...base, kind: 'item', level: Math.max(1, Math.min(6, outer.depth)) }
  return base
}

/** Gathers words into pieces. */
class Gatherer {
  readonly #pieces: { piece: Piece; part: Part | undefined }[] = []
  #parts: string[] = []
  #length = 0
  /** Characters that stand in links, and in inline elements with a hint of their own. */
  #linked = 0
  #hinted = new Map<Zone, number>()

  add(words: string, context: Context, inline: Inline): void {
    const text = context.pre ? words : words.replace(/[ \t\r\n\f]+/g, ' ')
    this.#parts.push(text)
    const length = text.trim().length
    this.#length += length
    if (inline.links > 0) this.#linked += length
    if (inline.hint !== undefined) this.#hinted.set(inline.hint, (this.#hinted.get(inline.hint) ?? 0) + length)
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
      if (context.pre) this.put({ ...piece, text }, context)
      else for (const paragraph of text.replace(/ {2,}/g, ' ').split(/(?: ?\n){2,} ?/)) this.put({ ...piece, text: paragraph }, context)
    }
    this.#parts = []
    this.#length = 0
    this.#linked = 0
    this.#hinted = new Map()
  }

  put(piece: Piece, { part }: Context): void {
    this.#pieces.push({ piece, part })
    if (piece.hint !== undefined) return
    const length = piece.text.length * (1 - (piece.linked ?? 0))
    for (let each = part; each !== undefined; each = each.outer) each.length += length
  }

  /** All pieces; those outside the article's part of the page say so. */
  pieces(): Piece[] {
    const main = mainOf(this.#pieces)
    if (main === undefined) return this.#pieces.map(({ piece }) => piece)
    return this.#pieces.map(({ piece, part }) => (isWithin(part, main) ? piece : { ...piece, outside: true }))
  }
}

function isWithin(part: Part | undefined, main: Part): boolean {
  for (let each = part; each !== undefined; each = each.outer) if (each === main) return true
  return false
}

/** Characters that make a part beside the largest an article of its own: teasers are shorter. */
const NEIGHBOUR = 300

/** The part with most of the words; within it the innermost that still has most of those. */
function mainOf(pieces: readonly { piece: Piece; part: Part | undefined }[]): Part | undefined {
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

/** Inline elements open around the words. */
type Inline = Readonly<{ links: number; hint?: Zone }>

/** Rows of a table of data, cells parted by tabs, or `undefined` when the table only lays out a page. */
function rowsOf(table: Element): string[] | undefined {
  const rows: string[] = []
  let columns = 0
  const todo: Node[] = [...table.childNodes].reverse()
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (!isElement(node) || node.tagName === 'caption') continue
    if (node.tagName === 'tr') {
      const cells = node.childNodes.filter(isElement).filter((cell) => (cell.tagName === 'td' || cell.tagName === 'th') && !isHidden(cell))
      if (cells.some(laysOut)) return undefined
      const words = cells.map(textOf)
      columns = Math.max(columns, cells.length)
      if (words.some((cell) => cell !== '')) rows.push(words.join('\t'))
    } else for (let i = node.childNodes.length - 1; i >= 0; i -= 1) todo.push(node.childNodes[i] as Node)
  }
  return rows.length >= 2 && columns >= 2 ? rows : undefined
}

const notInCells = new Set(['table', 'h1', 'h2', 'h3', 'article', 'nav', 'form', 'section', 'blockquote', 'pre'])
/** Whether a cell holds parts of a page; looks no further than a cell of data goes. */
function laysOut(cell: Element): boolean {
  let paragraphs = 0
  let nodes = 0
  let length = 0
  const todo: Node[] = [cell]
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    nodes += 1
    if (node.nodeName === '#text' && 'value' in node) length += node.value.trim().length
    if (nodes > 100 || length > 400) return true
    if (!isElement(node)) continue
    if (notInCells.has(node.tagName) || (node.tagName === 'p' && ++paragraphs > 1)) return true
    for (const child of node.childNodes) todo.push(child)
  }
  return false
}

/** The pieces of a tree, in reading order. */
function piecesOf(document: Document): Piece[] {
  const gatherer = new Gatherer()
  type Step = { node: Node; context: Context; inline: Inline } | { close: Context } | { words: string; context: Context; inline: Inline }
  const todo: Step[] = []
  const enter = (nodes: readonly Node[], context: Context, inline: Inline) => {
    for (let i = nodes.length - 1; i >= 0; i -= 1) todo.push({ node: nodes[i] as Node, context, inline })
  }
  enter(document.childNodes, outermost, { links: 0 })
  for (let step = todo.pop(); step !== undefined; step = todo.pop()) {
    if ('close' in step) {
      gatherer.close(step.close)
      continue
    }
    const { context, inline } = step
    if ('words' in step) {
      gatherer.add(step.words, context, inline)
      continue
    }
    const { node } = step
    if (node.nodeName === '#text' && 'value' in node) {
      gatherer.add(node.value, context, inline)
      continue
    }
    if (!isElement(node) || (isHtml(node) ? unread.has(node.tagName) : node.tagName === 'svg') || isHidden(node)) continue
    if (node.tagName === 'br') {
      gatherer.breakLine()
      continue
    }
    if (blockLevel.has(node.tagName)) {
      gatherer.close(context)
      const rows = node.tagName === 'table' ? rowsOf(node) : undefined
      const within = inside(node, context)
      if (rows !== undefined) {
        const caption = node.childNodes.find((child): child is Element => isElement(child) && child.tagName === 'caption')
        if (caption !== undefined) gatherer.put({ kind: 'paragraph', text: textOf(caption), hint: 'caption' }, within)
        gatherer.put({ kind: 'table', text: rows.join('\n'), ...(within.hint === undefined ? {} : { hint: within.hint }) }, within)
        continue
      }
      todo.push({ close: within })
      enter(node.childNodes, within, { links: inline.links })
      continue
    }
    const hint = hintOf(node) ?? inline.hint
    const within: Inline = {
      links: inline.links + (node.tagName === 'a' && hasAttribute(node, 'href') ? 1 : 0),
      ...(hint === undefined ? {} : { hint }),
    }
    if (node.tagName === 'q') todo.push({ words: '”', context, inline })
    enter(node.childNodes, context, within)
    if (node.tagName === 'q') todo.push({ words: '“', context, inline })
  }
  gatherer.close(outermost)
  return gatherer.pieces()
}

/**
 * Reads an HTML page, or a fragment of one.
 * @throws Failure `refused` when it has too many tags
 */
export function readHtml(html: string): Page {
  atMost(html, '<', limits.tags, 'tags')
  const document = parseHtml(html)
  return { pieces: piecesOf(document), claims: claimsOfPage(document) }
}
