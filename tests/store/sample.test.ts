// What the sample project shows of a study: who is quoted, two articles judged beside each other, charts, and the reports that it keeps.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { chartsIn } from '../../electron/charting.ts'
import { run } from '../../electron/cli/run.ts'
import { importFile } from '../../electron/import/import.ts'
import { buildSample } from '../../electron/sample.ts'
import { verdicts } from '../../shared/records.ts'
import { ReportCheck } from '../../shared/report/evidence.ts'

const corpusFolder = path.resolve(import.meta.dirname, '../../corpus')
const folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-sample-'))
const at = (name: string) => path.join(folder, name)
const project = buildSample(corpusFolder, at('sample.parallax'))
const { records } = project.everything(true)
afterAll(() => {
  project.close()
  rmSync(folder, { recursive: true })
})

const sum = (counts: readonly number[]) => counts.reduce((total, n) => total + n, 0)

it('is sound, with who speaks, what was found and what is kept', () => {
  expect(project.verify()).toMatchObject({ ok: true, problems: [] })
  expect(records.definition.map(({ name }) => name)).toEqual(['Tern Wire and The Daily Ravel', 'The whole collection'])
  expect(records.study[0]?.memo).not.toBe('')
})

it('links quotations of every article to who is quoted, and says what kind of source that is', () => {
  const marks = new Map(records.highlight.map((mark) => [mark.id, mark]))
  const sources = records.link.filter(({ type }) => type === 'source')
  expect(new Set(sources.map(({ fromId }) => marks.get(fromId)?.articleId)).size).toBe(records.article.length)
  for (const { fromId, toId } of records.link) expect(marks.get(fromId)?.articleId).toBe(marks.get(toId)?.articleId)
  const told = new Set(records.coding.flatMap(({ highlightId, attributes }) => (attributes.source_type === undefined ? [] : highlightId)))
  for (const { toId } of sources) expect(told).toContain(toId)
  const named = records.highlight.flatMap(({ entityId }) => entityId ?? [])
  expect(new Set(named).size).toBe(records.entity.length)
})

it('lets both sides speak, in all and in every report that is not by one of them', async () => {
  const { voices, sources } = await chartsIn(project, null, async () => {})
  const sides = (side: string) => voices.filter((voice) => voice.side === side)
  const words = (side: string) => sources.map((_, i) => sum(sides(side).map((voice) => voice.words[i] ?? 0)))
  const [corvane, saldria] = [words('Corvane'), words('Saldria')]
  for (const [i, { outlet }] of sources.entries())
    if (outlet !== 'Ilvey Works Authority') expect([outlet, (corvane[i] ?? 0) > 0, (saldria[i] ?? 0) > 0]).toEqual([outlet, true, true])
  const share = sum(corvane) / (sum(corvane) + sum(saldria))
  expect(share).toBeGreaterThan(0.4)
  expect(share).toBeLessThan(0.6)
})

it('has something to show in every chart', async () => {
  const charts = await chartsIn(project, null, async () => {})
  expect(charts.codes.length).toBeGreaterThan(50)
  expect(charts.days.length).toBeGreaterThan(5)
  expect(charts.undated).toBe(0)
  expect(charts.kinds.length).toBeGreaterThan(5)
  expect(charts.kinds.map(({ name }) => name)).not.toContain('')
  expect(charts.voices.length).toBeGreaterThan(15)
  expect(charts.together.some(({ same }) => same > 1)).toBe(true)
  expect(charts.together.some(({ over }) => over > 1)).toBe(true)
})

it('judges a pair without taking a side, with a note to each finding', () => {
  const [pair, ...others] = records.pair
  expect(others).toEqual([])
  expect(pair).toMatchObject({ relative: 'same', note: expect.stringContaining('leans to neither') })
  const [one, two] = pair?.stances ?? []
  expect([one?.a, one?.b]).toEqual([two?.a, two?.b])
  expect(new Set(records.finding.map(({ kind }) => kind))).toEqual(new Set(Object.keys(verdicts)))
  for (const { verdict, note } of records.finding) expect([verdict === 'open', note === '']).toEqual([false, false])
})

describe.each(records.definition.map(({ name }) => name))('the kept report “%s”', (name) => {
  it.each(['html', 'docx'])('is written as %s, and its quotations verify', async (format) => {
    let [out, err] = ['', '']
    const environment = {
      stdout: { write: (text: string) => (out += text) },
      stderr: { write: (text: string) => (err += text) },
      version: '1.2.3',
      corpusFolder,
      read: importFile,
    }
    const [file, report] = [at('sample.parallax'), at(`report.${format}`)]
    expect(await run(['report', '--project', file, '--definition', name, '--format', format, '--out', report], environment)).toBe(0)
    expect(err).toBe('')
    out = ''
    expect(await run(['verify', report, '--project', file, '--json'], environment)).toBe(0)
    const check = ReportCheck.parse(JSON.parse(out))
    expect(check.problems).toEqual([])
    expect(check.quotations).toBeGreaterThan(90)
  })
})

it('is not made at all from a corpus whose words, codes, values or names do not fit', () => {
  const bad = at('bad')
  cpSync(corpusFolder, bad, { recursive: true })
  const written = readFileSync(path.join(corpusFolder, 'sample.json'), 'utf8')
  const refusal = (from: string, to: string) => {
    expect(written).toContain(from)
    writeFileSync(path.join(bad, 'sample.json'), written.replace(from, to))
    return expect(() => buildSample(bad, at('Bad.parallax')))
  }
  refusal('"source": "Police"', '"source": "Polices"').toThrow('06-tern-wire.txt: “Polices” should stand in one place; it stands in 0.')
  refusal('"who": "Merit Skaal"', '"who": "Merit Skal"').toThrow('07-saldrian-tribune.md: no entity is called “Merit Skal”.')
  refusal('"type": "expert"', '"type": "sage"').toThrow('06-tern-wire.txt: “sage” is no source_type of SO.AT.SRC.')
  refusal('"here": "nearly 9,000"', '"here": "nearly 9,001"').toThrow('06-tern-wire.txt: “nearly 9,001” should stand in one place')
  expect(readdirSync(folder).filter((name) => name.includes('Bad'))).toEqual([])
})
