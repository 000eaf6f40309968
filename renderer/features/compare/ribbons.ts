// The ribbons between two texts: a full band for the same words, a dashed one where they were edited, a thin line for the
// same statement. Only ends that are on the screen are measured; a passage that runs out of the window is drawn to the
// window's edge. Each ribbon is a button: Enter goes there, the arrows go to its neighbours.
import { keyOfPassage, type Passage } from '../../../shared/passage.ts'
import type { Range } from '../../../shared/text.ts'
import type { Reader } from '../../editor/reader.ts'
import { describe } from './wording.ts'

const SVG = 'http://www.w3.org/2000/svg'
/** How far beyond the window a ribbon is drawn, in CSS pixels. */
const BEYOND = 24

const meets = (range: Range, seen: Range) => range.start < seen.end && range.end > seen.start

/** Top and bottom of a range in CSS pixels below the reader's upper edge. */
export function edgesOf(reader: Reader, range: Range, visible: Range): readonly [number, number] {
  const height = reader.scroller.clientHeight
  const place = (offset: number, side: 'top' | 'bottom') => {
    if (offset < visible.start) return -BEYOND
    if (offset > visible.end) return height + BEYOND
    return Math.min(height + BEYOND, Math.max(-BEYOND, reader.places.topOf(offset, side) - reader.scroller.scrollTop))
  }
  return [place(range.start, 'top'), place(range.end, 'bottom')]
}

type Edges = readonly [a0: number, a1: number, b0: number, b1: number]

function shapeOf(kind: Passage['kind'], width: number, [a0, a1, b0, b1]: Edges): string {
  const half = width / 2
  if (kind !== 'statement')
    return `M0 ${a0} C${half} ${a0} ${half} ${b0} ${width} ${b0} L${width} ${b1} C${half} ${b1} ${half} ${a1} 0 ${a1} Z`
  const [a, b] = [(a0 + a1) / 2, (b0 + b1) / 2]
  return `M2 ${a0} V${a1} M2 ${a} C${half} ${a} ${half} ${b} ${width - 2} ${b} M${width - 2} ${b0} V${b1}`
}

type Drawn = Readonly<{ group: SVGGElement; reach: SVGPathElement; path: SVGPathElement }>
export type RibbonEvents = Readonly<{ onGo: (key: string) => void; onStep: (by: 1 | -1) => void }>

export class Ribbons {
  readonly #svg: SVGSVGElement
  readonly #tip: HTMLElement
  readonly #events: RibbonEvents
  readonly #drawn = new Map<string, Drawn>()
  #passages = new Map<string, Passage>()

  /** `tip` is where the ribbon under the pointer, or with the focus, is described. */
  constructor(svg: SVGSVGElement, tip: HTMLElement, events: RibbonEvents) {
    this.#svg = svg
    svg.setAttribute('role', 'group')
    svg.setAttribute('aria-label', 'Shared passages')
    this.#tip = tip
    this.#events = events
  }

  clear(): void {
    for (const { group } of this.#drawn.values()) group.remove()
    this.#drawn.clear()
    this.#tip.hidden = true
  }

  /** Draws the ribbons of all passages that reach into the window on either side. */
  draw([left, right]: readonly [Reader, Reader], passages: readonly Passage[], focused: string | null): void {
    const box = this.#svg.getBoundingClientRect()
    const [seenLeft, seenRight] = [left.places.visible(), right.places.visible()]
    const [topLeft, topRight] = [left.scroller.getBoundingClientRect().top - box.top, right.scroller.getBoundingClientRect().top - box.top]
    const shown = new Map(
      passages.filter(({ a, b }) => meets(a, seenLeft) || meets(b, seenRight)).map((passage) => [keyOfPassage(passage), passage]),
    )
    // All is measured before anything is drawn: the page is laid out once.
    const edges = [...shown].map(([key, { a, b }]): readonly [string, Edges] => {
      const [a0, a1] = edgesOf(left, a, seenLeft)
      const [b0, b1] = edgesOf(right, b, seenRight)
      return [key, [a0 + topLeft, a1 + topLeft, b0 + topRight, b1 + topRight]]
    })
    const held = document.activeElement
    const stop = focused !== null && shown.has(focused) ? focused : [...shown.keys()][0]
    this.#passages = shown
    for (const [key, { group }] of this.#drawn) {
      if (shown.has(key)) continue
      // The ribbon with the keyboard may scroll away; its place is kept by the one that is gone to.
      if (group === held && stop !== undefined) queueMicrotask(() => this.#drawn.get(stop)?.group.focus())
      group.remove()
      this.#drawn.delete(key)
    }
    for (const [key, at] of edges) {
      const passage = shown.get(key) as Passage
      const { group, reach, path } = this.#drawn.get(key) ?? this.#make(key, passage)
      const shape = shapeOf(passage.kind, box.width, at)
      reach.setAttribute('d', shape)
      path.setAttribute('d', shape)
      path.setAttribute('class', `ribbon ${passage.kind}${key === focused ? ' focused' : ''}`)
      group.setAttribute('tabindex', key === stop ? '0' : '-1')
      group.setAttribute('aria-pressed', String(key === focused))
    }
  }

  /** Gives the keyboard to a ribbon, once it is drawn. */
  focus(key: string): void {
    this.#drawn.get(key)?.group.focus()
  }

  get hasFocus(): boolean {
    return this.#svg.contains(document.activeElement)
  }

  #make(key: string, passage: Passage): Drawn {
    const group = document.createElementNS(SVG, 'g')
    const [reach, path] = [document.createElementNS(SVG, 'path'), document.createElementNS(SVG, 'path')]
    reach.setAttribute('class', `reach ${passage.kind}`)
    group.setAttribute('class', 'tie')
    group.setAttribute('role', 'button')
    group.setAttribute('aria-label', describe(passage))
    group.append(reach, path)
    group.addEventListener('click', () => this.#events.onGo(key))
    group.addEventListener('keydown', (event) => this.#press(event, key))
    for (const name of ['pointerenter', 'focus'] as const) group.addEventListener(name, () => this.#tell(key))
    for (const name of ['pointerleave', 'blur'] as const) group.addEventListener(name, () => (this.#tip.hidden = true))
    // In the order of the left text, as the list is.
    const after = [...this.#passages.keys()].slice([...this.#passages.keys()].indexOf(key) + 1).find((each) => this.#drawn.has(each))
    this.#svg.insertBefore(group, after === undefined ? null : (this.#drawn.get(after)?.group ?? null))
    const drawn = { group, reach, path }
    this.#drawn.set(key, drawn)
    return drawn
  }

  #press(event: KeyboardEvent, key: string): void {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by !== 0) this.#events.onStep(by)
    else if (event.key === 'Enter' || event.key === ' ') this.#events.onGo(key)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #tell(key: string): void {
    const [passage, drawn] = [this.#passages.get(key), this.#drawn.get(key)]
    if (passage === undefined || drawn === undefined) return
    const [frame, box] = [this.#svg.getBoundingClientRect(), drawn.path.getBoundingClientRect()]
    const middle = (Math.max(box.top, frame.top) + Math.min(box.bottom, frame.bottom)) / 2
    const above = this.#svg.parentElement?.getBoundingClientRect().top ?? frame.top
    this.#tip.textContent = describe(passage)
    this.#tip.style.top = `${Math.min(frame.bottom - 20, Math.max(frame.top + 20, middle)) - above}px`
    this.#tip.hidden = false
  }
}
