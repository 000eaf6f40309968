// The margin beside the text: a bracket for every highlight on the screen, in its lane, and the names of its codes.

import type { HighlightId } from '../../shared/ids.ts'
import { colorsOf, namesOf, paintingOf, type ShownHighlight } from './highlights.ts'
import { placeLabels } from './labels.ts'
import type { Reader } from './reader.ts'

const BRACKET = 6
const LABEL_HEIGHT = 20
const LABEL_GAP = 2
const DRIFT = 90
/** How far beyond the window the margin is drawn, so that it is there when the text is scrolled. */
const BEYOND = 300

type Place = Readonly<{ mark: ShownHighlight; lane: number; from: number; to: number }>

export class Margin {
  readonly #rail: HTMLElement
  readonly #reader: Reader
  readonly #pick: (id: HighlightId) => void
  #drawn = ''

  constructor(rail: HTMLElement, reader: Reader, pick: (id: HighlightId) => void) {
    this.#rail = rail
    this.#reader = reader
    this.#pick = pick
  }

  clear(): void {
    this.#rail.replaceChildren()
    this.#drawn = ''
  }

  /** Draws what belongs to the highlights on the screen. */
  draw(): void {
    const { view, scroller } = this.#reader
    const { selected } = paintingOf(view.state)
    const top = scroller.getBoundingClientRect().top - this.#rail.getBoundingClientRect().top
    const places = this.#places(top - BEYOND, top + scroller.clientHeight + BEYOND)
    const drawn = JSON.stringify([
      places.map(({ mark, lane, from, to }) => [
        [mark.id, lane, Math.round(from), Math.round(to), Math.round(Math.max(from, top))],
        [mark.note, namesOf(mark), colorsOf(mark)],
      ]),
      selected,
    ])
    if (drawn === this.#drawn) return
    this.#drawn = drawn

    const lanes = 1 + Math.max(-1, ...places.map((place) => place.lane))
    const brackets = places.map((place) => {
      const bracket = document.createElement('i')
      bracket.className = place.mark.id === selected ? 'bracket selected' : 'bracket'
      bracket.style.cssText = `top: ${place.from}px; height: ${Math.max(4, place.to - place.from)}px; inset-inline-start: ${place.lane * BRACKET}px; --color: ${colorsOf(place.mark)[0]}`
      return bracket
    })
    const labels = placeLabels(
      places
        .filter((place) => place.to > top)
        .map((place) => ({ item: place.mark, top: Math.max(place.from, top) }))
        .sort((a, b) => a.top - b.top),
      LABEL_HEIGHT,
      LABEL_GAP,
      DRIFT,
    ).flatMap((label) => this.#labels(label.items, label.top, lanes, selected))
    this.#rail.replaceChildren(...brackets, ...labels)
  }

  /** Where the highlights between two heights of the rail stand, in reading order: read off the painted words. */
  #places(top: number, bottom: number): Place[] {
    const { view } = this.#reader
    const { index, lanes, from, to } = paintingOf(view.state)
    const base = this.#rail.getBoundingClientRect().top
    const spans = new Map<string, { from: number; to: number }>()
    for (const segment of view.dom.querySelectorAll<HTMLElement>('.highlight')) {
      const box = segment.getBoundingClientRect()
      if (box.bottom < base + top || box.top > base + bottom) continue
      for (const id of segment.dataset.highlight?.split(' ') ?? []) {
        const span = spans.get(id)
        if (span === undefined) spans.set(id, { from: box.top - base, to: box.bottom - base })
        else span.to = box.bottom - base
      }
    }
    return index.meeting(from, to).flatMap((mark) => {
      const span = spans.get(mark.id)
      return span === undefined ? [] : [{ mark, lane: lanes.get(mark.id) ?? 0, ...span }]
    })
  }

  #labels(marks: readonly ShownHighlight[], top: number, lanes: number, selected: HighlightId | null): HTMLElement[] {
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

function badge(kind: string, text: string): HTMLElement {
  const element = document.createElement('span')
  element.className = `badge ${kind}`
  element.textContent = text
  return element
}
