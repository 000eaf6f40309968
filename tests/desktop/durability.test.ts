// What the analyst did is there again, however the app ended; and files that are not sound are told apart, never changed.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import type { ElectronApplication, Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { root } from '../../build/process.ts'
import { backUp } from '../../electron/store/backup.ts'
import { createProject } from '../../electron/store/project.ts'
import { cutTo, flipBit, placesOf, rootOf, setHeader, zeroPage } from '../helpers/damage.ts'
import { bridge, codeIds, importInto, mark, penOf, seeded, start } from '../helpers/store.ts'
import {
  ask,
  caretBefore,
  clickOn,
  codeAs,
  coded,
  head,
  inspector,
  library,
  openArticle,
  pane,
  projectName,
  saved,
  selectNextWord,
  stored,
} from './analyst.ts'
import { answerOpen, answerSave, expect, launch, test } from './app.ts'

const WIRE = 'Corvane and Saldria agree to close dam gates after flood and clash'

/** Ends the whole app as a power cut would. */
async function kill(app: ElectronApplication): Promise<void> {
  const child = app.process()
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

const after = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Collects every number of an act that the page shows as being on disk. */
async function acknowledged(page: Page): Promise<number[]> {
  const seen: number[] = []
  await page.exposeFunction('acknowledge', (act: number) => seen.push(act))
  await page.evaluate(() => {
    const tell = () => {
      const title = document.querySelector('[title^="Act "]')?.getAttribute('title') ?? ''
      ;(window as unknown as { acknowledge: (act: number) => void }).acknowledge(Number(/\d+/.exec(title)?.[0]))
    }
    new MutationObserver(tell).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
  })
  return seen
}

test('D1 twenty kills of the whole app during marking lose no act that was acknowledged', async ({ folder, profile }) => {
  test.setTimeout(400_000)
  const random = seeded(20)
  const title = 'What twenty gauges said'
  const source = path.join(folder, 'gauges.txt')
  const lines = Array.from(
    { length: 20 },
    (_, i) => `Gauge number ${i + 1} reported rain on the hill, then water on the road, and at last nothing any more.`,
  )
  writeFileSync(source, [title, ...lines].join('\n\n'))
  const project = path.join(folder, 'gauges.parallax')
  const first = await launch(profile)
  await answerSave(first.app, project)
  await first.page.keyboard.press('Control+n')
  await expect(projectName(first.page)).toHaveText('gauges')
  await answerOpen(first.app, [source])
  await first.page.keyboard.press('Control+Shift+o')
  await expect(library(first.page).getByRole('row')).toHaveCount(1)
  await expect(pane(first.page).getByRole('heading', { level: 2 })).toHaveText(title)
  await first.app.close()

  /** The newest act that any page has said is on disk. */
  let promised = 0
  /** How many acts were waited for. */
  let least = 0
  const cut: Promise<void>[] = []
  for (let round = 0; round <= 20; round++) {
    const { app, page } = await launch(profile)
    // Nothing that was promised is missing, and no act is there by half.
    const journal = await ask(page, 'journal.search', { query: '', record: null, limit: 500 })
    expect(journal.map((entry) => entry.seq)).toEqual(Array.from(journal, (_, i) => journal.length - i))
    expect(journal.length).toBeGreaterThanOrEqual(promised)
    const marks = await coded(page, title)
    expect(marks).toHaveLength(journal.filter((entry) => entry.label === 'Add highlight').length)
    for (const { codes } of marks) expect(codes).toEqual(['Hedge'])
    if (round === 20) {
      await app.close()
      break
    }

    const seen = await acknowledged(page)
    await caretBefore(page, `Gauge number ${round + 1} `)
    await selectNextWord(page)
    await codeAs(page, 'Hedge')
    const marking = async () => {
      for (;;) {
        await selectNextWord(page)
        const before = await head(page)
        await page.keyboard.press('1')
        await expect.poll(() => head(page), { intervals: [5] }).toBe(before + 1)
      }
    }
    const begun = await head(page)
    cut.push(marking().catch(() => {}))
    const more = Math.floor(random() * 4)
    await expect.poll(() => Math.max(begun, ...seen), { intervals: [10] }).toBeGreaterThanOrEqual(begun + more)
    await after(random() * 100)
    await kill(app)
    least += 1 + more
    promised = Math.max(promised, ...seen)
  }
  await Promise.all(cut)
  expect(promised).toBeGreaterThanOrEqual(least)
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(root, 'build/cli.ts'), 'verify', '--project', project])
  expect(stdout).toMatch(/^sound: 1 articles/)
})

