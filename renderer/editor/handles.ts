// The ends of the selected highlight: two handles in the text that can be dragged to where the highlight should start or end.
import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { endOf, startOf } from '../../shared/anchor.ts'
import type { HighlightId } from '../../shared/ids.ts'
import type { Range } from '../../shared/text.ts'
import { paint, paintingOf, type ShownHighlight } from './highlights.ts'
import { offsetOf, positionOf } from './schema.ts'

type End = 'start' | 'end'

/** The ranges of a highlight with one end moved to an offset, never past the other end. */
function withEndAt(ranges: readonly Range[], end: End, offset: number): readonly Range[] {
  const first = ranges[0] as Range
  const last = ranges.at(-1) as Range
  if (end === 'start') {
    const start = Math.min(offset, last.end - 1)
    const kept = ranges.filter((range) => range.end > start)
    return [{ start, end: (kept[0] as Range).end }, ...kept.slice(1)]
  }
  const stop = Math.max(offset, first.start + 1)
  const kept = ranges.filter((range) => range.start < stop)
  return [...kept.slice(0, -1), { start: (kept.at(-1) as Range).start, end: stop }]
}

function drag(view: EditorView, mark: ShownHighlight, end: End, event: PointerEvent, done: (ranges: readonly Range[]) => void): void {
  event.preventDefault()
  const handle = event.target as HTMLElement
  let ranges = mark.ranges
  const move = (moved: PointerEvent) => {
    const at = view.posAtCoords({ left: moved.clientX, top: moved.clientY })
    if (at === null) return
    ranges = withEndAt(mark.ranges, end, offsetOf(at.pos))
    view.dispatch(paint(view.state.tr, { accents: ranges.map((range) => ({ range, kind: 'preview' })) }))
  }
  const stop = (cancelled: boolean) => () => {
    window.removeEventListener('pointermove', move)
    window.removeEventListener('pointerup', up)
    window.removeEventListener('pointercancel', cancel)
    view.dispatch(paint(view.state.tr, { accents: [] }))
    if (!cancelled && ranges !== mark.ranges) done(ranges)
  }
  const up = stop(false)
  const cancel = stop(true)
  window.addEventListener('pointermove', move)
  window.addEventListener('pointerup', up)
  window.addEventListener('pointercancel', cancel)
  handle.classList.add('dragged')
}

export function handles(onMoveEnds: (id: HighlightId, ranges: readonly Range[]) => void): Plugin {
  return new Plugin({
    props: {
      decorations: (state) => {
        const { selected, index, from, to } = paintingOf(state)
        const mark = selected === null ? undefined : index.marks.find((each) => each.id === selected)
        if (mark === undefined) return DecorationSet.empty
        const widget = (end: End, offset: number) =>
          offset < from || offset > to
            ? []
            : [
                Decoration.widget(
                  positionOf(offset),
                  (view) => {
                    const handle = document.createElement('span')
                    handle.className = `handle ${end}`
                    handle.setAttribute('aria-hidden', 'true')
                    handle.addEventListener('pointerdown', (event) => drag(view, mark, end, event, (ranges) => onMoveEnds(mark.id, ranges)))
                    return handle
                  },
                  { side: end === 'start' ? 1 : -1, key: `${mark.id} ${end} ${offset}`, ignoreSelection: true, stopEvent: () => true },
                ),
              ]
        return DecorationSet.create(state.doc, [...widget('start', startOf(mark)), ...widget('end', endOf(mark))])
      },
    },
  })
}
