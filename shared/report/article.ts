// One article of a report, from what the project has of it.
import { inReadingOrder } from '../anchor.ts'
import { attributesOf } from '../attributes.ts'
import type { OpenArticle } from '../contract.ts'
import type { ArticleId, CodeId, CoderId, HighlightId, Sha256 } from '../ids.ts'
import { farEnd, relationOf } from '../links.ts'
import type { Attribute, Code, Coding, Highlight, Link, Revision } from '../records.ts'
import { type Block, zoneKinds } from '../text.ts'
import { isOwn, leftOutOf, liesOutside, ownWords, wordsIn, type ZoneStretch, zonesOf } from '../zones.ts'
import type { ReportArticle, ReportHighlight, ReportLink } from './model.ts'

/** What the articles of a report have in common, by id. */
export type Common = Readonly<{
  codes: ReadonlyMap<string, Code>
  /** Where a code stands among all. */
  placeOf: (id: CodeId) => number
  coderOf: (id: CoderId) => string
  entityOf: (id: string) => string
  isWanted: (coderId: CoderId, codes: readonly CodeId[]) => boolean
  /** The attributes of articles. */
  attributes: readonly Attribute[]
  revisions: ReadonlyMap<ArticleId, readonly Revision[]>
  /** What articles go by, those of the report and others. */
  titles: ReadonlyMap<ArticleId, string>
  /** Numbers of the highlights of the report, and the articles of all. */
  numbers: ReadonlyMap<HighlightId, number>
  homes: ReadonlyMap<HighlightId, ArticleId>
  sha256: (text: string) => Sha256
}>

/** Values by key, in their order. */
export function grouped<K, V>(entries: Iterable<readonly [K, V]>): Map<K, V[]> {
  const groups = new Map<K, V[]>()
  for (const [key, value] of entries) {
    const held = groups.get(key)
    if (held === undefined) groups.set(key, [value])
    else held.push(value)
  }
  return groups
}

/** The highlights of an article that a report tells, in reading order. */
export function wantedIn({ highlights, codings }: OpenArticle, isWanted: Common['isWanted']): Highlight[] {
  const codes = grouped(codings.map(({ highlightId, codeId }) => [highlightId, codeId] as const))
  return highlights.filter(({ id, coderId }) => isWanted(coderId, codes.get(id) ?? [])).toSorted(inReadingOrder)
}

/** @param wanted its highlights as `wantedIn` gives them */
export function reportArticle(open: OpenArticle, wanted: readonly Highlight[], common: Common): ReportArticle {
  const { article, text, blocks, zoneMarks, codings, links, orphans } = open
  const { placeOf, coderOf } = common
  const zones = zonesOf(blocks, zoneMarks)
  const leftOut = leftOutOf(zones)
  const codingsOf = grouped(codings.map((coding) => [coding.highlightId, coding] as const))
  const linksOf = grouped(links.flatMap((link) => [...new Set([link.fromId, link.toId])].map((end) => [end, link] as const)))
  return {
    article,
    text,
    blocks: zonedAs(blocks, zones),
    ownWords: ownWords(article.words, text, leftOut),
    parts: partsOf(blocks, zones),
    others: othersOf(text, zones, wanted),
    highlights: wanted.map((mark): ReportHighlight => {
      const { id, ranges, quote, prefix, suffix, formerQuote, note, coderId, createdAt, entityId, origin, rule } = mark
      const coded = (codingsOf.get(id) ?? []).toSorted((a, b) => placeOf(a.codeId) - placeOf(b.codeId))
      return {
        id,
        number: common.numbers.get(id) ?? 1,
        ranges,
        quote,
        prefix,
        suffix,
        formerQuote,
        quoteSha256: common.sha256(quote),
        own: !liesOutside(ranges, leftOut),
        codes: coded.map(({ codeId }) => codeId),
        values: coded.flatMap((coding) => valuesOf(coding, common)),
        entity: entityId === null ? '' : common.entityOf(entityId),
        links: (linksOf.get(id) ?? [])
          .toSorted((a, b) => (a.id < b.id ? -1 : 1))
          .map((link) => linkFrom(link, id, common))
          .sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity)),
        note,
        coder: coderOf(coderId),
        coderId,
        createdAt,
        origin,
        rule,
      }
    }),
    orphans: orphans
      .toSorted((a, b) => inReadingOrder(a.highlight, b.highlight))
      .flatMap(({ highlight: { quote, note, coderId }, codings: held }) => {
        const codes = held.map(({ codeId }) => codeId).toSorted((a, b) => placeOf(a) - placeOf(b))
        if (!common.isWanted(coderId, codes)) return []
        return [{ quote, codes: codes.map((id) => common.codes.get(id)?.name ?? 'unknown code'), note, coder: coderOf(coderId) }]
      }),
    revisions: (common.revisions.get(article.id) ?? [])
      .toSorted((a, b) => a.number - b.number)
      .map(({ number, textSha256, reason, at, coderId }) => ({ number, textSha256, reason, at, coder: coderOf(coderId) })),
    attributes: said(common.attributes, article.attributes, common.entityOf).map(({ name, value }) => ({ name, value })),
    reprintOf: article.reprintOf === null ? '' : (common.titles.get(article.reprintOf) ?? 'an article that is gone'),
  }
}

