// Cold start: from starting the program to an article with its highlights on the screen, beside the same runtime with an
// empty window.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { launch } from '../../build/launch.ts'
import { showPage } from '../helpers/page.ts'
import { figure, median, ms, ratio } from './figures.ts'

const RUNS = 5
const profile = mkdtempSync(path.join(os.tmpdir(), 'parallax-bench-'))

/** Starts the app where it was left, and closes it again. */
async function start(ready: string): Promise<number> {
  const from = performance.now()
  const { app, page } = await launch(profile)
  await page.locator(ready).first().waitFor()
  const spent = performance.now() - from
  await app.close()
  return spent
}

async function startEmpty(): Promise<number> {
  const { opened, close } = await showPage(path.join(import.meta.dirname, 'empty'))
  await close()
  return opened
}

try {
  // The first start makes the sample project; it is left with an article open.
  const { app, page } = await launch(profile)
  await page
    .getByRole('grid', { name: 'Articles' })
    .getByRole('row')
    .nth(1)
    .click({ position: { x: 60, y: 16 } })
  await page.locator('.text .highlight').first().waitFor()
  await app.close()

  const ours: number[] = []
  const empty: number[] = []
  for (let run = 0; run < RUNS; run++) {
    empty.push(await startEmpty())
    ours.push(await start('.text .highlight'))
  }
  figure('start to an open article; to an empty window', `${ms(median(ours))}; ${ms(median(empty))}`)
  ratio('start to an open article against an empty window', median(ours) / median(empty), { most: 1.3 })
} finally {
  rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
}
