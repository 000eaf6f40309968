// The cards under a pair: what both articles say of the same, row by row, each place a way into its text.
import type { Page } from '@playwright/test'
import { ask, openArticle, pane, plain, saved, stored, text } from './analyst.ts'
import { expect, launch, test } from './app.ts'
import { violations } from './axe.ts'

const WIRE = 'Corvane and Saldria agree to close dam gates after flood and clash'
const RAVEL = 'Corvane, Saldria Strike Accord to Shut ‘Concord’ Gates Following Deluge and Dam Violence'

const cards = (page: Page) => page.locator('.cards')
const card = (page: Page, name: string) => cards(page).getByRole('tabpanel', { name: new RegExp(`^${name}`) })
const lit = (page: Page, side: 0 | 1) => text(page, side).locator('.accent.found')

async function compare(page: Page): Promise<void> {
  await openArticle(page, WIRE)
  await page.getByRole('button', { name: `Compare with ${RAVEL}` }).click()
  await expect(pane(page, 1).getByRole('heading', { level: 2 })).toHaveText(RAVEL)
  await page.keyboard.press('Control+Shift+j')
  await expect(cards(page)).toBeVisible()
}

async function choose(page: Page, name: string): Promise<void> {
  await cards(page)
    .getByRole('tab', { name: new RegExp(`^${name}`) })
    .click()
  await expect(card(page, name)).toBeVisible()
}

const row = (page: Page, name: string, middle: string | RegExp) => card(page, name).getByRole('row').filter({ hasText: middle })
const ids = async (page: Page) => ({ a: (await stored(page, WIRE)).article.id, b: (await stored(page, RAVEL)).article.id })

test('every card has rows with both sides, as main makes them', async ({ page }) => {
  await compare(page)
  const made = await ask(page, 'compare.cards', await ids(page))
  const rows: Readonly<Record<string, number>> = {
    Sources: made.sources.rows.length,
    Names: made.names.length,
    Figures: made.figures.length,
    Quotations: made.quotations.rows.length,
    Words: made.words.rows.length,
    Codes: made.codes.own.rows.length,
  }
  for (const [name, count] of Object.entries(rows)) {
    await choose(page, name)
    expect(count).toBeGreaterThan(1)
    await expect(cards(page).getByRole('tab', { name: new RegExp(`^${name}`) })).toContainText(String(count))
    await expect(card(page, name).locator('tbody tr')).toHaveCount(Math.min(60, count))
  }
  await choose(page, 'Words')
  await card(page, 'Words')
    .getByRole('button', { name: /^Show all/ })
    .click()
  await expect(card(page, 'Words').locator('tbody tr')).toHaveCount(made.words.rows.length)
})

test('a cell leads to its places one after the other, a row to those of both', async ({ page }) => {
  await compare(page)
  await choose(page, 'Words')
  const cell = row(page, 'Words', 'discharge').getByRole('button', { name: 'discharge, 4 times' })
  await cell.focus()
  await page.keyboard.press('Enter')
  const top = () =>
    pane(page, 1)
      .locator('.reader')
      .evaluate((element) => Math.round(element.scrollTop))
  await expect(lit(page, 1).first()).toBeInViewport()
  await expect(lit(page, 1).first()).toHaveText('discharge')
  const tops = [await top()]
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('Enter')
    await expect.poll(top).not.toBe(tops.at(-1))
    tops.push(await top())
  }
  expect(tops).toEqual(tops.toSorted((x, y) => x - y))
  await choose(page, 'Figures')
  await row(page, 'Figures', '9,000')
    .getByRole('button', { name: /both sides$/ })
    .click()
  await expect(lit(page, 0)).toHaveText('nearly 9,000')
  await expect(lit(page, 1)).toHaveText('roughly 9,000 people')
  await expect(lit(page, 0)).toBeInViewport()
  await expect(lit(page, 1)).toBeInViewport()
})

test('names that may be one are taken for one, undone, and kept apart', async ({ page }) => {
  await plain(page)
  await compare(page)
  await choose(page, 'Names')
  const folds = card(page, 'Names').getByRole('list', { name: 'Names that may be one' })
  const names = card(page, 'Names').locator('tbody tr')
  const before = await names.count()
  await expect(folds).toContainText('Brennoch = Varlune?')
  await saved(page, 'Take “Brennoch” and “Varlune” for one — saved', () =>
    folds.getByRole('button', { name: 'One: Brennoch and Varlune' }).press('Enter'),
  )
  await expect(names).toHaveCount(before - 1)
  await expect(row(page, 'Names', 'entity')).toContainText('Varlune')
  expect((await ask(page, 'entity.list')).map(({ entity }) => entity).find(({ name }) => name === 'Brennoch')?.aliases).toContain('Varlune')
  await page.keyboard.press('Control+z')
  await expect(names).toHaveCount(before)
  await saved(page, 'Keep names apart — saved', () => folds.getByRole('button', { name: 'Two: Brennoch and Varlune' }).press('Enter'))
  await expect(card(page, 'Names')).not.toContainText('Brennoch = Varlune?')
  await expect(names).toHaveCount(before)
})

test('a verdict on figures is chosen by keyboard, is there after a restart, and is undone', async ({ profile }) => {
  let { app, page } = await launch(profile)
  await plain(page)
  await compare(page)
  await choose(page, 'Figures')
  const verdict = (of: Page) => row(of, 'Figures', 'At least 14 people').getByRole('button', { name: /Verdict on/ })
  await expect(verdict(page)).toContainText('No verdict')
  await verdict(page).focus()
  await saved(page, 'Judge figure: compatible bounds — saved', async () => {
    await page.keyboard.press('Enter')
    await expect(page.getByRole('option', { name: 'Compatible bounds' })).toBeVisible()
    await page.keyboard.press('c')
    await page.keyboard.press('Enter')
  })
  await expect(verdict(page)).toContainText('Compatible bounds')
  const [finding] = (await ask(page, 'pair.open', await ids(page))).findings
  expect(finding).toMatchObject({ kind: 'figure', verdict: 'compatible bounds', there: { quote: 'Fourteen demonstrators' } })
  await app.close()
  ;({ app, page } = await launch(profile))
  await expect(verdict(page)).toContainText('Compatible bounds')
  await verdict(page).focus()
  await page.keyboard.press('Control+z')
  await expect(verdict(page)).toContainText('No verdict')
  await app.close()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe-core finds nothing against the cards, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await compare(page)
    for (const name of ['Sources', 'Names', 'Figures', 'Quotations', 'Words', 'Codes']) {
      await choose(page, name)
      await expect(card(page, name).locator('tbody tr').first()).toBeVisible()
      expect(await violations(page), name).toEqual([])
    }
  })
