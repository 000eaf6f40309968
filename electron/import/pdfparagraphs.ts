// Lines of a column to paragraphs. A paragraph ends where the white below it is wider than between lines, where the next
// line is set in or out, where letters change in size, or in font at the end of a sentence, and where a line ends so early
// that the first word of the next would have fitted.
import type { Line } from './pdflines.ts'

/** The letters that most of a document is set in. */
export type Style = Readonly<{ size: number; font: string }>
export type Paragraph = { kind: 'text' | 'heading' | 'item' | 'table'; lines: Line[] }

/** How much of a size two sizes may differ and be one. */
const SAME_SIZE = 0.1
/** White that begins a paragraph, in distances of lines. */
const APART = 1.35
/** How far a line is set in, in sizes. */
const INDENT = 0.7
const LARGER = 1.12
const LONGEST_HEADING = 250

const sentenceEnd = /[.!?…:;。！？։؟।]["'”’»)\]⁰¹²³⁴-⁹\d]*$/u
const bullet = /^[•▪●◦‣■□–—*·]\s/u
const numbered = /^(?:\(?\d{1,2}[.)]|\(?[a-z]\)|\[\d{1,3}\])\s/u
const leader = /(?:\.\s?){4,}\s*\d+$/u

/** Where a line begins and stops, so that it reads from low to high in both directions of writing. */
export const beginOf = (line: Line): number => (line.rightToLeft ? -line.end : line.x)
export const stopOf = (line: Line): number => (line.rightToLeft ? -line.x : line.end)
export const endsSentence = (text: string): boolean => sentenceEnd.test(text.trimEnd())

const middle = (numbers: readonly number[]): number | undefined => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]

export const sameSize = (a: number, b: number): boolean => Math.abs(a - b) <= SAME_SIZE * Math.max(a, b)

/** The distance of lines that have nothing between them. */
function leadingOf(lines: readonly Line[]): number {
  const steps: number[] = []
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1]
    if (next !== undefined && sameSize(line.size, next.size) && next.y - line.y > 0.5 * line.size && next.y - line.y < 3 * line.size)
      steps.push(next.y - line.y)
  }
  const step = middle(steps)
  return step ?? 1.3 * (lines[0]?.size ?? 0)
}

/** Width of the first word of a line, in points. */
function firstWord({ text, x, end }: Line): number {
  const space = text.search(/[\s-]/)
  return ((space === -1 ? text.length : space) / Math.max(1, text.length)) * (end - x)
}

/** How far lines near by reach. */
function reach(lines: readonly Line[], i: number): number {
  let furthest = Number.NEGATIVE_INFINITY
  for (const line of lines.slice(Math.max(0, i - 4), i + 5)) furthest = Math.max(furthest, stopOf(line))
  return furthest
}

/** Whether a line is so short that the next one's first word would have fitted on it. */
function endsEarly(lines: readonly Line[], i: number): boolean {
  const [line, next] = [lines[i], lines[i + 1]]
  if (line === undefined || next === undefined) return false
  const room = reach(lines, i) - stopOf(line)
  const fits = room > firstWord(next) + 0.9 * line.size
  return fits && (endsSentence(line.text) || room > 4 * line.size)
}

/** Whether the line after `i` begins a paragraph; `own` are the lines of the paragraph so far, of which `i` is the last. */
function begins(lines: readonly Line[], i: number, own: readonly Line[], leading: number, body: Style): boolean {
  const [line, next] = [lines[i] as Line, lines[i + 1] as Line]
  const step = next.y - line.y
  if (!sameSize(line.size, next.size) || step > APART * leading * Math.max(1, line.size / Math.max(1, body.size)) || step < 0) return true
  if (bullet.test(next.text) || leader.test(line.text)) return true
  const first = own[0] as Line
  if (
    numbered.test(next.text) &&
    (numbered.test(first.text) || endsSentence(line.text)) &&
    beginOf(next) <= beginOf(first) + INDENT * next.size
  )
    return true
  if (line.size >= LARGER * body.size) return false
  const change = line.font !== next.font && line.font !== '' && next.font !== ''
  if (change && (endsEarly(lines, i) || endsSentence(line.text))) return true
  const norm = beginOf(own[1] ?? line)
  const set = beginOf(next) - norm
  if (own.length === 1) {
    // Lines that hang below a first one belong to it; a line that alone is set in begins the next paragraph.
    const hangs = bullet.test(line.text) || numbered.test(line.text)
    const after = lines[i + 2]
    if (
      set > INDENT * next.size &&
      !hangs &&
      (after === undefined || after.y - next.y > APART * leading || beginOf(after) < beginOf(next) - 1)
    )
      return true
  } else if (Math.abs(set) > INDENT * next.size) return true
  return endsEarly(lines, i)
}

const words = (text: string): number => text.split(/\s+/u).length

function kindOf(lines: readonly Line[], body: Style): Paragraph['kind'] {
  const [first] = lines
  if (first === undefined) return 'text'
  const text = lines.map((line) => line.text).join(' ')
  const large = lines.every((line) => line.size >= LARGER * body.size)
  const own = lines.every((line) => line.font !== '' && line.font !== body.font && line.font === first.font)
  const counted = numbered.test(text)
  if (bullet.test(text) || (counted && !large && !(own && lines.length === 1))) return 'item'
  if (text.length > LONGEST_HEADING || lines.length > 5 || !/\p{L}/u.test(text) || /^\p{Ll}|[-‐,;]$/u.test(text))
    return counted ? 'item' : 'text'
  if (large) return 'heading'
  const short = lines.length <= 2 && words(text) <= 14 && !/[.,;:]$/u.test(text) && first.size >= 0.97 * body.size
  if (short && /^[\p{Lu}\p{Lo}\p{N}]/u.test(text) && (own || (/\p{Lu}{4}/u.test(text) && text === text.toUpperCase()))) return 'heading'
  return counted ? 'item' : 'text'
}

/** Rows with white between their cells: two in a row with two such gaps, or three with one. */
function tableAt(lines: readonly Line[], from: number): number {
  let to = from
  let gaps = 0
  for (; to < lines.length; to += 1) {
    const cells = (lines[to] as Line).text.split('\t').length
    if (cells < 2) break
    gaps += cells - 1
  }
  return to - from >= 2 && gaps >= 3 ? to : from
}

/** The paragraphs of a column. */
export function paragraphsOf(lines: readonly Line[], body: Style): Paragraph[] {
  const paragraphs: Paragraph[] = []
  const leading = leadingOf(lines)
  let own: Line[] = []
  for (let i = 0; i < lines.length; i += 1) {
    const end = own.length === 0 ? tableAt(lines, i) : i
    if (end > i) {
      paragraphs.push({ kind: 'table', lines: lines.slice(i, end) })
      i = end - 1
      continue
    }
    own.push(lines[i] as Line)
    if (i + 1 < lines.length && tableAt(lines, i + 1) === i + 1 && !begins(lines, i, own, leading, body)) continue
    paragraphs.push({ kind: kindOf(own, body), lines: own })
    own = []
  }
  return paragraphs
}
