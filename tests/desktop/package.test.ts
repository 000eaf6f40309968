// What only the packaged app can show. Runs against PARALLAX_PACKAGED and nowhere else (build/playwright.config.ts).
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { prepare } from '../../build/runtime.ts'
import { eastern } from '../unit/import/pdfs.ts'
import { ask } from './analyst.ts'
import { answerOpen, expect, test } from './app.ts'

const program = process.env.PARALLAX_PACKAGED ?? ''
const resources = process.platform === 'darwin' ? path.join(program, '../../Resources') : path.join(program, '../resources')
const { version } = createRequire(import.meta.url)('../../package.json') as { version: string }

test('S30 the fuses of the package are set', async () => {
  const fuses = await getCurrentFuseWire(program)
  expect(fuses[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE)
  expect(fuses[FuseV1Options.EnableCookieEncryption]).toBe(FuseState.ENABLE)
  expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(FuseState.DISABLE)
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE)
})

test('S30 the package does not turn into Node', async () => {
  const { args } = await prepare()
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const { stdout } = await promisify(execFile)(program, [...args, '--headless', '--version'], { env })
  expect(stdout).toBe(`${version}\n`)
})

test('S30 the package has no developer tools', async ({ app }) => {
  const opened = await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.webContents.openDevTools()
    return window?.webContents.isDevToolsOpened()
  })
  expect(opened).toBe(false)
})

test('of node_modules the package holds the native module only', () => {
  const modules = listPackage(path.join(resources, 'app.asar'), { isPack: false })
    .map((file) => file.split(path.sep))
    .filter((parts) => parts.includes('node_modules'))
    .map((parts) => parts[2])
  expect([...new Set(modules)].filter(Boolean)).toEqual(['better-sqlite3'])
})

test('what draws the charts of Word documents is in the package', () => {
  const files = listPackage(path.join(resources, 'app.asar'), { isPack: false }).map((file) => file.split(path.sep))
  const pictures = new Set(files.filter((parts) => parts.at(-2) === 'pictures').map((parts) => parts.at(-1)))
  expect([...pictures].sort((a = '', b = '') => (a < b ? -1 : 1))).toEqual([
    'DejaVuSansCondensed-Bold.ttf',
    'DejaVuSansCondensed.ttf',
    'index_bg.wasm',
  ])
})

test('a PDF whose letters stand in tables is read in the window, and by a command without a display', async ({ app, page, folder }) => {
  const file = path.join(folder, 'east.pdf')
  writeFileSync(file, eastern())
  await answerOpen(app, [file])
  const [taken] = (await ask(page, 'import.choose', { what: 'files' }))?.taken ?? []
  if (taken === undefined) throw new Error('nothing was taken')
  const read = '河水一切\n\n日本語'
  expect((await ask(page, 'article.open', { id: taken.id })).text).toBe(read)

  const { args } = await prepare()
  const { DISPLAY: _1, WAYLAND_DISPLAY: _2, ...env } = process.env
  const { stdout } = await promisify(execFile)(program, [...args, '--headless', 'import', '--json', file], { env })
  expect(JSON.parse(stdout)).toMatchObject({ text: read })
})

test('the licences of everything bundled go out with the package', () => {
  const notices = readFileSync(path.join(resources, 'THIRD-PARTY-NOTICES'), 'utf8')
  const named = [...notices.matchAll(/^-{80}\n(\S+) \d/gm)].map((match) => match[1])
  expect(named).toEqual(
    expect.arrayContaining(['@fontsource-variable/inter', 'better-sqlite3', 'parse5', 'prosemirror-view', 'react', 'zod']),
  )
  expect(notices).toContain('SIL OPEN FONT LICENSE')
})
