// What the calls about data of other programs do. What an exchange does not carry is said by one call, and carried out by the
// next; files are read and written in a thread.
import path from 'node:path'
import { shown } from '../shared/exchange/loss.ts'
import { Failure } from '../shared/failure.ts'
import type { Desk } from './desk.ts'
import { writeThrough } from './export/file.ts'
import type { Handlers } from './reply.ts'
import type { ProjectFile } from './store/project.ts'
import type { Work } from './work.ts'

type Asking = Readonly<{
  choose: (what: 'data' | 'report') => Promise<readonly string[]>
  /** Asks where to save a file whose name ends so; `null` when cancelled. */
  place: (endings: readonly string[], name: string) => Promise<string | null>
}>
type ExchangeCall = Extract<keyof Handlers, `exchange.${string}`>
type Pending = Readonly<{ project: ProjectFile }> & Pick<Work['reading']['done'], 'taking' | 'contents'>

/** Jobs of which the newest counts. */
const [LOSSES, READING] = ['losses', 'reading']

export function exchangeHandlers(
  desk: Pick<Desk, 'project' | 'changed' | 'jobs'>,
  asking: Asking,
  version: string,
): Pick<Handlers, ExchangeCall> {
  let pending: Pending | null = null
  const of = ({ file, nativeBinding }: ProjectFile) => ({ file, nativeBinding })

  return {
    'exchange.losses': async ({ format }) => {
      const { project } = desk
      const losses = await desk.jobs.run({ job: LOSSES, name: 'What is lost' }, ({ work }) => work('losses', { ...of(project), format }))
      return shown(losses)
    },
    'exchange.export': async ({ format, ...writing }) => {
      const { project } = desk
      const { exportFormats } = await import('./exchange/formats.ts')
      const file = await asking.place(exportFormats[format]?.endings ?? [], project.name)
      if (file === null) return null
      await desk.jobs.run({ name: `Export “${path.basename(file)}”`, inTurn: true, holds: true }, ({ work }) =>
        writeThrough(file, { never: [project.file] }, async (into) => {
          await work('data', { ...of(project), format, writing, into })
        }),
      )
      return file
    },
    'exchange.read': async ({ what }) => {
      const { project } = desk
      pending = null
      const [from] = await asking.choose(what)
      if (from === undefined) return null
      const { name, about, notes, losses, taking, contents } = await desk.jobs.run(
        { job: READING, name: `Reading “${path.basename(from)}”`, holds: true },
        ({ work }) => work('reading', { ...of(project), from, version, now: Date.now() }),
      )
      pending = { project, taking, contents }
      return { name, about, notes, losses: shown(losses), records: taking.change.length }
    },
    'exchange.take': async () => {
      const { carryOut } = await import('./exchange/taking.ts')
      if (pending === null) throw new Failure('not-found', 'There is nothing to be taken in: choose the file again.')
      const { project, taking, contents } = pending
      pending = null
      if (desk.project !== project) throw new Failure('conflict', 'Another project was opened meanwhile. Nothing was changed.')
      carryOut(project, taking, contents)
      if (taking.change.length > 0) desk.changed(taking.change)
      return taking.change.length
    },
  }
}
