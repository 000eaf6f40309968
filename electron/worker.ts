// A thread that does long work for the app: it reads a project with a connection of its own, at one point in time, and changes
// nothing in it. electron/jobs.ts is its other end.
import { parentPort } from 'node:worker_threads'
import { analyseStepwise } from '../shared/collection/analysis.ts'
import type { DataFormat } from '../shared/exchange/offered.ts'
import { Failure } from '../shared/failure.ts'
import type { OnStep, Step } from '../shared/job.ts'
import { chartsIn, passagesOf } from './charting.ts'
import { gatherCollection } from './collection.ts'
import { writePieces } from './export/file.ts'
import { Passages } from './passages.ts'
import { reportOf } from './reporting.ts'
import { MOST_DATA, readSource } from './sources.ts'
import { openProject, type ProjectFile } from './store/project.ts'
import type { Answer, Of, Request, Work } from './work.ts'

/** Milliseconds between two words of how far it is. */
const PACE = 100

const compared = new Passages()

const works: { readonly [W in keyof Work]: (asked: Work[W]['asked'], onStep: OnStep) => Promise<Work[W]['done']> } = {
  analysis: (asked, onStep) =>
    reading(asked, async (project) => {
      const { collection, articles, hash } = gatherCollection(project, asked.name)
      if (hash === asked.known) return { articles, hash, analysis: null }
      const steps = analyseStepwise(collection)
      for (;;) {
        const step = steps.next()
        if (step.done === true) return { articles, hash, analysis: step.value }
        await onStep(step.value)
      }
    }),
  charts: ({ name, ...of }, onStep) => reading(of, (project) => chartsIn(project, name, onStep)),
  passages: ({ name, wanted, ...of }, onStep) => reading(of, (project) => passagesOf(project, name, wanted, onStep)),
  preview: ({ request, making, ...of }, onStep) =>
    reading(of, async (project) => {
      const report = await reportOf(project, request, { ...making, compared, onStep })
      return new TextEncoder().encode(JSON.stringify(report))
    }),
  report: ({ request, making, format, into, ...of }, onStep) =>
    reading(of, async (project) => {
      const report = await reportOf(project, request, { ...making, compared, onStep })
      const { writtenAs } = await import('./export/formats.ts')
      const written = await writtenAs(format, report, onStep)
      if ('page' in written) return written.page
      await writePieces(into, written.file, () => onStep({ label: 'Writing', done: 0, total: 1 }))
      return null
    }),
  check: ({ from, ...of }, onStep) =>
    reading(of, async (project) => {
      const [{ MOST_BYTES }, { checkReport }] = await Promise.all([import('./evidence.ts'), import('./verifying.ts')])
      await onStep({ label: 'Reading the report', done: 0, total: 1 })
      const { bytes } = readSource(from, MOST_BYTES)
      await onStep({ label: 'Checking quotations', done: 0, total: 1 })
      return checkReport(bytes, project)
    }),
  losses: ({ format, ...of }, onStep) =>
    reading(of, async (project) => {
      await onStep({ label: 'Reading the project', done: 0, total: 1 })
      const { originals, losses } = await formatOf(format)
      return losses(project.everything(originals))
    }),
  data: ({ format: name, writing, into, ...of }, onStep) =>
    reading(of, async (project) => {
      await onStep({ label: 'Reading the project', done: 0, total: 1 })
      const format = await formatOf(name)
      const contents = project.everything(format.originals)
      await onStep({ label: 'Laying out', done: 0, total: 1 })
      await writePieces(into, format.write(contents, writing), () => onStep({ label: 'Writing', done: 0, total: 1 }))
      return null
    }),
  reading: ({ from, version, now, ...of }, onStep) =>
    reading(of, async (project) => {
      const [{ formatOf: named, importFormats }, { planTaking }] = await Promise.all([
        import('./exchange/formats.ts'),
        import('./exchange/taking.ts'),
      ])
      const format = named(importFormats, from)
      if (format === undefined) throw new Failure('refused', 'It is not a file of data that Parallax reads.')
      await onStep({ label: 'Reading the file', done: 0, total: 1 })
      const { name, bytes } = readSource(from, MOST_DATA)
      const { nativeBinding } = of
      const own = project.everything(false)
      const { contents, losses, notes, about = null } = format.read(bytes, { name, now, version, project: own, nativeBinding })
      await onStep({ label: 'Looking at what the project has', done: 0, total: 1 })
      const taking = planTaking(project, contents)
      const { records: _records, texts, ...rest } = contents
      const held = new Set<string>(own.texts.map(({ sha256 }) => sha256))
      const coming = { ...rest, texts: texts.filter(({ sha256 }) => !held.has(sha256)) }
      return { name, about, notes, losses: [...losses, ...taking.losses], taking, contents: coming }
    }),
}

async function formatOf(name: DataFormat) {
  const format = (await import('./exchange/formats.ts')).exportFormats[name]
  if (format === undefined) throw new Failure('invalid-input', 'There is no such format.')
  return format
}

async function reading<T>({ file, nativeBinding }: Of, use: (project: ProjectFile) => Promise<T>): Promise<T> {
  const project = openProject(file, { nativeBinding, readOnly: true, snapshot: true })
  try {
    return await use(project)
  } finally {
    project.close()
  }
}

const carryOut = <W extends keyof Work>({ what, asked }: Request<W>, onStep: OnStep) => works[what](asked, onStep)

const port = parentPort
async function answer(request: Request): Promise<void> {
  const tell = (said: Answer) => port?.postMessage(said)
  let told = Number.NEGATIVE_INFINITY
  let label = ''
  const onStep = (step: Step) => {
    if (Atomics.load(request.stop, 0) !== 0) throw new Failure('cancelled', 'It was cancelled.')
    if (performance.now() - told < PACE && step.label === label) return
    tell({ step })
    told = performance.now()
    label = step.label
  }
  try {
    tell({ done: await carryOut(request, onStep) })
  } catch (error) {
    if (!(error instanceof Failure)) console.error(error)
    tell(
      error instanceof Failure
        ? { code: error.code, message: error.message }
        : { code: 'internal', message: 'It could not be done, for a reason that Parallax does not know. Nothing was changed.' },
    )
  }
}
port?.on('message', (request: Request | null) => {
  if (request === null) port.close()
  else void answer(request)
})
