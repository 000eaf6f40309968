// Two articles side by side: what ribbons, strips and lanes show, the ways from passage to passage, and what an analyst makes of
// the pair.
import type { Page } from '@playwright/test'
import { shownAt } from '../../shared/omissions.ts'
import { CUT_OFF } from '../../shared/passage.ts'
import { ask, clickOn, coded, inspector, openArticle, pane, plain, saved, select, stored, text } from './analyst.ts'
import { expect, launch, test } from './app.ts'
import { violations } from './axe.ts'

const WIRE = 'Corvane and Saldria agree to close dam gates after flood and clash'
const QUAY = 'Corvane and Saldria agree to close the floodgates after the drama of the Ilvei'
const SALDRIA = '“They opened it while we slept”: Osmaray counts its losses'

const status = (page: Page) => page.getByRole('contentinfo')
const ribbons = (page: Page) => page.getByRole('group', { name: 'Shared passages' }).getByRole('button')
const bar = (page: Page) => page.getByRole('toolbar', { name: 'Comparison' })
const titleOf = (page: Page, side: 0 | 1) => pane(page, side).getByRole('heading', { level: 2 })

async function compare(page: Page, left: string, right: string): Promise<void> {
  await openArticle(page, left)
  await page.getByRole('button', { name: `Compare with ${right}` }).click()
  await expect(titleOf(page, 1)).toHaveText(right)
  await expect(text(page, 1)).not.toBeEmpty()
  await expect(inspector(page)).not.toContainText('Comparing…')
}

async function tab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click()
  await expect(page.getByRole('tab', { name, exact: true })).toHaveAttribute('aria-selected', 'true')
}

async function found(page: Page, left: string, right: string) {
  const [a, b] = [await stored(page, left), await stored(page, right)]
  const shown = shownAt(await ask(page, 'compare', { a: a.article.id, b: b.article.id }), CUT_OFF)
  return { a, b, ...shown }
}

/** Two articles of our own with each of the three kinds of passages. */
async function pasteTwo(page: Page): Promise<readonly [string, string]> {
  const same = 'The bridge at Osk was shut at six in the evening because its middle pier had moved by the width of a hand.'
  const stays = 'Engineers of the river office have measured the bank on both sides since the flood and will report in June.'
  const one = `Morning ledger\n\n${same}\n\nNobody here has slept well since the siren, and the baker opens late.\n\n${stays}\n\nMayor Ilse Brandt said that 40 lorries wait at the ramp in Osk.`
  const two = `River diary\n\n${stays.replace('both sides', 'this side').replace('June', 'July')}\n\nA crowd of children came to look.\n\n${same}\n\nForty lorries, 40 in all, stand at the Osk ramp, according to the mayor, Ilse Brandt.`
  for (const words of [one, two]) await ask(page, 'import.paste', { text: words, html: null })
  return ['Morning ledger', 'River diary']
}

test('each kind of passage has its own look; a click, the arrows and Enter go from one to the next', async ({ page }) => {
  const [north, south] = await pasteTwo(page)
  await compare(page, north, south)
  const { passages } = await found(page, north, south)
  expect(new Set(passages.map(({ kind }) => kind))).toEqual(new Set(['verbatim', 'edited', 'statement']))
  await expect(bar(page).getByRole('list', { name: 'What the ribbons mean' })).toContainText('Same wordsEditedSame statementOnly here')
  await expect(ribbons(page)).toHaveCount(passages.length)
  const looks = await page.locator('.ribbons .ribbon').evaluateAll((all) =>
    all.map((each) => {
      const { fill, fillOpacity, strokeDasharray } = getComputedStyle(each)
      return [each.classList[1], fill === 'none' ? 0 : Number(fillOpacity), strokeDasharray !== 'none']
    }),
  )
  const [strong, medium, thin] = (['verbatim', 'edited', 'statement'] as const).map((kind) => looks.find(([is]) => is === kind))
  expect(strong?.[1]).toBeGreaterThan(Number(medium?.[1]))
  expect(medium?.[1]).toBeGreaterThan(Number(thin?.[1]))
  expect([strong?.[2], medium?.[2], thin?.[2]]).toEqual([false, true, false])

  await page.keyboard.press('F7')
  await expect(page.locator('.ribbon.focused')).toHaveCount(1)
  await expect(text(page).locator('.accent.passage')).not.toHaveCount(0)
  await page
    .getByRole('grid', { name: 'Shared passages' })
    .getByRole('row', { name: /edited/ })
    .click()
  await expect(page.locator('.ribbon.edited.focused')).toHaveCount(1)
  await expect(text(page).locator('.accent.changed').first()).toHaveText('both sides')
  await expect(text(page, 1).locator('.accent.changed').first()).toHaveText('this side')

  await ribbons(page).first().focus()
  await page.keyboard.press('Enter')
  await expect(ribbons(page).first()).toHaveAttribute('aria-pressed', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(ribbons(page).nth(1)).toBeFocused()
  await expect(ribbons(page).nth(1)).toHaveAttribute('aria-pressed', 'true')
  await expect(page.locator('.ribbon-tip')).toHaveText((await ribbons(page).nth(1).getAttribute('aria-label')) ?? '')
  const names = await ribbons(page).evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))
  expect(names.filter((name) => /^same words · \d+ words$/.test(name ?? ''))).toHaveLength(1)
  expect(names.filter((name) => /likeness \d\.\d\d$/.test(name ?? ''))).toHaveLength(1)
})

