// Codebooks as files: the published schemes of the corpus folder, and what an analyst brings in and takes out.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Change, Step } from '../shared/change.ts'
import { readCsv, writeCsv } from '../shared/codebook/csv.ts'
import { type CodebookFile, fileOf, readJson, recordsOf, writeJson } from '../shared/codebook/file.ts'
import { lostInQdc, writeQdc } from '../shared/codebook/qdc.ts'
import type { Codes } from '../shared/codebook/tree.ts'
import type { CodebookFormat, Scheme } from '../shared/contract.ts'
import { Failure } from '../shared/failure.ts'
import type { Code, Codebook } from '../shared/records.ts'
import { guidOf } from './exchange/guid.ts'
import { readQdc } from './qdc.ts'
import type { Start } from './store/project.ts'

/** Larger than any codebook; what is larger is something else. */
const MAX_BYTES = 16 * 1024 * 1024

/** A codebook that was read, and what its file said that we do not hold, one plain sentence each. */
export type Read = Readonly<{ file: CodebookFile; notes: readonly string[] }>

/** Ids in the corpus never meet another: they are the codebook's id and the code's key. */
const never = (): never => {
  throw new Failure('invalid-input', 'A built-in codebook has a key that cannot be part of an id.')
}

/** The codebook that every project starts with. @throws Failure when the folder's is not one, and what reading a file throws */
export function builtInCodebook(corpusFolder: string): Pick<Start, 'codebooks' | 'codes'> {
  const { codebook, codes } = recordsOf(readJson(readFileSync(path.join(corpusFolder, 'codebook.json'), 'utf8')), never)
  return { codebooks: [codebook], codes }
}

function schemeFiles(corpusFolder: string): CodebookFile[] {
  const folder = path.join(corpusFolder, 'codebooks')
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const files = [...names.toSorted().map((name) => path.join(folder, name)), path.join(corpusFolder, 'codebook.json')]
  return files.map((file) => readJson(readFileSync(file, 'utf8')))
}

/** The published schemes that come with Parallax, the default last. */
export function schemes(corpusFolder: string): Scheme[] {
  return schemeFiles(corpusFolder).map(({ codebook: { id, name, description, citation }, codes }) => {
    const parents = new Set(codes.map(({ parent }) => parent))
    return { id, name, description, citation, codes: codes.filter(({ key }) => !parents.has(key)).length }
  })
}

/** @throws Failure 'not-found' */
export function schemeWith(corpusFolder: string, id: string): CodebookFile {
  const found = schemeFiles(corpusFolder).find(({ codebook }) => codebook.id === id)
  if (found === undefined) throw new Failure('not-found', 'This scheme does not come with Parallax.')
  return found
}

function textOf(bytes: Uint8Array): string {
  if (bytes.byteLength > MAX_BYTES) throw new Failure('refused', 'The file is larger than 16 MiB: it is not a codebook.')
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(wide, { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Failure('invalid-input', 'The file is not in UTF-8. Save it as UTF-8 and try again. Nothing was changed.', { cause })
  }
}

/**
 * Reads a codebook by the ending of its name: `.json`, `.csv` (`.tsv`), `.qdc`.
 * @throws Failure 'invalid-input' that says what is wrong, 'refused'
 */
export function readCodebook(name: string, bytes: Uint8Array, newId: () => string): Read {
  const { ext, name: stem } = path.parse(name)
  const text = textOf(bytes)
  const fallback = { id: newId(), name: stem.slice(0, 200) || 'Codebook' }
  switch (ext.toLowerCase()) {
    case '.json':
      return { file: readJson(text), notes: [] }
    case '.csv':
    case '.tsv':
      return { file: readCsv(text, fallback), notes: [] }
    case '.qdc':
      return readQdc(text, fallback)
    default:
      throw new Failure('invalid-input', 'A codebook is a file that ends in .json, .csv or .qdc.')
  }
}

/**
 * A codebook of a project as a file, and what the format does not carry.
 * @throws Failure 'refused' for a codebook without codes as QDC, which has no room for it
 */
export function writeCodebook(
  codebook: Codebook,
  codes: Codes,
  format: CodebookFormat,
): Readonly<{ text: string; notes: readonly string[] }> {
  const file = fileOf(codebook, codes)
  if (format === 'json') return { text: writeJson(file), notes: [] }
  // Spreadsheets take a file for UTF-8 when it begins with this mark.
  if (format === 'csv') return { text: `\uFEFF${writeCsv(file)}`, notes: [] }
  if (file.codes.length === 0) throw new Failure('refused', 'A QDC file needs at least one code.')
  const ids = new Map(file.codes.map(({ id, key }) => [key, id ?? `${codebook.id}.${key}`]))
  return { text: writeQdc(file, 'Parallax', (key) => guidOf('code', ids.get(key) ?? key)), notes: lostInQdc(file) }
}

/** Puts a codebook into a project behind those it has; ids that are taken are made anew. */
export function intake(
  file: CodebookFile,
  held: Readonly<{ codebooks: readonly Codebook[]; codes: readonly Code[] }>,
  newId: () => string,
): Readonly<{ codebook: Codebook; change: Change }> {
  const taken = new Set<string>([...held.codebooks, ...held.codes].map(({ id }) => id))
  const { codebook, codes } = recordsOf(file, newId, taken)
  const names = new Set(held.codebooks.map(({ name }) => name))
  const stem = codebook.name.replace(/ \(\d+\)$/, '')
  let { name } = codebook
  for (let n = 2; names.has(name); n++) name = `${stem} (${n})`
  const placed = { ...codebook, name, position: Math.max(-1, ...held.codebooks.map((each) => each.position)) + 1 }
  const shortcuts = new Set(held.codes.map(({ shortcut }) => shortcut))
  return {
    codebook: placed,
    change: [
      { kind: 'codebook', before: null, after: placed },
      ...codes.map(
        (code): Step => ({ kind: 'code', before: null, after: shortcuts.has(code.shortcut) ? { ...code, shortcut: '' } : code }),
      ),
    ],
  }
}
