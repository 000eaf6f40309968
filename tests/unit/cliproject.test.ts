// The commands that take codebooks in and out, and read the journal.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { run } from '../../electron/cli/run.ts'
import { CodebookLine, CollectionAnalysis, JournalLine } from '../../electron/cli/schema.ts'
import { importFile } from '../../electron/import/import.ts'
import { newProject } from '../../electron/newproject.ts'
import { openProject } from '../../electron/store/project.ts'

const root = path.resolve(import.meta.dirname, '../..')
const corpusFolder = path.join(root, 'corpus')
const wire = path.join(corpusFolder, 'articles/06-tern-wire.txt')
let folder: string
let project: string
let [out, err] = ['', '']

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-cli-'))
  project = path.join(folder, 'project.parallax')
  newProject(project, corpusFolder, {}).close()
})
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => {
  ;[out, err] = ['', '']
})
const parallax = (...argv: string[]) =>
  run(argv, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    version: '1.2.3',
    read: importFile,
    corpusFolder,
  })
const lines = () =>
  out
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
const at = (name: string) => path.join(folder, name)

it.each(['json', 'csv', 'qdc'])('a codebook goes out as %s and comes back with the same codes', async (format) => {
  const file = at(`book.${format}`)
  const wanted = ['--project', project, '--codebook', 'Framing, sourcing and bias', '--format', format, '--out', file]
  expect(await parallax('codebook', 'export', ...wanted)).toBe(0)
  expect(await parallax('codebook', 'import', '--project', project, '--json', file)).toBe(0)
  const line = CodebookLine.parse(lines()[0])
  const held = openProject(project)
  const { codebooks, codes } = held.codebook()
  held.close()
  const [first] = codebooks
  const names = (id: string) =>
    codes.filter(({ codebookId }) => codebookId === id).map(({ name, definition, whenToUse }) => [name, definition, whenToUse])
  expect(line.codes).toBe(names(line.id).length)
  expect(new Set(names(line.id))).toEqual(new Set(names(first?.id ?? '')))
})

it('says which codebooks there are when one is not named, or named wrongly; nothing is written', async () => {
  const file = at('none.json')
  expect(await parallax('codebook', 'export', '--project', project, '--format', 'json', '--out', file)).toBe(2)
  expect(err).toContain('--codebook says which one')
  expect(await parallax('codebook', 'export', '--project', project, '--codebook', 'x', '--format', 'json', '--out', file)).toBe(3)
  expect(() => readFileSync(file)).toThrow('ENOENT')
})

it('never writes over the project, and takes nothing in that is no codebook', async () => {
  const [first] = (() => {
    const held = openProject(project)
    const { codebooks } = held.codebook()
    held.close()
    return codebooks
  })()
  const out = ['--project', project, '--codebook', first?.id ?? '', '--format', 'json', '--out', project]
  expect(await parallax('codebook', 'export', ...out)).toBe(3)
  writeFileSync(at('no.json'), '{}')
  expect(await parallax('codebook', 'import', '--project', project, at('no.json'))).toBe(3)
})

it.each([
  [['codebook']],
  [['codebook', 'merge']],
  [['codebook', 'import', '--project', 'p']],
  [['codebook', 'export', '--project', 'p', '--format', 'doc', '--out', 'o']],
  [['journal']],
])('%j is not understood', async (argv) => {
  expect(await parallax(...argv)).toBe(2)
})

it('the journal tells who did what to which records, the newest first', async () => {
  expect(await parallax('import', '--project', project, wire)).toBe(0)
  const held = openProject(project)
  held.undo()
  held.close()
  out = ''
  expect(await parallax('journal', '--project', project, '--json')).toBe(0)
  const [undo, act, ...older] = lines().map((line) => JournalLine.parse(line))
  expect([undo?.kind, undo?.target, act?.kind, act?.state]).toEqual(['undo', act?.seq, 'act', 'undone'])
  expect(act?.records).toContainEqual({ kind: 'article', id: expect.any(String), became: 'made' })
  expect(undo?.records).toContainEqual({ kind: 'article', id: act?.records[0]?.id, became: 'removed' })
  expect(older.every(({ label }) => label.startsWith('Import codebook'))).toBe(true)
  out = ''
  expect(await parallax('journal', '--project', project)).toBe(0)
  expect(out.split('\n')[0]).toMatch(/^\d+\t\d{4}-\d\d-\d\dT[\d:.]+Z\t.*\tdone\tundo of \d+: Import/)
})

it('collection tells reprints with their ranges, stories by date and the likeness of all pairs', async () => {
  const file = at('collection.parallax')
  const told = path.join(corpusFolder, 'articles')
  const names = ['01-dorvane-courier-opinion.txt', '02-basin-review-four-voices.html', '06-tern-wire.txt', '04-daily-ravel-rewrite.txt']
  expect(await parallax('import', '--project', file, ...names.map((name) => path.join(told, name)))).toBe(0)
  out = ''
  expect(await parallax('collection', '--project', file, '--json')).toBe(0)
  const found = CollectionAnalysis.parse(lines()[0])
  const idOf = (name: string) => found.articles.find(({ source }) => source === name)?.id
  const [reprint, ...others] = found.reprints
  expect(others).toEqual([])
  expect([reprint?.firstId, reprint?.copyId]).toEqual([idOf(names[0] ?? ''), idOf(names[1] ?? '')])
  expect(reprint?.kept).toBeGreaterThan(0.9)
  const held = openProject(file)
  const [first, copy] = [reprint?.firstId, reprint?.copyId].map((id) => (id === undefined ? '' : held.openArticle(id).text))
  held.close()
  for (const passage of reprint?.passages ?? [])
    expect(copy?.slice(passage.copy.start, passage.copy.start + 20)).toBe(first?.slice(passage.first.start, passage.first.start + 20))
  expect(found.stories.map(({ articleIds }) => articleIds.length)).toEqual([4])
  const dates = found.stories[0]?.articleIds.map((id) => found.articles.find((article) => article.id === id)?.date.slice(0, 10) || '9')
  expect(dates).toEqual(dates?.toSorted())
  expect(found.similarity).toMatchObject({ complete: true, pairs: expect.objectContaining({ length: 6 }) })
  out = ''
  expect(await parallax('collection', '--project', file)).toBe(0)
  expect(out.split('\n')[0]).toMatch(/^reprint\t\S+\t\S+\t\w+\t\d+ words\t9\d % kept\t\d+ % of the copy$/)
  expect(await parallax('collection', '--project', file, '--collection', 'none such')).toBe(3)
  expect(await parallax('collection')).toBe(2)
})
