// A new version of an article: the same page, read again after its publisher changed it. The article gets the new text, the one
// before stays as an earlier text, and everything that stood in it goes to where its words are now. What has no certain place is
// taken out as an orphan with its codes and links, to be placed by hand.
import { z } from 'zod'
import { anchor, normalizeRanges } from './anchor.ts'
import type { Change, Step } from './change.ts'
import { type Pen, removeHighlights } from './commands.ts'
import { type EntityId, HighlightId, OrphanId } from './ids.ts'
import type { Imported } from './imported.ts'
import type { Placement, Transfer } from './reanchor.ts'
import type { Article, Code, Highlight, Orphan } from './records.ts'
import { carryFindings, moveZones, revisionOf, type Standing } from './revision.ts'
import { Range } from './text.ts'

/** What a page says of itself, and what the analyst may take over from the new one. */
export const offeredFields = ['title', 'outlet', 'author', 'date', 'modified', 'section', 'url', 'language'] as const
export const OfferedField = z.enum(offeredFields)
type OfferedField = z.infer<typeof OfferedField>

const SHOWN_CHANGES = 200
const SHOWN_WORDS = 400

/** What a new version would change, before it is taken. */
export const Version = z
  .strictObject({
    /** What it is taken by; good until another one is read. */
    token: z.string(),
    source: z.string(),
    words: z.strictObject({ before: z.int(), after: z.int() }).readonly(),
    /** The first stretches of words that differ, and how many there are. */
    changes: z.array(z.strictObject({ at: z.int(), before: z.string(), after: z.string() }).readonly()).readonly(),
    changed: z.int(),
    /** What it says of itself otherwise than the article does. */
    fields: z.array(z.strictObject({ field: OfferedField, before: z.string(), after: z.string() }).readonly()).readonly(),
    exact: z.int(),
    moved: z.array(z.strictObject({ id: HighlightId, before: z.string(), after: z.string(), score: z.number() }).readonly()).readonly(),
    orphans: z.array(z.strictObject({ id: HighlightId, quote: z.string(), candidates: z.int() }).readonly()).readonly(),
    /** Findings and zones by hand whose words are gone: they go. */
    findings: z.int(),
    zones: z.int(),
    warnings: z.array(z.string()).readonly(),
  })
  .readonly()
export type Version = z.infer<typeof Version>

/** Where an orphan may be placed, the likeliest first. */
export const OrphanPlaces = z
  .strictObject({
    id: OrphanId,
    candidates: z.array(z.strictObject({ ranges: z.array(Range).readonly(), quote: z.string(), score: z.number() }).readonly()).readonly(),
  })
  .readonly()
export type OrphanPlaces = z.infer<typeof OrphanPlaces>

const clipped = (words: string): string => (words.length > SHOWN_WORDS ? `${words.slice(0, SHOWN_WORDS)}…` : words)

/** Where every highlight stands in the new text. */
type Placed = ReadonlyMap<HighlightId, Placement>
const placeAll = (transfer: Transfer, highlights: readonly Highlight[]): Placed =>
  new Map(highlights.map(({ id, ranges }) => [id, transfer.place(ranges)]))

/** Stretches of zones by hand, none over another. */
function zonesIn(transfer: Transfer, { zoneMarks }: Standing): ReadonlyMap<string, Range> {
  const found = new Map<string, Range>()
  let end = 0
  for (const { id, range } of zoneMarks.toSorted((a, b) => a.range.start - b.range.start)) {
    const now = transfer.carry(range)
    if (now === null || now.end <= Math.max(end, now.start)) continue
    found.set(id, { start: Math.max(end, now.start), end: now.end })
    end = now.end
  }
  return found
}

/** Whether what was read says something of itself that the article does not. */
export const offers = (article: Article, read: Imported, field: OfferedField): boolean =>
  read[field] !== '' && read[field] !== 'und' && read[field] !== article[field]

/** Tells what a new version would change. */
export function versionOf(token: string, now: Standing, read: Imported, transfer: Transfer): Version {
  const placed = placeAll(transfer, now.highlights)
  const changes = transfer.changes()
  const quote = ({ ranges }: Readonly<{ ranges: readonly Range[] }>) =>
    ranges.map(({ start, end }) => read.text.slice(start, end)).join(' … ')
  const of = now.highlights.map((highlight) => ({ highlight, placement: placed.get(highlight.id) as Placement }))
  return {
    token,
    source: read.source,
    words: { before: now.article.words, after: read.words },
    changes: changes.slice(0, SHOWN_CHANGES).map(({ at, before, after }) => ({ at, before: clipped(before), after: clipped(after) })),
    changed: changes.length,
    fields: offeredFields.flatMap((field) =>
      offers(now.article, read, field) ? [{ field, before: now.article[field], after: read[field] }] : [],
    ),
    exact: of.filter(({ placement }) => placement.state === 'exact').length,
    moved: of.flatMap(({ highlight, placement }) =>
      placement.state === 'moved'
        ? [{ id: highlight.id, before: clipped(highlight.quote), after: clipped(quote(placement)), score: placement.score }]
        : [],
    ),
    orphans: of.flatMap(({ highlight, placement }) =>
      placement.state === 'orphan' ? [{ id: highlight.id, quote: clipped(highlight.quote), candidates: placement.candidates.length }] : [],
    ),
    findings: carryFindings(now, read.text, () => transfer).filter(({ kind, after }) => kind === 'finding' && after === null).length,
    zones: now.zoneMarks.length - zonesIn(transfer, now).size,
    warnings: read.warnings,
  }
}

