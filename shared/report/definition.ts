// Reports as they are kept in a project: making and changing them, and what to ask for when one is to be made.
import { z } from 'zod'
import type { Change } from '../change.ts'
import type { Pen } from '../commands.ts'
import { ArticleId, type CodeId, type CoderId, DefinitionId } from '../ids.ts'
import type { Definition } from '../records.ts'
import { MOST_REPORTED, type ReportRequest, reportSections } from './model.ts'

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
  panes: z.tuple([ArticleId.nullable(), ArticleId.nullable()]).readonly(),
  set: z.array(ArticleId).readonly().default([]),
})
export type Desk = z.infer<typeof Desk>

/** Where the articles of a report are found: by their ids, in a collection, or (`collection: null`) anywhere in the project. */
export const ArticlesSought = z
  .union([
    z.strictObject({ articleIds: z.array(ArticleId).max(MOST_REPORTED).readonly() }),
    z.strictObject({ collection: z.string().max(2_000).nullable() }),
  ])
  .readonly()
export type ArticlesSought = z.infer<typeof ArticlesSought>

export function soughtBy({ scope, collection, articleIds }: Said, { panes: [left, right], set }: Desk): ArticlesSought {
  const known = (ids: readonly (ArticleId | null)[]) => ({ articleIds: [...new Set(ids.filter((id) => id !== null))] })
  if (scope === 'all') return { collection: null }
  if (scope === 'collection') return { collection }
  if (scope === 'chosen') return known(articleIds)
  return known(scope === 'open' ? [left] : scope === 'pair' ? [left, right] : [left, right, ...set])
}

/** An article as a list of what goes into a report names it. */
const Listed = z.strictObject({ id: ArticleId, title: z.string(), outlet: z.string(), date: z.string() }).readonly()

/** Those of the articles sought that the project has, in the order of the report, as many as fit; and how many there are in all. */
export const ArticlesFound = z.strictObject({ articles: z.array(Listed).max(MOST_REPORTED).readonly(), total: z.int() }).readonly()
export type ArticlesFound = z.infer<typeof ArticlesFound>

/**
 * What to ask for to get the report as it stands now; `null` while it has no article. A pair is left out with its articles. A code
 * that is gone is still asked for, and finds nothing: a report of one code does not become one of all.
 */
export function requestOf(said: Said, articleIds: readonly ArticleId[]): ReportRequest | null {
  if (articleIds.length === 0) return null
  const has = new Set(articleIds)
  const sections = [...new Set(said.sections)].flatMap((name) => reportSections.find((section) => section === name) ?? [])
  return {
    articleIds,
    title: said.title,
    authors: said.authors,
    abstract: said.abstract,
    codeIds: said.codeIds,
    coderIds: said.coderIds,
    ...(sections.length === 0 ? {} : { sections }),
    ...(said.pairs === null ? {} : { pairs: said.pairs.filter(([a, b]) => a !== b && has.has(a) && has.has(b)) }),
  }
}

const told = (what: string, count: number, rest: string): string[] =>
  count === 0 ? [] : [`${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'} ${rest}`]

/** What a report is made without though it was asked for, one sentence each. */
export function missingFrom(
  said: Said,
  { sought, found }: Readonly<{ sought: ArticlesSought; found: ArticlesFound }>,
  known: Readonly<{ codeIds: ReadonlySet<CodeId>; coderIds: ReadonlySet<CoderId> }>,
): string[] {
  const here = new Set(found.articles.map(({ id }) => id))
  const asked = 'articleIds' in sought ? sought.articleIds : []
  const gone = 'no longer in the project: left out.'
  return [
    ...told('article', asked.filter((id) => !here.has(id)).length, gone),
    ...told(
      'article',
      Math.max(0, found.total - found.articles.length),
      `more than the ${MOST_REPORTED} that a report may have: left out.`,
    ),
    ...told('code', said.codeIds.filter((id) => !known.codeIds.has(id)).length, gone),
    ...told('coder', said.coderIds.filter((id) => !known.coderIds.has(id)).length, gone),
    ...told(
      'pair',
      (said.pairs ?? []).filter(([a, b]) => !here.has(a) || !here.has(b)).length,
      'of articles that are not in this report: left out.',
    ),
  ]
}
