// Reports all the way: out of a project, into another one, and out of that.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { run } from '../../electron/cli/run.ts'
import { readReport } from '../../electron/evidence.ts'
import { importFile } from '../../electron/import/import.ts'
import { newProject } from '../../electron/newproject.ts'
import { buildSample } from '../../electron/sample.ts'
import { removeHighlights } from '../../shared/commands.ts'
import { LossReport } from '../../shared/exchange/loss.ts'
import type { ArticleId } from '../../shared/ids.ts'
import type { Evidence } from '../../shared/report/evidence.ts'
import { reopened, tempFolder } from '../helpers/storefolder.ts'

const corpusFolder = path.join(import.meta.dirname, '../../corpus')
const told = async (...argv: string[]) => {
  const said: string[] = []
  const to = { write: (text: string) => said.push(text) }
  const code = await run(argv, { stdout: to, stderr: to, version: '1.2.3', corpusFolder, read: importFile })
  return { code, said: said.join('') }
}
const parallax = async (...argv: string[]) => {
  const { code, said } = await told(...argv)
  expect([code, said]).toEqual([0, said])
  return said
}

/** The sample project, and a report of it. */
function sample(at: (name: string) => string): readonly ArticleId[] {
  const made = buildSample(corpusFolder, at('a.parallax'))
  const ids = made.articleIds(null)
  made.close()
  return ids
}
const SECTIONS = ['--sections', 'sources,shared,codes,articles,check']
const reportOf = (project: string, out: string, articles: readonly string[] = ['all'], sections: readonly string[] = SECTIONS) =>
  parallax(
    'report',
    '--project',
    project,
    '--articles',
    articles.join(','),
    '--format',
    path.extname(out).slice(1),
    '--out',
    out,
    ...sections,
  )
const evidenceIn = (file: string): Evidence => readReport(readFileSync(file)).evidence
const actsIn = (file: string): number => {
  const project = reopened(file, { readOnly: true })
  return project.journal({ query: '', record: null, limit: 100 }).length
}
/** What a report quotes, whatever else it says of it: the place, its words, codes, note and coder. */
const quoted = ({ items, 'parallax:codes': codes }: Evidence) => ({
  items: items
    .map(({ body, ...item }) => JSON.stringify({ ...item, body: body.toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1)) }))
    .sort(),
  codes: codes
    ?.map(({ id, key, name, path: above, definition, color }) => ({ id, key, name, above, definition, color }))
    .sort((a, b) => (a.id < b.id ? -1 : 1)),
})

it.each(['html', 'docx'])('a report as %s makes a project whose report is the same, and verifies against both', async (format) => {
  const folder = tempFolder()
  const at = (name: string) => path.join(folder, name)
  sample(at)
  const [first, second] = [at(`first.${format}`), at(`second.${format}`)]
  await reportOf(at('a.parallax'), first)
  await parallax('convert', first, at('b.parallax'), '--loss-report', at('loss.json'))
  expect(
    LossReport.parse(JSON.parse(readFileSync(at('loss.json'), 'utf8'))).losses.filter(({ what }) => what.startsWith('Highlights')),
  ).toEqual([])
  await reportOf(at('b.parallax'), second)
  expect(evidenceIn(first).items.length).toBeGreaterThan(20)
  expect(quoted(evidenceIn(second))).toEqual(quoted(evidenceIn(first)))
  await parallax('verify', '--project', at('b.parallax'))
  for (const project of [at('a.parallax'), at('b.parallax')])
    for (const report of [first, second]) await parallax('verify', report, '--project', project)
})

