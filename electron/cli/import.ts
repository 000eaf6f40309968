// `import`: files to articles, printed or taken into a project.
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Failure } from '../../shared/failure.ts'
import { footnotesOf } from '../../shared/footnotes.ts'
import type { Imported, SourceFile } from '../../shared/imported.ts'
import type { Reprint } from '../../shared/reprints.ts'
import { zonesOf } from '../../shared/zones.ts'
import { cutArticle } from '../import/split.ts'
import { takeIn } from '../intake.ts'
import { newProject } from '../newproject.ts'
import { reprintsOf } from '../reprints.ts'
import { gather, readSource } from '../sources.ts'
import { openProject, type ProjectFile } from '../store/project.ts'
import { type Command, type Environment, EXIT, UsageError, writeJson } from './command.ts'
import type { ImportLine } from './schema.ts'

export const importCommand: Command = {
  usage: 'import [--project P | --against P] [--split auto|never] [--json] FILE...',
  summary:
    'read files or folders; with --project (made if it is not there) take them in, with --against say what they share with its articles; auto cuts pages that seem to hold several articles',
  run: (argv, environment) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: {
        project: { type: 'string' },
        against: { type: 'string' },
        split: { type: 'string', default: 'never' },
        json: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    })
    if (positionals.length === 0) throw new UsageError('import needs a file')
    if (values.split !== 'auto' && values.split !== 'never') throw new UsageError('--split is auto or never')
    const { against } = values
    if (values.project !== undefined && against !== undefined) throw new UsageError('--project and --against exclude each other')
    const split = values.split === 'auto'
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
    const linesOf = async (source: SourceFile) => (await articlesOf(source, split, environment)).map(lineOf)
    if (against !== undefined)
      return withReprints(against, environment, (find) =>
        readAll(async (source) => (await linesOf(source)).map((line) => ({ ...line, reprints: find(line.text) }))),
      )
    if (values.project === undefined) return readAll(linesOf)
    const project = writable(values.project, environment)
    return readAll((source) => takenFrom(project, source, split, environment)).finally(() => project.close())
  },
}

/** The articles of a file; with `split`, pages that seem to hold several are cut where the import proposes it. */
async function articlesOf(source: SourceFile, split: boolean, { read: readFile }: Environment): Promise<readonly Imported[]> {
  const read = await readFile(source, { now: Date.now() })
  return split ? read.flatMap((page) => cutArticle(page, page.cuts, Date.now())) : read
}

function lineOf(imported: Imported): ImportLine {
  const notes = footnotesOf(imported.text, zonesOf(imported.blocks, []))
  return { ...imported, footnotes: notes.flatMap(({ note, references }) => references.map((reference) => ({ reference, note }))) }
}

async function takenFrom(
  project: ProjectFile,
  source: SourceFile,
  split: boolean,
  environment: Environment,
): Promise<readonly ImportLine[]> {
  const read = await articlesOf(source, split, environment)
  const clock = { newId: randomUUID, now: Date.now, version: environment.version }
  const { articles, change } = takeIn(project, source, read, clock)
  return read.map((imported, i) => ({ ...lineOf(imported), id: articles[i]?.id, known: change === null }))
}

/** Lends what finds the words of a text among the articles of a project, into which nothing is taken. */
async function withReprints<T>(
  file: string,
  { nativeBinding }: Environment,
  use: (find: (text: string) => Reprint[]) => Promise<T>,
): Promise<T> {
  const project = openProject(path.resolve(file), { nativeBinding })
  try {
    await project.notePrints()
    return await use((text) => reprintsOf(project, text, null))
  } finally {
    project.close()
  }
}

/** The project, made if it is not there. */
function writable(file: string, { nativeBinding, corpusFolder }: Environment): ProjectFile {
  if (!existsSync(file)) return newProject(path.resolve(file), corpusFolder, { nativeBinding })
  return openProject(path.resolve(file), { nativeBinding })
}
