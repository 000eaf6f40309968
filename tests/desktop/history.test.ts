// What is said of a project as a whole, its history, and the codebook as a way through an article.
import type { Page } from '@playwright/test'
import { addHighlight } from '../../shared/commands.ts'
import { ask, clickOn, coded, inspector, openArticle, saved, stored, text } from './analyst.ts'
import { expect, test } from './app.ts'

const WIRE = 'Corvane and Saldria agree to close dam gates after flood and clash'
const rows = (page: Page) => page.getByRole('listbox', { name: 'Acts, newest first' }).getByRole('option')

test('a highlight that was deleted is found in the history by article and code, and restored', async ({ page }) => {
  await openArticle(page, WIRE)
  const before = await coded(page, WIRE)
  await clickOn(page, 'told reporters')
  await saved(page, 'Delete highlight — saved', () => page.keyboard.press('Delete'))
  await page.getByRole('radio', { name: 'History' }).click()
  await expect(rows(page).first()).toContainText('Delete highlight')
  const all = await rows(page).count()

  await page.getByRole('combobox', { name: 'Article' }).fill('Corvane and Saldria agree to close dam')
  await page.getByRole('option', { name: WIRE }).click()
  await expect(rows(page).first()).toContainText('Delete highlight')
  expect(await rows(page).count()).toBeLessThan(all)
  await page.getByRole('combobox', { name: 'Code', exact: true }).fill('Cue')
  await page.getByRole('option', { name: 'Cue', exact: true }).click()
  await rows(page).first().click()
  const entry = page.getByRole('region', { name: 'The chosen act' })
  await expect(entry).toContainText('told reporters')
  await saved(page, 'Restore highlight — saved', () => entry.getByRole('button', { name: 'Restore “told reporters”' }).click())
  expect(await coded(page, WIRE)).toEqual(before)
  await expect(entry).toContainText('No highlight that it took away is missing.')
  await page.keyboard.press('Control+1')
  await saved(page, 'Undone: Restore highlight', () => page.keyboard.press('Control+z'))
})

test('the project has a memo, its articles have attributes, and both can be undone', async ({ page }) => {
  await openArticle(page, WIRE)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Project memo')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Project memo' })
  await dialog.getByRole('textbox', { name: /^What the study asks/ }).fill('Who speaks first?')
  await saved(page, 'Write project memo — saved', () => dialog.getByRole('button', { name: 'Done' }).focus())
  expect((await ask(page, 'study.open'))?.memo).toBe('Who speaks first?')
  await saved(page, 'Change attributes of articles — saved', () => dialog.getByRole('button', { name: 'Attribute', exact: true }).click())
  const name = dialog.getByRole('textbox', { name: 'Name', exact: true }).last()
  await name.fill('Desk')
  await saved(page, 'Change attributes of articles — saved', () => name.press('Enter'))
  await dialog.getByRole('button', { name: 'Done' }).click()

  const { attributes } = (await stored(page, WIRE)).article
  await inspector(page).getByRole('tab', { name: 'Article' }).click()
  const genre = inspector(page).getByRole('button', { name: /Genre/ })
  await genre.click()
  await saved(page, 'Set attribute — saved', () => page.getByRole('option', { name: 'analysis' }).click())
  expect((await stored(page, WIRE)).article.attributes).toEqual({ ...attributes, genre: 'analysis' })
  await expect(inspector(page).getByRole('button', { name: /Desk/ })).toBeVisible()
  await text(page).focus()
  await saved(page, 'Undone: Set attribute', () => page.keyboard.press('Control+z'))
  expect((await stored(page, WIRE)).article.attributes).toEqual(attributes)
})

test('from the tree of codes an analyst walks the highlights with a code and keeps it active, by menu and by key', async ({ page }) => {
  await openArticle(page, WIRE)
  const cues = (await coded(page, WIRE)).filter(({ codes }) => codes.includes('Cue')).map(({ quote }) => quote)
  expect(cues.length).toBeGreaterThan(1)
  const row = inspector(page).getByRole('treegrid').getByRole('row', { name: 'Cue', exact: true })
  await row.scrollIntoViewIfNeeded()
  await row.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Next highlight with it' }).click()
  const selected = text(page).locator('.highlight.selected').first()
  await expect(selected).toHaveText(cues[0] ?? '')
  await expect(inspector(page).getByRole('tab', { name: 'Codes' })).toHaveAttribute('aria-selected', 'true')
  await row.focus()
  await page.keyboard.press('Control+F8')
  await expect(selected).toHaveText(cues[1] ?? '')
  await row.focus()
  await page.keyboard.press('Control+Shift+F8')
  await expect(selected).toHaveText(cues[0] ?? '')
  await row.hover()
  await row.getByRole('button', { name: 'More for Cue' }).click()
  await page.getByRole('menuitem', { name: 'Keep active' }).click()
  await expect(page.getByRole('contentinfo')).toContainText('Cue')
})

test('the pieces of a discontinuous highlight are joined while it is chosen', async ({ page }) => {
  const open = await stored(page, WIRE)
  const [one, two] = [open.text.indexOf('The agreement'), open.text.indexOf('Under the terms')]
  const coder = (await ask(page, 'app.state')).project?.coder
  if (coder === undefined) throw new Error('no project')
  const pen = { coderId: coder.id, now: Date.now, newId: () => crypto.randomUUID() }
  const ranges = [
    { start: one, end: one + 13 },
    { start: two, end: two + 15 },
  ]
  await ask(page, 'commit', { label: 'Mark', change: addHighlight(pen, { id: open.article.id, text: open.text }, ranges, []) })
  await openArticle(page, WIRE)
  const bracket = page.locator('.bracket.broken', { has: page.locator('i') }).last()
  await expect(bracket.locator('i')).toHaveCount(2)
  await expect(bracket).toHaveCSS('border-inline-start-color', 'rgba(0, 0, 0, 0)')
  await clickOn(page, 'Under the terms')
  await expect(page.locator('.bracket.broken.selected')).toHaveCSS('border-inline-start-style', 'dashed')
  await expect(bracket).not.toHaveCSS('border-inline-start-color', 'rgba(0, 0, 0, 0)')
})
