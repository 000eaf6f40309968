// How far a command is, on one line of standard error where somebody watches; nothing is told to a file or another program.
import { setImmediate } from 'node:timers/promises'
import { Failure } from '../../shared/failure.ts'
import type { OnStep, Step } from '../../shared/job.ts'
import type { Environment } from './command.ts'

/** Milliseconds between two words of how far it is, and between two turns for whatever else happens. */
const PACE = 100

/** Runs what takes its time. An interrupted command ends at its next step. @throws Failure 'cancelled', and what `act` throws */
export async function told<T>({ stderr, watched = false, interrupted }: Environment, act: (onStep: OnStep) => Promise<T>): Promise<T> {
  let at = Number.NEGATIVE_INFINITY
  const onStep = async ({ label, done, total }: Step) => {
    if (performance.now() - at < PACE) return
    if (watched) stderr.write(`\r\u001b[K${label}${total > 1 ? ` ${done}/${total}` : ''} `)
    // Lets an interruption through.
    await setImmediate()
    at = performance.now()
    if (interrupted?.aborted === true) throw new Failure('cancelled', 'It was interrupted. Nothing was written.')
  }
  try {
    return await act(onStep)
  } finally {
    if (watched) stderr.write('\r\u001b[K')
  }
}
