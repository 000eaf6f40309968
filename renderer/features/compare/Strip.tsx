// A whole text at a glance beside it: what it shares, what stands here only, how it is coded, and the part on the screen.
import { type KeyboardEvent, type PointerEvent, useMemo } from 'react'
import type { OpenArticle } from '../../../shared/contract.ts'
import type { Passage } from '../../../shared/passage.ts'
import type { Range } from '../../../shared/text.ts'
import type { Reader } from '../../editor/reader.ts'
import { useCodes } from '../../state/data.ts'

/** Height of the drawing, whatever the window's is. */
const HEIGHT = 1_000
/** Share of the text that a key goes on. */
const STEP = 0.05

type Props = Readonly<{
  side: 0 | 1
  open: OpenArticle
  reader: Reader | null
  passages: readonly Passage[]
  only: readonly Range[]
  /** The mark of the part on the screen, which is moved as the text scrolls. */
  thumb: (element: HTMLElement | null) => void
  /** The analyst goes somewhere on this side. */
  onLead: () => void
}>

export function Strip({ side, open, reader, passages, only, thumb, onLead }: Props) {
  const codes = useCodes()
  const length = Math.max(1, open.text.length)
  const bar = ({ start, end }: Range, key: string, className: string, x: number, width: number, fill?: string) => (
    <rect
      key={key}
      className={className}
      x={x}
      width={width}
      y={(start / length) * HEIGHT}
      height={Math.max(2, ((end - start) / length) * HEIGHT)}
      {...(fill === undefined ? {} : { fill })}
    />
  )
  const colours = useMemo(() => {
    const first = new Map(open.codings.toReversed().map(({ highlightId, codeId }) => [highlightId, codes.get(codeId)?.color]))
    return open.highlights.flatMap(({ id, ranges }) => {
      const colour = first.get(id)
      return colour === undefined ? [] : ranges.map((range) => ({ range, colour, key: `${id} ${range.start}` }))
    })
  }, [open.codings, open.highlights, codes])
  const place = side === 0 ? 'a' : 'b'

  const go = (share: number) => {
    onLead()
    reader?.reveal(Math.round(Math.min(1, Math.max(0, share)) * (length - 1)))
  }
  const press = (event: KeyboardEvent) => {
    const now = (reader?.places.visible().start ?? 0) / length
    const to = { ArrowDown: now + STEP, ArrowUp: now - STEP, PageDown: now + 0.2, PageUp: now - 0.2, Home: 0, End: 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    go(to)
  }
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    go((event.clientY - box.top) / box.height)
  }
  return (
    <div
      className="strip"
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- no input is a picture of a text
      role="slider"
      tabIndex={0}
      aria-label={`Overview of the ${side === 0 ? 'left' : 'right'} text`}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      onKeyDown={press}
      onPointerDown={point}
    >
      <svg viewBox={`0 0 12 ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {only.map((range) => bar(range, `only ${range.start}`, 'strip-only', 0, 1.5))}
        {passages.map((passage) =>
          bar(passage[place], `${passage.kind} ${passage[place].start}`, `strip-passage ${passage.kind}`, 2.5, 4.5),
        )}
        {colours.map(({ range, colour, key }) => bar(range, key, 'strip-code', 8, 4, colour))}
      </svg>
      <span ref={thumb} className="strip-thumb" />
    </div>
  )
}
