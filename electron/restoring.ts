// Highlights that are gone, by the entry of the journal that took them: what they were, and how they come back as one new act,
// also into a text that was corrected since.
import { randomUUID } from 'node:crypto'
import { anchor, faultOfAnchor } from '../shared/anchor.ts'
import { type Change, invert, type Step } from '../shared/change.ts'
import type { GoneHighlight } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'
import { type ArticleId, type HighlightId, OrphanId } from '../shared/ids.ts'
import { type Placement, Transfer } from '../shared/reanchor.ts'
import type { Coding, Highlight, Link, Orphan, Revision } from '../shared/records.ts'
import type { ProjectFile } from './store/project.ts'

const MOST_SHOWN = 500

/** The highlights, codings and links that an entry removed, as the steps that make them again, of highlights that are missing now. */
function missing(project: ProjectFile, seq: number): Readonly<{ made: Change; highlights: readonly Highlight[] }> {
  const made = invert(project.effectOf(seq)).filter(({ before }) => before === null)
  const all = made.flatMap(({ kind, after }) => (kind === 'highlight' && after !== null ? [after] : []))
  const held = new Set(
    [...project.highlights(all.map(({ id }) => id)), ...(all.length === 0 ? [] : project.orphans())].map(({ highlight }) => highlight.id),
  )
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

/** Leads highlights of any text that an article had to the one that it has. */
class Way {
  readonly #project: ProjectFile
  readonly #id: ArticleId
  readonly text: string
  readonly #transfers = new Map<Revision, Transfer>()

  constructor(project: ProjectFile, id: ArticleId) {
    this.#project = project
    this.#id = id
    this.text = project.openArticle(id).text
  }

  /** @throws Failure 'conflict' when no text of the article ever held the highlight where it says */
  place(highlight: Highlight): Readonly<{ placement: Placement; revision: Revision | null }> {
    if (faultOfAnchor(this.text, highlight) === undefined)
      return { placement: { state: 'exact', ranges: highlight.ranges }, revision: null }
    for (const revision of this.#project.revisionsOf(this.#id).toSorted((a, b) => b.number - a.number)) {
      const before = this.#project.openRevision(revision.id).text
      if (faultOfAnchor(before, highlight) !== undefined) continue
      const transfer = this.#transfers.get(revision) ?? new Transfer(before, this.text)
      this.#transfers.set(revision, transfer)
      return { placement: transfer.place(highlight.ranges), revision }
    }
    throw new Failure('conflict', `“${highlight.quote.slice(0, 60)}” stands in no text that this article had. Nothing was changed.`)
  }
}

/**
 * Brings such highlights back with their codes, and with links whose other end stands; codes and entities that are gone themselves
 * stay away. In a text that was corrected since they stand where their words are now, to be confirmed where that is not certain;
 * those that have no place there wait among the highlights without one.
 * @throws Failure 'conflict'
 */
export function restoring(project: ProjectFile, seq: number, ids: readonly HighlightId[], newId: () => string = randomUUID): Change {
  const { made, highlights } = missing(project, seq)
  const wanted = highlights.filter(({ id }) => ids.includes(id))
  const entities = new Set<string>(project.entities().map(({ entity }) => entity.id))
  const codes = new Set(project.codebook().codes.map(({ id }) => id))
  const codings = made.flatMap(({ kind, after }) => (kind === 'coding' && after !== null && codes.has(after.codeId) ? [after] : []))
  const links = made.flatMap(({ kind, after }) => (kind === 'link' && after !== null ? [after] : []))
  const ways = new Map<ArticleId, Way>()
  const back: Highlight[] = []
  const waiting: Orphan[] = []
  for (const highlight of wanted) {
    const { id, articleId } = highlight
    const way = ways.get(articleId) ?? new Way(project, articleId)
    ways.set(articleId, way)
    const { placement, revision } = way.place(highlight)
    const entityId = entities.has(highlight.entityId ?? '') ? highlight.entityId : null
    if (placement.state !== 'orphan') {
      const formerQuote = placement.state === 'moved' && highlight.formerQuote === '' ? highlight.quote : highlight.formerQuote
      back.push({ ...highlight, ...anchor(way.text, placement.ranges), formerQuote, entityId })
    } else if (revision !== null) {
      waiting.push({
        id: OrphanId.parse(newId()),
        articleId,
        revisionId: revision.id,
        highlight: { ...highlight, entityId },
        codings: codings.filter((coding) => coding.highlightId === id),
        links: links.filter(({ fromId, toId }) => fromId === id || toId === id),
      })
    }
  }
  const ends = links.flatMap(({ fromId, toId }) => [fromId, toId])
  const returned = new Set<string>(back.map(({ id }) => id))
  const standing = new Set<string>([...returned, ...project.highlights(ends).map(({ highlight }) => highlight.id)])
  const coded = once(codings.filter(({ highlightId }) => returned.has(highlightId)))
  const linked = once(
    links.filter(({ fromId, toId }) => (returned.has(fromId) || returned.has(toId)) && standing.has(fromId) && standing.has(toId)),
  )
  return [
    ...once(back).map((after): Step => ({ kind: 'highlight', before: null, after })),
    ...coded.map((after): Step => ({ kind: 'coding', before: null, after })),
    ...linked.map((after): Step => ({ kind: 'link', before: null, after })),
    ...waiting.map((after): Step => ({ kind: 'orphan', before: null, after })),
  ]
}

/** Each record once: an entry may have taken the same one twice. */
const once = <R extends Highlight | Coding | Link>(records: readonly R[]): R[] => [
  ...new Map(records.map((each) => [each.id, each])).values(),
]
