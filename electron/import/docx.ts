// Word documents (Office Open XML, ECMA-376). The parts are found by the relationships inside the archive; what lies outside of it
// is never opened. Headers stand before the text; notes, with the marks that refer to them, and footers after it.
import { openArchive } from './archive.ts'
import { numberingOf, stylesOf } from './docxStyles.ts'
import { DocxText } from './docxText.ts'
import { refuse } from './limits.ts'
import { joined, PROPERTY, STYLED } from './office.ts'
import type { Claim, Pages, Piece, ReadBytes } from './page.ts'
import { sentences } from './repairs.ts'
import { refuseWordReport } from './report.ts'
import { childOf, childrenOf, parseXml, under, wordsOf, type Xml } from './xml.ts'

/** A part's relationships to parts inside the archive: by id, with the last word of their type. */
type Relations = ReadonlyMap<string, Readonly<{ type: string; target: string }>>
type Part = (name: string) => Xml | undefined

function relationsOf(part: Part, name: string): Relations {
  const [, folder = '', file = ''] = /^(.*\/)?([^/]*)$/.exec(name) ?? []
  const relations = part(`${folder}_rels/${file}.rels`)
  const found = new Map<string, { type: string; target: string }>()
  for (const { attributes } of relations === undefined ? [] : childrenOf(relations, 'Relationship')) {
    const { Id = '', Type = '', Target = '', TargetMode = '' } = attributes
    if (TargetMode.toLowerCase() === 'external' || Target === '') continue
    found.set(Id, { type: Type.split('/').at(-1) ?? '', target: Target.startsWith('/') ? Target.slice(1) : resolved(folder, Target) })
  }
  return found
}

/** A name seen from a folder of the archive. */
function resolved(folder: string, target: string): string {
  const steps: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

const targetOf = (relations: Relations, type: string): string | undefined =>
  [...relations.values()].find((each) => each.type === type)?.target

/** Notes by their ids; separators between notes and text have a type. */
function notesOf(part: Xml | undefined): Map<string, Xml> {
  const notes = part === undefined ? [] : childrenOf(part).filter(({ attributes: { type = 'normal' } }) => type === 'normal')
  return new Map(notes.map((each) => [each.attributes.id ?? '', each]))
}

const properties: readonly (readonly [Claim['field'], string])[] = [
  ['title', 'title'],
  ['author', 'creator'],
  ['date', 'created'],
  ['modified', 'modified'],
]

function claimsOf(core: Xml | undefined, title: string): Claim[] {
  const claims: Claim[] = title === '' ? [] : [{ field: 'title', value: title, weight: STYLED, from: 'paragraph of the style Title' }]
  for (const [field, name] of properties) {
    const found = childOf(core, name)
    const value = found === undefined ? '' : wordsOf(found).trim()
    if (value !== '') claims.push({ field, value, weight: PROPERTY, from: `DOCX core property ${name}` })
  }
  return claims
}

/** Headers and footers that the document's sections use, each text once. */
function edgesOf(text: DocxText, part: Part, body: Xml, relations: Relations, name: string): Piece[] {
  const pieces = new Map<string, Piece>()
  const sections = [...childrenOf(body, 'sectPr'), ...childrenOf(body, 'p').flatMap((each) => under(each, 'pPr', 'sectPr') ?? [])]
  const references = sections.flatMap((section) => childrenOf(section, name))
  for (const target of new Set(references.map(({ attributes: { id = '' } }) => relations.get(id)?.target))) {
    const edge = target === undefined ? undefined : part(target)
    if (edge === undefined) continue
    for (const piece of text.story(edge, { kind: 'paragraph', hint: 'boilerplate' }))
      if (/\p{L}/u.test(piece.text)) pieces.set(piece.text, piece)
  }
  return [...pieces.values()]
}

export const readDocx: ReadBytes = async (bytes): Promise<Pages> => {
  const archive = openArchive(bytes)
  refuseWordReport(archive)
  const part: Part = (name) => {
    const content = archive.read(name)
    return content === undefined ? undefined : parseXml(content)
  }
  const top = relationsOf(part, '')
  const main = targetOf(top, 'officeDocument') ?? 'word/document.xml'
  const body = childOf(part(main), 'body')
  if (body === undefined) return refuse('This is no Word document: its text is missing.')
  const relations = relationsOf(part, main)
  const related = (type: string): Xml | undefined => {
    const target = targetOf(relations, type)
    return target === undefined ? undefined : part(target)
  }
  const notes = { footnoteReference: notesOf(related('footnotes')), endnoteReference: notesOf(related('endnotes')) }
  const reader = new DocxText(stylesOf(related('styles')), numberingOf(related('numbering')), notes)
  const headers = edgesOf(reader, part, body, relations, 'headerReference')
  const text = reader.story(body)
  const footers = edgesOf(reader, part, body, relations, 'footerReference')
  const core = targetOf(top, 'core-properties')
  const page = {
    pieces: joined([...headers, ...text, ...reader.notes.pieces, ...footers]),
    claims: claimsOf(core === undefined ? undefined : part(core), reader.title),
    repairs: sentences(reader.tally),
    warnings: [...reader.warnings],
  }
  return { pages: [page], encoding: 'utf-8' }
}
