// What an analyst can do to a project, as changes. Every function is pure; who, when and fresh ids come in as a pen.
import { anchor } from './anchor.ts'
import { attributesOf, initialValues } from './attributes.ts'
import type { Change, Step } from './change.ts'
import { settle } from './codebook/rivals.ts'
import { type ArticleId, type CodeId, type CoderId, CodingId, HighlightId } from './ids.ts'
import {
  type Article,
  type Bookmark,
  blank,
  type Code,
  type Coding,
  type Dismissal,
  type Finding,
  type Highlight,
  type Kind,
  type Link,
  type Orphan,
  type Pair,
  type RecordOf,
  type Revision,
  type ZoneMark,
} from './records.ts'
import type { Range } from './text.ts'

export type Pen = Readonly<{
  coderId: CoderId
  now: () => number
  newId: () => string
  /** The codebook by id, for the values that a new coding starts with; without it a coding starts with none. */
  codes?: ReadonlyMap<string, Code>
}>
/** A highlight with all its codings. */
export type Marked = Readonly<{ highlight: Highlight; codings: readonly Coding[] }>

function codingOf({ newId, codes }: Pen, highlight: Pick<Highlight, 'id' | 'articleId'>, codeId: CodeId): Coding {
  const code = codes?.get(codeId)
  return {
    id: CodingId.parse(newId()),
    highlightId: highlight.id,
    articleId: highlight.articleId,
    codeId,
    attributes: code === undefined || codes === undefined ? blank.coding.attributes : initialValues(attributesOf(code, codes)),
  }
}

/** Marks the place of an anchor with codes (none: a bare highlight). */
export function highlightAt(
  pen: Pen,
  articleId: ArticleId,
  place: Pick<Highlight, 'ranges' | 'quote' | 'prefix' | 'suffix'>,
  codeIds: readonly CodeId[],
  note = '',
): Change {
  const highlight: Highlight = {
    id: HighlightId.parse(pen.newId()),
    articleId,
    ...place,
    note,
    ...blank.highlight,
    coderId: pen.coderId,
    createdAt: pen.now(),
  }
  return [
    { kind: 'highlight', before: null, after: highlight },
    ...settled(pen, codeIds).map((codeId): Step => ({ kind: 'coding', before: null, after: codingOf(pen, highlight, codeId) })),
  ]
}

/**
 * Marks ranges of an article's text with codes (none: a bare highlight).
 * @throws RangeError when the ranges hold no words of the text
 */
export function addHighlight(
  pen: Pen,
  article: Readonly<{ id: ArticleId; text: string }>,
  ranges: readonly Range[],
  codeIds: readonly CodeId[],
  note = '',
): Change {
  return highlightAt(pen, article.id, anchor(article.text, ranges), codeIds, note)
}

/** Codes without doubles; of codes that exclude each other the last. */
const settled = ({ codes }: Pen, codeIds: readonly CodeId[]): readonly CodeId[] => {
  const once = [...new Set(codeIds)]
  return codes === undefined ? once : settle(codes, once)
}

/**
 * Makes a highlight's codes exactly these, of codes that exclude each other the last: codings that stay keep their identity.
 */
export function recode(pen: Pen, { highlight, codings }: Marked, codeIds: readonly CodeId[]): Change {
  const wanted = new Set(settled(pen, codeIds))
  const had = new Set(codings.map((coding) => coding.codeId))
  return [
    ...codings.filter((coding) => !wanted.has(coding.codeId)).map((coding): Step => ({ kind: 'coding', before: coding, after: null })),
    ...[...wanted]
      .filter((codeId) => !had.has(codeId))
      .map((codeId): Step => ({ kind: 'coding', before: null, after: codingOf(pen, highlight, codeId) })),
  ]
}

/** @throws RangeError when the ranges hold no words of the text */
export function moveHighlight(highlight: Highlight, text: string, ranges: readonly Range[]): Change {
  return [{ kind: 'highlight', before: highlight, after: { ...highlight, ...anchor(text, ranges) } }]
}

export function setNote(highlight: Highlight, note: string): Change {
  return [{ kind: 'highlight', before: highlight, after: { ...highlight, note } }]
}

/** Highlights go with their codings and, of `links` (all of their articles), with those that touch them. */
export function removeHighlights(marked: readonly Marked[], links: readonly Link[]): Change {
  const gone = new Set(marked.map(({ highlight }) => highlight.id))
  return [
    ...links
      .filter(({ fromId, toId }) => gone.has(fromId) || gone.has(toId))
      .map((before): Step => ({ kind: 'link', before, after: null })),
    ...marked.flatMap(({ highlight, codings }): Step[] => [
      ...codings.map((before): Step => ({ kind: 'coding', before, after: null })),
      { kind: 'highlight', before: highlight, after: null },
    ]),
  ]
}

/** All that refers to an article, besides its highlights with their codings and links. */
export type Referring = Readonly<{
  revisions: readonly Revision[]
  zoneMarks: readonly ZoneMark[]
  bookmarks: readonly Bookmark[]
  orphans: readonly Orphan[]
  dismissals: readonly Dismissal[]
  pairs: readonly Pair[]
  /** Findings in it, and in other articles with it on the other side. */
  findings: readonly Finding[]
  /** Articles that reprint it. */
  reprints: readonly Article[]
}>

/** An article goes with everything that stands in it or says something of it. Articles that reprint it stay, and reprint none. */
export function removeArticle(article: Article, marked: readonly Marked[], links: readonly Link[], referring: Referring): Change {
  const gone = <K extends Kind>(kind: K, records: readonly RecordOf<K>[]): Step[] =>
    records.map((before) => ({ kind, before, after: null }) as Step)
  return [
    ...removeHighlights(marked, links),
    ...gone('finding', referring.findings),
    ...gone('pair', referring.pairs),
    ...gone('dismissal', referring.dismissals),
    ...gone('orphan', referring.orphans),
    ...gone('bookmark', referring.bookmarks),
    ...gone('zoneMark', referring.zoneMarks),
    ...gone('revision', referring.revisions),
    ...referring.reprints.map((before): Step => ({ kind: 'article', before, after: { ...before, reprintOf: null } })),
    { kind: 'article', before: article, after: null },
  ]
}

/** The parts of an article's record that an analyst may edit. */
export type ArticleFields = Pick<Article, 'title' | 'outlet' | 'author' | 'date' | 'url' | 'language' | 'collection' | 'memo'>

export function editArticle(article: Article, fields: Partial<ArticleFields>): Change {
  return [{ kind: 'article', before: article, after: { ...article, ...fields } }]
}