test('how alike statements must be is chosen by keyboard and kept', async ({ profile }) => {
  let { app, page } = await launch(profile)
  await compare(page, WIRE, QUAY)
  const { passages } = await found(page, WIRE, QUAY)
  const statements = (from: number) => passages.filter(({ kind, score }) => kind === 'statement' && score >= from).length
  await expect(inspector(page)).toContainText(`0.15 and more: ${statements(0.15)} statements`)
  const slider = page.getByRole('slider', { name: 'How alike' })
  await slider.focus()
  for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight')
  expect(statements(0.35)).toBeLessThan(statements(0.15))
  await expect(inspector(page)).toContainText(`0.35 and more: ${statements(0.35)} statements`)
  await expect(page.locator('.strip[aria-label*="left"] .strip-passage')).toHaveCount(statements(0.35))
  await app.close()
  ;({ app, page } = await launch(profile))
  await expect(page.getByRole('slider', { name: 'How alike' })).toHaveValue('0.35')
  await app.close()
})

test('L lets each side scroll by itself; strips go anywhere; what stands on one side only is walked', async ({ page }) => {
  await compare(page, WIRE, QUAY)
  const top = (side: 0 | 1) =>
    pane(page, side)
      .locator('.reader')
      .evaluate((element) => Math.round(element.scrollTop))
  await text(page).focus()
  await page.keyboard.press('l')
  await expect(status(page)).toContainText('Each side scrolls by itself')
  const before = await top(1)
  await page.getByRole('slider', { name: 'Overview of the left text' }).focus()
  await page.keyboard.press('End')
  await expect.poll(() => top(0)).toBeGreaterThan(200)
  expect(await top(1)).toBe(before)
  await text(page).focus()
  await page.keyboard.press('l')
  await expect(status(page)).not.toContainText('Each side scrolls by itself')
  await page.getByRole('slider', { name: 'Overview of the left text' }).click({ position: { x: 6, y: 200 } })
  await expect.poll(() => top(1)).not.toBe(before)

  await page.keyboard.press('Control+Shift+2')
  await expect(text(page, 1)).toBeFocused()
  await page.keyboard.press('Control+F7')
  await expect(status(page)).toContainText(/Only here: \d+ of \d+/)
  const place = /Only here: (\d+) of (\d+)/.exec((await status(page).textContent()) ?? '')
  await expect(text(page, 1).locator('.accent.found')).not.toHaveCount(0)
  await expect(page.locator('.edge[data-side="1"] .only.current')).toHaveCount(1)
  await page.keyboard.press('Control+F7')
  await expect(status(page)).toContainText(`Only here: ${(Number(place?.[1]) % Number(place?.[2])) + 1} of ${place?.[2]}`)
})

test('sides are swapped and replaced; a set is compared two at a time by its matrix', async ({ page }) => {
  await compare(page, WIRE, QUAY)
  await page.keyboard.press('Control+Shift+x')
  await expect(titleOf(page, 0)).toHaveText(QUAY)
  await bar(page).getByRole('button', { name: 'Right article' }).click()
  await page.getByRole('dialog').getByRole('searchbox').fill('Osmaray')
  await page.getByRole('option', { name: SALDRIA }).click()
  await expect(titleOf(page, 1)).toHaveText(SALDRIA)
  await tab(page, 'Set')
  await page.getByRole('button', { name: 'Add an article…' }).click()
  await page.getByRole('dialog').getByRole('searchbox').fill('dam gates after flood')
  await page.getByRole('option', { name: WIRE }).click()
  await expect(inspector(page).locator('.pair-set li')).toHaveCount(3)
  const cells = inspector(page).getByRole('table').getByRole('button')
  await expect(cells).toHaveCount(6)
  for (const cell of await cells.all()) await expect(cell).toHaveAccessibleName(/^Open \w and \w: [\d.]+ %, \d+ statements$/)
  const titles = await inspector(page).locator('.pair-set li span').allTextContents()
  const [i, j] = [titles.indexOf(WIRE), titles.indexOf(SALDRIA)].map((at) => String.fromCharCode(65 + at))
  await cells.and(page.getByRole('button', { name: `Open ${i} and ${j}:` })).click()
  await expect(titleOf(page, 0)).toHaveText(WIRE)
  await expect(titleOf(page, 1)).toHaveText(SALDRIA)
  await expect(cells).toHaveCount(6)
})

