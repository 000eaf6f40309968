// `list` and `verify`: what a project holds, and whether all of it is what was written.
import { parseArgs } from 'node:util'
import { Failure } from '../../shared/failure.ts'
import { type Command, type Environment, EXIT, needed, withProject, writeJson } from './command.ts'
import type { Verification } from './schema.ts'

const PAGE = 500

function readOptions(argv: readonly string[]): { file: string; json: boolean } {
  const { values } = parseArgs({ args: [...argv], options: { project: { type: 'string' }, json: { type: 'boolean', default: false } } })
  return { file: needed(values.project, '--project'), json: values.json }
}

export const listCommand: Command = {
  usage: 'list --project P [--json]',
  summary: 'the articles of a project',
  run: (argv, environment) => {
    const { file, json } = readOptions(argv)
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
  usage: 'verify --project P [--json]',
  summary: 'check the file, the hash of every text and original, and the place of every highlight',
  run: (argv, environment) => {
    const { file, json } = readOptions(argv)
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
