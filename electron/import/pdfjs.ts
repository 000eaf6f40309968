// A PDF file's text, page by page, by the half of pdf.js that reads files. The other half, which draws pages, is never
// loaded: no fonts, no canvas, no scripts, no forms, no links. The two halves speak through a message port; this is the
// side that asks. Nothing that the file names is fetched: the only thing handed out are the tables of characters that come
// with pdf.js.
import { z } from 'zod'
import { Failure } from '../../shared/failure.ts'
import { characterMap } from './characterMaps.ts'
import { limits, refuse } from './limits.ts'

/** Both halves of pdf.js must be of one version, and ask each other for it. */
const VERSION = '6.5.438'
const READER = 'worker'
const ASKER = 'main'
const DOCUMENT = 'document'
const DOCUMENT_READER = 'document_worker'
/** Kinds of the port's messages that end a question, and of those that carry a stream. */
const ANSWER = { data: 1, error: 2 } as const
const STREAM = { close: 3, chunk: 4, error: 5 } as const

const MOST_PAGES = 5_000
const MOST_RUNS = 2_000_000

const Reason = z.looseObject({ name: z.string().catch(''), message: z.string().catch(''), code: z.number().optional().catch(undefined) })
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

/** Any number: a damaged file has letters at places that are none, and the rest of its page is read all the same. */
const place = z.custom<number>((value) => typeof value === 'number')
const Item = z.object({
  str: z.string(),
  dir: z.string(),
  width: place,
  height: place,
  transform: z.tuple([place, place, place, place, place, place]),
  fontName: z.string().nullish(),
})
const Chunk = z.object({
  items: z.array(Item),
  styles: z.record(z.string(), z.object({ vertical: z.boolean().nullish() })),
  lang: z.string().nullish(),
})
const PageInfo = z.object({ rotate: z.number(), view: z.tuple([z.number(), z.number(), z.number(), z.number()]) })
const Metadata = z.tuple([
  z.record(z.string(), z.unknown()).nullish(),
  z.object({ parsedData: z.map(z.string(), z.unknown()).nullish() }).nullish(),
  z.unknown(),
])

/** Letters in one font and size on one line. The transform is the PDF's: points, y upwards, before the page is turned. */
export type PdfItem = Readonly<{
  text: string
  rightToLeft: boolean
  width: number
  height: number
  transform: readonly [number, number, number, number, number, number]
  font: string
  vertical: boolean
}>
/** A page as it is in the file: `view` is its visible box `[x0, y0, x1, y1]`, `rotate` how far it is turned clockwise in degrees. */
export type PdfPage = Readonly<{
  view: readonly [number, number, number, number]
  rotate: number
  items: readonly PdfItem[]
  /** Some or all of it cannot be read. */
  damaged: boolean
}>
export type PdfFile = Readonly<{
  pages: readonly PdfPage[]
  /** The end of the file is missing; its pages were found without. */
  cut: boolean
  /** A font's letters are told by a table that is not there. */
  unmapped: boolean
  /** The document information dictionary and the XMP properties, their values as text. */
  info: ReadonlyMap<string, string>
  language: string
}>

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
class Port {
  readonly #listeners: ((event: { data: unknown }) => void)[] = []
  readonly #questions = new Map<number, Question>()
  readonly #streams = new Map<number, Question>()
  #last = 0
  /** Whether a table of characters was asked for that is not there. */
  unmapped = false
  /** Settles when the file is open, with how many pages it has, or cannot be. */
  readonly opened: Promise<unknown>
  #open: Question = { resolve: () => undefined, reject: () => undefined }

