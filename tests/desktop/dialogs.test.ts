// What axe-core finds in the panels and dialogs of daily work, light and dark: suggestions, highlights without a place, and the
// dialogs that ask before many things change at once.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { clickOn, inspector, openArticle, plain, select, stored, text } from './analyst.ts'
import { answerOpen, expect, test } from './app.ts'
import { violations } from './axe.ts'

const WIRE = 'Corvane and Saldria agree to close dam gates after flood and clash'
const BULLETIN = 'Concord Dam: controlled release and events at the gatehouse'
const GONE = 'a temporary inundation of low-lying areas occurred on both banks'

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe-core finds nothing against suggestions and the dialogs of coding, ${colorScheme}`, async ({ page }) => {
    test.slow()
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await plain(page)
    await openArticle(page, WIRE)
    await text(page).focus()
    await page.keyboard.press('Control+Shift+g')
    await expect(text(page).locator('.suggestion').first()).toBeVisible()
    await text(page).focus()
    await page.keyboard.press('F4')
    await expect(inspector(page).getByRole('region', { name: 'This suggestion' })).toBeVisible()
    expect(await violations(page), 'suggestions').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Shift+g')

    await select(page, 'nobody on this river')
    await page.keyboard.press('Control+Shift+a')
    await expect(page.getByRole('dialog', { name: 'Attribution' })).toBeVisible()
    expect(await violations(page), 'an attribution').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')

    await clickOn(page, 'told reporters')
    await page.keyboard.press('Control+Shift+l')
    await expect(page.getByRole('status').filter({ hasText: 'Link from' })).toBeVisible()
    await page.keyboard.press('F8')
    await page.keyboard.press('Control+Shift+l')
    await expect(page.getByRole('searchbox', { name: 'What the second is to the first' })).toBeFocused()
    expect(await violations(page), 'what two highlights are to each other').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')

    await inspector(page).getByRole('tab', { name: 'List' }).click()
    await inspector(page).getByRole('grid', { name: 'Highlights' }).getByRole('row').first().focus()
    await page.keyboard.press('Control+a')
    await inspector(page).getByRole('button', { name: 'Change code…' }).click()
    await expect(page.getByRole('dialog', { name: /^Change the code of/ })).toBeVisible()
    expect(await violations(page), 'changing many codes').toEqual([])
    await page.keyboard.press('Escape')

    await page.keyboard.press('Control+5')
    const cue = page.getByRole('treegrid', { name: 'Codes', exact: true }).getByRole('row', { name: /^Cue,/ })
    // The tree must have heard of the scrolling before it is clicked.
    await cue.hover()
    await page.evaluate(() => new Promise(requestAnimationFrame))
    await cue.click()
    for (const name of ['Merge into…', 'Split…']) {
      await page.getByRole('region', { name: 'Code', exact: true }).getByRole('button', { name }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await violations(page), name).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
  })

  test(`axe-core finds nothing against an import, a new version and what has no place in it, ${colorScheme}`, async ({
    app,
    page,
    folder,
  }) => {
    test.slow()
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const file = path.join(folder, 'later.txt')
    writeFileSync(file, (await stored(page, BULLETIN)).text.replace(GONE, 'water came up on both banks'))
    await answerOpen(app, [file])
    await openArticle(page, BULLETIN)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Import a new version')
    await page.keyboard.press('Enter')
    const version = page.getByRole('dialog', { name: /^New version of/ })
    await version.getByRole('button', { name: 'Choose a file…' }).press('Enter')
    await expect(version.getByRole('heading', { name: /1 without a place$/ })).toBeVisible()
    expect(await violations(page), 'a new version').toEqual([])
    await version.getByRole('button', { name: 'Take this version' }).press('Enter')
    await expect(inspector(page).getByRole('region', { name: 'Without a place: 1' }).getByRole('button').first()).toBeVisible()
    expect(await violations(page), 'what has no place').toEqual([])

    const other = path.join(folder, 'other.txt')
    writeFileSync(other, 'A ferry left late\n\nNobody could say when it would be back, and nobody had asked.')
    await answerOpen(app, [other, path.join(folder, 'later.txt')])
    await page.keyboard.press('Control+Shift+o')
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Done' })).toBeVisible()
    expect(await violations(page), 'the report of an import').toEqual([])
  })
}

test('in forced colours the text that is selected has the system’s colours', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await openArticle(page, WIRE)
  await select(page, 'after eleven hours of talks')
  const colours = await text(page).evaluate((host) => {
    const probe = document.createElement('span')
    probe.style.cssText = 'forced-color-adjust: none; color: HighlightText; background-color: Highlight'
    host.ownerDocument.body.append(probe)
    const wanted = getComputedStyle(probe)
    const system = [wanted.color, wanted.backgroundColor]
    probe.remove()
    const at = getSelection()?.anchorNode?.parentElement
    if (at === null || at === undefined) return { system, selected: [] }
    const selected = getComputedStyle(at, '::selection')
    return { system, selected: [selected.color, selected.backgroundColor] }
  })
  expect(colours.selected).toEqual(colours.system)
})
