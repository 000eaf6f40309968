import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { footnotesOf } from '../../../shared/footnotes.ts'
import { faultOfBlocks } from '../../../shared/text.ts'
import { zonesOf } from '../../../shared/zones.ts'
import { expectFixture, flatOdt, imported, type OpenParts, odt, zipped } from './office.ts'
import { inZone } from './read.ts'

const p = (inside: string, style = 'Standard') => `<text:p text:style-name="${style}">${inside}</text:p>`
const style = (name: string, parent = '', inside = '', family = 'paragraph') =>
  `<style:style style:name="${name}" style:family="${family}"${parent === '' ? '' : ` style:parent-style-name="${parent}"`}>${inside}</style:style>`
const note = (kind: string, sign: string, words: string) =>
  `<text:note text:note-class="${kind}"><text:note-citation>${sign}</text:note-citation><text:note-body>${words}</text:note-body></text:note>`
const cell = (words: string) => `<table:table-cell office:value-type="string">${p(words)}</table:table-cell>`

const article: OpenParts = {
  styles: [
    style('Standard'),
    style('Heading', 'Standard'),
    style('Title', 'Heading'),
    style('Heading_20_1', 'Heading'),
    style('Quotations', 'Standard'),
    style('Caption', 'Standard'),
    style('Figure', 'Caption'),
    style('Contents_20_1', 'Index'),
    style('Preformatted_20_Text', 'Standard'),
  ].join(''),
  automatic: style('P1', 'Title') + style('P2', 'Quotations') + style('T1', '', '<style:text-properties text:display="none"/>', 'text'),
  masters: `<style:master-page style:name="Standard"><style:header>${p('Example Quarterly, no. 4')}</style:header><style:footer>${p('<text:page-number>3</text:page-number>')}</style:footer></style:master-page>`,
  meta: '<meta:initial-creator>Typist of the file</meta:initial-creator><dc:title>Template for essays</dc:title><meta:creation-date>2022-01-05T10:00:00</meta:creation-date>',
  body: [
    '<text:sequence-decls><text:sequence-decl text:name="Figure"/></text:sequence-decls>',
    `<text:table-of-content><text:table-of-content-source><text:index-title-template>Contents</text:index-title-template></text:table-of-content-source><text:index-body>${p('After the water<text:tab/>1', 'Contents_20_1')}</text:index-body></text:table-of-content>`,
    p('After the water', 'P1'),
    p('By Mira Holt'),
    p('4 June 2022'),
    p(
      `The river rose by two metres in a single night${note('footnote', '1', p('Gauge of the river office, sheet 4.', 'Footnote') + p('It was read by hand.', 'Footnote'))}, and people of three villages left their homes before dawn.${note('endnote', 'i', p('Interview with a <text:s text:c="2"/>resident.', 'Endnote'))}`,
    ),
    `<text:section text:name="S1"><text:h text:style-name="Heading_20_1" text:outline-level="2">The night</text:h>${p('“We heard the water before we saw it.”', 'P2')}</text:section>`,
    `<text:list><text:list-item>${p('Flour and water')}<text:list><text:list-item>${p('Blankets')}</text:list-item></text:list></text:list-item><text:list-item>${p('Lamps')}</text:list-item></text:list>`,
    `<table:table><table:table-column table:number-columns-repeated="2"/><table:table-header-rows><table:table-row>${cell('Village')}${cell('Houses')}</table:table-row></table:table-header-rows><table:table-row>${cell('Upper Au')}${cell('12')}</table:table-row></table:table>`,
    p(
      `<draw:frame text:anchor-type="paragraph"><draw:text-box>${p('<draw:frame><draw:image><office:binary-data>AAAA</office:binary-data></draw:image><svg:title>name of a picture</svg:title></draw:frame>Figure <text:sequence text:name="Figure">1</text:sequence>: The bridge in the morning', 'Figure')}</draw:text-box></draw:frame>`,
    ),
    p('gauge <text:s text:c="3"/>4.2', 'Preformatted_20_Text'),
    p('gauge <text:s text:c="3"/>4.6', 'Preformatted_20_Text'),
  ].join(''),
}

