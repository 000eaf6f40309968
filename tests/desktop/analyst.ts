// What an analyst does at the desk, for tests to say: words are found by what they read, and an act is done when the page
// says that it is on disk.
import { expect, type Locator, type Page } from '@playwright/test'
import type {} from '../../renderer/state/api.ts'
import type { CallName, Input, OpenArticle, Output } from '../../shared/contract.ts'
import type { Reply } from '../../shared/failure.ts'
import type { Code, Highlight } from '../../shared/records.ts'

type Point = Readonly<{ x: number; y: number }>
type Side = 0 | 1

/** Asks the main process, as the page does: what it answers is what is on disk. */
export async function ask<C extends CallName>(page: Page, name: C, input?: Input<C>): Promise<Output<C>> {
  const reply = (await page.evaluate(([call, given]) => window.parallax[call as 'undo'](given as undefined), [
    name,
    input,
  ] as const)) as Reply<Output<C>>
  if (!reply.ok) throw new Error(`${name}: ${reply.message}`)
  return reply.value
}

export const projectName = (page: Page): Locator => page.getByRole('banner').getByRole('heading', { level: 1 })
export const library = (page: Page): Locator => page.getByRole('grid', { name: 'Articles' })
export const pane = (page: Page, side: Side = 0): Locator => page.locator('.pane').nth(side)
/** The text of an open article. */
export const text = (page: Page, side: Side = 0): Locator => pane(page, side).locator('.text')
export const palette = (page: Page): Locator => page.getByRole('searchbox', { name: 'Code for the selection' })
export const inspector = (page: Page): Locator => page.getByRole('region', { name: 'Inspector' })
const status = (page: Page): Locator => page.getByRole('contentinfo').getByRole('status')

/** Opens an article from the library in the pane that is active, and waits until its text stands. */
export async function openArticle(page: Page, title: string, side: Side = 0): Promise<void> {
  await library(page)
    .getByRole('row')
    .filter({ hasText: title })
    .first()
    .click({ position: { x: 60, y: 16 } })
  await expect(pane(page, side).getByRole('heading', { level: 2 })).toHaveText(title)
  await expect(text(page, side)).not.toBeEmpty()
}

/** An article with its highlights as the project file has it. */
export async function stored(page: Page, title: string): Promise<OpenArticle> {
  const { rows } = await ask(page, 'library.list', { filter: '', sort: 'imported', descending: false, offset: 0, limit: 500 })
  const row = rows.find((each) => (each.title || each.source) === title)
  if (row === undefined) throw new Error(`no article “${title}”`)
  return ask(page, 'article.open', { id: row.id })
}

export type Coded = Readonly<{ quote: string; codes: readonly string[]; note: string }>

/** The highlights of an article by their words, in reading order, with the names of their codes. */
export async function coded(page: Page, title: string): Promise<Coded[]> {
  const { codes } = await ask(page, 'codebook.open')
  return codedOf(await stored(page, title), codes)
}

function codedOf({ highlights, codings }: OpenArticle, codes: readonly Code[]): Coded[] {
  const name = new Map(codes.map((code) => [code.id, code.name]))
  const first = ({ ranges: [range] }: Highlight) => range?.start ?? 0
  return highlights
    .toSorted((a, b) => first(a) - first(b) || b.quote.length - a.quote.length)
    .map(({ id, quote, note }) => ({
      quote,
      codes: codings.flatMap(({ highlightId, codeId }) => (highlightId === id ? [name.get(codeId) ?? '?'] : [])).toSorted(),
      note,
    }))
}

/** Number of the newest entry of the journal that the page knows of. */
export async function head(page: Page): Promise<number> {
  const title = await page.getByTitle(/^Act \d+ of the journal$/).getAttribute('title')
  return Number(/\d+/.exec(title ?? '')?.[0])
}

