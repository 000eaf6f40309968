// Projects as files: made, opened, opened again, copied; and the sample that a first start opens.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { root } from '../../build/process.ts'
import { codeAs, coded, library, openArticle, projectName, select } from './analyst.ts'
import { answerOpen, answerSave, expect, launch, test } from './app.ts'

const wire = path.join(root, 'corpus/articles/06-tern-wire.txt')
const WIRE = 'Corvane and Saldria agree to close dam gates after flood and clash'
const said = (page: Page) => page.getByRole('contentinfo').getByRole('status')

/** A command by its name, from the palette. */
async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(command)
  await expect(page.getByRole('option', { name: command }).first()).toBeVisible()
  await page.keyboard.press('Enter')
}

test('a first start opens the sample, and it can be worked on like any project', { tag: '@packaged' }, async ({ profile }) => {
  let { app, page } = await launch(profile)
  await expect(projectName(page)).toHaveText('The night on the Ilvey')
  await expect(library(page).getByRole('row')).toHaveCount(10)
  await openArticle(page, WIRE)
  await select(page, 'after eleven hours of talks')
  await codeAs(page, 'Human interest')
  const marks = await coded(page, WIRE)
  await app.close()
  ;({ app, page } = await launch(profile))
  await expect(projectName(page)).toHaveText('The night on the Ilvey')
  expect(await coded(page, WIRE)).toEqual(marks)
  await app.close()
})

test('an empty project says what to do next; the last project opens again; recent ones and the sample are at hand', async ({
  folder,
  profile,
}) => {
  const one = path.join(folder, 'One.parallax')
  const two = path.join(folder, 'Two.parallax')
  let { app, page } = await launch(profile)
  for (const file of [one, two]) {
    await answerSave(app, file)
    await page.keyboard.press('Control+n')
    await expect(projectName(page)).toHaveText(path.basename(file, '.parallax'))
    await expect(page.getByRole('region', { name: 'Library' })).toContainText('No articles yet')
    await expect(page.getByRole('region', { name: 'Library' }).getByRole('button', { name: 'Import files…' })).toBeEnabled()
    expect(existsSync(file)).toBe(true)
  }
  await app.close()

  ;({ app, page } = await launch(profile))
  await expect(projectName(page)).toHaveText('Two')
  await answerOpen(app, [one])
  await page.keyboard.press('Control+o')
  await expect(projectName(page)).toHaveText('One')
  await run(page, 'Open sample project')
  await expect(projectName(page)).toHaveText('The night on the Ilvey')
  // The newest stands first: One, then Two.
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('project.openRecent')?.submenu?.items[1]?.click())
  await expect(projectName(page)).toHaveText('Two')
  await app.close()
})

test('a cancelled dialog changes nothing, and a project is never made over another file', async ({ app, page, folder }) => {
  await answerOpen(app, [])
  await page.keyboard.press('Control+o')
  await expect(projectName(page)).toHaveText('The night on the Ilvey')
  const taken = path.join(folder, 'Taken.parallax')
  writeFileSync(taken, 'words of another program')
  await answerSave(app, taken)
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('alert')).toContainText('Taken.parallax')
  await expect(projectName(page)).toHaveText('The night on the Ilvey')
  expect(readFileSync(taken, 'utf8')).toBe('words of another program')
})

test('a copy holds everything, and work goes on in the project itself', async ({ app, page, folder }) => {
  const project = path.join(folder, 'Work.parallax')
  const copy = path.join(folder, 'Copy of work.parallax')
  await answerSave(app, project)
  await page.keyboard.press('Control+n')
  await expect(projectName(page)).toHaveText('Work')
  await answerOpen(app, [wire])
  await page.keyboard.press('Control+Shift+o')
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  await select(page, 'after eleven hours of talks')
  await codeAs(page, 'Human interest')
  const marks = await coded(page, WIRE)
  await answerSave(app, copy)
  await page.keyboard.press('Control+Shift+s')
  await expect(said(page)).toHaveText(`A copy was saved as ${copy}`)
  await expect(projectName(page)).toHaveText('Work')
  await select(page, 'the district hospital said')
  await codeAs(page, 'Source')

  await answerOpen(app, [copy])
  await page.keyboard.press('Control+o')
  await expect.poll(() => page.evaluate(() => window.parallax['app.state']())).toMatchObject({ value: { project: { path: copy } } })
  await expect(library(page).getByRole('row')).toHaveCount(1)
  expect(await coded(page, WIRE)).toEqual(marks)
  // A copy is never written over the project that is open.
  await answerSave(app, copy)
  const before = readFileSync(copy)
  await page.keyboard.press('Control+Shift+s')
  await expect(page.getByRole('alert')).toBeVisible()
  expect(readFileSync(copy).subarray(0, 4096)).toEqual(before.subarray(0, 4096))
})
