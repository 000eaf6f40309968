// `export` and `convert` on real project files.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Environment } from '../../../electron/cli/command.ts'
import { run } from '../../../electron/cli/run.ts'
import { importFile } from '../../../electron/import/import.ts'
import { buildSample } from '../../../electron/sample.ts'
import { openProject } from '../../../electron/store/project.ts'
import { ProjectJson } from '../../../shared/exchange/json.ts'
import { LossReport } from '../../../shared/exchange/loss.ts'

const corpusFolder = path.resolve(import.meta.dirname, '../../../corpus')
let folder: string
let project: string
const at = (name: string) => path.join(folder, name)
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-exchange-'))
  project = at('sample.parallax')
  buildSample(corpusFolder, project).close()
})
afterAll(() => rmSync(folder, { recursive: true }))

let out = ''
let err = ''
beforeEach(() => {
  out = ''
  err = ''
})
const environment: Environment = {
  stdout: { write: (text) => (out += text) },
  stderr: { write: (text) => (err += text) },
  version: '1.2.3',
  corpusFolder,
  read: importFile,
}
const parallax = (...argv: string[]) => run(argv, environment)
const contentsOf = (file: string) => {
  const opened = openProject(file, { readOnly: true })
  try {
    const { originals, ...rest } = opened.everything(true)
    return { ...rest, originals: originals.map(({ sha256, bytes }) => ({ sha256, bytes })), verdict: opened.verify() }
  } finally {
    opened.close()
  }
}

it('a project as JSON becomes the same project again, and gives the same bytes', async () => {
  expect(await parallax('export', '--project', project, '--format', 'json', '--out', at('a.json'))).toBe(0)
  expect(out).toMatch(/^\d+\tThe history of acts stays in the project\.\n$/)
  expect(ProjectJson.safeParse(JSON.parse(readFileSync(at('a.json'), 'utf8'))).success).toBe(true)
  expect(await parallax('convert', at('a.json'), at('again.parallax'))).toBe(0)
  const [before, after] = [contentsOf(project), contentsOf(at('again.parallax'))]
  expect(after.verdict.problems).toEqual([])
  expect({ ...after, verdict: null }).toEqual({ ...before, verdict: null })
  expect(await parallax('export', '--project', at('again.parallax'), '--format', 'json', '--out', at('b.json'))).toBe(0)
  expect(readFileSync(at('b.json')).equals(readFileSync(at('a.json')))).toBe(true)
})

it('D20 the same project gives the same bytes in every format of data, and the loss report names what is left', async () => {
  for (const format of ['json', 'jsonld', 'qdpx', 'qdc']) {
    for (const n of [1, 2])
      expect(
        await parallax(
          'export',
          '--project',
          project,
          '--format',
          format,
          '--out',
          at(`${n}.${format}`),
          '--loss-report',
          at(`${n}.loss.json`),
        ),
      ).toBe(0)
    expect(readFileSync(at(`1.${format}`)).equals(readFileSync(at(`2.${format}`))), format).toBe(true)
    const report = LossReport.parse(JSON.parse(readFileSync(at('1.loss.json'), 'utf8')))
    expect([report.from, report.to]).toEqual(['sample.parallax', `1.${format}`])
    for (const { count, ids } of report.losses) expect(ids.length === 0 || ids.length === count).toBe(true)
  }
})

it('QDPX keeps every highlight and code of the sample; taken in twice it is one act, which can be undone', async () => {
  expect(await parallax('export', '--project', project, '--format', 'qdpx', '--out', at('s.qdpx'), '--offsets', 'nvivo')).toBe(0)
  expect(await parallax('convert', at('s.qdpx'), at('s.parallax'), '--loss-report', at('s.json'))).toBe(0)
  expect(LossReport.parse(JSON.parse(readFileSync(at('s.json'), 'utf8')))).toMatchObject({
    losses: [],
    notes: ['Written by Parallax (UTF-16 positions).', /100 % fit/]
      .map((note) => (typeof note === 'string' ? note : expect.stringMatching(note)))
      .concat(Array.from({ length: 5 }, () => expect.stringMatching(/^A stretch/))),
  })
  const [before, after] = [contentsOf(project).records, contentsOf(at('s.parallax'))]
  expect(after.verdict.problems).toEqual([])
  const pieces = before.highlight.reduce((sum, { ranges }) => sum + ranges.length, 0)
  expect(after.records.highlight).toHaveLength(pieces)
  expect(after.records.code.map(({ name }) => name).toSorted()).toEqual(before.code.map(({ name }) => name).toSorted())
  expect(await parallax('convert', at('s.qdpx'), at('s.parallax'))).toBe(0)
  expect(contentsOf(at('s.parallax'))).toEqual(after)

  expect(await parallax('convert', at('s.qdpx'), at('again.parallax'))).toBe(0)
  const opened = openProject(at('again.parallax'))
  try {
    const [act] = opened.journal({ query: '', record: null, limit: 1 })
    expect(act?.label).toMatch(/^Import “/)
    opened.undo()
  } finally {
    opened.close()
  }
  expect(contentsOf(at('again.parallax')).records).toEqual(before)
})

