import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCodepage } from '../../../electron/import/codepages.ts'
import { decode } from '../../../electron/import/encoding.ts'
import { languageOf } from '../../../electron/import/language.ts'
import { articles, encode } from './articles.ts'
import { read } from './read.ts'

/** A text as an encoding without curly quotes and dashes would have had it. */
const plain = (text: string): string =>
  text
    .replace(/[’ʼ]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replaceAll('…', '...')
    .replaceAll('—', '-')

/** The whole paragraph and its first sentences, in every encoding of its language. */
const cases = Object.entries(articles).flatMap(([language, { encodings, text }]) => {
  const parts = text.match(/[^.。।]+[.。।]?/gu) ?? [text]
  return [...encodings, 'utf-8', 'utf-16le', 'utf-16be'].flatMap((encoding) =>
    [text, parts.slice(0, 2).join(''), parts[0] as string].flatMap((part) => {
      const written = [part, plain(part)].map((words) => ({ words, bytes: encode(words, encoding) }))
      const found = written.find(({ bytes }) => bytes !== undefined)
      return found?.bytes === undefined ? [] : [{ language, encoding, words: found.words, bytes: found.bytes }]
    }),
  )
})

describe('encodings', () => {
  it('reads 98 % or more of articles in legacy and Unicode encodings without marks', () => {
    expect(cases.length).toBeGreaterThan(300)
    const wrong = cases
      .filter(({ words, bytes }) => decode(bytes, false).text !== words)
      .map(({ language, encoding }) => `${language} ${encoding}`)
    expect(wrong.length / cases.length, wrong.join(', ')).toBeLessThanOrEqual(0.02)
  })

  it.each([
    [
      'iso-8859-15',
      'La reparación del puente costará 3.150 €, según el presupuesto. El alcalde dijo que el año que viene no habrá más dinero.',
    ],
    [
      'iso-8859-15',
      'Vesi tõusis jões ööga kaks meetrit, ütles päästeameti juht Tšehhov. Žürii kolme küla elanikud lahkusid kodust enne koitu.',
    ],
    [
      'iso-8859-13',
      'Poziom wody w rzece podniósł się o dwa metry, mieszkańcy trzech wsi opuścili domy jeszcze przed świtem. Część łąk jest zalana.',
    ],
    [
      'iso-8859-2',
      'Vodostaj rijeke porastao je za dva metra tijekom noći, priopćili su spasioci. Četiri škole danas su zatvorene zbog poplave.',
    ],
    ['shift_jis', '川の水位が一晩で二メートル上がった。村の人々は家を出た。'],
    ['big5', '河水在一夜之間上漲了兩公尺，三個村的人都離開了家。'],
  ])('reads a short text in %s by the letters of its language: %s', (encoding, words) => {
    const bytes = encode(words, encoding)
    expect(bytes).toBeDefined()
    expect(decode(bytes ?? new Uint8Array(), false).text).toBe(words)
  })

  it.each([
    ['utf-8', [0xef, 0xbb, 0xbf], 'utf-8'],
    ['utf-16le', [0xff, 0xfe], 'utf-16le'],
    ['utf-16be', [0xfe, 0xff], 'utf-16be'],
  ])('drops the byte order mark of %s', (encoding, mark, label) => {
    const { text, encoding: found } = decode(Uint8Array.from([...mark, ...(encode('Ağ ж 河', encoding) ?? [])]), false)
    expect([text, found]).toEqual(['Ağ ж 河', label])
  })

  it('reads UTF-32 with and without a mark', () => {
    const bytes = Uint8Array.from(
      Array.from('Река 河 😀').flatMap((char) => [...new Uint8Array(Uint32Array.of(char.codePointAt(0) ?? 0).buffer)]),
    )
    expect(decode(bytes, false)).toMatchObject({ text: 'Река 河 😀', encoding: 'utf-32le' })
    expect(decode(Uint8Array.from([0xff, 0xfe, 0, 0, ...bytes]), false).text).toBe('Река 河 😀')
    expect(decode(bytes.slice().reverse(), false)).toMatchObject({ text: '😀 河 акеР', encoding: 'utf-32be' })
  })

  it('believes what a page declares over a guess, and valid UTF-8 over what it declares', () => {
    const page = (charset: string, words: string) =>
      `<meta http-equiv="Content-Type" content="text/html; charset=${charset}"><p>${words}</p>`
    const bytes = encode(page('windows-1251', 'Дом'), 'windows-1251') ?? new Uint8Array()
    expect(decode(bytes, true)).toMatchObject({ encoding: 'windows-1251', text: page('windows-1251', 'Дом') })
    expect(decode(new TextEncoder().encode(page('windows-1251', 'Дом')), true).encoding).toBe('utf-8')
    expect(decode(encode(page('no-such-thing', 'Дом стоит у реки и ждёт'), 'windows-1251') ?? bytes, true).encoding).toBe('windows-1251')
  })

  it('takes shifts for what they are only in ASCII that reads as such', () => {
    expect(decode(new TextEncoder().encode('Река ~{x~} and ~{y~}'), false)).toMatchObject({
      encoding: 'utf-8',
      text: 'Река ~{x~} and ~{y~}',
    })
    expect(decode(new TextEncoder().encode('see Table~{a} of the report'), false)).toMatchObject({ encoding: 'utf-8' })
    const river = encode('河水上涨', 'gb18030')?.map((byte) => byte & 0x7f) ?? []
    const hz = `The river: ~{${String.fromCharCode(...river)}~}. That is ~{${String.fromCharCode(...river)}~}, they said.`
    expect(decode(new TextEncoder().encode(hz), false)).toMatchObject({
      encoding: 'hz-gb-2312',
      text: 'The river: 河水上涨. That is 河水上涨, they said.',
    })
  })

  it('keeps a damaged UTF-8 file in UTF-8 and says how much was lost', () => {
    const bytes = new TextEncoder().encode(articles.Russian?.text)
    bytes[200] = 0xff
    const imported = read('a.txt', bytes)
    expect(imported.encoding).toBe('utf-8')
    expect(imported.warnings[0]).toMatch(/could not be decoded/)
  })

  it('windows-1252 has its quotes and dashes in every runtime', () => {
    expect(decodeCodepage(Uint8Array.from([0x93, 0x48, 0x94, 0x20, 0x96, 0x20, 0x80, 0x85, 0xe9]), 'windows-1252')).toBe('“H” – €…é')
  })

  it('any bytes of text round-trip through UTF-8 and UTF-16 with a mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom('utf-16le', 'utf-16be'), (text, encoding) => {
        const whole = text.replace(/\p{Surrogate}/gu, 'x')
        const mark = encoding === 'utf-16le' ? [0xff, 0xfe] : [0xfe, 0xff]
        expect(decode(Uint8Array.from([...mark, ...(encode(`a${whole}`, encoding) ?? [])]), false).text).toBe(`a${whole}`)
        expect(decode(Uint8Array.from([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(`a${whole}`)]), false).text).toBe(`a${whole}`)
      }),
    )
  })
})

