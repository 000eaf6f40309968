// Linking highlights, in one article and across two, and saying whom or what they are about, mostly from the keyboard.
import type { Page } from '@playwright/test'
import { ask, clickOn, inspector, openArticle, plain, saved, select, stored, text } from './analyst.ts'
import { expect, test } from './app.ts'

const WIRE = 'Corvane and Saldria agree to close dam gates after flood and clash'
const QUAY = 'Corvane and Saldria agree to close the floodgates after the drama of the Ilvei'

const quote = (page: Page) => inspector(page).getByRole('blockquote')
const links = (page: Page) => inspector(page).getByRole('region', { name: 'Links of this highlight' })
const lines = (page: Page) => page.locator('.link-line')
const linked = 'Link highlights — saved'

test.beforeEach(({ page }) => plain(page))

/** The links of an article as words: what leads to what, and how. */
async function linksOf(page: Page, title: string): Promise<string[]> {
  const { links: all } = await stored(page, title)
  const placed = await ask(page, 'highlight.find', { ids: all.flatMap(({ fromId, toId }) => [fromId, toId]) })
  const quoteOf = new Map(placed.map(({ highlight }) => [highlight.id, highlight.quote]))
  return all.map(
    ({ type, fromId, toId, note }) => `${quoteOf.get(fromId)} —${type}→ ${quoteOf.get(toId)}${note === '' ? '' : ` (${note})`}`,
  )
}

/** Says what the highlight chosen now is to the one that the link starts from. */
async function relate(page: Page, word: string): Promise<void> {
  await page.keyboard.press('Control+Shift+l')
  const field = page.getByRole('searchbox', { name: 'What the second is to the first' })
  await expect(field).toBeFocused()
  await page.keyboard.type(word)
  await expect(page.getByRole('option', { name: word, exact: true }).first()).toBeVisible()
  await saved(page, linked, () => page.keyboard.press('Enter'))
}

/** Walks on with F8 until the highlight with these words is chosen. */
async function walkTo(page: Page, words: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    const before = (await quote(page).count()) === 0 ? '' : await quote(page).textContent()
    if (before === words) return
    await page.keyboard.press('F8')
    await expect.poll(async () => ((await quote(page).count()) === 0 ? '' : quote(page).textContent())).not.toBe(before)
  }
  throw new Error(`F8 does not come to “${words}”`)
}

test('a highlight is linked to another of its article by keyboard; the link is drawn, listed, followed, and undone', async ({ page }) => {
  await openArticle(page, WIRE)
  await text(page).focus()
  await walkTo(page, 'told reporters')
  const cue = 'told reporters'
  await page.keyboard.press('Control+Shift+l')
  await expect(page.getByRole('status').filter({ hasText: 'Link from' })).toContainText(cue)
  await page.keyboard.press('Shift+F8')
  await expect(quote(page)).not.toHaveText(cue)
  const content = (await quote(page).textContent()) ?? ''
  await relate(page, 'Cue of')

  expect(await linksOf(page, WIRE)).toEqual([`${content} —cue→ ${cue}`])
  await expect(page.getByRole('status').filter({ hasText: 'Link from' })).toHaveCount(0)
  await expect(links(page).getByRole('button', { name: cue })).toContainText('Cue')
  await expect(lines(page)).toHaveCount(1)
  await expect(text(page).locator('.accent.linked')).toContainText(cue)

  await page.keyboard.press('F9')
  await expect(quote(page)).toHaveText(cue)
  await expect(links(page).getByRole('button', { name: content.slice(0, 40) })).toContainText('Cue of')
  await page.keyboard.press('F9')
  await expect(quote(page)).toHaveText(content)

  await saved(page, 'Undone: Link highlights', () => page.keyboard.press('Control+z'))
  await expect(lines(page)).toHaveCount(0)
  expect(await linksOf(page, WIRE)).toEqual([])
})

test('a link leads across two articles, is followed into one that is not open, and goes with its highlight', async ({ page }) => {
  const there = 'two neighbours condemned to understand each other'
  const here = 'told reporters'
  await openArticle(page, WIRE)
  await page.getByRole('button', { name: `Compare with ${QUAY}` }).click()
  await expect(text(page, 1)).not.toBeEmpty()
  await clickOn(page, here)
  await page.keyboard.press('Control+Shift+l')
  await clickOn(page, there, 1)
  await relate(page, 'Contradicts')
  expect(await linksOf(page, WIRE)).toEqual([`${here} —contradicts→ ${there}`])
  expect(await linksOf(page, QUAY)).toEqual([`${here} —contradicts→ ${there}`])
  await expect(lines(page)).toHaveCount(1)

  await links(page).getByRole('button', { name: 'Edit link: Contradicts' }).click()
  const note = page.getByRole('dialog', { name: 'Link' }).getByRole('textbox', { name: 'Note' })
  await note.fill('Who was there?')
  await saved(page, 'Write note on link — saved', () => note.press('Control+Enter'))
  await page.keyboard.press('Escape')
  expect(await linksOf(page, WIRE)).toEqual([`${here} —contradicts→ ${there} (Who was there?)`])

  await page.keyboard.press('Control+1')
  await clickOn(page, here)
  await expect(lines(page)).toHaveCount(0)
  await expect(links(page).getByRole('button', { name: there })).toContainText(QUAY)
  await page.keyboard.press('F9')
  await expect(page.getByRole('heading', { level: 2, name: QUAY })).toBeVisible()
  await expect(quote(page)).toHaveText(there)
  await expect(text(page).locator('.highlight.selected').first()).toBeInViewport()

  await text(page).focus()
  await saved(page, 'Delete highlight — saved', () => page.keyboard.press('Delete'))
  expect([await linksOf(page, WIRE), await linksOf(page, QUAY)]).toEqual([[], []])
  await saved(page, 'Undone: Delete highlight', () => page.keyboard.press('Control+z'))
  expect(await linksOf(page, QUAY)).toEqual([`${here} —contradicts→ ${there} (Who was there?)`])
})

