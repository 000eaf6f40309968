// What was done to a text that is being corrected: a list of edits, each the steps of one act at the keyboard. Undo takes the
// last edit out of the list, so that a place of the old text is always led through just those steps that hold, and comes back
// exactly where it was.
//
// A range starts before the first of its units that is left and ends behind the last (start maps with association 1, end with
// -1): what is typed at its very ends stays outside, what takes the place of its first or last words belongs to it.
import type { Node } from 'prosemirror-model'
import { type EditorState, Plugin, PluginKey, type SelectionBookmark, type Transaction } from 'prosemirror-state'
import { Step } from 'prosemirror-transform'
import type { HighlightId } from '../../shared/ids.ts'
import type { Bookmark, Highlight, ZoneMark } from '../../shared/records.ts'
import { type Places, settle } from '../../shared/revision.ts'
import type { Draft, Range } from '../../shared/text.ts'
import { offsetOf, positionOf, schema } from './schema.ts'

type Edit = Readonly<{
  steps: readonly Step[]
  /** The steps that take it back, in their order. */
  inverted: readonly Step[]
  selection: SelectionBookmark
  at: number
  /** What it touched, as positions after it, where only words of one block changed. */
  reach: Readonly<{ from: number; to: number }> | null
}>
/** The edits that hold, and those that were undone, the next to be redone last. */
export type Edits = Readonly<{ done: readonly Edit[]; undone: readonly Edit[] }>

/** Typing goes on while no more than this passes between two keys (ms). */
const PAUSE = 700

const key = new PluginKey<Edits>('edits')
export const editsOf = (state: EditorState): Edits => key.getState(state) ?? { done: [], undone: [] }
/** Whether a transaction takes an edit back or does it again. */
export const isTurn = (tr: Transaction): boolean => tr.getMeta(key) !== undefined

function editOf(tr: Transaction, before: EditorState): Edit {
  let reach: Edit['reach'] = null
  if (tr.steps.length === 1 && tr.before.childCount === tr.doc.childCount)
    tr.mapping.maps[0]?.forEach((_from, _to, from, to) => {
      reach = { from, to }
    })
  const inverted = tr.steps.map((step, i) => step.invert(tr.docs[i] as Node)).reverse()
  return { steps: tr.steps, inverted, selection: before.selection.getBookmark(), at: tr.time, reach }
}

/** Whether an edit goes on where the last one ended. */
function goesOn(last: Edit, next: Edit): boolean {
  if (last.reach === null || next.reach === null || next.at - last.at > PAUSE) return false
  let touches = false
  next.steps[0]?.getMap().forEach((from, to) => {
    touches = last.reach !== null && from <= last.reach.to && to >= last.reach.from
  })
  return touches
}

export const edits = (): Plugin<Edits> =>
  new Plugin<Edits>({
    key,
    state: {
      init: () => ({ done: [], undone: [] }),
      apply: (tr, now, before) => {
        const turn: unknown = tr.getMeta(key)
        const [last, next] = [now.done.at(-1), now.undone.at(-1)]
        if (turn === 'undo' && last !== undefined) return { done: now.done.slice(0, -1), undone: [...now.undone, last] }
        if (turn === 'redo' && next !== undefined) return { done: [...now.done, next], undone: now.undone.slice(0, -1) }
        if (!tr.docChanged) return now
        const edit = editOf(tr, before)
        if (last === undefined || now.undone.length > 0 || !goesOn(last, edit)) return { done: [...now.done, edit], undone: [] }
        const joined = { ...edit, steps: [...last.steps, ...edit.steps], inverted: [...edit.inverted, ...last.inverted] }
        return { done: [...now.done.slice(0, -1), { ...joined, selection: last.selection }], undone: [] }
      },
    },
  })

