// Paints highlights. Only what is near the screen is decorated, so that the cost of a repaint depends neither on the length
// of the article nor on the number of its highlights: the plugin keeps all of them in an index and makes decorations for the
// span of text that the reader reports as visible, and for a screen more on each side.
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { HighlightId } from '../../shared/ids.ts'
import type { Highlight } from '../../shared/records.ts'
import { assignLanes, MarkIndex, segmentsOf } from '../../shared/segments.ts'
import type { Range } from '../../shared/text.ts'
import { positionOf } from './schema.ts'

/** A highlight as it is shown: its anchor, and name and colour of each of its codes. */
export type ShownHighlight = Readonly<{
  id: HighlightId
  ranges: Highlight['ranges']
  note: boolean
  codes: readonly Readonly<{ name: string; color: string }>[]
}>

/** A stretch that is marked for a reason other than a code: a difference of wording, a search hit, a dragged end. */
export type Accent = Readonly<{ range: Range; kind: 'changed' | 'found' | 'preview' }>

export type Painting = Readonly<{
  index: MarkIndex<ShownHighlight>
  lanes: ReadonlyMap<HighlightId, number>
  accents: readonly Accent[]
  selected: HighlightId | null
  hovered: HighlightId | null
  /** Offsets that are decorated. */
  from: number
  to: number
  decorations: DecorationSet
}>

type Part = Partial<Pick<Painting, 'accents' | 'selected' | 'hovered' | 'from' | 'to'>> & { highlights?: readonly ShownHighlight[] }

const key = new PluginKey<Painting>('highlights')
export const paintingOf = (state: EditorState): Painting => key.getState(state) as Painting

/** Asks for a repaint with some parts of the painting replaced. */
export const paint = (transaction: Transaction, part: Part): Transaction => transaction.setMeta(key, part).setMeta('addToHistory', false)

const LANE = 4
const UNCODED = '#8a8f98'
export const colorsOf = (mark: ShownHighlight): readonly string[] =>
  mark.codes.length > 0 ? mark.codes.map((code) => code.color) : [UNCODED]
export const namesOf = (mark: ShownHighlight): string =>
  mark.codes.length > 0 ? mark.codes.map((code) => code.name).join(', ') : 'no code'

/** One lane: a line of the code's colour, in stripes when the highlight has several codes. */
function laneImage(colors: readonly string[]): string {
  const stops = colors.map((color, i) => `${color} ${i * 7}px ${(i + 1) * 7}px`)
  return `repeating-linear-gradient(90deg, ${stops.join(', ')})`
}

function segmentStyle(marks: readonly ShownHighlight[], painting: Pick<Painting, 'lanes' | 'selected' | 'hovered'>): string {
  const layers: string[] = []
  let depth = 0
  for (const mark of marks) {
    const lane = painting.lanes.get(mark.id) ?? 0
    depth = Math.max(depth, lane + 1)
    const thick = mark.id === painting.selected ? LANE : LANE - 1.5
    layers.push(`${laneImage(colorsOf(mark))} 0 calc(100% - var(--depth) + ${lane * LANE + LANE}px) / 100% ${thick}px no-repeat`)
  }
  for (const mark of marks.slice(-3)) {
    const strength =
      mark.id === painting.selected ? 'var(--tint-selected)' : mark.id === painting.hovered ? 'var(--tint-hovered)' : 'var(--tint)'
    const tint = `color-mix(in srgb, ${colorsOf(mark)[0]} ${strength}, transparent)`
    layers.push(`linear-gradient(${tint}, ${tint}) 0 0 / 100% calc(100% - var(--depth)) no-repeat`)
  }
  return `--depth: ${depth * LANE + 1}px; background: ${layers.join(', ')}`
}

function decorate(doc: Transaction['doc'], painting: Omit<Painting, 'decorations'>): DecorationSet {
  const { index, lanes, accents, from, to, selected } = painting
  const decorations: Decoration[] = []
  const near = index.meeting(from, to)
  for (const segment of segmentsOf(near, from, to)) {
    const top = segment.marks.at(-1) as ShownHighlight
    decorations.push(
      Decoration.inline(positionOf(segment.start), positionOf(segment.end), {
        class: segment.marks.some((mark) => mark.id === selected) ? 'highlight selected' : 'highlight',
        role: 'mark',
        'aria-description': segment.marks.map(namesOf).join('; '),
        'data-highlight': segment.marks.map((mark) => mark.id).join(' '),
        'data-depth': String(segment.marks.length),
        'data-top': top.id,
        style: segmentStyle(segment.marks, painting),
      }),
    )
  }
  // Lines grow with the deepest overlap in their block, so that lanes never run into the words below.
  doc.nodesBetween(Math.min(positionOf(from), doc.content.size), Math.min(positionOf(to), doc.content.size), (node, at) => {
    const start = at
    const end = at + node.nodeSize - 2
    const depth = Math.max(
      0,
      ...near.filter((mark) => mark.ranges.some((r) => r.start < end && r.end > start)).map((mark) => (lanes.get(mark.id) ?? 0) + 1),
    )
    if (depth > 1) decorations.push(Decoration.node(at, at + node.nodeSize, { style: `--lanes: ${depth - 1}` }))
    return false
  })
  for (const { range, kind } of accents) {
    if (range.end > from && range.start < to)
      decorations.push(Decoration.inline(positionOf(range.start), positionOf(range.end), { class: `accent ${kind}` }))
  }
  return DecorationSet.create(doc, decorations)
}

export function highlights(): Plugin<Painting> {
  return new Plugin<Painting>({
    key,
    state: {
      init: () => ({
        index: new MarkIndex<ShownHighlight>([]),
        lanes: new Map(),
        accents: [],
        selected: null,
        hovered: null,
        from: 0,
        to: 0,
        decorations: DecorationSet.empty,
      }),
      apply(transaction, painting) {
        const part = transaction.getMeta(key) as Part | undefined
        if (part === undefined) return painting
        const { highlights: marks, ...rest } = part
        const next = {
          ...painting,
          ...rest,
          ...(marks === undefined ? {} : { index: new MarkIndex(marks), lanes: assignLanes(marks) }),
        }
        return { ...next, decorations: decorate(transaction.doc, next) }
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations ?? null },
    // The text of a source is evidence: nothing here may change it.
    filterTransaction: (transaction) => !transaction.docChanged,
  })
}
