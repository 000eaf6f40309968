// Reads what an exported report says of itself, HTML or DOCX: its data, and the quotations that its pages show. The file is
// foreign: nothing of it is run or shown as markup, and its data are taken only as far as they are what a report has.
import { Failure } from '../shared/failure.ts'
import { Evidence } from '../shared/report/evidence.ts'
import { openArchive } from './import/archive.ts'
import { atMost } from './import/limits.ts'
import { attribute, isElement as isHtmlElement, type Node, parseHtml } from './import/tree.ts'
import { childOf, childrenOf, isElement, parseXml, under, wordsOf, type Xml } from './import/xml.ts'

/** The largest report that is read, and the tags of its page: several times what 50 articles with 5,000 highlights need. */
export const MOST_BYTES = 128 * 1024 * 1024
const MOST_TAGS = 4_000_000

/** A quotation as a page has it: where it is said to stand, and the words that are seen. */
type Shown = Readonly<{ place: string; words: string }>
export type ReadReport = Readonly<{ evidence: Evidence; shown: readonly Shown[] }>

const refused = (says: string) => new Failure('refused', says)
const noEvidence = () => refused('This is no report of Parallax in HTML or DOCX, or its data were taken out of it.')

function evidenceFrom(json: string): Evidence {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    throw noEvidence()
  }
  const found = Evidence.safeParse(value)
  if (found.success) return found.data
  throw noEvidence()
}

function readHtml(html: string): ReadReport {
  atMost(html, '<', MOST_TAGS, 'tags')
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
  if (json === null) throw noEvidence()
  return { evidence: evidenceFrom(json), shown }
}

/** In a DOCX a quotation is a content control whose tag has its number among the data. */
function readDocx(bytes: Uint8Array): ReadReport {
  const archive = openArchive(bytes)
  const part = archive.names.find((name) => {
    const xml = /^customXml\/item\d+\.xml$/.test(name) ? archive.read(name) : undefined
    return xml !== undefined && parseXml(xml).name === 'parallaxReport'
  })
  const data = part === undefined ? undefined : archive.read(part)
  const document = archive.read('word/document.xml')
  if (data === undefined || document === undefined) throw noEvidence()
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

/** @throws Failure 'refused' when it is no report, or one of a kind that holds no data; then it says what to do */
export function readReport(bytes: Uint8Array): ReadReport {
  if (bytes.length > MOST_BYTES) throw refused('The file is larger than 128 MB: no report is.')
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return readDocx(bytes)
  const instead = 'Export the same report as HTML or as a Word document and take that file.'
  const head = new TextDecoder().decode(bytes.subarray(0, 1_024)).trimStart()
  if (head.startsWith('%PDF')) throw refused(`A report as PDF carries no data. ${instead}`)
  if (!head.startsWith('<')) throw refused(`This is no report in HTML or DOCX; one in Markdown carries no data. ${instead}`)
  return readHtml(new TextDecoder().decode(bytes))
}
