// One article on the screen: a ProseMirror view over its canonical text, read-only but with a real caret, that paints
// highlights and reports settled selections and clicks as offsets (UTF-16 code units).
import { keydownHandler } from 'prosemirror-keymap'
import { EditorState, Plugin, TextSelection, type Transaction } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import type { HighlightId } from '../../shared/ids.ts'
import { toSentences, toWords } from '../../shared/sentences.ts'
import { type Block, blockAt, type Range } from '../../shared/text.ts'
import { Folds, folding, type Measure, refold } from './folding.ts'
import { handles } from './handles.ts'
import { type Accent, highlights, paint, paintingOf, type ShownHighlight } from './highlights.ts'
import { Margin } from './margin.ts'
import { Places } from './places.ts'
import { documentOf, offsetOf, positionOf, schema } from './schema.ts'
import { type Suggesting, suggesting, suggestions } from './suggestions.ts'
import { type Zoning, zone, zones } from './zones.ts'

export type Settled = Readonly<{
  /** Beside what was selected before: Ctrl or Cmd was held. */
  adding: boolean
  /** The button or the Shift key was let go: no further key is expected to move its end. */
  done: boolean
}>

export type ReaderEvents = Readonly<{
  /** A selection has settled: words of the text, or none. */
  onSelect: (range: Range | null, how: Settled) => void
  /** A highlight was chosen by click or key, or none. */
  onPick: (id: HighlightId | null) => void
  /** An end of the selected highlight was dragged to a new place. */
  onMoveEnds: (id: HighlightId, ranges: readonly Range[]) => void
  /** A printable key, Enter, Delete or Escape; says whether it was for something. */
  onKey: (event: KeyboardEvent) => boolean
  onFocus: () => void
  /** The visible part moved or its layout changed. */
  onLayout: () => void
}>

const byItself: Settled = { adding: false, done: false }
/** At most so many times a window is filled further. */
const PASSES = 12
const SETTLE_KEYS = new Set(['Shift', 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'a'])

