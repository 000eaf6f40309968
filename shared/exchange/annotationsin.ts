// W3C Web Annotations as highlights of a project's articles. A place is believed only when the quoted words stand there: at the
// position in code points, as the model asks, or in UTF-16 units, as many programs count. Otherwise it is looked for by the
// words and what stood around them (reanchor.ts), with its floor and its margin, and then in the earlier texts of the article: what
// stands in one of those waits for its place like any other highlight. What stands nowhere is left out and named. Positions without
// words beside them are believed as far as the file's way of counting is proved (convention.ts).
import { anchor, normalizeRanges } from '../anchor.ts'
import { Failure } from '../failure.ts'
import { CodingId, HighlightId, LinkId, OrphanId } from '../ids.ts'
import { Transfer } from '../reanchor.ts'
import { type Article, blank, type Coding, type Highlight, linkTypes, type Revision } from '../records.ts'
import { AnnotationIntake, guidFrom } from './annotationintake.ts'
import { annotationsIn } from './annotationlist.ts'
import { articleFinder } from './articlefinder.ts'
import { grouped, noRecords, type ProjectContents } from './contents.ts'
import { LEAST_FIT, prove, wordsOf } from './convention.ts'
import { opening } from './itemnames.ts'
import { iriOf, many, type Node, nodeOf, textOf, typesOf } from './jsonld.ts'
import { type Loss, lossesOf } from './loss.ts'
import type { GuidOf } from './qde.ts'
import { Finder, type Found, type Missing, type Selector, selectorOf } from './selectors.ts'

type Reading = Readonly<{ guidOf: GuidOf; now: number }>
/** Its name on the web, and what people know it by. */
type Item = readonly [name: string, called: string]
type Placed = readonly Found[] | Missing

