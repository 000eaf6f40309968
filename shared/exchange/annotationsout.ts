// Highlights and links as W3C Web Annotations (JSON-LD): one collection with one page. Each place is given twice, as a position in
// Unicode code points, as the model asks, and as the quoted words with what stands around them. The texts are not in the file.
import { inReadingOrder } from '../anchor.ts'
import type { Article, Highlight } from '../records.ts'
import type { Range } from '../text.ts'
import { grouped, type ProjectContents } from './contents.ts'
import { idsOf, keptInParallax, type Loss, lossesOf } from './loss.ts'
import { Ruler } from './positions.ts'
import type { GuidOf } from './qde.ts'

export const CONTEXT = 'http://www.w3.org/ns/anno.jsonld'
/** UTF-16 units of what stands around the words, as far as no character is cut. */
const AROUND = 32

const textual = (purpose: string, value: string, id?: string) => ({
  ...(id === undefined ? {} : { id }),
  type: 'TextualBody',
  purpose,
  format: 'text/plain',
  value,
})
const dated = (time: number) => {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? {} : { created: date.toISOString() }
}

function selectorsOf(text: string, ruler: Ruler, { start, end }: Range) {
  const before = text.slice(Math.max(0, start - AROUND), start).replace(/^[\udc00-\udfff]/, '')
  const after = text.slice(end, end + AROUND).replace(/[\ud800-\udbff]$/, '')
  return [
    { type: 'TextPositionSelector', start: ruler.measure(start), end: ruler.measure(end) },
    { type: 'TextQuoteSelector', exact: text.slice(start, end), prefix: before, suffix: after },
  ]
}

/** By what a text is known wherever it is kept. */
export const hashName = (textSha256: string): string => `sha256:${textSha256}`

const sourceOf = ({ title, language, url, textSha256 }: Article, id: string) => ({
  id,
  type: 'Text',
  format: 'text/plain',
  ...(language === 'und' ? {} : { language }),
  ...(title === '' ? {} : { 'dc:title': title }),
  'dc:identifier': hashName(textSha256),
  ...(url === '' ? {} : { via: url }),
})

export function annotationsOf({ name, records, texts }: ProjectContents, guidOf: GuidOf): string {
  const urn = (kind: string, id: string) => `urn:uuid:${guidOf(kind, id)}`
  const textOf = new Map(texts.map(({ sha256, text }) => [sha256, text]))
  const coders = new Map(records.coder.map((coder) => [coder.id, { id: urn('coder', coder.id), type: 'Person', name: coder.name }]))
  const codes = new Map(records.code.map((code) => [code.id, textual('tagging', code.name, urn('code', code.id))]))
  const entities = new Map(records.entity.map((entity) => [entity.id, textual('identifying', entity.name, urn('entity', entity.id))]))
  const codingsOf = grouped(records.coding, ({ highlightId }) => highlightId)
  const highlightsOf = grouped(records.highlight, ({ articleId }) => articleId)

  const annotationOf = (highlight: Highlight, source: ReturnType<typeof sourceOf>, text: string, ruler: Ruler) => {
    const { id, note, coderId, createdAt, entityId, ranges } = highlight
    const tags = (codingsOf.get(id) ?? []).flatMap(({ codeId }) => codes.get(codeId) ?? [])
    const body = [...tags, ...(entityId === null ? [] : [entities.get(entityId)]), ...(note === '' ? [] : [textual('commenting', note)])]
    const targets = ranges.map((range) => ({ type: 'SpecificResource', source, selector: selectorsOf(text, ruler, range) }))
    return {
      id: urn('highlight', id),
      type: 'Annotation',
      motivation: tags.length > 0 ? 'classifying' : note === '' ? 'highlighting' : 'commenting',
      ...dated(createdAt),
      creator: coders.get(coderId),
      ...(body.length === 0 ? {} : { body }),
      target: targets.length === 1 ? targets[0] : { type: 'List', items: targets },
    }
  }
  const items = [
    ...records.article.flatMap((article) => {
      const text = textOf.get(article.textSha256) ?? ''
      const ruler = new Ruler(text, 'code point')
      const source = sourceOf(article, urn('article', article.id))
      return (highlightsOf.get(article.id) ?? []).toSorted(inReadingOrder).map((highlight) => annotationOf(highlight, source, text, ruler))
    }),
    ...records.link.map(({ id, type, fromId, toId, note, coderId, createdAt }) => ({
      id: urn('link', id),
      type: 'Annotation',
      motivation: 'linking',
      ...dated(createdAt),
      creator: coders.get(coderId),
      body: [textual('classifying', type), ...(note === '' ? [] : [textual('commenting', note)])],
      target: [urn('highlight', fromId), urn('highlight', toId)],
    })),
  ]
  const collection = {
    '@context': CONTEXT,
    id: urn('annotations', name),
    type: 'AnnotationCollection',
    label: name,
    total: items.length,
    first: { id: urn('annotations', `${name} 1`), type: 'AnnotationPage', startIndex: 0, items },
  }
  return `${JSON.stringify(collection, null, 1)}\n`
}

/** What annotations do not carry. */
export function lostInAnnotations({ records }: ProjectContents): Loss[] {
  const used = new Set<string>(records.coding.map(({ codeId }) => codeId))
  const named = new Set<string | null>(records.highlight.map(({ entityId }) => entityId))
  return lossesOf({
    'Texts and what is said of articles stay in the project: the annotations point to them.': idsOf(records.article),
    'Of codes only their names go along.': idsOf(records.code, ({ id }) => used.has(id)),
    'Codes that nothing is marked with are left out.': idsOf(records.code, ({ id }) => !used.has(id)),
    'The values of codings are left out.': idsOf(records.coding, ({ attributes }) => Object.keys(attributes).length > 0),
    'Of entities only their names go along.': idsOf(records.entity, ({ id }) => named.has(id)),
    'Entities that no highlight points to are left out.': idsOf(records.entity, ({ id }) => !named.has(id)),
    'That a highlight was suggested or imported is left out.': idsOf(
      records.highlight,
      ({ origin, rule }) => origin !== 'manual' || rule !== '',
    ),
    'That a highlight was moved and waits to be confirmed is left out.': idsOf(records.highlight, ({ formerQuote }) => formerQuote !== ''),
    'The memo and attributes of the study are left out.': idsOf(records.study),
    ...keptInParallax(records),
  })
}
