// Articles come in by dialog, folder, drop and paste; what was done to them is shown; and what is hostile in them stays words.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { root } from '../../build/process.ts'
import { payloads } from '../unit/import/payloads.ts'
import { ask, inspector, library, openArticle, pane, projectName, saved, stored, text } from './analyst.ts'
import { answerOpen, answerSave, expect, launch, test } from './app.ts'

const corpus = path.join(root, 'corpus/articles')
const report = (page: Page): Locator => page.getByRole('dialog')
/** What the report says of a file, once its row is chosen. */
async function entry(page: Page, name: string): Promise<Locator> {
  await report(page).getByRole('row').filter({ hasText: name }).first().click()
  return report(page).getByRole('region', { name: 'What came of the file' })
}

async function newProject(app: ElectronApplication, page: Page, folder: string): Promise<void> {
  await answerSave(app, path.join(folder, 'Sources.parallax'))
  await page.keyboard.press('Control+n')
  await expect(projectName(page)).toHaveText('Sources')
}

async function importFiles(app: ElectronApplication, page: Page, files: readonly string[]): Promise<void> {
  await answerOpen(app, files)
  await page.keyboard.press('Control+Shift+o')
}

const done = (page: Page) => report(page).getByRole('button', { name: 'Done' }).click()

/** Drops files of this machine on the window, as a file manager does. */
async function drop(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data })
  await session.detach()
}

/** Pastes as if the clipboard held these. */
const paste = (page: Page, plain: string, html: string) =>
  page.evaluate(
    ([words, markup]) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', words)
      clipboardData.setData('text/html', markup)
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    },
    [plain, html] as const,
  )

test('a folder is imported: encodings and repairs are shown, duplicates known, the rest refused with the reason', async ({
  app,
  page,
  folder,
}) => {
  await newProject(app, page, folder)
  const place = path.join(folder, 'in')
  mkdirSync(path.join(place, 'deeper'), { recursive: true })
  const put = (name: string, bytes: string | Uint8Array) => writeFileSync(path.join(place, name), bytes)
  const words = 'The ferry left late. Nobody could say when it would be back, and nobody asked.'
  put('utf16.txt', Buffer.from(`\ufeffA ferry in two bytes\n\n${words}`, 'utf16le'))
  put('spaces.txt', `A ferry with\u00a0odd\u00a0spaces\r\n\r\n${words.replace('Nobody', 'No\u00adbody')}\r\n`)
  put('deeper/notes.md', `# A ferry in Markdown\n\n${words}\n`)
  put('twin.txt', Buffer.from(`\ufeffA ferry in two bytes\n\n${words}`, 'utf16le'))
  put('scan.txt', '%PDF-1.7\nnothing to read')
  put('empty.txt', '')

  await page
    .getByRole('button', { name: 'Import a folder…' })
    .or(page.getByRole('button', { name: 'Import folder…' }))
    .first()
    .waitFor()
  await answerOpen(app, [place, path.join(corpus, '09-rechnoy-listok.txt')])
  await page.getByRole('button', { name: 'Import a folder…' }).click()
  await expect(report(page)).toContainText('4 taken, 1 already in the project, 2 refused.')
  await expect(await entry(page, '09-rechnoy-listok.txt')).toContainText('windows-1251')
  await expect(await entry(page, 'A ferry in two bytes')).toContainText(/utf-16le/i)
  await expect(await entry(page, 'spaces.txt')).toContainText('2 non-breaking or unusual spaces became plain ones')
  await expect(await entry(page, 'spaces.txt')).toContainText(/soft hyphen/)
  await expect(await entry(page, 'notes.md')).toContainText('A ferry in Markdown')
  await expect(report(page)).toContainText('the same file is in the project already')
  await expect(await entry(page, 'scan.txt')).toContainText('The PDF file is damaged beyond reading.')
  await expect(await entry(page, 'empty.txt')).toContainText('The file is empty.')
  await done(page)
  await expect(library(page).getByRole('row')).toHaveCount(4)

  await openArticle(page, 'A ferry with odd spaces')
  await page.getByRole('tab', { name: 'Article' }).click()
  await expect(inspector(page).getByRole('list')).toContainText('2 non-breaking or unusual spaces became plain ones')
  await expect(inspector(page)).toContainText('text, utf-8')
  expect((await stored(page, 'A ferry with odd spaces')).text).toBe(`A ferry with odd spaces\n\n${words}`)

  // The same bytes once more, this time by the other dialog.
  await importFiles(app, page, [path.join(place, 'spaces.txt')])
  await expect(report(page)).toContainText('0 taken, 1 already in the project, 0 refused.')
  await done(page)
  await expect(library(page).getByRole('row')).toHaveCount(4)
})

