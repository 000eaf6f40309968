// The words of a Word file as other programs make plain text of it: a line for each paragraph. What was deleted and what a field
// computes from are no words.
import { openArchive } from '../import/archive.ts'
import { isElement, parseXml, under, wordsOf, type Xml } from '../import/xml.ts'

const unsaid = new Set(['del', 'moveFrom', 'delText', 'instrText', 'Fallback'])

function* wordsIn(element: Xml): Generator<string> {
  for (const child of element.children) {
    if (!isElement(child) || unsaid.has(child.name)) continue
    if (child.name === 't') yield wordsOf(child)
    else if (child.name === 'tab' && element.name === 'r') yield '\t'
    else if (child.name === 'br' || child.name === 'cr') yield '\n'
    else yield* wordsIn(child)
    if (child.name === 'p') yield '\n'
  }
}

/** `undefined` when it is no Word file. @throws Failure 'refused' when it is damaged or built to harm */
export function richTextOf(bytes: Uint8Array): string | undefined {
  const part = openArchive(bytes).read('word/document.xml')
  const body = part === undefined ? undefined : under(parseXml(part), 'body')
  return body === undefined ? undefined : [...wordsIn(body)].join('')
}
