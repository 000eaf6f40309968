// Pages of letters to the pieces of a document: columns, lines, margins, notes and paragraphs, put together over the ends
// of columns and pages. Pure geometry; what it rests on is said in the files that it calls.

import type { Piece } from './page.ts'
import { columnsOf } from './pdfcolumns.ts'
import { joinLines, type Vocabulary, vocabularyOf } from './pdfhyphens.ts'
import { type Line, linesOf } from './pdflines.ts'
import { marginsOf } from './pdfmargins.ts'
import { asNote, notesOf } from './pdfnotes.ts'
import { beginOf, endsSentence, type Paragraph, paragraphsOf, type Style, sameSize, stopOf } from './pdfparagraphs.ts'
import type { Sheet } from './pdfsheet.ts'

type Block = { kind: Paragraph['kind'] | 'note' | 'margin'; lines: Line[]; page: number }

export type Laid = Readonly<{
  pieces: readonly Piece[]
  /** Words that were broken at the ends of lines and are whole again. */
  closed: number
  /** Lines that were set aside as running heads, feet and numbers of pages. */
  margins: number
  /** The address that a browser printed at the foot of the pages, or the empty string. */
  url: string
}>

/** The size that most letters have, and the font that most of those have. */
function styleOf(lines: readonly Line[]): Style {
  const sizes = new Map<number, number>()
  const fonts = new Map<string, number>()
  const top = (counts: ReadonlyMap<number | string, number>) =>
    [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), ['' as number | string, -1])[0]
  for (const { size, text } of lines) sizes.set(Math.round(size * 2) / 2, (sizes.get(Math.round(size * 2) / 2) ?? 0) + text.length)
  const size = Number(top(sizes))
  for (const line of lines) if (sameSize(line.size, size)) fonts.set(line.font, (fonts.get(line.font) ?? 0) + line.text.length)
  return { size, font: String(top(fonts)) }
}

/** Whether a paragraph at the top of a column goes on with the one that ended the column before. */
function goesOn(last: Block, next: Paragraph, indents: boolean, right: number): boolean {
  const [line, first] = [last.lines.at(-1), next.lines[0]]
  if (line === undefined || first === undefined || next.kind !== 'text' || !sameSize(line.size, first.size)) return false
  if (/[\p{L}][-‐\u00ad]$/u.test(line.text)) return true
  const full = stopOf(line) > right - 2.5 * line.size
  if (!endsSentence(line.text)) return full || /^\p{Ll}/u.test(first.text)
  const second = next.lines[1]
  return full && indents && second !== undefined && beginOf(first) <= beginOf(second) + 0.3 * first.size
}

/** Whether paragraphs begin with a line that is set in. */
function hasIndents(paragraphs: readonly Paragraph[]): boolean {
  const long = paragraphs.filter(({ kind, lines }) => kind === 'text' && lines.length >= 3)
  const indented = long.filter(
    ({ lines: [first, second] }) => first !== undefined && second !== undefined && beginOf(first) > beginOf(second) + 0.6 * first.size,
  )
  return indented.length >= 3 && indented.length >= long.length / 3
}

const caption =
  /^(?:fig(?:ure|\.)|table|chart|map|abb(?:\.|ildung)|tabelle|рис(?:\.|унок)|табл(?:\.|ица)|şəkil|şekil|cədvəl|tablo|figura|tabla|tableau|rycina|tabela)\s*\d+(?:\s*[.:—–|]|\s|$)/iu

/** The words of a block's lines; only the rows of a table keep their ends. */
function wordsOf({ kind, lines }: Block, known: Vocabulary): { text: string; closed: number } {
  if (kind === 'table') return { text: lines.map(({ text }) => text).join('\n'), closed: 0 }
  if (kind === 'margin') return { text: lines.map(({ text }) => text.replaceAll('\t', ' ')).join('\n'), closed: 0 }
  let text = ''
  let closed = 0
  for (const line of lines) {
    const words = line.text.replaceAll('\t', ' ')
    const joined = text === '' ? { text: words, closed: false } : joinLines(text, words, known)
    text = joined.text
    if (joined.closed) closed += 1
  }
  return { text: kind === 'note' ? asNote(text) : text, closed }
}

/** Headings by size: the largest of the first page that has any is of the first level, and no other is. */
function levels(blocks: readonly Block[]): (block: Block) => number {
  const sizeOf = (block: Block) => Math.round((block.lines[0]?.size ?? 0) * 2) / 2
  const headings = blocks.filter(({ kind }) => kind === 'heading')
  const front = headings.filter(({ page }) => page === headings[0]?.page)
  const title = front.reduce<Block | undefined>((a, b) => (a === undefined || sizeOf(b) > sizeOf(a) ? b : a), undefined)
  const sizes = [...new Set(headings.filter((block) => block !== title).map(sizeOf))].sort((a, b) => b - a)
  return (block) => (block === title ? 1 : Math.min(6, 2 + sizes.indexOf(sizeOf(block))))
}

