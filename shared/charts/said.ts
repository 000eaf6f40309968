// Which highlights are quotations, whose words they are and what kind of source that is: as the analyst coded and linked them, and
// nothing that is only proposed.
import type { HighlightId } from '../ids.ts'
import type { Code, Coding, Entity, Highlight, Link } from '../records.ts'
import { attributionKeys } from '../sourcing/make.ts'
import { countWords } from '../text.ts'
import type { Said } from './gather.ts'

/** The attribute of the built-in codebook that says what kind of source speaks. */
const KIND = 'source_type'

export type Sourced = Readonly<{
  highlights: readonly Pick<Highlight, 'id' | 'quote' | 'entityId'>[]
  codings: readonly Pick<Coding, 'highlightId' | 'codeId' | 'attributes'>[]
  links: readonly Pick<Link, 'type' | 'fromId' | 'toId'>[]
}>
export type Sourcing = Readonly<{ codes: ReadonlyMap<string, Pick<Code, 'key'>>; entities: ReadonlyMap<string, Entity> }>

const oneLine = (words: string) => words.replace(/\s+/gu, ' ').trim()
const contents: readonly string[] = [attributionKeys.direct, attributionKeys.indirect, attributionKeys.mixed]

/**
 * The quotations of an article: highlights that are coded as one or linked to a source. A source that is linked to none, but whose
 * kind is said, counts as a quotation without words.
 */
export function saidIn({ highlights, codings, links }: Sourced, { codes, entities }: Sourcing): ReadonlyMap<HighlightId, Said> {
  const keys = new Map<HighlightId, string[]>()
  const kinds = new Map<HighlightId, string>()
  for (const { highlightId, codeId, attributes } of codings) {
    const key = codes.get(codeId)?.key ?? ''
    const held = keys.get(highlightId)
    if (held === undefined) keys.set(highlightId, [key])
    else held.push(key)
    const kind = oneLine(attributes[KIND] ?? '')
    if (kind !== '') kinds.set(highlightId, kind)
  }
  const sources = new Map(links.flatMap(({ type, fromId, toId }) => (type === 'source' ? [[fromId, toId] as const] : [])))
  const linked = new Set(sources.values())
  const byId = new Map(highlights.map((mark) => [mark.id, mark]))
  const found = new Map<HighlightId, Said>()
  for (const { id, quote } of highlights) {
    const own = keys.get(id) ?? []
    const sourceId = sources.get(id)
    if (sourceId !== undefined || own.some((key) => contents.includes(key))) {
      const source = sourceId === undefined ? undefined : byId.get(sourceId)
      const entity = entities.get(source?.entityId ?? '')
      found.set(id, {
        voice: oneLine(entity?.name ?? source?.quote ?? ''),
        side: oneLine(entity?.side ?? ''),
        kind: kinds.get(id) ?? (sourceId === undefined ? '' : (kinds.get(sourceId) ?? '')),
        words: countWords(quote),
      })
    } else if (own.includes(attributionKeys.source) && !linked.has(id) && kinds.has(id))
      found.set(id, { voice: '', side: '', kind: kinds.get(id) ?? '', words: 0 })
  }
  return found
}
