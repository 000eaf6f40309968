import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isFormatted, noteBlocks } from '../../shared/noteformat.ts'

/** A note as it is shown, with its marks as tags. */
const shown = (note: string) =>
  noteBlocks(note).map(({ kind, lines }) => [
    kind,
    ...lines.map((runs) => runs.map(({ text, bold, italic }) => (bold ? `<b>${text}</b>` : italic ? `<i>${text}</i>` : text)).join('')),
  ])

it('shows bold, italic and lists', () => {
  expect(shown('Is this **the same** claim?\nSee *Quillane* again.\n\n- one\n* **two**\n\n1. first\n2) second')).toEqual([
    ['lines', 'Is this <b>the same</b> claim?', 'See <i>Quillane</i> again.'],
    ['bullets', 'one', '<b>two</b>'],
    ['numbers', 'first', 'second'],
  ])
})

it.each([
  '2 * 3 * 4',
  'a*b*c',
  '** not **',
  '<b>x</b> <script>alert(1)</script>',
  '[here](javascript:alert(1))',
  '-5 degrees',
  '*',
  '****',
])('leaves “%s” as it is', (note) => {
  expect(isFormatted(note)).toBe(false)
  expect(shown(note)).toEqual([['lines', note]])
})

it('loses no word: what is shown is what was typed but for its signs', () => {
  const piece = fc.constantFrom('word', '*', '**', ' ', '\n', '- ', '1. ', 'é', '👩‍👩‍👧', '<i>')
  const bare = (text: string) => text.replace(/[\s*•.)\d-]/g, '')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const note = pieces.join('')
      const words = noteBlocks(note)
        .flatMap(({ lines }) => lines)
        .flat()
        .map(({ text }) => text)
      expect(bare(words.join(''))).toBe(bare(note))
    }),
  )
})
