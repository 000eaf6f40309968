// Highlights that are gone, by the entry of the journal that took them: what they were, and how they come back as one new act.
import { anchor } from '../shared/anchor.ts'
import { type Change, invert, type Step } from '../shared/change.ts'
import type { GoneHighlight } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'
import type { ArticleId, HighlightId } from '../shared/ids.ts'
import type { Highlight } from '../shared/records.ts'
import type { ProjectFile } from './store/project.ts'

const MOST_SHOWN = 500

/** The highlights, codings and links that an entry removed, as the steps that make them again, of highlights that are missing now. */
function missing(project: ProjectFile, seq: number): Readonly<{ made: Change; highlights: readonly Highlight[] }> {
  const made = invert(project.effectOf(seq)).filter(({ before }) => before === null)
  const all = made.flatMap(({ kind, after }) => (kind === 'highlight' && after !== null ? [after] : []))
  const held = new Set(project.highlights(all.map(({ id }) => id)).map(({ highlight }) => highlight.id))
  return { made, highlights: all.filter(({ id }) => !held.has(id)) }
}

/** Highlights that an entry of the journal took away and that are still gone. @throws Failure 'not-found' | 'damaged' */
export function goneBy(project: ProjectFile, seq: number): GoneHighlight[] {
  const { made, highlights } = missing(project, seq)
  const names = new Map(project.codebook().codes.map(({ id, name }) => [id, name]))
  const here = new Set(project.articleIds(null))
  return highlights
    .filter(({ articleId }) => here.has(articleId))
    .slice(0, MOST_SHOWN)
    .map((highlight) => {
      const { title, source } = project.article(highlight.articleId)
      const codes = made.flatMap(({ kind, after }) =>
        kind === 'coding' && after?.highlightId === highlight.id ? [names.get(after.codeId) ?? '?'] : [],
      )
      return { highlight, title: title || source, codes }
    })
}

/**
 * Brings such highlights back with their codes, and with links whose other end stands; codes and entities that are gone themselves
 * stay away.
 * @throws Failure 'conflict' where other words stand there now
 */
export function restoring(project: ProjectFile, seq: number, ids: readonly HighlightId[]): Change {
  const { made, highlights } = missing(project, seq)
  const wanted = highlights.filter(({ id }) => ids.includes(id))
  const back = new Set<string>(wanted.map(({ id }) => id))
  const texts = new Map<ArticleId, string>()
  const textOf = (id: ArticleId): string => {
    const text = texts.get(id) ?? project.openArticle(id).text
    texts.set(id, text)
    return text
  }
  const fitting = (highlight: Highlight): Highlight => {
    const text = textOf(highlight.articleId)
    const isInside = highlight.ranges.every(({ end }) => end <= text.length)
    const place = isInside ? anchor(text, highlight.ranges) : null
    if (place?.quote !== highlight.quote)
      throw new Failure(
        'conflict',
        `Other words stand where “${highlight.quote.slice(0, 60)}” stood: the text was corrected since. Nothing was changed.`,
      )
    return { ...highlight, ...place, entityId: entities.has(highlight.entityId ?? '') ? highlight.entityId : null }
  }
  const entities = new Set<string>(project.entities().map(({ entity }) => entity.id))
  const codes = new Set(project.codebook().codes.map(({ id }) => id))
  const ends = made.flatMap(({ kind, after }) => (kind === 'link' && after !== null ? [after.fromId, after.toId] : []))
  const standing = new Set<string>([...back, ...project.highlights(ends).map(({ highlight }) => highlight.id)])
  const touches = new Set<string>()
  return [
    ...wanted.map((highlight): Step => ({ kind: 'highlight', before: null, after: fitting(highlight) })),
    ...made.filter(({ kind, after }) => kind === 'coding' && after !== null && back.has(after.highlightId) && codes.has(after.codeId)),
    ...made.filter(
      ({ kind, after }) =>
        kind === 'link' &&
        after !== null &&
        (back.has(after.fromId) || back.has(after.toId)) &&
        standing.has(after.fromId) &&
        standing.has(after.toId),
    ),
  ].filter(({ after }) => {
    const isNew = after !== null && !touches.has(after.id)
    if (after !== null) touches.add(after.id)
    return isNew
  })
}
