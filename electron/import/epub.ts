// Electronic books: a ZIP archive of web pages in the order of its spine. They are read as one page, so that notes are found
// wherever in the book they stand; a book whose chapters each have a title and a byline of their own is a collection, and
// each of them is an article.
import { serialize } from 'parse5'
import { type Archive, openArchive } from './archive.ts'
import { decode } from './encoding.ts'
import { zoneOfLine } from './furniture.ts'
import { readHtml } from './html.ts'
import { limits, refuse } from './limits.ts'
import type { Claim, Field, Page, Pages, Piece, ReadBytes } from './page.ts'
import { attribute, type Document, type Element, isElement, type Node, parseHtml } from './tree.ts'
import { childOf, childrenOf, parseXml, under, wordsOf, type Xml } from './xml.ts'

/** What the package says of the book, and how much it is believed. */
const properties: readonly (readonly [name: string, field: Field, weight: number])[] = [
  ['title', 'title', 70],
  ['creator', 'author', 70],
  ['publisher', 'outlet', 50],
  ['date', 'date', 40],
  ['language', 'language', 60],
  ['source', 'url', 30],
]
/** A collection has at least this many articles, and they are this share of its pages with text. */
const FEWEST_ARTICLES = 2
const MOSTLY = 0.6
/** Characters that a page of text has. */
const TEXT = 400

/** Fonts may be masked by these; anything else that is locked is the text. */
const masksFonts = /^http:\/\/(?:www\.idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc#RC)$/
const voids = new Set(
  'area base br col embed hr img input link meta param source track wbr path rect circle line polygon polyline use image'.split(' '),
)

/** A path inside the archive as a link in a file at `from` means it, without what follows its `#`. */
function pathOf(from: string, link: string): string {
  const [path = ''] = link.split('#')
  const parts = path === '' ? from.split('/') : [...from.split('/').slice(0, -1), ...path.split('/')]
  const found: string[] = []
  for (const part of parts) {
    if (part === '..') found.pop()
    else if (part !== '.' && part !== '') found.push(part)
  }
  const joined = found.join('/')
  try {
    return decodeURIComponent(joined)
  } catch {
    return joined
  }
}

function refuseLocked(archive: Archive): void {
  const list = archive.read('META-INF/encryption.xml')
  if (list === undefined) return
  const locked = childrenOf(parseXml(list), 'EncryptedData').some(
    (entry) => !masksFonts.test(childOf(entry, 'EncryptionMethod')?.attributes.Algorithm ?? ''),
  )
  if (locked) refuse('The book is locked by its seller (DRM): only a copy without the lock can be opened.')
}

const bookOf = (archive: Archive, path: string): Xml =>
  parseXml(archive.read(path) ?? refuse('The book is damaged: the list of its pages is missing.'))

/** Elements of XML that close themselves, in the form that a reader of HTML understands. */
const opened = (html: string): string =>
  html.replace(/<([a-z][\w:-]*)((?:\s[^<>]*)?)\/>/giu, (whole, name: string, rest: string) =>
    voids.has(name.toLowerCase()) ? whole : `<${name}${rest}></${name}>`,
  )

/** Makes the marks of one page of the book those of all: names of places carry the page's, links lead to them, and page breaks go. */
function settle(document: Document, path: string, paths: ReadonlySet<string>): void {
  const todo: Node[] = [...document.childNodes]
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (!isElement(node)) continue
    const types = attribute(node, 'epub:type').split(/\s+/)
    if (types.includes('pagebreak')) {
      node.childNodes = []
      continue
    }
    if (types.includes('noteref')) node.attrs.push({ name: 'role', value: 'doc-noteref' })
    for (const each of node.attrs) {
      if (each.name === 'id' || (each.name === 'name' && node.tagName === 'a')) each.value = `${path}#${each.value}`
      else if (each.name === 'href' && !/^[a-z][a-z0-9+.-]*:/iu.test(each.value)) {
        const [, place = ''] = each.value.split('#')
        const target = pathOf(path, each.value)
        if (paths.has(target)) each.value = place === '' ? '' : `#${target}#${place}`
      }
    }
    todo.push(...node.childNodes)
  }
}

const bodyOf = (document: Document): Element | undefined =>
  document.childNodes
    .filter(isElement)
    .flatMap((root) => root.childNodes)
    .filter(isElement)
    .find(({ tagName }) => tagName === 'body')

type Chapter = Readonly<{ html: string; pieces: readonly Piece[]; contents: boolean }>

/** Pieces of a book are all of it: what a web page would have beside its article, a book has not. */
const whole = (piece: Piece): Piece => ({ ...piece, outside: false })

const lengthOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { text }) => sum + text.length, 0)

