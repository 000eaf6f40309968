// The page of a report as the text of a Word document. It is written from the same tree as the HTML: headings are headings, tables are
// tables, each highlight has a footnote with its codes at its start and a comment where it has a note, and every quotation stands in
// a content control that has its number among the data. A stretch under several highlights mixes their colours under a double
// line; a highlight that meets others also ends with its number, so that one can tell which is over.
import { attribute, content } from '../../shared/exchange/xml.ts'
import type { Report, ReportHighlight } from '../../shared/report/model.ts'
import { type ReportElement, type ReportNode, type Tag, textOf } from '../../shared/report/node.ts'
import { isoOf, rangesOf } from '../../shared/report/wording.ts'
import type { WordText } from './wordparts.ts'

const blockTags: ReadonlySet<Tag> = new Set<Tag>([
  'blockquote',
  'caption',
  'div',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'header',
  'li',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'table',
  'ul',
])
const isBlock = (node: ReportNode): node is ReportElement => typeof node !== 'string' && blockTags.has(node.tag)
const classesOf = ({ attributes }: ReportElement): readonly string[] => attributes.class?.split(' ') ?? []

type Format = Readonly<{
  bold?: true
  italic?: true
  strike?: true
  mono?: true
  raised?: true
  rtl?: boolean
  color?: string
  lang?: string
  marks?: readonly string[]
  underline?: string
}>

const soft: ReadonlySet<string> = new Set(['context', 'none', 'evidence', 'key', 'path', 'kind', 'kicker', 'versus', 'origin', 'zone'])
const rightToLeft = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u
const UNCODED = '6b7280'
const SOFT = '5C5953'

/** Colours on white, each at a fifth of its strength, over one another. */
function tint(colors: readonly string[]): string {
  const channel = (at: number) =>
    Math.round(colors.reduce((under, color) => under * 0.8 + 0.2 * Number.parseInt(color.slice(at, at + 2), 16), 255))
  return [0, 2, 4].map((at) => channel(at).toString(16).padStart(2, '0')).join('')
}

function properties({ bold, italic, strike, mono, raised, rtl, color, lang, marks = [], underline }: Format): string {
  const line = marks.at(-1) ?? underline
  const all = [
    mono ? '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>' : '',
    bold ? '<w:b/><w:bCs/>' : '',
    italic ? '<w:i/><w:iCs/>' : '',
    strike ? '<w:strike/>' : '',
    color === undefined ? '' : `<w:color w:val="${color}"/>`,
    line === undefined ? '' : `<w:u w:val="${marks.length > 1 ? 'double' : 'single'}" w:color="${line}"/>`,
    marks.length === 0 ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${tint(marks)}"/>`,
    raised ? '<w:vertAlign w:val="superscript"/>' : '',
    rtl ? '<w:rtl/>' : '',
    lang === undefined ? '' : `<w:lang ${rtl ? 'w:bidi' : 'w:val'}="${attribute(lang)}"/>`,
  ].join('')
  return all === '' ? '' : `<w:rPr>${all}</w:rPr>`
}

/** Text as runs: line breaks and tabs have signs of their own. */
function runs(text: string, format: Format): string {
  if (text === '') return ''
  const rtl = format.rtl ?? rightToLeft.test(text)
  const words = text
    .split(/(\n|\t)/)
    .map((part) =>
      part === '\n' ? '<w:br/>' : part === '\t' ? '<w:tab/>' : part === '' ? '' : `<w:t xml:space="preserve">${content(part)}</w:t>`,
    )
  return `<w:r>${properties({ ...format, rtl })}${words.join('')}</w:r>`
}

type Met = { pieces: number; seen: number; overlaps: boolean }

class Writer {
  readonly #blocks: string[] = []
  readonly #footnotes: string[] = []
  readonly #comments: string[] = []
  /** Bookmarks that wait for their paragraph. */
  #waiting: string[] = []
  #bookmarks = 0
  readonly #colors: readonly string[]
  readonly #marks: ReadonlyMap<number, ReportHighlight>
  readonly #names: ReadonlyMap<string, string>
  readonly #met = new Map<number, Met>()
  readonly #numberOf: (place: string) => number | undefined

