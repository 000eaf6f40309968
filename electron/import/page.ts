// What a format's reader makes of a file: its blocks in order with what their markup says, and what the document says
// about itself. Zones, metadata and warnings are settled afterwards, in one way for every format.
import type { BlockKind, Zone } from '../../shared/text.ts'

/** A stretch of a document before it has a zone and a place. */
export type Piece = Readonly<{
  kind: BlockKind
  text: string
  /** 1-6 for headings, nesting depth from 1 for list items. */
  level?: number
  /** The zone that the markup says it is in. */
  hint?: Zone
  /** It stands outside the part of the page that holds most of the text. */
  outside?: boolean
  /** Share of its characters that are words of links, 0 to 1. */
  linked?: number
}>

export type Field = 'title' | 'outlet' | 'author' | 'date' | 'url' | 'language'
/** What a document says about itself in one place. The heavier claim wins; of equals, the first. */
export type Claim = Readonly<{ field: Field; value: string; weight: number }>

export type Page = Readonly<{ pieces: readonly Piece[]; claims: readonly Claim[] }>
