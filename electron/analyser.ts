// The thread that analyses a collection for the app, with a connection of its own that only reads; electron/analysing.ts is its
// other end. It does one task and ends.
import { parentPort, workerData } from 'node:worker_threads'
import { analyseStepwise, type Step } from '../shared/collection/analysis.ts'
import { Failure } from '../shared/failure.ts'
import { type Answer, Task } from './analysing.ts'
import { gatherCollection } from './collection.ts'
import { openProject } from './store/project.ts'

/** Milliseconds between two words of how far it is. */
const PACE = 100

function analyse({ file, nativeBinding, name, known, stop }: Task, onStep: (step: Step) => void): Answer {
  const project = openProject(file, { nativeBinding, readOnly: true })
  try {
    const { collection, articles, hash } = gatherCollection(project, name)
    if (hash === known) return { articles, hash, analysis: null }
    const steps = analyseStepwise(collection)
    let told = Number.NEGATIVE_INFINITY
    for (;;) {
      const step = steps.next()
      if (Atomics.load(stop, 0) !== 0) throw new Failure('cancelled', 'The analysis was cancelled.')
      if (step.done === true) return { articles, hash, analysis: step.value }
      if (performance.now() - told < PACE) continue
      onStep(step.value)
      told = performance.now()
    }
  } finally {
    project.close()
  }
}

const tell = (answer: Answer) => parentPort?.postMessage(answer)
try {
  tell(analyse(Task.parse(workerData), (step) => tell({ step })))
} catch (error) {
  if (!(error instanceof Failure)) console.error(error)
  tell(
    error instanceof Failure
      ? { code: error.code, message: error.message }
      : { code: 'internal', message: 'The collection could not be analysed, for a reason that Parallax does not know.' },
  )
}
