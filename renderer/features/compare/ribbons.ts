// The ribbons between two texts. Only ends that are on the screen are measured; a passage that runs out of the window is drawn
// to the window's edge.
import type { Passage } from '../../../shared/passage.ts'
import type { Range } from '../../../shared/text.ts'
import type { Reader } from '../../editor/reader.ts'

const SVG = 'http://www.w3.org/2000/svg'
/** How far beyond the window a ribbon is drawn, in CSS pixels. */
const BEYOND = 24

function edgesOf(reader: Reader, range: Range, visible: Range, offsetTop: number): readonly [number, number] {
  const height = reader.scroller.clientHeight
  const place = (offset: number, side: 'top' | 'bottom') => {
    if (offset < visible.start) return -BEYOND
    if (offset > visible.end) return height + BEYOND
    return Math.min(height + BEYOND, Math.max(-BEYOND, reader.topOf(offset, side) - reader.scroller.scrollTop))
  }
  return [place(range.start, 'top') + offsetTop, place(range.end, 'bottom') + offsetTop]
}

/** Draws the ribbons of all passages that reach into the window on either side. */
export function drawRibbons(
  svg: SVGSVGElement,
  readers: readonly [Reader, Reader],
  passages: readonly Passage[],
  focused: number | null,
  onClick: (index: number) => void,
): void {
  const [left, right] = readers
  const box = svg.getBoundingClientRect()
  const [seenLeft, seenRight] = [left.visible(), right.visible()]
  const [topLeft, topRight] = [left.scroller.getBoundingClientRect().top - box.top, right.scroller.getBoundingClientRect().top - box.top]
  const meets = (range: Range, seen: Range) => range.start < seen.end && range.end > seen.start
  const paths = passages.flatMap((passage, index) => {
    if (!meets(passage.a, seenLeft) && !meets(passage.b, seenRight)) return []
    const [a0, a1] = edgesOf(left, passage.a, seenLeft, topLeft)
    const [b0, b1] = edgesOf(right, passage.b, seenRight, topRight)
    const [w, m] = [box.width, box.width / 2]
    const path = document.createElementNS(SVG, 'path')
    path.setAttribute('d', `M0 ${a0} C${m} ${a0} ${m} ${b0} ${w} ${b0} L${w} ${b1} C${m} ${b1} ${m} ${a1} 0 ${a1} Z`)
    path.setAttribute('class', `ribbon ${passage.kind}${index === focused ? ' focused' : ''}`)
    path.addEventListener('click', () => onClick(index))
    const title = document.createElementNS(SVG, 'title')
    title.textContent = `${passage.words.toLocaleString()} words ${passage.kind === 'verbatim' ? 'the same' : `in common, ${Math.round(passage.score * 100)} % the same`}`
    path.append(title)
    return [path]
  })
  svg.replaceChildren(...paths)
}
