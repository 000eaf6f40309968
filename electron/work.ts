// What can be asked of a thread that runs electron/worker.ts, and what it answers.

import type { Charts } from '../shared/charts/model.ts'
import type { Passages } from '../shared/charts/passages.ts'
import type { Analysis } from '../shared/collection/model.ts'
import type { ReportFormat } from '../shared/contract.ts'
import type { ProjectContents } from '../shared/exchange/contents.ts'
import type { Loss } from '../shared/exchange/loss.ts'
import type { DataFormat } from '../shared/exchange/offered.ts'
import type { FailureCode } from '../shared/failure.ts'
import type { HighlightId } from '../shared/ids.ts'
import type { Step } from '../shared/job.ts'
import type { Article } from '../shared/records.ts'
import type { ReportAbout, ReportCheck } from '../shared/report/evidence.ts'
import type { ReportRequest } from '../shared/report/model.ts'
import type { Writing } from './exchange/formats.ts'
import type { Taking } from './exchange/taking.ts'
import type { Unplaced } from './export/file.ts'
import type { PdfPage } from './export/pdf.ts'
import type { Making } from './reporting.ts'

/** A project file that is read at one point in time. */
export type Of = Readonly<{ file: string; nativeBinding?: string | undefined }>
type Report = Of & Readonly<{ request: ReportRequest; making: Omit<Making, 'compared' | 'onStep'> }>

export type Work = Readonly<{
  /** `name`: of the collection, `null` for all articles. `known`: the hash of what an analysis is held of; `null` comes back for it. */
  analysis: {
    asked: Of & Readonly<{ name: string | null; known: string | null }>
    done: Readonly<{ articles: readonly Article[]; hash: string; analysis: Analysis | null }>
  }
  /** `name`: of the collection, `null` for all articles. */
  charts: { asked: Of & Readonly<{ name: string | null }>; done: Charts }
  passages: { asked: Of & Readonly<{ name: string | null; wanted: Passages }>; done: readonly HighlightId[] }
  /** A report as JSON in UTF-8. */
  preview: { asked: Report; done: Uint8Array }
  /** Writes a report, or gives the page that is to be printed. */
  report: { asked: Report & Readonly<{ format: ReportFormat; into: Unplaced }>; done: PdfPage | null }
  /** Holds an exported report against the project. */
  check: { asked: Of & Readonly<{ from: string }>; done: ReportCheck }
  losses: { asked: Of & Readonly<{ format: DataFormat }>; done: readonly Loss[] }
  /** Writes the data of a project. */
  data: { asked: Of & Readonly<{ format: DataFormat; writing: Writing; into: Unplaced }>; done: null }
  /** Reads a file of data and works out what taking it in would do. */
  reading: {
    asked: Of & Readonly<{ from: string; version: string; now: number }>
    done: Readonly<{
      name: string
      /** Of an exported report. */
      about: ReportAbout | null
      notes: readonly string[]
      losses: readonly Loss[]
      taking: Taking
      contents: Omit<ProjectContents, 'records'>
    }>
  }
}>

/** `stop`: anything but zero ends the work. */
export type Request<W extends keyof Work = keyof Work> = {
  [K in W]: Readonly<{ what: K; asked: Work[K]['asked']; stop: Int32Array<SharedArrayBuffer> }>
}[W]
export type Answer<W extends keyof Work = keyof Work> =
  | Readonly<{ step: Step }>
  | Readonly<{ done: Work[W]['done'] }>
  | Readonly<{ code: FailureCode; message: string }>
