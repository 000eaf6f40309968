import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { footnotesOf } from '../../../shared/footnotes.ts'
import { faultOfBlocks } from '../../../shared/text.ts'
import { zonesOf } from '../../../shared/zones.ts'
import { docx, expectFixture, imported, p, r, type WordParts, zipped } from './office.ts'
import { inZone } from './read.ts'

const read = (parts: WordParts, name = 'a.docx') => imported(name, docx(parts))
const style = (id: string, name: string, inside = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${inside}</w:style>`
const long = 'The river rose by two metres in a single night, rescuers said, and people of three villages left their homes before dawn.'
const field = (code: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`
const cell = (words: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${words.startsWith('<') ? words : p(words)}</w:tc>`
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`

describe('Word documents', () => {
  it('an article as Word keeps it, in German: styles by their names, lists, notes, table, caption, header, properties', async () => {
    const article = await read(
      {
        styles: [
          '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>',
          style('Titel', 'Title'),
          style('berschrift1', 'heading 1', '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
          style('Zwischentitel', 'Zwischentitel', '<w:basedOn w:val="berschrift1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
          style('Zitat', 'Quote'),
          style('Beschriftung', 'caption'),
          style('Listenabsatz', 'List Paragraph'),
          style('Aufzhlung', 'List Bullet', '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'),
          style('Funotentext', 'footnote text'),
          style('Kopfzeile', 'header'),
          style('Verzeichnis1', 'toc 1'),
        ].join(''),
        numbering:
          '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>',
        core: '<dc:title>Vorlage Bericht</dc:title><dc:creator>Redaktion Muster</dc:creator><dcterms:created>2023-11-02T08:15:00Z</dcterms:created>',
        edges: {
          header1: p(`Das Beispielblatt – Seite ${''}`, 'Kopfzeile') + p(field('PAGE', r('2')), 'Kopfzeile'),
          footer1: p('Nur für den Unterricht'),
        },
        footnotes: `<w:footnote w:type="separator" w:id="-1">${p('---')}</w:footnote><w:footnote w:id="1">${p(`<w:r><w:footnoteRef/></w:r>${r(' Bericht des Pegelamts, Blatt 4.')}`, 'Funotentext')}${p('Eine zweite Zeile dazu.', 'Funotentext')}</w:footnote>`,
        endnotes: `<w:endnote w:id="1">${p('Gespräch mit einem Anwohner.')}</w:endnote>`,
        body: [
          p(field('TOC \\o', r('Die Nacht	3')), 'Verzeichnis1'),
          p('Der Fluss stieg über Nacht', 'Titel'),
          p('Von Erika Muster'),
          p(
            `${r('Das Wasser stieg in einer einzigen Nacht um zwei Meter, wie die Retter mitteilten')}<w:r><w:footnoteReference w:id="1"/></w:r>${r(', und die Bewohner dreier Dörfer verließen ihre Häuser noch vor dem Morgen.')}<w:r><w:endnoteReference w:id="1"/></w:r>`,
          ),
          p('Die Nacht', 'Zwischentitel'),
          p('„Wir hörten das Wasser, bevor wir es sahen.“', 'Zitat'),
          p('Mehl und Wasser', 'Listenabsatz', '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
          p('Decken', 'Listenabsatz', '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
          p('Lampen', 'Aufzhlung'),
          p(
            'Ein Absatz ohne Zeichen, der auch zu einer Liste gehört.',
            'Listenabsatz',
            '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>',
          ),
          `<w:tbl><w:tblPr/>${row(cell('Dorf'), cell('Häuser'))}${row(cell('Oberau'), cell('12'))}${row(cell('Unterau'), cell('', '<w:vMerge/>'))}</w:tbl>`,
          p(`${r('Bild ')}${field('SEQ Bild', r('1'))}${r(': Die Brücke am Morgen')}`, 'Beschriftung'),
          '<w:sectPr><w:headerReference w:type="default" r:id="header1"/><w:headerReference w:type="first" r:id="header1"/><w:footerReference w:type="default" r:id="footer1"/></w:sectPr>',
        ].join(''),
      },
      'word-article.docx',
    )
    expectFixture('word-article.docx', article)
    const notes = footnotesOf(article.text, zonesOf(article.blocks, []))
    expect(notes.map(({ label, references }) => [label, references.length])).toEqual([
      ['1', 1],
      ['2', 1],
    ])
  })

  it('an article as Google Docs keeps it: one run for each change of format, lists without a style, a subtitle', async () => {
    const run = (words: string) =>
      `<w:r w:rsidR="00000000" w:rsidDel="00000000" w:rsidRPr="00000000"><w:rPr><w:rtl w:val="0"/></w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`
    const article = await read(
      {
        styles:
          style('Title', 'Title') +
          style('Subtitle', 'Subtitle') +
          style('Heading2', 'heading 2', '<w:pPr><w:keepNext w:val="1"/></w:pPr>'),
        numbering:
          '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
        body: [
          p(run('Bridge closed after flood'), 'Title'),
          p(run('Council meets on Monday'), 'Subtitle'),
          p(run('By Ann Lee')),
          p(run('3 May 2023')),
          p(
            `${run('The bridge over the river was closed on Tuesday')}<w:hyperlink r:id="rId6">${run(' after the flood')}</w:hyperlink>${run(', and the council will meet on Monday to decide when it can be opened again.')}`,
          ),
          p(run('What is known'), 'Heading2'),
          p(run('No one was hurt.'), undefined, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
          p(run('The schools stay closed.'), undefined, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        ].join(''),
      },
      'google-docs.docx',
    )
    expectFixture('google-docs.docx', article)
  })

  it('an article as a script of a database writes it: no styles, one table that lays out the page, line breaks for paragraphs', async () => {
    const article = await read(
      {
        body: `<w:tbl>${row(cell(p('<w:r><w:t>THE EXAMPLE HERALD</w:t></w:r>') + p('Flood at the bridge') + p('12 March 2021')), cell(`${p(`<w:r><w:t>${long}</w:t><w:br/><w:br/><w:t>${long.replace('river', 'lake')}</w:t></w:r>`)}<w:p/>`))}</w:tbl><w:p/>`,
      },
      'database-layout.docx',
    )
    expectFixture('database-layout.docx', article)
  })

  it('takes insertions and leaves deletions, moves, comments and hidden text out, and says so', async () => {
    const article = await read({
      styles: '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>',
      body: [
        p(
          `${r('The river ')}<w:del w:id="1"><w:r><w:delText>never </w:delText></w:r></w:del><w:ins w:id="2">${r('quickly ')}</w:ins>${r('rose.')}<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`,
        ),
        p(
          `${r('Shown.')}${r(' Concealed.', '<w:vanish/>')}${r(' Unseen.', '<w:rStyle w:val="Secret"/>')}${r(' Seen again.', '<w:rStyle w:val="Secret"/><w:vanish w:val="0"/>')}${r(' On paper.', '<w:webHidden/>')}`,
        ),
        `<w:moveFrom w:id="3">${p('Gone from here.')}</w:moveFrom>`,
        p(`<w:moveTo w:id="4">${r('Come to here.')}</w:moveTo>`),
        p('One half', undefined, '<w:rPr><w:del w:id="5"/></w:rPr>') + p(' and the other.'),
        `<w:tbl>${row(cell('a'), cell('b'))}<w:tr><w:trPr><w:del w:id="6"/></w:trPr>${cell('gone')}${cell('gone')}</w:tr>${row(cell('c'), cell('d'))}</w:tbl>`,
      ].join(''),
    })
    expect(article.text).toBe(
      'The river quickly rose.\n\nShown. Seen again. On paper.\n\nCome to here.\n\nOne half and the other.\n\na\tb\nc\td',
    )
    expect(article.repairs).toEqual([
      '1 comment was left out',
      'Tracked deletions in 3 paragraphs were left out',
      'Tracked insertions in 2 paragraphs were taken as text',
      'Hidden text in 1 paragraph was left out',
    ])
  })

  it('reads fields, controls, boxes, ruby and signs once, and never their codes', async () => {
    const box = (words: string) => `<w:txbxContent>${p(words)}</w:txbxContent>`
    const article = await read({
      body: [
        p(
          `${r('See ')}${field('HYPERLINK "http://canary.invalid/x"', r('the page'))}${r(' of ')}<w:fldSimple w:instr=" DATE ">${r('Monday')}</w:fldSimple>${r('.')}`,
        ),
        p(`${field(`IF ${field('PAGE', r('7'))} = 1`, r('Result'))}${r(' kept.')}`),
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>BROKEN</w:instrText></w:r>') +
          p('Words after a field without an end.'),
        `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${p('Click here to type.')}</w:sdtContent></w:sdt><w:sdt><w:sdtContent>${p('A control with words.')}</w:sdtContent></w:sdt>`,
        p(
          `${r('Beside a box.')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box('In the box.')}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box('In the box.')}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
        ),
        p(
          '<w:r><w:ruby><w:rt><w:r><w:t>kawa</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>川</w:t></w:r></w:rubyBase></w:ruby><w:t>の水</w:t></w:r>',
        ),
        p(
          '<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op flo</w:t><w:softHyphen/><w:t>od</w:t><w:tab/><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Webdings" w:char="F021"/><w:cr/><w:t>next</w:t></w:r><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>',
        ),
      ].join(''),
    })
    expect(article.text.split('\n\n')).toEqual([
      'See the page of Monday.',
      'Result kept.',
      'Words after a field without an end.',
      'A control with words.',
      'Beside a box.',
      'In the box.',
      '川の水',
      'co-op flood α✓\ufffd\nnextx=1',
    ])
    expect(article.repairs).toContain('1 sign of a picture font that has no character was marked as lost')
  })

  it('finds its parts by relationships, wherever they are and whatever capitals they have', async () => {
    const plain = docx({ body: p('Words of the document.') })
    expect((await imported('a.docx', plain)).text).toBe('Words of the document.')
    const relation =
      '<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/Body/Main.xml"/></Relationships>'
    const text = new TextEncoder()
    const strict = zipped({
      '_rels/.rels': text.encode(relation),
      'body/main.xml': text.encode(
        '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>Strict words.</x:t></x:r></x:p></x:body></x:document>',
      ),
    })
    expect((await imported('a.docx', strict)).text).toBe('Strict words.')
  })
})

it('a document built of any elements is read or refused, never more, and loses no paragraph after them', async () => {
  const names =
    'p r t tab br del ins tbl tr tc sdt sdtContent txbxContent AlternateContent Choice Fallback hyperlink fldSimple footnoteReference sectPr pPr rPr drawing oMath ruby rt rubyBase moveFrom altChunk'.split(
      ' ',
    )
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc
      .tuple(fc.constantFrom(...names), fc.array(fc.oneof({ depthSize: 'small' }, fc.constant('words '), tie('tree')), { maxLength: 4 }))
      .map(([name, inside]) => `<w:${name} w:id="1" w:val="1">${inside.join('')}</w:${name}>`),
  }))
  await fc.assert(
    fc.asyncProperty(fc.array(tree, { maxLength: 4 }), tree, async (trees, noted) => {
      const parts = { body: `${trees.join('')}${p('The end.')}`, footnotes: `<w:footnote w:id="1">${noted}</w:footnote>` }
      const { text, blocks } = await read(parts)
      expect(faultOfBlocks(text, blocks)).toBeUndefined()
      expect(text).toContain('The end.')
    }),
  )
})

describe('Word documents that cannot be read', () => {
  const bytes = docx({ body: p('Words of the document.') })
  const refused = (content: Uint8Array, name = 'a.docx') => expect(imported(name, content)).rejects
  it('say why', async () => {
    await refused(zipped({ 'a.txt': new Uint8Array(3) })).toMatchObject({ code: 'refused', message: /no Word document/ as never })
    await refused(bytes.slice(0, bytes.length / 2)).toThrow(/damaged/)
    await refused(docx({ body: p('') })).toThrow(/no words/)
    await refused(docx({ body: '<w:p>' })).toThrow(/not well-formed/)
  })

  it('S19 a bomb inside is refused', async () => {
    const bomb = zipped({ 'word/document.xml': new TextEncoder().encode(`<a>${' '.repeat(60_000_000)}</a>`) })
    await refused(bomb).toThrow(/200 times/)
  })

  it.each<[string, string]>([
    [
      'fields without an end',
      `<w:p>${'<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r>'.repeat(50_000)}${r('words').repeat(50_000)}</w:p>`,
    ],
    [
      'sections with one header',
      '<w:p><w:pPr><w:sectPr><w:headerReference r:id="header1"/></w:sectPr></w:pPr></w:p>'.repeat(50_000) + p('words'),
    ],
    ['nested tables', `${'<w:tbl><w:tr><w:tc>'.repeat(80)}${p('words')}${'</w:tc></w:tr></w:tbl>'.repeat(80)}`],
    ['references to one note', p(r('words') + '<w:r><w:footnoteReference w:id="1"/></w:r>'.repeat(50_000))],
  ])('S28 a document of %s is read', async (_, body) => {
    const { text } = await read({
      body,
      footnotes: `<w:footnote w:id="1">${p('A note.')}</w:footnote>`,
      edges: { header1: p('A header. '.repeat(5_000)) },
    })
    expect(text).toContain('words')
  })

  it('S21 a document type is refused', async () => {
    const xml =
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    await refused(zipped({ 'word/document.xml': new TextEncoder().encode(xml) })).toThrow(/document type/)
  })

  it('S22 nothing outside of the archive is opened, and hidden text and deletions are no text', async () => {
    const outside = (id: string, type: string, target: string) =>
      `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}" TargetMode="External"/>`
    const article = await read({
      relations: [
        outside('header9', 'header', 'http://canary.invalid/header.xml'),
        outside('pic', 'image', 'file:///etc/passwd'),
        outside('tpl', 'attachedTemplate', 'http://canary.invalid/a.dotm'),
        '<Relationship Id="header8" Type="http://x/header" Target="../../../../etc/passwd"/>',
      ].join(''),
      body: `${p(`${r('Shown words.')}${r('Hidden words.', '<w:vanish/>')}<w:del w:id="1"><w:r><w:t>Deleted words.</w:t></w:r></w:del><w:r><w:drawing><a:blip r:link="pic" xmlns:a="a"/></w:drawing></w:r>`)}<w:sectPr><w:headerReference r:id="header9"/><w:headerReference r:id="header8"/></w:sectPr>`,
    })
    expect(article.text).toBe('Shown words.')
  })

  it('notes that refer to notes, and to themselves, are read once', async () => {
    const reference = '<w:r><w:footnoteReference w:id="1"/></w:r>'.repeat(50)
    const article = await read({
      footnotes: `<w:footnote w:id="1">${p(r('A note.') + reference)}</w:footnote>`,
      body: p(r('Words') + reference),
    })
    expect(inZone(article, 'footnote')).toEqual(['[1] A note.'])
  })
})
