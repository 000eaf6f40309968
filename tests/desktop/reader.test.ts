// The reader in a real browser, without the app around it: short texts, and long ones that are folded off the screen.
import path from 'node:path'
import { test as base, type ElectronApplication, expect, type Page } from '@playwright/test'
import { HighlightId } from '../../shared/ids.ts'
import { type Block, blockKinds, type Draft, joinBlocks } from '../../shared/text.ts'
import { articleOf, highlightsOf } from '../bench/texts.ts'
import { showPage } from '../helpers/page.ts'
import type {} from '../views/page/page.ts'

type Window = Readonly<{ app: ElectronApplication; page: Page }>
type Made = Readonly<{ text: string; blocks: readonly Block[] }>

const test = base.extend<{ page: Page }, { window: Window }>({
  window: [
    async ({}, use) => {
      const { app, page, close } = await showPage(path.join(import.meta.dirname, '../views/page'))
      await use({ app, page })
      await close()
    },
    { scope: 'worker' },
  ],
  page: async ({ window: { page } }, use) => {
    await use(page)
    await page.evaluate(() => window.clearDesk())
  },
})

const drafts: Draft[] = blockKinds.flatMap((kind): Draft[] => [
  {
    kind,
    zone: kind === 'title' ? 'title' : 'body',
    ...(kind === 'heading' || kind === 'item' ? { level: 2 } : {}),
    text: `A ${kind} of one line.`,
  },
  { kind, zone: 'body', ...(kind === 'heading' || kind === 'item' ? { level: 1 } : {}), text: `A ${kind} 👩‍🔬\nof three\nlines – شمال.` },
])
const short = joinBlocks(drafts)
const long = articleOf(100_000)

async function open(page: Page, ...articles: Made[]): Promise<void> {
  await page.evaluate((all) => {
    for (const { text, blocks } of all) window.openText(text, blocks)
  }, articles)
  await page.evaluate(() => window.settled())
}

/** Puts the caret right before a place in the text, by mouse. */
async function clickAt(page: Page, offset: number, pane = 0): Promise<void> {
  const { x, y } = await page.evaluate(([at, side]) => window.panes[side]?.place(at) ?? { x: 0, y: 0 }, [offset, pane] as const)
  await page.mouse.click(x, y)
}

const held = (page: Page, pane = 0) => page.evaluate((side) => window.panes[side]?.held(), pane)
const shown = (page: Page, pane = 0) => page.evaluate((side) => window.panes[side]?.shown(), pane)
const reveal = async (page: Page, offset: number, pane = 0) => {
  await page.evaluate(([at, side]) => window.panes[side]?.reader.reveal(at), [offset, pane] as const)
  await page.evaluate(() => window.settled())
}
const solid = (text: string) => text.replace(/\s/g, '')

for (const [name, made] of [
  ['a short text with every kind of block', short],
  ['a long text that is folded', { ...long }],
] as const) {
  test(`every position is its offset plus one, in ${name}`, async ({ page }) => {
    await open(page, made)
    const wrong = await page.evaluate(
      ({ blocks }) => {
        const [pane] = window.panes
        if (pane === undefined) return ['no pane']
        const { text } = pane
        const faults: string[] = []
        const check = () => {
          const { doc } = pane.reader.view.state
          if (doc.content.size !== text.length + 2) faults.push(`size ${doc.content.size}`)
          const step = Math.max(1, Math.floor(text.length / 20_000))
          for (let at = 0; at < text.length; at += step)
            if (!/\s/.test(text[at] as string) && doc.textBetween(at + 1, at + 2) !== text[at]) faults.push(`unit ${at}`)
          for (const { start, end } of blocks) {
            const [first, last] = [doc.resolve(start + 1), doc.resolve(end + 1)]
            if (first.parent !== last.parent || !first.parent.isTextblock) faults.push(`block ${start}`)
            const folded = first.parent.type.name === 'folded'
            if (!folded && (first.parentOffset !== 0 || last.parentOffset !== last.parent.content.size))
              faults.push(`edges of block ${start}`)
            for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1))
              if (!folded && doc.nodeAt(at + 1)?.type.name !== 'line_break') faults.push(`line break ${at}`)
          }
        }
        check()
        pane.reader.reveal(Math.floor(text.length / 2))
        check()
        return faults
      },
      { blocks: made.blocks },
    )
    expect(wrong).toEqual([])
  })
}

