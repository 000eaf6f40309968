import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Environment } from '../../electron/cli/command.ts'
import { run } from '../../electron/cli/run.ts'
import { Comparison, ImportLine, Suggestions, Verification } from '../../electron/cli/schema.ts'
import { importFile } from '../../electron/import/import.ts'
import { Failure } from '../../shared/failure.ts'
import { LibraryRow } from '../../shared/library.ts'

const root = path.resolve(import.meta.dirname, '../..')
const wire = path.join(root, 'corpus/articles/06-tern-wire.txt')
const rewrite = path.join(root, 'corpus/articles/04-daily-ravel-rewrite.txt')
const seeds = path.join(root, '../shared/seeds')

let folder: string
let project: string
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-cli-'))
  project = path.join(folder, 'project.parallax')
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
  read: importFile,
  corpusFolder: path.join(root, 'corpus'),
  printPdf: ({ html }) => Promise.resolve(new TextEncoder().encode(`%PDF-${html.length}`)),
}
const parallax = (...argv: string[]) => run(argv, environment)
const lines = () =>
  out
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line))

it('says its version and its commands', async () => {
  expect(await parallax('--version')).toBe(0)
  expect(out).toBe('1.2.3\n')
  expect(await parallax('--help')).toBe(0)
  for (const name of ['import', 'compare', 'report', 'list', 'verify', 'schema']) expect(out).toContain(`\n  ${name} `)
})

it.each([
  [[]],
  [['bogus']],
  [['import']],
  [['import', '--bogus', 'x']],
  [['import', '--split', 'always', 'x']],
  [['list']],
  [['list', '--project']],
  [['compare', 'a']],
  [['compare', 'a', 'b', 'c']],
  [['compare', '--cut-off', 'half', 'a', 'b']],
  [['compare', '--cut-off', '0.01', 'a', 'b']],
  [['report', '--project', 'p', '--articles', 'a', '--format', 'doc', '--out', 'o']],
  [['report', '--project', 'p', '--articles', 'a', '--format', 'html', '--sections', 'weather', '--out', 'o']],
  [['schema', 'constructor']],
])('%j is not understood: one line, exit code 2', async (argv) => {
  expect(await parallax(...argv)).toBe(2)
  expect(out).toBe('')
  expect(err).toMatch(/^parallax[^\n]+\n$/)
})

it('import prints one article a line, each fitting its schema, and makes nothing', async () => {
  expect(await parallax('import', '--json', wire, rewrite)).toBe(0)
  const found = lines().map((line) => ImportLine.parse(line))
  expect(found.map(({ source }) => source)).toEqual(['06-tern-wire.txt', '04-daily-ravel-rewrite.txt'])
  for (const { text, blocks } of found) expect(blocks.at(-1)?.end).toBe(text.length)
  expect(existsSync(project)).toBe(false)
})

it('import with a project takes articles in and knows the same bytes again', async () => {
  const again = path.join(folder, 'again.txt')
  copyFileSync(wire, again)
  expect(await parallax('import', '--project', project, '--json', wire, rewrite, again)).toBe(0)
  const found = lines().map((line) => ImportLine.parse(line))
  expect(found.map(({ known }) => known)).toEqual([false, false, true])
  expect(found[2]?.id).toBe(found[0]?.id)
})

it('import --split auto cuts a page where it seems to hold several articles; never leaves it whole and says where', async () => {
  const voices = path.join(root, 'corpus/articles/02-basin-review-four-voices.html')
  expect(await parallax('import', '--json', voices)).toBe(0)
  const [whole] = lines().map((line) => ImportLine.parse(line))
  expect(whole?.cuts).toHaveLength(3)
  out = ''
  expect(await parallax('import', '--split', 'auto', '--json', voices)).toBe(0)
  const parts = lines().map((line) => ImportLine.parse(line))
  expect(parts.map(({ part, of, cuts }) => [part, of, cuts.length])).toEqual([1, 2, 3, 4].map((part) => [part, 4, 0]))
  for (const { within, text } of parts) expect(whole?.text.slice(within?.start, within?.end)).toBe(text)
})

