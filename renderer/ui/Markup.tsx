// A tree of plain elements (the pages of a report, a chart) as it stands on the screen. It is made without a component for each of
// what may be a hundred thousand elements, and made anew as a whole when it changes: at once where it is small, else a little at a
// time beside what is shown, which it takes the place of when it is whole.
import { useLayoutEffect, useRef } from 'react'

type MarkupNode =
  | string
  | Readonly<{ tag: string; attributes: Readonly<Record<string, string | undefined>>; children: readonly MarkupNode[] }>

type Props = Readonly<{
  node: MarkupNode
  className?: string
  /** Hears what a click, or Enter, on a link leads to: its `href`. Without it links are what they are anywhere. */
  onFollow?: (href: string, event: MouseEvent) => void
  /** Called when a tree has come onto the screen, before it is painted. */
  onShown?: () => void
}>

/** Shows a tree; what was unfolded by the reader, and has an id, stays so when the tree changes. */
export function Markup({ node, className, onFollow, onShown }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const shown = useRef(onShown)
  useLayoutEffect(() => {
    shown.current = onShown
  })
  useLayoutEffect(() => {
    const { current } = host
    if (current === null) return
    const making = new Making(node)
    const show = () => {
      for (const { id } of current.querySelectorAll('details[open][id]')) making.made.getElementById(id)?.setAttribute('open', '')
      current.replaceChildren(making.made)
      shown.current?.()
    }
    let next: number | undefined
    const goOn = (ms: number) => {
      if (making.goOn(ms)) show()
      else next = window.setTimeout(goOn, 0, SLICE)
    }
    goOn(AT_ONCE)
    return () => clearTimeout(next)
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

/** Milliseconds that a tree may take at once, and that a part of a larger one takes at a time. */
const AT_ONCE = 40
const SLICE = 12

const SVG = 'http://www.w3.org/2000/svg'

/** A tree on its way to become elements. */
class Making {
  readonly made = document.createDocumentFragment()
  /** Elements that lack children still, the innermost last. */
  readonly #open: { parent: ParentNode & Node; nodes: readonly MarkupNode[]; at: number }[]

  constructor(node: MarkupNode) {
    this.#open = [{ parent: this.made, nodes: [node], at: 0 }]
  }

  /** Goes on for some milliseconds; gives whether all of it is made. */
  goOn(ms: number): boolean {
    const end = performance.now() + ms
    for (let count = 1; ; count++) {
      const last = this.#open.at(-1)
      if (last === undefined) return true
      const node = last.nodes[last.at++]
      if (node === undefined) this.#open.pop()
      else if (typeof node === 'string') last.parent.appendChild(document.createTextNode(node))
      else this.#open.push({ parent: last.parent.appendChild(elementOf(last.parent, node)), nodes: node.children, at: 0 })
      if (count % 100 === 0 && performance.now() > end) return false
    }
  }
}

function elementOf(parent: Node, { tag, attributes }: Exclude<MarkupNode, string>): Element {
  const drawn = tag === 'svg' || (parent instanceof Element && parent.namespaceURI === SVG)
  const element = drawn ? document.createElementNS(SVG, tag) : document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value)
  return element
}
