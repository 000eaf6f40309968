// A report of 50 articles with 5,000 highlights, and the data of the same project, in every format: how long it takes beside reading
// the articles and writing as many bytes, and how much memory it takes at most, each in a process of its own. Then the app: how long
// its main process does not answer while it shows and writes the report. `PARALLAX_BENCH=full`: 200 articles beside the 50.
import { spawnSync } from 'node:child_process'
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { answerSave, launch } from '../../build/launch.ts'
import { writeThrough } from '../../electron/export/file.ts'
import { openProject } from '../../electron/store/project.ts'
import { type ReportFormat, reportFormats } from '../../shared/contract.ts'
import { type DataFormat, dataFormats } from '../../shared/exchange/offered.ts'
import { reportSections } from '../../shared/report/model.ts'
import { jobsHere } from '../helpers/jobs.ts'
import { projectOfMany } from '../helpers/many.ts'
import { figure, limit, ms, ratio } from './figures.ts'

const MARKS = 100
const WORDS = 1_500
/** Milliseconds that no export may take, and megabytes. */
const [LONGEST, MOST_MEMORY] = [20_000, 600]
const corpus = path.resolve(import.meta.dirname, '../../corpus')
type What = ReportFormat | DataFormat | 'preview'
const report = (what: What): ReportFormat | undefined => reportFormats.find((format) => format === what)
const whats: readonly What[] = ['preview', ...reportFormats.filter((format) => format !== 'pdf'), ...dataFormats]
type Measured = Readonly<{ spent: number; floor: number; memory: number; bytes: number }>

const [, , file, asked] = process.argv
if (file !== undefined) console.log(JSON.stringify(await measure(file, asked as What)))
else await bench()

/** Does one thing with a project, in this process. */
async function measure(project: string, what: What): Promise<Measured> {
  const out = `${project}.${what}`
  const opened = openProject(project, { readOnly: true })
  const articleIds = opened.articleIds(null)
  const from = performance.now()
  for (const id of articleIds) opened.openArticle(id)
  const reading = performance.now() - from
  const jobs = jobsHere()
  const before = process.memoryUsage().rss
  const began = performance.now()
  const bytes = await jobs.run({ name: what }, async ({ work }) => {
    const request = { articleIds, sections: [...reportSections] }
    const making = { corpus, version: 'bench', madeAt: 1_750_000_000_000 }
    if (what === 'preview') return (await work('preview', { file: project, request, making })).length
    const format = report(what)
    await writeThrough(out, {}, async (into) => {
      if (format !== undefined) await work('report', { file: project, request, making, format, into })
      else await work('data', { file: project, format: what as DataFormat, writing: { offsets: 'standard' }, into })
    })
    return statSync(out).size
  })
  const spent = performance.now() - began
  const memory = process.resourceUsage().maxRSS * 1_024 - before
  await jobs.close()
  opened.close()
  return { spent, floor: reading + writing(`${out}.floor`, bytes), memory: memory / 2 ** 20, bytes }
}

/** Milliseconds to write so many bytes to the disk. */
function writing(to: string, bytes: number): number {
  const block = Buffer.alloc(bytes, 'x')
  const from = performance.now()
  const handle = openSync(to, 'w')
  writeSync(handle, block)
  fsyncSync(handle)
  closeSync(handle)
  return performance.now() - from
}

async function bench(): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-bench-'))
  try {
    const sizes = process.env.PARALLAX_BENCH === 'full' ? [50, 200] : [50]
    const found = sizes.map((articles) => {
      const project = path.join(folder, `${articles}.parallax`)
      projectOfMany(project, { articles, marks: MARKS, words: WORDS }).close()
      return new Map(
        whats.map((what) => {
          const child = spawnSync(process.execPath, [import.meta.filename, project, what], { encoding: 'utf8' })
          if (child.status !== 0) throw new Error(child.stderr)
          const measured = JSON.parse(child.stdout) as Measured
          const { spent, floor, memory, bytes } = measured
          figure(
            `${articles} articles, ${what}`,
            `${ms(spent)}, ${Math.round(spent / floor)}x reading and writing, ${Math.round(memory)} MB more, ${(bytes / 1e6).toFixed(1)} MB`,
          )
          return [what, measured] as const
        }),
      )
    })
    const [small, large] = found
    for (const what of whats) {
      const [a, b] = [small?.get(what), large?.get(what)]
      if (a === undefined) continue
      limit(`50 articles, ${what}`, a.spent, LONGEST)
      ratio(`50 articles, ${what}: memory against ${MOST_MEMORY} MB`, a.memory / MOST_MEMORY, { most: 1 })
      if (b !== undefined) ratio(`200 articles, ${what}: time of each against 50`, b.spent / a.spent / 4, { most: 1.5 })
    }
    await inApp(path.join(folder, '50.parallax'), folder)
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** The longest time in which the main process does not answer, while the page asks for the report and writes it. */
async function inApp(project: string, folder: string): Promise<void> {
  const { app, page } = await launch(path.join(folder, 'profile'), [project])
  const request = await page.evaluate(
    async (sections) => {
      const listed = await window.parallax['library.list']({ filter: '', sort: 'title', descending: false, offset: 0, limit: 200 })
      return { articleIds: listed.ok ? listed.value.rows.map(({ id }) => id) : [], sections }
    },
    [...reportSections],
  )
  const during = async (name: string, act: () => Promise<unknown>) => {
    await app.evaluate(() => {
      const held = globalThis as unknown as { gap: number; clock: NodeJS.Timeout }
      held.gap = 0
      let last = performance.now()
      held.clock = setInterval(() => {
        held.gap = Math.max(held.gap, performance.now() - last - 5)
        last = performance.now()
      }, 5)
    })
    const from = performance.now()
    await act()
    const spent = performance.now() - from
    const gap = await app.evaluate(() => {
      const held = globalThis as unknown as { gap: number; clock: NodeJS.Timeout }
      clearInterval(held.clock)
      return held.gap
    })
    figure(`in the app, ${name}`, ms(spent))
    limit(`in the app, ${name}: longest silence of the main process`, gap, 100)
  }
  await during('preview', () =>
    page.evaluate(async (asked) => {
      await window.parallax['report.build'](asked)
    }, request),
  )
  for (const format of reportFormats) {
    const to = path.join(folder, `app.${format}`)
    await answerSave(app, to)
    await during(format, () =>
      page.evaluate(
        async (asked) => {
          const reply = await window.parallax['report.export'](asked)
          if (!reply.ok) throw new Error(reply.message)
        },
        { request, format },
      ),
    )
  }
  await app.close()
}
