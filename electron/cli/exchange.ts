// `export` and `convert`: a project's data in the formats of other programs, and out of them.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { ProjectContents } from '../../shared/exchange/contents.ts'
import type { Loss, LossReport } from '../../shared/exchange/loss.ts'
import { type Offsets, offsetKinds } from '../../shared/exchange/qde.ts'
import { exportFormats, formatOf, type Incoming, importFormats } from '../exchange/formats.ts'
import { carryOut, planTaking, projectFrom } from '../exchange/taking.ts'
import { writeAtomically, writePieces, writeThrough } from '../export/file.ts'
import { EXTENSION } from '../newproject.ts'
import { MOST_DATA, readSource } from '../sources.ts'
import type { ProjectFile } from '../store/project.ts'
import { type Command, type Environment, EXIT, needed, UsageError, whileOpen, withProject } from './command.ts'
import { told } from './progress.ts'

const formats = Object.keys(exportFormats).join('|')

function offsetsFrom(value: string | undefined): Offsets {
  const found = offsetKinds.find((kind) => kind === (value ?? 'standard'))
  if (found === undefined) throw new UsageError('--offsets is standard or nvivo')
  return found
}

/** Says what will be lost before anything is written: to the report's file, or a line each. */
function tell({ stdout }: Environment, file: string | undefined, never: readonly string[], report: LossReport): void {
  if (file !== undefined) writeAtomically(file, `${JSON.stringify(report, null, 2)}\n`, { never })
  for (const note of report.notes) stdout.write(`${note}\n`)
  for (const { what, count } of report.losses) stdout.write(`${count}\t${what}\n`)
}

/** What stays behind whatever the format. */
function keptBack(project: ProjectFile): Loss[] {
  const [newest] = project.journal({ query: '', record: null, limit: 1 })
  return newest === undefined ? [] : [{ what: 'The history of acts stays in the project.', count: newest.seq, ids: [], names: [] }]
}

type Format = NonNullable<(typeof exportFormats)[string]>

/** Writes contents in a format, whole or not at all. */
const write = (
  out: string,
  never: readonly string[],
  [format, contents, writing]: readonly [Format, ...Parameters<Format['write']>],
  environment: Environment,
): Promise<void> =>
  writeThrough(out, { never }, (into) =>
    told(environment, async (onStep) => {
      await onStep({ label: 'Laying out', done: 0, total: 1 })
      await writePieces(into, format.write(contents, writing), () => onStep({ label: 'Writing', done: 0, total: 1 }))
    }),
  )

const isProject = (name: string): boolean => name.toLowerCase().endsWith(EXTENSION)

export const exportCommand: Command = {
  usage: `export --project P --format ${formats} --out F [--offsets standard|nvivo] [--bom] [--loss-report F]`,
  summary: 'write the data of a project in the format of another program, and say what it does not carry',
  run: async (argv, environment) => {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        project: { type: 'string' },
        format: { type: 'string' },
        out: { type: 'string' },
        offsets: { type: 'string' },
        bom: { type: 'boolean' },
        'loss-report': { type: 'string' },
      },
    })
    const file = needed(values.project, '--project')
    const name = needed(values.format, '--format')
    const format = Object.hasOwn(exportFormats, name) ? exportFormats[name] : undefined
    if (format === undefined) throw new UsageError(`--format is one of ${Object.keys(exportFormats).join(', ')}`)
    const out = needed(values.out, '--out')
    const offsets = offsetsFrom(values.offsets)
    const never = [path.resolve(file)]
    await whileOpen(file, environment, async (project) => {
      const contents = project.everything(format.originals)
      tell(environment, values['loss-report'], [...never, path.resolve(out)], {
        from: path.basename(file),
        to: path.basename(out),
        notes: [],
        losses: [...keptBack(project), ...format.losses(contents)],
      })
      await write(out, never, [format, contents, { offsets, bom: values.bom }], environment)
    })
    return EXIT.ok
  },
}

/** Hands on what a file or another project holds; projects stay open meanwhile. `texts`: the project that annotations point to. */
async function withContents(
  from: string,
  texts: string | undefined,
  environment: Environment,
  use: (incoming: Incoming) => Promise<void>,
): Promise<void> {
  if (isProject(from))
    return whileOpen(from, environment, (project) => use({ contents: project.everything(true), losses: keptBack(project), notes: [] }))
  const format = formatOf(importFormats, from)
  if (format === undefined)
    throw new UsageError(`convert reads ${[...Object.values(importFormats).flatMap(({ endings }) => endings), EXTENSION].join(', ')}`)
  const { name, bytes } = readSource(from, MOST_DATA)
  const { version, nativeBinding } = environment
  const readInto = (project: ProjectContents | null) => use(format.read(bytes, { name, now: Date.now(), version, project, nativeBinding }))
  return texts === undefined ? readInto(null) : whileOpen(texts, environment, (project) => readInto(project.everything(true)))
}

export const convertCommand: Command = {
  usage: 'convert IN OUT [--project P] [--offsets standard|nvivo] [--bom] [--loss-report F]',
  summary:
    'turn a file of data into another format, into a new project, or (OUT is a project that is there) take it in as one act; says what gets lost. Annotations, and reports without texts, need the project with their texts',
  run: async (argv, environment) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { project: { type: 'string' }, offsets: { type: 'string' }, bom: { type: 'boolean' }, 'loss-report': { type: 'string' } },
      allowPositionals: true,
    })
    const [from, to, ...others] = positionals
    if (from === undefined || to === undefined || others.length > 0) throw new UsageError('convert needs a file to read and one to write')
    const offsets = offsetsFrom(values.offsets)
    const target = isProject(to) ? null : formatOf(exportFormats, to)
    if (target === undefined)
      throw new UsageError(`convert writes ${[...Object.values(exportFormats).flatMap(({ endings }) => endings), EXTENSION].join(', ')}`)
    const texts = values.project ?? (target === null && existsSync(to) ? to : undefined)
    await withContents(from, texts, environment, async ({ contents, losses, notes }) => {
      const report = (more: readonly Loss[]) =>
        tell(environment, values['loss-report'], [path.resolve(from), path.resolve(to)], {
          from: path.basename(from),
          to: path.basename(to),
          notes,
          losses: [...losses, ...more],
        })
      if (target !== null) {
        report(target.losses(contents))
        await write(to, [path.resolve(from)], [target, contents, { offsets, bom: values.bom }], environment)
      } else if (existsSync(to)) {
        withProject(to, environment, false, (project) => {
          const taking = planTaking(project, contents)
          report(taking.losses)
          carryOut(project, taking, contents)
        })
      } else {
        report([])
        projectFrom(path.resolve(to), contents, { nativeBinding: environment.nativeBinding }).close()
      }
    })
    return EXIT.ok
  },
}
