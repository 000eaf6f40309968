// What the commands print, as JSON Schema: made from the same declarations that check the values.
import { z } from 'zod'
import { Change } from '../../shared/change.ts'
import { LibraryRow } from '../../shared/contract.ts'
import { ArticleId, Sha256 } from '../../shared/ids.ts'
import { Imported } from '../../shared/imported.ts'
import { NameRow } from '../../shared/names/rows.ts'
import { Proposal } from '../../shared/names/variants.ts'
import { Omission } from '../../shared/omissions.ts'
import { Passage } from '../../shared/passage.ts'
import { records } from '../../shared/records.ts'
import { Report } from '../../shared/report/model.ts'
import { type Command, EXIT, UsageError } from './command.ts'

/** One line of `import --json`; `id` and `known` only with a project. */
export const ImportLine = z.strictObject({
  ...Imported.unwrap().shape,
  id: ArticleId.optional(),
  /** Whether the project held these very bytes before. */
  known: z.boolean().optional(),
})
export type ImportLine = z.infer<typeof ImportLine>

const Side = z.strictObject({ id: ArticleId.optional(), title: z.string(), textSha256: Sha256 })
/** What `compare --json` prints. */
export const Comparison = z.strictObject({
  a: Side,
  b: Side,
  /** Statements score at least this. */
  cutOff: z.number(),
  passages: z.array(Passage).readonly(),
  omissions: z.strictObject({ a: z.array(Omission).readonly(), b: z.array(Omission).readonly() }).readonly(),
  names: z.array(NameRow).readonly(),
  /** Rows of `names` that may be one. */
  proposals: z.array(Proposal).readonly(),
})
export type Comparison = z.infer<typeof Comparison>

/** What `verify --json` prints. */
export const Verification = z.strictObject({
  ok: z.boolean(),
  problems: z.array(z.string()),
  articles: z.int(),
  highlights: z.int(),
  acts: z.int(),
})
export type Verification = z.infer<typeof Verification>

const schemas: Readonly<Record<string, z.ZodType>> = {
  import: ImportLine,
  compare: Comparison,
  list: LibraryRow,
  verify: Verification,
  change: Change,
  report: Report,
  ...records,
}

export const schemaCommand: Command = {
  usage: 'schema NAME',
  summary: `print a JSON Schema: ${Object.keys(schemas).join(', ')}`,
  run: ([name, ...rest], { stdout }) => {
    const schema = name === undefined || !Object.hasOwn(schemas, name) ? undefined : schemas[name]
    if (schema === undefined || rest.length > 0) throw new UsageError(`schema needs one of: ${Object.keys(schemas).join(', ')}`)
    stdout.write(`${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`)
    return EXIT.ok
  },
}
