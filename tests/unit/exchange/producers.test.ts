// What each program of the field writes into a QDPX file, made here in its manner: folders, counting, notes, cases, users.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultOfAnchor } from '../../../shared/anchor.ts'
import { checkReferences } from '../../../shared/exchange/take.ts'
import { Failure } from '../../../shared/failure.ts'
import { kinds, records } from '../../../shared/records.ts'
import { bytesOf, codes, coding, guid, marksOf, project, qdpx, quotes, read, source } from '../../helpers/qdpx.ts'
import { failureOf } from '../../helpers/store.ts'

const text = 'The old bridge 🎣 closed on Monday.\nOfficials 🎣 blamed the weather.\n\nResidents blamed the officials, twice.'
const crlf = text.replaceAll('\n', '\r\n')
type Count = (words: string) => number
const utf16: Count = (words) => words.length
const points: Count = (words) => Array.from(words).length
/** `start` and `end` of words of a text, as a program counts them. */
const placed = (whole: string, words: string, count: Count, last = 0): string => {
  const at = whole.indexOf(words)
  return `startPosition="${count(whole.slice(0, at))}" endPosition="${count(whole.slice(0, at + words.length)) - last}"`
}
const mark = (n: number, place: string, inner = '', more = '') =>
  `<PlainTextSelection guid="${guid(n)}" ${place} ${more}>${inner}</PlainTextSelection>`
