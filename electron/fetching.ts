// One page from the web, on the analyst's act: the only place of Parallax that uses the network. No cookies, no scripts, no
// second request but a redirect's; only http and https, and only public addresses unless the act allows others. A name is looked
// up once for each connection, and the connection goes to an address that was checked.
import { lookup as lookUp } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { Failure } from '../shared/failure.ts'
import type { SourceFile } from '../shared/imported.ts'

const MOST_BYTES = 20_000_000
const MOST_REDIRECTS = 10
const MILLISECONDS = 30_000

/** Addresses that are not of the public internet (RFC 6890 and what came after), or that stand for such. */
const inner = new BlockList()
const v4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4'
const v6 =
  '::/96 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/32 2001:db8::/32 2002::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8'
for (const [ranges, family] of [
  [v4, 'ipv4'],
  [v6, 'ipv6'],
] as const)
  for (const range of ranges.split(' ')) {
    const [address = '', bits] = range.split('/')
    inner.addSubnet(address, Number(bits), family)
  }
const isInner = (address: string): boolean => inner.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

const refuse = (reason: string): Failure => new Failure('refused', reason)
const atHome = (host: string) =>
  refuse(
    `“${host}” is an address of this computer or of its own network, not of the web. Allow such addresses for this one fetch if that is meant.`,
  )

/** Looks a name up, and gives only addresses that may be connected to. */
const publicLookup: LookupFunction = (host, options, done) =>
  lookUp(host, { ...options, all: true }, (error, found) => {
    if (error !== null) return done(error, '')
    const [first] = found
    if (first === undefined || found.some(({ address }) => isInner(address))) return done(atHome(host), '')
    if (options.all) return done(null, found)
    done(null, first.address, first.family)
  })

/** The address of a page. @throws Failure 'refused' for what is no plain http or https address */
function pageAddress(text: string, base?: URL): URL {
  let url: URL
  try {
    url = new URL(text.trim(), base)
  } catch {
    throw refuse('This is not an address of a page.')
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refuse('Only http and https addresses can be fetched.')
  if (url.username !== '' || url.password !== '') throw refuse('The address holds a name or a password. Take it out first.')
  url.hash = ''
  return url
}

type Options = Readonly<{
  /** Also from addresses of this computer and its network. */
  privately: boolean
  signal?: AbortSignal
}>
type Response = http.IncomingMessage

function connect(url: URL, { privately, signal }: Options): Promise<Response> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  // An address that is written as a number is not looked up.
  if (!privately && isIP(host) !== 0 && isInner(host)) throw atHome(host)
  return new Promise((resolve, reject) => {
    const { get } = url.protocol === 'https:' ? https : http
    const headers = {
      'User-Agent': 'Parallax (one page for one reader)',
      Accept: 'text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5',
      'Accept-Encoding': 'gzip, deflate, br',
    }
    get(url, { headers, agent: false, ...(privately ? {} : { lookup: publicLookup }), ...(signal ? { signal } : {}) }, resolve).on(
      'error',
      reject,
    )
  })
}

async function bodyOf(response: Response): Promise<Uint8Array> {
  const tooLong = () => refuse('The page is larger than 20 MB.')
  if (Number(response.headers['content-length'] ?? 0) > MOST_BYTES) throw tooLong()
  const unpackers = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress } as const
  const packed = response.headers['content-encoding']?.trim().toLowerCase() ?? ''
  const unpack = Object.hasOwn(unpackers, packed) ? unpackers[packed as keyof typeof unpackers]() : null
  if (unpack !== null) response.on('error', (error) => unpack.destroy(error)).pipe(unpack)
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of (unpack ?? response) as AsyncIterable<Uint8Array>) {
    size += part.length
    if (size > MOST_BYTES) {
      response.destroy()
      throw tooLong()
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

const endings: Readonly<Record<string, string>> = {
  'text/html': '.html',
  'application/xhtml+xml': '.html',
  'text/plain': '.txt',
  'text/markdown': '.md',
  'application/pdf': '.pdf',
  'application/epub+zip': '.epub',
  'application/json': '.json',
}

/** A name for what was fetched, with the ending that its type has. */
function nameOf(url: URL, type: string): string {
  const last = url.pathname.split('/').findLast((part) => part !== '') ?? ''
  const ending = endings[type.split(';', 1)[0]?.trim().toLowerCase() ?? ''] ?? ''
  const name = `${url.hostname} ${decodeURIComponentSafely(last)}`.trim()
  return name.toLowerCase().endsWith(ending) ? name : `${name}${ending}`
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export type Fetched = Readonly<{
  source: SourceFile
  /** Where the bytes were found after all redirects. */
  address: string
}>

/**
 * Fetches one page: at most 20 MB, 10 redirects and 30 seconds.
 * @throws Failure 'refused' with a plain reason, 'input-output' when the network or the server fails
 */
export async function fetchPage(address: string, options: Options): Promise<Fetched> {
  const clock = AbortSignal.timeout(MILLISECONDS)
  const ended = new AbortController()
  for (const signal of [clock, options.signal]) signal?.addEventListener('abort', () => ended.abort(), { once: true })
  try {
    let url = pageAddress(address)
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const response = await connect(url, { ...options, signal: ended.signal })
      const { statusCode = 0, headers } = response
      if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined) {
        response.destroy()
        url = pageAddress(headers.location, url)
        continue
      }
      if (statusCode !== 200) {
        response.destroy()
        throw refuse(`The server of ${url.hostname} gave no page: it answered ${statusCode}.`)
      }
      const bytes = await bodyOf(response)
      return { source: { name: nameOf(url, headers['content-type'] ?? ''), bytes }, address: url.href }
    }
    throw refuse('The address leads from one place to the next without an end.')
  } catch (error) {
    if (error instanceof Failure) throw error
    if (clock.aborted) throw new Failure('input-output', 'The page did not come within 30 seconds.')
    if (options.signal?.aborted) throw new Failure('cancelled', 'The fetch was cancelled.')
    throw new Failure('input-output', 'The page could not be fetched. Look at the address and at the connection.', { cause: error })
  }
}
