// Data in and out of an open project: what is lost is said first, and nothing is done before it is asked for.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exportFormats } from '../../../electron/exchange/formats.ts'
import { exchangeHandlers } from '../../../electron/exchangehandlers.ts'
import { openArchive } from '../../../electron/import/archive.ts'
import { buildSample } from '../../../electron/sample.ts'
import type { ProjectFile } from '../../../electron/store/project.ts'
import type { Change } from '../../../shared/change.ts'
import { dataFormats } from '../../../shared/exchange/offered.ts'
import { jobsHere } from '../../helpers/jobs.ts'

const corpusFolder = path.resolve(import.meta.dirname, '../../../corpus')
let folder: string
let project: ProjectFile
let other: ProjectFile
const at = (name: string) => path.join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-data-'))
  project = buildSample(corpusFolder, at('sample.parallax'))
  other = buildSample(corpusFolder, at('other.parallax'))
})
afterAll(() => {
  project.close()
  other.close()
  rmSync(folder, { recursive: true })
})

function sit(chosen: readonly string[] = []) {
  const changes: Change[] = []
  const desk = { project, jobs: jobsHere(), changed: (change: Change) => void changes.push(change) }
  const place = (endings: readonly string[], name: string) => Promise.resolve(at(`${name}${endings[0]}`))
  const handlers = exchangeHandlers(desk, { choose: () => Promise.resolve(chosen), place }, '1.2.3')
  return { desk, changes, handlers }
}

it('every format that is offered can be written, and says first what it leaves out', async () => {
  expect(Object.keys(exportFormats).toSorted()).toEqual([...dataFormats].toSorted())
  const { handlers } = sit()
  for (const format of dataFormats) {
    const losses = await handlers['exchange.losses']({ format })
    expect(losses.length > 0, format).toBe(format !== 'json')
    const file = await handlers['exchange.export']({ format, offsets: 'standard' })
    expect(file !== null && existsSync(file), format).toBe(true)
  }
  const qdpx = await handlers['exchange.export']({ format: 'qdpx', offsets: 'nvivo' })
  expect(Buffer.from(openArchive(readFileSync(qdpx ?? '')).read('project.qde') ?? []).toString()).toContain(
    'origin="Parallax (UTF-16 positions)"',
  )
})

it('a file is read without a change, then taken in as one act that windows hear of', async () => {
  const { handlers: out } = sit()
  const file = await out['exchange.export']({ format: 'qdpx', offsets: 'standard' })
  const before = project.everything(false).records
  const { handlers, changes } = sit([file ?? ''])
  const read = await handlers['exchange.read']({ what: 'data' })
  expect(read?.notes[0]).toBe('Written by Parallax.')
  expect(project.everything(false).records).toEqual(before)
  expect(await handlers['exchange.take'](undefined)).toBe(read?.records)
  expect(changes.map((change) => change.length)).toEqual([read?.records])
  expect(project.everything(false).records.article.length).toBe(2 * before.article.length)
  project.undo()
  expect(project.everything(false).records).toEqual(before)
  await expect(handlers['exchange.take'](undefined)).rejects.toMatchObject({ code: 'not-found' })
})

it('what was read for one project is not taken into another', async () => {
  const { handlers: out } = sit()
  const file = await out['exchange.export']({ format: 'json', offsets: 'standard' })
  const { desk, handlers } = sit([file ?? ''])
  expect(await handlers['exchange.read']({ what: 'data' })).toMatchObject({ records: 0, losses: [] })
  desk.project = other
  await expect(handlers['exchange.take'](undefined)).rejects.toMatchObject({ code: 'conflict' })
  expect(await sit().handlers['exchange.read']({ what: 'data' })).toBeNull()
})
