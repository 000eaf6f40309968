import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importText, pastedFile } from '../../../electron/import/import.ts'
import { Failure } from '../../../shared/failure.ts'
import { Imported } from '../../../shared/imported.ts'
import { faultOfBlocks } from '../../../shared/text.ts'
import { payloads } from './payloads.ts'
import { inZone, now, read } from './read.ts'

const page = (body: string) =>
  `<html><head><title>A plain title</title></head><body><p>Words before.</p>${body}<p>Words after.</p></body></html>`
const parts = (imported: Imported): string[] =>
  Object.entries(imported).flatMap(([key, value]) => (key === 'text' || key === 'blocks' ? [] : [value].flat().map(String)))

/** Everything that must hold of any import, whatever came in. */
function check(imported: Imported): void {
  expect(Imported.safeParse(imported).error).toBeUndefined()
  expect(faultOfBlocks(imported.text, imported.blocks)).toBeUndefined()
  expect(imported.url).toMatch(/^(?:https?:\/\/[^@]*)?$/)
  for (const part of [imported.text, ...parts(imported)]) expect(part).not.toMatch(/(?![\t\n])\p{Cc}|\p{Surrogate}|[\u202a-\u202e]/u)
}

/** Tries to import; anything thrown but a refusal in plain words fails the test. */
function attempt(name: string, bytes: Uint8Array): Imported | undefined {
  try {
    return importText({ name, bytes }, now)
  } catch (error) {
    expect(error).toBeInstanceOf(Failure)
    expect(error).toMatchObject({ code: 'refused', message: expect.stringMatching(/^[A-Z].*\.$/) })
    return undefined
  }
}

