// Marking an article of the sample project, as an analyst does it: by mouse and by keyboard, act after act, and back again.
import type { ElectronApplication, Page } from '@playwright/test'
import {
  ask,
  caretBefore,
  clickOn,
  codeAs,
  coded,
  head,
  inspector,
  marked,
  openArticle,
  palette,
  placeOf,
  saved,
  select,
  stored,
  text,
} from './analyst.ts'
import { expect, test } from './app.ts'

const WIRE = 'Corvane and Saldria agree to close dam gates after flood and clash'
const STATEMENT = 'Concord Dam: controlled release and events at the gatehouse'

/** The one highlight of an article that has these words. */
const markOf = async (page: Page, title: string, quote: string) => (await coded(page, title)).find((mark) => mark.quote === quote)
const shown = (page: Page, words: string) => text(page).locator('.highlight', { hasText: words }).first()

test('words selected with the mouse are coded by typing a name', { tag: '@packaged' }, async ({ page }) => {
  await openArticle(page, WIRE)
  const words = 'after eleven hours of talks'
  await select(page, words)
  await expect(palette(page)).toBeVisible()
  await codeAs(page, 'Human interest')
  await expect(palette(page)).toBeHidden()
  await expect(shown(page, words)).toHaveAttribute('aria-description', 'Human interest')
  expect(await markOf(page, WIRE, words)).toEqual({ quote: words, codes: ['Human interest'], note: '' })
  await expect(inspector(page).getByRole('tab', { name: 'Highlight' })).toHaveAttribute('aria-selected', 'true')
  await expect(inspector(page).getByRole('blockquote')).toHaveText(words)
})

test('words selected with Shift and arrows are coded by a digit, once a code was used', async ({ page }) => {
  await openArticle(page, WIRE)
  await select(page, 'at 06:00 on Thursday')
  await codeAs(page, 'Political')

  await caretBefore(page, 'The delegations are to meet')
  for (let i = 0; i < 'The delegations a'.length; i++) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowLeft')
  await expect(palette(page)).toBeVisible()
  await saved(page, marked, () => page.keyboard.press('1'))
  expect(await markOf(page, WIRE, 'The delegations')).toMatchObject({ codes: ['Political'] })
})

test('a selection may run over paragraphs, and drawing-in drops the blanks at its ends', async ({ page }) => {
  await openArticle(page, WIRE)
  const [from, to] = ['are to report by 30 June', 'The dam is called']
  await select(page, `${from} `, `${to} `)
  await codeAs(page, 'Conflict')
  const { text: whole } = await stored(page, WIRE)
  const quote = whole.slice(whole.indexOf(from), whole.indexOf(to) + to.length)
  expect(quote).toContain('\n\n')
  expect(await markOf(page, WIRE, quote)).toMatchObject({ codes: ['Conflict'] })
})

test('Shift+Enter puts a second code on the same highlight', async ({ page }) => {
  await openArticle(page, WIRE)
  const words = 'without exception'
  await select(page, words)
  await page.keyboard.type('Legality')
  await saved(page, marked, () => page.keyboard.press('Shift+Enter'))
  await expect(palette(page)).toBeVisible()
  await palette(page).fill('Hedge')
  await saved(page, 'Recode highlight — saved', () => page.keyboard.press('Enter'))
  await expect(palette(page)).toBeHidden()
  expect((await coded(page, WIRE)).filter((mark) => mark.quote === words)).toEqual([
    { quote: words, codes: ['Hedge', 'Legality'], note: '' },
  ])
})

test('clicks walk through the highlights that lie over one another, and then let go', async ({ page }) => {
  await openArticle(page, WIRE)
  const inner = '“water used as a weapon”'
  const long = (await coded(page, WIRE)).find((mark) => mark.quote.includes(inner) && mark.quote.includes('\n\n'))
  const short = (await coded(page, WIRE)).find((mark) => mark.quote === `called it ${inner}`)
  const quote = inspector(page).getByRole('blockquote')
  const seen: string[] = []
  // Not at one spot: that would be a double click.
  for (const spot of ['water used', 'weapon']) {
    await clickOn(page, spot)
    await expect(quote).not.toHaveText(seen.at(-1) ?? '')
    seen.push((await quote.textContent()) ?? '')
  }
  expect(new Set(seen)).toEqual(new Set([short?.quote, `${long?.quote.slice(0, 400)}…`]))
  await clickOn(page, 'used as')
  await expect(inspector(page).getByText('No highlight is chosen')).toBeVisible()
})

