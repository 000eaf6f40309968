import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockAt, countWords, type Draft, faultOfBlocks, joinBlocks, stepWord } from '../../shared/text.ts'

const draft = fc.record({
  kind: fc.constantFrom('title', 'paragraph', 'item', 'quote'),
  zone: fc.constantFrom('title', 'body', 'caption'),
  text: fc.string({ unit: fc.constantFrom('a', 'é', '𝄞', ' ', '\n', '\t', '.') }),
}) satisfies fc.Arbitrary<Draft>

describe('canonical text', () => {
  it('joins blocks by one blank line and knows where each stands', () => {
    const { text, blocks } = joinBlocks([
      { kind: 'title', zone: 'title', text: ' Bridge closed ' },
      { kind: 'paragraph', zone: 'body', text: '' },
      { kind: 'paragraph', zone: 'body', text: 'One.\n\n Two.' },
    ])
    expect(text).toBe('Bridge closed\n\nOne.\nTwo.')
    expect(blocks.map(({ start, end }) => text.slice(start, end))).toEqual(['Bridge closed', 'One.\nTwo.'])
  })

  it('is always without fault, and splitting it at blank lines gives the blocks back', () => {
    fc.assert(
      fc.property(fc.array(draft), (drafts) => {
        const { text, blocks } = joinBlocks(drafts)
        expect(faultOfBlocks(text, blocks)).toBeUndefined()
        expect(blocks.map(({ start, end }) => text.slice(start, end))).toEqual(text === '' ? [] : text.split('\n\n'))
        for (const block of blocks) expect(blockAt(blocks, block.start)).toBe(block)
        for (const block of blocks) expect(blockAt(blocks, block.end)).toBe(block)
      }),
    )
  })

  it('names the fault of blocks that do not fit', () => {
    const fitting = joinBlocks([
      { kind: 'paragraph', zone: 'body', text: 'one' },
      { kind: 'paragraph', zone: 'body', text: 'two' },
    ])
    expect(faultOfBlocks(`${fitting.text}!`, fitting.blocks)).toMatch(/text after/)
    expect(faultOfBlocks(fitting.text, fitting.blocks.slice(1))).toMatch(/block 0 starts at 5/)
    expect(faultOfBlocks('one\ntwo!', fitting.blocks)).toMatch(/not followed/)
  })

  it('counts words in any script, with inner apostrophes and hyphens', () => {
    expect(countWords('The mayor’s re-election — 1,200 votes.')).toBe(6)
    expect(countWords('Мост закрыли в среду')).toBe(4)
    expect(countWords('')).toBe(0)
  })

  it('steps from word to word', () => {
    const text = 'one two  three'
    expect(stepWord(text, 4, 1, 'start')).toBe(9)
    expect(stepWord(text, 9, -1, 'start')).toBe(4)
    expect(stepWord(text, 3, 1, 'end')).toBe(7)
    expect(stepWord(text, 14, 1, 'end')).toBe(14)
    expect(stepWord(text, 0, -1, 'start')).toBe(0)
  })
})
