// `report`: an article or a compared pair as a page, a PDF, a Word document or Markdown.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { reportFormats } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { ReportRequest } from '../../shared/report/model.ts'
import { writeAtomically } from '../export/file.ts'
import { writtenAs } from '../export/formats.ts'
import { Passages } from '../passages.ts'
import { reportOf } from '../reporting.ts'
import { openProject } from '../store/project.ts'
import { type Command, EXIT, needed, UsageError } from './command.ts'

const noDisplay = () => {
  throw new Failure(
    'input-output',
    'A PDF is laid out by the desktop app, which needs a display (a virtual one will do: xvfb-run). HTML needs none.',
  )
}

export const reportCommand: Command = {
  usage: `report --project P --articles ID[,ID] --format ${reportFormats.join('|')} --out F`,
  summary: 'write the annotated report of one article or of a pair',
  run: async (argv, environment) => {
    const { values } = parseArgs({
      args: [...argv],
      options: { project: { type: 'string' }, articles: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
    })
    const file = needed(values.project, '--project')
    const format = reportFormats.find((known) => known === needed(values.format, '--format'))
    if (format === undefined) throw new UsageError(`--format is ${reportFormats.join(', ')}`)
    const request = ReportRequest.safeParse({ articleIds: needed(values.articles, '--articles').split(',') })
    if (!request.success) throw new UsageError('--articles takes one id, or two with a comma between them')
    const out = needed(values.out, '--out')
    const { version, printPdf } = environment
    const project = openProject(path.resolve(file), { nativeBinding: environment.nativeBinding, readOnly: true })
    const report = await reportOf(project, request.data, new Passages(), version, Date.now()).finally(() => project.close())
    const print = printPdf ?? noDisplay
    writeAtomically(out, await writtenAs(format, report, print), { never: [path.resolve(file)] })
    return EXIT.ok
  },
}
