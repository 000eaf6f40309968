import { expect, it } from 'vitest'
import { findOccurrences } from '../../electron/occurrences.ts'
import type { ProjectFile } from '../../electron/store/project.ts'
import { faultOfAnchor } from '../../shared/anchor.ts'
import { markOccurrences, type OccurrenceQuery } from '../../shared/occurrences.ts'
import { articleOf, bridge, codeIds, importInto, mark, penOf } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'

const query = (words: string, rest: Partial<OccurrenceQuery> = {}): OccurrenceQuery => ({
  query: words,
  kind: 'words',
  whole: true,
  matchCase: false,
  in: 'all',
  ...rest,
})
const [cause] = codeIds as [(typeof codeIds)[0]]

function library(): ProjectFile {
  const project = newProject()
  importInto(project, bridge('a1'))
  importInto(project, bridge('a2'))
  importInto(project, articleOf('b1', ['Officials. The official’s “BLAMED” list (3).', 'blamed\nthe weather'], { collection: 'Flood' }))
  return project
}
const quotes = async (project: ProjectFile, asked: OccurrenceQuery) =>
  (await findOccurrences(project, asked)).found.map(({ articleId, anchor }) => `${articleId}: ${anchor.quote}`)

it('finds words whole or not, in any case or just so, over any blanks of a paragraph', async () => {
  const project = library()
  expect(await quotes(project, query('blamed', { in: { article: bridge('a1').article.id } }))).toEqual(['a1: blamed', 'a1: blamed'])
  expect(await quotes(project, query('BLAMED', { matchCase: true }))).toEqual(['b1: BLAMED'])
  expect(await quotes(project, query('official', { in: { collection: 'Flood' } }))).toEqual(['b1: official'])
  expect(await quotes(project, query('official', { whole: false, in: { collection: 'Flood' } }))).toEqual(['b1: Official', 'b1: official'])
  expect(await quotes(project, query('blamed the  weather'))).toEqual([
    'a1: blamed the weather',
    'a2: blamed the weather',
    'b1: blamed\nthe weather',
  ])
  expect(await quotes(project, query("official's"))).toEqual(['b1: official’s'])
  expect(await quotes(project, query('list (3).', { whole: false }))).toEqual(['b1: list (3).'])
  expect(await quotes(project, query('  '))).toEqual([])
  expect(project.collections()).toEqual(['Bridge', 'Flood'])
})

it('finds patterns, leaves matches of nothing out, and says what is no pattern', async () => {
  const project = library()
  expect(await quotes(project, query('^of\\w+', { kind: 'pattern' }))).toEqual(['a1: Officials', 'a2: Officials', 'b1: Officials'])
  expect(await quotes(project, query('x*', { kind: 'pattern', whole: false }))).toEqual([])
  await expect(findOccurrences(project, query('(', { kind: 'pattern' }))).rejects.toMatchObject({ code: 'invalid-input' })
})

it('a pattern that backtracks without end is refused, and the project goes on', async () => {
  const project = newProject()
  importInto(project, articleOf('long', [`${'a'.repeat(60)}!`]))
  const hostile = query('(a+)+$', { kind: 'pattern', whole: false })
  await expect(findOccurrences(project, hostile)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('takes too long in “Title of long”'),
  })
  expect((await findOccurrences(project, query('a+', { kind: 'pattern', whole: false }))).found).toHaveLength(1)
})

it('knows which very words have which codes already', async () => {
  const project = library()
  const sample = bridge('a1')
  project.commit('Mark', mark(penOf(), sample, 'blamed', [cause]))
  const { found } = await findOccurrences(project, query('blamed', { in: { article: sample.article.id } }))
  expect(found.map(({ coded }) => coded)).toEqual([[cause], []])
})

it('thousands of places become highlights in one act, each fits its text, and one undo takes all back', async () => {
  const project = newProject()
  const sample = articleOf(
    'big',
    Array.from({ length: 500 }, (_, i) => `No ${i}: ${'rain 🌧 fell, rain\u0301 '.repeat(10)}`),
  )
  importInto(project, sample)
  const { found, more } = await findOccurrences(project, query('rain'))
  expect([found.length, more]).toEqual([5_000, false])
  project.commit('Code 5,000 occurrences', markOccurrences(penOf(), found, cause))
  const { text, highlights, codings } = project.openArticle(sample.article.id)
  expect(highlights).toHaveLength(5_000)
  expect(codings).toHaveLength(5_000)
  expect(highlights.filter((highlight) => faultOfAnchor(text, highlight) !== undefined || highlight.quote !== 'rain')).toEqual([])
  expect(project.undo()?.label).toBe('Code 5,000 occurrences')
  expect(project.openArticle(sample.article.id).highlights).toEqual([])
})

it('says when there are more than are given', async () => {
  const project = newProject()
  importInto(project, articleOf('many', ['a '.repeat(10_001)]))
  const { found, more } = await findOccurrences(project, query('a'))
  expect([found.length, more]).toEqual([10_000, true])
})
