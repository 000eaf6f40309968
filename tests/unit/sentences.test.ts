import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sentencesOf, toSentences, toWords } from '../../shared/sentences.ts'
import { joinBlocks } from '../../shared/text.ts'

const cut = (paragraph: string, language = 'en') => sentencesOf(paragraph, language).map(({ start, end }) => paragraph.slice(start, end))

it.each([
  ['It rained. The dam broke! Why? Nobody said.', ['It rained.', 'The dam broke!', 'Why?', 'Nobody said.']],
  ['Dr. Alma Reyes met Mr. Orr. They left.', ['Dr. Alma Reyes met Mr. Orr.', 'They left.']],
  ['The book is by J. R. Moss. It is long.', ['The book is by J. R. Moss.', 'It is long.']],
  ['See No. 7 and p. 12. No. That was all.', ['See No. 7 and p. 12.', 'No.', 'That was all.']],
  ['“Why?” she asked. “Because.”', ['“Why?” she asked.', '“Because.”']],
  ['At 3.5 metres, e.g. Osk, it held. Then not.', ['At 3.5 metres, e.g. Osk, it held.', 'Then not.']],
  ['Gen. Park spoke on Sept. 5 in Brennoch.', ['Gen. Park spoke on Sept. 5 in Brennoch.']],
])('%s', (paragraph, sentences) => expect(cut(paragraph)).toEqual(sentences))

it('cuts scripts with their own full stops, and takes an unknown language for English', () => {
  expect(cut('大坝关闭了。没有人说话。', 'zh')).toEqual(['大坝关闭了。', '没有人说话。'])
  expect(cut('One. Two.', 'not a tag')).toEqual(['One.', 'Two.'])
  expect(cut('One. Two.', 'und')).toEqual(['One.', 'Two.'])
})

it('sentences lie apart and in order, and only blanks are left out', () => {
  const piece = fc.constantFrom(
    'Mr. ',
    'Orr',
    ' said. ',
    '“No!” ',
    'No. ',
    '7',
    '\n',
    '👩‍👩‍👧',
    ' e\u0301 ',
    'سد. ',
    'A. B. ',
    '…',
    '?! ',
    'і ',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const paragraph = pieces.join('')
      let at = 0
      for (const { start, end } of sentencesOf(paragraph, 'en')) {
        expect(paragraph.slice(at, start).trim()).toBe('')
        expect(end).toBeGreaterThan(start)
        expect(paragraph.slice(start, end)).toBe(paragraph.slice(start, end).trim())
        at = end
      }
      expect(paragraph.slice(at).trim()).toBe('')
    }),
  )
})

const snapped = (text: string) => {
  const { text: words, ranges } = plain(text)
  return words.slice(toWords(words, ranges).start, toWords(words, ranges).end)
}
/** A text with its one selection between `<` and `>`. */
function plain(text: string) {
  const start = text.indexOf('<')
  const end = text.indexOf('>') - 1
  return { text: text.replace(/[<>]/g, ''), ranges: { start, end } }
}

it.each([
  ['The cou<ncil bla>med it', 'council blamed'],
  ['The <council> blamed', 'council'],
  ['The< council bl>amed it', 'council blamed'],
  ['a cease-f<ir>e held', 'cease-fire'],
  ['“<Wa>ter,” she said', 'Water'],
  ['said “No<,” >she', ',”'],
])('a selection in “%s” becomes “%s”', (text, words) => expect(snapped(text)).toBe(words))

it('a selection becomes the sentences that it touches, over paragraphs too', () => {
  const { text, blocks } = joinBlocks(
    ['It rained. The dam broke.', 'Nobody came. Dr. Orr left. Then night.'].map((words) => ({
      kind: 'paragraph',
      zone: 'body',
      text: words,
    })),
  )
  const of = (words: string) => {
    const start = text.indexOf(words)
    const range = toSentences(text, blocks, 'en', { start, end: start + words.length })
    return text.slice(range.start, range.end)
  }
  expect(of('Orr le')).toBe('Dr. Orr left.')
  expect(of('broke.\n\nNob')).toBe('The dam broke.\n\nNobody came.')
  expect(of('rained. ')).toBe('It rained.')
})

it('snapping only ever widens what holds words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(), fc.nat(), (words, a, b) => {
      const { text, blocks } = joinBlocks([{ kind: 'paragraph', zone: 'body', text: words }])
      fc.pre(text.length > 1)
      const start = a % (text.length - 1)
      const end = start + 1 + (b % (text.length - start))
      for (const range of [toWords(text, { start, end }), toSentences(text, blocks, 'en', { start, end })]) {
        const kept = text.slice(start, end).trim()
        expect(text.slice(range.start, range.end)).toContain(kept)
        expect(range.end).toBeLessThanOrEqual(text.length)
      }
    }),
  )
})
