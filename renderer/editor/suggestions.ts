// Suggestions in the text: quiet dotted lines, the current one outlined with its source and cue. They are no highlights and look
// like none. Only what is near the screen is decorated.
import { type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { Range } from '../../shared/text.ts'
import { paintingOf } from './highlights.ts'
import { offsetOf, positionOf } from './schema.ts'

type ShownSuggestion = Readonly<{ key: string; ranges: readonly Range[]; name: string }>
export type Suggesting = Readonly<{
  /** In order of where they start. */
  shown: readonly ShownSuggestion[]
  current: Readonly<{ key: string; source: Range | null; cue: Range | null }> | null
  /** A suggestion was clicked. */
  onChoose: (key: string) => void
}>

const key = new PluginKey<Suggesting | null>('suggestions')
export const suggesting = (transaction: Transaction, now: Suggesting | null): Transaction =>
  transaction.setMeta(key, now).setMeta('addToHistory', false)

function decorate(state: EditorState, { shown, current }: Suggesting): DecorationSet {
  const { from, to } = paintingOf(state)
  const decorations: Decoration[] = []
  const add = (range: Range, attributes: Record<string, string>) => {
    const [start, end] = [Math.max(from, range.start), Math.min(to, range.end)]
    if (start < end) decorations.push(Decoration.inline(positionOf(start), positionOf(end), attributes))
  }
  for (const { key: id, ranges, name } of shown) {
    const isCurrent = id === current?.key
    for (const range of ranges) add(range, { class: isCurrent ? 'suggestion current' : 'suggestion', title: `Suggestion: ${name}` })
  }
  for (const part of current === null ? [] : [current.source, current.cue]) if (part !== null) add(part, { class: 'suggestion-part' })
  return DecorationSet.create(state.doc, decorations)
}

export function suggestions(): Plugin<Suggesting | null> {
  let made = { of: [] as readonly unknown[], set: DecorationSet.empty }
  return new Plugin<Suggesting | null>({
    key,
    state: {
      init: () => null,
      apply: (transaction, held) => {
        const now = transaction.getMeta(key) as Suggesting | null | undefined
        return now === undefined ? held : now
      },
    },
    props: {
      decorations(state) {
        const now = key.getState(state) ?? null
        if (now === null) return null
        const { from, to } = paintingOf(state)
        const of = [state.doc, now, from, to]
        if (of.some((part, i) => part !== made.of[i])) made = { of, set: decorate(state, now) }
        return made.set
      },
      handleClick(view, position, event) {
        if (event.shiftKey || event.ctrlKey || event.metaKey) return false
        const now = key.getState(view.state) ?? null
        const at = offsetOf(position)
        const here = now?.shown.filter(({ ranges }) => ranges.some(({ start, end }) => start <= at && at < end)) ?? []
        // A further click goes to the one that lies within, then to the highlights below.
        const next = here[here.findIndex((each) => each.key === now?.current?.key) + 1]
        if (next !== undefined) now?.onChoose(next.key)
        return next !== undefined
      },
    },
  })
}
