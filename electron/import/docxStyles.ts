// What a Word document's styles and lists say about its paragraphs, each style with what it takes from those it is based on.
import { type Look, lookOf } from './office.ts'
import { childOf, childrenOf, under, type Xml } from './xml.ts'

/** `outline`: 0 for the first level. `list`: the list that its paragraphs are items of. */
export type Style = Readonly<{ look?: Look; outline?: string; hidden?: boolean; list?: Readonly<{ id?: string; level?: string }> }>
/** Whether items of a list show a number or bullet at a level, which counts from 0. */
export type Numbering = (id: string, level: number) => boolean

/** Whether a property is on, or `undefined` when nothing is said. */
export const isOn = (property: Xml | undefined): boolean | undefined =>
  property === undefined ? undefined : !/^(?:0|false|off)$/.test(property.attributes.val ?? '')

/** Styles by their ids; the one without a name is that of paragraphs that name none. */
export function stylesOf(part: Xml | undefined): Map<string, Style> {
  const written = new Map((part === undefined ? [] : childrenOf(part, 'style')).map((style) => [style.attributes.styleId ?? '', style]))
  const styles = new Map<string, Style>()
  for (const [id, style] of written) {
    const found = styleOf(style, written)
    styles.set(id, found)
    if (style.attributes.type === 'paragraph' && /^(?:1|true|on)$/.test(style.attributes.default ?? '')) styles.set('', found)
  }
  return styles
}

/** A chain of styles is followed as far as Word does. */
const LONGEST_CHAIN = 11

function styleOf(style: Xml, written: ReadonlyMap<string, Xml>): Style {
  const found: { look?: Look; outline?: string; hidden?: boolean; list?: { id?: string; level?: string } } = {}
  let each: Xml | undefined = style
  for (let i = 0; each !== undefined && i < LONGEST_CHAIN; i += 1) {
    const look = lookOf(childOf(each, 'name')?.attributes.val ?? '')
    const outline = under(each, 'pPr', 'outlineLvl')?.attributes.val
    const hidden = isOn(under(each, 'rPr', 'vanish'))
    const [id, level] = ['numId', 'ilvl'].map((name) => under(each, 'pPr', 'numPr', name)?.attributes.val)
    if (look !== undefined) found.look ??= look
    if (outline !== undefined) found.outline ??= outline
    if (hidden !== undefined) found.hidden ??= hidden
    if (id !== undefined) found.list ??= { id, ...(level === undefined ? {} : { level }) }
    const base: string | undefined = childOf(each, 'basedOn')?.attributes.val
    each = base === undefined ? undefined : written.get(base)
  }
  return found
}

export function numberingOf(part: Xml | undefined): Numbering {
  if (part === undefined) return () => true
  const formats = new Map<string, ReadonlyMap<string, string>>()
  for (const list of childrenOf(part, 'abstractNum')) {
    const levels = childrenOf(list, 'lvl').map(
      (level) => [level.attributes.ilvl ?? '', childOf(level, 'numFmt')?.attributes.val ?? ''] as const,
    )
    formats.set(list.attributes.abstractNumId ?? '', new Map(levels))
  }
  const lists = new Map(
    childrenOf(part, 'num').map((list) => [list.attributes.numId ?? '', childOf(list, 'abstractNumId')?.attributes.val ?? '']),
  )
  return (id, level) => {
    const abstract = lists.get(id)
    return abstract !== undefined && formats.get(abstract)?.get(String(level)) !== 'none'
  }
}
