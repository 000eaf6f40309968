// What the page holds of the project: the answers to its questions, kept by TanStack Query. A committed change patches the
// open articles in place; lists and counts are asked for again.
import { keepPreviousData, QueryClient, useInfiniteQuery, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { inReadingOrder } from '../../shared/anchor.ts'
import { applyTo, type Change, type Step } from '../../shared/change.ts'
import { inTreeOrder } from '../../shared/codebook/tree.ts'
import type { AppState, Input, OpenArticle, Output, Project } from '../../shared/contract.ts'
import type { ArticleId, EntityId, HighlightId, RevisionId } from '../../shared/ids.ts'
import type { Found } from '../../shared/omissions.ts'
import type { Code, Link } from '../../shared/records.ts'
import { Report, type ReportRequest } from '../../shared/report/model.ts'
import { call, listen } from './api.ts'
import { useTell } from './notice.ts'

export const queryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  })

const byId = <R extends { readonly id: string }>(records: readonly R[]): ReadonlyMap<string, R> =>
  new Map(records.map((record) => [record.id, record]))

/** An open article after a change; the same object when the change does not touch it. */
function patched(open: OpenArticle, change: Change): OpenArticle {
  const { id } = open.article
  const mine = change.filter((step) => {
    const record = step.after ?? step.before
    return record !== null && (step.kind === 'article' ? record.id === id : 'articleId' in record && record.articleId === id)
  })
  const bound = change.filter((step) => step.kind === 'link')
  if (mine.length === 0 && bound.length === 0) return open
  const highlights = byId(open.highlights)
  const codings = byId(open.codings)
  const nextHighlights = applyTo('highlight', highlights, mine)
  const nextCodings = applyTo('coding', codings, mine)
  // A link says nothing of articles: it is held wherever one of its ends stands.
  const links = byId(open.links)
  const isMine = ({ fromId, toId }: Link) => nextHighlights.has(fromId) || nextHighlights.has(toId)
  const touching = bound.filter(({ before, after }) => (before !== null && links.has(before.id)) || (after !== null && isMine(after)))
  if (mine.length === 0 && touching.length === 0) return open
  const zoneMarks = byId(open.zoneMarks)
  const bookmarks = byId(open.bookmarks)
  const orphans = byId(open.orphans)
  const nextOrphans = applyTo('orphan', orphans, mine)
  const nextBookmarks = applyTo('bookmark', bookmarks, mine)
  const nextZoneMarks = applyTo('zoneMark', zoneMarks, mine)
  return {
    ...open,
    article: applyTo('article', byId([open.article]), mine).get(id) ?? open.article,
    highlights: nextHighlights === highlights ? open.highlights : [...nextHighlights.values()].sort(inReadingOrder),
    codings: nextCodings === codings ? open.codings : [...nextCodings.values()],
    zoneMarks: nextZoneMarks === zoneMarks ? open.zoneMarks : [...nextZoneMarks.values()],
    bookmarks: nextBookmarks === bookmarks ? open.bookmarks : [...nextBookmarks.values()].sort((a, b) => a.offset - b.offset),
    orphans: nextOrphans === orphans ? open.orphans : [...nextOrphans.values()],
    links: touching.length === 0 ? open.links : [...applyTo('link', links, touching).values()],
  }
}

/** Articles whose text becomes another one: they are asked for again, for no old text is shown with new highlights. */
const retexted = (change: Change): ReadonlySet<ArticleId> =>
  new Set(
    change.flatMap(({ kind, before, after }) =>
      kind === 'article' &&
      before !== null &&
      after !== null &&
      before.textSha256 + before.blocksSha256 !== after.textSha256 + after.blocksSha256
        ? [after.id]
        : [],
    ),
  )

/** Whether a step concerns what an analysis of many articles is made of. */
const isAnalysed = ({ kind }: Step): boolean => kind === 'article' || kind === 'zoneMark' || kind === 'entity'

/** Whether a step concerns the list of entities and their uses. */
const pointsToEntity = ({ kind, before, after }: Step): boolean =>
  kind === 'entity' || (kind === 'highlight' && (before?.entityId ?? null) !== (after?.entityId ?? null))

/** The codebooks after a change; the same object when the change does not touch them. */
function rewritten(held: Output<'codebook.open'>, change: Change): Output<'codebook.open'> {
  if (!change.some(({ kind }) => kind === 'code' || kind === 'codebook')) return held
  const codebooks = [...applyTo('codebook', byId(held.codebooks), change).values()]
  return {
    codebooks: codebooks.sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1)),
    codes: [...applyTo('code', byId(held.codes), change).values()],
  }
}

