import { crc32 as crcOf, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openArchive } from '../../../electron/import/archive.ts'
import { crc32 } from '../../../electron/import/crc32.ts'
import { parseXml, wordsOf } from '../../../electron/import/xml.ts'
import { Failure } from '../../../shared/failure.ts'
import { type Packed, zipped } from './office.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const words = (content: Uint8Array | undefined) => new TextDecoder().decode(content)
const refusal = (archive: Uint8Array, name = 'a.xml') => {
  try {
    openArchive(archive).read(name)
  } catch (error) {
    expect(error).toBeInstanceOf(Failure)
    expect(error).toMatchObject({ code: 'refused', message: expect.stringMatching(/^[A-Z].*\.$/) })
    return (error as Failure).message
  }
  return 'not refused'
}

describe('archives', () => {
  it('gives what was packed, by any capitals, and nothing of other names', () => {
    const archive = openArchive(zipped({ 'word/a.xml': bytes('words'), 'Bücher/b.xml': bytes('more'), 'word/': bytes('') }))
    expect(archive.names).toEqual(['word/a.xml', 'Bücher/b.xml'])
    expect(words(archive.read('Word/A.XML'))).toBe('words')
    expect(words(archive.read('bücher/b.xml'))).toBe('more')
    expect(archive.read('constructor')).toBeUndefined()
  })

  it('reads entries that are stored, behind a data descriptor, or of sizes in 64 bits', () => {
    const content = bytes('words of an entry')
    expect(words(openArchive(zipped({ a: { content, method: 0 } })).read('a'))).toBe('words of an entry')
    expect(words(openArchive(zipped({ a: { content, descriptor: true } })).read('a'))).toBe('words of an entry')
    expect(words(openArchive(zipped({ a: { content, wide: true }, b: content })).read('a'))).toBe('words of an entry')
    expect(words(openArchive(zipped({ a: { content, wide: true }, b: content })).read('b'))).toBe('words of an entry')
  })

  it('has the checksum of zlib', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (content) => {
        expect(crc32(content)).toBe(crcOf(content))
      }),
    )
  })

  it('random bytes are opened or refused, never more', () => {
    const whole = zipped({ a: bytes('words '.repeat(50)), b: bytes('more') })
    const change = fc.record({ at: fc.nat(whole.length - 1), by: fc.integer({ min: 1, max: 255 }) })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(whole.length), (changes, end) => {
        const broken = whole.slice(0, changes.length > 2 ? end : undefined)
        for (const { at, by } of changes) if (at < broken.length) broken[at] = (broken[at] as number) ^ by
        refusal(broken, 'a')
      }),
      { numRuns: 2_000 },
    )
  })

  it('a changed byte of an entry never passes for its content', () => {
    const content = bytes('The river rose by two metres.')
    const whole = zipped({ a: { content, method: 0 } })
    const at = Buffer.from(whole).indexOf('two')
    whole[at] = (whole[at] as number) ^ 1
    expect(refusal(whole, 'a')).toMatch(/damaged/)
  })
})

