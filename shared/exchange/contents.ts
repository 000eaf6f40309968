// All that a project holds, between it and any other format. The history of acts, drafts, settings and backups stay behind.
import type { CoderId, Sha256 } from '../ids.ts'
import { type Kind, kinds, type RecordOf } from '../records.ts'
import type { Block } from '../text.ts'

/** Records by their kinds, in the order in which they were made. */
export type Records = { readonly [K in Kind]: readonly RecordOf<K>[] }

export type ProjectContents = Readonly<{
  name: string
  /** The coder whose project it is; `null` where the file does not say. */
  analyst: CoderId | null
  records: Records
  texts: readonly Readonly<{ sha256: Sha256; text: string; blocks: readonly Block[] }>[]
  /** What the blocks of corrected texts are. */
  layouts: readonly Readonly<{ sha256: Sha256; blocks: readonly Block[] }>[]
  /** The very bytes that were imported; left out where the format has no room for them. */
  originals: readonly Readonly<{ sha256: Sha256; bytes: Uint8Array }>[]
}>

export const noRecords = (): { [K in Kind]: RecordOf<K>[] } =>
  Object.fromEntries(kinds.map((kind) => [kind, []])) as unknown as { [K in Kind]: RecordOf<K>[] }

/** Values by what they have in common, in their order. */
export function grouped<T, K>(all: readonly T[], key: (each: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const each of all) {
    const group = groups.get(key(each))
    if (group === undefined) groups.set(key(each), [each])
    else group.push(each)
  }
  return groups
}
