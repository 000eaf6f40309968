import { describe, expect, it } from 'vitest'
import { reportHtml } from '../../../electron/export/html.ts'
import { CodeId, CoderId, OrphanId, RevisionId, ZoneMarkId } from '../../../shared/ids.ts'
import { Report } from '../../../shared/report/model.ts'
import { article, code, codebook, report, sha256 } from '../../helpers/reports.ts'

const codes = [
  code('wording', 'Loaded wording', '#9b3d7e', { position: 1 }),
  code('framing', 'Framing', '#4868a2', { position: 0 }),
  code('cause', 'Cause', '#b4552d', { parentId: CodeId.parse('framing'), position: 1 }),
  code('problem', 'Problem', '#4a65a8', { parentId: CodeId.parse('framing'), position: 0 }),
  code('unused', 'Unused', '#000000', { position: 2 }),
]
const one = article(
  'one',
  [
    ['title', 'title', 'Weir closed'],
    ['paragraph', 'body', '[1 The water [2 authority 1] closed 2] the weir [3 on 3] Tuesday [3 morning 3].'],
  ],
  { 1: { codes: ['wording', 'problem'], note: 'Who says so?' }, 2: { codes: ['problem'] }, 3: {} },
)
const two = article('two', [['paragraph', 'body', 'Nobody [1 was asked 1].']], { 1: { codes: ['cause'] } })

describe('building a report', () => {
  const built = report([one, two], codes)

  it('is a report', () => expect(Report.parse(built)).toEqual(built))

  it('numbers highlights in reading order through all articles', () => {
    expect(built.articles.map(({ highlights }) => highlights.map(({ number, quote }) => [number, quote]))).toEqual([
      [
        [1, 'The water authority'],
        [2, 'authority closed'],
        [3, 'on … morning'],
      ],
      [[4, 'was asked']],
    ])
  })

  it('lists codes that occur in codebook order, with their path and their highlights in each article', () => {
    expect(built.codes.map(({ name, path, counts }) => [name, path, counts])).toEqual([
      ['Problem', ['Framing'], [2, 0]],
      ['Cause', ['Framing'], [0, 1]],
      ['Loaded wording', [], [1, 0]],
    ])
    expect(built.articles[0]?.highlights[0]?.codes).toEqual(['problem', 'wording'])
  })

  it('hashes each quotation', () => {
    for (const { highlights } of built.articles) for (const mark of highlights) expect(mark.quoteSha256).toBe(sha256(mark.quote))
  })

  it('does not depend on the order of the records', () => {
    const shuffled = { ...one, highlights: one.highlights.toReversed(), codings: one.codings.toReversed() }
    expect(report([shuffled, two], codes.toReversed())).toEqual(built)
  })

  it('has passages for a pair and none for a single article', () => {
    expect(report([one, one], codes).pairs.map(({ passages }) => passages.length)).toEqual([1])
    expect(built.pairs).toMatchObject([{ a: 0, b: 1, passages: [] }])
    expect(report([one], codes).pairs).toEqual([])
  })

  it('says so where a coder is not known, and keeps a code whose parent is gone', () => {
    const orphan = code('cause', 'Cause', '#b4552d', { parentId: CodeId.parse('gone') })
    const built = report([two], [orphan], { coders: [{ id: CoderId.parse('someone'), name: 'Someone' }], codebooks: [codebook] })
    expect(built.articles[0]?.highlights[0]?.coder).toBe('unknown coder')
    expect(built.codes.map(({ path }) => path)).toEqual([[]])
  })

  it('counts own words and what touches them, or everything, and says what stands in the other zones', () => {
    const noted = article(
      'noted',
      [
        ['title', 'title', 'A title'],
        ['paragraph', 'body', 'Words of [1 its own 1] and more.'],
        ['paragraph', 'footnote', '[2 A note 2] of five words.'],
      ],
      { 1: { codes: ['wording'] }, 2: { codes: ['wording', 'cause'] } },
    )
    const [own, all] = (['own', 'all'] as const).map((counted) => report([noted], codes, { counted }))
    expect(own?.articles[0]).toMatchObject({ ownWords: 8, others: [{ zone: 'footnote', words: 5, highlights: 1 }] })
    expect(own?.articles[0]?.highlights.map((mark) => mark.own)).toEqual([true, false])
    expect(own?.codes.map(({ name, counts }) => [name, counts])).toEqual([
      ['Cause', [0]],
      ['Loaded wording', [1]],
    ])
    expect(all?.codes.map(({ name, counts }) => [name, counts])).toEqual([
      ['Cause', [1]],
      ['Loaded wording', [2]],
    ])
    const said = (made: Report | undefined) => (made === undefined ? '' : reportHtml(made))
    expect(said(own)).toContain('n = 1 highlight, 8 words')
    expect(said(own)).toContain('Left out: footnote (5 words, 1 highlight).')
    expect(said(all)).toContain('n = 2 highlights, 13 words')
    expect(said(all)).toContain('Among them: footnote (5 words, 1 highlight).')
  })

  it('says which highlights moved, and how many have no place, which are in no figure', () => {
    const [mark] = two.highlights
    if (mark === undefined) throw new Error('no highlight')
    const orphan = {
      id: OrphanId.parse('o'),
      articleId: two.article.id,
      revisionId: RevisionId.parse('r'),
      highlight: mark,
      codings: [],
      links: [],
    }
    const moved = { ...mark, formerQuote: 'what it was' }
    const before = report([two], codes)
    const built = report([{ ...two, highlights: [moved, ...two.highlights.slice(1)], orphans: [orphan] }], codes)
    expect(built.codes).toEqual(before.codes)
    expect(built.articles[0]).toMatchObject({
      orphans: [{ quote: mark.quote, codes: [], coder: 'M. Rossi' }],
      highlights: [{ formerQuote: 'what it was' }],
    })
    expect(reportHtml(built)).toContain('1 highlight without a place in this text')
    expect(reportHtml(built)).toMatch(/Moved, and not confirmed\. It was: “<span dir="auto">what it was/)
    expect(reportHtml(before)).not.toMatch(/without a place|Moved/)
  })

  it('shows blocks in the zones that the analyst gave them', () => {
    const [block] = one.blocks
    if (block === undefined) throw new Error('no block')
    const mark = {
      id: ZoneMarkId.parse('z'),
      articleId: one.article.id,
      range: { start: block.start, end: block.end },
      zone: 'reprint',
    } as const
    expect(report([{ ...one, zoneMarks: [mark] }], codes).articles[0]?.blocks[0]?.zone).toBe('reprint')
  })
})
