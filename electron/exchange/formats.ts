// The formats that a project's data goes out in and comes in from. Each says first what it does not carry.
import path from 'node:path'
import { readAnnotations } from '../../shared/exchange/annotationsin.ts'
import { annotationsOf, CONTEXT, lostInAnnotations } from '../../shared/exchange/annotationsout.ts'
import { bratOf, lostInBrat, type TextFiles } from '../../shared/exchange/brat.ts'
import { casJsonOf, casXmiOf, lostInCasJson, lostInCasXmi } from '../../shared/exchange/cas.ts'
import type { ProjectContents } from '../../shared/exchange/contents.ts'
import { wordsOf } from '../../shared/exchange/convention.ts'
import { highlightCsv, highlightTable, lostInTable } from '../../shared/exchange/highlightTable.ts'
import { itemNames } from '../../shared/exchange/itemnames.ts'
import { jsonOf, readProjectJson } from '../../shared/exchange/json.ts'
import { type Loss, lossesOf } from '../../shared/exchange/loss.ts'
import type { Offsets } from '../../shared/exchange/qde.ts'
import { contentsOf } from '../../shared/exchange/qdein.ts'
import { lostInQdc, lostInQdpx } from '../../shared/exchange/qdelost.ts'
import { qdeOf } from '../../shared/exchange/qdeout.ts'
import { doccanoOf, labelStudioOf, lostInDoccano, lostInLabelStudio } from '../../shared/exchange/spans.ts'
import { lostInWebannoTsv, webannoTsvOf } from '../../shared/exchange/webannoTsv.ts'
import { Failure } from '../../shared/failure.ts'
import type { ReportAbout } from '../../shared/report/evidence.ts'
import { evidenceContents } from '../../shared/report/evidencein.ts'
import { readReport } from '../evidence.ts'
import { openArchive } from '../import/archive.ts'
import { sha256Of } from '../store/contents.ts'
import { readCatma } from './catma.ts'
import { guidOf } from './guid.ts'
import { writeCodeBook } from './qdexml.ts'
import { readCodeBook, readQdpx, type Unpacked, writeQdpx } from './qdpx.ts'
import { readQualcoder } from './qualcoder.ts'
import { readTaguette } from './taguette.ts'
import { LONGEST_CELL, writeXlsx } from './xlsx.ts'
import { zipOf } from './zip.ts'

/** `bom`: whether a CSV file begins with a byte order mark, by which Excel knows UTF-8. */
export type Writing = Readonly<{ offsets: Offsets; bom?: boolean | undefined }>
type ExportFormat = Readonly<{
  /** How the names of its files end. */
  endings: readonly string[]
  /** Whether it has room for the imported files. */
  originals: boolean
  losses: (contents: ProjectContents) => readonly Loss[]
  /** The same bytes for the same contents. @throws Failure 'refused' where there is nothing that it could hold */
  write: (contents: ProjectContents, writing: Writing) => string | Uint8Array | Iterable<string>
}>

/** What a file holds, what of it does not come along, and what else there is to know of it. */
export type Incoming = Readonly<{
  contents: ProjectContents
  losses: readonly Loss[]
  notes: readonly string[]
  /** Of an exported report: what it is. */
  about?: ReportAbout
}>
/** `name`: of the file. `project`: whose texts annotations and reports point to. */
type Reading = Readonly<{
  name: string
  now: number
  version: string
  project: ProjectContents | null
  nativeBinding?: string | undefined
}>
type ImportFormat = Readonly<{ endings: readonly string[]; read: (bytes: Uint8Array, reading: Reading) => Incoming }>

const textOf = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Failure('invalid-input', 'The file is not in UTF-8. Nothing was changed.', { cause })
  }
}

function readJsonLd(texts: readonly string[], { now, project }: Reading): Incoming {
  if (project === null) throw new Failure('refused', 'Annotations point to texts that the file does not hold: say which project has them.')
  try {
    const [first, ...others]: unknown[] = texts.map((text) => JSON.parse(text))
    return readAnnotations(others.length === 0 ? first : [first, ...others], project, { guidOf, now })
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new Failure('invalid-input', 'This is not JSON. Nothing was changed.', { cause })
    throw cause
  }
}

/** What a file of annotations has in it, and a project of ours has not. */
const annotated = [CONTEXT, '"TextQuoteSelector"', '"TextPositionSelector"']

/** A ZIP file of annotations, with a page of them in each of its files; any other archive is CATMA's. */
function readArchive(bytes: Uint8Array, reading: Reading): Incoming {
  const archive = bytes[0] === 0x50 ? openArchive(bytes) : null
  const pages = archive?.names.filter((name) => /\.json(?:ld)?$/i.test(name)) ?? []
  if (archive === null || pages.length === 0 || archive.names.some((name) => /\.xml$/i.test(name))) return readCatma(bytes, reading)
  return readJsonLd(
    pages.map((name) => textOf(archive.read(name) ?? new Uint8Array())),
    reading,
  )
}

/** Losses with what people know each thing by. */
const byName =
  (losses: ExportFormat['losses']): ExportFormat['losses'] =>
  (contents) => {
    const nameOf = itemNames(contents)
    return losses(contents).map((loss) => ({ ...loss, names: loss.ids.map(nameOf) }))
  }

