// QDPX: a ZIP file with `project.qde` and the texts of its sources. What programs do to it is taken as it comes: the XML under any
// name, folders and endings in any case, texts inside the XML or beside it with and without the scheme before their names, GUIDs in
// braces. Paths that lead out of the file are never followed.
import { type Loss, lossesOf } from '../../shared/exchange/loss.ts'
import type { Qde, QdeCode, QdeCoding, QdeNote, QdeSelection, QdeSource, QdeValue } from '../../shared/exchange/qde.ts'
import { type Archive, openArchive } from '../import/archive.ts'
import { decode } from '../import/encoding.ts'
import { refuse } from '../import/limits.ts'
import { childOf, childrenOf, parseXml, under, wordsOf, type Xml } from '../import/xml.ts'
import { writeQde } from './qdexml.ts'
import { zipOf } from './zip.ts'

export const writeQdpx = (qde: Qde): Uint8Array =>
  zipOf({ 'project.qde': writeQde(qde), ...Object.fromEntries(qde.sources.map(({ guid, raw }) => [`sources/${guid}.txt`, raw])) })

/** Endings of what lies beside the texts and is never read. */
const media = /\.(?:docx?|odt|rtf|pdf|xlsx?|pptx?|jpe?g|png|gif|tiff?|bmp|heic|mp[34]|m4[av]|mov|avi|mpe?g|wm[av]|wav|aac|ogg|webm|mkv)$/i

/** What a file holds, and the bytes that the text of each source was read from, by its GUID. */
export type Unpacked = Readonly<{ qde: Qde; bytes: ReadonlyMap<string, Uint8Array>; losses: readonly Loss[]; notes: readonly string[] }>

/** @throws Failure 'refused' when it is no archive, is damaged or built to harm, or holds no project of this format */
export function readQdpx(file: Uint8Array): Unpacked {
  const archive = openArchive(file, (name) => !media.test(name))
  const roots = archive.names.filter((name) => /^[^/]+\.qde$/i.test(name))
  const [name] = roots.length === 1 ? roots : roots.filter((each) => /^project\.qde$/i.test(each))
  const root = name === undefined ? undefined : archive.read(name)
  if (name === undefined || root === undefined) return refuse('This QDPX file holds no project (a file that ends in .qde).')
  const notes = name === 'project.qde' ? [] : [`The project inside is called “${name}”, not “project.qde”.`]
  const project = parseXml(root)
  if (project.name !== 'Project') return refuse(`The root of “${name}” is ${project.name.slice(0, 40)}, not Project.`)
  return { ...projectOf(project, archive), notes }
}

