// The thread that compares articles for the app; electron/comparing.ts is its other end.
import { parentPort } from 'node:worker_threads'
import { compareStepwise } from '../shared/comparison.ts'
import type { Passage } from '../shared/passage.ts'
import type { Answer, Request } from './comparing.ts'

/** Milliseconds between two reports of what was found. */
const PACE = 100

function compare({ a, b, known }: Request, tell: (answer: Answer) => void): void {
  const steps = compareStepwise(a, b, known)
  let found: Passage[] = []
  let told = Number.NEGATIVE_INFINITY
  for (;;) {
    const step = steps.next()
    if (step.done === true) {
      tell({ done: step.value })
      return
    }
    found.push(...step.value.found)
    if (performance.now() - told < PACE) continue
    tell({ step: { found, done: step.value.done } })
    found = []
    told = performance.now()
  }
}

const port = parentPort
port?.on('message', (request: Request) => {
  const tell = (answer: Answer) => port.postMessage(answer)
  try {
    compare(request, tell)
  } catch (error) {
    tell({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
})
