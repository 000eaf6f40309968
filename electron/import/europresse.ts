// Exports of Europresse (HTML): an `article` element for each article, its header and text marked by class.
import { serializeOuter } from 'parse5'
import { datesIn } from './dates.ts'
import { isName } from './furniture.ts'
import { readHtml } from './html.ts'
import { atMost, limits } from './limits.ts'
import { meaningOf } from './months.ts'
import type { Claim, Page, Piece } from './page.ts'
import { bodyPiece, type Cutting, claim, furniture, outletOf, pressPages, titlePiece, withoutText } from './press.ts'
import { attribute, type Element, isElement, type Node, parseHtml, textOf } from './tree.ts'

/** Elements under a node that pass a test, in order, none inside another. */
function outermost(root: { childNodes: readonly Node[] }, test: (element: Element) => boolean): Element[] {
  const found: Element[] = []
  const todo: Node[] = [...root.childNodes].reverse()
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (!isElement(node)) continue
    if (test(node)) found.push(node)
    else for (let i = node.childNodes.length - 1; i >= 0; i -= 1) todo.push(node.childNodes[i] as Node)
  }
  return found
}

const classed =
  (...names: readonly string[]) =>
  (element: Element): boolean =>
    attribute(element, 'class')
      .split(/\s+/)
      .some((name) => names.includes(name))

/** The first words of an element: what the database adds to a name follows in elements of its own. */
function firstWords(element: Element | undefined): string {
  if (element === undefined) return ''
  const own = element.childNodes.map((node) =>
    node.nodeName === '#text' && 'value' in node ? (node.value.trim().split(/\n|\s{8,}/)[0] ?? '') : '',
  )
  return own.find((words) => words !== '') ?? textOf(element)
}

/** The element that follows another, beside it. */
const nextOf = (element: Element | undefined): Element | undefined => {
  const beside = element?.parentNode?.childNodes.filter(isElement) ?? []
  return beside[element === undefined ? -1 : beside.indexOf(element) + 1]
}

/** The words of an element that holds names only. */
function authorOf(element: Element | undefined): string {
  const words = element === undefined ? '' : textOf(element)
  const names = words.split(/\s*(?:[,;]|\s(?:et|and|y|und|&)\s)\s*/u)
  return names.every((name) => isName(name)) ? words : ''
}

/** After the date, whose year is no part of it. */
const length = /(?<!\d)(?:\d{1,3}[ \u00a0\u202f.,]\d{3}|\d+)\s*(?:mots|words)\b/iu
/** `news·20060314·LM·0q1403`: the day stands in the number. */
const number = /news[·.](\d{4})(\d{2})(\d{2})[·.]/

function read(article: Element): Cutting | undefined {
  const all = (...names: readonly string[]) => outermost(article, classed(...names))
  const [publication] = all('DocPublicationName')
  const [text] = all('docOcurrContainer', 'DocText')
  const [titles] = all('titreArticle')
  if (publication === undefined || text === undefined) return undefined
  const body = readHtml(serializeOuter(text)).pieces
  if (body.length === 0) return undefined
  const [title] = titles === undefined ? all('titreArticleVisu') : outermost(titles, classed('titreArticleVisu'))
  const shown = textOf(title ?? titles ?? article)
  const head = all('DocHeader').map(textOf).join(', ')
  const [section = '', ...others] = head.split(',').map((part) => part.trim())
  const named = others.length > 0 && !/\d/.test(section) && meaningOf(section.toLowerCase()) === undefined
  const day = number.exec(textOf(article))
  const author = authorOf(all('docAuthors')[0] ?? all('sm-margin-bottomNews')[0] ?? nextOf(titles))
  const claims: Claim[] = [
    ...claim('title', shown, 'Europresse headline'),
    ...claim('outlet', outletOf(firstWords(publication)), 'Europresse name of the publication'),
    ...claim('author', author, 'Europresse line of the authors'),
    ...claim('date', datesIn(head)[0] ?? '', 'Europresse line of the date'),
    ...claim('date', day === null ? '' : day.slice(1).join('-'), 'Europresse number of the document', 40),
    ...claim('section', named ? section : '', 'Europresse line of the date'),
  ]
  const within = (name: string): Piece[] =>
    outermost(article, (element) => element.tagName === name)
      .flatMap((element) => readHtml(serializeOuter(element)).pieces)
      .map(({ text: words }) => {
        if (words.trim() === shown) return titlePiece(shown)
        return words.trim() === author ? { kind: 'paragraph', text: words, hint: 'byline' } : furniture(words)
      })
  return {
    pieces: [...within('header'), ...body.map(bodyPiece), ...within('aside'), ...within('footer')],
    claims,
    said: length.exec(head)?.[0],
  }
}

/** The articles of an export of Europresse, or `undefined` when the page is none. @throws Failure 'refused' when it has too many tags */
export function readEuropresse(html: string): Page[] | undefined {
  if (!html.includes('DocPublicationName') || !/docOcurrContainer|DocText/.test(html)) return undefined
  atMost(html, '<', limits.tags, 'tags')
  const articles = outermost(parseHtml(html), ({ tagName }) => tagName === 'article')
  const cuttings = articles.map(read).filter((each) => each !== undefined)
  if (cuttings.length === 0) return undefined
  return pressPages(
    'Europresse',
    cuttings,
    'the classes “DocPublicationName” and “docOcurrContainer”',
    withoutText(articles.length - cuttings.length),
  )
}
