// The margin beside the text: a bracket for every highlight on the screen, in its lane, and the names of its codes.

import type { HighlightId } from '../../shared/ids.ts'
import { colorsOf, namesOf, paintingOf, type ShownHighlight } from './highlights.ts'
import { placeLabels } from './labels.ts'
import type { Reader } from './reader.ts'

const BRACKET = 6
const LABEL_HEIGHT = 20
const LABEL_GAP = 2
const DRIFT = 90

type Span = Readonly<{ from: number; to: number }>
/** `pieces` are those of a discontinuous highlight, joined by a broken line while it is chosen or pointed at. */
type Place = Span & Readonly<{ mark: ShownHighlight; lane: number; pieces: readonly Span[] }>

export class Margin {
  readonly #brackets = document.createElement('div')
  readonly #labels = document.createElement('div')
  readonly #rail: HTMLElement
  readonly #reader: Reader
  readonly #pick: (id: HighlightId) => void
  #places: readonly Place[] = []
  readonly #drawn = new Map<HighlightId, Readonly<{ style: string; className: string; element: HTMLElement }>>()
  /** What the places were read off, and what the labels were placed by: while these stay, so do they. */
  #read: readonly unknown[] = []
  #placed = ''

  constructor(rail: HTMLElement, reader: Reader, pick: (id: HighlightId) => void) {
    this.#rail = rail
    this.#reader = reader
    this.#pick = pick
    rail.replaceChildren(this.#brackets, this.#labels)
  }

  clear(): void {
    this.#rail.replaceChildren()
  }

  /** Draws what belongs to the painted highlights: brackets along their words, labels beside those that are not scrolled past. */
  draw(): void {
    const { view, scroller } = this.#reader
    const { decorations, selected, hovered } = paintingOf(view.state)
    const read = [decorations, view.dom.offsetWidth, view.dom.offsetHeight]
    if (read.some((value, i) => value !== this.#read[i])) {
      this.#read = read
      this.#places = this.#readPlaces()
      this.#drawBrackets(selected, hovered)
      this.#placed = ''
    }

    const top = scroller.getBoundingClientRect().top - this.#rail.getBoundingClientRect().top
    const places = this.#places.filter((place) => place.to > top)
    const labels = placeLabels(
      places.map((place) => ({ item: place.mark, top: Math.round(Math.max(place.from, top)) })).sort((a, b) => a.top - b.top),
      LABEL_HEIGHT,
      LABEL_GAP,
      DRIFT,
    )
    const placed = labels.map((label) => `${label.top} ${label.items.length} ${label.items[0]?.id}`).join()
    if (placed === this.#placed) return
    this.#placed = placed
    const lanes = 1 + Math.max(-1, ...places.map((place) => place.lane))
    this.#labels.replaceChildren(...labels.flatMap((label) => this.#labelsOf(label.items, label.top, lanes, selected)))
  }

  /** Only what changed is exchanged: there may be hundreds, and most stay when the text is scrolled. */
  #drawBrackets(selected: HighlightId | null, hovered: HighlightId | null): void {
    const classOf = ({ mark: { id }, pieces }: Place) =>
      `bracket${pieces.length > 0 ? ' broken' : ''}${id === selected ? ' selected' : id === hovered && pieces.length > 0 ? ' hovered' : ''}`
    const wanted = new Map(this.#places.map((place) => [place.mark.id, { place, style: styleOf(place), className: classOf(place) }]))
    for (const [id, { style, className, element }] of this.#drawn) {
      const next = wanted.get(id)
      if (next?.style === style && next.className === className && next.place.pieces.length === 0) continue
      element.remove()
      this.#drawn.delete(id)
    }
    for (const [id, { place, style, className }] of wanted) {
      if (this.#drawn.has(id)) continue
      const element = document.createElement('i')
      element.className = className
      element.style.cssText = style
      for (const { from, to } of place.pieces) {
        const piece = document.createElement('i')
        piece.style.cssText = `top: ${from - place.from}px; height: ${Math.max(4, to - from)}px`
        element.append(piece)
      }
      this.#brackets.append(element)
      this.#drawn.set(id, { style, className, element })
    }
  }

  /** Where the painted highlights stand, in reading order: read off their words, in pixels from the top of the rail. */
  #readPlaces(): Place[] {
    const { view, scroller } = this.#reader
    const { index, lanes, from, to } = paintingOf(view.state)
    const base = this.#rail.getBoundingClientRect().top
    const above = base + scroller.scrollTop - scroller.getBoundingClientRect().top
    const heightOf = (offset: number, side: 'top' | 'bottom') => this.#reader.places.topOf(offset, side) - above
    const spans = new Map<string, { from: number; to: number }>()
    for (const segment of view.dom.querySelectorAll<HTMLElement>('.highlight')) {
      const { top, bottom } = segment.getBoundingClientRect()
      for (const id of segment.dataset.highlight?.split(' ') ?? []) {
        const span = spans.get(id)
        if (span === undefined) spans.set(id, { from: top - base, to: bottom - base })
        else span.to = bottom - base
      }
    }
    return index.meeting(from, to).flatMap((mark) => {
      const span = spans.get(mark.id)
      if (span === undefined) return []
      const seen = mark.ranges.length === 1 ? [] : mark.ranges.filter((range) => range.end > from && range.start < to)
      const pieces = seen.map((range) => ({ from: heightOf(range.start, 'top'), to: heightOf(range.end, 'bottom') }))
      return [{ mark, lane: lanes.get(mark.id) ?? 0, ...span, pieces }]
    })
  }

  #labelsOf(marks: readonly ShownHighlight[], top: number, lanes: number, selected: HighlightId | null): HTMLElement[] {
    const [first, ...rest] = marks
    if (first === undefined) return []
    const label = document.createElement('button')
    label.type = 'button'
    label.tabIndex = -1
    label.className = first.id === selected ? 'label selected' : 'label'
    label.style.cssText = `top: ${top}px; inset-inline-start: ${lanes * BRACKET + 6}px; --color: ${colorsOf(first)[0]}`
    label.title = marks.map(namesOf).join('\n')
    const name = document.createElement('span')
    name.textContent = namesOf(first)
    label.append(name)
    if (first.note) label.append(badge('note', '✎'))
    if (rest.length > 0) label.append(badge('more', `+${rest.length}`))
    // Folded labels open one after the other.
    label.addEventListener('click', () => {
      const at = marks.findIndex((mark) => mark.id === selected)
      this.#pick((marks[(at + 1) % marks.length] as ShownHighlight).id)
    })
    return [label]
  }
}

const styleOf = ({ mark, lane, from, to }: Place): string =>
  `top: ${from}px; height: ${Math.max(4, to - from)}px; inset-inline-start: ${lane * BRACKET}px; --color: ${colorsOf(mark)[0]}`

function badge(kind: string, text: string): HTMLElement {
  const element = document.createElement('span')
  element.className = `badge ${kind}`
  element.textContent = text
  return element
}
