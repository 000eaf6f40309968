// Reading files at a distance: in a child that can be ended, one file at a time, each with a limit of time. A child that runs
// out of its memory ends by itself, and the next file gets a new one.
import { z } from 'zod'
import { NeedsColumns, TableSample } from '../shared/columns.ts'
import { Failure, FailureCode } from '../shared/failure.ts'
import { Imported, type SourceFile } from '../shared/imported.ts'
import type { Reading } from './import/page.ts'
import type { Thread } from './thread.ts'

/** What is asked of the child, and what it answers. */
export const Request = z.strictObject({
  name: z.string(),
  bytes: z.instanceof(Uint8Array),
  reading: z.strictObject({
    now: z.number(),
    password: z.string().optional(),
    columns: z.record(z.string(), z.string()).optional(),
  }),
})
const Answer = z.union([
  z.strictObject({ articles: z.array(Imported).min(1) }),
  z.strictObject({ code: FailureCode, message: z.string(), table: TableSample.exactOptional() }),
])

/** A process or a thread that runs electron/importer.ts. */
export type Child = Thread<unknown, unknown>

/** Reads a file into its articles. @throws NeedsColumns; Failure 'refused', 'needs-password', or 'cancelled' when the signal ended it */
export type ReadFile = (source: SourceFile, reading: Partial<Reading>, signal?: AbortSignal) => Promise<readonly Imported[]>

const SECONDS = 20
const SECONDS_PER_MEGABYTE = 1

const timeFor = (bytes: number): number => 1_000 * (SECONDS + SECONDS_PER_MEGABYTE * Math.ceil(bytes / 1_000_000))

export class Importing {
  readonly #start: () => Child
  readonly #timeFor: (bytes: number) => number
  #child: Child | null = null
  #settle: ((outcome: z.output<typeof Answer> | 'ended') => void) | null = null
  #last: Promise<unknown> = Promise.resolve()

  /** `limit` gives the milliseconds for a file of so many bytes. */
  constructor(start: () => Child, limit: (bytes: number) => number = timeFor) {
    this.#start = start
    this.#timeFor = limit
  }

  readonly read: ReadFile = (source, reading, signal) => {
    const turn = this.#last.then(() => this.#read(source, reading, signal))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async #read({ name, bytes }: SourceFile, reading: Partial<Reading>, signal: AbortSignal | undefined): Promise<readonly Imported[]> {
    if (signal?.aborted) throw new Failure('cancelled', 'The import was cancelled.')
    const child = this.#child ?? this.#begin()
    let why: 'cancelled' | 'slow' | null = null
    const end = (reason: 'cancelled' | 'slow') => {
      why = reason
      child.end()
    }
    const cancel = () => end('cancelled')
    const clock = setTimeout(() => end('slow'), this.#timeFor(bytes.length))
    signal?.addEventListener('abort', cancel)
    try {
      const outcome = await new Promise<z.output<typeof Answer> | 'ended'>((resolve) => {
        this.#settle = resolve
        child.post({ name, bytes, reading: { ...reading, now: reading.now ?? Date.now() } })
      })
      if (outcome === 'ended') throw endedBy(why)
      if ('articles' in outcome) return outcome.articles
      throw outcome.table === undefined ? new Failure(outcome.code, outcome.message) : new NeedsColumns(outcome.message, outcome.table)
    } finally {
      clearTimeout(clock)
      signal?.removeEventListener('abort', cancel)
      this.#settle = null
    }
  }

  #begin(): Child {
    const child = this.#start()
    child.onMessage((message) => this.#settle?.(Answer.parse(message)))
    child.onExit(() => {
      if (this.#child === child) this.#child = null
      this.#settle?.('ended')
    })
    this.#child = child
    return child
  }

  /** Ends the child; a file that is being read is refused. */
  close(): void {
    this.#child?.end()
  }
}

function endedBy(why: 'cancelled' | 'slow' | null): Failure {
  if (why === 'cancelled') return new Failure('cancelled', 'The import was cancelled.')
  return new Failure(
    'refused',
    why === 'slow'
      ? 'It took too long to read and was given up.'
      : 'Reading it took more memory than one file may have, or ended by itself.',
  )
}
