// Zones in the text: what an analyst made of a stretch shows as that zone, the first line of each zone that is not the
// article's own bears its name, and footnotes and the places that refer to them are quiet targets (Ctrl or Cmd and a click).
// Like highlights, only what is near the screen is decorated.
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import { type Footnote, footnoteAt } from '../../shared/footnotes.ts'
import type { Range } from '../../shared/text.ts'
import { isOwn, type ZoneStretch, zoneNames } from '../../shared/zones.ts'
import { paintingOf } from './highlights.ts'
import { offsetOf, positionOf } from './schema.ts'

export type Zoning = Readonly<{
  text: string
  zones: readonly ZoneStretch[]
  notes: readonly Footnote[]
  /** The stretch whose zone is being chosen. */
  target: Range | null
  /** A footnote or a reference to one was asked for at an offset. */
  onFollow: (offset: number) => void
}>

const key = new PluginKey<Zoning | null>('zones')
export const zone = (transaction: Transaction, zoning: Zoning): Transaction =>
  transaction.setMeta(key, zoning).setMeta('addToHistory', false)

const OPENING = 140

/** The first words of a stretch on one line. */
function opening(text: string, { start, end }: Range): string {
  const words = text.slice(start, Math.min(end, start + OPENING)).replace(/\s+/g, ' ')
  return end - start > OPENING ? `${words}…` : words
}

/** The name of a zone above its first line; drawn by the style sheet, so that it is no part of the text. */
function nameAt(offset: number, { zone: kind, origin }: ZoneStretch): Decoration {
  const draw = () => {
    const name = document.createElement('span')
    name.className = 'zone-name'
    name.dataset.name = origin === 'analyst' ? `${zoneNames[kind]}, by hand` : zoneNames[kind]
    name.setAttribute('aria-hidden', 'true')
    return name
  }
  return Decoration.widget(positionOf(offset), draw, { side: -1, key: `${offset} ${kind} ${origin}`, ignoreSelection: true })
}

const isNamed = ({ zone: kind, origin }: ZoneStretch): boolean => origin === 'analyst' || !isOwn(kind)

/** Decorations of one block that stands at a range and is of a zone by import. */
function decorateBlock(block: Range, own: string, near: readonly ZoneStretch[]): Decoration[] {
  return near.flatMap((stretch): Decoration[] => {
    const start = Math.max(block.start, stretch.range.start)
    const end = Math.min(block.end, stretch.range.end)
    if (start >= end || !isNamed(stretch)) return []
    const whole = start === block.start && end === block.end
    const as = stretch.zone === own ? {} : { 'data-as': stretch.zone }
    return [
      whole
        ? Decoration.node(block.start, positionOf(block.end) + 1, { class: 'zoned', ...as })
        : Decoration.inline(positionOf(start), positionOf(end), { class: 'zoned-part', ...as }),
      ...(start === stretch.range.start ? [nameAt(start, stretch)] : []),
    ]
  })
}

function decorateNote(text: string, { label, note, mark, references }: Footnote, isNear: (range: Range) => boolean): Decoration[] {
  const inline = ({ start, end }: Range, title: string) =>
    Decoration.inline(positionOf(start), positionOf(end), { class: 'note-target', title: `${title}\nCtrl+click goes there` })
  const [first] = references
  return [
    ...references.filter(isNear).map((range) => inline(range, opening(text, note))),
    ...(first !== undefined && isNear(mark)
      ? [inline(mark, `Note ${label}, for: …${text.slice(Math.max(0, first.start - 60), first.start).replace(/\s+/g, ' ')}`)]
      : []),
  ]
}

function decorate(state: EditorState, { text, zones, notes, target }: Zoning): DecorationSet {
  const { from, to } = paintingOf(state)
  const near = zones.filter(({ range }) => range.end > from && range.start < to)
  const isNear = (range: Range) => range.end > from && range.start < to
  const decorations = notes.flatMap((note) => decorateNote(text, note, isNear))
  const { size } = state.doc.content
  if (near.some(isNamed))
    state.doc.nodesBetween(Math.min(positionOf(from), size), Math.min(positionOf(to), size), (node, start) => {
      if (node.type.name === 'block')
        decorations.push(...decorateBlock({ start, end: start + node.content.size }, String(node.attrs.zone), near))
      return false
    })
  if (target !== null && isNear(target)) {
    const [start, end] = [Math.max(from, target.start), Math.min(to, target.end)]
    decorations.push(Decoration.inline(positionOf(start), positionOf(end), { class: 'accent preview' }))
  }
  return DecorationSet.create(state.doc, decorations)
}

export function zones(): Plugin<Zoning | null> {
  let made = { of: [] as readonly unknown[], set: DecorationSet.empty }
  return new Plugin<Zoning | null>({
    key,
    state: {
      init: () => null,
      apply: (transaction, zoning) => (transaction.getMeta(key) as Zoning | undefined) ?? zoning,
    },
    props: {
      decorations(state) {
        const zoning = key.getState(state) ?? null
        if (zoning === null) return null
        const { from, to } = paintingOf(state)
        const of = [state.doc, zoning, from, to]
        if (of.some((part, i) => part !== made.of[i])) made = { of, set: decorate(state, zoning) }
        return made.set
      },
      handleClick(view, position, event) {
        const zoning = key.getState(view.state) ?? null
        const offset = offsetOf(position)
        if (zoning === null || !(event.ctrlKey || event.metaKey) || footnoteAt(zoning.notes, offset) === null) return false
        zoning.onFollow(offset)
        return true
      },
    },
  })
}
