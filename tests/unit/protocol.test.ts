import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { find, isOwnPage, type Manifest, manifestOf, POLICY } from '../../electron/manifest.ts'

let folder: string
let manifest: Manifest

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-manifest-'))
  const root = path.join(folder, 'renderer')
  mkdirSync(path.join(root, 'assets'), { recursive: true })
  mkdirSync(path.join(folder, 'renderer2'))
  writeFileSync(path.join(root, 'index.html'), '<!doctype html>')
  writeFileSync(path.join(root, 'assets', 'index-a1.js'), '')
  writeFileSync(path.join(root, 'assets', 'index-a1.js.map'), '{}')
  writeFileSync(path.join(folder, 'renderer2', 'index.html'), 'sibling')
  writeFileSync(path.join(folder, 'secret.html'), 'secret')
  symlinkSync(path.join(folder, 'secret.html'), path.join(root, 'link.html'))
  symlinkSync(path.join(folder, 'renderer2'), path.join(root, 'linked'))
  manifest = manifestOf(root)
})
afterAll(() => rmSync(folder, { recursive: true }))

it('serves the built files with their types, and the page at the root', () => {
  expect([...manifest.keys()].toSorted()).toEqual(['app://parallax/assets/index-a1.js', 'app://parallax/index.html'])
  expect(find(manifest, 'app://parallax/')?.contentType).toBe('text/html; charset=utf-8')
  expect(find(manifest, 'app://parallax/index.html#place')?.file).toBe(path.join(folder, 'renderer', 'index.html'))
  expect(find(manifest, 'app://parallax/assets/index-a1.js')?.contentType).toBe('text/javascript; charset=utf-8')
})

it.each([
  'app://parallax/..%2f..%2fetc/passwd',
  'app://parallax/../../etc/passwd',
  'app://parallax/%2e%2e/secret.html',
  'app://parallax/..%5csecret.html',
  'app://parallax/..\\secret.html',
  'app://parallax//index.html',
  'app://parallax//etc/passwd',
  'app://parallax/index.html%00.js',
  'app://parallax/index.html\0',
  'app://parallax/etc/passwd',
  'app://parallax/C:/Windows/win.ini',
  'app://parallax///server/share/x.html',
  'app://parallax/%5c%5cserver%5cshare',
  'app://evil@parallax/index.html',
  'app://parallax@evil/index.html',
  'app://evil/index.html',
  'app://parallax.evil/index.html',
  'app://parallax:80/index.html',
  'app://parallax/link.html',
  'app://parallax/linked/index.html',
  'app://parallax/../renderer2/index.html',
  'app://parallax2/index.html',
  'app://parallax/assets',
  'app://parallax/assets/',
  'app://parallax/assets/index-a1.js.map',
  'app://parallax/index.html?x',
  'app://parallax/INDEX.HTML',
  'app://parallax/%69ndex.html',
  'app://parallax/assets/./index-a1.js',
  'app:parallax/index.html',
  'file:///etc/passwd',
  '__proto__',
  '',
])('S11 %j is not found', (address) => {
  expect(find(manifest, address)).toBeUndefined()
})

it.each([
  ['app://parallax/index.html', true],
  ['app://parallax/', true],
  ['app://evil/index.html', false],
  ['app://parallax.evil/', false],
  ['app://evil@parallax/', false],
  ['http://127.0.0.1:5173/', false],
  ['https://parallax/', false],
  ['about:blank', false],
  ['data:text/html,x', false],
  ['', false],
])('S9 %j is the own page: %j', (address, own) => {
  expect(isOwnPage(address)).toBe(own)
})

it('S9 a development page is known by its whole origin', () => {
  const development = 'http://127.0.0.1:5173/'
  expect(isOwnPage('http://127.0.0.1:5173/index.html', development)).toBe(true)
  expect(isOwnPage('http://127.0.0.1:51730/', development)).toBe(false)
  expect(isOwnPage('http://127.0.0.1:5173@evil.example/', development)).toBe(false)
})

it('S6 the policy allows no inline script, no eval and nothing from elsewhere', () => {
  expect(POLICY).toContain("default-src 'none'")
  expect(POLICY).toContain("script-src 'self';")
  expect(POLICY).not.toMatch(/unsafe|https?:|\*/)
  for (const shut of ['object-src', 'base-uri', 'form-action', 'frame-ancestors']) expect(POLICY).toContain(`${shut} 'none'`)
})
