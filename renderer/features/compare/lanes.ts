// What stands in one text only, as a quiet line at its outer edge.
import type { Range } from '../../../shared/text.ts'
import type { Reader } from '../../editor/reader.ts'
import { edgesOf } from './ribbons.ts'

const SVG = 'http://www.w3.org/2000/svg'

/** Draws the ranges that reach into the window; `current` is the one that was gone to. */
export function drawLane(svg: SVGSVGElement, reader: Reader, ranges: readonly Range[], current: Range | null): void {
  const visible = reader.places.visible()
  const above = reader.scroller.getBoundingClientRect().top - svg.getBoundingClientRect().top
  const lines = ranges.flatMap((range) => {
    if (range.start >= visible.end || range.end <= visible.start) return []
    const [top, bottom] = edgesOf(reader, range, visible)
    const line = document.createElementNS(SVG, 'path')
    line.setAttribute('d', `M2.5 ${above + top + 3} V${Math.max(above + top + 4, above + bottom - 3)}`)
    line.setAttribute('class', range.start === current?.start ? 'only current' : 'only')
    return [line]
  })
  svg.replaceChildren(...lines)
}