  constructor({ codes, articles }: Report, page: ReportElement, numberOf: (place: string) => number | undefined) {
    this.#colors = codes.map(({ color }) => (/^#[0-9a-f]{6}$/i.test(color) ? color.slice(1) : UNCODED))
    this.#marks = new Map(articles.flatMap(({ highlights }) => highlights.map((mark) => [mark.number, mark])))
    this.#names = new Map(codes.map(({ id, name }) => [id, name]))
    this.#numberOf = numberOf
    this.#meet(page, 0)
  }

  text(page: ReportElement): WordText {
    this.#flow(page, 'Normal', {})
    return { body: this.#blocks.join(''), footnotes: this.#footnotes.join(''), comments: this.#comments.join('') }
  }

  /** Counts the pieces that each highlight comes in. */
  #meet(node: ReportElement, depth: number): void {
    const number = Number(node.attributes['data-highlight'])
    const inner = node.tag === 'mark' ? depth + 1 : depth
    if (node.tag === 'mark') {
      const met = this.#met.get(number) ?? { pieces: 0, seen: 0, overlaps: false }
      met.pieces++
      met.overlaps ||= inner > 1 || node.children.some((child) => typeof child !== 'string' && child.tag === 'mark')
      this.#met.set(number, met)
    }
    for (const child of node.children) if (typeof child !== 'string') this.#meet(child, inner)
  }

  #colorOf(classes: readonly string[]): string | undefined {
    const place = classes.find((name) => name.startsWith('code-'))?.slice(5)
    return place === undefined ? undefined : (this.#colors[Number(place)] ?? UNCODED)
  }

