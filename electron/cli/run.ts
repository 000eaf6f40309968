// The command line: the app's core without a window. Results go to standard output, each error as one line to standard error.
import { Failure, messageOf } from '../../shared/failure.ts'
import { codebookCommand } from './codebook.ts'
import { collectionCommand } from './collection.ts'
import { type Command, type Environment, EXIT, UsageError } from './command.ts'
import { compareCommand } from './compare.ts'
import { convertCommand, exportCommand } from './exchange.ts'
import { highlightsCommand } from './highlights.ts'
import { importCommand } from './import.ts'
import { journalCommand } from './journal.ts'
import { listCommand, verifyCommand } from './project.ts'
import { reportCommand } from './report.ts'
import { schemaCommand } from './schema.ts'
import { suggestCommand } from './suggest.ts'

const commands: ReadonlyMap<string, Command> = new Map([
  ['import', importCommand],
  ['compare', compareCommand],
  ['collection', collectionCommand],
  ['report', reportCommand],
  ['codebook', codebookCommand],
  ['export', exportCommand],
  ['convert', convertCommand],
  ['highlights', highlightsCommand],
  ['journal', journalCommand],
  ['list', listCommand],
  ['verify', verifyCommand],
  ['suggest', suggestCommand],
  ['schema', schemaCommand],
])

const help = (version: string) => `Parallax ${version}: compare how different sources tell the same story.

${[...commands.values()].map(({ usage, summary }) => `  ${usage}\n      ${summary}`).join('\n')}

Exit codes: 0 done, 1 a check found problems, 2 usage, 3 refused or not found, 4 input or output failed, 130 interrupted.
`

/** Runs one command and gives its exit code. Never throws. `argv` begins with the command's name. */
export async function run(argv: readonly string[], environment: Environment): Promise<number> {
  const [name, ...rest] = argv
  const { stdout, stderr, version } = environment
  try {
    if (name === '--version') return print(stdout, `${version}\n`)
    if (name === '--help' || rest.includes('--help')) return print(stdout, help(version))
    const command = commands.get(name ?? '')
    if (command === undefined) throw new UsageError(`${name === undefined ? 'no command' : 'no such command'}; --help lists them`)
    return await command.run(rest, environment)
  } catch (error) {
    stderr.write(`parallax${name === undefined ? '' : ` ${name}`}: ${messageOf(error).replaceAll(/\s*\n\s*/g, ' ')}\n`)
    return codeOf(error)
  }
}

function print(stdout: Environment['stdout'], text: string): number {
  stdout.write(text)
  return EXIT.ok
}

function codeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage
  if (error instanceof Failure && error.code === 'cancelled') return EXIT.interrupted
  if (error instanceof Failure) return error.code === 'input-output' || error.code === 'disk-full' ? EXIT.inputOutput : EXIT.refused
  // parseArgs says so itself when an option is unknown or lacks its value.
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  return code.startsWith('ERR_PARSE_ARGS') ? EXIT.usage : EXIT.inputOutput
}
