// Reports and data on their way out of a project, by the app's own calls: what is in a file when it is there, and that nothing is
// left of one that is not.
import { spawnSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { importFormats } from '../../electron/exchange/formats.ts'
import { projectFrom } from '../../electron/exchange/taking.ts'
import { exchangeHandlers } from '../../electron/exchangehandlers.ts'
import { reportHandlers } from '../../electron/reporthandlers.ts'
import { backUp } from '../../electron/store/backup.ts'
import type { ProjectFile } from '../../electron/store/project.ts'
import { checkReport } from '../../electron/verifying.ts'
import { type ReportFormat, reportFormats } from '../../shared/contract.ts'
import { type DataFormat, dataFormats } from '../../shared/exchange/offered.ts'
import type { Progress } from '../../shared/job.ts'
import { Report, reportSections } from '../../shared/report/model.ts'
import { jobsHere } from '../helpers/jobs.ts'
import { projectOfMany } from '../helpers/many.ts'
import { startChild } from '../helpers/process.ts'
import { bridge, codeIds, importInto, mark, penOf } from '../helpers/store.ts'
import { newFile, newProject, reopened, tempFolder } from '../helpers/storefolder.ts'

const corpus = path.resolve(import.meta.dirname, '../../corpus')
const [NOW, VERSION] = [1_750_000_000_000, '1.2.3']

/** A project as a window has it, whose dialogs answer with `to.file`; `pdf` lays out pages. */
function sit(project: ProjectFile, hear: (progress: Progress) => void = () => {}) {
  const jobs = jobsHere(hear)
  onTestFinished(() => jobs.close())
  const to = { file: '' }
  const place = () => Promise.resolve(to.file)
  const outside = {
    place,
    choose: () => Promise.resolve([to.file]),
    printPdf: ({ html }: { html: string }) => Promise.resolve(Buffer.from(html)),
  }
  const desk = { project, jobs, corpus, changed: () => {} }
  const handlers = { ...reportHandlers(desk, outside, VERSION), ...exchangeHandlers(desk, outside, VERSION) }
  return { jobs, to, outside, handlers }
}
type Sitting = ReturnType<typeof sit>

const requestOf = (project: ProjectFile) => ({ articleIds: project.articleIds(null), sections: [...reportSections] })

/** The two ways out of a project. */
const ways: readonly (readonly [string, (sitting: Sitting, project: ProjectFile) => Promise<string | null>])[] = [
  ['a report', ({ handlers }, project) => Promise.resolve(handlers['report.export']({ request: requestOf(project), format: 'html' }))],
  ['data', ({ handlers }) => Promise.resolve(handlers['exchange.export']({ format: 'json', offsets: 'standard' }))],
]

function small(): ProjectFile {
  const project = newProject()
  const sample = bridge()
  importInto(project, sample)
  project.commit('Mark', mark(penOf(), sample, 'cracks were found', codeIds, 'a note'))
  return project
}
/** A project whose report takes its time. */
const large = (articles = 12) => {
  const project = projectOfMany(newFile(), { articles, marks: 40, words: 600 })
  onTestFinished(() => project.close())
  return project
}

describe.each(ways)('S29 %s', { timeout: 60_000 }, (_, write) => {
  it('never takes the place of the project, a link, a folder or a file that is write-protected', async () => {
    const project = small()
    const folder = path.dirname(project.file)
    const at = (name: string) => path.join(folder, name)
    linkSync(project.file, at('other name.json'))
    symlinkSync(project.file, at('link.json'))
    mkdirSync(at('folder.json'))
    writeFileSync(at('kept.json'), 'kept', { mode: 0o444 })
    const sitting = sit(project)
    const before = readdirSync(folder)
    for (const [name, code] of [
      [path.basename(project.file), 'refused'],
      ['other name.json', 'refused'],
      ['link.json', 'refused'],
      ['folder.json', 'refused'],
      ['kept.json', 'read-only'],
    ] as const) {
      sitting.to.file = at(name)
      await expect(write(sitting, project), name).rejects.toMatchObject({ code })
    }
    expect(readdirSync(folder)).toEqual(before)
    expect(readFileSync(at('kept.json'), 'utf8')).toBe('kept')
    expect(project.verify().problems).toEqual([])
  })

  it('that is cancelled, at whatever step, leaves no part of a file and the old file as it was', async () => {
    const project = large()
    const steps: string[] = []
    const folder = tempFolder()
    const file = path.join(folder, 'out')
    const first = sit(project, ({ label }) => label !== '' && steps.push(label))
    first.to.file = file
    await write(first, project)
    expect(steps.length).toBeGreaterThan(2)
    writeFileSync(file, 'kept')
    for (const label of new Set(steps)) {
      const sitting: Sitting = sit(project, (step) => step.label === label && sitting.jobs.cancel(step.job))
      sitting.to.file = file
      await expect(write(sitting, project), label).rejects.toMatchObject({ code: 'cancelled' })
      expect(readdirSync(folder), label).toEqual(['out'])
      expect(readFileSync(file, 'utf8'), label).toBe('kept')
    }
  })

  it('that is cancelled while it waits for another leaves the other alone', async () => {
    const project = large(2)
    const folder = tempFolder()
    const heard: Progress[] = []
    const sitting = sit(project, (progress) => heard.push(progress))
    sitting.to.file = path.join(folder, 'first')
    const one = write(sitting, project)
    await expect.poll(() => heard.length).toBeGreaterThan(0)
    sitting.to.file = path.join(folder, 'second')
    const two = write(sitting, project)
    await expect.poll(() => new Set(heard.map(({ job }) => job)).size).toBe(2)
    const last = heard.find(({ job }) => job !== heard[0]?.job)
    expect(sitting.jobs.cancel(last?.job ?? '')).toBe(true)
    await expect(two).rejects.toMatchObject({ code: 'cancelled' })
    expect(await one).toBe(path.join(folder, 'first'))
    expect(readdirSync(folder)).toEqual(['first'])
  })
})

it('S29 a report whose pages cannot be laid out, and one whose thread ends, leave nothing', { timeout: 60_000 }, async () => {
  const project = small()
  const sitting = sit(project)
  const folder = tempFolder()
  sitting.to.file = path.join(folder, 'report.pdf')
  sitting.outside.printPdf = () => Promise.reject(new Error('no printer'))
  const again = reportHandlers({ project, jobs: sitting.jobs, corpus }, sitting.outside, VERSION)
  await expect(again['report.export']({ request: requestOf(project), format: 'pdf' })).rejects.toThrow('no printer')
  const ending: Sitting = sit(project, () => void ending.jobs.close())
  ending.to.file = path.join(folder, 'report.html')
  await expect(ending.handlers['report.export']({ request: requestOf(project), format: 'html' })).rejects.toMatchObject({
    code: 'cancelled',
  })
  expect(readdirSync(folder)).toEqual([])
})

describe('D20', { timeout: 120_000 }, () => {
  it('the same store gives the same bytes in every format', async () => {
    const project = large(3)
    const { jobs } = sit(project)
    const folder = tempFolder()
    const written = async (what: ReportFormat | DataFormat, n: number) => {
      const into = { temporary: path.join(folder, `${what} ${n}`), target: '' }
      writeFileSync(into.temporary, '')
      const { file } = project
      const page = await jobs.run({ name: what }, ({ work }) => {
        const report = reportFormats.find((format) => format === what)
        const data = dataFormats.find((format) => format === what)
        if (report !== undefined)
          return work('report', {
            file,
            request: requestOf(project),
            format: report,
            into,
            making: { corpus, version: VERSION, madeAt: NOW },
          })
        if (data !== undefined) return work('data', { file, format: data, writing: { offsets: 'standard' }, into })
        throw new Error(what)
      })
      return page === null ? readFileSync(into.temporary) : Buffer.from(JSON.stringify(page))
    }
    for (const what of new Set([...reportFormats, ...dataFormats])) {
      const [first, second] = [await written(what, 1), await written(what, 2)]
      expect(first.length, what).toBeGreaterThan(0)
      expect(first.equals(second), what).toBe(true)
    }
  })

  it('an export that is killed leaves the old file as it was', async () => {
    const folder = tempFolder()
    const file = path.join(folder, 'report.html')
    writeFileSync(file, 'kept')
    const child = startChild('export', file)
    await child.until((lines) => lines.includes('writing'))
    await child.kill()
    expect(readFileSync(file, 'utf8')).toBe('kept')
    const left = readdirSync(folder).filter((name) => name !== 'report.html')
    expect(left).toEqual([expect.stringMatching(/^\.parallax-.*\.part$/)])
  })
})

describe('D11 while acts are written', { timeout: 60_000 }, () => {
  it('an export is of one point in time and passes every check, and so does a backup; nothing is held up', async () => {
    const project = large(6)
    const sample = bridge('busy')
    importInto(project, sample)
    const { to, handlers } = sit(project)
    to.file = newFile('out.json')
    const pen = penOf('act')
    let acts = 0
    let longest = 0
    let running = true
    const writing = async () => {
      for (; running; acts++) {
        const began = performance.now()
        project.commit('Mark', mark(pen, sample, 'cracks', codeIds, `act ${acts}`))
        if (acts % 10 === 0) project.checkpoint()
        longest = Math.max(longest, performance.now() - began)
        await setTimeout(20)
      }
    }
    const busy = writing()
    await handlers['exchange.export']({ format: 'json', offsets: 'standard' })
    const during = acts
    backUp(project)
    running = false
    await busy
    expect(during).toBeGreaterThan(5)
    // No commit waits for a reader: that would take the two seconds for which SQLite is patient.
    expect(longest).toBeLessThan(1_500)

    const read = importFormats.json?.read(readFileSync(to.file), { name: 'out.json', now: NOW, version: VERSION, project: null })
    if (read === undefined) throw new Error('there is no JSON')
    const copy = projectFrom(newFile('copy.parallax'), read.contents, {})
    onTestFinished(() => copy.close())
    const backups = path.join(`${project.file}.backups`)
    const backup = reopened(path.join(backups, readdirSync(backups).find((name) => name.endsWith('.parallax')) ?? ''), { readOnly: true })
    for (const each of [copy, backup]) {
      expect(each.verify().problems).toEqual([])
      const { highlights, codings } = each.openArticle(sample.article.id)
      const notes = highlights.map(({ note }) => Number(note.slice(4))).sort((a, b) => a - b)
      expect(notes).toEqual(notes.map((_, i) => i))
      expect(codings.length).toBe(notes.length * codeIds.length)
    }
    expect(project.openArticle(sample.article.id).highlights).toHaveLength(acts)
  })
})

const isRoot = process.getuid?.() === 0
function mounted(): string | null {
  const disk = mkdtempSync(path.join(tmpdir(), 'parallax-disk-'))
  if (isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]).status === 0) return disk
  rmSync(disk, { recursive: true })
  return null
}
const disk = mounted()
describe.skipIf(disk === null)('D12 S29 on a full disk', { timeout: 60_000 }, () => {
  it.each(ways)(
    '%s is not written; the message names the disk; another disk takes it, and this one when it has space',
    async (_, write) => {
      const full = disk ?? ''
      const project = large(3)
      const sitting = sit(project)
      const file = path.join(full, 'out')
      writeFileSync(file, 'kept')
      writeFileSync(path.join(full, 'ballast'), Buffer.alloc(200_000))
      sitting.to.file = file
      const failure = await write(sitting, project).then(
        () => null,
        (error: unknown) => error,
      )
      expect(failure).toMatchObject({ code: 'disk-full', message: expect.stringContaining(full) })
      expect(failure).toMatchObject({
        message: expect.stringMatching(/needs more than the \d+ kB .* Free some space there, or choose another/),
      })
      expect(readdirSync(full).toSorted()).toEqual(['ballast', 'out'])
      expect(readFileSync(file, 'utf8')).toBe('kept')
      expect(project.verify().problems).toEqual([])

      sitting.to.file = path.join(tempFolder(), 'elsewhere')
      expect(await write(sitting, project)).toBe(sitting.to.file)
      spawnSync('mount', ['-o', 'remount,size=64m', full])
      sitting.to.file = file
      expect(await write(sitting, project)).toBe(file)
      expect(readFileSync(file).length).toBeGreaterThan(80_000)
      rmSync(file)
      rmSync(path.join(full, 'ballast'))
      spawnSync('mount', ['-o', 'remount,size=256k', full])
    },
  )

  it('is given back', () => {
    expect(spawnSync('umount', [disk ?? '']).status).toBe(0)
    rmSync(disk ?? '', { recursive: true })
  })
})

