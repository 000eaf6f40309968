// Reading words as files, for the tests of the importers.
import { readFileSync } from 'node:fs'
import { importText } from '../../../electron/import/import.ts'
import type { Imported } from '../../../shared/imported.ts'

/** A day that the fixtures do not reach. */
export const now = Date.UTC(2024, 5, 1)
export const fixtures = new URL('../../fixtures/import/', import.meta.url)
export const seeds = new URL('../../../../shared/seeds/', import.meta.url)

export const read = (name: string, content: string | Uint8Array): Imported =>
  importText({ name, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content }, now)

export const readPath = (path: URL): Imported => read(path.pathname.split('/').at(-1) ?? '', readFileSync(path))

/** Blocks as lines of `zone kind level: words`. */
export const shown = ({ text, blocks }: Imported): string[] =>
  blocks.map(({ zone, kind, level, start, end }) => `${zone} ${kind}${level === undefined ? '' : ` ${level}`}: ${text.slice(start, end)}`)

/** Words of the blocks in a zone. */
export const inZone = ({ text, blocks }: Imported, zone: string): string[] =>
  blocks.filter((block) => block.zone === zone).map(({ start, end }) => text.slice(start, end))
