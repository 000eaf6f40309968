// The sources of a QDPX file: where their texts are, and the marks on them. A text stands beside the XML or within it; that of a PDF
// under its representation, that of sound and film under their transcripts, where marks lie between points of time that have places
// in the text. Paths that lead out of the file are never followed.

import { type Item, type Loss, lossesOf } from '../../shared/exchange/loss.ts'
import type { QdeSelection, QdeSource } from '../../shared/exchange/qde.ts'
import { type Archive, openArchive } from '../import/archive.ts'
import { decode } from '../import/encoding.ts'
import { childOf, childrenOf, wordsOf, type Xml } from '../import/xml.ts'
import { guidOf } from './guid.ts'
import { codingsOf, madeOf, noteRefs, ownGuid, plainSelections, said, selectionOf, valuesOf, wordsIn } from './qdeelement.ts'
import { richTextOf } from './richtext.ts'

export type Plain = Readonly<{ raw: string; marked: boolean; inline: boolean; guessed: boolean; bytes: Uint8Array }>

/** The file that a path means: what is inside the archive, whatever its scheme and capitals; in the folder that it names before any other. */
function fileAt(archive: Archive, path: string): Uint8Array | undefined {
  const name = path
    .replace(/^[a-z]+:\/*/i, '')
    .replaceAll('\\', '/')
    .toLowerCase()
  const last = name.slice(name.lastIndexOf('/') + 1)
  const named = archive.names.filter((each) => each.slice(each.lastIndexOf('/') + 1).toLowerCase() === last)
  const found = named.find((each) => each.toLowerCase() === name || each.toLowerCase() === `sources/${name}`) ?? named[0]
  return last === '' || found === undefined ? undefined : archive.read(found)
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

/** Reads the texts of a QDPX file. */
export class QdeTexts {
  readonly #archive: Archive
  readonly #file: Uint8Array

  constructor(file: Uint8Array, archive: Archive) {
    this.#file = file
    this.#archive = archive
  }

  /** The text of a source, a transcript or a note; `undefined` where the file has none. */
  plain(element: Xml): Plain | undefined {
    const path = said(element, 'plainTextPath')
    const bytes = path === '' ? undefined : fileAt(this.#archive, path)
    if (bytes !== undefined) {
      const text = textOf(bytes)
      const marked = text.startsWith('\uFEFF')
      return { raw: marked ? text.slice(1) : text, marked, inline: false, guessed: false, bytes }
    }
    const held = childOf(element, 'PlainTextContent')
    const rich = held === undefined ? this.#rich(said(element, 'richTextPath')) : undefined
    const raw = held === undefined ? rich : wordsOf(held)
    if (raw === undefined) return undefined
    return { raw, marked: false, inline: held !== undefined, guessed: held === undefined, bytes: new TextEncoder().encode(raw) }
  }

  /** Word files are opened only where there is nothing else. */
  #rich(path: string): string | undefined {
    if (!/\.docx$/i.test(path)) return undefined
    const bytes = fileAt(
      openArchive(this.#file, (name) => /\.docx$/i.test(name)),
      path,
    )
    return bytes === undefined ? undefined : richTextOf(bytes)
  }
}

/** Elements that hold the text of a source that is none itself. */
const withinSource: Readonly<Record<string, string>> = {
  PDFSource: 'Representation',
  PictureSource: 'TextDescription',
  AudioSource: 'Transcript',
  VideoSource: 'Transcript',
}
const mediaMarks = ['PictureSelection', 'AudioSelection', 'VideoSelection']

function transcriptSelections(element: Xml): QdeSelection[] {
  const places = new Map(childrenOf(element, 'SyncPoint').map((each) => [ownGuid(each), said(each, 'position')]))
  const at = (each: Xml, name: string): string => places.get(ownGuid({ ...each, attributes: { guid: said(each, name) } })) ?? ''
  return childrenOf(element, 'TranscriptSelection').map((each) => selectionOf(each, at(each, 'fromSyncPoint'), at(each, 'toSyncPoint')))
}

/** All sources that have a text, the bytes that each was read from, and what of the others stays behind. */
export function sourcesOf(
  elements: readonly Xml[],
  texts: QdeTexts,
): Readonly<{ sources: readonly QdeSource[]; bytes: ReadonlyMap<string, Uint8Array>; losses: readonly Loss[]; notes: readonly string[] }> {
  const lost = {
    'Pictures, sound and film are left out; texts to them stay.': [] as Item[],
    'Marks on pictures, sound and film are left out.': [] as Item[],
    'Marks on pages of PDF files are left out; those on their text stay.': [] as Item[],
    'Sources without a text in the file are left out, with their marks.': [] as Item[],
    'Word and PDF files are left out; their plain texts stay.': [] as Item[],
  }
  const bytes = new Map<string, Uint8Array>()
  const notes: string[] = []
  const nameOf = (element: Xml): string => said(element, 'name') || said(element, 'plainTextPath') || said(element, 'path') || element.name
  const itemOf = (element: Xml, ...outer: readonly Xml[]): Item => [
    ownGuid(element) || element.name,
    [said(element, 'name') || element.name, ...outer.map(nameOf)].join(', '),
  ]
  const sources: QdeSource[] = []
  const take = (element: Xml, outer: Xml, number: number): boolean => {
    const plain = texts.plain(element)
    if (plain === undefined) return false
    const both = element === outer ? [element] : [outer, element]
    const own = ownGuid(element) || guidOf('text of a source', `${ownGuid(outer)} ${number}`)
    const name = nameOf(outer)
    bytes.set(own, plain.bytes)
    if (plain.guessed) notes.push(`The text of “${name}” is that of its Word file, as the file holds no plain text.`)
    sources.push({
      guid: own,
      name: number > 1 ? `${name} (${number})` : name,
      ...madeOf(outer),
      description: both.map((each) => wordsIn(each, 'Description')).find((text) => text !== '') ?? '',
      raw: plain.raw,
      marked: plain.marked,
      inline: plain.inline,
      guessed: plain.guessed,
      selections: [...plainSelections(element), ...transcriptSelections(element)].map((each, n) =>
        each.guid === '' ? { ...each, guid: guidOf('selection', `${own} ${n}`) } : each,
      ),
      codings: both.flatMap(codingsOf),
      notes: both.flatMap(noteRefs),
      values: both.flatMap(valuesOf),
    })
    return true
  }
  for (const element of elements) {
    if (!element.name.endsWith('Source')) continue
    const inner = withinSource[element.name]
    const held = element.name === 'TextSource' ? [element] : inner === undefined ? [] : childrenOf(element, inner)
    const taken = held.filter((each, n) => take(each, element, n + 1)).length
    if (element.name === 'PDFSource')
      lost['Marks on pages of PDF files are left out; those on their text stay.'].push(
        ...childrenOf(element, 'PDFSelection').map((each) => itemOf(each, element)),
      )
    else if (element.name !== 'TextSource') {
      lost['Pictures, sound and film are left out; texts to them stay.'].push(itemOf(element))
      for (const kind of mediaMarks)
        lost['Marks on pictures, sound and film are left out.'].push(...childrenOf(element, kind).map((each) => itemOf(each, element)))
      continue
    }
    if (taken === 0) lost['Sources without a text in the file are left out, with their marks.'].push(itemOf(element))
    else if (element.name === 'PDFSource' || said(element, 'richTextPath') !== '')
      lost['Word and PDF files are left out; their plain texts stay.'].push(itemOf(element))
  }
  return { sources, bytes, losses: lossesOf(lost), notes }
}
