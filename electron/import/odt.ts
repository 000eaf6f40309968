// OpenDocument texts (ISO/IEC 26300): zipped, with the text, the styles and the properties in parts of their own, or flat, in one
// file of XML. Headers stand before the text; notes, with the marks that refer to them, and footers after it.
import { openArchive } from './archive.ts'
import { latin1 } from './codepages.ts'
import { refuse } from './limits.ts'
import { OdtText } from './odtText.ts'
import { joined, PROPERTY, STYLED } from './office.ts'
import type { Claim, Pages, Piece, ReadBytes } from './page.ts'
import { sentences } from './repairs.ts'
import { childOf, childrenOf, parseXml, under, wordsOf, type Xml } from './xml.ts'

const properties: readonly (readonly [Claim['field'], string])[] = [
  ['title', 'title'],
  ['author', 'initial-creator'],
  ['author', 'creator'],
  ['date', 'creation-date'],
  ['modified', 'date'],
]

function claimsOf(meta: Xml | undefined, title: string): Claim[] {
  const claims: Claim[] = title === '' ? [] : [{ field: 'title', value: title, weight: STYLED, from: 'paragraph of the style Title' }]
  for (const [field, name] of properties) {
    const found = childOf(meta, name)
    const value = found === undefined ? '' : wordsOf(found).trim()
    if (value !== '') claims.push({ field, value, weight: PROPERTY, from: `OpenDocument property ${name}` })
  }
  return claims
}

/** Headers and footers of all kinds of pages, each text once. */
function edgesOf(text: OdtText, styles: Xml | undefined, name: 'header' | 'footer'): Piece[] {
  const pieces = new Map<string, Piece>()
  for (const page of childrenOf(childOf(styles, 'master-styles') ?? { name: '', attributes: {}, children: [] }, 'master-page')) {
    for (const edge of childrenOf(page).filter((child) => child.name.startsWith(name)))
      for (const piece of text.story(edge, { depth: 0, look: { kind: 'paragraph', hint: 'boilerplate' } }))
        if (/\p{L}/u.test(piece.text)) pieces.set(piece.text, piece)
  }
  return [...pieces.values()]
}

function pagesOf(content: Xml, styles: Xml | undefined, meta: Xml | undefined): Pages {
  const body = under(content, 'body', 'text') ?? refuse('This is no text document: its text is missing.')
  const text = new OdtText([childOf(content, 'automatic-styles'), childOf(styles, 'styles'), childOf(styles, 'automatic-styles')])
  const headers = edgesOf(text, styles, 'header')
  const pieces = text.story(body)
  const page = {
    pieces: joined([...headers, ...pieces, ...text.notes.pieces, ...edgesOf(text, styles, 'footer')]),
    claims: claimsOf(childOf(meta, 'meta'), text.title),
    repairs: sentences(text.tally),
  }
  return { pages: [page], encoding: 'utf-8' }
}

export const readOdt: ReadBytes = async (bytes): Promise<Pages> => {
  const archive = openArchive(bytes)
  const manifest = archive.read('META-INF/manifest.xml')
  if (manifest !== undefined && latin1(manifest).includes('encryption-data'))
    refuse('The document is locked with a password: save it without one and open it again.')
  const part = (name: string): Xml | undefined => {
    const content = archive.read(name)
    return content === undefined ? undefined : parseXml(content)
  }
  const content = part('content.xml') ?? refuse('This is no OpenDocument text: its text is missing.')
  return pagesOf(content, part('styles.xml'), part('meta.xml'))
}

/** A document in one file of XML. */
export const readFlatOdt: ReadBytes = async (bytes): Promise<Pages> => {
  const document = parseXml(bytes)
  return pagesOf(document, document, document)
}
