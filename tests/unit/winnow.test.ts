import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CERTAIN, fingerprints } from '../../shared/winnow.ts'

const word = fc.stringMatching(/^[a-zéşλж]{1,8}$/)
const words = (least: number, most: number) => fc.array(word, { minLength: least, maxLength: most })
const shared = (a: string, b: string) => {
  const held = new Set(fingerprints(a))
  return fingerprints(b).filter((print) => held.has(print)).length
}

it('two texts that share enough words in a row share a fingerprint, whatever stands around', () => {
  fc.assert(
    fc.property(words(CERTAIN, CERTAIN), words(0, 60), words(0, 60), words(0, 60), (run, before, after, other) => {
      const a = [...before, ...run, ...after].join(' ')
      const b = [...other, ...run, ...before].join('\n\n')
      expect(shared(a, b)).toBeGreaterThan(0)
    }),
  )
})

it('case, punctuation and line breaks make no difference', () => {
  fc.assert(
    fc.property(words(5, 80), (list) => {
      expect(fingerprints(list.join(' '))).toEqual(fingerprints(`“${list.join(',\n').toUpperCase()}!”`))
    }),
  )
})

it('keeps about one run in nine, distinct and in order', () => {
  const text = Array.from({ length: 20_000 }, (_, i) => `w${(i * 7_919) % 20_011}`).join(' ')
  const prints = fingerprints(text)
  expect(prints.length).toBeGreaterThan(20_000 / 12)
  expect(prints.length).toBeLessThan(20_000 / 6)
  expect(prints).toEqual([...new Set(prints)].toSorted((a, b) => a - b))
  for (const print of prints) expect(print).toBe(print >>> 0)
})

it('a text of few words has few, one of none has none', () => {
  expect(fingerprints('')).toEqual([])
  expect(fingerprints('one two three four')).toEqual([])
  expect(fingerprints('one two three four five')).toHaveLength(1)
})
