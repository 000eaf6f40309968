// The report builder: put together without a mouse, kept, undone, there again after a restart, and seen in the report at once.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { answerSave, launch } from '../../build/launch.ts'
import { ask, inspector, openArticle, pane, plain, saved, text } from './analyst.ts'
import { expect, test } from './app.ts'
import { violations } from './axe.ts'

const WIRE = 'Corvane and Saldria agree to close dam gates after flood and clash'
const QUAY = 'Corvane and Saldria agree to close the floodgates after the drama of the Ilvei'

const report = (page: Page): Locator => page.locator('.report-page')
const title = (page: Page): Locator => report(page).getByRole('heading', { level: 1 })
/** What the report contains, in its order. */
const contents = (page: Page): Locator => report(page).getByRole('navigation', { name: 'Contents' }).getByRole('link')
const sections = (page: Page): Locator => inspector(page).getByRole('grid', { name: 'Sections in their order' })

/** Goes on by Tab until an element has the focus, or holds it. */
async function tabTo(page: Page, to: Locator): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if (await to.evaluate((element) => element.contains(document.activeElement))) return
    await page.keyboard.press('Tab')
  }
  throw new Error('Tab does not lead there')
}

async function newReport(page: Page, template: string): Promise<void> {
  await page.getByRole('button', { name: 'New report' }).click()
  await saved(page, 'New report — saved', () => page.getByRole('menuitem', { name: template }).click())
}