/** Articles and earlier texts that come without the file that they were read from. */
function withoutFile({ records: { article, revision }, originals }: ProjectContents): readonly Loss[] {
  const there = new Set(originals.map(({ sha256 }) => sha256))
  const lost = [...article, ...revision].filter(({ originalSha256 }) => originalSha256 !== null && !there.has(originalSha256))
  return lossesOf({ 'The imported files of these are lost: they come without.': lost.map(({ id }) => id) })
}

/** A format of several files, which go out as one ZIP file. */
const zipped = (ending: string, losses: ExportFormat['losses'], filesOf: (contents: ProjectContents) => TextFiles): ExportFormat => ({
  endings: [ending],
  originals: false,
  losses: byName(losses),
  write: (contents) => zipOf(filesOf(contents)),
})

export const exportFormats: Readonly<Record<string, ExportFormat>> = {
  json: {
    endings: ['.json'],
    originals: true,
    losses: byName(withoutFile),
    write: (contents) => jsonOf(contents, (bytes) => Buffer.from(bytes).toString('base64')),
  },
  jsonld: {
    endings: ['.jsonld'],
    originals: false,
    losses: byName(lostInAnnotations),
    write: (contents) => annotationsOf(contents, guidOf),
  },
  qdpx: {
    endings: ['.qdpx'],
    originals: false,
    losses: byName(lostInQdpx),
    write: (contents, { offsets }) => writeQdpx(qdeOf(contents, offsets, guidOf)),
  },
  qdc: {
    endings: ['.qdc'],
    originals: false,
    losses: byName(lostInQdc),
    write: (contents) => {
      if (contents.records.code.length === 0) throw new Failure('refused', 'A QDC file needs at least one code.')
      return writeCodeBook(
        qdeOf({ ...contents, records: { ...contents.records, article: [], highlight: [], coding: [] } }, 'standard', guidOf),
      )
    },
  },
  csv: {
    endings: ['.csv'],
    originals: false,
    losses: byName(lostInTable),
    write: (contents, { bom }) => `${bom === true ? '\uFEFF' : ''}${highlightCsv(contents)}`,
  },
  xlsx: {
    endings: ['.xlsx'],
    originals: false,
    losses: byName((contents) => lostInTable(contents, LONGEST_CELL)),
    write: (contents) => writeXlsx('Highlights', highlightTable(contents)),
  },
  brat: zipped('.brat.zip', lostInBrat, bratOf),
  cas: zipped('.cas.zip', lostInCasJson, casJsonOf),
  xmi: zipped('.xmi.zip', lostInCasXmi, casXmiOf),
  tsv: zipped('.tsv.zip', lostInWebannoTsv, webannoTsvOf),
  doccano: { endings: ['.jsonl'], originals: false, losses: byName(lostInDoccano), write: doccanoOf },
  labelstudio: zipped('.labelstudio.zip', lostInLabelStudio, labelStudioOf),
}

function readQde({ qde, bytes, losses: left, notes }: Unpacked, { now, version }: Reading): Incoming {
  const { contents, losses, proof } = contentsOf(qde, { guidOf, sha256: sha256Of, bytes, now, version })
  const counted =
    proof.judged === 0
      ? []
      : [`Positions count ${wordsOf(proof)}.`, ...proof.samples.map((words) => `A stretch that was marked: “${words}”`)]
  const origin = qde.origin === '' ? [] : [`Written by ${qde.origin.slice(0, 200)}.`]
  return { contents, losses: [...left, ...losses], notes: [...origin, ...notes, ...counted] }
}

export const importFormats: Readonly<Record<string, ImportFormat>> = {
  json: {
    endings: ['.json'],
    read: (bytes, reading) => {
      const text = textOf(bytes)
      const isOurs = text.slice(0, 1_000).includes('"parallax-project"')
      if (!isOurs && annotated.some((sign) => text.includes(sign))) return readJsonLd([text], reading)
      const contents = readProjectJson(text, (base64) => Buffer.from(base64, 'base64'))
      return { contents, losses: byName(withoutFile)(contents), notes: [] }
    },
  },
  jsonld: {
    endings: ['.jsonld'],
    read: (bytes, reading) => readJsonLd([textOf(bytes)], reading),
  },
  qdpx: { endings: ['.qdpx'], read: (bytes, reading) => readQde(readQdpx(bytes), reading) },
  qdc: { endings: ['.qdc'], read: (bytes, reading) => readQde(readCodeBook(bytes, path.parse(reading.name).name), reading) },
  report: {
    endings: ['.html', '.htm', '.docx'],
    read: (bytes, { name, project, now, version }) =>
      evidenceContents(readReport(bytes).evidence, { project, file: { name, bytes }, guidOf, sha256: sha256Of, now, version }),
  },
  taguette: { endings: ['.sqlite3'], read: readTaguette },
  qualcoder: { endings: ['.qda'], read: readQualcoder },
  catma: { endings: ['.tar.gz', '.tgz', '.zip'], read: readArchive },
}

/** The format whose files end like a name. */
export const formatOf = <T extends Readonly<{ endings: readonly string[] }>>(
  formats: Readonly<Record<string, T>>,
  name: string,
): T | undefined => Object.values(formats).find(({ endings }) => endings.some((ending) => name.toLowerCase().endsWith(ending)))
