// Pages for tests and benchmarks: real modules of the renderer, built as the app's page is and shown in the app's runtime,
// but without the app around them.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { build } from 'vite'
import { prepare } from '../../build/runtime.ts'
import { page as appPage } from '../../build/vite.ts'

export type Shown = Readonly<{
  app: ElectronApplication
  page: Page
  /** Milliseconds from starting the program to the first frame of the loaded page. */
  opened: number
  close: () => Promise<void>
}>

/** Builds the page that stands in a folder (its `index.html`) and opens it in a window of 1280 by 900. */
export async function showPage(folder: string, switches: readonly string[] = []): Promise<Shown> {
  const outDir = mkdtempSync(path.join(os.tmpdir(), 'parallax-page-'))
  const { license: _, ...options } = appPage.build ?? {}
  await build({ ...appPage, root: folder, build: { ...options, outDir, sourcemap: 'inline' } })
  const runtime = await prepare()
  const from = performance.now()
  const app = await _electron.launch({
    executablePath: runtime.exe,
    args: [
      ...runtime.args,
      '--disable-gpu',
      ...switches,
      path.join(import.meta.dirname, 'window'),
      `--user-data-dir=${path.join(outDir, 'profile')}`,
      path.join(outDir, 'index.html'),
    ],
  })
  const page = await app.firstWindow()
  await page.waitForLoadState('load')
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  const opened = performance.now() - from
  const close = async () => {
    await app.close()
    rmSync(outDir, { recursive: true, force: true, maxRetries: 3 })
  }
  return { app, page, opened, close }
}
