// Paints highlights. Only what is near the screen is decorated, so that the cost of a repaint depends neither on the length
// of the article nor on the number of its highlights: the plugin keeps all of them in an index and makes decorations for the
// span of text that the reader reports as visible, and for a screen more on each side.
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { HighlightId } from '../../shared/ids.ts'
import type { Highlight } from '../../shared/records.ts'
import { MarkIndex, type Segment, segmentsOf } from '../../shared/segments.ts'
import type { Range } from '../../shared/text.ts'
import { positionOf } from './schema.ts'

/** A highlight as it is shown: its anchor, and name and colour of each of its codes. */
export type ShownHighlight = Readonly<{
  id: HighlightId
  ranges: Highlight['ranges']
  note: boolean
  /** Whether its place was found by likeness and is not confirmed. */
  moved?: boolean
  codes: readonly Readonly<{ name: string; color: string }>[]
}>

/** A stretch that is marked for a reason other than a code: a difference of wording, a search hit, the other end of a link, a dragged end. */
export type Accent = Readonly<{ range: Range; kind: 'changed' | 'found' | 'linked' | 'passage' | 'preview' }>

export type Painting = Readonly<{
  index: MarkIndex<ShownHighlight>
  /** Of the highlights that are painted. */
  lanes: ReadonlyMap<HighlightId, number>
  accents: readonly Accent[]
  selected: HighlightId | null
  hovered: HighlightId | null
  /** Whether the page is dark. */
  dark: boolean
  /** Offsets that are decorated. */
  from: number
  to: number
  /** Decorations of each block that is painted, by the block's offset. */
  blocks: ReadonlyMap<number, readonly Decoration[]>
  decorations: DecorationSet
}>

type Part = Partial<Pick<Painting, 'accents' | 'selected' | 'hovered' | 'dark' | 'from' | 'to'>> & {
  highlights?: readonly ShownHighlight[]
}

const key = new PluginKey<Painting>('highlights')
export const paintingOf = (state: EditorState): Painting => key.getState(state) as Painting

/** Asks for a repaint with some parts of the painting replaced. */
export const paint = (transaction: Transaction, part: Part): Transaction => transaction.setMeta(key, part).setMeta('addToHistory', false)

const LANE = 4
/** Strength of the tint behind the words, as the two hexadecimal digits of its alpha. Variables in styles of this many elements cost three times as much. */
const TINTS = { light: { rest: '21', hovered: '3d', selected: '52' }, dark: { rest: '33', hovered: '52', selected: '6b' } }
const UNCODED = '#8a8f98'
export const colorsOf = (mark: ShownHighlight): readonly string[] =>
  mark.codes.length > 0 ? mark.codes.map((code) => code.color) : [UNCODED]
export const namesOf = (mark: ShownHighlight): string =>
  `${mark.moved ? 'moved: ' : ''}${mark.codes.length > 0 ? mark.codes.map((code) => code.name).join(', ') : 'no code'}`

/** Where the lines of one colour stand in a gradient that runs up from the bottom of a segment. */
const lineStops = (lane: number, thick: number, color: string): string => {
  const bottom = lane * LANE
  return `#0000 ${bottom}px, ${color} ${bottom}px ${bottom + thick}px, #0000 ${bottom + thick}px`
}

/** A line in stripes, for a highlight with several codes: a layer of its own. */
function stripes(lane: number, thick: number, colors: readonly string[]): string {
  const stops = colors.map((color, i) => `${color} ${i * 7}px ${(i + 1) * 7}px`)
  return `repeating-linear-gradient(90deg, ${stops.join(', ')}) 0 calc(100% - ${lane * LANE}px) / 100% ${thick}px no-repeat`
}

/**
 * What a screen reader says where highlights begin and end; drawn by the style sheet, clipped to nothing, so that it is no part of
 * the text. A discontinuous highlight goes on after each gap.
 */
function spokenEnds({ start, end, marks }: Segment<ShownHighlight>): Readonly<Record<string, string>> {
  const said = (words: readonly string[]) => (words.length === 0 ? null : ` [${words.join('; ')}] `)
  const begins = marks.flatMap((mark) => {
    const at = mark.ranges.findIndex((range) => range.start === start)
    if (at === -1) return []
    return at === 0 ? [`highlight ${namesOf(mark)}${mark.note ? ', with a note' : ''}`] : [`${namesOf(mark)} goes on`]
  })
  const ends = marks.toReversed().flatMap((mark) => {
    const at = mark.ranges.findIndex((range) => range.end === end)
    if (at === -1) return []
    return [at === mark.ranges.length - 1 ? `end of ${namesOf(mark)}` : `${namesOf(mark)} pauses`]
  })
  const [before, after] = [said(begins), said(ends)]
  return { ...(before === null ? {} : { 'data-begins': before }), ...(after === null ? {} : { 'data-ends': after }) }
}

