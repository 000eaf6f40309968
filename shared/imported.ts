// What an importer makes of a file, before it becomes a record: also what `parallax import --json` prints.
import { z } from 'zod'
import { Sha256 } from './ids.ts'
import { Article } from './records.ts'
import { Block } from './text.ts'

const fields = Article.unwrap().shape

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
    textSha256: Sha256,
    originalSha256: Sha256,
  })
  .readonly()
export type Imported = z.infer<typeof Imported>

/** A file as it comes in: its bytes and its name, never its path. */
export type SourceFile = Readonly<{ name: string; bytes: Uint8Array }>
