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
    expect(tables.length).toBeGreaterThan(2)
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

  it('is read back by the importer with every word of the articles', async () => {
    const [read] = await importFile({ name: 'report.docx', bytes })
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

  it('takes no sign of a text for one of its own', () => {
    expect(text).toContain('A \\*star\\*, ')
    expect(text).toContain('another \\| piece')
    expect(text).toContain('\\<not\\>')
  })

  it('has tables whose rows have as many cells as their heads', () => {
    const tables = text.split('\n\n').filter((block) => block.startsWith('|'))
    expect(tables.length).toBeGreaterThan(2)
    for (const table of tables) {
      const cells = table.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length)
      expect(new Set(cells).size).toBe(1)
    }
  })
})