test('codes are carried to the counterpart, and a highlight is made on both sides at once, each as one act', async ({ page }) => {
  const [north, south] = await pasteTwo(page)
  await compare(page, north, south)
  await select(page, 'middle pier')
  await page.keyboard.type('Naming variant')
  await saved(page, 'Add highlight — saved', () => page.keyboard.press('Enter'))
  await saved(page, 'Carry codes to counterpart — saved', () => page.keyboard.press('Control+Alt+c'))
  expect(await coded(page, south)).toEqual([{ quote: 'middle pier', codes: ['Naming variant'], note: '' }])
  await saved(page, 'Undone: Carry codes to counterpart', () => page.keyboard.press('Control+z'))
  expect(await coded(page, south)).toEqual([])

  // From a ribbon.
  await tab(page, 'Pair')
  await page
    .getByRole('grid', { name: 'Shared passages' })
    .getByRole('row', { name: /likeness/ })
    .click()
  await page.keyboard.press('Control+Alt+x')
  await page.getByRole('dialog').getByRole('searchbox').fill('Attrib')
  await saved(page, 'Mark attribution shift — saved', () => page.getByRole('option', { name: 'Attribution shift' }).click())
  const both = [await stored(page, north), await stored(page, south)] as const
  expect((await coded(page, south)).map(({ codes }) => codes)).toEqual([['Attribution shift']])
  expect(both[0].links).toEqual(both[1].links)
  expect(both[0].links.map(({ type }) => type)).toEqual(['same claim'])
  await saved(page, 'Undone: Mark attribution shift', () => page.keyboard.press('Control+z'))

  // From two selections.
  await select(page, 'June')
  await page.keyboard.press('Escape')
  await select(page, 'June')
  await select(page, 'July', 'July', 1)
  await page.keyboard.press('Control+Alt+x')
  await expect(text(page).locator('.accent.preview')).toHaveText('June')
  await page.getByRole('dialog', { name: 'What the two places are to each other' }).getByRole('searchbox').fill('Conf')
  await saved(page, 'Mark conflict — saved', () => page.keyboard.press('Enter'))
  expect((await coded(page, south)).map(({ quote, codes }) => [quote, codes])).toEqual([['July', ['Factual conflict']]])
  expect((await coded(page, north)).map(({ quote }) => quote)).toContain('June')
  expect((await stored(page, north)).links.map(({ type }) => type)).toEqual(['contradicts'])
})

test('what one says and the other does not is judged by one key, undone, filtered, copied and reported', async ({ page, app }) => {
  await plain(page)
  await compare(page, WIRE, QUAY)
  const { a, b, omissions } = await found(page, WIRE, QUAY)
  await tab(page, 'Left out')
  const list = page.getByRole('grid', { name: 'Said left, not right' })
  await expect(inspector(page)).toContainText(`0 of ${omissions.a.length} decided`)
  await list.getByRole('row').nth(1).focus()
  await page.keyboard.press('Enter')
  await expect(text(page).locator('.accent.found')).not.toHaveCount(0)
  await expect(text(page, 1).locator('.accent.found')).not.toHaveCount(0)
  await saved(page, 'Judge omission: omitted — saved', () => page.keyboard.press('1'))
  const open = () => ask(page, 'pair.open', { a: a.article.id, b: b.article.id })
  const [finding] = (await open()).findings
  expect(finding).toMatchObject({ kind: 'omission', verdict: 'omitted', articleId: a.article.id, thereId: b.article.id })
  expect(a.text.slice(finding?.range.start, finding?.range.end)).toBe(finding?.quote)
  await expect(inspector(page)).toContainText(`1 of ${omissions.a.length} decided`)
  await saved(page, 'Judge omission: told otherwise — saved', () => page.keyboard.press('2'))
  await saved(page, 'Undone: Judge omission: told otherwise', () => page.keyboard.press('Control+z'))
  expect((await open()).findings).toEqual([finding])
  await page.getByRole('radio', { name: 'Decided' }).press('Space')
  await expect(list.getByRole('row')).toHaveCount(1)

  await page.getByRole('button', { name: 'Copy as CSV' }).click()
  await expect(status(page)).toContainText('entries as CSV')
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied.trim().split('\r\n')[0]).toContain('Said in')
  expect(copied).toContain('omitted')

  await page.keyboard.press('Control+3')
  const table = page.locator('.report-page').getByRole('table', { name: /^Said in A, not in B: 1 of / })
  await expect(table.getByRole('rowheader')).toHaveText(/^omitted/)
  await expect(table).toContainText(finding?.quote.slice(0, 40) ?? '?')
})