export class Reader {
  readonly view: EditorView
  /** Where its text stands on the screen. */
  readonly places: Places
  readonly #scroller: HTMLElement
  readonly #events: ReaderEvents
  readonly #margin: Margin
  readonly #resize: ResizeObserver
  readonly #folds: Folds
  readonly #whole: boolean
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)')
  #frame = 0
  #idle = 0
  #reported: Range | null = null
  /** A button is held: the selection is still being drawn. */
  #pressed = false
  /** How the selection that is reported next came about. */
  #how: Settled = byItself
  readonly #article: Readonly<{ text: string; blocks: readonly Block[] }>
  #language = 'und'

  /**
   * `scroller` is the element that scrolls; `host` stands in it and takes the text, `rail` the margin's brackets. With `whole`, all
   * of the text is laid out and painted, for those who hear it.
   */
  constructor(
    elements: Readonly<{ scroller: HTMLElement; host: HTMLElement; rail: HTMLElement }>,
    article: Readonly<{ text: string; blocks: readonly Block[] }>,
    events: ReaderEvents,
    whole = false,
  ) {
    this.#whole = whole
    this.#scroller = elements.scroller
    this.#events = events
    this.#article = article
    elements.host.classList.add('text')
    this.#folds = new Folds(article.text, article.blocks, measureOf(elements.host), whole || undefined)
    // The browser's own keys go no further than what is laid out.
    const end = article.text.length
    const keys = keydownHandler({
      Escape: () => this.#escape(),
      'Mod-a': () => this.#walk(end, 0),
      ...Object.fromEntries(
        ['Ctrl-Home', 'Cmd-ArrowUp', 'Ctrl-End', 'Cmd-ArrowDown'].flatMap((name, i) => [
          [name, () => this.#walk(i < 2 ? 0 : end)],
          [`Shift-${name}`, () => this.#walk(i < 2 ? 0 : end, offsetOf(this.view.state.selection.anchor))],
        ]),
      ),
    })
    const readOnly = new Plugin({
      // The browser may tell ProseMirror of a selection only after the event that made it.
      view: () => ({
        update: ({ state }, before) => {
          if (!this.#pressed && !state.selection.eq(before.selection)) queueMicrotask(() => this.#report(this.#how))
        },
      }),
      props: {
        handleKeyDown: (view, event) => {
          this.#how = byItself
          return keys(view, event) || this.#typed(event)
        },
        handleClick: (_view, position, event) => this.#click(position, event),
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
            this.#pressed = true
            // The button may be let go outside the text.
            window.addEventListener('mouseup', (event) => this.#released(event), { once: true })
            return false
          },
          keyup: (_view, event) => (SETTLE_KEYS.has(event.key) ? this.#settle(event) : false),
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
          doc: schema.node('doc', null, this.#folds.nodes()),
          plugins: [
            zones(),
            suggestions(),
            readOnly,
            folding(),
            highlights(),
            handles((id, ranges) => this.#events.onMoveEnds(id, ranges)),
          ],
        }),
        // Copying gives the canonical text, blank lines between blocks, and for rich text the blocks themselves.
        clipboardTextSerializer: (_slice, { state: { selection } }) => article.text.slice(offsetOf(selection.from), offsetOf(selection.to)),
        transformCopied: (_slice, { state: { selection } }) => documentOf(article.text, article.blocks).slice(selection.from, selection.to),
      },
    )
    this.places = new Places(this.view, this.#scroller, this.#folds)
    this.#margin = new Margin(elements.rail, this, (id) => this.pick(id))
    this.#scroller.addEventListener('scroll', this.#schedule, { passive: true })
    this.#scheme.addEventListener('change', this.#recolour)
    this.#recolour()
    this.#resize = new ResizeObserver(this.#schedule)
    this.#resize.observe(this.#scroller)
    this.#resize.observe(this.view.dom)
    this.#refresh()
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame)
    cancelIdleCallback(this.#idle)
    this.#resize.disconnect()
    this.#scroller.removeEventListener('scroll', this.#schedule)
    this.#scheme.removeEventListener('change', this.#recolour)
    this.view.destroy()
    this.#margin.clear()
  }

  // What is shown

  /** What the text is called, and its BCP 47 language tag. */
  setName(title: string, language: string): void {
    this.#language = language
    this.view.setProps({
      attributes: {
        class: 'text',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-readonly': 'true',
        'aria-label': title,
        // Editable text takes the keyboard anyway; this says so to programs that read the page.
        tabindex: '0',
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

  setZones(zoning: Zoning): void {
    this.view.dispatch(zone(this.view.state.tr, zoning))
  }

  /** Shows suggestions, or none. */
  setSuggestions(now: Suggesting | null): void {
    this.view.dispatch(suggesting(this.view.state.tr, now))
  }

  pick(id: HighlightId | null): void {
    this.#events.onPick(id)
  }

  // Where the window is

  /** Brings an offset to a place in the window: `share` 0 is its top, 1 its bottom. */
  reveal(offset: number, share = 0.3): void {
    this.#show({ start: offset, end: offset + 1 })
    const scroll = () => {
      this.#scroller.scrollTop = this.places.topOf(offset) - this.#scroller.clientHeight * share
    }
    scroll()
    // Opening and painting what stands around it moves it again.
    for (let i = 0; i < PASSES && this.#show(this.places.visible()); i++) scroll()
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
    this.#select(range)
    this.#show(this.places.visible())
    queueMicrotask(() => this.#report())
  }

  #select(range: Range | null): void {
    const { state } = this.view
    const size = state.doc.content.size
    const [anchor, head] = range === null ? [state.selection.head, state.selection.head] : [positionOf(range.start), positionOf(range.end)]
    this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, Math.min(anchor, size), Math.min(head, size))))
  }

  focus(): void {
    this.view.focus()
  }

  // What the analyst does

  /** Reports the selection once it stands; a button let go with Alt widens it to words, with Alt+Shift to sentences. */
  #settle(released?: MouseEvent | KeyboardEvent): boolean {
    const mouse = released instanceof MouseEvent ? released : undefined
    this.#how = {
      adding: mouse !== undefined && (mouse.ctrlKey || mouse.metaKey),
      done: mouse !== undefined || (released instanceof KeyboardEvent && released.key === 'Shift'),
    }
    const read = () => {
      if (this.view.isDestroyed) return
      if (mouse?.altKey) this.#widen(mouse.shiftKey ? 'sentence' : 'words')
      this.#report(this.#how)
    }
    // Keys may follow at once.
    let told = false
    queueMicrotask(() => {
      told = !this.#isReported()
      if (told) read()
    })
    requestAnimationFrame(() => {
      if (!told || !this.#isReported()) read()
    })
    return false
  }

  #report(how: Settled = byItself): void {
    if (this.view.isDestroyed) return
    const range = this.selection()
    if (this.#isReported() && (range === null || !how.done)) return
    this.#reported = range
    this.#events.onSelect(range, how)
  }

  #released(event: MouseEvent): void {
    this.#pressed = false
    this.#settle(event)
  }

  #isReported(): boolean {
    const range = this.selection()
    return range?.start === this.#reported?.start && range?.end === this.#reported?.end
  }

  #widen(to: 'words' | 'sentence'): void {
    const range = this.selection()
    if (range === null) return
    const { text, blocks } = this.#article
    this.#select(to === 'words' ? toWords(text, range) : toSentences(text, blocks, this.#language, range))
    this.#show(this.places.visible())
  }

  /** Widens the selection, or the character at the caret, to whole words or sentences. */
  snap(to: 'words' | 'sentence'): void {
    const { text, blocks } = this.#article
    const caret = this.caret()
    const at = blockAt(blocks, caret)
    if (this.selection() === null && at !== undefined) {
      const start = caret >= at.end || /\s/.test(text[caret] ?? ' ') ? Math.max(at.start, caret - 1) : caret
      this.#select({ start, end: start + 1 })
    }
    this.#widen(to)
    this.#report({ adding: false, done: true })
  }

  /** Moves the caret to an offset and shows it there; with an anchor, selects from it and stays where the window is. */
  #walk(head: number, anchor?: number): boolean {
    const { state } = this.view
    const [from, to] = [state.doc.resolve(positionOf(anchor ?? head)), state.doc.resolve(positionOf(head))]
    this.view.dispatch(state.tr.setSelection(TextSelection.between(from, to)))
    if (anchor === undefined) this.reveal(head, head === 0 ? 0.1 : 0.9)
    else this.#show(this.places.visible())
    this.#settle()
    return true
  }

  #typed(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    if (!['Enter', 'Delete', 'Escape'].includes(event.key) && event.key.length !== 1) return false
    return this.#events.onKey(event)
  }

  #escape(): boolean {
    if (this.selection() !== null) this.select(null)
    this.#events.onPick(null)
    return false
  }

  #click(position: number, event: MouseEvent): boolean {
    if (event.shiftKey) return false
    // Held for a range to be added, not for a click.
    if (event.ctrlKey || event.metaKey) return true
    // The page's caret has moved, but the event that says so is still to come: painting now would move it back.
    const { state } = this.view
    this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, position)))
    this.#settle()
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
    if (hovered !== painting.hovered) {
      this.view.dispatch(paint(this.view.state.tr, { hovered }))
      this.#schedule()
    }
    return false
  }

  readonly #recolour = (): void => {
    this.view.dispatch(paint(this.view.state.tr, { dark: this.#scheme.matches }))
  }

  readonly #schedule = (): void => {
    cancelAnimationFrame(this.#frame)
    this.#frame = requestAnimationFrame(() => this.#refresh())
  }

  /** What is seen is shown at once; a third of a screen more on each side when there is time. */
  #refresh(): void {
    if (this.#folds.remeasure(measureOf(this.view.dom))) this.view.dispatch(refold(this.view.state.tr, this.#folds))
    // What was guessed to fill the window may turn out to be shorter; and painting goes part by part.
    for (let i = 0; i < PASSES && this.#show(this.places.visible()); i++);
    cancelIdleCallback(this.#idle)
    this.#idle = requestIdleCallback(
      () => {
        const around = this.#whole ? { start: 0, end: this.#article.text.length } : this.places.visible(this.#scroller.clientHeight / 3)
        if (this.#show(around, !this.#whole) && this.#whole) this.#schedule()
      },
      { timeout: 500 },
    )
    this.#margin.draw()
    this.#events.onLayout()
  }

  /**
   * Sees to it that a range is open and painted (and, when `only` is set, that nothing else is painted), and that the selection's
   * ends are open. Gives whether anything changed.
   */
  #show(range: Range, only = false): boolean {
    const { state } = this.view
    const ends = [state.selection.anchor, state.selection.head].map((position) => {
      const at = Math.max(0, offsetOf(position))
      return { start: at, end: at }
    })
    let tr: Transaction | null = null
    if (this.#folds.open([range, ...ends], (from, to) => this.places.heightOf(from, to))) tr = refold(state.tr, this.#folds)
    const { from, to } = paintingOf(state)
    if (range.start < from || range.end > to || (only && (range.start > from || range.end < to)))
      tr = paint(tr ?? state.tr, { from: range.start, to: range.end })
    else if (tr !== null) tr = paint(tr, {})
    if (tr !== null) this.view.dispatch(tr)
    return tr !== null
  }
}

function measureOf(text: HTMLElement): Measure {
  const { fontSize, lineHeight } = getComputedStyle(text)
  const size = Number.parseFloat(fontSize)
  return { perLine: Math.max(20, Math.round(text.clientWidth / (size * 0.46))), line: Number.parseFloat(lineHeight), gap: size * 0.85 }
}
