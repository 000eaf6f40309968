import { expect, it } from 'vitest'
import { sharedPassages } from '../../shared/alignment.ts'
import { sharedShare, sharedWords } from '../../shared/sharing.ts'
import { joinBlocks } from '../../shared/text.ts'

const words = 'the keeper of the weir closed both gates at dawn and rang the bell twice for the town below'
const page = (...blocks: (readonly ['body' | 'boilerplate', string])[]) => ({
  ...joinBlocks(blocks.map(([zone, text]) => ({ kind: 'paragraph', zone, text }))),
  zoneMarks: [],
})

it('shares are of what is counted: an article’s own words, or everything', () => {
  const a = page(['body', words], ['boilerplate', 'Read more of this below and sign in to follow the river'])
  const b = page(['boilerplate', words], ['body', 'Nothing of that kind was seen here by anybody at all today'])
  const passages = sharedPassages(a.text, b.text)
  const [n, other] = [words.split(' ').length, 12]
  expect(sharedWords(passages, 'a', a, 'own')).toEqual({ all: n, verbatim: n, edited: 0 })
  expect(sharedWords(passages, 'a', a, 'all')).toEqual({ all: n + other, verbatim: n, edited: 0 })
  expect(sharedWords(passages, 'b', b, 'own')).toEqual({ all: 12, verbatim: 0, edited: 0 })
  expect(sharedShare(passages, 'a', a, 'own')).toBeGreaterThan(0.95)
  expect(sharedShare(passages, 'a', a, 'all')).toBeLessThan(0.7)
  expect(sharedShare(passages, 'b', b, 'own')).toBe(0)
  expect(sharedShare(passages, 'b', b, 'all')).toBeGreaterThan(0.5)
})

it('what the analyst marks as a zone is left out too', () => {
  const a = page(['body', words])
  const marked = { ...a, zoneMarks: [{ range: { start: 0, end: a.text.indexOf(' at dawn') }, zone: 'reprint' as const }] }
  const passages = sharedPassages(a.text, a.text)
  expect(sharedWords(passages, 'a', marked, 'own').all).toBe(words.split(' ').length - 8)
  expect(sharedWords(passages, 'a', marked, 'all').all).toBe(words.split(' ').length)
})
