// A report as PDF: the finished HTML, laid out in a hidden window that has no scripts, no network and no disk.
import { BrowserWindow, type Session, session } from 'electron'
import type { OnStep } from '../shared/job.ts'
import type { PdfPage } from './export/pdf.ts'
import type { Printed } from './export/pdfjoin.ts'
import { shutIn } from './protocol.ts'

const ADDRESS = 'report://page/'
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"

const plain = { pageSize: 'A4', printBackground: true, preferCSSPageSize: true } as const
const tagged = {
  ...plain,
  // Electrons of today make a tagged file with an outline; older ones pass over what they do not know.
  generateTaggedPDF: true,
  generateDocumentOutline: true,
} as const

let sessions = 0

/** Lays out a self-contained HTML report and gives back the bytes of the PDF; `signal` ends it and the window that it is laid out in. */
export async function printPdf(page: PdfPage, signal?: AbortSignal, onStep: OnStep = () => {}): Promise<Uint8Array> {
  const { finishPdf } = await import('./export/pdf.ts')
  const bytes = (await printedInParts(page.parts, signal, onStep)) ?? (await printed(page.html, tagged, signal))
  return finishPdf(bytes, page, (html) => printed(html, plain, signal))
}

/** Parts at once, each in a window of its own. */
const LANES = 2

/** Lays out a report part by part; `null` where there are none, or what this Electron makes of them cannot be joined. */
async function printedInParts(parts: readonly string[], signal: AbortSignal | undefined, onStep: OnStep): Promise<Uint8Array | null> {
  const { joinPdf, readPrinted } = await import('./export/pdfjoin.ts')
  const files: Printed[] = []
  const left = parts.entries()
  let [done, goesOn] = [0, true]
  const failed = (error: unknown): never => {
    goesOn = false
    throw error
  }
  const lane = async () => {
    for (const [i, part] of left) {
      const file = goesOn ? readPrinted(await printed(part, tagged, signal).catch(failed)) : null
      // What cannot be joined in one lane ends the other.
      goesOn &&= file !== null
      if (file === null) return
      files[i] = file
      await onStep({ label: 'Laying out pages', done: ++done, total: parts.length })
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return done > 0 && done === parts.length ? joinPdf(files) : null
}

async function printed(html: string, how: Electron.PrintToPDFOptions, signal: AbortSignal | undefined): Promise<Uint8Array> {
  signal?.throwIfAborted()
  const own = session.fromPartition(`report-${++sessions}`, { cache: false })
  serveOnly(html, own)
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: own, javascript: false, sandbox: true, contextIsolation: true, nodeIntegration: false, images: true },
  })
  const end = () => {
    if (!window.isDestroyed()) window.destroy()
  }
  signal?.addEventListener('abort', end)
  try {
    await window.loadURL(ADDRESS)
    return await window.webContents.printToPDF(how)
  } finally {
    signal?.removeEventListener('abort', end)
    end()
    own.protocol.unhandle('report')
  }
}

/** A session that knows one page and reaches nothing else. */
function serveOnly(html: string, own: Session): void {
  own.enableNetworkEmulation({ offline: true })
  shutIn(own, [ADDRESS])
  own.protocol.handle('report', (request) =>
    request.url === ADDRESS
      ? new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY } })
      : new Response('not found', { status: 404 }),
  )
}
