// Two articles side by side with one gutter between: ribbons join what both share, and scrolling keeps it level.
import { ArrowLeftRight, Link2, Link2Off } from 'lucide-react'
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { Passage } from '../../../shared/passage.ts'
import type { Reader } from '../../editor/reader.ts'
import { IconButton, IconToggle } from '../../ui/IconButton.tsx'
import { drawRibbons } from './ribbons.ts'
import { tiesAround, tiesOf } from './scrollmap.ts'

/** The line of the window, as a share of its height, at which passages are kept level. */
const FOCUS = 0.35

type Props = Readonly<{
  panes: readonly [ReactNode, ReactNode]
  readers: readonly [Reader | null, Reader | null]
  lengths: readonly [number, number]
  passages: readonly Passage[]
  focused: number | null
  linked: boolean
  onFocus: (index: number) => void
  onSwap: () => void
  onLink: (linked: boolean) => void
}>

export function CompareView({ panes, readers, lengths, passages, focused, linked, onFocus, onSwap, onLink }: Props) {
  const [left, right] = readers
  const svg = useRef<SVGSVGElement>(null)
  const leader = useRef<0 | 1>(0)
  const ties = useMemo(() => tiesOf(passages, { a: lengths[0], b: lengths[1] }), [passages, lengths])
  const latest = useRef({ ties, linked, focused, onFocus })
  useLayoutEffect(() => {
    latest.current = { ties, linked, focused, onFocus }
  })

  useEffect(() => {
    if (left === null || right === null) return
    let frame = 0
    const draw = () => {
      frame = 0
      if (svg.current !== null)
        drawRibbons(svg.current, [left, right], passages, latest.current.focused, (index) => latest.current.onFocus(index))
    }
    const follow = () => {
      if (!latest.current.linked || latest.current.ties.length <= 2) return
      const [from, to, side, other] = leader.current === 0 ? ([left, right, 'a', 'b'] as const) : ([right, left, 'b', 'a'] as const)
      const line = from.scroller.scrollTop + from.scroller.clientHeight * FOCUS
      const [before, after] = tiesAround(latest.current.ties, side, from.offsetNear(line))
      const [y0, y1, z0, z1] = [
        from.topOf(before[side]),
        from.topOf(after[side], 'bottom'),
        to.topOf(before[other]),
        to.topOf(after[other], 'bottom'),
      ]
      const share = y1 > y0 ? Math.min(1, Math.max(0, (line - y0) / (y1 - y0))) : 0
      to.scroller.scrollTop = z0 + share * (z1 - z0) - to.scroller.clientHeight * FOCUS
    }
    const stops = [left, right].map((reader, side) => {
      // Whoever is touched last leads; what the other side scrolls in answer moves nobody.
      const lead = () => {
        leader.current = side === 0 ? 0 : 1
      }
      const scrolled = () => {
        if (leader.current === side) follow()
        frame ||= requestAnimationFrame(draw)
      }
      const { scroller } = reader
      const resized = new ResizeObserver(() => {
        frame ||= requestAnimationFrame(draw)
      })
      resized.observe(scroller)
      resized.observe(reader.view.dom)
      for (const event of ['wheel', 'pointerdown', 'keydown', 'focusin'] as const) scroller.addEventListener(event, lead, { passive: true })
      scroller.addEventListener('scroll', scrolled, { passive: true })
      return () => {
        resized.disconnect()
        for (const event of ['wheel', 'pointerdown', 'keydown', 'focusin'] as const) scroller.removeEventListener(event, lead)
        scroller.removeEventListener('scroll', scrolled)
      }
    })
    draw()
    return () => {
      cancelAnimationFrame(frame)
      for (const stop of stops) stop()
    }
  }, [left, right, passages])

  useEffect(() => {
    if (left !== null && right !== null && svg.current !== null)
      drawRibbons(svg.current, [left, right], passages, focused, (index) => latest.current.onFocus(index))
  }, [left, right, passages, focused])

  return (
    <div className="compare">
      {panes[0]}
      <div className="gutter">
        <div className="gutter-tools" role="toolbar" aria-label="Comparison">
          <IconButton icon={ArrowLeftRight} label="Swap sides" shortcut="Ctrl+Shift+X" onPress={onSwap} />
          <IconToggle icon={linked ? Link2 : Link2Off} label="Link scrolling" shortcut="Ctrl+L" isSelected={linked} onChange={onLink} />
        </div>
        <svg ref={svg} className="ribbons" aria-hidden="true" />
      </div>
      {panes[1]}
    </div>
  )
}