/** What decides, beside the texts, what two articles share; and what is said of two of them. */
const comparedBy: ReadonlySet<string> = new Set(['zoneMark', 'entity'])
const judging: ReadonlySet<string> = new Set(['pair', 'finding', 'feeling'])

/** What of a project's records cards are made of. */
const onCards: ReadonlySet<string> = new Set(['highlight', 'coding', 'link', 'zoneMark', 'entity', 'dismissal', 'code'])

/** Keeps what is held in step with what main announces. Mounted once. */
export function useAnnouncements(): void {
  const client = useQueryClient()
  useEffect(() => {
    const stops = [
      listen('changed', ({ change, history }) => {
        const renewed = retexted(change)
        client.setQueriesData<OpenArticle>({ queryKey: ['article'] }, (open) =>
          open === undefined || renewed.has(open.article.id) ? open : patched(open, change),
        )
        for (const id of renewed)
          for (const queryKey of [['article', id], ['revisions', id], ['passages']]) void client.invalidateQueries({ queryKey })
        client.setQueryData<AppState>(['app'], (app) => (app?.project ? { ...app, project: { ...app.project, history } } : app))
        client.setQueryData<Output<'definition.list'>>(
          ['definitions'],
          (held) => held && [...applyTo('definition', byId(held), change).values()],
        )
        void client.invalidateQueries({ queryKey: ['journal'] })
        // What reports are to be made of says nothing of the articles.
        if (change.some(({ kind }) => kind !== 'definition'))
          for (const queryKey of ['library', 'counts', 'search', 'report', 'charts', 'placed', 'suggest'])
            void client.invalidateQueries({ queryKey: [queryKey] })
        if (change.some(({ kind }) => comparedBy.has(kind))) void client.invalidateQueries({ queryKey: ['passages'] })
        if (renewed.size > 0 || change.some(({ kind }) => onCards.has(kind))) void client.invalidateQueries({ queryKey: ['cards'] })
        if (change.some(({ kind }) => judging.has(kind))) void client.invalidateQueries({ queryKey: ['judged'] })
        if (change.some(isAnalysed)) void client.invalidateQueries({ queryKey: ['analysis'] })
        if (change.some(pointsToEntity)) void client.invalidateQueries({ queryKey: ['entities'] })
        client.setQueryData<Output<'codebook.open'>>(['codebook'], (held) => (held === undefined ? held : rewritten(held, change)))
        for (const step of change) if (step.kind === 'study') client.setQueryData(['study'], step.after)
        // An article that goes or comes back is asked for again where it is shown.
        const passing = new Set(
          change.flatMap((step) => (step.kind === 'article' && !(step.before && step.after) ? [(step.before ?? step.after)?.id] : [])),
        )
        if (passing.size > 0)
          void client.invalidateQueries({ predicate: ({ queryKey: [what, id] }) => what === 'article' && passing.has(id as ArticleId) })
      }),
      listen('counted', ({ counted }) => {
        client.setQueryData<AppState>(['app'], (app) => (app?.project ? { ...app, project: { ...app.project, counted } } : app))
        for (const queryKey of ['library', 'counts', 'report', 'charts', 'cards']) void client.invalidateQueries({ queryKey: [queryKey] })
      }),
      listen('assistive', (now) => client.setQueryData<AppState>(['app'], (app) => app && { ...app, ...now })),
      listen('project', (app) => {
        client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'app' })
        client.setQueryData(['app'], app)
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [client])
}

export const useApp = (): AppState | undefined => useQuery({ queryKey: ['app'], queryFn: () => call('app.state') }).data
export const useProject = (): Project | null => useApp()?.project ?? null

export const articleQuery = (id: ArticleId) => ({ queryKey: ['article', id], queryFn: () => call('article.open', { id }) })

export const useArticle = (id: ArticleId | null) => useQuery({ ...articleQuery(id as ArticleId), enabled: id !== null })

/** Articles in the order that is asked for; `undefined` for one that is still to come. */
export const useArticles = (ids: readonly ArticleId[]) => useQueries({ queries: ids.map(articleQuery) }).map(({ data }) => data)

/** Earlier texts of an article, the first one first. */
export const useRevisions = (articleId: ArticleId) =>
  useQuery({ queryKey: ['revisions', articleId], queryFn: () => call('revision.list', { articleId }) }).data ?? []

export const useRevision = (id: RevisionId) => useQuery({ queryKey: ['revision', id], queryFn: () => call('revision.open', { id }) })

export const useStudy = () => useQuery({ queryKey: ['study'], queryFn: () => call('study.open') }).data

export const useCodebook = () => useQuery({ queryKey: ['codebook'], queryFn: () => call('codebook.open') }).data

/** Codes by id, in the order of the codebooks. */
export function useCodes(): ReadonlyMap<string, Code> {
  const codebook = useCodebook()
  return useMemo(() => byId(codebook === undefined ? [] : inTreeOrder(codebook.codebooks, codebook.codes)), [codebook])
}

export const useCounts = (articleIds: readonly ArticleId[]) =>
  useQuery({
    queryKey: ['counts', articleIds],
    queryFn: () => call('codebook.counts', { articleIds: [...articleIds] }),
  }).data ?? []

const PAGE = 200
export const useLibrary = (query: Pick<Input<'library.list'>, 'filter' | 'sort' | 'descending'>) =>
  useInfiniteQuery({
    queryKey: ['library', query],
    queryFn: ({ pageParam }) => call('library.list', { ...query, offset: pageParam, limit: PAGE }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (last.rows.length < PAGE ? undefined : pages.length * PAGE),
    placeholderData: keepPreviousData,
  })

type Comparing = Readonly<{
  a: ArticleId | null
  b: ArticleId | null
  found: Found
  /** Share of the work that is done, 0 to 1. */
  done: number
}>
const nothing: Pick<Comparing, 'found' | 'done'> = { found: { passages: [], omissions: { a: [], b: [] } }, done: 0 }

/** What two articles share and leave out: what is found so far, passages that share words first, until all of it is there. */
export function useComparison(a: ArticleId | null, b: ArticleId | null): Comparing {
  const [soFar, setSoFar] = useState<Comparing>({ a, b, ...nothing })
  const { fail } = useTell()
  const { data, error } = useQuery({
    queryKey: ['passages', a, b],
    queryFn: ({ signal }) => {
      const pair = { a: a as ArticleId, b: b as ArticleId }
      // Once nothing shows the pair any more.
      signal.addEventListener('abort', () => void call('compare.leave', pair).catch(() => undefined))
      return call('compare', pair)
    },
    enabled: a !== null && b !== null && a !== b,
  })
  useEffect(
    () =>
      listen('comparing', ({ a: left, b: right, found, done }) => {
        if (left !== a || right !== b) return
        setSoFar((now) => {
          const before = now.a === a && now.b === b ? now.found.passages : []
          const passages = [...before, ...found].sort((p, q) => p.a.start - q.a.start)
          return { a, b, found: { ...nothing.found, passages }, done }
        })
      }),
    [a, b],
  )
  useEffect(() => {
    if (error !== null) fail(error)
  }, [error, fail])
  const begun = useMemo<Comparing>(() => ({ a, b, ...nothing }), [a, b])
  const now = useMemo<Comparing>(() => {
    if (data !== undefined) return { a, b, found: data, done: 1 }
    return soFar.a === a && soFar.b === b ? soFar : begun
  }, [data, soFar, begun, a, b])
  // The texts come first: what is drawn between them can wait for a moment without them waiting for it.
  const drawn = useDeferredValue(now)
  return drawn.a === a && drawn.b === b ? drawn : begun
}

/** The cards of two articles: of what both say of the same. */
export const useCards = (a: ArticleId, b: ArticleId) =>
  useQuery({ queryKey: ['cards', a, b], queryFn: () => call('compare.cards', { a, b }), enabled: a !== b })

/** How much of two articles stands in both, pair by pair. */
export const useShares = (pairs: readonly (readonly [ArticleId, ArticleId])[], cutOff: number) =>
  useQueries({
    queries: pairs.map(([a, b]) => ({
      queryKey: ['passages', 'share', a, b, cutOff],
      queryFn: () => call('compare.share', { a, b, cutOff }),
    })),
  }).map(({ data }) => data)

/** What the analyst says of two articles beside each other. */
export const useJudged = (a: ArticleId, b: ArticleId) =>
  useQuery({ queryKey: ['judged', a, b], queryFn: () => call('pair.open', { a, b }) }).data

export const useEntities = () => useQuery({ queryKey: ['entities'], queryFn: () => call('entity.list') }).data

/** What points to an entity. */
export const useUses = (id: EntityId) =>
  useQuery({ queryKey: ['placed', 'entity', id], queryFn: () => call('entity.uses', { ids: [id] }) }).data

/** Highlights by id, wherever they stand. */
export const usePlaced = (ids: readonly HighlightId[]) =>
  useQuery({
    queryKey: ['placed', ids],
    queryFn: () => call('highlight.find', { ids: [...ids] }),
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  }).data ?? []

export const useReport = (request: ReportRequest | null) =>
  useQuery({
    queryKey: ['report', request],
    queryFn: async () => Report.parse(JSON.parse(new TextDecoder().decode(await call('report.build', request as ReportRequest)))),
    enabled: request !== null,
    placeholderData: keepPreviousData,
  })
