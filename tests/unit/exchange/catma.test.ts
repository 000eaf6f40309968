// Archives as CATMA exports them, made here: parts of one annotation are put together, places are proved by the edges of words.
import { describe, expect, it } from 'vitest'
import { readCatma } from '../../../electron/exchange/catma.ts'
import { readTarGz } from '../../../electron/exchange/tar.ts'
import { zipOf } from '../../../electron/exchange/zip.ts'
import { faultOfAnchor } from '../../../shared/anchor.ts'
import { checkReferences } from '../../../shared/exchange/take.ts'
import { kinds, records } from '../../../shared/records.ts'
import { type CatmaMark, catmaTei, tarGzOf } from '../../helpers/otherprograms.ts'
import { failureOf } from '../../helpers/store.ts'

const reading = { now: 1_700_000_000_000, version: '1' }
const text = 'Fishermen 🎣 met.\r\nThey asked 🎣 who pays.\r\n\r\nNobody 🎣 knew the answer that day.'
const tags = [
  { id: 'CATMA_T1', name: 'Blame' },
  { id: 'CATMA_T2', name: 'Town', parent: 'CATMA_T1' },
]
type Count = (text: string) => number
const utf16: Count = (words) => words.length
const points: Count = (words) => Array.from(words).length
const at = (words: string, count: Count): readonly [number, number] => [
  count(text.slice(0, text.indexOf(words))),
  count(text.slice(0, text.indexOf(words) + words.length)),
]
const marksIn = (count: Count): CatmaMark[] => [
  { id: 'CATMA_A', tag: 'CATMA_T1', places: [at('Fishermen 🎣 met', count)], values: { Tone: 'angry' } },
  { id: 'CATMA_B', tag: 'CATMA_T2', places: [at('🎣 met.\r\nThey asked', count)] },
  { id: 'CATMA_C', tag: 'CATMA_T1', places: [at('Nobody', count), at('that day', count)], author: 'bea' },
]
const teiOf = (count: Count) => catmaTei(count(text), marksIn(count), tags)
const wordsCoded = ({ contents }: ReturnType<typeof readCatma>) => contents.records.highlight.map(({ quote }) => quote)

describe('CATMA', () => {
  it.each([
    ['UTF-16 units', utf16],
    ['code points', points],
  ] as const)('puts the parts of annotations together where places count %s', (_, count) => {
    const read = readCatma(
      tarGzOf([
        { name: 'corpus/board/board.txt', words: text },
        { name: 'corpus/board/annotationcollections/one.xml', words: teiOf(count) },
      ]),
      reading,
    )
    const { records: all, texts } = read.contents
    for (const kind of kinds) for (const record of all[kind]) expect(records[kind].safeParse(record).error).toBeUndefined()
    checkReferences(all)
    expect(texts.map((held) => held.text)).toEqual(['Fishermen 🎣 met.\nThey asked 🎣 who pays.\n\nNobody 🎣 knew the answer that day.'])
    for (const mark of all.highlight) expect(faultOfAnchor(texts[0]?.text ?? '', mark)).toBeUndefined()
    expect(wordsCoded(read)).toEqual(['Fishermen 🎣 met', '🎣 met.\nThey asked', 'Nobody … that day'])
    expect(all.codebook.map(({ name }) => name)).toEqual(['My tags'])
    expect(all.code.map(({ name, parentId, color }) => [name, all.code.find(({ id }) => id === parentId)?.name, color])).toEqual([
      ['Blame', undefined, '#0000ff'],
      ['Town', 'Blame', '#0000ff'],
    ])
    expect(all.code[0]?.attributes).toEqual([{ key: 'tone', name: 'Tone', kind: 'text', options: [], initial: '' }])
    expect(all.coding.map(({ attributes }) => attributes)).toEqual([{ tone: 'angry' }, {}, {}])
    expect(all.coder.map(({ name }) => name)).toEqual(['ada', 'bea'])
    expect(all.highlight[0]?.createdAt).toBe(Date.UTC(2024, 4, 6, 5, 8, 9))
    expect(read.losses).toEqual([])
    expect(read.notes[0]).toContain('100 % fit')
  })

  it('reads the same from a ZIP file, from several collections, and with the text told by its length', () => {
    const one = catmaTei(text.length, marksIn(utf16).slice(0, 1), tags)
    const two = catmaTei(text.length, marksIn(utf16).slice(1), tags)
    const read = readCatma(zipOf({ 'board.txt': text, 'other.txt': 'Some other words.', 'one.xml': one, 'two.xml': two }), reading)
    expect(wordsCoded(read)).toEqual(['Fishermen 🎣 met', '🎣 met.\nThey asked', 'Nobody … that day'])
    expect(read.contents.records.code.length).toBe(2)
    expect(read.contents.records.article.map(({ title }) => title)).toEqual(['board'])
  })

  it('reads what its earlier versions wrote: colours as numbers, names with a number, properties after a colon', () => {
    const old = teiOf(utf16)
      .replaceAll('catma_', 'catma:')
      .replaceAll('<vColl><string>-16776961</string></vColl>', '<numeric value="-16776961" max="-1"/>')
      .replace('My tags 2024-05-06T07:08:09.000+0200', 'My tags 3')
    const read = readCatma(zipOf({ 'board.txt': text, 'one.xml': old }), reading)
    const { codebook, code, coder, coding, highlight } = read.contents.records
    expect([codebook.map(({ name }) => name), [...new Set(code.map(({ color }) => color))]]).toEqual([['My tags'], ['#0000ff']])
    expect(coder.map(({ name }) => name)).toEqual(['ada', 'bea'])
    expect(coding.map(({ attributes }) => attributes)).toEqual([{ tone: 'angry' }, {}, {}])
    expect(highlight[0]?.createdAt).toBe(Date.UTC(2024, 4, 6, 5, 8, 9))
  })

  it('names the annotations that it cannot place', () => {
    const alone = readCatma(zipOf({ 'one.xml': teiOf(utf16) }), reading)
    expect(alone.losses).toMatchObject([
      { what: 'Annotations of documents whose text is not in the archive are left out.', count: 3, ids: ['CATMA_A', 'CATMA_B', 'CATMA_C'] },
    ])
    const placeless = catmaTei(text.length, [...marksIn(utf16), { id: 'CATMA_D', tag: 'CATMA_T1', places: [] }], tags)
    const versioned = placeless.replace(
      '<encodingDesc>',
      '<fs xml:id="CATMA_TECH_DESC"><f name="version"><string>5</string></f></fs><encodingDesc>',
    )
    expect(versioned).not.toBe(placeless)
    for (const words of [placeless, versioned])
      expect(readCatma(zipOf({ 'board.txt': text, 'one.xml': words }), reading).losses).toMatchObject([
        { what: 'Annotations without a place are left out.', count: 1, ids: ['CATMA_D'] },
      ])
  })

  it('refuses places that fit no way of counting', () => {
    const shifted = marksIn(utf16).map((mark) => ({ ...mark, places: mark.places.map(([start, end]) => [start + 2, end + 2] as const) }))
    expect(
      failureOf(() => readCatma(zipOf({ 'board.txt': text, 'one.xml': catmaTei(text.length, shifted.slice(2), tags) }), reading)).message,
    ).toContain('fit no way of counting')
  })

  it('S21 a document type is refused, S26 so are tags that stand under themselves', () => {
    const xxe = teiOf(utf16).replace('<TEI ', '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI ')
    expect(failureOf(() => readCatma(zipOf({ 'board.txt': text, 'one.xml': xxe }), reading)).message).toContain('document type')
    const round = catmaTei(text.length, marksIn(utf16), [
      { id: 'CATMA_T1', name: 'A', parent: 'CATMA_T2' },
      { id: 'CATMA_T2', name: 'B', parent: 'CATMA_T1' },
    ])
    expect(failureOf(() => readCatma(zipOf({ 'board.txt': text, 'one.xml': round }), reading)).message).toContain('under themselves')
  })
})