test('a long text is folded off the screen, and whole in the page', async ({ page }) => {
  await open(page, long)
  expect(await page.evaluate(() => window.panes[0]?.folded)).toBeGreaterThan(50)
  expect(await page.evaluate(() => window.panes[0]?.reader.view.dom.querySelectorAll('.block').length)).toBeLessThan(120)
  expect(await held(page)).toBe(long.text)
  expect(await shown(page)).toBe(solid(long.text))
  await reveal(page, Math.floor(long.text.length / 2))
  expect(await held(page)).toBe(long.text)
  expect(await shown(page)).toBe(solid(long.text))
})

test('an offset is revealed to the pixel, wherever it stands and however wide the window is', async ({ page }) => {
  await open(page, long)
  await page.evaluate((marks) => window.panes[0]?.mark(marks), highlightsOf(long.text, 20_000))
  for (const width of ['', '420px']) {
    await page.evaluate(async (wide) => {
      const [pane] = window.panes
      if (pane?.reader.scroller.parentElement)
        pane.reader.scroller.parentElement.style.cssText = wide === '' ? '' : `flex: none; width: ${wide}`
      await window.settled()
    }, width)
    for (const share of [0.5, 0.02, 0.97, 0.31, 0.3, 0.75]) {
      const offset = long.text.indexOf(' ', Math.floor(long.text.length * share)) + 1
      await reveal(page, offset)
      const { height, window: tall } = await page.evaluate(
        (at) => ({ height: window.panes[0]?.height(at) ?? 0, window: window.panes[0]?.reader.scroller.clientHeight ?? 0 }),
        offset,
      )
      // Within the line that holds it: a line's box is taller than its letters.
      expect(Math.abs(height - tall * 0.3), `${share} ${width}`).toBeLessThan(2)
    }
  }
})

test('what is read stays where it is while the text above opens', async ({ page }) => {
  await open(page, long)
  await reveal(page, Math.floor(long.text.length * 0.6))
  const drift = await page.evaluate(async () => {
    const [pane] = window.panes
    if (pane === undefined) return [Number.NaN]
    const drifts: number[] = []
    for (let i = 0; i < 80; i++) {
      const { start } = pane.reader.places.visible()
      const before = pane.height(start)
      const from = pane.reader.scroller.scrollTop
      pane.reader.scroller.scrollTop -= 90
      const step = from - pane.reader.scroller.scrollTop
      await window.settled()
      drifts.push(Math.abs(pane.height(start) - before - step))
    }
    return drifts
  })
  expect(Math.max(...drift)).toBeLessThan(2)
})

test('nothing that is typed, pasted, dropped, cut or composed changes a text', async ({ page }) => {
  for (const made of [short, long]) {
    await open(page, made)
    const at = made.text.indexOf(' ', 40)
    const unchanged = async (after: string) => {
      await page.evaluate(() => window.settled())
      expect(await held(page), after).toBe(made.text)
      expect(await shown(page), after).toBe(solid(made.text))
    }
    await clickAt(page, at)
    await page.keyboard.type('x y')
    for (const key of ['Enter', 'Backspace', 'Delete', 'Control+Backspace', 'Control+z', 'Control+b', 'Tab']) await page.keyboard.press(key)
    await unchanged('typing')

    await page.evaluate((offset) => window.panes[0]?.reader.select({ start: offset + 1, end: offset + 9 }), at)
    await page.evaluate(() => window.panes[0]?.reader.focus())
    await page.keyboard.press('Control+c')
    await clickAt(page, at + 2)
    await page.keyboard.press('Control+v')
    await page.keyboard.press('Control+Shift+v')
    await unchanged('paste')

    await page.evaluate((offset) => window.panes[0]?.reader.select({ start: offset + 1, end: offset + 9 }), at)
    await page.evaluate(() => window.panes[0]?.reader.focus())
    await page.keyboard.press('Control+x')
    await unchanged('cut')

    await page.evaluate((offset) => {
      const [pane] = window.panes
      if (pane === undefined) return
      const { x, y } = pane.place(offset)
      const dataTransfer = new DataTransfer()
      dataTransfer.setData('text/html', '<p>dropped</p>')
      dataTransfer.setData('text/plain', 'dropped')
      for (const kind of ['dragenter', 'dragover', 'drop'])
        document
          .elementFromPoint(x, y)
          ?.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, clientX: x, clientY: y, dataTransfer }))
    }, at)
    await unchanged('drop')

    await clickAt(page, at)
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 })
    await cdp.send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 })
    await cdp.send('Input.insertText', { text: '日本' })
    await cdp.detach()
    await unchanged('composition')
    await page.evaluate(() => window.clearDesk())
  }
})

