// The page of a report as the text of a Word document. It is written from the same tree as the HTML: headings are headings, tables are
// tables, each highlight has a footnote with its codes at its start and a comment where it has a note, and every quotation stands in
// a content control that has its number among the data. A stretch under several highlights mixes their colours under a double
// line; a highlight that meets others also ends with its number, so that one can tell which is over.
import { attribute, content } from '../../shared/exchange/xml.ts'
import type { Report, ReportHighlight } from '../../shared/report/model.ts'
import { type ReportElement, type ReportNode, textOf } from '../../shared/report/node.ts'
import { isoOf, rangesOf } from '../../shared/report/wording.ts'
import { classesOf, isBlock, styleOf } from './wordblocks.ts'
import { PAGE_WIDTH, placed, widthsOf } from './wordcolumns.ts'
import { pictureIds, type WordText } from './wordparts.ts'
import type { WordPicture } from './wordpicture.ts'

const isStart = (node: ReportNode): boolean => typeof node !== 'string' && node.tag === 'sup' && classesOf(node).includes('start')

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
  /** In a cell of a table. */
  cell?: true
  /** On the page of the paragraph after it. */
  keep?: true
  newPage?: true
}>

const soft: ReadonlySet<string> = new Set([
  'context',
  'none',
  'evidence',
  'key',
  'path',
  'kind',
  'kicker',
  'more',
  'versus',
  'origin',
  'zone',
])
const rightToLeft = /^[^\p{L}]*[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u
/** As wide as a page, in the units of drawings. */
const PICTURE_WIDTH = PAGE_WIDTH * 635
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
    lang === undefined ? '' : `<w:lang w:${rtl ? 'bidi' : /^(?:zh|ja|ko)\b/i.test(lang) ? 'eastAsia' : 'val'}="${attribute(lang)}"/>`,
  ].join('')
  return all === '' ? '' : `<w:rPr>${all}</w:rPr>`
}

