// The main job from beginning to end on the five documents of ../shared/seeds. What is expected is worked out from the files
// themselves; none of their words stand here.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../build/process.ts'
import type { OpenArticle } from '../../shared/contract.ts'
import { sharesWords } from '../../shared/passage.ts'
import { readPdf, readReport, squeezed } from '../helpers/exported.ts'
import {
  ask,
  caretBefore,
  codeAs,
  coded,
  inspector,
  library,
  openArticle,
  palette,
  pane,
  placeOf,
  projectName,
  saved,
  select,
  stored,
  text,
} from './analyst.ts'
import { answerOpen, answerSave, expect, launch, test } from './app.ts'

const folderOfSeeds = path.join(root, '../shared/seeds')
const missing = !existsSync(folderOfSeeds)

/** A document as its file shows it to somebody who reads it. */
type Seed = Readonly<{ name: string; file: string; lines: readonly string[] }>

const plain = (words: string) => words.replace(/\s+/gu, ' ').trim()

function readSeed(name: string): Seed {
  const file = path.join(folderOfSeeds, name)
  const lines = readFileSync(file, 'utf8').split('\n').map(plain)
  return { name, file, lines: lines.filter((line) => line !== '') }
}

/** The headline is the first line of five words or more; after a dash may stand the outlet. */
function headline({ lines }: Seed): { title: string; outlet: string } {
  const line = lines.find((each) => each.split(' ').length >= 5) ?? ''
  const [title = '', outlet = ''] = line.split(' – ')
  return { title, outlet }
}

/** Who signed: a short line that the next line repeats, alone or after a label. */
const author = ({ lines }: Seed) => lines.find((line, i) => line.length < 40 && lines[i + 1]?.endsWith(line) === true) ?? ''

/** A line that begins with a day: `Month 1, 2000` or `1 Month 2000`. */
function date({ lines }: Seed): string {
  const day = lines.flatMap((line) => /^(?:[A-Z][a-z]+ \d{1,2}, \d{4}$|\d{1,2} [A-Z][a-z]+ \d{4}\b)/.exec(line)?.[0] ?? [])[0]
  return day === undefined ? '' : new Date(`${day} UTC`).toISOString().slice(0, 10)
}

/** Words of one paragraph of an article's body, counted from 0, that stand nowhere else in it. */
function phrase({ text: whole, blocks }: OpenArticle, paragraph: number, from: number, count: number): string {
  const block = blocks.filter((each) => each.zone === 'body' && each.kind === 'paragraph' && each.end - each.start > 200)[paragraph]
  if (block === undefined) throw new Error(`no paragraph ${paragraph}`)
  const words = whole
    .slice(block.start, block.end)
    .split(' ')
    .slice(from, from + count)
    .join(' ')
  if (whole.indexOf(words) !== whole.lastIndexOf(words)) throw new Error('these words stand twice')
  return words
}

const sha256 = (words: string) => createHash('sha256').update(words, 'utf8').digest('hex')
const between = (whole: string, from: string, to: string) => whole.slice(whole.indexOf(from), whole.indexOf(to) + to.length)