test('all is selected and copied as the canonical text, folded or not', async ({ page }) => {
  for (const made of [short, long]) {
    await open(page, made)
    await clickAt(page, made.text.indexOf(' ', 40))
    await page.keyboard.press('Control+a')
    await expect.poll(() => page.evaluate(() => window.panes[0]?.selected)).toEqual({ start: 0, end: made.text.length })
    await page.keyboard.press('Control+c')
    await expect.poll(() => page.evaluate(() => window.copied.length)).toBe(2)
    const [plain, html] = await page.evaluate(() => window.copied)
    expect(plain).toBe(made.text)
    expect(html).toContain('<h1')
    expect(html).not.toContain('folded')
    await page.evaluate(() => window.clearDesk())
  }
})

test('a selection runs from a place that was left to one far away', async ({ page }) => {
  await open(page, long)
  const from = long.text.indexOf(' ', 300) + 1
  await clickAt(page, from)
  const begun = await page.evaluate(() => window.panes[0]?.reader.caret())
  const far = long.text.indexOf(' ', Math.floor(long.text.length / 2)) + 1
  await reveal(page, far)
  await page.keyboard.down('Shift')
  await clickAt(page, far)
  await page.keyboard.up('Shift')
  await page.evaluate(() => window.settled())
  const selected = await page.evaluate(() => window.panes[0]?.selected)
  expect(selected?.start).toBe(begun)
  expect(Math.abs((selected?.end ?? 0) - far)).toBeLessThanOrEqual(1)
})

test('keys walk the caret to the end of a folded text and show it', async ({ page }) => {
  await open(page, long)
  await clickAt(page, long.text.indexOf(' ', 300))
  await page.keyboard.press('Control+End')
  await page.evaluate(() => window.settled())
  const { caret, height, tall } = await page.evaluate(() => {
    const [pane] = window.panes
    const caret = pane?.reader.caret() ?? 0
    return { caret, height: pane?.height(caret - 1) ?? -1, tall: pane?.reader.scroller.clientHeight ?? 0 }
  })
  expect(caret).toBe(long.text.length)
  expect(height).toBeGreaterThan(0)
  expect(height).toBeLessThan(tall)
})

test('every highlight over a word is reached by clicking again', async ({ page }) => {
  const article = articleOf(1_000)
  await open(page, article)
  const at = article.text.indexOf(' ', 600) + 2
  const marks = Array.from({ length: 6 }, (_, i) => ({
    id: HighlightId.parse(`m${i}`),
    ranges: [{ start: at - 5 - 7 * i, end: at + 9 + 11 * i }],
  }))
  await page.evaluate((all) => window.panes[0]?.mark(all), marks)
  await page.evaluate(() => window.settled())
  // Clicks in one place would be a double click.
  for (let i = 0; i < 7; i++) await clickAt(page, at - 4 + 2 * i)
  expect(await page.evaluate(() => window.panes[0]?.picked)).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', null])
})

test('labels of the margin fold where space is short, and every highlight is still reached', async ({ page }) => {
  const article = articleOf(1_000)
  await open(page, article)
  const marks = highlightsOf(article.text, 1_000).slice(0, 30)
  await page.evaluate((all) => window.panes[0]?.mark(all), marks)
  await page.evaluate(() => window.settled())
  const labels = page.locator('.rail .label')
  expect(await labels.count()).toBeLessThan(30)
  expect(await labels.locator('.more').count()).toBeGreaterThan(0)
  expect(await page.locator('.rail .bracket').count()).toBe(30)
  const reached = new Set<string | null | undefined>()
  for (let i = 0; i < (await labels.count()); i++) {
    const held = ((await labels.nth(i).getAttribute('title')) ?? '').split('\n').length
    for (let n = 0; n < held; n++) {
      await labels.nth(i).click()
      await page.evaluate(() => window.settled())
      reached.add(await page.evaluate(() => window.panes[0]?.picked.at(-1)))
    }
  }
  expect(reached).toEqual(new Set(marks.map(({ id }) => id)))
})

