// Making codebooks in the real app: the tree by mouse and keyboard, forms, merge, split, schemes, files, exclusive families.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { ask, codeAs, coded, inspector, openArticle, saved, select } from './analyst.ts'
import { answerOpen, answerSave, expect, test } from './app.ts'

const WIRE = 'Corvane and Saldria agree to close dam gates after flood and clash'

const codes = (page: Page): Locator => page.getByRole('treegrid', { name: 'Codes', exact: true })
const row = (page: Page, name: string): Locator => codes(page).getByRole('row', { name: new RegExp(`^${name},`) })
const form = (page: Page): Locator => page.getByRole('region', { name: 'Code', exact: true })

async function openCodebook(page: Page): Promise<void> {
  await inspector(page).getByRole('button', { name: 'Edit codebook' }).click()
  await expect(codes(page)).toBeVisible()
}
async function choose(page: Page, name: string): Promise<void> {
  // The tree must have heard of the scrolling before it is clicked: it goes back to where it last knew itself to be.
  await row(page, name).hover()
  await page.evaluate(() => new Promise(requestAnimationFrame))
  await row(page, name).click()
  await expect(form(page).getByRole('textbox', { name: 'Name', exact: true }).first()).toHaveValue(name)
}
/** Codes under one another as the project file has them, such as `Sourcing › Cue`. */
async function stored(page: Page, name: string) {
  const { codes: all } = await ask(page, 'codebook.open')
  const code = all.find((each) => each.name === name)
  const parent = all.find((each) => each.id === code?.parentId)
  const siblings = all.filter((each) => each.parentId === code?.parentId).toSorted((a, b) => a.position - b.position)
  return { code, parent: parent?.name ?? null, siblings: siblings.map((each) => each.name) }
}

test('a code is made, described, coloured and moved by keys, and all of it can be taken back', async ({ page }) => {
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Codebook')
  await page.getByRole('option', { name: 'Codebook', exact: true }).click()
  await choose(page, 'Legality')
  await saved(page, 'Add code — saved', () => page.getByRole('button', { name: 'New code', exact: true }).press('Enter'))
  const name = form(page).getByRole('textbox', { name: 'Name', exact: true }).first()
  await expect(name).toBeFocused()
  await page.keyboard.type('Treaty rights')
  await saved(page, 'Rename code “New code” — saved', () => page.keyboard.press('Enter'))
  await form(page).getByRole('textbox', { name: 'When to use' }).fill('A treaty is invoked.')
  await saved(page, 'Describe code “Treaty rights” — saved', () => page.keyboard.press('Control+Enter'))
  await saved(page, 'Recolour code “Treaty rights” — saved', () => form(page).getByRole('option', { name: 'teal' }).click())
  expect((await stored(page, 'Treaty rights')).code).toMatchObject({ whenToUse: 'A treaty is invoked.', color: '#1da58a' })

  await row(page, 'Treaty rights').click()
  await saved(page, 'Move code “Treaty rights” — saved', () => page.keyboard.press('Control+Shift+ArrowUp'))
  expect((await stored(page, 'Treaty rights')).siblings.slice(-2)).toEqual(['Treaty rights', 'Other dimension'])
  await saved(page, 'Move code “Treaty rights” — saved', () => page.keyboard.press('Control+Shift+ArrowRight'))
  expect((await stored(page, 'Treaty rights')).parent).toBe('External regulation and reputation')
  await saved(page, 'Move code “Treaty rights” — saved', () => page.keyboard.press('Control+Shift+ArrowLeft'))
  expect((await stored(page, 'Treaty rights')).parent).toBe('Issue dimension')
  await saved(page, 'Delete code “Treaty rights” — saved', () => page.keyboard.press('Delete'))
  expect((await stored(page, 'Treaty rights')).code).toBeUndefined()

  for (let n = 0; n < 8; n++) await page.evaluate(() => window.parallax.undo())
  await expect(row(page, 'Treaty rights')).toBeHidden()
  await expect(row(page, 'New code')).toBeHidden()
})

test('codes are dragged to another place and another family', async ({ page }) => {
  await openCodebook(page)
  await saved(page, 'Move code “Moral evaluation” — saved', () => row(page, 'Moral evaluation').dragTo(row(page, 'News frame')))
  expect(await stored(page, 'Moral evaluation')).toMatchObject({ parent: 'News frame' })
})

test('merging and splitting take the highlights along, and the counts follow', async ({ page }) => {
  const before = await coded(page, WIRE)
  await openCodebook(page)
  const uses = async (name: string) => Number(await row(page, name).locator('.code-counts').textContent())
  await expect.poll(() => uses('Cue')).toBeGreaterThan(0)
  const [cues, hedges] = [await uses('Cue'), await uses('Hedge')]
  expect(hedges).toBeGreaterThan(0)

  await choose(page, 'Hedge')
  await form(page).getByRole('button', { name: 'Merge into…' }).click()
  await page.keyboard.type('attribution part cue')
  await page.getByRole('option', { name: /› Cue$/ }).click()
  await expect(row(page, 'Hedge')).toBeHidden()
  await expect.poll(() => uses('Cue')).toBe(cues + hedges)

  await choose(page, 'Cue')
  await form(page).getByRole('button', { name: 'Split…' }).click()
  await page.keyboard.type('Cue of denial')
  const rows = page.getByRole('grid', { name: 'Highlights that go to the new code' }).getByRole('row')
  await rows.nth(0).click()
  await rows.nth(1).click()
  await saved(page, 'Split “Cue of denial” from “Cue” — saved', () => page.getByRole('button', { name: 'Move 2 highlights' }).click())
  await expect.poll(() => uses('Cue of denial')).toBe(2)

  for (let n = 0; n < 2; n++) await page.evaluate(() => window.parallax.undo())
  expect(await coded(page, WIRE)).toEqual(before)
  await expect.poll(() => uses('Hedge')).toBe(hedges)
})

