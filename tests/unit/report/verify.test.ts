// Reports of the sample project, held against it: as they were written, after they were tampered with, and after the project moved on.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../../electron/cli/run.ts'
import { importFile } from '../../../electron/import/import.ts'
import { newProject } from '../../../electron/newproject.ts'
import { buildSample } from '../../../electron/sample.ts'
import { openProject, type ProjectFile } from '../../../electron/store/project.ts'
import { moveHighlight, recode, removeHighlights } from '../../../shared/commands.ts'
import type { ArticleId } from '../../../shared/ids.ts'
import { Evidence, ReportCheck } from '../../../shared/report/evidence.ts'

const corpusFolder = path.resolve(import.meta.dirname, '../../../corpus')
let folder: string
let project: string
let ids: readonly ArticleId[]
const at = (name: string) => path.join(folder, name)
let [out, err] = ['', '']
const parallax = (...argv: string[]) =>
  run(argv, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    version: '1.2.3',
    read: importFile,
    corpusFolder,
  })
const formats = ['html', 'docx'] as const
type Format = (typeof formats)[number]
const fileOf = (format: Format) => at(`report.${format}`)

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-verify-'))
  project = at('sample.parallax')
  const made = buildSample(corpusFolder, project)
  ids = made.articleIds(null).slice(0, 2)
  made.close()
  for (const format of formats)
    await parallax('report', '--project', project, '--articles', ids.join(','), '--format', format, '--out', fileOf(format))
})
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(() => {
  ;[out, err] = ['', '']
})

async function checked(file: string, against = project): Promise<ReportCheck> {
  out = ''
  const code = await parallax('verify', file, '--project', against, '--json')
  expect(err).toBe('')
  const found = ReportCheck.parse(JSON.parse(out))
  expect(code).toBe(found.ok ? 0 : 1)
  return found
}
const evidenceIn = (html: string) => Evidence.parse(JSON.parse(/<script type="application\/ld\+json">(.*)<\/script>/.exec(html)?.[1] ?? ''))

/** The project after some work on its first highlight that stands alone. */
async function afterWork(work: (held: ProjectFile, first: ReturnType<ProjectFile['openArticle']>) => void): Promise<string> {
  const file = at('moved-on.parallax')
  copyFileSync(project, file)
  const held = openProject(file)
  work(held, held.openArticle(ids[0] as ArticleId))
  held.close()
  return file
}

describe.each(formats)('a report as %s', (format) => {
  it('matches the project that it was written from, and says how many quotations it has', async () => {
    const found = await checked(fileOf(format))
    expect(found.problems).toEqual([])
    expect(found.quotations).toBeGreaterThan(20)
    out = ''
    expect(await parallax('verify', fileOf(format), '--project', project)).toBe(0)
    expect(out).toBe(`matches: ${found.quotations} quotations, 0 problems\n`)
  })

  it('names a highlight that is gone, one that was moved and one with other codes', async () => {
    const moved = await afterWork((held, { highlights, codings, links, text }) => {
      const [gone, shorter, recoded] = highlights
      if (gone === undefined || shorter === undefined || recoded === undefined) throw new Error('the sample has too few highlights')
      const marked = (highlight: typeof gone) => ({ highlight, codings: codings.filter(({ highlightId }) => highlightId === highlight.id) })
      const pen = { newId: () => 'new', coderId: gone.coderId, now: () => 0 }
      held.commit('gone', removeHighlights([marked(gone)], links))
      const [{ start, end }] = shorter.ranges as [{ start: number; end: number }]
      held.commit('moved', moveHighlight(shorter, text, [{ start, end: end - 4 }]))
      held.commit('recoded', recode(pen, marked(recoded), []))
    })
    const { problems } = await checked(fileOf(format), moved)
    expect(problems.map(({ says }) => says)).toEqual([
      'The project has no such highlight in this article.',
      'The highlight now covers other words.',
      'It has other codes in the project.',
    ])
  })

  it('names articles that the project does not have', async () => {
    const other = at('other.parallax')
    rmSync(other, { force: true })
    newProject(other, corpusFolder, {}).close()
    const { problems, quotations } = await checked(fileOf(format), other)
    expect(problems.slice(0, 2).map(({ says }) => says)).toEqual(['The project has no such article.', 'The project has no such article.'])
    expect(problems).toHaveLength(quotations + 2)
  })
})

describe('an HTML report', () => {
  const tampered = async (change: (html: string) => string) => {
    const [file, html] = [at('tampered.html'), readFileSync(fileOf('html'), 'utf8')]
    writeFileSync(file, change(html))
    expect(readFileSync(file, 'utf8')).not.toBe(html)
    return (await checked(file)).problems.map(({ says }) => says)
  }
  const firstQuote = (html: string) => evidenceIn(html).items.find(({ id }) => id.includes(':highlight:')) as Evidence['items'][number]

  it('has each quotation with its position in code points, its words, its context and their hash', () => {
    const { items } = evidenceIn(readFileSync(fileOf('html'), 'utf8'))
    const held = openProject(project, { readOnly: true })
    const texts = new Map(ids.map((id) => [`urn:parallax:article:${id}`, Array.from(held.openArticle(id).text)]))
    held.close()
    const targets = items.flatMap(({ target }) => ('items' in target ? target.items : [target]))
    expect(targets.length).toBeGreaterThan(20)
    for (const { source, selector } of targets) {
      const [{ start, end }, { exact, prefix, suffix }] = selector
      const text = texts.get(source) ?? []
      expect(text.slice(start, end).join('')).toBe(exact)
      expect(text.join('')).toContain(prefix + exact + suffix)
    }
  })

  it('is caught when the page shows other words than were quoted', async () => {
    const says = await tampered((html) => html.replace(/(<span class="quote" data-place="[^"]+">)(\w)/, '$1Never $2'))
    expect(says).toEqual(['The page shows other words than the data of the report have.'])
  })

  it('is caught when page and data are changed alike', async () => {
    const says = await tampered((html) => {
      const { target } = firstQuote(html)
      const [first] = 'items' in target ? target.items : [target]
      const exact = first?.selector[1].exact ?? ''
      return html.replaceAll(exact, `${exact}!`)
    })
    expect(says).toContain('Its words are not those that its hash vouches for.')
    expect(says.some((each) => each.startsWith('Its words no longer stand'))).toBe(true)
  })

  it('is caught when a quotation is taken out of the page or out of the data', async () => {
    const alone = (html: string) =>
      [...html.matchAll(/<span class="quote" data-place="([^"]+)">[^<]*<\/span>/g)].find(
        ([, place]) => html.split(`data-place="${place}"`).length === 2,
      )?.[0] ?? ''
    expect(await tampered((html) => html.replace(alone(html), ''))).toEqual(['The page does not show it.'])
    const says = await tampered((html) =>
      html.replace(/(?<=<script type="application\/ld\+json">).*(?=<\/script>)/, (json) => {
        const evidence = Evidence.parse(JSON.parse(json))
        return JSON.stringify({ ...evidence, items: evidence.items.slice(1) })
      }),
    )
    expect(says).toContain('It is shown, and the data of the report do not have it.')
  })

  it('is refused when it has no data', async () => {
    const file = at('plain.html')
    writeFileSync(file, '<!doctype html><p>Some page.</p>')
    expect(await parallax('verify', file, '--project', project)).toBe(3)
    expect(err).toContain('no report of Parallax')
  })
})