describe('languages', () => {
  const tags: Readonly<Record<string, string>> = {
    Russian: 'ru',
    Ukrainian: 'uk',
    Belarusian: 'be',
    Bulgarian: 'bg',
    Serbian: 'sr',
    Turkish: 'tr',
    Polish: 'pl',
    Czech: 'cs',
    Hungarian: 'hu',
    Romanian: 'ro',
    Greek: 'el',
    Arabic: 'ar',
    Hebrew: 'he',
    German: 'de',
    French: 'fr',
    Spanish: 'es',
    Portuguese: 'pt',
    Swedish: 'sv',
    Latvian: 'lv',
    Thai: 'th',
    Chinese: 'zh',
    Japanese: 'ja',
    Korean: 'ko',
    Azerbaijani: 'az',
    Armenian: 'hy',
    Georgian: 'ka',
    Persian: 'fa',
    English: 'en',
  }
  it.each(Object.entries(tags))('%s is %s', (language, tag) => {
    expect(languageOf(articles[language]?.text ?? '', [])).toBe(tag)
  })

  it('says nothing of a short text, unless the document does', () => {
    expect(languageOf('Rain today', [])).toBe('und')
    expect(languageOf('Rain today', ['en-GB'])).toBe('en')
    expect(languageOf('', [])).toBe('und')
  })

  it('does not believe a page that its script contradicts, nor a tag that is none', () => {
    expect(languageOf(articles.Russian?.text ?? '', ['en'])).toBe('ru')
    expect(languageOf(articles.German?.text ?? '', ['"><script>'])).toBe('de')
  })
})