test('a code in use is archived, not deleted; then nobody is offered it, and its highlights stay', async ({ page }) => {
  await openArticle(page, WIRE)
  const before = await coded(page, WIRE)
  await openCodebook(page)
  await choose(page, 'Cue')
  await expect(form(page).getByRole('button', { name: 'Delete' })).toBeDisabled()
  await saved(page, 'Archive code “Cue” — saved', () => form(page).getByRole('button', { name: 'Archive' }).click())
  await expect(codes(page).getByRole('row', { name: /^Cue, archived/ })).toBeVisible()
  expect(await coded(page, WIRE)).toEqual(before)
  await page.getByRole('radio', { name: 'Read' }).click()
  await inspector(page).getByRole('tab', { name: 'Codes' }).click()
  await expect(inspector(page).getByRole('row', { name: 'Source', exact: true })).toBeVisible()
  await expect(inspector(page).getByRole('row', { name: 'Cue', exact: true })).toBeHidden()
})

test('a family made exclusive: a new code takes the place of the old in the same act', async ({ page }) => {
  await openArticle(page, WIRE)
  await openCodebook(page)
  await choose(page, 'News frame')
  await saved(page, 'Make “News frame” exclusive — saved', () => form(page).getByText('exclude each other').click())
  await page.getByRole('radio', { name: 'Read' }).click()
  const words = 'after eleven hours of talks'
  await select(page, words)
  await codeAs(page, 'Human interest')
  await select(page, 'eleven hours')
  await codeAs(page, 'Conflict')
  const made = (await coded(page, WIRE)).filter(({ quote }) => quote.includes('eleven hours') || quote.startsWith('after …'))
  expect(made.filter(({ codes: on }) => on.includes('Conflict') || on.includes('Human interest'))).toEqual([
    { quote: 'after … of talks', codes: ['Human interest'], note: '' },
    { quote: 'eleven hours', codes: ['Conflict'], note: '' },
  ])
  await page.evaluate(() => window.parallax.undo())
  expect((await coded(page, WIRE)).find(({ quote }) => quote === words)).toMatchObject({ codes: ['Human interest'] })
})

test('attributes are given to a family', async ({ page }) => {
  await openCodebook(page)
  await choose(page, 'News frame')
  await expect(form(page).getByText('Salience one of a list, from Framing')).toBeVisible()
  await saved(page, 'Change attributes of “News frame” — saved', () =>
    form(page).getByRole('button', { name: 'Attribute', exact: true }).click(),
  )
  await form(page).getByRole('textbox', { name: 'Choices' }).fill('weak\nstrong\n\nweak')
  await saved(page, 'Change attributes of “News frame” — saved', () => page.keyboard.press('Control+Enter'))
  const { code } = await stored(page, 'News frame')
  expect(code?.attributes).toMatchObject([{ kind: 'choice', options: ['weak', 'strong'] }])
})

test('a published scheme is added; codebooks go out to files and come back', async ({ app, page, folder }) => {
  await openCodebook(page)
  await page.getByRole('button', { name: 'Add codebook', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Published scheme…' }).click()
  await page.getByRole('button', { name: 'Add Lexical and informational bias' }).click()
  await expect(row(page, 'Lexical bias')).toBeVisible()
  const { codes: all } = await ask(page, 'codebook.open')
  const basil = all.filter(({ codebookId }) => codebookId === 'basil')
  expect(basil).toHaveLength(3)

  for (const [format, item] of [
    ['json', 'JSON, everything'],
    ['csv', 'CSV, for spreadsheets'],
    ['qdc', 'QDC, for other programs'],
  ] as const) {
    const file = path.join(folder, `basil.${format}`)
    await answerSave(app, file)
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByRole('menuitem', { name: item }).click()
    await expect.poll(() => existsSync(file)).toBe(true)
    if (format === 'qdc')
      await page.getByRole('dialog', { name: 'What this format does not carry' }).getByRole('button', { name: 'Done' }).click()
    await answerOpen(app, [file])
    await page.getByRole('button', { name: 'Add codebook', exact: true }).click()
    await page.getByRole('menuitem', { name: 'From a file…' }).click()
    await expect(page.getByRole('contentinfo').getByRole('status')).toContainText(/Imported codebook “.+” with 3 codes/)
  }
  expect(readFileSync(path.join(folder, 'basil.qdc'), 'utf8')).toContain('urn:QDA-XML:codebook:1.0')
  const after = await ask(page, 'codebook.open')
  expect(after.codebooks.map(({ name }) => name)).toEqual([
    'Framing, sourcing and bias',
    'Lexical and informational bias (BASIL)',
    'Lexical and informational bias (BASIL) (2)',
    'Lexical and informational bias (BASIL) (3)',
    'basil',
  ])
  const guidance = basil.find(({ name }) => name === 'Lexical bias')?.whenToUse
  const taken = after.codes.filter(({ name }) => name === 'Lexical bias').map(({ whenToUse }) => whenToUse)
  expect(taken).toEqual([guidance, guidance, guidance, guidance])

  const hostile = path.join(folder, 'hostile.json')
  writeFileSync(hostile, '{"codebook":{"id":"x","name":"X"},"codes":[{"key":"A","parent":"A","name":"A","color":"#336699"}]}')
  await answerOpen(app, [hostile])
  await page.getByRole('button', { name: 'Add codebook', exact: true }).click()
  await page.getByRole('menuitem', { name: 'From a file…' }).click()
  await expect(page.getByRole('contentinfo')).toContainText('“A” stands under itself')
  expect((await ask(page, 'codebook.open')).codebooks).toHaveLength(5)
})
