// The process that reads files for the app: a hostile one costs this process and one import, not the app. It answers one
// request at a time; electron/importing.ts is its other end.
import { parentPort } from 'node:worker_threads'
import { NeedsColumns, type TableSample } from '../shared/columns.ts'
import { Failure } from '../shared/failure.ts'
import type { Imported } from '../shared/imported.ts'
import { importFile } from './import/import.ts'
import { Request } from './importing.ts'

type Answer = Readonly<{ articles: readonly Imported[] }> | Readonly<{ code: string; message: string; table?: TableSample }>

async function answer(raw: unknown): Promise<Answer> {
  const { name, bytes, reading } = Request.parse(raw)
  try {
    return { articles: await importFile({ name, bytes }, reading) }
  } catch (error) {
    if (error instanceof NeedsColumns) return { code: error.code, message: error.message, table: error.table }
    if (error instanceof Failure) return { code: error.code, message: error.message }
    console.error(error)
    return { code: 'refused', message: 'The file is built so that it cannot be read.' }
  }
}

// A utility process of the app has a port of Electron's, whose messages come as events; a worker thread has Node's.
const port = process.parentPort ?? parentPort
async function reply(message: unknown): Promise<void> {
  port?.postMessage(await answer(process.parentPort ? (message as { data: unknown }).data : message))
}
port?.on('message', (message: unknown) => void reply(message))
