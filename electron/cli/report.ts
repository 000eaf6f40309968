// `report`: an article or a compared pair as a page, a PDF, a Word document or Markdown.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { reportFormats } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { MOST_REPORTED, ReportRequest, reportSections, usualSections } from '../../shared/report/model.ts'
import { writePieces, writeThrough } from '../export/file.ts'
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
  usage: `report --project P --articles ID[,ID…]|all --format ${reportFormats.join('|')} --out F [--title T] [--authors A] [--abstract T] [--sections S,…]`,
  summary: `write the annotated report of one article, of a pair or of a collection; sections: ${reportSections.join(', ')}`,
  run: async (argv, environment) => {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        project: { type: 'string' },
        articles: { type: 'string' },
        format: { type: 'string' },
        out: { type: 'string' },
        title: { type: 'string' },
        authors: { type: 'string' },
        abstract: { type: 'string' },
        sections: { type: 'string' },
      },
    })
    const file = needed(values.project, '--project')
    const format = reportFormats.find((known) => known === needed(values.format, '--format'))
    if (format === undefined) throw new UsageError(`--format is ${reportFormats.join(', ')}`)
    const listed = needed(values.articles, '--articles')
    const sections = values.sections === undefined ? usualSections : values.sections.split(',')
    const strange = sections.find((section) => !reportSections.some((known) => known === section))
    if (strange !== undefined) throw new UsageError(`there is no section ${strange}; there are ${reportSections.join(', ')}`)
    const { title = '', authors = '', abstract = '' } = values
    const out = needed(values.out, '--out')
    const { version, printPdf } = environment
    const project = openProject(path.resolve(file), { nativeBinding: environment.nativeBinding, readOnly: true })
    const asked = () => {
      const articleIds = listed === 'all' ? project.articleIds(null) : listed.split(',')
      const request = ReportRequest.safeParse({ articleIds, sections, title, authors, abstract })
      if (request.success) return request.data
      throw new UsageError(
        `--articles takes 1 to ${MOST_REPORTED} ids with commas between them, or all; other options take at most a few lines`,
      )
    }
    const report = await Promise.resolve()
      .then(() => reportOf(project, asked(), { compared: new Passages(), corpus: environment.corpusFolder, version, madeAt: Date.now() }))
      .finally(() => project.close())
    const print = printPdf ?? noDisplay
    await writeThrough(out, { never: [path.resolve(file)] }, async (into) => {
      const written = writtenAs(format, report)
      await writePieces(into, 'page' in written ? await print(written.page) : written.file)
    })
    return EXIT.ok
  },
}
