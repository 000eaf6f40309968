import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { footnotesOf } from '../../../shared/footnotes.ts'
import { faultOfBlocks } from '../../../shared/text.ts'
import { zonesOf } from '../../../shared/zones.ts'
import { articles, encode } from './articles.ts'
import { expectFixture, imported } from './office.ts'
import { inZone } from './read.ts'

const rtf = (body: string, head = '\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Serif;}}') => `{\\rtf1${head}\n${body}}`
const text = async (body: string, head?: string) => (await imported('a.rtf', rtf(body, head))).text
/** Bytes as the format writes them. */
const escaped = (bytes: Uint8Array) => [...bytes].map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('')

describe('Rich Text Format', () => {
  it('an article as Word keeps it: styles, characters by number, lists, a table, notes, a header, properties', async () => {
    const article = await imported(
      'word-article.rtf',
      `{\\rtf1\\adeflang1025\\ansi\\ansicpg1252\\uc1\\adeff0\\deff0\\stshfdbch0{\\fonttbl{\\f0\\fbidi \\froman\\fcharset0\\fprq2{\\*\\panose 02020603050405020304}Times New Roman{\\*\\falt Times};}{\\f3\\fbidi \\froman\\fcharset2\\fprq2 Symbol;}{\\f37\\froman\\fcharset204\\fprq2 Times New Roman Cyr;}}
{\\colortbl;\\red0\\green0\\blue0;}{\\*\\defchp \\fs22 }{\\stylesheet{\\ql \\li0 \\snext0 Normal;}{\\s1\\ql \\outlinelevel0 \\sbasedon0 \\snext0 heading 1;}{\\s2\\sbasedon1 Section head;}{\\*\\cs10 \\additive Default Paragraph Font;}{\\s15\\qc \\sbasedon0 Title;}{\\s16 \\sbasedon0 Quote;}{\\s17 \\sbasedon0 caption;}{\\s18 \\sbasedon0 footnote text;}}
{\\*\\listtable{\\list{\\listlevel{\\leveltext\\'01\\u-3913 ?;}}\\listid1}}{\\*\\rsidtbl \\rsid1}{\\*\\generator Riched20;}{\\info{\\title Template}{\\author Typist}{\\creatim\\yr2020\\mo5\\dy17\\hr9\\min3}{\\nofpages1}}
{\\*\\xmlnstbl {\\xmlns1 http://schemas.example.invalid}}\\paperw11906\\sectd{\\header \\pard\\plain \\f0 Example Review \\endash  {\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}\\par }
\\pard\\plain \\s15\\qc \\f0\\fs32 {\\rtlch\\fcs1 \\af0 \\ltrch\\fcs0 \\insrsid1 The river rose at night}\\par
\\pard\\plain \\f0 By Mira Holt\\par \\pard\\plain \\f0 4 June 2022\\par
\\pard\\plain \\ql \\f0 {The river rose by two met}{res in a single night{\\super\\chftn {\\footnote \\pard\\plain \\s18 {\\super \\chftn } Gauge of the river office, sheet 4.}}, said {\\field{\\*\\fldinst HYPERLINK "http://canary.invalid/"}{\\fldrslt {\\ul Andr\\u233\\'e9}}}, and people of three villages left their homes before dawn\\u8230\\'85\\line {\\f37 \\'c2\\'ee\\'e4\\'e0} {\\lang1049 \\u1074\\'e2\\u1086\\'ee\\u1076\\'e4\\u1072\\'e0}.}\\par
\\pard\\plain \\s2 \\outlinelevel1 The night\\par
\\pard\\plain \\s16 \\ldblquote We heard the water.\\rdblquote\\par
{\\listtext\\pard\\plain \\f3 \\'b7\\tab}\\pard \\ls1\\ilvl0 Lamps\\par {\\listtext\\tab}\\pard \\ls1\\ilvl1 Blankets{\\f3 \\'61}\\par
\\pard \\trowd\\cellx100\\cellx200\\intbl Village\\cell Houses\\cell\\row \\trowd\\intbl Upper Au\\cell 12\\cell\\row
\\pard\\plain \\s17 Figure 1: The bridge{\\pict\\wmetafile8 0102abcd}{\\*\\shppict{\\pict 00}}\\par
\\pard\\plain {\\shp{\\*\\shpinst\\shpleft1{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt \\pard\\plain In the box.\\par}}{\\shprslt{\\*\\do{\\dptxbx{\\dptxbxtext In the box.}}}}}\\par }`,
    )
    expectFixture('word-article.rtf', article)
    const notes = footnotesOf(article.text, zonesOf(article.blocks, []))
    expect(notes.map(({ label, references }) => [label, references.length])).toEqual([['1', 1]])
  })

  it('an article as WordPad keeps it: no styles, bytes of a Russian font', async () => {
    const { text: words } = articles.Russian as { text: string }
    const bytes = escaped(encode(words, 'windows-1251') as Uint8Array)
    const article = await imported(
      'wordpad.rtf',
      `{\\rtf1\\ansi\\ansicpg1251\\deff0\\nouicompat\\deflang1049{\\fonttbl{\\f0\\fnil\\fcharset0 Calibri;}{\\f1\\fnil\\fcharset204 Calibri;}}\n{\\*\\generator Riched20 10.0}\\viewkind4\\uc1 \n\\pard\\sl276\\f1\\fs22 ${bytes}\\f0\\par\n\\b Bold and caf\\'e9\\b0\\par\n}\n\0`,
    )
    expectFixture('wordpad.rtf', article)
  })

  it('an article as a database exports it: a flat table of fonts, line ends by a backslash, raw bytes', async () => {
    const article = await imported(
      'export.rtf',
      Buffer.from(
        '{\\rtf1\\mac{\\fonttbl\\f0\\fswiss Helvetica;\\f1\\froman Times;}\\f1 Caf\x8e on the river\\\nThe river rose.\\\n\\\nThe end.}',
        'latin1',
      ),
    )
    expectFixture('export.rtf', article)
  })

  it.each(['Russian', 'Polish', 'Turkish'])('%s in the bytes of its own code page', async (language) => {
    const { encodings, text: words } = articles[language] as { encodings: readonly string[]; text: string }
    const encoding = encodings[0] as string
    const page = Number(encoding.slice(-4))
    const head = `\\ansi\\ansicpg${page}\\deff0{\\fonttbl{\\f0 Serif;}}`
    expect(await text(escaped(encode(words, encoding) as Uint8Array), head)).toBe(words)
    expect(await text(escaped(encode(words, encoding) as Uint8Array), `\\ansi{\\fonttbl{\\f5\\cpg${page} Serif;}}\\f5 `)).toBe(words)
  })

  it('characters of two bytes, by font, broken by line ends, the second byte written as itself', async () => {
    const head = '\\ansi\\deff0{\\fonttbl{\\f0\\fcharset128 Mincho;}{\\f1\\fcharset134 SimSun;}}'
    expect(await text("\\'93\\'fa\\'96\\'7b\n\\'8c\\'ea \\'83A{\\f1 \\'ba\\'d3\\'cb\\'ae}", head)).toBe('日本語 ア河水')
  })

  it('UTF-8 where the format has seven bits, beside bytes of a code page', async () => {
    expect(await text("Caf\u00e9 вода {\\f1 \\'e2}", '\\ansi\\ansicpg1251{\\fonttbl{\\f1\\fcharset204 Serif;}}')).toBe('Café вода в')
  })

  it('substitutes are passed over, as many as are said, and nothing else', async () => {
    expect(await text("\\uc1\\u1042?\\u1086\\'ee\\u1076\\u1072?.")).toBe('Вода.')
    expect(await text('\\uc2\\u1042ab\\uc0\\u1086\\u1076 \\u1072.')).toBe('Вода.')
    expect(await text('{\\uc3\\u8364 abc}1{\\uc5\\u8364 a}2')).toBe('€1€2')
    expect(await text('\\u8220\\ldblquote Words\\u8221\\rdblquote')).toBe('“Words”')
    expect(await text('\\u-10179?\\u-8704? a\\~b\\_c\\-d')).toBe('😀 a b-cd')
    expect(await text('{\\upr{Old words}{\\*\\ud{New w\\u246ords}}}')).toBe('New wörds')
  })

  it('leaves out what is hidden, deleted, commented or unknown, and says so', async () => {
    const article = await imported(
      'a.rtf',
      rtf(
        'The river {\\deleted never }{\\revised quickly }rose.{\\*\\atnid X}{\\*\\annotation A comment.}\\par Shown{\\v  and hidden}{\\v\\v0  again}{\\*\\unknown words{\\b more}}.\\par One half{\\deleted\\par} and the other.{\\object{\\*\\objdata 00}{\\result  Result.}}{\\*\\bkmkstart a}{\\xe word}{\\bin5 }{\\\\}\\par {\\v Nothing\\par}Last.',
      ),
    )
    expect(article.text.split('\n\n')).toEqual(['The river quickly rose.', 'Shown again.', 'One half and the other. Result.', 'Last.'])
    expect(article.repairs).toEqual([
      '1 comment was left out',
      'Tracked deletions in 1 paragraph were left out',
      'Tracked insertions in 1 paragraph were taken as text',
      'Hidden text in 2 paragraphs was left out',
    ])
  })

  it('a table in a cell is read row by row', async () => {
    const nested =
      '\\pard\\intbl Outer\\par\\pard\\intbl\\itap2 Village\\nestcell{\\nonesttables\\par}Houses\\nestcell{\\nonesttables\\par}{\\*\\nesttableprops\\trowd\\nestrow}{\\nonesttables\\par}Upper Au\\nestcell 12\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}\\pard\\intbl\\cell Right\\cell\\row\\pard After.\\par'
    expect((await text(nested)).split('\n\n')).toEqual(['Outer', 'Village Houses', 'Upper Au 12', 'Right', 'After.'])
  })

  it('a title with a note is claimed without its mark', async () => {
    const { title } = await imported('a.rtf', rtf('{\\stylesheet{\\s1 Title;}}\\s1 The flood{\\footnote A note.}\\par\\pard Words.\\par'))
    expect(title).toBe('The flood')
  })

  it('notes in notes are left out; endnotes are numbered on', async () => {
    const article = await imported('a.rtf', rtf('Words{\\footnote One{\\footnote not this}.}, more{\\*\\footnote\\ftnalt Two.}.\\par'))
    expect(article.text).toBe('Words[1], more[2].\n\n[1] One.\n\n[2] Two.')
    expect(inZone(article, 'footnote')).toHaveLength(2)
  })
})

