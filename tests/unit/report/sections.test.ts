import { describe, expect, it } from 'vitest'
import { reportDocx } from '../../../electron/export/docx.ts'
import { evidenceOf } from '../../../electron/export/evidence.ts'
import { reportHtml } from '../../../electron/export/html.ts'
import { CodeId, CoderId, ZoneMarkId } from '../../../shared/ids.ts'
import { Report, reportSections } from '../../../shared/report/model.ts'
import { type ReportElement, type ReportNode, textOf } from '../../../shared/report/node.ts'
import { reportPage } from '../../../shared/report/page.ts'
import { article, code, report } from '../../helpers/reports.ts'

const codes = [code('source', 'Official source', '#2f7d5b'), code('word', 'Loaded wording', '#9b3d7e', { position: 1 })]
const three = ['one', 'two', 'three'].map((id) =>
  article(id, [['paragraph', 'body', 'The [1 authority 1] closed [2 the so-called weir 2] on Tuesday.']], {
    1: { codes: ['source'] },
    2: { codes: ['word'] },
  }),
)
const nothingMore = { title: '', authors: '', abstract: '', sections: reportSections, codeIds: [], coderIds: [] }
const elements = function* (node: ReportNode): Generator<ReportElement> {
  if (typeof node === 'string') return
  yield node
  for (const child of node.children) yield* elements(child)
}
const names = (node: ReportElement, tag: string) => [...elements(node)].filter((each) => each.tag === tag).map(textOf)

describe('a report of a collection', () => {
  const built = report(three, codes, { request: nothingMore })
  const page = reportPage(built)

  it('is a report, with the codes counted over all articles', () => {
    expect(Report.parse(built)).toEqual(built)
    expect(names(page, 'h1')).toEqual(['A project: 3 articles'])
    const cells = [...elements(page)]
      .filter(({ tag, attributes }) => tag === 'tr' && attributes.id === 'code-1')
      .flatMap(({ children }) => children.map(textOf))
    expect(cells.slice(1, 4)).toEqual(['3', '125.0', '3'])
  })

  it('names its articles by letters, and holds no passages', () => {
    expect(names(page, 'h2')).toEqual([
      'Method',
      'Sources',
      'Codes',
      'Charts',
      'Quotations by code',
      'Article A',
      'Article B',
      'Article C',
      'How to check this report',
    ])
    expect(built.pairs).toEqual([])
  })

  it('lists quotations under each of their codes, and each once in its data', () => {
    const list = [...elements(page)].find(({ attributes }) => attributes.id === 'quotations')
    const quotes = list === undefined ? [] : [...elements(list)].filter(({ attributes }) => attributes['data-place'] !== undefined)
    expect(quotes.map(textOf)).toEqual([
      ...Array.from({ length: 3 }, () => 'authority'),
      ...Array.from({ length: 3 }, () => 'the so-called weir'),
    ])
    expect(evidenceOf(built, page).items).toHaveLength(6)
  })

  it('leads nowhere that it does not have, whatever its sections', () => {
    for (const sections of [...reportSections.map((section) => [section]), reportSections.toReversed()])
      for (const articles of [three, three.slice(0, 2), three.slice(0, 1)]) {
        const some = report(articles, codes, { request: { ...nothingMore, sections } })
        const all = [...elements(reportPage(some))]
        const ids = new Set(all.flatMap(({ attributes }) => attributes.id ?? []))
        for (const { attributes } of all) if (attributes.href) expect(ids).toContain(attributes.href.slice(1))
        expect(reportHtml(some)).toContain('</html>')
        expect(reportDocx(some).length).toBeGreaterThan(0)
      }
  })
})

describe('what is asked of a report', () => {
  it('has its title, authors and abstract at its head', () => {
    const page = reportPage(
      report(three.slice(0, 1), codes, { request: { ...nothingMore, title: 'Weirs', authors: 'A. Reader', abstract: 'What was said.' } }),
    )
    expect(names(page, 'h1')).toEqual(['Weirs'])
    expect(textOf(page)).toContain('A. Reader')
    expect(textOf(page)).toContain('What was said.')
  })

  it('takes only highlights with its codes and of its coders, and names those coders', () => {
    const only = report(three, codes, { request: { ...nothingMore, codeIds: [CodeId.parse('word')] } })
    expect(only.articles.flatMap(({ highlights }) => highlights.map(({ quote }) => quote))).toEqual(
      Array.from({ length: 3 }, () => 'the so-called weir'),
    )
    expect(only.coders).toEqual([{ name: 'M. Rossi', highlights: 3 }])
    const none = report(three, codes, { request: { ...nothingMore, coderIds: [CoderId.parse('nobody')] } })
    expect(none.articles.flatMap(({ highlights }) => highlights)).toEqual([])
    expect(none.coders).toEqual([])
  })

  it('says of a part of a paragraph what an analyst says it is', () => {
    const [one] = three as [(typeof three)[number]]
    const marked = {
      ...one,
      zoneMarks: [{ id: ZoneMarkId.parse('z'), articleId: one.article.id, range: { start: 0, end: 13 }, zone: 'caption' as const }],
    }
    expect(textOf(reportPage(report([marked], codes)))).toContain('caption: “The authority”')
  })
})
