// The codes of a REFI-QDA project. In a file of ours a set without sources is a codebook; elsewhere there is one codebook.
import { colourOf, guidanceFrom, keyOf } from '../codebook/qdc.ts'
import { Failure } from '../failure.ts'
import { CodebookId, CodeId } from '../ids.ts'
import { blank, type Code, type Codebook } from '../records.ts'
import { line, PROSE, type QdeIntake } from './qdeintake.ts'

/** @throws Failure 'invalid-input' when two codes have one GUID */
export function codesIn(intake: QdeIntake): Readonly<{ codebooks: readonly Codebook[]; codes: readonly Code[] }> {
  const codebooks: Codebook[] = []
  const codes: Code[] = []
  const books = intake.ours ? intake.qde.sets.filter(({ sources }) => sources.length === 0) : []
  const bookOf = new Map(books.flatMap(({ guid, codes: members }) => members.map((code) => [code, CodebookId.parse(guid)] as const)))
  for (const [position, { guid, name, description }] of books.entries())
    codebooks.push({
      id: CodebookId.parse(guid),
      name: line(name),
      description: intake.fitting(guid, description, PROSE),
      citation: '',
      position,
    })
  const [first] = intake.qde.codes
  const rest = first === undefined ? undefined : CodebookId.parse(intake.guidOf('codebook', `of ${first.guid}`))
  const keys = new Map<string, Set<string>>()
  const siblings = new Map<string, number>()
  const done = new Set<string>()
  for (const { guid, parent, name, color, description, isCodable, notes: ids } of intake.qde.codes) {
    if (done.has(guid)) throw new Failure('invalid-input', `Two codes of this file have the GUID ${guid}. Nothing was taken in.`)
    done.add(guid)
    const book = bookOf.get(guid) ?? (rest as CodebookId)
    if (book === rest && !codebooks.some(({ id }) => id === rest))
      codebooks.push({ id: book, name: line(intake.qde.name) || 'Codebook', description: '', citation: '', position: books.length })
    if (!isCodable) intake.lost['Codes that were only headings can be applied here.'].push([guid, name])
    const held = keys.get(book) ?? new Set()
    const key = keyOf(name, held)
    keys.set(book, held.add(key))
    const above = parent ?? book
    const position = siblings.get(above) ?? 0
    siblings.set(above, position + 1)
    const { definition, whenToUse, whenNot, example, memo } = guidanceFrom(description)
    codes.push({
      ...blank.code,
      id: CodeId.parse(guid),
      codebookId: book,
      parentId: parent === null ? null : CodeId.parse(parent),
      key,
      name: intake.fitting(guid, name) || 'Code without a name',
      definition: intake.fitting(guid, definition, PROSE),
      whenToUse: intake.fitting(guid, whenToUse, PROSE),
      whenNot: intake.fitting(guid, whenNot, PROSE),
      example: intake.fitting(guid, example, PROSE),
      memo: intake.joined(guid, [memo, ...intake.noted(guid, ids)]),
      color: colourOf(color, parent === null ? codes.filter(({ parentId }) => parentId === null).map((code) => code.color) : []),
      position,
      archived: false,
    })
  }
  return { codebooks, codes }
}
