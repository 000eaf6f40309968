// `codebook`: takes a codebook from a file into a project, and out of one.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { codebookFormats } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import type { Codebook } from '../../shared/records.ts'
import { intake, readCodebook, writeCodebook } from '../codebook.ts'
import { writeAtomically } from '../export/file.ts'
import { readSource } from '../sources.ts'
import { type Command, type Environment, EXIT, needed, UsageError, withProject, writeJson } from './command.ts'
import type { CodebookLine } from './schema.ts'

export const codebookCommand: Command = {
  usage: 'codebook import --project P [--json] FILE | codebook export --project P [--codebook NAME] --format json|csv|qdc --out F',
  summary: 'take a codebook (.json, .csv, .qdc) into a project, or write one of it to a file',
  run: ([what, ...argv], environment) => {
    if (what === 'import') return importing(argv, environment)
    if (what === 'export') return exporting(argv, environment)
    throw new UsageError('codebook needs import or export')
  },
}

function importing(argv: readonly string[], environment: Environment): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { project: { type: 'string' }, json: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [from, ...others] = positionals
  if (from === undefined || others.length > 0) throw new UsageError('codebook import takes one file')
  const { name, bytes } = readSource(from)
  const { file, notes } = readCodebook(name, bytes, randomUUID)
  withProject(needed(values.project, '--project'), environment, false, (project) => {
    const { codebook, change } = intake(file, project.codebook(), randomUUID)
    project.commit(`Import codebook “${codebook.name.slice(0, 120)}”`, change)
    const line: CodebookLine = { id: codebook.id, name: codebook.name, codes: file.codes.length, notes: [...notes] }
    if (values.json) writeJson(environment.stdout, line)
    else environment.stdout.write(`${[line.id, line.codes, line.name].join('\t')}\n${notes.map((note) => `${note}\n`).join('')}`)
  })
  return EXIT.ok
}

function exporting(argv: readonly string[], environment: Environment): number {
  const { values } = parseArgs({
    args: [...argv],
    options: { project: { type: 'string' }, codebook: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
  })
  const file = needed(values.project, '--project')
  const format = codebookFormats.find((known) => known === needed(values.format, '--format'))
  if (format === undefined) throw new UsageError('--format is json, csv or qdc')
  const out = needed(values.out, '--out')
  const { text, notes } = withProject(file, environment, true, (project) => {
    const { codebooks, codes } = project.codebook()
    return writeCodebook(chosen(codebooks, values.codebook), new Map(codes.map((code) => [code.id, code])), format)
  })
  writeAtomically(out, text, { never: [path.resolve(file)] })
  for (const note of notes) environment.stderr.write(`${note}\n`)
  return EXIT.ok
}

/** The codebook with a name or an id; the only one of a project needs neither. */
function chosen(codebooks: readonly Codebook[], wanted: string | undefined): Codebook {
  const fits = codebooks.filter(({ id, name }) => wanted === undefined || id === wanted || name === wanted)
  const [found, ...others] = fits
  const names = codebooks.map(({ name }) => `“${name}”`).join(', ')
  if (found === undefined) throw new Failure('not-found', `There is no such codebook in the project. It has: ${names || 'none'}.`)
  if (others.length > 0) throw new UsageError(`--codebook says which one: ${names}`)
  return found
}
