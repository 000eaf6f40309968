import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openProject } from '../../electron/store/project.ts'
import { bridge, codeIds, importInto, mark, newProject, penOf } from '../helpers/store.ts'

test('a project opens again with everything that was committed', () => {
  const project = newProject()
  const sample = bridge()
  const pen = penOf()
  importInto(project, sample)
  project.commit('Highlight', mark(pen, sample, 'blamed the weather', codeIds.slice(0, 2), 'a note'))
  const before = project.openArticle(sample.article.id)
  expect(before.highlights).toHaveLength(1)
  expect(before.codings).toHaveLength(2)
  project.close()
  expect(existsSync(`${project.file}-wal`)).toBe(false)

  const again = openProject(project.file)
  expect(again.openArticle(sample.article.id)).toEqual(before)
  expect(again.library({ filter: 'bridge', sort: 'highlights', descending: true, offset: 0, limit: 10 })).toMatchObject({
    total: 1,
    rows: [{ id: 'a1', highlights: 1, coded: 18 / sample.text.length }],
  })
  expect(again.counts([sample.article.id]).map((count) => [count.project, ...count.articles])).toEqual([
    [1, 1],
    [1, 1],
    [0, 0],
  ])
  expect(again.search({ query: 'WEATHER', limit: 10 })[0]?.match).toBe('weather')
  expect(again.undo()?.label).toBe('Highlight')
  expect(again.undo()?.label).toBe('Import Title of a1')
  expect(again.undo()).toBeNull()
  expect(again.library({ filter: '', sort: 'title', descending: false, offset: 0, limit: 10 }).total).toBe(0)
  again.redo()
  again.redo()
  expect(again.openArticle(sample.article.id)).toEqual(before)
  expect(again.verify()).toEqual({ ok: true, problems: [], articles: 1, highlights: 1, acts: 2 })
  again.close()
})
