// Reports as they are kept in a project: making and changing them, and what to ask for when one is to be made.
import { z } from 'zod'
import type { Change } from '../change.ts'
import type { Pen } from '../commands.ts'
import { ArticleId, type CodeId, type CoderId, DefinitionId } from '../ids.ts'
import type { Definition } from '../records.ts'
import { MOST_REPORTED, ReportRequest, reportSections } from './model.ts'

export type Said = Omit<Definition, 'id'>

export function addDefinition(pen: Pick<Pen, 'newId'>, said: Said): Change {
  return [{ kind: 'definition', before: null, after: { ...said, id: DefinitionId.parse(pen.newId()) } }]
}

/** Changes what is said; nothing where it says so already. */
export function editDefinition(before: Definition, fields: Partial<Said>): Change {
  const after = { ...before, ...fields }
  return JSON.stringify(after) === JSON.stringify(before) ? [] : [{ kind: 'definition', before, after }]
}

export const removeDefinition = (definition: Definition): Change => [{ kind: 'definition', before: definition, after: null }]

/** A name that none of the others has: the name itself, else with the first number that is free. */
export function freeName(name: string, others: readonly Pick<Definition, 'name'>[]): string {
  const taken = new Set(others.map((each) => each.name))
  const stem = name.replace(/ \d+$/, '')
  let free = name
  for (let n = 2; taken.has(free); n++) free = `${stem} ${n}`
  return free
}

/** What is open at the desk: its two panes, and the articles that are compared two at a time. */
export const Desk = z.object({
  panes: z.tuple([ArticleId.nullable(), ArticleId.nullable()]),
  set: z.array(ArticleId).readonly().default([]),
})
export type Desk = z.infer<typeof Desk>

/** Where the articles of a report are found: by their ids, in a collection, or (`collection: null`) anywhere in the project. */
export const Sought = z
  .union([
    z.strictObject({ articleIds: z.array(ArticleId).max(MOST_REPORTED).readonly() }),
    z.strictObject({ collection: z.string().max(2_000).nullable() }),
  ])
  .readonly()
export type Sought = z.infer<typeof Sought>

export function soughtBy({ scope, collection, articleIds }: Said, { panes: [left, right], set }: Desk): Sought {
  const known = (ids: readonly (ArticleId | null)[]) => ({ articleIds: [...new Set(ids.filter((id) => id !== null))] })
  if (scope === 'all') return { collection: null }
  if (scope === 'collection') return { collection }
  if (scope === 'chosen') return known(articleIds)
  return known(scope === 'open' ? [left] : scope === 'pair' ? [left, right] : [left, right, ...set])
}

/** What a project has of what a definition may name; its articles in the order of the report. */
export type There = Readonly<{ articleIds: readonly ArticleId[]; codeIds: ReadonlySet<CodeId>; coderIds: ReadonlySet<CoderId> }>

/**
 * What to ask for to get the report as it stands now; `null` while it has no article. A pair is left out with its articles. A code
 * that is gone is still asked for, and finds nothing: a report of one code does not become one of all.
 */
export function requestOf(said: Said, { articleIds: all }: Pick<There, 'articleIds'>): ReportRequest | null {
  const articleIds = all.slice(0, MOST_REPORTED)
  const has = new Set(articleIds)
  const sections = reportSections.filter((section) => said.sections.includes(section))
  const order = said.sections.flatMap((name) => sections.find((section) => section === name) ?? [])
  if (articleIds.length === 0) return null
  return ReportRequest.parse({
    articleIds,
    title: said.title,
    authors: said.authors,
    abstract: said.abstract,
    codeIds: said.codeIds,
    coderIds: said.coderIds,
    ...(order.length === 0 ? {} : { sections: [...new Set(order)] }),
    ...(said.pairs === null ? {} : { pairs: said.pairs.filter(([a, b]) => a !== b && has.has(a) && has.has(b)) }),
  })
}

/** What a definition names and the report is made without, one sentence each. */
export function missingFrom(said: Said, sought: Sought, { articleIds, codeIds, coderIds }: There): string[] {
  const here = new Set(articleIds)
  const gone = (what: string, several: string, count: number, why: string) =>
    count === 0 ? [] : [`${count.toLocaleString('en')} ${count === 1 ? what : several} ${why}.`]
  const away = 'no longer in the project: the report is made without'
  return [
    ...gone('article is', 'articles are', 'articleIds' in sought ? sought.articleIds.filter((id) => !here.has(id)).length : 0, away),
    ...gone('code is', 'codes are', said.codeIds.filter((id) => !codeIds.has(id)).length, away),
    ...gone('coder is', 'coders are', said.coderIds.filter((id) => !coderIds.has(id)).length, away),
    ...gone(
      'pair is',
      'pairs are',
      (said.pairs ?? []).filter(([a, b]) => !here.has(a) || !here.has(b)).length,
      'of articles that this report does not have',
    ),
    ...gone('article', 'articles', Math.max(0, articleIds.length - MOST_REPORTED), `beyond the first ${MOST_REPORTED} are left out`),
  ]
}
