// A report that was exported, held against the project: whether each quotation still stands where the report says, in the words that
// it shows. A report says three things of a quotation, and all three are asked: what its data say, what its page shows, and what
// the hash in it vouches for.

import type { OpenArticle } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'
import { ArticleId } from '../shared/ids.ts'
import { Evidence, placeFrom, type Quotation, type ReportCheck } from '../shared/report/evidence.ts'
import { GAP, sha256, urn } from './export/evidence.ts'
import { openArchive } from './import/archive.ts'
import { attribute, isElement as isHtmlElement, type Node, parseHtml } from './import/tree.ts'
import { childOf, childrenOf, isElement, parseXml, under, wordsOf, type Xml } from './import/xml.ts'
import type { ProjectFile } from './store/project.ts'

/** The largest report that is read. */
export const MOST_BYTES = 512 * 1024 * 1024

type Shown = Readonly<{ place: string; words: string }>
type Read = Readonly<{ evidence: Evidence; shown: readonly Shown[] }>
type Problem = ReportCheck['problems'][number]

const noEvidence = (): never => {
  throw new Failure(
    'refused',
    'This file holds no quotations to check: it is no report of Parallax in HTML or DOCX, or its data were taken out.',
  )
}

function evidenceFrom(json: string): Evidence {
  try {
    const found = Evidence.safeParse(JSON.parse(json))
    return found.success ? found.data : noEvidence()
  } catch {
    return noEvidence()
  }
}

function readHtml(html: string): Read {
  const shown: Shown[] = []
  let json: string | null = null
  const words = (node: Node): string =>
    isHtmlElement(node) ? node.childNodes.map(words).join('') : node.nodeName === '#text' && 'value' in node ? node.value : ''
  const todo: Node[] = parseHtml(html).childNodes.toReversed()
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (!isHtmlElement(node)) continue
    if (node.tagName === 'script' && attribute(node, 'type') === 'application/ld+json') json ??= words(node)
    const place = attribute(node, 'data-place')
    if (place !== '') shown.push({ place, words: words(node) })
    todo.push(...node.childNodes.toReversed())
  }
  return { evidence: json === null ? noEvidence() : evidenceFrom(json), shown }
}

/** In a DOCX a quotation is a content control whose tag has its number among the data. */
function readDocx(bytes: Uint8Array): Read {
  const archive = openArchive(bytes)
  const part = archive.names.find((name) => {
    const xml = /^customXml\/item\d+\.xml$/.test(name) ? archive.read(name) : undefined
    return xml !== undefined && parseXml(xml).name === 'parallaxReport'
  })
  const data = part === undefined ? undefined : archive.read(part)
  const document = archive.read('word/document.xml')
  if (data === undefined || document === undefined) return noEvidence()
  const evidence = evidenceFrom(wordsOf(parseXml(data)))
  const shown: Shown[] = []
  const words = (node: Xml): string =>
    node.name === 't' || node.name === 'delText' ? wordsOf(node) : node.name === 'br' ? '\n' : childrenOf(node).map(words).join('')
  const look = (node: Xml): void => {
    if (node.name === 'sdt') {
      const tag = under(node, 'sdtPr', 'tag')?.attributes.val ?? ''
      const item = evidence.items[Number(/^quotation-(\d+)$/.exec(tag)?.[1] ?? 0) - 1]
      const content = childOf(node, 'sdtContent')
      if (item !== undefined && content !== undefined) shown.push({ place: item['parallax:place'], words: words(content) })
    }
    for (const child of node.children) if (isElement(child)) look(child)
  }
  look(parseXml(document))
  return { evidence, shown }
}

/** What cannot be written in XML is left out of a DOCX, and white space is laid out anew there. */
const folded = (words: string): string => words.replace(/[\p{Cc}\p{Cs}\ufffd\ufffe\uffff\s]+/gu, ' ').trim()

const piecesOf = ({ target }: Quotation) =>
  ('items' in target ? target.items : [target]).map(({ source, selector: [, { exact, prefix, suffix }] }) => ({
    source,
    exact,
    prefix,
    suffix,
  }))

/**
 * Holds an exported report, HTML or DOCX, against a project.
 * @throws Failure 'refused' when the file is no such report
 */
