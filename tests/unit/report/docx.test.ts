import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { reportDocx } from '../../../electron/export/docx.ts'
import { reportMarkdown } from '../../../electron/export/markdown.ts'
import { openArchive } from '../../../electron/import/archive.ts'
import { importFile } from '../../../electron/import/import.ts'
import { childOf, isElement, parseXml, wordsOf, type Xml } from '../../../electron/import/xml.ts'
import { article, code, report } from '../../helpers/reports.ts'

const codes = [code('source', 'Official source', '#2f7d5b'), code('word', 'Loaded wording', '#9b3d7e', { position: 1 })]
const one = article(
  'one',
  [
    ['title', 'title', 'Weir closed'],
    [
      'paragraph',
      'body',
      'The [1 authority said that [2 the so-called report 1] on the weir 2] was wrong \u0001& <not> \ud83d\ude00 right.',
    ],
    ['paragraph', 'body', 'A *star*, [3 a piece 3] and [3 another | piece 3].'],
  ],
  { 1: { codes: ['source'], note: 'Which one?\nAsk.' }, 2: { codes: ['word', 'source'] }, 3: {} },
)
const two = article('two', [['paragraph', 'body', 'قالت [1 السلطة إن 1] السد أغلق.']], { 1: { codes: ['word'] } }, { language: 'ar' })
const small = report([one, two], codes)
const bytes = reportDocx(small)
const archive = openArchive(bytes)
const part = (name: string) => parseXml(archive.read(name) ?? new Uint8Array())
const all = function* (node: Xml): Generator<Xml> {
  yield node
  for (const child of node.children) if (isElement(child)) yield* all(child)
}
const named = (node: Xml, name: string) => [...all(node)].filter((each) => each.name === name)
const words = (node: Xml) => named(node, 't').map(wordsOf).join('')
const document = part('word/document.xml')

