// A page of several articles is taken apart: every mark goes with its words, in one act that can be taken back to the letter.
import { expect, test } from 'vitest'
import { split } from '../../electron/splitting.ts'
import type { ProjectFile } from '../../electron/store/project.ts'
import type { OpenArticle } from '../../shared/contract.ts'
import { type ArticleId, BookmarkId, DismissalId, FindingId, LinkId, ZoneMarkId } from '../../shared/ids.ts'
import type { Bookmark, Dismissal, Finding, Link, ZoneMark } from '../../shared/records.ts'
import { faultOfBlocks } from '../../shared/text.ts'
import { articleOf, bridge, codeIds, failureOf, importInto, mark, penOf, type Sample } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'

const paragraphs = [
  'The old bridge closed on Monday after cracks were found in three of its piers.',
  'Officials blamed the weather; residents blamed the officials and went home.',
  'A ferry that nobody ordered reached the harbour of Lenz on Tuesday evening.',
  'Its crew said 😀 nothing, and the harbour master wrote that down.',
  'The price of bread rose for the fourth week, and the bakers say it will rise again.',
]
const page = (): Sample => articleOf('page', paragraphs, { memo: 'Seen by two of us', attributes: { tone: 'dry' } })
const startOf = (sample: Sample, n: number) => sample.blocks[n]?.start ?? 0
const cutsAt = (sample: Sample, ...numbers: readonly number[]) => numbers.map((n) => ({ at: startOf(sample, n), title: '' }))
const library = (project: ProjectFile): OpenArticle[] => project.articleIds(null).map((id) => project.openArticle(id))
const everything = (project: ProjectFile) =>
  JSON.stringify(
    library(project)
      .map((open) => ({ ...open, ...project.referringTo(open.article.id) }))
      .sort((a, b) => (a.article.id < b.article.id ? -1 : 1)),
  )

const place = (text: string, words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })

test('the parts stand in the place of the page, each to the letter, and undo brings the page back', () => {
  const project = newProject()
  const sample = page()
  importInto(project, sample)
  const before = everything(project)
  const { ids } = split(project, sample.article.id, cutsAt(sample, 2, 4))
  const parts = ids.map((id) => project.openArticle(id))
  expect(parts.map(({ text }) => text)).toEqual([paragraphs.slice(0, 2).join('\n\n'), paragraphs.slice(2, 4).join('\n\n'), paragraphs[4]])
  for (const [i, { article, text, blocks }] of parts.entries()) {
    expect(faultOfBlocks(text, blocks)).toBeUndefined()
    expect(article).toMatchObject({ part: i + 1, of: 3, outlet: 'The Harbour Post', originalSha256: sample.article.originalSha256 })
    expect(sample.text.slice(article.within?.start, article.within?.end)).toBe(text)
    expect(article).toMatchObject({ collection: 'Bridge', attributes: { tone: 'dry' }, memo: i === 0 ? 'Seen by two of us' : '' })
  }
  expect(library(project)).toHaveLength(3)
  expect(project.undo()?.label).toBe('Split “Title of page” into 3')
  expect(everything(project)).toBe(before)
  expect(project.redo()).not.toBeNull()
  expect(project.articleIds(null)).toEqual(ids)
  expect(project.verify().problems).toEqual([])
})

/** A page with every kind of mark in its second and third articles, beside another article. */
function markedPage(project: ProjectFile): Readonly<{ sample: Sample; other: Sample }> {
  const [sample, other] = [page(), bridge('other')]
  importInto(project, sample)
  importInto(project, other)
  const pen = penOf('m')
  project.commit('mark', mark(pen, sample, 'said 😀 nothing', codeIds.slice(0, 2), 'silent'))
  project.commit('mark', mark(pen, sample, 'price of bread', codeIds.slice(2)))
  const [silent, bread] = project.openArticle(sample.article.id).highlights
  const articleId = sample.article.id
  const made = { coderId: pen.coderId, createdAt: 5 }
  const link: Link = {
    ...made,
    id: LinkId.parse('l1'),
    type: 'same thing',
    fromId: silent?.id as never,
    toId: bread?.id as never,
    note: '',
  }
  const zone: ZoneMark = {
    id: ZoneMarkId.parse('z1'),
    articleId,
    range: { start: startOf(sample, 3), end: startOf(sample, 4) + 9 },
    zone: 'caption',
  }
  const bookmark: Bookmark = { id: BookmarkId.parse('b1'), articleId, offset: place(sample.text, 'bakers').start, name: 'bakers' }
  const ferry = place(sample.text, 'A ferry that nobody ordered')
  const finding: Finding = {
    id: FindingId.parse('f1'),
    kind: 'omission',
    articleId,
    range: ferry,
    quote: 'A ferry that nobody ordered',
    thereId: other.article.id,
    there: null,
    score: null,
    verdict: 'omitted',
    note: '',
    coderId: pen.coderId,
    at: 6,
  }
  const from: Finding = {
    ...finding,
    id: FindingId.parse('f2'),
    articleId: other.article.id,
    range: place(other.text, 'bridge'),
    quote: 'bridge',
    thereId: articleId,
    there: { range: ferry, quote: finding.quote },
    score: 40,
  }
  const dismissal: Dismissal = { ...made, id: DismissalId.parse('d1'), articleId, rule: 'source', range: ferry, text: finding.quote }
  project.commit('more', [
    { kind: 'link', before: null, after: link },
    { kind: 'zoneMark', before: null, after: zone },
    { kind: 'bookmark', before: null, after: bookmark },
    { kind: 'finding', before: null, after: finding },
    { kind: 'finding', before: null, after: from },
    { kind: 'dismissal', before: null, after: dismissal },
  ])
  return { sample, other }
}

