// From a real project to a report that verifies: with all its sections, in both formats that carry their data.
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aboutOf, makeCards, pairedOf } from '../../electron/cards.ts'
import { correct } from '../../electron/corrections.ts'
import { reportDocx } from '../../electron/export/docx.ts'
import { reportHtml } from '../../electron/export/html.ts'
import { Passages } from '../../electron/passages.ts'
import { reportOf } from '../../electron/reporting.ts'
import { buildSample } from '../../electron/sample.ts'
import type { ProjectFile } from '../../electron/store/project.ts'
import { checkReport } from '../../electron/verifying.ts'
import { judge } from '../../shared/cards/verdicts.ts'
import type { ArticleId } from '../../shared/ids.ts'
import { CoderId } from '../../shared/ids.ts'
import { addLink } from '../../shared/links.ts'
import { setPairNote } from '../../shared/pair.ts'
import { Report, type ReportRequest, reportSections, usualSections } from '../../shared/report/model.ts'
import { penOf } from '../helpers/store.ts'

const corpus = path.resolve(import.meta.dirname, '../../corpus')
const folder = mkdtempSync(path.join(os.tmpdir(), 'parallax-reporting-'))
let project: ProjectFile
let ids: readonly ArticleId[]
const compared = new Passages()
const build = (request: ReportRequest) => reportOf(project, request, { compared, corpus, version: '1.2.3', madeAt: 0 })
const id = (n: number): ArticleId => ids[n] as ArticleId

beforeAll(() => {
  project = buildSample(corpus, path.join(folder, 'sample.parallax'))
  ids = project.articleIds(null)
})
afterAll(() => {
  project.close()
  rmSync(folder, { recursive: true })
})

describe('a report of a project', () => {
  it('verifies in HTML and DOCX with all sections, of one article, of a pair and of several pairs', async () => {
    for (const request of [
      { articleIds: [id(0)] },
      { articleIds: [id(0), id(1)] },
      { articleIds: ids, pairs: [[id(0), id(1)] as const, [id(2), id(0)] as const] },
    ]) {
      const report = await build({ ...request, sections: reportSections })
      expect(Report.safeParse(report).error).toBeUndefined()
      for (const bytes of [Buffer.from(reportHtml(report)), reportDocx(report)]) {
        const found = checkReport(bytes, project)
        expect(found.problems).toEqual([])
        expect(found.quotations).toBeGreaterThan(10)
      }
    }
  })

  it('reads the cards of its pairs only where it tells them, and then as Compare does', async () => {
    const request = { articleIds: [id(0), id(1)] }
    expect((await build({ ...request, sections: usualSections })).pairs.map(({ cards }) => cards)).toEqual([null])
    const [pair] = (await build({ ...request, sections: ['cards'] })).pairs
    const [a, b] = [project.openArticle(id(0)), project.openArticle(id(1))]
    const between = await compared.between(a, b, project.known())
    const cards = await makeCards(pairedOf(project, a), pairedOf(project, b), between, aboutOf(project, corpus))
    expect(pair?.cards?.sources).toEqual(cards.sources)
    expect(pair?.cards?.figures).toMatchObject(cards.figures)
    expect(pair?.cards?.quotations).toMatchObject(cards.quotations)
    expect(pair?.cards?.names.map(({ name }) => name)).toEqual(cards.names.map(({ name }) => name))
  })

  it('tells what every coder makes of a pair, whichever way round it is compared', async () => {
    const other = { id: CoderId.parse('other'), name: 'Another coder' }
    const [a, b] = [project.openArticle(id(0)), project.openArticle(id(1))]
    const between = await compared.between(a, b, project.known())
    const cards = await makeCards(pairedOf(project, a), pairedOf(project, b), between, aboutOf(project, corpus))
    const [row] = cards.quotations.rows
    if (row === undefined) throw new Error('no quotation stands in both')
    const [mine, theirs] = [
      { ...penOf('mine'), coderId: project.coder().id },
      { ...penOf('theirs'), coderId: other.id },
    ]
    const places = { a: row.a.ranges, b: row.b.ranges }
    project.commit('x', [{ kind: 'coder', before: null, after: other }])
    for (const pen of [mine, theirs]) {
      project.commit('x', judge(pen, 'quotation', [a, b], places, null, 'altered'))
      project.commit('x', setPairNote(pen, [id(0), id(1)], null, `Said by ${pen.coderId}`))
    }
    const [pair] = (await build({ articleIds: [id(1), id(0)], sections: ['cards', 'verdict'] })).pairs
    const names = [project.coder().name, other.name].sort()
    expect(pair?.cards?.quotations.rows.flatMap(({ said }) => said.map(({ coder }) => coder)).sort()).toEqual(names)
    expect(pair?.verdicts.map(({ coder }) => coder).sort()).toEqual(names)
    const [only] = (await build({ articleIds: [id(1), id(0)], sections: ['verdict'], coderIds: [other.id] })).pairs
    expect(only?.verdicts.map(({ note }) => note)).toEqual(['Said by other'])
  })

  it('tells an article once that is asked for twice', async () => {
    const report = await build({ articleIds: [id(0), id(1), id(0)], sections: reportSections })
    expect(report.articles.map(({ article }) => article.id)).toEqual([id(0), id(1)])
    expect(report.pairs.map(({ a, b }) => [a, b])).toEqual([[0, 1]])
  })

  it('knows links that leave it, earlier texts and their reasons, and what is reprinted', async () => {
    const [here, there] = [project.openArticle(id(2)), project.openArticle(id(3))]
    const [from, to] = [here.highlights[0], there.highlights[0]]
    if (from === undefined || to === undefined) throw new Error('no highlight')
    const pen = { ...penOf('facts'), coderId: project.coder().id }
    project.commit('x', addLink(pen, [], { type: 'same claim', leaving: true }, from.id, to.id))
    project.commit('x', [{ kind: 'article', before: here.article, after: { ...here.article, reprintOf: id(3) } }])
    const [alone] = (await build({ articleIds: [id(2)] })).articles
    const title = there.article.title || there.article.source
    const claims = (article: typeof alone) =>
      (article?.highlights ?? []).flatMap(({ links }) => links.filter(({ says }) => says === 'Same claim'))
    expect(claims(alone)).toEqual([{ says: 'Same claim', number: null, title, note: '' }])
    expect(alone?.reprintOf).toBe(title)
    const [, both] = (await build({ articleIds: [id(3), id(2)] })).articles
    expect(claims(both).map(({ number }) => number)).toEqual([1])
    expect(alone?.revisions).toEqual([])
    const base = project.openArticle(id(2))
    const typed = base.blocks.map(({ kind, zone, start, end }) => ({ kind, zone, text: base.text.slice(start, end) }))
    // A line more at the end moves nothing.
    correct(project, {
      id: id(2),
      base: base.article,
      typed: [...typed, { kind: 'paragraph', zone: 'boilerplate', text: 'Printed on Friday.' }],
      reason: 'The last line was missing',
      places: {
        highlights: base.highlights.map((mark) => ({ id: mark.id, ranges: mark.ranges })),
        lost: [],
        zoneMarks: base.zoneMarks.map((mark) => ({ id: mark.id, range: mark.range })),
        bookmarks: base.bookmarks.map(({ id: bookmark, offset }) => ({ id: bookmark, offset })),
      },
    })
    const [corrected] = (await build({ articleIds: [id(2)] })).articles
    expect(corrected?.revisions).toMatchObject([
      { number: 1, reason: 'The last line was missing', textSha256: base.article.textSha256, coder: project.coder().name },
    ])
  })
})
