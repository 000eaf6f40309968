// W3C Web Annotations as highlights of a project's articles. A place is believed only when the quoted words stand there: at the
// position in code points, as the model asks, or in UTF-16 units, as many programs count. Otherwise it is looked for by the
// words and what stood around them (reanchor.ts), with its floor and its margin; what has no certain place then stays out and is named.
import { anchor, normalizeRanges } from '../anchor.ts'
import { freshColour } from '../codebook/colours.ts'
import { keyOf } from '../codebook/qdc.ts'
import { Failure } from '../failure.ts'
import { CodebookId, CodeId, CoderId, CodingId, EntityId, HighlightId, LinkId } from '../ids.ts'
import { type Article, blank, type Code, type Entity, linkTypes } from '../records.ts'
import { noRecords, type ProjectContents } from './contents.ts'
import { DEEPEST, iriOf, many, type Node, nodeOf, textOf, typesOf } from './jsonld.ts'
import { type Loss, lossesOf } from './loss.ts'
import type { GuidOf } from './qde.ts'
import { Finder, selectorOf } from './selectors.ts'

const line = (words: string): string => words.slice(0, 2_000).replace(/[\ud800-\udbff]$/, '')
const MOST = 100_000

/** Every annotation of a file: alone, in a list, in a page, in a collection with its pages. */
function annotationsIn(value: unknown, found: Node[] = [], depth = 0): Node[] {
  if (depth > DEEPEST || found.length > MOST)
    throw new Failure('refused', 'The file holds more annotations than Parallax takes in. Nothing was changed.')
  for (const each of many(value)) {
    const node = nodeOf(each)
    if (typesOf(node).includes('Annotation')) found.push(node)
    else for (const key of ['first', 'next', 'items', 'rows', '@graph', 'annotations']) annotationsIn(node[key], found, depth + 1)
  }
  return found
}

type Reading = Readonly<{ guidOf: GuidOf; now: number }>

