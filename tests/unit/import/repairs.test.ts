import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { repair, sentences, type Tally } from '../../../electron/import/repairs.ts'
import { read, shown } from './read.ts'

function repaired(text: string): [string, string[]] {
  const tally: Tally = new Map()
  return [repair(text, tally), sentences(tally)]
}

/** Text with all that is repaired in it, and runs that look like what the reader decides on. */
const crooked = fc
  .array(
    fc.oneof(
      fc.constantFrom('\r\n', '\r', '\n', '\n\n', '\u0085', '\u2028', '\u2029', '\f', '\u00a0', '\u202f', '\u3000', '\t', ' ', '  '),
      fc.constantFrom(
        '\u00ad',
        '\u200b',
        '\u200c',
        '\u200d',
        '\ufeff',
        '\u2060',
        '\u202e',
        '\u0007',
        '\0',
        '\ud800',
        'e\u0301',
        '\u0301',
        '\u212b',
      ),
      fc.constantFrom(
        'می\u200cروم',
        'क्\u200dष',
        '👩\u200d🚀',
        '- item',
        '1. item',
        '[1] note',
        'By Ann Lee',
        '3 May 2024',
        'Share',
        'A word. ',
        '.',
        '–',
      ),
      fc.constantFrom('The road to the mill is closed', 'because the river has risen by two metres since the night', 'word', 'Ünïcode'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 60 },
  )
  .map((parts) => parts.join(''))

describe('repairs', () => {
  it.each([
    ['a\r\nb\r\nc', 'a\nb\nc', '2 Windows line ends became plain ones'],
    ['a\rb', 'a\nb', '1 unusual line end became a plain one'],
    ['a\u2029b', 'a\n\nb', '1 paragraph separator became a blank line'],
    ['a\u00a0b \u2009c', 'a b c', '2 non-breaking or unusual spaces became plain ones'],
    ['Ar\u00admenia', 'Armenia', '1 soft hyphen was removed'],
    ['a\u200bb\ufeff', 'ab', '2 invisible characters were removed'],
    ['a\u200db', 'ab', '1 invisible joiner was removed'],
    ['abc\u202edef', 'abcdef', '1 direction mark was removed'],
    ['a\u0007b\0', 'ab', '2 control characters were removed'],
    ['a\ud800b', 'a\ufffdb', '1 half of a character was marked as lost'],
    ['cafe\u0301', 'café', '1 line was put into composed form (NFC)'],
    [`a${'\u0301'.repeat(40)}`, `\u00e1${'\u0301'.repeat(29)}`, '10 marks too many on one letter were removed'],
  ])('%j becomes %j', (text, mended, sentence) => {
    const [result, said] = repaired(text)
    expect(result).toBe(mended)
    expect(said).toContain(sentence)
  })

  it.each(['می\u200cروم', 'क्\u200dष', '👩\u200d🚀', '👩🏽\u200d⚕️', 'two  spaces', 'a\tb'])('%j stands', (text) => {
    expect(repaired(text)).toEqual([text, []])
  })

  it('repairing twice is repairing once', () => {
    fc.assert(
      fc.property(crooked, (text) => {
        const [once] = repaired(text)
        expect(repaired(once)).toEqual([once, []])
      }),
    )
  })

  it('importing a canonical text again gives the same text', () => {
    const again = fc.property(crooked, (words) => {
      const first = read('a.txt', `x ${words}`)
      const second = read('a.txt', first.text)
      expect(second.text).toBe(first.text)
      expect(second.repairs).toEqual([])
    })
    fc.assert(again, { numRuns: 300 })
  })

  it('says what it did, in the import', () => {
    const imported = read('a.txt', 'A river\u00a0rose.\r\nIt fell\u00ad again.')
    expect(imported.repairs).toEqual([
      '1 Windows line end became a plain one',
      '1 soft hyphen was removed',
      '1 non-breaking or unusual space became a plain one',
    ])
    expect(shown(imported)).toEqual(['body paragraph: A river rose.\nIt fell again.'])
  })
})
