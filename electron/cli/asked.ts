// What `report` is asked for: a report that the project keeps, or a template, and what the command line says otherwise.
import { below } from '../../shared/codebook/tree.ts'
import { Failure } from '../../shared/failure.ts'
import { ArticleId, type CodeId, type CoderId } from '../../shared/ids.ts'
import { type ArticlesSought, Desk, missingFrom, requestOf, type Said, soughtBy } from '../../shared/report/definition.ts'
import { MOST_PAIRS, MOST_REPORTED, ReportRequest, reportSections, usualSections } from '../../shared/report/model.ts'
import { fromTemplate, templateNames } from '../../shared/report/templates.ts'
import { articlesOf } from '../definitions.ts'
import type { ProjectFile } from '../store/project.ts'
import { UsageError } from './command.ts'

const option = { type: 'string' } as const
export const askOptions = {
  definition: option,
  template: option,
  articles: option,
  collection: option,
  pairs: option,
  codes: option,
  coders: option,
  sections: option,
  title: option,
  authors: option,
  abstract: option,
} as const
type Values = Readonly<{ [name in keyof typeof askOptions]?: string | undefined }>

export const askUsage = `(--definition NAME | --template ${templateNames.join('|')} | --articles ID[,ID…]|all | --collection NAME) [--pairs ID:ID[,ID:ID…]] [--codes KEY,…] [--coders NAME,…] [--sections S,…] [--title T] [--authors A] [--abstract T]`

/** @throws UsageError for what cannot be meant whatever the project holds */
export function checkAsked({ definition, template, articles, collection, sections }: Values): void {
  if (definition !== undefined && template !== undefined) throw new UsageError('a report is of a --definition or of a --template')
  if (articles !== undefined && collection !== undefined) throw new UsageError('a report is of --articles or of a --collection')
  if ([definition, template, articles, collection].every((value) => value === undefined)) throw new UsageError('--articles is missing')
  if (template !== undefined && !templateNames.some((name) => name === template))
    throw new UsageError(`--template is ${templateNames.join(', ')}`)
  const strange = sections?.split(',').find((section) => !reportSections.some((known) => known === section))
  if (strange !== undefined) throw new UsageError(`there is no section ${strange}; there are ${reportSections.join(', ')}`)
}

/**
 * The request, and a sentence for each thing that a kept report names and the project no longer has.
 * @throws UsageError, or Failure 'not-found' for what is named on the command line and is not there
 */
export function reportAsked(project: ProjectFile, values: Values): Readonly<{ request: ReportRequest; missing: readonly string[] }> {
  const said: Said = { ...startOf(project, values), ...overrides(project, values) }
  const sought = soughtBy(said, deskOf(project))
  const found = articlesOf(project, sought)
  if (values.articles !== undefined) checkThere(sought, new Set(found.articles.map(({ id }) => id)))
  const { codes } = project.codebook()
  const known = { codeIds: new Set(codes.map(({ id }) => id)), coderIds: new Set(project.coders().map(({ id }) => id)) }
  const request = requestOf(
    said,
    found.articles.map(({ id }) => id),
  )
  if (request === null) throw new Failure('not-found', 'There is no article in this report. Name some with --articles or --collection.')
  const checked = ReportRequest.safeParse(request)
  if (!checked.success) throw new UsageError('--title and --authors take at most a line or two, --abstract a few pages')
  return { request: checked.data, missing: missingFrom(said, { sought, found }, known) }
}

function startOf(project: ProjectFile, { definition, template }: Values): Said {
  const name = templateNames.find((known) => known === template)
  if (definition === undefined) return name === undefined ? { ...fromTemplate('pair'), sections: usualSections } : fromTemplate(name)
  const all = project.definitions()
  const named = all.filter((each) => each.name === definition || each.id === definition)
  if (named.length > 1) throw new Failure('refused', `There are ${named.length} reports named “${definition}”. Name it by its id.`)
  const [kept] = named
  if (kept !== undefined) return kept
  const names = all.map((each) => `“${each.name}”`).join(', ')
  throw new Failure('not-found', `The project keeps no report named “${definition}”. It keeps ${names || 'none'}.`)
}

function overrides(project: ProjectFile, values: Values): Partial<Said> {
  const { articles, collection, pairs, codes, coders, sections, title, authors, abstract } = values
  return {
    ...(articles === undefined
      ? {}
      : articles === 'all'
        ? { scope: 'all' as const }
        : { scope: 'chosen' as const, articleIds: articles.split(',').map(idOf) }),
    ...(collection === undefined ? {} : { scope: 'collection' as const, collection }),
    ...(pairs === undefined ? {} : { pairs: pairsIn(pairs) }),
    ...(codes === undefined ? {} : { codeIds: codes.split(',').flatMap((key) => codesNamed(project, key)) }),
    ...(coders === undefined ? {} : { coderIds: coders.split(',').map((name) => coderNamed(project, name)) }),
    ...(sections === undefined ? {} : { sections: sections.split(',') }),
    ...(title === undefined ? {} : { title }),
    ...(authors === undefined ? {} : { authors }),
    ...(abstract === undefined ? {} : { abstract }),
  }
}

function idOf(id: string): ArticleId {
  const found = ArticleId.safeParse(id)
  if (!found.success) throw new UsageError('--articles takes ids with commas between them, or all')
  return found.data
}

function pairsIn(value: string): [ArticleId, ArticleId][] {
  const pairs = value.split(',').map((pair): [ArticleId, ArticleId] => {
    const [a, b, ...more] = pair.split(':')
    if (a === undefined || b === undefined || more.length > 0) throw new UsageError('--pairs takes ID:ID with commas between the pairs')
    return [idOf(a), idOf(b)]
  })
  if (pairs.length > MOST_PAIRS) throw new UsageError(`--pairs takes at most ${MOST_PAIRS} pairs`)
  return pairs
}

/** A code by its key or id, with those under it. */
function codesNamed(project: ProjectFile, key: string): CodeId[] {
  const { codes } = project.codebook()
  const all = new Map<string, (typeof codes)[number]>(codes.map((code) => [code.id, code]))
  const named = codes.filter((code) => code.key === key || code.id === key)
  if (named.length === 0) throw new Failure('not-found', `There is no code “${key}” in the project.`)
  return named.flatMap((code) => [code.id, ...below(all, code).map(({ id }) => id)])
}

function coderNamed(project: ProjectFile, name: string): CoderId {
  const coder = project.coders().find((each) => each.name === name || each.id === name)
  if (coder === undefined) throw new Failure('not-found', `There is no coder “${name}” in the project.`)
  return coder.id
}

/** What the app last showed of the project: what “the open article” and “the pair” of a kept report mean without the app. */
function deskOf(project: ProjectFile): Desk {
  try {
    return Desk.parse(JSON.parse(project.settings.get('workspace') ?? ''))
  } catch {
    return { panes: [null, null], set: [] }
  }
}

function checkThere(sought: ArticlesSought, there: ReadonlySet<ArticleId>): void {
  if (!('articleIds' in sought)) return
  if (sought.articleIds.length > MOST_REPORTED) throw new UsageError(`--articles takes at most ${MOST_REPORTED} ids`)
  const gone = sought.articleIds.find((id) => !there.has(id))
  if (gone !== undefined) throw new Failure('not-found', `There is no article “${gone}” in the project.`)
}
