// What the calls about data of other programs do. What an exchange does not carry is said by one call, and carried out by the next.

import type { ProjectContents } from '../shared/exchange/contents.ts'
import { shown } from '../shared/exchange/loss.ts'
import type { DataFormat } from '../shared/exchange/offered.ts'
import { Failure } from '../shared/failure.ts'
import type { Desk } from './desk.ts'
import type { Taking } from './exchange/taking.ts'
import { writeAtomically } from './export/file.ts'
import type { Handlers } from './reply.ts'
import { readSource } from './sources.ts'
import type { ProjectFile } from './store/project.ts'

/** Bytes of a file of data. */
const MOST = 480 * 1024 * 1024

type Asking = Readonly<{
  choose: () => Promise<readonly string[]>
  /** Asks where to save a file whose name ends so; `null` when cancelled. */
  place: (endings: readonly string[], name: string) => Promise<string | null>
}>
type ExchangeCall = Extract<keyof Handlers, `exchange.${string}`>
type Pending = Readonly<{ project: ProjectFile; taking: Taking; contents: ProjectContents }>

export function exchangeHandlers(desk: Pick<Desk, 'project' | 'changed'>, asking: Asking, version: string): Pick<Handlers, ExchangeCall> {
  let pending: Pending | null = null
  const formatOf = async (name: DataFormat) => {
    const format = (await import('./exchange/formats.ts')).exportFormats[name]
    if (format === undefined) throw new Failure('invalid-input', 'There is no such format.')
    return format
  }

  return {
    'exchange.losses': async ({ format: name }) => {
      const format = await formatOf(name)
      return shown(format.losses(desk.project.everything(false)))
    },
    'exchange.export': async ({ format: name, offsets, bom }) => {
      const { project } = desk
      const format = await formatOf(name)
      const file = await asking.place(format.endings, project.name)
      if (file === null) return null
      writeAtomically(file, format.write(project.everything(format.originals), { offsets, bom }), { never: [project.file] })
      return file
    },
    'exchange.read': async () => {
      const { project } = desk
      pending = null
      const [chosen] = await asking.choose()
      if (chosen === undefined) return null
      const [{ formatOf: named, importFormats }, { planTaking }] = await Promise.all([
        import('./exchange/formats.ts'),
        import('./exchange/taking.ts'),
      ])
      const format = named(importFormats, chosen)
      if (format === undefined) throw new Failure('refused', 'It is not a file of data that Parallax reads.')
      const { name, bytes } = readSource(chosen, MOST)
      const { nativeBinding } = project
      const { contents, losses, notes } = format.read(bytes, {
        now: Date.now(),
        version,
        project: project.everything(false),
        nativeBinding,
      })
      const taking = planTaking(project, contents)
      pending = { project, taking, contents }
      return { name, notes, losses: shown([...losses, ...taking.losses]), records: taking.change.length }
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
