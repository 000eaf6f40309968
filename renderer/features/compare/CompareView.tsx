// Two articles side by side with one gutter between: ribbons join what both share, scrolling keeps it level, and what stands in
// one only is marked at its outer edge.
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import type { OpenArticle } from '../../../shared/contract.ts'
import { onlyHere } from '../../../shared/onlyhere.ts'
import { keyOfPassage, type Passage } from '../../../shared/passage.ts'
import type { Range } from '../../../shared/text.ts'
import { leftOutOf, zonesOf } from '../../../shared/zones.ts'
import type { Reader } from '../../editor/reader.ts'
import { useCommands } from '../../state/commands.ts'
import { useTell } from '../../state/notice.ts'
import { MOST_IN_SET, type Side, useWorkspace } from '../../state/workspace.ts'
import { ArticleChooser } from './ArticleChooser.tsx'
import { CompareBar } from './CompareBar.tsx'
import { drawLane } from './lanes.ts'
import { Ribbons } from './ribbons.ts'
import { Strip } from './Strip.tsx'
import { tiesAround, tiesOf } from './scrollmap.ts'

/** The line of the window, as a share of its height, at which passages are kept level. */
const FOCUS = 0.35
const nowhere: readonly Range[] = []

type Props = Readonly<{
  panes: readonly [ReactNode, ReactNode]
  pair: readonly [OpenArticle | undefined, OpenArticle | undefined]
  readers: readonly [Reader | null, Reader | null]
  passages: readonly Passage[]
  /** Share of the comparison that is done, 0 to 1. */
  done: number
  /** The side that the other follows; `null` after both were brought somewhere. */
  leader: RefObject<Side | null>
  /** Goes to a passage by its key. */
  onFocus: (key: string) => void
  /** Shows places of both texts, or none any more. */
  onShow: (places: readonly [readonly Range[], readonly Range[]]) => void
  /** What stands below the texts. */
  below?: ReactNode
}>

/** What is drawn at the outer edge of each side. */
type Edges = { lanes: [SVGSVGElement | null, SVGSVGElement | null]; thumbs: [HTMLElement | null, HTMLElement | null] }

const onlyIn = (open: OpenArticle | undefined, side: 'a' | 'b', passages: readonly Passage[]): readonly Range[] =>
  open === undefined ? nowhere : onlyHere(open, side, passages, leftOutOf(zonesOf(open.blocks, open.zoneMarks)))

