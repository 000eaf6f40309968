// What an analyst can do to a codebook, as changes. Every function is pure; fresh ids come in as a pen.
import type { Change, Step } from '../change.ts'
import type { Pen } from '../commands.ts'
import { CodebookId, CodeId } from '../ids.ts'
import { blank, type Code, type Codebook } from '../records.ts'
import { freshColour } from './colours.ts'
import { above, below, type Codes, siblingsUnder } from './tree.ts'

/** A place in the tree: before a sibling, or last. */
export type Place = Readonly<{ codebookId: CodebookId; parentId: CodeId | null; before: CodeId | null }>
export type Shift = 'up' | 'down' | 'in' | 'out'

const edit = (before: Code, fields: Partial<Code>): Step => ({ kind: 'code', before, after: { ...before, ...fields } })

/** Short name within a codebook that no other code has: the words' first letters in capitals, under the key of the code above. */
export function freshKey(codes: Codes, codebookId: CodebookId, parentId: CodeId | null, name: string): string {
  const taken = new Set([...codes.values()].filter((code) => code.codebookId === codebookId).map((code) => code.key))
  const parent = parentId === null ? undefined : codes.get(parentId)
  const short =
    name
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^\p{L}\p{N}]+/gu, '')
      .slice(0, 4) || 'CODE'
  const stem = `${parent === undefined ? '' : `${parent.key.slice(0, 50)}.`}${short}`
  for (let n = 1; ; n++) {
    const key = n === 1 ? stem : `${stem}${n}`
    if (!taken.has(key)) return key
  }
}

/** Makes a code, last under another or last of its codebook's highest. */
export function addCode(pen: Pen, codes: Codes, place: Pick<Place, 'codebookId' | 'parentId'>, name: string): Change {
  const siblings = siblingsUnder(codes.values(), place.codebookId, place.parentId)
  const parent = place.parentId === null ? undefined : codes.get(place.parentId)
  const after: Code = {
    ...blank.code,
    ...place,
    id: CodeId.parse(pen.newId()),
    key: freshKey(codes, place.codebookId, place.parentId, name),
    name,
    definition: '',
    color: parent?.color ?? freshColour(siblings.map((code) => code.color)),
    position: (siblings.at(-1)?.position ?? -1) + 1,
    archived: false,
  }
  return [{ kind: 'code', before: null, after }]
}

/** The parts of a code that its form edits. */
export type CodeFields = Omit<Code, 'id' | 'codebookId' | 'parentId' | 'position' | 'archived'>
export const editCode = (code: Code, fields: Partial<CodeFields>): Change => [edit(code, fields)]

/** Says why a code cannot have a key, or `undefined`. */
export function faultOfKey(codes: Codes, code: Code, key: string): string | undefined {
  if (key.trim() === '') return 'A short name is needed'
  if (key.length > 64) return 'At most 64 characters'
  const other = [...codes.values()].find((each) => each.codebookId === code.codebookId && each.id !== code.id && each.key === key)
  return other === undefined ? undefined : `“${other.name}” has this short name`
}

/** Says why a code cannot have a shortcut, or `undefined`. Digits are taken: they are the most recent codes. */
export function faultOfShortcut(codes: Codes, code: Code, shortcut: string): string | undefined {
  if (shortcut === '') return undefined
  if (!/^[\p{L}\p{S}\p{P}]$/u.test(shortcut)) return 'One letter or sign'
  const other = [...codes.values()].find((each) => each.id !== code.id && each.shortcut === shortcut)
  return other === undefined ? undefined : `“${other.name}” has this key`
}

/**
 * Puts a code with all below it at another place of its tree or of another codebook. Nothing changes where it stands there already.
 * @throws RangeError when the place is within the code itself
 */
export function moveCode(codes: Codes, code: Code, place: Place): Change {
  const parent = place.parentId === null ? undefined : codes.get(place.parentId)
  if (parent !== undefined && [parent, ...above(codes, parent)].some((each) => each.id === code.id))
    throw new RangeError('A code cannot stand under itself.')
  const others = siblingsUnder(codes.values(), place.codebookId, place.parentId).filter((each) => each.id !== code.id)
  const at = others.findIndex((each) => each.id === place.before)
  const order = at === -1 ? [...others, code] : others.toSpliced(at, 0, code)
  const steps = order.flatMap((each, position) => {
    const fields = each === code ? { codebookId: place.codebookId, parentId: place.parentId, position } : { position }
    const moved =
      each.position !== position || (each === code && (code.parentId !== place.parentId || code.codebookId !== place.codebookId))
    return moved ? [edit(each, fields)] : []
  })
  if (place.codebookId === code.codebookId) return steps
  return [...steps, ...below(codes, code).map((each) => edit(each, { codebookId: place.codebookId }))]
}

/** Moves a code by one: up or down among its siblings, in under the one before it, out behind the one above it. */
export function shiftCode(codes: Codes, code: Code, shift: Shift): Change {
  const { codebookId, parentId } = code
  const siblings = siblingsUnder(codes.values(), codebookId, parentId)
  const at = siblings.findIndex((each) => each.id === code.id)
  const previous = siblings[at - 1]
  if (shift === 'up' || shift === 'in') {
    if (previous === undefined) return []
    const place = shift === 'up' ? { parentId, before: previous.id } : { parentId: previous.id, before: null }
    return moveCode(codes, code, { codebookId, ...place })
  }
  if (shift === 'down')
    return at === siblings.length - 1 ? [] : moveCode(codes, code, { codebookId, parentId, before: siblings[at + 2]?.id ?? null })
  const parent = parentId === null ? undefined : codes.get(parentId)
  if (parent === undefined) return []
  const uncles = siblingsUnder(codes.values(), codebookId, parent.parentId)
  const next = uncles[uncles.findIndex((each) => each.id === parent.id) + 1]
  return moveCode(codes, code, { codebookId, parentId: parent.parentId, before: next?.id ?? null })
}

/** Puts a code with all below it out of use; back in use it comes with all above it. What was coded stays coded. */
export function archiveCode(codes: Codes, code: Code, archived: boolean): Change {
  const touched = archived ? below(codes, code) : [...above(codes, code), ...below(codes, code)]
  return [code, ...touched].filter((each) => each.archived !== archived).map((each) => edit(each, { archived }))
}

/** Takes a code away with all below it. The store refuses it where one of them is in use. */
export function removeCode(codes: Codes, code: Code): Change {
  return [code, ...below(codes, code)].toReversed().map((before): Step => ({ kind: 'code', before, after: null }))
}

export function addCodebook(pen: Pen, codebooks: readonly Codebook[], name: string): Change {
  const position = Math.max(-1, ...codebooks.map((each) => each.position)) + 1
  return [{ kind: 'codebook', before: null, after: { id: CodebookId.parse(pen.newId()), name, description: '', citation: '', position } }]
}

export function editCodebook(before: Codebook, fields: Partial<Omit<Codebook, 'id' | 'position'>>): Change {
  return [{ kind: 'codebook', before, after: { ...before, ...fields } }]
}

/** Takes a codebook away with its codes. The store refuses it where one of them is in use. */
export function removeCodebook(codes: Codes, codebook: Codebook): Change {
  return [
    ...siblingsUnder(codes.values(), codebook.id, null).flatMap((code) => removeCode(codes, code)),
    { kind: 'codebook', before: codebook, after: null },
  ]
}
