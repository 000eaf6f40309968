// REFI-QDA files as other programs write them, made here, and reading them.
import { zipSync } from 'fflate'
import { importFormats } from '../../electron/exchange/formats.ts'
import type { ProjectContents } from '../../shared/exchange/contents.ts'

export const bytesOf = (text: string) => new TextEncoder().encode(text)
export const guid = (n: number) => `0f0e0d0c-0000-4000-8000-${String(n).padStart(12, '0')}`

export const read = (format: string, bytes: Uint8Array, project: ProjectContents | null = null) => {
  const found = importFormats[format]?.read(bytes, { name: 'file', now: 7, version: '1.2.3', project })
  if (found === undefined) throw new Error(`no format ${format}`)
  return found
}

export const coding = (n: number, code: number, more = '') =>
  `<Coding guid="${guid(n)}" ${more}><CodeRef targetGUID="${guid(code)}"/></Coding>`
/** Two codes, one under the other: 1 and 2. */
export const codes = `<CodeBook><Codes><Code guid="${guid(1)}" name="Blame" isCodable="true"><Code guid="${guid(2)}" name="Weather" isCodable="true" color="#ABC"/></Code></Codes></CodeBook>`
export const project = (inner: string, root = 'Project xmlns="urn:QDA-XML:project:1.0" name="Trial"') =>
  `<?xml version="1.0" encoding="utf-8"?><${root}>${inner}</Project>`
/** A text, 10, with its marks. */
export const source = (inner: string, attributes = 'plainTextPath="internal://a.txt"') =>
  `<Sources><TextSource guid="${guid(10)}" name="Board" ${attributes}>${inner}</TextSource></Sources>`

export const qdpx = (files: Readonly<Record<string, string | Uint8Array>>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, held]) => [name, typeof held === 'string' ? bytesOf(held) : held])))

export const quotes = ({ contents }: ReturnType<typeof read>) => contents.records.highlight.map(({ quote }) => quote)

/** Each highlight's words with the names of its codes, its note and its coder. */
export const marksOf = ({ contents: { records } }: ReturnType<typeof read>) =>
  records.highlight.map(({ id, quote, note, coderId }) => ({
    quote,
    codes: records.coding
      .filter(({ highlightId }) => highlightId === id)
      .map(({ codeId }) => records.code.find((code) => code.id === codeId)?.name),
    note,
    coder: records.coder.find((coder) => coder.id === coderId)?.name,
  }))
