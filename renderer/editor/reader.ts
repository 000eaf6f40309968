// One article on the screen: a ProseMirror view over its canonical text, read-only but with a real caret, that paints
// highlights, reports settled selections and clicks as offsets (UTF-16 code units), and knows where every offset stands.
import { keydownHandler } from 'prosemirror-keymap'
import { EditorState, Plugin, TextSelection } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import type { HighlightId } from '../../shared/ids.ts'
import type { Block, Range } from '../../shared/text.ts'
import { handles } from './handles.ts'
import { type Accent, highlights, paint, paintingOf, type ShownHighlight } from './highlights.ts'
import { Margin } from './margin.ts'
import { documentOf, offsetOf, positionOf } from './schema.ts'

export type ReaderEvents = Readonly<{
  /** A selection has settled: words of the text, or none. */
  onSelect: (range: Range | null) => void
  /** A highlight was chosen by click or key, or none. */
  onPick: (id: HighlightId | null) => void
  /** An end of the selected highlight was dragged to a new place. */
  onMoveEnds: (id: HighlightId, ranges: readonly Range[]) => void
  /** A printable key, Enter or Escape while words are selected: the code palette takes it. */
  onKey: (event: KeyboardEvent) => boolean
  onFocus: () => void
  /** The visible part moved or its layout changed. */
  onLayout: () => void
}>

const SETTLE_KEYS = new Set(['Shift', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'a'])

export class Reader {
  readonly view: EditorView
  readonly #scroller: HTMLElement
  readonly #events: ReaderEvents
  readonly #margin: Margin
  readonly #resize: ResizeObserver
  #frame = 0
  #reported: Range | null = null

