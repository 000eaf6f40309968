// What CATMA exports of a corpus: an archive with the plain text of each document and, in files of TEI beside it, its annotations.
// A tagset is a `fsdDecl` with a `fsDecl` for each tag; an annotation is a `fs` with its values; a document is cut into `seg`s that
// do not overlap, each naming the annotations that lie on it, with its place by RFC 5147. The parts of one annotation
// are put together again here. How characters are counted is proved by the edges of words, since the file keeps none.
import { type Convention, LEAST_FIT, type Numbered, placer, plainOf, prove, wordsOf } from '../../shared/exchange/convention.ts'
import { type ForeignArticle, type ForeignCode, type ForeignMark, foreignContents } from '../../shared/exchange/foreign.ts'
import { type Item, lossesOf } from '../../shared/exchange/loss.ts'
import { layOut } from '../../shared/exchange/plaintext.ts'
import { Ruler } from '../../shared/exchange/positions.ts'
import { openArchive } from '../import/archive.ts'
import { decode } from '../import/encoding.ts'
import { refuse } from '../import/limits.ts'
import { childOf, childrenOf, isElement, parseXml, wordsOf as wordsIn, type Xml } from '../import/xml.ts'
import { sha256Of } from '../store/contents.ts'
import { guidOf } from './guid.ts'
import { readTarGz } from './tar.ts'

type Place = Readonly<{ start: number; end: number }>
type Annotations = Readonly<{
  file: string
  title: string
  tagsets: readonly Readonly<{ id: string; name: string; tags: readonly ForeignCode[] }>[]
  instances: readonly Readonly<{
    id: string
    tag: string
    author: string
    at: string
    values: Readonly<Record<string, string>>
    places: readonly Place[]
  }>[]
  /** The last place that the file speaks of. */
  end: number
}>

function* within(element: Xml, name: string): Generator<Xml> {
  for (const child of element.children) {
    if (!isElement(child)) continue
    if (child.name === name) yield child
    yield* within(child, name)
  }
}