/** What comes in with a new version, as the article keeps it. */
export type Taken = Readonly<{
  read: Imported
  blocksSha256: Article['blocksSha256']
  /** How it came in, and by which version of the app. */
  way: Pick<Article, 'via' | 'address' | 'importer'>
  fields: readonly OfferedField[]
  reason: string
}>

/** The new version as one change. */
export function newVersion(pen: Pen, now: Standing, { read, blocksSha256, way, fields, reason }: Taken, transfer: Transfer): Change {
  const { article } = now
  const { source, format, encoding, repairs, words, textSha256, originalSha256, part, of, within } = read
  const after: Article = {
    ...article,
    ...Object.fromEntries(fields.map((field) => [field, read[field]])),
    evidence: {
      ...article.evidence,
      ...Object.fromEntries(fields.flatMap((field) => Object.entries(read.evidence).filter(([key]) => key === field))),
    },
    source,
    format,
    encoding,
    repairs,
    words,
    textSha256,
    blocksSha256,
    originalSha256,
    part,
    of,
    within,
    ...way,
  }
  const revision = revisionOf(pen, now, reason, after)
  const zones = zonesIn(transfer, now)
  const placed = placeAll(transfer, now.highlights)
  const steps: Step[] = [
    { kind: 'article', before: article, after },
    { kind: 'revision', before: null, after: revision },
    ...moveZones(now.zoneMarks, ({ id }) => zones.get(id) ?? null),
    ...carryFindings(now, read.text, () => transfer),
  ]
  for (const before of now.bookmarks) {
    const offset = transfer.offset(before.offset)
    if (offset !== before.offset) steps.push({ kind: 'bookmark', before, after: { ...before, offset } })
  }
  const lost: Orphan[] = []
  for (const before of now.highlights) {
    const placement = placed.get(before.id) as Placement
    if (placement.state === 'orphan') {
      const codings = now.codings.filter(({ highlightId }) => highlightId === before.id)
      const links = now.links.filter(({ fromId, toId }) => fromId === before.id || toId === before.id)
      lost.push({ id: OrphanId.parse(pen.newId()), articleId: article.id, revisionId: revision.id, highlight: before, codings, links })
      continue
    }
    const formerQuote = placement.state === 'moved' && before.formerQuote === '' ? before.quote : before.formerQuote
    const moved = { ...before, ...anchor(read.text, placement.ranges), formerQuote }
    if (JSON.stringify(moved) !== JSON.stringify(before)) steps.push({ kind: 'highlight', before, after: moved })
  }
  return [...steps, ...removeHighlights(lost, now.links), ...lost.map((orphan): Step => ({ kind: 'orphan', before: null, after: orphan }))]
}

/** What of an orphan's own still stands in the project. */
export type Around = Readonly<{ codes: ReadonlySet<Code['id']>; highlights: ReadonlySet<HighlightId>; entities: ReadonlySet<EntityId> }>

/**
 * Puts an orphan back into the text as the analyst says, with those of its codes and links whose other ends still stand.
 * @throws RangeError when the ranges hold no words of the text
 */
export function placeOrphan(orphan: Orphan, text: string, ranges: readonly Range[], { codes, highlights, entities }: Around): Change {
  const { highlight, codings, links } = orphan
  const { id, entityId } = highlight
  const stands = (end: HighlightId) => end === id || highlights.has(end)
  const after: Highlight = {
    ...highlight,
    ...anchor(text, normalizeRanges(ranges)),
    formerQuote: '',
    entityId: entityId !== null && entities.has(entityId) ? entityId : null,
  }
  return [
    { kind: 'orphan', before: orphan, after: null },
    { kind: 'highlight', before: null, after },
    ...codings.filter(({ codeId }) => codes.has(codeId)).map((each): Step => ({ kind: 'coding', before: null, after: each })),
    ...links
      .filter(({ fromId, toId }) => stands(fromId) && stands(toId))
      .map((each): Step => ({ kind: 'link', before: null, after: each })),
  ]
}

/** Lets an orphan go for good. */
export const removeOrphan = (orphan: Orphan): Change => [{ kind: 'orphan', before: orphan, after: null }]

/** Says that the place that a highlight was given by likeness is the right one. */
export const confirmPlace = (highlight: Highlight): Change =>
  highlight.formerQuote === '' ? [] : [{ kind: 'highlight', before: highlight, after: { ...highlight, formerQuote: '' } }]