/** `project`: whose articles the annotations point to; what comes out is that with the annotations' highlights and links instead of its own. */
export function readAnnotations(
  value: unknown,
  project: ProjectContents,
  { guidOf, now }: Reading,
): Readonly<{ contents: ProjectContents; losses: readonly Loss[] }> {
  const annotations = annotationsIn(value)
  if (annotations.length === 0 && !typesOf(nodeOf(value)).includes('AnnotationCollection'))
    throw new Failure('invalid-input', 'The file holds no Web Annotations. Nothing was changed.')
  const lost = {
    'Annotations of texts that the project does not hold are left out.': [] as string[],
    'Annotations without a certain place in their text are left out.': [] as string[],
    'Annotations that do not mark a text (replies, notes on pages) are left out.': [] as string[],
    'Links whose ends are not two highlights are left out.': [] as string[],
    'Bodies that are no words (pictures, pages and the like) are left out.': [] as string[],
    'Two annotations of one name: the later one is left out.': [] as string[],
  }
  const { study, article: known } = project.records
  const [coders, codes, entities, codebooks] = [
    [...project.records.coder],
    [...project.records.code],
    [...project.records.entity],
    [...project.records.codebook],
  ]
  const all = { ...noRecords(), study: [...study], article: [...known], coder: coders, codebook: codebooks, code: codes, entity: entities }
  const urn = (kind: string, id: string) => `urn:uuid:${guidOf(kind, id)}`
  /** What the project has under a name on the web. */
  const held = <T extends Readonly<{ id: string }>>(kind: string, records: readonly T[]) =>
    new Map(records.map((each) => [urn(kind, each.id), each]))
  const [articles, codeOf, coderOf, entityOf] = [
    held('article', all.article),
    held('code', codes),
    held('coder', coders),
    held('entity', entities),
  ]
  const [highlights, links] = [held('highlight', project.records.highlight), held('link', project.records.link)]
  const codings = new Map(project.records.coding.map((coding) => [`${coding.highlightId} ${coding.codeId}`, coding]))
  const finders = new Map<string, Finder>()
  const texts = new Map<string, string>(project.texts.map(({ sha256, text }) => [sha256, text]))
  const finderOf = ({ textSha256 }: Article): Finder => {
    const finder = finders.get(textSha256) ?? new Finder(texts.get(textSha256) ?? '')
    finders.set(textSha256, finder)
    return finder
  }
  const plain = (url: string): string => url.replace(/#.*$/, '').replace(/\/$/, '')
  const articleOf = (source: unknown): Article | undefined => {
    const known = articles.get(iriOf(source))
    if (known !== undefined) return known
    const addresses = [iriOf(source), ...many(nodeOf(source).via).map(iriOf)].filter((each) => /^https?:/i.test(each)).map(plain)
    const fits = project.records.article.filter(
      ({ url, address, title }) =>
        addresses.some((each) => each === plain(url) || each === plain(address)) ||
        (title !== '' && title === textOf(nodeOf(source)['dc:title'])),
    )
    if (fits.length > 0) return fits.length === 1 ? fits[0] : undefined
    const [only, another] = project.records.article
    return another === undefined && !iriOf(source).startsWith('urn:uuid:') ? only : undefined
  }
  const guidFrom = (kind: string, iri: string): string => {
    const found = /^urn:uuid:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(iri)?.[1]?.toLowerCase()
    return found ?? guidOf(kind, iri)
  }
  const coderFor = (annotation: Node): CoderId => {
    const creator = many(annotation.creator)[0]
    const [iri, name] = [iriOf(creator), textOf(nodeOf(creator).name)]
    const known = coderOf.get(iri) ?? coders.find((coder) => name !== '' && coder.name === name)
    if (known !== undefined) return known.id
    const id = CoderId.parse(guidFrom('coder', iri || name || 'unknown'))
    const coder = { id, name: line(name || iri) || 'Unknown coder' }
    coders.push(coder)
    coderOf.set(iri || urn('coder', id), coder)
    return id
  }
  const codeFor = (iri: string, name: string): Code => {
    const named = codes.filter((code) => code.name.toLowerCase() === name.toLowerCase())
    const known = codeOf.get(iri) ?? (named.length === 1 ? named[0] : undefined)
    if (known !== undefined) return known
    const label = line(textOf(nodeOf(value).label)) || 'Annotations'
    const codebookId = CodebookId.parse(guidOf('codebook', `annotations ${label}`))
    if (!codebooks.some(({ id }) => id === codebookId))
      codebooks.push({ id: codebookId, name: label, description: '', citation: '', position: codebooks.length })
    const siblings = codes.filter((code) => code.codebookId === codebookId)
    const code: Code = {
      ...blank.code,
      id: CodeId.parse(guidFrom('code', iri || `annotations ${name.toLowerCase()}`)),
      codebookId,
      parentId: null,
      key: keyOf(name, new Set(siblings.map(({ key }) => key))),
      name: line(name) || 'Code without a name',
      definition: '',
      color: freshColour(siblings.map(({ color }) => color)),
      position: siblings.length,
      archived: false,
    }
    codes.push(code)
    codeOf.set(urn('code', code.id), code)
    return code
  }
  const entityFor = (iri: string, name: string): Entity => {
    const known = entityOf.get(iri) ?? entities.find((entity) => entity.name === name)
    if (known !== undefined) return known
    const id = EntityId.parse(guidFrom('entity', iri || name))
    const entity: Entity = { id, name: line(name) || 'Entity without a name', kind: 'other', side: '', aliases: [], memo: '' }
    entities.push(entity)
    entityOf.set(urn('entity', id), entity)
    return entity
  }
  /** What the bodies of an annotation say. */
  const saidIn = (annotation: Node, name: string) => {
    const [tags, notes, kinds]: [Code[], string[], string[]] = [[], [], []]
    let entity: Entity | null = null
    const notable = many(annotation.motivation).map(textOf)
    for (const body of [...many(annotation.body), ...many(annotation.bodyValue)]) {
      const node = nodeOf(body)
      const purpose = textOf(node.purpose) || (notable.includes('tagging') ? 'tagging' : 'commenting')
      const words = textOf(node.value) || (typeof body === 'string' && !/^[a-z]+:\S+$/i.test(body) ? body : '')
      const known = codeOf.get(iriOf(node.source))
      if (known !== undefined) tags.push(known)
      else if (words === '') lost['Bodies that are no words (pictures, pages and the like) are left out.'].push(name)
      else if (purpose === 'tagging') tags.push(codeFor(iriOf(node), words))
      else if (purpose === 'identifying') entity = entityFor(iriOf(node), words)
      else if (purpose === 'classifying') kinds.push(words)
      else notes.push(words)
    }
    return { tags: [...new Set(tags)], note: notes.join('\n\n').slice(0, 200_000), kinds, entity }
  }
  const timeOf = (annotation: Node): number => {
    const time = Date.parse(textOf(annotation.created))
    return Number.isNaN(time) ? now : time
  }

  const made = new Map<string, HighlightId>()
  const seen = new Set<string>()
  const linking: (readonly [Node, string])[] = []
  for (const [n, annotation] of annotations.entries()) {
    const name = iriOf(annotation) || `annotation ${n + 1}`
    if (seen.has(name)) {
      lost['Two annotations of one name: the later one is left out.'].push(name)
      continue
    }
    seen.add(name)
    if (many(annotation.motivation).includes('linking')) {
      linking.push([annotation, name])
      continue
    }
    const targets = many(annotation.target).flatMap((target) =>
      typesOf(nodeOf(target)).includes('List') ? many(nodeOf(target).items) : [target],
    )
    const marked = targets.map(nodeOf).filter((target) => target.selector !== undefined)
    if (marked.length === 0 || marked.length < targets.length) {
      lost['Annotations that do not mark a text (replies, notes on pages) are left out.'].push(name)
      continue
    }
    const article = articleOf(marked[0]?.source)
    if (article === undefined || marked.some(({ source }) => articleOf(source) !== article)) {
      lost['Annotations of texts that the project does not hold are left out.'].push(name)
      continue
    }
    const finder = finderOf(article)
    const places = marked.flatMap(({ selector }) => finder.find(selectorOf(selector)) ?? [])
    if (places.length < marked.length || places.every(({ range }) => finder.text.slice(range.start, range.end).trim() === '')) {
      lost['Annotations without a certain place in their text are left out.'].push(name)
      continue
    }
    const { tags, note, kinds, entity } = saidIn(annotation, name)
    for (const words of kinds) tags.push(codeFor('', words))
    const known = highlights.get(name)
    const id = known?.id ?? HighlightId.parse(guidFrom('annotation', name))
    const mark = anchor(finder.text, normalizeRanges(places.map(({ range }) => range)))
    all.highlight.push({
      ...blank.highlight,
      id,
      articleId: article.id,
      ...mark,
      note,
      coderId: coderFor(annotation),
      createdAt: timeOf(annotation),
      entityId: entity?.id ?? null,
      formerQuote: places.every(({ certain }) => certain)
        ? ''
        : places
            .map(({ quote }) => quote)
            .filter((quote) => quote !== '')
            .join(' … '),
    })
    made.set(name, id)
    for (const code of new Set(tags)) {
      const coding = codings.get(`${id} ${code.id}`)
      const codingId = coding?.id ?? CodingId.parse(guidOf('coding', `${id} ${code.id}`))
      all.coding.push({ id: codingId, highlightId: id, articleId: article.id, codeId: code.id, attributes: coding?.attributes ?? {} })
    }
  }
  for (const [annotation, name] of linking) {
    const ends = many(annotation.target).map((target) => made.get(iriOf(target)))
    const [fromId, toId] = ends
    if (fromId === undefined || toId === undefined || ends.length !== 2 || fromId === toId) {
      lost['Links whose ends are not two highlights are left out.'].push(name)
      continue
    }
    const { kinds, note } = saidIn(annotation, name)
    const type = linkTypes.find((known) => kinds.includes(known))
    const id = links.get(name)?.id ?? LinkId.parse(guidFrom('link', name))
    const words = type === undefined ? [...kinds, note].filter((each) => each !== '').join('\n\n') : note
    all.link.push({
      id,
      type: type ?? 'same thing',
      fromId,
      toId,
      note: words,
      coderId: coderFor(annotation),
      createdAt: timeOf(annotation),
    })
  }
  return { contents: { ...project, records: all }, losses: lossesOf(lost) }
}
