// What is on the screen: the view, the two panes, the panels. Kept in the project as a setting, so that an analyst comes back
// to where the work was left.
import { createContext, type Dispatch, useContext } from 'react'
import { z } from 'zod'
import type { Hit } from '../../shared/contract.ts'
import { ArticleId, type HighlightId } from '../../shared/ids.ts'
import type { Range } from '../../shared/text.ts'

export const views = ['read', 'compare', 'report'] as const
export type View = (typeof views)[number]
export type Side = 0 | 1
export const pages = ['codes', 'highlight', 'list', 'article', 'pair'] as const
export type Page = (typeof pages)[number]

/** The part that is kept. The left pane is also the one that Read shows. */
export const Kept = z.object({
  view: z.enum(views),
  panes: z.tuple([ArticleId.nullable(), ArticleId.nullable()]),
  /** Which panels each view shows: a comparison wants the width for its texts. */
  panels: z.record(z.enum(views), z.object({ library: z.boolean(), inspector: z.boolean() })),
  linked: z.boolean(),
  textSize: z.number().min(12).max(32),
})
export type Kept = z.infer<typeof Kept>

type Place = Pick<Kept, 'view' | 'panes'>

export type Workspace = Kept &
  Readonly<{
    active: Side
    /** The highlight that the inspector shows, and the pane it was chosen in. */
    picked: Readonly<{ side: Side; id: HighlightId }> | null
    /** Words selected in a pane, waiting for a code. */
    selection: Readonly<{ side: Side; range: Range }> | null
    /** What the inspector shows. */
    page: Page
    /** The passage that both sides went to, by its place in the list. */
    focused: number | null
    /** A place in an article that was searched for. */
    sought: Hit | null
    back: readonly Place[]
    forward: readonly Place[]
  }>

export const initialWorkspace: Workspace = {
  view: 'read',
  panes: [null, null],
  panels: {
    read: { library: true, inspector: true },
    compare: { library: false, inspector: true },
    report: { library: true, inspector: false },
  },
  linked: true,
  textSize: 18,
  active: 0,
  picked: null,
  selection: null,
  page: 'codes',
  focused: null,
  sought: null,
  back: [],
  forward: [],
}

export type Move =
  | Readonly<{ to: 'restore'; kept: Kept }>
  | Readonly<{ to: 'view'; view: View }>
  | Readonly<{ to: 'open'; id: ArticleId; side?: Side }>
  | Readonly<{ to: 'compare'; panes: readonly [ArticleId, ArticleId] }>
  | Readonly<{ to: 'swap' }>
  | Readonly<{ to: 'activate'; side: Side }>
  /** The inspector shows the highlight, unless it is to stay at a page. */
  | Readonly<{ to: 'pick'; side: Side; id: HighlightId | null; page?: Page }>
  | Readonly<{ to: 'select'; side: Side; range: Range | null }>
  | Readonly<{ to: 'page'; page: Page }>
  | Readonly<{ to: 'focus'; index: number }>
  | Readonly<{ to: 'seek'; hit: Hit }>
  | Readonly<{ to: 'toggle'; what: 'library' | 'inspector' }>
  | Readonly<{ to: 'link' }>
  | Readonly<{ to: 'textSize'; size: number }>
  | Readonly<{ to: 'back' }>
  | Readonly<{ to: 'forward' }>

const placeOf = ({ view, panes }: Workspace): Place => ({ view, panes })
const LONGEST_TRAIL = 100

/** What does not come along to another place. */
const left = { picked: null, selection: null, focused: null, sought: null } as const

/** Goes to another place and remembers this one. */
function visit(now: Workspace, next: Partial<Workspace>): Workspace {
  const gone = { ...now, ...left, ...next }
  if (gone.view === now.view && gone.panes[0] === now.panes[0] && gone.panes[1] === now.panes[1]) return gone
  return { ...gone, back: [...now.back, placeOf(now)].slice(-LONGEST_TRAIL), forward: [] }
}

const withPanel = (now: Workspace, what: 'library' | 'inspector', shown: boolean): Workspace => ({
  ...now,
  panels: { ...now.panels, [now.view]: { ...now.panels[now.view], [what]: shown } },
})

const withPane = (panes: Kept['panes'], side: Side, id: ArticleId): Kept['panes'] => (side === 0 ? [id, panes[1]] : [panes[0], id])

export function workspaceReducer(now: Workspace, move: Move): Workspace {
  switch (move.to) {
    case 'restore':
      return { ...initialWorkspace, ...move.kept }
    case 'view': {
      const there = visit(now, {
        view: move.view,
        active: move.view === 'compare' ? now.active : 0,
        page: move.view === 'compare' ? 'pair' : 'codes',
      })
      // With one side still empty, the library is where the other comes from.
      return move.view === 'compare' && now.panes[1] === null ? withPanel(there, 'library', true) : there
    }
    case 'open': {
      const side = move.side ?? (now.view === 'compare' ? now.active : 0)
      return visit(now, { panes: withPane(now.panes, side, move.id), active: side, view: now.view === 'report' ? 'read' : now.view })
    }
    case 'compare':
      return visit(now, { view: 'compare', panes: [...move.panes], active: 0, page: 'pair' })
    case 'swap':
      return visit(now, { panes: [now.panes[1], now.panes[0]] })
    case 'activate':
      return now.active === move.side ? now : { ...now, active: move.side }
    case 'pick':
      return {
        ...now,
        active: move.side,
        picked: move.id === null ? null : { side: move.side, id: move.id },
        page: move.page ?? (move.id === null ? now.page : 'highlight'),
      }
    case 'select':
      return {
        ...now,
        active: move.side,
        selection: move.range === null ? null : { side: move.side, range: move.range },
        page: move.range === null ? now.page : 'codes',
      }
    case 'page':
      return { ...now, page: move.page }
    case 'focus':
      return { ...now, focused: move.index }
    case 'seek':
      return { ...workspaceReducer(now, { to: 'open', id: move.hit.articleId }), sought: move.hit }
    case 'toggle':
      return withPanel(now, move.what, !now.panels[now.view][move.what])
    case 'link':
      return { ...now, linked: !now.linked }
    case 'textSize':
      return { ...now, textSize: Math.min(32, Math.max(12, move.size)) }
    case 'back': {
      const place = now.back.at(-1)
      if (place === undefined) return now
      return {
        ...now,
        ...place,
        ...left,
        active: 0,
        back: now.back.slice(0, -1),
        forward: [placeOf(now), ...now.forward],
      }
    }
    case 'forward': {
      const [place, ...rest] = now.forward
      if (place === undefined) return now
      return { ...now, ...place, ...left, active: 0, back: [...now.back, placeOf(now)], forward: rest }
    }
  }
}

export const WorkspaceContext = createContext<readonly [Workspace, Dispatch<Move>] | null>(null)

export function useWorkspace(): readonly [Workspace, Dispatch<Move>] {
  const held = useContext(WorkspaceContext)
  if (held === null) throw new Error('no workspace above')
  return held
}
