// Writes office documents, and ZIP archives byte by byte: sound ones, and such as no program would write.
import { readFileSync, writeFileSync } from 'node:fs'
import { crc32, deflateRawSync } from 'node:zlib'
import { expect } from 'vitest'
import { importFile } from '../../../electron/import/import.ts'
import { Imported } from '../../../shared/imported.ts'
import { faultOfBlocks } from '../../../shared/text.ts'
import { fixtures, now, shown } from './read.ts'

/** An entry: its content, or its packed bytes; what it says of itself where that is not true. */
export type Packed = Readonly<{
  content?: Uint8Array
  packed?: Uint8Array
  size?: number
  method?: number
  flags?: number
  mode?: number
  /** Sizes stand in 64 bits. */
  wide?: boolean
  /** Sizes stand behind the packed bytes. */
  descriptor?: boolean
  /** Where it says that it begins. */
  at?: number
}>

function record(signature: number, fields: readonly (readonly [bytes: number, value: number])[], ...rest: Uint8Array[]): Buffer {
  const head = Buffer.alloc(4 + fields.reduce((sum, [bytes]) => sum + bytes, 0))
  head.writeUInt32LE(signature)
  let at = 4
  for (const [bytes, value] of fields) {
    if (bytes === 8) head.writeBigUInt64LE(BigInt(value), at)
    else head.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return Buffer.concat([head, ...rest])
}

export function zipped(entries: Readonly<Record<string, Uint8Array | Packed>>): Uint8Array {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let offset = 0
  for (const [written, entry] of Object.entries(entries)) {
    const given: Packed = entry instanceof Uint8Array ? { content: entry } : entry
    const { method = 8, flags = 0, mode = 0o100644, wide = false, descriptor = false } = given
    const content = given.content ?? new Uint8Array()
    const packed = given.packed ?? (method === 8 ? deflateRawSync(content) : content)
    const size = given.size ?? content.length
    const name = Buffer.from(written)
    const bits = flags | (descriptor ? 8 : 0)
    const [small, sum] = [wide ? 0xffffffff : size, given.packed === undefined ? crc32(content) : 0]
    const common = (local: boolean): [number, number][] => [
      [2, 45],
      [2, bits],
      [2, method],
      [4, 0],
      [4, local && descriptor ? 0 : sum],
      [4, local && descriptor ? 0 : packed.length],
      [4, local && descriptor ? 0 : small],
      [2, name.length],
    ]
    const extra = wide ? record(0x00080001, [[8, size]]) : Buffer.alloc(0)
    const local = record(0x04034b50, [...common(true), [2, 0]], name, packed)
    list.push(
      record(
        0x02014b50,
        [[1, 45], [1, 3], ...common(false), [2, extra.length], [2, 0], [2, 0], [2, 0], [4, mode * 0x10000], [4, given.at ?? offset]],
        name,
        extra,
      ),
    )
    parts.push(local)
    offset += local.length
    if (descriptor) {
      parts.push(
        record(0x08074b50, [
          [4, sum],
          [4, packed.length],
          [4, size],
        ]),
      )
      offset += 16
    }
  }
  const directory = Buffer.concat(list)
  const end = record(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, list.length],
    [2, list.length],
    [4, directory.length],
    [4, offset],
    [2, 0],
  ])
  return new Uint8Array(Buffer.concat([...parts, directory, end]))
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const others =
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'

/** What a Word document is made of: the insides of its parts. `edges`: headers and footers by their relationship's id. */
export type WordParts = Readonly<{
  body: string
  styles?: string
  numbering?: string
  footnotes?: string
  endnotes?: string
  core?: string
  edges?: Readonly<Record<string, string>>
  relations?: string
}>