test('a pair gets a verdict, with feelings asked before; outlets and bylines are hidden until they are revealed', async ({ page }) => {
  await plain(page)
  await compare(page, WIRE, SALDRIA)
  await clickOn(page, 'told reporters')
  await page.keyboard.press('Control+j')
  await page.keyboard.type('Oda Quillane')
  await saved(page, 'Point highlight to new entity — saved', () => page.getByRole('option', { name: 'New person “Oda Quillane”' }).click())
  await tab(page, 'Pair')
  await tab(page, 'Verdict')
  await saved(page, 'Judge which leans further — saved', () => page.getByRole('radio', { name: 'Right', exact: true }).press('Space'))
  const note = page.getByRole('textbox', { name: 'Note: the pole, and why' })
  await note.fill('Towards those who were flooded')
  await saved(page, 'Write note on pair — saved', () => note.press('Control+Enter'))
  await page.getByRole('switch', { name: 'Ask for prior feelings' }).press('Space')
  const asked = page.getByRole('radiogroup', { name: 'What you felt about Oda Quillane before reading' })
  await saved(page, 'Note prior feeling — saved', () => asked.getByRole('radio', { name: 'for', exact: true }).press('Space'))
  await expect(asked).toHaveCount(0)
  const stance = page.getByRole('radiogroup', { name: 'Stance of the right article to Oda Quillane' })
  await saved(page, 'Judge stance — saved', () => stance.getByRole('radio', { name: 'strongly against' }).press('Space'))
  const [a, b] = [await stored(page, WIRE), await stored(page, SALDRIA)]
  const { pair, feelings } = await ask(page, 'pair.open', { a: a.article.id, b: b.article.id })
  const right = a.article.id < b.article.id ? 'b' : 'a'
  expect(pair).toMatchObject({ relative: right, note: 'Towards those who were flooded', stances: [{ [right]: -2 }] })
  expect(feelings.map(({ value }) => value)).toEqual([1])
  await saved(page, 'Undone: Judge stance', () => page.keyboard.press('Control+z'))
  await expect(stance.getByRole('radio', { checked: true })).toHaveCount(0)

  const outlet = a.article.outlet
  await expect(pane(page)).toContainText(outlet)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Hide or reveal outlets')
  await page.keyboard.press('Enter')
  await expect(status(page)).toContainText('Outlets are hidden')
  await expect(pane(page).locator('.pane-head')).not.toContainText(outlet)
  await expect(pane(page).locator('.block[data-zone="byline"]').first()).toBeHidden()
  await page.keyboard.press('Control+b')
  await expect(page.getByRole('grid', { name: 'Articles' }).getByRole('row').filter({ hasText: WIRE })).not.toContainText(outlet)
  await page.keyboard.press('Control+1')
  await expect(pane(page).locator('.pane-head')).not.toContainText(outlet)
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe-core finds nothing against any part of a pair, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await compare(page, WIRE, SALDRIA)
    await page.keyboard.press('F7')
    for (const name of ['Shared', 'Left out', 'Verdict', 'Set']) {
      await tab(page, name)
      expect(await violations(page), name).toEqual([])
    }
    await page.keyboard.press('Control+Alt+x')
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await violations(page), 'marking on both sides').toEqual([])
  })

test('in forced colours what is shared, what is alone and what is chosen is told by its shape', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await compare(page, WIRE, SALDRIA)
  await page.keyboard.press('F7')
  const shapes = await page.locator('.ribbons .ribbon').evaluateAll((all) =>
    all.map((each) => {
      const { fill, stroke, strokeWidth } = getComputedStyle(each)
      return {
        focused: each.classList.contains('focused'),
        drawn: fill === 'none' && stroke !== 'none',
        width: Number.parseFloat(strokeWidth),
      }
    }),
  )
  expect(shapes.every(({ drawn }) => drawn)).toBe(true)
  const widest = (focused: boolean) => Math.max(...shapes.filter((shape) => shape.focused === focused).map(({ width }) => width))
  expect(widest(true)).toBeGreaterThan(widest(false))
  const alone = await page
    .locator('.lane .only')
    .first()
    .evaluate((line) => getComputedStyle(line).strokeDasharray)
  expect(alone).not.toBe('none')
  await expect(text(page).locator('.accent.passage').first()).toHaveCSS('outline-style', 'solid')
})