describe('files that only look like it', () => {
  const refused = (name: string, content: Uint8Array | string) => expect(imported(name, content)).rejects
  const old = (name: string) =>
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2_000), Buffer.from(name, 'utf16le')])
  it('say what they are and what to do', async () => {
    await refused('a.doc', old('WordDocument')).toThrow(/before 2007.*save it as \.docx/)
    await refused('a.docx', old('EncryptedPackage')).toThrow(/password/)
    await refused('a.xls', old('Workbook')).toThrow(/old office program/)
    await refused('a.rtf', rtf('\\par')).toThrow(/no words/)
  })

  it('an RTF document that is called .doc is read', async () => {
    expect(await imported('a.doc', rtf('Words.'))).toMatchObject({ format: 'rtf', text: 'Words.' })
  })
})

describe('S28 hostile nesting and numbers', () => {
  const refused = (content: string) => expect(imported('a.rtf', content)).rejects
  it('a deep nest is refused', async () => {
    await refused(`{\\rtf1 ${'{'.repeat(1_000_000)}words`).toThrow(/nested more than 256/)
  })

  it.each([
    ['closing braces', `{\\rtf1 ${'}'.repeat(100_000)} words`],
    ['an open end', '{\\rtf1 {\\b words'],
    ['a length beyond the end', '{\\rtf1 words{\\bin2147483647 '],
    ['a negative length', '{\\rtf1 {\\bin-5 }words'],
    ['a great number of substitutes', '{\\rtf1 words\\uc2147483647\\u65?}'],
    ['styles in a ring', '{\\rtf1{\\stylesheet{\\s1\\sbasedon2 a;}{\\s2\\sbasedon1 b;}}\\s1 words\\par}'],
    ['bytes of an Eastern font between words', `{\\rtf1{\\fonttbl{\\f1\\fcharset128 X;}}words{\\f1 ${"\\'93\\'fa\\b ".repeat(100_000)}}}`],
    ['a word without an end', `{\\rtf1 words\\${'a'.repeat(100_000)}`],
    ['20,000 cells', `{\\rtf1 words\\par ${'\\intbl x\\cell'.repeat(20_000)}\\row}`],
    ['20,000 notes', `{\\rtf1 words${'{\\footnote n}'.repeat(20_000)}}`],
  ])('%s', async (_, content) => {
    expect((await imported('a.rtf', content)).text).toMatch(/^(?:words)/)
  })

  it('token soup is read or refused, never more', async () => {
    const tokens = fc.constantFrom(
      '{',
      '}',
      '{',
      '}',
      '\\par ',
      '\\cell',
      '\\row',
      '\\intbl ',
      '\\pard ',
      '\\plain ',
      '\\v ',
      '\\deleted ',
      '{\\*',
      '\\footnote ',
      '\\shpinst ',
      '\\shptxt ',
      '\\upr ',
      '\\ud ',
      '\\fonttbl',
      '\\f1',
      '\\fcharset128 ',
      'Symbol;',
      '\\stylesheet',
      '\\s1 ',
      '\\info',
      '\\title ',
      '\\creatim\\yr2020',
      '\\header ',
      '\\u-3913',
      '?',
      "\\'93",
      "\\'g",
      '\\uc9 ',
      '\\bin3 ',
      '\\',
      '\\\\',
      '\0',
      '\n',
      'words ',
      'вода',
      '\\annotation ',
      '\\nestcell ',
      '\\listtext ',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(tokens, { maxLength: 80 }), async (soup) => {
        try {
          const article = await imported('a.rtf', `{\\rtf1 ${soup.join('')}`)
          expect(faultOfBlocks(article.text, article.blocks)).toBeUndefined()
        } catch (error) {
          expect(error).toMatchObject({ code: 'refused' })
        }
      }),
      { numRuns: 1_000 },
    )
  })
})
