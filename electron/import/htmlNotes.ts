// Footnotes of a web page. A reference is a link of one number to a place further down the page; what stands there is the
// note of that number. Their links become signs that a text can carry: the reference a raised or bracketed number, the note
// its number in front.
import { attribute, type Document, type Element, isElement, type Node, textOf } from './tree.ts'

export type Notes = Readonly<{
  /** The links that are references, and how each is written. */
  references: ReadonlyMap<Element, string>
  /** The elements that hold a note, and its number. */
  notes: ReadonlyMap<Element, string>
  /** Links in notes that only lead back, or repeat the number. */
  back: ReadonlySet<Element>
}>

const number = /^([[(]?)\s*(\d{1,3})\s*[\])]?$/
const leadsBack = /^(?:(?:[\s[\]()^↑↩⤴⇧▲]|\ufe0e|\ufe0f)*|(?:back|jump up|return)\b.{0,20})$/iu
const holders = new Set(['li', 'p', 'dd', 'aside', 'div', 'td'])
/** A note is no longer than this. */
const LONGEST = 5_000
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** A number of a few digits as raised digits, or `undefined` when the text is none. */
export const raise = (text: string): string | undefined =>
  /^\d{1,3}$/.test(text) ? text.replace(/\d/g, (digit) => raised.charAt(Number(digit))) : undefined

const up = (element: Element): Element | undefined =>
  element.parentNode !== null && 'tagName' in element.parentNode ? element.parentNode : undefined

function closest(element: Element, wanted: (each: Element) => boolean, farthest = 6): Element | undefined {
  let each: Element | undefined = element
  for (let step = 0; each !== undefined && step <= farthest; step += 1, each = up(each)) if (wanted(each)) return each
  return undefined
}

const isRaised = (link: Element): boolean =>
  closest(link, ({ tagName }) => tagName === 'sup', 2) !== undefined ||
  link.childNodes.some((child) => isElement(child) && child.tagName === 'sup') ||
  /foot-?note|note-?ref|reference|doc-noteref/i.test(`${attribute(link, 'class')} ${attribute(link, 'role')}`)

function targetOf(link: Element, ids: ReadonlyMap<string, Element>): Element | undefined {
  const href = attribute(link, 'href')
  return href.length > 1 && href.startsWith('#') ? ids.get(href.slice(1)) : undefined
}

export function notesOf(document: Document): Notes {
  const ids = new Map<string, Element>()
  const links: Element[] = []
  const places = new Map<Element, number>()
  const todo: Node[] = [...document.childNodes].reverse()
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (!isElement(node)) continue
    const id = attribute(node, 'id') || (node.tagName === 'a' ? attribute(node, 'name') : '')
    if (id !== '' && !ids.has(id)) ids.set(id, node)
    if (node.tagName === 'a' && attribute(node, 'href').startsWith('#')) links.push(node)
    places.set(node, places.size)
    for (let i = node.childNodes.length - 1; i >= 0; i -= 1) todo.push(node.childNodes[i] as Node)
  }
  const place = (element: Element): number => places.get(element) ?? 0
  const references = new Map<Element, string>()
  const notes = new Map<Element, string>()
  for (const link of links) {
    const target = targetOf(link, ids)
    if (target === undefined || place(target) < place(link)) continue
    const [, bracket = '', label] = number.exec(textOf(link)) ?? []
    const note = closest(target, ({ tagName }) => holders.has(tagName))
    if (label === undefined || note === undefined || (bracket === '' && !isRaised(link))) continue
    if (!notes.has(note)) {
      if (place(note) < place(link) || textOf(note).length > LONGEST) continue
      notes.set(note, label)
    }
    references.set(link, bracket === '' ? (raise(label) ?? label) : `[${label}]`)
  }
  const back = new Set<Element>()
  for (const link of links) {
    const note = closest(link, (each) => notes.has(each))
    const words = textOf(link)
    if (note !== undefined && (leadsBack.test(words) || number.exec(words)?.[2] === notes.get(note))) back.add(link)
  }
  return { references, notes, back }
}
