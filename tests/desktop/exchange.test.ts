// Data of other programs, in and out: what gets lost is shown, and nothing is done before it is asked for.
import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { library } from './analyst.ts'
import { answerOpen, answerSave, expect, launch, test } from './app.ts'
import { violations } from './axe.ts'

async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(command)
  await expect(page.getByRole('option', { name: command }).first()).toBeVisible()
  await page.keyboard.press('Enter')
}
const said = (page: Page) => page.getByRole('contentinfo').getByRole('status')

test('a project goes out as QDPX and comes in again, each time with the list of what does not come along', async ({ folder, profile }) => {
  const { app, page } = await launch(profile)
  await expect(library(page).getByRole('row')).toHaveCount(10)
  const file = path.join(folder, 'data.qdpx')
  await answerSave(app, file)
  await run(page, 'Export data')
  const losses = page.getByRole('dialog', { name: 'Export data' }).getByRole('list', { name: 'What does not come along' })
  const pieces = losses.getByRole('listitem').filter({ hasText: 'Highlights of several pieces become one for each piece.' })
  await pieces.locator('summary').focus()
  await page.keyboard.press('Enter')
  await expect(pieces.getByRole('listitem').first()).toContainText('“')
  await expect(pieces.getByRole('listitem')).toHaveCount(Number(await pieces.locator('summary span').textContent()))
  expect(await violations(page)).toEqual([])
  expect(existsSync(file)).toBe(false)
  await page.getByRole('button', { name: 'Export…' }).click()
  await expect(said(page)).toHaveText(`Data written to ${file}`)
  expect(existsSync(file)).toBe(true)

  await answerOpen(app, [file])
  await run(page, 'Import data of another program')
  const dialog = page.getByRole('dialog', { name: 'Import “data.qdpx”' })
  await expect(dialog).toContainText('Written by Parallax.')
  expect(await violations(page)).toEqual([])
  await expect(library(page).getByRole('row')).toHaveCount(10)
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(said(page)).toHaveText(/records came in — saved$/)
  await expect(page.getByRole('region', { name: 'Library' })).toContainText(/Articles\s*20/)
  await page.keyboard.press('Control+z')
  await expect(library(page).getByRole('row')).toHaveCount(10)
  await app.close()
})