describe('S19 archives that are built to harm are refused before they grow', () => {
  const zeros = (length: number) => deflateRawSync(new Uint8Array(length))
  const packed = zeros(1 << 24)
  const overlapping = () => {
    const many: Record<string, Packed> = {}
    for (let i = 0; i < 200; i += 1) many[`${i}.xml`] = { content: new Uint8Array(900_000), at: 0 }
    return zipped(many)
  }
  it.each<[string, () => Uint8Array, RegExp]>([
    ['200 MB of zeros', () => zipped({ 'a.xml': { packed: zeros(200_000_000), size: 200_000_000 } }), /100 MB/],
    ['50 MB of zeros', () => zipped({ 'a.xml': { packed: zeros(50_000_000), size: 50_000_000 } }), /200 times/],
    ['10 GB declared', () => zipped({ 'a.xml': { packed, size: 10_000_000_000, wide: true } }), /256 MB/],
    ['a size that is too small', () => zipped({ 'a.xml': { packed, size: 1_000 } }), /damaged/],
    ['a size that is too large', () => zipped({ 'a.xml': { content: bytes('words'), size: 900_000 } }), /damaged/],
    [
      '300 entries of a megabyte',
      () => zipped(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}`, { packed: zeros(1_000_000), size: 1_000_000 }]))),
      /256 MB/,
    ],
    ['10,001 entries', () => zipped(Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`${i}`, bytes('')]))), /10,000 entries/],
    ['entries that lie over each other', overlapping, /over each other/],
    ['a locked entry', () => zipped({ 'a.xml': { content: bytes('words'), flags: 1 } }), /password/],
    ['another way of packing', () => zipped({ 'a.xml': { content: bytes('words'), method: 14 } }), /packed/],
    ['nothing but its end', () => zipped({ 'a.xml': bytes('words') }).slice(-22), /damaged/],
  ])('%s', (_, build, reason) => {
    const archive = build()
    const before = process.memoryUsage().rss
    expect(refusal(archive)).toMatch(reason)
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
  })

  it('an archive within an archive is only bytes', () => {
    const inner = zipped({ 'b.xml': bytes('words') })
    expect(openArchive(zipped({ 'a.zip': inner })).read('a.zip')).toEqual(Buffer.from(inner))
    expect(openArchive(zipped({ 'a.zip': inner })).read('b.xml')).toBeUndefined()
  })
})

describe('S20 names that lead out of an archive are refused', () => {
  it.each([
    '../a.xml',
    '../../etc/passwd',
    '/etc/passwd',
    'a/../../b',
    'C:/a.xml',
    'c:a.xml',
    '..\\a.xml',
    'a\\b',
    'a\0.xml',
    './a',
    'a//b',
    '',
  ])('%j', (name) => {
    expect(refusal(zipped({ [name]: bytes('words') }), name)).toMatch(/leads out/)
  })
  it('a name of 1,001 letters', () => expect(refusal(zipped({ ['a'.repeat(1_001)]: bytes('words') }))).toMatch(/leads out/))
  it('a symbolic link', () => expect(refusal(zipped({ 'a.xml': { content: bytes('/etc/passwd'), mode: 0o120777 } }))).toMatch(/link/))
  it('names that differ only by capitals', () =>
    expect(refusal(zipped({ 'a.xml': bytes('one'), 'A.xml': bytes('two') }))).toMatch(/two entries/))
})

describe('S21 XML', () => {
  const refused = (xml: string | Uint8Array) => () => parseXml(typeof xml === 'string' ? bytes(xml) : xml)
  const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
  it.each<[string, string | Uint8Array, RegExp]>([
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', /document type/],
    ['an external document type', '<!DOCTYPE a SYSTEM "http://canary.invalid/a.dtd"><a>words</a>', /document type/],
    ['a billion laughs', `<!DOCTYPE a [<!ENTITY l0 "lol">${lol}]><a>&l9;</a>`, /document type/],
    ['quadratic growth', `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(100_000)}">]><a>${'&x;'.repeat(10_000)}</a>`, /document type/],
    ['an unknown entity', '<a>&x;</a>', /not well-formed/],
    ['UTF-7', '<?xml version="1.0" encoding="UTF-7"?><a>+ADw-script+AD4-</a>', /encoding is UTF-7/],
    ['another encoding', '<?xml version="1.0" encoding="windows-1252"?><a>words</a>', /encoding is windows-1252/],
    ['bytes that are not UTF-8', Uint8Array.from([...bytes('<a>'), 0xe9, ...bytes('</a>')]), /cannot be decoded/],
    ['100,000 nested elements', '<a>'.repeat(100_000), /nested/],
    ['more than a million elements', `<a>${'<b/>'.repeat(1_000_001)}</a>`, /1,000,000 elements/],
    ['an open end', '<a><b>words</b>', /not well-formed/],
    ['no element', ' ', /not well-formed|empty/],
  ])('refuses %s', (_, xml, reason) => {
    expect(refused(xml)).toThrow(reason)
    expect(refused(xml)).toThrow(Failure)
  })

  it('reads UTF-16 of either order, the five entities, and names without their prefixes', () => {
    const xml = '<?xml version="1.0" encoding="UTF-16"?><w:a w:b="1" c="&quot;" __proto__="x">вода &amp; <![CDATA[<b>]]></w:a>'
    const little = Buffer.from(`\ufeff${xml}`, 'utf16le')
    for (const written of [little, Buffer.from(little).swap16()]) {
      const root = parseXml(written)
      expect(root.name).toBe('a')
      expect({ ...root.attributes }).toEqual(
        Object.fromEntries([
          ['b', '1'],
          ['c', '"'],
          ['__proto__', 'x'],
        ]),
      )
      expect(wordsOf(root)).toBe('вода & <b>')
    }
  })
})
