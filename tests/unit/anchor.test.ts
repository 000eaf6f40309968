import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anchor, faultOfAnchor, normalizeRanges } from '../../shared/anchor.ts'
import { marked } from '../helpers/marked.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', 'é', '𝄞', '“'), minLength: 1, maxLength: 200 })
const cut = fc.tuple(text, fc.array(fc.tuple(fc.nat(200), fc.nat(200)), { minLength: 1, maxLength: 4 }))

describe('anchor', () => {
  it('keeps the exact words and a little context', () => {
    const { text: source, ranges } = marked('Officials said [q:the crossing would reopen] by noon, the harbour office added.')
    const made = anchor(source, ranges.get('q') ?? [])
    expect(made.quote).toBe('the crossing would reopen')
    expect(made.prefix).toBe('Officials said ')
    expect(made.suffix).toBe(' by noon, the harbour office add')
  })

  it('draws ends in from white space and never splits a character', () => {
    expect(anchor('a  𝄞 b', [{ start: 1, end: 4 }])).toMatchObject({ ranges: [{ start: 3, end: 5 }], quote: '𝄞' })
  })

  it('refuses places outside the text and places without words', () => {
    expect(() => anchor('abc', [{ start: 1, end: 9 }])).toThrow(RangeError)
    expect(() => anchor('a   b', [{ start: 1, end: 4 }])).toThrow(/no words/)
  })

  it('fits its own text always, and no text in which its words were changed', () => {
    fc.assert(
      fc.property(cut, ([source, pairs]) => {
        const ranges = pairs
          .map(([a, b]) => ({ start: Math.min(a, b) % source.length, end: Math.min(Math.max(a, b) + 1, source.length) }))
          .filter((range) => range.end > range.start)
        fc.pre(ranges.some((range) => /\S/.test(source.slice(range.start, range.end))))
        const made = anchor(source, ranges)
        expect(faultOfAnchor(source, made)).toBeUndefined()
        expect(normalizeRanges(made.ranges)).toEqual(made.ranges)
        const at = made.ranges[0]?.start ?? 0
        const changed = `${source.slice(0, at)}X${source.slice(at + 1)}`
        expect(faultOfAnchor(changed, made)).toBeDefined()
      }),
    )
  })
})