function chaptersOf(archive: Archive, book: Xml, root: string): Chapter[] {
  const items = new Map(childrenOf(childOf(book, 'manifest') ?? book, 'item').map(({ attributes }) => [attributes.id ?? '', attributes]))
  const spine = childrenOf(childOf(book, 'spine') ?? book, 'itemref').map(({ attributes }) => items.get(attributes.idref ?? '') ?? {})
  const pages = spine.filter(({ 'media-type': type = '' }) => /x?html/.test(type))
  if (pages.length > 10_000) refuse('The book has more than 10,000 pages.')
  const paths = new Set(pages.map(({ href = '' }) => pathOf(root, href)))
  const chapters: Chapter[] = []
  let length = 0
  for (const { href = '', properties: kinds = '' } of pages) {
    const path = pathOf(root, href)
    const bytes = archive.read(path)
    if (bytes === undefined) continue
    const { text } = decode(bytes, true)
    length += text.length
    if (length > limits.text) refuse('The text is longer than 20 million characters.')
    const document = parseHtml(opened(text))
    settle(document, path, paths)
    const body = bodyOf(document)
    const html = body === undefined ? '' : serialize(body)
    chapters.push({ html, pieces: readHtml(html).pieces.map(whole), contents: kinds.split(' ').includes('nav') })
  }
  return chapters
}

/** Whether a page has a title and, near it, a byline. */
function isArticle({ pieces, contents }: Chapter): boolean {
  const top = pieces.slice(0, 8)
  const byline = top.some(({ hint, text }) => hint === 'byline' || zoneOfLine(text) === 'byline')
  return !contents && byline && top.some(({ kind }) => kind === 'heading') && lengthOf(pieces) >= TEXT
}

function claimsOf(metadata: Xml | undefined): Claim[] {
  const claims: Claim[] = []
  for (const [name, field, weight] of properties) {
    const values = childrenOf(metadata ?? { name: '', attributes: {}, children: [] }, name)
      .map((each) =>
        wordsOf(each)
          .replace(/<[^<>\s]+@[^<>\s]+>/g, '')
          .replace(/\s+/g, ' ')
          .trim(),
      )
      .filter((value) => value !== '' && !/^(?:unknown|calibre)$/iu.test(value))
    const value = field === 'author' ? values.join(', ') : (values[0] ?? '')
    const twice = field === 'outlet' && claims.some((claim) => claim.field === 'author' && claim.value === value)
    if (value !== '' && !twice && (field !== 'url' || /^https?:/iu.test(value)))
      claims.push({ field, value, weight, from: `EPUB property dc:${name}` })
  }
  const modified = childrenOf(metadata ?? { name: '', attributes: {}, children: [] }, 'meta').find(
    ({ attributes }) => attributes.property === 'dcterms:modified',
  )
  if (modified !== undefined)
    claims.push({ field: 'modified', value: wordsOf(modified).trim(), weight: 40, from: 'EPUB property dcterms:modified' })
  return claims
}

/** The book as one article. The list of its contents is no part of the text. */
function wholeBook(chapters: readonly Chapter[], claims: readonly Claim[]): Page {
  const contents = chapters.filter((chapter) => chapter.contents).flatMap(({ pieces }) => pieces)
  const text = chapters.filter((chapter) => !chapter.contents)
  const { pieces } = readHtml(text.map(({ html }) => `<div>${html}</div>`).join('\n'))
  return { pieces: [...pieces.map(whole), ...contents.map((piece): Piece => ({ ...piece, hint: 'boilerplate' }))], claims }
}

/** Each article of a collection with the pages that follow it; what stands before the first goes with it. */
function collection(chapters: readonly Chapter[], claims: readonly Claim[]): Page[] {
  const groups: Chapter[][] = []
  const front: Chapter[] = []
  for (const chapter of chapters) {
    if (chapter.contents) front.push(chapter)
    else if (isArticle(chapter)) groups.push([chapter])
    else (groups.at(-1) ?? front).push(chapter)
  }
  const title = claims.find(({ field }) => field === 'title')
  const shared = claims.filter(({ field }) => field === 'date' || field === 'language' || field === 'outlet')
  const own = title === undefined ? shared : [...shared, { ...title, field: 'outlet' as const, weight: 20 }]
  return groups.map((group, i) => {
    const { pieces } = readHtml(group.map(({ html }) => `<div>${html}</div>`).join('\n'))
    const before = i > 0 ? [] : front.flatMap((chapter) => chapter.pieces).map((piece): Piece => ({ ...piece, hint: 'boilerplate' }))
    return { pieces: [...before, ...pieces.map(whole)], claims: own }
  })
}

export const readEpub: ReadBytes = async (bytes): Promise<Pages> => {
  const archive = openArchive(bytes)
  refuseLocked(archive)
  const container = parseXml(archive.read('META-INF/container.xml') ?? refuse('The book is damaged: it does not say where its pages are.'))
  const root = pathOf('', under(container, 'rootfiles', 'rootfile')?.attributes['full-path'] ?? '')
  const book = bookOf(archive, root)
  const chapters = chaptersOf(archive, book, root)
  const claims = claimsOf(childOf(book, 'metadata'))
  const texts = chapters.filter((chapter) => !chapter.contents && lengthOf(chapter.pieces) >= TEXT).length
  const articles = chapters.filter(isArticle).length
  const several = articles >= FEWEST_ARTICLES && articles >= MOSTLY * texts
  return { pages: several ? collection(chapters, claims) : [wholeBook(chapters, claims)], encoding: 'utf-8' }
}
