// One command of the command line in a thread of its own, while the main thread waits: Electron goes on to its window system,
// and ends without a display, as soon as the main thread's first turn is over.
import { writeSync } from 'node:fs'
import path from 'node:path'
import { isatty } from 'node:tty'
import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import { messageOf } from '../shared/failure.ts'
import { EXIT } from './cli/command.ts'
import { Importing } from './importing.ts'
import { startThread } from './thread.ts'

type Writer = Readonly<{ write: (text: string) => void }>

const { argv, done, ...environment } = z
  .strictObject({
    argv: z.array(z.string()),
    /** The exit code plus one goes here. */
    done: z.instanceof(Int32Array),
    version: z.string(),
    corpusFolder: z.string(),
    nativeBinding: z.string().exactOptional(),
  })
  .parse(workerData)

/** Writes at once, whatever is at the other end: nothing may be left over when the process exits. */
function writeAll(handle: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(handle, bytes, at)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined
      if (code === 'EPIPE') return
      if (code !== 'EAGAIN') throw error
    }
  }
}

async function runAndTell(): Promise<void> {
  const [stdout, stderr] = [1, 2].map((handle) => ({ write: (text: string) => writeAll(handle, text) })) as [Writer, Writer]
  const { read } = new Importing(() => startThread(path.join(__dirname, 'importer.cjs')))
  let code: number = EXIT.inputOutput
  try {
    // Loaded here, so that whatever fails in it is told: the main thread waits, and hears of nothing else.
    const { run } = await import('./cli/run.ts')
    code = await run(argv, { ...environment, stdout, stderr, watched: isatty(2), read })
  } catch (error) {
    stderr.write(`parallax: ${messageOf(error)}\n`)
  }
  Atomics.store(done, 0, code + 1)
  Atomics.notify(done, 0)
}
void runAndTell()