test('D2 of a note that was typed and not confirmed a kill costs at most the last second', async ({ profile }) => {
  const first = await launch(profile)
  const words = 'told reporters'
  await openArticle(first.page, WIRE)
  await clickOn(first.page, words)
  await first.page.keyboard.press('Control+Alt+m')
  await expect(inspector(first.page).getByRole('textbox', { name: 'Note' })).toBeFocused()
  let typed = ''
  const times: number[] = []
  const began = Date.now()
  while (Date.now() - began < 2_500) {
    const letter = 'abcdefghij '[typed.length % 11] as string
    await first.page.keyboard.insertText(letter)
    typed += letter
    times.push(Date.now())
  }
  const killed = Date.now()
  await kill(first.app)
  const safe = typed.slice(0, times.filter((time) => time < killed - 1_000).length)
  expect(safe.length).toBeGreaterThan(5)

  const { app, page } = await launch(profile)
  expect((await coded(page, WIRE)).find((each) => each.quote === words)?.note).toBe('')
  await clickOn(page, words)
  const note = inspector(page).getByRole('textbox', { name: 'Note' })
  await expect(note).not.toHaveValue('')
  const kept = await note.inputValue()
  expect(typed.startsWith(kept)).toBe(true)
  expect(kept.startsWith(safe)).toBe(true)
  // What came back is committed like any other note.
  await note.focus()
  await saved(page, 'Write note — saved', () => clickOn(page, 'Under the terms'))
  expect((await coded(page, WIRE)).find((each) => each.quote === words)?.note).toBe(kept)
  await app.close()
})

test('D6 after a clean close nothing stands beside the project file', async ({ folder, profile }) => {
  const file = path.join(folder, 'clean.parallax')
  const { app, page } = await launch(profile)
  await answerSave(app, file)
  await page.keyboard.press('Control+n')
  await expect(projectName(page)).toHaveText('clean')
  await answerOpen(app, [path.join(root, 'corpus/articles/06-tern-wire.txt')])
  await page.keyboard.press('Control+Shift+o')
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  await caretBefore(page, 'The agreement, reached')
  await selectNextWord(page)
  await codeAs(page, 'Hedge')
  expect(readdirSync(folder)).toContain('clean.parallax-wal')
  await app.close()
  expect(readdirSync(folder).filter((name) => !name.endsWith('.backups'))).toEqual(['clean.parallax'])
})

/** A sound project of one article with two highlights, and one backup of it. */
function makeProject(file: string): void {
  const project = createProject(file, start)
  const pen = penOf()
  const article = bridge()
  importInto(project, article)
  project.commit('Add highlight', mark(pen, article, 'cracks were found', codeIds.slice(0, 1)))
  project.commit('Add highlight', mark(pen, article, 'blamed the weather', codeIds.slice(1)))
  backUp(project)
  project.close()
}

/** Every file of a folder with its bytes. */
const contentsOf = (folder: string) =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .toSorted()
      .map((file) => [file, readFileSync(file, 'base64')] as const),
  )

const unsound: Readonly<Record<string, Readonly<{ make: (file: string) => void; reason: RegExp; backup?: true; damaged?: true }>>> = {
  'an empty file': { make: (file) => writeFileSync(file, ''), reason: /is empty \(0 bytes\) and not taken for a new project/ },
  'a text': { make: (file) => writeFileSync(file, 'Dear reader,\n'.repeat(100)), reason: /is not a Parallax project/ },
  'a database of another program': {
    make: (file) => new Database(file).exec('CREATE TABLE notes (words TEXT)').close(),
    reason: /is a database of another program/,
  },
  'a project of a newer version': {
    make: (file) => {
      makeProject(file)
      setHeader(file, 60, 999)
    },
    reason: /was made by a newer version of Parallax/,
  },
  'a project that was cut off': {
    make: (file) => {
      makeProject(file)
      cutTo(file, 0.5)
    },
    reason: /was cut off/,
    backup: true,
    damaged: true,
  },
  'a project with a page of zeros': {
    make: (file) => {
      makeProject(file)
      zeroPage(file, rootOf(file, 'highlight'))
    },
    reason: /is damaged/,
    backup: true,
    damaged: true,
  },
}

