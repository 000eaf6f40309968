// The kept reports of the project: which one is at hand, what it asks for, and what changes it.
import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { applyTo, type Change } from '../../shared/change.ts'
import type { Input, Output } from '../../shared/contract.ts'
import { DefinitionId } from '../../shared/ids.ts'
import type { Definition } from '../../shared/records.ts'
import {
  type ArticlesFound,
  addDefinition,
  editDefinition,
  removeDefinition,
  requestOf,
  type Said,
  soughtBy,
} from '../../shared/report/definition.ts'
import type { ReportRequest } from '../../shared/report/model.ts'
import { fromTemplate } from '../../shared/report/templates.ts'
import { useActs } from './acts.ts'
import { call } from './api.ts'
import { useProject } from './data.ts'
import { useWorkspace, type Workspace } from './workspace.ts'

/** What a project without any report starts from: kept as soon as it is changed. */
const unkept: Definition = { ...fromTemplate('pair'), id: DefinitionId.parse(crypto.randomUUID()) }

const definitionsQuery = { queryKey: ['definitions'], queryFn: () => call('definition.list') }
const articlesQuery = (sought: Input<'definition.articles'>) => ({
  queryKey: ['library', 'reported', sought],
  queryFn: () => call('definition.articles', sought),
})

const collator = new Intl.Collator('und', { sensitivity: 'base', numeric: true })
const byName = (all: Output<'definition.list'>): readonly Definition[] => all.toSorted((a, b) => collator.compare(a.name, b.name))
const atHand = (all: readonly Definition[], id: DefinitionId | null): Definition => all.find((each) => each.id === id) ?? all[0] ?? unkept

type Defined = Readonly<{
  definition: Definition
  /** Those that are kept, by name. */
  all: readonly Definition[]
  /** `undefined` until they are known. */
  found: ArticlesFound | undefined
  /** `null` without an article. */
  request: ReportRequest | null
}>

/** The report at hand. */
export function useDefinition(): Defined {
  const [{ report, panes, set }] = useWorkspace()
  const kept = useQuery({ ...definitionsQuery, select: byName }).data
  const definition = atHand(kept ?? [], report)
  const { data: found, isPlaceholderData } = useQuery({
    ...articlesQuery(soughtBy(definition, { panes, set })),
    enabled: kept !== undefined,
    placeholderData: keepPreviousData,
  })
  const request = useMemo(
    () =>
      found === undefined || isPlaceholderData
        ? null
        : requestOf(
            definition,
            found.articles.map(({ id }) => id),
          ),
    [definition, found, isPlaceholderData],
  )
  return { definition, all: kept ?? [], found, request }
}

/** The same, asked for at once. */
export async function requestNow(client: QueryClient, { report, panes, set }: Workspace): Promise<ReportRequest | null> {
  const definition = atHand(byName(await client.ensureQueryData(definitionsQuery)), report)
  const { articles } = await client.fetchQuery(articlesQuery(soughtBy(definition, { panes, set })))
  return requestOf(
    definition,
    articles.map(({ id }) => id),
  )
}

export type Defining = Readonly<{
  /** Changes the report at hand; what is said may be worked out from what it says now. */
  edit: (label: string, fields: Partial<Said> | ((now: Said) => Partial<Said>)) => void
  /** Makes a report and goes to it. */
  add: (label: string, said: Said) => void
  remove: () => void
}>

/** What changes the kept reports. In a project that is only read, changes hold for as long as it is open. */
export function useDefining(): Defining {
  const client = useQueryClient()
  const acts = useActs()
  const readOnly = useProject()?.readOnly ?? true
  const [{ report }, move] = useWorkspace()
  const commit = (label: string, change: Change): Promise<boolean> => {
    if (!readOnly) return acts.act(label, () => change)
    client.setQueryData<Output<'definition.list'>>(definitionsQuery.queryKey, (held = []) => [
      ...applyTo('definition', new Map(held.map((each) => [each.id, each])), change).values(),
    ])
    return Promise.resolve(true)
  }
  const newest = () => atHand(byName(client.getQueryData<Output<'definition.list'>>(definitionsQuery.queryKey) ?? []), report)
  const add = async (label: string, said: Said, id = DefinitionId.parse(crypto.randomUUID())) => {
    if (await commit(label, addDefinition({ newId: () => id }, said))) move({ to: 'pairing', now: { report: id } })
  }
  return {
    edit: (label, fields) => {
      const definition = newest()
      const { id, ...said } = definition
      const next = typeof fields === 'function' ? fields(said) : fields
      if (definition === unkept) void add(label, { ...said, ...next }, id)
      else void commit(label, editDefinition(definition, next))
    },
    add: (label, said) => void add(label, said),
    remove: () => {
      const definition = newest()
      if (definition !== unkept) void commit('Delete report', removeDefinition(definition))
    },
  }
}
