// `report` on the command line: a report that the project keeps, a template, and what is said otherwise.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import type { Environment } from '../../../electron/cli/command.ts'
import { run } from '../../../electron/cli/run.ts'
import { importFile } from '../../../electron/import/import.ts'
import { addDefinition, type Said } from '../../../shared/report/definition.ts'
import { fromTemplate } from '../../../shared/report/templates.ts'
import { articleOf, codeIds, importInto, mark, penOf } from '../../helpers/store.ts'
import { newProject, tempFolder } from '../../helpers/storefolder.ts'

let err = ''
let folder = ''
let file = ''
const environment = (): Environment => ({
  stdout: { write: () => true },
  stderr: { write: (text) => (err += text) },
  version: '1.2.3',
  read: importFile,
  corpusFolder: path.resolve(import.meta.dirname, '../../../corpus'),
})

const ids = ['a1', 'a2', 'a3'] as const
const pen = penOf('mark')

beforeEach(() => {
  err = ''
  folder = tempFolder()
  const project = newProject()
  file = project.file
  for (const id of ids) {
    const sample = articleOf(id, [`The old bridge of ${id} closed on Monday after cracks were found.`, 'It stays closed until May.'], {
      collection: id === 'a3' ? 'Ferry' : 'Bridge',
    })
    importInto(project, sample)
    project.commit('Highlight', mark(pen, sample, 'cracks', codeIds.slice(0, 1)))
    project.commit('Highlight', mark(pen, sample, 'until May', codeIds.slice(1, 2)))
  }
  const keep = (said: Partial<Said>) => project.commit('Report', addDefinition(pen, { ...fromTemplate('pair'), ...said }))
  const [a1, , a3] = project.articleIds(null)
  if (a1 === undefined || a3 === undefined) throw new Error('no articles')
  keep({ name: 'Kept', scope: 'chosen', articleIds: [a3, a1], title: 'Kept title', sections: ['codes', 'sources'] })
  keep({ name: 'Twice' })
  keep({ name: 'Twice', scope: 'open' })
  project.settings.put('workspace', JSON.stringify({ view: 'read', panes: [a3, null], set: [] }))
  project.close()
})

/** Runs `report` and gives the page, or the exit code and what was said. */
async function reported(...argv: readonly string[]): Promise<string> {
  const out = path.join(folder, 'report.md')
  const code = await run(['report', '--project', file, '--format', 'md', '--out', out, ...argv], environment())
  return code === 0 ? readFileSync(out, 'utf8') : `${code} ${err.trim()}${existsSync(out) ? ' with a file' : ''}`
}
const headings = (page: string) => [...page.matchAll(/^## (.*)$/gm)].map(([, name]) => name)

it('a kept report is written as it is kept, and the command line has the last word', async () => {
  const page = await reported('--definition', 'Kept')
  expect(page).toMatch(/^# Kept title$/m)
  expect(headings(page)).toEqual(['Codes side by side', 'Sources'])
  expect(page.indexOf('Title of a3')).toBeLessThan(page.indexOf('Title of a1'))
  expect(page).not.toContain('Title of a2')

  const other = await reported('--definition', 'Kept', '--title', 'Another', '--sections', 'check', '--articles', 'a2')
  expect(other).toMatch(/^# Another$/m)
  expect(headings(other)).toEqual(['How to check this report'])
})

it('templates: a single article as the app last had it open, a pair, a collection', async () => {
  expect(await reported('--template', 'single')).toMatch(/^# Title of a3$/m)
  expect(headings(await reported('--template', 'pair', '--articles', 'a1,a2'))).toContain('Shared passages')
  const collection = await reported('--template', 'collection', '--collection', 'Bridge')
  expect(collection).toContain('Title of a2')
  expect(collection).not.toContain('Title of a3')
  expect(headings(collection)).toContain('Quotations by code')
})

it('codes, coders and pairs are chosen by what they are called', async () => {
  const quoted = async (...argv: string[]) => await reported('--articles', 'all', '--sections', 'quotations', ...argv)
  expect(await quoted('--codes', 'blame')).not.toContain('cracks')
  expect(await quoted('--codes', 'cause,blame')).toContain('cracks')
  expect(await quoted('--coders', 'Ada')).toContain('cracks')
  const shared = async (...argv: string[]) => headings(await reported('--articles', 'all', '--sections', 'shared,check', ...argv))
  expect(await shared()).toEqual(['How to check this report'])
  expect(await shared('--pairs', 'a3:a1')).toEqual(['Shared passages', 'How to check this report'])
})

it('a kept report that names what is gone is made without, and says so', async () => {
  const { openProject } = await import('../../../electron/store/project.ts')
  const project = openProject(file)
  const [kept] = project.definitions()
  if (kept === undefined) throw new Error('no report')
  const gone = articleOf('gone', ['x']).article.id
  project.commit('Report', [{ kind: 'definition', before: kept, after: { ...kept, articleIds: [...kept.articleIds, gone] } }])
  project.close()
  expect(await reported('--definition', 'Kept')).toMatch(/^# Kept title$/m)
  expect(err).toBe('parallax report: 1 article no longer in the project: left out.\n')
})

it.each<[string, readonly string[], RegExp]>([
  ['nothing to report', [], /^2 .*--articles is missing$/],
  ['a template that there is not', ['--template', 'novel'], /^2 .*single, pair, collection$/],
  ['two beginnings', ['--template', 'pair', '--definition', 'Kept'], /^2 /],
  ['two kinds of articles', ['--articles', 'all', '--collection', 'Bridge'], /^2 /],
  ['a section that there is not', ['--articles', 'all', '--sections', 'check,weather'], /^2 .*no section weather/],
  ['half a pair', ['--articles', 'all', '--pairs', 'a1'], /^2 .*ID:ID/],
  ['an article that is not there', ['--articles', 'a1,a9'], /^3 .*no article “a9”/],
  ['a collection that is not there', ['--collection', 'None'], /^3 .*no article in this report/],
  ['a code that is not there', ['--articles', 'all', '--codes', 'nope'], /^3 .*no code “nope”/],
  ['a coder that is not there', ['--articles', 'all', '--coders', 'Bob'], /^3 .*no coder “Bob”/],
  ['a report that is not kept', ['--definition', 'None'], /^3 .*It keeps “Kept”, “Twice”, “Twice”\.$/],
  ['a name that two have', ['--definition', 'Twice'], /^3 .*2 reports named “Twice”/],
  ['a pair that is not open', ['--template', 'pair', '--title', 'x'.repeat(3_000)], /^2 .*--title/],
])('refuses %s, and leaves no file', async (_what, argv, said) => {
  const told = await reported(...argv)
  expect(told).toMatch(said)
  expect(told).not.toContain('with a file')
})
