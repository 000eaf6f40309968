// Markdown to blocks, by markdown-it's tokens: inline marks are dropped, the words of links kept, images dropped. HTML
// inside it goes through the HTML reader and never further.
import MarkdownIt, { type Token } from 'markdown-it'
import type { BlockKind } from '../../shared/text.ts'
import { readHtml } from './html.ts'
import { limits } from './limits.ts'
import type { Claim, Field, Page, Piece } from './page.ts'

const parser = new MarkdownIt('commonmark', { html: true, maxNesting: 40 }).enable(['table', 'strikethrough'])
parser.core.ruler.at('inline', (state) => {
  for (const token of state.tokens) {
    if (token.type !== 'inline' || token.content.length > limits.inline) continue
    token.children = []
    state.md.inline.parse(token.content, state.md, state.env, token.children)
  }
})

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string): string => text.replace(/[&<>]/g, (char) => escapes[char] ?? char)

const fields: Readonly<Record<string, Field>> = {
  title: 'title',
  author: 'author',
  authors: 'author',
  by: 'author',
  byline: 'author',
  date: 'date',
  published: 'date',
  url: 'url',
  source_url: 'url',
  link: 'url',
  canonical: 'url',
  lang: 'language',
  language: 'language',
  outlet: 'outlet',
  source: 'outlet',
  publisher: 'outlet',
  publication: 'outlet',
  site: 'outlet',
}

/** The lines of a front matter, `key: value` each, and the text after it. Lists and nested values are left alone. */
function frontMatter(text: string): { claims: Claim[]; body: string } {
  const found = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text)
  if (found === null) return { claims: [], body: text }
  const claims: Claim[] = []
  for (const line of (found[1] as string).split('\n')) {
    const pair = /^([A-Za-z_]{2,20})[ \t]*:[ \t]*(\S.*)$/.exec(line)
    const name = pair?.[1]?.toLowerCase() ?? ''
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    const value = pair?.[2]
      ?.trim()
      .replace(/^(["'])(.*)\1$/, '$2')
      .replace(/^\[(.*)\]$/, '$1')
    if (field !== undefined && value !== undefined) claims.push({ field, value, weight: 90 })
  }
  return { claims, body: text.slice(found[0].length) }
}

/** The words of an inline token, its marks dropped; where HTML stands in it, the HTML reader says what its words are. */
function wordsOf(token: Token): string {
  const { children } = token
  if (children === null || children.length === 0) return token.content
  const html = children.some(({ type }) => type === 'html_inline')
  const words = children.map(({ type, content }) => {
    if (type === 'softbreak') return ' '
    if (type === 'hardbreak') return html ? '<br>' : '\n'
    if (type === 'html_inline') return content
    if (type === 'text' || type === 'text_special' || type === 'code_inline') return html ? escaped(content) : content
    return ''
  })
  const joined = words.join('')
  return html
    ? readHtml(joined)
        .pieces.map(({ text }) => text)
        .join('\n')
    : joined
}

const kindOf: Readonly<Record<string, BlockKind>> = { paragraph_open: 'paragraph', heading_open: 'heading' }

/** Reads Markdown whose line ends and spaces are already plain. */
export function readMarkdown(text: string): Page {
  const { claims, body } = frontMatter(text)
  const env = {}
  const tokens = parser.parse(body, env)
  const pieces: Piece[] = []
  const open: string[] = []
  let kind: BlockKind = 'paragraph'
  let level = 1
  let rows: string[][] = []
  for (const token of tokens) {
    if (token.nesting === 1) open.push(token.type)
    if (token.nesting === -1) open.pop()
    switch (token.type) {
      case 'heading_open':
      case 'paragraph_open':
        kind = kindOf[token.type] as BlockKind
        level = Number(token.tag.slice(1)) || 1
        break
      case 'table_open':
        rows = []
        break
      case 'tr_open':
        rows.push([])
        break
      case 'table_close':
        pieces.push({ kind: 'table', text: rows.map((row) => row.join('\t')).join('\n') })
        break
      case 'fence':
      case 'code_block':
        pieces.push({ kind: 'preformatted', text: token.content })
        break
      case 'html_block':
        pieces.push(...readHtml(token.content).pieces)
        break
      case 'inline': {
        const words = wordsOf(token)
        if (open.includes('table_open')) rows.at(-1)?.push(words.replaceAll('\n', ' '))
        else if (kind === 'heading') pieces.push({ kind, level, text: words })
        else pieces.push({ ...placeOf(open), text: words })
        break
      }
    }
  }
  return { pieces, claims }
}

function placeOf(open: readonly string[]): Pick<Piece, 'kind' | 'level'> {
  const depth = open.filter((type) => type === 'list_item_open').length
  if (depth > 0) return { kind: 'item', level: Math.min(depth, 6) }
  return { kind: open.includes('blockquote_open') ? 'quote' : 'paragraph' }
}
