// Parallax without a mouse and for those who hear it: what axe-core finds, and the whole way from a text to a report by keyboard.
import type { Page } from '@playwright/test'
import { addHighlight } from '../../shared/commands.ts'
import type { CodeId } from '../../shared/ids.ts'
import type { Range } from '../../shared/text.ts'
import { ask, coded, inspector, library, openArticle, palette, pane, placeOf, saved, select, stored, text } from './analyst.ts'
import { expect, test } from './app.ts'
import { violations } from './axe.ts'

const WIRE = 'Corvane and Saldria agree to close dam gates after flood and clash'
const REPRINT = 'Four voices from the Ilvey'

/** Runs a command by its name, from the palette. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(name)
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(name)
  await page.keyboard.press('Enter')
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe-core finds nothing against reading, coding, comparing and reporting, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await expect(page.getByRole('complementary', { name: 'First steps' })).toBeVisible()
    expect(await violations(page), 'the first start').toEqual([])
    await openArticle(page, WIRE)
    expect(await violations(page), 'reading').toEqual([])
    for (const name of ['Highlight', 'List', 'Article']) {
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
  })

  test(`axe-core finds nothing against entities, codes, history, correcting and dialogs, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await openArticle(page, WIRE)
    await page.keyboard.press('Control+4')
    await expect(page.getByRole('searchbox', { name: 'Filter entities' })).toBeVisible()
    expect(await violations(page), 'entities').toEqual([])
    await page.keyboard.press('Control+5')
    await page
      .getByRole('treegrid', { name: 'Codes' })
      .getByRole('row', { name: /^Conflict/ })
      .click()
    await expect(page.getByRole('textbox', { name: 'Definition' })).toBeVisible()
    expect(await violations(page), 'the codebook').toEqual([])
    await page.getByRole('radio', { name: 'History' }).click()
    await page.getByRole('listbox', { name: 'Acts, newest first' }).getByRole('option').first().click()
    await expect(page.getByRole('region', { name: 'The chosen act' })).toBeVisible()
    expect(await violations(page), 'the history').toEqual([])
    await command(page, 'Project memo')
    await expect(page.getByRole('dialog', { name: 'Project memo' })).toBeVisible()
    expect(await violations(page), 'the project memo').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+1')
    await command(page, 'Correct the text')
    await expect(page.getByRole('textbox', { name: 'Reason' })).toBeVisible()
    expect(await violations(page), 'correcting').toEqual([])
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(text(page)).not.toBeEmpty()
    for (const [key, name] of [
      ['Control+Alt+o', 'Code every occurrence'],
      ['Control+Alt+k', 'Code to keep active'],
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

/** Whether the element with the keyboard shows it: an outline, a ring (unless only outlines count) or the caret in a text. */
const showsFocus = (page: Page, outlined = false) =>
  page.evaluate((outlined) => {
    const element = document.activeElement
    if (element === null || element === document.body) return 'nothing has the keyboard'
    if (element.matches('[contenteditable="true"]')) return 'shown'
    const rings = (one: Element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
      return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || (!outlined && boxShadow !== 'none')
    }
    // A field may wear its ring on the box around it.
    for (let one: Element | null = element, up = 0; one !== null && up < 3; one = one.parentElement, up++) if (rings(one)) return 'shown'
    return `not shown on ${element.outerHTML.slice(0, 160)}`
  }, outlined)

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

