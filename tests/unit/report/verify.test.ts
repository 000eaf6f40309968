// Reports of the sample project, held against it: as they were written, after they were tampered with, and after the project moved on.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../../electron/cli/run.ts'
import { correct } from '../../../electron/corrections.ts'
import { readReport } from '../../../electron/evidence.ts'
import { importFile } from '../../../electron/import/import.ts'
import { newProject } from '../../../electron/newproject.ts'
import { buildSample } from '../../../electron/sample.ts'
import { openProject, type ProjectFile } from '../../../electron/store/project.ts'
import { moveHighlight, recode, removeHighlights } from '../../../shared/commands.ts'
import type { ArticleId } from '../../../shared/ids.ts'
import { Evidence, ReportCheck } from '../../../shared/report/evidence.ts'
import { reportSections } from '../../../shared/report/model.ts'
import type { Range } from '../../../shared/text.ts'
import { sha256 } from '../../helpers/reports.ts'

const corpusFolder = path.resolve(import.meta.dirname, '../../../corpus')
let folder: string
let project: string
let ids: readonly ArticleId[]
let all: readonly ArticleId[]
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
  all = made.articleIds(null)
  ids = all.slice(0, 2)
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

  it('matches in every section, with several pairs and their cards', async () => {
    const file = at(`pairs.${format}`)
    const [a, b, c] = all
    const request = ['--articles', [a, b, c].join(','), '--pairs', `${a}:${b},${b}:${c}`, '--sections', reportSections.join(',')]
    expect(await parallax('report', '--project', project, ...request, '--format', format, '--out', file)).toBe(0)
    const found = await checked(file)
    expect(found.problems).toEqual([])
    const { items } = readReport(readFileSync(file)).evidence
    const sides = new Set(items.filter(({ id }) => id.includes(':passage:')).map((item) => item['parallax:place'].split(' ')[0]))
    expect(sides).toEqual(new Set([a, b, c]))
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
  type Item = Evidence['items'][number]
  type Piece = Extract<Item['target'], { selector: unknown }>
  /** A highlight of one piece whose words stand in the text once. */
  const firstQuote = (html: string): Item => {
    const { items, ...rest } = evidenceIn(html)
    const texts = rest['parallax:articles'].map((article) => article['parallax:text'] ?? '')
    const found = items.find(({ id, target }) => {
      if (!id.includes(':highlight:') || !('selector' in target)) return false
      const { exact } = target.selector[1]
      return texts.join('').split(exact).length === 2 && html.split(exact).length > 2 && !/[<>&"\\]/.test(exact)
    })
    if (found === undefined) throw new Error('the sample has no such highlight')
    return found
  }

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

  /** The report with other data. */
  const withData = (html: string, change: (evidence: Evidence) => Evidence) =>
    html.replace(/(?<=<script type="application\/ld\+json">).*(?=<\/script>)/, () =>
      JSON.stringify(change(evidenceIn(html))).replaceAll('<', '\\u003c'),
    )
  /** The report in whose data one quotation, of one piece, is another. */
  const withItem = (html: string, change: (item: Item, target: Piece) => Item) =>
    withData(html, (evidence) => {
      const { id } = firstQuote(html)
      const items = evidence.items.map((item) => (item.id === id && 'selector' in item.target ? change(item, item.target) : item))
      return { ...evidence, items }
    })
  const quoting = (item: Item, target: Piece, exact: string): Item => {
    const [position, quote] = target.selector
    return { ...item, target: { ...target, selector: [position, { ...quote, exact }] } }
  }
  const shifted = (place: string, by: number) =>
    place.replace(/(\d+)-(\d+)$/, (_, start, end) => `${Number(start) + by}-${Number(end) + by}`)

  it('is caught when the page shows other words than were quoted', async () => {
    const says = await tampered((html) => html.replace(/(<span class="quote" data-place="[^"]+">)(\w)/, '$1Never $2'))
    expect(says).toEqual(['The page shows other words than the data of the report have; the hash vouches for those of the data.'])
  })

  it('is caught when its data quote other words', async () => {
    const says = await tampered((html) => withItem(html, (item, target) => quoting(item, target, `${target.selector[1].exact} never`)))
    expect(says).toEqual([
      'The data of the report have other words than the page shows; the hash vouches for those of the page.',
      'Its words never stood in the article.',
    ])
  })

  it('is caught when a hash is another', async () => {
    const says = await tampered((html) => withItem(html, (item) => ({ ...item, 'parallax:quoteSha256': sha256('other words') })))
    expect(says).toEqual(['Its hash was changed: page and data have the words that stand in the article.'])
  })

  it('is caught when page and data are changed alike', async () => {
    const says = await tampered((html) => {
      const { target } = firstQuote(html)
      const exact = 'selector' in target ? target.selector[1].exact : ''
      return html.replaceAll(exact, `${exact}!`)
    })
    expect(says).toContain('The text in the data of the report is not the one that its hash vouches for.')
    expect(says).toContain('Its words are not those that its hash vouches for: page and data were changed alike.')
    expect(says).toContain('Its words never stood in the article.')
  })

  it('is caught when a quotation was moved by one, in one of its positions or in both', async () => {
    const place = (html: string) => firstQuote(html)['parallax:place']
    const here = await tampered((html) => html.replaceAll(place(html), shifted(place(html), 1)))
    expect(here).toHaveLength(1)
    expect(here[0]).toMatch(/^Its words never stood there; the article has them at [\d,]+ \(UTF-16\)\.$/)
    const moved = (item: Item, { source, selector: [position, quote] }: Piece): Item => {
      const [start, end] = [position.start + 1, position.end + 1]
      return { ...item, target: { source, selector: [{ ...position, start, end }, quote] } }
    }
    expect(await tampered((html) => withItem(html, moved))).toEqual([
      'Its position in characters is not the place that its position in UTF-16 units is.',
    ])
    const both = await tampered((html) => withItem(html.replaceAll(place(html), shifted(place(html), 1)), moved))
    expect(both).toEqual(here)
  })

  it('is caught when other words are said to stand around a quotation', async () => {
    const says = await tampered((html) =>
      withItem(html, (item, { source, selector: [position, quote] }) => ({
        ...item,
        target: { source, selector: [position, { ...quote, suffix: ', they denied' }] },
      })),
    )
    expect(says).toEqual(['Other words stand around it than the report says.'])
  })

  it('tells a correction of the article from a change of the report', async () => {
    const moved = await afterWork((held, first) => {
      const word = first.text.indexOf(' ')
      const shift = ({ start, end }: Range) => ({ start: start > word ? start + 7 : start, end: end > word ? end + 7 : end })
      correct(held, {
        id: first.article.id,
        base: first.article,
        typed: first.blocks.map(({ kind, zone, start, end }, i) => {
          const words = first.text.slice(start, end)
          return { kind, zone, text: i === 0 ? words.replace(' ', ' indeed ') : words }
        }),
        reason: 'a word was missing',
        places: {
          highlights: first.highlights.map(({ id, ranges }) => ({ id, ranges: ranges.map(shift) })),
          lost: [],
          zoneMarks: first.zoneMarks.map(({ id, range }) => ({ id, range: shift(range) })),
          bookmarks: first.bookmarks.map(({ id, offset }) => ({ id, offset: offset + 7 })),
        },
      })
    })
    const { problems } = await checked(fileOf('html'), moved)
    expect(problems[0]?.says).toBe('Its text was corrected since the report was written (a word was missing).')
    const others = problems.slice(1)
    expect(others.length).toBeGreaterThan(0)
    for (const { says, at } of others) {
      expect(says).toMatch(/^Its words no longer stand/)
      expect(at === null).toBe(says.endsWith('in the article.'))
    }
  })

  it('says where in the project the words are, so that they can be looked at', async () => {
    const moved = await afterWork((held, { highlights, codings, links }) => {
      const [gone] = highlights
      if (gone === undefined) throw new Error('the sample has no highlights')
      const own = codings.filter(({ highlightId }) => highlightId === gone.id)
      held.commit('gone', removeHighlights([{ highlight: gone, codings: own }], links))
    })
    const { problems } = await checked(fileOf('html'), moved)
    const held = openProject(moved, { readOnly: true })
    const { text } = held.openArticle(ids[0] as ArticleId)
    held.close()
    expect(problems).toHaveLength(1)
    const at = problems[0]?.at
    expect(text.slice(at?.range.start, at?.range.end)).toBe(problems[0]?.quote)
  })

  it('of 0.2.0 is read still: its articles have no texts and its codes only names', async () => {
    const file = at('older.html')
    const older = withData(readFileSync(fileOf('html'), 'utf8'), ({ 'parallax:codes': _codes, ...evidence }) => ({
      ...evidence,
      generator: { type: 'Software', name: 'Parallax 0.2.0' },
      'parallax:articles': evidence['parallax:articles'].map((article) => ({
        id: article.id,
        title: article.title,
        'parallax:textSha256': article['parallax:textSha256'],
        'parallax:originalSha256': article['parallax:originalSha256'],
      })),
      items: evidence.items.map(({ creator, ...item }) =>
        creator === undefined ? item : { ...item, creator: { type: creator.type, name: creator.name } },
      ),
    }))
    writeFileSync(file, older)
    expect((await checked(file)).problems).toEqual([])
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

  it('is asked for where a PDF or Markdown is given', async () => {
    for (const [name, start] of [
      ['report.pdf', '%PDF-1.4'],
      ['report.md', '# Two articles'],
    ] as const) {
      err = ''
      writeFileSync(at(name), start)
      expect(await parallax('verify', at(name), '--project', project)).toBe(3)
      expect(err).toContain('Export the same report as HTML or as a Word document')
    }
  })
})

it('S26 data nested without end, or of another shape, are refused in words', async () => {
  const file = at('hostile.html')
  const page = (json: string) => `<!doctype html><script type="application/ld+json">${json}</script><p>A page.</p>`
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  for (const json of [
    nested,
    `{"items":${nested}}`,
    '{"type":"AnnotationPage","items":{"length":1}}',
    '{"__proto__":{"type":"AnnotationPage"}}',
    'null',
  ]) {
    err = ''
    writeFileSync(file, page(json))
    expect(await parallax('verify', file, '--project', project)).toBe(3)
    expect(err).toContain('This is no report of Parallax in HTML or DOCX')
  }
  const tags = '<b>'.repeat(4_000_001)
  err = ''
  writeFileSync(file, tags)
  expect(await parallax('verify', file, '--project', project)).toBe(3)
  expect(err).toContain('more than 4,000,000 tags')
})
