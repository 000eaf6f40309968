import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyTo, Change, invert, type Step } from '../../shared/change.ts'
import { Coder } from '../../shared/records.ts'

const coder = (id: string, name: string) => Coder.parse({ id, name })
/** A change that fits records held by id: each step takes what stands. */
const story = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.option(fc.constantFrom('Ann', 'Ben', 'Cid'))), {
  minLength: 1,
  maxLength: 20,
})

function changeOf(moves: readonly (readonly [string, string | null])[], held: ReadonlyMap<string, Coder>): Change {
  const now = new Map(held)
  const steps: Step[] = []
  for (const [id, name] of moves) {
    const before = now.get(id) ?? null
    const after = name === null ? null : coder(id, name)
    if (before === null && after === null) continue
    steps.push({ kind: 'coder', before, after })
    if (after === null) now.delete(id)
    else now.set(id, after)
  }
  return steps
}

describe('change', () => {
  it('is taken back exactly by its inverse, and the inverse of the inverse is the change', () => {
    fc.assert(
      fc.property(story, (moves) => {
        const held = new Map([['a', coder('a', 'Zed')]])
        const change = changeOf(moves, held)
        fc.pre(change.length > 0)
        const after = applyTo('coder', held, change)
        expect(applyTo('coder', after, invert(change))).toEqual(held)
        expect(invert(invert(change))).toEqual(change)
      }),
    )
  })

  it('leaves records of other kinds alone, to the same object', () => {
    const held = new Map()
    expect(applyTo('article', held, [{ kind: 'coder', before: null, after: coder('a', 'Ann') }])).toBe(held)
  })

  it('refuses steps about nothing and steps that exchange one record for another', () => {
    expect(Change.safeParse([{ kind: 'coder', before: null, after: null }]).success).toBe(false)
    expect(Change.safeParse([{ kind: 'coder', before: coder('a', 'Ann'), after: coder('b', 'Ann') }]).success).toBe(false)
    expect(Change.safeParse([{ kind: 'coder', before: null, after: { id: 'a', name: 'Ann', extra: 1 } }]).success).toBe(false)
    expect(Change.safeParse([]).success).toBe(false)
  })
})
