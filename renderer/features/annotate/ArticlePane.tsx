// One article with its head line, its text and the code palette that opens beside a selection.

import { useCallback, useContext, useMemo, useRef, useState } from 'react'
import { Popover } from 'react-aria-components'
import { inReadingOrder, startOf } from '../../../shared/anchor.ts'
import { nameOf } from '../../../shared/articlename.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import type { ArticleId, CodeId, HighlightId } from '../../../shared/ids.ts'
import type { Code, Highlight } from '../../../shared/records.ts'
import type { Range } from '../../../shared/text.ts'
import { leftOutOf, ownWords, zonesOf } from '../../../shared/zones.ts'
import type { Accent, ShownHighlight } from '../../editor/highlights.ts'
import { Reader } from '../../editor/Reader.tsx'
import type { Reader as Widget } from '../../editor/reader.ts'
import { markedOf, useActs, useHeld } from '../../state/acts.ts'
import { CommandContext, useCommands } from '../../state/commands.ts'
import { useApp, useArticle, useCodes, useProject } from '../../state/data.ts'
import { piecesOf, type Side, useWorkspace } from '../../state/workspace.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Empty } from '../../ui/Panel.tsx'
import { CodePalette, type PaletteHandle } from './CodePalette.tsx'

function shownOf(open: OpenArticle, codes: ReadonlyMap<string, Code>): readonly ShownHighlight[] {
  const codesOf = new Map<HighlightId, Code[]>()
  for (const coding of open.codings) {
    const code = codes.get(coding.codeId)
    if (code !== undefined) codesOf.set(coding.highlightId, [...(codesOf.get(coding.highlightId) ?? []), code])
  }
  return open.highlights.map((highlight) => ({
    id: highlight.id,
    ranges: highlight.ranges,
    note: highlight.note !== '',
    moved: highlight.formerQuote !== '',
    codes: codesOf.get(highlight.id) ?? [],
  }))
}

type Props = Readonly<{
  side: Side
  id: ArticleId
  accents: readonly Accent[]
  recent: readonly CodeId[]
  onUsed: (id: CodeId) => void
  onReader: (side: Side, widget: Widget | null) => void
}>

