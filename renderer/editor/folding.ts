// Long articles cost no more than short ones, because only what is near the screen is laid out as paragraphs. A text is cut
// into stretches of a few whole blocks. An open stretch is its blocks; a folded one is a single node that holds its slice of
// the canonical text as it stands, blank lines and all, in a box of a fixed height that the browser skips while it is off the
// screen. Both are equally long, so position = offset + 1 holds whatever is folded, the caret and the selection keep their
// places, and the whole text stays in the page for searching and printing. Where a screen reader is at work nothing is folded: it
// reads what is off the screen too, with its headings and highlights.
//
// A folded box is as high as its blocks were when they were last seen; before that its height is guessed from its length.
import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey, TextSelection, type Transaction } from 'prosemirror-state'
import type { Block, Range } from '../../shared/text.ts'
import { blockNode, foldedNode } from './schema.ts'

/** Least length of a stretch in UTF-16 code units (a few screens), and how many there are at most. */
const STRETCH = 8_000
const STRETCHES = 400
/** Articles up to this length are folded for nobody. */
const WHOLE = 30_000

/** What heights are guessed from: units on a line, and heights in CSS pixels. */
export type Measure = Readonly<{ perLine: number; line: number; gap: number }>
type Stretch = Readonly<{ start: number; end: number; blocks: readonly Block[] }>

function stretchesOf(blocks: readonly Block[]): Stretch[] {
  const stretches: Stretch[] = []
  const least = Math.max(STRETCH, (blocks.at(-1)?.end ?? 0) / STRETCHES)
  let first = 0
  for (const [i, { end }] of blocks.entries()) {
    const { start } = blocks[first] as Block
    if (end - start < least && i < blocks.length - 1) continue
    stretches.push({ start, end, blocks: blocks.slice(first, i + 1) })
    first = i + 1
  }
  return stretches
}

const key = new PluginKey('folding')
/** The text of a source is evidence: nothing may change it. Folding exchanges nodes for others that hold the same text. */
export const folding = (): Plugin => new Plugin({ key, filterTransaction: (tr) => !tr.docChanged || tr.getMeta(key) === true })

export class Folds {
  readonly #text: string
  readonly #stretches: readonly Stretch[]
  readonly #openNodes: (readonly Node[] | undefined)[]
  readonly #foldedNodes: (Node | undefined)[]
  readonly #whole: boolean
  readonly #seenHeights: (number | undefined)[]
  #measure: Measure
  #open: ReadonlySet<number> = new Set()
  /** For each stretch, the index of the document's child that it begins with; at the end, the number of children. */
  #children: Int32Array

  constructor(text: string, blocks: readonly Block[], measure: Measure, whole = text.length <= WHOLE) {
    this.#text = text
    this.#whole = whole
    this.#stretches = stretchesOf(blocks)
    const n = this.#stretches.length
    this.#openNodes = Array.from<undefined>({ length: n })
    this.#foldedNodes = Array.from<undefined>({ length: n })
    this.#seenHeights = Array.from<undefined>({ length: n })
    this.#children = new Int32Array(n + 1)
    this.#measure = measure
    this.#setOpen(this.#wanted([{ start: 0, end: 1 }]))
  }

  nodes(): Node[] {
    return this.#stretches.flatMap((stretch, i) => (this.#open.has(i) ? this.#opened(stretch, i) : this.#folded(stretch, i)))
  }

  /**
   * Opens the stretches that touch these ranges and folds what is far from the first of them. Gives false when nothing changes.
   * `heightOf` measures an open stretch by the indexes of its first child and of the first one after it.
   */
  open(ranges: readonly Range[], heightOf: (from: number, to: number) => number): boolean {
    const wanted = this.#wanted(ranges)
    if ([...wanted].every((i) => this.#open.has(i))) return false
    for (const i of this.#open) {
      if (wanted.has(i)) continue
      this.#seenHeights[i] = heightOf(this.#children[i] as number, this.#children[i + 1] as number)
      this.#foldedNodes[i] = undefined
    }
    this.#setOpen(wanted)
    return true
  }

  /** Guesses all heights anew, as after a change of width or type size. Gives false when nothing changes. */
  remeasure(measure: Measure): boolean {
    if (measure.perLine === this.#measure.perLine && measure.line === this.#measure.line) return false
    this.#measure = measure
    this.#seenHeights.fill(undefined)
    this.#foldedNodes.fill(undefined)
    return this.#open.size < this.#stretches.length
  }

  /** The folded stretch at an offset: which child of the document it is, and how far through it the offset lies, 0 to 1. */
  foldedAt(offset: number): Readonly<{ child: number; share: number }> | null {
    const i = this.#at(offset)
    const { start, end } = this.#stretches[i] as Stretch
    return this.#open.has(i) ? null : { child: this.#children[i] as number, share: (offset - start) / (end - start) }
  }

  /** The text that a child of the document holds, and whether it is folded. */
  child(child: number): Range & Readonly<{ folded: boolean }> {
    let low = 0
    let high = this.#stretches.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#children[middle] as number) <= child) low = middle
      else high = middle - 1
    }
    const stretch = this.#stretches[low] as Stretch
    const folded = !this.#open.has(low)
    const { start, end } = folded ? stretch : (stretch.blocks[child - (this.#children[low] as number)] ?? stretch)
    return { start, end, folded }
  }

  #at(offset: number): number {
    let low = 0
    let high = this.#stretches.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#stretches[middle] as Stretch).start <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  #wanted(ranges: readonly Range[]): ReadonlySet<number> {
    if (this.#whole) return new Set(this.#stretches.keys())
    const wanted = new Set<number>()
    for (const [n, { start, end }] of ranges.entries()) {
      const [first, last] = [this.#at(start), this.#at(end)]
      for (let i = first; i <= last; i++) wanted.add(i)
      // What was just left stays open for a while, so that small movements change nothing.
      if (n === 0) for (const i of [first - 2, first - 1, last + 1, last + 2]) if (this.#open.has(i)) wanted.add(i)
    }
    return wanted
  }

  #setOpen(open: ReadonlySet<number>): void {
    this.#open = open
    let child = 0
    for (const [i, { blocks }] of this.#stretches.entries()) {
      this.#children[i] = child
      child += open.has(i) ? blocks.length : 1
    }
    this.#children[this.#stretches.length] = child
  }

  #opened({ blocks }: Stretch, i: number): readonly Node[] {
    const made = this.#openNodes[i] ?? blocks.map((block) => blockNode(this.#text, block))
    this.#openNodes[i] = made
    return made
  }

  #folded({ start, end, blocks }: Stretch, i: number): Node {
    const { perLine, line, gap } = this.#measure
    const guessed = () => blocks.reduce((sum, block) => sum + Math.ceil((block.end - block.start) / perLine) * line + gap, 0)
    const made = this.#foldedNodes[i] ?? foldedNode(this.#text.slice(start, end), this.#seenHeights[i] ?? guessed())
    this.#foldedNodes[i] = made
    return made
  }
}

/** Puts the document as it is folded now in place of the one before; the selection keeps its offsets. */
export function refold(tr: Transaction, folds: Folds): Transaction {
  const { anchor, head } = tr.selection
  tr.replaceWith(0, tr.doc.content.size, folds.nodes()).setMeta(key, true).setMeta('addToHistory', false)
  return tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head)))
}
