// The parts of a Word document that are the same for every report, or nearly so: styles, lists, the frame of a page, and what holds
// the parts together (ECMA-376, WordprocessingML).
import { attribute, content } from '../../shared/exchange/xml.ts'
import { opening } from '../../shared/report/wording.ts'
import type { ZipFile } from '../exchange/zip.ts'
import type { WordPicture } from './wordpicture.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

const run = (size: number, rest = '') => `<w:rPr>${rest}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`
const style = (id: string, name: string, paragraph: string, characters: string, next = 'Normal', based = 'Normal') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${based}"/><w:next w:val="${next}"/><w:qFormat/><w:pPr>${paragraph}</w:pPr>${characters}</w:style>`
const heading = (level: number, size: number, before: number) =>
  style(
    `Heading${level}`,
    `heading ${level}`,
    `<w:keepNext/><w:keepLines/><w:spacing w:before="${before}" w:after="120"/><w:outlineLvl w:val="${level - 1}"/>`,
    run(size, '<w:b/><w:bCs/>'),
  )
const GREY = '<w:color w:val="5C5953"/>'
const spacing = (before: number, after: number) => `<w:spacing w:before="${before}" w:after="${after}"/>`

const styles = `${HEAD}<w:styles ${NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman" w:eastAsia="Georgia"/><w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>${[
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>',
  style('Title', 'Title', `<w:keepNext/>${spacing(0, 120)}`, run(44, '<w:b/><w:bCs/>')),
  style('Subtitle', 'Subtitle', spacing(0, 120), run(18, GREY)),
  heading(1, 30, 480),
  heading(2, 24, 320),
  heading(3, 22, 240),
  style('Quote', 'Quote', `${spacing(0, 80)}<w:ind w:left="425" w:right="425"/>`, run(21)),
  style(
    'Quotation',
    'Quotation of the list',
    `<w:keepNext/><w:keepLines/>${spacing(160, 40)}<w:ind w:left="567" w:hanging="567"/>`,
    run(21),
    'Evidence',
  ),
  style('Note', 'Note', `${spacing(0, 60)}<w:ind w:left="567"/>`, run(20, '<w:i/><w:iCs/>')),
  style('Evidence', 'Evidence', `${spacing(0, 100)}<w:ind w:left="567"/>`, run(16, GREY)),
  style(
    'Preformatted',
    'HTML Preformatted',
    spacing(0, 140),
    run(18, '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'),
  ),
  style('ListBullet', 'List Bullet', `<w:numPr><w:numId w:val="1"/></w:numPr>${spacing(0, 40)}`, run(20), 'ListBullet'),
  style('Caption', 'caption', `<w:keepNext/>${spacing(200, 80)}`, run(18, GREY)),
  style('Cell', 'Table Contents', spacing(20, 20), run(17)),
  style('CellNumber', 'Table Figures', `${spacing(20, 20)}<w:jc w:val="end"/>`, run(17)),
  style('Side', 'Side by Side', spacing(0, 80), run(19)),
  style('Aside', 'Aside', spacing(0, 80), run(18, GREY)),
  style('Header', 'header', `<w:tabs><w:tab w:val="end" w:pos="9412"/></w:tabs>${spacing(0, 0)}`, run(16, GREY)),
  style('Footer', 'footer', `${spacing(0, 0)}<w:jc w:val="center"/>`, run(16, GREY)),
  style('FootnoteText', 'footnote text', spacing(0, 20), run(16)),
  style('CommentText', 'annotation text', spacing(0, 60), run(20)),
  '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
  '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/><w:rPr><w:sz w:val="16"/></w:rPr></w:style>',
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
  '<w:style w:type="table" w:styleId="ReportTable"><w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="1D1C1A"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="1D1C1A"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="E6E2DA"/></w:tblBorders></w:tblPr></w:style>',
  '<w:style w:type="table" w:styleId="SideBySide"><w:name w:val="Side by Side Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblCellMar><w:right w:w="240" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
].join('')}</w:styles>`

const numbering = `${HEAD}<w:numbering ${NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="283"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`

const field = (name: string, now = '1') =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${name} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>${now}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
/** The title of the report, as far as one line has room, and the section that the page is in. */
const header = (title: string) =>
  `${HEAD}<w:hdr ${NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t xml:space="preserve">${content(opening(title, 70))}</w:t></w:r><w:r><w:tab/></w:r>${field('STYLEREF "heading 1"', '')}</w:p></w:hdr>`
const footer = `${HEAD}<w:ftr ${NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${field('PAGE')}<w:r><w:t xml:space="preserve"> / </w:t></w:r>${field('NUMPAGES')}</w:p></w:ftr>`

const section =
  '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1247" w:bottom="1304" w:left="1247" w:header="624" w:footer="624" w:gutter="0"/></w:sectPr>'

