// Branded identifiers: a highlight's id can never be passed where an article's is expected.
import { z } from 'zod'

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w.-]+$/)

export const ArticleId = id.brand('ArticleId')
export const CodebookId = id.brand('CodebookId')
export const CodeId = id.brand('CodeId')
export const HighlightId = id.brand('HighlightId')
export const CodingId = id.brand('CodingId')
export const CoderId = id.brand('CoderId')
export const EntityId = id.brand('EntityId')
export const LinkId = id.brand('LinkId')
export const ZoneMarkId = id.brand('ZoneMarkId')
export const BookmarkId = id.brand('BookmarkId')
export const RevisionId = id.brand('RevisionId')
export const StudyId = id.brand('StudyId')
export const OrphanId = id.brand('OrphanId')
export const DismissalId = id.brand('DismissalId')
export const PairId = id.brand('PairId')
export const FeelingId = id.brand('FeelingId')
export const FindingId = id.brand('FindingId')
export const DefinitionId = id.brand('DefinitionId')
/** Lower-case hexadecimal SHA-256. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand('Sha256')

export type ArticleId = z.infer<typeof ArticleId>
export type CodebookId = z.infer<typeof CodebookId>
export type CodeId = z.infer<typeof CodeId>
export type HighlightId = z.infer<typeof HighlightId>
export type CodingId = z.infer<typeof CodingId>
export type CoderId = z.infer<typeof CoderId>
export type EntityId = z.infer<typeof EntityId>
export type LinkId = z.infer<typeof LinkId>
export type ZoneMarkId = z.infer<typeof ZoneMarkId>
export type BookmarkId = z.infer<typeof BookmarkId>
export type RevisionId = z.infer<typeof RevisionId>
export type StudyId = z.infer<typeof StudyId>
export type OrphanId = z.infer<typeof OrphanId>
export type DismissalId = z.infer<typeof DismissalId>
export type PairId = z.infer<typeof PairId>
export type FeelingId = z.infer<typeof FeelingId>
export type FindingId = z.infer<typeof FindingId>
export type DefinitionId = z.infer<typeof DefinitionId>
export type Sha256 = z.infer<typeof Sha256>
