// Reports as they were written to disk, read back the way somebody would who has only the file.
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

type Element = Tree.Element
const isElement = (node: Tree.ChildNode): node is Element => 'tagName' in node

const attribute = (element: Element, name: string): string => element.attrs.find((each) => each.name === name)?.value ?? ''

/** Elements inside another by a simple selector (`tag.class`, `.class`, `tag`), in order. */
function all(inside: Tree.ParentNode, selector: string): Element[] {
  const [tag = '', ...classes] = selector.split('.')
  return inside.childNodes.filter(isElement).flatMap((element) => {
    const held = attribute(element, 'class').split(' ')
    const fits = (tag === '' || tag === element.tagName) && classes.every((name) => held.includes(name))
    return [...(fits ? [element] : []), ...all(element, selector)]
  })
}

function one(inside: Tree.ParentNode, selector: string): Element {
  const [found, ...more] = all(inside, selector)
  if (found === undefined || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} times ${selector}`)
  return found
}

function words(node: Tree.ChildNode, without = ''): string {
  if ('value' in node) return node.value
  if (!isElement(node) || node.tagName === without) return ''
  return node.childNodes.map((child) => words(child, without)).join('')
}

type Span = Readonly<{ start: number; end: number }>
const span = (text: string): Span => {
  const [, start, end] = /([\d,]+)–([\d,]+)/.exec(text) ?? []
  return { start: Number(start?.replaceAll(',', '')), end: Number(end?.replaceAll(',', '')) }
}

type ExportedHighlight = Readonly<{
  number: number
  quote: string
  codes: readonly string[]
  note: string
  range: Span
  sha256: string
}>
type ExportedArticle = Readonly<{
  /** What the table of sources says, by the name of the row. */
  facts: ReadonlyMap<string, string>
  text: string
  /** Numbers that stand in the text, in order. */
  numbers: readonly number[]
  highlights: readonly ExportedHighlight[]
}>
export type ExportedReport = Readonly<{
  title: string
  policy: string
  /** Elements that do more than hold text. */
  active: readonly string[]
  articles: readonly ExportedArticle[]
  /** Counts of each code in each article, by its name, and its definition. */
  codes: ReadonlyMap<string, Readonly<{ counts: readonly number[]; definition: string }>>
  passages: readonly Readonly<{ kind: string; words: number; a: Span; b: Span }>[]
}>

/** Reads an exported page. */
export function readReport(html: string): ExportedReport {
  const page = parse(html)
  const sources = all(one(page, 'table.sources'), 'tr').filter((row) => all(row, 'td').length > 0 && all(row, 'th').length === 1)
  const sections = all(page, 'section.part').filter((section) => /^article-\d$/.test(attribute(section, 'id')))
  const articles = sections.map((section, i): ExportedArticle => {
    const blocks = all(one(section, '.text'), '.words')
    return {
      facts: new Map(sources.map((row) => [words(one(row, 'th')), words(all(row, 'td')[i] as Element)] as const)),
      text: blocks.map((block) => words(block, 'sup')).join('\n\n'),
      numbers: blocks.flatMap((block) => all(block, 'sup').map((sup) => Number(words(sup)))),
      highlights: all(section, 'ol.highlights').flatMap((list) =>
        list.childNodes.filter(isElement).map((entry) => ({
          number: Number(words(one(entry, 'a.number'))),
          quote: words(one(entry, '.quote')),
          codes: all(one(entry, '.labels'), '.label').map((label) => words(label)),
          note: all(entry, 'p.note')
            .map((note) => words(note))
            .join(),
          range: span(words(one(entry, '.evidence'))),
          sha256: attribute(one(entry, 'code.hash'), 'data-sha256'),
        })),
      ),
    }
  })
  const cells = (row: Element) => all(row, 'td').map((cell) => words(cell))
  return {
    title: words(one(page, 'title')),
    policy: attribute(all(page, 'meta').find((meta) => attribute(meta, 'http-equiv') !== '') as Element, 'content'),
    // The block of data is no script: a browser does not run it.
    active: ['script', 'iframe', 'object', 'embed', 'img', 'svg', 'link', 'form', 'input', 'video', 'audio', 'base'].filter((tag) =>
      all(page, tag).some((element) => attribute(element, 'type') !== 'application/ld+json'),
    ),
    articles,
    codes: new Map(
      all(page, 'table.codes').flatMap((table) =>
        all(one(table, 'tbody'), 'tr').map((row) => {
          const figures = cells(row)
          return [
            words(one(row, '.label')),
            { counts: articles.map((_, i) => Number(figures[2 * i])), definition: figures.at(-1) ?? '' },
          ] as const
        }),
      ),
    ),
    passages: all(page, 'table.passages').flatMap((table) =>
      all(one(table, 'tbody'), 'tr').map((row) => {
        const [kind = '', common = '', , a = '', b = ''] = cells(row)
        return { kind, words: Number(common.replaceAll(',', '')), a: span(a), b: span(b) }
      }),
    ),
  }
}

/** Text with nothing between its characters: what line ends, columns and page ends leave alone. */
export const squeezed = (text: string): string => text.replace(/\s+/gu, '')

/** Number of pages and their text, squeezed, without the page numbers at the foot. */
export async function readPdf(bytes: Uint8Array): Promise<{ pages: number; text: string }> {
  const task = getDocument({ data: new Uint8Array(bytes), useSystemFonts: false, verbosity: 0 })
  const document = await task.promise
  const texts: string[] = []
  for (let i = 1; i <= document.numPages; i++) {
    const { items } = await (await document.getPage(i)).getTextContent()
    const page = squeezed(items.map((item) => ('str' in item ? item.str : '')).join(''))
    texts.push(page.replace(`${i}/${document.numPages}`, ''))
  }
  await task.destroy()
  return { pages: texts.length, text: texts.join('') }
}
