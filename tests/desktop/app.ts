// The real app for one test: on a profile and a folder of its own, both gone afterwards.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test as base, type ElectronApplication, type Page } from '@playwright/test'
import { launch } from '../../build/launch.ts'

interface Fixtures {
  /** An empty folder for the test's own files. */
  folder: string
  /** Where the app keeps what belongs to no project. */
  profile: string
  app: ElectronApplication
  /** The page of the app's first window, up and ready; taking only `page` starts the app. */
  page: Page
}

const temporary = async (name: string, use: (folder: string) => Promise<void>) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), `parallax-${name}-`))
  await use(folder)
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

export const test = base.extend<Fixtures>({
  folder: async ({}, use) => temporary('files', use),
  profile: async ({}, use) => temporary('profile', use),
  app: async ({ profile }, use, info) => {
    const { app, output } = await launch(profile)
    await use(app)
    await app.close()
    if (info.status !== info.expectedStatus) await info.attach('output of the app', { body: output() })
  },
  page: async ({ app }, use) => use(await app.firstWindow()),
})

export { expect } from '@playwright/test'
export { answerOpen, answerSave, launch } from '../../build/launch.ts'
