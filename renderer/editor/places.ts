// Where the text of an article stands on the screen: from offsets (UTF-16 code units) to CSS pixels and back. Of text that is folded
// there are only guesses, by the share of its element.
import type { EditorView } from 'prosemirror-view'
import type { Range } from '../../shared/text.ts'
import type { Folds } from './folding.ts'
import { offsetOf, positionOf } from './schema.ts'

export class Places {
  readonly #view: EditorView
  readonly #scroller: HTMLElement
  readonly #folds: Folds

  constructor(view: EditorView, scroller: HTMLElement, folds: Folds) {
    this.#view = view
    this.#scroller = scroller
    this.#folds = folds
  }

  /** Distance in CSS pixels from the top of the scrolled content to the line that holds an offset; a guess where the text is folded. */
  topOf(offset: number, side: 'top' | 'bottom' = 'top'): number {
    const scrolled = this.#scroller.scrollTop - this.#scroller.getBoundingClientRect().top
    const folded = this.#folds.foldedAt(offset)
    if (folded !== null) {
      const box = this.#boxes[folded.child]?.getBoundingClientRect()
      return (box?.top ?? 0) + (box?.height ?? 0) * folded.share + scrolled
    }
    const at = this.#view.coordsAtPos(Math.min(positionOf(offset), this.#view.state.doc.content.size), side === 'top' ? 1 : -1)
    return at[side] + scrolled
  }

  /** Offset of the text nearest to a height in the scrolled content (CSS pixels). */
  offsetNear(height: number): number {
    const frame = this.#scroller.getBoundingClientRect()
    const text = this.#view.dom.getBoundingClientRect()
    const top = Math.min(text.bottom - 2, Math.max(text.top + 2, frame.top + height - this.#scroller.scrollTop))
    const child = Math.max(0, this.#firstChild((box) => box.top > top) - 1)
    const { start, end, folded } = this.#folds.child(child)
    if (folded) return Math.round(start + (end - start) * shareOf(this.#boxes[child], top))
    const at = this.#view.posAtCoords({ left: text.left + 4, top })
    return at === null ? 0 : Math.max(0, offsetOf(at.pos))
  }

  /** Box around a range on the screen, in client coordinates. */
  boxOf(range: Range): DOMRect {
    const start = this.#view.coordsAtPos(positionOf(range.start), 1)
    const end = this.#view.coordsAtPos(positionOf(range.end), -1)
    const left = start.top === end.top ? start.left : this.#view.dom.getBoundingClientRect().left
    return new DOMRect(left, start.top, Math.max(1, end.right - left), end.bottom - start.top)
  }

  /**
   * Offsets of the first and last visible block, `margin` CSS pixels above and below the window included; of folded text, of the
   * part that would be there. Found by halving over the boxes: the cost does not grow with the text.
   */
  visible(margin = 0): Range {
    const frame = this.#scroller.getBoundingClientRect()
    const [top, bottom] = [frame.top - margin, frame.bottom + margin]
    const last = this.#boxes.length - 1
    const first = Math.min(
      last,
      this.#firstChild((box) => box.bottom > top),
    )
    const from = this.#folds.child(first)
    const until = Math.max(first, this.#firstChild((box) => box.top >= bottom) - 1)
    const to = this.#folds.child(until)
    const within = ({ start, end }: Range, child: number, at: number) => start + (end - start) * shareOf(this.#boxes[child], at)
    return {
      start: from.folded ? Math.floor(within(from, first, top)) : from.start,
      end: to.folded ? Math.ceil(within(to, until, bottom)) : to.end,
    }
  }

  /** The children of the document, one element each. */
  get #boxes(): HTMLCollection {
    return this.#view.dom.children
  }

  #firstChild(holds: (box: DOMRect) => boolean): number {
    const boxes = this.#boxes
    let low = 0
    let high = boxes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (holds((boxes[middle] as Element).getBoundingClientRect())) high = middle
      else low = middle + 1
    }
    return low
  }

  /** How high the children of the document from one up to another are together. */
  heightOf(from: number, to: number): number {
    const bottom = this.#boxes[to]?.getBoundingClientRect().top ?? this.#view.dom.getBoundingClientRect().bottom
    return bottom - (this.#boxes[from]?.getBoundingClientRect().top ?? bottom)
  }
}

/** How far down an element a height on the screen is, 0 to 1. */
function shareOf(element: Element | undefined, at: number): number {
  const box = element?.getBoundingClientRect()
  return box === undefined || box.height === 0 ? 0 : Math.min(1, Math.max(0, (at - box.top) / box.height))
}
