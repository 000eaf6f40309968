// What the readers of office documents share: what a style's name says, how a paragraph's words become pieces, when a table is a
// table of data, how notes are numbered, and how it is told what was left out.
import type { BlockKind, Zone } from '../../shared/text.ts'
import type { Piece } from './page.ts'
import type { Tally } from './repairs.ts'

/** What a paragraph is. */
export type Look = Readonly<{ kind: BlockKind; level?: number; hint?: Zone; title?: boolean }>
export const plain: Look = { kind: 'paragraph' }
export const note: Look = { kind: 'paragraph', hint: 'footnote' }

/** Names of styles as office programs keep them in a file, in lower case; they are the same in every language of the program. */
const looks: readonly (readonly [RegExp, Look])[] = [
  [/^(?:doc-)?title$/, { kind: 'heading', level: 1, title: true }],
  [/^(?:intense )?quot(?:e|ations?)$|^block(?: ?text| ?quote|quotation)$/, { kind: 'quote' }],
  [/^(?:.*[ -])?caption$|^(?:illustration|figure|drawing)$/, { kind: 'paragraph', hint: 'caption' }],
  [/^(?:footnote|endnote)(?: text)?$/, note],
  [/^(?:author|byline)$/, { kind: 'paragraph', hint: 'byline' }],
  [/^date(?:line)?$/, { kind: 'paragraph', hint: 'dateline' }],
  [/^(?:html )?preformatted(?: text)?$|^source code$/, { kind: 'preformatted' }],
  [/^(?:toc|contents|index) ?(?:\d|heading)$|^table of (?:figures|authorities)$/, { kind: 'paragraph', hint: 'boilerplate' }],
  [/^(?:header|footer)(?: (?:left|right|first))?$/, { kind: 'paragraph', hint: 'boilerplate' }],
]

/** What a style's name says of its paragraphs, if anything. */
export function lookOf(style: string): Look | undefined {
  const name = style
    .toLowerCase()
    .replace(/_20_|\s+/g, ' ')
    .trim()
  const level = /^heading ?([1-9])$/.exec(name)?.[1]
  if (level !== undefined) return heading(Number(level))
  return looks.find(([pattern]) => pattern.test(name))?.[1]
}

export const heading = (level: number): Look => ({ kind: 'heading', level: Math.max(1, Math.min(6, level)) })
/** `depth` from 1. */
export const item = (depth: number): Look => ({ kind: 'item', level: Math.max(1, Math.min(6, depth)) })

/** A paragraph's pieces: several where a blank line stands in it, none where it has no words. */
export function piecesOf(text: string, { kind, level, hint }: Look): Piece[] {
  const piece = { kind, ...(level === undefined ? {} : { level }), ...(hint === undefined ? {} : { hint }) }
  if (kind === 'preformatted') return text.trim() === '' ? [] : [{ ...piece, text }]
  return text
    .replace(/[ \t]+/g, ' ')
    .split(/(?: ?\n){2,} ?/)
    .filter((part) => part.trim() !== '')
    .map((part) => ({ ...piece, text: part }))
}

/** Preformatted lines that follow each other are one block. */
export function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = []
  for (let i = 0; i < pieces.length; ) {
    const first = pieces[i] as Piece
    let end = i + 1
    if (first.kind === 'preformatted') while (pieces[end]?.kind === 'preformatted' && pieces[end]?.hint === first.hint) end += 1
    const text = pieces.slice(i, end).map((piece) => piece.text)
    all.push(end === i + 1 ? first : { ...first, text: text.join('\n') })
    i = end
  }
  return all
}

/** Longer cells than a table of data has, in characters and paragraphs. */
const LONGEST_CELL = 400
const MOST_IN_CELL = 3
/** Two paragraphs that are sentences are prose, however short. */
const isSentence = ({ text }: Piece): boolean => /[.!?…]["'”’»)]*\s*$/u.test(text.slice(-20))
const isData = (cell: readonly Piece[]): boolean =>
  cell.length <= MOST_IN_CELL &&
  cell.filter(isSentence).length < 2 &&
  cell.every(({ kind }) => kind !== 'table' && kind !== 'heading') &&
  cell.reduce((sum, { text }) => sum + text.length, 0) <= LONGEST_CELL

/** A table of data as one piece, its cells parted by tabs; the pieces of its cells where it only lays out a page. */
export function tableOf(rows: readonly (readonly (readonly Piece[])[])[], hint?: Zone): Piece[] {
  const filled = rows.filter((row) => row.some((cell) => cell.length > 0))
  const wide = filled.some((row) => row.length >= 2)
  if (filled.length < 2 || !wide || !filled.every((row) => row.every(isData))) return filled.flat(2)
  const line = (row: readonly (readonly Piece[])[]) =>
    row
      .map((cell) =>
        cell
          .map(({ text }) => text)
          .join(' ')
          .replace(/\s+/g, ' '),
      )
      .join('\t')
  return [{ kind: 'table', text: filled.map(line).join('\n'), ...(hint === undefined ? {} : { hint }) }]
}

/** The notes of a document, numbered in the order in which its text refers to them; footnotes and endnotes in one row. */
export class Notes {
  readonly pieces: Piece[] = []
  readonly #marks = new Map<unknown, string>()
  #within = false

  /** The mark that refers to a note. It is read when it is first referred to; notes do not refer to notes. */
  cite(key: unknown, read: () => readonly Piece[]): string {
    if (this.#within) return ''
    const known = this.#marks.get(key)
    if (known !== undefined) return known
    const mark = `[${this.#marks.size + 1}]`
    this.#marks.set(key, mark)
    this.#within = true
    this.pieces.push(
      ...read().map((piece, i): Piece => ({ ...piece, hint: 'footnote', text: i === 0 ? `${mark} ${piece.text.trim()}` : piece.text })),
    )
    this.#within = false
    return mark
  }
}

/** A title without the marks of its notes. */
export const withoutMarks = (title: string): string => title.replace(/\[\d+\]/g, '').trim()

/** What was done, counted by paragraphs, since programs cut what a person did in one go into many runs. */
export const told = {
  inserted: { one: 'Tracked insertions in 1 paragraph were taken as text', many: 'Tracked insertions in # paragraphs were taken as text' },
  deleted: { one: 'Tracked deletions in 1 paragraph were left out', many: 'Tracked deletions in # paragraphs were left out' },
  hidden: { one: 'Hidden text in 1 paragraph was left out', many: 'Hidden text in # paragraphs was left out' },
  comment: { one: '1 comment was left out', many: '# comments were left out' },
  picture: {
    one: '1 sign of a picture font that has no character was marked as lost',
    many: '# signs of picture fonts that have no character were marked as lost',
  },
} as const
export type Told = (typeof told)[keyof typeof told]

export function tell(tally: Tally, what: Iterable<Told>): void {
  for (const sentence of what) tally.set(sentence, (tally.get(sentence) ?? 0) + 1)
}

/** Weight of what a file's properties claim: they are about the file, and are often those of the file that it was made from. */
export const PROPERTY = 5
/** Weight of the title that a style marks. */
export const STYLED = 60
