import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readText } from '../../../electron/import/text.ts'
import { read } from './read.ts'

const texts = (text: string): string[] => readText(text).pieces.map((piece) => piece.text)

/** Words broken into lines of at most a width, as an editor does it. */
function wrap(words: readonly string[], width: number): string {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}

const word = fc.stringMatching(/^[a-zA-Z]{1,10}$/)

describe('plain text', () => {
  it('joins paragraphs that were broken at a width, whatever the width', () => {
    const paragraphs = fc.array(fc.array(word, { minLength: 60, maxLength: 90 }), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(paragraphs, fc.integer({ min: 60, max: 100 }), (all, width) => {
        expect(texts(all.map((words) => wrap(words, width)).join('\n\n'))).toEqual(all.map((words) => words.join(' ')))
      }),
    )
  })

  it('leaves the lines of verse, an address or a short list of names', () => {
    const verse = 'Rain, rain on the mill,\nstand, water, still;\nriver, go down,\nleave us the town'
    expect(texts(`Title\n\n${verse}\n\nEnd`)).toEqual(['Title', verse, 'End'])
  })

  it('takes long lines and lines of sentences for paragraphs', () => {
    const long = 'a long line of words '.repeat(8).trim()
    expect(texts(`${long}\nshort\n${long}`)).toEqual([long, 'short', long])
    expect(texts('It rained.\nThe river rose.\nWe left.')).toEqual(['It rained.', 'The river rose.', 'We left.'])
  })

  it('takes marked lines for items of a list, not a line that begins with a dash', () => {
    const { pieces } = readText('- one\n- two\n  goes on\n\n1. three\n2. four\n\nThey stood.\n\n– Not a list, but talk.\nShe left')
    expect(pieces).toEqual([
      { kind: 'item', level: 1, text: '- one' },
      { kind: 'item', level: 1, text: '- two\ngoes on' },
      { kind: 'item', level: 1, text: '1. three' },
      { kind: 'item', level: 1, text: '2. four' },
      { kind: 'paragraph', text: 'They stood.' },
      { kind: 'paragraph', text: '– Not a list, but talk.\nShe left' },
    ])
  })

  it('closes up a word that was broken at its hyphen', () => {
    const line = 'the council said on Friday that the ceasefire line of the well-'
    expect(
      texts(
        `${line}\nknown kind would be kept and that nobody would have to move in\n${line}\nknown kind would be kept and that nobody would have to move in\nspring`,
      )[0],
    ).toContain('well-known kind')
  })

  it('reading its own text again changes nothing', () => {
    const line = fc
      .array(
        fc.oneof(
          { weight: 30, arbitrary: word },
          fc.constantFrom('end.', '- x', '1. y', '[1] note', 'By Ann Lee', '3 May 2024', 'Share', 'Notes', '–'),
        ),
        {
          minLength: 1,
          maxLength: 14,
        },
      )
      .map((words) => words.join(' '))
    const document = fc.array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n', '\n\n', '\n  ', '\n- ')), { minLength: 1, maxLength: 25 })
    fc.assert(
      fc.property(document, (lines) => {
        const { text } = read('a.txt', `x ${lines.flat().join('')}`)
        expect(read('a.txt', text).text).toBe(text)
      }),
      { numRuns: 1_000 },
    )
  })
})