/** A Word document, zipped. */
export function docx({ body, core, edges = {}, relations = '', ...parts }: WordParts): Uint8Array {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const related = Object.keys(parts)
    .map((name) => `<Relationship Id="${name}" Type="${type}/${name}" Target="${name}.xml"/>`)
    .concat(Object.keys(edges).map((id) => `<Relationship Id="${id}" Type="${type}/${/^[a-z]+/.exec(id)?.[0]}" Target="${id}.xml"/>`))
  // Stored, since parts that tests repeat pack too well to be believed.
  const wrapped = (root: string, inside: string): Packed => ({
    content: bytesOf(`${declaration}<w:${root} ${main} ${others}>${inside}</w:${root}>`),
    method: 0,
  })
  const relationships = (inside: string) =>
    bytesOf(`${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`)
  return zipped({
    '[Content_Types].xml': bytesOf('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    '_rels/.rels': relationships(
      `<Relationship Id="rId1" Type="${type}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>`,
    ),
    'word/document.xml': wrapped('document', `<w:body>${body}</w:body>`),
    'word/_rels/document.xml.rels': relationships(related.join('') + relations),
    ...Object.fromEntries(Object.entries(parts).map(([name, inside]) => [`word/${name}.xml`, wrapped(name, inside)])),
    ...Object.fromEntries(
      Object.entries(edges).map(([id, inside]) => [`word/${id}.xml`, wrapped(id.startsWith('header') ? 'hdr' : 'ftr', inside)]),
    ),
    ...(core === undefined
      ? {}
      : {
          'docProps/core.xml': bytesOf(
            `${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">${core}</cp:coreProperties>`,
          ),
        }),
  })
}

/** A paragraph of a style with runs, or words that become one run. */
export const p = (inside: string, style?: string, properties = ''): string =>
  `<w:p><w:pPr>${style === undefined ? '' : `<w:pStyle w:val="${style}"/>`}${properties}</w:pPr>${inside.startsWith('<') ? inside : r(inside)}</w:p>`
export const r = (words: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`

/** Compares with the readable file beside the fixtures; UPDATE_FIXTURES=1 writes it. */
export function expectFixture(name: string, imported: Imported): void {
  expect(Imported.safeParse(imported).error).toBeUndefined()
  expect(faultOfBlocks(imported.text, imported.blocks)).toBeUndefined()
  const { text: _, blocks: __, textSha256: ___, originalSha256: ____, ...fields } = imported
  const actual = { ...fields, blocks: shown(imported) }
  const file = new URL(`${name}.json`, fixtures)
  if (process.env.UPDATE_FIXTURES) writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`)
  expect(actual).toEqual(JSON.parse(readFileSync(file, 'utf8')))
}

/** Imports a file of one article. */
export async function imported(name: string, content: Uint8Array | string): Promise<Imported> {
  const [article] = await importFile({ name, bytes: typeof content === 'string' ? bytesOf(content) : content }, { now })
  if (article === undefined) throw new Error('no article')
  return article
}

const spaces = [
  'office urn:oasis:names:tc:opendocument:xmlns:office:1.0',
  'style urn:oasis:names:tc:opendocument:xmlns:style:1.0',
  'text urn:oasis:names:tc:opendocument:xmlns:text:1.0',
  'table urn:oasis:names:tc:opendocument:xmlns:table:1.0',
  'draw urn:oasis:names:tc:opendocument:xmlns:drawing:1.0',
  'meta urn:oasis:names:tc:opendocument:xmlns:meta:1.0',
  'svg urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0',
  'dc http://purl.org/dc/elements/1.1/',
]
  .map((each) => `xmlns:${each.replace(' ', '="')}"`)
  .join(' ')

/** What an OpenDocument text is made of: the insides of its parts. */
export type OpenParts = Readonly<{ body: string; automatic?: string; styles?: string; masters?: string; meta?: string; manifest?: string }>

export function odt({ body, automatic = '', styles = '', masters = '', meta = '', manifest = '' }: OpenParts): Uint8Array {
  const part = (root: string, inside: string) => bytesOf(`${declaration}<office:${root} ${spaces}>${inside}</office:${root}>`)
  return zipped({
    mimetype: { content: bytesOf('application/vnd.oasis.opendocument.text'), method: 0 },
    'content.xml': part(
      'document-content',
      `<office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body>`,
    ),
    'styles.xml': part(
      'document-styles',
      `<office:styles>${styles}</office:styles><office:master-styles>${masters}</office:master-styles>`,
    ),
    'meta.xml': part('document-meta', `<office:meta>${meta}</office:meta>`),
    'META-INF/manifest.xml': bytesOf(`<manifest>${manifest}</manifest>`),
  })
}

/** The same in one file of XML. */
export const flatOdt = ({ body, automatic = '', styles = '', masters = '', meta = '' }: OpenParts): string =>
  `${declaration}<office:document ${spaces} office:mimetype="application/vnd.oasis.opendocument.text"><office:meta>${meta}</office:meta><office:styles>${styles}</office:styles><office:automatic-styles>${automatic}</office:automatic-styles><office:master-styles>${masters}</office:master-styles><office:body><office:text>${body}</office:text></office:body></office:document>`
