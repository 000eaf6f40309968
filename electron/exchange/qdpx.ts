// QDPX: a ZIP file with `project.qde` and the texts of its sources. What programs do to it is taken as it comes: the XML under any
// name, folders and endings in any case, parts in any order, names that are no GUIDs. What differs from the standard is said.
import { type Item, type Loss, lossesOf } from '../../shared/exchange/loss.ts'
import type { Qde, QdeCode, QdeNote, QdeSelection, QdeSet, QdeSource } from '../../shared/exchange/qde.ts'
import { openArchive } from '../import/archive.ts'
import { refuse } from '../import/limits.ts'
import { childOf, childrenOf, parseXml, under, type Xml } from '../import/xml.ts'
import { guidOf } from './guid.ts'
import { guid, isGuid, madeOf, noteRefs, ownGuid, plainSelections, said, targets, valuesOf, wordsIn } from './qdeelement.ts'
import { QdeTexts, sourcesOf } from './qdetexts.ts'
import { writeQde } from './qdexml.ts'
import { zipOf } from './zip.ts'

export const writeQdpx = (qde: Qde): Uint8Array =>
  zipOf({ 'project.qde': writeQde(qde), ...Object.fromEntries(qde.sources.map(({ guid: own, raw }) => [`sources/${own}.txt`, raw])) })

/** Endings of what lies beside the texts. */
const media = /\.(?:docx?|odt|rtf|pdf|xlsx?|pptx?|jpe?g|png|gif|tiff?|bmp|heic|mp[34]|m4[av]|mov|avi|mpe?g|wm[av]|wav|aac|ogg|webm|mkv)$/i
/** Whether a byte stands for a control character that XML has no place for: no byte of another character is one in UTF-8. */
const isUnsayable = (byte: number): boolean => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d
const NAMESPACE = 'urn:QDA-XML:project:1.0'
const PARTS = ['Users', 'CodeBook', 'Variables', 'Cases', 'Sources', 'Notes', 'Links', 'Sets', 'Graphs', 'Description', 'NoteRef']

/** What a file holds, and the bytes that the text of each source was read from, by its GUID. */
export type Unpacked = Readonly<{ qde: Qde; bytes: ReadonlyMap<string, Uint8Array>; losses: readonly Loss[]; notes: readonly string[] }>

/** @throws Failure 'refused' when it is no archive, is damaged or built to harm, or holds no project of this format */
export function readQdpx(file: Uint8Array): Unpacked {
  const archive = openArchive(file, (name) => !media.test(name))
  const roots = archive.names.filter((name) => /\.qde$/i.test(name) && !/(?:^|\/)(?:__MACOSX\/|\._)/.test(name))
  const top = roots.filter((name) => !name.includes('/'))
  const likely = top.length > 0 ? top : roots
  const [name] = likely.length === 1 ? likely : likely.filter((each) => /(?:^|\/)project\.qde$/i.test(each))
  const root = name === undefined ? undefined : archive.read(name)
  if (name === undefined || root === undefined) return refuse('This QDPX file holds no project (a file that ends in .qde).')
  // Some programs write the words that were marked as they are, such as the ends of pages in the text of a PDF.
  const dirty = root[0] !== 0xff && root[0] !== 0xfe && root[1] !== 0 && root.some(isUnsayable)
  const project = parseXml(dirty ? root.map((byte) => (isUnsayable(byte) ? 0x20 : byte)) : root)
  if (project.name !== 'Project') return refuse(`The root of “${name}” is ${project.name.slice(0, 40)}, not Project.`)
  const unpacked = projectOf(project, new QdeTexts(file, archive))
  const { xmlns = NAMESPACE } = project.attributes
  const places = childrenOf(project).map((each) => PARTS.indexOf(each.name))
  return {
    ...unpacked,
    notes: [
      ...(dirty ? ['Its XML holds control characters, which XML does not allow: they are read as blanks.'] : []),
      ...(name === 'project.qde' ? [] : [`The project inside is called “${name}”, not “project.qde”.`]),
      ...(xmlns === NAMESPACE ? [] : [`Its namespace is “${xmlns.slice(0, 100)}”, not that of the standard.`]),
      ...(places.every((place, n) => place >= (places[n - 1] ?? 0)) ? [] : ['Its parts do not stand in the order of the standard.']),
      ...unpacked.notes,
    ],
  }
}

function codesOf(element: Xml, parent: string | null): QdeCode[] {
  return childrenOf(element, 'Code').flatMap((each, n) => {
    const own = ownGuid(each) || guidOf('code without a GUID', `${parent} ${n} ${said(each, 'name')}`)
    const code = {
      guid: own,
      parent,
      name: said(each, 'name').trim(),
      color: said(each, 'color'),
      description: wordsIn(each, 'Description'),
      isCodable: !/^(?:false|0)$/i.test(said(each, 'isCodable')),
      notes: noteRefs(each),
    }
    return [code, ...codesOf(each, own)]
  })
}

/** A codebook file (QDC): codes and sets of them, and nothing else. `name`: what it is called. @throws Failure 'refused' */
export function readCodeBook(file: Uint8Array, name: string): Unpacked {
  const root = parseXml(file)
  if (root.name !== 'CodeBook') return refuse(`The root of the file is ${root.name.slice(0, 40)}, not CodeBook.`)
  const sets = childrenOf(childOf(root, 'Sets') ?? { name: 'Sets', attributes: {}, children: [] }, 'Set').map(setOf)
  const codes = codesOf(childOf(root, 'Codes') ?? root, null)
  const none = { user: '', description: '', users: [], variables: [], cases: [], sources: [], notes: [], links: [] }
  return { qde: { ...none, name, origin: said(root, 'origin'), codes, sets }, bytes: new Map(), losses: [], notes: [] }
}