const entities = async (page: Page) =>
  (await ask(page, 'entity.list')).map(({ entity, highlights }) => [entity.name, entity.kind, [...entity.aliases], highlights])

/** Makes the chosen highlight be about something new, by typing its name and choosing its kind. */
async function aboutNew(page: Page, name: string, kind: string): Promise<void> {
  await page.keyboard.press('Control+j')
  await expect(page.getByRole('searchbox', { name: 'Entity' })).toBeFocused()
  await page.keyboard.type(name)
  await saved(page, 'Point highlight to new entity — saved', () => page.getByRole('option', { name: `New ${kind} “${name}”` }).click())
}

test('highlights point to entities, which take over names, merge, and lead back to their highlights', async ({ page }) => {
  await openArticle(page, WIRE)
  await clickOn(page, 'Brennoch, which')
  await aboutNew(page, 'Brennoch', 'place')
  await clickOn(page, 'told reporters')
  await aboutNew(page, 'Varlune', 'place')
  await saved(page, 'Add name to entity — saved', () =>
    inspector(page).getByRole('button', { name: 'Also named “told reporters”' }).click(),
  )
  expect(await entities(page)).toEqual([
    ['Brennoch', 'place', [], 1],
    ['Varlune', 'place', ['told reporters'], 1],
  ])

  await page.keyboard.press('Control+4')
  const list = page.getByRole('grid', { name: 'Entities' })
  await expect(list.getByRole('row')).toHaveCount(2)
  await page.getByRole('searchbox', { name: 'Filter entities' }).fill('varl')
  await expect(list.getByRole('row')).toHaveCount(1)
  await page.getByRole('searchbox', { name: 'Filter entities' }).fill('')
  for (const name of ['Brennoch', 'Varlune']) await list.getByRole('row', { name }).getByRole('checkbox').press('Space')
  await page.getByRole('button', { name: 'Merge 2 into…' }).click()
  await saved(page, 'Merge 2 entities into “Brennoch” — saved', () => page.getByRole('menuitem', { name: 'Brennoch' }).click())
  expect(await entities(page)).toEqual([['Brennoch', 'place', ['Varlune', 'told reporters'], 2]])

  const side = inspector(page).getByRole('textbox', { name: 'Side' })
  await side.fill('Saldria')
  await saved(page, 'Edit entity — saved', () => side.press('Enter'))
  await expect(list.getByRole('row', { name: 'Brennoch' })).toContainText('Saldria')
  await expect(inspector(page)).toContainText('It is taken off what names it. To keep that, merge it instead.')
  await inspector(page).getByRole('button', { name: 'told reporters', exact: false }).last().click()
  await expect(quote(page)).toHaveText('told reporters')
  await expect(inspector(page).getByRole('button', { name: 'Brennoch Saldria' })).toBeVisible()

  await saved(page, 'Take entity off highlight — saved', () => inspector(page).getByRole('button', { name: 'Not about Brennoch' }).click())
  expect((await entities(page))[0]?.at(-1)).toBe(1)
})

test('an entity is made from the list and deleted again', async ({ page }) => {
  await page.keyboard.press('Control+4')
  await page.getByRole('button', { name: 'New entity' }).click()
  await page.keyboard.type('Oda Quillane')
  await saved(page, 'Add entity — saved', () => page.keyboard.press('Enter'))
  await expect(inspector(page).getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Oda Quillane')
  expect(await entities(page)).toEqual([['Oda Quillane', 'other', [], 0]])
  await saved(page, 'Delete entity — saved', () => inspector(page).getByRole('button', { name: 'Delete entity' }).click())
  expect(await entities(page)).toEqual([])
  await expect(page.getByText('No entities yet')).toBeVisible()
})

test('a quotation becomes an attribution with one key more: content, cue and source, linked, in one act', async ({ page }) => {
  await openArticle(page, WIRE)
  const highlights = (await stored(page, WIRE)).highlights.length
  await select(page, 'nobody on this river')
  await page.keyboard.press('Control+Shift+a')
  const dialog = page.getByRole('dialog', { name: 'Attribution' })
  await expect(dialog).toContainText('Quillane')
  await expect(dialog).toContainText('neutral')
  await saved(page, 'Make attribution — saved', () => page.keyboard.press('Enter'))
  await expect(quote(page)).toHaveText(/^“Both delegations .* water again,”$/)
  const content = (await quote(page).textContent()) ?? ''
  expect((await linksOf(page, WIRE)).toSorted()).toEqual([`${content} —cue→ told reporters`, `${content} —source→ Quillane`])
  const { codings, highlights: now } = await stored(page, WIRE)
  // The content and the cue were marked already: only the source is new.
  expect(now).toHaveLength(highlights + 1)
  const source = now.find(({ origin }) => origin === 'suggested')
  expect(source?.quote).toBe('Quillane')
  expect(codings.filter(({ highlightId }) => highlightId === source?.id)).toHaveLength(1)
  await saved(page, 'Undone: Make attribution', () => page.keyboard.press('Control+z'))
  expect((await stored(page, WIRE)).highlights).toHaveLength(highlights)
})