function blocksOf(pages: readonly (readonly (readonly Line[])[])[], margins: ReadonlySet<Line>, body: Style): Block[] {
  const columns = pages.map((page) => page.map((lines) => lines.filter((line) => !margins.has(line))))
  const indents = hasIndents(columns.flatMap((page) => page.flatMap((lines) => paragraphsOf(lines, body))))
  const blocks: Block[] = []
  let open: Block | undefined
  let right = 0
  let note: Block | undefined
  for (const [page, regions] of columns.entries()) {
    for (const lines of regions) {
      const { text, notes, continues } = notesOf(
        lines,
        body,
        note !== undefined && note.page === page - 1 && !endsSentence(note.lines.at(-1)?.text ?? ''),
      )
      const paragraphs = paragraphsOf(text, body)
      for (const [i, paragraph] of paragraphs.entries()) {
        const plain = paragraph.kind === 'text' && !caption.test(paragraph.lines[0]?.text ?? '')
        if (
          open !== undefined &&
          plain &&
          i === paragraphs.findIndex(({ kind }) => kind === 'text') &&
          goesOn(open, paragraph, indents, right)
        ) {
          open.lines.push(...paragraph.lines)
        } else {
          const block = { kind: paragraph.kind, lines: paragraph.lines, page }
          blocks.push(block)
          if (plain || paragraph.kind === 'item') open = block
          else if (paragraph.kind === 'heading') open = undefined
        }
      }
      if (text.length > 0) right = Math.max(...text.map(stopOf))
      for (const [i, own] of notes.entries()) {
        if (i === 0 && continues && note !== undefined) {
          note.lines.push(...own)
          continue
        }
        note = { kind: 'note', lines: own, page }
        blocks.push(note)
      }
    }
    const aside = (pages[page] ?? []).flat().filter((line) => margins.has(line))
    if (aside.length > 0) blocks.push({ kind: 'margin', lines: aside, page })
  }
  return blocks
}

function pieceOf(block: Block, text: string, level: number): Piece {
  if (block.kind === 'heading') return { kind: 'heading', level, text }
  if (block.kind === 'item') return { kind: 'item', level: 1, text }
  if (block.kind === 'table') return { kind: 'table', text }
  if (block.kind === 'note') return { kind: 'paragraph', text, hint: 'footnote' }
  if (block.kind === 'margin') return { kind: 'paragraph', text, hint: 'boilerplate' }
  return caption.test(text) && text.length < 400 ? { kind: 'paragraph', text, hint: 'caption' } : { kind: 'paragraph', text }
}

const brackets: Readonly<Record<string, string>> = { '(': ')', ')': '(', '[': ']', ']': '[', '«': '»', '»': '«' }

/** Lines from right to left whose brackets the file gives as they look, not as they are meant, get them turned. */
function turnBrackets(pages: readonly (readonly (readonly Line[])[])[]): readonly (readonly (readonly Line[])[])[] {
  let turned = 0
  for (const { text, rightToLeft } of pages.flat(2)) {
    if (!rightToLeft) continue
    if (/^[^()]*\)[^()]*\([^()]*$/u.test(text)) turned += 1
    else if (/^[^()]*\([^()]*\)[^()]*$/u.test(text)) turned -= 1
  }
  if (turned <= 0) return pages
  const turn = (line: Line): Line =>
    line.rightToLeft ? { ...line, text: line.text.replace(/[()[\]«»]/g, (sign) => brackets[sign] ?? sign) } : line
  return pages.map((page) => page.map((lines) => lines.map(turn)))
}

/** The pieces of a document, in reading order; what stands across the lines of a page comes after it. */
export function layOut(sheets: readonly Sheet[]): Laid {
  const pages = turnBrackets(sheets.map((sheet, page) => columnsOf(sheet.runs).map((runs) => linesOf(runs, page))))
  const lines = pages.flat(2)
  if (lines.length === 0) return { pieces: [], closed: 0, margins: 0, url: '' }
  const margins = marginsOf(pages.map((page, i) => ({ lines: page.flat(), height: sheets[i]?.height ?? 0 })))
  const body = styleOf(lines.filter((line) => !margins.lines.has(line)))
  const known = vocabularyOf(lines.map(({ text }) => text))
  const blocks = blocksOf(pages, margins.lines, body)
  const levelOf = levels(blocks)
  const pieces: Piece[] = []
  let closed = 0
  for (const [i, block] of blocks.entries()) {
    const words = wordsOf(block, known)
    closed += words.closed
    pieces.push(pieceOf(block, words.text, levelOf(block)))
    if (blocks[i + 1]?.page !== block.page)
      for (const text of sheets[block.page]?.aside ?? []) pieces.push({ kind: 'paragraph', text, hint: 'boilerplate' })
  }
  return { pieces, closed, margins: margins.lines.size, url: margins.url }
}
