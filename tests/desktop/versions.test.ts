// New versions of an article in the real app: looked at, taken, placed by keyboard and taken back; and a correction that outlives
// the app.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { ask, inspector, openArticle, saved, stored, text } from './analyst.ts'
import { answerOpen, expect, launch, test } from './app.ts'

const TITLE = 'Concord Dam: controlled release and events at the gatehouse'
const EXACT = 'has been vacant since January'
const MOVED = 'force was applied to the extent necessary'
const GONE = 'a temporary inundation of low-lying areas occurred on both banks'

const later = (now: string): string =>
  `Updated on 9 April at noon.\n\n${now
    .replace(MOVED, 'force was applied only to the extent necessary')
    .replace(GONE, 'water came up on both banks')}`

/** Runs a command by its name. */
async function run(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(name)
  await page.keyboard.press('Enter')
}
const dialog = (page: Page) => page.getByRole('dialog', { name: /^New version of/ })
const bar = (page: Page) => page.getByRole('dialog', { name: 'Correct the text' })
const tray = (page: Page) => inspector(page).getByRole('region', { name: 'Without a place: 1' })

test('a new version: exact follows, moved is confirmed, the orphan is placed by keyboard, and undo takes all of it back', async ({
  app,
  page,
  folder,
}) => {
  const before = await stored(page, TITLE)
  const file = path.join(folder, 'later.txt')
  writeFileSync(file, later(before.text))
  await answerOpen(app, [file])
  await openArticle(page, TITLE)
  await run(page, 'Import a new version')
  await dialog(page).getByRole('button', { name: 'Choose a file…' }).press('Enter')
  await expect(dialog(page).getByRole('heading', { name: 'Highlights: 15 exact, 1 moved, 1 without a place' })).toBeVisible()
  await expect(dialog(page).getByText('Updated on 9 April at noon')).toBeVisible()
  expect(await stored(page, TITLE)).toEqual(before)
  await dialog(page).getByRole('textbox', { name: 'Reason' }).fill('changed by the Authority')
  await saved(page, 'Import a new version — saved', () => dialog(page).getByRole('button', { name: 'Take this version' }).press('Enter'))

  const after = await stored(page, TITLE)
  const ofQuote = (quote: string) => after.highlights.find((each) => each.quote === quote)
  expect(ofQuote(EXACT)?.formerQuote).toBe('')
  expect(ofQuote('force was applied only to the extent necessary')?.formerQuote).toBe(MOVED)
  expect(after.orphans.map(({ highlight }) => highlight.quote)).toEqual([GONE])
  await expect(text(page)).toContainText('water came up')

  // The tray: the candidate is shown in the text while it has the focus, and placed with Enter.
  await expect(tray(page)).toContainText(GONE)
  const candidate = tray(page)
    .getByRole('button', { name: /^Place here: .*on both banks/ })
    .first()
  await candidate.focus()
  await expect(text(page).locator('.accent.found').first()).toBeVisible()
  await saved(page, 'Place highlight again — saved', () => page.keyboard.press('Enter'))
  await expect(inspector(page).getByText('Without a place')).toBeHidden()
  await expect(text(page).locator('.accent.found')).toHaveCount(0)
  const placed = await stored(page, TITLE)
  const id = after.orphans[0]?.highlight.id
  expect(placed.highlights.find((each) => each.id === id)?.quote).toBe('water came up on both banks')
  expect(placed.codings.filter(({ highlightId }) => highlightId === id)).toEqual(
    before.codings.filter(({ highlightId }) => highlightId === id),
  )

  // What moved says so in words until it is confirmed.
  await inspector(page)
    .getByRole('row', { name: /force was applied only.*moved/ })
    .press('Enter')
  await inspector(page).getByRole('tab', { name: 'Highlight' }).click()
  const moved = inspector(page).getByRole('region', { name: 'Moved' })
  await expect(moved).toContainText(`was ${MOVED}`)
  await saved(page, 'Confirm place of highlight — saved', () => moved.getByRole('button', { name: 'Confirm' }).press('Enter'))
  await expect(moved).toBeHidden()

  await inspector(page).getByRole('tab', { name: 'Article' }).click()
  await expect(inspector(page)).toContainText('changed by the Authority')
  await inspector(page).getByRole('button', { name: 'Text as imported' }).click()
  await expect(page.getByRole('dialog', { name: /^Text as imported/ }).getByRole('textbox')).toContainText(GONE)
  await page.keyboard.press('Escape')

  for (const label of ['Confirm place of highlight', 'Place highlight again', `Import a new version of “${TITLE}”`])
    await saved(page, `Undone: ${label}`, () => page.keyboard.press('Control+z'))
  expect(await stored(page, TITLE)).toEqual(before)
  await expect(text(page)).toContainText(GONE)
})