it('a report comes into a project that is there as one act, which is undone as one; again it adds nothing', async () => {
  const folder = tempFolder()
  const at = (name: string) => path.join(folder, name)
  const ids = sample(at)
  const report = at('report.html')
  await reportOf(at('a.parallax'), report, ids.slice(0, 2))
  newProject(at('b.parallax'), corpusFolder, {}).close()
  const before = actsIn(at('b.parallax'))
  await parallax('convert', report, at('b.parallax'))
  await parallax('verify', report, '--project', at('b.parallax'))
  await parallax('convert', report, at('b.parallax'))
  expect(actsIn(at('b.parallax'))).toBe(before + 1)
  const project = reopened(at('b.parallax'))
  // The codes are those of the codebook that every project starts with.
  expect(project.codebook().codebooks).toHaveLength(1)
  const original = project.original(project.article(ids[0] as ArticleId).originalSha256)
  expect(Buffer.compare(original, readFileSync(report))).toBe(0)
  project.undo()
  expect(project.articleIds(null)).toEqual([])
  project.close()
  await parallax('convert', report, at('a.parallax'), '--loss-report', at('loss.json'))
  expect(LossReport.parse(JSON.parse(readFileSync(at('loss.json'), 'utf8'))).losses).toEqual([])
})

it('a highlight that was deleted comes back out of the report, on its words', async () => {
  const folder = tempFolder()
  const at = (name: string) => path.join(folder, name)
  const [id] = sample(at) as [ArticleId]
  await reportOf(at('a.parallax'), at('report.docx'), [id], ['--sections', 'articles'])
  const project = reopened(at('a.parallax'))
  const { highlights, codings, links } = project.openArticle(id)
  const marked = highlights.map((highlight) => ({ highlight, codings: codings.filter(({ highlightId }) => highlightId === highlight.id) }))
  project.commit('gone', removeHighlights(marked, links))
  expect(project.openArticle(id).highlights).toEqual([])
  project.close()
  await parallax('convert', at('report.docx'), at('a.parallax'))
  await parallax('verify', at('report.docx'), '--project', at('a.parallax'))
})

it('a report becomes a table or a project of another program', async () => {
  const folder = tempFolder()
  const at = (name: string) => path.join(folder, name)
  const ids = sample(at)
  await reportOf(at('a.parallax'), at('whole.html'), ids.slice(0, 2))
  await parallax('convert', at('whole.html'), at('whole.csv'))
  const marks = evidenceIn(at('whole.html')).items.filter((item) => item.id.includes(':highlight:'))
  expect(readFileSync(at('whole.csv'), 'utf8').split('\n').length).toBeGreaterThan(marks.length)
  await reportOf(at('a.parallax'), at('bare.html'), ids.slice(0, 2), ['--sections', 'quotations'])
  await parallax('convert', at('bare.html'), at('bare.qdpx'), '--project', at('a.parallax'))
})

it('a report without texts says by name what a project without its articles cannot take', async () => {
  const folder = tempFolder()
  const at = (name: string) => path.join(folder, name)
  const [id] = sample(at) as [ArticleId]
  await reportOf(at('a.parallax'), at('report.html'), [id], ['--sections', 'codes,quotations'])
  await parallax('convert', at('report.html'), at('b.parallax'), '--loss-report', at('loss.json'))
  const { losses } = LossReport.parse(JSON.parse(readFileSync(at('loss.json'), 'utf8')))
  expect(losses[0]?.what).toMatch(/^Highlights of articles that the project does not have/)
  expect(losses[0]?.ids).toEqual(
    evidenceIn(at('report.html'))
      .items.map((item) => item.id)
      .filter((each) => each.includes(':highlight:')),
  )
  expect(losses[0]?.names[0]).toMatch(/: “.+”$/)
})

it('a report among files that are imported is not taken for an article: it says where it is to be opened', async () => {
  const folder = tempFolder()
  const at = (name: string) => path.join(folder, name)
  const [id] = sample(at) as [ArticleId]
  for (const file of [at('report.html'), at('report.docx')]) {
    await reportOf(at('a.parallax'), file, [id])
    expect(await told('import', file)).toMatchObject({ code: 3, said: expect.stringContaining('Open report… in the File menu') })
  }
})

it('what is no report is refused, with what to do, and leaves no project', async () => {
  const folder = tempFolder()
  const at = (name: string) => path.join(folder, name)
  writeFileSync(at('page.html'), '<!doctype html><p>Some page.</p>')
  expect(await told('convert', at('page.html'), at('b.parallax'))).toMatchObject({
    code: 3,
    said: expect.stringContaining('no report of Parallax'),
  })
  expect(() => readFileSync(at('b.parallax'))).toThrow(/ENOENT/)
})
