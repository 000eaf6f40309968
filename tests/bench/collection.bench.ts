// Many articles of about 700 words: taken into a project with reprints looked for, then analysed all at once. Three of ten are copies
// of a wire report with words of their own. What is measured at one size is held against a smaller one: both must grow
// with the number of articles and no faster. PARALLAX_BENCH names the sizes (`full`: up to 10,000).
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gatherCollection } from '../../electron/collection.ts'
import { importFile } from '../../electron/import/import.ts'
import { asFile, type Incoming, takeAllIn } from '../../electron/intake.ts'
import { createProject } from '../../electron/store/project.ts'
import { analyseStepwise } from '../../shared/collection/analysis.ts'
import { readWords, Vocabulary } from '../../shared/words.ts'
import { start } from '../helpers/store.ts'
import { figure, ms, ratio } from './figures.ts'
import { articleOf, seeded, sentence } from './texts.ts'

const asked = process.env.PARALLAX_BENCH ?? '1000,3000'
const sizes = (asked === 'full' ? '1000,3000,10000' : asked).split(',').map(Number)
const WORDS = 700

/** The text of an article by its number: of each ten, one is a wire report and three are copies of it. */
function textOf(n: number): string {
  const random = seeded(n * 7 + 3)
  const place = n % 10
  const own = (words: number) => Array.from({ length: Math.ceil(words / 20) }, () => sentence(random, 20)).join(' ')
  if (place > 3) return articleOf(WORDS, n + 1).text
  const wire = articleOf(WORDS, n - place + 1).text
  if (place === 0) return wire
  const kept = wire.slice(0, Math.floor(wire.length * (0.4 + 0.2 * place)))
  return `${sentence(random, 8)}\n\n${own(60)}\n\n${kept}\n\n${own(WORDS - kept.length / 6)}`
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-bench-'))
/** Milliseconds of work, of this process alone: what the growth is told by. */
const worked = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
const megabytes = () => {
  globalThis.gc?.()
  return Math.round(process.memoryUsage().rss / 2 ** 20)
}

type Measured = Readonly<{ importing: number; analysing: number; pairs: number; tokenizing: number; memory: number }>
async function measure(size: number): Promise<Measured> {
  const before = megabytes()
  const project = createProject(path.join(folder, `${size}.parallax`), start)
  const incoming = Array.from({ length: size }, (_, n): Incoming => {
    const name = `${n}.txt`
    return { name, get: () => ({ source: { name, bytes: new TextEncoder().encode(textOf(n)) }, way: asFile }) }
  })
  let id = 0
  let from = worked()
  const began = performance.now()
  const report = await takeAllIn(
    project,
    incoming,
    { newId: () => `a${id++}`, now: () => 1_700_000_000_000, version: 'bench' },
    {
      read: (source, reading) => importFile(source, reading),
      signal: new AbortController().signal,
      onTaken: () => {},
      onProgress: () => {},
      onWaiting: () => '',
    },
  )
  const spent = performance.now() - began
  const importing = worked() - from
  const found = report.taken.filter(({ reprints }) => reprints.length > 0).length
  const imported = megabytes()
  figure(
    `${size} articles: import with reprints`,
    `${ms(spent)}, of which work ${ms(importing)}, ${Math.round((size / spent) * 1000)} a second, ${found} with a reprint, ${imported - before} MB more`,
  )

  from = worked()
  const kin = project.kinPairs(project.articleIds(null))
  const pairs = worked() - from
  const { collection } = gatherCollection(project, null)
  from = worked()
  const vocabulary = new Vocabulary()
  for (const { id: one } of collection.articles) readWords(collection.read(one).text, vocabulary)
  const tokenizing = worked() - from
  from = worked()
  const steps = analyseStepwise(collection)
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  const analysing = worked() - from
  const memory = megabytes()
  const { reprints, stories, similarity } = step.value
  figure(`${size} articles: pairs that may share words`, `${ms(pairs)}, ${kin.length} pairs`)
  figure(`${size} articles: reading and tokenizing`, ms(tokenizing))
  figure(
    `${size} articles: the whole analysis`,
    `${ms(analysing)}, ${reprints.length} reprints, ${stories.length} stories, ${similarity.pairs.length} neighbours, ${memory - imported} MB more`,
  )
  ratio(`${size} articles: pairs against reading and tokenizing`, pairs / tokenizing, { most: 1.5 })
  project.close()
  return { importing, analysing, pairs, tokenizing, memory }
}

try {
  let last: (Measured & { size: number }) | undefined
  for (const size of sizes) {
    const measured = await measure(size)
    if (last !== undefined) {
      const growth = size / last.size
      ratio(`${size} articles: import, per article, against ${last.size}`, measured.importing / last.importing / growth, { most: 1.5 })
      ratio(`${size} articles: analysis, per article, against ${last.size}`, measured.analysing / last.analysing / growth, { most: 1.5 })
    }
    last = { ...measured, size }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