  /** `scroller` is the element that scrolls; `host` stands in it and takes the text, `rail` the margin's brackets. */
  constructor(
    elements: Readonly<{ scroller: HTMLElement; host: HTMLElement; rail: HTMLElement }>,
    article: Readonly<{ text: string; blocks: readonly Block[] }>,
    events: ReaderEvents,
  ) {
    this.#scroller = elements.scroller
    this.#events = events
    const readOnly = new Plugin({
      props: {
        handleKeyDown: (view, event) =>
          keydownHandler({
            Escape: () => this.#escape(),
          })(view, event) || this.#typed(event),
        handleClick: (_view, position) => this.#click(position),
        handlePaste: () => true,
        handleDrop: () => true,
        handleDOMEvents: {
          beforeinput: (_view, event) => {
            event.preventDefault()
            return true
          },
          cut: (_view, event) => {
            event.preventDefault()
            return true
          },
          dragstart: (_view, event) => {
            event.preventDefault()
            return true
          },
          mousedown: () => {
            // The button may be let go outside the text.
            window.addEventListener('mouseup', () => this.#settle(), { once: true })
            return false
          },
          keyup: (_view, event) => (SETTLE_KEYS.has(event.key) ? this.#settle() : false),
          focus: () => {
            this.#events.onFocus()
            return false
          },
          mouseover: (_view, event) => this.#hover(event.target),
          mouseleave: () => this.#hover(null),
        },
      },
    })
    this.view = new EditorView(
      { mount: elements.host },
      {
        state: EditorState.create({
          doc: documentOf(article.text, article.blocks),
          plugins: [readOnly, highlights(), handles((id, ranges) => this.#events.onMoveEnds(id, ranges))],
        }),
        // Copying gives the canonical text, blank lines between blocks.
        clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, '\n\n', '\n'),
      },
    )
    this.#margin = new Margin(elements.rail, this, (id) => this.pick(id))
    this.#scroller.addEventListener('scroll', this.#schedule, { passive: true })
    this.#resize = new ResizeObserver(this.#schedule)
    this.#resize.observe(this.#scroller)
    this.#resize.observe(this.view.dom)
    this.#refresh()
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame)
    this.#resize.disconnect()
    this.#scroller.removeEventListener('scroll', this.#schedule)
    this.view.destroy()
    this.#margin.clear()
  }

  // What is shown

  /** What the text is called, and its BCP 47 language tag. */
  setName(title: string, language: string): void {
    this.view.setProps({
      attributes: {
        class: 'text',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-readonly': 'true',
        'aria-label': title,
        spellcheck: 'false',
        lang: language === 'und' ? '' : language,
      },
    })
  }

  setHighlights(marks: readonly ShownHighlight[]): void {
    this.view.dispatch(paint(this.view.state.tr, { highlights: marks }))
    this.#schedule()
  }

  setSelected(id: HighlightId | null): void {
    if (paintingOf(this.view.state).selected === id) return
    this.view.dispatch(paint(this.view.state.tr, { selected: id }))
    this.#schedule()
  }

  setAccents(accents: readonly Accent[]): void {
    this.view.dispatch(paint(this.view.state.tr, { accents }))
  }

  pick(id: HighlightId | null): void {
    this.#events.onPick(id)
  }

  // Where things stand

  /** Distance in CSS pixels from the top of the scrolled content to the line that holds an offset. */
  topOf(offset: number, side: 'top' | 'bottom' = 'top'): number {
    const at = this.view.coordsAtPos(Math.min(positionOf(offset), this.view.state.doc.content.size), side === 'top' ? 1 : -1)
    return at[side] - this.#scroller.getBoundingClientRect().top + this.#scroller.scrollTop
  }

  /** Offset of the text nearest to a height in the scrolled content (CSS pixels). */
  offsetNear(height: number): number {
    const frame = this.#scroller.getBoundingClientRect()
    const text = this.view.dom.getBoundingClientRect()
    const at = this.view.posAtCoords({
      left: text.left + 4,
      top: Math.min(text.bottom - 2, Math.max(text.top + 2, frame.top + height - this.#scroller.scrollTop)),
    })
    return at === null ? 0 : Math.max(0, offsetOf(at.pos))
  }

  /** Box around a range on the screen, in client coordinates. */
  boxOf(range: Range): DOMRect {
    const start = this.view.coordsAtPos(positionOf(range.start), 1)
    const end = this.view.coordsAtPos(positionOf(range.end), -1)
    const left = start.top === end.top ? start.left : this.view.dom.getBoundingClientRect().left
    return new DOMRect(left, start.top, Math.max(1, end.right - left), end.bottom - start.top)
  }

  /** Offsets of the first and last visible unit. Found by halving over the blocks' boxes: the cost does not grow with the text. */
  visible(margin = 0): Range {
    const frame = this.#scroller.getBoundingClientRect()
    const blocks = this.view.dom.children
    const first = this.#firstBlock((box) => box.bottom > frame.top - margin)
    const last = this.#firstBlock((box) => box.top >= frame.bottom + margin) - 1
    const from = blocks[Math.min(first, blocks.length - 1)]
    const to = blocks[Math.max(0, Math.min(last, blocks.length - 1))]
    if (from === undefined || to === undefined) return { start: 0, end: 1 }
    const end = offsetOf(this.view.posAtDOM(to, to.childNodes.length))
    return { start: Math.max(0, offsetOf(this.view.posAtDOM(from, 0))), end: Math.max(1, end) }
  }

  #firstBlock(holds: (box: DOMRect) => boolean): number {
    const blocks = this.view.dom.children
    let low = 0
    let high = blocks.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (holds((blocks[middle] as Element).getBoundingClientRect())) high = middle
      else low = middle + 1
    }
    return low
  }

  /** Brings an offset to a place in the window: `share` 0 is its top, 1 its bottom. */
  reveal(offset: number, share = 0.3): void {
    this.#scroller.scrollTop = this.topOf(offset) - this.#scroller.clientHeight * share
    this.#schedule()
  }

  get scroller(): HTMLElement {
    return this.#scroller
  }

  /** The words that are selected now, if any. */
  selection(): Range | null {
    const { from, to, empty } = this.view.state.selection
    return empty ? null : { start: offsetOf(from), end: offsetOf(to) }
  }

  /** Offset of the caret. */
  caret(): number {
    return offsetOf(this.view.state.selection.head)
  }

  /** Selects a range as if by hand; a range of `null` leaves the caret where it is. */
  select(range: Range | null): void {
    const { state } = this.view
    const size = state.doc.content.size
    const [anchor, head] = range === null ? [state.selection.head, state.selection.head] : [positionOf(range.start), positionOf(range.end)]
    this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, Math.min(anchor, size), Math.min(head, size))))
    this.#settle()
  }

  focus(): void {
    this.view.focus()
  }

  // What the analyst does

  #settle(): boolean {
    // ProseMirror takes over the page's selection after the event: read it then.
    queueMicrotask(() => {
      if (this.view.isDestroyed) return
      const range = this.selection()
      if (range?.start === this.#reported?.start && range?.end === this.#reported?.end) return
      this.#reported = range
      this.#events.onSelect(range)
    })
    return false
  }

  #typed(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    if (event.key !== 'Enter' && event.key !== 'Delete' && event.key.length !== 1) return false
    return this.#events.onKey(event)
  }

  #escape(): boolean {
    if (this.selection() !== null) this.select(null)
    this.#events.onPick(null)
    return true
  }

  #click(position: number): boolean {
    if (this.selection() !== null) return false
    const painting = paintingOf(this.view.state)
    const here = painting.index.at(offsetOf(position))
    const now = here.findIndex((mark) => mark.id === painting.selected)
    // A second click on the same stretch goes to the highlight below, after the last one to none.
    this.#events.onPick(here[now + 1]?.id ?? null)
    return false
  }

  #hover(target: EventTarget | null): boolean {
    const id = target instanceof Element ? (target.closest<HTMLElement>('.highlight')?.dataset.top ?? null) : null
    const painting = paintingOf(this.view.state)
    const hovered = id === null ? null : (painting.index.marks.find((mark) => mark.id === id)?.id ?? null)
    if (hovered !== painting.hovered) this.view.dispatch(paint(this.view.state.tr, { hovered }))
    return false
  }

  readonly #schedule = (): void => {
    cancelAnimationFrame(this.#frame)
    this.#frame = requestAnimationFrame(() => this.#refresh())
  }

  #refresh(): void {
    const seen = this.visible()
    const painting = paintingOf(this.view.state)
    if (seen.start < painting.from || seen.end > painting.to) {
      const wide = this.visible(this.#scroller.clientHeight)
      this.view.dispatch(paint(this.view.state.tr, { from: wide.start, to: wide.end }))
    }
    this.#margin.draw(this.visible())
    this.#events.onLayout()
  }
}
