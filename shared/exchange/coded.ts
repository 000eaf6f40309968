// A project as programs that mark spans of text see it: articles with their text, and on each the highlights in reading order with
// their codes. What such a program has no place for is said here once for all of them.
import { above, inTreeOrder } from '../codebook/tree.ts'
import { type Listed, listed } from '../marklist.ts'
import type { Article, Code, Coding, Link } from '../records.ts'
import type { Block, Range } from '../text.ts'
import type { ProjectContents } from './contents.ts'
import { idsOf, keptInParallax, type Loss, lossesOf } from './loss.ts'

export type CodedArticle = Readonly<{
  article: Article
  /** Unlike that of any other article of the project; letters without accents, digits, `-` and `_`. */
  fileName: string
  text: string
  blocks: readonly Block[]
  marks: readonly Listed[]
  /** Those that lead from one highlight of the article to another. */
  links: readonly Link[]
}>

const codesOf = ({ records }: Pick<ProjectContents, 'records'>): Code[] => inTreeOrder(records.codebook, records.code)

/** All codes by id, as codebooks are read. */
export const codesById = (contents: Pick<ProjectContents, 'records'>): ReadonlyMap<string, Code> =>
  new Map(codesOf(contents).map((code) => [code.id, code]))

/** The name of a code after those of the codes above it. */
export const codePath = (codes: ReadonlyMap<string, Code>, code: Code): string =>
  [code, ...above(codes, code)]
    .reverse()
    .map(({ name }) => name)
    .join(' > ')

/** A label for a code that no other code has: its short name, or its name where it has none. */
export function codeLabels(codes: Iterable<Code>, plain: (name: string) => string = (name) => name): ReadonlyMap<string, string> {
  const labels = new Map<string, string>()
  const taken = new Set<string>()
  for (const { id, key, name } of codes) {
    const stem = plain(key) || plain(name) || 'code'
    let label = stem
    for (let n = 2; taken.has(label); n++) label = `${stem}_${n}`
    taken.add(label)
    labels.set(id, label)
  }
  return labels
}

function grouped<T>(all: readonly T[], keyOf: (each: T) => string | undefined): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const each of all) {
    const key = keyOf(each)
    if (key === undefined) continue
    const held = groups.get(key)
    if (held === undefined) groups.set(key, [each])
    else held.push(each)
  }
  return groups
}

const fileNameOf = ({ title, source }: Article, number: number, width: number): string => {
  const words = (title || source)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/gi, '-')
    .slice(0, 40)
    .replace(/^-|-$/g, '')
    .toLowerCase()
  const place = String(number).padStart(width, '0')
  return words === '' ? place : `${place}-${words}`
}

/** The articles in the order of the project. */
export function codedArticles(contents: ProjectContents): CodedArticle[] {
  const { records, texts, layouts } = contents
  const codes = codesById(contents)
  const textOf = new Map(texts.map((text) => [text.sha256, text]))
  const layoutOf = new Map(layouts.map(({ sha256, blocks }) => [sha256, blocks]))
  const highlights = grouped(records.highlight, ({ articleId }) => articleId)
  const codings = grouped(records.coding, ({ articleId }) => articleId)
  const articleOf = new Map(records.highlight.map(({ id, articleId }) => [id, articleId]))
  const links = grouped(records.link, ({ fromId, toId }) => {
    const article = articleOf.get(fromId)
    return article !== undefined && article === articleOf.get(toId) ? article : undefined
  })
  const width = Math.max(3, String(records.article.length).length)
  return records.article.flatMap((article, i) => {
    const found = textOf.get(article.textSha256)
    if (found === undefined) return []
    return {
      article,
      fileName: fileNameOf(article, i + 1, width),
      text: found.text,
      blocks: (article.blocksSha256 === null ? undefined : layoutOf.get(article.blocksSha256)) ?? found.blocks,
      marks: listed({ highlights: highlights.get(article.id) ?? [], codings: codings.get(article.id) ?? [] }, codes),
      links: links.get(article.id) ?? [],
    }
  })
}

