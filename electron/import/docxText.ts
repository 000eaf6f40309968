// The text of one part of a Word document, in the order of its runs: tracked insertions are taken, deletions, hidden text and
// comments left out and counted; of a field the result is read and not the code. Each note stands where the text refers to it
// first, in a list of its own.
import { isOn, type Numbering, type Style } from './docxStyles.ts'
import { heading, item, type Look, Notes, note, piecesOf, plain, type Told, tableOf, tell, told, withoutMarks } from './office.ts'
import type { Piece } from './page.ts'
import type { Tally } from './repairs.ts'
import { picturesOf } from './symbols.ts'
import { childOf, childrenOf, under, wordsOf, type Xml } from './xml.ts'

/** Where a field of two parts stands: in its code, which is not read, or in its result. */
type FieldPart = 'code' | 'result'
/** Fields inside each other: far more than Word reads. */
const MOST_FIELDS = 50
type Paragraph = { text: string; boxes: Piece[]; told: Set<Told> }
const empty = (): Paragraph => ({ text: '', boxes: [], told: new Set() })

/** Properties, what is left out of the text, and the small letters over others. */
const unread = new Set(['pPr', 'rPr', 'sdtPr', 'rt', 'instrText', 'delText'])

/** Signs of a run that have elements of their own. */
const signs: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  tab: '\t',
  ptab: '\t',
  br: '\n',
  cr: '\n',
  noBreakHyphen: '-',
  softHyphen: '\u00ad',
})

const written = (element: Xml | undefined): string | undefined => element?.attributes.val
/** A control that still asks for words shows a sentence of the program's. */
const isPlaceholder = (control: Xml): boolean => isOn(under(control, 'sdtPr', 'showingPlcHdr')) === true
/** A cell that the cell above it reaches over. */
const isOverlaid = (cell: Xml): boolean => {
  const merge = under(cell, 'tcPr', 'vMerge')
  return merge !== undefined && written(merge) !== 'restart'
}
/** Of what is written twice, for new and for old programs, the first; nothing of a control that only asks for words. */
const partsOf = (element: Xml): Xml[] =>
  childrenOf(element).flatMap((child) => {
    if (child.name === 'AlternateContent') return childOf(child, 'Choice') ?? childOf(child, 'Fallback') ?? []
    return child.name === 'sdt' && isPlaceholder(child) ? [] : child
  })

/** Elements of a name, in whatever is wrapped around them. */
const all = (element: Xml, name: string): Xml[] =>
  partsOf(element).flatMap((child) => (child.name === name ? child : around.has(child.name) ? all(child, name) : []))
const around = new Set(['sdt', 'sdtContent', 'customXml', 'ins'])

/** Reads the stories of one document: its body, headers, footers, and the notes that they refer to. */
export class DocxText {
  readonly tally: Tally = new Map()
  readonly warnings = new Set<string>()
  readonly notes = new Notes()
  title = ''
  readonly #styles: ReadonlyMap<string, Style>
  readonly #numbering: Numbering
  readonly #bodies: Readonly<Record<string, ReadonlyMap<string, Xml>>>
  /** Fields that are open; they may go on over paragraphs. */
  #fields: FieldPart[] = []

  constructor(styles: ReadonlyMap<string, Style>, numbering: Numbering, notes: Readonly<Record<string, ReadonlyMap<string, Xml>>>) {
    this.#styles = styles
    this.#numbering = numbering
    this.#bodies = notes
  }

  /** The pieces of paragraphs and tables that stand in an element. */
  story(container: Xml, within?: Look): Piece[] {
    const pieces: Piece[] = []
    // What stands before the end of a paragraph that was deleted or is hidden, and so runs on into the next one.
    let before: Paragraph | undefined
    const walk = (element: Xml) => {
      for (const child of partsOf(element)) {
        if (child.name === 'p') {
          const paragraph = this.#paragraph(child, before ?? empty())
          before = this.#runsOn(child) ? paragraph : undefined
          if (before === undefined) pieces.push(...this.#finished(paragraph, child, within))
        } else if (child.name === 'tbl') {
          pieces.push(...this.#table(child, within))
        } else if (child.name === 'altChunk') {
          this.warnings.add('A part of the document is a file of another format inside it, which was not read.')
        } else if (child.name === 'del' || child.name === 'moveFrom') tell(this.tally, [told.deleted])
        else walk(child)
      }
    }
    walk(container)
    if (before !== undefined) pieces.push(...this.#finished(before, undefined, within))
    return pieces
  }

  #style(paragraph: Xml | undefined): Style | undefined {
    return this.#styles.get(written(under(paragraph, 'pPr', 'pStyle')) ?? '')
  }

  #look(paragraph: Xml | undefined): Look {
    const properties = childOf(paragraph, 'pPr')
    const style = this.#style(paragraph)
    const outline = Number(written(childOf(properties, 'outlineLvl')) ?? style?.outline ?? 9)
    if (style?.look !== undefined && style.look.kind !== 'heading') return style.look
    if (style?.look?.title === true) return style.look
    if (outline < 9) return heading(outline + 1)
    if (style?.look !== undefined) return style.look
    const list = childOf(properties, 'numPr')
    const id = written(childOf(list, 'numId')) ?? style?.list?.id ?? '0'
    const level = Number(written(childOf(list, 'ilvl')) ?? style?.list?.level ?? 0)
    return id !== '0' && this.#numbering(id, level) ? item(level + 1) : plain
  }

  #finished(paragraph: Paragraph, element: Xml | undefined, within: Look | undefined): Piece[] {
    tell(this.tally, paragraph.told)
    const look = this.#look(element)
    if (look.title === true && within === undefined && this.title === '') this.title = withoutMarks(paragraph.text)
    return [...piecesOf(paragraph.text, within?.hint === undefined ? look : { ...look, hint: within.hint }), ...paragraph.boxes]
  }