test('two readers side by side do not disturb each other', async ({ page }) => {
  const other = articleOf(40_000, 5)
  await open(page, long, other)
  await page.evaluate(
    ([a, b]) => {
      window.panes[0]?.mark(a as never)
      window.panes[1]?.mark(b as never)
    },
    [highlightsOf(long.text, 2_000), highlightsOf(other.text, 3_000)],
  )
  await page.evaluate(() => window.settled())
  const state = (side: number) =>
    page.evaluate((which) => {
      const pane = window.panes[which]
      return {
        html: pane?.reader.view.dom.innerHTML,
        rail: pane?.reader.view.dom.parentElement?.querySelector('.rail')?.innerHTML,
        top: pane?.reader.scroller.scrollTop,
        selection: pane?.selected,
        picked: pane?.picked,
      }
    }, side)
  let before = await state(1)
  // Work that waited for an idle moment is done when nothing changes any more.
  await expect
    .poll(async () => {
      const earlier = JSON.stringify(before)
      await page.evaluate(() => window.settled())
      before = await state(1)
      return JSON.stringify(before) === earlier
    })
    .toBe(true)
  await reveal(page, Math.floor(long.text.length / 2))
  await page.evaluate(() => {
    const [left] = window.panes
    left?.reader.select({ start: 400_000, end: 400_020 })
    left?.reader.pick('h100' as never)
    left?.mark([])
  })
  await page.evaluate(() => window.settled())
  expect(await state(1)).toEqual(before)
  await reveal(page, Math.floor(other.text.length / 2), 1)
  expect(await held(page, 0)).toBe(long.text)
  expect(await held(page, 1)).toBe(other.text)
})

test('words that are folded away are found in the page', async ({ page, window: { app } }) => {
  const words = long.text.slice(-40, -5)
  await open(page, long)
  const matches = await app.evaluate(
    ({ BrowserWindow }, sought) =>
      new Promise<number>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        contents?.on('found-in-page', (_event, result) => {
          if (result.finalUpdate) resolve(result.matches)
        })
        contents?.findInPage(sought)
      }),
    words,
  )
  expect(matches).toBe(1)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.stopFindInPage('clearSelection'))
})

test('a screen reader is told the whole of a folded text', async ({ page }) => {
  await open(page, long)
  const cdp = await page.context().newCDPSession(page)
  const { nodes } = await cdp.send('Accessibility.getFullAXTree')
  await cdp.detach()
  const told = nodes.flatMap(({ role, name }) => (role?.value === 'StaticText' ? [String(name?.value)] : [])).join('')
  expect(solid(told)).toContain(solid(long.text))
})

test('a folded text is printed whole', async ({ page, window: { app } }) => {
  const article = articleOf(12_000)
  await open(page, article)
  expect(await page.evaluate(() => window.panes[0]?.folded)).toBeGreaterThan(0)
  await page.evaluate(() => {
    for (const element of [document.documentElement, document.body, ...document.querySelectorAll<HTMLElement>('#desk, .pane, .reader')])
      (element as HTMLElement).style.cssText = 'display: block; height: auto; overflow: visible'
  })
  const pdf = await app.evaluate(async ({ BrowserWindow }) => {
    const printed = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({})
    return printed?.toString('base64') ?? ''
  })
  await page.evaluate(() => {
    for (const element of [document.documentElement, document.body, ...document.querySelectorAll<HTMLElement>('#desk, .pane, .reader')])
      (element as HTMLElement).style.cssText = ''
  })
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const loaded = await getDocument({ data: new Uint8Array(Buffer.from(pdf, 'base64')) }).promise
  let words = ''
  for (let n = 1; n <= loaded.numPages; n++)
    words += (await (await loaded.getPage(n)).getTextContent()).items.map((item) => ('str' in item ? item.str : '')).join('')
  expect(solid(words)).toContain(solid(article.text.slice(-300)))
  expect(solid(words).length).toBeGreaterThanOrEqual(solid(article.text).length)
})
