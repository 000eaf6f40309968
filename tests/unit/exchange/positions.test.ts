import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placer, plainOf, prove } from '../../../shared/exchange/convention.ts'
import { layOut } from '../../../shared/exchange/plaintext.ts'
import { Ruler } from '../../../shared/exchange/positions.ts'
import { faultOfBlocks } from '../../../shared/text.ts'

const text = fc.string({ unit: fc.constantFrom('a', 'é', '漢', '𝄞', '👩', '\n', ' '), maxLength: 4_000 })
const plain = fc.string({ unit: fc.constantFrom('a', 'bc', '𝄞', '\n', '\n\n', ' ', '\t'), maxLength: 80 })

describe('positions in other units', () => {
  it.each([
    ['utf-16', (words: string) => words.length],
    ['code point', (words: string) => Array.from(words).length],
    ['utf-8', (words: string) => Buffer.byteLength(words)],
  ] as const)('%s: counted as they are, and back to the same place', (unit, count) => {
    fc.assert(
      fc.property(text, (words) => {
        const ruler = new Ruler(words, unit)
        let at = 0
        for (const character of words) {
          expect(ruler.measure(at)).toBe(count(words.slice(0, at)))
          expect(ruler.place(ruler.measure(at))).toBe(at)
          at += character.length
        }
        expect(ruler.measure(words.length)).toBe(count(words))
        expect(ruler.place(count(words) + 1)).toBeNull()
        expect(ruler.place(-1)).toBeNull()
      }),
      { numRuns: 30 },
    )
  })
  it('a position inside a character is none', () => {
    expect(new Ruler('a𝄞b', 'utf-8').place(2)).toBeNull()
    expect(new Ruler('a𝄞b', 'utf-16').place(2)).toBeNull()
    expect(new Ruler('a𝄞b', 'code point').place(2)).toBe(3)
  })
})

describe('plain text as canonical text', () => {
  it('is canonical, keeps every character but line ends, and stays as it is the second time', () => {
    fc.assert(
      fc.property(plain, (words) => {
        const laid = layOut(words)
        expect(faultOfBlocks(laid.text, laid.blocks)).toBeUndefined()
        expect(laid.text.replaceAll('\n', '')).toBe(words.replaceAll('\n', ''))
        expect(layOut(laid.text)).toMatchObject({ text: laid.text, blocks: laid.blocks })
        for (const [at, unit] of words.split('').entries()) if (unit !== '\n') expect(laid.text[laid.at(at)]).toBe(unit)
      }),
    )
  })
  it('makes a block of each line where nothing else divides a long text', () => {
    const lines = Array.from({ length: 3_000 }, (_, n) => `line ${n} of it`)
    expect(layOut(lines.join('\n')).blocks).toHaveLength(3_000)
    expect(layOut('one\ntwo\n\nthree').text).toBe('one\ntwo\n\nthree')
  })
})