/** `project`: whose articles the annotations point to; what comes out is that with the annotations' highlights and links instead of its own. */
export function readAnnotations(
  value: unknown,
  project: ProjectContents,
  { guidOf, now }: Reading,
): Readonly<{ contents: ProjectContents; losses: readonly Loss[]; notes: readonly string[] }> {
  const { annotations, missing, isCollection } = annotationsIn(value)
  if (annotations.length === 0 && missing.length === 0 && !isCollection)
    throw new Failure('invalid-input', 'The file holds no Web Annotations. Nothing was changed.')
  const lost = {
    'Pages and annotations that are not in the file itself are left out.': missing.map((name): Item => [name, name]),
    'Annotations of texts that the project does not hold are left out.': [] as Item[],
    'Annotations whose words stand nowhere in their text are left out.': [] as Item[],
    'Annotations whose words may stand in several places of their text are left out.': [] as Item[],
    'Annotations by positions alone are left out, as those fit no way of counting.': [] as Item[],
    'Annotations that do not mark a text (replies, notes on pages) are left out.': [] as Item[],
    'Links whose ends are not two highlights are left out.': [] as Item[],
    'Bodies that are no words (pictures, pages and the like) are left out.': [] as Item[],
    'Two annotations of one name: the later one is left out.': [] as Item[],
  }
  const { study, article: known, revision } = project.records
  const intake = new AnnotationIntake(project, guidOf, textOf(nodeOf(value).label))
  const articleOf = articleFinder(project, guidOf)
  const all = {
    ...noRecords(),
    study: [...study],
    article: [...known],
    coder: intake.coders,
    codebook: intake.codebooks,
    code: intake.codes,
    entity: intake.entities,
    revision: [...revision],
  }
  const urn = (kind: string, id: string) => `urn:uuid:${guidOf(kind, id)}`
  /** What the project has under a name on the web. */
  const held = <T extends Readonly<{ id: string }>>(kind: string, records: readonly T[]) =>
    new Map(records.map((each) => [urn(kind, each.id), each]))
  const [highlights, links] = [held('highlight', project.records.highlight), held('link', project.records.link)]
  const codings = new Map(project.records.coding.map((coding) => [`${coding.highlightId} ${coding.codeId}`, coding]))
  const finders = new Map<string, Finder>()
  const texts = new Map<string, string>(project.texts.map(({ sha256, text }) => [sha256, text]))
  const earlier = grouped(revision, ({ articleId }) => articleId)
  const finderOf = (textSha256: string): Finder => {
    const finder = finders.get(textSha256) ?? new Finder(texts.get(textSha256) ?? '', counted)
    finders.set(textSha256, finder)
    return finder
  }
  const said = (annotation: Node, item: Item) => {
    const words = intake.said(annotation)
    if (words.unsaid) lost['Bodies that are no words (pictures, pages and the like) are left out.'].push(item)
    return words
  }
  const timeOf = (annotation: Node): number => {
    const time = Date.parse(textOf(annotation.created))
    return Number.isNaN(time) ? now : time
  }

  const made = new Map<string, HighlightId>()
  const waits: string[] = []
  const seen = new Set<string>()
  const linking: (readonly [Node, Item])[] = []
  const marking: (readonly [Node, Item, Article, readonly Selector[]])[] = []
  for (const [n, annotation] of annotations.entries()) {
    const name = iriOf(annotation) || `annotation ${n + 1}`
    const targets = many(annotation.target).flatMap((target) =>
      typesOf(nodeOf(target)).includes('List') ? many(nodeOf(target).items) : [target],
    )
    const marked = targets.map(nodeOf).filter((target) => target.selector !== undefined)
    const selectors = marked.map(({ selector }) => selectorOf(selector))
    const [source] = marked
    const words = selectors.map(({ exact }) => exact).join(' … ')
    const item: Item = [name, [words === '' ? name : opening(words), textOf(nodeOf(source?.source)['dc:title'])].filter(Boolean).join(', ')]
    const article = articleOf(source?.source)
    if (seen.has(name)) lost['Two annotations of one name: the later one is left out.'].push(item)
    else if (many(annotation.motivation).includes('linking')) linking.push([annotation, item])
    else if (marked.length === 0 || marked.length < targets.length)
      lost['Annotations that do not mark a text (replies, notes on pages) are left out.'].push(item)
    else if (article === undefined || marked.some((each) => articleOf(each.source) !== article))
      lost['Annotations of texts that the project does not hold are left out.'].push(item)
    else marking.push([annotation, item, article, selectors])
    seen.add(name)
  }

  const numbered = [...grouped(marking, ([, , { textSha256 }]) => textSha256)].map(([sha256, all]) => ({
    raw: texts.get(sha256) ?? '',
    marked: false,
    selections: all.flatMap(([, , , selectors]) =>
      selectors.flatMap(({ start, end, exact }) => (start === null || end === null ? [] : { start, end, name: exact })),
    ),
  }))
  const proof = prove(numbered, { unit: 'code point', lineEnd: 1, mark: 0 }, true)
  const counted = proof.score < LEAST_FIT ? null : proof.convention

  /** Where all the selectors of an annotation point to in a text. */
  const placesIn = (sha256: string, selectors: readonly Selector[]): Placed => {
    const finder = finderOf(sha256)
    const found = selectors.map((selector) => finder.find(selector))
    const places = found.flatMap((each) => (typeof each === 'string' ? [] : each))
    if (places.length < found.length) return found.includes('several') ? 'several' : 'nowhere'
    return places.every(({ range }) => finder.text.slice(range.start, range.end).trim() === '') ? 'nowhere' : places
  }
  /** Where they point to in an earlier text of the article, the latest first. */
  const earlierIn = (article: Article, selectors: readonly Selector[]) => {
    for (const each of (earlier.get(article.id) ?? []).toSorted((a, b) => b.number - a.number)) {
      const places = placesIn(each.textSha256, selectors)
      if (typeof places !== 'string' && places.every(({ certain }) => certain)) return { revision: each, places }
    }
    return null
  }

  for (const [annotation, item, article, selectors] of marking) {
    const name = item[0]
    let places = placesIn(article.textSha256, selectors)
    let waiting: Revision | null = null
    if (typeof places === 'string') {
      const before = earlierIn(article, selectors)
      if (before !== null) {
        const ranges = normalizeRanges(before.places.map(({ range }) => range))
        const [old, present] = [texts.get(before.revision.textSha256) ?? '', texts.get(article.textSha256) ?? '']
        const moved = new Transfer(old, present).place(ranges)
        const quote = selectors.map(({ exact }) => exact).join(' … ')
        if (moved.state === 'orphan') {
          waiting = before.revision
          places = before.places
        } else places = moved.ranges.map((range) => ({ range, certain: moved.state === 'exact', quote }))
      }
    }
    if (typeof places === 'string') {
      const bare = selectors.every(({ exact }) => exact === '')
      if (bare) lost['Annotations by positions alone are left out, as those fit no way of counting.'].push(item)
      else if (places === 'several') lost['Annotations whose words may stand in several places of their text are left out.'].push(item)
      else lost['Annotations whose words stand nowhere in their text are left out.'].push(item)
      continue
    }
    const { tags, note, kinds, entity } = said(annotation, item)
    for (const words of kinds) tags.push(intake.codeFor('', words))
    const known = highlights.get(name)
    const id = known?.id ?? HighlightId.parse(guidFrom(guidOf, 'annotation', name))
    const text = texts.get(waiting?.textSha256 ?? article.textSha256) ?? ''
    const highlight: Highlight = {
      ...blank.highlight,
      id,
      articleId: article.id,
      ...anchor(text, normalizeRanges(places.map(({ range }) => range))),
      note,
      coderId: intake.coderFor(annotation),
      createdAt: timeOf(annotation),
      entityId: entity?.id ?? null,
      formerQuote: places.every(({ certain }) => certain) ? '' : [...new Set(places.map(({ quote }) => quote))].filter(Boolean).join(' … '),
    }
    const applied = [...new Set(tags)].map((code): Coding => {
      const coding = codings.get(`${id} ${code.id}`)
      const codingId = coding?.id ?? CodingId.parse(guidOf('coding', `${id} ${code.id}`))
      return { id: codingId, highlightId: id, articleId: article.id, codeId: code.id, attributes: coding?.attributes ?? {} }
    })
    if (waiting !== null) {
      const orphanId = OrphanId.parse(guidOf('orphan', id))
      all.orphan.push({ id: orphanId, articleId: article.id, revisionId: waiting.id, highlight, codings: applied, links: [] })
      waits.push(item[1])
      continue
    }
    all.highlight.push(highlight)
    all.coding.push(...applied)
    made.set(name, id)
  }
  for (const [annotation, item] of linking) {
    const name = item[0]
    const ends = many(annotation.target).map((target) => made.get(iriOf(target)))
    const [fromId, toId] = ends
    if (fromId === undefined || toId === undefined || ends.length !== 2 || fromId === toId) {
      lost['Links whose ends are not two highlights are left out.'].push(item)
      continue
    }
    const { kinds, note } = said(annotation, item)
    const type = linkTypes.find((known) => kinds.includes(known))
    const id = links.get(name)?.id ?? LinkId.parse(guidFrom(guidOf, 'link', name))
    const words = type === undefined ? [...kinds, note].filter((each) => each !== '').join('\n\n') : note
    all.link.push({
      id,
      type: type ?? 'same thing',
      fromId,
      toId,
      note: words,
      coderId: intake.coderFor(annotation),
      createdAt: timeOf(annotation),
    })
  }
  const notes = [
    ...(numbered.every(({ selections }) => selections.length === 0) ? [] : [`Positions count ${wordsOf(proof)}.`]),
    ...waits.map((called) => `Stands in an earlier text of its article, and waits for its place: ${called}`),
  ]
  return { contents: { ...project, records: all }, losses: lossesOf(lost), notes }
}