test('files dropped on the window become articles', async ({ app, page, folder }) => {
  await newProject(app, page, folder)
  const files = readdirSync(corpus).map((name) => path.join(corpus, name))
  await drop(page, files)
  await expect(report(page)).toContainText(`${files.length} taken, 0 already in the project, 0 refused.`)
  await done(page)
  await expect(library(page).getByRole('row')).toHaveCount(files.length)
  await drop(page, files.slice(0, 2))
  await expect(report(page)).toContainText('0 taken, 2 already in the project, 0 refused.')
})

test('pasted text and pasted pages become articles, and one act each', async ({ app, page, folder }) => {
  await newProject(app, page, folder)
  await paste(page, 'A bridge was closed\n\nIt stayed closed for a week, and the town walked around.', '')
  await done(page)
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('A bridge was closed')
  await paste(
    page,
    'not this',
    '<article><h1>A bridge was opened</h1><p>It <em>stayed</em> open&nbsp;for a week.</p><blockquote>We walked across.</blockquote></article>',
  )
  await done(page)
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('A bridge was opened')
  const { text: words, blocks } = await stored(page, 'A bridge was opened')
  expect(words).toBe('A bridge was opened\n\nIt stayed open for a week.\n\nWe walked across.')
  expect(blocks.map((block) => block.kind)).toEqual(['title', 'paragraph', 'quote'])
  await saved(page, 'Undone: Import “A bridge was opened”', () => page.keyboard.press('Control+z'))
  await expect(library(page).getByRole('row')).toHaveCount(1)
  await saved(page, 'Redone: Import “A bridge was opened”', () => page.keyboard.press('Control+Shift+z'))
  expect((await stored(page, 'A bridge was opened')).text).toBe(words)
})

test('what is known of an article can be edited, and is there after a restart', async ({ folder, profile }) => {
  let { app, page } = await launch(profile)
  await newProject(app, page, folder)
  await importFiles(app, page, [path.join(corpus, '06-tern-wire.txt')])
  await done(page)
  await page.getByRole('tab', { name: 'Article' }).click()
  const field = (name: string) => inspector(page).getByRole('textbox', { name, exact: true })
  const facts = {
    Title: 'Two gates of three',
    Outlet: 'Tern Wire',
    Author: 'Ines Marrable',
    Date: '2025-04-09',
    Language: 'en-GB',
    URL: 'https://wire.example/9',
    Story: 'The flood',
    Memo: 'Both sides\nin their own words',
  }
  for (const [name, value] of Object.entries(facts)) {
    if ((await field(name).inputValue()) === value) continue
    await field(name).fill(value)
    await saved(page, 'Edit article details — saved', () => field(name).press('Tab'))
  }
  await expect(library(page).getByRole('row')).toContainText('Two gates of three')
  await expect(library(page).getByRole('row')).toContainText('Tern Wire')
  await app.close()
  ;({ app, page } = await launch(profile))
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('Two gates of three')
  await page.getByRole('tab', { name: 'Article' }).click()
  for (const [name, value] of Object.entries(facts)) await expect(field(name)).toHaveValue(value)
  await app.close()
})

/** Everything in the page that could act: elements that load or run, handlers, addresses. Shadow trees are looked into. */
const census = (page: Page) =>
  page.evaluate(() => {
    const kinds = new Map<string, number>()
    const count = (kind: string) => kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    const look = (top: Document | ShadowRoot) => {
      for (const element of top.querySelectorAll('*')) {
        // The app's own parts, which are loaded when they are first shown.
        if (element instanceof HTMLLinkElement && element.href.startsWith('app://parallax/assets/')) continue
        if (
          element.matches(
            'script, iframe, frame, object, embed, applet, img, video, audio, source, track, form, base, meta, link, style, portal, math, animate, set, use, foreignObject',
          )
        )
          count(element.localName)
        for (const { name, value } of element.attributes) {
          if (/^on/i.test(name)) count(name)
          if (/^(?:src|href|xlink:href|action|formaction|data|srcdoc|background|poster|ping)$/i.test(name))
            count(`${name}=${value.replace(/#.*/, '#')}`)
        }
        if (element.shadowRoot !== null) look(element.shadowRoot)
      }
    }
    look(document)
    return Object.fromEntries(kinds)
  })

