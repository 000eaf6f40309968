// `import`: files to articles, printed or taken into a project.
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Failure } from '../../shared/failure.ts'
import type { Imported, SourceFile } from '../../shared/imported.ts'
import { importFile } from '../import/import.ts'
import { takeIn } from '../intake.ts'
import { newProject } from '../newproject.ts'
import { gather, readSource } from '../sources.ts'
import { openProject, type ProjectFile } from '../store/project.ts'
import { type Command, type Environment, EXIT, UsageError, writeJson } from './command.ts'
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

    const readAll = async (read: (source: SourceFile) => Promise<readonly ImportLine[]>): Promise<number> => {
      for (const file of files) {
        try {
          for (const line of await read(readSource(file))) {
            if (values.json) writeJson(stdout, line)
            else
              stdout.write(`${line.id ?? '-'}\t${line.known === true ? 'known' : 'read'}\t${line.words}\t${line.encoding}\t${line.title}\n`)
          }
        } catch (error) {
          if (!(error instanceof Failure) || error.code === 'disk-full' || error.code === 'read-only') throw error
          refuse(file, error.message)
        }
      }
      return code
    }
    if (values.project === undefined) return readAll((source) => importFile(source))
    const project = writable(values.project, environment)
    return readAll((source) => linesOf(project, source, environment)).finally(() => project.close())
  },
}

async function linesOf(project: ProjectFile, source: SourceFile, { version }: Environment): Promise<readonly ImportLine[]> {
  const read = await importFile(source)
  const { articles, change } = takeIn(project, source, read, { newId: randomUUID, now: Date.now, version })
  return articles.map(({ id }, i) => ({ ...(read[i] as Imported), id, known: change === null }))
}

/** The project, made if it is not there. */
function writable(file: string, { nativeBinding, corpusFolder }: Environment): ProjectFile {
  if (!existsSync(file)) return newProject(path.resolve(file), corpusFolder, { nativeBinding })
  return openProject(path.resolve(file), { nativeBinding })
}
