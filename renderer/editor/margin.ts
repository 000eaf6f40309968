// The margin beside the text: a bracket for every highlight on the screen, in its lane, and the names of its codes.

import { endOf, startOf } from '../../shared/anchor.ts'
import type { HighlightId } from '../../shared/ids.ts'
import type { Range } from '../../shared/text.ts'
import { colorsOf, namesOf, paintingOf, type ShownHighlight } from './highlights.ts'
import { placeLabels } from './labels.ts'
import type { Reader } from './reader.ts'

const BRACKET = 6
const LABEL_HEIGHT = 20
const LABEL_GAP = 2
const DRIFT = 90

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

  /** Draws what belongs to the visible range of text. */
  draw(visible: Range): void {
    const painting = paintingOf(this.#reader.view.state)
    const marks = painting.index.meeting(visible.start, visible.end)
    const { scroller } = this.#reader
    const base = this.#rail.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
    const top = scroller.scrollTop - base
    const places = marks.map((mark) => ({
      mark,
      lane: painting.lanes.get(mark.id) ?? 0,
      from: this.#reader.topOf(Math.max(startOf(mark), visible.start)) - base,
      to: this.#reader.topOf(Math.min(endOf(mark), visible.end), 'bottom') - base,
    }))
    const drawn = JSON.stringify([
      places.map((p) => [p.mark.id, p.lane, Math.round(p.from), Math.round(p.to), namesOf(p.mark), p.mark.note, colorsOf(p.mark)]),
      painting.selected,
    ])
    if (drawn === this.#drawn) return
    this.#drawn = drawn

    const lanes = 1 + Math.max(-1, ...places.map((place) => place.lane))
    const brackets = places.map((place) => {
      const bracket = document.createElement('i')
      bracket.className = place.mark.id === painting.selected ? 'bracket selected' : 'bracket'
      bracket.style.cssText = `top: ${place.from}px; height: ${Math.max(4, place.to - place.from)}px; inset-inline-start: ${place.lane * BRACKET}px; --color: ${colorsOf(place.mark)[0]}`
      return bracket
    })
    const labels = placeLabels(
      places.map((place) => ({ item: place.mark, top: Math.max(place.from, top) })).sort((a, b) => a.top - b.top),
      LABEL_HEIGHT,
      LABEL_GAP,
      DRIFT,
    ).flatMap((label) => this.#labels(label.items, label.top, lanes, painting.selected))
    this.#rail.replaceChildren(...brackets, ...labels)
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
