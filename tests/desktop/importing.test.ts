// What comes in, and what the analyst makes of it: links, locked files, tables, cuts of a page, and imports that are long, slow,
// hostile or broken off.
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { at, pdf } from '../unit/import/pdfs.ts'
import { ask, codeAs, inspector, library, openArticle, pane, projectName, saved, select, stored } from './analyst.ts'
import { answerOpen, answerSave, expect, launch, test } from './app.ts'
import { violations } from './axe.ts'

const report = (page: Page): Locator => page.getByRole('dialog', { name: 'Import', exact: true })
const details = (page: Page): Locator => report(page).getByRole('region', { name: 'What came of the file' })
const row = (page: Page, name: string): Locator => report(page).getByRole('row').filter({ hasText: name }).first()

async function newProject(app: ElectronApplication, page: Page, folder: string): Promise<void> {
  await answerSave(app, path.join(folder, 'Sources.parallax'))
  await page.keyboard.press('Control+n')
  await expect(projectName(page)).toHaveText('Sources')
}

async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(name)
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText(name)
  await page.keyboard.press('Enter')
}

async function importFolder(app: ElectronApplication, page: Page, place: string): Promise<void> {
  await answerOpen(app, [place])
  await command(page, 'Import folder')
}

const words = (n: number) => `The ferry number ${n} left late, with ${n + 3} people on board, and nobody could say when it would be back.`
const titles = async (page: Page): Promise<string[]> => {
  const { rows } = await ask(page, 'library.list', { filter: '', sort: 'title', descending: false, offset: 0, limit: 500 })
  return rows.map(({ title }) => title)
}