describe('a report of 50 articles with 5,000 highlights', { timeout: 120_000 }, () => {
  it('is written with every quotation, each of which verifies', async () => {
    const project = projectOfMany(newFile(), { articles: 50, marks: 100, words: 800 })
    onTestFinished(() => project.close())
    const heard: Progress[] = []
    const { to, handlers } = sit(project, (progress) => heard.push(progress))
    const preview = Report.parse(JSON.parse(new TextDecoder().decode(await handlers['report.build'](requestOf(project)))))
    const marks = preview.articles.reduce((sum, { highlights }) => sum + highlights.length, 0)
    expect(marks).toBe(5_000)
    for (const format of ['html', 'docx'] as const) {
      to.file = newFile(`report.${format}`)
      await handlers['report.export']({ request: requestOf(project), format })
      const { ok, problems, quotations } = checkReport(readFileSync(to.file), project)
      expect(problems.slice(0, 3)).toEqual([])
      expect(ok).toBe(true)
      expect(quotations).toBeGreaterThanOrEqual(5_000)
    }
    expect(heard.some(({ label, total }) => label === 'Reading articles' && total === 50)).toBe(true)
    expect(heard.at(-1)).toMatchObject({ done: 1, total: 1, cancellable: false })
  })
})

it('a project whose original is lost goes out as JSON without it, by name, and comes in again', { timeout: 60_000 }, async () => {
  const project = small()
  const lost = bridge('lost')
  project.commit('Import', lost.change, { texts: lost.contents.texts, originals: [], lost: [lost.article.originalSha256] })
  const { to, handlers } = sit(project)
  to.file = newFile('out.json')
  expect(await handlers['exchange.losses']({ format: 'json' })).toMatchObject([{ count: 1, ids: ['lost'], names: ['Title of lost'] }])
  await handlers['exchange.export']({ format: 'json', offsets: 'standard' })
  const read = importFormats.json?.read(readFileSync(to.file), { name: 'out.json', now: NOW, version: VERSION, project: null })
  expect(read?.losses).toMatchObject([{ ids: ['lost'] }])
  if (read === undefined) throw new Error('there is no JSON')
  const copy = projectFrom(newFile('copy.parallax'), read.contents, {})
  onTestFinished(() => copy.close())
  expect(copy.everything(false)).toEqual(project.everything(false))
  expect(copy.original(bridge().article.originalSha256)).toEqual(project.original(bridge().article.originalSha256))
  expect(() => copy.original(lost.article.originalSha256)).toThrow()
})
