// Zones and footnotes in the real app: corrected from the keyboard, left out of figures until all is counted, followed both ways.
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { ask, caretBefore, head, inspector, library, openArticle, pane, placeOf, plain, saved, select, stored, text } from './analyst.ts'
import { expect, test } from './app.ts'

const ESSAY = 'Whose hand is on the gate? Custody and consent on the lower Ilvey'
const QUAY = 'Corvane and Saldria agree to close the floodgates after the drama of the Ilvei'
const PARAGRAPH = 'It is argued that the dam'

const command = (app: ElectronApplication, id: string) =>
  app.evaluate(({ Menu }, of) => Menu.getApplicationMenu()?.getMenuItemById(of)?.click(), id)
const isChecked = (app: ElectronApplication, id: string) =>
  app.evaluate(({ Menu }, of) => Menu.getApplicationMenu()?.getMenuItemById(of)?.checked, id)
const headline = (page: Page): Locator => pane(page).locator('.pane-head p')
const status = (page: Page): Locator => page.getByRole('contentinfo').getByRole('status')
const marks = async (page: Page, title: string) => {
  const { zoneMarks, text: whole } = await stored(page, title)
  return zoneMarks.map(({ range, zone }) => [zone, whole.slice(range.start, range.start + 12)])
}
const rowOf = async (page: Page, title: string) => {
  const { rows } = await ask(page, 'library.list', { filter: '', sort: 'title', descending: false, offset: 0, limit: 100 })
  return rows.find((row) => row.title === title)
}
const inView = (host: Locator, words: string) =>
  expect(async () => {
    const { start } = await placeOf(host, words, words, false)
    const box = await host.page().locator('.reader').first().boundingBox()
    expect(box !== null && start.y > box.y && start.y < box.y + box.height).toBe(true)
  }).toPass()

test('the block under the caret becomes a zone by two keys, counts without it, and undo brings it back', async ({ page }) => {
  await openArticle(page, ESSAY)
  const words = await headline(page).textContent()
  const before = await rowOf(page, ESSAY)
  await caretBefore(page, PARAGRAPH)
  await page.keyboard.press('Control+Alt+z')
  await expect(page.getByRole('dialog', { name: 'Mark as zone' })).toBeVisible()
  await saved(page, 'Mark as reprint — saved', () => page.keyboard.press('7'))
  await expect(text(page)).toBeFocused()
  expect(await marks(page, ESSAY)).toEqual([['reprint', PARAGRAPH.slice(0, 12)]])
  const block = text(page).locator('.block', { hasText: PARAGRAPH })
  await expect(block).toHaveAttribute('data-as', 'reprint')
  await expect(headline(page)).not.toHaveText(words ?? '')
  expect((await rowOf(page, ESSAY))?.words).toBeLessThan(before?.words ?? 0)

  await saved(page, 'Undone: Mark as reprint', () => page.keyboard.press('Control+z'))
  await expect(block).not.toHaveAttribute('data-as')
  await expect(headline(page)).toHaveText(words ?? '')
  expect(await rowOf(page, ESSAY)).toEqual(before)
  expect(await marks(page, ESSAY)).toEqual([])
})

test('some words of a block become a zone, and are as imported again when that is asked for', async ({ app, page }) => {
  await openArticle(page, ESSAY)
  await select(page, 'That may be so.')
  await page.keyboard.press('Control+Alt+z')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.type('Boil')
  await saved(page, 'Mark as boilerplate — saved', () => page.keyboard.press('Enter'))
  const part = text(page).locator('.zoned-part')
  await expect(part.first()).toHaveAttribute('data-as', 'boilerplate')
  expect(await marks(page, ESSAY)).toEqual([['boilerplate', 'That may be ']])
  await inspector(page).getByRole('tab', { name: 'Article' }).click()
  const row = inspector(page).getByRole('grid', { name: 'Zones' }).getByRole('row').filter({ hasText: 'by hand' })
  await expect(row).toContainText('4')
  await caretBefore(page, 'That may be so.')
  await saved(page, 'Reset zone — saved', () => command(app, 'edit.resetZone'))
  await expect(part).toHaveCount(0)
  const now = await head(page)
  await command(app, 'edit.resetZone')
  await expect(status(page)).toHaveText('The zone is as it was imported.')
  expect(await head(page)).toBe(now)
})

