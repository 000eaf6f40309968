// The codes of a project as trees, one or more for each codebook.
import type { CodebookId, CodeId } from '../ids.ts'
import type { Code, Codebook } from '../records.ts'

export type Codes = ReadonlyMap<string, Code>

const byPlace = (a: Code, b: Code) => a.position - b.position || (a.id < b.id ? -1 : 1)

/** The codes right under a code, or the highest of a codebook, in their order. */
export function siblingsUnder(codes: Iterable<Code>, codebookId: CodebookId, parentId: CodeId | null): Code[] {
  return [...codes].filter((code) => code.codebookId === codebookId && code.parentId === parentId).sort(byPlace)
}

/** Codes by what they stand right under, a code or a codebook, in their order. */
function byParent(codes: Iterable<Code>): ReadonlyMap<CodeId | CodebookId, Code[]> {
  const under = new Map<CodeId | CodebookId, Code[]>()
  for (const code of codes) {
    const parent = code.parentId ?? code.codebookId
    const siblings = under.get(parent)
    if (siblings === undefined) under.set(parent, [code])
    else siblings.push(code)
  }
  for (const siblings of under.values()) siblings.sort(byPlace)
  return under
}

const readUnder = (under: ReadonlyMap<CodeId | CodebookId, Code[]>, parent: CodeId | CodebookId): Code[] =>
  (under.get(parent) ?? []).flatMap((code) => [code, ...readUnder(under, code.id)])

/** Codes as codebooks are read: book by book, each code before those under it. */
export function inTreeOrder(codebooks: readonly Pick<Codebook, 'id'>[], codes: Iterable<Code>): Code[] {
  const under = byParent(codes)
  return codebooks.flatMap(({ id }) => readUnder(under, id))
}

/** All codes below a code, each before those under it. */
export const below = (codes: Codes, code: Code): Code[] => readUnder(byParent(codes.values()), code.id)

/** The codes above a code, the nearest first. */
export function above(codes: Codes, code: Code): Code[] {
  const line: Code[] = []
  for (let at = code.parentId === null ? undefined : codes.get(code.parentId); at !== undefined && !line.includes(at); ) {
    line.push(at)
    at = at.parentId === null ? undefined : codes.get(at.parentId)
  }
  return line
}
