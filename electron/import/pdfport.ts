// The message port between the two halves of pdf.js, the one that reads files and the one that asks. Only the first is loaded;
// this stands for the second.
import { z } from 'zod'
import { characterMap } from './characterMaps.ts'

const READER = 'worker'
const ASKER = 'main'
const DOCUMENT = 'document'
const DOCUMENT_READER = 'document_worker'
/** Both halves must be of one version, and ask each other for it. */
const VERSION = '6.5.438'
/** Kinds of the port's messages that end a question, and of those that carry a stream. */
const ANSWER = { data: 1, error: 2 } as const
const STREAM = { close: 3, chunk: 4, error: 5 } as const

const Heard = z.looseObject({
  action: z.string().optional(),
  callback: z.number().optional(),
  callbackId: z.number().optional(),
  stream: z.number().optional(),
  streamId: z.number().optional(),
  data: z.unknown().optional(),
  reason: z.unknown().optional(),
  chunk: z.unknown().optional(),
})
type Heard = z.infer<typeof Heard>

type Question = { resolve: (value: unknown) => void; reject: (reason: unknown) => void; chunk?: (value: unknown) => void }

/** The oldest runtime lacks one function that pdf.js takes for granted. */
function fillIn(): void {
  if ('withResolvers' in Promise) return
  Object.defineProperty(Promise, 'withResolvers', {
    configurable: true,
    writable: true,
    value: () => {
      const parts: { promise?: Promise<unknown>; resolve?: unknown; reject?: unknown } = {}
      parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }))
      return parts
    },
  })
}

/** The asking end of the port. */
export class Port {
  readonly #listeners: ((event: { data: unknown }) => void)[] = []
  readonly #questions = new Map<number, Question>()
  readonly #streams = new Map<number, Question>()
  #last = 0
  /** Whether a table of characters was asked for that is not there. */
  unmapped = false
  /** Settles when the file is open, with how many pages it has, or cannot be. */
  readonly #opened: Promise<unknown>
  #open: Question = { resolve: () => undefined, reject: () => undefined }

  constructor() {
    this.#opened = new Promise((resolve, reject) => {
      this.#open = { resolve, reject }
    })
    this.#opened.catch(() => undefined)
  }

  addEventListener(_type: 'message', listener: (event: { data: unknown }) => void): void {
    this.#listeners.push(listener)
  }

  /** What pdf.js sends. It is copied at once: pdf.js goes on filling what it has sent. */
  postMessage(message: unknown): void {
    const copy = structuredClone(message)
    this.#later(() => this.#hear(Heard.parse(copy)))
  }

  /** An error in between ends all that is asked: nothing may wait for an answer that will not come. */
  #later(step: () => void): void {
    queueMicrotask(() => {
      try {
        step()
      } catch (error) {
        for (const { reject } of [this.#open, ...this.#questions.values(), ...this.#streams.values()]) reject(error)
      }
    })
  }

  #hear({ action, callback, callbackId, stream, streamId, data, reason, chunk }: Heard): void {
    if (stream !== undefined) {
      const question = this.#streams.get(streamId ?? 0)
      if (stream === STREAM.chunk) question?.chunk?.(chunk)
      else if (stream === STREAM.close) question?.resolve(undefined)
      else if (stream === STREAM.error) question?.reject(reason)
    } else if (callback !== undefined) {
      const question = this.#questions.get(callbackId ?? 0)
      this.#questions.delete(callbackId ?? 0)
      if (callback === ANSWER.data) question?.resolve(data)
      else question?.reject(reason)
    } else if (action === 'GetDoc') this.#open.resolve(data)
    else if (action === 'DocException') this.#open.reject(data)
    else if (callbackId !== undefined) this.#answer(action, callbackId, data)
  }

  /** Tables of characters are given; for a password, fonts to draw with and everything else the answer is no. */
  #answer(action: string | undefined, callbackId: number, data: unknown): void {
    const wanted = z.object({ kind: z.literal('cMapUrl'), filename: z.string() }).safeParse(data)
    const map = action === 'FetchBinaryData' && wanted.success ? characterMap(wanted.data.filename) : undefined
    if (wanted.success && map === undefined) this.unmapped = true
    const answer =
      map === undefined ? { callback: ANSWER.error, reason: new Error('There is none.') } : { callback: ANSWER.data, data: map }
    this.#say({ sourceName: DOCUMENT, targetName: DOCUMENT_READER, callbackId, ...answer })
  }

  #say(message: object): void {
    this.#later(() => {
      for (const listener of this.#listeners) listener({ data: message })
    })
  }

  #tell(action: string, data: unknown, [sourceName, targetName] = [DOCUMENT, DOCUMENT_READER]): void {
    this.#say({ sourceName, targetName, action, data })
  }

  ask(action: string, data: unknown, [sourceName, targetName] = [DOCUMENT, DOCUMENT_READER]): Promise<unknown> {
    const callbackId = ++this.#last
    return new Promise((resolve, reject) => {
      this.#questions.set(callbackId, { resolve, reject })
      this.#say({ sourceName, targetName, action, callbackId, data })
    })
  }

  /** Has a file opened and gives how many pages it has. @throws what pdf.js says where it cannot */
  async begin(asked: Readonly<Record<string, unknown>>): Promise<number> {
    this.#tell('configure', { verbosity: 0 }, [ASKER, READER])
    await this.ask('GetDocRequest', { ...asked, docId: DOCUMENT, apiVersion: VERSION }, [ASKER, READER])
    this.#tell('Ready', null)
    const { pdfInfo } = z.object({ pdfInfo: z.object({ numPages: z.number() }) }).parse(await this.#opened)
    return pdfInfo.numPages
  }

  end(): void {
    this.#tell('Terminate', null)
  }

  /** Asks for what comes in many chunks. @throws what `chunk` throws */
  async stream(action: string, data: unknown, chunk: (value: unknown) => void): Promise<void> {
    const streamId = ++this.#last
    try {
      await new Promise((resolve, reject) => {
        const take = (value: unknown) => {
          try {
            chunk(value)
          } catch (error) {
            reject(error)
          }
        }
        this.#streams.set(streamId, { resolve, reject, chunk: take })
        this.#say({ sourceName: DOCUMENT, targetName: DOCUMENT_READER, action, streamId, data, desiredSize: Number.MAX_SAFE_INTEGER })
      })
    } finally {
      this.#streams.delete(streamId)
    }
  }
}

/** Lets whatever waits have its turn. */
export const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

let reading = 0

/**
 * pdf.js looks ahead in the list of pages, and where it never comes to what it looked for, nobody hears that this is damaged.
 * Its errors, which have no stack of their own, are no reason to end the process; any other is, as ever.
 */
function stray(reason: unknown): void {
  const own = reason instanceof Error && !Object.hasOwn(reason, 'stack')
  if (!own && process.listenerCount('unhandledRejection') === 1) throw reason
}

/** Does something while errors of pdf.js that nobody waits for are passed over. */
async function undisturbed<T>(read: () => Promise<T>): Promise<T> {
  if (reading++ === 0) process.on('unhandledRejection', stray)
  try {
    return await read()
  } finally {
    // They are told of once all that is due is done.
    await pause()
    if (--reading === 0) process.off('unhandledRejection', stray)
  }
}

/** Does something with a new port, and closes it. */
export async function withPort<T>(use: (port: Port) => Promise<T>): Promise<T> {
  fillIn()
  const { WorkerMessageHandler } = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
  return undisturbed(async () => {
    const port = new Port()
    WorkerMessageHandler.initializeFromPort(port)
    try {
      return await use(port)
    } finally {
      port.end()
    }
  })
}