it('annotations go into the project with their texts', async () => {
  expect(await parallax('export', '--project', project, '--format', 'jsonld', '--out', at('n.jsonld'))).toBe(0)
  expect(await parallax('convert', at('n.jsonld'), at('n.json'))).toBe(3)
  expect(err).toMatch(/say which project/)
  expect(await parallax('convert', at('n.jsonld'), at('n.json'), '--project', project)).toBe(0)
  const { records } = JSON.parse(readFileSync(at('n.json'), 'utf8'))
  expect(records.highlight.length).toBe(contentsOf(project).records.highlight.length)
  const before = contentsOf(project)
  expect(await parallax('convert', at('n.jsonld'), project)).toBe(0)
  expect(contentsOf(project)).toEqual(before)
})

it('S29 an export never replaces its source, the project, a link or a folder, and leaves no part of a file', async () => {
  const link = at('link.json')
  symlinkSync(project, link)
  mkdirSync(at('folder.json'))
  const bytes = readFileSync(project)
  for (const target of [project, link, at('folder.json')])
    expect(await parallax('export', '--project', project, '--format', 'json', '--out', target), target).toBe(3)
  writeFileSync(at('own.json'), readFileSync(at('a.json')))
  expect(await parallax('convert', at('own.json'), at('own.json'))).toBe(3)
  expect(await parallax('export', '--project', project, '--format', 'json', '--out', at('o.json'), '--loss-report', project)).toBe(3)
  expect(existsSync(at('o.json'))).toBe(false)
  expect(readFileSync(project).equals(bytes)).toBe(true)
  expect(readFileSync(at('own.json')).equals(readFileSync(at('a.json')))).toBe(true)
})

it('the loss report names each thing by its id and by what people know it by; a CSV file has a mark for Excel where it is asked for', async () => {
  const table = (...more: string[]) =>
    parallax('export', '--project', project, '--format', 'csv', '--out', at('t.csv'), '--loss-report', at('t.json'), ...more)
  expect(await table()).toBe(0)
  const plain = readFileSync(at('t.csv'), 'utf8')
  expect(await table('--bom')).toBe(0)
  expect(readFileSync(at('t.csv'), 'utf8')).toBe(`\uFEFF${plain}`)
  const { losses } = LossReport.parse(JSON.parse(readFileSync(at('t.json'), 'utf8')))
  const { highlight, article } = contentsOf(project).records
  const moved = losses.find(({ what }) => what === 'That a highlight was suggested, imported or moved is left out.')
  const texts = losses.find(({ what }) => what === 'The texts of articles are left out.')
  expect(texts?.names).toEqual(article.map(({ title }) => title))
  for (const [n, id] of (moved?.ids ?? []).entries()) {
    const words = highlight.find((each) => each.id === id)?.quote.replace(/\s+/g, ' ') ?? ''
    expect(moved?.names[n]?.startsWith(`“${words.slice(0, 20)}`)).toBe(true)
  }
})

it('codes go out as QDC and come in again as codebooks of their own', async () => {
  expect(await parallax('export', '--project', project, '--format', 'qdc', '--out', at('codes.qdc'))).toBe(0)
  expect(await parallax('convert', at('codes.qdc'), at('codes.parallax'))).toBe(0)
  const [before, after] = [contentsOf(project).records, contentsOf(at('codes.parallax')).records]
  const names = ({ codebook, code }: typeof before) =>
    codebook.map(({ id, name }) => [name, code.filter(({ codebookId }) => codebookId === id).map((each) => each.name)] as const)
  expect(names(after)).toEqual(names(before))
})

it('a file that cannot be taken in leaves no new project', async () => {
  const broken = JSON.parse(readFileSync(at('a.json'), 'utf8'))
  broken.records.highlight[0].quote = 'something else'
  writeFileSync(at('broken.json'), JSON.stringify(broken))
  expect(await parallax('convert', at('broken.json'), at('broken.parallax'))).toBe(3)
  expect(err).toMatch(/does not fit the text/)
  expect(existsSync(at('broken.parallax'))).toBe(false)
})

it.each([
  [['export', '--project', 'p', '--format', 'constructor', '--out', 'o']],
  [['export', '--project', 'p', '--format', 'json']],
  [['export', '--project', 'p', '--format', 'json', '--out', 'o', '--offsets', 'bytes']],
  [['convert', 'a.json']],
  [['convert', 'a.xyz', 'b.json']],
  [['convert', 'a.json', 'b.xyz']],
])('%j is not understood: exit code 2', async (argv) => {
  expect(await parallax(...argv)).toBe(2)
})
