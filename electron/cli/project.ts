// `list` and `verify`: what a project holds, and whether all of it is what was written.
import { parseArgs } from 'node:util'
import { Failure } from '../../shared/failure.ts'
import { opening } from '../../shared/report/wording.ts'
import { MOST_BYTES } from '../evidence.ts'
import { readSource } from '../sources.ts'
import { checkReport } from '../verifying.ts'
import { type Command, type Environment, EXIT, needed, UsageError, withProject, writeJson } from './command.ts'
import type { Verification } from './schema.ts'

const PAGE = 500

function readOptions(argv: readonly string[]): { file: string; json: boolean; rest: readonly string[] } {
  const options = { project: { type: 'string' }, json: { type: 'boolean', default: false } } as const
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
  return { file: needed(values.project, '--project'), json: values.json, rest: positionals }
}

export const listCommand: Command = {
  usage: 'list --project P [--json]',
  summary: 'the articles of a project',
  run: (argv, environment) => {
    const { file, json, rest } = readOptions(argv)
    if (rest.length > 0) throw new UsageError('list takes no file')
    withProject(file, environment, true, (project) => {
      for (let offset = 0, total = 1; offset < total; offset += PAGE) {
        const page = project.library({ filter: '', sort: 'title', descending: false, offset, limit: PAGE })
        total = page.total
        for (const row of page.rows) {
          if (json) writeJson(environment.stdout, row)
          else environment.stdout.write(`${row.id}\t${row.words}\t${row.highlights}\t${row.outlet}\t${row.date}\t${row.title}\n`)
        }
      }
    })
    return EXIT.ok
  },
}

export const verifyCommand: Command = {
  usage: 'verify [FILE] --project P [--json]',
  summary: 'check the file, the hash of every text and original, and the place of every highlight; or each quotation of the report FILE',
  run: (argv, environment) => {
    const { file, json, rest } = readOptions(argv)
    const [report, ...more] = rest
    if (more.length > 0) throw new UsageError('verify takes one report')
    if (report !== undefined) return verifyReport(report, file, json, environment)
    const found = check(file, environment)
    if (json) writeJson(environment.stdout, found)
    else {
      for (const problem of found.problems) environment.stdout.write(`${problem}\n`)
      const { ok, articles, highlights, acts } = found
      environment.stdout.write(`${ok ? 'sound' : 'not sound'}: ${articles} articles, ${highlights} highlights, ${acts} acts\n`)
    }
    return found.ok ? EXIT.ok : EXIT.failed
  },
}

function verifyReport(report: string, file: string, json: boolean, environment: Environment): number {
  const { bytes } = readSource(report, MOST_BYTES)
  const found = withProject(file, environment, true, (project) => checkReport(bytes, project))
  if (json) writeJson(environment.stdout, found)
  else {
    const oneLine = (text: string) => opening(text, 120)
    for (const { article, id, quote, says } of found.problems)
      environment.stdout.write(`${id}\t${oneLine(article)}\t${oneLine(quote)}\t${says}\n`)
    const matches = found.ok ? 'matches' : 'does not match'
    environment.stdout.write(`${matches}: ${found.quotations} quotations, ${found.problems.length} problems\n`)
  }
  return found.ok ? EXIT.ok : EXIT.failed
}

/** A file too damaged to be opened is a finding, not an error. */
function check(file: string, environment: Environment): Verification {
  try {
    return withProject(file, environment, true, (project) => project.verify())
  } catch (error) {
    if (error instanceof Failure && error.code === 'damaged')
      return { ok: false, problems: [error.message], articles: 0, highlights: 0, acts: 0 }
    throw error
  }
}
