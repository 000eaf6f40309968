// The text of an article, open for correction: the reader's own flat document in which words can be typed, and blocks split,
// joined, deleted and told what they are. Nothing else: no formatting comes in by key or clipboard. Highlights are tinted, so
// that it is seen how they follow.
import { keydownHandler } from 'prosemirror-keymap'
import { Fragment, type Node, Slice } from 'prosemirror-model'
import { EditorState, Plugin, Selection, TextSelection, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view'
import type { HighlightId } from '../../shared/ids.ts'
import type { Block, BlockKind } from '../../shared/text.ts'
import { edits, editsOf, isTurn, keptOf, placed, type Result, resultOf, type Standing, takeUp, turn } from './correctedits.ts'
import { documentOf, schema } from './schema.ts'

export type Correctable = Readonly<{ text: string; blocks: readonly Block[] }>
/** Colours of highlights by id. */
export type Colors = ReadonlyMap<HighlightId, string>

const blockType = schema.nodes.block
const breakType = schema.nodes.line_break
if (blockType === undefined || breakType === undefined) throw new TypeError('incomplete schema')

/** What a block becomes when it is told what it is. A title is a zone of its own. */
function attrsFor(kind: BlockKind, { zone, level }: Node['attrs']): Node['attrs'] {
  return { kind, zone: kind === 'title' ? 'title' : zone === 'title' ? 'body' : zone, level }
}

/** Whether two pieces of text need a space between them when they are joined. */
const needsSpace = (before: string, after: string): boolean =>
  before !== '' && after !== '' && !/[\s\p{Pd}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(before) && !/^\s/.test(after)

/** Enter: parts a block in two. What follows the end of a title or heading is a paragraph. */
export function split(state: EditorState): Transaction {
  const tr = state.tr.deleteSelection()
  const { $from } = tr.selection
  const { attrs, content } = $from.parent
  const ends = $from.parentOffset === content.size && (attrs.kind === 'title' || attrs.kind === 'heading')
  return tr.split($from.pos, 1, [{ type: blockType as NonNullable<typeof blockType>, attrs: ends ? attrsFor('paragraph', attrs) : attrs }])
}

/** Backspace at a block's start (-1) or Delete at its end (1): joins it with its neighbour; `null` elsewhere. */
export function join(state: EditorState, to: 1 | -1): Transaction | null {
  const { $head, empty } = state.selection
  if (!empty || $head.parentOffset !== (to === 1 ? $head.parent.content.size : 0)) return null
  const seam = to === 1 ? $head.after() : $head.before()
  const { nodeBefore, nodeAfter } = state.doc.resolve(seam)
  if (nodeBefore === null || nodeAfter === null) return null
  const tr = state.tr
  // A block without words gives way to the other, whatever that is.
  if (nodeBefore.content.size === 0) tr.delete(seam - nodeBefore.nodeSize, seam)
  else if (nodeAfter.content.size === 0) tr.delete(seam, seam + nodeAfter.nodeSize)
  else {
    tr.join(seam)
    if (needsSpace(nodeBefore.textContent, nodeAfter.textContent)) tr.insertText(' ', seam - 1)
    return tr.setSelection(TextSelection.create(tr.doc, seam - 1))
  }
  return tr.setSelection(Selection.near(tr.doc.resolve(tr.mapping.map($head.pos, -to)), -to as 1 | -1))
}

/** Plain text as it is pasted: a blank line parts blocks. What cannot stand in a text is left out. */
export function pasted(text: string, attrs: Node['attrs']): Slice {
  const clean = text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(/(?![\t\n])\p{Cc}|\p{Surrogate}|[\ufdd0-\ufdef\ufffe\uffff]/gu, '')
  const nodes = clean.split(/\n(?:[^\S\n]*\n)+/).map((block) => {
    const lines = block
      .split('\n')
      .flatMap((line, i) => [...(i === 0 ? [] : [schema.node('line_break')]), ...(line === '' ? [] : [schema.text(line)])])
    return schema.node('block', attrs, lines)
  })
  return new Slice(Fragment.from(nodes), 1, 1)
}

export class Corrector {
  readonly view: EditorView
  readonly #standing: Standing
  readonly #original: Node

  /** `onChange` is called when the text, or what the caret stands in, may have changed. */
  constructor(host: HTMLElement, { text, blocks }: Correctable, standing: Standing, colors: Colors, name: string, onChange: () => void) {
    this.#standing = standing
    this.#original = documentOf(text, blocks)
    const shown = standing.highlights.map(({ id, ranges }) => ({ id, ranges, color: colors.get(id) ?? '' }))
    const tints = (state: EditorState): DecorationSet =>
      DecorationSet.create(
        state.doc,
        placed(
          state,
          shown.map(({ ranges }) => ranges),
        ).flatMap((ranges, i) =>
          ranges.map(({ start, end }) => {
            const style = shown[i]?.color === '' ? '' : `--color: ${shown[i]?.color}`
            return Decoration.inline(start, end, { class: 'marked', style }, { id: shown[i]?.id })
          }),
        ),
      )
    const painting: Plugin<DecorationSet> = new Plugin<DecorationSet>({
      state: {
        init: (_config, state) => tints(state),
        apply: (tr, now, _before, state) => (isTurn(tr) ? tints(state) : tr.docChanged ? now.map(tr.mapping, tr.doc) : now),
      },
      props: { decorations: (state) => painting.getState(state) },
    })
    const dispatch = (tr: Transaction | null): boolean => {
      if (tr !== null) this.view.dispatch(tr.scrollIntoView())
      return tr !== null
    }
    const erase = (to: 1 | -1) => (): boolean =>
      dispatch(this.view.state.selection.empty ? join(this.view.state, to) : this.view.state.tr.deleteSelection())
    const keys = keydownHandler({
      Enter: () => dispatch(split(this.view.state)),
      'Shift-Enter': () => dispatch(this.view.state.tr.replaceSelectionWith(schema.node('line_break'), false)),
      ...Object.fromEntries(['Backspace', 'Shift-Backspace', 'Mod-Backspace', 'Alt-Backspace'].map((each) => [each, erase(-1)])),
      ...Object.fromEntries(['Delete', 'Mod-Delete', 'Alt-Delete'].map((each) => [each, erase(1)])),
      'Mod-z': () => this.turn('undo'),
      'Mod-y': () => this.turn('redo'),
      'Shift-Mod-z': () => this.turn('redo'),
    })
    const keyboard = new Plugin({
      props: {
        handleKeyDown: keys,
        handleDrop: () => true,
        clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, '\n\n'),
        handleDOMEvents: {
          // Taken before anything of it is read as HTML.
          paste: (view, event) => {
            event.preventDefault()
            const words = event.clipboardData?.getData('text/plain') ?? ''
            if (words !== '') dispatch(view.state.tr.replaceSelection(pasted(words, view.state.selection.$from.parent.attrs)))
            return true
          },
          dragstart: (_view, event) => {
            event.preventDefault()
            return true
          },
          beforeinput: (_view, event) => {
            if (!/^(?:format|history)/.test(event.inputType)) return false
            event.preventDefault()
            return true
          },
        },
      },
    })
    this.view = new EditorView(
      { mount: host },
      {
        state: EditorState.create({ doc: this.#original, plugins: [keyboard, edits(), painting] }),
        attributes: { class: 'text', role: 'textbox', 'aria-multiline': 'true', 'aria-label': name, tabindex: '0', spellcheck: 'false' },
        dispatchTransaction: (tr) => {
          this.view.updateState(this.view.state.apply(tr))
          onChange()
        },
      },
    )
  }

  destroy(): void {
    this.view.destroy()
  }

  /** Edits that hold and that can be redone, and whether anything is other than it was. */
  state(): Readonly<{ done: number; undone: number; changed: boolean; kind: BlockKind }> {
    const { doc, selection } = this.view.state
    const { done, undone } = editsOf(this.view.state)
    return { done: done.length, undone: undone.length, changed: !doc.eq(this.#original), kind: selection.$head.parent.attrs.kind }
  }

  /** Gives false when there is nothing to undo or redo. */
  turn(way: 'undo' | 'redo'): boolean {
    const tr = turn(this.view.state, way)
    if (tr !== null) this.view.dispatch(tr.scrollIntoView())
    return tr !== null
  }

  /** Says what the blocks of the selection are. */
  setKind(kind: BlockKind): void {
    const { doc, selection, tr } = this.view.state
    doc.nodesBetween(selection.from, selection.to, (node, position) => {
      if (node.type !== blockType) return false
      for (const [name, value] of Object.entries(attrsFor(kind, node.attrs)))
        if (node.attrs[name] !== value) tr.setNodeAttribute(position, name, value)
      return false
    })
    if (tr.docChanged) this.view.dispatch(tr)
    this.view.focus()
  }

  /** The edits that hold, to be taken up again. */
  kept(): readonly (readonly unknown[])[] {
    return keptOf(this.view.state)
  }

  /** Takes up edits that were kept. Gives false, and does nothing, when they are not of this text. */
  takeUp(kept: readonly (readonly unknown[])[]): boolean {
    try {
      this.view.updateState(takeUp(this.view.state, kept))
      return true
    } catch (error) {
      if (error instanceof RangeError) return false
      throw error
    }
  }

  result(): Result {
    return resultOf(this.view.state, this.#standing)
  }
}
