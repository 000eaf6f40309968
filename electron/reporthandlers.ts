// What the calls about reports do: they are made in a thread, and written whole or not at all.
import path from 'node:path'
import type { ReportFormat } from '../shared/contract.ts'
import type { OnStep } from '../shared/job.ts'
import type { ReportRequest } from '../shared/report/model.ts'
import type { Desk } from './desk.ts'
import { writePieces, writeThrough } from './export/file.ts'
import type { PdfPage } from './export/pdf.ts'
import type { Handlers } from './reply.ts'
import type { ProjectFile } from './store/project.ts'

type Asking = Readonly<{
  /** Asks where to save; `null` when cancelled. */
  place: (format: ReportFormat, title: string) => Promise<string | null>
  /** Asks for an exported report. */
  choose: () => Promise<readonly string[]>
  printPdf: (page: PdfPage, signal?: AbortSignal, onStep?: OnStep) => Promise<Uint8Array>
}>

/** The preview, of which the newest counts. */
const PREVIEW = 'preview'

export function reportHandlers(
  desk: Pick<Desk, 'project' | 'corpus' | 'jobs'>,
  { place, choose, printPdf }: Asking,
  version: string,
): Pick<Handlers, 'report.build' | 'report.export' | 'report.verify'> {
  const asked = ({ file, nativeBinding }: ProjectFile, request: ReportRequest) => ({
    file,
    nativeBinding,
    request,
    making: { corpus: desk.corpus, version, madeAt: Date.now() },
  })
  return {
    'report.build': async (request) => {
      const { project } = desk
      return desk.jobs.run({ job: PREVIEW, name: 'Report' }, ({ work }) => work('preview', asked(project, request)))
    },
    'report.verify': async () => {
      const { project } = desk
      const [from] = await choose()
      if (from === undefined) return null
      const { file, nativeBinding } = project
      return desk.jobs.run({ name: `Checking “${path.basename(from)}”`, holds: true }, ({ work }) =>
        work('check', { file, nativeBinding, from }),
      )
    },
    'report.export': async ({ request, format }) => {
      const { project } = desk
      const file = await place(format, await titleOf(project, request))
      if (file === null) return null
      const name = `Report “${path.basename(file)}”`
      await desk.jobs.run({ name, inTurn: true, holds: true }, ({ work, until, onStep, signal }) =>
        writeThrough(file, { never: [project.file] }, async (into) => {
          const page = await work('report', { ...asked(project, request), format, into })
          if (page === null) return
          onStep({ label: 'Laying out pages', done: 0, total: 1 })
          await writePieces(into, await until(printPdf(page, signal, onStep)))
        }),
      )
      return file
    },
  }
}

async function titleOf(project: ProjectFile, { title, articleIds }: ReportRequest): Promise<string> {
  const { titleOf: usual } = await import('../shared/report/build.ts')
  return (
    title ||
    usual(
      articleIds.map((id) => ({ article: project.article(id) })),
      project.name,
    )
  )
}