export function ArticlePane({ side, id, accents, recent, onUsed, onReader }: Props) {
  const { data: open, error } = useArticle(id)
  const codes = useCodes()
  const { readOnly = true, counted = 'own' } = useProject() ?? {}
  const whole = useApp()?.assistive ?? false
  const [workspace, move] = useWorkspace()
  const acts = useActs()
  const desk = useContext(CommandContext)
  const held = useHeld()
  const reader = useRef<Widget | null>(null)
  const palette = useRef<PaletteHandle | null>(null)
  const anchor = useRef<HTMLDivElement>(null)
  const [box, setBox] = useState<DOMRect | null>(null)
  /** The highlight that this selection has become, while the palette stays open for more codes. */
  const [made, setMade] = useState<HighlightId | null>(null)
  const [typing, setTyping] = useState(false)
  const selection = workspace.selection?.side === side ? workspace.selection.range : null
  const pieces = piecesOf(workspace, side)
  const picked = workspace.picked?.side === side ? workspace.picked.id : null

  const { article: record, text, blocks, zoneMarks } = open ?? {}
  const remaining = useMemo(
    () =>
      text === undefined || record === undefined ? 0 : ownWords(record.words, text, leftOutOf(zonesOf(blocks ?? [], zoneMarks ?? []))),
    [record, text, blocks, zoneMarks],
  )
  const highlights = useMemo(() => (open === undefined ? [] : shownOf(open, codes)), [open, codes])

  // While the palette's field has the focus, the browser no longer paints the selection: it is painted as an accent, and so
  // are the pieces that were selected before, and what is selected on the other side.
  const { selection: waiting, across } = workspace
  const painted = useMemo<readonly Accent[]>(() => {
    const own = waiting?.side === side ? [...waiting.pieces, ...(typing ? [waiting.range] : [])] : []
    const ranges = across?.side === side ? [...across.pieces, ...own] : own
    return ranges.length === 0 ? accents : [...accents, ...ranges.map((range): Accent => ({ range, kind: 'preview' }))]
  }, [typing, waiting, across, side, accents])

  const close = useCallback(() => {
    setTyping(false)
    reader.current?.select(null)
    reader.current?.focus()
  }, [])

  const choose = async (codeId: CodeId, keepOpen: boolean) => {
    const now = held(id)
    if (now === undefined || selection === null) return
    const before = now.highlights.find((highlight) => highlight.id === made)
    onUsed(codeId)
    if (before === undefined) {
      const highlight = await acts.mark(now, pieces, [codeId])
      if (highlight === null) return
      if (keepOpen) setMade(highlight.id)
      move({ to: 'pick', side, id: highlight.id })
    } else {
      const marked = markedOf(now, before)
      const on = marked.codings.map((coding) => coding.codeId)
      if (!(await acts.recode(marked, on.includes(codeId) ? on.filter((each) => each !== codeId) : [...on, codeId]))) return
    }
    if (!keepOpen) close()
  }

  /** Codes a selection at once: the palette is not asked. */
  const markAs = async (ranges: readonly Range[], codeId: CodeId) => {
    const now = held(id)
    if (now === undefined) return
    onUsed(codeId)
    const highlight = await acts.mark(now, ranges, [codeId])
    if (highlight !== null) move({ to: 'pick', side, id: highlight.id })
    reader.current?.select(null)
  }

  /** Adds what is selected to the chosen highlight. */
  const addPieces = async (ranges: readonly Range[]) => {
    const now = held(id)
    const highlight = now?.highlights.find((each) => each.id === picked)
    if (now === undefined || highlight === undefined) return
    if (await acts.move(highlight, now.text, [...highlight.ranges, ...ranges], 'Add piece to highlight'))
      move({ to: 'pick', side, id: highlight.id })
    reader.current?.select(null)
  }

  useCommands(
    workspace.active !== side || readOnly
      ? {}
      : {
          'edit.snapWords': () => reader.current?.snap('words'),
          'edit.snapSentence': () => reader.current?.snap('sentence'),
          ...(picked !== null && pieces.length > 0 ? { 'edit.addPiece': () => void addPieces(pieces) } : {}),
        },
  )

  const moveEnds = (highlightId: HighlightId, ranges: readonly Range[]) => {
    const now = held(id)
    const highlight = now?.highlights.find((each) => each.id === highlightId)
    if (now !== undefined && highlight !== undefined) void acts.move(highlight, now.text, ranges)
  }

  const remove = () => {
    const now = held(id)
    const highlight = now?.highlights.find((each) => each.id === picked)
    if (now === undefined || highlight === undefined) return false
    void acts.remove(now, [highlight]).then((gone) => gone && move({ to: 'pick', side, id: null }))
    return true
  }

  if (error !== null) {
    return (
      <Empty title="This article cannot be shown">
        <p>{error.message}</p>
      </Empty>
    )
  }
  if (open === undefined) return <div className="pane" aria-busy />
  const { article } = open
  const own = counted === 'own' ? remaining : article.words
  const length = own === article.words ? '' : `${own.toLocaleString()} of `
  const title = nameOf(article)
  const on = new Set(open.codings.filter((coding) => coding.highlightId === made).map((coding) => coding.codeId))

  return (
    <article className="pane" data-active={workspace.active === side || undefined} aria-label={title}>
      <header className="pane-head">
        <h2 dir="auto">{title}</h2>
        <p dir="auto">
          <Facts
            of={[
              ...(workspace.blind ? [] : [article.outlet, article.author]),
              article.date,
              `${length}${article.words.toLocaleString()} words`,
            ]}
          />
        </p>
      </header>
      <Reader
        key={`${article.id} ${article.textSha256} ${article.blocksSha256}`}
        open={open}
        highlights={highlights}
        selected={picked}
        accents={painted}
        whole={whole}
        events={{
          onSelect: (range, { adding, done }) => {
            const chosen = readOnly ? null : range
            if (chosen !== null && adding && selection === null && picked !== null) return void addPieces([chosen])
            if (chosen !== null && done && workspace.activeCode !== null) return void markAs([chosen], workspace.activeCode)
            // Told again because the Shift key was let go.
            if (chosen !== null && chosen.start === selection?.start && chosen.end === selection.end) return
            setMade(null)
            setBox(chosen === null || reader.current === null ? null : reader.current.places.boxOf(chosen))
            move({ to: 'select', side, range: chosen, adding })
          },
          onPick: (highlight) => move({ to: 'pick', side, id: highlight }),
          onMoveEnds: moveEnds,
          onKey: (event) => {
            if (workspace.suggestion !== null && selection === null && (event.key === 'Enter' || event.key === 'Delete')) {
              const decide = desk.find(event.key === 'Enter' ? 'edit.acceptSuggestion' : 'edit.rejectSuggestion')
              decide?.()
              return decide !== undefined
            }
            if (event.key === 'Delete') return selection === null && remove()
            if (event.key === 'Escape') {
              move({ to: 'keepCode', id: null })
              move({ to: 'suggestion', side, key: null })
              return true
            }
            if (selection === null) return false
            const code = [...codes.values()].find((each) => each.shortcut === event.key && !each.archived)
            if (code === undefined) return palette.current?.take(event) ?? false
            event.preventDefault()
            void markAs(pieces, code.id)
            return true
          },
          onFocus: () => {
            setTyping(false)
            move({ to: 'activate', side })
          },
          onLayout: () => {
            if (selection !== null && reader.current !== null) setBox(reader.current.places.boxOf(selection))
          },
        }}
        onReady={(widget) => {
          reader.current = widget
          onReader(side, widget)
        }}
      />
      {box === null || selection === null || workspace.activeCode !== null ? null : (
        <>
          <div ref={anchor} className="palette-anchor" style={{ left: box.left, top: box.top, width: box.width, height: box.height }} />
          <Popover
            className="react-aria-Popover palette-popover"
            triggerRef={anchor}
            isOpen
            isNonModal
            placement="bottom start"
            offset={8}
            maxHeight={420}
            aria-label="Codes for the selection"
          >
            <CodePalette
              codes={codes}
              recent={recent}
              on={on}
              label="Code for the selection"
              onChoose={(codeId, keepOpen) => void choose(codeId, keepOpen)}
              onClose={close}
              onKeep={(codeId) => {
                move({ to: 'keepCode', id: codeId })
                void markAs(pieces, codeId)
              }}
              onFocus={() => setTyping(true)}
              handle={palette}
            />
          </Popover>
        </>
      )}
    </article>
  )
}

/** Of some highlights, the one after (1) or before (-1) a place in reading order, going round at the ends. */
export function neighbour(highlights: readonly Highlight[], from: HighlightId | null, caret: number, step: 1 | -1): HighlightId | null {
  const sorted = highlights.toSorted(inReadingOrder)
  if (sorted.length === 0) return null
  const at = sorted.findIndex((highlight) => highlight.id === from)
  if (at !== -1) return sorted[(at + step + sorted.length) % sorted.length]?.id ?? null
  const next = step === 1 ? sorted.find((each) => startOf(each) >= caret) : sorted.findLast((each) => startOf(each) < caret)
  return (next ?? (step === 1 ? sorted[0] : sorted.at(-1)))?.id ?? null
}