  #runsOn(paragraph: Xml): boolean {
    const mark = under(paragraph, 'pPr', 'rPr')
    return childOf(mark, 'del') !== undefined || isOn(childOf(mark, 'vanish')) === true || isOn(childOf(mark, 'specVanish')) === true
  }

  #paragraph(element: Xml, into: Paragraph): Paragraph {
    // A code ends with its paragraph at the latest, so that a field without an end hides nothing.
    this.#fields = this.#fields.filter((part) => part === 'result')
    this.#inline(element, into, this.#style(element)?.hidden === true)
    return into
  }

  #inline(element: Xml, into: Paragraph, hidden: boolean): void {
    for (const child of partsOf(element)) {
      if (child.name === 'r') this.#run(child, into, hidden)
      else if (child.name === 't') this.#words(child, into)
      else if (child.name === 'del' || child.name === 'moveFrom') into.told.add(told.deleted)
      else if (child.name === 'txbxContent') into.boxes.push(...this.#apart(() => this.story(child)))
      else if (!unread.has(child.name)) {
        if (child.name === 'ins' || child.name === 'moveTo') into.told.add(told.inserted)
        this.#inline(child, into, hidden)
      }
    }
  }

  /** Text boxes and notes are stories of their own, with fields of their own. */
  #apart(read: () => Piece[]): Piece[] {
    const fields = this.#fields
    this.#fields = []
    const pieces = read()
    this.#fields = fields
    return pieces
  }

  #run(run: Xml, into: Paragraph, inHidden: boolean): void {
    const properties = childOf(run, 'rPr')
    const style = this.#styles.get(written(childOf(properties, 'rStyle')) ?? 'none')
    const hidden = isOn(childOf(properties, 'vanish')) ?? style?.hidden ?? inHidden
    const font = childOf(properties, 'rFonts')?.attributes.ascii
    for (const child of partsOf(run)) {
      if (child.name === 'fldChar') this.#field(child.attributes.fldCharType)
      else if (child.name === 'delText') into.told.add(told.deleted)
      else if (this.#fields.includes('code') || unread.has(child.name)) continue
      else if (!hidden) this.#part(child, into, font)
      else if (child.name === 't') into.told.add(told.hidden)
    }
  }

  #field(type: string | undefined): void {
    if (type === 'begin') this.#fields = [...this.#fields.slice(-MOST_FIELDS), 'code']
    else if (type === 'separate' && this.#fields.length > 0) this.#fields[this.#fields.length - 1] = 'result'
    else if (type === 'end') this.#fields.pop()
  }

  /** What stands in a run. */
  #part(part: Xml, into: Paragraph, font: string | undefined): void {
    const sign = signs[part.name]
    if (sign !== undefined) into.text += sign
    else if (part.name === 't') this.#words(part, into, font)
    else if (part.name === 'sym') into.text += this.#picture(part.attributes.font ?? '', Number.parseInt(part.attributes.char ?? '', 16))
    else if (part.name === 'footnoteReference' || part.name === 'endnoteReference') into.text += this.#cite(part)
    else if (part.name === 'commentReference') tell(this.tally, [told.comment])
    else this.#inline(part, into, false)
  }

  #words(element: Xml, into: Paragraph, font?: string): void {
    const text = wordsOf(element).replace(/\s*\n\s*/g, ' ')
    if (font === undefined || picturesOf(font) === undefined) into.text += text
    else into.text += text.replace(/[\uf000-\uf0ff]/g, (char) => this.#picture(font, char.charCodeAt(0)))
  }

  #picture(font: string, code: number): string {
    const char = picturesOf(font)?.(code) ?? (code > 0x1f && code < 0xd800 ? String.fromCharCode(code) : '\ufffd')
    if (char === '\ufffd') tell(this.tally, [told.picture])
    return char
  }

  #cite({ name, attributes: { id = '' } }: Xml): string {
    const body = this.#bodies[name]?.get(id)
    return body === undefined ? '' : this.notes.cite(body, () => this.#apart(() => this.story(body, note)))
  }

  #table(table: Xml, within: Look | undefined): Piece[] {
    const rows: Piece[][][] = []
    for (const row of all(table, 'tr')) {
      if (under(row, 'trPr', 'del') !== undefined) tell(this.tally, [told.deleted])
      else rows.push(all(row, 'tc').map((cell) => (isOverlaid(cell) ? [] : this.story(cell, within))))
    }
    return tableOf(rows, within?.hint)
  }
}
