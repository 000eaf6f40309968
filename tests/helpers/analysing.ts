// Analysing as the app does it, with the thread's source.
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { Analysing } from '../../electron/analysing.ts'

const source = path.resolve(import.meta.dirname, '../../electron/analyser.ts')

export const analysingHere = (): Analysing =>
  new Analysing((task) => {
    const thread = new Worker(source, { workerData: task })
    return { onMessage: (hear) => thread.on('message', hear), onExit: (hear) => thread.on('exit', hear) }
  })
