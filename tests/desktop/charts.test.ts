// Charts in the real app: they stand in Analyse and in reports, their marks and tables open the passages that they count.

import { text } from './analyst.ts'
import { expect, test } from './app.ts'
import { violations } from './axe.ts'

test('a mark of a chart opens the passages that it counts, and one of them its place in the text', async ({ page }) => {
  await page.keyboard.press('Control+6')
  await page.getByRole('tab', { name: 'Charts' }).click()
  const charts = page.getByRole('region', { name: 'Charts' })
  await expect(charts.getByRole('figure')).toHaveCount(7)
  await expect(charts.getByRole('figure', { name: 'Codes by source' })).toContainText('title and body are counted')

  const mark = charts.locator('#chart-codes svg a').first()
  const said = (await mark.getAttribute('aria-label')) ?? ''
  const [, n] = /: (\d+) highlights?$/.exec(said) ?? []
  await mark.click()
  const passages = page.getByRole('complementary', { name: 'Passages' })
  await expect(passages.getByRole('listitem')).toHaveCount(Number(n))
  await expect(passages.getByRole('heading')).toBeFocused()
  const words = (await passages.getByRole('listitem').first().locator('span').innerText()).slice(0, 40)
  await passages.getByRole('listitem').first().getByRole('button').click()
  await expect(text(page)).toContainText(words)
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(passages.getByRole('listitem')).toHaveCount(Number(n))
  await passages.getByRole('button', { name: 'Close the passages' }).click()
  await expect(passages).toBeHidden()
})

test('by keyboard the table behind a chart leads to the same passages, and stays unfolded', async ({ page }) => {
  await page.keyboard.press('Control+6')
  await page.getByRole('tab', { name: 'Charts' }).click()
  const figure = page.getByRole('figure', { name: 'Codes by source' })
  await figure.locator('summary').focus()
  await page.keyboard.press('Enter')
  const cell = figure.getByRole('table').getByRole('link').first()
  const n = Number(await cell.innerText())
  await cell.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: 'Passages' }).getByRole('listitem')).toHaveCount(n)
  await expect(figure.locator('details')).toHaveAttribute('open', '')
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+6')
  await expect(page.getByRole('tab', { name: 'Charts' })).toHaveAttribute('aria-selected', 'true')
})

test('axe finds nothing against the charts, light or dark, folded or not', async ({ page }) => {
  await page.keyboard.press('Control+6')
  await page.getByRole('tab', { name: 'Charts' }).click()
  await page.locator('#chart-codes svg a').first().click()
  await expect(page.getByRole('complementary', { name: 'Passages' }).getByRole('listitem').first()).toBeVisible()
  for (const summary of await page.locator('.charts summary').all()) await summary.click()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page)).toEqual([])
  }
})