  constructor() {
    this.opened = new Promise((resolve, reject) => {
      this.#open = { resolve, reject }
    })
    this.opened.catch(() => undefined)
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

  tell(action: string, data: unknown, [sourceName, targetName] = [DOCUMENT, DOCUMENT_READER]): void {
    this.#say({ sourceName, targetName, action, data })
  }

  ask(action: string, data: unknown, [sourceName, targetName] = [DOCUMENT, DOCUMENT_READER]): Promise<unknown> {
    const callbackId = ++this.#last
    return new Promise((resolve, reject) => {
      this.#questions.set(callbackId, { resolve, reject })
      this.#say({ sourceName, targetName, action, callbackId, data })
    })
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
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

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

/** @throws Failure for a file that cannot be opened */
function cannotOpen(reason: unknown, password: string | undefined): never {
  const { name } = Reason.catch({ name: '', message: '', code: undefined }).parse(reason)
  if (name === 'PasswordException')
    throw new Failure(
      'needs-password',
      password === undefined || password === ''
        ? 'The PDF file is locked: it needs a password.'
        : 'The PDF file is locked, and this is not its password.',
    )
  return refuse('The PDF file is damaged beyond reading.')
}

async function open(port: Port, bytes: Uint8Array, password: string | undefined): Promise<number> {
  port.tell('configure', { verbosity: 0 }, [ASKER, READER])
  await port.ask(
    'GetDocRequest',
    {
      docId: DOCUMENT,
      apiVersion: VERSION,
      // A copy in a buffer of its own: pdf.js takes it for its own, and the original is kept.
      data: Uint8Array.from(bytes),
      password: password ?? null,
      disableAutoFetch: true,
      rangeChunkSize: 65_536,
      docBaseUrl: null,
      enableXfa: false,
      evaluatorOptions: {
        maxImageSize: 1,
        disableFontFace: true,
        ignoreErrors: true,
        isOffscreenCanvasSupported: false,
        isImageDecoderSupported: false,
        canvasMaxAreaInBytes: 0,
        fontExtraProperties: false,
        useSystemFonts: false,
        useWasm: false,
        useWorkerFetch: false,
        cMapUrl: null,
        cMapPacked: true,
        iccUrl: null,
        standardFontDataUrl: null,
        wasmUrl: null,
      },
    },
    [ASKER, READER],
  )
  port.tell('Ready', null)
  const { pdfInfo } = z.object({ pdfInfo: z.object({ numPages: z.number() }) }).parse(await port.opened)
  return pdfInfo.numPages
}

/** The words of a value of the document's information: itself, or those of a list. */
const wordsOf = (value: unknown): string =>
  typeof value === 'string' ? value : Array.isArray(value) ? value.filter((each) => typeof each === 'string').join(', ') : ''

async function infoOf(port: Port): Promise<Map<string, string>> {
  const told = Metadata.safeParse(await port.ask('GetMetadata', null).catch(() => null))
  const info = new Map<string, string>()
  if (!told.success) return info
  const [dictionary, xmp] = told.data
  for (const [key, value] of [...Object.entries(dictionary ?? {}), ...(xmp?.parsedData ?? [])]) {
    const words = wordsOf(value).slice(0, 4_000).trim()
    if (words !== '') info.set(key, words)
  }
  return info
}

/**
 * Where a file was cut off before the part that says where its pages are, that part, else `undefined`: the catalogue is
 * sought among the objects that are there.
 */
function lostEnd(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (text.includes('/Root')) return undefined
  const [, object] = /(?:^|\s)(\d{1,10} \d{1,5}) obj\s{0,8}<<[^<>]{0,1000}\/Type\s{0,8}\/Catalog\b/.exec(text) ?? []
  return object === undefined ? undefined : `\nendobj\ntrailer\n<< /Root ${object} R >>\n`
}

async function pageOf(port: Port, pageIndex: number, take: (chunk: unknown) => void): Promise<Omit<PdfPage, 'items'>> {
  const page = PageInfo.safeParse(await port.ask('GetPage', { pageIndex }).catch(() => null))
  if (!page.success) return { view: [0, 0, 612, 792], rotate: 0, damaged: true }
  const asked = { pageId: pageIndex, pageIndex, includeMarkedContent: false, disableNormalization: false }
  const read = port.stream('GetTextContent', asked, take).then(
    () => false,
    (reason: unknown) => {
      if (reason instanceof Failure) throw reason
      return true
    },
  )
  return { ...page.data, damaged: await read }
}

async function readOpen(port: Port, count: number): Promise<Omit<PdfFile, 'cut' | 'unmapped'>> {
  const info = await infoOf(port)
  const pages: PdfPage[] = []
  const styles = new Map<string, boolean>()
  let [runs, length, language] = [0, 0, '']
  for (let pageIndex = 0; pageIndex < count; pageIndex += 1) {
    const items: PdfItem[] = []
    const page = await pageOf(port, pageIndex, (value) => {
      const chunk = Chunk.parse(value)
      language ||= chunk.lang ?? ''
      for (const [font, { vertical }] of Object.entries(chunk.styles)) styles.set(font, vertical === true)
      for (const { str, dir, width, height, transform, fontName } of chunk.items) {
        if (str.trim() === '') continue
        runs += 1
        length += str.length
        if (runs > MOST_RUNS || length > limits.text) refuse('The text is longer than 20 million characters.')
        const font = fontName ?? ''
        items.push({ text: str, rightToLeft: dir === 'rtl', width, height, transform, font, vertical: styles.get(font) === true })
      }
    })
    pages.push({ ...page, items })
    await pause()
  }
  return { pages, info, language }
}

/**
 * Reads the text of a PDF file.
 * @throws Failure 'needs-password'; 'refused' when it is damaged beyond reading or asks for too much
 */
export async function readPdfFile(bytes: Uint8Array, password: string | undefined): Promise<PdfFile> {
  fillIn()
  const { WorkerMessageHandler } = await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
  const end = lostEnd(bytes)
  const whole = end === undefined ? bytes : Buffer.concat([bytes, Buffer.from(end)])
  return undisturbed(async () => {
    const port = new Port()
    WorkerMessageHandler.initializeFromPort(port)
    try {
      const count = await open(port, whole, password).catch((reason: unknown) => cannotOpen(reason, password))
      if (count > MOST_PAGES) refuse(`The PDF file has more than ${MOST_PAGES.toLocaleString('en')} pages.`)
      return { ...(await readOpen(port, count)), cut: end !== undefined, unmapped: port.unmapped }
    } finally {
      port.tell('Terminate', null)
    }
  })
}