const users = `<Users><User guid="${guid(5)}" name="Ada"/><User guid="${guid(6)}" name="Ben"/></Users>`
const ada = `creatingUser="${guid(5)}"`
const ben = `creatingUser="${guid(6)}"`
const losses = (found: ReturnType<typeof read>) => Object.fromEntries(found.losses.map(({ what, names }) => [what, names]))
/** A Word file of these paragraphs. */
const docx = (...paragraphs: readonly string[]) =>
  qdpx({
    'word/document.xml': `<w:document xmlns:w="w"><w:body>${paragraphs
      .map(
        (words) =>
          `<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">${words}</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>`,
      )
      .join('')}</w:body></w:document>`,
  })

describe('as NVivo writes', () => {
  const selections =
    mark(20, placed(crlf, 'Officials', utf16), coding(30, 1, ada), ada) +
    mark(21, placed(crlf, 'Officials', utf16), coding(31, 2, ada), ada) +
    mark(22, placed(crlf, 'the weather', utf16), '', ada) +
    mark(23, placed(crlf, 'Residents', utf16), coding(33, 60, ada), ada)
  const file = qdpx({
    'project.qde': project(
      `${users}${codes}<Cases><Case guid="${guid(60)}" name="The town"/></Cases>${source(selections, 'plainTextPath="internal://a.txt" richTextPath="internal://a.docx"')}<Notes><Note guid="${guid(70)}" name="" plainTextPath="internal://n.txt"/></Notes><Links><Link guid="${guid(80)}" originGUID="${guid(70)}" targetGUID="${guid(22)}"/></Links>`,
      'Project xmlns="urn:QDA-XML:project:1.0" name="Trial" origin="NVivo 14"',
    ),
    'Sources/a.txt': `\uFEFF${crlf}`,
    'Sources/a.docx': docx('other words'),
    'Sources/n.txt': '\uFEFFSo it is said.\r\n',
  })
  const found = read('qdpx', file)

  it('stretches are folded, annotations are notes, and codes that are cases make entities', () => {
    expect(found.notes).toContain(
      'Positions count UTF-16 units, a line end of two characters counted as 2, a byte order mark as 0; 100 % fit.',
    )
    expect(marksOf(found)).toEqual([
      { quote: 'Officials', codes: ['Blame', 'Weather'], note: '', coder: 'Ada' },
      { quote: 'the weather', codes: [], note: 'So it is said.\n', coder: 'Ada' },
      { quote: 'Residents', codes: [], note: '', coder: 'Ada' },
    ])
    const { highlight, entity, study } = found.contents.records
    expect(entity.map(({ name }) => name)).toEqual(['The town'])
    expect(highlight.map(({ entityId }) => entityId)).toEqual([null, null, guid(60)])
    expect([study, losses(found)]).toEqual([[], { 'Word and PDF files are left out; their plain texts stay.': ['Board'] }])
  })
})

describe('as ATLAS.ti writes', () => {
  it('names that are the first words prove how its positions count; the XML is called like the project', () => {
    const named = (n: number, words: string, inner: string) =>
      mark(n, placed(text, words, points), inner, `name="${words.length > 20 ? `${words.slice(0, 20)}...` : words}"`)
    const found = read(
      'qdpx',
      qdpx({
        'Trial.qde': project(
          `${users.toUpperCase().replaceAll('USERS', 'Users').replaceAll('USER GUID', 'User guid').replaceAll('NAME="ADA"', 'name="Ada"').replaceAll('NAME="BEN"', 'name="Ben"')}${codes}${source(named(20, 'Officials 🎣 blamed the weather', `<Description>Said so.</Description>${coding(30, 1)}`) + named(21, 'twice', coding(31, 2)))}<Sets><Set guid="${guid(90)}" name="Group"><Description>Of codes</Description><MemberCode targetGUID="${guid(1)}"/></Set></Sets>`,
          'Project xmlns="urn:QDA-XML:project:1.0" name="Trial" origin="ATLAS.ti Desktop 26" basePath="C:\\Users\\x\\Documents"',
        ),
        'sources/a.txt': crlf,
      }),
    )
    expect(marksOf(found).map(({ quote, note }) => [quote, note])).toEqual([
      ['Officials 🎣 blamed the weather', 'Said so.'],
      ['twice', ''],
    ])
    expect(found.notes).toContain('The project inside is called “Trial.qde”, not “project.qde”.')
    expect(found.notes.join()).toContain('code points, a line end of two characters counted as 1')
    expect(losses(found)).toEqual({
      'Sets of codes and of notes are left out.': ['Group'],
      'Descriptions of cases and sets are left out where those become outlets and collections.': ['Group'],
    })
    expect(JSON.stringify(found.contents.records)).not.toContain('Documents')
  })
})

describe('as MAXQDA writes', () => {
  it('comments without a code, values on the text, and times of the last change', () => {
    const changed = `modifyingUser="${guid(6)}" modifiedDateTime="2026-03-01T10:00:00"`
    const found = read(
      'qdpx',
      qdpx({
        'project.qde': project(
          `${users}${codes}<Variables><Variable guid="${guid(50)}" name="Publication" typeOfVariable="Text"/><Variable guid="${guid(51)}" name="Words" typeOfVariable="Integer"/></Variables>${source(
            `${mark(20, placed(text, 'blamed the weather', points), '<Description>A comment.</Description>', changed)}<VariableValue><VariableRef targetGUID="${guid(50)}"/><TextValue>The Harbour Post</TextValue></VariableValue><VariableValue><VariableRef targetGUID="${guid(51)}"/><IntegerValue>14</IntegerValue></VariableValue>`,
          )}`,
          'Project xmlns="urn:QDA-XML:project:1.0" name="Trial" origin="MAXQDA 24"',
        ),
        'sources/a.txt': text,
      }),
    )
    expect(marksOf(found)).toEqual([{ quote: 'blamed the weather', codes: [], note: 'A comment.', coder: 'Ben' }])
    expect(found.contents.records.highlight[0]?.createdAt).toBe(Date.UTC(2026, 2, 1, 10))
    expect(found.contents.records.article).toMatchObject([{ outlet: 'The Harbour Post', attributes: { words: '14' } }])
    expect(found.losses).toEqual([])
  })
})

describe('as QualCoder writes', () => {
  it('a note that the text refers to and that marks it is a note on that stretch', () => {
    const found = read(
      'qdpx',
      qdpx({
        'project.qde': project(
          `${codes}${source(`${mark(20, placed(text, 'Officials', points), coding(30, 1))}<NoteRef targetGUID="${guid(70)}"/><NoteRef targetGUID="${guid(71)}"/>`)}<Notes><Note guid="${guid(70)}"><PlainTextContent>Who?</PlainTextContent>${mark(21, placed(text, 'Residents', points))}</Note><Note guid="${guid(71)}"><PlainTextContent>Of the whole text, which is about a bridge.</PlainTextContent>${mark(22, 'startPosition="0" endPosition="2"', '', 'name="Of"')}</Note></Notes>`,
        ),
        'sources/a.txt': text,
      }),
    )
    expect(marksOf(found).map(({ quote, note }) => [quote, note])).toEqual([
      ['Officials', ''],
      ['Residents', 'Who?'],
    ])
    expect(found.contents.records.article).toMatchObject([{ memo: 'Of the whole text, which is about a bridge.' }])
    expect(losses(found)).toEqual({ 'Marks on notes are left out.': ['Of'] })
  })

  it('a note longer than where it stands in the text is still a note on that stretch', () => {
    const memo = 'A note that goes on for longer than the words before its place in the text.'
    const found = read(
      'qdpx',
      qdpx({
        'project.qde': project(
          `${codes}${source(`<NoteRef targetGUID="${guid(70)}"/>`)}<Notes><Note guid="${guid(70)}"><PlainTextContent>${memo}</PlainTextContent>${mark(21, placed(text, 'bridge', points))}</Note></Notes>`,
        ),
        'sources/a.txt': text,
      }),
    )
    expect(marksOf(found)).toMatchObject([{ quote: 'bridge', note: memo }])
    expect(found.losses).toEqual([])
  })

  it('control characters among the words that were marked are read as blanks, and said', () => {
    const pages = text.replace('\n', '\f')
    const words = 'on Monday.\fOfficials'
    const file = qdpx({
      'project.qde': project(`${codes}${source(mark(20, placed(pages, words, points), coding(30, 1), `name="${words}"`))}`),
      'sources/a.txt': pages,
    })
    const found = read('qdpx', file)
    expect(quotes(found)).toEqual([words])
    expect(found.notes).toContain('Its XML holds control characters, which XML does not allow: they are read as blanks.')
  })
})

describe('as Quirkos and others write', () => {
  it('values of cases whose texts they are, texts in the XML with line ends of one character', () => {
    const found = read(
      'qdpx',
      qdpx({
        'project.qde': project(
          `${codes}<Variables><Variable guid="${guid(50)}" name="Age" typeOfVariable="Text"/></Variables><Cases><Case guid="${guid(60)}" name="Ada’s paper"><Description>Weekly</Description><CodeRef targetGUID="${guid(1)}"/><VariableValue><VariableRef targetGUID="${guid(50)}"/><TextValue>40</TextValue></VariableValue><SourceRef targetGUID="${guid(10)}"/></Case></Cases>${source(`<PlainTextContent>${crlf}</PlainTextContent>${mark(20, placed(crlf, 'Officials', utf16), coding(30, 1))}${mark(21, placed(crlf, 'officials', utf16), coding(31, 2))}`, '')}`,
        ),
      }),
    )
    expect(quotes(found)).toEqual(['Officials', 'officials'])
    expect(found.contents.records.article).toMatchObject([{ outlet: 'Ada’s paper', attributes: { age: '40' } }])
    expect(losses(found)).toEqual({
      'Codes of a whole source or case are left out.': ['Blame, Ada’s paper'],
      'Descriptions of cases and sets are left out where those become outlets and collections.': ['Ada’s paper'],
    })
  })

  it('transcripts of sound and film are texts, with the marks between their points of time', () => {
    const at = (n: number, words: string) =>
      `<SyncPoint guid="${guid(n)}" timeStamp="0" position="${points(text.slice(0, text.indexOf(words)))}"/>`
    const found = read(
      'qdpx',
      qdpx({
        'project.qde': project(
          `${codes}<Sources><AudioSource guid="${guid(10)}" name="Interview" path="internal://i.mp3"><Transcript guid="${guid(11)}" plainTextPath="internal://a.txt">${at(40, 'Officials')}${at(41, ' 🎣 blamed')}<TranscriptSelection guid="${guid(20)}" fromSyncPoint="${guid(40)}" toSyncPoint="${guid(41)}">${coding(30, 1)}</TranscriptSelection></Transcript><AudioSelection guid="${guid(21)}" name="Laughter" begin="0" end="9"/></AudioSource><PictureSource guid="${guid(12)}" name="Photo"><TextDescription guid="${guid(13)}"><PlainTextContent>A bridge.</PlainTextContent></TextDescription></PictureSource></Sources>`,
        ),
        'sources/a.txt': text,
      }),
    )
    expect(marksOf(found)).toMatchObject([{ quote: 'Officials', codes: ['Blame'] }])
    expect(found.contents.records.article.map(({ title }) => title)).toEqual(['Interview', 'Photo'])
    expect(losses(found)).toEqual({
      'Pictures, sound and film are left out; texts to them stay.': ['Interview', 'Photo'],
      'Marks on pictures, sound and film are left out.': ['Laughter, Interview'],
    })
  })

  it('names that are no GUIDs, the same name twice, parts in any order and an old namespace are read, and said', () => {
    const found = read(
      'qdpx',
      qdpx({
        'Folder/project.qde': project(
          `${source(`${mark(20, placed(text, 'Officials', points), coding(30, 1))}${mark(20, placed(text, 'Residents', points), coding(30, 2))}`)}${codes}`,
          'Project xmlns="urn:QDA-XML:project:0:10" name="Trial"',
        )
          .replaceAll(guid(20), 'note_20')
          .replaceAll(guid(1), 'my-code'),
        'Folder/sources/a.txt': text,
        '__MACOSX/Folder/._project.qde': 'x',
      }),
    )
    expect(marksOf(found).map(({ quote, codes: applied }) => [quote, applied])).toEqual([
      ['Officials', ['Blame']],
      ['Residents', ['Weather']],
    ])
    expect(found.notes.slice(0, 3)).toEqual([
      'The project inside is called “Folder/project.qde”, not “project.qde”.',
      'Its namespace is “urn:QDA-XML:project:0:10”, not that of the standard.',
      'Its parts do not stand in the order of the standard.',
    ])
    expect(found.losses).toEqual([])
  })

  it('of a stretch that several coded each has a highlight of his own', () => {
    const found = read(
      'qdpx',
      qdpx({
        'project.qde': project(
          users +
            codes +
            source(
              mark(
                20,
                placed(text, 'Officials', points),
                `<Description>Mine.</Description>${coding(30, 1, ada)}${coding(31, 2, ben)}${coding(32, 2)}`,
                ada,
              ),
            ),
        ),
        'sources/a.txt': text,
      }),
    )
    expect(marksOf(found)).toEqual([
      { quote: 'Officials', codes: ['Blame', 'Weather'], note: 'Mine.', coder: 'Ada' },
      { quote: 'Officials', codes: ['Weather'], note: '', coder: 'Ben' },
    ])
  })

  it('a mark or two inside a word are believed where every way of counting agrees, and only there', () => {
    const one = (words: string) =>
      qdpx({
        'project.qde': project(codes + source(mark(20, placed(words, 'ficial', points), coding(30, 1)))),
        'sources/a.txt': words,
      })
    const plain = read('qdpx', one('Officials blamed the weather.'))
    expect(quotes(plain)).toEqual(['ficial'])
    expect(plain.notes.join()).toContain('0 % fit, too little to tell, but every way of counting gives the same places')
    expect(failureOf(() => read('qdpx', one('🎣 Officials blamed the weather.'))).message).toContain('fit no way of counting')
  })

  it('words marked carelessly are believed where every way of counting agrees, another text’s places are not', () => {
    const plain = 'The old bridge closed on Monday. Officials blamed the weather. Residents blamed the officials, twice over.'
    const words = ['old bridge', 'closed', 'Official', 'lamed the weather', 'Residents blamed', 'the officia', 'wice over', 'Monday']
    const shifted = (by: number) => {
      const marks = words.map((each, n) => {
        const start = plain.indexOf(each) + by
        return mark(20 + n, `startPosition="${start}" endPosition="${start + each.length}"`, coding(40 + n, 1))
      })
      return qdpx({ 'project.qde': project(codes + source(marks.join(''))), 'sources/a.txt': plain })
    }
    const found = read('qdpx', shifted(0))
    expect(quotes(found)).toEqual(words)
    expect(found.notes.join()).toMatch(/75 % fit, too little to tell, but every way of counting gives the same places/)
    for (const by of [-3, -2, 1, 2]) expect(failureOf(() => read('qdpx', shifted(by))).message).toMatch(/fit no way of counting/)
  })

  it('ends that are the last character, as the prose of the standard can be read, are told from the words', () => {
    const marks = ['old', 'bridge', 'Officials', 'weather', 'twice'].map((words, n) =>
      mark(20 + n, placed(text, words, points, 1), coding(30 + n, 1)),
    )
    const found = read('qdpx', qdpx({ 'project.qde': project(codes + source(marks.join(''))), 'sources/a.txt': text }))
    expect(quotes(found)).toEqual(['old', 'bridge', 'Officials', 'weather', 'twice'])
    expect(found.notes.join()).toContain('an end being the last character')
  })

  it.each([
    ['utf-16le', [0xff, 0xfe]],
    ['utf-16be', [0xfe, 0xff]],
  ] as const)('a text in %s', (_, mark16) => {
    const wide = Buffer.from(text, 'utf16le')
    const held = Buffer.concat([Buffer.from(mark16), mark16[0] === 0xff ? wide : Buffer.from(wide).swap16()])
    const marks = mark(20, placed(text, 'Officials', points), coding(30, 1)) + mark(21, placed(text, 'twice', points), coding(31, 1))
    expect(quotes(read('qdpx', qdpx({ 'project.qde': project(codes + source(marks)), 'sources/a.txt': held })))).toEqual([
      'Officials',
      'twice',
    ])
  })

  it('a source that has a Word file only: its text is taken, its marks where they fit that', () => {
    const lines = ['The old bridge closed on Monday.', 'Officials blamed the weather.']
    const whole = lines.join('\n')
    const file = (shift: number) =>
      qdpx({
        'project.qde': project(
          codes +
            source(
              ['Officials', 'weather', 'bridge']
                .map((words, n) =>
                  mark(
                    20 + n,
                    `startPosition="${whole.indexOf(words) + shift}" endPosition="${whole.indexOf(words) + words.length + shift}"`,
                    coding(30 + n, 1),
                    `name="${n === 0 ? 'Officials' : ''}"`,
                  ),
                )
                .join(''),
              'richTextPath="internal://A.DOCX"',
            ),
        ),
        'Sources/a.docx': docx(...lines),
      })
    const fits = read('qdpx', file(0))
    expect(quotes(fits)).toEqual(['Officials', 'weather', 'bridge'])
    expect(fits.notes).toContain('The text of “Board” is that of its Word file, as the file holds no plain text.')
    const off = read('qdpx', file(2))
    expect(off.contents.texts.map((held) => held.text)).toEqual([whole])
    expect(losses(off)['Selections that do not fit the text of a Word file are left out.']).toHaveLength(3)
  })

  it('S20 a text that lies outside the archive is not looked for there', () => {
    for (const path of ['absolute:///etc/passwd', 'relative:///../../etc/passwd', 'internal://../../../etc/passwd', 'C:\\x\\b.txt']) {
      const found = read('qdpx', qdpx({ 'project.qde': project(codes + source('', `plainTextPath="${path}"`)), 'sources/a.txt': text }))
      expect(found.contents.records.article).toEqual([])
      expect(losses(found)).toEqual({ 'Sources without a text in the file are left out, with their marks.': ['Board'] })
    }
  })

  it('a text of 600,000 characters with 5,000 marks, each on its words', () => {
    const parts = Array.from({ length: 20_000 }, (_, n) => `Word${n} 🎣 and, some more of it é.`)
    const whole = parts.join('\r\n')
    const starts = Array.from({ length: 5_000 }, (_, n) => n * 4)
    let [at, n] = [0, 0]
    const place = parts.map((part) => {
      const start = at
      at += points(part) + 2
      return [start, start + points(`Word${n++}`)] as const
    })
    const marks = starts.map((i, m) =>
      mark(1_000 + m, `startPosition="${place[i]?.[0]}" endPosition="${place[i]?.[1]}"`, coding(100_000 + m, 1)),
    )
    const found = read('qdpx', qdpx({ 'project.qde': project(codes + source(marks.join(''))), 'sources/a.txt': bytesOf(whole) }))
    expect(quotes(found)).toEqual(starts.map((i) => `Word${i}`))
  })
})

describe('S18 QDPX files that were damaged or made by hand', () => {
  const whole = project(
    `${users}${codes}<Variables><Variable guid="${guid(50)}" name="Age" typeOfVariable="Text"/></Variables><Cases><Case guid="${guid(60)}" name="The town"><VariableValue><VariableRef targetGUID="${guid(50)}"/><TextValue>40</TextValue></VariableValue><SourceRef targetGUID="${guid(10)}"/><SelectionRef targetGUID="${guid(20)}"/></Case></Cases><Sources><TextSource guid="${guid(10)}" name="Board" plainTextPath="internal://a.txt" ${ada}><Description>Memo</Description>${mark(20, placed(text, 'Officials', points), `${coding(30, 1, ada)}${coding(31, 2, ben)}<NoteRef targetGUID="${guid(70)}"/>`, 'creationDateTime="2026-01-01T00:00:00Z"')}${mark(21, placed(text, 'twice', points), coding(32, 60))}<NoteRef targetGUID="${guid(71)}"/></TextSource><AudioSource guid="${guid(11)}" name="Sound"><Transcript guid="${guid(12)}"><PlainTextContent>${text}</PlainTextContent><SyncPoint guid="${guid(40)}" position="0"/><SyncPoint guid="${guid(41)}" position="3"/><TranscriptSelection guid="${guid(22)}" fromSyncPoint="${guid(40)}" toSyncPoint="${guid(41)}">${coding(33, 1)}</TranscriptSelection></Transcript></AudioSource></Sources><Notes><Note guid="${guid(70)}" name="n"><PlainTextContent>Words</PlainTextContent></Note><Note guid="${guid(71)}">${mark(23, 'startPosition="4" endPosition="7"')}</Note></Notes><Links><Link guid="${guid(80)}" name="x" originGUID="${guid(20)}" targetGUID="${guid(21)}"/></Links><Sets><Set guid="${guid(90)}" name="S"><MemberSource targetGUID="${guid(10)}"/></Set></Sets>`,
  )
  const pieces = whole.match(/<[^>]*>|[^<]+/g) ?? []
  const attributes = [...whole.matchAll(/ [\w]+="[^"]*"/g)].map(({ index, 0: found }) => ({ index, found }))
  const edit = fc.oneof(
    fc.nat(attributes.length - 1).map((n) => (xml: string) => xml.replace(attributes[n]?.found ?? '', '')),
    fc.tuple(fc.nat(attributes.length - 1), fc.constantFrom('', '-1', '1e9', 'x', '{}', '\u00e9', '__proto__', guid(20), guid(1))).map(
      ([n, value]) =>
        (xml: string) =>
          xml.replace(attributes[n]?.found ?? '', (attributes[n]?.found ?? '').replace(/"[^"]*"/, `"${value}"`)),
    ),
    fc.nat(pieces.length - 1).map((n) => (xml: string) => xml.replace(pieces[n] ?? '', '')),
    fc.tuple(fc.nat(90), fc.nat(90)).map(
      ([a, b]) =>
        (xml: string) =>
          xml.replaceAll(guid(a), guid(b)),
    ),
  )

  it('are refused, or read soundly: every record is one of ours, and every highlight stands on its words', () => {
    let taken = 0
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const xml = edits.reduce((held, change) => change(held), whole)
        let found: ReturnType<typeof read>
        try {
          found = read('qdpx', qdpx({ 'project.qde': xml, 'sources/a.txt': text }))
        } catch (error) {
          expect(error).toBeInstanceOf(Failure)
          return
        }
        taken++
        checkReferences(found.contents.records)
        const { records: all, texts } = found.contents
        for (const kind of kinds) for (const record of all[kind]) expect(records[kind].safeParse(record).error).toBeUndefined()
        const textOf = new Map(all.article.map(({ id, textSha256 }) => [id, texts.find(({ sha256 }) => sha256 === textSha256)?.text ?? '']))
        for (const held of all.highlight) expect(faultOfAnchor(textOf.get(held.articleId) ?? '', held)).toBeUndefined()
        for (const loss of found.losses) expect([loss.ids.length, loss.names.length]).toEqual([loss.count, loss.count])
      }),
      { numRuns: 300 },
    )
    expect(taken).toBeGreaterThan(100)
  })
})
