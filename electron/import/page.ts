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
  /** Whether it stands outside the article's part of the page; absent where that could not be told. */
  outside?: boolean
  /** Whether it begins one of several articles that the markup tells apart. */
  opens?: boolean
  /** Share of its characters that are words of links, 0 to 1. */
  linked?: number
}>

export type Field = 'title' | 'outlet' | 'author' | 'date' | 'modified' | 'section' | 'url' | 'language'
/** What a document says about itself in one place. The heavier claim wins; of equals, the first. `from` names the place in plain words. */
export type Claim = Readonly<{ field: Field; value: string; weight: number; from?: string }>

export type Page = Readonly<{
  pieces: readonly Piece[]
  claims: readonly Claim[]
  /** The format itself says which of its words are the article: its hints hold even where they leave few. */
  certain?: boolean
  /** What was done to the file to get the pieces, and what the analyst should look at; one plain sentence each. */
  repairs?: readonly string[]
  warnings?: readonly string[]
}>

/** What one file holds: a page for each article, and how its characters were written where the format leaves that open. */
export type Pages = Readonly<{ pages: readonly Page[]; encoding: string }>

export type Reading = Readonly<{
  /** Milliseconds since 1970, for telling dates in the future. */
  now: number
  /** For a file that is locked. */
  password?: string | undefined
  /** For a table: the name of the column that holds each field (`text`, `title`, `outlet` …), where the analyst has said so. */
  columns?: Readonly<Record<string, string>> | undefined
}>

/**
 * Reads a file of a format that is not plain marked-up text. Pure: no disk, no network.
 * @throws Failure 'refused' with a plain reason, 'needs-password' when it is locked and the password is missing or wrong
 */
export type ReadBytes = (bytes: Uint8Array, reading: Reading) => Promise<Pages>
