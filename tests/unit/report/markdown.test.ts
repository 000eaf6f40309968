import MarkdownIt, { type Token } from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { reportMarkdown } from '../../../electron/export/markdown.ts'
import { reportSections } from '../../../shared/report/model.ts'
import { naughty } from '../../helpers/naughty.ts'
import { article, code, type MarkedBlock, report } from '../../helpers/reports.ts'

/** Reads all that CommonMark knows, and tables and struck words besides; addresses become links without being asked to. */
const reader = new MarkdownIt({ html: true, linkify: true })

const everything = { sections: reportSections, title: '', authors: '', abstract: '', codeIds: [], coderIds: [] }

/** An article that says `text` in every field and kind of block. */
function written(text: string): string {
  const kinds = ['title', 'heading', 'paragraph', 'quote', 'item', 'preformatted', 'table'] as const
  const blocks = kinds.map((kind, i): MarkedBlock => [kind, i % 2 ? 'body' : 'boilerplate', `[${i} ${text}, ${i}] and ${text}`])
  // Stars in a note are meant: they set words off.
  const note = /[*_]/.test(text) ? 'Read' : `Read ${text}`
  const marks = Object.fromEntries(blocks.map((_, i) => [i, { codes: ['evil'], note }]))
  const fields = { title: text, outlet: text, author: text, date: text, url: text, source: text, encoding: text, repairs: [text, 'mended'] }
  const evil = code('evil', text, '#2f7d5b', { key: text, definition: text })
  return reportMarkdown(
    report([article('one', blocks, marks, fields)], [evil], {
      project: text,
      request: { ...everything, title: text, authors: text, abstract: text },
    }),
  )
}

const flat = (tokens: readonly Token[]): Token[] => tokens.flatMap((token) => [token, ...flat(token.children ?? [])])
const read = (text: string) => flat(reader.parse(text, {}))

describe('the Markdown of a report', () => {
  const plain = read(written('word'))
  /** How often each kind of part is there, but for line breaks and words. */
  const parts = (tokens: readonly Token[]) => {
    const counts = new Map<string, number>()
    for (const { type, tag, content } of tokens)
      if (content !== '<br>' && !['text', 'text_special', 'softbreak', 'hardbreak', 'inline'].includes(type))
        counts.set(`${type} ${tag}`, (counts.get(`${type} ${tag}`) ?? 0) + 1)
    return Object.fromEntries(counts)
  }

  it('has headings, tables, quotations and lists, and no link', () => {
    expect(Object.keys(parts(plain))).toEqual(
      expect.arrayContaining(['heading_open h1', 'heading_open h2', 'heading_open h3', 'table_open table', 'blockquote_open blockquote']),
    )
    expect(plain.filter(({ type }) => /link|image|code|fence|^hr$/.test(type))).toEqual([])
    // A cell holds its lines by the one tag that Markdown has for them.
    expect(new Set(plain.filter(({ type }) => type.startsWith('html')).map(({ content }) => content))).toEqual(new Set(['<br>']))
  })

  const texts = [
    '# not a heading #',
    'so ===',
    '=',
    '---',
    '- - -',
    '* * *',
    '+',
    '1.',
    '12) twelve',
    '> quoted',
    '    indented',
    '\tindented',
    '```js',
    '~~~',
    '`code` ``x``',
    '[link](http://x.example) ![image](http://x.example/i.png)',
    '[ref]: http://x.example "title"',
    '[^1]: a note',
    '<http://x.example> http://x.example www.x.example a@x.example',
    '<b>bold</b> <!-- gone --> <script>alert(1)</script> <?php ?> <![CDATA[x]]>',
    '&lt;b&gt; &copy; &#35;',
    '| a | b |',
    '|---|---|',
    '*a* **b** _c_ __d__ ~~e~~ ==f== ^g^ ~h~ $x$',
    '\\',
    '\\*a\\*',
    'two\n\n# lines',
    'line\n===',
    'line\r\n---\r# more',
    'a\n    b',
  ]
  it.each(texts)('takes %j for words, wherever it stands', (text) => {
    expect(parts(read(written(text)))).toEqual(parts(plain))
  })

  it('keeps every word of what is hard to write', () => {
    for (const text of naughty.filter((each) => /\p{L}{3}/u.test(each))) {
      const words = read(written(text))
        .filter(({ type }) => type.startsWith('text'))
        .map(({ content }) => content)
        .join('')
      for (const word of text.match(/\p{L}{3,}/gu) ?? []) expect(words, text).toContain(word)
    }
  })
})
