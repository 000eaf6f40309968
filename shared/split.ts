// A page that became one article, taken apart into the articles that it holds. Each part's text is a stretch of the page's to
// the letter, so all that stands in the page goes with its words, and offsets only lose where the part begins.
import { anchor } from './anchor.ts'
import type { Change, Step } from './change.ts'
import { type Pen, type Referring, removeArticle } from './commands.ts'
import type { OpenArticle } from './contract.ts'
import { ArticleId, type HighlightId, ZoneMarkId } from './ids.ts'
import type { Imported } from './imported.ts'
import { type Article, blank } from './records.ts'
import type { Range } from './text.ts'

/** A part as it was read: its text is the page's in `within`. */
export type Part = Imported & Readonly<{ within: Range }>
/** The page with all that stands in it, and the other parts of its original where it was itself cut from a page. */
export type Splitting = Readonly<{ open: OpenArticle; referring: Referring; siblings: readonly Article[] }>

const short = (words: string) => (words.length > 80 ? `${words.slice(0, 79)}…` : words)
const shift = ({ start, end }: Range, by: number): Range => ({ start: start - by, end: end - by })
const isIn = ({ start, end }: Range, whole: Range) => start >= whole.start && end <= whole.end

/** What of a range lies in another one. */
function inside(range: Range, whole: Range): Range | null {
  const [start, end] = [Math.max(range.start, whole.start), Math.min(range.end, whole.end)]
  return start < end ? { start, end } : null
}

type Placed = Readonly<{ part: Part; article: Article }>

function articlesOf({ newId }: Pen, page: Article, parts: readonly Part[]): Placed[] {
  // A part that is cut once more keeps its place in the page that it came from.
  const base = page.within?.start ?? 0
  return parts.map((part, i) => {
    const { text: _text, blocks: _blocks, warnings: _warnings, cuts: _cuts, ...described } = part
    const { collection, attributes, via, address, importedAt, importer, originalSha256 } = page
    const article: Article = {
      ...blank.article,
      ...described,
      collection,
      attributes,
      via,
      address,
      importedAt,
      importer,
      originalSha256,
      id: ArticleId.parse(newId()),
      memo: i === 0 ? page.memo : '',
      within: shift(part.within, -base),
    }
    return { part, article }
  })
}

/** Numbers the parts of one page in its order: those made now, and those that were there. */
function numbered(placed: readonly Placed[], siblings: readonly Article[]): { placed: Placed[]; steps: Step[] } {
  const others = siblings.filter(({ within }) => within !== null)
  const startOf = ({ within }: Article) => within?.start ?? 0
  const order = [...placed.map(({ article }) => article), ...others].sort((a, b) => startOf(a) - startOf(b)).map(({ id }) => id)
  const number = (article: Article): Article => ({ ...article, part: order.indexOf(article.id) + 1, of: order.length })
  return {
    placed: placed.map(({ part, article }) => ({ part, article: number(article) })),
    steps: others.map((before): Step => ({ kind: 'article', before, after: number(before) })),
  }
}

/**
 * Puts the parts of a page in its place, with the highlights, zones, bookmarks, findings and declined proposals of their
 * stretches. What was said of the page as a whole beside another article goes with it.
 * @throws RangeError when a highlight lies over a cut, or one has no place: then nothing can be split without losing it
 */
export function splitArticle(
  pen: Pen,
  { open, referring, siblings }: Splitting,
  parts: readonly Part[],
): { change: Change; ids: ArticleId[] } {
  const { article: page, highlights, codings, zoneMarks, bookmarks, orphans } = open
  if (orphans.length > 0) throw new RangeError('highlights without a place wait in this article: place them or let them go first')
  const renumbered = numbered(articlesOf(pen, page, parts), page.within === null ? [] : siblings)
  const { placed } = renumbered
  const holding = (range: Range): Placed | undefined => placed.find(({ part }) => isIn(range, part.within))

  const movedTo = new Map<HighlightId, ArticleId>()
  const marks = highlights.map((before): Step => {
    const [first, last] = [before.ranges[0] as Range, before.ranges.at(-1) as Range]
    const home = holding({ start: first.start, end: last.end })
    if (home === undefined) throw new RangeError(`the highlight “${short(before.quote)}” lies over a cut`)
    movedTo.set(before.id, home.article.id)
    const ranges = before.ranges.map((range) => shift(range, home.part.within.start))
    return { kind: 'highlight', before, after: { ...before, articleId: home.article.id, ...anchor(home.part.text, ranges) } }
  })
  const codes = codings.map((before): Step => {
    const articleId = movedTo.get(before.highlightId)
    if (articleId === undefined) throw new RangeError('a code stands on no highlight')
    return { kind: 'coding', before, after: { ...before, articleId } }
  })
  const zones = zoneMarks.flatMap((before): Step[] => {
    const pieces = placed.flatMap(({ part, article }) => {
      const range = inside(before.range, part.within)
      return range === null ? [] : [{ articleId: article.id, range: shift(range, part.within.start) }]
    })
    const [first, ...more] = pieces
    return [
      { kind: 'zoneMark', before, after: first === undefined ? null : { ...before, ...first } },
      ...more.map((piece): Step => ({ kind: 'zoneMark', before: null, after: { ...before, ...piece, id: ZoneMarkId.parse(pen.newId()) } })),
    ]
  })
  const places = bookmarks.map((before): Step => {
    const { part, article } = placed.findLast(({ part: { within } }) => within.start <= before.offset) ?? (placed[0] as Placed)
    const offset = Math.min(before.offset - part.within.start, part.text.length)
    return { kind: 'bookmark', before, after: { ...before, articleId: article.id, offset } }
  })
  const findings = referring.findings.map((before): Step => {
    const here = before.articleId === page.id
    const range = here ? before.range : before.there?.range
    const home = range === undefined ? undefined : holding(range)
    if (range === undefined || home === undefined || before.articleId === before.thereId) return { kind: 'finding', before, after: null }
    const moved = shift(range, home.part.within.start)
    const after = here
      ? { ...before, articleId: home.article.id, range: moved }
      : { ...before, thereId: home.article.id, there: before.there === null ? null : { ...before.there, range: moved } }
    return { kind: 'finding', before, after }
  })
  const dismissals = referring.dismissals.map((before): Step => {
    const home = before.range === null ? undefined : holding(before.range)
    if (before.range === null || home === undefined) return { kind: 'dismissal', before, after: null }
    return {
      kind: 'dismissal',
      before,
      after: { ...before, articleId: home.article.id, range: shift(before.range, home.part.within.start) },
    }
  })
  const gone = { ...referring, zoneMarks: [], bookmarks: [], orphans: [], findings: [], dismissals: [] }
  return {
    change: [
      ...placed.map(({ article }): Step => ({ kind: 'article', before: null, after: article })),
      ...renumbered.steps,
      ...marks,
      ...codes,
      ...zones,
      ...places,
      ...findings,
      ...dismissals,
      ...removeArticle(page, [], [], gone),
    ],
    ids: placed.map(({ article }) => article.id),
  }
}