test('an article is opened, coded, noted, linked, compared and reported without a mouse', async ({ page }) => {
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

  // A second highlight, and the two linked.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+F6')
  await expect(text(page)).toBeFocused()
  for (let i = 0; i < ' to close'.length; i++) await page.keyboard.press('ArrowRight')
  for (let i = 0; i < 'dam gates'.length; i++) await page.keyboard.press('Shift+ArrowRight')
  await expect(palette(page)).toBeVisible()
  await page.keyboard.type('Cue')
  await saved(page, 'Add highlight — saved', () => page.keyboard.press('Enter'))
  const quote = inspector(page).getByRole('blockquote')
  await page.keyboard.press('Control+Shift+l')
  const second = (await quote.textContent()) ?? ''
  await page.keyboard.press('Shift+F8')
  await expect(quote).toHaveText('Saldria agree')
  await page.keyboard.press('Control+Shift+l')
  await expect(page.getByRole('searchbox', { name: 'What the second is to the first' })).toBeFocused()
  await page.keyboard.type('Contradicts')
  await saved(page, 'Link highlights — saved', () => page.keyboard.press('Enter'))
  await page.keyboard.press('F9')
  await expect(quote).toHaveText(second)

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

/** Marks stretches of an article, each with a code of its own, as one act. */
async function mark(page: Page, title: string, ranges: readonly (readonly Range[])[]): Promise<readonly string[]> {
  const { article, text: words } = await stored(page, title)
  const { codes } = await ask(page, 'codebook.open')
  const coderId = (await ask(page, 'app.state')).project?.coder.id
  if (coderId === undefined) throw new Error('no project')
  const own = codes.filter(({ archived }) => !archived)
  const change = ranges.flatMap((each, i) =>
    addHighlight({ coderId, now: Date.now, newId: () => crypto.randomUUID() }, { id: article.id, text: words }, each, [
      own[i % own.length]?.id as CodeId,
    ]),
  )
  await ask(page, 'commit', { label: 'Mark', change })
  return ranges.map((_, i) => own[i % own.length]?.name ?? '')
}

/** What a screen reader is given, in reading order: role and name of everything that is not passed over. */
async function heard(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  const byId = new Map(nodes.map((node) => [node.nodeId, node]))
  const walk = (id: string): string[] => {
    const { ignored, role, name, childIds = [] } = byId.get(id) ?? {}
    return [...(ignored === false ? [`${role?.value}: ${name?.value ?? ''}`] : []), ...childIds.flatMap(walk)]
  }
  return walk(nodes[0]?.nodeId ?? '')
}

const chapters = Array.from(
  { length: 40 },
  (_, i) => `<h2>Chapter ${i + 1}</h2><p>${`Words of chapter ${i + 1} follow each other. `.repeat(50)}</p>`,
)
const LONG = 'A long account'

test('a screen reader hears where highlights begin and end, and all of a long text with its headings', async ({ app, page }) => {
  await openArticle(page, WIRE)
  await select(page, 'after eleven hours of talks')
  await page.keyboard.type('Conflict')
  await saved(page, 'Add highlight — saved', () => page.keyboard.press('Enter'))
  const said = await heard(page)
  const begin = said.findIndex((each) => each.includes('[highlight Conflict]'))
  const end = said.findIndex((each) => each.includes('[end of Conflict]'))
  expect(begin).toBeGreaterThan(-1)
  expect(end).toBeGreaterThan(begin)
  expect(said.slice(begin, end).join()).toContain('after eleven hours of talks')
  // It is drawn for nobody: the words stand where they stood, and nothing of it is part of the text.
  expect(await text(page).textContent()).not.toContain('[highlight')

  await ask(page, 'import.paste', { text: LONG, html: `<html><body><article><h1>${LONG}</h1>${chapters.join('')}</article></body></html>` })
  await openArticle(page, LONG)
  const { text: words } = await stored(page, LONG)
  expect(words.length).toBeGreaterThan(60_000)
  const far = words.lastIndexOf('Words of chapter 40')
  const [name] = await mark(page, LONG, [[{ start: far, end: far + 30 }]])
  const headings = async () => (await heard(page)).filter((each) => /^heading: Chapter \d+$/.test(each)).length
  expect(await headings()).toBeLessThan(40)
  await app.evaluate(({ app: electron }) => electron.setAccessibilitySupportEnabled(true))
  await expect.poll(headings).toBe(40)
  await expect.poll(async () => (await heard(page)).join()).toContain(`[highlight ${name}]`)
})

test('of twelve highlights over one sentence each has its line, and each is reached by key and by click', async ({ page }) => {
  const before = (await stored(page, WIRE)).highlights.length
  expect(before).toBeGreaterThan(0)
  await ask(page, 'import.paste', {
    text: 'Twelve over one\n\nThe gates were closed at dawn and nobody on the bank could say who had given the order to do so.\n\nA line after it.',
    html: null,
  })
  const title = 'Twelve over one'
  await openArticle(page, title)
  const { text: words } = await stored(page, title)
  const start = words.indexOf('The gates')
  const end = words.indexOf(' to do so.')
  const ranges = Array.from({ length: 12 }, (_, i) => [{ start: start + 2 * i, end: end - i }])
  await mark(page, title, ranges)
  const segment = text(page).locator('.highlight', { hasText: 'nobody on the bank' })
  await expect(segment).toHaveAttribute('data-depth', '12')

  // Twelve lines of their own height, all within the room between the lines of the text.
  const { drawn, room, next } = await segment.evaluate((element) => {
    const { backgroundImage, paddingBottom } = getComputedStyle(element)
    const below = element.closest('.block')?.nextElementSibling?.getBoundingClientRect().top ?? 0
    const [first] = element.getClientRects()
    return {
      drawn: [...(backgroundImage.split('linear-gradient(0deg,')[1]?.matchAll(/rgb\([^)]+\) (\d+)px/g) ?? [])].map(([, at]) => Number(at)),
      room: Number.parseFloat(paddingBottom),
      next: below - (first?.bottom ?? 0),
    }
  })
  expect(new Set(drawn).size).toBe(12)
  expect(Math.max(...drawn)).toBeLessThan(room)
  expect(next).toBeGreaterThanOrEqual(0)

  const quote = inspector(page).getByRole('blockquote')
  const walk = async (step: (i: number) => Promise<unknown>) => {
    const seen = new Set<string | null>()
    for (let i = 0; i < 12; i++) {
      await step(i)
      await expect.poll(async () => (await quote.count()) === 1 && !seen.has(await quote.textContent())).toBe(true)
      seen.add(await quote.textContent())
    }
    return seen.size
  }
  await text(page).focus()
  expect(await walk(() => page.keyboard.press('F8'))).toBe(12)
  await page.keyboard.press('Escape')
  await expect(quote).toHaveCount(0)
  // A little apart, so that two clicks are not a double click.
  const { start: left, end: right } = await placeOf(text(page), 'nobody on the bank')
  expect(await walk((i) => page.mouse.click(i % 2 === 0 ? left.x + 2 : right.x - 2, left.y))).toBe(12)
})

test('in forced colours highlights, the selected one, ribbons and focus are told apart by shape', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await openArticle(page, WIRE)
  await page.keyboard.press('F8')
  const selected = text(page).locator('.highlight.selected').first()
  await expect(selected).toBeVisible()
  const shape = (of: typeof selected) =>
    of.evaluate((element) => {
      const { textDecorationLine, textDecorationStyle, outlineStyle } = getComputedStyle(element)
      return { line: textDecorationLine, style: textDecorationStyle, outline: outlineStyle }
    })
  expect(await shape(selected)).toMatchObject({ line: 'underline', outline: 'solid' })
  const single = text(page).locator('.highlight:not(.selected)[data-depth="1"]').first()
  expect(await shape(single)).toEqual({ line: 'underline', style: 'solid', outline: 'none' })
  const double = text(page).locator('.highlight:not(.selected)[data-depth="2"]').first()
  expect(await shape(double)).toEqual({ line: 'underline', style: 'double', outline: 'none' })
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab')
    expect(await showsFocus(page, true)).toBe('shown')
  }
  await library(page)
    .getByRole('button', { name: `Compare with ${REPRINT}` })
    .click()
  await expect(pane(page, 1).getByRole('heading', { level: 2 })).toHaveText(REPRINT)
  await page.keyboard.press('F7')
  await expect(page.locator('.ribbon').first()).toBeAttached()
  const ribbons = await page.locator('.ribbon:not(.focused)').evaluateAll((all) =>
    all.map((each) => {
      const { fill, stroke, strokeDasharray } = getComputedStyle(each)
      return { edited: each.classList.contains('edited'), dashed: strokeDasharray !== 'none', fill, seen: stroke !== 'none' }
    }),
  )
  expect(ribbons.every(({ seen, fill, edited, dashed }) => seen && fill === 'none' && edited === dashed)).toBe(true)
})