/** What a page tries to say or fetch while a test runs. */
function listen(page: Page): string[] {
  const heard: string[] = []
  page.on('dialog', (dialog) => {
    heard.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => heard.push(error.message))
  page.on('console', (message) => message.type() === 'error' && heard.push(message.text()))
  page.on('request', (request) => request.url().startsWith('app://parallax/') || heard.push(request.url()))
  return heard
}

const nameOf = (n: number) => `Payload ${String(n).padStart(3, '0')}`
const whole = (payload: string, n: number) =>
  `<!doctype html><html><head><title>${nameOf(n)}</title></head><body><article><h1>${nameOf(n)}</h1><p>Words before it.</p>${payload}</article></body></html>`

test('S13 hostile pages opened from files are words and nothing else', async ({ app, page, folder }) => {
  test.setTimeout(120_000)
  const heard = listen(page)
  await newProject(app, page, folder)
  const place = path.join(folder, 'in')
  mkdirSync(place)
  for (const [n, payload] of payloads.entries()) writeFileSync(path.join(place, `${nameOf(n)}.html`), whole(payload, n))
  // A plain page first: what the app itself has in its page when an article is open.
  await paste(page, 'A plain article\n\nWith plain words.', '')
  await done(page)
  await expect(text(page)).toContainText('plain words')
  const own = await census(page)

  await answerOpen(app, [place])
  await page.keyboard.press('Control+k')
  await page.keyboard.type('Import folder')
  await page.keyboard.press('Enter')
  await expect(report(page)).toContainText(`${payloads.length} taken, 0 already in the project, 0 refused.`, { timeout: 60_000 })
  await done(page)
  const { rows } = await ask(page, 'library.list', { filter: 'Payload', sort: 'imported', descending: false, offset: 0, limit: 500 })
  expect(rows.length).toBeGreaterThan(payloads.length - 10)
  // What each becomes is tested without a window; here is what the window makes of some of them.
  for (const row of rows.filter((_, i) => i % 6 === 0)) {
    await page.getByRole('searchbox', { name: 'Filter articles' }).fill(row.title)
    await library(page)
      .getByRole('row', { name: row.title })
      .click({ position: { x: 60, y: 16 } })
    await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText(row.title)
    expect(await census(page), row.title).toEqual(own)
  }
  expect(heard).toEqual([])
})

test('S14 hostile markup that is pasted or dropped takes the same way', async ({ app, page, folder }) => {
  test.setTimeout(120_000)
  const heard = listen(page)
  await newProject(app, page, folder)
  await paste(page, 'A plain article\n\nWith plain words.', '')
  await done(page)
  await expect(text(page)).toContainText('plain words')
  const own = await census(page)
  for (const [n, payload] of payloads.entries()) {
    if (n % 10 !== 0) continue
    await paste(page, 'plain', whole(payload, n))
    await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText(nameOf(n))
    if (await report(page).isVisible()) await done(page)
    await expect(report(page)).toBeHidden()
    expect(await census(page), payload).toEqual(own)
  }
  const file = path.join(folder, 'dropped.html')
  writeFileSync(file, whole(payloads.slice(0, 20).join('\n'), 999))
  await drop(page, [file])
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText('Payload 999')
  expect(await census(page)).toEqual(own)
  expect(heard).toEqual([])
})

test('S15 what a page calls itself is words wherever it is shown', async ({ app, page, folder }) => {
  const heard = listen(page)
  await newProject(app, page, folder)
  const title = '<img src=x onerror=alert(1)> & “x” \'"</title><script>alert(2)</script> {{7*7}} &lt;b&gt;'
  const outlet = '<svg onload=alert(3)>Post</svg>'
  const author = '"><iframe srcdoc="<script>alert(4)</script>">'
  const escaped = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const body = 'Words that are long enough to be an article of their own, and some more words after them.'
  const markup = `<!doctype html><html><head><title>${escaped}</title></head><body><article><h1>${escaped}</h1><p>${body}</p></article></body></html>`
  const name = '<b onclick=alert(5)>page.html'
  const file = path.join(folder, name)
  writeFileSync(file, markup)
  const own = await census(page)
  await importFiles(app, page, [file])
  await expect(await entry(page, name)).toContainText(title)
  expect(await census(page)).toEqual(own)
  await done(page)

  await page.getByRole('tab', { name: 'Article' }).click()
  for (const [label, value] of [
    ['Outlet', outlet],
    ['Author', author],
  ] as const) {
    const field = inspector(page).getByRole('textbox', { name: label, exact: true })
    await field.fill(value)
    await saved(page, 'Edit article details — saved', () => field.press('Tab'))
  }
  const row = library(page).getByRole('row')
  await expect(row).toContainText(title)
  await expect(row).toContainText(outlet)
  await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText(title)
  await expect(pane(page).locator('header')).toContainText(author)
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())).toContain(title)
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeVisible()

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option', { name: title })).toContainText(outlet)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Shift+f')
  await page.keyboard.type('enough')
  await expect(page.getByRole('option', { name: title })).toContainText('long enough to be')
  // The first Escape empties the field.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  await importFiles(app, page, [file])
  await expect(report(page).getByRole('heading', { name: title })).toBeVisible()
  await done(page)
  await page.keyboard.press('Control+3')
  const preview = page.locator('.report-page')
  await expect(preview.getByRole('heading', { level: 1 })).toHaveText(title)
  for (const words of [outlet, author, name]) await expect(preview.getByText(words).first()).toBeVisible()
  const active = Object.keys(await census(page)).filter((kind) => !(kind in own) && !/^href=#$/.test(kind))
  expect(active).toEqual([])
  expect(heard).toEqual([])
})
