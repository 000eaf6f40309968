// XML to a tree, for the parts of office documents. It is read event by event: document types are refused, so that there are
// no entities but the five of XML itself and nothing is ever fetched. Elements and attributes are known by their local names.
import { SaxesParser } from 'saxes'
import { limits, refuse } from './limits.ts'

/** An element. Of attributes with one local name the first counts. */
export type Xml = Readonly<{ name: string; attributes: Readonly<Record<string, string>>; children: readonly (Xml | string)[] }>
type Open = { name: string; attributes: Readonly<Record<string, string>>; children: (Xml | string)[] }

/** Far above any document that people made. */
const DEEPEST = 256
const none: Readonly<Record<string, string>> = Object.freeze(Object.create(null))

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  return 'utf-8'
}

/** The text in parts, so that no more than one stands beside the tree. */
function* textOf(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true })
  const size = 1 << 18
  try {
    for (let at = 0; at < bytes.length; at += size) yield decoder.decode(bytes.subarray(at, at + size), { stream: true })
    yield decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) refuse('The document is damaged: some of its characters cannot be decoded.')
    throw error
  }
}

function attributesOf(written: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const names = Object.keys(written)
  if (names.length === 0) return none
  const attributes: Record<string, string> = Object.create(null)
  for (const name of names) attributes[local(name)] ??= written[name] as string
  return attributes
}

/** The root of a document in UTF-8 or UTF-16. @throws Failure 'refused' when it is not well-formed, too large, or has a document type */
export function parseXml(bytes: Uint8Array): Xml {
  const top: Open = { name: '', attributes: none, children: [] }
  const open: Open[] = [top]
  let elements = 0
  const parser = new SaxesParser({ position: false, xmlns: false })
  parser.on('error', () => refuse('The document is damaged: its XML is not well-formed.'))
  parser.on('doctype', () => refuse('The document has a document type, which no office program writes.'))
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-?(?:8|16(?:le|be)?)$|^us-ascii$/i.test(encoding))
      refuse(`The document says that its encoding is ${encoding.slice(0, 40)}, which office programs do not write.`)
  })
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1
    if (elements > limits.tags) refuse('The document has more than 1,000,000 elements.')
    if (open.length > DEEPEST) refuse(`The document is nested more than ${DEEPEST} deep.`)
    const element: Open = { name: local(name), attributes: attributesOf(attributes), children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  const words = (text: string) => {
    open.at(-1)?.children.push(text)
  }
  parser.on('text', words)
  parser.on('cdata', words)
  for (const text of textOf(bytes)) parser.write(text)
  parser.close()
  return top.children.find(isElement) ?? refuse('The document is empty.')
}

export const isElement = (node: Xml | string): node is Xml => typeof node !== 'string'

/** Its child elements, all or those of a name. */
export const childrenOf = ({ children }: Xml, name?: string): Xml[] =>
  children.filter((child): child is Xml => isElement(child) && (name === undefined || child.name === name))

export const childOf = (element: Xml | undefined, name: string): Xml | undefined =>
  element?.children.find((child): child is Xml => isElement(child) && child.name === name)

/** The first element on the way down by these names. */
export const under = (element: Xml | undefined, ...names: readonly string[]): Xml | undefined => names.reduce(childOf, element)

/** All its words, white space as it is written. */
export function wordsOf(element: Xml): string {
  return element.children.map((child) => (isElement(child) ? wordsOf(child) : child)).join('')
}