  #formatOf(node: ReportElement, format: Format): Format {
    const { tag, attributes } = node
    const classes = classesOf(node)
    return {
      ...format,
      ...(tag === 'strong' || (tag === 'a' && classes.includes('number')) ? { bold: true } : {}),
      ...(tag === 'em' ? { italic: true } : {}),
      ...(tag === 'del' ? { strike: true, color: '9B2C1F' } : {}),
      ...(tag === 'ins' ? { color: '1F6B3A', underline: '1F6B3A' } : {}),
      ...(tag === 'code' ? { mono: true } : {}),
      ...(tag === 'sup' ? { raised: true } : {}),
      ...(classes.some((name) => soft.has(name)) ? { color: SOFT } : {}),
      ...(attributes.lang === undefined || attributes.lang === 'en' ? {} : { lang: attributes.lang }),
      ...(attributes.dir === 'rtl' ? { rtl: true } : attributes.dir === 'ltr' ? { rtl: false } : {}),
    }
  }

  #inline(node: ReportNode, format: Format): string {
    if (typeof node === 'string') return runs(node, format)
    const { tag, attributes } = node
    const classes = classesOf(node)
    const own = this.#formatOf(node, format)
    if (tag === 'mark') return this.#mark(node, Number(attributes['data-highlight']), format)
    if (tag === 'sup' && classes.includes('start')) return this.#start(node)
    const inner = () => node.children.map((child) => this.#inline(child, own)).join('')
    if (classes.includes('label')) {
      const color = this.#colorOf(classes)
      return `${runs('■ ', { ...own, ...(color === undefined ? {} : { color }) })}${inner()}${runs(' ', own)}`
    }
    const place = attributes['data-place']
    if (place !== undefined) return this.#control(place, inner())
    if (attributes.href !== undefined) return `<w:hyperlink w:anchor="${bookmark(attributes.href.slice(1))}">${inner()}</w:hyperlink>`
    return classes.includes('path') || classes.includes('key') ? `${inner()}${runs(classes.includes('path') ? ' › ' : '', own)}` : inner()
  }

  #control(place: string, inner: string): string {
    const number = this.#numberOf(place)
    if (number === undefined) return inner
    return `<w:sdt><w:sdtPr><w:tag w:val="quotation-${number}"/></w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`
  }

  #mark(node: ReportElement, number: number, format: Format): string {
    const color = this.#colorOf(classesOf(node)) ?? UNCODED
    const own = { ...format, marks: [...(format.marks ?? []), color] }
    const inner = node.children.map((child) => this.#inline(child, own)).join('')
    const met = this.#met.get(number)
    if (met === undefined) return inner
    met.seen++
    const note = this.#marks.get(number)?.note ?? ''
    const [first, last] = [met.seen === 1, met.seen === met.pieces]
    const id = this.#commentId(number)
    return [
      first && note !== '' ? `<w:commentRangeStart w:id="${id}"/>` : '',
      inner,
      last && met.overlaps ? runs(`${number}]`, { raised: true, color }) : '',
      last && note !== ''
        ? `<w:commentRangeEnd w:id="${id}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="${id}"/></w:r>`
        : '',
    ].join('')
  }

  /** The number at the start of a highlight: a footnote at its first piece, and its note as a comment. */
  #start(node: ReportElement): string {
    const [link] = node.children
    const id = typeof link === 'string' ? undefined : link?.attributes.id
    const number = Number(typeof link === 'string' ? link : link?.children[0])
    const mark = this.#marks.get(number)
    if (id === undefined || mark === undefined) return runs(String(number), { raised: true })
    const codes = mark.codes.map((code) => this.#names.get(code) ?? 'unknown code').join(', ') || 'no code'
    const reference = `<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>`
    const says = ` ${codes} · ${mark.coder} · UTF-16 ${rangesOf(mark.ranges)}`
    this.#footnotes.push(
      `<w:footnote w:id="${number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r>${reference}<w:footnoteRef/></w:r>${runs(says, {})}</w:p></w:footnote>`,
    )
    if (mark.note !== '') this.#comment(mark)
    return `<w:r>${reference}<w:footnoteReference w:id="${number}"/></w:r>`
  }

  /** LibreOffice takes a footnote and a comment of the same number for each other. */
  #commentId(number: number): number {
    return this.#marks.size + number
  }

  #comment({ number, note, coder, createdAt }: ReportHighlight): void {
    const date = isoOf(createdAt)
    const initials = coder
      .split(/\s+/)
      .map((word) => word.slice(0, 1))
      .join('')
    this.#comments.push(
      `<w:comment w:id="${this.#commentId(number)}" w:author="${attribute(coder)}" w:initials="${attribute(initials)}"${date === '' ? '' : ` w:date="${date}"`}>${note
        .split(/\n+/)
        .map((line) => `<w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr>${runs(line, {})}</w:p>`)
        .join('')}</w:comment>`,
    )
  }

  #paragraph(style: string, inner: string, format: Format, into: string[]): void {
    const names = this.#waiting
      .map((name) => {
        const id = this.#bookmarks++
        return `<w:bookmarkStart w:id="${id}" w:name="${name}"/><w:bookmarkEnd w:id="${id}"/>`
      })
      .join('')
    this.#waiting = []
    into.push(`<w:p><w:pPr><w:pStyle w:val="${style}"/>${format.rtl ? '<w:bidi/>' : ''}</w:pPr>${names}${inner}</w:p>`)
  }

  /** Lays out what stands in an element; words right before a block join its first paragraph. */
  #flow(node: ReportElement, style: string, format: Format, into = this.#blocks, before = ''): void {
    const classes = classesOf(node)
    if (node.tag === 'nav' || classes.includes('margin')) return
    if (node.attributes.id !== undefined) this.#waiting.push(bookmark(node.attributes.id))
    const own = this.#formatOf(node, format)
    if (node.tag === 'table') {
      this.#table(node, own, into)
      return
    }
    const within = styleOf(node, style)
    if (!node.children.some(isBlock)) {
      const inner = node.children.map((child) => this.#inline(child, within === 'Subtitle' ? format : own)).join('')
      const place = node.attributes['data-place']
      if (before !== '' || inner !== '')
        this.#paragraph(within, before + (place === undefined ? inner : this.#control(place, inner)), own, into)
      return
    }
    let held = before
    const join = node.tag === 'li' ? '\t' : '\n'
    for (const child of node.children)
      if (isBlock(child)) {
        this.#flow(child, within, own, into, held === '' || held === before ? held : held + runs(join, {}))
        held = ''
      } else held += this.#inline(child, own)
    if (held !== '') this.#paragraph(within, held, own, into)
  }

  #table(node: ReportElement, format: Format, into: string[]): void {
    const rows: { cells: readonly ReportElement[]; head: boolean }[] = []
    for (const part of node.children) {
      if (typeof part === 'string') continue
      if (part.tag === 'caption') this.#flow(part, 'Caption', format, into)
      else
        for (const row of part.children)
          if (typeof row !== 'string')
            rows.push({ cells: row.children.filter((cell) => typeof cell !== 'string'), head: part.tag === 'thead' })
    }
    const columns = Math.max(1, ...rows.map(({ cells }) => cells.reduce((sum, { attributes }) => sum + Number(attributes.colspan ?? 1), 0)))
    const widths = widthsOf(
      rows.map(({ cells }) => cells),
      columns,
    )
    const widthOf = (from: number, wide: number) =>
      `<w:tcW w:w="${widths.slice(from, from + wide).reduce((sum, width) => sum + width, 0)}" w:type="dxa"/>`
    /** For each column, how many rows the cell above still reaches down. */
    const reaching = Array.from({ length: columns }, () => 0)
    const body = rows.map(({ cells, head }) => {
      const todo = [...cells]
      let row = ''
      for (let column = 0; column < columns; ) {
        const above = reaching[column] ?? 0
        if (above > 0) {
          reaching[column] = above - 1
          row += `<w:tc><w:tcPr>${widthOf(column, 1)}<w:vMerge/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr></w:p></w:tc>`
          column++
          continue
        }
        const cell = todo.shift()
        const [wide, high] = [Number(cell?.attributes.colspan ?? 1), Number(cell?.attributes.rowspan ?? 1)]
        const paragraphs: string[] = []
        const style = cell !== undefined && classesOf(cell).includes('number') ? 'CellNumber' : 'Cell'
        if (cell !== undefined) this.#flow(cell, style, head ? { ...format, color: SOFT } : format, paragraphs)
        if (paragraphs.length === 0) this.#paragraph(style, '', {}, paragraphs)
        reaching[column] = high - 1
        const span = `${wide > 1 ? `<w:gridSpan w:val="${wide}"/>` : ''}${high > 1 ? '<w:vMerge w:val="restart"/>' : ''}`
        row += `<w:tc><w:tcPr>${widthOf(column, wide)}${span}</w:tcPr>${paragraphs.join('')}</w:tc>`
        column += wide
      }
      return `<w:tr><w:trPr><w:cantSplit/>${head ? '<w:tblHeader/>' : ''}</w:trPr>${row}</w:tr>`
    })
    const grid = `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`
    const look = '<w:tblStyle w:val="ReportTable"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
    into.push(`<w:tbl><w:tblPr>${look}</w:tblPr>${grid}${body.join('')}</w:tbl><w:p/>`)
  }
}

