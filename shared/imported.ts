// What an importer makes of a file, before it becomes a record: also what `parallax import --json` prints.
import { z } from 'zod'
import { Sha256 } from './ids.ts'
import { Article, Flag } from './records.ts'
import { Block, Range } from './text.ts'

const fields = Article.unwrap().shape

/** Where an article on a page may begin, and what says so. */
export const Cut = z
  .strictObject({
    /** Start of a block, in UTF-16 units of the page's text; never 0. */
    at: z.int().positive(),
    title: z.string(),
    evidence: z.string(),
  })
  .readonly()
export type Cut = z.infer<typeof Cut>

export const Imported = z
  .strictObject({
    source: fields.source,
    format: fields.format,
    title: fields.title,
    outlet: fields.outlet,
    author: fields.author,
    date: fields.date,
    url: fields.url,
    language: fields.language,
    encoding: fields.encoding,
    /** Canonical text. */
    text: z.string(),
    blocks: z.array(Block).readonly(),
    words: fields.words,
    /** What was done to the bytes to get the text. */
    repairs: fields.repairs,
    /** What the analyst should look at: a byline that looks wrong, a date in the future, replacement characters. */
    warnings: z.array(z.string()),
    modified: z.string(),
    section: z.string(),
    /** Where each field was found, by its name. */
    evidence: z.record(z.string(), z.string()).readonly(),
    flags: z.array(Flag).readonly(),
    part: z.int().positive(),
    of: z.int().positive(),
    within: Range.nullable(),
    /** Where the page falls into several articles, when it seems to and was not cut. */
    cuts: z.array(Cut).readonly(),
    textSha256: Sha256,
    originalSha256: Sha256,
  })
  .readonly()
export type Imported = z.infer<typeof Imported>

/** A file as it comes in: its bytes and its name, never its path. */
export type SourceFile = Readonly<{ name: string; bytes: Uint8Array }>
