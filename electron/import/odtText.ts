// The text of an OpenDocument file: paragraphs, headings, lists, tables and boxes in order. Deletions that were tracked are kept by
// the format outside of the text; comments and what is hidden, by a style or a section, are left out. All are counted.
import { heading, item, type Look, lookOf, Notes, note, piecesOf, plain, type Told, tableOf, tell, told, withoutMarks } from './office.ts'
import type { Piece } from './page.ts'
import type { Tally } from './repairs.ts'
import { childOf, childrenOf, isElement, type Xml } from './xml.ts'

/** What a style says of its paragraphs or words, with what it takes from those it is made from. */
type Style = Readonly<{ look?: Look; hidden?: boolean }>
type Paragraph = { text: string; boxes: Piece[]; told: Set<Told> }
/** Where a paragraph stands: how deep in lists, and in what. */
type Place = Readonly<{ depth: number; look?: Look }>
const top: Place = { depth: 0 }
const listed: Look = { kind: 'paragraph', hint: 'boilerplate' }

/** Lists of what stands on which page. */
const indexes = new Set(['table-of-content', 'illustration-index', 'table-index', 'object-index', 'user-index', 'alphabetical-index'])
/** Declarations, pictures, patterns of lists, the small letters over others, and words that ask for words. */
const unread = new Set(
  'forms script variable-decls sequence-decls user-field-decls note-citation ruby-text placeholder image object object-ole plugin binary-data event-listeners table-of-content-source illustration-index-source table-index-source object-index-source user-index-source alphabetical-index-source bibliography-source'.split(
    ' ',
  ),
)
/** What may hold text boxes; of the rest, such as names of pictures, nothing is text. */
const drawn = new Set('frame g custom-shape rect ellipse circle polygon polyline path line connector caption control measure'.split(' '))
/** Spaces in a row. */
const LONGEST_RUN = 100
const LONGEST_CHAIN = 12

const isHidden = ({ attributes }: Xml): boolean => attributes['is-hidden'] === 'true' || attributes.display === 'none'

export class OdtText {
  readonly tally: Tally = new Map()
  readonly notes = new Notes()
  title = ''
  readonly #styles = new Map<string, Style>()

  /** `styles`: elements that hold styles, those of the text itself first. */
  constructor(styles: readonly (Xml | undefined)[]) {
    const written = new Map<string, Xml>()
    for (const style of styles.flatMap((each) => (each === undefined ? [] : childrenOf(each, 'style')))) {
      const key = keyOf(style.attributes.family, style.attributes.name)
      if (!written.has(key)) written.set(key, style)
    }
    for (const [key, style] of written) this.#styles.set(key, styleOf(style, written))
  }

  /** The pieces of what stands in an element. */
  story(container: Xml, place: Place = top): Piece[] {
    if (isHidden(container)) {
      tell(this.tally, [told.hidden])
      return []
    }
    return childrenOf(container).flatMap((child) => {
      const { name } = child
      if (name === 'p' || name === 'h') return this.#paragraph(child, place)
      if (name === 'tracked-changes') return this.#changes(child)
      if (name === 'table') return this.#table(child, place)
      if (name === 'list') return this.story(child, { ...place, depth: place.depth + 1 })
      if (indexes.has(name)) return this.story(child, { ...place, look: listed })
      return unread.has(name) ? [] : this.story(child, place)
    })
  }

  #changes(changes: Xml): [] {
    for (const region of childrenOf(changes)) {
      if (childOf(region, 'deletion') !== undefined) tell(this.tally, [told.deleted])
      if (childOf(region, 'insertion') !== undefined) tell(this.tally, [told.inserted])
    }
    return []
  }

  #paragraph(element: Xml, { depth, look }: Place): Piece[] {
    const style = this.#styles.get(keyOf('paragraph', element.attributes['style-name'])) ?? named(element.attributes['style-name'])
    const into: Paragraph = { text: '', boxes: [], told: new Set() }
    if (style.hidden === true || childrenOf(element, 'hidden-paragraph').some(isHidden)) into.told.add(told.hidden)
    else this.#inline(element, into)
    tell(this.tally, into.told)
    const own =
      element.name === 'h' ? heading(Number(element.attributes['outline-level'] ?? 1)) : (style.look ?? (depth > 0 ? item(depth) : plain))
    if (style.look?.title === true && look === undefined && this.title === '') this.title = withoutMarks(into.text)
    const whole = style.look?.title === true ? style.look : own
    return [...piecesOf(into.text, look?.hint === undefined ? whole : { ...whole, hint: look.hint }), ...into.boxes]
  }

  #inline(element: Xml, into: Paragraph): void {
    for (const child of element.children) {
      if (!isElement(child)) into.text += child.replace(/\s+/g, (space) => (/[\n\t\r]/.test(space) ? ' ' : space))
      else this.#part(child, into)
    }
  }

  #part(part: Xml, into: Paragraph): void {
    const { name, attributes } = part
    if (name === 's') into.text += ' '.repeat(Math.min(LONGEST_RUN, Number(attributes.c ?? 1) || 1))
    else if (name === 'tab') into.text += '\t'
    else if (name === 'line-break') into.text += '\n'
    else if (name === 'note') into.text += this.#cite(part)
    else if (name === 'annotation') tell(this.tally, [told.comment])
    else if (name === 'span' && this.#styles.get(keyOf('text', attributes['style-name']))?.hidden === true) into.told.add(told.hidden)
    else if (name === 'hidden-text' && isHidden(part)) into.told.add(told.hidden)
    else if (drawn.has(name)) into.boxes.push(...this.story(part))
    else if (!unread.has(name)) this.#inline(part, into)
  }

  #cite(reference: Xml): string {
    const body = childOf(reference, 'note-body')
    return body === undefined ? '' : this.notes.cite(reference, () => this.story(body, { depth: 0, look: note }))
  }

  #table(table: Xml, place: Place): Piece[] {
    const rows: Piece[][][] = []
    const walk = (element: Xml) => {
      for (const child of childrenOf(element)) {
        if (child.name === 'table-row') {
          const cells = childrenOf(child).filter(({ name }) => name === 'table-cell' || name === 'covered-table-cell')
          rows.push(cells.map((cell) => this.story(cell, { ...place, depth: 0 })))
        } else if (child.name.startsWith('table-') && child.name !== 'table-columns') walk(child)
      }
    }
    walk(table)
    return tableOf(rows, place.look?.hint)
  }
}

const keyOf = (family = '', name = ''): string => `${family} ${name}`

/** A style that is not written down is known by its name alone. */
function named(name = ''): Style {
  const look = lookOf(name)
  return look === undefined ? {} : { look }
}

function styleOf(style: Xml, written: ReadonlyMap<string, Xml>): Style {
  const found: { look?: Look; hidden?: boolean } = {}
  let each: Xml | undefined = style
  for (let i = 0; each !== undefined && i < LONGEST_CHAIN; i += 1) {
    const parent: string | undefined = each.attributes['parent-style-name']
    const next: Xml | undefined = parent === undefined ? undefined : written.get(keyOf(style.attributes.family, parent))
    const look =
      lookOf(each.attributes['display-name'] ?? '') ??
      lookOf(each.attributes.name ?? '') ??
      (next === undefined ? lookOf(parent ?? '') : undefined)
    if (look !== undefined) found.look ??= look
    const display = childOf(each, 'text-properties')?.attributes.display
    if (display !== undefined) found.hidden ??= display === 'none'
    each = next
  }
  return found
}