test('five documents are imported, coded, compared and reported, over a restart', async ({ folder, profile }) => {
  test.skip(missing, 'there is no ../shared/seeds here')
  test.setTimeout(240_000)
  const seeds = readdirSync(folderOfSeeds)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .map(readSeed)
  const [opinion, collection] = seeds as [Seed, Seed]
  const names = seeds.map((seed) => (seed === collection ? seed.name : headline(seed).title))
  const [nameOfOpinion, nameOfCollection, nameOfAnalysis] = names as [string, string, string]
  const project = path.join(folder, 'Five sources.parallax')
  let { app, page } = await launch(profile)

  await test.step('a new project takes in the files', async () => {
    await answerSave(app, project)
    await page.keyboard.press('Control+n')
    await expect(projectName(page)).toHaveText('Five sources')
    await answerOpen(
      app,
      seeds.map((seed) => seed.file),
    )
    await page.getByRole('button', { name: 'Import files…' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('5 taken, 0 already in the project, 0 refused.')
    for (const seed of seeds) {
      await dialog.getByRole('row').filter({ hasText: seed.name }).click()
      await expect(dialog.getByRole('region', { name: 'What came of the file' })).toContainText(`${seed.name}, utf-8`)
    }
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(library(page).getByRole('row')).toHaveCount(5)
  })

  await test.step('what is known of each is shown, and not a word is lost', async () => {
    await page.getByRole('tab', { name: 'Article' }).click()
    for (const [i, seed] of seeds.entries()) {
      await openArticle(page, names[i] as string)
      const { article, text: whole } = await stored(page, names[i] as string)
      expect(plain(whole)).toBe(seed.lines.join(' '))
      expect(article).toMatchObject({
        source: seed.name,
        language: 'en',
        author: author(seed),
        originalSha256: createHash('sha256').update(readFileSync(seed.file)).digest('hex'),
      })
      expect(article.date.slice(0, 10)).toBe(date(seed))
      const facts = pane(page).getByRole('banner').or(pane(page).locator('header'))
      for (const fact of [author(seed), date(seed), headline(seed).outlet]) await expect(facts).toContainText(fact)
      const field = (name: string) => inspector(page).getByRole('textbox', { name })
      await page.getByRole('tab', { name: 'Article' }).click()
      await expect(field('Title')).toHaveValue(seed === collection ? '' : headline(seed).title)
      await expect(field('Author')).toHaveValue(author(seed))
      await expect(field('Date')).toHaveValue(article.date)
    }
  })

  const articles = await Promise.all(names.map((name) => stored(page, name)))
  const [a, b, c] = articles as [OpenArticle, OpenArticle, OpenArticle]
  const overParagraphs = [phrase(a, 0, 3, 4), phrase(a, 1, 2, 3)] as const
  const overlapping = phrase(a, 1, 0, 9)
  const noted = phrase(a, 4, 2, 6)
  const inCollection = phrase(b, 20, 0, 4)
  const inAnalysis = phrase(c, 1, 4, 5)
  const note = 'Whose figure is this?\n<b>See</b> the other side & “compare”.'

  await test.step('passages are coded in three of them, by mouse and by keyboard', async () => {
    await openArticle(page, nameOfOpinion)
    await select(page, ...overParagraphs)
    await codeAs(page, 'Conflict')
    await select(page, overlapping)
    await codeAs(page, 'Opinion as fact')
    await select(page, noted)
    await page.keyboard.type('Direct quotation')
    await saved(page, 'Add highlight — saved', () => page.keyboard.press('Shift+Enter'))
    await palette(page).fill('Loaded term')
    await saved(page, 'Recode highlight — saved', () => page.keyboard.press('Enter'))
    await page.keyboard.press('Control+Alt+m')
    await page.keyboard.insertText(note)
    await saved(page, 'Write note — saved', () => page.keyboard.press('Control+Enter'))

    await openArticle(page, nameOfCollection)
    await caretBefore(page, inCollection)
    for (let i = 0; i < inCollection.length; i++) await page.keyboard.press('Shift+ArrowRight')
    await expect(palette(page)).toBeVisible()
    await saved(page, 'Add highlight — saved', () => page.keyboard.press('1'))

    await openArticle(page, nameOfAnalysis)
    await select(page, inAnalysis)
    await codeAs(page, 'Causal interpretation')
  })

  const expected = {
    [nameOfOpinion]: [
      { quote: between(a.text, ...overParagraphs), codes: ['Conflict'], note: '' },
      { quote: overlapping, codes: ['Opinion as fact'], note: '' },
      { quote: noted, codes: ['Direct quotation', 'Loaded term'], note },
    ],
    [nameOfCollection]: [{ quote: inCollection, codes: ['Loaded term'], note: '' }],
    [nameOfAnalysis]: [{ quote: inAnalysis, codes: ['Causal interpretation'], note: '' }],
  }
  const inPlace = async () => {
    for (const [name, marks] of Object.entries(expected)) {
      expect(await coded(page, name)).toEqual(marks)
      await openArticle(page, name)
      for (const mark of marks) {
        const words = mark.quote.slice(0, 12).trim()
        await placeOf(text(page), words)
        const seen = text(page).locator('.highlight', { hasText: words }).first()
        await expect(seen).toHaveAttribute('aria-description', new RegExp(mark.codes[0] ?? ''))
      }
    }
  }

  await test.step('everything is in place after a restart', async () => {
    await inPlace()
    await app.close()
    expect([existsSync(`${project}-wal`), existsSync(`${project}.lock`)]).toEqual([false, false])
    ;({ app, page } = await launch(profile))
    await expect(projectName(page)).toHaveText('Five sources')
    await expect(pane(page).getByRole('heading', { level: 2 })).toHaveText(nameOfAnalysis)
    await inPlace()
  })

  await test.step('what was done before the restart is undone, and done again', async () => {
    for (const label of ['Add highlight', 'Add highlight', 'Write note', 'Recode highlight'])
      await saved(page, `Undone: ${label}`, () => page.keyboard.press('Control+z'))
    expect(await coded(page, nameOfAnalysis)).toEqual([])
    expect(await coded(page, nameOfCollection)).toEqual([])
    expect((await coded(page, nameOfOpinion))[2]).toEqual({ quote: noted, codes: ['Direct quotation'], note: '' })
    for (const label of ['Recode highlight', 'Write note', 'Add highlight', 'Add highlight'])
      await saved(page, `Redone: ${label}`, () => page.keyboard.press('Control+Shift+z'))
    await inPlace()
  })

  // The paragraphs that the files of both have in common.
  const shared = opinion.lines.filter((line) => collection.lines.includes(line))
  const first = shared[0] as string
  const last = shared.at(-1) as string

  await test.step('the op-ed stands whole in the other: one passage, one ribbon', async () => {
    await openArticle(page, nameOfOpinion)
    await library(page)
      .getByRole('button', { name: `Compare with ${nameOfCollection}` })
      .click()
    await expect(pane(page, 0).getByRole('heading', { level: 2 })).toHaveText(nameOfOpinion)
    await expect(pane(page, 1).getByRole('heading', { level: 2 })).toHaveText(nameOfCollection)
    const rows = page.getByRole('grid', { name: 'Shared passages' }).getByRole('row').filter({ hasText: 'same words' })
    await expect(rows).toHaveCount(1)
    await expect(page.locator('.ribbons .ribbon:not(.statement)')).toHaveCount(1)

    const { passages } = await ask(page, 'compare', { a: a.article.id, b: b.article.id })
    const [passage, ...more] = passages.filter(sharesWords)
    expect(more).toEqual([])
    // A last full stop or quotation mark is no word and need not be in it.
    const covers = (whole: string, range: { start: number; end: number } | undefined) =>
      squeezed(whole.slice(range?.start, range?.end)).replace(/[^\p{L}\p{N}]+$/u, '')
    const whole = squeezed(between(a.text, first, last)).replace(/[^\p{L}\p{N}]+$/u, '')
    expect(covers(a.text, passage?.a)).toBe(whole)
    expect(covers(b.text, passage?.b)).toBe(whole)
    expect(opinion.lines.slice(opinion.lines.indexOf(first), opinion.lines.indexOf(last) + 1)).toEqual(shared)
  })

  await test.step('scrolling one side keeps the same words level on the other', async () => {
    const frame = await pane(page).locator('.reader').boundingBox()
    if (frame === null) throw new Error('no text is shown')
    const line = frame.y + frame.height * 0.35
    for (const [leader, other, paragraph] of [
      [0, 1, 3],
      [0, 1, 8],
      [1, 0, 5],
      [1, 0, 10],
    ] as const) {
      const words = shared[paragraph]?.slice(0, 40) ?? ''
      const box = await pane(page, leader).locator('.reader').boundingBox()
      await page.mouse.move((box?.x ?? 0) + 200, frame.y + frame.height / 2)
      const { start } = await placeOf(text(page, leader), words, words, false)
      await page.mouse.wheel(0, Math.round(start.y - line))
      const heights = async () => {
        const [one, two] = [await placeOf(text(page, leader), words, words, false), await placeOf(text(page, other), words, words, false)]
        return { fromLine: Math.abs(one.start.y - line), apart: Math.abs(one.start.y - two.start.y) }
      }
      await expect.poll(async () => (await heights()).fromLine, 'the side that is scrolled gets there').toBeLessThan(60)
      await expect.poll(async () => (await heights()).apart, `paragraph ${paragraph} stands level`).toBeLessThan(6)
    }
    await expect(page.locator('.ribbons .ribbon:not(.statement)')).toHaveCount(1)
  })

  const html = path.join(folder, 'pair.html')
  const pdf = path.join(folder, 'pair.pdf')
  await test.step('the pair is exported as HTML and as PDF', async () => {
    await page.keyboard.press('Control+3')
    await expect(page.getByRole('button', { name: 'Export HTML…' })).toBeEnabled()
    await answerSave(app, html)
    await page.getByRole('button', { name: 'Export HTML…' }).click()
    await expect(page.getByRole('contentinfo').getByRole('status')).toHaveText(`Report written to ${html}`)
    await answerSave(app, pdf)
    await page.getByRole('button', { name: 'Export PDF…' }).click()
    await expect(page.getByRole('contentinfo').getByRole('status')).toHaveText(`Report written to ${pdf}`, { timeout: 30_000 })
    expect(readdirSync(folder).toSorted()).toEqual(expect.arrayContaining(['pair.html', 'pair.pdf']))
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
    await app.close()
  })

  await test.step('the page holds metadata, texts, numbered highlights, notes, codes and the shared passage', () => {
    const report = readReport(readFileSync(html, 'utf8'))
    expect(report.policy).toContain("default-src 'none'")
    expect(report.active).toEqual([])
    expect(report.title).toContain(nameOfOpinion)
    expect(report.articles).toHaveLength(2)
    for (const [i, open] of [a, b].entries()) {
      const article = report.articles[i]
      expect(article?.text).toBe(open.text)
      expect(article?.facts.get('SHA-256 of the text')).toBe(sha256(open.text))
      expect(article?.facts.get('SHA-256 of the original')).toBe(open.article.originalSha256)
      expect(article?.facts.get('File')).toContain(open.article.source)
      expect(article?.facts.get('Encoding')).toBe('utf-8')
      expect(article?.facts.get('Title')).toBe(open.article.title || 'not given')
      expect(article?.facts.get('Author')).toBe(open.article.author || 'not given')
      for (const highlight of article?.highlights ?? []) {
        expect(open.text.slice(highlight.range.start, highlight.range.end)).toBe(highlight.quote)
        expect(sha256(highlight.quote)).toBe(highlight.sha256)
      }
      expect(article?.numbers).toEqual(article?.highlights.map((highlight) => highlight.number))
    }
    const listed = report.articles.map(({ highlights }) =>
      highlights.map(({ quote, codes, note: said }) => ({ quote, codes: codes.toSorted(), note: said })),
    )
    expect(listed).toEqual([expected[nameOfOpinion], expected[nameOfCollection]])
    expect(report.articles.flatMap(({ highlights }) => highlights.map(({ number }) => number))).toEqual([1, 2, 3, 4])
    expect(Object.fromEntries([...report.codes].map(([name, { counts }]) => [name, counts]))).toEqual({
      Conflict: [1, 0],
      'Opinion as fact': [1, 0],
      'Direct quotation': [1, 0],
      'Loaded term': [1, 1],
    })
    for (const { definition } of report.codes.values()) expect(definition.length).toBeGreaterThan(20)
    expect(report.passages).toHaveLength(1)
    const [passage] = report.passages
    expect(passage?.kind).toBe('verbatim')
    expect(squeezed(a.text.slice(passage?.a.start, passage?.a.end))).toBe(squeezed(b.text.slice(passage?.b.start, passage?.b.end)))
  })

  await test.step('the PDF holds the same words', async () => {
    const { pages, text: printed } = await readPdf(readFileSync(pdf))
    // Some 600 words to a page at most.
    expect(pages).toBeGreaterThan((a.article.words + b.article.words) / 600)
    for (const words of [nameOfOpinion, noted, overlapping, inCollection, note, 'Loaded term', sha256(a.text).slice(0, 20)])
      expect(printed).toContain(squeezed(words))
    const unmarked = [...opinion.lines.slice(6), ...collection.lines].filter((line) => !line.includes(inCollection))
    const found = unmarked.filter((line) => printed.includes(squeezed(line.slice(0, 60))))
    expect(found).toEqual(unmarked)
  })
})
