import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldWord, readWords, Vocabulary } from '../../shared/words.ts'

const spelled = (text: string) => {
  const { starts, ends } = readWords(text)
  return Array.from(starts, (start, i) => text.slice(start, ends[i]))
}
const alike = (one: string, other: string) => {
  const vocabulary = new Vocabulary()
  return String(readWords(one, vocabulary).ids) === String(readWords(other, vocabulary).ids)
}

describe('words of a text', () => {
  it.each([
    ['Don’t stop, ‘never’.', ['Don’t', 'stop', 'never']],
    ['the parties’ cease-fire', ['the', 'parties', 'cease', 'fire']],
    ['peace¹ talks² in km²', ['peace', 'talks', 'in', 'km']],
    ['1,200 dead (7.5%)', ['1', '200', 'dead', '7', '5']],
    ['Премьер-министр сказал', ['Премьер', 'министр', 'сказал']],
    ['قال رئيس‌الوزراء', ['قال', 'رئيس‌الوزراء']],
    ['צה״ל הודיע', ['צה', 'ל', 'הודיע']],
    ['BBC報道、平和。', ['BBC', '報', '道', '平', '和']],
    ['カﾞス ok', ['カ', 'ﾞ', 'ス', 'ok']],
    ['ที่นี่', ['ที่', 'นี่']],
    ['𠮷野 𝐀𝐁 😀', ['𠮷', '野', '𝐀𝐁']],
    ['', []],
    ['… — !', []],
  ])('%j', (text, words) => expect(spelled(text)).toEqual(words))

  it('leaves an invisible character at the end of a word outside', () =>
    expect(spelled('war\u200f, pea\u00adce')).toEqual(['war', 'pea\u00adce']))

  it.each([
    ['It’s Over', "IT'S over"],
    ['cease-fire', 'cease fire'],
    ['Ａ ﬁne ﬂag', 'a fine flag'],
    ['Straße', 'STRASSE'],
    ['İstanbul ISPARTA', 'istanbul ısparta'],
    ['ΟΔΟΣ οδός'.normalize('NFD'), 'οδος οδός'],
    ['всё, за́мок', 'все, замок'],
    ['שָׁלוֹם', 'שלום'],
    ['مُحَمَّد الســـلام', 'محمد السلام'],
    ['pea\u00adce', 'peace'],
  ])('%s is %s', (one, other) => expect(alike(one, other)).toBe(true))

  it.each([
    ['año', 'ano'],
    ['schön', 'schon'],
    ['домой', 'домои'],
    ['35', '3.5'],
  ])('%s is not %s', (one, other) => expect(alike(one, other)).toBe(false))

  it('folds a folded word to itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (word) => foldWord(foldWord(word)) === foldWord(word)))
  })

  it('never parts a surrogate pair, and stays in order inside the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.constantFrom(' ', "'", 'a', '\u00ad')) }),
        (text) => {
          const { starts, ends, count } = readWords(text)
          let at = 0
          for (let i = 0; i < count; i++) {
            const [start, end] = [starts[i] as number, ends[i] as number]
            expect(start).toBeGreaterThanOrEqual(at)
            expect(end).toBeGreaterThan(start)
            expect(text.slice(start, end).isWellFormed()).toBe(true)
            at = end
          }
          expect(at).toBeLessThanOrEqual(text.length)
        },
      ),
    )
  })
})