const setOf = (element: Xml): QdeSet => ({
  guid: ownGuid(element),
  name: said(element, 'name'),
  description: wordsIn(element, 'Description'),
  codes: targets(element, 'MemberCode'),
  sources: targets(element, 'MemberSource'),
  notes: targets(element, 'MemberNote'),
})

/** Whether a mark on a note is on the words of the note: what marks nothing there but has a place is on the text that it belongs to. */
const isOnNote = ({ text }: QdeNote, { start, end, name, codings }: QdeSelection): boolean =>
  end <= text.length && (codings.length > 0 || text.slice(start, end) === name)

/**
 * Notes that mark the text of the source that refers to them, not their own, are marks of that source: some programs write so what
 * is noted on a stretch without a code.
 */
function annotated(sources: readonly QdeSource[], notes: ReadonlyMap<string, Readonly<{ note: QdeNote; element: Xml }>>) {
  const used = new Set<string>()
  const marked = sources.map((source): QdeSource => {
    const added = source.notes.flatMap((id) => {
      const found = notes.get(id)
      const marks = found === undefined ? [] : plainSelections(found.element)
      if (found === undefined || marks.every((mark) => isOnNote(found.note, mark))) return []
      used.add(id)
      const { text, user, at } = found.note
      return marks.map((mark, n) => ({
        ...mark,
        guid: mark.guid || guidOf('selection', `${id} ${n}`),
        description: text,
        user: mark.user || user,
        at: mark.at || at,
      }))
    })
    return added.length === 0
      ? source
      : { ...source, selections: [...source.selections, ...added], notes: source.notes.filter((id) => !used.has(id)) }
  })
  return { marked, used }
}

function projectOf(project: Xml, texts: QdeTexts): Unpacked {
  const lost = {
    'Graphs are left out.': [] as Item[],
    'Marks on notes are left out.': [] as Item[],
    'Things without a GUID, or with that of another, are left out.': [] as Item[],
  }
  const named = <T extends Readonly<{ guid: string; name: string }>>(all: readonly T[], what: string): T[] => {
    const seen = new Set<string>()
    return all.filter(({ guid: own, name }, n) => {
      const good = isGuid(own) && !seen.has(own)
      if (!good) lost['Things without a GUID, or with that of another, are left out.'].push([own || `${what} ${n + 1}`, `${what}: ${name}`])
      seen.add(own)
      return good
    })
  }
  const listed = (name: string, item: string): Xml[] => childrenOf(childOf(project, name) ?? { name, attributes: {}, children: [] }, item)
  const itemOf = (element: Xml): Item => [ownGuid(element) || element.name, said(element, 'name')]
  lost['Graphs are left out.'].push(...listed('Graphs', 'Graph').map(itemOf))
  const held = listed('Notes', 'Note').map((element) => ({
    element,
    note: {
      guid: ownGuid(element),
      name: said(element, 'name'),
      ...madeOf(element),
      text: (texts.plain(element)?.raw ?? '').replace(/\r\n?/g, '\n') || wordsIn(element, 'Description'),
    },
  }))
  const found = sourcesOf(childrenOf(childOf(project, 'Sources') ?? project), texts)
  const { marked, used } = annotated(found.sources, new Map(held.map((each) => [each.note.guid, each])))
  for (const { element, note } of held)
    if (!used.has(note.guid)) lost['Marks on notes are left out.'].push(...childrenOf(element, 'PlainTextSelection').map(itemOf))
  const qde: Qde = {
    name: said(project, 'name'),
    origin: said(project, 'origin'),
    user: guid(said(project, 'creatingUserGUID')),
    description: wordsIn(project, 'Description'),
    users: named(
      listed('Users', 'User').map((each) => ({ guid: ownGuid(each), name: said(each, 'name') })),
      'user',
    ),
    codes: codesOf(under(project, 'CodeBook', 'Codes') ?? project, null),
    variables: named(
      listed('Variables', 'Variable').map((each) => ({
        guid: ownGuid(each),
        name: said(each, 'name'),
        description: wordsIn(each, 'Description'),
      })),
      'variable',
    ),
    cases: named(
      listed('Cases', 'Case').map((each) => ({
        guid: ownGuid(each),
        name: said(each, 'name'),
        description: wordsIn(each, 'Description'),
        values: valuesOf(each),
        codes: targets(each, 'CodeRef'),
        sources: targets(each, 'SourceRef'),
        selections: targets(each, 'SelectionRef'),
      })),
      'case',
    ),
    sources: named(marked, 'source'),
    notes: named(
      held.map(({ note }) => note).filter((note) => !used.has(note.guid)),
      'note',
    ),
    links: named(
      listed('Links', 'Link').map((each) => ({
        guid: ownGuid(each),
        name: said(each, 'name'),
        direction: said(each, 'direction'),
        from: guid(said(each, 'originGUID')),
        to: guid(said(each, 'targetGUID')),
        notes: noteRefs(each),
      })),
      'link',
    ),
    sets: named(listed('Sets', 'Set').map(setOf), 'set'),
  }
  return { qde, bytes: found.bytes, losses: [...found.losses, ...lossesOf(lost)], notes: found.notes }
}
