// Fetching one page, from servers of our own on this machine.
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fetchPage } from '../../electron/fetching.ts'

const page = '<!doctype html><title>Gate</title><p>The gate stood open.'
const asked: http.IncomingMessage[] = []
let base = ''
const answers: Readonly<Record<string, (response: http.ServerResponse) => unknown>> = {
  '/page': (to) => to.setHeader('Content-Type', 'text/html; charset=utf-8').setHeader('Set-Cookie', 'id=1').end(page),
  '/packed': (to) => to.setHeader('Content-Type', 'text/html').setHeader('Content-Encoding', 'gzip').end(gzipSync(page)),
  '/bomb': (to) => to.setHeader('Content-Encoding', 'gzip').end(gzipSync(new Uint8Array(30_000_000))),
  '/long': (to) => to.setHeader('Content-Length', '30000000').end(),
  '/there': (to) => to.writeHead(302, { Location: '/page', 'Set-Cookie': 'id=2' }).end(),
  '/loop': (to) => to.writeHead(301, { Location: '/loop' }).end(),
  '/file': (to) => to.writeHead(302, { Location: 'file:///etc/passwd' }).end(),
  '/none': (to) => to.writeHead(404).end(page),
  '/cut': (to) => {
    to.setHeader('Content-Length', '1000')
    to.write('half')
    to.destroy()
  },
}
const server = http.createServer((request, response) => {
  asked.push(request)
  answers[request.url ?? '']?.(response)
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())
beforeEach(() => {
  asked.length = 0
})
const fetchFrom = (path: string) => fetchPage(base + path, { privately: true })
const words = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

it.each(['/page', '/packed', '/there'])('gives the bytes behind %s, as they are, and where they were', async (path) => {
  const { source, address } = await fetchFrom(path)
  expect(words(source.bytes)).toBe(page)
  expect(source.name).toMatch(/^127\.0\.0\.1 \w+\.html$/)
  expect(address).toBe(`${base}${path === '/there' ? '/page' : path}`)
})

it('asks for nothing but the page, and sends no cookie on', async () => {
  await fetchFrom('/there')
  expect(asked.map(({ url }) => url)).toEqual(['/there', '/page'])
  for (const { headers } of asked) expect(headers).not.toHaveProperty('cookie')
})

it.each([
  ['/bomb', 'refused', /20 MB/],
  ['/long', 'refused', /20 MB/],
  ['/loop', 'refused', /without an end/],
  ['/file', 'refused', /http/],
  ['/none', 'refused', /404/],
  ['/cut', 'input-output', /could not be fetched/],
])('refuses %s', async (path, code, message) => {
  await expect(fetchFrom(path)).rejects.toMatchObject({ code, message })
})

describe('S8 addresses of this computer and its network', () => {
  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0/',
    'http://10.1.2.3/',
    'http://172.20.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest',
    'http://100.64.0.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
  ])('are refused without being asked: %s', async (address) => {
    await expect(fetchPage(address, { privately: false })).rejects.toMatchObject({ code: 'refused', message: /this computer/ })
  })

  it('are not reached with the port of a server that is there', async () => {
    await expect(fetchPage(`${base}/page`, { privately: false })).rejects.toMatchObject({ code: 'refused' })
    await expect(fetchPage(`${base.replace('127.0.0.1', 'localhost')}/page`, { privately: false })).rejects.toMatchObject({
      code: 'refused',
    })
    expect(asked).toEqual([])
  })
})

it.each([
  'file:///etc/passwd',
  'ftp://example.org/',
  'javascript:1',
  'data:text/html,x',
  'http://user:word@example.org/',
  'no address',
  '',
])('S4 refuses %s', async (address) => {
  await expect(fetchPage(address, { privately: true })).rejects.toMatchObject({ code: 'refused' })
})

it('can be cancelled', async () => {
  const cancelling = new AbortController()
  const fetching = fetchPage(`${base}/silence`, { privately: true, signal: cancelling.signal })
  cancelling.abort()
  await expect(fetching).rejects.toMatchObject({ code: 'cancelled' })
})