/** Does something and waits until the page says that just this is on disk. */
export async function saved(page: Page, said: string | RegExp, act: () => Promise<unknown>): Promise<void> {
  const before = await head(page)
  await act()
  await expect(page.getByTitle(/^Act \d+ of the journal$/)).toHaveAttribute('title', `Act ${before + 1} of the journal`)
  await expect(status(page)).toHaveText(said)
}

/** Takes the sample back to its plain coding: nobody is said to speak, no pair is judged, no report is kept. */
export async function plain(page: Page): Promise<void> {
  for (const label of ['Keep 2 reports', 'Judge “Tern Wire” beside “The Daily Ravel”', 'Link quotations to their sources'])
    await saved(page, `Undone: ${label}`, () => page.keyboard.press('Control+z'))
}

export const marked = 'Add highlight — saved'

/**
 * Where the stretch from the first of some words to the last of others begins and ends on the screen: once it has been
 * brought there, or (`bring` false) where it stands now.
 */
export async function placeOf(host: Locator, from: string, to = from, bring = true): Promise<{ start: Point; end: Point }> {
  return host.evaluate(
    async (element, { from, to, bring }) => {
      const find = () => {
        const nodes: Text[] = []
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) nodes.push(node as Text)
        const whole = nodes.map((node) => node.data).join('')
        const start = whole.indexOf(from)
        const end = whole.indexOf(to, start) + to.length
        if (start === -1 || end < start + to.length) throw new Error(`“${from}” to “${to}” does not stand here`)
        const range = document.createRange()
        let at = 0
        for (const node of nodes) {
          if (start >= at && start < at + node.length) range.setStart(node, start - at)
          if (end > at && end <= at + node.length) range.setEnd(node, end - at)
          at += node.length
        }
        return range
      }
      // What comes into the window is laid out, painted and measured only then: look until nothing moves any more.
      let known = ''
      for (let turn = 0; turn < 200; turn++) {
        const top = find().getBoundingClientRect().top
        if (bring && (turn === 0 || top < 0 || top > innerHeight)) find().startContainer.parentElement?.scrollIntoView({ block: 'center' })
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
        const boxes = [...find().getClientRects()].filter((box) => box.width > 0)
        const [first, last] = [boxes[0], boxes.at(-1)]
        const now = JSON.stringify([first, last])
        if (first !== undefined && last !== undefined && now === known)
          return {
            start: { x: first.left + 0.5, y: (first.top + first.bottom) / 2 },
            end: { x: last.right - 0.5, y: (last.top + last.bottom) / 2 },
          }
        known = now
      }
      throw new Error(`“${from}” does not come to rest on the screen`)
    },
    { from, to, bring },
  )
}

/** Selects with the mouse, from the first of some words to the last of others. */
export async function select(page: Page, from: string, to = from, side: Side = 0): Promise<void> {
  const { start, end } = await placeOf(text(page, side), from, to)
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(end.x, end.y, { steps: 3 })
  await page.mouse.up()
}

/** Puts the caret before some words; a few frames after a click the editor has made it its own. */
export async function caretBefore(page: Page, words: string, side: Side = 0): Promise<void> {
  const { start } = await placeOf(text(page, side), words)
  await page.mouse.click(start.x, start.y)
  await placeOf(text(page, side), words, words, false)
  await expect(text(page, side)).toBeFocused()
}

/** Selects the word after the caret from the keyboard, and waits for the palette. */
export async function selectNextWord(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press('Control+Shift+ArrowRight')
    await expect(palette(page)).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 5_000 })
}

/** Clicks into the middle of some words. */
export async function clickOn(page: Page, words: string, side: Side = 0): Promise<void> {
  const { start, end } = await placeOf(text(page, side), words)
  await page.mouse.click(start.y === end.y ? (start.x + end.x) / 2 : start.x + 4, start.y)
}

/** Codes what is selected by typing the name of a code and pressing Enter. */
export async function codeAs(page: Page, name: string): Promise<void> {
  await expect(palette(page)).toBeVisible()
  await saved(page, marked, async () => {
    await page.keyboard.type(name)
    await expect(palette(page)).toHaveValue(name)
    await page.keyboard.press('Enter')
  })
}
