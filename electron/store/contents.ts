// Texts and originals by their SHA-256: written once, never changed, checked whenever they are read.
import { createHash } from 'node:crypto'
import { deflateSync, inflateSync } from 'node:zlib'
import { z } from 'zod'
import { Failure } from '../../shared/failure.ts'
import { Sha256 } from '../../shared/ids.ts'
import { Block, faultOfBlocks } from '../../shared/text.ts'
import { wellFormed } from './codec.ts'
import type { Connection } from './database.ts'

/** What comes into a project with a change; deflated where it is stored. */
export type Contents = Readonly<{
  texts: readonly Readonly<{ sha256: Sha256; text: string; blocks: readonly Block[] }>[]
  /** What the blocks of corrected texts are. */
  layouts?: readonly Readonly<{ sha256: Sha256; blocks: readonly Block[] }>[]
  originals: readonly Readonly<{ sha256: Sha256; bytes: Uint8Array }>[]
  /** Originals whose bytes nobody has: their places are kept. */
  lost?: readonly Sha256[]
}>
export type Text = Readonly<{ text: string; blocks: readonly Block[] }>
/** Where a text is: an article, or an earlier text of one. */
export type Place = Readonly<{ textSha256: Sha256; blocksSha256: Sha256 | null }>

const Blocks = z.array(Block)
const KEPT = 4
const MAX_ORIGINAL = 256 * 1024 * 1024

export const sha256Of = (data: string | Uint8Array): Sha256 => Sha256.parse(createHash('sha256').update(data).digest('hex'))

/** The address of a list of blocks. */
export const layoutOf = (blocks: readonly Block[]): Sha256 => sha256Of(JSON.stringify(blocks))

const unfit = (what: string): Failure => new Failure('invalid-input', `${what} Nothing was changed.`)

export class ContentStore {
  readonly #putText
  readonly #putLayout
  readonly #putOriginal
  readonly #text
  readonly #layout
  readonly #original
  readonly #lost
  /** The texts last used, oldest first: highlights are checked against them at each commit. */
  readonly #kept = new Map<string, Text>()

  constructor(db: Connection) {
    this.#putText = db.prepare<[string, number, string, string, string]>(
      'INSERT INTO text (sha256, units, blocksSha256, blocks, text) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
    this.#putLayout = db.prepare<[string, string]>('INSERT INTO layout (sha256, blocks) VALUES (?, ?) ON CONFLICT DO NOTHING')
    this.#putOriginal = db.prepare<[string, number, Uint8Array]>(
      'INSERT INTO original (sha256, size, deflated) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    )
    this.#text = db.prepare<[string], { text: string; blocks: string; blocksSha256: string }>(
      'SELECT text, blocks, blocksSha256 FROM text WHERE sha256 = ?',
    )
    this.#layout = db.prepare<[string], string>('SELECT blocks FROM layout WHERE sha256 = ?').pluck()
    this.#lost = db.prepare<[string], number>('SELECT length(deflated) = 0 FROM original WHERE sha256 = ?').pluck()
    this.#original = db.prepare<[string], { size: number; deflated: Uint8Array }>('SELECT size, deflated FROM original WHERE sha256 = ?')
  }

  /**
   * Adds contents; those that are there already stay as they are.
   * @throws Failure 'invalid-input' when a hash or a text's blocks do not fit
   */
  put({ texts, layouts = [], originals, lost = [] }: Contents): void {
    for (const { sha256, text, blocks } of texts) {
      const fault = sha256Of(wellFormed(text)) === sha256 ? faultOfBlocks(text, Blocks.parse(blocks)) : 'it is not the text of its hash'
      if (fault !== undefined) throw unfit(`A text cannot be taken in: ${fault}.`)
      const json = JSON.stringify(blocks)
      this.#putText.run(sha256, text.length, sha256Of(json), json, text)
    }
    for (const { sha256, blocks } of layouts) {
      if (layoutOf(blocks) !== sha256) throw unfit('A text cannot be taken in: its blocks are not those of their hash.')
      this.#putLayout.run(sha256, JSON.stringify(blocks))
    }
    for (const { sha256, bytes } of originals) {
      if (sha256Of(bytes) !== sha256) throw unfit('An original cannot be taken in: it is not the file of its hash.')
      this.#putOriginal.run(sha256, bytes.byteLength, deflateSync(bytes))
    }
    for (const sha256 of lost) this.putLost(sha256)
  }

  /** Keeps the place of an original that could not be read: whoever asks for it is told so. */
  putLost(sha256: Sha256): void {
    this.#putOriginal.run(sha256, 0, new Uint8Array())
  }

  /** Whether only the place of an original is kept. */
  isLost(sha256: Sha256): boolean {
    return this.#lost.get(sha256) === 1
  }

  /** A text with its blocks, or what is wrong with it. Reads the file each time. */
  read({ textSha256, blocksSha256 }: Place): Text | Readonly<{ fault: string }> {
    const row = this.#text.get(textSha256)
    if (row === undefined) return { fault: 'its text is missing' }
    if (sha256Of(row.text) !== textSha256) return { fault: 'its text is not what was imported' }
    const json = blocksSha256 === null ? row.blocks : this.#layout.get(blocksSha256)
    if (json === undefined || sha256Of(json) !== (blocksSha256 ?? row.blocksSha256))
      return { fault: 'its paragraphs are not what was imported' }
    const blocks = Blocks.safeParse(JSON.parse(json))
    const fault = blocks.success ? faultOfBlocks(row.text, blocks.data) : 'its paragraphs cannot be read'
    if (!blocks.success || fault !== undefined) return { fault: fault ?? 'its paragraphs cannot be read' }
    return { text: row.text, blocks: blocks.data }
  }

  /** A text that was checked since the project was opened, without reading it again while it is in use. */
  text(place: Place): Text | Readonly<{ fault: string }> {
    const key = `${place.textSha256} ${place.blocksSha256 ?? ''}`
    const found = this.#kept.get(key) ?? this.read(place)
    this.#kept.delete(key)
    if ('fault' in found) return found
    this.#kept.set(key, found)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest)
    return found
  }

  /** The bytes of an original, or what is wrong with it. */
  original(sha256: Sha256): Uint8Array | Readonly<{ fault: string }> {
    const row = this.#original.get(sha256)
    if (row === undefined) return { fault: 'the original is missing' }
    try {
      const bytes = inflateSync(row.deflated, { maxOutputLength: Math.min(MAX_ORIGINAL, Math.max(1, row.size)) })
      if (sha256Of(bytes) === sha256) return bytes
    } catch {
      // Said below: what does not inflate is not what was imported.
    }
    return { fault: 'the original is not what was imported' }
  }
}