it('import --json links each reference of a footnote to its note', async () => {
  const noted = path.join(folder, 'noted.txt')
  writeFileSync(noted, 'River rises\n\nThe service said so.[1] The council denied it.[2]\n\n[1] Statement.\n\n[2] Letter.')
  expect(await parallax('import', '--json', noted)).toBe(0)
  const { text, footnotes } = ImportLine.parse(lines()[0])
  const words = ({ start, end }: { start: number; end: number }) => text.slice(start, end)
  expect(footnotes.map(({ reference, note }) => [words(reference), words(note)])).toEqual([
    ['[1]', '[1] Statement.'],
    ['[2]', '[2] Letter.'],
  ])
})

it('what is refused is named on standard error, and the rest goes on', async () => {
  const link = path.join(folder, 'link.txt')
  symlinkSync(wire, link)
  expect(await parallax('import', '--json', link, path.join(folder, 'absent.txt'), rewrite)).toBe(3)
  expect(lines()).toHaveLength(1)
  expect(err.trimEnd().split('\n')).toHaveLength(2)
})

const listed = async (): Promise<[string, string]> => {
  out = ''
  expect(await parallax('list', '--project', project, '--json')).toBe(0)
  const rows = lines().map((line) => LibraryRow.parse(line))
  out = ''
  expect(rows).toHaveLength(2)
  return [rows[0]?.id ?? '', rows[1]?.id ?? '']
}

it('list, and verify', async () => {
  expect(new Set(await listed()).size).toBe(2)
  expect(await parallax('verify', '--project', project, '--json')).toBe(0)
  expect(Verification.parse(lines()[0])).toMatchObject({ ok: true, problems: [], articles: 2, highlights: 0 })
})

it('D5 verify finds one changed letter of a text, with exit code 1', async () => {
  const hurt = path.join(folder, 'hurt.parallax')
  const bytes = readFileSync(project)
  expect(await parallax('import', '--json', wire)).toBe(0)
  const { text } = ImportLine.parse(lines()[0])
  out = ''
  const at = bytes.indexOf(text.slice(900, 940))
  expect(at).toBeGreaterThan(0)
  bytes[at] = text.charCodeAt(900) ^ 1
  writeFileSync(hurt, bytes)
  expect(await parallax('verify', '--project', hurt, '--json')).toBe(1)
  expect(Verification.parse(lines()[0]).ok).toBe(false)
})

it('import --against says what a file shares with the articles of a project, and takes nothing in', async () => {
  const copy = path.join(folder, 'against.parallax')
  expect(await parallax('import', '--project', copy, wire)).toBe(0)
  out = ''
  const cut = path.join(folder, 'cut.txt')
  const words = readFileSync(wire, 'utf8').split('\n\n')
  writeFileSync(cut, ['Another heading', ...words.slice(2, 6), 'A paragraph that is found nowhere else.'].join('\n\n'))
  expect(await parallax('import', '--against', copy, '--json', cut, wire)).toBe(0)
  const [near, same] = lines().map((line) => ImportLine.parse(line))
  expect(same?.reprints).toMatchObject([{ here: 1, there: 1, passages: [{ kind: 'verbatim', a: { start: 0 }, b: { start: 0 } }] }])
  expect(near?.reprints?.[0]).toMatchObject({ id: same?.reprints?.[0]?.id })
  const [passage] = near?.reprints?.[0]?.passages ?? []
  expect(near?.text.slice(passage?.a.start, passage?.a.end)).toBe(same?.text.slice(passage?.b.start, passage?.b.end))
  out = ''
  expect(await parallax('list', '--project', copy, '--json')).toBe(0)
  expect(lines()).toHaveLength(1)
  expect(await parallax('import', '--against', copy, '--project', copy, wire)).toBe(2)
})

it('S23 S28 a file that ends its reader is refused by its name, and the command goes on', async () => {
  const bad = path.join(folder, 'bad.txt')
  writeFileSync(bad, 'words')
  const read: Environment['read'] = (source, reading) =>
    source.name === 'bad.txt'
      ? Promise.reject(new Failure('refused', 'It took too long to read and was given up.'))
      : importFile(source, reading)
  expect(await run(['import', bad, wire], { ...environment, read })).toBe(3)
  expect(err).toBe(`${bad}: It took too long to read and was given up.\n`)
  expect(out).toContain('Corvane and Saldria agree')
})