test('a highlight is recoded by name and by its tags', async ({ page }) => {
  await openArticle(page, WIRE)
  const words = 'told reporters'
  await clickOn(page, words)
  await expect(inspector(page).getByRole('blockquote')).toHaveText(words)
  await page.keyboard.press('Control+r')
  await expect(page.getByRole('searchbox', { name: 'Code for this highlight' })).toBeFocused()
  await page.keyboard.type('Assertive')
  await saved(page, 'Recode highlight — saved', () => page.keyboard.press('Enter'))
  expect(await markOf(page, WIRE, words)).toMatchObject({ codes: ['Assertive', 'Cue'] })
  await saved(page, 'Recode highlight — saved', () => inspector(page).getByRole('button', { name: 'Take off Cue' }).click())
  expect(await markOf(page, WIRE, words)).toMatchObject({ codes: ['Assertive'] })
  await expect(shown(page, words)).toHaveAttribute('aria-description', 'Assertive')
})

test('the ends of a highlight move word by word from the keyboard', async ({ page }) => {
  await openArticle(page, WIRE)
  await clickOn(page, 'told reporters')
  await expect(inspector(page).getByRole('blockquote')).toHaveText('told reporters')
  const moved = 'Move ends of highlight — saved'
  const steps = [
    ['Alt+Shift+ArrowLeft', 'Quillane told reporters'],
    ['Alt+Shift+ArrowRight', 'told reporters'],
    ['Alt+Shift+ArrowUp', 'told'],
    ['Alt+Shift+ArrowDown', 'told reporters.'],
  ] as const
  for (const [key, quote] of steps) {
    await saved(page, moved, () => page.keyboard.press(key))
    await expect(inspector(page).getByRole('blockquote')).toHaveText(quote)
    expect(await markOf(page, WIRE, quote)).toMatchObject({ codes: ['Cue'] })
  }
})

test('the ends of a highlight are dragged by their handles', async ({ page }) => {
  await openArticle(page, WIRE)
  await clickOn(page, 'the hospital in Brennoch, which')
  await expect(text(page).locator('.handle')).toHaveCount(2)
  const before = await inspector(page).getByRole('blockquote').textContent()
  const { start } = await placeOf(text(page), ' did not say how many')
  const handle = await text(page).locator('.handle.end').boundingBox()
  if (handle === null) throw new Error('no handle')
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
  await page.mouse.down()
  await page.mouse.move(start.x, start.y, { steps: 4 })
  await expect(text(page).locator('.accent.preview').first()).toBeVisible()
  await saved(page, 'Move ends of highlight — saved', () => page.mouse.up())
  const after = await inspector(page).getByRole('blockquote').textContent()
  expect(after).not.toBe(before)
  expect(after).toMatch(/Brennoch, which$/)
})

test('Delete takes a highlight away with its codes', async ({ page }) => {
  await openArticle(page, WIRE)
  const before = await coded(page, WIRE)
  await clickOn(page, 'told reporters')
  await saved(page, 'Delete highlight — saved', () => page.keyboard.press('Delete'))
  expect(await coded(page, WIRE)).toEqual(before.filter((mark) => mark.quote !== 'told reporters'))
  await expect(text(page).locator('.highlight', { hasText: 'told reporters' })).toHaveCount(0)
})

test('a note is committed when its field is left', async ({ page }) => {
  await openArticle(page, WIRE)
  await clickOn(page, 'told reporters')
  await page.keyboard.press('Control+Alt+m')
  const note = inspector(page).getByRole('textbox', { name: 'Note' })
  await expect(note).toBeFocused()
  await page.keyboard.type('Who was there?')
  expect(await markOf(page, WIRE, 'told reporters')).toMatchObject({ note: '' })
  await saved(page, 'Write note — saved', () => clickOn(page, 'Under the terms'))
  expect(await markOf(page, WIRE, 'told reporters')).toMatchObject({ note: 'Who was there?' })
})

