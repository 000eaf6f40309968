import path from 'node:path'
import { expect, it } from 'vitest'
import { builtInCodebook } from '../../electron/codebook.ts'
import { Attribute, records } from '../../shared/records.ts'
import { editStudy, proposedStudy, setArticleAttribute } from '../../shared/study.ts'
import { bridge } from '../helpers/store.ts'

const { codes } = builtInCodebook(path.resolve(import.meta.dirname, '../../corpus'))

it('a new project proposes attributes of articles, the frames among them those of its codebook', () => {
  const study = records.study.parse(proposedStudy(codes))
  expect(study.attributes.map(({ key }) => key)).toEqual(['genre', 'provenance', 'relative-stance', 'primary-frame'])
  for (const attribute of study.attributes) expect(Attribute.parse(attribute).options.length).toBeGreaterThan(2)
  expect(study.attributes.at(-1)?.options).toContain('Conflict')
})

it('the memo and the attributes of a study are edited, also where nothing was said before', () => {
  const [first] = editStudy(null, { memo: 'Why' })
  expect(first).toEqual({ kind: 'study', before: null, after: { id: 'study', memo: 'Why', attributes: [] } })
  const study = proposedStudy(codes)
  expect(editStudy(study, { attributes: [] })).toEqual([{ kind: 'study', before: study, after: { ...study, attributes: [] } }])
})

it('a value of an article is set, changed only where it differs, and taken off', () => {
  const { article } = bridge()
  expect(setArticleAttribute(article, 'genre', '')).toEqual([])
  const [set] = setArticleAttribute(article, 'genre', 'opinion')
  if (set?.kind !== 'article' || set.after === null) throw new Error('no step')
  expect(set.after.attributes).toEqual({ genre: 'opinion' })
  expect(setArticleAttribute(set.after, 'genre', 'opinion')).toEqual([])
  expect(setArticleAttribute(set.after, 'genre', '')).toEqual([{ kind: 'article', before: set.after, after: article }])
})