describe('how a file counts', () => {
  const raw = 'The 𝄞 bridge 😀 closed.\r\nOfficials 😀 blamed the weather.\r\n\r\nResidents 😀 blamed the officials again.'
  const wanted = ['bridge', 'Officials', 'weather', 'Residents', 'again']
  const conventions = [
    { unit: 'code point', lineEnd: 2, mark: 0 },
    { unit: 'utf-16', lineEnd: 2, mark: 0 },
    { unit: 'code point', lineEnd: 1, mark: 0 },
    { unit: 'utf-16', lineEnd: 1, mark: 0 },
    { unit: 'code point', lineEnd: 2, mark: 1 },
    { unit: 'utf-16', lineEnd: 2, mark: 1 },
    { unit: 'code point', lineEnd: 1, mark: 1 },
    { unit: 'utf-16', lineEnd: 1, mark: 1 },
  ].flatMap((convention) => (['after', 'last'] as const).map((end) => ({ ...convention, end })))
  it.each(conventions)('is told from the words that were marked: %o', (convention) => {
    const counted = convention.lineEnd === 1 ? plainOf(raw) : raw
    const numbered = wanted.map((word) => {
      const at = counted.indexOf(word)
      const measure = (end: number) => (convention.unit === 'utf-16' ? end : Array.from(counted.slice(0, end)).length) + convention.mark
      return { start: measure(at), end: measure(at + word.length - Number(convention.end === 'last')), name: '' }
    })
    const proof = prove([{ raw, marked: true, selections: numbered }])
    expect(proof).toMatchObject({ convention, score: 1, judged: 10, samples: ['bridge', 'Officials', 'weather'] })
    const place = placer({ raw, marked: true }, proof.convention)
    const words = numbered.map(({ start, end }) => place(start, end) ?? { start: 0, end: 0 })
    expect(words.map(({ start, end }) => plainOf(raw).slice(start, end))).toEqual(wanted)
  })
  it('a name that is an excerpt decides where edges do not', () => {
    const words = '😀 xxxxxxxxxxxxxxxxxxxx'
    const selection = (name: string) => ({ raw: words, marked: false, selections: [{ start: 4, end: 14, name }] })
    expect(prove([selection('xxxxxxxxxx')], { unit: 'utf-16' }).convention.unit).toBe('utf-16')
    const long = '😀 abcdefghijklmnop'
    expect(prove([{ raw: long, marked: false, selections: [{ start: 4, end: 13, name: 'bcdefghij' }] }]).convention.unit).toBe('utf-16')
    expect(prove([{ raw: long, marked: false, selections: [{ start: 4, end: 13, name: 'cdefghij…' }] }]).convention.unit).toBe('code point')
  })
  it('line ends that the XML made one character are counted as they were', () => {
    const inline = { raw: plainOf(raw), marked: false, inline: true }
    const selections = wanted.map((word) => ({ start: raw.indexOf(word), end: raw.indexOf(word) + word.length, name: '' }))
    const proof = prove([{ ...inline, selections }])
    expect(proof).toMatchObject({ convention: { unit: 'utf-16', lineEnd: 2 }, score: 1, samples: ['bridge', 'Officials', 'weather'] })
  })
  it('ends that are the last character are believed only where they fit much better', () => {
    const selections = ['The', 'Officials 😀 blamed'].map((words) => ({
      start: raw.indexOf(words),
      end: raw.indexOf(words) + words.length,
      name: '',
    }))
    const odd = { start: raw.indexOf('Residents'), end: raw.indexOf('Residents') + 8, name: '' }
    const many = [...selections, ...selections, ...selections, odd]
    expect(prove([{ raw, marked: false, selections: many }]).convention).toMatchObject({ unit: 'utf-16', end: 'after' })
  })
  it('a few that are outside the text however it is counted are no evidence, many are', () => {
    const inside = { start: 0, end: 3, name: '' }
    const outside = { start: 5_000, end: 5_010, name: 'elsewhere' }
    expect(prove([{ raw, marked: false, selections: [inside, inside, inside, outside] }])).toMatchObject({ score: 1, judged: 6 })
    expect(prove([{ raw, marked: false, selections: [inside, inside, outside] }])).toMatchObject({ score: 1, judged: 4 })
    expect(prove([{ raw, marked: false, selections: [inside, outside] }]).score).toBeCloseTo(2 / 4)
  })
  it('a name that is the whole stretch decides where it ends', () => {
    const words = 'One 😀 two, three. Four and five.'
    const at = (part: string) => ({ start: words.indexOf(part), end: words.indexOf(part) + part.length - 1, name: part })
    expect(prove([{ raw: words, marked: false, selections: [at('two, three.'), at('Four and five.')] }]).convention).toMatchObject({
      unit: 'utf-16',
      end: 'last',
    })
  })
  it('text without spaces between words is not judged by their edges', () => {
    const chinese = '官員說橋已經關閉了'
    expect(prove([{ raw: chinese, marked: false, selections: [{ start: 2, end: 5, name: '' }] }])).toMatchObject({ score: 1, judged: 0 })
  })
})
