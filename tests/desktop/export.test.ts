// A report that has left the app: what its printing asks for, what its pages are like, and what its page does in a browser.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { prepare } from '../../build/runtime.ts'
import { createProject } from '../../electron/store/project.ts'
import { addHighlight } from '../../shared/commands.ts'
import type { ArticleId } from '../../shared/ids.ts'
import { reportSections } from '../../shared/report/model.ts'
import { readPdf, squeezed } from '../helpers/exported.ts'
import { naughty } from '../helpers/naughty.ts'
import { articleOf, codeIds, importInto, penOf, start } from '../helpers/store.ts'
import { ask, library } from './analyst.ts'
import { answerSave, expect, launch, test } from './app.ts'
import { violations } from './axe.ts'

const has = (tool: string) => spawnSync(tool, ['-v']).error === undefined

/** Exports a report of these articles with all its sections. */
async function write(app: ElectronApplication, page: Page, file: string, articleIds: readonly ArticleId[]): Promise<string> {
  await answerSave(app, file)
  const format = path.extname(file).slice(1) as 'html' | 'pdf'
  expect(await ask(page, 'report.export', { request: { articleIds: [...articleIds], sections: [...reportSections] }, format })).toBe(file)
  return file
}

/** A project of three articles that say hostile things in every field; `server` is who would hear of it. */
function hostileProject(file: string, server: string): readonly ArticleId[] {
  const acts = [
    `<img src="${server}/img" onerror="fetch('${server}/js')"><script src="${server}/script"></script>`,
    `"><link rel="stylesheet" href="${server}/css"><iframe src="${server}/frame"></iframe>`,
    `</style></title><meta http-equiv="refresh" content="0;url=${server}/meta"><style>@import "${server}/import"; * { background: url(${server}/url) }</style>`,
  ]
  const [title = ''] = acts
  const short = '"><svg onload=alert(1)>'
  const sayable = naughty.filter((words) => words.trim() !== '' && !/\0|\p{Cs}/u.test(words))
  const paragraphs = ['x', ...acts, ...sayable].map((words) => words.replace(/\r\n?|\n/g, ' '))
  const fields = {
    title,
    outlet: title,
    author: title,
    date: title,
    url: title,
    language: short,
    source: title,
    format: short,
    encoding: short,
    memo: title,
  }
  const samples = ['one', 'two', 'three'].map((id) => articleOf(id, paragraphs, { ...fields, repairs: acts }))
  const project = createProject(file, {
    ...start,
    name: title,
    coder: { ...start.coder, name: title },
    codebooks: start.codebooks.map((book) => ({ ...book, name: title, description: title, citation: title })),
    codes: start.codes.map((code) => ({ ...code, name: title, definition: title })),
  })
  const pen = penOf('mark')
  for (const sample of samples) {
    importInto(project, sample)
    for (const [i, block] of sample.blocks.slice(0, 12).entries())
      project.commit(
        'Mark',
        addHighlight(
          pen,
          { id: sample.article.id, text: sample.text },
          [{ start: block.start, end: block.end }],
          [codeIds[i % 3] as never],
          title,
        ),
      )
  }
  project.close()
  return samples.map(({ article }) => article.id)
}

/** What Electron knows of a page without saying so in its types. */
type Preferring = { getLastWebPreferences: () => Readonly<{ javascript?: boolean; sandbox?: boolean; nodeIntegration?: boolean }> }

