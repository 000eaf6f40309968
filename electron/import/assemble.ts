// From what a format's reader gives to an article: characters repaired, zones and metadata settled in one way for every format.
import { createHash } from 'node:crypto'
import { Sha256 } from '../../shared/ids.ts'
import type { Imported } from '../../shared/imported.ts'
import { countWords, joinBlocks } from '../../shared/text.ts'
import { limits, refuse } from './limits.ts'
import { claimedTitle, proposeMetadata } from './metadata.ts'
import type { Page } from './page.ts'
import { repair, sentences, type Tally } from './repairs.ts'
import { warningsOf } from './warnings.ts'
import { settleZones } from './zones.ts'

export const sha256Of = (content: Uint8Array | string): Sha256 => Sha256.parse(createHash('sha256').update(content).digest('hex'))

/** The file that a page was read from, and which of its pages it is. */
export type Origin = Readonly<{
  source: string
  format: string
  encoding: string
  originalSha256: Sha256
  now: number
  part: number
  of: number
}>

/** `tally` holds the repairs that were made before reading. @throws Failure 'refused' when a page is too large or holds no words */
export function assemble(page: Page, origin: Origin, tally: Tally = new Map()): Imported {
  if (page.pieces.length > limits.blocks) refuse(`The file falls into more than ${limits.blocks.toLocaleString('en')} paragraphs.`)
  const pieces = page.pieces.map((piece) => ({ ...piece, text: repair(piece.text, tally).trim() }))
  const drafts = settleZones(pieces, claimedTitle(page.claims), page.certain)
  const { text, blocks } = joinBlocks(drafts)
  if (text.length > limits.text) refuse('The text is longer than 20 million characters.')
  const words = countWords(text)
  if (words === 0) refuse('The file holds no words.')
  const { now, ...named } = origin
  const metadata = proposeMetadata(page.claims, drafts)
  return {
    ...named,
    ...metadata,
    text,
    blocks,
    words,
    repairs: [...(page.repairs ?? []), ...sentences(tally)],
    warnings: [...(page.warnings ?? []), ...warningsOf(metadata, drafts, now)],
    evidence: {},
    flags: [],
    within: null,
    cuts: [],
    textSha256: sha256Of(text),
  }
}
