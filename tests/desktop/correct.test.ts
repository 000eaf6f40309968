// Correcting the text of an article in the real app: by keyboard, with highlights that follow and an undo that takes all back.
import type { Page } from '@playwright/test'
import { inspector, openArticle, saved, stored, text } from './analyst.ts'
import { expect, test } from './app.ts'

const TITLE = 'Concord Dam: controlled release and events at the gatehouse'
const bar = (page: Page) => page.getByRole('dialog', { name: 'Correct the text' })
const editor = (page: Page) => bar(page).locator('.text')

async function enter(page: Page): Promise<void> {
  await openArticle(page, TITLE)
  await inspector(page).getByRole('tab', { name: 'Article' }).click()
  await inspector(page).getByRole('button', { name: 'Correct the text…' }).click()
  await expect(editor(page)).toBeFocused()
}

/** Puts the caret before (or with `end` behind) the first place of some words in the text that is being corrected. */
async function caretAt(page: Page, words: string, end = false): Promise<void> {
  await editor(page).evaluate(
    (element, { words, end }) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = (node as Text).data.indexOf(words)
        if (at === -1) continue
        getSelection()?.collapse(node, at + (end ? words.length : 0))
        return
      }
      throw new Error(`“${words}” does not stand here`)
    },
    { words, end },
  )
  // ProseMirror reads the selection when the browser tells of it.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

const type = (page: Page, words: string) => page.keyboard.type(words)
const done = (page: Page) => bar(page).getByRole('button', { name: 'Done' })

test('words are mended, paragraphs split and joined: highlights follow, and one undo takes all of it back', async ({ page }) => {
  const before = await stored(page, TITLE)
  await enter(page)
  await expect(bar(page).getByText('No changes')).toBeVisible()
  await expect(done(page)).toBeDisabled()
  await expect(editor(page).locator('.marked').first()).toHaveText('controlled release')

  await caretAt(page, 'exceptional inflow')
  await type(page, 'an ')
  await caretAt(page, 'The release was carried out')
  await page.keyboard.press('Enter')
  await caretAt(page, 'As a result of the release')
  await page.keyboard.press('Backspace')
  await expect(bar(page).getByText('3 changes')).toBeVisible()
  await bar(page).getByRole('textbox', { name: 'Reason' }).fill('breaks of the page')
  await saved(page, 'Correct the text — saved', () => done(page).click())
  await expect(bar(page)).toBeHidden()

  await expect(text(page)).toContainText('6 to 7 April, an exceptional inflow')
  await expect(text(page).locator('.highlight', { hasText: 'exceptional inflow' }).first()).not.toContainText('an ')
  const after = await stored(page, TITLE)
  expect(after.text).toContain('02:40.\n\nThe release was carried out')
  expect(after.text).toContain('since January. As a result of the release')
  expect(after.blocks).toHaveLength(before.blocks.length)
  expect(after.highlights.map(({ id, quote, note }) => [id, quote, note])).toEqual(
    before.highlights.map(({ id, quote, note }) => [id, quote, note]),
  )

  await inspector(page).getByRole('button', { name: 'Text as imported' }).click()
  const earlier = page.getByRole('dialog', { name: /^Text as imported/ })
  await expect(earlier.getByRole('textbox')).toContainText('6 to 7 April, exceptional inflow')
  await expect(inspector(page)).toContainText('breaks of the page')
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+z')
  await expect(text(page)).toContainText('6 to 7 April, exceptional inflow')
  expect(await stored(page, TITLE)).toEqual(before)
  await expect(inspector(page).getByText('Earlier texts')).toBeHidden()
})

test('undo and redo are the mode’s own, and what was given up leaves the project as it was', async ({ page }) => {
  const before = await stored(page, TITLE)
  await enter(page)
  await type(page, 'First. ')
  await expect(editor(page)).toContainText('First. ILVEY')
  await page.keyboard.press('Control+z')
  await expect(editor(page)).not.toContainText('First.')
  await expect(bar(page).getByText('No changes')).toBeVisible()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+Shift+z')
  await expect(editor(page)).toContainText('First. ILVEY')
  // No other command can be run meanwhile, and none of them formats.
  for (const key of ['Control+2', 'Control+b', 'Control+u']) await page.keyboard.press(key)
  await expect(editor(page).locator('b, strong, u, i')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(editor(page)).toContainText('First. ILVEY')

  await bar(page).getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Give up 1 change' }).click()
  await expect(bar(page)).toBeHidden()
  expect(await stored(page, TITLE)).toEqual(before)
})

test('a block is told what it is', async ({ page }) => {
  await enter(page)
  await caretAt(page, 'Statement No. 7')
  await bar(page)
    .getByRole('button', { name: /What this block is/ })
    .click()
  await page.getByRole('option', { name: 'Heading' }).click()
  await expect(editor(page).getByRole('heading', { name: 'Statement No. 7' })).toBeVisible()
  await saved(page, 'Correct the text — saved', () => done(page).click())
  await expect(text(page).locator('.block[data-kind="heading"]', { hasText: 'Statement No. 7' })).toBeVisible()
})

test('no highlight goes unasked: each that loses all its words is agreed to, or the words come back', async ({ page }) => {
  const before = await stored(page, TITLE)
  await enter(page)
  await caretAt(page, 'exceptional inflow')
  for (let i = 0; i < 'exceptional inflow from the upper catchment'.length; i++) await page.keyboard.press('Delete')
  await done(page).click()
  const asking = page.getByRole('alertdialog')
  await expect(asking).toContainText('exceptional inflow from the upper catchment')
  const go = asking.getByRole('button', { name: 'Delete a highlight and finish' })
  await expect(go).toBeDisabled()
  await asking.getByRole('button', { name: 'Back to the text' }).click()
  await page.keyboard.press('Control+z')
  await expect(bar(page).getByText('No changes')).toBeVisible()
  await expect(editor(page).locator('.marked', { hasText: 'exceptional inflow' })).toBeVisible()

  await page.keyboard.press('Control+Shift+z')
  await done(page).click()
  await asking.getByRole('checkbox').press('Space')
  await saved(page, 'Correct the text — saved', () => go.click())
  const after = await stored(page, TITLE)
  expect(after.highlights).toHaveLength(before.highlights.length - 1)
  await page.keyboard.press('Control+z')
  await expect(text(page)).toContainText('exceptional inflow')
  expect(await stored(page, TITLE)).toEqual(before)
})

test('what is pasted is plain text', async ({ page }) => {
  await enter(page)
  await editor(page).evaluate((element) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', '<h1>bold</h1><b>claim</b>')
    clipboardData.setData('text/plain', 'one\n\ntwo ')
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  await expect(editor(page).locator('.block').nth(0)).toHaveText('one')
  await expect(editor(page).locator('.block').nth(1)).toContainText('two ILVEY WORKS AUTHORITY')
  await expect(editor(page)).not.toContainText('bold')
})
