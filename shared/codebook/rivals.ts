// Families whose codes exclude each other on a stretch of text: which codes are rivals.
import type { CodeId } from '../ids.ts'
import { above, below, type Codes } from './tree.ts'

/** The codes that cannot stand where this one does: those of its exclusive families that are neither above nor below it. */
export function rivalsOf(codes: Codes, codeId: CodeId): ReadonlySet<CodeId> {
  const code = codes.get(codeId)
  if (code === undefined) return new Set()
  const line = above(codes, code)
  const families = line.filter((parent) => parent.exclusive)
  if (families.length === 0) return new Set()
  const kin = new Set([code, ...line, ...below(codes, code)])
  const rivals = new Set<CodeId>()
  for (const each of families) for (const other of below(codes, each)) if (!kin.has(other)) rivals.add(other.id)
  return rivals
}

/** Of codes that are to stand together on one highlight, those that may: a later one takes the place of its earlier rivals. */
export function settle(codes: Codes, codeIds: readonly CodeId[]): readonly CodeId[] {
  return codeIds.filter((id, i) => !codeIds.slice(i + 1).some((later) => rivalsOf(codes, later).has(id)))
}
