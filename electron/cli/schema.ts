// What the commands print, as JSON Schema: made from the same declarations that check the values.
import { z } from 'zod'
import { Cards } from '../../shared/cards/model.ts'
import { Change } from '../../shared/change.ts'
import { Analysis, Overview } from '../../shared/collection/model.ts'
import { ProjectJson } from '../../shared/exchange/json.ts'
import { LossReport } from '../../shared/exchange/loss.ts'
import { ArticleId, CodebookId, CodeId, EntityId, HighlightId, LinkId, RevisionId, Sha256 } from '../../shared/ids.ts'
import { Imported } from '../../shared/imported.ts'
import { JournalEntry } from '../../shared/journal.ts'
import { LibraryRow } from '../../shared/library.ts'
import { Omissions } from '../../shared/omissions.ts'
import { Passage } from '../../shared/passage.ts'
import { Coding, Highlight, kinds, linkTypes, records } from '../../shared/records.ts'
import { ReportCheck } from '../../shared/report/evidence.ts'
import { Report } from '../../shared/report/model.ts'
import { Reprint } from '../../shared/reprints.ts'
import { ruleIds, suggestionKinds } from '../../shared/sourcing/suggestion.ts'
import { Range } from '../../shared/text.ts'
import { type Command, EXIT, UsageError } from './command.ts'

/** One line of `import --json`; `id` and `known` only with a project. */
export const ImportLine = z.strictObject({
  ...Imported.unwrap().shape,
  /** Each reference in the text with the note that it leads to. */
  footnotes: z.array(z.strictObject({ reference: Range, note: Range })).readonly(),
  /** Absent too where the project knew the bytes and holds fewer articles of them. */
  id: ArticleId.optional(),
  /** Whether the project held these very bytes before. */
  known: z.boolean().optional(),
  /** With `--against`: articles of that project with the same words, and where these stand; `a` is this text. */
  reprints: z.array(Reprint).exactOptional(),
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
  omissions: Omissions,
  ...Cards.unwrap().shape,
})
export type Comparison = z.infer<typeof Comparison>

/** What `collection --json` prints. Stories are told by date: each is its timeline. */
export const CollectionAnalysis = z.strictObject({ ...Overview.unwrap().shape, ...Analysis.unwrap().shape })
export type CollectionAnalysis = z.infer<typeof CollectionAnalysis>

/** What `verify --json` prints. */
export const Verification = z.strictObject({
  ok: z.boolean(),
  problems: z.array(z.string()),
  articles: z.int(),
  highlights: z.int(),
  acts: z.int(),
})
export type Verification = z.infer<typeof Verification>

const Words = z.strictObject({ start: z.int(), end: z.int(), text: z.string() })
/** One suggestion of `suggest --json`; offsets are UTF-16 units into the text. */
export const SuggestionLine = z.strictObject({
  kind: z.enum(suggestionKinds),
  rule: z.enum(ruleIds),
  /** One, or one for each paragraph of a quotation. */
  ranges: z.array(Range).min(1).readonly(),
  /** The words under the ranges: for a quotation or a statement its content. */
  quote: z.string(),
  source: Words.nullable(),
  cue: z.strictObject({ ...Words.shape, lemma: z.string() }).nullable(),
  /** The stance of the cue. */
  stance: z.enum(['neutral', 'endorsing', 'distancing']).nullable(),
  /** What a learnt word was learnt from. */
  evidence: z.string(),
})
export type SuggestionLine = z.infer<typeof SuggestionLine>
/** What `suggest --json` prints for each article of the file. */
export const Suggestions = z.strictObject({
  title: z.string(),
  language: z.string(),
  textSha256: Sha256,
  text: z.string(),
  suggestions: z.array(SuggestionLine),
})
export type Suggestions = z.infer<typeof Suggestions>

/** What `codebook import --json` prints. */
export const CodebookLine = z.strictObject({ id: CodebookId, name: z.string(), codes: z.int(), notes: z.array(z.string()) })
export type CodebookLine = z.infer<typeof CodebookLine>

/** One line of `journal --json`. */
export const JournalLine = z.strictObject({
  ...JournalEntry.unwrap().shape,
  records: z.array(z.strictObject({ kind: z.enum(kinds), id: z.string(), became: z.enum(['made', 'changed', 'removed']) })),
})
export type JournalLine = z.infer<typeof JournalLine>

const { articleId: _articleId, coderId: _coderId, entityId: _entityId, ...anchored } = Highlight.unwrap().shape
/** One line of `highlights --json`. */
export const HighlightLine = z.strictObject({
  ...anchored,
  article: z.strictObject({ id: ArticleId, title: z.string(), textSha256: Sha256 }),
  /** `moved`: placed by likeness and not confirmed. `orphan`: without a place; its ranges are those of the earlier text `revisionId`. */
  state: z.enum(['exact', 'moved', 'orphan']),
  revisionId: RevisionId.nullable(),
  coder: z.string(),
  entity: z.strictObject({ id: EntityId, name: z.string() }).nullable(),
  codes: z.array(
    z.strictObject({ id: CodeId, key: z.string(), name: z.string(), codebook: z.string(), attributes: Coding.unwrap().shape.attributes }),
  ),
  /** `leaving`: whether the link starts here. */
  links: z.array(z.strictObject({ id: LinkId, type: z.enum(linkTypes), leaving: z.boolean(), other: HighlightId, note: z.string() })),
})
export type HighlightLine = z.infer<typeof HighlightLine>

const schemas: Readonly<Record<string, z.ZodType>> = {
  import: ImportLine,
  compare: Comparison,
  collection: CollectionAnalysis,
  list: LibraryRow,
  verify: Verification,
  suggest: Suggestions,
  'codebook-import': CodebookLine,
  journal: JournalLine,
  highlights: HighlightLine,
  change: Change,
  report: Report,
  'report-check': ReportCheck,
  project: ProjectJson,
  'loss-report': LossReport,
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