function valuesOf({ codeId, attributes }: Coding, { codes, entityOf }: Common): ReportHighlight['values'] {
  const code = codes.get(codeId)
  return said(code === undefined ? [] : attributesOf(code, codes), attributes, entityOf).map((each) => ({ code: codeId, ...each }))
}

/** Values in the order of their attributes, then those whose attribute is gone, by their keys. */
function said(attributes: readonly Attribute[], values: Coding['attributes'], entityOf: Common['entityOf']) {
  const known = new Set(attributes.map(({ key }) => key))
  const gone = Object.keys(values).filter((key) => !known.has(key))
  return [...attributes, ...gone.sort().map((key) => ({ key, name: key, kind: 'text' as const }))].flatMap(({ key, name, kind }) => {
    const value = Object.hasOwn(values, key) ? (values[key] ?? '') : ''
    return value === '' ? [] : [{ key, name, value: kind === 'entity' ? entityOf(value) : value }]
  })
}

function linkFrom(link: Link, here: HighlightId, { numbers, homes, titles }: Common): ReportLink {
  const there = farEnd(link, here)
  const home = homes.get(there)
  return {
    says: relationOf(link, here).word,
    number: numbers.get(there) ?? null,
    title: (home === undefined ? undefined : titles.get(home)) ?? 'an article that is gone',
    note: link.note,
  }
}

/** Blocks with the zone that they have as a whole; one that lies in several keeps the import's. */
function zonedAs(blocks: readonly Block[], zones: readonly ZoneStretch[]): Block[] {
  let at = 0
  return blocks.map((block) => {
    while ((zones[at]?.range.end ?? Number.POSITIVE_INFINITY) <= block.start) at++
    const stretch = zones[at]
    return stretch !== undefined && stretch.range.end >= block.end ? { ...block, zone: stretch.zone } : block
  })
}

/** Words in each zone that is not the article's own, and the highlights that lie in that zone altogether. */
function othersOf(text: string, zones: readonly ZoneStretch[], highlights: readonly Highlight[]): ReportArticle['others'] {
  return zoneKinds.flatMap((zone) => {
    const ranges = leftOutOf(zones.filter((stretch) => stretch.zone === zone))
    const words = wordsIn(text, ranges)
    if (isOwn(zone) || words === 0) return []
    return [{ zone, words, highlights: highlights.filter((highlight) => liesOutside(highlight.ranges, ranges)).length }]
  })
}

/** Stretches that are a part of their block only, as an analyst says. */
function partsOf(blocks: readonly Block[], zones: readonly ZoneStretch[]): ReportArticle['parts'] {
  return zones.flatMap(({ range, zone, origin }) =>
    origin === 'import'
      ? []
      : blocks.flatMap((block) => {
          const [start, end] = [Math.max(block.start, range.start), Math.min(block.end, range.end)]
          return start < end && end - start < block.end - block.start ? [{ range: { start, end }, zone }] : []
        }),
  )
}