const guid = (written: string | undefined): string => (written ?? '').replace(/[{}\s]/g, '').toLowerCase()
const isGuid = (value: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
const said = (element: Xml | undefined, name: string): string => element?.attributes[name] ?? ''
const wordsIn = (element: Xml, name: string): string => {
  const found = childOf(element, name)
  return found === undefined ? '' : wordsOf(found)
}
const targets = (element: Xml, name: string): string[] =>
  childrenOf(element, name).map((each) => guid(each.attributes.targetGUID ?? each.attributes.guid))
const noteRefs = (element: Xml): string[] => targets(element, 'NoteRef')
const madeOf = (element: Xml) => ({ user: guid(said(element, 'creatingUser')), at: said(element, 'creationDateTime') })
const valuesOf = (element: Xml): QdeValue[] =>
  childrenOf(element, 'VariableValue').flatMap((each) => {
    const value = childrenOf(each).find((child) => child.name.endsWith('Value'))
    const [variable] = targets(each, 'VariableRef')
    return value === undefined || variable === undefined ? [] : [{ variable, value: wordsOf(value) }]
  })
const codingsOf = (element: Xml): QdeCoding[] =>
  childrenOf(element, 'Coding').map((each) => ({
    guid: isGuid(guid(said(each, 'guid'))) ? guid(said(each, 'guid')) : '',
    ...madeOf(each),
    code: targets(each, 'CodeRef')[0] ?? '',
    notes: noteRefs(each),
  }))
const selectionOf = (element: Xml): QdeSelection => ({
  guid: guid(said(element, 'guid')),
  name: said(element, 'name'),
  ...madeOf(element),
  start: Number(said(element, 'startPosition') || Number.NaN),
  end: Number(said(element, 'endPosition') || Number.NaN),
  description: wordsIn(element, 'Description'),
  codings: codingsOf(element),
  notes: noteRefs(element),
})

function codesOf(element: Xml, parent: string | null): QdeCode[] {
  return childrenOf(element, 'Code').flatMap((each) => {
    const own = guid(said(each, 'guid'))
    if (!isGuid(own)) return refuse('A code in the file has no GUID.')
    const code = {
      guid: own,
      parent,
      name: said(each, 'name').trim(),
      color: said(each, 'color'),
      description: wordsIn(each, 'Description'),
      isCodable: !/^(?:false|0)$/.test(said(each, 'isCodable')),
      notes: noteRefs(each),
    }
    return [code, ...codesOf(each, own)]
  })
}

/** The file that a path means: what is inside the archive, whatever its scheme and capitals. */
function fileAt(archive: Archive, path: string): Uint8Array | undefined {
  const name = path.replace(/^[a-z]+:\/*/i, '').replaceAll('\\', '/')
  const last = name.slice(name.lastIndexOf('/') + 1).toLowerCase()
  const found = archive.names.find((each) => each.slice(each.lastIndexOf('/') + 1).toLowerCase() === last)
  return last === '' || found === undefined ? undefined : archive.read(found)
}

type Plain = Readonly<{ raw: string; marked: boolean; bytes: Uint8Array }>

function plainOf(element: Xml, archive: Archive): Plain | undefined {
  const path = said(element, 'plainTextPath')
  const bytes = path === '' ? undefined : fileAt(archive, path)
  if (bytes === undefined) {
    const held = childOf(element, 'PlainTextContent')
    return held === undefined ? undefined : { raw: wordsOf(held), marked: false, bytes: new TextEncoder().encode(wordsOf(held)) }
  }
  const text = textOf(bytes)
  return text.startsWith('\uFEFF') ? { raw: text.slice(1), marked: true, bytes } : { raw: text, marked: false, bytes }
}

/** With the byte order mark at its beginning, where it has one. */
function textOf(bytes: Uint8Array): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(wide, { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return decode(bytes, false).text
  }
}

function projectOf(project: Xml, archive: Archive): Omit<Unpacked, 'notes'> {
  const lost = {
    'Pictures, sound and film are left out.': [] as string[],
    'Marks on pages of PDF files are left out; those on their text stay.': [] as string[],
    'Sources without a text are left out.': [] as string[],
    'Graphs are left out.': [] as string[],
    'Things without a GUID are left out.': [] as string[],
  }
  const bytes = new Map<string, Uint8Array>()
  const named = <T extends Readonly<{ guid: string }>>(all: readonly T[], what: string): T[] => {
    const seen = new Set<string>()
    return all.filter(({ guid: own }, n) => {
      const good = isGuid(own) && !seen.has(own)
      if (!good) lost['Things without a GUID are left out.'].push(own || `${what} ${n + 1}`)
      seen.add(own)
      return good
    })
  }
  const sourceOf = (element: Xml, outer: Xml): QdeSource[] => {
    const own = guid(said(element, 'guid')) || guid(said(outer, 'guid'))
    const plain = plainOf(element, archive)
    if (plain === undefined) {
      lost['Sources without a text are left out.'].push(own)
      return []
    }
    bytes.set(own, plain.bytes)
    const both = element === outer ? [element] : [outer, element]
    return [
      {
        guid: own,
        name: said(outer, 'name') || said(element, 'name'),
        ...madeOf(outer),
        description: both.map((each) => wordsIn(each, 'Description')).find((text) => text !== '') ?? '',
        raw: plain.raw,
        marked: plain.marked,
        selections: named(childrenOf(element, 'PlainTextSelection').map(selectionOf), 'selection'),
        codings: both.flatMap(codingsOf),
        notes: both.flatMap(noteRefs),
        values: both.flatMap(valuesOf),
      },
    ]
  }
  const sources = childrenOf(childOf(project, 'Sources') ?? project).flatMap((element): QdeSource[] => {
    if (element.name === 'TextSource') return sourceOf(element, element)
    if (element.name === 'PDFSource') {
      lost['Marks on pages of PDF files are left out; those on their text stay.'].push(
        ...childrenOf(element, 'PDFSelection').map((each) => guid(said(each, 'guid'))),
      )
      const text = childOf(element, 'Representation')
      if (text !== undefined) return sourceOf(text, element)
      lost['Sources without a text are left out.'].push(guid(said(element, 'guid')))
    } else if (element.name.endsWith('Source')) lost['Pictures, sound and film are left out.'].push(guid(said(element, 'guid')))
    return []
  })
  const listed = (name: string, item: string): Xml[] => childrenOf(childOf(project, name) ?? { name, attributes: {}, children: [] }, item)
  lost['Graphs are left out.'].push(...listed('Graphs', 'Graph').map((each) => guid(said(each, 'guid'))))
  const notes = listed('Notes', 'Note').map(
    (each): QdeNote => ({
      guid: guid(said(each, 'guid')),
      name: said(each, 'name'),
      ...madeOf(each),
      text: (plainOf(each, archive)?.raw ?? '').replace(/\r\n?/g, '\n') || wordsIn(each, 'Description'),
    }),
  )
  const qde: Qde = {
    name: said(project, 'name'),
    origin: said(project, 'origin'),
    user: guid(said(project, 'creatingUserGUID')),
    description: wordsIn(project, 'Description'),
    users: named(
      listed('Users', 'User').map((each) => ({ guid: guid(said(each, 'guid')), name: said(each, 'name') })),
      'user',
    ),
    codes: codesOf(under(project, 'CodeBook', 'Codes') ?? project, null),
    variables: named(
      listed('Variables', 'Variable').map((each) => ({
        guid: guid(said(each, 'guid')),
        name: said(each, 'name'),
        description: wordsIn(each, 'Description'),
      })),
      'variable',
    ),
    cases: named(
      listed('Cases', 'Case').map((each) => ({
        guid: guid(said(each, 'guid')),
        name: said(each, 'name'),
        description: wordsIn(each, 'Description'),
        values: valuesOf(each),
        sources: targets(each, 'SourceRef'),
        selections: targets(each, 'SelectionRef'),
      })),
      'case',
    ),
    sources: named(sources, 'source'),
    notes: named(notes, 'note'),
    links: named(
      listed('Links', 'Link').map((each) => ({
        guid: guid(said(each, 'guid')),
        name: said(each, 'name'),
        direction: said(each, 'direction'),
        from: guid(said(each, 'originGUID')),
        to: guid(said(each, 'targetGUID')),
        notes: noteRefs(each),
      })),
      'link',
    ),
    sets: named(
      listed('Sets', 'Set').map((each) => ({
        guid: guid(said(each, 'guid')),
        name: said(each, 'name'),
        description: wordsIn(each, 'Description'),
        codes: targets(each, 'MemberCode'),
        sources: targets(each, 'MemberSource'),
      })),
      'set',
    ),
  }
  return { qde, bytes, losses: lossesOf(lost) }
}
