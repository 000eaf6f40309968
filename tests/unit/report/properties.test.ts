// What holds for every report, whatever it is made of: its words are those of the articles, its links lead somewhere, its ids are its own.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidenceOf } from '../../../electron/export/evidence.ts'
import { anchor } from '../../../shared/anchor.ts'
import { compareArticles } from '../../../shared/comparison.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import { HighlightId } from '../../../shared/ids.ts'
import { pairsOf, Report, type ReportRequest, reportSections } from '../../../shared/report/model.ts'
import { textOf } from '../../../shared/report/node.ts'
import { reportPage } from '../../../shared/report/page.ts'
import { made } from '../../helpers/cards.ts'
import { article, code, pairOf, report } from '../../helpers/reports.ts'
import { elementsOf, wordsOfPlace } from '../../helpers/tree.ts'

const codes = [code('source', 'Source', '#2f7d5b'), code('word', 'Loaded wording', '#9b3d7e', { position: 1 })]
const sentences = [
  'The water authority said that the old weir above the town would stay closed until the end of the summer.',
  'The water authority said that the old weir above the town would stay shut until the end of autumn.',
  'At least 40 families left the valley on Monday.',
  'Some 45 families left the valley on Monday.',
  '“Nobody warned us before the water came,” said Marta Lind.',
  '“Nobody warned us before the water came down 🌊,” said Marta Lind.',
  '“It was late.\n“We had no light,” he said.',
  'قال الوزير إن السد مغلق.',
]
const texts = fc.array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 6 })

/** An article of some of the sentences, with highlights wherever they fall. */
const articleOf = (name: string) =>
  fc
    .tuple(texts, fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 60 }), fc.subarray(['source', 'word'])), { maxLength: 5 }))
    .map(([words, marks]): OpenArticle => {
      const open = article(
        name,
        words.map((text) => ['paragraph', 'body', text] as const),
        { 1: {} },
      )
      const drawn = marks.flatMap(([from, length, given], n) => {
        const start = Math.min(from, open.text.length - 1)
        const range = { start, end: Math.min(start + length, open.text.length) }
        if (open.text.slice(range.start, range.end).trim() === '') return []
        const id = HighlightId.parse(`${name}-${n}`)
        const bare = { ...article(name, [['paragraph', 'body', '[1 x 1]']], { 1: {} }).highlights[0], id, ...anchor(open.text, [range]) }
        return [{ mark: bare as OpenArticle['highlights'][number], given }]
      })
      const [coding] = article(name, [['paragraph', 'body', '[1 x 1]']], { 1: { codes: ['word'] } }).codings
      return {
        ...open,
        highlights: drawn.map(({ mark }) => mark),
        codings: drawn.flatMap(({ mark, given }) =>
          coding === undefined
            ? []
            : given.map((each) => ({ ...coding, id: `${mark.id}-${each}` as never, highlightId: mark.id, codeId: each as never })),
        ),
      }
    })

const asked = (articles: readonly OpenArticle[], pairs: ReportRequest['pairs'], sections: ReportRequest['sections']): Report => {
  const paired = (open: OpenArticle) => ({ ...open, language: open.article.language, dismissals: [] })
  const articleIds = articles.map((open) => open.article.id)
  return report(articles, codes, {
    request: { title: '', authors: '', abstract: '', sections: sections ?? reportSections, codeIds: [], coderIds: [] },
    pairs: pairsOf({ articleIds, ...(pairs === undefined ? {} : { pairs }) }).map(([a, b]) => {
      const [left, right] = [paired(articles[a] as OpenArticle), paired(articles[b] as OpenArticle)]
      const found = compareArticles(left, right)
      return pairOf(a, b, found.passages, { found, cards: made(left, right) })
    }),
  })
}

/** A collection of 1 to 3 articles with some of its pairs and sections. */
const reports = fc
  .integer({ min: 1, max: 3 })
  .chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => articleOf(`a${i}`))))
  .chain((articles) => {
    const ids = articles.map(({ article }) => article.id)
    const pairs = ids.flatMap((a) => ids.filter((b) => b !== a).map((b) => [a, b] as const))
    return fc.record({
      articles: fc.constant(articles),
      pairs: fc.option(fc.subarray(pairs), { nil: undefined }),
      sections: fc.shuffledSubarray([...reportSections], { minLength: 1 }),
    })
  })
  .map(({ articles, pairs, sections }) => asked(articles, pairs, sections))

function check(built: Report): void {
  expect(Report.safeParse(built).error).toBeUndefined()
  const page = reportPage(built)
  const all = [...elementsOf(page)]
  const places = all.flatMap((node) =>
    node.attributes['data-place'] === undefined ? [] : [[node.attributes['data-place'], textOf(node)] as const],
  )
  for (const [place, words] of places) expect(words).toBe(wordsOfPlace(built, place))
  const ids = all.flatMap(({ attributes }) => attributes.id ?? [])
  expect(new Set(ids).size).toBe(ids.length)
  const known = new Set(ids)
  for (const { attributes } of all) {
    if (attributes.href !== undefined) expect(known).toContain(attributes.href.slice(1))
    for (const id of attributes['aria-labelledby']?.split(' ') ?? []) expect(known).toContain(id)
  }
  const told = new Set(evidenceOf(built, page).items.map((item) => item['parallax:place']))
  expect(told).toEqual(new Set(places.map(([place]) => place)))
}

describe('every report', () => {
  it('shows the words of its articles at their places, has each id once and leads nowhere that it does not have; its data have all that it shows', () => {
    fc.assert(fc.property(reports, check), { numRuns: 60 })
  })

  it('tells rows of one length in each table', () => {
    fc.assert(
      fc.property(reports, (built) => {
        for (const table of [...elementsOf(reportPage(built))].filter(({ tag }) => tag === 'table')) {
          const rows = [...elementsOf(table)].filter(({ tag }) => tag === 'tbody').flatMap(({ children }) => children)
          const widths = new Set(rows.map((row) => (typeof row === 'string' ? 0 : row.children.length)))
          expect(widths.size, textOf(table).slice(0, 80)).toBe(1)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('keeps to that with 50 articles and 50 pairs, and in any order of its sections', () => {
    const many = Array.from({ length: 50 }, (_, i) =>
      article(
        `a${i}`,
        [
          ['title', 'title', `Article ${i}`],
          ['paragraph', 'body', `[1 The water authority 1] said [2 that the weir ${i} would stay closed 2] until the end of the summer.`],
        ],
        { 1: { codes: ['source'] }, 2: { codes: ['word', 'source'], note: 'Why?' } },
      ),
    )
    const ids = many.map((open) => open.article.id)
    const pairs = ids.map((a, i) => [a, ids[(i + 1) % 50] as (typeof ids)[number]] as const)
    for (const sections of [reportSections, reportSections.toReversed()]) check(asked(many, pairs, sections))
  })
})