test('every act is undone and done again in order, over two articles', async ({ page }) => {
  const states: unknown[] = []
  const keep = async () => states.push([await coded(page, WIRE), await coded(page, STATEMENT)])

  await openArticle(page, WIRE)
  await keep()
  await select(page, 'after eleven hours of talks')
  await codeAs(page, 'Human interest')
  await keep()
  await saved(page, 'Move ends of highlight — saved', () => page.keyboard.press('Alt+Shift+ArrowDown'))
  await keep()
  await openArticle(page, STATEMENT)
  await select(page, 'weekdays from 8 to 16 hours')
  await codeAs(page, 'Political')
  await keep()
  await page.keyboard.press('Control+Alt+m')
  await page.keyboard.type('Office hours')
  await saved(page, 'Write note — saved', () => page.keyboard.press('Control+Enter'))
  await keep()
  await openArticle(page, WIRE)
  await clickOn(page, 'told reporters')
  await saved(page, 'Recode highlight — saved', () => inspector(page).getByRole('button', { name: 'Take off Cue' }).click())
  await keep()
  await clickOn(page, 'whether the release was')
  await saved(page, 'Delete highlight — saved', () => page.keyboard.press('Delete'))
  await keep()

  const labels = ['Delete highlight', 'Recode highlight', 'Write note', 'Add highlight', 'Move ends of highlight', 'Add highlight']
  for (const [i, label] of labels.entries()) {
    await saved(page, `Undone: ${label}`, () => page.keyboard.press('Control+z'))
    expect([await coded(page, WIRE), await coded(page, STATEMENT)]).toEqual(states.at(-2 - i))
  }
  for (const [i, label] of labels.toReversed().entries()) {
    await saved(page, `Redone: ${label}`, () => page.keyboard.press('Control+Shift+z'))
    expect([await coded(page, WIRE), await coded(page, STATEMENT)]).toEqual(states[i + 1])
  }
  await page.keyboard.press('Control+Shift+z')
  await expect(page.getByRole('contentinfo').getByRole('status')).toHaveText('Nothing to redo')
})

/** Holds every commit before it reaches the project; gives what lets it through. */
async function holdCommits(app: ElectronApplication): Promise<() => Promise<void>> {
  await app.evaluate(({ ipcMain }) => {
    type Handler = (...all: unknown[]) => unknown
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> }
    const commit = handlers.get('commit') as Handler
    const gate = new Promise<void>((resolve) => Object.assign(globalThis, { letThrough: resolve }))
    handlers.set('commit', async (...all) => {
      Object.assign(globalThis, { held: true })
      await gate
      return commit(...all)
    })
  })
  return () => app.evaluate(() => (globalThis as unknown as { letThrough: () => void }).letThrough())
}

test('D1 “saved” and the highlight are shown after the commit, not before', { tag: '@packaged' }, async ({ app, page }) => {
  await openArticle(page, WIRE)
  const words = 'after eleven hours of talks'
  const before = await head(page)
  const letThrough = await holdCommits(app)
  await select(page, words)
  await page.keyboard.type('Conflict')
  await page.keyboard.press('Enter')
  await expect.poll(() => app.evaluate(() => 'held' in globalThis)).toBe(true)
  await expect(page.getByRole('contentinfo').getByRole('status')).not.toHaveText(marked)
  await expect(text(page).locator('.highlight', { hasText: words })).toHaveCount(0)
  expect(await head(page)).toBe(before)
  expect((await ask(page, 'journal.search', { query: '', record: null, limit: 1 }))[0]?.seq).toBe(before)

  await saved(page, marked, letThrough)
  await expect(shown(page, words)).toBeVisible()
  expect((await ask(page, 'journal.search', { query: '', record: null, limit: 1 }))[0]).toMatchObject({ seq: before + 1, state: 'done' })
})

test('the text of a source cannot be changed', async ({ page }) => {
  await openArticle(page, WIRE)
  const words = () => text(page).evaluate((element) => [...element.children].map((block) => block.textContent).join('\n\n'))
  const before = await words()
  expect(before).toBe((await stored(page, WIRE)).text)
  await caretBefore(page, 'Under the terms')
  for (const key of ['x', 'Enter', 'Backspace', 'Control+Backspace', 'Delete', 'Control+x', 'Control+b', 'Tab']) {
    await page.keyboard.press(key)
    expect(await words(), key).toBe(before)
  }
  await select(page, 'Under the terms')
  await page.keyboard.press('Control+x')
  await page.keyboard.insertText('put in by an input method')
  await page.evaluate(() => {
    for (const command of ['insertText', 'delete', 'cut', 'insertParagraph']) document.execCommand(command, false, 'words')
  })
  expect(await words()).toBe(before)
})

test('copying gives the canonical text, with a blank line between paragraphs', async ({ page }) => {
  await openArticle(page, WIRE)
  await page.evaluate(() =>
    document.addEventListener('copy', (event) => {
      document.body.dataset.copied = event.clipboardData?.getData('text/plain') ?? 'nothing'
    }),
  )
  const [from, to] = ['by 30 June', 'Concord Dam in Corvane']
  await select(page, from, to)
  await page.keyboard.press('Control+c')
  const { text: whole } = await stored(page, WIRE)
  const copied = whole.slice(whole.indexOf(from), whole.indexOf(to) + to.length)
  expect(copied).toContain('\n\n')
  await expect(page.locator('body')).toHaveAttribute('data-copied', copied)
})
