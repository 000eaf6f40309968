import { useEffect, useRef } from 'react'
import { drawLines, type Line } from './lines.ts'

/** The links of the chosen highlight over the texts, kept in place while they scroll. The inspector tells the same in words. */
export function LinkLines({ lines }: Readonly<{ lines: readonly Line[] }>) {
  const svg = useRef<SVGSVGElement>(null)
  useEffect(() => {
    let frame = 0
    const draw = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => svg.current !== null && drawLines(svg.current, lines))
    }
    draw()
    const readers = new Set(lines.flatMap(({ here, there }) => [here.reader, there.reader]))
    const resized = new ResizeObserver(draw)
    for (const reader of readers) {
      resized.observe(reader.scroller)
      resized.observe(reader.view.dom)
      reader.scroller.addEventListener('scroll', draw, { passive: true })
    }
    return () => {
      cancelAnimationFrame(frame)
      resized.disconnect()
      for (const reader of readers) reader.scroller.removeEventListener('scroll', draw)
    }
  }, [lines])
  return (
    <svg ref={svg} className="link-lines" aria-hidden="true">
      <defs>
        <marker id="link-arrow" viewBox="0 0 8 8" refX="6.5" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse">
          <path d="M0.5 0.8 L7 4 L0.5 7.2 Z" />
        </marker>
      </defs>
      <g />
    </svg>
  )
}
