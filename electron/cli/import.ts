// `import`: files to articles, printed or taken into a project.
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Failure } from '../../shared/failure.ts'
import type { SourceFile } from '../../shared/imported.ts'
import { importFile } from '../import/import.ts'
import { takeIn } from '../intake.ts'
import { newProject } from '../newproject.ts'
import { gather, readSource } from '../sources.ts'
import type { ProjectFile } from '../store/project.ts'
import { type Command, type Environment, EXIT, UsageError, withProject, writeJson } from './command.ts'
import type { ImportLine } from './schema.ts'

export const importCommand: Command = {
  usage: 'import [--project P] [--json] FILE...',
  summary: 'read files or folders; with a project (made if it is not there) take them in',
  run: (argv, environment) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { project: { type: 'string' }, json: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    if (positionals.length === 0) throw new UsageError('import needs a file')
    const { stdout, stderr } = environment
    const { files, refused } = gather(positionals)
    let code: number = EXIT.ok
    const refuse = (name: string, reason: string) => {
      stderr.write(`${name}: ${reason}\n`)
      code = EXIT.refused
    }
    for (const { name, reason } of refused) refuse(name, reason)

    const readAll = (read: (source: SourceFile) => ImportLine) => {
      for (const file of files) {
        try {
          const line = read(readSource(file))
          if (values.json) writeJson(stdout, line)
          else
            stdout.write(`${line.id ?? '-'}\t${line.known === true ? 'known' : 'read'}\t${line.words}\t${line.encoding}\t${line.title}\n`)
        } catch (error) {
          if (!(error instanceof Failure) || error.code === 'disk-full' || error.code === 'read-only') throw error
          refuse(file, error.message)
        }
      }
    }
    if (values.project === undefined) readAll((source) => importFile(source))
    else withWritable(values.project, environment, (project) => readAll((source) => lineOf(project, source)))
    return code
  },
}

function lineOf(project: ProjectFile, source: SourceFile): ImportLine {
  const { imported, article, change } = takeIn(project, source, { newId: randomUUID, now: Date.now })
  return { ...imported, id: article.id, known: change === null }
}

function withWritable(file: string, environment: Environment, use: (project: ProjectFile) => void): void {
  if (!existsSync(file)) newProject(path.resolve(file), environment.corpusFolder, { nativeBinding: environment.nativeBinding }).close()
  withProject(file, environment, false, use)
}
