// What runs beside the window: each job is told with its name and its own end, and what is cancelled leaves nothing.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { reportSections } from '../../shared/report/model.ts'
import { projectOfMany } from '../helpers/many.ts'
import { answerSave, expect, launch, test } from './app.ts'

/** Writes a report of all articles, with all that it can have. */
const exportAll = (page: Page, format: 'docx' | 'pdf' = 'docx') =>
  page.evaluate(
    async ({ sections, format }) => {
      const listed = await window.parallax['library.list']({ filter: '', sort: 'title', descending: false, offset: 0, limit: 200 })
      const articleIds = listed.ok ? listed.value.rows.map(({ id }) => id) : []
      return window.parallax['report.export']({ request: { articleIds, sections: [...sections] }, format })
    },
    { sections: reportSections, format },
  )

test('S29 a report that is cancelled by keyboard leaves the old file, and the export that waited for it is written', async ({
  folder,
  profile,
}) => {
  test.setTimeout(90_000)
  const project = path.join(folder, 'many.parallax')
  projectOfMany(project, { articles: 30, marks: 60, words: 800 }).close()
  const [report, data] = [path.join(folder, 'out', 'report.docx'), path.join(folder, 'out', 'data.json')]
  const { app, page } = await launch(profile, [project])
  try {
    await answerSave(app, report)
    mkdirSync(path.dirname(report))
    writeFileSync(report, 'kept')
    const first = exportAll(page)
    const running = page.getByRole('list', { name: 'Running' })
    await expect(running).toContainText('Report “report.docx”Drawing charts')
    await answerSave(app, data)
    const second = page.evaluate(() => window.parallax['exchange.export']({ format: 'json', offsets: 'standard' }))
    await expect(running).toContainText('Export “data.json”Waiting')
    await page.getByRole('button', { name: 'Cancel: Report “report.docx”' }).focus()
    await page.keyboard.press('Enter')
    expect(await first).toMatchObject({ ok: false, code: 'cancelled' })
    expect(await second).toEqual({ ok: true, value: data })
    await expect(running).toBeHidden()
    expect(readFileSync(report, 'utf8')).toBe('kept')
    expect(readdirSync(path.dirname(report)).toSorted()).toEqual(['data.json', 'report.docx'])
  } finally {
    await app.close()
  }
})

test('S29 the app quits while a report that was cancelled is still being drawn, and nothing of it is left', async ({ folder, profile }) => {
  test.setTimeout(90_000)
  const project = path.join(folder, 'many.parallax')
  projectOfMany(project, { articles: 30, marks: 60, words: 800 }).close()
  const report = path.join(folder, 'out', 'report.docx')
  mkdirSync(path.dirname(report))
  writeFileSync(report, 'kept')
  const { app, page } = await launch(profile, [project])
  const ended = new Promise((resolve) => app.process().once('exit', (code) => resolve(code)))
  try {
    await answerSave(app, report)
    const written = exportAll(page)
    await expect(page.getByRole('list', { name: 'Running' })).toContainText('Drawing charts')
    await page.getByRole('button', { name: 'Cancel: Report “report.docx”' }).click()
    expect(await written).toMatchObject({ ok: false, code: 'cancelled' })
  } finally {
    await app.close()
  }
  expect(await ended).toBe(0)
  expect(readFileSync(report, 'utf8')).toBe('kept')
  expect(readdirSync(path.dirname(report))).toEqual(['report.docx'])
})

test('S29 a PDF that is cancelled while its pages are laid out ends the hidden window and leaves nothing', async ({ folder, profile }) => {
  test.setTimeout(90_000)
  const project = path.join(folder, 'many.parallax')
  projectOfMany(project, { articles: 30, marks: 60, words: 800 }).close()
  const pdf = path.join(folder, 'out', 'report.pdf')
  mkdirSync(path.dirname(pdf))
  const { app, page } = await launch(profile, [project])
  try {
    await answerSave(app, pdf)
    const written = exportAll(page, 'pdf')
    await expect(page.getByRole('list', { name: 'Running' })).toContainText('Laying out pages')
    const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
    await expect.poll(windows).toBeGreaterThan(1)
    await page.getByRole('button', { name: 'Cancel: Report “report.pdf”' }).click()
    expect(await written).toMatchObject({ ok: false, code: 'cancelled' })
    await expect.poll(windows).toBe(1)
    expect(readdirSync(path.dirname(pdf))).toEqual([])
  } finally {
    await app.close()
  }
})