it('compare gives the same passages for files as for articles', async () => {
  expect(await parallax('compare', '--json', wire, rewrite)).toBe(0)
  const fromFiles = Comparison.parse(lines()[0])
  const ids = await listed()
  expect(await parallax('compare', '--json', '--project', project, ...ids)).toBe(0)
  const fromProject = Comparison.parse(lines()[0])
  expect(fromFiles.passages.length).toBeGreaterThan(0)
  expect(fromProject.passages.length).toBe(fromFiles.passages.length)
  expect(fromProject.a.id).toBe(ids[0])
})

it('compare gives statements in other words down to a cut-off, what each leaves out, and names', async () => {
  const compared = async (...options: string[]): Promise<Comparison> => {
    out = ''
    expect(await parallax('compare', '--json', ...options, rewrite, wire)).toBe(0)
    return Comparison.parse(lines()[0])
  }
  const [usual, strict] = [await compared(), await compared('--cut-off', '0.5')]
  const statements = ({ passages }: Comparison) => passages.filter(({ kind }) => kind === 'statement')
  expect(statements(usual).length).toBeGreaterThan(15)
  expect(statements(strict).every(({ score }) => score >= 0.5)).toBe(true)
  expect(strict.omissions.b.length).toBeGreaterThan(usual.omissions.b.length)
  expect(usual.names.find(({ name }) => name === 'Oda Quillane')?.a.forms.map(({ form }) => form)).toEqual(['Oda Quillane', 'Quillane'])
})

it('compare gives the cards of both: figures, quotations, sources, words and codes', async () => {
  expect(await parallax('compare', '--json', rewrite, wire)).toBe(0)
  const { counted, figures, quotations, sources, words, codes } = Comparison.parse(lines()[0])
  expect(counted).toBe('own')
  expect(figures.some(({ a, b }) => a[0]?.value === 9_000 && b[0]?.value === 9_000)).toBe(true)
  expect(quotations.rows.map(({ relation }) => relation)).toContain('altered')
  expect(sources.rows.find(({ name }) => name === 'Oda Quillane')).toMatchObject({
    a: { times: 1, first: true },
    b: { times: 1, first: true },
  })
  expect(words.rows.find(({ word }) => word === 'discharge')).toMatchObject({ a: { count: 4 }, b: { count: 0 } })
  expect(codes.own).toMatchObject({ rows: [] })
})

it.skipIf(!existsSync(seeds))('compare finds that seed 000 stands whole inside seed 001', async () => {
  const [a, b] = ['000_334f5ec88c602289.txt', '001_6e31866b37220f72.txt'].map((name) => path.join(seeds, name)) as [string, string]
  expect(await parallax('compare', '--json', a, b)).toBe(0)
  const { passages } = Comparison.parse(lines()[0])
  expect(passages).toHaveLength(1)
  expect(passages[0]).toMatchObject({ kind: 'verbatim', score: 1 })
  expect(passages[0]?.words).toBeGreaterThan(1_400)
})

it('report writes a page, and a PDF where pages can be laid out', async () => {
  const ids = await listed()
  const html = path.join(folder, 'report.html')
  expect(await parallax('report', '--project', project, '--articles', ids.join(','), '--format', 'html', '--out', html)).toBe(0)
  expect(readFileSync(html, 'utf8')).toContain('<!doctype html>')
  const pdf = path.join(folder, 'report.pdf')
  expect(await parallax('report', '--project', project, '--articles', ids[0], '--format', 'pdf', '--out', pdf)).toBe(0)
  expect(readFileSync(pdf, 'latin1')).toMatch(/^%PDF-/)
  const { printPdf: _, ...without } = environment
  expect(await run(['report', '--project', project, '--articles', ids[0], '--format', 'pdf', '--out', pdf], without)).toBe(4)
  expect(err).toContain('display')
})

it('S29 report never takes the place of the project, of a link or of a folder', async () => {
  const [id] = await listed()
  const before = readFileSync(project)
  const link = path.join(folder, 'link.html')
  symlinkSync(project, link)
  for (const target of [project, link, folder]) {
    expect(await parallax('report', '--project', project, '--articles', id, '--format', 'html', '--out', target)).toBe(3)
  }
  expect(readFileSync(project).equals(before)).toBe(true)
})

