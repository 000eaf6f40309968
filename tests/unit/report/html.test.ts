import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { describe, expect, it } from 'vitest'
import { reportHtml } from '../../../electron/export/html.ts'
import { anchor } from '../../../shared/anchor.ts'
import { HighlightId } from '../../../shared/ids.ts'
import { blank, type Code } from '../../../shared/records.ts'
import { type ReportElement, type ReportNode, tags, textOf } from '../../../shared/report/node.ts'
import { reportPage } from '../../../shared/report/page.ts'
import { annotatedText } from '../../../shared/report/text.ts'
import { article, code, type Mark, type MarkedBlock, pairOf, report } from '../../helpers/reports.ts'

const codes = [
  code('source', 'Official source', '#2f7d5b', { definition: 'A statement credited to an agency.' }),
  code('word', 'Loaded wording', '#9b3d7e', { position: 1 }),
]
const small = report(
  [
    article(
      'one',
      [
        ['title', 'title', 'Weir closed'],
        ['paragraph', 'byline', 'By A. Writer'],
        ['paragraph', 'body', 'The [1 water authority said that [2 the so-called report 1] on the upper weir 2] was wrong on every point.'],
      ],
      { 1: { codes: ['source'], note: 'Which one?' }, 2: { codes: ['word', 'source'] } },
      { title: 'Weir closed', repairs: ['Line ends CR LF were made LF.'] },
    ),
    article(
      'two',
      [
        [
          'paragraph',
          'body',
          'Growers heard that the water authority said that the so-called report on the lower weir [1 was wrong on every point. 1]',
        ],
      ],
      { 1: {} },
      { language: 'und' },
    ),
  ],
  codes,
)

const elements = function* (node: ReportNode): Generator<ReportElement> {
  if (typeof node === 'string') return
  yield node
  for (const child of node.children) yield* elements(child)
}
const withClass = (node: ReportNode, name: string) =>
  [...elements(node)].filter(({ attributes }) => attributes.class?.split(' ').includes(name))

/** What a browser makes of the file: its elements, but for line breaks between them. */
function parsed(html: string) {
  const all: Tree.Element[] = []
  const read = (node: Tree.ChildNode): unknown => {
    if ('value' in node) return node.value
    if (!('tagName' in node)) return null
    all.push(node)
    return {
      tag: node.tagName,
      attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])),
      children: children(node.childNodes),
    }
  }
  const children = (nodes: readonly Tree.ChildNode[]) => nodes.map(read).filter((node) => node !== '\n' && node !== '' && node !== null)
  const document = parse(html, { onParseError: undefined as never })
  const tree = children(document.childNodes)
  const main = all.find(({ tagName }) => tagName === 'main')
  return { all, tree, main: main ? children(main.childNodes) : [] }
}

/** The page as a parser should give it back: texts that touch are one. */
function expected(node: ReportElement): unknown {
  const children: unknown[] = []
  for (const child of node.children) {
    const next = typeof child === 'string' ? child.replaceAll('\0', '\ufffd') : expected(child)
    if (typeof next === 'string' && typeof children.at(-1) === 'string') children.push(String(children.pop()) + next)
    else children.push(next)
  }
  const attributes = Object.fromEntries(Object.entries(node.attributes).map(([name, value]) => [name, value.replaceAll('\0', '\ufffd')]))
  return { tag: node.tag, attributes, children: children.filter((child) => child !== '\n' && child !== '') }
}

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><style>*{display:none}</style>',
  '</title><svg onload=alert(1)>',
  '<!-- --><![CDATA[x]]>',
  'javascript:alert(1)',
  '&lt;b&gt; &amp;amp; &#x3c;i&#x3e; &nbsp',
  '<math><mi xlink:href="data:x,y">',
  '{{7*7}} $(id) %s\\u003cscript\\u003e',
  'line\rend\r\nhere\ttab\u0001\u001b[31m\u0085\u2028',
  'NUL\0 here',
  'שלום \u202egnp.exe مرحبا \u200f\u2066',
  'Ｚ͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G 👩‍👩‍👧‍👦 🇺🇳 𝕏 田中さん',
  "'; DROP TABLE article; --",
  '=HYPERLINK("http://x.example")',
  '\ufeff\u00ad\ufffe',
]

