// Parallax without a mouse and for those who hear it: what axe-core finds, and the whole way from a text to a report by keyboard.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { coded, inspector, library, openArticle, palette, pane, saved, select, text } from './analyst.ts'
import { expect, test } from './app.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const WIRE = 'Corvane and Saldria agree to close dam gates after flood and clash'
const REPRINT = 'Four voices from the Ilvey'

/** What axe-core has against the page as it stands, by the rules of WCAG 2.2 A and AA: rule, element, reason. */
async function violations(page: Page): Promise<string[]> {
  // The content policy lets no script into the page, but a debugger is not the page.
  await page.evaluate(axe)
  const found = (await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (where: Document, options: unknown) => Promise<AxeResults> } }
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      // An experiment of axe-core's that takes the description of an option for a part of its name.
      rules: { 'label-content-name-mismatch': { enabled: false } },
      resultTypes: ['violations'],
    })
    // A list that a field walks through by its arrow keys scrolls with them; it has no focus of its own.
    const walked = ({ target }: { target: readonly unknown[] }) => {
      const list = document.querySelector(String(target[0]))
      return list?.getAttribute('role') === 'listbox' && document.querySelector(`input[aria-controls~="${list.id}"]`) !== null
    }
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.filter((node) => id !== 'scrollable-region-focusable' || !walked(node)) }))
  })) as AxeResults['violations']
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => `${id} ${target.join(' ')}: ${[...any, ...all, ...none][0]?.message ?? ''}`),
  )
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe-core finds nothing against reading, coding, comparing and reporting, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await openArticle(page, WIRE)
    expect(await violations(page), 'reading').toEqual([])
    for (const name of ['Highlight', 'Article']) {
      await page.getByRole('tab', { name }).click()
      expect(await violations(page), `the page “${name}” of the inspector`).toEqual([])
    }
    await page.keyboard.press('F8')
    await expect(inspector(page).getByRole('textbox', { name: 'Note' })).toBeVisible()
    expect(await violations(page), 'a chosen highlight').toEqual([])
    await select(page, 'after eleven hours of talks')
    await expect(palette(page)).toBeVisible()
    expect(await violations(page), 'the palette of codes').toEqual([])
    await page.keyboard.press('Escape')
    await library(page)
      .getByRole('button', { name: `Compare with ${REPRINT}` })
      .click()
    await expect(pane(page, 1).getByRole('heading', { level: 2 })).toHaveText(REPRINT)
    expect(await violations(page), 'comparing').toEqual([])
    await page.keyboard.press('Control+3')
    await expect(page.locator('.report-page').getByRole('heading', { level: 1 })).toBeVisible()
    expect(await violations(page), 'the report').toEqual([])
    for (const [key, name] of [
      ['Control+k', 'Commands and articles'],
      ['Control+Shift+f', 'Find in project'],
      ['F1', 'Keyboard'],
    ] as const) {
      await page.keyboard.press(key)
      await expect(page.getByRole('dialog', { name })).toBeVisible()
      expect(await violations(page), `the dialog “${name}”`).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
  })
}

/** The region that has the keyboard, by its name. */
const region = (page: Page) => page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('aria-label') ?? null)

test('F6 walks the panels and back', async ({ page }) => {
  const walk = async (key: string) => {
    await page.keyboard.press(key)
    return region(page)
  }
  const around: (string | null)[] = []
  for (let i = 0; i < 3; i++) around.push(await walk('F6'))
  expect(around).toEqual(['Library', 'Read', 'Inspector'])
  expect(await walk('F6')).toBe('Library')
  expect(await walk('Shift+F6')).toBe('Inspector')
  expect(await walk('Shift+F6')).toBe('Read')
})

/** Whether the element with the keyboard shows it: an outline, a ring, a frame of its own or the caret in a text. */
const showsFocus = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    if (element === null || element === document.body) return 'nothing has the keyboard'
    if (element.matches('[contenteditable="true"]')) return 'shown'
    const rings = (one: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
    }
    // A field may wear its ring on the box around it.
    for (let one: Element | null = element, up = 0; one !== null && up < 3; one = one.parentElement, up++) if (rings(one)) return 'shown'
    return `not shown on ${element.outerHTML.slice(0, 160)}`
  })

test('wherever Tab goes, focus is seen', async ({ page }) => {
  await openArticle(page, WIRE)
  const seen = new Set<string>()
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement === document.body)) continue
    expect(await showsFocus(page)).toBe('shown')
    seen.add(await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200) ?? ''))
  }
  expect(seen.size).toBeGreaterThan(10)
})

test('an article is opened, coded, noted, compared and reported without a mouse', async ({ page }) => {
  // To the library, and in it to an article.
  await page.keyboard.press('F6')
  expect(await region(page)).toBe('Library')
  await page.getByRole('searchbox', { name: 'Filter articles' }).press('Escape')
  for (let i = 0; i < 12 && !(await library(page).locator(':focus').count()); i++) await page.keyboard.press('Tab')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText(WIRE)

  // Into the text, some words on, and a few selected.
  await page.keyboard.press('F6')
  await expect(text(page)).toBeFocused()
  // The editor takes a few frames to make the focus its own.
  await expect(async () => {
    await page.keyboard.press('Control+Home')
    for (let i = 0; i < 'Corvane and '.length; i++) await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => getSelection()?.focusOffset)).toBe('Corvane and '.length)
  }).toPass({ timeout: 5_000 })
  for (let i = 0; i < 'Saldria agree'.length; i++) await page.keyboard.press('Shift+ArrowRight')
  await expect(palette(page)).toBeVisible()
  await page.keyboard.type('Conflict')
  await expect(palette(page)).toHaveValue('Conflict')
  await saved(page, 'Add highlight — saved', () => page.keyboard.press('Enter'))
  await page.keyboard.press('Control+Alt+m')
  await page.keyboard.type('Who agreed first?')
  await saved(page, 'Write note — saved', () => page.keyboard.press('Control+Enter'))
  expect((await coded(page, WIRE)).find((mark) => mark.quote === 'Saldria agree')).toEqual({
    quote: 'Saldria agree',
    codes: ['Conflict'],
    note: 'Who agreed first?',
  })

  // To the comparison, and there the other article from the library.
  await page.keyboard.press('Control+2')
  await expect(page.getByRole('radio', { name: 'Compare' })).toBeChecked()
  for (let i = 0; i < 4 && (await region(page)) !== 'Library'; i++) await page.keyboard.press('F6')
  expect(await region(page)).toBe('Library')
  for (let i = 0; i < 12 && !(await library(page).locator(':focus').count()); i++) await page.keyboard.press('Tab')
  await page.keyboard.press('Home')
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(pane(page, 1).getByRole('heading', { level: 2 })).not.toBeEmpty()
  await expect(page.getByRole('tab', { name: 'Pair' })).toBeVisible()

  await page.keyboard.press('Control+3')
  await expect(page.locator('.report-page')).toContainText('Who agreed first?')
})
