// A whole project as JSON, one record a line: everything but its history of acts, drafts, settings and backups. What a file says
// beyond this is passed over.
import { z } from 'zod'
import { Failure } from '../failure.ts'
import { CoderId, Sha256 } from '../ids.ts'
import { type Kind, kinds, records } from '../records.ts'
import { Block } from '../text.ts'
import type { ProjectContents, Records } from './contents.ts'

const listOf = (kind: Kind) => z.array(z.object(records[kind].unwrap().shape).readonly()).readonly()

export const ProjectJson = z.object({
  format: z.literal('parallax-project'),
  version: z.literal(1),
  name: z.string().max(2_000),
  /** The coder whose project it is. */
  analyst: CoderId.nullable(),
  /** By kind; each refers only to kinds before its own, codes to codes and reprints to articles besides. Offsets are UTF-16 code units. */
  records: z.object(Object.fromEntries(kinds.map((kind) => [kind, listOf(kind).default([])])) as unknown as Record<Kind, z.ZodType>),
  /** Canonical texts by their SHA-256 in UTF-8: blocks joined by one blank line. */
  texts: z.array(z.object({ sha256: Sha256, text: z.string(), blocks: z.array(Block) })),
  /** Blocks of corrected texts, by the SHA-256 of their list as JSON. */
  layouts: z.array(z.object({ sha256: Sha256, blocks: z.array(Block) })).default([]),
  /** Imported files in Base64, by the SHA-256 of their bytes. */
  originals: z.array(z.object({ sha256: Sha256, base64: z.string() })),
})

const list = (name: string, values: readonly unknown[], last = false): string =>
  values.length === 0
    ? `${JSON.stringify(name)}: []${last ? '' : ','}\n`
    : `${JSON.stringify(name)}: [\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]${last ? '' : ','}\n`

/** The file in pieces: a project's originals need not stand in one string. */
export function* jsonOf(contents: ProjectContents, base64: (bytes: Uint8Array) => string): Generator<string> {
  const { name, analyst, records: all, texts, layouts, originals } = contents
  yield `{\n"format": "parallax-project",\n"version": 1,\n"name": ${JSON.stringify(name)},\n"analyst": ${JSON.stringify(analyst)},\n"records": {\n`
  for (const kind of kinds) yield list(kind, all[kind], kind === kinds.at(-1))
  yield '},\n'
  yield list('texts', texts)
  yield list('layouts', layouts)
  yield '"originals": ['
  for (const [i, { sha256, bytes }] of originals.entries())
    yield `${i === 0 ? '' : ','}\n${JSON.stringify({ sha256, base64: base64(bytes) })}`
  yield '\n]\n}\n'
}

/** @throws Failure 'invalid-input' that says what is wrong with the first thing that is */
export function readProjectJson(text: string, bytesOf: (base64: string) => Uint8Array): ProjectContents {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new Failure('invalid-input', 'This is not JSON. Nothing was changed.', { cause })
  }
  const found = ProjectJson.safeParse(value)
  if (!found.success) {
    const [issue] = found.error.issues
    if (issue === undefined || issue.path.length === 0 || issue.path[0] === 'format')
      throw new Failure('invalid-input', 'This is neither a project of Parallax as JSON nor a file of annotations. Nothing was changed.')
    throw new Failure('invalid-input', `This is not a project as JSON: ${issue.path.join('.')}: ${issue.message}. Nothing was changed.`)
  }
  const { name, analyst, records: all, texts, layouts, originals } = found.data
  return {
    name,
    analyst,
    records: all as Records,
    texts,
    layouts,
    originals: originals.map(({ sha256, base64 }) => ({ sha256, bytes: bytesOf(base64) })),
  }
}
