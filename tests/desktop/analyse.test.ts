// Many articles at once, in the real app: stories, reprints that are linked and unlinked, and the grid of similarity.

import { ask, head, openArticle, pane, saved, stored, text } from './analyst.ts'
import { expect, test } from './app.ts'
import { violations } from './axe.ts'

const OPINION = 'The gates at Concord were opened to save lives. Who will say so?'
const REPRINT = 'Four voices from the Ilvey'

test('stories lead to their articles and pairs, by mouse and by key', async ({ page }) => {
  await page.keyboard.press('Control+6')
  const stories = page.getByRole('listbox', { name: 'Stories, the largest first' })
  await expect(stories.getByRole('option')).toHaveCount(1)
  await expect(stories.getByRole('option')).toContainText('8 articles')
  const table = page.getByRole('table', { name: 'Articles of the story by date' })
  const days = await table.locator('td.day').allTextContents()
  expect(days.length).toBe(8)
  expect(days).toEqual(days.toSorted())
  await expect(page.locator('.timeline circle')).toHaveCount(8)

  const compare = table.getByRole('button', { name: new RegExp(`^Compare ${REPRINT}`) })
  await compare.focus()
  await page.keyboard.press('Enter')
  await expect(pane(page, 1).getByRole('heading', { level: 2 })).toHaveText(REPRINT)
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(stories).toBeVisible()
  await table.getByRole('button', { name: REPRINT, exact: true }).click()
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText(REPRINT)
})

test('a reprint is linked with what both share as a zone, unlinked, and each is one act that can be undone', async ({ page }) => {
  await page.keyboard.press('Control+6')
  await page.getByRole('tab', { name: 'Reprints 1' }).click()
  const row = page.getByRole('row').filter({ hasText: REPRINT })
  await expect(row).toContainText('94 %')
  const before = (await stored(page, REPRINT)).article
  await saved(page, `Link as reprint of “${OPINION}” — saved`, () => row.getByRole('button', { name: /^Link as reprint/ }).click())
  await expect(row).toContainText('linked as reprint')
  const linked = await stored(page, REPRINT)
  expect(linked.article.reprintOf).toBe((await stored(page, OPINION)).article.id)
  expect(linked.article.flags).toContainEqual(expect.objectContaining({ kind: 'reprint', state: 'confirmed' }))
  expect(linked.zoneMarks.some(({ zone }) => zone === 'reprint')).toBe(true)

  await saved(page, `Unlink as reprint of “${OPINION}” — saved`, () => row.getByRole('button', { name: /^Unlink/ }).click())
  await expect(row.getByRole('button', { name: /^Link as reprint/ })).toBeVisible()
  expect((await stored(page, REPRINT)).zoneMarks).toEqual([])
  await page.keyboard.press('Control+z')
  await expect(row).toContainText('linked as reprint')
  await page.keyboard.press('Control+z')
  await expect(row.getByRole('button', { name: /^Link as reprint/ })).toBeVisible()
  expect((await stored(page, REPRINT)).article).toEqual(before)
})

test('what a linked article reprints becomes a zone by one command', async ({ page }) => {
  const [opinion, reprint] = [await stored(page, OPINION), await stored(page, REPRINT)]
  await ask(page, 'commit', {
    label: 'Link',
    change: [{ kind: 'article', before: reprint.article, after: { ...reprint.article, reprintOf: opinion.article.id } }],
  })
  await openArticle(page, REPRINT)
  await text(page).click()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Mark what it reprints as a zone')
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('Mark what it reprints')
  await saved(page, 'Mark what it reprints — saved', () => page.keyboard.press('Enter'))
  const marked = await stored(page, REPRINT)
  const own = opinion.text.slice(200, 260)
  const at = marked.text.indexOf(own)
  expect(at).toBeGreaterThan(0)
  expect(marked.zoneMarks.some(({ range, zone }) => zone === 'reprint' && range.start <= at && at + own.length <= range.end)).toBe(true)
  await text(page).focus()
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await stored(page, REPRINT)).zoneMarks).toEqual([])
})

test('the grid of similarity is walked by keys, and a cell opens its two articles', async ({ page }) => {
  await page.keyboard.press('Control+6')
  await page.getByRole('tab', { name: 'Similarity' }).click()
  const grid = page.getByRole('table', { name: 'Similarity of every two articles' })
  await expect(grid.getByRole('button')).toHaveCount(100)
  // The same number stands on both sides of the diagonal.
  const scores = await grid
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('button')].map((cell) => cell.textContent)))
  for (const [i, row] of scores.entries()) for (const [j, score] of row.entries()) expect(scores[j]?.[i]).toBe(score)
  await grid.locator('button[tabindex="0"]').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('End')
  await expect(grid.locator('[data-cell="2 9"]')).toBeFocused()
  const [first, second] = await Promise.all([2, 9].map((i) => grid.locator('tbody th bdi').nth(i).textContent()))
  await page.keyboard.press('Enter')
  await expect(pane(page, 0).getByRole('heading', { level: 2 })).toHaveText(first ?? '')
  await expect(pane(page, 1).getByRole('heading', { level: 2 })).toHaveText(second ?? '')
})

test('an empty collection says what to do, and nothing is written by looking', async ({ page }) => {
  const before = await head(page)
  for (const { id } of (
    await ask(page, 'library.list', { filter: '', sort: 'title', descending: false, offset: 0, limit: 500 })
  ).rows.slice(1))
    await ask(page, 'article.remove', { id })
  await page.keyboard.press('Control+6')
  await expect(page.getByText('There is nothing to compare yet')).toBeVisible()
  expect(await head(page)).toBe(before + 9)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe-core finds nothing against the view, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.keyboard.press('Control+6')
    for (const name of [/^Stories/, /^Reprints/, 'Similarity']) {
      await page.getByRole('tab', { name }).click()
      expect(await violations(page), String(name)).toEqual([])
    }
  })