describe('OpenDocument texts', () => {
  it('an article as LibreOffice keeps it, zipped and flat alike', async () => {
    const whole = await imported('libreoffice.odt', odt(article))
    expectFixture('libreoffice.odt', whole)
    const notes = footnotesOf(whole.text, zonesOf(whole.blocks, []))
    expect(notes.map(({ label, references }) => [label, references.length])).toEqual([
      ['1', 1],
      ['2', 1],
    ])
    const flat = await imported('libreoffice.fodt', flatOdt(article))
    expect({ text: flat.text, blocks: flat.blocks, author: flat.author, date: flat.date }).toEqual({
      text: whole.text,
      blocks: whole.blocks,
      author: whole.author,
      date: whole.date,
    })
    expect(flat.format).toBe('fodt')
  })

  it('is known by what it holds, whatever it is called', async () => {
    expect((await imported('a.bin', odt(article))).format).toBe('odt')
    expect((await imported('a.xml', flatOdt(article))).format).toBe('fodt')
  })

  it('an article with tracked changes, comments and hidden text says what was left out', async () => {
    const body = [
      `<text:tracked-changes><text:changed-region text:id="1"><text:deletion>${p('Deleted words.')}</text:deletion></text:changed-region><text:changed-region text:id="2"><text:insertion/></text:changed-region></text:tracked-changes>`,
      p(
        'The river <text:change text:change-id="1"/><text:change-start text:change-id="2"/>quickly<text:change-end text:change-id="2"/> rose.<office:annotation><dc:creator>Reviewer</dc:creator><text:p>A comment.</text:p></office:annotation>',
      ),
      p('Shown <text:span text:style-name="T1">and hidden </text:span>words.'),
      `<text:section text:name="S" text:display="none">${p('In a hidden section.')}</text:section>`,
      p('<text:hidden-paragraph text:is-hidden="true"/>A hidden paragraph.'),
    ].join('')
    const { text, repairs } = await imported('a.odt', odt({ ...article, body }))
    expect(text).toBe('Example Quarterly, no. 4\n\nThe river quickly rose.\n\nShown words.')
    expect(repairs).toEqual([
      'Tracked deletions in 1 paragraph were left out',
      'Tracked insertions in 1 paragraph were taken as text',
      '1 comment was left out',
      'Hidden text in 3 paragraphs was left out',
    ])
  })

  it('an article as Pandoc writes it: styles for author and date, a block quotation, code, a list with paragraphs', async () => {
    const body = [
      p('The river rose at night', 'Title'),
      p('Mira Holt', 'Author'),
      p('4 June 2022', 'Date'),
      p(
        'The river rose by two metres in a single night, rescuers said, and people of three villages left their homes before dawn.',
        'First_20_paragraph',
      ),
      `<text:h text:style-name="Heading_20_2" text:outline-level="2"><text:bookmark-start text:name="a"/>The night<text:bookmark-end text:name="a"/></text:h>`,
      p('We heard the water before we saw it.', 'Quotations'),
      `<text:list text:style-name="L1"><text:list-item>${p('Lamps', 'P1')}</text:list-item><text:list-item>${p('Blankets', 'P1')}</text:list-item></text:list>`,
      p('gauge<text:s text:c="2"/>4.2', 'Preformatted_20_Text'),
      p('<draw:frame><draw:image><text:p/></draw:image></draw:frame>', 'FigureWithCaption') +
        p('The bridge in the morning', 'FigureCaption'),
    ].join('')
    const styles = style('FigureCaption', 'Caption') + style('Caption') + style('P1', 'Text_20_body')
    expectFixture('pandoc.odt', await imported('pandoc.odt', odt({ body, styles })))
  })

  it('an article as Google Docs exports it: all formats in numbered styles, notes, breaks', async () => {
    const body = [
      p('<text:span text:style-name="T1">Bridge closed after flood</text:span>', 'P1'),
      p('By Ann Lee', 'P2'),
      p('3 May 2023', 'P2'),
      p(
        `<text:span text:style-name="T2">The bridge over the river was closed on Tuesday after the flood,</text:span><text:span text:style-name="T2"> and the council will meet on Monday to decide when it can be opened again.</text:span><text:span text:style-name="T3">${note('footnote', '1', p('Council notice.', 'P4'))}</text:span>`,
        'P2',
      ),
      p('', 'P2'),
      `<text:list text:style-name="LS1"><text:list-item>${p('No one was hurt.', 'P3')}</text:list-item><text:list-item>${p('The schools stay closed.', 'P3')}</text:list-item></text:list>`,
    ].join('')
    const automatic =
      style('P1', 'Title') +
      ['P2', 'P3', 'P4'].map((name) => style(name, 'Standard')).join('') +
      style('T3', '', '<style:text-properties style:text-position="super 58%"/>', 'text')
    expectFixture(
      'google-docs.odt',
      await imported('google-docs.odt', odt({ body, automatic, styles: style('Title', 'Standard') + style('Standard') })),
    )
  })

  it('a text built of any elements is read or refused, never more, and loses no paragraph after them', async () => {
    const names =
      'p h span list list-item section table table-row table-cell note note-body annotation frame text-box s tab line-break tracked-changes table-of-content index-body a ruby ruby-base'.split(
        ' ',
      )
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc
        .tuple(fc.constantFrom(...names), fc.array(fc.oneof({ depthSize: 'small' }, fc.constant('words '), tie('tree')), { maxLength: 4 }))
        .map(([name, inside]) => `<${name} display="x">${inside.join('')}</${name}>`),
    }))
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { maxLength: 4 }), async (trees) => {
        const { text, blocks } = await imported('a.odt', odt({ body: `${trees.join('')}${p('The end.')}` }))
        expect(faultOfBlocks(text, blocks)).toBeUndefined()
        expect(text).toContain('The end.')
      }),
    )
  })

  it('an article as an online editor exports it: numbered headings in lists, fields, links, ruby, breaks', async () => {
    const body = [
      `<text:list><text:list-item><text:h text:outline-level="1">The <text:title>Flood</text:title></text:h></text:list-item></text:list>`,
      p(
        'See <text:a xmlns:xlink="x" xlink:href="http://canary.invalid/">the page</text:a>,\n      <text:ruby><text:ruby-base>川</text:ruby-base><text:ruby-text>kawa</text:ruby-text></text:ruby>.<text:line-break/>Next line.',
      ),
      `<draw:frame text:anchor-type="page"><draw:text-box>${p('In a box.')}</draw:text-box></draw:frame>`,
      p(`Words${note('footnote', '1', p(`A note${note('footnote', '2', p('in a note'))}.`))}.`),
    ].join('')
    const whole = await imported('a.odt', odt({ body }))
    expect(whole.text.split('\n\n')).toEqual(['The Flood', 'See the page, 川.\nNext line.', 'In a box.', 'Words[1].', '[1] A note.'])
    expect(inZone(whole, 'footnote')).toEqual(['[1] A note.'])
  })
})