/** A server that counts who asks it. */
async function counting(): Promise<{ url: string; asked: string[]; close: () => void }> {
  const asked: string[] = []
  const server = createServer(({ url = '' }, answer) => {
    asked.push(url)
    answer.end()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close: () => server.close() }
}

test('S25 a report is printed without scripts and without a request, in a window that nobody sees', async ({ folder, profile }) => {
  const server = await counting()
  const file = path.join(folder, 'hostile.parallax')
  const ids = hostileProject(file, server.url)
  const { app, page } = await launch(profile, [file])
  await app.evaluate(({ app, BrowserWindow }) => {
    const seen = { requests: [] as string[], windows: [] as unknown[] }
    Object.assign(globalThis, { seen })
    app.on('web-contents-created', (_event, contents) => {
      contents.debugger.attach()
      void contents.debugger.sendCommand('Network.enable')
      contents.debugger.on('message', (_message, method, about: { request?: { url: string } }) => {
        if (method === 'Network.requestWillBeSent') seen.requests.push(about.request?.url ?? '')
      })
      contents.on('did-finish-load', () => {
        const { javascript, sandbox, nodeIntegration } = (contents as unknown as Preferring).getLastWebPreferences()
        seen.windows.push({ javascript, sandbox, nodeIntegration, visible: BrowserWindow.fromWebContents(contents)?.isVisible() })
      })
    })
  })
  const pdf = await write(app, page, path.join(folder, 'hostile.pdf'), ids)
  expect((await readPdf(readFileSync(pdf))).text).toContain(squeezed('<script src='))
  const seen = await app.evaluate(() => (globalThis as unknown as { seen: { requests: string[]; windows: unknown[] } }).seen)
  // The report, and the names of its sections.
  expect(seen.requests).toEqual(['report://page/', 'report://page/'])
  const hidden = { javascript: false, sandbox: true, nodeIntegration: false, visible: false }
  expect(seen.windows).toEqual([hidden, hidden])
  expect(server.asked).toEqual([])
  await app.close()
  server.close()
})

type Entry = { title: string; items: Entry[] }

test('the pages of a PDF have heads, numbers, an outline and fonts of their own', async ({ app, page, folder }) => {
  await expect(library(page).getByRole('row')).toHaveCount(10)
  const [one, two] = (await ask(page, 'library.list', { filter: '', sort: 'imported', descending: false, offset: 0, limit: 2 })).rows.map(
    ({ id }) => id,
  )
  const file = await write(app, page, path.join(folder, 'pair.pdf'), [one as ArticleId, two as ArticleId])
  const bytes = readFileSync(file)
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const document = await task.promise
  const outline = (await document.getOutline()) as Entry[]
  expect(outline.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['Method', 'Sources', 'Shared passages', 'How to check this report']),
  )
  expect(outline.filter(({ title }) => /^Article [AB]: ./.test(title))).toHaveLength(2)
  const under = (title: string) =>
    outline.filter((entry) => entry.title.startsWith(title)).map(({ items }) => items.map((entry) => entry.title))
  expect(under('Article A')).toEqual([['Highlights of article A']])
  expect(under('Charts')).toEqual([expect.arrayContaining(['Codes by source', 'Timeline'])])
  const { info } = await document.getMetadata()
  expect(info).toMatchObject({ Language: 'en', Creator: expect.stringMatching(/^Parallax /), Title: expect.stringContaining(' · ') })
  const pages: string[] = []
  const links: unknown[] = []
  for (let i = 1; i <= document.numPages; i++) {
    const sheet = await document.getPage(i)
    pages.push(squeezed((await sheet.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join('')))
    links.push(...(await sheet.getAnnotations()).map(({ dest, url }: { dest?: unknown; url?: string }) => dest ?? url))
  }
  // Links of highlights lead to a place, all others to a name.
  expect(links.filter((to) => Array.isArray(to)).length).toBeGreaterThan(20)
  expect(links.filter((to) => !Array.isArray(to) && typeof to !== 'string')).toEqual([])
  expect(links.filter((to) => String(to).includes(':'))).toEqual([])
  const names = outline.map(({ title }) => squeezed(title).slice(0, 20))
  for (const [i, text] of pages.entries()) {
    expect(text, `page ${i + 1}`).toContain(`${i + 1}/${pages.length}`)
    expect(
      names.some((name) => text.includes(name)),
      `the section of page ${i + 1}`,
    ).toBe(true)
  }
  await task.destroy()

  // Tags come from the runtime; one of 2023 cannot set them.
  const chrome = await app.evaluate(() => Number.parseInt(process.versions.chrome ?? '', 10))
  if (chrome >= 131) expect(bytes.toString('latin1')).toContain('/MarkInfo')
  if (has('pdffonts')) {
    const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' }).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(2)
    for (const font of fonts) expect(font).toMatch(/ yes +yes +yes +\d+ +\d+$/)
  }
  if (has('pdfinfo')) expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(new RegExp(`^Pages: +${pages.length}$`, 'm'))
})

test('a long report is printed in parts that are one file: all pages, heads, links and the outline', async ({ folder, profile }) => {
  const file = path.join(folder, 'long.parallax')
  const project = createProject(file, start)
  const pen = penOf('mark')
  const samples = ['one', 'two', 'three'].map((id) =>
    articleOf(
      id,
      Array.from({ length: 400 }, (_, i) => `The keeper of weir ${i} spoke of ${id}.`),
    ),
  )
  for (const sample of samples) {
    importInto(project, sample)
    for (const [i, block] of sample.blocks.entries())
      project.commit(
        'Mark',
        addHighlight(
          pen,
          { id: sample.article.id, text: sample.text },
          [{ start: block.start, end: block.end }],
          [codeIds[i % 3] as never],
          'A note.',
        ),
      )
  }
  project.close()
  const { app, page } = await launch(profile, [file])
  const counted = () => app.evaluate(() => (globalThis as unknown as { windows: number }).windows)
  await app.evaluate(({ app }) => {
    const held = globalThis as unknown as { windows: number }
    held.windows = 0
    app.on('browser-window-created', () => held.windows++)
  })
  const pdf = await write(
    app,
    page,
    path.join(folder, 'long.pdf'),
    samples.map(({ article }) => article.id),
  )
  const windows = await counted()
  await app.close()

  const task = getDocument({ data: new Uint8Array(readFileSync(pdf)), verbosity: 0 })
  const document = await task.promise
  const pages = document.numPages
  expect(pages).toBeGreaterThan(150)
  // Several windows for its parts, and one for the heads of every hundred pages.
  expect(windows).toBeGreaterThanOrEqual(2 + Math.ceil(pages / 100))
  const pageOf = async (dest: unknown): Promise<number> => {
    const at = typeof dest === 'string' ? await document.getDestination(dest) : dest
    return Array.isArray(at) ? await document.getPageIndex(at[0] as { num: number; gen: number }) : -1
  }
  const leads: number[] = []
  const heads: boolean[] = []
  let numbers = 0
  for (let i = 0; i < pages; i++) {
    const sheet = await document.getPage(i + 1)
    const words = squeezed((await sheet.getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join(''))
    heads.push(words.includes(`${i + 1}/${pages}`))
    numbers += words.match(/Thekeeperofweir\d+spokeof(?:one|two|three)\./g)?.length ?? 0
    for (const { dest } of (await sheet.getAnnotations()) as { dest?: unknown }[]) leads.push(await pageOf(dest))
  }
  expect(heads.filter((head) => !head)).toEqual([])
  // Each is in its article, in the list of its highlights and among the quotations.
  expect(numbers).toBe(3 * 1_200)
  // A highlight is linked to from its quotation, its paragraph twice and its entry.
  expect(leads.length).toBeGreaterThan(4 * 1_200 - 1)
  expect(leads.filter((to) => to < 0)).toEqual([])
  const entries: [string, number][] = []
  for (const { title, dest } of await document.getOutline()) entries.push([title, await pageOf(dest)])
  const articles = entries.filter(([title]) => /^Article [ABC]/.test(title)).map(([, at]) => at)
  expect(articles).toHaveLength(3)
  expect(entries.map(([, at]) => at)).toEqual(entries.map(([, at]) => at).toSorted((a, b) => a - b))
  expect(entries.every(([, at]) => at >= 0)).toBe(true)
  // From the first page, where articles are named, to the part that each is in.
  const first = await Promise.all(
    ((await (await document.getPage(1)).getAnnotations()) as { dest?: unknown }[]).map(({ dest }) => pageOf(dest)),
  )
  expect(first).toEqual(expect.arrayContaining(articles))
  await task.destroy()
})

test('D20 the same report is the same PDF, but for when it was made', async ({ app, page, folder }) => {
  const [one] = (await ask(page, 'library.list', { filter: '', sort: 'imported', descending: false, offset: 0, limit: 1 })).rows
  // The page itself says the minute, so both have to be of one.
  const print = async (name: string) => {
    const bytes = readFileSync(await write(app, page, path.join(folder, name), [one?.id as ArticleId])).toString('latin1')
    const timeless = bytes.replace(/\(D:\d{14}\+00'00'\)/g, '(D:)').replace(/\/ID \[<\w+> <\w+>\]/, '/ID []')
    return { minute: /D:(\d{12})/.exec(bytes)?.[1], hash: createHash('sha256').update(timeless).digest('hex') }
  }
  await expect
    .poll(async () => {
      const [first, second] = [await print('a.pdf'), await print('b.pdf')]
      return first.minute === second.minute ? first.hash === second.hash : 'over the minute'
    })
    .toBe(true)
})

/** A browser that knows nothing of the app: what is asked of it, it does. */
async function browser(file: string): Promise<{ app: ElectronApplication; page: Page; requests: string[] }> {
  const home = `${file}-browser`
  mkdirSync(home)
  writeFileSync(
    path.join(home, 'package.json'),
    JSON.stringify({ name: 'browser', productName: 'browser', version: '1.0.0', main: 'main.cjs' }),
  )
  writeFileSync(
    path.join(home, 'main.cjs'),
    `const { app, BrowserWindow } = require('electron')
app.setPath('userData', ${JSON.stringify(path.join(home, 'data'))})
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800, useContentSize: true }).loadURL('about:blank'))`,
  )
  const { exe, args } = await prepare()
  const app = await _electron.launch({ executablePath: exe, args: [...args, '--disable-gpu', home] })
  const page = await app.firstWindow()
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await page.goto(pathToFileURL(file).href)
  return { app, page, requests }
}

test('S25 the page of a report asks for nothing, runs nothing and is usable by all', async ({ folder, profile }) => {
  test.setTimeout(120_000)
  const server = await counting()
  const project = path.join(folder, 'hostile.parallax')
  const ids = hostileProject(project, server.url)
  const parallax = await launch(profile, [project])
  const files: string[] = []
  for (const [name, n] of Object.entries({ single: 1, pair: 2, collection: 3 }))
    files.push(await write(parallax.app, parallax.page, path.join(folder, `${name}.html`), ids.slice(0, n)))
  await parallax.app.close()
  for (const file of files) {
    const { app, page, requests } = await browser(file)
    expect(requests).toEqual([pathToFileURL(file).href])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violations(page), colorScheme).toEqual([])
    }
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.report') as Element).color)).toBe('rgb(29, 28, 26)')
    expect(await violations(page), 'print').toEqual([])
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' })

    // By keyboard: past the contents to the report; the focus can be seen.
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Skip to the report' })).toBeFocused()
    await expect(page.getByRole('link', { name: 'Skip to the report' })).toBeInViewport()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
    await page.keyboard.press('Tab')
    const link = page.getByRole('main').getByRole('link').first()
    await expect(link).toBeFocused()
    await expect(link).toHaveCSS('outline-style', 'solid')

    const levels = await page.evaluate(() => [...document.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName[1])))
    expect(levels[0]).toBe(1)
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)).toEqual([])
    expect(await page.evaluate(() => [...document.querySelectorAll('table')].filter((table) => !table.caption?.textContent).length)).toBe(0)

    for (const [width, zoom] of [
      [360, 1],
      [1280, 2],
    ] as const) {
      await app.evaluate(
        ({ BrowserWindow }, [width, zoom]) => {
          const [window] = BrowserWindow.getAllWindows()
          window?.setContentSize(width, 800)
          window?.webContents.setZoomFactor(zoom)
        },
        [width, zoom] as const,
      )
      await expect.poll(() => page.evaluate(() => Math.round(innerWidth * devicePixelRatio))).toBe(width)
      // A table that is wider moves by itself.
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(wide, `${width} px at ${zoom}`).toBeLessThanOrEqual(0)
    }
    expect(requests).toHaveLength(1)
    await app.close()
  }
  expect(server.asked).toEqual([])
  server.close()
})
