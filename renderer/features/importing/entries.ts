// What an import came to, file by file: one list of all that was taken, known, refused, or waits for a word of the analyst.
import type { ImportReport } from '../../../shared/contract.ts'
import { csvOf } from '../../../shared/csv.ts'
import { flagNames } from '../../../shared/flags.ts'
import type { ArticleId } from '../../../shared/ids.ts'

export type TakenFile = ImportReport['taken'][number]
export type WaitingFile = ImportReport['waiting'][number]
export type Entry = Readonly<{ key: string; name: string; title: string }> &
  (
    | Readonly<{ what: 'taken'; file: TakenFile }>
    | Readonly<{ what: 'known'; file: ImportReport['known'][number] }>
    | Readonly<{ what: 'waiting'; file: WaitingFile }>
    | Readonly<{ what: 'refused'; file: ImportReport['refused'][number] }>
  )

export const outcomes: Readonly<Record<Entry['what'], string>> = {
  taken: 'taken',
  known: 'already in the project',
  waiting: 'waiting',
  refused: 'refused',
}

const titled = ({ name, title }: Readonly<{ name: string; title: string }>) => title || name

/** What waits first, then what was refused, then what was taken, then what was known. */
export const entriesOf = ({ taken, known, refused, waiting }: ImportReport): readonly Entry[] => [
  ...waiting.map((file): Entry => ({ key: file.token, name: file.name, title: file.name, what: 'waiting', file })),
  ...refused.map((file, i): Entry => ({ key: `refused ${i}`, name: file.name, title: file.name, what: 'refused', file })),
  ...taken.map((file): Entry => ({ key: file.id, name: file.name, title: titled(file), what: 'taken', file })),
  ...known.map((file, i): Entry => ({ key: `known ${i}`, name: file.name, title: titled(file), what: 'known', file })),
]

const percent = (share: number) => `${Math.round(100 * share)} %`

/** What there is to decide or to look at in an article that was taken, one plain sentence each. */
const findingsOf = ({ warnings, flags, reprints, cuts }: TakenFile): readonly string[] => [
  ...(cuts.length === 0 ? [] : [`seems to hold ${cuts.length + 1} articles`]),
  ...reprints.map(({ title, here }) => `${percent(here)} of it stands in “${title}”`),
  ...flags.map(({ kind, evidence }) => (evidence === '' ? flagNames[kind] : `${flagNames[kind]}: ${evidence}`)),
  ...warnings,
]

/** Whether the analyst is asked for something, or told that something is not as it should be. */
export const needsLook = (entry: Entry): boolean =>
  entry.what === 'waiting' || entry.what === 'refused' || (entry.what === 'taken' && findingsOf(entry.file).length > 0)

/** The one article that was taken, where nothing of it asks for a report; flags wait in the inspector. */
export function plainlyTaken(report: ImportReport): TakenFile | null {
  const [file] = report.taken
  if (file === undefined || entriesOf(report).length > 1) return null
  return file.warnings.length + file.cuts.length + file.reprints.length === 0 ? file : null
}

/** What is to be said of an entry in one line of a list. */
export function noteOf(entry: Entry): string {
  if (entry.what === 'refused') return entry.file.reason
  if (entry.what === 'known') return 'the same file is in the project already'
  if (entry.what === 'waiting') {
    if (entry.file.needs.what === 'columns') return 'which column holds the texts?'
    return entry.file.needs.wrong ? 'this was not its password' : 'locked by a password'
  }
  return [entry.file.encoding, ...findingsOf(entry.file)].join(' · ')
}

/** One more try of files that waited, put in their place. */
export function merged(report: ImportReport, tried: readonly string[], again: ImportReport): ImportReport {
  const waiting = report.waiting.filter(({ token }) => !tried.includes(token))
  return {
    taken: [...report.taken, ...again.taken],
    known: [...report.known, ...again.known],
    refused: [...report.refused, ...again.refused],
    waiting: [...again.waiting, ...waiting],
    left: report.left + again.left,
  }
}

/** The parts of an article that was split, in its place. */
export function splitInto(report: ImportReport, id: ArticleId, parts: readonly ArticleId[]): ImportReport {
  const partsOf = (file: TakenFile) =>
    parts.map((part, i) => ({
      ...file,
      id: part,
      title: `${titled(file)} (part ${i + 1} of ${parts.length})`,
      warnings: [],
      flags: [],
      cuts: [],
      reprints: [],
    }))
  return { ...report, taken: report.taken.flatMap((file) => (file.id === id ? partsOf(file) : [file])) }
}

/** How many came to what, in one sentence. */
export function summaryOf({ taken, known, refused, waiting, left }: ImportReport): string {
  const figure = (count: number) => count.toLocaleString('en')
  return [
    `${figure(taken.length)} taken, ${figure(known.length)} already in the project, ${figure(refused.length)} refused.`,
    ...(waiting.length === 0 ? [] : [`${figure(waiting.length)} ${waiting.length === 1 ? 'waits' : 'wait'} for you.`]),
    ...(left === 0 ? [] : [`${figure(left)} ${left === 1 ? 'was' : 'were'} not looked at: the import was cancelled.`]),
  ].join(' ')
}

const rowsOf = (entries: readonly Entry[]): string[][] =>
  entries.map((entry) => [
    outcomes[entry.what],
    entry.name,
    entry.title,
    noteOf(entry),
    entry.what === 'taken' ? entry.file.repairs.join('; ') : '',
  ])

export const asCsv = (entries: readonly Entry[]): string => csvOf([['outcome', 'file', 'title', 'note', 'repairs'], ...rowsOf(entries)])

export const asText = (report: ImportReport, entries: readonly Entry[]): string =>
  [summaryOf(report), '', ...rowsOf(entries).map((row) => row.filter((cell) => cell !== '').join(' — '))].join('\n')