/** Between the margins of the page, in twentieths of a point. */
const PAGE_WIDTH = 9_412

/** Widths of columns by the longest words of their plain cells, so that figures take little room and definitions much. */
function widthsOf(rows: readonly (readonly ReportElement[])[], columns: number): number[] {
  const longest = Array.from({ length: columns }, () => 8)
  for (const cells of rows)
    if (cells.length === columns)
      for (const [i, cell] of cells.entries()) {
        const text = textOf(cell)
        const word = Math.max(...text.split(/\s+/).map(({ length }) => length))
        longest[i] = Math.max(longest[i] ?? 0, Math.min(48, text.length + 1), Math.min(20, word + 7))
      }
  const all = longest.reduce((sum, length) => sum + length, 0)
  return longest.map((length) => Math.floor((PAGE_WIDTH * length) / all))
}

/** A name that Word takes for a bookmark. */
const bookmark = (id: string): string => id.replace(/\W/g, '_').slice(0, 40)

/** The style of the paragraphs in an element. */
function styleOf(node: ReportElement, style: string): string {
  const classes = classesOf(node)
  if (style === 'Cell' || style === 'CellNumber') return style
  if (node.tag === 'h1') return 'Title'
  if (node.tag === 'h2') return 'Heading1'
  if (node.tag === 'h3') return classes.includes('words') ? 'Heading3' : 'Heading2'
  if (node.tag === 'caption') return 'Caption'
  if (node.tag === 'pre') return 'Preformatted'
  if (classes.includes('kicker') || classes.includes('about') || classes.includes('origin')) return 'Subtitle'
  if (classes.includes('highlights')) return 'Quotation'
  if (style === 'Quotation' || style === 'Note' || style === 'Evidence') {
    if (classes.includes('note') || style === 'Note') return 'Note'
    return node.tag === 'p' ? 'Evidence' : style
  }
  if (node.tag === 'blockquote') return 'Quote'
  if (classes.includes('evidence')) return 'Evidence'
  if (node.tag === 'li') return 'ListBullet'
  return style
}

/** @param numberOf the number, from 1, that a place has among the data of the report */
export const wordText = (report: Report, page: ReportElement, numberOf: (place: string) => number | undefined): WordText =>
  new Writer(report, page, numberOf).text(page)