test('S7 S8 a link is fetched on the act alone: one request, and none for what the page would load', async ({ app, page, folder }) => {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.cookie ?? ''}`)
    response
      .setHeader('Content-Type', 'text/html')
      .setHeader('Set-Cookie', 'seen=1')
      .setHeader('Link', '</hint.css>; rel=preload; as=style')
    response.end(
      `<!doctype html><html><head><title>The gate stood open</title><link rel="stylesheet" href="/style.css"><link rel="prefetch" href="/next.html"><script src="/a.js"></script></head><body><article><h1>The gate stood open</h1><p><img src="/picture.png" srcset="/big.png 2x" alt="A gate">${words(1)}</p><p style="background:url(/back.png)">${words(2)}</p><iframe src="/frame.html"></iframe></article></body></html>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/gate`
  try {
    await newProject(app, page, folder)
    await command(page, 'Import from a link')
    const dialog = page.getByRole('dialog', { name: 'Import from a link' })
    await expect(dialog).toContainText('fetches this one page now, and nothing else')
    expect(await violations(page), 'the dialog of a link').toEqual([])
    await dialog.getByRole('textbox', { name: 'Address of the page' }).fill(address)
    await page.keyboard.press('Enter')
    // This server is on this machine, which is not the web.
    await expect(dialog.getByRole('alert')).toContainText('an address of this computer or of its own network')
    expect(asked).toEqual([])
    await dialog.getByText('Also from my own network').click()
    await dialog.getByRole('button', { name: 'Fetch the page' }).click()
    await expect(dialog).toBeHidden()
    await expect(library(page).getByRole('row', { name: 'The gate stood open' })).toHaveCount(1)
    if (await report(page).isVisible()) await report(page).getByRole('button', { name: 'Done' }).click()
    await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('The gate stood open')
    expect((await stored(page, 'The gate stood open')).article).toMatchObject({ via: 'link', address })
    expect(asked).toEqual(['GET /gate '])
    // Nor is anything fetched when it is read again, compared or reported.
    await page.getByRole('tab', { name: 'Article' }).click()
    await expect(inspector(page)).toContainText(address)
    await command(page, 'Read again from the original')
    await expect(page.getByRole('dialog').getByRole('alert')).toContainText('There is nothing to take over.')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+3')
    await expect(page.locator('.report-page').getByRole('heading', { level: 1 })).toBeVisible()
    expect(asked).toEqual(['GET /gate '])
  } finally {
    server.close()
  }
})

test('a locked file asks for its password, a table for its columns, which the project remembers', async ({ app, page, folder }) => {
  await newProject(app, page, folder)
  const place = path.join(folder, 'in')
  mkdirSync(place)
  const put = (name: string, bytes: string | Uint8Array) => writeFileSync(path.join(place, name), bytes)
  put('locked.pdf', pdf({ pages: [at(72, 700, words(1))], lock: { user: 'open', owner: 'other' } }))
  put('one.csv', 'nr,a,b\n1,First gate,"open, shut"\n')
  put('two.csv', 'nr,a,b\n1,Second gate,"shut, open"\n')
  await importFolder(app, page, place)
  await expect(report(page)).toContainText('0 taken, 0 already in the project, 0 refused. 3 wait for you.')
  expect(await violations(page), 'the report of an import').toEqual([])

  await row(page, 'locked.pdf').click()
  const password = details(page).getByLabel('Password')
  await password.fill('shut')
  await page.keyboard.press('Enter')
  await expect(details(page).getByRole('alert')).toContainText('This was not its password')
  await password.fill('open')
  await page.keyboard.press('Enter')
  await expect(report(page)).toContainText('1 taken, 0 already in the project, 0 refused. 2 wait for you.')

  await row(page, 'one.csv').click()
  await details(page).getByRole('button', { name: 'Text' }).click()
  await page.getByRole('option', { name: 'b', exact: true }).click()
  await details(page).getByRole('button', { name: 'Title' }).click()
  await page.getByRole('option', { name: 'a', exact: true }).click()
  await expect(details(page)).toContainText('The same for one more file with these columns')
  await details(page).getByRole('button', { name: 'Read the table' }).click()
  await expect(report(page)).toContainText('3 taken, 0 already in the project, 0 refused.')
  await report(page).getByRole('button', { name: 'Done' }).click()
  expect(await titles(page)).toEqual(expect.arrayContaining(['First gate', 'Second gate']))

  put('three.csv', 'nr,a,b\n1,Third gate,"neither, nor"\n')
  await answerOpen(app, [path.join(place, 'three.csv')])
  await page.keyboard.press('Control+Shift+o')
  await expect(library(page).getByRole('row', { name: 'Third gate' })).toHaveCount(1)
})

const towns = [
  'Belmare Quintana Ostrava Lipnik Zorin Havel Meridan Talvik Pernau Sotra Radov Tisza Karlo Vesna'.split(' '),
  'Tanabe Okinobe Matsuda Kurozawa Shimane Tottori Aomori Hakodate Nemuro Kushiro Obihiro Asahikawa Wakkanai Abashiri'.split(' '),
] as const
function storyOf(names: readonly string[], title: string, by: string): string {
  const name = (n: number) => names[n % names.length]
  const paragraph = (n: number) =>
    `<p>People of ${name(n)} and ${name(n + 1)} waited while ${name(n + 2)} spoke with ${name(n + 3)} about ${name(n + 4)}, and later ${name(n + 5)} wrote to ${name(n + 6)} that nothing would be done before the winter, whatever ${name(n + 7)} might say meanwhile.</p>`
  return `<article><h2>${title}</h2><p class="byline">By ${by}</p>${[0, 1, 2, 3, 4, 5, 6, 7].map(paragraph).join('')}</article>`
}

test('a page of two articles is split from the keyboard with the marks in it, as one act', async ({ app, page, folder }) => {
  await newProject(app, page, folder)
  const file = path.join(folder, 'two.html')
  const stories = storyOf(towns[0], 'Water for the Valley', 'Ines Marrow') + storyOf(towns[1], 'Snow on the Line', 'Tom Abeke')
  writeFileSync(file, `<!doctype html><html><head><title>Both</title></head><body>${stories}</body></html>`)
  await answerOpen(app, [file])
  await page.keyboard.press('Control+Shift+o')
  await expect(details(page)).toContainText('It seems to hold 2 articles')
  await report(page).getByRole('button', { name: 'Done' }).click()
  const [whole = ''] = await titles(page)
  await openArticle(page, whole)
  await select(page, 'Tanabe and Okinobe')
  await codeAs(page, 'Human interest')
  const before = await stored(page, whole)

  await command(page, 'Split this article')
  const dialog = page.getByRole('dialog', { name: 'Split into articles' })
  await expect(dialog.getByRole('button', { name: 'Split into 2 articles' })).toBeVisible()
  expect(await violations(page), 'the dialog of cuts').toEqual([])
  // The cut goes one paragraph down and up again, and one more is set and taken away, by keys alone.
  await dialog.getByRole('button', { name: 'Begin article 2 one paragraph later' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('list', { name: 'Articles' })).toContainText('moved by you')
  await dialog.getByRole('button', { name: 'Begin article 2 one paragraph earlier' }).focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('list', { name: 'Articles' })).toContainText('begins a part that the page itself marks')
  await dialog.getByRole('row').nth(2).focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('button', { name: 'Split into 3 articles' })).toBeVisible()
  await page.keyboard.press('Enter')
  await saved(page, 'Split into 2 articles — saved', () => dialog.getByRole('button', { name: 'Split into 2 articles' }).click())
  expect(await titles(page)).toEqual(['Snow on the Line', 'Water for the Valley'])
  expect((await stored(page, 'Snow on the Line')).highlights).toMatchObject([{ quote: 'Tanabe and Okinobe' }])
  await page.getByRole('tab', { name: 'Article' }).click()
  await expect(inspector(page)).toContainText('Part 1 of 2 of this page')
  await inspector(page).getByRole('button', { name: 'Snow on the Line' }).click()
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('Snow on the Line')
  await page.keyboard.press('Control+z')
  await expect.poll(() => titles(page)).toEqual([whole])
  expect(await stored(page, whole)).toEqual(before)
})

test('flags and reprints are decided in the report and can be undone', async ({ app, page, folder }) => {
  await newProject(app, page, folder)
  const lines = Array.from({ length: 12 }, (_, n) => words(n))
  const place = path.join(folder, 'in')
  mkdirSync(place)
  writeFileSync(path.join(place, 'a.txt'), ['The ferries of Lenz', ...lines].join('\n\n'))
  writeFileSync(path.join(place, 'b.txt'), ['Ferries are late', ...lines.slice(0, 9), 'The harbour master was not asked.'].join('\n\n'))
  await importFolder(app, page, place)
  await report(page)
    .getByText(/^All \d/)
    .click()
  await row(page, 'b.txt').click()
  await expect(details(page)).toContainText(/\d\d % of this article stands in The ferries of Lenz/)
  const of = async () => (await stored(page, 'Ferries are late')).article
  await details(page).getByRole('button', { name: 'Link as reprint' }).click()
  await expect(details(page)).toContainText('Linked as its reprint')
  expect(await of()).toMatchObject({ reprintOf: (await stored(page, 'The ferries of Lenz')).article.id })
  expect((await stored(page, 'Ferries are late')).zoneMarks).toMatchObject([{ zone: 'reprint' }])
  await details(page).getByRole('button', { name: 'Decline: Reprint' }).click()
  await expect.poll(async () => (await of()).flags.find(({ kind }) => kind === 'reprint')?.state).toBe('declined')
  await details(page).getByRole('button', { name: 'Take out again' }).click()
  await expect(details(page)).toContainText('not in the project')
  await report(page).getByRole('button', { name: 'Done' }).click()
  expect(await titles(page)).toEqual(['The ferries of Lenz'])
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(() => titles(page)).toEqual(['Ferries are late', 'The ferries of Lenz'])
  await expect.poll(async () => (await of()).reprintOf).toBeNull()
  expect((await stored(page, 'Ferries are late')).zoneMarks).toEqual([])
})

test('D4 an import that the end of the app broke off is offered again, and takes each file once', async ({ folder, profile }) => {
  test.setTimeout(120_000)
  const place = path.join(folder, 'in')
  mkdirSync(place)
  for (let n = 0; n < 60; n++) writeFileSync(path.join(place, `${n}.txt`), `Ferry ${n}\n\n${words(n)}`)
  const first = await launch(profile)
  await newProject(first.app, first.page, folder)
  await answerOpen(first.app, [place])
  const running = first.page
    .evaluate(() => window.parallax['import.choose']({ what: 'folder' }).catch(() => undefined))
    .catch(() => undefined)
  await expect.poll(async () => (await titles(first.page)).length, { intervals: [20] }).toBeGreaterThan(3)
  const child = first.app.process()
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  await running

  const { app, page } = await launch(profile)
  const notice = page.getByRole('region', { name: 'Unfinished import' })
  await expect(notice).toContainText('An import of 60 files was not brought to its end.')
  const held = (await titles(page)).length
  expect(held).toBeGreaterThan(3)
  expect(held).toBeLessThan(60)
  expect(await violations(page), 'the notice of an unfinished import').toEqual([])
  await notice.getByRole('button', { name: 'Resume' }).click()
  await expect(report(page)).toContainText(`${60 - held} taken, ${held} already in the project, 0 refused.`, { timeout: 60_000 })
  await report(page).getByRole('button', { name: 'Done' }).click()
  await expect(notice).toBeHidden()
  expect(new Set(await titles(page))).toEqual(new Set(Array.from({ length: 60 }, (_, n) => `Ferry ${n}`)))
  expect(await titles(page)).toHaveLength(60)
  await app.close()
})

test('S28 the window answers while hostile files are read, and the import can be cancelled from the status line', async ({
  app,
  page,
  folder,
}) => {
  test.setTimeout(120_000)
  await newProject(app, page, folder)
  const place = path.join(folder, 'in')
  mkdirSync(place)
  // Each takes its reader seconds: a page of very many small elements, deep in one another.
  const heavy = `<!doctype html><article>${'<div><p>a b c</p>'.repeat(120_000)}</article>`
  for (let n = 0; n < 8; n++) writeFileSync(path.join(place, `${n} heavy.html`), `${heavy}<!-- ${n} -->`)
  await importFolder(app, page, place)
  const cancel = page.getByRole('button', { name: 'Cancel: Import' })
  await expect(cancel).toBeVisible()
  expect(await ask(page, 'app.state')).toMatchObject({ project: { name: 'Sources' } })
  await page.keyboard.press('Control+5')
  await expect(page.getByRole('treegrid', { name: 'Codes' })).toBeVisible()
  await cancel.focus()
  await page.keyboard.press('Enter')
  await expect(report(page)).toContainText(/were not looked at: the import was cancelled/)
})
