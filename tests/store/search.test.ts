import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { spelled } from '../../electron/store/fold.ts'
import type { ProjectFile } from '../../electron/store/project.ts'
import { long, naughty, operators } from '../helpers/naughty.ts'
import { articleOf, bridge, importInto } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'

vi.setConfig({ testTimeout: 60_000 })

const find = (project: ProjectFile, query: string) => project.search({ query, limit: 50 })
const idsOf = (project: ProjectFile, query: string) => find(project, query).map((hit) => hit.articleId)
const library = (project: ProjectFile, filter: string) =>
  project.library({ filter, sort: 'title', descending: false, offset: 0, limit: 50 })
const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

test('a hit shows the words where they stand, in offsets of the canonical text', () => {
  const project = newProject()
  const sample = articleOf('a1', ['Nothing here.', 'The café — said the U.S. envoy — is an anti-terror matter in İzmir and Éire.'], {
    title: 'Envoy speaks',
  })
  importInto(project, sample)
  importInto(project, bridge('a2'))
  for (const [query, words] of [
    ['CAFE', 'café'],
    ['café', 'café'],
    ['u.s.', 'U.S'],
    ['U.S. envoy', 'envoy'],
    ['Anti-Terror', 'anti-terror'],
    ['eire', 'Éire'],
    ['izmir', 'İzmir'],
  ] as const) {
    const [hit, ...others] = find(project, query)
    expect(others).toEqual([])
    expect([query, hit?.match]).toEqual([query, words])
    if (hit?.range === undefined || hit.range === null) throw new Error('no range')
    expect(sample.text.slice(hit.range.start, hit.range.end)).toBe(words)
    expect(sample.text).toContain(hit.before + hit.match + hit.after)
  }
})

test('a hit never shows half a character', () => {
  const project = newProject()
  importInto(project, articleOf('a1', [`${'😀'.repeat(100)} needle x${'😀'.repeat(100)}`], { title: 'Haystack' }))
  for (const query of ['needle', 'haystack']) {
    const [hit] = find(project, query)
    expect(/\p{Surrogate}/u.test(`${hit?.before}${hit?.match}${hit?.after}`)).toBe(false)
    expect((hit?.before ?? '') + (hit?.after ?? '')).not.toBe('')
  }
})

test('what is written in one way is found when it is typed in another', () => {
  const project = newProject()
  const pairs = [
    ['Xankəndi', 'xankendi'],
    ['Şuşa', 'susa'],
    ['İstanbul', 'ISTANBUL'],
    ['ısı', 'isi'],
    ['Straße', 'strasse'],
    ['Łódź', 'lodz'],
    ['Ελλάδος', 'ΕΛΛΑΔΟΣ'],
    ['Алёна', 'алена'],
    ['اَلْجِسْرُ', 'الجسر'],
    ['أخبار', 'اخبار'],
    ['גֶּשֶׁר', 'גשר'],
  ] as const
  for (const [i, [written]] of pairs.entries()) importInto(project, articleOf(`a${i}`, [`Before ${written} after.`], { title: 'T' }))
  for (const [i, [written, typed]] of pairs.entries()) {
    for (const query of [written, typed])
      expect([query, find(project, query).map((hit) => [hit.articleId, hit.match])]).toEqual([query, [[`a${i}`, written]]])
  }
  for (const other of ['мои', 'Мой', 'Киів']) expect(find(project, other)).toEqual([])
})

test('a hit by its title, outlet or author alone has no range and shows the beginning of the text', () => {
  const project = newProject()
  const sample = articleOf('a1', ['Nothing of it here.'], { title: 'Gazpacho', outlet: 'Sopa', author: 'B. Cucchiaio' })
  importInto(project, sample)
  for (const query of ['gazpacho', 'sopa', 'cucchiaio', 'gazpacho sopa']) {
    expect(find(project, query)).toEqual([
      { articleId: 'a1', title: 'Gazpacho', outlet: 'Sopa', before: '', match: '', after: sample.text, range: null },
    ])
  }
  expect(find(project, 'gazpacho nothing')[0]?.match).toBe('Nothing')
  expect(find(project, 'gazpacho everything')).toEqual([])
})