export function CompareView({ panes, pair, readers, passages, done, leader, onFocus, onShow, below }: Props) {
  const [{ active, focused, linked, selection, set, panes: ids }, move] = useWorkspace()
  const { say } = useTell()
  const [left, right] = readers
  const view = useRef<HTMLDivElement>(null)
  const svg = useRef<SVGSVGElement>(null)
  const tip = useRef<HTMLDivElement>(null)
  const edges = useRef<Edges>({ lanes: [null, null], thumbs: [null, null] })
  const ribbons = useRef<Ribbons | null>(null)
  const [replacing, setReplacing] = useState<Side | 'beside' | null>(null)
  const [walked, setWalked] = useState<Readonly<{ side: Side; range: Range }> | null>(null)
  const [a, b] = pair
  const lengths = useMemo(() => ({ a: a?.text.length ?? 0, b: b?.text.length ?? 0 }), [a?.text, b?.text])
  const ties = useMemo(() => tiesOf(passages, lengths), [passages, lengths])
  const only = useMemo(() => [onlyIn(a, 'a', passages), onlyIn(b, 'b', passages)] as const, [a, b, passages])
  const scene = useMemo(() => ({ ties, passages, focused, only, walked }), [ties, passages, focused, only, walked])
  const step = (by: 1 | -1) => {
    const keys = passages.map(keyOfPassage)
    const at = focused === null ? -1 : keys.indexOf(focused)
    const next = keys[(at === -1 ? (by === 1 ? 0 : keys.length - 1) : at + by + keys.length) % keys.length]
    if (next !== undefined) onFocus(next)
  }
  const latest = useRef({ scene, linked, onFocus, step })
  useLayoutEffect(() => {
    latest.current = { scene, linked, onFocus, step }
  })

  const draw = useRef<(now: typeof scene) => void>(() => undefined)
  useEffect(() => {
    const [element, label] = [svg.current, tip.current]
    if (left === null || right === null || element === null || label === null) return
    const drawn = new Ribbons(element, label, {
      onGo: (key) => latest.current.onFocus(key),
      onStep: (by) => latest.current.step(by),
    })
    ribbons.current = drawn
    let frame = 0
    let shown = latest.current.scene
    const both = [left, right] as const
    const paint = () => {
      frame = 0
      drawn.draw(both, shown.passages, shown.focused)
      for (const side of [0, 1] as const) {
        const [reader, lane, thumb] = [both[side], edges.current.lanes[side], edges.current.thumbs[side]]
        if (lane !== null) drawLane(lane, reader, shown.only[side], shown.walked?.side === side ? shown.walked.range : null)
        if (thumb === null) continue
        const [{ start, end }, last] = [reader.places.visible(), shown.ties.at(-1)]
        const length = Math.max(1, last?.[side === 0 ? 'a' : 'b'] ?? 1)
        thumb.style.top = `${(start / length) * 100}%`
        thumb.style.height = `${(Math.max(0, end - start) / length) * 100}%`
        thumb.parentElement?.setAttribute('aria-valuenow', String(Math.min(100, Math.round((start / length) * 100))))
      }
    }
    const soon = () => {
      frame ||= requestAnimationFrame(paint)
    }
    draw.current = (now) => {
      shown = now
      soon()
    }
    const follow = () => {
      if (!latest.current.linked || shown.ties.length <= 2) return
      const [from, to, side, other] = leader.current === 0 ? ([left, right, 'a', 'b'] as const) : ([right, left, 'b', 'a'] as const)
      const line = from.scroller.scrollTop + from.scroller.clientHeight * FOCUS
      const [before, after] = tiesAround(shown.ties, side, from.places.offsetNear(line))
      const [y0, y1, z0, z1] = [
        from.places.topOf(before[side]),
        from.places.topOf(after[side], 'bottom'),
        to.places.topOf(before[other]),
        to.places.topOf(after[other], 'bottom'),
      ]
      const share = y1 > y0 ? Math.min(1, Math.max(0, (line - y0) / (y1 - y0))) : 0
      to.scroller.scrollTop = z0 + share * (z1 - z0) - to.scroller.clientHeight * FOCUS
    }
    const stops = both.map((reader, side) => {
      // Whoever is touched last leads; what the other side scrolls in answer moves nobody.
      const lead = () => {
        leader.current = side === 0 ? 0 : 1
      }
      const scrolled = () => {
        if (leader.current === side) follow()
        soon()
      }
      const { scroller } = reader
      const resized = new ResizeObserver(soon)
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
    paint()
    return () => {
      cancelAnimationFrame(frame)
      for (const stop of stops) stop()
      drawn.clear()
      ribbons.current = null
    }
  }, [left, right, leader])

  useEffect(() => draw.current(scene), [scene])
  // The keyboard goes along from ribbon to ribbon.
  useEffect(() => {
    if (focused !== null && ribbons.current?.hasFocus) requestAnimationFrame(() => ribbons.current?.focus(focused))
  }, [focused])

  const walkOnly = (by: 1 | -1) => {
    const [ranges, reader] = [only[active], readers[active]]
    if (reader === null) return
    const from = walked?.side === active ? walked.range.start : reader.places.visible().start - (by === 1 ? 1 : 0)
    const next = by === 1 ? ranges.find(({ start }) => start > from) : ranges.findLast(({ start }) => start < from)
    const range = next ?? (by === 1 ? ranges[0] : ranges.at(-1))
    if (range === undefined) return say('Nothing stands on this side only.')
    setWalked({ side: active, range })
    onShow(active === 0 ? [[range], []] : [[], [range]])
    say(`Only here: ${ranges.indexOf(range) + 1} of ${ranges.length}`)
  }
  useCommands({
    'go.nextPassage': () => step(1),
    'go.previousPassage': () => step(-1),
    'go.nextOnly': () => walkOnly(1),
    'go.previousOnly': () => walkOnly(-1),
    'go.otherSide': () => readers[active === 0 ? 1 : 0]?.focus(),
    'compare.left': () => setReplacing(0),
    'compare.right': () => setReplacing(1),
    'compare.add': () => (set.length < MOST_IN_SET ? setReplacing('beside') : say(`A set has at most ${MOST_IN_SET} articles.`)),
  })
  // One key while the focus is in a text, where nothing can be typed.
  useEffect(() => {
    const element = view.current
    const press = (event: KeyboardEvent) => {
      const { key, ctrlKey, altKey, metaKey, target } = event
      if (key.toLowerCase() !== 'l' || ctrlKey || altKey || metaKey || event.defaultPrevented || selection !== null) return
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return
      event.preventDefault()
      move({ to: 'link' })
    }
    element?.addEventListener('keydown', press)
    return () => element?.removeEventListener('keydown', press)
  }, [selection, move])

  const edge = (side: Side) => {
    const open = pair[side]
    return (
      <div className="edge" data-side={side}>
        {open === undefined ? null : (
          <Strip
            side={side}
            open={open}
            reader={readers[side]}
            passages={passages}
            only={only[side]}
            thumb={(element) => {
              edges.current.thumbs[side] = element
            }}
            onLead={() => {
              leader.current = side
            }}
          />
        )}
        <svg
          ref={(element) => {
            edges.current.lanes[side] = element
          }}
          className="lane"
          aria-hidden="true"
        />
      </div>
    )
  }
  return (
    <div ref={view} className="compare-view">
      <CompareBar done={done} onReplace={setReplacing} />
      <Group className="compare-panels" orientation="vertical" disableCursor id="compare">
        <Panel id="texts" minSize={200}>
          <div className="compare">
            {edge(0)}
            {panes[0]}
            <div className="gutter">
              <svg ref={svg} className="ribbons" />
              <div ref={tip} className="ribbon-tip" aria-hidden hidden />
            </div>
            {panes[1]}
            {edge(1)}
          </div>
        </Panel>
        {below === undefined ? null : (
          <>
            <Separator className="divider" aria-label="Height of the texts" />
            <Panel id="below" defaultSize={260} minSize={80} groupResizeBehavior="preserve-pixel-size">
              {below}
            </Panel>
          </>
        )}
      </Group>
      {replacing === null ? null : (
        <ArticleChooser
          label={replacing === 'beside' ? 'Article for the set' : `Article on the ${replacing === 0 ? 'left' : 'right'}`}
          without={replacing === 'beside' ? set : ids}
          onClose={() => setReplacing(null)}
          onChoose={(id) => {
            if (replacing === 'beside') move({ to: 'pairing', now: { set: [...set, id] } })
            else move({ to: 'replace', side: replacing, id })
          }}
        />
      )}
    </div>
  )
}