async function choose(page: Page, label: string, option: string): Promise<void> {
  await inspector(page)
    .getByRole('button', { name: new RegExp(`${label}$`) })
    .click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('a report is put together without a mouse, undone, and there again after a restart', async ({ folder, profile }) => {
  const first = await launch(profile)
  const { page } = first
  await page.keyboard.press('Control+3')
  await expect(title(page)).not.toBeEmpty()
  for (let i = 0; i < 4 && !(await inspector(page).evaluate((region) => region.contains(document.activeElement))); i++)
    await page.keyboard.press('F6')

  await tabTo(page, page.getByRole('button', { name: 'New report' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('End')
  await saved(page, 'New report — saved', () => page.keyboard.press('Enter'))
  await expect(title(page)).toHaveText('The night on the Ilvey: 10 articles')
  const usual = await contents(page).allTextContents()

  // The first section goes down, and another out.
  await tabTo(page, sections(page))
  await saved(page, 'Change sections of report — saved', () => page.keyboard.press('Control+Shift+ArrowDown'))
  const [a = '', b = '', ...rest] = usual
  await expect(contents(page)).toHaveText([b, a, ...rest])
  await page.keyboard.press('Home')
  await saved(page, 'Change sections of report — saved', () => page.keyboard.press('Space'))
  await expect(contents(page)).toHaveText([a, ...rest])
  await expect(sections(page).getByRole('checkbox', { checked: true })).toHaveCount(usual.length - 1)

  await tabTo(page, inspector(page).getByRole('textbox', { name: 'Title' }))
  await page.keyboard.type('Gates <and> “voices”')
  await saved(page, 'Write title of report — saved', () => page.keyboard.press('Enter'))
  await expect(title(page)).toHaveText('Gates <and> “voices”')

  // Only what has one code, found by its name.
  await tabTo(page, inspector(page).getByText('Codes: all'))
  await page.keyboard.press('Enter')
  await tabTo(page, inspector(page).getByRole('searchbox', { name: 'Find codes' }))
  await page.keyboard.type('hedg')
  const codes = inspector(page).getByRole('treegrid', { name: 'Codes of the report' })
  await tabTo(page, codes)
  await page.keyboard.press('End')
  const [all] = await report(page).locator('.about').allTextContents()
  await saved(page, 'Choose codes of report — saved', () => page.keyboard.press('Space'))
  await expect(inspector(page).getByText('Codes: 1', { exact: true })).toBeVisible()
  await expect(report(page).locator('.about')).not.toHaveText(all ?? '')
  await saved(page, 'Undone: Choose codes of report', () => page.keyboard.press('Control+z'))
  await expect(inspector(page).getByText('Codes: all')).toBeVisible()
  await expect(report(page).locator('.about')).toContainText('368 highlights')

  const kept = (await ask(page, 'definition.list')).find(({ name }) => name === 'Collection')
  expect(kept).toMatchObject({ name: 'Collection', scope: 'all', title: 'Gates <and> “voices”', codeIds: [] })
  await first.app.close()

  const again = await launch(profile)
  await expect(title(again.page)).toHaveText('Gates <and> “voices”')
  await expect(contents(again.page)).toHaveText([a, ...rest])
  expect(await ask(again.page, 'definition.list')).toContainEqual(kept)
  // What is exported is what is shown, from any view.
  await again.page.keyboard.press('Control+1')
  const file = path.join(folder, 'report.html')
  await answerSave(again.app, file)
  await again.page.keyboard.press('Control+e')
  await expect(again.page.getByRole('contentinfo').getByRole('status')).toContainText('Report written to')
  expect(readFileSync(file, 'utf8')).toContain('<title>Gates &lt;and&gt; “voices”')
  await again.app.close()
})

test('reports are duplicated, renamed, deleted, and brought back', async ({ page }) => {
  await plain(page)
  await page.keyboard.press('Control+3')
  await newReport(page, 'Pair')
  await page.getByRole('button', { name: 'More for Pair' }).click()
  await saved(page, 'Duplicate report — saved', () => page.getByRole('menuitem', { name: 'Duplicate' }).click())
  await page.getByRole('button', { name: 'More for Pair 2' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.keyboard.type('For the seminar')
  await saved(page, 'Rename report — saved', () => page.keyboard.press('Enter'))
  await expect(inspector(page).getByRole('button', { name: 'For the seminar Report' })).toBeVisible()
  const names = async () => (await ask(page, 'definition.list')).map(({ name }) => name).toSorted()
  expect(await names()).toEqual(['For the seminar', 'Pair'])
  await page.getByRole('button', { name: 'More for For the seminar' }).click()
  await saved(page, 'Delete report — saved', () => page.getByRole('menuitem', { name: 'Delete' }).click())
  await expect(inspector(page).getByRole('button', { name: 'Pair Report' })).toBeVisible()
  await saved(page, 'Undone: Delete report', () => page.keyboard.press('Control+z'))
  expect(await names()).toEqual(['For the seminar', 'Pair'])
  await expect(inspector(page).getByRole('button', { name: 'For the seminar Report' })).toBeVisible()
})

test('a section is dragged to its place, alone', async ({ page }) => {
  await page.keyboard.press('Control+3')
  await newReport(page, 'Single article')
  await expect(title(page)).not.toBeEmpty()
  const [a = '', b = '', c = '', ...rest] = await contents(page).allTextContents()
  const from = await sections(page).getByRole('row').nth(2).locator('.grip').boundingBox()
  const to = await sections(page).getByRole('row').nth(0).boundingBox()
  if (from === null || to === null) throw new Error('no rows')
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(from.x + 12, from.y - 12, { steps: 4 })
  await page.mouse.move(to.x + to.width / 3, to.y + 5, { steps: 8 })
  await saved(page, 'Change sections of report — saved', async () => {
    await expect(page.locator('.drop-line[data-drop-target]')).toHaveCount(1)
    await page.mouse.up()
  })
  await expect(contents(page)).toHaveText([c, a, b, ...rest])
})

test('articles are chosen, put in order and compared; one that is deleted is left out and named missing', async ({ page }) => {
  await page.keyboard.press('Control+3')
  await choose(page, 'Articles', 'Chosen articles')
  const chosen = inspector(page).getByRole('grid', { name: 'Articles in their order' })
  await page.getByRole('button', { name: 'Choose articles…' }).click()
  await page.getByRole('searchbox', { name: 'Find articles' }).fill('Corvane and Saldria agree')
  const offered = page.getByRole('grid', { name: 'Articles of the project' }).getByRole('row')
  await expect(offered).toHaveCount(2)
  for (const row of await offered.all()) if ((await row.getAttribute('aria-selected')) === 'false') await row.click()
  await page.keyboard.press('Escape')
  const rows = chosen.getByRole('row')
  await expect(rows.filter({ hasText: WIRE })).toHaveCount(1)
  await rows.filter({ hasText: QUAY }).hover()
  await saved(page, 'Choose articles of report — saved', () => page.getByRole('button', { name: `${QUAY}: earlier` }).click())

  await page.getByRole('button', { name: 'Compare every two' }).click()
  await expect(contents(page).filter({ hasText: 'Shared passages' })).toHaveCount(1)
  const [kept] = await ask(page, 'definition.list')
  const count = kept?.articleIds.length ?? 0
  expect(kept?.pairs).toHaveLength((count * (count - 1)) / 2)

  const wire = (await ask(page, 'library.list', { filter: WIRE, sort: 'title', descending: false, offset: 0, limit: 1 })).rows[0]?.id
  if (wire === undefined) throw new Error('no article')
  await ask(page, 'article.remove', { id: wire })
  await expect(inspector(page).getByRole('list', { name: 'What is missing' })).toContainText(
    '1 article no longer in the project: left out.',
  )
  await expect(report(page)).not.toContainText(WIRE)
  await page.keyboard.press('Control+z')
  await expect(inspector(page).getByRole('list', { name: 'What is missing' })).toHaveCount(0)
  await expect(rows.filter({ hasText: WIRE })).toHaveCount(1)
})

test('the place in the report stays when it is made anew; a quotation opens in its article', async ({ page }) => {
  await openArticle(page, WIRE)
  await page.keyboard.press('Control+3')
  await newReport(page, 'Single article')
  const number = report(page).locator('#highlight-7')
  await contents(page).filter({ hasText: 'Annotated text' }).click()
  await number.scrollIntoViewIfNeeded()
  const top = async () => Math.round((await number.boundingBox())?.y ?? -1)
  const before = await top()
  expect(await report(page).evaluate((host) => host.scrollTop)).toBeGreaterThan(500)
  // A heading of three lines more above it.
  await inspector(page).getByRole('textbox', { name: 'Abstract' }).fill('One.\n\nTwo.\n\nThree.')
  await saved(page, 'Write abstract of report — saved', () => page.keyboard.press('Control+Enter'))
  await expect(report(page).locator('.abstract')).toContainText('Three.')
  await expect.poll(async () => Math.abs((await top()) - before)).toBeLessThanOrEqual(2)

  const words = (await number.locator('[data-place]').textContent()) ?? ''
  await number.locator('[data-place]').click({ modifiers: ['Control'] })
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText(WIRE)
  await expect(text(page).locator('.accent.found, .found')).not.toHaveCount(0)
  expect((await text(page).locator('.accent.found, .found').allTextContents()).join('')).toContain(words.slice(0, 10))
})

test('who reads without outlets and bylines is asked before a report names them', async ({ page }) => {
  await page.keyboard.press('Control+3')
  await newReport(page, 'Collection')
  await expect(title(page)).not.toBeEmpty()
  const hide = async () => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Hide or reveal outlets')
    await expect(page.getByRole('option', { name: 'Hide or reveal outlets' })).toBeVisible()
    await page.keyboard.press('Enter')
  }
  await hide()
  await expect(page.getByText('You read without outlets and bylines')).toBeVisible()
  await expect(report(page)).toHaveText('')
  await page.getByRole('button', { name: 'Show the report' }).click()
  await expect(title(page)).not.toBeEmpty()
  await page.keyboard.press('Control+1')
  await page.keyboard.press('Control+3')
  await expect(page.getByRole('button', { name: 'Show the report' })).toBeVisible()
  await hide()
  await expect(title(page)).not.toBeEmpty()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe-core finds nothing against the panel of a report, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.keyboard.press('Control+3')
    await expect(title(page)).not.toBeEmpty()
    await newReport(page, 'Collection')
    await choose(page, 'Articles', 'Chosen articles')
    await expect(inspector(page).getByRole('grid', { name: 'Articles in their order' })).toBeVisible()
    await inspector(page).getByText('Codes: all').click()
    await expect(inspector(page).getByRole('treegrid', { name: 'Codes of the report' })).toBeVisible()
    expect(await violations(page), 'the panel').toEqual([])
    await page.getByRole('button', { name: 'Choose articles…' }).click()
    await expect(page.getByRole('grid', { name: 'Articles of the project' })).toBeVisible()
    expect(await violations(page), 'articles to choose from').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+i')
    await expect(inspector(page)).toHaveCount(0)
    await page.getByRole('button', { name: 'Contents' }).click()
    await expect(inspector(page)).toBeVisible()
  })
}