it('a report tells how far it is only where somebody watches; an interrupted one leaves nothing', async () => {
  const file = path.join(folder, 'told.html')
  const argv = ['report', '--project', project, '--articles', 'all', '--format', 'html', '--out', file]
  expect(await run(argv, environment)).toBe(0)
  expect(err).toBe('')
  expect(await run(argv, { ...environment, watched: true })).toBe(0)
  expect(err).toContain('Reading articles 0/')
  expect(err.endsWith('\r\u001b[K')).toBe(true)
  rmSync(file)
  const before = readdirSync(folder)
  const interrupted = AbortSignal.abort()
  expect(await run(argv, { ...environment, interrupted })).toBe(130)
  const data = ['export', '--project', project, '--format', 'json', '--out', file]
  expect(await run(data, { ...environment, interrupted })).toBe(130)
  expect(readdirSync(folder)).toEqual(before)
})

it('SIGINT ends a report that is being written, and nothing of it is left', { timeout: 60_000 }, async () => {
  const out = mkdtempSync(path.join(folder, 'out-'))
  const file = path.join(out, 'report.docx')
  const script = path.resolve(import.meta.dirname, '../../build/cli.ts')
  const child = spawn(process.execPath, [script, 'report', '--project', project, '--articles', 'all', '--format', 'docx', '--out', file], {
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  // A file is begun before its report is made.
  await expect.poll(() => readdirSync(out), { interval: 2, timeout: 50_000 }).not.toEqual([])
  child.kill('SIGINT')
  const [code] = await ended
  expect([code, readdirSync(out)]).toEqual([130, []])
})

it('a failed report leaves nothing; its exit code tells refused from input and output', async () => {
  const [id] = await listed()
  const nowhere = path.join(folder, 'absent', 'report.html')
  expect(await parallax('report', '--project', project, '--articles', id, '--format', 'html', '--out', nowhere)).toBe(4)
  const unknown = path.join(folder, 'unknown.html')
  expect(await parallax('report', '--project', project, '--articles', 'no-such-article', '--format', 'html', '--out', unknown)).toBe(3)
  expect(existsSync(unknown)).toBe(false)
})

it.each([
  ['absent.parallax', undefined],
  ['empty.parallax', ''],
  ['foreign.parallax', 'not a project'],
])('D9 %s is refused and not made', async (name, content) => {
  const file = path.join(folder, name)
  if (content !== undefined) writeFileSync(file, content)
  for (const command of ['list', 'verify']) expect(await parallax(command, '--project', file)).toBe(3)
  expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(content)
})

it('schemas are JSON Schema, from the declarations that check the values', async () => {
  for (const name of [
    'import',
    'compare',
    'collection',
    'list',
    'verify',
    'change',
    'report',
    'article',
    'highlight',
    'coding',
    'code',
    'codebook',
    'coder',
  ]) {
    out = ''
    expect(await parallax('schema', name)).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema' })
  }
  out = ''
  expect(await parallax('schema', 'import')).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ required: expect.arrayContaining(['title', 'text', 'blocks', 'textSha256']) })
})

it('suggests marks for a file, each with its rule, as its schema says', async () => {
  expect(await parallax('suggest', '--json', wire)).toBe(0)
  const [found] = lines().map((line) => Suggestions.parse(line))
  if (found === undefined) throw new Error('nothing was printed')
  const quoted = found.suggestions.find(({ rule, source }) => rule === 'quotation.credited' && source !== null)
  expect(quoted?.cue?.lemma).toBeTruthy()
  for (const { ranges, quote } of found.suggestions)
    expect(ranges.map(({ start, end }) => found.text.slice(start, end)).join('\n\n')).toBe(quote)
  out = ''
  expect(await parallax('suggest', wire)).toBe(0)
  expect(out.split('\n').length - 1).toBe(found.suggestions.length)
  out = ''
  expect(await parallax('suggest')).toBe(2)
  expect(await parallax('schema', 'suggest')).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ properties: { suggestions: {} } })
})
