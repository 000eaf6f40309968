// A report as Markdown, from the same tree as its other forms: highlights are set in `==`, with a footnote at the start of each that
// has its codes, coder and offsets; tables and quotations are those of Markdown.
import type { Report, ReportHighlight } from '../../shared/report/model.ts'
import { type ReportElement, type ReportNode, textOf } from '../../shared/report/node.ts'
import { reportPage } from '../../shared/report/page.ts'
import { rangesOf } from '../../shared/report/wording.ts'

/** Signs that would mean something, at the start of a line or anywhere, and what some readers take for an address: each is taken literally. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\`*_[\]<>|~^$&#@]|=(?==)|:(?=\/\/)|(?<=www)\./gi, '\\$&')
    .replace(/^(\s*)([-+=]|\d+[.)](?=\s|$))/gmu, (_, space: string, sign: string) => `${space}${sign.slice(0, -1)}\\${sign.slice(-1)}`)

const classesOf = ({ attributes }: ReportElement): readonly string[] => attributes.class?.split(' ') ?? []
const wrapped = (sign: string, inner: string): string => {
  const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(inner) ?? []
  return words === '' ? inner : `${before}${sign}${words}${sign}${after}`
}

function inline(node: ReportNode): string {
  if (typeof node === 'string') return escaped(node)
  const classes = classesOf(node)
  if (node.tag === 'sup') {
    const [link] = node.children
    const number = link === undefined ? '' : textOf(link)
    return typeof link !== 'string' && link?.attributes.id !== undefined ? `[^${number}]` : `^${number}^`
  }
  // A stretch under several highlights is set off once: their numbers tell which they are.
  if (node.tag === 'mark') return wrapped('==', marked(node))
  const inner = node.children.map(inline).join('')
  if (node.tag === 'strong' || classes.includes('label')) return wrapped('**', inner)
  if (node.tag === 'em') return wrapped('*', inner)
  if (node.tag === 'del') return wrapped('~~', inner)
  if (node.tag === 'ins') return wrapped('**', inner)
  // What stands around the words quoted is in square brackets, as an editor adds to a quotation.
  if (classes.includes('context')) return inner.replace(/^(\s*)([\s\S]*?)(\s*)$/u, '$1\\[$2\\]$3')
  if (classes.includes('path')) return `${inner} › `
  if (classes.includes('key')) return ` ${inner}`
  return inner
}
const marked = ({ children }: ReportElement): string =>
  children.map((child) => (typeof child !== 'string' && child.tag === 'mark' ? marked(child) : inline(child))).join('')

/** Line breaks inside a paragraph, each line behind a sign. */
const lines = (text: string, sign = ''): string =>
  text
    .trim()
    .split(/\n+/)
    .map((line) => `${sign}${line}`)
    .join(`\\\n`)

const flat = (node: ReportNode): string =>
  typeof node === 'string'
    ? escaped(node)
    : ['p', 'blockquote', 'li'].includes(node.tag)
      ? `${node.children.map(flat).join('')}\n`
      : ['div', 'ul', 'ol', 'td', 'th'].includes(node.tag)
        ? node.children.map(flat).join('')
        : inline(node)
const cell = (node: ReportElement): string =>
  flat(node)
    .trim()
    .replace(/\s*\n\s*/g, '<br>')

/** Heads in two rows become one, for Markdown has no other. */
function table(node: ReportElement): string {
  const parts = node.children.filter((child) => typeof child !== 'string')
  const rowsIn = (tag: 'thead' | 'tbody') => {
    const part = parts.find((each) => each.tag === tag)
    return (part?.children ?? []).flatMap((row) =>
      typeof row === 'string' ? [] : [row.children.filter((each) => typeof each !== 'string')],
    )
  }
  const caption = parts.find(({ tag }) => tag === 'caption')
  const [top = [], under = []] = rowsIn('thead')
  const second = [...under]
  const head = top.flatMap((each) => {
    const name = cell(each)
    if (each.attributes.colspan === undefined) return [name]
    return second.splice(0, Number(each.attributes.colspan)).map((below) => `${name}: ${cell(below)}`)
  })
  const rows = rowsIn('tbody').map((row) => row.map(cell))
  const columns = Math.max(1, head.length, ...rows.map(({ length }) => length))
  const line = (cells: readonly string[]) => `| ${Array.from({ length: columns }, (_, i) => cells[i] ?? '').join(' | ')} |`
  return [
    ...(caption === undefined ? [] : [`*${lines(caption.children.map(inline).join(''))}*`, '']),
    line(head),
    `|${' --- |'.repeat(columns)}`,
    ...rows.map(line),
  ].join('\n')
}

function blocks(node: ReportElement, into: string[]): void {
  const { tag } = node
  const classes = classesOf(node)
  if (tag === 'nav' || tag === 'svg' || tag === 'summary' || classes.includes('margin')) return
  const inner = () => node.children.map(inline).join('')
  const heading = { h1: '#', h2: '##', h3: classes.includes('words') ? '####' : '###', h4: '####' }[tag as 'h1' | 'h2' | 'h3' | 'h4']
  if (heading !== undefined)
    into.push(
      `${heading} ${inner()
        .replace(/\s*\n\s*/g, ' ')
        .trim()}`,
    )
  else if (tag === 'table') into.push(table(node))
  else if (tag === 'blockquote') into.push(lines(inner(), '> ').replaceAll('\\\n>', '\n>'))
  else if (tag === 'li' && classes.length === 0 && !node.children.some((child) => typeof child !== 'string' && child.tag === 'blockquote'))
    into.push(`- ${lines(inner())}`)
  else if (tag === 'p' || tag === 'pre') into.push(lines(inner()))
  else {
    let held = ''
    for (const child of node.children)
      if (typeof child === 'string' || ['a', 'span', 'em', 'strong', 'time', 'code'].includes(child.tag)) held += inline(child)
      else {
        if (held.trim() !== '') into.push(child.tag === 'blockquote' ? `**${held.trim()}**` : lines(held))
        held = ''
        blocks(child, into)
      }
    if (held.trim() !== '') into.push(lines(held))
  }
}

function footnote({ number, codes, coder, ranges, note }: ReportHighlight, names: ReadonlyMap<string, string>): string {
  const named = codes.map((code) => names.get(code) ?? 'unknown code').join(', ') || 'no code'
  const says = escaped(`${named} · ${coder} · UTF-16 ${rangesOf(ranges)}`).replace(/\s*\n\s*/g, ' ')
  return `[^${number}]: ${says}${note === '' ? '' : `\n    ${escaped(note).replace(/\s*\n\s*/g, '\n    ')}`}`
}

export function reportMarkdown(report: Report): string {
  const names = new Map<string, string>(report.codes.map(({ id, name }) => [id, name]))
  const into: string[] = []
  blocks(reportPage(report), into)
  // A footnote stands where its highlight starts in a text.
  const texts = report.sections.includes('articles') ? report.articles : []
  const notes = texts.flatMap(({ highlights }) => highlights.map((mark) => footnote(mark, names)))
  return `${[...into, ...notes].filter((block) => block !== '').join('\n\n')}\n`
}
