// An HTML tree for reading, by parse5, that no page can make expensive: a page nested beyond reason is flattened there, as
// browsers do, and inline formatting tags take no part in the repair of misnested markup, whose cost a hostile page could
// multiply. Neither changes any words.
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html as names, Parser, type Token } from 'parse5'

export type Element = DefaultTreeAdapterTypes.Element
export type Node = DefaultTreeAdapterTypes.ChildNode
export type Document = DefaultTreeAdapterTypes.Document

/** Browsers stop at 512. */
const DEEPEST = 500

const formatting = new Set(['a', 'b', 'big', 'code', 'em', 'font', 'i', 'nobr', 's', 'small', 'strike', 'strong', 'tt', 'u'])
/** Elements whose content is not markup: they are read as such at any depth. */
const raw = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript', 'plaintext'])

class ReadingParser extends Parser<DefaultTreeAdapterTypes.DefaultTreeAdapterMap> {
  override onStartTag(token: Token.TagToken): void {
    if (this.openElements.stackTop > DEEPEST && !raw.has(token.tagName)) return
    this.#plain(token)
    super.onStartTag(token)
  }

  override onEndTag(token: Token.TagToken): void {
    this.#plain(token)
    super.onEndTag(token)
  }

  /** Has a formatting tag treated as any inline one; in a drawing, a link or font is a part of the drawing. */
  #plain(token: Token.TagToken): void {
    const drawn = this.currentNotInHTML && (token.tagName === 'a' || token.tagName === 'font')
    if (formatting.has(token.tagName) && !drawn) token.tagID = names.TAG_ID.SPAN
  }
}

/** Parses a page or a fragment of one; never throws. */
export function parseHtml(html: string): Document {
  const parser = new ReadingParser({ treeAdapter: defaultTreeAdapter })
  parser.tokenizer.write(html, true)
  return parser.document
}

export const isElement = (node: Node): node is Element => 'tagName' in node
export const isHtml = (element: Element): boolean => element.namespaceURI === names.NS.HTML

/** An attribute's value, or the empty string. */
export function attribute(element: Element, name: string): string {
  for (const each of element.attrs) if (each.name === name) return each.value
  return ''
}

export const hasAttribute = (element: Element, name: string): boolean => element.attrs.some((each) => each.name === name)

/** The words inside a node, white space collapsed. */
export function textOf(node: Element): string {
  const parts: string[] = []
  const todo: Node[] = [node]
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next.nodeName === '#text' && 'value' in next) parts.push(next.value)
    else if (isElement(next) && (next === node || (next.tagName !== 'script' && next.tagName !== 'style'))) {
      for (let i = next.childNodes.length - 1; i >= 0; i -= 1) todo.push(next.childNodes[i] as Node)
    }
  }
  return parts.join('').replace(/\s+/g, ' ').trim()
}
