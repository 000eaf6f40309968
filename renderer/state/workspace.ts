// What is on the screen: the view, the two panes, the panels. Kept in the project as a setting, so that an analyst comes back
// to where the work was left.
import { createContext, type Dispatch, useContext } from 'react'
import { z } from 'zod'
import { startOf } from '../../shared/anchor.ts'
import type { Passages } from '../../shared/charts/passages.ts'
import { ArticleId, CodeId, DefinitionId, type EntityId, type HighlightId } from '../../shared/ids.ts'
import type { Hit } from '../../shared/library.ts'
import { CUT_OFF, LEAST_SCORE } from '../../shared/passage.ts'
import type { Highlight } from '../../shared/records.ts'
import { suggestionKinds } from '../../shared/sourcing/suggestion.ts'
import type { Range } from '../../shared/text.ts'

export const views = ['read', 'compare', 'analyse', 'entities', 'codebook', 'report', 'history'] as const
export type View = (typeof views)[number]
export type Side = 0 | 1
export const pages = ['codes', 'highlight', 'list', 'article', 'pair', 'suggestions'] as const
export type Page = (typeof pages)[number]

export const cardNames = ['sources', 'names', 'figures', 'quotations', 'words', 'codes'] as const
export type CardName = (typeof cardNames)[number]
export const analysisPages = ['stories', 'reprints', 'similarity', 'charts'] as const
export const pairPages = ['shared', 'ledger', 'verdict', 'set'] as const
/** Articles that a set of comparisons may have. */
export const MOST_IN_SET = 10

const Panels = z.object({ library: z.boolean(), inspector: z.boolean() })

/** The part that is kept. The left pane is also the one that Read shows. */
export const Kept = z.object({
  view: z.enum(views),
  panes: z.tuple([ArticleId.nullable(), ArticleId.nullable()]),
  /** Which panels each view shows: a comparison wants the width for its texts. */
  panels: z.object({
    read: Panels,
    compare: Panels,
    analyse: Panels.default({ library: false, inspector: false }),
    entities: Panels.default({ library: false, inspector: true }),
    codebook: Panels.default({ library: false, inspector: false }),
    report: Panels,
    history: Panels.default({ library: false, inspector: false }),
  }),
  linked: z.boolean(),
  textSize: z.number().min(12).max(32),
  /** Whether zones are named beside the text, not only where the pointer is. */
  zones: z.boolean().default(false),
  /** Suggestions: whether they are shown, which kinds are not, and codes chosen for kinds that the codebook has none for. */
  suggesting: z
    .object({ on: z.boolean(), off: z.array(z.enum(suggestionKinds)).readonly(), codes: z.record(z.string(), CodeId) })
    .default({ on: false, off: [], codes: {} }),
  /** How alike two sentences must be to be shown as one statement. */
  /** The cards under a pair: whether they are shown, and which. */
  cards: z.object({ on: z.boolean(), page: z.enum(cardNames) }).default({ on: false, page: 'sources' }),
  cutOff: z.number().min(LEAST_SCORE).max(1).default(CUT_OFF),
  /** Articles that are compared two at a time. */
  set: z.array(ArticleId).max(MOST_IN_SET).readonly().default([]),
  /** The kept report at hand; `null` for the first. */
  report: DefinitionId.nullable().default(null).catch(null),
  /** Whether outlets and bylines are hidden where a pair is read and judged. */
  blind: z.boolean().default(false),
  /** Whether the coder is asked for prior feelings. */
  feelings: z.boolean().default(false),
})
export type Kept = z.infer<typeof Kept>

type Sought = Readonly<{ articleId: ArticleId; range: Range | null; found: boolean }>
/** A place to come back to; within an article where something led on from there. */
type Place = Pick<Kept, 'view' | 'panes'> & Readonly<{ at?: Sought | null }>

export type Workspace = Kept &
  Readonly<{
    active: Side
    /** The highlight that the inspector shows, and the pane it was chosen in. */
    picked: Readonly<{ side: Side; id: HighlightId }> | null
    /** Words selected in a pane, waiting for a code, and the pieces that were selected before to go with them. */
    selection: Readonly<{ side: Side; range: Range; pieces: readonly Range[] }> | null
    /** The code that every new selection gets at once. */
    activeCode: CodeId | null
    /** What the inspector shows. */
    page: Page
    /** What of the pair the inspector shows. */
    pairPage: (typeof pairPages)[number]
    /** The passage that both sides went to, by its key. */
    focused: string | null
    /** Words that were selected on the other side before those that are selected now. */
    across: Readonly<{ side: Side; pieces: readonly Range[] }> | null
    /** A place in an article to be brought into the window: words that were searched for, or a highlight. */
    sought: Sought | null
    /** The suggestion to be decided, by its key in the active article. */
    suggestion: string | null
    /** The highlight that a link is being made from. */
    linking: Highlight | null
    /** The entity that the inspector shows beside the list of entities. */
    entity: EntityId | null
    /** What is analysed: of which collection (`null`: all articles), which page of it, and the passages of a mark of its charts. */
    analysis: Readonly<{ collection: string | null; page: (typeof analysisPages)[number]; passages: Passages | null }>
    back: readonly Place[]
    forward: readonly Place[]
  }>