export function checkReport(bytes: Uint8Array, project: ProjectFile): ReportCheck {
  const zipped = bytes[0] === 0x50 && bytes[1] === 0x4b
  const { evidence, shown } = zipped ? readDocx(bytes) : readHtml(new TextDecoder().decode(bytes))
  const problems: Problem[] = []
  const articles = new Map<string, OpenArticle | null>()
  const open = (source: string): OpenArticle | null => {
    const known = articles.get(source)
    if (known !== undefined) return known
    const id = ArticleId.safeParse(source.slice(urn('article', '').length))
    const found = id.success && source.startsWith(urn('article', '')) ? articleOf(project, id.data) : null
    articles.set(source, found)
    return found
  }
  for (const said of evidence['parallax:articles']) {
    const found = open(said.id)
    const at = { article: said.title, id: said.id, quote: '' }
    if (found === null) problems.push({ ...at, says: 'The project has no such article.' })
    else {
      if (found.article.textSha256 !== said['parallax:textSha256'])
        problems.push({ ...at, says: 'Its text has changed since the report was written.' })
      if (found.article.originalSha256 !== said['parallax:originalSha256'])
        problems.push({ ...at, says: 'It is read from another original than the report says.' })
    }
  }
  const byPlace = new Map<string, string[]>()
  for (const { place, words } of shown) byPlace.set(place, [...(byPlace.get(place) ?? []), words])
  for (const item of evidence.items)
    for (const says of faultsOf(item, open, byPlace.get(item['parallax:place']))) {
      const [first] = piecesOf(item)
      const article = evidence['parallax:articles'].find(({ id }) => id === first?.source)?.title ?? ''
      problems.push({ article, id: item.id, quote: quoteOf(item), says })
    }
  const known = new Set(evidence.items.map((item) => item['parallax:place']))
  for (const { place, words } of shown)
    if (!known.has(place))
      problems.push({ article: '', id: place, quote: words, says: 'It is shown, and the data of the report do not have it.' })
  return { ok: problems.length === 0, title: evidence.label, quotations: evidence.items.length, problems }
}

function articleOf(project: ProjectFile, id: ArticleId): OpenArticle | null {
  try {
    return project.openArticle(id)
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return null
    throw error
  }
}

const quoteOf = (item: Quotation): string =>
  piecesOf(item)
    .map(({ exact }) => exact)
    .join(GAP)

/** What no longer matches of a quotation, a sentence each. */
function faultsOf(item: Quotation, open: (source: string) => OpenArticle | null, shown: readonly string[] | undefined): string[] {
  const quote = quoteOf(item)
  const pieces = piecesOf(item)
  const place = placeFrom(item['parallax:place'])
  const [first] = pieces
  const faults: string[] = []
  if (sha256(quote) !== item['parallax:quoteSha256']) faults.push('Its words are not those that its hash vouches for.')
  if (shown === undefined) faults.push('The page does not show it.')
  else if (shown.some((words) => folded(words) !== folded(quote)))
    faults.push('The page shows other words than the data of the report have.')
  if (place === null || first === undefined || pieces.some(({ source }) => source !== urn('article', place.articleId)))
    return [...faults, 'The data of the report do not say where it stands.']
  const found = open(first.source)
  // That the article is gone is said of the article.
  if (found === null) return [...faults, 'Its article is not in the project.']
  const { ranges } = place
  const stands = ranges.length === pieces.length && ranges.every(({ start, end }, i) => found.text.slice(start, end) === pieces[i]?.exact)
  if (!stands) faults.push(whereNow(found.text, first))
  if (item.id.startsWith(urn('highlight', ''))) faults.push(...markFaults(item, found, ranges, stands))
  return faults
}

function whereNow(text: string, { exact, prefix, suffix }: ReturnType<typeof piecesOf>[number]): string {
  const whole = text.indexOf(`${prefix}${exact}${suffix}`)
  const at = whole === -1 ? text.indexOf(exact) : whole + prefix.length
  if (at === -1 || exact === '') return 'Its words no longer stand in the article.'
  return `Its words no longer stand there; the article has them at ${at.toLocaleString('en')} (UTF-16).`
}

function markFaults(
  item: Quotation,
  { highlights, codings }: OpenArticle,
  ranges: readonly Readonly<{ start: number; end: number }>[],
  stands: boolean,
): string[] {
  const mark = highlights.find(({ id }) => urn('highlight', id) === item.id)
  if (mark === undefined) return ['The project has no such highlight in this article.']
  const faults: string[] = []
  const moved =
    JSON.stringify(mark.ranges.map(({ start, end }) => [start, end])) !== JSON.stringify(ranges.map(({ start, end }) => [start, end]))
  if (moved && stands) faults.push('The highlight now covers other words.')
  const said = item.body.flatMap(({ id, purpose }) => (purpose === 'tagging' ? [id ?? ''] : [])).sort()
  const now = codings.flatMap(({ highlightId, codeId }) => (highlightId === mark.id ? [urn('code', codeId)] : [])).sort()
  if (said.join(' ') !== now.join(' ')) faults.push('It has other codes in the project.')
  return faults
}