/** Tags, handlers and addresses that a browser would act on. */
const active = /<\/?(?:img|svg|script|iframe|style|object|embed|form|meta|link|base|math|a|p|div)\b[^>]*>|\bon\w+\s*=/i
/** In these the payload is text to a browser too: what it shows is what is imported. */
const shownAsText =
  /^<(?:xmp|plaintext)|^<noscript><p|&lt;|^<p title=`|ipt>|^<\\0|<\0|\0<|<mtext><mglyph><svg|^<<|<!doctype|<!DOCTYPE|<!--|\?|<!\[|"onclick|class="c>|xlink|textarea|title>/

describe('S13 hostile markup becomes plain text', () => {
  it('has a corpus worth the name', () => expect(payloads.length).toBeGreaterThanOrEqual(120))

  it.each(payloads)('%j as a page', (payload) => {
    const imported = read('a.html', page(payload))
    check(imported)
    expect(imported.text).toContain('Words before.')
    if (!shownAsText.test(payload)) expect(imported.text).not.toMatch(active)
    if (
      /marker(?:<\/\w+>)*$/.test(payload) &&
      !/^<(?:script|noscript)[^>]*>[^<]*$|^<noscript><p|<\/p><style>|<frameset|<svg\/onload=[^>]*>marker|<foreignObject><iframe/.test(
        payload,
      )
    ) {
      expect(imported.text).toContain('marker')
    }
    expect(imported.text).not.toMatch(/hidden words|inside a template|in the drawing/)
  })

  it.each(payloads)('%j in Markdown', (payload) => {
    const imported = read('a.md', `Words before.\n\n${payload}\n\nWords *with ${payload}* after.`)
    check(imported)
    expect(imported.text).toContain('Words before.')
  })

  it.each(payloads)('%j in plain text stays as it is written', (payload) => {
    const imported = read('a.txt', `Words before.\n\nWords ${payload}`)
    check(imported)
    expect(imported.text.replace(/\s+/g, '')).toContain(payload.replaceAll('\0', '').replace(/\s+/g, ''))
  })

  it('never pollutes a prototype', () => {
    for (const payload of payloads) attempt('a.html', new TextEncoder().encode(page(payload)))
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

describe('S14 what is pasted takes the same path', () => {
  it.each(payloads)('%j', (payload) => {
    const { name, bytes } = pastedFile('plain words', `<p>Words.</p>${payload}`)
    const imported = importText({ name, bytes }, now)
    check(imported)
    expect(imported.text).toBe(read('a.html', `<p>Words.</p>${payload}`).text)
  })

  it('takes the text where the HTML holds no words', () => {
    expect(pastedFile('plain words', '<img src=x>').name).toBe('pasted text.txt')
    expect(pastedFile('plain words', null).name).toBe('pasted text.txt')
    expect(new TextDecoder().decode(pastedFile('plain', '<p>rich').bytes)).toBe('<p>rich')
  })
})

describe('S15 titles, bylines and names are text', () => {
  it.each(payloads.filter((payload) => !payload.includes('\0')))('%j as every field', (payload) => {
    const value = payload.replace(/&/g, '&amp;').replace(/"/g, '&quot;')
    const names = ['og:title', 'author', 'og:site_name', 'og:url', 'article:published_time', 'content-language']
    const imported = read('<img src=x>.html', `${names.map((name) => `<meta property="${name}" content="${value}">`).join('')}<p>Words.`)
    check(imported)
    expect(imported.title.replace(/\s+/g, '')).toBe(payload.trim().replace(/\s+/g, ''))
    expect(imported).toMatchObject({ date: '', source: '<img src=x>.html' })
  })

  it('takes no path from a file name, and no invisible or endless one', () => {
    expect(read('../../etc/passwd.txt', 'words').source).toBe('passwd.txt')
    expect(read('C:\\Users\\x\\a.txt', 'words').source).toBe('a.txt')
    expect(read('a\u202etxt.exe\n.txt', 'words').source).toBe('atxt.exe .txt')
    expect(read(`${'a'.repeat(5_000)}.txt`, 'words').source.length).toBeLessThanOrEqual(1_000)
    expect(read('', 'words').source).toBe('unnamed file')
  })

  it('cuts a title of a megabyte', () => {
    const imported = read('a.html', `<title>${'title '.repeat(200_000)}</title><p>Words.`)
    expect(imported.title.length).toBeLessThanOrEqual(2_000)
    check(imported)
  })
})

describe('S28 sizes', () => {
  const refusal = (name: string, content: string | Uint8Array) => () => read(name, content)
  it.each<[string, string, string | Uint8Array, RegExp]>([
    ['an empty file', 'a.txt', '', /empty/],
    ['a file without words', 'a.txt', ' \n ... \n', /no words/],
    ['a page without words', 'a.html', '<p><img src=x></p>', /no words/],
    ['an office document', 'a.txt', 'PK\x03\x04 words', /office/],
    ['bytes that are no text', 'a.txt', Uint8Array.from({ length: 4_000 }, (_, i) => (i * 7919) % 32), /not a text/],
    ['more than 20 million characters', 'a.txt', 'words '.repeat(3_400_000), /20 million/],
    ['a line of more than 10 million', 'a.txt', 'words '.repeat(1_700_000), /10 million/],
    ['more lines than a text has', 'a.txt', 'word\n'.repeat(310_000), /lines/],
    ['more tags than a page has', 'a.html', 'word<br>'.repeat(1_000_100), /tags/],
    ['more paragraphs than an article has', 'a.html', '<p>word'.repeat(210_000), /paragraphs/],
  ])('refuses %s', (_, name, content, reason) => {
    expect(refusal(name, content)).toThrow(reason)
    expect(refusal(name, content)).toThrow(Failure)
  })

  it.each<[string, string, string]>([
    ['100,000 nested elements', 'a.html', `${'<div>'.repeat(100_000)}word`],
    ['100,000 nested tables', 'a.html', `${'<table><tr><td>'.repeat(100_000)}word`],
    [
      '100,000 open formatting elements',
      'a.html',
      `${Array.from({ length: 20_000 }, (_, i) => `<font size=${i}>`).join('')}${'<p>word'.repeat(20_000)}`,
    ],
    ['words put before a table', 'a.html', `<table>${'<i>word</i>'.repeat(100_000)}`],
    ['a tag of 100,000 attributes', 'a.html', `<p ${Array.from({ length: 100_000 }, (_, i) => `a${i}`).join(' ')}>word`],
    ['100,000 nested quotations', 'a.md', `${'>'.repeat(100_000)} word\n\nword`],
    ['100,000 open brackets', 'a.md', `word ${'['.repeat(100_000)} ${'[a]('.repeat(50_000)}`],
    ['100,000 asterisks', 'a.md', `word ${'*a **b '.repeat(50_000)}`],
    ['1,000,000 marks on one letter', 'a.txt', `e${'\u0301\u0323'.repeat(500_000)}`],
    ['a word of 5,000,000 letters', 'a.txt', '河'.repeat(5_000_000)],
    ['a nest of JSON', 'a.html', `<script type="application/ld+json">${'['.repeat(500_000)}</script>word`],
  ])(
    'reads %s without overflow',
    (_, name, content) => {
      check(read(name, content))
    },
    30_000,
  )
})

describe('S13 fuzz', () => {
  const marksTokens = [
    '<',
    '>',
    '</',
    '/>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '"',
    "'",
    '=',
    '&',
    '&nbsp;',
    '&#0;',
    '&#xd800;',
    '&lt;script&gt;',
    '\0',
    '\r',
    '\n\n',
    '\n',
    '\t',
    ' ',
  ]
  const elementsTokens = [
    'p',
    'div',
    'table',
    'tr',
    'td',
    'script',
    'style',
    'svg',
    'math',
    'template',
    'select',
    'textarea',
    'title',
    'br',
    'li',
    'ul',
    'blockquote',
    'pre',
    'q',
    'h1',
    'a',
    'b',
  ].flatMap((name) => [`<${name}>`, `</${name}>`])
  const partsTokens = [
    '<p hidden>',
    '<nav>',
    '</nav>',
    '<time datetime="2024-01-01">',
    '<meta property="og:title" content="',
    '<figcaption>',
    '<article>',
    '</article>',
    '<ol class=footnotes>',
  ]
  const linesTokens = [
    '# ',
    '- ',
    '1. ',
    '> ',
    '```',
    '**',
    '[',
    '](',
    '|',
    '---\n',
    'title: ',
    '[1] ',
    '[2] ',
    'By Ann Lee',
    'Author: X',
    '3 May 2024',
    'Today: Jul 08, 2024',
    "Don't Miss",
    'Share',
    'Photo: Jan',
    'Notes',
  ]
  const wordsTokens = [
    'word',
    'Слово',
    'كلمة',
    '河',
    '👩\u200d🚀',
    '\u200d',
    '\u202e',
    '\u0301',
    '\ud83d',
    'A sentence that is long enough to be a paragraph of an article, and that goes on for a good while, until here. ',
  ]
  const tokens = fc.constantFrom(...marksTokens, ...elementsTokens, ...partsTokens, ...linesTokens, ...wordsTokens)
  const soup = fc.array(tokens, { maxLength: 120 }).map((parts) => parts.join(''))
  const name = fc.constantFrom('a.txt', 'a.md', 'a.html', 'a', 'a.bin')

  it('token soup is read or refused, never more', () => {
    fc.assert(
      fc.property(soup, name, (text, file) => {
        const imported = attempt(file, new TextEncoder().encode(text))
        if (imported !== undefined) check(imported)
      }),
      { numRuns: 500 },
    )
  })

  it('random bytes are read or refused, never more', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), name, (bytes, file) => {
        const imported = attempt(file, bytes)
        if (imported !== undefined) check(imported)
      }),
      { numRuns: 500 },
    )
  })

  it('no words of a paragraph are lost between tags', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 20 }), (words) => {
        const imported = read('a.html', words.map((word) => `<p>${word}</p>`).join('<div>'))
        expect(imported.text.split(/\s+/)).toEqual(words)
      }),
    )
  })

  it('nothing of the site around an article is taken for its title', () => {
    const imported = read('a.html', page('<nav><h1>Site name</h1></nav>'))
    expect(inZone(imported, 'title')).toEqual([])
  })
})