export const initialWorkspace: Workspace = {
  view: 'read',
  panes: [null, null],
  panels: {
    read: { library: true, inspector: true },
    compare: { library: false, inspector: true },
    analyse: { library: false, inspector: false },
    entities: { library: false, inspector: true },
    codebook: { library: false, inspector: false },
    report: { library: false, inspector: true },
    history: { library: false, inspector: false },
  },
  linked: true,
  textSize: 18,
  zones: false,
  suggesting: { on: false, off: [], codes: {} },
  cards: { on: false, page: 'sources' },
  cutOff: CUT_OFF,
  set: [],
  report: null,
  blind: false,
  feelings: false,
  active: 0,
  picked: null,
  selection: null,
  activeCode: null,
  page: 'codes',
  pairPage: 'shared',
  focused: null,
  across: null,
  sought: null,
  suggestion: null,
  linking: null,
  entity: null,
  analysis: { collection: null, page: 'stories', passages: null },
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
  | Readonly<{ to: 'select'; side: Side; range: Range | null; adding?: boolean }>
  | Readonly<{ to: 'keepCode'; id: CodeId | null }>
  | Readonly<{ to: 'page'; page: Page }>
  | Readonly<{ to: 'focus'; key: string | null }>
  | Readonly<{ to: 'pairPage'; page: Workspace['pairPage'] }>
  /** Changes what is kept of how pairs are compared and reported. */
  | Readonly<{ to: 'cards'; now: Partial<Kept['cards']> }>
  | Readonly<{ to: 'pairing'; now: Partial<Pick<Kept, 'report' | 'cutOff' | 'set' | 'blind' | 'feelings'>> }>
  /** Puts an article on one side of the comparison. */
  | Readonly<{ to: 'replace'; side: Side; id: ArticleId }>
  | Readonly<{ to: 'seek'; hit: Pick<Hit, 'articleId' | 'range'> }>
  | Readonly<{ to: 'highlight'; highlight: Highlight }>
  | Readonly<{ to: 'linkFrom'; highlight: Highlight | null }>
  | Readonly<{ to: 'entity'; id: EntityId | null }>
  | Readonly<{ to: 'analysis'; now: Partial<Workspace['analysis']> }>
  | Readonly<{ to: 'toggle'; what: 'library' | 'inspector' }>
  | Readonly<{ to: 'link' }>
  /** Goes from one place of an article to another. */
  | Readonly<{ to: 'jump'; side: Side; from: number; start: number }>
  | Readonly<{ to: 'zones' }>
  | Readonly<{ to: 'suggesting'; now: Partial<Kept['suggesting']> }>
  /** Goes to a suggestion, or to none. */
  | Readonly<{ to: 'suggestion'; side: Side; key: string | null }>
  | Readonly<{ to: 'textSize'; size: number }>
  | Readonly<{ to: 'back' }>
  | Readonly<{ to: 'forward' }>

const placeOf = ({ view, panes }: Workspace): Place => ({ view, panes })
const LONGEST_TRAIL = 100

/** What does not come along to another place. */
const left = { picked: null, selection: null, across: null, focused: null, sought: null, suggestion: null } as const

/** Goes to another place and remembers this one. */
function visit(now: Workspace, next: Partial<Workspace>): Workspace {
  const gone = { ...now, ...left, ...next }
  if (gone.view === now.view && gone.panes[0] === now.panes[0] && gone.panes[1] === now.panes[1]) return gone
  return { ...gone, back: [...now.back, placeOf(now)].slice(-LONGEST_TRAIL), forward: [] }
}

/** Comes to a place by the trail. */
function arrive(now: Workspace, { at = null, ...place }: Place, back: readonly Place[], forward: readonly Place[]): Workspace {
  const active: Side = at !== null && at.articleId !== place.panes[0] && at.articleId === place.panes[1] ? 1 : 0
  return { ...now, ...left, ...place, sought: at, active, back, forward }
}

const withPanel = (now: Workspace, what: 'library' | 'inspector', shown: boolean): Workspace => ({
  ...now,
  panels: { ...now.panels, [now.view]: { ...now.panels[now.view], [what]: shown } },
})

const withPane = (panes: Kept['panes'], side: Side, id: ArticleId): Kept['panes'] => (side === 0 ? [id, panes[1]] : [panes[0], id])

/** The view in which articles are read: the one at hand, if it shows any. */
const placeFor = ({ view }: Workspace): View => (view === 'compare' ? view : 'read')

/** Where an article is or comes to be shown: in a comparison beside the one at hand. */
function sideFor({ view, panes, active }: Workspace, id: ArticleId): Side {
  if (view !== 'compare' || panes[active] === id) return view === 'compare' ? active : 0
  return active === 0 ? 1 : 0
}

/** What is selected in a pane, as pieces of one highlight. */
export const piecesOf = ({ selection }: Workspace, side: Side): readonly Range[] =>
  selection?.side === side ? [...selection.pieces, selection.range] : []

/** Words selected on one side stay while others are selected on the other. */
function acrossAfter(now: Workspace, side: Side, range: Range | null): Workspace['across'] {
  if (range === null || now.view !== 'compare') return null
  if (now.selection === null || now.selection.side === side) return now.across?.side === side ? null : now.across
  return { side: now.selection.side, pieces: piecesOf(now, now.selection.side) }
}

export function workspaceReducer(now: Workspace, move: Move): Workspace {
  switch (move.to) {
    case 'restore':
      return { ...initialWorkspace, ...move.kept, page: move.kept.view === 'compare' ? 'pair' : 'codes' }
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
      return visit(now, { panes: withPane(now.panes, side, move.id), active: side, view: placeFor(now) })
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
        suggestion: move.id === null ? now.suggestion : null,
        page: move.page ?? (move.id === null ? now.page : 'highlight'),
      }
    case 'select':
      return {
        ...now,
        active: move.side,
        suggestion: move.range === null ? now.suggestion : null,
        selection: move.range === null ? null : { side: move.side, range: move.range, pieces: move.adding ? piecesOf(now, move.side) : [] },
        across: acrossAfter(now, move.side, move.range),
        page: move.range === null ? now.page : 'codes',
      }
    case 'keepCode':
      return { ...now, activeCode: move.id }
    case 'page':
      return { ...now, page: move.page }
    case 'focus':
      return { ...now, focused: move.key }
    case 'pairPage':
      return { ...withPanel(now, 'inspector', true), page: 'pair', pairPage: move.page }
    case 'cards':
      return { ...now, cards: { ...now.cards, ...move.now } }
    case 'pairing':
      return { ...now, ...move.now }
    case 'replace':
      return visit(now, { panes: withPane(now.panes, move.side, move.id), active: move.side })
    case 'seek':
      return {
        ...workspaceReducer(now, { to: 'open', id: move.hit.articleId }),
        sought: { articleId: move.hit.articleId, range: move.hit.range, found: true },
      }
    case 'highlight': {
      const { id, articleId, ranges } = move.highlight
      const side = sideFor(now, articleId)
      const there = visit(now, { panes: withPane(now.panes, side, articleId), active: side, view: placeFor(now) })
      const start = startOf(move.highlight)
      return {
        ...there,
        picked: { side, id },
        page: 'highlight',
        sought: { articleId, range: ranges[0] ?? { start, end: start + 1 }, found: false },
      }
    }
    case 'linkFrom':
      return { ...now, linking: move.highlight }
    case 'entity':
      return { ...withPanel(now.view === 'entities' ? now : visit(now, { view: 'entities' }), 'inspector', true), entity: move.id }
    case 'analysis':
      return { ...now, analysis: { ...now.analysis, ...move.now } }
    case 'toggle':
      return withPanel(now, move.what, !now.panels[now.view][move.what])
    case 'link':
      return { ...now, linked: !now.linked }
    case 'jump': {
      const articleId = now.panes[move.side]
      if (articleId === null) return now
      const at = (start: number): Sought => ({ articleId, range: { start, end: start + 1 }, found: false })
      return {
        ...now,
        active: move.side,
        selection: null,
        sought: at(move.start),
        back: [...now.back, { ...placeOf(now), at: at(move.from) }].slice(-LONGEST_TRAIL),
        forward: [],
      }
    }
    case 'zones':
      return { ...now, zones: !now.zones }
    case 'suggesting': {
      const suggesting = { ...now.suggesting, ...move.now }
      if (suggesting.on === now.suggesting.on) return { ...now, suggesting }
      if (suggesting.on) return { ...withPanel(now, 'inspector', true), suggesting, page: 'suggestions' }
      return { ...now, suggesting, suggestion: null, page: now.page === 'suggestions' ? 'codes' : now.page }
    }
    case 'suggestion':
      return move.key === null
        ? { ...now, suggestion: null }
        : { ...now, active: move.side, suggestion: move.key, picked: null, selection: null, page: 'suggestions' }
    case 'textSize':
      return { ...now, textSize: Math.min(32, Math.max(12, move.size)) }
    case 'back': {
      const place = now.back.at(-1)
      if (place === undefined) return now
      return arrive(now, place, now.back.slice(0, -1), [{ ...placeOf(now), at: now.sought }, ...now.forward])
    }
    case 'forward': {
      const [place, ...rest] = now.forward
      if (place === undefined) return now
      return arrive(now, place, [...now.back, { ...placeOf(now), at: now.sought }], rest)
    }
  }
}

export const WorkspaceContext = createContext<readonly [Workspace, Dispatch<Move>] | null>(null)

export function useWorkspace(): readonly [Workspace, Dispatch<Move>] {
  const held = useContext(WorkspaceContext)
  if (held === null) throw new Error('no workspace above')
  return held
}
