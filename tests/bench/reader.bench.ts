// The reader: opening articles of 1,000 to 1,000,000 words with 100 to 10,000 highlights, one more highlight, scrolling.
// Floor: the same text in the same styles as plain elements without highlights. Peer: recogito's annotator (CSS highlights).
import path from 'node:path'
import type { Page } from '@playwright/test'
import { showPage } from '../helpers/page.ts'
import { figure, limit, median, ms, ratio } from './figures.ts'
import type { Bench } from './page/page.ts'

const RUNS = 5
const sizes = [
  [1_000, 100],
  [1_000, 1_000],
  [10_000, 100],
  [10_000, 1_000],
  [10_000, 10_000],
  [100_000, 100],
  [100_000, 1_000],
  [100_000, 10_000],
  [1_000_000, 100],
  [1_000_000, 1_000],
  [1_000_000, 10_000],
] as const

type Contender = Parameters<Bench['open']>[0]
const n = (value: number) => value.toLocaleString('en')

async function opened(page: Page, contender: Contender, runs = RUNS): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) times.push((await page.evaluate((name) => window.bench.open(name), contender)).shown)
  return median(times)
}

// Without the rhythm of a screen, a frame is handed over as soon as it is done: the times are those of the work.
const { page, close } = await showPage(path.join(import.meta.dirname, 'page'), ['--disable-frame-rate-limit', '--disable-gpu-vsync'])
try {
  await page.evaluate(() => window.bench.ready())
  const prepare = (words: number, marks: number) => page.evaluate(([w, m]) => window.bench.prepare(w, m), [words, marks] as const)
  await prepare(1_000, 100)
  for (const contender of ['plain', 'reader'] as const) await opened(page, contender, 3)

  const scrolled = () => page.evaluate(() => window.bench.scroll(120, 60))
  const plain = new Map<number, number>()
  for (const [words, marks] of sizes) {
    await prepare(words, marks)
    if (!plain.has(words)) {
      plain.set(words, await opened(page, 'plain', words === 1_000_000 ? 1 : RUNS))
      console.log(`  ${n(words)} words, plain text without highlights`)
      figure('  first paint', ms(plain.get(words) ?? 0))
      const frames = await scrolled()
      figure('  scrolling, median and longest frame', `${ms(median(frames))}; ${ms(Math.max(...frames))}`)
    }
    console.log(`  ${n(words)} words, ${n(marks)} highlights`)
    const ours = await opened(page, 'reader')
    figure('  first paint', ms(ours))
    if (words === 10_000 && marks === 10_000) {
      ratio('  first paint against plain text', ours / (plain.get(words) ?? 0), { most: 1.5 })
    }
    if (words === 100_000 && marks === 10_000) {
      ratio('  first paint against plain text', ours / (plain.get(words) ?? 0), { most: 0.5 })
    }
    if (words === 1_000_000 && marks === 10_000) {
      await prepare(10_000, marks)
      const short = await opened(page, 'reader')
      await prepare(words, marks)
      ratio('  first paint against an article of 10,000 words', (await opened(page, 'reader')) / short, { most: 2 })
    }
    const least: number[] = []
    const more: { work: number; shown: number }[] = []
    for (let i = 0; i < 9; i++) {
      least.push((await page.evaluate((i) => window.bench.recolour(i), i)).shown)
      more.push(await page.evaluate((i) => window.bench.more(i), i))
    }
    limit('  one more highlight, script work', median(more.map(({ work }) => work)), 8)
    figure(
      '  one more highlight, painted; a frame that recolours one block',
      `${ms(median(more.map(({ shown }) => shown)))}; ${ms(median(least))}`,
    )
    figure('  to a place at four fifths', ms((await page.evaluate(() => window.bench.reveal(0.8))).shown))
    const frames = await scrolled()
    figure('  scrolling, median frame', ms(median(frames)))
    limit('  scrolling, longest of 60 frames', Math.max(...frames), 33)
  }
  // Last, because what the peer leaves in the page slows down whoever comes after it.
  for (const [words, least] of [
    [10_000, 20],
    [100_000, 100],
  ] as const) {
    await prepare(words, 10_000)
    console.log(`  ${n(words)} words, 10,000 highlights`)
    const ours = await opened(page, 'reader')
    const theirs = await opened(page, 'recogito', 2)
    figure('  first paint: ours; recogito (CSS highlights)', `${ms(ours)}; ${ms(theirs)}`)
    ratio('  recogito against ours', theirs / ours, { least })
  }
} finally {
  await close()
}
