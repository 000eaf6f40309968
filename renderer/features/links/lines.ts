// The links of the chosen highlight, drawn over the texts. Inside one article an arc runs along the side where lines begin, or
// over the words when both ends stand in one line; in a comparison a curve crosses the gutter. An end that is out of the
// window is drawn at the window's edge.
import { endOf, startOf } from '../../../shared/anchor.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import type { HighlightId } from '../../../shared/ids.ts'
import { farEnd, relationOf, touches } from '../../../shared/links.ts'
import type { Highlight } from '../../../shared/records.ts'
import type { Reader } from '../../editor/reader.ts'

const SVG = 'http://www.w3.org/2000/svg'
const EDGE = 5
/** Room that a word beside an arc needs, in CSS pixels. */
const WORD = 96

/** A highlight in a pane. */
type End = Readonly<{ reader: Reader; side: 0 | 1; highlight: Highlight }>
/** From the chosen highlight to another one; `to`: which end an arrow points at, none for a mutual link. */
export type Line = Readonly<{ here: End; there: End; to: 'here' | 'there' | null; word: string }>

type Spot = Readonly<{ y: number; x: number; left: number; right: number; seen: boolean }>

/** Where an end stands, in client coordinates: middle of its first line, and the text's two sides. */
function spotOf({ reader, highlight }: End): Spot {
  const frame = reader.scroller.getBoundingClientRect()
  const text = reader.view.dom.getBoundingClientRect()
  const { start, end } = reader.places.visible()
  const sides = { left: text.left, right: text.right }
  if (endOf(highlight) < start) return { ...sides, x: text.left, y: frame.top + EDGE, seen: false }
  if (startOf(highlight) > end) return { ...sides, x: text.left, y: frame.bottom - EDGE, seen: false }
  const range = highlight.ranges[0] ?? { start: 0, end: 1 }
  const first = reader.places.boxOf({ start: range.start, end: range.start + 1 })
  const whole = reader.places.boxOf(range)
  const isOneLine = whole.bottom - first.bottom < first.height / 2
  const y = first.top + first.height / 2
  const x = isOneLine ? (first.left + whole.right) / 2 : first.left + 12
  const seen = y > frame.top && y < frame.bottom
  return { ...sides, x, y: Math.min(frame.bottom - EDGE, Math.max(frame.top + EDGE, y)), seen }
}

function made<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | number>>,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value))
  return element
}

/** Room that a word takes up and down, in CSS pixels. */
const LEADING = 16

/** `named`: where words stand already, so that none is written over another. */
function draw({ here, there, to, word }: Line, x0: number, y0: number, named: number[]): SVGElement[] {
  const [a, b] = [spotOf(here), spotOf(there)]
  if (!a.seen && !b.seen) return []
  const marks = { 'marker-end': to === 'there' ? 'url(#link-arrow)' : '', 'marker-start': to === 'here' ? 'url(#link-arrow)' : '' }
  const path = (d: string) => made('path', { class: 'link-line', d, ...marks })
  const dot = (x: number, y: number) => made('circle', { class: 'link-dot', cx: x - x0, cy: y - y0, r: 2.5 })
  const at = (x: number, y: number) => `${(x - x0).toFixed(1)} ${(y - y0).toFixed(1)}`

  if (here.side !== there.side) {
    const [xa, xb] = here.side === 0 ? [a.right + 4, b.left - 8] : [a.left - 8, b.right + 4]
    const m = (xa + xb) / 2
    return [path(`M${at(xa, a.y)} C${at(m, a.y)} ${at(m, b.y)} ${at(xb, b.y)}`), ...(to === 'here' ? [] : [dot(xa, a.y)])]
  }
  if (Math.abs(a.y - b.y) < 8) {
    const top = a.y - 13
    const rise = Math.min(26, 10 + Math.abs(a.x - b.x) / 16)
    return [path(`M${at(a.x, top)} C${at(a.x, top - rise)} ${at(b.x, top - rise)} ${at(b.x, top)}`)]
  }
  const x = a.left - 8
  const room = x - here.reader.scroller.getBoundingClientRect().left - 4
  const bulge = Math.min(Math.max(14, Math.abs(a.y - b.y) / 5), Math.max(10, Math.min(room, 120)))
  const line = [path(`M${at(x, a.y)} C${at(x - bulge, a.y)} ${at(x - bulge, b.y)} ${at(x, b.y)}`)]
  const free = room - bulge * 0.75
  if (free < WORD) return line
  let y = (a.y + b.y) / 2 - y0 + 4
  while (named.some((other) => Math.abs(other - y) < LEADING)) y += LEADING
  named.push(y)
  const text = made('text', { class: 'link-name', x: x - bulge * 0.75 - 6 - x0, y })
  text.textContent = word
  return [...line, text]
}

/** Draws lines into an SVG that lies over both texts and shows nothing above or below them. */
export function drawLines(svg: SVGSVGElement, lines: readonly Line[]): void {
  const layer = svg.querySelector('g')
  const first = lines[0]
  if (layer === null) return
  if (first === undefined || svg.parentElement === null) {
    layer.replaceChildren()
    return
  }
  const frame = first.here.reader.scroller.getBoundingClientRect()
  const host = svg.parentElement.getBoundingClientRect()
  svg.style.top = `${frame.top - host.top}px`
  svg.style.height = `${frame.height}px`
  const named: number[] = []
  layer.replaceChildren(...lines.flatMap((line) => draw(line, host.left, frame.top, named)))
}

export type Pane = Readonly<{ open: OpenArticle; reader: Reader; side: 0 | 1 }>

/** What is to be drawn for the highlight that was chosen in a pane: a link to the same pane, if it shows the other end, else across. */
export function linesOf(panes: readonly Pane[], picked: Readonly<{ side: 0 | 1; id: HighlightId }> | null): readonly Line[] {
  const here = endIn(panes, (side) => side === picked?.side, picked?.id)
  const links = panes.find(({ side }) => side === picked?.side)?.open.links ?? []
  if (here === undefined || picked === null) return []
  return links.flatMap((link): Line[] => {
    if (!touches(link, picked.id)) return []
    const far = farEnd(link, picked.id)
    const there = endIn(panes, (side) => side === here.side, far) ?? endIn(panes, (side) => side !== here.side, far)
    const { word, leaving, mutual } = relationOf(link, picked.id)
    return there === undefined ? [] : [{ here, there, to: mutual ? null : leaving ? 'there' : 'here', word }]
  })
}

function endIn(panes: readonly Pane[], isOn: (side: 0 | 1) => boolean, id: HighlightId | undefined): End | undefined {
  for (const { open, reader, side } of panes) {
    const highlight = isOn(side) ? open.highlights.find((each) => each.id === id) : undefined
    if (highlight !== undefined) return { reader, side, highlight }
  }
  return undefined
}