describe('TAR archives that come from anywhere', () => {
  const whole = tarGzOf([{ name: 'a.txt', words: 'words' }])
  it('gives files by their names', () => {
    expect([...readTarGz(whole)].map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])).toEqual([['a.txt', 'words']])
  })

  it('gives long names in full, whichever way they are written', () => {
    const name = `${'folder/'.repeat(20)}a.txt`
    const gnu = tarGzOf([
      { name: '././@LongLink', words: `${name}\0`, kind: 'L' },
      { name: name.slice(0, 100), words: 'x' },
    ])
    const field = ` path=${name}\n`
    const pax = tarGzOf([
      { name: 'PaxHeader', words: `${field.length + 3}${field}`, kind: 'x' },
      { name: name.slice(0, 100), words: 'x' },
      { name: 'b.txt', words: 'y' },
    ])
    expect([...readTarGz(gnu).keys()]).toEqual([name])
    expect([...readTarGz(pax).keys()]).toEqual([name, 'b.txt'])
  })

  it('S19 one that unpacks to far more than its size is refused', () => {
    expect(failureOf(() => readTarGz(tarGzOf([{ name: 'a.txt', words: '\0'.repeat(4_000_000) }]))).message).toContain('200 times')
  })

  it('S20 links are refused, and a name that leads out is only a name', () => {
    expect(failureOf(() => readTarGz(tarGzOf([{ name: 'a.txt', words: '', kind: '2' }]))).message).toContain('link')
    expect([...readTarGz(tarGzOf([{ name: '../../a.txt', words: 'x' }])).keys()]).toEqual(['../../a.txt'])
    expect(
      failureOf(() =>
        readTarGz(
          tarGzOf([
            { name: 'a', words: 'x' },
            { name: 'a', words: 'y' },
          ]),
        ),
      ).message,
    ).toContain('one name')
  })

  it('one that is cut off or is something else is refused', () => {
    for (const bytes of [whole.subarray(0, 40), new Uint8Array([0x1f, 0x8b]), new TextEncoder().encode('words')])
      expect(failureOf(() => readTarGz(bytes)).code).toBe('refused')
    const wrong = tarGzOf([{ name: 'a.txt', words: 'x'.repeat(600) }])
    expect(failureOf(() => readTarGz(wrong.subarray(0, wrong.length - 12))).code).toBe('refused')
  })
})
