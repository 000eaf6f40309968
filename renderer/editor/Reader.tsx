// The one bridge between React and the reader: an effect that creates it and an effect per property.

import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { nameOf } from '../../shared/articlename.ts'
import type { OpenArticle } from '../../shared/contract.ts'
import type { HighlightId } from '../../shared/ids.ts'
import type { Accent, ShownHighlight } from './highlights.ts'
import { type ReaderEvents, Reader as Widget } from './reader.ts'

type Props = Readonly<{
  /** Another text needs another reader: give the component a key. */
  open: Pick<OpenArticle, 'article' | 'text' | 'blocks'>
  highlights: readonly ShownHighlight[]
  selected: HighlightId | null
  accents: readonly Accent[]
  /** Whether a screen reader is at work: all of the text is there for it, not only what is on the screen. */
  whole: boolean
  events: ReaderEvents
  /** Called with the widget once it stands, and with `null` when it goes. */
  onReady: (widget: Widget | null) => void
}>

export function Reader({ open, highlights, selected, accents, whole, events, onReady }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const rail = useRef<HTMLDivElement>(null)
  const [widget, setWidget] = useState<Widget | null>(null)
  const latest = useRef({ events, onReady })
  useLayoutEffect(() => {
    latest.current = { events, onReady }
  })

  const { language } = open.article
  const title = nameOf(open.article)
  const { text, blocks } = open
  useLayoutEffect(() => {
    if (scroller.current === null || host.current === null || rail.current === null) return
    const made = new Widget(
      { scroller: scroller.current, host: host.current, rail: rail.current },
      { text, blocks },
      {
        onSelect: (range, how) => latest.current.events.onSelect(range, how),
        onPick: (id) => latest.current.events.onPick(id),
        onMoveEnds: (id, ranges) => latest.current.events.onMoveEnds(id, ranges),
        onKey: (event) => latest.current.events.onKey(event),
        onFocus: () => latest.current.events.onFocus(),
        onLayout: () => latest.current.events.onLayout(),
      },
      whole,
    )
    setWidget(made)
    latest.current.onReady(made)
    return () => {
      latest.current.onReady(null)
      setWidget(null)
      made.destroy()
    }
  }, [text, blocks, whole])

  useEffect(() => widget?.setName(title, language), [widget, title, language])
  useEffect(() => widget?.setHighlights(highlights), [widget, highlights])
  useEffect(() => widget?.setSelected(selected), [widget, selected])
  useEffect(() => widget?.setAccents(accents), [widget, accents])

  return (
    <div className="reader" ref={scroller}>
      <div className="sheet">
        <div ref={host} />
        <div className="rail" ref={rail} />
      </div>
    </div>
  )
}