test('figures are those of own words until everything is counted, by menu or in the report', async ({ app, page }) => {
  await plain(page)
  await openArticle(page, ESSAY)
  await expect(headline(page)).toContainText(/ \d+ of 976 words$/)
  const row = library(page).getByRole('row').filter({ hasText: ESSAY })
  await expect(row).not.toContainText('976 words')
  await expect.poll(() => isChecked(app, 'view.countOwn')).toBe(true)
  await command(app, 'view.countAll')
  await expect(row).toContainText('976 words')
  await expect(headline(page)).toHaveText(/· 976 words$/)
  await expect.poll(() => isChecked(app, 'view.countAll')).toBe(true)

  await page.keyboard.press('Control+3')
  const report = page.locator('.report-page')
  await expect(report).toContainText(/Among them: .*footnote \(\d+ words/)
  await page.getByRole('switch', { name: /Count everything/ }).press('Space')
  await expect(report).toContainText(/Left out: .*footnote \(\d+ words/)
  await expect.poll(() => isChecked(app, 'view.countOwn')).toBe(true)
})

test('a reference leads to its note and back, by click, by key, and on the trail of places', async ({ page }) => {
  await openArticle(page, ESSAY)
  const note = '[7] '
  const { text: whole } = await stored(page, ESSAY)
  const noteWords = whole.slice(whole.lastIndexOf(note), whole.lastIndexOf(note) + 24)
  const reference = text(page).locator('.note-target', { hasText: '[7]' }).first()
  await placeOf(text(page), 'for ten years.')
  await expect(reference).toHaveAttribute('title', new RegExp(noteWords.slice(0, 12).replace(/[[\]]/g, '\\$&')))
  await reference.click({ modifiers: ['ControlOrMeta'] })
  await inView(text(page), noteWords)
  await page.keyboard.press('Control+Alt+f')
  await inView(text(page), 'for ten years.')
  await page.keyboard.press('Control+Alt+f')
  await inView(text(page), noteWords)
  await page.keyboard.press('Alt+ArrowLeft')
  await inView(text(page), 'for ten years.')
  await page.keyboard.press('Alt+ArrowRight')
  await inView(text(page), noteWords)
  await caretBefore(page, PARAGRAPH)
  await page.keyboard.press('Control+Alt+f')
  await expect(status(page)).toHaveText('Neither a footnote nor a reference to one stands here.')
})

test('a shared passage is marked as reprint on one side, so that it is counted once', async ({ app, page }) => {
  await openArticle(page, 'The gates at Concord were opened to save lives. Who will say so?')
  await library(page)
    .getByRole('row')
    .filter({ hasText: 'Four voices from the Ilvey' })
    .getByRole('button', { name: /^Compare with/ })
    .click()
  await expect(page.locator('.ribbons path').first()).toBeAttached()
  await command(app, 'compare.reprint')
  await expect(status(page)).toHaveText('Go to a passage in the same or edited words first (F7).')
  await page
    .getByRole('grid', { name: 'Shared passages' })
    .getByRole('row', { name: /edited/ })
    .click()
  await text(page, 1).focus()
  const before = await head(page)
  await command(app, 'compare.reprint')
  await expect(status(page)).toHaveText('Mark passage as reprint — saved')
  expect(await head(page)).toBe(before + 1)
  await expect(text(page, 1).locator('[data-as="reprint"]').first()).toBeAttached()
  await expect(text(page, 0).locator('[data-as="reprint"]')).toHaveCount(0)
})

test('zones are named where the pointer is, and all of them when that is asked for', async ({ app, page }) => {
  await openArticle(page, QUAY)
  const name = text(page).locator('.zone-name[data-name="Dateline"]')
  await expect(name).toBeAttached()
  const opacity = () => name.evaluate((element) => getComputedStyle(element, '::before').opacity)
  expect(await opacity()).toBe('0')
  await command(app, 'view.zones')
  await expect.poll(opacity).toBe('1')
})