const withoutHash = (reference: string): string => reference.replace(/^#/, '')
/** `…#char=12,18`: from the 13th character to the 18th. */
function placeOf(pointer: Xml): Place | null {
  const [, start, end] = /#char=(\d{1,12}),(\d{1,12})$/.exec(pointer.attributes.target ?? '') ?? []
  return start === undefined || end === undefined ? null : { start: Number(start), end: Number(end) }
}
/** Colours are numbers of 32 bits, of which the last 24 count. */
const colourIn = (written: string): string =>
  /^-?\d{1,10}$/.test(written) ? `#${(Number(written) & 0xffffff).toString(16).padStart(6, '0')}` : ''
const feature = (element: Xml, kind: string, name: string): string => {
  const found = childrenOf(element, kind).find((each) => each.attributes.name?.replace(/^catma[:_]/, '') === name)
  if (found === undefined) return ''
  const [number] = within(found, 'numeric')
  return wordsIn(found).trim() || (number?.attributes.value ?? '')
}

function annotationsIn(file: string, root: Xml): Annotations {
  const tagsets = [...within(root, 'fsdDecl')].map((element) => ({
    id: element.attributes.id ?? '',
    // The name ends with the time of the tagset's last change, or its number in earlier versions.
    name: (element.attributes.n ?? '').replace(/\s+(?:\d+|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)$/, ''),
    tags: childrenOf(element, 'fsDecl').map((tag) => ({
      id: tag.attributes.type || tag.attributes.id || '',
      parent: withoutHash(tag.attributes.baseTypes ?? '') || null,
      name: wordsIn(childOf(tag, 'fsDescr') ?? tag).trim(),
      color: colourIn(feature(tag, 'fDecl', 'displaycolor')),
      definition: '',
    })),
  }))
  const places = new Map<string, Place[]>()
  let end = 0
  for (const body of within(root, 'ab')) {
    for (const pointer of within(body, 'ptr')) end = Math.max(end, placeOf(pointer)?.end ?? 0)
    for (const segment of within(body, 'seg'))
      for (const pointer of childrenOf(segment, 'ptr')) {
        const place = placeOf(pointer)
        if (place === null) continue
        for (const name of (segment.attributes.ana ?? '').split(/\s+/)) {
          if (name === '') continue
          const own = places.get(withoutHash(name)) ?? []
          places.set(withoutHash(name), own)
          own.push(place)
        }
      }
  }
  // What has no tag is said of the file, such as the version of the format.
  const tagged = [...within(root, 'fs')].filter(({ attributes }) => withoutHash(attributes.type ?? '') !== '')
  const instances = tagged.map((element) => {
    const values = childrenOf(element, 'f').flatMap((each) => {
      const name = each.attributes.name ?? ''
      return name === '' || /^catma[:_]/.test(name)
        ? []
        : [[name, [...within(each, 'string')].map((held) => wordsIn(held).trim()).join('; ')] as const]
    })
    return {
      id: element.attributes.id ?? '',
      tag: withoutHash(element.attributes.type ?? ''),
      author: feature(element, 'f', 'markupauthor'),
      at: feature(element, 'f', 'markuptimestamp'),
      values: Object.fromEntries(values),
      places: (places.get(element.attributes.id ?? '') ?? []).toSorted((a, b) => a.start - b.start),
    }
  })
  const [title] = within(root, 'title')
  return { file, title: title === undefined ? '' : wordsIn(title).trim(), tagsets, instances, end }
}

/** An annotation by its tag and its author. */
const itemOf =
  ({ tagsets, file }: Annotations) =>
  ({ id, tag, author }: Annotations['instances'][number]): Item => [
    id,
    [tagsets.flatMap(({ tags }) => tags).find((each) => each.id === tag)?.name ?? tag, author, file].filter(Boolean).join(', '),
  ]

type Held = Readonly<{ names: readonly string[]; read: (name: string) => Uint8Array | undefined }>

function archiveOf(bytes: Uint8Array): Held {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return openArchive(bytes)
  const files = readTarGz(bytes)
  return { names: [...files.keys()], read: (name) => files.get(name) }
}

const isMarked = (bytes: Uint8Array): boolean => bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
const folderOf = (name: string): string => name.slice(0, name.lastIndexOf('/') + 1)

/** The ways to count how long a text is. */
const lengthsOf = (raw: string): number[] =>
  [raw, plainOf(raw)].flatMap((words) => [words.length, new Ruler(words, 'code point').measure(words.length)])

/** The text that annotations lie on: in their folder or the nearest above it; of several there, the one as long as they say. */
function textFor(
  { file, end }: Annotations,
  folders: ReadonlyMap<string, readonly string[]>,
  lengths: ReadonlyMap<string, readonly number[]>,
): string | undefined {
  for (let folder = folderOf(file); ; folder = folderOf(folder.slice(0, -1))) {
    const here = folders.get(folder) ?? []
    if (here.length === 1) return here[0]
    const fitting = here.filter((name) => lengths.get(name)?.includes(end))
    if (fitting.length === 1) return fitting[0]
    if (here.length > 0 || folder === '') return undefined
  }
}

const touching = (places: readonly Place[]): Place[] => {
  const joined: { start: number; end: number }[] = []
  for (const place of places) {
    const last = joined.at(-1)
    if (last !== undefined && place.start <= last.end) last.end = Math.max(last.end, place.end)
    else joined.push({ ...place })
  }
  return joined
}

function marksOf({ instances }: Annotations, numbered: Numbered, convention: Convention, at: (place: number) => number): ForeignMark[] {
  const place = placer(numbered, convention)
  return instances.flatMap(({ id, tag, author, at: made, values, places }) => {
    if (places.length === 0) return []
    const ranges = touching(places).map(({ start, end }) => place(start, end))
    const settled = ranges.flatMap((range) => (range === null ? [] : { start: at(range.start), end: at(range.end) }))
    return {
      id,
      words: '',
      ranges: settled.length === ranges.length ? settled : null,
      codes: [{ id: tag, values }],
      note: '',
      coder: author,
      at: made,
    }
  })
}

/** @throws Failure 'refused' when it is no such archive, holds no annotations, or their places fit no way of counting */
export function readCatma(bytes: Uint8Array, reading: Readonly<{ now: number; version: string }>) {
  const archive = archiveOf(bytes)
  const read = (name: string) => archive.read(name) ?? refuse('The archive lacks a file that it lists.')
  const texts = new Map(archive.names.filter((name) => /\.txt$/i.test(name)).map((name) => [name, decode(read(name), false).text]))
  const files = archive.names.filter((name) => /\.xml$/i.test(name)).map((name) => annotationsIn(name, parseXml(read(name))))
  const all = files.filter(({ tagsets, instances }) => tagsets.length > 0 || instances.length > 0)
  if (all.length === 0) return refuse('The archive holds no annotations of CATMA (TEI files that end in .xml, with the texts beside them).')

  const lost = {
    'Annotations of documents whose text is not in the archive are left out.': [] as Item[],
    'Annotations without a place are left out.': all.flatMap((annotations) =>
      annotations.instances.filter(({ places }) => places.length === 0).map(itemOf(annotations)),
    ),
  }
  const on = new Map<string, Annotations[]>()
  const lengths = new Map([...texts].map(([name, raw]) => [name, lengthsOf(raw)]))
  const folders = new Map<string, string[]>()
  for (const name of texts.keys()) folders.set(folderOf(name), [...(folders.get(folderOf(name)) ?? []), name])
  for (const annotations of all) {
    const name = textFor(annotations, folders, lengths)
    if (name === undefined)
      lost['Annotations of documents whose text is not in the archive are left out.'].push(
        ...annotations.instances.map(itemOf(annotations)),
      )
    else on.set(name, [...(on.get(name) ?? []), annotations])
  }
  const named = [...texts].filter(([name]) => on.has(name))
  const numbered = named.map(
    ([name, raw]): Numbered => ({
      raw,
      marked: isMarked(read(name)),
      selections: (on.get(name) ?? []).flatMap(({ instances }) =>
        instances.flatMap(({ places }) => touching(places).map((place) => ({ ...place, name: '' }))),
      ),
    }),
  )
  const proof = prove(numbered, { unit: 'utf-16', lineEnd: 2, mark: 0 })
  if (proof.score < LEAST_FIT && !proof.agreed)
    return refuse(`The places in this archive fit no way of counting: at best ${wordsOf(proof)}. Nothing was taken in.`)

  const articles = named.map(([name, raw], n): ForeignArticle => {
    const held = numbered[n] as Numbered
    const laid = layOut(plainOf(raw))
    const own = on.get(name) ?? []
    const times = own.flatMap(({ instances }) => instances.map(({ at }) => at)).filter((at) => at !== '')
    return {
      name: name.slice(name.lastIndexOf('/') + 1).replace(/\.txt$/i, ''),
      memo: '',
      collection: '',
      values: {},
      at: times.toSorted()[0] ?? '',
      format: 'text',
      original: read(name),
      text: laid.text,
      blocks: laid.blocks,
      marks: own.flatMap((annotations) => marksOf(annotations, held, proof.convention, laid.at)),
    }
  })
  // A tagset stands in every file that uses it.
  const tagsets = new Map<string, { id: string; name: string; description: string; codes: Map<string, ForeignCode> }>()
  for (const { id, name, tags } of all.flatMap((each) => each.tagsets)) {
    const held = tagsets.get(id) ?? { id, name, description: '', codes: new Map() }
    tagsets.set(id, held)
    for (const tag of tags) held.codes.set(tag.id, held.codes.get(tag.id) ?? tag)
  }
  const { contents, losses } = foreignContents(
    {
      program: 'catma',
      scope: '',
      name: all.find(({ title }) => title !== '')?.title ?? 'CATMA',
      memo: '',
      codebooks: [...tagsets.values()].map((tagset) => ({ ...tagset, codes: [...tagset.codes.values()] })),
      articles,
    },
    { ...reading, guidOf, sha256: sha256Of },
  )
  const notes =
    proof.judged === 0
      ? []
      : [`Positions count ${wordsOf(proof)}.`, ...proof.samples.map((words) => `A stretch that was marked: “${words}”`)]
  return { contents, losses: [...losses, ...lossesOf(lost)], notes }
}