test('several files and the very same text are refused, and nothing is changed', async ({ app, page, folder }) => {
  const before = await stored(page, TITLE)
  const file = path.join(folder, 'same.txt')
  writeFileSync(file, before.text)
  await openArticle(page, TITLE)
  await run(page, 'Import a new version')
  const choose = dialog(page).getByRole('button', { name: 'Choose a file…' })
  for (const [files, says] of [
    [[file, file], /Choose one file/],
    [[file], /very text/],
  ] as const) {
    await answerOpen(app, files)
    await choose.click()
    await expect(dialog(page).getByRole('alert')).toHaveText(says)
  }
  await page.keyboard.press('Escape')
  expect(await stored(page, TITLE)).toEqual(before)
})

test('an article is deleted with all that is on it, and comes back with undo', async ({ page }) => {
  const before = await stored(page, TITLE)
  await openArticle(page, TITLE)
  await saved(page, /^Deleted “Concord Dam/, () => run(page, 'Delete article'))
  await expect(page.getByText('This article cannot be shown')).toBeVisible()
  await saved(page, /^Undone: Delete “Concord Dam/, () => page.keyboard.press('Control+z'))
  await expect(text(page)).toContainText(GONE)
  expect(await stored(page, TITLE)).toEqual(before)
})

test('S6 a correction that was not finished is there again after the app was killed', async ({ profile }) => {
  const first = await launch(profile)
  const enter = async (page: Page) => {
    await openArticle(page, TITLE)
    await run(page, 'Correct the text')
    await expect(bar(page).locator('.text')).toBeFocused()
  }
  const before = await stored(first.page, TITLE)
  await enter(first.page)
  await first.page.keyboard.type('First. ')
  await first.page.keyboard.press('Control+End')
  await first.page.keyboard.type(' Last.')
  await bar(first.page).getByRole('textbox', { name: 'Reason' }).fill('a try')
  /** The draft on disk: the letters that were typed, and the reason. */
  const draft = async () => {
    const kept = await ask(first.page, 'draft.get', { key: `correct:${before.article.id}` })
    return [[...(kept ?? '').matchAll(/"text":"(.)"/g)].map(([, letter]) => letter).join(''), /"reason":"([^"]*)"/.exec(kept ?? '')?.[1]]
  }
  await expect.poll(draft).toEqual(['First.  Last.', 'a try'])
  const gone = first.app.waitForEvent('close')
  first.app.process().kill('SIGKILL')
  await gone

  const { app, page } = await launch(profile)
  await openArticle(page, TITLE)
  await expect(page.getByRole('contentinfo').getByRole('status')).toContainText('2 changes are kept')
  await enter(page)
  await expect(bar(page)).toContainText('2 changes from before were taken up.')
  await expect(bar(page).locator('.text')).toContainText('First. ILVEY')
  await expect(bar(page).getByRole('textbox', { name: 'Reason' })).toHaveValue('a try')
  expect(await stored(page, TITLE)).toEqual(before)
  await saved(page, 'Correct the text — saved', () => bar(page).getByRole('button', { name: 'Done' }).click())
  const after = await stored(page, TITLE)
  expect(after.text).toBe(`First. ${before.text} Last.`)
  expect(after.highlights.map(({ quote }) => quote)).toEqual(before.highlights.map(({ quote }) => quote))
  // It is finished: nothing is offered again.
  await run(page, 'Correct the text')
  await expect(bar(page).getByText('No changes')).toBeVisible()
  await app.close()
})
