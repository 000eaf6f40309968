// The pages of a report as a small tree. It is written as HTML (electron/export/html.ts) and shown on the screen, and it can
// hold no more than it needs: text, a closed list of elements that do nothing, a closed list of attributes, and links that
// lead to places in the report itself. Whatever an article, a note or a name says is text in it, and nothing else.

export const tags = [
  'a',
  'blockquote',
  'caption',
  'circle',
  'code',
  'dd',
  'del',
  'desc',
  'details',
  'div',
  'dl',
  'dt',
  'em',
  'figcaption',
  'figure',
  'footer',
  'g',
  'h1',
  'h2',
  'h3',
  'h4',
  'header',
  'ins',
  'li',
  'line',
  'mark',
  'nav',
  'ol',
  'p',
  'path',
  'pre',
  'rect',
  'section',
  'span',
  'strong',
  'summary',
  'sup',
  'svg',
  'table',
  'tbody',
  'td',
  'text',
  'th',
  'thead',
  'time',
  'title',
  'tr',
  'ul',
] as const
export type Tag = (typeof tags)[number]

export type Attributes = Readonly<
  Partial<{
    id: string
    class: string
    lang: string
    dir: 'auto' | 'ltr' | 'rtl'
    href: `#${string}`
    title: string
    datetime: string
    scope: 'col' | 'colgroup' | 'row'
    colspan: `${number}`
    rowspan: `${number}`
    'aria-label': string
    'aria-labelledby': string
    role: 'group' | 'img'
    /** Of a list that can be folded: unfolded. */
    open: ''
    /** `0` for what is scrolled by its keys, `-1` for what Tab passes over because it is reached elsewhere too. */
    tabindex: '0' | '-1'
    'data-sha256': string
    /** The words of an article that stand in the element (`placeOf`). */
    'data-place': string
    /** The number of the highlight that a stretch lies under. */
    'data-highlight': `${number}`
  }> &
    Drawn
>

/** What the elements of a picture are drawn with; colours and type come from classes. */
type Drawn = Partial<Record<'d' | 'transform' | 'viewBox' | 'text-anchor' | Length, string>>
type Length = 'cx' | 'cy' | 'dx' | 'dy' | 'height' | 'r' | 'rx' | 'width' | 'x' | 'x1' | 'x2' | 'y' | 'y1' | 'y2'

export type ReportElement = Readonly<{ tag: Tag; attributes: Attributes; children: readonly ReportNode[] }>
export type ReportNode = string | ReportElement

/** Makes an element; `null` stands for a child that is left out. */
export function element(
  tag: Tag,
  attributes: Attributes,
  ...children: readonly (ReportNode | readonly ReportNode[] | null)[]
): ReportElement {
  return { tag, attributes, children: children.flat().filter((child) => child !== null) }
}

/** The text of a node and all that is in it. */
export function textOf(node: ReportNode): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('')
}
