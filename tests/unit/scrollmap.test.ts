import { describe, expect, it } from 'vitest'
import { chainOf, tiesAround, tiesOf } from '../../renderer/features/compare/scrollmap.ts'
import type { Passage } from '../../shared/passage.ts'

const passage = (a: number, b: number, length: number): Passage => ({
  kind: 'verbatim',
  a: { start: a, end: a + length },
  b: { start: b, end: b + length },
  score: 1,
  words: length,
  pieces: [{ same: true, a: { start: a, end: a + length }, b: { start: b, end: b + length } }],
})

describe('linked scrolling', () => {
  it('follows the heaviest chain of passages that keeps its order', () => {
    const [first, moved, last] = [passage(0, 100, 50), passage(60, 0, 30), passage(200, 300, 40)]
    expect(chainOf([first, moved, last])).toEqual([first, last])
  })

  it('ties starts, ends and places along the way, rising on both sides', () => {
    const ties = tiesOf([passage(10, 500, 1000)], { a: 2000, b: 3000 })
    expect(ties[0]).toEqual({ a: 0, b: 0 })
    expect(ties.at(-1)).toEqual({ a: 2000, b: 3000 })
    expect(ties).toContainEqual({ a: 410, b: 900 })
    for (const [i, tie] of ties.entries()) {
      const before = ties[i - 1]
      if (before !== undefined) expect(tie.a > before.a && tie.b > before.b).toBe(true)
    }
  })

  it('finds the two ties around an offset of either side', () => {
    const ties = tiesOf([passage(10, 500, 100)], { a: 2000, b: 3000 })
    expect(tiesAround(ties, 'a', 5)).toEqual([
      { a: 0, b: 0 },
      { a: 10, b: 500 },
    ])
    expect(tiesAround(ties, 'b', 2999)).toEqual([
      { a: 110, b: 600 },
      { a: 2000, b: 3000 },
    ])
    expect(tiesAround(ties, 'b', 99999)[1]).toEqual({ a: 2000, b: 3000 })
  })
})
