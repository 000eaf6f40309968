// A story of an RTF document: its text, a note, a header or a box. Words come in one after the other; paragraphs, cells and rows
// end where the document says so.
import { type Look, piecesOf, type Told, tableOf, tell } from './office.ts'
import type { Piece } from './page.ts'
import type { Tally } from './repairs.ts'

export class RtfStory {
  readonly #tally: Tally
  readonly #pieces: Piece[] = []
  #parts: string[] = []
  #boxes: Piece[] = []
  #told = new Set<Told>()
  #cell: Piece[] = []
  #row: Piece[][] = []
  #rows: Piece[][][] = []
  /** A number or bullet stands before the paragraph. */
  listed = false

  constructor(tally: Tally) {
    this.#tally = tally
  }

  add(words: string): void {
    this.#parts.push(words)
  }

  tell(what: Told): void {
    this.#told.add(what)
  }

  /** What stands beside a paragraph follows it. */
  put(box: readonly Piece[]): void {
    this.#boxes.push(...box)
  }

  /** The words of the paragraph so far. */
  get words(): string {
    return this.#parts.join('')
  }

  endParagraph(look: Look, inTable: boolean): void {
    const pieces = [...piecesOf(this.words, look), ...this.#boxes]
    tell(this.#tally, this.#told)
    this.#parts = []
    this.#boxes = []
    this.#told = new Set()
    this.listed = false
    if (inTable) this.#cell.push(...pieces)
    else if (pieces.length > 0) {
      this.#endTable()
      for (const piece of pieces) this.#pieces.push(piece)
    }
  }

  endCell(look: Look): void {
    this.endParagraph(look, true)
    this.#row.push(this.#cell)
    this.#cell = []
  }

  endRow(): void {
    if (this.#cell.length > 0) this.#row.push(this.#cell)
    if (this.#row.length > 0) this.#rows.push(this.#row)
    this.#cell = []
    this.#row = []
  }

  #endTable(): void {
    this.endRow()
    for (const piece of tableOf(this.#rows)) this.#pieces.push(piece)
    this.#rows = []
  }

  /** All its pieces, when it is at its end. */
  finish(look: Look): Piece[] {
    this.endParagraph(look, this.#cell.length > 0)
    this.#endTable()
    return this.#pieces
  }
}