describe('the HTML of a report', () => {
  it('is what the example shows', async () => {
    const [body] = /<main[\s\S]*<\/main>/.exec(reportHtml(small)) ?? []
    await expect(`${body}\n`).toMatchFileSnapshot('../../fixtures/report.main.txt')
  })

  it('is the same for the same report', () => expect(reportHtml(structuredClone(small))).toBe(reportHtml(small)))

  it('is read by a parser as the very tree that it was written from', () => {
    expect(parsed(reportHtml(small)).main).toEqual([expected(reportPage(small))])
  })

  it('S25 holds one style sheet, which its policy names, and nothing that acts or asks', () => {
    const { all } = parsed(reportHtml(small))
    const named = (tag: string) => all.filter(({ tagName }) => tagName === tag)
    const [style, ...more] = named('style')
    expect(more).toEqual([])
    const sheet = style?.childNodes.map((node) => ('value' in node ? node.value : '')).join('') ?? ''
    const policy = named('meta').find(({ attrs }) => attrs.some(({ value }) => value === 'Content-Security-Policy'))
    const hash = createHash('sha256').update(sheet).digest('base64')
    expect(policy?.attrs.find(({ name }) => name === 'content')?.value).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    )
    expect(named('script').map(({ attrs }) => attrs.map(({ name, value }) => `${name}=${value}`))).toEqual([['type=application/ld+json']])
    expect(sheet).not.toMatch(/url\(|@import|expression|https?:/i)
    expect(
      all.filter(({ tagName }) => !['html', 'head', 'meta', 'title', 'style', 'body', 'main', 'script', ...tags].includes(tagName)),
    ).toEqual([])
  })

  it.each(hostile)('S15 shows %j as text wherever it stands', (text) => {
    const mark: Mark = { codes: ['evil'], note: text }
    const evil: Code = code('evil', text, text, { key: text, definition: text })
    const under = code('under', text, '#123456', { parentId: evil.id, position: 1, key: text, definition: text })
    const blocks: MarkedBlock[] = (['title', 'heading', 'paragraph', 'quote', 'item', 'preformatted', 'table'] as const).map((kind, i) => [
      kind,
      i % 2 ? 'body' : 'boilerplate',
      `x [${i} ${text} ${i}] y`,
    ])
    const marks = Object.fromEntries(blocks.map((_, i) => [i, i === 2 ? { ...mark, codes: ['evil', 'under'] } : mark]))
    const fields = {
      title: text,
      outlet: text,
      author: text,
      date: text,
      url: text,
      language: text,
      source: text,
      format: text,
      encoding: text,
      repairs: [text],
      memo: text,
    }
    const one = article('one', blocks, marks, fields)
    const built = report([one, article('two', blocks, marks, fields)], [evil, under], {
      project: text,
      version: text,
      coders: [{ id: 'coder' as never, name: text }],
    })
    const html = reportHtml(built)
    const { all, main } = parsed(html)

    const page = reportPage(built)
    expect(main).toEqual([expected(page)])
    for (const name of ['project', 'address', 'note', 'path', 'key', 'label', 'definition']) {
      const shown = withClass(page, name).filter(({ tag }) => tag !== 'th')
      expect(shown.length, name).toBeGreaterThan(0)
      for (const node of shown) expect(textOf(node), name).toBe(text)
    }
    const heading = [...elements(page)].find(({ tag }) => tag === 'h1')
    expect(heading && textOf(heading)).toBe(`${text} and ${text}`)
    const quotes = built.articles.flatMap(({ highlights }) => highlights.map(({ quote }) => quote))
    expect(
      withClass(page, 'quote')
        .filter(({ tag }) => tag === 'span')
        .map(textOf),
    ).toEqual(quotes)
    expect(textOf(page).split(text).length).toBeGreaterThan(60)

    for (const { tagName, attrs } of all) {
      if (tagName === 'script') expect(attrs).toEqual([{ name: 'type', value: 'application/ld+json' }])
      expect(['img', 'svg', 'math', 'iframe', 'link', 'object', 'base', 'form']).not.toContain(tagName)
      for (const { name, value } of attrs) {
        expect(name).not.toMatch(/^on|^style$|^src|^srcset$|^action$|:/)
        if (name === 'href') expect(value).toMatch(/^#[\w-]+$/)
      }
    }
    expect(all.filter(({ tagName }) => tagName === 'style')).toHaveLength(1)
    const titles = all.filter(({ tagName }) => tagName === 'title')
    expect(titles.map(({ childNodes }) => childNodes.map((node) => ('value' in node ? node.value : '')).join(''))).toEqual([
      built.title.replaceAll('\0', '\ufffd'),
    ])
  })

  it('writes each address of a place once, and leads nowhere else', () => {
    const all = [...elements(reportPage(small))]
    const ids = all.flatMap(({ attributes }) => attributes.id ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    for (const { attributes } of all) if (attributes.href) expect(ids).toContain(attributes.href.slice(1))
    for (const { attributes } of all) if (attributes['aria-labelledby']) expect(ids).toContain(attributes['aria-labelledby'])
  })

  it('names every table, and says of every header cell what it heads', () => {
    const tables = [...elements(reportPage(small))].filter(({ tag }) => tag === 'table')
    expect(tables.length).toBe(4)
    for (const table of tables) {
      expect([...elements(table)].filter(({ tag }) => tag === 'caption')).toHaveLength(1)
      for (const cell of elements(table)) if (cell.tag === 'th') expect(cell.attributes.scope).toMatch(/^(?:col|colgroup|row)$/)
    }
  })

  it('gives a text its language and direction, and leaves both to the text where the language is not known', () => {
    const directions = (language: string) =>
      withClass(reportPage(report([article('one', [['paragraph', 'body', 'قال [1 الوزير 1]']], { 1: {} }, { language })], [])), 'text').map(
        ({ attributes }) => [attributes.lang, attributes.dir],
      )
    expect(['ar', 'fa-IR', 'he', 'en-GB', 'und', 'not a tag'].flatMap(directions)).toEqual([
      ['ar', 'rtl'],
      ['fa-IR', 'rtl'],
      ['he', 'rtl'],
      ['en-GB', 'ltr'],
      [undefined, 'auto'],
      [undefined, 'auto'],
    ])
  })

  it('marks the words that differ between the two sides of a passage', () => {
    const words = (tag: string) => [...elements(reportPage(small))].filter((node) => node.tag === tag).map(textOf)
    expect([words('del'), words('ins')]).toEqual([['upper'], ['lower']])
  })
})

describe('statements in other words', () => {
  const [a, b] = [
    article('one', [['paragraph', 'body', 'Nine people were hurt in Brennoch.']], {}),
    article('two', [['paragraph', 'body', 'Doctors in Brennoch treated nine injured.']], {}),
  ]
  const statement = { kind: 'statement', a: { start: 0, end: 34 }, b: { start: 0, end: 41 }, score: 0.42, words: 3, pieces: [] } as const
  const page = () => reportPage(report([a, b], [], { pairs: [pairOf(0, 1, [statement])] }))

  it('stand apart from shared passages and count for none', () => {
    expect(textOf(page())).toContain('The two articles share no passage.')
    const [table] = withClass(page(), 'statements')
    expect(table && textOf(table)).toContain('0.42')
    expect(withClass(page(), 'shared-passage')).toEqual([])
    expect(withClass(page(), 'shares')).toEqual([])
  })

  it('are given with their places in both', () => {
    const quoted = [...elements(page())].filter(({ tag }) => tag === 'blockquote').map(textOf)
    expect(quoted).toEqual(['Nine people were hurt in Brennoch.', 'Doctors in Brennoch treated nine injured.'])
  })
})

describe('an annotated text', () => {
  const text = 'First words of it.\n\nSecond block, with more words in it.\n\nLast.'
  const blocks = article(
    'one',
    text.split('\n\n').map((words): MarkedBlock => ['paragraph', 'body', words]),
    {},
  )
  const range = fc
    .tuple(fc.nat(text.length - 1), fc.integer({ min: 1, max: 30 }))
    .map(([start, length]) => ({ start, end: Math.min(text.length, start + length) }))
  const marks = fc.array(fc.array(range, { minLength: 1, maxLength: 3 }), { maxLength: 8 })

  it('holds every unit of the text once, under as many marks as highlights cover it, and numbers every piece', () => {
    fc.assert(
      fc.property(marks, (marked) => {
        const highlights = marked.flatMap((ranges, i) => {
          const words = ranges.filter(({ start, end }) => text.slice(start, end).trim() !== '')
          if (words.length === 0) return []
          return [
            {
              id: HighlightId.parse(`h${i}`),
              articleId: blocks.article.id,
              ...anchor(text, words),
              note: '',
              ...blank.highlight,
              coderId: 'coder' as never,
              createdAt: 0,
            },
          ]
        })
        const built = report([{ ...blocks, highlights }], [])
        const depths: number[] = []
        const walk = (node: ReportNode, depth: number): string => {
          if (typeof node === 'string') {
            depths.push(...Array<number>(node.length).fill(depth))
            return node
          }
          return node.tag === 'sup' ? '' : node.children.map((child) => walk(child, depth + (node.tag === 'mark' ? 1 : 0))).join('')
        }
        const page = annotatedText(built, 0)
        expect(withClass(page, 'words').map((words) => walk(words, 0))).toEqual(text.split('\n\n'))
        const covering = (at: number) => highlights.filter(({ ranges }) => ranges.some(({ start, end }) => start <= at && at < end)).length
        expect(depths).toEqual(
          blocks.blocks.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => covering(start + i))),
        )
        expect(withClass(page, 'start')).toHaveLength(highlights.flatMap(({ ranges }) => ranges).length)
      }),
    )
  })
})