const separators = [
  '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>',
  '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>',
].join('')

const relations = (all: readonly (readonly [type: string, target: string, id?: string])[]) =>
  `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
    .map(
      ([type, target, id], i) =>
        `<Relationship Id="${id ?? `rId${i + 1}`}" Type="${type.includes(':') ? type : `${OFFICE}/${type}`}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

/** The text, and what it refers to, which is whole once the text has been read. */
export type WordText = Readonly<{
  body: Iterable<string>
  footnotes: readonly string[]
  comments: readonly string[]
  /** In the order of their numbers, from 1. */
  pictures: readonly WordPicture[]
}>

/** By what a drawing names its two files. */
export const pictureIds = (number: number) => ({ png: `rIdPicture${number}`, svg: `rIdDrawing${number}` })

function* documentOf(body: Iterable<string>): Generator<string> {
  yield `${HEAD}<w:document ${NAMESPACES}><w:body>`
  yield* body
  yield `${section}</w:body></w:document>`
}

/** The files of the package by their paths, to be read in their order. `made` is an ISO 8601 time, `data` goes along as custom XML. */
export function* partsOf(text: WordText, title: string, authors: string, made: string, data: string): Generator<ZipFile> {
  const overrides: readonly (readonly [part: string, type: string])[] = [
    ['word/document', `${WORD}.document.main`],
    ['word/styles', `${WORD}.styles`],
    ['word/numbering', `${WORD}.numbering`],
    ['word/footnotes', `${WORD}.footnotes`],
    ['word/comments', `${WORD}.comments`],
    ['word/header1', `${WORD}.header`],
    ['word/footer1', `${WORD}.footer`],
    ['word/settings', `${WORD}.settings`],
    ['docProps/core', 'application/vnd.openxmlformats-package.core-properties'],
    ['customXml/itemProps1', 'application/vnd.openxmlformats-officedocument.customXmlProperties'],
  ]
  yield [
    '[Content_Types].xml',
    `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="svg" ContentType="image/svg+xml"/>${overrides.map(([part, type]) => `<Override PartName="/${part}.xml" ContentType="${type}+xml"/>`).join('')}</Types>`,
  ]
  yield [
    '_rels/.rels',
    relations([
      ['officeDocument', 'word/document.xml'],
      ['http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties', 'docProps/core.xml'],
    ]),
  ]
  yield [
    'docProps/core.xml',
    `${HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${content(title)}</dc:title><dc:creator>${content(authors || 'Parallax')}</dc:creator><dc:language>en</dc:language>${made === '' ? '' : `<dcterms:created xsi:type="dcterms:W3CDTF">${attribute(made)}</dcterms:created>`}</cp:coreProperties>`,
  ]
  yield ['word/document.xml', documentOf(text.body)]
  yield [
    'word/_rels/document.xml.rels',
    relations([
      ['styles', 'styles.xml'],
      ['numbering', 'numbering.xml'],
      ['footnotes', 'footnotes.xml'],
      ['comments', 'comments.xml'],
      ['header', 'header1.xml'],
      ['footer', 'footer1.xml'],
      ['settings', 'settings.xml'],
      ['customXml', '../customXml/item1.xml'],
      ...text.pictures.flatMap((_, i) => [
        ['image', `media/picture${i + 1}.png`, pictureIds(i + 1).png] as const,
        ['image', `media/picture${i + 1}.svg`, pictureIds(i + 1).svg] as const,
      ]),
    ]),
  ]
  for (const [i, { png, svg }] of text.pictures.entries()) {
    yield [`word/media/picture${i + 1}.png`, png]
    yield [`word/media/picture${i + 1}.svg`, HEAD + svg]
  }
  yield ['word/styles.xml', styles]
  yield ['word/numbering.xml', numbering]
  yield [
    'word/settings.xml',
    `${HEAD}<w:settings ${NAMESPACES}><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
  ]
  yield ['word/footnotes.xml', [`${HEAD}<w:footnotes ${NAMESPACES}>${separators}`, ...text.footnotes, '</w:footnotes>']]
  yield ['word/comments.xml', [`${HEAD}<w:comments ${NAMESPACES}>`, ...text.comments, '</w:comments>']]
  yield ['word/header1.xml', header(title)]
  yield ['word/footer1.xml', footer]
  yield ['customXml/item1.xml', `${HEAD}<parallaxReport xmlns="urn:parallax:report">${content(data)}</parallaxReport>`]
  yield [
    'customXml/itemProps1.xml',
    `${HEAD}<ds:datastoreItem ds:itemID="{7C1D4B52-6E0F-4B8E-9B1A-3D5A2F60C9E7}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="urn:parallax:report"/></ds:schemaRefs></ds:datastoreItem>`,
  ]
  yield ['customXml/_rels/item1.xml.rels', relations([['customXmlProps', 'itemProps1.xml']])]
}
