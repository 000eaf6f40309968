// Reads a REFI-QDA codebook (QDC). XML is read event by event: document types are refused, so that there are no entities but the
// five of XML itself and nothing is ever fetched. Elements are known by their local names, since old files use other namespaces.
import { type SaxesAttributeNS, SaxesParser } from 'saxes'
import { type CodebookFile, checked } from '../shared/codebook/file.ts'
import { colourOf, guidanceFrom, keyOf } from '../shared/codebook/qdc.ts'
import { Failure } from '../shared/failure.ts'

/** Far above any tree of codes that people made; the codebook's own limit is lower. */
const MAX_DEPTH = 200
const MAX_CODES = 10_000

type Draft = { id: string; key: string; parent: string | null; name: string; definition: string; color: string }
const refused = (what: string, cause?: unknown) =>
  new Failure('invalid-input', `This QDC file cannot be read: ${what}. Nothing was changed.`, { cause })

/** @throws Failure 'invalid-input' */
export function readQdc(
  text: string,
  fallback: Readonly<{ id: string; name: string }>,
): Readonly<{ file: CodebookFile; notes: readonly string[] }> {
  const codes: Draft[] = []
  const guids = new Set<string>()
  const keys = new Set<string>()
  const path: string[] = []
  const open: Draft[] = []
  let isCodebook = false
  let [sets, notCodable, nameless] = [0, 0, 0]

  const parser = new SaxesParser({ xmlns: true })
  const stop = (what: string) => {
    throw refused(what)
  }
  parser.on('error', (error) => {
    throw refused(error.message, error)
  })
  parser.on('doctype', () => stop('it has a document type, which a codebook never needs'))
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^utf-(8|16)$/i.test(encoding)) stop(`it says that its encoding is ${encoding}; save it as UTF-8`)
  })
  parser.on('opentag', ({ local, attributes }) => {
    if (path.length === 0 && local !== 'CodeBook') stop(`its root is ${local}, not CodeBook`)
    isCodebook = true
    path.push(local)
    if (path.length > MAX_DEPTH) stop(`it is nested more than ${MAX_DEPTH} deep`)
    if (local === 'Set') sets++
    if (local !== 'Code') return
    const value = (name: string) => Object.values<SaxesAttributeNS>(attributes).find((each) => each.local === name)?.value
    const guid = (value('guid') ?? '').replace(/[{}]/g, '').toLowerCase()
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(guid)) stop('a code has no GUID')
    if (guids.has(guid)) stop(`two codes have the GUID ${guid}`)
    if (codes.length === MAX_CODES) stop(`it has more than ${MAX_CODES.toLocaleString('en')} codes`)
    if (/^(false|0)$/.test(value('isCodable') ?? '')) notCodable++
    let name = (value('name') ?? '').trim()
    if (name === '') {
      nameless++
      name = 'Code without a name'
    }
    const key = keyOf(name, keys)
    const color = colourOf(value('color'), open.length > 0 ? [] : codes.filter(({ parent }) => parent === null).map((code) => code.color))
    const draft: Draft = { id: guid, key, parent: open.at(-1)?.key ?? null, name, definition: '', color }
    guids.add(guid)
    keys.add(key)
    codes.push(draft)
    open.push(draft)
  })
  parser.on('closetag', ({ local }) => {
    path.pop()
    if (local === 'Code') open.pop()
  })
  const write = (words: string) => {
    const code = open.at(-1)
    if (code !== undefined && path.at(-1) === 'Description' && path.at(-2) === 'Code') code.definition += words
  }
  parser.on('text', write)
  parser.on('cdata', write)
  parser.write(text).close()
  if (!isCodebook) stop('it is empty')

  const counted = (n: number, what: string) => (n === 0 ? [] : [`${what} (${n}).`])
  return {
    file: checked({ codebook: fallback, codes: codes.map((code) => ({ ...code, ...guidanceFrom(code.definition) })) }),
    notes: [
      ...counted(sets, 'Sets of codes were left out'),
      ...counted(notCodable, 'Codes that were only headings can be applied here'),
      ...counted(nameless, 'Codes without a name were given one'),
    ],
  }
}
