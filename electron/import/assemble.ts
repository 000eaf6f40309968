// From what a format's reader gives to an article: characters repaired, zones and metadata settled in one way for every format.
import { createHash } from 'node:crypto'
import { Sha256 } from '../../shared/ids.ts'
import type { Imported } from '../../shared/imported.ts'
import { countWords, joinBlocks } from '../../shared/text.ts'
import { proposeCuts } from './cuts.ts'
import { proposeFlags } from './flags.ts'
import { limits, refuse } from './limits.ts'
import { claimedTitle, proposeMetadata } from './metadata.ts'
import type { Claim, Field, Page } from './page.ts'
import { repair, sentences, type Tally } from './repairs.ts'
import { warningsOf } from './warnings.ts'
import { type Settled, settleZones } from './zones.ts'

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

type Described = Pick<Imported, Field | 'text' | 'blocks' | 'words' | 'warnings' | 'evidence' | 'flags' | 'cuts' | 'textSha256'>

/** What holds of an article once its blocks have their zones. `whole`: it may still hold several articles. */
export function describe(drafts: readonly Settled[], claims: readonly Claim[], now: number, whole: boolean): Described {
  const { text, blocks } = joinBlocks(drafts)
  const openings = new Set(drafts.flatMap(({ opens }, i) => (opens ? [i] : [])))
  const cuts = whole ? proposeCuts(text, blocks, openings) : []
  const several = cuts.length > 0
  const { metadata, evidence } = proposeMetadata(claims, drafts, several)
  return {
    ...metadata,
    text,
    blocks,
    words: countWords(text),
    warnings: warningsOf(metadata, drafts, cuts, now),
    evidence,
    flags: proposeFlags({ metadata, drafts, claims, several, now }),
    cuts,
    textSha256: sha256Of(text),
  }
}

/** `tally` holds the repairs that were made before reading. @throws Failure 'refused' when a page is too large or holds no words */
export function assemble(page: Page, origin: Origin, tally: Tally = new Map()): Imported {
  if (page.pieces.length > limits.blocks) refuse(`The file falls into more than ${limits.blocks.toLocaleString('en')} paragraphs.`)
  const pieces = page.pieces.map((piece) => ({ ...piece, text: repair(piece.text, tally).trim() }))
  const drafts = settleZones(pieces, claimedTitle(page.claims), page.certain)
  const { now, ...named } = origin
  const described = describe(drafts, page.claims, now, origin.of === 1)
  if (described.text.length > limits.text) refuse('The text is longer than 20 million characters.')
  if (described.words === 0) refuse('The file holds no words.')
  return {
    ...named,
    ...described,
    repairs: [...(page.repairs ?? []), ...sentences(tally)],
    warnings: [...(page.warnings ?? []), ...described.warnings],
    within: null,
  }
}
