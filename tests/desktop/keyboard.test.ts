// A session on three documents of ../shared/seeds by keyboard alone: import, code, note, link, compare, report. What is expected
// is asked of the project; none of the documents' words stand here.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { root } from '../../build/process.ts'
import { ask, codeAs, coded, inspector, library, pane, projectName, saved, selectNextWord, text } from './analyst.ts'
import { answerOpen, answerSave, expect, test } from './app.ts'

const folderOfSeeds = path.join(root, '../shared/seeds')

const region = (page: Page) => page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('aria-label') ?? null)

/** Walks with F6 to the library and with Tab to its list, then to the row of that number. */
async function toRow(page: Page, number: number): Promise<void> {
  for (let i = 0; i < 5 && (await region(page)) !== 'Library'; i++) await page.keyboard.press('F6')
  for (let i = 0; i < 12 && (await library(page).locator(':focus').count()) === 0; i++) await page.keyboard.press('Tab')
  await page.keyboard.press('Home')
  for (let i = 0; i < number; i++) await page.keyboard.press('ArrowDown')
}

/** Puts the caret at the start of the text, some lines down. */
async function intoText(page: Page, down: number): Promise<void> {
  for (let i = 0; i < 5 && (await text(page).locator(':scope:focus').count()) === 0; i++) await page.keyboard.press('F6')
  await expect(text(page)).toBeFocused()
  await expect(async () => {
    await page.keyboard.press('Control+Home')
    expect(await page.evaluate(() => getSelection()?.focusOffset)).toBe(0)
  }).toPass({ timeout: 5_000 })
  for (let i = 0; i < down; i++) await page.keyboard.press('ArrowDown')
}

test('three documents are imported, coded, noted, linked, compared and reported by keyboard alone', async ({ app, page, folder }) => {
  test.skip(!existsSync(folderOfSeeds), 'there is no ../shared/seeds here')
  test.setTimeout(120_000)
  await page.evaluate(() => {
    for (const kind of ['pointerdown', 'mousedown', 'click'] as const)
      window.addEventListener(
        kind,
        (event) => {
          if (event instanceof MouseEvent && event.detail > 0) document.body.dataset.mouse = kind
        },
        true,
      )
  })
  await answerSave(app, path.join(folder, 'Seeds.parallax'))
  await page.keyboard.press('Control+n')
  await expect(projectName(page)).toHaveText('Seeds')
  const files = readdirSync(folderOfSeeds)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .slice(0, 3)
    .map((name) => path.join(folderOfSeeds, name))
  await answerOpen(app, files)
  await page.keyboard.press('Control+Shift+o')
  const report = page.getByRole('dialog')
  await expect(report).toContainText('3 taken')
  await page.keyboard.press('Escape')
  await expect(report).toBeHidden()
  await expect(library(page).getByRole('row')).toHaveCount(3)

  await toRow(page, 0)
  await page.keyboard.press('Enter')
  await expect(pane(page).getByRole('heading', { level: 2 })).not.toBeEmpty()
  const title = (await pane(page).getByRole('heading', { level: 2 }).textContent()) ?? ''
  await intoText(page, 3)
  await selectNextWord(page)
  await codeAs(page, 'Conflict')
  await page.keyboard.press('Control+Alt+m')
  await page.keyboard.type('Who says so?')
  await saved(page, 'Write note — saved', () => page.keyboard.press('Control+Enter'))
  await page.keyboard.press('Escape')
  await intoText(page, 5)
  await selectNextWord(page)
  await codeAs(page, 'Cue')
  const quote = inspector(page).getByRole('blockquote')
  const second = (await quote.textContent()) ?? ''
  await page.keyboard.press('Control+Shift+l')
  await page.keyboard.press('Shift+F8')
  await expect(quote).not.toHaveText(second)
  await page.keyboard.press('Control+Shift+l')
  await expect(page.getByRole('searchbox', { name: 'What the second is to the first' })).toBeFocused()
  await page.keyboard.type('Contradicts')
  await saved(page, 'Link highlights — saved', () => page.keyboard.press('Enter'))
  expect((await coded(page, title)).map(({ codes, note }) => [codes, note])).toEqual([
    [['Conflict'], 'Who says so?'],
    [['Cue'], ''],
  ])

  await page.keyboard.press('Control+2')
  await expect(page.getByRole('radio', { name: 'Compare' })).toBeChecked()
  await toRow(page, 1)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(pane(page, 1).getByRole('heading', { level: 2 })).not.toBeEmpty()
  await page.keyboard.press('Control+3')
  await expect(page.locator('.report-page')).toContainText('Who says so?')

  // All of it can be taken back the same way, down to the empty project.
  await page.keyboard.press('Control+1')
  const acts = (await ask(page, 'journal.search', { query: '', record: null, limit: 100 })).length
  for (let i = 0; i < acts; i++) await page.keyboard.press('Control+z')
  await expect(library(page).getByRole('row')).toHaveCount(0)
  expect(await page.evaluate(() => document.body.dataset.mouse ?? 'none')).toBe('none')
})
