// Files of other programs all the way: into a project, into it again, and out.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { run } from '../../electron/cli/run.ts'
import { importFile } from '../../electron/import/import.ts'
import { parseCsv } from '../../shared/codebook/csv.ts'
import { LossReport } from '../../shared/exchange/loss.ts'
import { catmaTei, databaseOf, TAGUETTE, tarGzOf } from '../helpers/otherprograms.ts'
import { reopened, tempFolder } from '../helpers/storefolder.ts'

const environment = (said: string[]) => {
  const to = { write: (text: string) => said.push(text) }
  return { stdout: to, stderr: to, version: '1.2.3', corpusFolder: '', read: importFile }
}
const parallax = async (...argv: string[]) => {
  const said: string[] = []
  expect([await run(argv, environment(said)), said.join('')]).toEqual([0, expect.any(String)])
  return said.join('')
}

const taguette = () =>
  databaseOf(TAGUETTE, {
    projects: [[1, 'Harbour', '', '2024-01-02 03:04:05']],
    documents: [[1, 'board', '', '', '2024-01-02 03:04:05', 1, 'LEFT_TO_RIGHT', '<p>Fishermen 🎣 met.</p><p>Nobody knew.</p>']],
    tags: [[1, 1, '=blame', '']],
    highlights: [
      [1, 1, 15, 24, 'met.Nobod'],
      [2, 1, 15, 19, 'elsewhere'],
    ],
    highlight_tags: [[1, 1]],
    commands: [],
  })
const catma = () => {
  const text = 'Nobody knew who paid.'
  const mark = { id: 'CATMA_A', tag: 'CATMA_T', places: [[0, 11]] as const }
  return tarGzOf([
    { name: 'c/paid/paid.txt', words: text },
    { name: 'c/paid/annotations/a.xml', words: catmaTei(text.length, [mark], [{ id: 'CATMA_T', name: 'Doubt' }]) },
  ])
}

it('a file becomes a project, comes into one that is there, and adds nothing when it comes again', async () => {
  const folder = tempFolder()
  const at = (name: string) => path.join(folder, name)
  writeFileSync(at('harbour.sqlite3'), taguette())
  writeFileSync(at('corpus.tar.gz'), catma())
  await parallax('convert', at('harbour.sqlite3'), at('harbour.parallax'), '--loss-report', at('loss.json'))
  const report = LossReport.parse(JSON.parse(readFileSync(at('loss.json'), 'utf8')))
  expect(report.losses.map(({ ids }) => ids)).toEqual([['highlight 2']])
  await parallax('convert', at('corpus.tar.gz'), at('harbour.parallax'))
  const acts = () => {
    const project = reopened(at('harbour.parallax'), { readOnly: true })
    return project.journal({ query: '', record: null, limit: 100 }).length
  }
  const before = acts()
  await parallax('convert', at('harbour.sqlite3'), at('harbour.parallax'))
  await parallax('convert', at('corpus.tar.gz'), at('harbour.parallax'))
  expect(acts()).toBe(before)
  await parallax('verify', '--project', at('harbour.parallax'))

  await parallax('export', '--project', at('harbour.parallax'), '--format', 'csv', '--out', at('out.csv'))
  const [head = [], ...rows] = parseCsv(readFileSync(at('out.csv'), 'utf8').slice(1), ',')
  expect(rows.map((row) => [row[head.indexOf('Quote')], row[head.indexOf('Code')]])).toEqual([
    ['met.\n\nNobod', "'=blame"],
    ['Nobody knew', 'Doubt'],
  ])
})

it('every format goes out of a project, and a file that is refused leaves nothing', async () => {
  const folder = tempFolder()
  const at = (name: string) => path.join(folder, name)
  writeFileSync(at('harbour.sqlite3'), taguette())
  await parallax('convert', at('harbour.sqlite3'), at('harbour.parallax'))
  for (const format of ['csv', 'xlsx', 'brat', 'cas', 'xmi', 'tsv', 'doccano', 'labelstudio'])
    await parallax('export', '--project', at('harbour.parallax'), '--format', format, '--out', at(`out.${format}`))
  writeFileSync(at('bad.sqlite3'), databaseOf(`${TAGUETTE};CREATE VIEW v AS SELECT 1`))
  const said: string[] = []
  expect(await run(['convert', at('bad.sqlite3'), at('new.parallax')], environment(said))).toBe(3)
  expect(said.join('')).toContain('it holds a view')
  expect(() => readFileSync(at('new.parallax'))).toThrow('ENOENT')
})
