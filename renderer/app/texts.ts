// The texts on the screen: the articles of both sides, what lights up in them, and going from place to place in one or both.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { startOf } from '../../shared/anchor.ts'
import type { ArticleId, HighlightId } from '../../shared/ids.ts'
import { shownAt } from '../../shared/omissions.ts'
import { keyOfPassage, type Passage } from '../../shared/passage.ts'
import type { Range } from '../../shared/text.ts'
import type { Accent } from '../editor/highlights.ts'
import type { Reader } from '../editor/reader.ts'
import { linesOf } from '../features/links/lines.ts'
import { useArticle, useComparison } from '../state/data.ts'
import { type Page, type Side, useWorkspace } from '../state/workspace.ts'

export type Places = readonly [readonly Range[], readonly Range[]]
const noPlaces: Places = [[], []]
const noAccents: readonly Accent[] = []

/** A passage, and the words in it that only one side has. */
const accentsOf = (passage: Passage | undefined, side: 'a' | 'b'): readonly Accent[] =>
  passage === undefined
    ? noAccents
    : [
        { range: passage[side], kind: 'passage' },
        ...passage.pieces.flatMap((piece): Accent[] => {
          const range = piece[side]
          return piece.same || range === null ? [] : [{ range, kind: 'changed' }]
        }),
      ]

export type Texts = ReturnType<typeof useTexts>

export function useTexts() {
  const [workspace, move] = useWorkspace()
  const { view, panes, active, picked, focused, sought } = workspace
  const [readers, setReaders] = useState<readonly [Reader | null, Reader | null]>([null, null])
  const [tried, setTried] = useState<readonly Range[]>([])
  const [placesOf, setPlaces] = useState({ panes, places: noPlaces })
  const places = placesOf.panes === panes ? placesOf.places : noPlaces
  /** The side that the other follows in scrolling. */
  const leader = useRef<Side | null>(0)
  const left = useArticle(panes[0]).data
  const right = useArticle(view === 'compare' ? panes[1] : null).data
  const { found, done } = useComparison(view === 'compare' ? panes[0] : null, view === 'compare' ? panes[1] : null)
  const shared = useMemo(() => shownAt(found, workspace.cutOff), [found, workspace.cutOff])
  const { passages } = shared
  const reader = readers[active]
  const open = active === 0 ? left : right
  const pair = useMemo(
    () => (view === 'compare' && left !== undefined && right !== undefined ? ([left, right] as const) : null),
    [view, left, right],
  )
  const passage = focused === null ? undefined : passages.find((each) => keyOfPassage(each) === focused)
  const chosen = picked?.side === active ? open?.highlights.find(({ id }) => id === picked.id) : undefined

  const onReader = useCallback((side: Side, widget: Reader | null) => {
    setReaders((now) => (side === 0 ? [widget, now[1]] : [now[0], widget]))
  }, [])

  // A place that is offered for a highlight without one is shown in the text.
  useEffect(() => {
    const [first] = tried
    if (first !== undefined && reader !== null && !reader.view.isDestroyed) reader.reveal(first.start)
  }, [tried, reader])

  // A place that was searched for is shown once its article stands.
  useEffect(() => {
    if (sought?.range == null || reader === null || reader.view.isDestroyed || open?.article.id !== sought.articleId) return
    const { start } = sought.range
    reader.select({ start, end: start })
    reader.reveal(start)
  }, [sought, reader, open?.article.id])

  // The links of the chosen highlight, and the other ends that are open.
  const lines = useMemo(() => {
    const [a, b] = readers
    const shown = [
      ...(left === undefined || a === null ? [] : [{ open: left, reader: a, side: 0 as const }]),
      ...(right === undefined || b === null ? [] : [{ open: right, reader: b, side: 1 as const }]),
    ]
    return linesOf(shown, picked)
  }, [left, right, readers, picked])

  const hit = useMemo<readonly Accent[]>(() => (sought?.range == null ? noAccents : [{ range: sought.range, kind: 'found' }]), [sought])
  const compared = useMemo(() => {
    const lit = (side: Side): readonly Accent[] => places[side].map((range) => ({ range, kind: 'found' }))
    return [
      [...accentsOf(passage, 'a'), ...lit(0)],
      [...accentsOf(passage, 'b'), ...lit(1)],
    ] as const
  }, [passage, places])
  const accents = useMemo(() => {
    const linked = (side: Side): readonly Accent[] =>
      lines.flatMap(({ there }) => (there.side === side ? there.highlight.ranges.map((range) => ({ range, kind: 'linked' as const })) : []))
    const on = (side: Side, id: ArticleId | null) => {
      const own = sought?.found === true && sought.articleId === id ? hit : view === 'compare' ? compared[side] : noAccents
      const more = [...linked(side), ...(side === active ? tried.map((range): Accent => ({ range, kind: 'found' })) : [])]
      return more.length === 0 ? own : [...own, ...more]
    }
    return [on(0, panes[0]), on(1, panes[1])] as const
  }, [lines, sought, hit, view, compared, panes, tried, active])

  /** Brings places of both texts into the window; where nothing is to be shown of one, it follows the other. */
  const reveal = useCallback(
    (starts: readonly [number | undefined, number | undefined]) => {
      leader.current = starts[0] === undefined ? 1 : starts[1] === undefined ? 0 : null
      for (const side of [0, 1] as const) if (starts[side] !== undefined) readers[side]?.reveal(starts[side])
    },
    [readers],
  )
  const goTo = useCallback(
    (key: string) => {
      const target = passages.find((each) => keyOfPassage(each) === key)
      if (target === undefined) return
      move({ to: 'focus', key })
      setPlaces({ panes, places: noPlaces })
      reveal([target.a.start, target.b.start])
    },
    [passages, panes, reveal, move],
  )
  const showPlaces = useCallback(
    (shown: Places) => {
      move({ to: 'focus', key: null })
      setPlaces({ panes, places: shown })
      reveal([shown[0][0]?.start, shown[1][0]?.start])
    },
    [panes, reveal, move],
  )
  const jump = (id: HighlightId | null, page?: Page) => {
    const highlight = open?.highlights.find((each) => each.id === id)
    if (highlight === undefined) return
    move({ to: 'pick', side: active, id: highlight.id, ...(page === undefined ? {} : { page }) })
    reader?.reveal(startOf(highlight))
  }

  return {
    /** The articles and text widgets of both sides, as far as they stand. */
    sides: [left, right] as const,
    readers,
    onReader,
    /** The article of the active side, its widget and its chosen highlight. */
    open,
    reader,
    chosen,
    /** Both articles, in a comparison. */
    pair,
    /** What both share and leave out, the share of the comparison that is done, and the passage both sides went to. */
    shared,
    done,
    passage,
    leader,
    accents,
    lines,
    /** Goes to a passage by its key. */
    goTo,
    /** Shows places of both texts, or none any more. */
    showPlaces,
    /** Shows places of the active article that are offered for a highlight without one. */
    setTried,
    /** Goes to a highlight of the active article. */
    jump,
  }
}
