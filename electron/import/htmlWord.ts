// What Word says in the styles of a web page that it saves: which paragraphs are items, quotations and captions, and where it
// wrote out the signs of its lists, so that they look alike in browsers that know no lists of Word.
import type { BlockKind, Zone } from '../../shared/text.ts'
import { attribute, type Element, isElement, type Node } from './tree.ts'

/** Word's classes by what a paragraph of theirs is; the same names stand in pages of every language. */
const looks: Readonly<Record<string, Readonly<{ kind?: BlockKind; hint?: Zone }>>> = {
  MsoQuote: { kind: 'quote' },
  MsoIntenseQuote: { kind: 'quote' },
  MsoCaption: { hint: 'caption' },
  MsoFootnoteText: { hint: 'footnote' },
  MsoEndnoteText: { hint: 'footnote' },
  MsoHeader: { hint: 'boilerplate' },
  MsoFooter: { hint: 'boilerplate' },
}

type WordLook = Readonly<{ kind?: BlockKind; level?: number; hint?: Zone }>
const plain: WordLook = {}

/** What Word's class and style say of a paragraph. */
export function wordLookOf(paragraph: Element): WordLook {
  if (paragraph.tagName !== 'p') return plain
  const name = attribute(paragraph, 'class')
  const level = /(?:^|;)\s*mso-list\s*:[^;]*\blevel([1-9])/i.exec(attribute(paragraph, 'style'))?.[1]
  if (level !== undefined) return { kind: 'item', level: Math.min(6, Number(level)) }
  if (paragraph.childNodes.some((child) => isElement(child) && isListSign(child))) return { kind: 'item', level: 1 }
  return Object.hasOwn(looks, name) ? (looks[name] ?? plain) : plain
}

const thinSpaces = /(?:^|;)\s*font\s*:\s*7\.0pt\s+['"]?Times New Roman/i

/** Whether an element holds nothing but the sign or number of a list's item, which Word wrote out, with the small spaces behind it. */
export function isListSign(element: Element): boolean {
  if (/mso-list\s*:\s*ignore/i.test(attribute(element, 'style'))) return true
  if (element.tagName !== 'span') return false
  const [sign, spaces, another] = element.childNodes
  if (sign === undefined || spaces === undefined || another !== undefined || !isElement(spaces)) return false
  return thinSpaces.test(attribute(spaces, 'style')) && wordsOf(sign).length <= 8 && spaces.childNodes.every((each) => wordsOf(each) === '')
}

/** The words of a text; of an element, more than a sign has. */
const wordsOf = (node: Node): string => ('value' in node ? node.value.trim() : 'an element')