/** One stretch of text under one code, or under none: what a program knows that has neither pieces nor several codes. */
export type Span = Readonly<{
  range: Range
  mark: Listed
  coding: Coding | null
  code: Code | null
}>

/** The spans of an article: for each highlight its pieces, for each piece its codes. */
export function spansOf({ marks }: Pick<CodedArticle, 'marks'>, codes: ReadonlyMap<string, Code>): Span[] {
  return marks.flatMap((mark) =>
    mark.highlight.ranges.flatMap((range): Span[] =>
      mark.codings.length === 0
        ? [{ range, mark, coding: null, code: null }]
        : mark.codings.map((coding) => ({ range, mark, coding, code: codes.get(coding.codeId) ?? null })),
    ),
  )
}

/** The values of a coding in one line, such as `stance=for; certainty=low`. */
export const valuesLine = (values: Coding['attributes']): string =>
  Object.entries(values)
    .map(([key, value]) => `${key}=${value}`)
    .join('; ')

/** What a format has a place for; all else is left out. */
export type Carried = Readonly<{
  pieces?: boolean
  notes?: boolean
  values?: boolean
  links?: boolean
  coders?: boolean
  entities?: boolean
  /** Texts of articles, not only their quotations. */
  texts?: boolean
  uncoded?: boolean
}>

/** What of a project a format leaves out, beside what is its own. */
export function lostBeside({ records }: ProjectContents, carried: Carried, own: Readonly<Record<string, readonly string[]>> = {}): Loss[] {
  const { highlight: highlights } = records
  const articleOf = new Map(highlights.map(({ id, articleId }) => [id, articleId]))
  const isAcross = ({ fromId, toId }: Link) => articleOf.get(fromId) !== articleOf.get(toId)
  const coded = new Set(records.coding.map(({ highlightId }) => highlightId))
  const unless = (kept: boolean | undefined, hit: () => string[]) => (kept === true ? [] : hit())
  return lossesOf({
    ...own,
    'Highlights of several pieces become one span for each piece.': unless(carried.pieces, () =>
      idsOf(highlights, ({ ranges }) => ranges.length > 1),
    ),
    'Highlights without a code are left out.': unless(carried.uncoded, () => idsOf(highlights, ({ id }) => !coded.has(id))),
    'Notes on highlights are left out.': unless(carried.notes, () => idsOf(highlights, ({ note }) => note !== '')),
    'The values of codings are left out.': unless(carried.values, () =>
      idsOf(records.coding, ({ attributes }) => Object.keys(attributes).length > 0),
    ),
    'Which entity a highlight is about is left out.': unless(carried.entities, () =>
      idsOf(highlights, ({ entityId }) => entityId !== null),
    ),
    'Who made a highlight, and when, is left out.': unless(carried.coders, () => idsOf(highlights)),
    'That a highlight was suggested, imported or moved is left out.': idsOf(
      highlights,
      ({ origin, rule, formerQuote }) => origin !== 'manual' || rule !== '' || formerQuote !== '',
    ),
    'Links between highlights are left out.': unless(carried.links, () => idsOf(records.link)),
    'Links from one article to another are left out.': carried.links === true ? idsOf(records.link, isAcross) : [],
    'Notes on links, and who made them, are left out.': carried.links === true ? idsOf(records.link, (link) => !isAcross(link)) : [],
    'Of codes only what they are called is written, not what they mean.': idsOf(records.code),
    'The texts of articles are left out.': unless(carried.texts, () => idsOf(records.article)),
    'What is known of articles is left out but for what is written beside their highlights.': idsOf(records.article),
    'Entities are left out but for their names.': idsOf(records.entity),
    'The memo of the study and its attributes of articles are left out.': idsOf(records.study),
    ...keptInParallax(records),
  })
}