test('marks go with their words: highlights with codes and links, zones over a cut, bookmarks, findings, declined proposals', () => {
  const project = newProject()
  const { sample, other } = markedPage(project)
  const before = everything(project)
  const { ids } = split(project, sample.article.id, cutsAt(sample, 2, 4))
  const [bridges, ferry, bread] = ids.map((id) => project.openArticle(id)) as [OpenArticle, OpenArticle, OpenArticle]
  expect(bridges.highlights).toEqual([])
  expect(ferry.highlights).toMatchObject([{ quote: 'said 😀 nothing', note: 'silent', ranges: [place(ferry.text, 'said 😀 nothing')] }])
  expect(ferry.codings.map(({ codeId }) => codeId).toSorted()).toEqual(codeIds.slice(0, 2).toSorted())
  expect(bread.highlights).toMatchObject([{ quote: 'price of bread', prefix: 'The ' }])
  expect([ferry.links, bread.links]).toMatchObject([[{ id: 'l1' }], [{ id: 'l1' }]])
  expect(ferry.zoneMarks.map(({ range }) => ferry.text.slice(range.start, range.end))).toEqual([paragraphs[3]])
  expect(bread.zoneMarks.map(({ range }) => bread.text.slice(range.start, range.end))).toEqual(['The price'])
  expect(bread.bookmarks.map(({ offset }) => bread.text.slice(offset, offset + 6))).toEqual(['bakers'])
  const { findings, dismissals } = project.referringTo(ferry.article.id)
  const there = place(ferry.text, 'A ferry that nobody ordered')
  expect(findings).toMatchObject([
    { id: 'f1', range: there },
    { id: 'f2', articleId: other.article.id, there: { range: there } },
  ])
  expect(dismissals).toMatchObject([{ range: there }])
  expect(project.verify().problems).toEqual([])
  project.undo()
  expect(everything(project)).toBe(before)
})

test('a highlight over a cut is named, and nothing is changed', () => {
  const project = newProject()
  const sample = page()
  importInto(project, sample)
  const over = place(sample.text, `${paragraphs[1]?.slice(-9)}\n\n${paragraphs[2]?.slice(0, 7)}`)
  project.commit('mark', mark(penOf('m'), sample, sample.text.slice(over.start, over.end), []))
  const before = everything(project)
  const failure = failureOf(() => split(project, sample.article.id, cutsAt(sample, 2)))
  expect(failure).toMatchObject({ code: 'invalid-input', message: expect.stringContaining('lies over a cut') })
  expect(failureOf(() => split(project, sample.article.id, [{ at: 3, title: '' }])).code).toBe('invalid-input')
  expect(everything(project)).toBe(before)
  expect(split(project, sample.article.id, cutsAt(sample, 4)).ids).toHaveLength(2)
})

test('a part that is cut once more keeps its place in the page, and its page counts one more', () => {
  const project = newProject()
  const sample = page()
  importInto(project, sample)
  const [first, second] = split(project, sample.article.id, cutsAt(sample, 2)).ids as [ArticleId, ArticleId]
  const { text, blocks } = project.openArticle(second)
  const { ids } = split(project, second, [{ at: blocks[2]?.start ?? 0, title: '' }])
  const of = (id: ArticleId) => project.article(id)
  expect([first, ...ids].map((id) => [of(id).part, of(id).of])).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ])
  const last = of(ids[1] as ArticleId)
  expect(sample.text.slice(last.within?.start, last.within?.end)).toBe(paragraphs[4])
  expect(text.endsWith(paragraphs[4] ?? '?')).toBe(true)
})