describe('OpenDocument files that cannot be read', () => {
  const refused = (name: string, content: Uint8Array | string) => expect(imported(name, content)).rejects
  const bytes = (text: string) => new TextEncoder().encode(text)
  it('say why', async () => {
    await refused('a.odt', odt({ ...article, manifest: '<manifest:encryption-data/>' })).toThrow(/password/)
    await refused('a.odt', zipped({ 'a.txt': bytes('words') })).toThrow(/text is missing/)
    await refused('a.odt', zipped({ 'content.xml': bytes('<a><body><spreadsheet/></body></a>') })).toThrow(/text is missing/)
    await refused('a.odt', odt(article).slice(0, 900)).toThrow(/damaged/)
    await refused('a.fodt', flatOdt(article).slice(0, 900)).toThrow(/not well-formed/)
    await refused('a.odt', odt({ body: p('') })).toThrow(/no words/)
  })

  it('S19 a bomb inside is refused', async () => {
    await refused('a.odt', zipped({ 'content.xml': bytes(`<a>${' '.repeat(60_000_000)}</a>`) })).toThrow(/200 times/)
    await refused('a.odt', odt({ body: p(`<text:s text:c="${'9'.repeat(300)}"/>`.repeat(1_000)) })).toThrow(/no words/)
  })

  it('S21 a document type is refused', async () => {
    const xml = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${flatOdt(article).replace(/^.*\n/, '')}`
    await refused('a.fodt', xml).toThrow(/document type/)
    await refused('a.odt', zipped({ 'content.xml': bytes(xml) })).toThrow(/document type/)
  })
})
