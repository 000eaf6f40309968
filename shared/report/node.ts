// The pages of a report as a small tree. It is written as HTML (electron/export/html.ts) and shown on the screen, and it can
// hold no more than it needs: text, a closed list of elements that do nothing, a closed list of attributes, and links that
// lead to places in the report itself. Whatever an article, a note or a name says is text in it, and nothing else.

export const tags = [
  'a',
  'blockquote',
  'caption',
  'code',
  'dd',
  'del',
  'div',
  'dl',
  'dt',
  'em',
  'footer',
  'h1',
  'h2',
  'h3',
  'h4',
  'header',
  'ins',
  'li',
  'mark',
  'nav',
  'ol',
  'p',
  'pre',
  'section',
  'span',
  'strong',
  'sup',
  'table',
  'tbody',
  'td',
  'th',
  'thead',
  'time',
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
    'data-sha256': string
    /** The words of an article that stand in the element (`placeOf`). */
    'data-place': string
    /** The number of the highlight that a stretch lies under. */
    'data-highlight': `${number}`
  }>
>

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
