// A report between two projects: what it brings is told before anything is done, and what no longer matches is a click away.
import path from 'node:path'
import type { Page } from '@playwright/test'
import { answerOpen, answerSave } from '../../build/launch.ts'
import { ask, coded, library, pane, projectName, stored, text } from './analyst.ts'
import { expect, test } from './app.ts'
import { violations } from './axe.ts'

const WIRE = 'Corvane and Saldria agree to close dam gates after flood and clash'

async function run(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(command)
  await expect(page.getByRole('option', { name: command }).first()).toBeVisible()
  await page.keyboard.press('Enter')
}
const said = (page: Page) => page.getByRole('contentinfo').getByRole('status')

test('a report brings its article and highlights into another project, as one act', async ({ app, page, folder }) => {
  const [report, project] = [path.join(folder, 'wire.html'), path.join(folder, 'Second.parallax')]
  const own = await coded(page, WIRE)
  const { article } = await stored(page, WIRE)
  await answerSave(app, report)
  await ask(page, 'report.export', { request: { articleIds: [article.id] }, format: 'html' })
  await answerSave(app, project)
  await run(page, 'New project')
  await expect(projectName(page)).toHaveText('Second')

  await answerOpen(app, [report])
  await run(page, 'Open report')
  const dialog = page.getByRole('dialog', { name: 'Import “wire.html”' })
  await expect(dialog.getByRole('row', { name: WIRE })).toContainText('comes along, proved by its hash')
  await expect(dialog).toContainText('records come into the project as one act')
  expect(await violations(page)).toEqual([])
  expect((await ask(page, 'library.list', { filter: '', sort: 'title', descending: false, offset: 0, limit: 1 })).total).toBe(0)
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(said(page)).toHaveText(/records came in — saved$/)
  await expect(library(page).getByRole('row')).toHaveCount(1)
  expect(await coded(page, WIRE)).toEqual(own)

  await answerOpen(app, [report])
  await run(page, 'Open report')
  await expect(dialog.getByRole('row', { name: WIRE })).toContainText('here, with this very text')
  await expect(dialog).toContainText('The project holds all of it already.')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.keyboard.press('Control+z')
  await expect(library(page).getByRole('row')).toHaveCount(0)
})

test('what a report says of a highlight that is gone is shown in its article', async ({ app, page, folder }) => {
  const report = path.join(folder, 'wire.docx')
  const { article, highlights, codings, links } = await stored(page, WIRE)
  const gone = highlights.find(({ id }) => links.every(({ fromId, toId }) => fromId !== id && toId !== id))
  if (gone === undefined) throw new Error('the sample has no highlight without links')
  await answerSave(app, report)
  await ask(page, 'report.export', { request: { articleIds: [article.id] }, format: 'docx' })
  const change = [
    ...codings.filter(({ highlightId }) => highlightId === gone.id).map((before) => ({ kind: 'coding', before, after: null }) as const),
    { kind: 'highlight', before: gone, after: null } as const,
  ]
  await ask(page, 'commit', { label: 'Delete highlight', change })

  await answerOpen(app, [report])
  await run(page, 'Verify report')
  const dialog = page.getByRole('dialog', { name: 'Verify report' })
  await expect(dialog.getByRole('listitem')).toHaveCount(1)
  await expect(dialog).toContainText('The project has no such highlight in this article.')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: /^Show in the article/ }).click()
  await expect(dialog).toHaveCount(0)
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText(WIRE)
  await expect(text(page).locator('.accent.found')).toBeInViewport()
})
