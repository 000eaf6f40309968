// `report`: an article or a compared pair as a page or a PDF.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { reportFormats } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { ReportRequest } from '../../shared/report/model.ts'
import { writeAtomically } from '../export/file.ts'
import { reportHtml } from '../export/html.ts'
import { Passages } from '../passages.ts'
import { reportOf } from '../reporting.ts'
import { openProject } from '../store/project.ts'
import { type Command, EXIT, needed, UsageError } from './command.ts'

export const reportCommand: Command = {
  usage: 'report --project P --articles ID[,ID] --format html|pdf --out F',
  summary: 'write the annotated report of one article or of a pair',
  run: async (argv, environment) => {
    const { values } = parseArgs({
      args: [...argv],
      options: { project: { type: 'string' }, articles: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
    })
    const file = needed(values.project, '--project')
    const format = reportFormats.find((known) => known === needed(values.format, '--format'))
    if (format === undefined) throw new UsageError('--format is html or pdf')
    const request = ReportRequest.safeParse({ articleIds: needed(values.articles, '--articles').split(',') })
    if (!request.success) throw new UsageError('--articles takes one id, or two with a comma between them')
    const out = needed(values.out, '--out')
    const write = (content: string | Uint8Array) => writeAtomically(out, content, { never: [path.resolve(file)] })
    const { version, printPdf } = environment
    const project = openProject(path.resolve(file), { nativeBinding: environment.nativeBinding, readOnly: true })
    const html = await reportOf(project, request.data, new Passages(), version, Date.now())
      .then(reportHtml)
      .finally(() => project.close())
    if (format === 'html') {
      write(html)
      return EXIT.ok
    }
    if (printPdf === undefined)
      throw new Failure(
        'input-output',
        'A PDF is laid out by the desktop app, which needs a display (a virtual one will do: xvfb-run). HTML needs none.',
      )
    write(await printPdf(html))
    return EXIT.ok
  },
}