test('the search index follows every change of an article', () => {
  const project = newProject()
  const sample = bridge()
  importInto(project, sample)
  const edited = { ...sample.article, title: 'Quite another title', memo: 'm' }
  project.commit('Edit', [{ kind: 'article', before: sample.article, after: edited }])
  expect([idsOf(project, 'quite'), idsOf(project, 'cracks')]).toEqual([['a1'], ['a1']])
  expect(library(project, 'quite').total).toBe(1)
  project.undo()
  expect([idsOf(project, 'quite'), idsOf(project, 'cracks')]).toEqual([[], ['a1']])
  expect(library(project, 'quite').total).toBe(0)
  project.undo()
  expect(idsOf(project, 'cracks')).toEqual([])
  project.redo()
  project.redo()
  expect([idsOf(project, 'quite'), idsOf(project, 'cracks')]).toEqual([['a1'], ['a1']])
  expect(project.verify().problems).toEqual([])
})

test('words that stand in many articles come with a limit, words that stand in few come best first', () => {
  const project = newProject()
  for (let i = 0; i < 30; i++)
    importInto(
      project,
      articleOf(`a${i}`, [
        'Common words.',
        i === 7 ? 'Rare rare rare.' : i === 9 ? 'Rare, once, in a much longer paragraph of its own.' : 'x',
      ]),
    )
  expect(project.search({ query: 'common', limit: 5 })).toHaveLength(5)
  expect(idsOf(project, 'rare')).toEqual(['a7', 'a9'])
})

test.each([
  ['operators', operators],
  ['naughty strings', naughty],
  ['long strings', long],
])('S16 %s never throw, neither in the search nor in a filter', (_, strings) => {
  const project = newProject()
  importInto(project, bridge())
  for (const query of strings) {
    expect(() => find(project, query), JSON.stringify(query.slice(0, 40))).not.toThrow()
    expect(() => library(project, query.slice(0, 10_000)), JSON.stringify(query.slice(0, 40))).not.toThrow()
    expect(
      () => project.journal({ query: query.slice(0, 10_000), record: null, limit: 10 }),
      JSON.stringify(query.slice(0, 40)),
    ).not.toThrow()
  }
  expect(project.verify().problems).toEqual([])
})

test('S16 each of these strings, standing in a document, is found by itself', () => {
  const project = newProject()
  const strings = [...new Set([...operators, ...naughty])].map((text) => text.replace(/[\0\p{Surrogate}]/gu, '').trim()).filter(hasWords)
  expect(strings.length).toBeGreaterThan(100)
  for (const [i, text] of strings.entries()) importInto(project, articleOf(`a${i}`, [`before ${text} after`], { title: 'T' }))
  const lost = strings.filter((text, i) => !project.search({ query: text, limit: 200 }).some((hit) => hit.articleId === `a${i}`))
  expect(lost).toEqual([])
})

test('S16 any word of any document is found by itself, and the place shown is that word', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
    fc.constantFrom(...operators, ...naughty),
  )
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.nat(), (words, at) => {
      const clean = words.map((text) => text.replace(/[\0\p{Surrogate}\s]/gu, '')).filter(hasWords)
      fc.pre(clean.length > 0)
      const project = newProject()
      importInto(project, articleOf('a1', [clean.join(' ')], { title: 'T', outlet: '', author: '' }))
      const query = clean[at % clean.length] ?? ''
      const [hit] = find(project, query)
      project.close()
      expect(hit?.articleId).toBe('a1')
      expect(spelled(hit?.match ?? '')).toBe(spelled(query))
    }),
    { numRuns: 150 },
  )
})

test('S16 a query of 5,000 words is bounded by its first 64', () => {
  const project = newProject()
  const words = Array.from({ length: 100 }, (_, i) => `w${i}`)
  importInto(project, articleOf('a1', [words.slice(0, 64).join(' ')]))
  expect(idsOf(project, words.join(' '))).toEqual(['a1'])
  expect(idsOf(project, ['absent', ...words].join(' '))).toEqual([])
})