/** Takes the last edit back, or does again what was taken back last; `null` when there is none. */
export function turn(state: EditorState, way: 'undo' | 'redo'): Transaction | null {
  const { done, undone } = editsOf(state)
  const edit = (way === 'undo' ? done : undone).at(-1)
  if (edit === undefined) return null
  const tr = state.tr.setMeta(key, way)
  for (const step of way === 'undo' ? edit.inverted : edit.steps) tr.step(step)
  return way === 'undo' ? tr.setSelection(edit.selection.resolve(tr.doc)) : tr
}

/** The edits that hold, as JSON: what `takeUp` makes again of the same text. */
export const keptOf = (state: EditorState): readonly (readonly unknown[])[] =>
  editsOf(state).done.map(({ steps }) => steps.map((step): unknown => step.toJSON()))

/** Does kept edits again, each as one. @throws RangeError when they are not of this text */
export function takeUp(state: EditorState, kept: readonly (readonly unknown[])[]): EditorState {
  return kept.reduce<EditorState>((now, steps, i) => {
    // So far apart in time that none goes on with the one before.
    const tr = now.tr.setTime(i * 2 * PAUSE)
    for (const step of steps) tr.step(Step.fromJSON(schema, step))
    return now.apply(tr)
  }, state)
}

/** Where the offsets of the old text stand in the document now, as positions. */
function leaderOf(state: EditorState): (offset: number, assoc: 1 | -1) => number {
  const maps = editsOf(state).done.flatMap(({ steps }) => steps.map((step) => step.getMap()))
  return (offset, assoc) => maps.reduce((position, map) => map.map(position, assoc), positionOf(offset))
}

/** Ranges of the old text that still hold something, as positions `start` and `end`. */
export function placed(state: EditorState, all: readonly (readonly Range[])[]): readonly (readonly Range[])[] {
  const lead = leaderOf(state)
  return all.map((ranges) =>
    ranges.flatMap(({ start, end }) => {
      const now = { start: lead(start, 1), end: lead(end, -1) }
      return now.start < now.end ? [now] : []
    }),
  )
}

/** The document as blocks. */
function typedOf(doc: Node): Draft[] {
  const typed: Draft[] = []
  doc.forEach((node) => {
    const { kind, zone, level } = node.attrs
    typed.push({ kind, zone, ...(kind === 'heading' || kind === 'item' ? { level } : {}), text: node.textContent })
  })
  return typed
}

/** What stands at places of the old text. */
export type Standing = Readonly<{
  highlights: readonly Pick<Highlight, 'id' | 'ranges'>[]
  zoneMarks: readonly Pick<ZoneMark, 'id' | 'range'>[]
  bookmarks: readonly Pick<Bookmark, 'id' | 'offset'>[]
}>
export type Result = Readonly<{ typed: readonly Draft[]; text: string; places: Places }>

/** The corrected text, and where everything stands in it. */
export function resultOf(state: EditorState, { highlights, zoneMarks, bookmarks }: Standing): Result {
  const typed = typedOf(state.doc)
  const { text, range, offset } = settle(typed)
  const holding = (ranges: readonly Range[]): Range[] =>
    ranges.flatMap(({ start, end }) => {
      const found = range({ start: offsetOf(start), end: offsetOf(end) })
      return found !== null && /\S/.test(text.slice(found.start, found.end)) ? [found] : []
    })
  const kept: Places['highlights'] = []
  const lost: HighlightId[] = []
  const led = placed(
    state,
    highlights.map(({ ranges }) => ranges),
  )
  for (const [i, { id }] of highlights.entries()) {
    const ranges = holding(led[i] ?? [])
    if (ranges.length > 0) kept.push({ id, ranges })
    else lost.push(id)
  }
  const stretches = placed(
    state,
    zoneMarks.map((mark) => [mark.range]),
  )
  const lead = leaderOf(state)
  return {
    typed,
    text,
    places: {
      highlights: kept,
      lost,
      zoneMarks: zoneMarks.flatMap(({ id }, i) => holding(stretches[i] ?? []).map((found) => ({ id, range: found }))),
      bookmarks: bookmarks.map((mark) => ({ id: mark.id, offset: offset(offsetOf(lead(mark.offset, 1))) })),
    },
  }
}
