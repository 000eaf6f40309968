// Which words of a web page are its article. Mozilla's Readability, the reader view of Firefox, weighs the parts of a page
// by their paragraphs, commas, classes and links, and cleans the best of them. It wants a document that it may take apart,
// so it is given a copy: every text stands in a `data` element with its number, and the numbers that are left in its
// result say which texts of the page it kept. Scripts, styles and what is hidden are not copied. Nothing of its markup
// is used.
import { Readability } from '@mozilla/readability'
import JSDOMParser from '@mozilla/readability/JSDOMParser.js'
import { isHidden } from './htmlHints.ts'
import { attribute, type Document, isElement, type Node, textOf } from './tree.ts'

/** Its work grows with the texts and elements of a page, each times those around and beside it: beyond this it is not asked. */
const MOST_NODES = 40_000
const MOST_SIBLINGS = 10_000
const MOST_WORK = 60_000_000
/** Characters that are an article at least, and those that Readability wants of one before it lowers its demands. */
const FEWEST = 80
const SURE = 500

/** Copied without what is in them: it counts pictures, films and fields. */
const empty = new Set(['br', 'hr', 'img', 'input', 'iframe', 'embed', 'object', 'video'])
const left = new Set(
  'script style template noscript frame applet audio canvas svg math map button select option textarea datalist output progress meter rt rp noembed noframes param source track head'.split(
    ' ',
  ),
)
const named = ['class', 'id', 'role', 'rel', 'itemprop', 'href', 'src', 'alt', 'summary', 'aria-hidden', 'aria-modal']

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

const write = (name: string, value: string): string => (value === '' ? '' : ` ${name}="${escaped(value.slice(0, 1_000))}"`)

/** The head of the copy: the titles and names that Readability compares with what it finds. */
function headOf(document: Document): string {
  const parts: string[] = []
  const todo: Node[] = [...document.childNodes]
  for (let node = todo.shift(); node !== undefined && parts.length < 100; node = todo.shift()) {
    if (!isElement(node)) continue
    if (node.tagName === 'html' || node.tagName === 'head') todo.unshift(...node.childNodes)
    else if (node.tagName === 'title') parts.push(`<title>${escaped(textOf(node).slice(0, 1_000))}</title>`)
    else if (node.tagName === 'meta')
      parts.push(`<meta${['name', 'property', 'content'].map((name) => write(name, attribute(node, name))).join('')}/>`)
  }
  return parts.join('')
}

/** The copy and the texts by their numbers, or `undefined` when the page is too large. */
function copyOf(document: Document): { html: string; texts: Node[]; length: number } | undefined {
  const parts: string[] = []
  const texts: Node[] = []
  let nodes = 0
  let work = 0
  let length = 0
  const todo: ({ node: Node; depth: number } | { end: string })[] = []
  const enter = (children: readonly Node[], depth: number) => {
    for (let i = children.length - 1; i >= 0; i -= 1) todo.push({ node: children[i] as Node, depth })
  }
  enter(document.childNodes, 1)
  for (let step = todo.pop(); step !== undefined; step = todo.pop()) {
    if ('end' in step) {
      parts.push(`</${step.end}>`)
      continue
    }
    const { node, depth } = step
    nodes += 1
    if (isElement(node) && node.childNodes.length > MOST_SIBLINGS) return undefined
    if (node.nodeName === '#text' && 'value' in node) {
      work += (100 + node.value.length) * depth
      if (node.value.trim() === '') parts.push(' ')
      else {
        length += node.value.trim().length
        parts.push(`<data value="${texts.push(node) - 1}">${escaped(node.value)}</data>`)
      }
    } else if (isElement(node) && !left.has(node.tagName) && !isHidden(node)) {
      work += 100 * depth
      if (node.tagName === 'html' || node.tagName === 'body' || node.tagName === 'data' || !/^[a-z][a-z0-9-]*$/.test(node.tagName)) {
        enter(node.childNodes, depth)
        continue
      }
      const tag = `${node.tagName}${named.map((name) => write(name, attribute(node, name))).join('')}`
      if (empty.has(node.tagName)) parts.push(`<${tag}/>`)
      else {
        parts.push(`<${tag}>`)
        todo.push({ end: node.tagName })
        enter(node.childNodes, depth + 1)
      }
    }
    if (nodes > MOST_NODES || work > MOST_WORK) return undefined
  }
  return { html: `<html><head>${headOf(document)}</head><body>${parts.join('')}</body></html>`, texts, length }
}

/** The texts of a page that are its article; not `sure` when they were found only with lowered demands. */
export type Found = Readonly<{ texts: ReadonlySet<Node>; sure: boolean }>

/** Readability's article of a page, or nothing where it finds none or stumbles over the page. */
function read(html: string, charThreshold: number): Readonly<{ content: string; length: number }> | undefined {
  try {
    const found = new Readability(new JSDOMParser().parse(html, 'https://page.invalid/'), { disableJSONLD: true, charThreshold }).parse()
    return found === null ? undefined : { content: found.content ?? '', length: found.length ?? 0 }
  } catch {
    return undefined
  }
}

/** The article of a page, or `undefined` when it cannot be told from the rest. */
export function articleOf(document: Document): Found | undefined {
  const copy = copyOf(document)
  if (copy === undefined || copy.length < FEWEST) return undefined
  const first = read(copy.html, 1)
  const sure = first !== undefined && first.length >= SURE
  const found = sure ? first : read(copy.html, SURE)
  if (found === undefined || found.length < FEWEST) return undefined
  const texts = new Set<Node>()
  for (const [, number] of found.content.matchAll(/<data value="(\d{1,6})"/g)) {
    const text = copy.texts[Number(number)]
    if (text !== undefined) texts.add(text)
  }
  return { texts, sure }
}
