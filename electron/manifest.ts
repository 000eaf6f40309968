// What the app's own scheme serves: the files of the built page, listed once. An address is looked up whole; no path is ever
// made out of one, so there is nothing to climb out of.
import { readdirSync } from 'node:fs'
import path from 'node:path'

export const ORIGIN = 'app://parallax'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

export type Served = Readonly<{ file: string; contentType: string }>
/** Addresses of the built page's files. */
export type Manifest = ReadonlyMap<string, Served>

/** Lists the regular files below a folder; links and files of unknown kinds (source maps) are left out. */
export function manifestOf(folder: string): Manifest {
  const manifest = new Map<string, Served>()
  const walk = (at: string, address: string) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const file = path.join(at, entry.name)
      const contentType = contentTypes[path.extname(entry.name)]
      if (entry.isDirectory()) walk(file, `${address}${entry.name}/`)
      else if (entry.isFile() && contentType !== undefined) manifest.set(`${address}${entry.name}`, { file, contentType })
    }
  }
  walk(folder, `${ORIGIN}/`)
  return manifest
}

/** The file behind an address, or `undefined`: whatever is not listed word for word is not served. */
export function find(manifest: Manifest, address: string): Served | undefined {
  const [whole = ''] = address.split('#', 1)
  return manifest.get(whole === `${ORIGIN}/` ? `${ORIGIN}/index.html` : whole)
}

/** Whether an address belongs to the app's own page (or, in development, to the server that builds it). */
export function isOwnPage(address: string, developmentUrl?: string): boolean {
  try {
    const { protocol, host, username, origin } = new URL(address)
    if (protocol === 'app:') return host === 'parallax' && username === ''
    return developmentUrl !== undefined && username === '' && origin === new URL(developmentUrl).origin
  } catch {
    return false
  }
}

/** Content-Security-Policy of the app's page. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types ProseMirrorClipboard',
].join('; ')
