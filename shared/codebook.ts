// A codebook as a file: what `corpus/codebook.json` holds and how it becomes records.
import { z } from 'zod'
import { CodeId } from './ids.ts'
import { blank, Code, Codebook } from './records.ts'

const code = Code.unwrap().shape
const codebook = Codebook.unwrap().shape

const CodeEntry = z.strictObject({
  key: code.key.regex(/^\w+(\.\w+)*$/),
  /** Key of the code above it, which stands earlier in the file. */
  parent: z.string().nullable(),
  name: code.name,
  definition: code.definition.min(1),
  color: code.color,
  /** The published scheme that the code maps to. */
  cites: z.string().optional(),
})

const CodebookFile = z
  .strictObject({ codebook: z.strictObject(codebook), codes: z.array(CodeEntry).min(1).max(10_000) })
  .superRefine(({ codes }, context) => {
    const seen = new Set<string>()
    for (const { key, parent } of codes) {
      if (seen.has(key)) context.addIssue({ code: 'custom', message: `two codes have the key ${key}` })
      if (parent !== null && !seen.has(parent)) context.addIssue({ code: 'custom', message: `${key} stands before its parent ${parent}` })
      seen.add(key)
    }
  })

/**
 * The records of a codebook file, codes in the order of the file. A code's id is the codebook's id and its key
 * (`default.FR.FN.PROB`), so that the same file gives the same records everywhere; the scheme it maps to ends its definition.
 * @throws ZodError when the file is not a codebook: unknown fields, a key twice, a parent that is missing or stands later
 */
export function codebookRecords(file: unknown): Readonly<{ codebook: Codebook; codes: readonly Code[] }> {
  const { codebook, codes } = CodebookFile.parse(file)
  const idOf = (key: string): CodeId => CodeId.parse(`${codebook.id}.${key}`)
  const siblings = new Map<string | null, number>()
  return {
    codebook,
    codes: codes.map(({ key, parent, name, definition, color, cites }) => {
      const position = siblings.get(parent) ?? 0
      siblings.set(parent, position + 1)
      return {
        ...blank.code,
        id: idOf(key),
        codebookId: codebook.id,
        parentId: parent === null ? null : idOf(parent),
        key,
        name,
        definition: cites === undefined ? definition : `${definition} (After ${cites}.)`,
        color,
        position,
        archived: false,
      }
    }),
  }
}
