// A tree of plain elements (the pages of a report, a chart) as it stands on the screen. It is made at once, without a component
// for each of what may be a hundred thousand elements, and made anew as a whole when it changes.
import { useLayoutEffect, useRef } from 'react'

type MarkupNode =
  | string
  | Readonly<{ tag: string; attributes: Readonly<Record<string, string | undefined>>; children: readonly MarkupNode[] }>

type Props = Readonly<{
  node: MarkupNode
  className?: string
  /** Hears what a click, or Enter, on a link leads to: its `href`. Without it links are what they are anywhere. */
  onFollow?: (href: string, event: MouseEvent) => void
}>

/** Shows a tree; what was unfolded by the reader, and has an id, stays so when the tree changes. */
export function Markup({ node, className, onFollow }: Props) {
  const host = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current } = host
    if (current === null) return
    const unfolded = [...current.querySelectorAll('details[open][id]')].map(({ id }) => id)
    const made = document.createDocumentFragment()
    append(made, node)
    for (const id of unfolded) made.getElementById(id)?.setAttribute('open', '')
    current.replaceChildren(made)
  }, [node])
  useLayoutEffect(() => {
    const { current } = host
    if (current === null || onFollow === undefined) return
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      if (link === null) return
      event.preventDefault()
      onFollow(link.getAttribute('href') ?? '', event)
    }
    current.addEventListener('click', follow)
    return () => current.removeEventListener('click', follow)
  }, [onFollow])
  return <div ref={host} className={className} />
}

const SVG = 'http://www.w3.org/2000/svg'

function append(parent: ParentNode & Node, node: MarkupNode): void {
  if (typeof node === 'string') {
    parent.appendChild(document.createTextNode(node))
    return
  }
  const drawn = node.tag === 'svg' || (parent instanceof Element && parent.namespaceURI === SVG)
  const element = drawn ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag)
  for (const [name, value] of Object.entries(node.attributes)) if (value !== undefined) element.setAttribute(name, value)
  for (const child of node.children) append(element, child)
  parent.appendChild(element)
}