describe('the DOCX of a report', () => {
  it('has only well-formed parts, and every part that is referred to', () => {
    for (const name of archive.names) expect(() => part(name)).not.toThrow()
    const folders: Readonly<Record<string, string>> = { '_rels/.rels': '', 'word/_rels/document.xml.rels': 'word/' }
    for (const [relations, folder] of Object.entries(folders))
      for (const { attributes } of named(part(relations), 'Relationship')) {
        const target = `${folder}${attributes.Target}`.replace('word/../', '')
        expect(archive.names).toContain(target)
      }
  })

  it('is the same for the same report', () => expect(reportDocx(structuredClone(small))).toEqual(bytes))

  it('uses the styles of Word that its parts declare', () => {
    const declared = new Set(named(part('word/styles.xml'), 'style').map(({ attributes }) => attributes.styleId))
    const used = ['pStyle', 'rStyle', 'tblStyle'].flatMap((name) => named(document, name).map(({ attributes }) => attributes.val))
    for (const style of used) expect(declared).toContain(style)
    for (const style of ['Title', 'Heading1', 'Heading2', 'Heading3', 'Caption', 'Quotation', 'Cell']) expect(used).toContain(style)
  })

  it('has a footnote for each highlight with its codes and offsets, and a comment for its note by its coder', () => {
    const references = named(document, 'footnoteReference').map(({ attributes }) => attributes.id)
    expect(references).toEqual(['1', '2', '3', '4'])
    const footnotes = new Map(named(part('word/footnotes.xml'), 'footnote').map((each) => [each.attributes.id, words(each)]))
    expect(references.map((id) => footnotes.get(id)?.trim())).toEqual([
      'Official source · M. Rossi · UTF-16 17–57',
      'Official source, Loaded wording · M. Rossi · UTF-16 37–69',
      'no code · M. Rossi · UTF-16 110–117, 122–137',
      'Loaded wording · M. Rossi · UTF-16 5–14',
    ])
    const comments = named(part('word/comments.xml'), 'comment')
    expect(comments.map((each) => [each.attributes.author, named(each, 'p').map(words)])).toEqual([['M. Rossi', ['Which one?', 'Ask.']]])
    const ends = ['commentRangeStart', 'commentRangeEnd', 'commentReference'].map((name) =>
      named(document, name).map(({ attributes }) => attributes.id),
    )
    expect(ends).toEqual([[comments[0]?.attributes.id], [comments[0]?.attributes.id], [comments[0]?.attributes.id]])
  })

  it('marks where highlights lie over one another', () => {
    const double = named(document, 'r').filter((run) => named(run, 'u').some(({ attributes }) => attributes.val === 'double'))
    expect(double.map(words)).toEqual(['the so-called report'])
    const [fill] = double.flatMap((run) => named(run, 'shd').map(({ attributes }) => attributes.fill))
    const single = named(document, 'shd').map(({ attributes }) => attributes.fill)
    expect(new Set(single).size).toBeGreaterThan(2)
    expect(single.filter((each) => each === fill)).toHaveLength(1)
    expect(named(document, 'r').map(words)).toEqual(expect.arrayContaining(['1]', '2]']))
  })

  it('has tables whose rows fill their columns', () => {
    const tables = named(document, 'tbl')
    expect(tables.length).toBeGreaterThan(1)
    for (const table of tables) {
      const columns = named(childOf(table, 'tblGrid') as Xml, 'gridCol').length
      for (const row of named(table, 'tr')) {
        const wide = named(row, 'tc').map((cell) => Number(named(cell, 'gridSpan')[0]?.attributes.val ?? 1))
        expect(wide.reduce((sum, each) => sum + each, 0)).toBe(columns)
      }
    }
  })

  it('sets right-to-left text from the right', () => {
    const rtl = named(document, 'p').filter((paragraph) => named(paragraph, 'bidi').length > 0)
    expect(rtl.map(words).some((text) => text.includes('السد أغلق'))).toBe(true)
  })

  it('says the type of each part, and leads to nothing that is not there', () => {
    const types = part('[Content_Types].xml')
    const extensions = new Set(named(types, 'Default').map(({ attributes }) => attributes.Extension))
    const overrides = new Set(named(types, 'Override').map(({ attributes }) => attributes.PartName))
    for (const name of archive.names) expect(extensions.has(name.split('.').at(-1)) || overrides.has(`/${name}`), name).toBe(true)
    for (const name of overrides) expect(archive.names).toContain(name?.slice(1))
    const relations = named(part('word/_rels/document.xml.rels'), 'Relationship').map(({ attributes }) => attributes.Id)
    expect(new Set(relations).size).toBe(relations.length)
    for (const { attributes } of ['headerReference', 'footerReference', 'blip', 'svgBlip'].flatMap((name) => named(document, name)))
      expect(relations).toContain(attributes.id ?? attributes.embed)
    const bookmarks = named(document, 'bookmarkStart').map(({ attributes }) => attributes)
    for (const key of ['id', 'name']) expect(new Set(bookmarks.map((each) => each[key])).size).toBe(bookmarks.length)
    const places = new Set(bookmarks.map(({ name }) => name))
    for (const { attributes } of named(document, 'hyperlink')) expect(places).toContain(attributes.anchor)
  })

  it('says on each page what it is a report of, in which section and on which page', () => {
    const fields = (name: string) => named(part(name), 'instrText').map((field) => wordsOf(field).trim())
    expect(words(part('word/header1.xml'))).toContain('Title of one')
    expect(fields('word/header1.xml')).toEqual(['STYLEREF "heading 1"'])
    expect(fields('word/footer1.xml')).toEqual(['PAGE', 'NUMPAGES'])
  })

  it('starts each article on a page of its own', () => {
    const starts = named(document, 'p').filter((paragraph) => named(paragraph, 'pageBreakBefore').length > 0)
    expect(starts.map(words)).toEqual(['Article A', 'Article B'])
  })

  it('has tables that fit the page, and repeat their heads', () => {
    for (const table of named(document, 'tbl')) {
      const widths = named(table, 'gridCol').map(({ attributes }) => Number(attributes.w))
      expect(widths.reduce((sum, width) => sum + width, 0)).toBeLessThanOrEqual(9_412)
      for (const width of widths) expect(width).toBeGreaterThan(300)
    }
    expect(named(document, 'tblHeader').length).toBeGreaterThan(2)
  })

  it('tells two highlights that begin together apart', () => {
    const both = article('both', [['paragraph', 'body', 'The [1 [2 gate 2] keeper 1] left.']], {
      1: { codes: ['source'] },
      2: { codes: ['word'] },
    })
    const read = parseXml(openArchive(reportDocx(report([both], codes))).read('word/document.xml') ?? new Uint8Array())
    const [first] = named(read, 'p').filter((paragraph) => named(paragraph, 'footnoteReference').length === 2)
    expect(first && named(first, 'r').map((run) => words(run) || named(run, 'footnoteReference')[0]?.attributes.id)).toEqual(
      expect.arrayContaining(['1', ',', '2']),
    )
  })

  it('shows quietly what is not the article’s own', () => {
    const aside = article(
      'aside',
      [
        ['paragraph', 'byline', 'By A. Writer'],
        ['paragraph', 'body', 'The gate is shut.'],
      ],
      {},
    )
    const read = parseXml(openArchive(reportDocx(report([aside], codes))).read('word/document.xml') ?? new Uint8Array())
    const styled = (text: string) =>
      named(read, 'p')
        .filter((paragraph) => words(paragraph) === text)
        .flatMap((paragraph) => named(paragraph, 'pStyle').map(({ attributes }) => attributes.val))
    expect(styled('By A. Writer')).toEqual(['Aside'])
    expect(styled('The gate is shut.')).toEqual(['Normal'])
  })

  it('is read by who reads Word documents with every word of the articles', async () => {
    const { 'customXml/item1.xml': _, ...files } = unzipSync(bytes)
    const [read] = await importFile({ name: 'report.docx', bytes: zipSync(files) })
    const text = read?.text ?? ''
    expect(text).toContain('on the weir')
    expect(text).toContain('السد أغلق')
  })
})

describe('the Markdown of a report', () => {
  const text = reportMarkdown(small)

  it('sets highlights off, with a footnote for each', () => {
    expect(text).toContain('The [^1]==authority said that== [^2]==the so-called report== ==on the weir== was wrong')
    for (const number of [1, 2, 3, 4]) expect(text.split(`\n[^${number}]: `)).toHaveLength(2)
    expect(text).toContain('[^1]: Official source · M. Rossi · UTF-16 17–57\n    Which one?\n    Ask.\n')
  })

  it('sets a quotation apart from what stands around it', () => {
    expect(text).toContain('\n> \\[The\\] authority said that the so-called report \\[on the weir')
  })

  it('takes no sign of a text for one of its own', () => {
    expect(text).toContain('A \\*star\\*, ')
    expect(text).toContain('another \\| piece')
    expect(text).toContain('\\<not\\>')
  })

  it('has tables whose rows have as many cells as their heads', () => {
    const tables = text.split('\n\n').filter((block) => block.startsWith('|'))
    expect(tables.length).toBeGreaterThan(1)
    for (const table of tables) {
      const cells = table.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length)
      expect(new Set(cells).size).toBe(1)
    }
  })
})
