// What highlights can do beyond being made: attributes, pieces, lists, many at once, and codes that are kept at hand.
import type { Page } from '@playwright/test'
import type { Attribute, Code } from '../../shared/records.ts'
import {
  ask,
  caretBefore,
  clickOn,
  codeAs,
  coded,
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

/** Changes a code of the codebook, found by its name. */
async function editCode(page: Page, name: string, fields: Partial<Code>): Promise<void> {
  const { codes } = await ask(page, 'codebook.open')
  const before = codes.find((code) => code.name === name)
  if (before === undefined) throw new Error(`no code “${name}”`)
  await ask(page, 'commit', { label: `Edit ${name}`, change: [{ kind: 'code', before, after: { ...before, ...fields } }] })
}

const attribute = (key: string, rest: Partial<Attribute>): Attribute => ({
  key,
  name: key,
  kind: 'text',
  options: [],
  initial: '',
  ...rest,
})
const ctrlSelect = async (page: Page, words: string) => {
  await page.keyboard.down('Control')
  await select(page, words)
  await page.keyboard.up('Control')
}
const list = (page: Page) => page.getByRole('grid', { name: 'Highlights' })
const rangesOf = async (page: Page, quote: string) =>
  (await stored(page, WIRE)).highlights.find((highlight) => highlight.quote === quote)?.ranges

test('a coding starts with the values of its code’s attributes, and each is edited as one act', async ({ page }) => {
  await editCode(page, 'Conflict', {
    attributes: [
      attribute('stance', { kind: 'choice', options: ['with', 'against'], initial: 'with' }),
      attribute('intensity', { kind: 'number' }),
      attribute('target', {}),
    ],
  })
  await openArticle(page, WIRE)
  await select(page, 'after eleven hours of talks')
  await codeAs(page, 'Conflict')
  const values = async () => {
    const { highlights, codings } = await stored(page, WIRE)
    const made = highlights.find(({ quote }) => quote === 'after eleven hours of talks')
    return codings.find(({ highlightId }) => highlightId === made?.id)?.attributes
  }
  expect(await values()).toMatchObject({ stance: 'with' })
  await inspector(page)
    .getByRole('button', { name: /stance/ })
    .click()
  await saved(page, 'Set attribute — saved', () => page.getByRole('option', { name: 'against' }).click())
  expect(await values()).toMatchObject({ stance: 'against' })

  const number = inspector(page).getByRole('textbox', { name: 'intensity' })
  await number.fill('much')
  await expect(inspector(page).getByText('A number such as 3 or 0.5')).toBeVisible()
  await number.fill('2')
  await saved(page, 'Set attribute — saved', () => page.keyboard.press('Enter'))
  expect(await values()).toMatchObject({ stance: 'against', intensity: '2' })
  await clickOn(page, 'after eleven hours')
  await saved(page, 'Undone: Set attribute', () => page.keyboard.press('Control+z'))
  expect(await values()).not.toHaveProperty('intensity')
})

test('the list of highlights filters, sorts and jumps', async ({ page }) => {
  await openArticle(page, WIRE)
  const all = await coded(page, WIRE)
  await inspector(page).getByRole('tab', { name: 'List' }).click()
  await expect(inspector(page).getByText(`${all.length} highlights`)).toBeVisible()
  await expect(list(page).getByRole('row').first()).toContainText(all[0]?.quote ?? '')

  await inspector(page).getByRole('searchbox', { name: 'Filter highlights' }).fill('told reporters')
  await expect(list(page).getByRole('row')).toHaveCount(1)
  await list(page).getByRole('row').first().focus()
  await page.keyboard.press('Enter')
  await expect(text(page).locator('.highlight.selected')).toHaveText('told reporters')
  await expect(inspector(page).getByRole('tab', { name: 'List' })).toHaveAttribute('aria-selected', 'true')

  await inspector(page).getByRole('searchbox', { name: 'Filter highlights' }).fill('')
  await inspector(page).getByRole('button', { name: 'Only with a note' }).click()
  const noted = all.filter(({ note }) => note !== '').length
  await expect(inspector(page).getByText(`${noted} of ${all.length} highlights`)).toBeVisible()
})

test('the codes of many are changed at once, as the preview says, and all are deleted in one act', async ({ page }) => {
  await openArticle(page, WIRE)
  const before = await coded(page, WIRE)
  const cues = before.filter(({ codes }) => codes.includes('Cue'))
  expect(cues.length).toBeGreaterThan(1)
  await inspector(page).getByRole('tab', { name: 'List' }).click()
  await inspector(page).getByRole('searchbox', { name: 'Filter highlights' }).fill('cue')
  await list(page).getByRole('row').first().focus()
  await page.keyboard.press('Control+a')
  await inspector(page).getByRole('button', { name: 'Change code…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Change the code of/ })
  await dialog.getByRole('combobox', { name: 'Replace' }).fill('Cue')
  await page.getByRole('option', { name: 'Cue', exact: false }).first().click()
  await dialog.getByRole('combobox', { name: 'with' }).fill('Assertive')
  await page.getByRole('option', { name: /^Assertive/ }).click()
  await expect(dialog.getByRole('cell', { name: 'Assertive' })).toHaveCount(cues.filter(({ codes }) => codes.length === 1).length)
  await saved(page, /^Recode \d+ highlights — saved$/, () => dialog.getByRole('button', { name: /^Change \d/ }).click())
  const after = await coded(page, WIRE)
  expect(after.filter(({ codes }) => codes.includes('Cue'))).toEqual([])
  expect(after.filter(({ codes }) => codes.includes('Assertive')).length).toBe(cues.length)
  await saved(page, /^Undone: Recode/, () => page.keyboard.press('Control+z'))
  expect(await coded(page, WIRE)).toEqual(before)

  await inspector(page).getByRole('searchbox', { name: 'Filter highlights' }).fill('cue')
  await list(page).getByRole('row').first().focus()
  await page.keyboard.press('Control+a')
  await saved(page, /^Delete \d+ highlights — saved$/, () =>
    inspector(page)
      .getByRole('button', { name: /^Delete \d+ highlights$/ })
      .click(),
  )
  expect((await coded(page, WIRE)).some(({ codes }) => codes.includes('Cue'))).toBe(false)
  await list(page).focus()
  await saved(page, /^Undone: Delete/, () => page.keyboard.press('Control+z'))
  expect(await coded(page, WIRE)).toEqual(before)
})

test('a highlight is made of pieces, gets another one and loses one', async ({ page }) => {
  await openArticle(page, WIRE)
  await select(page, 'after eleven hours of talks')
  await ctrlSelect(page, 'without exception')
  await expect(text(page).locator('.accent.preview').first()).toBeVisible()
  await codeAs(page, 'Conflict')
  const two = 'after eleven hours of talks … without exception'
  expect(await rangesOf(page, two)).toHaveLength(2)

  await saved(page, 'Add piece to highlight — saved', () => ctrlSelect(page, 'in the lakeside town'))
  const three = 'after eleven hours of talks … in the lakeside town … without exception'
  expect(await rangesOf(page, three)).toHaveLength(3)
  await expect(inspector(page).getByRole('region', { name: 'Pieces of this highlight' }).getByRole('listitem')).toHaveCount(3)
  await saved(page, 'Remove piece of highlight — saved', () => inspector(page).getByRole('button', { name: 'Remove piece 1' }).click())
  expect(await rangesOf(page, 'in the lakeside town … without exception')).toHaveLength(2)

  await caretBefore(page, 'The delegations are to meet')
  await clickOn(page, 'without exception')
  await caretBefore(page, 'Under the terms')
  await page.keyboard.press('Escape')
  await saved(page, 'Undone: Remove piece of highlight', () => page.keyboard.press('Control+z'))
  expect(await rangesOf(page, three)).toHaveLength(3)
})

test('from the keyboard, a selection is added to the chosen highlight', async ({ page }) => {
  await openArticle(page, WIRE)
  await clickOn(page, 'told reporters')
  await page.keyboard.press('ArrowRight')
  for (let i = 0; i < 12; i++) await page.keyboard.press('Control+ArrowRight')
  await page.keyboard.press('Control+Shift+ArrowRight')
  await expect(palette(page)).toBeVisible()
  await saved(page, 'Add piece to highlight — saved', () => page.keyboard.press('Control+Alt+a'))
  expect((await coded(page, WIRE)).some(({ quote }) => quote.startsWith('told reporters … '))).toBe(true)
})

test('Alt widens a selection to words, Alt+Shift to sentences; commands do the same', async ({ page }) => {
  await openArticle(page, WIRE)
  const { start, end } = await placeOf(text(page), 'leven hours of tal')
  const drag = async () => {
    await page.mouse.move(start.x, start.y)
    await page.mouse.down()
    await page.mouse.move(end.x, end.y, { steps: 3 })
  }
  await drag()
  await page.keyboard.down('Alt')
  await page.mouse.up()
  await page.keyboard.up('Alt')
  await codeAs(page, 'Conflict')
  expect((await coded(page, WIRE)).some(({ quote }) => quote === 'eleven hours of talks')).toBe(true)

  await caretBefore(page, 'the third kept half open')
  await page.keyboard.press('Control+Alt+s')
  await codeAs(page, 'Conflict')
  const sentence = (await coded(page, WIRE)).find(({ quote }) => quote.includes('the third kept half open'))?.quote
  expect(sentence).toMatch(/^Under the terms.*308 metres\.$/)
})

test('with an active code selecting is enough, until Escape', async ({ page }) => {
  await openArticle(page, WIRE)
  await page.keyboard.press('Control+Alt+k')
  await page.getByRole('searchbox', { name: 'Code to keep active' }).fill('Human interest')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('contentinfo').getByText('Active code: Human interest')).toBeVisible()
  await saved(page, marked, () => select(page, 'after eleven hours of talks'))
  await saved(page, marked, () => select(page, 'without exception'))
  await expect(palette(page)).toBeHidden()
  const human = (await coded(page, WIRE)).filter(({ codes }) => codes.includes('Human interest')).map(({ quote }) => quote)
  expect(human).toEqual(expect.arrayContaining(['after eleven hours of talks', 'without exception']))

  await caretBefore(page, 'The delegations are to meet')
  await page.keyboard.down('Shift')
  for (let i = 0; i < 'The delegations'.length; i++) await page.keyboard.press('ArrowRight')
  await saved(page, marked, () => page.keyboard.up('Shift'))
  expect((await coded(page, WIRE)).find(({ quote }) => quote === 'The delegations')).toMatchObject({ codes: ['Human interest'] })

  await page.keyboard.press('Escape')
  await expect(page.getByText('Active code: Human interest')).toBeHidden()
  await select(page, 'Under the terms')
  await expect(palette(page)).toBeVisible()
})

test('a code’s own key puts it on the selection', async ({ page }) => {
  await editCode(page, 'Political', { shortcut: 'q' })
  await openArticle(page, WIRE)
  await select(page, 'after eleven hours of talks')
  await expect(palette(page)).toBeVisible()
  await saved(page, marked, () => page.keyboard.press('q'))
  expect((await coded(page, WIRE)).find(({ quote }) => quote === 'after eleven hours of talks')).toMatchObject({ codes: ['Political'] })
})

test('Ctrl+F8 goes from highlight to highlight of one code', async ({ page }) => {
  await openArticle(page, WIRE)
  const cues = (await coded(page, WIRE)).filter(({ codes }) => codes.includes('Cue')).map(({ quote }) => quote)
  await clickOn(page, 'told reporters')
  const quote = inspector(page).getByRole('blockquote')
  const at = cues.indexOf('told reporters')
  for (let i = 1; i <= cues.length; i++) {
    await page.keyboard.press('Control+F8')
    await expect(quote).toHaveText(cues[(at + i) % cues.length] ?? '')
  }
  await page.keyboard.press('Control+Shift+F8')
  await expect(quote).toHaveText(cues.at(at - 1) ?? '')
})

test('every occurrence of a word is found, looked over and coded as one act', async ({ page }) => {
  await openArticle(page, WIRE)
  const before = await coded(page, WIRE)
  const { text: whole } = await stored(page, WIRE)
  const places = whole.match(/\bgates\b/gi)?.length ?? 0
  expect(places).toBeGreaterThan(2)
  await page.keyboard.press('Control+Alt+o')
  const dialog = page.getByRole('dialog', { name: 'Code every occurrence' })
  await dialog.getByRole('textbox', { name: 'Words' }).fill('gates')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText(`${places} found`)).toBeVisible()
  await dialog.getByRole('grid', { name: 'Occurrences' }).getByRole('row').first().focus()
  await page.keyboard.press('Space')
  await dialog.getByRole('combobox', { name: 'Code them as' }).fill('Naming')
  await page.getByRole('option', { name: /Naming variant/ }).click()
  await saved(page, `Code ${places - 1} occurrences — saved`, () =>
    dialog.getByRole('button', { name: `Code ${places - 1} occurrences` }).click(),
  )
  await expect(dialog).toBeHidden()
  const now = await coded(page, WIRE)
  expect(now.length).toBe(before.length + places - 1)
  await saved(page, `Undone: Code ${places - 1} occurrences`, () => page.keyboard.press('Control+z'))
  expect(await coded(page, WIRE)).toEqual(before)
})

test('a pattern that would never end is refused and can be made simpler', async ({ page }) => {
  await openArticle(page, WIRE)
  await page.keyboard.press('Control+Alt+o')
  const dialog = page.getByRole('dialog', { name: 'Code every occurrence' })
  await dialog.getByText('Whole words').click()
  await dialog.getByText('Regular expression').click()
  await dialog.getByRole('textbox', { name: 'Regular expression' }).fill('(\\w+\\s?)+:$')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('takes too long')
  await dialog.getByRole('textbox', { name: 'Regular expression' }).fill('\\bgates?\\b')
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('grid', { name: 'Occurrences' }).getByRole('row').first()).toContainText('gate')
})