/** Text as runs: line breaks and tabs have signs of their own. */
function runs(text: string, format: Format): string {
  if (text === '') return ''
  const rtl = rightToLeft.test(text) || (format.rtl === true && !/\p{L}/u.test(text))
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
  readonly #drawn: ReadonlyMap<string, WordPicture>
  readonly #pictures: WordPicture[] = []

  constructor(
    { codes, articles }: Report,
    page: ReportElement,
    numberOf: (place: string) => number | undefined,
    pictures: ReadonlyMap<string, WordPicture>,
  ) {
    this.#drawn = pictures
    this.#colors = codes.map(({ color }) => (/^#[0-9a-f]{6}$/i.test(color) ? color.slice(1) : UNCODED))
    this.#marks = new Map(articles.flatMap(({ highlights }) => highlights.map((mark) => [mark.number, mark])))
    this.#names = new Map(codes.map(({ id, name }) => [id, name]))
    this.#numberOf = numberOf
    this.#meet(page, 0)
  }

  text(page: ReportElement): WordText {
    return { body: this.#body(page), footnotes: this.#footnotes, comments: this.#comments, pictures: this.#pictures }
  }

  *#body(page: ReportElement): Generator<string> {
    for (const _ of this.#flow(page, 'Normal', {})) yield* this.#blocks.splice(0)
    yield* this.#blocks
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
      ...(attributes.dir === undefined
        ? {}
        : { rtl: attributes.dir === 'rtl' || (attributes.dir === 'auto' && rightToLeft.test(textOf(node))) }),
    }
  }

  #inlines({ children }: ReportElement, format: Format): string {
    return children
      .map((child, i) => {
        const before = children[i - 1]
        // Two numbers side by side would be read as one.
        return `${before !== undefined && isStart(before) && isStart(child) ? runs(',', { raised: true }) : ''}${this.#inline(child, format)}`
      })
      .join('')
  }

  #inline(node: ReportNode, format: Format): string {
    if (typeof node === 'string') return runs(node, format)
    const { tag, attributes } = node
    const classes = classesOf(node)
    const own = this.#formatOf(node, format)
    if (tag === 'mark') return this.#mark(node, Number(attributes['data-highlight']), format)
    if (tag === 'sup' && classes.includes('start')) return this.#start(node)
    const inner = () => this.#inlines(node, own)
    if (classes.includes('label')) {
      const color = this.#colorOf(classes)
      return `${runs('■ ', { ...own, ...(color === undefined ? {} : { color }) })}${inner()}${format.cell ? '' : runs(' ', own)}`
    }
    const place = attributes['data-place']
    if (place !== undefined) return this.#control(place, inner())
    if (attributes.href !== undefined) return `<w:hyperlink w:anchor="${bookmark(attributes.href.slice(1))}">${inner()}</w:hyperlink>`
    // In a table, the place of a code and its key have lines of their own.
    if (classes.includes('path')) return `${inner()}${runs(format.cell ? '\n' : ' › ', own)}`
    return classes.includes('key') ? `${runs(format.cell ? '\n' : ' ', own)}${inner()}` : inner()
  }

  #control(place: string, inner: string): string {
    const number = this.#numberOf(place)
    if (number === undefined) return inner
    return `<w:sdt><w:sdtPr><w:tag w:val="quotation-${number}"/></w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`
  }

  #mark(node: ReportElement, number: number, format: Format): string {
    const color = this.#colorOf(classesOf(node)) ?? UNCODED
    const own = { ...format, marks: [...(format.marks ?? []), color] }
    const inner = this.#inlines(node, own)
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
    return `${this.#bookmark(bookmark(id))}<w:r>${reference}<w:footnoteReference w:id="${number}"/></w:r>`
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

  /** A drawing as wide as the page; programs that do not draw SVG show its PNG. What it says stands in its table too. */
  #picture(node: ReportElement, into: string[]): void {
    const drawn = this.#drawn.get(node.attributes['aria-labelledby'] ?? '')
    if (drawn === undefined) return
    const number = this.#pictures.push(drawn)
    const { png, svg } = pictureIds(number)
    const [title = '', says = ''] = node.children.map((child) => attribute(textOf(child)))
    const size = `cx="${PICTURE_WIDTH}" cy="${Math.round((PICTURE_WIDTH * drawn.height) / drawn.width)}"`
    const named = `id="${number}" name="${title}" descr="${says}"`
    const blip = `<a:blip r:embed="${png}"><a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="${svg}"/></a:ext></a:extLst></a:blip>`
    const shape = `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`
    this.#paragraph(
      'Normal',
      `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/><wp:docPr ${named}/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr ${named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>${blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>${shape}</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
      {},
      into,
    )
  }

  #bookmark(name: string): string {
    const id = this.#bookmarks++
    return `<w:bookmarkStart w:id="${id}" w:name="${name}"/><w:bookmarkEnd w:id="${id}"/>`
  }

  #paragraph(style: string, inner: string, format: Format, into: string[]): void {
    const names = this.#waiting.map((name) => this.#bookmark(name)).join('')
    this.#waiting = []
    const place = `${format.keep ? '<w:keepNext/>' : ''}${format.newPage ? '<w:pageBreakBefore/>' : ''}${format.rtl ? '<w:bidi/>' : ''}`
    into.push(`<w:p><w:pPr><w:pStyle w:val="${style}"/>${place}</w:pPr>${names}${inner}</w:p>`)
  }

  /** Lays out what stands in an element, a step for each part of it; words right before a block join its first paragraph. */
  *#flow(node: ReportElement, style: string, format: Format, into = this.#blocks, before = ''): Generator<void> {
    yield
    const classes = classesOf(node)
    if (node.tag === 'nav' || node.tag === 'summary' || classes.includes('margin')) return
    if (node.tag === 'svg') {
      this.#picture(node, into)
      return
    }
    if (node.attributes.id !== undefined) this.#waiting.push(bookmark(node.attributes.id))
    const own = this.#formatOf(node, format)
    if (node.tag === 'table') {
      yield* this.#table(node, own, into)
      return
    }
    if (classes.includes('sides')) {
      yield* this.#sides(node, own, into)
      return
    }
    if (style === 'Note' && (node.tag === 'ul' || node.tag === 'ol')) {
      for (const [i, child] of node.children.entries())
        if (typeof child !== 'string') yield* this.#flow(child, style, own, into, runs(node.tag === 'ol' ? `${i + 1}. ` : '• ', own))
      return
    }
    const within = styleOf(node, style)
    if (!node.children.some(isBlock)) {
      const inner = this.#inlines(node, within === 'Subtitle' ? format : own)
      const place = node.attributes['data-place']
      if (before !== '' || inner !== '')
        this.#paragraph(within, before + (place === undefined ? inner : this.#control(place, inner)), own, into)
      return
    }
    let held = before
    const join = node.tag === 'li' ? '\t' : '\n'
    for (const [i, child] of node.children.entries())
      if (isBlock(child)) {
        const next = node.children[i + 1]
        const proved = child.tag === 'blockquote' && next !== undefined && isBlock(next) && classesOf(next).includes('evidence')
        const keep = proved || (within === 'Quotation' && node.tag === 'li' && next !== undefined)
        const newPage = child.tag === 'h2' && (node.attributes.id ?? '').startsWith('article-')
        const placed = { ...own, ...(keep ? { keep } : {}), ...(newPage ? { newPage } : {}) } as const
        yield* this.#flow(child, within, placed, into, held === '' || held === before ? held : held + runs(join, {}))
        held = ''
      } else held += this.#inline(child, own)
    if (held !== '') this.#paragraph(within, held, own, into)
  }

  /** What stands side by side on the page: a row without lines, which may go over pages. */
  *#sides(node: ReportElement, format: Format, into: string[]): Generator<void> {
    const sides = node.children.filter((child) => typeof child !== 'string')
    const width = Math.floor(PAGE_WIDTH / Math.max(1, sides.length))
    const cells: string[] = []
    for (const side of sides) {
      const paragraphs: string[] = []
      yield* this.#flow(side, 'Side', format, paragraphs)
      if (paragraphs.length === 0) this.#paragraph('Side', '', {}, paragraphs)
      cells.push(`<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${paragraphs.join('')}</w:tc>`)
    }
    const grid = `<w:tblGrid>${sides.map(() => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`
    const look = '<w:tblStyle w:val="SideBySide"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
    into.push(`<w:tbl><w:tblPr>${look}</w:tblPr>${grid}<w:tr>${cells.join('')}</w:tr></w:tbl><w:p/>`)
  }

  *#table(node: ReportElement, format: Format, into: string[]): Generator<void> {
    const rows: { cells: readonly ReportElement[]; head: boolean }[] = []
    for (const part of node.children) {
      if (typeof part === 'string') continue
      if (part.tag === 'caption') yield* this.#flow(part, 'Caption', format, into)
      else
        for (const row of part.children)
          if (typeof row !== 'string')
            rows.push({ cells: row.children.filter((cell) => typeof cell !== 'string'), head: part.tag === 'thead' })
    }
    const columns = Math.max(1, ...rows.map(({ cells }) => cells.reduce((sum, { attributes }) => sum + Number(attributes.colspan ?? 1), 0)))
    const grown = placed(
      rows.map(({ cells }) => cells),
      columns,
    )
    const widths = widthsOf(grown, columns)
    const grid = `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`
    const look = '<w:tblStyle w:val="ReportTable"/><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/>'
    into.push(`<w:tbl><w:tblPr>${look}</w:tblPr>${grid}`)
    for (const [i, row] of grown.entries()) {
      const head = rows[i]?.head === true
      into.push(`<w:tr><w:trPr><w:cantSplit/>${head ? '<w:tblHeader/>' : ''}</w:trPr>`)
      for (const { cell, column, wide } of row) {
        const width = widths.slice(column, column + wide).reduce((sum, each) => sum + each, 0)
        const across = wide > 1 ? `<w:gridSpan w:val="${wide}"/>` : ''
        const down = cell === null ? '<w:vMerge/>' : Number(cell.attributes.rowspan ?? 1) > 1 ? '<w:vMerge w:val="restart"/>' : ''
        const style = cell !== null && classesOf(cell).includes('number') ? 'CellNumber' : 'Cell'
        const paragraphs: string[] = []
        if (cell !== null) yield* this.#flow(cell, style, { ...format, cell: true, ...(head ? { color: SOFT } : {}) }, paragraphs)
        if (paragraphs.length === 0) this.#paragraph(style, '', {}, paragraphs)
        into.push(`<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${across}${down}</w:tcPr>${paragraphs.join('')}</w:tc>`)
      }
      into.push('</w:tr>')
    }
    into.push('</w:tbl><w:p/>')
  }
}

/** A name that Word takes for a bookmark. */
const bookmark = (id: string): string => id.replace(/\W/g, '_').slice(0, 40)

/** @param numberOf the number, from 1, that a place has among the data of the report */
export const wordText = (
  report: Report,
  page: ReportElement,
  numberOf: (place: string) => number | undefined,
  pictures: ReadonlyMap<string, WordPicture>,
): WordText => new Writer(report, page, numberOf, pictures).text(page)