function segmentStyle(
  marks: readonly ShownHighlight[],
  painting: Pick<Painting, 'lanes' | 'selected' | 'hovered' | 'dark'>,
  deepest: number,
): string {
  const layers: string[] = []
  const lines: string[] = []
  for (const mark of marks.toSorted((a, b) => (painting.lanes.get(b.id) ?? 0) - (painting.lanes.get(a.id) ?? 0))) {
    // Lane 0 stands right under the words.
    const lane = deepest - 1 - (painting.lanes.get(mark.id) ?? 0)
    const thick = mark.id === painting.selected ? LANE : LANE - 1.5
    const colors = colorsOf(mark)
    if (colors.length > 1) layers.push(stripes(lane, thick, colors))
    else lines.push(lineStops(lane, thick, colors[0] as string))
  }
  const depth = deepest * LANE
  if (lines.length > 0) layers.push(`linear-gradient(0deg, ${lines.join(', ')}) 0 100% / 100% ${depth}px no-repeat`)
  for (const mark of marks.slice(-3)) {
    const strength = mark.id === painting.selected ? 'selected' : mark.id === painting.hovered ? 'hovered' : 'rest'
    const tint = `${colorsOf(mark)[0]}${TINTS[painting.dark ? 'dark' : 'light'][strength]}`
    layers.push(`linear-gradient(${tint}, ${tint}) 0 0 / 100% calc(100% - ${depth + 1}px) no-repeat`)
  }
  return `padding-bottom: ${depth + 1}px; background: ${layers.join(', ')}`
}

/** Decorations of one block, whose words start at `start`: each lies in the block as a whole. */
function decorateBlock(start: number, end: number, painting: Painting): Decoration[] {
  const { index, lanes, accents, selected } = painting
  const decorations: Decoration[] = []
  const near = index.meeting(start, end)
  let deepest = 0
  for (const segment of segmentsOf(near, start, end)) {
    const top = segment.marks.at(-1) as ShownHighlight
    const depth = 1 + Math.max(...segment.marks.map((mark) => lanes.get(mark.id) ?? 0))
    deepest = Math.max(deepest, depth)
    decorations.push(
      Decoration.inline(positionOf(segment.start), positionOf(segment.end), {
        class: segment.marks.some((mark) => mark.id === selected) ? 'highlight selected' : 'highlight',
        role: 'mark',
        'aria-description': segment.marks.map(namesOf).join('; '),
        ...spokenEnds(segment),
        'data-highlight': segment.marks.map((mark) => mark.id).join(' '),
        'data-depth': String(segment.marks.length),
        'data-top': top.id,
        style: segmentStyle(segment.marks, painting, depth),
      }),
    )
  }
  // Lines grow with the deepest overlap in their block, so that lanes never run into the words below.
  if (deepest > 1) decorations.push(Decoration.node(start, positionOf(end) + 1, { style: `--lanes: ${deepest - 1}` }))
  for (const { range, kind } of accents) {
    const [from, to] = [Math.max(start, range.start), Math.min(end, range.end)]
    if (from < to) decorations.push(Decoration.inline(positionOf(from), positionOf(to), { class: `accent ${kind}` }))
  }
  return decorations
}

/** So many decorations are made anew at once, at least: what is painted makes lines grow, and then less of the text is to be seen. */
const PART = 150

/**
 * Paints the blocks of `[from, to)`, or as many of them as are one part: `to` of what comes back says how far it came. Blocks in
 * `kept` stay as they are; those in `known` were painted before and do not count.
 */
function painted(doc: Transaction['doc'], asked: Painting, kept: Painting['blocks'], known: Painting['blocks']): Painting {
  const painting = { ...asked, lanes: asked.index.lanes(asked.from, asked.to) }
  const blocks = new Map<number, readonly Decoration[]>()
  const { size } = doc.content
  let anew = 0
  let { to } = asked
  doc.nodesBetween(Math.min(positionOf(asked.from), size), Math.min(positionOf(asked.to), size), (node, start) => {
    if (to < asked.to) return false
    if (!known.has(start) && anew > PART) {
      to = start
      return false
    }
    const made = kept.get(start) ?? decorateBlock(start, start + node.content.size, painting)
    if (!known.has(start)) anew += made.length
    blocks.set(start, made)
    return false
  })
  return { ...painting, to, blocks, decorations: DecorationSet.create(doc, [...blocks.values()].flat()) }
}

const none: Painting['blocks'] = new Map()

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
        dark: false,
        from: 0,
        to: 0,
        blocks: none,
        decorations: DecorationSet.empty,
      }),
      apply(transaction, painting) {
        const part = transaction.getMeta(key) as Part | undefined
        if (part === undefined) return painting
        const { highlights: marks, ...rest } = part
        const onlyMoved = Object.keys(part).every((name) => name === 'from' || name === 'to')
        return painted(
          transaction.doc,
          { ...painting, ...rest, ...(marks === undefined ? {} : { index: new MarkIndex(marks) }) },
          onlyMoved ? painting.blocks : none,
          painting.index.marks.length === 0 ? none : painting.blocks,
        )
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations ?? null },
  })
}
