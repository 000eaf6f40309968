// Suggestions: off until asked for, walked and decided from the keyboard, undone, and remembered.
import type { Page } from '@playwright/test'
import { ask, coded, inspector, openArticle, plain, saved, stored, text } from './analyst.ts'
import { expect, launch, test } from './app.ts'

const WIRE = 'Corvane and Saldria agree to close dam gates after flood and clash'
const marks = (page: Page) => text(page).locator('.suggestion')
const current = (page: Page) => inspector(page).getByRole('region', { name: 'This suggestion' })
const spoken = (page: Page) => page.getByRole('status', { name: 'Suggestion' })
const origins = async (page: Page) => (await stored(page, WIRE)).highlights.filter(({ origin }) => origin === 'suggested')

/** Asks for suggestions and waits until they stand. */
async function show(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+g')
  await expect(inspector(page).getByRole('tab', { name: 'Suggestions' })).toHaveAttribute('aria-selected', 'true')
  await expect(marks(page).first()).toBeVisible()
}

test('suggestions are off at the start; one is accepted and one rejected by keyboard, undone and done again', async ({ page }) => {
  await plain(page)
  await openArticle(page, WIRE)
  await expect(marks(page)).toHaveCount(0)
  const before = await coded(page, WIRE)
  await text(page).focus()
  await show(page)
  expect(await coded(page, WIRE)).toEqual(before)

  await text(page).focus()
  await page.keyboard.press('F4')
  await expect(text(page).locator('.suggestion.current').first()).toBeVisible()
  await expect(spoken(page)).toContainText('Enter accepts, Delete rejects')
  const words = await current(page).getByRole('blockquote').textContent()

  await saved(page, /^Accept suggested/, () => page.keyboard.press('Enter'))
  await expect(current(page).getByRole('blockquote')).not.toHaveText(words ?? '')
  const made = await origins(page)
  expect(made.length).toBeGreaterThan(0)
  expect(made.some(({ rule }) => rule !== '')).toBe(true)
  await saved(page, /^Undone: Accept suggested/, () => page.keyboard.press('Control+z'))
  expect(await coded(page, WIRE)).toEqual(before)

  const next = await current(page).getByRole('blockquote').textContent()
  await saved(page, /^Reject suggested/, () => page.keyboard.press('Delete'))
  await expect(current(page).getByRole('blockquote')).not.toHaveText(next ?? '')
  const { dismissals } = await ask(page, 'suggest.decided', { articleId: (await stored(page, WIRE)).article.id })
  expect(dismissals).toHaveLength(1)
  await saved(page, /^Undone: Reject suggested/, () => page.keyboard.press('Control+z'))
  expect((await ask(page, 'suggest.decided', { articleId: (await stored(page, WIRE)).article.id })).dismissals).toEqual([])
})

test('kinds are switched off one by one; a mark is chosen by a click; all go when they are no longer asked for', async ({ page }) => {
  await plain(page)
  await openArticle(page, WIRE)
  await text(page).focus()
  await show(page)
  const that = inspector(page).getByRole('region', { name: 'A reporting word followed by “that”' })
  const quoted = inspector(page).getByRole('region', { name: 'In quotation marks, with a reporting word in its sentence' })
  await expect(that).toBeVisible()
  await inspector(page).getByRole('checkbox', { name: 'Indirect statements' }).press('Space')
  await expect(that).toHaveCount(0)
  await expect(quoted).toBeVisible()
  await quoted.getByRole('button').first().click()
  await quoted.getByRole('listitem').first().getByRole('button').click()
  await expect(text(page).locator('.suggestion.current').first()).toBeVisible()
  await text(page).focus()
  await page.keyboard.press('Escape')
  await expect(current(page)).toHaveCount(0)
  await marks(page)
    .first()
    .click({ position: { x: 6, y: 8 } })
  await expect(current(page)).toContainText('Why')
  await page.keyboard.press('Control+Shift+g')
  await expect(marks(page)).toHaveCount(0)
  await expect(inspector(page).getByRole('tab', { name: 'Suggestions' })).toHaveCount(0)
})

test('what was rejected is still rejected after a restart, and suggestions are still shown', async ({ profile }) => {
  let { app, page } = await launch(profile)
  await plain(page)
  await openArticle(page, WIRE)
  await text(page).focus()
  await show(page)
  await text(page).focus()
  await page.keyboard.press('F4')
  const words = (await current(page).getByRole('blockquote').textContent()) ?? ''
  await saved(page, /^Reject suggested/, () => page.keyboard.press('Delete'))
  await expect(current(page).getByRole('blockquote')).not.toHaveText(words)
  await app.close()
  ;({ app, page } = await launch(profile))
  await expect(inspector(page).getByRole('tab', { name: 'Suggestions' })).toBeVisible()
  await text(page).focus()
  await page.keyboard.press('F4')
  await expect(text(page).locator('.suggestion.current').first()).toBeVisible()
  await expect(current(page).getByRole('blockquote')).not.toHaveText(words)
  expect((await ask(page, 'suggest.decided', { articleId: (await stored(page, WIRE)).article.id })).dismissals).toHaveLength(1)
  await app.close()
})
