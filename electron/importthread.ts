// A thread that reads files for commands, which have no utility process: electron/importer.ts with a limit to its memory.
import { Worker } from 'node:worker_threads'
import { type Child, MEMORY } from './importing.ts'

/** `entry`: electron/importer.ts, or what it was built into. The process ends when the thread was ended. */
export function startThread(entry: string | URL): Child {
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