test('a note with plain signs is kept as typed and shown as they mean it, here and in the report', async ({ page }) => {
  await openArticle(page, WIRE)
  await clickOn(page, 'told reporters')
  await page.keyboard.press('Control+Alt+m')
  const note = '**Who** was there?\n- the *chair*\n- <b>nobody</b>'
  await page.keyboard.insertText(note)
  await saved(page, 'Write note — saved', () => page.keyboard.press('Control+Enter'))
  expect((await coded(page, WIRE)).find(({ quote }) => quote === 'told reporters')).toMatchObject({ note })
  const formatted = inspector(page).getByRole('region', { name: 'Note as it is shown' })
  await expect(formatted.locator('strong')).toHaveText('Who')
  await expect(formatted.getByRole('listitem')).toHaveText(['the chair', '<b>nobody</b>'])
  await page.getByRole('radio', { name: 'Report' }).click()
  const reported = page.locator('.report .note.formatted')
  await expect(reported.locator('em')).toHaveText('chair')
  await expect(reported.getByRole('listitem')).toHaveText(['the chair', '<b>nobody</b>'])
})

test('a place is bookmarked, named, gone back to and let go', async ({ page }) => {
  await openArticle(page, WIRE)
  await caretBefore(page, 'The delegations are to meet')
  await saved(page, 'Set bookmark — saved', () => page.keyboard.press('Control+d'))
  const { text: whole, bookmarks } = await stored(page, WIRE)
  expect(bookmarks).toMatchObject([{ offset: whole.indexOf('The delegations are to meet') }])
  const held = inspector(page).getByRole('region', { name: 'Bookmarks' })
  await held.getByRole('button', { name: /^Rename bookmark/ }).click()
  await held.getByRole('textbox', { name: 'Name of the bookmark' }).fill('The next meeting')
  await saved(page, 'Rename bookmark — saved', () => page.keyboard.press('Enter'))
  await caretBefore(page, 'Under the terms')
  await held.getByRole('button', { name: 'The next meeting', exact: true }).click()
  await page.keyboard.press('Control+Alt+s')
  await palette(page).fill('Political')
  await saved(page, marked, () => page.keyboard.press('Enter'))
  expect((await coded(page, WIRE)).some(({ quote }) => quote.startsWith('The delegations are to meet'))).toBe(true)
  await inspector(page).getByRole('tab', { name: 'List' }).click()
  await saved(page, 'Delete bookmark — saved', () => held.getByRole('button', { name: /^Delete bookmark/ }).click())
  expect((await stored(page, WIRE)).bookmarks).toEqual([])
})
