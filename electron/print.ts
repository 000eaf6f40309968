// A report as PDF: the finished HTML, laid out in a hidden window that has no scripts, no network and no disk.
import { BrowserWindow, type Session, session } from 'electron'
import type { PdfPage } from './export/pdf.ts'
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
export async function printPdf(page: PdfPage, signal?: AbortSignal): Promise<Uint8Array> {
  const { finishPdf } = await import('./export/pdf.ts')
  const bytes = await printed(page.html, tagged, signal)
  return finishPdf(bytes, page, (html) => printed(html, plain, signal))
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
