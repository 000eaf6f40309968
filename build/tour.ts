// The guided tour of the real app: opens two articles of the sample project, codes a passage, compares, and exports the report.
// npm start runs it where there is no display; `node build/tour.ts` runs it anywhere.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect } from '@playwright/test'
import { answerSave, launch } from './launch.ts'
import { root, script } from './process.ts'

const OPINION = 'The gates at Concord were opened to save lives. Who will say so?'
const REPRINT = 'Four voices from the Ilvey'
const CODE = 'Causal interpretation'

const folder = path.join(root, 'tour')

await script(async () => {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'parallax-tour-'))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  try {
    await show(profile)
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 })
  }
  console.log(`Pictures and reports are in ${folder}`)
})

async function show(profile: string): Promise<void> {
  const { app, page } = await launch(profile)
  try {
    const picture = async (name: string) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.screenshot({ path: path.join(folder, `${name}-${colorScheme}.png`), animations: 'disabled' })
      }
      await page.emulateMedia({ colorScheme: 'light' })
    }
    const told = page.getByRole('status')

    console.log(`Opening “${OPINION}”`)
    await page.getByRole('row', { name: OPINION }).click()
    const text = (title: string) => page.getByRole('textbox', { name: title })
    await expect(text(OPINION).locator('[role=mark]').first()).toBeVisible()
    await picture('1-library-and-reader')

    console.log(`Coding a passage as “${CODE}”`)
    const acts = page.getByText(/acts on disk/)
    const before = await acts.textContent()
    await text(OPINION).focus()
    await text(OPINION)
      .getByText('In the small hours')
      .click({ position: { x: 2, y: 8 } })
    for (let line = 0; line < 2; line++) await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.type(CODE)
    await expect(page.getByRole('listbox', { name: 'Codes' }).getByRole('option', { name: CODE })).toBeVisible()
    await picture('2-coding')
    await page.keyboard.press('Enter')
    await expect(acts).not.toHaveText(before ?? '')

    console.log(`Comparing with “${REPRINT}”`)
    await page.getByRole('button', { name: `Compare with ${REPRINT}` }).click()
    await expect(text(REPRINT).locator('[role=mark]').first()).toBeVisible()
    await page
      .getByRole('grid', { name: 'Shared passages' })
      .getByRole('row', { name: /edited/ })
      .first()
      .click()
    await expect(text(REPRINT).locator('.changed').first()).toBeVisible()
    await picture('3-compare')

    console.log('Exporting a report that the sample keeps as HTML and PDF')
    await page.getByRole('radio', { name: 'Report' }).click()
    await expect(page.getByRole('button', { name: /^Tern Wire and The Daily Ravel/ })).toBeVisible()
    await expect(page.locator('.report-page').getByRole('heading', { level: 1 })).toBeVisible()
    await picture('4-report')
    for (const [button, name] of [
      ['Export HTML…', 'report.html'],
      ['Export PDF…', 'report.pdf'],
    ] as const) {
      const file = path.join(folder, name)
      await answerSave(app, file)
      await page.getByRole('button', { name: button }).click()
      await expect(told).toContainText(file)
      if (readFileSync(file).length === 0) throw new Error(`${file} is empty`)
    }
  } finally {
    await app.close()
  }
}