test('D8 D9 a file that is no sound project is refused with the reason, and not one byte is written', async ({ app, page, folder }) => {
  for (const [what, { make, reason, backup = false, damaged = false }] of Object.entries(unsound)) {
    await test.step(what, async () => {
      const file = path.join(folder, what, 'work.parallax')
      const place = path.dirname(file)
      mkdirSync(place)
      make(file)
      const before = contentsOf(place)
      await answerOpen(app, [file])
      await page.keyboard.press('Control+o')
      const trouble = page.getByRole('alert')
      await expect(trouble).toContainText(file)
      await expect(trouble).toContainText(reason)
      await expect(trouble.getByRole('button', { name: /^Open the backup/ })).toHaveCount(backup ? 1 : 0)
      await expect(trouble.getByRole('button', { name: /^Salvage/ })).toHaveCount(damaged ? 1 : 0)
      expect(contentsOf(place)).toEqual(before)
      // What was open before is open again.
      await trouble.getByRole('button', { name: 'Leave it' }).click()
      await expect(projectName(page)).toHaveText('The night on the Ilvey')
      expect(contentsOf(place)).toEqual(before)
    })
  }
})

test('D8 the backup of a damaged project is opened in its place, and the damaged file is kept', async ({ app, page, folder }) => {
  const file = path.join(folder, 'work.parallax')
  makeProject(file)
  cutTo(file, 0.5)
  const wreck = readFileSync(file)
  await answerOpen(app, [file])
  await page.keyboard.press('Control+o')
  await page.getByRole('button', { name: /^Open the backup of .+ \(1 articles?, 2 highlights\)/ }).click()
  await expect(projectName(page)).toHaveText('Test')
  expect((await coded(page, 'Title of a1')).map((each) => each.quote)).toEqual(['cracks were found', 'blamed the weather'])
  const aside = readdirSync(folder).filter((name) => name.includes('.damaged-'))
  expect(aside).toHaveLength(1)
  expect(readFileSync(path.join(folder, aside[0] ?? ''))).toEqual(wreck)
})

test('D8 what can be read of a damaged project is salvaged into a new file', async ({ app, page, folder }) => {
  const file = path.join(folder, 'work.parallax')
  makeProject(file)
  zeroPage(file, rootOf(file, 'sqlite_autoindex_coding_1'))
  const wreck = readFileSync(file)
  await answerOpen(app, [file])
  await page.keyboard.press('Control+o')
  await page.getByRole('button', { name: /^Salvage/ }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect((await coded(page, 'Title of a1')).map((each) => each.quote)).toEqual(['cracks were found', 'blamed the weather'])
  expect(existsSync(path.join(folder, 'work (salvaged).parallax'))).toBe(true)
  expect(readFileSync(file)).toEqual(wreck)
})

test('D5 an article whose text is not what was imported is named and not shown', async ({ app, page, folder }) => {
  const file = path.join(folder, 'work.parallax')
  makeProject(file)
  const places = placesOf(file, 'residents blamed')
  expect(places.length, 'the words stand in the file as they are').toBeGreaterThan(0)
  for (const at of places) flipBit(file, at + 3, 1)
  await answerOpen(app, [file])
  await page.keyboard.press('Control+o')
  await expect(projectName(page)).toHaveText('Test')
  await expect(page.getByRole('region', { name: 'Read' })).toContainText('This article cannot be shown')
  await expect(page.getByRole('region', { name: 'Read' })).toContainText('Title of a1')
})

test('D18 after the page’s process dies the window comes back with the work, and work goes on', async ({ app, page }) => {
  await openArticle(page, WIRE)
  await caretBefore(page, 'The agreement, reached')
  await selectNextWord(page)
  await codeAs(page, 'Hedge')
  const [made] = (await stored(page, WIRE)).highlights.filter((highlight) => highlight.quote === 'The')
  const process = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId())
  const gone = await process()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())
  await expect.poll(async () => [0, gone].includes((await process()) ?? 0)).toBe(false)

  // The test's own line to the page broke with it: from here the main process asks.
  const inPage = (script: string) =>
    app.evaluate(async ({ BrowserWindow }, code) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      if (contents === undefined || contents.isCrashed() || contents.isLoading()) return 'not there yet'
      return (await contents.executeJavaScript(code)) as unknown
    }, script)
  const shown = (id = '') =>
    inPage(`[document.querySelector('.pane h2')?.textContent, document.querySelector('.highlight[data-highlight~="${id}"]')?.textContent]`)
  await expect.poll(() => shown(made?.id)).toEqual([WIRE, 'The'])
  expect(await inPage('window.parallax.undo()')).toEqual({ ok: true, value: 'Add highlight' })
  await expect.poll(() => shown(made?.id)).toEqual([WIRE, undefined])
})
