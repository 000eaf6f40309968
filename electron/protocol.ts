// The app's own scheme, `app://parallax/…`, and what may be asked of the network: nothing.
import { readFile } from 'node:fs/promises'
import { protocol, type Session } from 'electron'
import { find, type Manifest, POLICY } from './manifest.ts'

/** The page's own scheme. Runtimes that know `codeCache` keep its compiled scripts from one start to the next. */
const own = { standard: true, secure: true, supportFetchAPI: true, codeCache: true }

/** Before the app is ready: both schemes behave like the web's own (origins, relative addresses, policies). */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: own },
    { scheme: 'report', privileges: { standard: true, secure: true } },
  ])
}

const refused = () =>
  new Response('not found', { status: 404, headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' } })

export function servePages(manifest: Manifest): void {
  protocol.handle('app', async (request) => {
    const served = find(manifest, request.url)
    if (served === undefined || request.method !== 'GET') return refused()
    return new Response(await readFile(served.file), {
      headers: { 'content-type': served.contentType, 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff' },
    })
  })
}

/** Cancels every request of a session but those to the schemes and origins named. */
export function shutIn(session: Session, allowed: readonly string[]): void {
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !allowed.some((start) => details.url.startsWith(start)) }))
}
