// A thread beside the main one that is asked things and answers, with a limit to its memory.
import { Worker } from 'node:worker_threads'

export type Thread<Asked, Said> = Readonly<{
  post: (message: Asked) => void
  onMessage: (hear: (message: Said) => void) => void
  onExit: (hear: () => void) => void
  end: () => void
}>

/** Megabytes that what a thread holds may take. */
export const MEMORY = 1_536

/** `entry`: the script that it runs, or what that was built into. The process ends when the thread was ended. */
export function startThread<Asked, Said>(entry: string | URL): Thread<Asked, Said> {
  const worker = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: MEMORY } })
  // A thread that runs out of memory says so before it ends; its end is what is listened to.
  worker.on('error', () => undefined)
  return {
    post: (message) => worker.postMessage(message),
    onMessage: (hear) => void worker.on('message', hear),
    onExit: (hear) => void worker.on('exit', hear),
    end: () => void worker.terminate(),
  }
}
