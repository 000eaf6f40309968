// A codebook as a plain value: what our JSON files hold, what CSV and QDC are read into and written from, and how it becomes
// records. What a file says beyond this is passed over.
import { z } from 'zod'
import { Failure } from '../failure.ts'
import { CodebookId, CodeId } from '../ids.ts'
import { Attribute, blank, Code, Codebook } from '../records.ts'
import { type Codes, inTreeOrder } from './tree.ts'

const code = Code.unwrap().shape
const codebook = Codebook.unwrap().shape
const attribute = Attribute.unwrap().shape

/** No tree of codes that people made is as deep. */
const MAX_DEPTH = 50
const unsafe = ['__proto__', 'constructor', 'prototype']

const Entry = z.object({
  /** Left out where it is the codebook's id and the key. */
  id: CodeId.exactOptional(),
  key: code.key.min(1),
  /** Key of the code above it. */
  parent: code.key.nullable().default(null),
  name: code.name,
  definition: code.definition.default(''),
  color: code.color,
  archived: z.boolean().default(false),
  whenToUse: code.whenToUse,
  whenNot: code.whenNot,
  example: code.example,
  memo: code.memo,
  shortcut: code.shortcut,
  exclusive: code.exclusive,
  attributes: z
    .array(z.object({ ...attribute, key: attribute.key.refine((key) => !unsafe.includes(key), 'a name that is not allowed') }))
    .max(50)
    .default([]),
  /** The published category that the code is after. */
  cites: z.string().max(2_000).exactOptional(),
})
export type Entry = z.infer<typeof Entry>

function faultOfTree(codes: readonly Pick<Entry, 'id' | 'key' | 'parent'>[]): string | undefined {
  const parents = new Map<string, string | null>()
  const ids = new Set<string>()
  for (const { id, key, parent } of codes) {
    if (parents.has(key)) return `two codes have the key “${key}”`
    if (id !== undefined && ids.has(id)) return `two codes have the id “${id}”`
    if (id !== undefined) ids.add(id)
    parents.set(key, parent)
  }
  for (const { key, parent } of codes) {
    let depth = 0
    for (let at = parent; at !== null; at = parents.get(at) ?? null) {
      if (!parents.has(at)) return `“${key}” stands under “${at}”, which is not there`
      if (++depth > MAX_DEPTH) return `“${key}” stands under itself, or more than ${MAX_DEPTH} codes deep`
    }
  }
  return undefined
}

export const CodebookFile = z
  .object({
    version: z.literal(1).default(1),
    codebook: z.object({
      id: CodebookId,
      name: codebook.name.min(1),
      description: codebook.description.default(''),
      citation: codebook.citation.default(''),
      position: codebook.position.default(0),
    }),
    codes: z.array(Entry).max(10_000),
  })
  .superRefine(({ codes }, context) => {
    const message = faultOfTree(codes)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })
export type CodebookFile = z.infer<typeof CodebookFile>

/** @throws Failure 'invalid-input' that says what is wrong with the first thing that is */
export function checked(value: unknown): CodebookFile {
  const found = CodebookFile.safeParse(value)
  if (found.success) return found.data
  const [issue] = found.error.issues
  const place = issue?.path.join('.') ?? ''
  throw new Failure('invalid-input', `This is not a codebook: ${place === '' ? '' : `${place}: `}${issue?.message}. Nothing was changed.`)
}

/** What a file leaves out, so that it stays short enough to be read. */
const usual: Partial<Record<keyof Entry, unknown>> = { ...blank.code, definition: '', archived: false }
const spare = (entry: Entry) =>
  Object.fromEntries(Object.entries(entry).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(usual[key as keyof Entry])))

/** Our own format, as JSON. */
export function writeJson({ version, codebook, codes }: CodebookFile): string {
  return `${JSON.stringify({ version, codebook, codes: codes.map(spare) }, null, 2)}\n`
}

/** @throws Failure 'invalid-input' */
export function readJson(text: string): CodebookFile {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new Failure('invalid-input', 'This is not JSON. Nothing was changed.', { cause })
  }
  return checked(value)
}

const derived = (bookId: string, key: string): CodeId | undefined => CodeId.safeParse(`${bookId}.${key}`).data

/**
 * The records of a codebook, codes in the order of the file. Ids are those of the file, so that one codebook is the same in every
 * project; where one is taken, or cannot be an id, a new one is made. The category that a code is after ends its definition.
 */
export function recordsOf(
  { codebook, codes }: CodebookFile,
  newId: () => string,
  taken: ReadonlySet<string> = new Set(),
): Readonly<{ codebook: Codebook; codes: readonly Code[] }> {
  const isNew = !taken.has(codebook.id)
  const bookId = isNew ? codebook.id : CodebookId.parse(newId())
  const ids = new Map<string, CodeId>()
  const used = new Set(taken)
  for (const { id, key } of codes) {
    const wished = isNew ? (id ?? derived(bookId, key)) : undefined
    const given = wished === undefined || used.has(wished) ? CodeId.parse(newId()) : wished
    used.add(given)
    ids.set(key, given)
  }
  const idOf = (key: string): CodeId => {
    const id = ids.get(key)
    if (id === undefined) throw new RangeError(`no code has the key ${key}`)
    return id
  }
  const siblings = new Map<string | null, number>()
  return {
    codebook: { ...codebook, id: bookId },
    codes: codes.map(({ parent, cites, ...entry }) => {
      const position = siblings.get(parent) ?? 0
      siblings.set(parent, position + 1)
      return {
        ...entry,
        id: idOf(entry.key),
        codebookId: bookId,
        parentId: parent === null ? null : idOf(parent),
        definition: cites === undefined ? entry.definition : `${entry.definition} (After ${cites}.)`,
        position,
      }
    }),
  }
}

/** A codebook of a project as a value. Codes without a key of their own are given one. */
export function fileOf(codebook: Codebook, codes: Codes): CodebookFile {
  const order = inTreeOrder([codebook], codes.values())
  const keys = new Map<string, string>()
  const used = new Set<string>()
  for (const { id, key } of order) {
    const stem = key === '' ? 'CODE' : key
    let own = stem
    for (let n = 2; used.has(own); n++) own = `${stem.slice(0, 58)}-${n}`
    used.add(own)
    keys.set(id, own)
  }
  return {
    version: 1,
    codebook,
    codes: order.map(({ id, codebookId, parentId, attributes, name, definition, color, archived, ...code }) => {
      const { whenToUse, whenNot, example, memo, shortcut, exclusive } = code
      const key = keys.get(id) ?? id
      return {
        ...(derived(codebookId, key) === id ? {} : { id }),
        key,
        parent: parentId === null ? null : (keys.get(parentId) ?? null),
        name,
        definition,
        color,
        archived,
        whenToUse,
        whenNot,
        example,
        memo,
        shortcut,
        exclusive,
        attributes: attributes.map((each) => ({ ...each })),
      }
    }),
  }
}
