// A PDF file's text, page by page, by the half of pdf.js that reads files. The other half, which draws pages, is never
// loaded: no fonts, no canvas, no scripts, no forms, no links. Nothing that the file names is fetched: the only thing handed
// out are the tables of characters that come with pdf.js.
import { z } from 'zod'
import { Failure } from '../../shared/failure.ts'
import { limits, refuse } from './limits.ts'
import { type Port, pause, withPort } from './pdfport.ts'

const MOST_PAGES = 5_000
const MOST_RUNS = 2_000_000

const Reason = z.looseObject({ name: z.string() }).catch({ name: '' })

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

/** @throws Failure for a file that cannot be opened */
function cannotOpen(reason: unknown, password: string | undefined): never {
  const { name } = Reason.parse(reason)
  if (name === 'PasswordException')
    throw new Failure(
      'needs-password',
      password === undefined || password === ''
        ? 'The PDF file is locked: it needs a password.'
        : 'The PDF file is locked, and this is not its password.',
    )
  return refuse('The PDF file is damaged beyond reading.')
}

const open = (port: Port, bytes: Uint8Array, password: string | undefined): Promise<number> =>
  port.begin({
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
  })

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
  const end = lostEnd(bytes)
  const whole = end === undefined ? bytes : Buffer.concat([bytes, Buffer.from(end)])
  return withPort(async (port) => {
    const count = await open(port, whole, password).catch((reason: unknown) => cannotOpen(reason, password))
    if (count > MOST_PAGES) refuse(`The PDF file has more than ${MOST_PAGES.toLocaleString('en')} pages.`)
    return { ...(await readOpen(port, count)), cut: end !== undefined, unmapped: port.unmapped }
  })
}
