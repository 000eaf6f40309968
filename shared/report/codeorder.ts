// The codes of a project as a reader of its codebooks meets them: book by book, each code before those under it.
import type { CodeId } from '../ids.ts'
import type { Code, Codebook } from '../records.ts'

export type Placed = Readonly<{ code: Code; path: readonly string[]; place: number }>

/** Codes in their order, each with the names of the codes above it, outermost first. */
export function codesInOrder(codebooks: readonly Codebook[], codes: readonly Code[]): ReadonlyMap<CodeId, Placed> {
  const books = new Map(codebooks.map((book) => [book.id, book.position]))
  const sorted = codes.toSorted(
    (a, b) => (books.get(a.codebookId) ?? 0) - (books.get(b.codebookId) ?? 0) || a.position - b.position || (a.id < b.id ? -1 : 1),
  )
  const known = new Set(codes.map((code) => code.id))
  const children = new Map<CodeId | null, Code[]>()
  for (const code of sorted) {
    const parent = code.parentId !== null && known.has(code.parentId) ? code.parentId : null
    const held = children.get(parent)
    if (held === undefined) children.set(parent, [code])
    else held.push(code)
  }
  const placed = new Map<CodeId, Placed>()
  const walk = (parent: CodeId | null, path: readonly string[]) => {
    for (const code of children.get(parent) ?? []) {
      placed.set(code.id, { code, path, place: placed.size })
      walk(code.id, [...path, code.name])
    }
  }
  walk(null, [])
  return placed
}
