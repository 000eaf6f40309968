// `report`: an article or a compared pair as a page, a PDF, a Word document or Markdown.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { reportFormats } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { reportSections } from '../../shared/report/model.ts'
import { writePieces, writeThrough } from '../export/file.ts'
import { writtenAs } from '../export/formats.ts'
import { Passages } from '../passages.ts'
import { reportOf } from '../reporting.ts'
import { askOptions, askUsage, checkAsked, reportAsked } from './asked.ts'
import { type Command, EXIT, needed, UsageError, whileOpen } from './command.ts'
import { told } from './progress.ts'

const noDisplay = () => {
  throw new Failure(
    'input-output',
    'A PDF is laid out by the desktop app, which needs a display (a virtual one will do: xvfb-run). HTML needs none.',
  )
}

export const reportCommand: Command = {
  usage: `report --project P ${askUsage} --format ${reportFormats.join('|')} --out F`,
  summary: `write the report of articles, of pairs or of a collection, as it is kept in the project or as said here; sections: ${reportSections.join(', ')}`,
  run: async (argv, environment) => {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        project: { type: 'string' },
        format: { type: 'string' },
        out: { type: 'string' },
        ...askOptions,
      },
    })
    const file = needed(values.project, '--project')
    const format = reportFormats.find((known) => known === needed(values.format, '--format'))
    if (format === undefined) throw new UsageError(`--format is ${reportFormats.join(', ')}`)
    checkAsked(values)
    const out = needed(values.out, '--out')
    const { version, corpusFolder: corpus, printPdf } = environment
    const print = printPdf ?? noDisplay
    await writeThrough(out, { never: [path.resolve(file)] }, (into) =>
      told(environment, async (onStep) => {
        const report = await whileOpen(file, environment, (project) => {
          const { request, missing } = reportAsked(project, values)
          for (const sentence of missing) environment.stderr.write(`parallax report: ${sentence}\n`)
          return reportOf(project, request, { compared: new Passages(), corpus, version, madeAt: Date.now(), onStep })
        })
        const written = await writtenAs(format, report, onStep)
        const whole = 'page' in written ? await print(written.page) : written.file
        await writePieces(into, whole, () => onStep({ label: 'Writing', done: 0, total: 1 }))
      }),
    )
    return EXIT.ok
  },
}
