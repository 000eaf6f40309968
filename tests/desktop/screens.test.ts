// Pictures of every view in both appearances and two sizes, for people to look at; and what a picture must not have.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { root } from '../../build/process.ts'
import { clickOn, library, openArticle, pane, select, text } from './analyst.ts'
import { expect, test } from './app.ts'

const OPINION = 'The gates at Concord were opened to save lives. Who will say so?'
const REPRINT = 'Four voices from the Ilvey'
const sizes = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const
const pictures = path.join(root, 'test-results/screens')

/** Brings each view up in turn. */
const views: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  read: async (page) => {
    await page.keyboard.press('Control+1')
    await openArticle(page, OPINION)
    await clickOn(page, 'saboteurs, poisoners')
    await expect(text(page).locator('.highlight.selected').first()).toBeVisible()
  },
  palette: async (page) => {
    await select(page, 'engineers are trained')
    await expect(page.locator('.palette')).toBeVisible()
  },
  compare: async (page) => {
    await page.keyboard.press('Escape')
    await library(page)
      .getByRole('button', { name: `Compare with ${REPRINT}` })
      .click()
    await expect(pane(page, 1).getByRole('heading', { level: 2 })).toHaveText(REPRINT)
    await expect(page.locator('.ribbons .ribbon').first()).toBeVisible()
    await page.keyboard.press('F7')
  },
  report: async (page) => {
    await page.keyboard.press('Control+3')
    await expect(page.locator('.report-page').getByRole('heading', { level: 1 })).toContainText(
      'Corvane and Saldria agree to close dam gates',
    )
  },
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every view is whole, ${colorScheme}`, async ({ app, page }) => {
    mkdirSync(pictures, { recursive: true })
    const complaints: string[] = []
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const { width, height } of sizes) {
      await app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height), {
        width,
        height,
      })
      await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width)
      for (const [name, show] of Object.entries(views)) {
        await show(page)
        await page.evaluate(() => document.fonts.ready.then(() => undefined))
        await page.screenshot({ path: path.join(pictures, `${name}-${width}x${height}-${colorScheme}.png`) })
        const overflow = await page.evaluate(() => {
          const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement
          const wide = [...document.querySelectorAll('.panels, .pane, .panel, .reader, .inspector, .status, .top')].filter(
            (element) => element.scrollWidth > element.clientWidth + 1,
          )
          return [scrollWidth > clientWidth, scrollHeight > clientHeight, wide.map((element) => element.className)]
        })
        expect(overflow, `${name} at ${width}`).toEqual([false, false, []])
      }
    }
    expect(complaints).toEqual([])
  })
}
