// The words of a page kept as HTML, and where its places have come to: places in all its text nodes joined, which is what programs
// count that mark pages of their own making. Blocks of the page become blocks of the text; no word is left out.
import { BLOCK_SEPARATOR, type Block, type BlockKind } from '../../shared/text.ts'
import { type Element, isElement, type Node, parseHtml } from '../import/tree.ts'

export type HtmlText = Readonly<{
  /** All text nodes joined. */
  raw: string
  text: string
  blocks: readonly Block[]
  /** From a place in `raw` to the place in `text`. */
  at: (place: number) => number
}>

const blocks = new Set(
  'address article aside blockquote body caption dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
)
type Kind = Readonly<{ kind: BlockKind; level?: number }>
const PARAGRAPH: Kind = { kind: 'paragraph' }

function kindOf({ tagName }: Element, within: Kind): Kind {
  const heading = /^h([1-6])$/.exec(tagName)?.[1]
  if (heading !== undefined) return { kind: 'heading', level: Number(heading) }
  if (tagName === 'li') return { kind: 'item', level: within.kind === 'item' ? Math.min(6, (within.level ?? 0) + 1) : 1 }
  if (tagName === 'blockquote') return { kind: 'quote' }
  return within
}

/** Words without white space: where they are in all text nodes, where the text ended before them, and where they have come to. */
type Run = Readonly<{ from: number; length: number; before: number; at: number }>

const breaks = { none: '', space: ' ', line: '\n', block: BLOCK_SEPARATOR } as const
type Break = keyof typeof breaks
const order: readonly Break[] = ['none', 'space', 'line', 'block']

export function htmlText(html: string): HtmlText {
  const raw: string[] = []
  const out: string[] = []
  const runs: Run[] = []
  const found: Block[] = []
  let length = 0
  let counted = 0
  let open: { start: number; kind: Kind } | null = null
  let pending: Break = 'none'
  const wait = (next: Break) => {
    if (order.indexOf(next) > order.indexOf(pending)) pending = next
  }
  const put = (words: string) => {
    out.push(words)
    length += words.length
  }
  const close = () => {
    if (open === null) return
    const { kind, level } = open.kind
    found.push({ kind, zone: 'body', ...(level === undefined ? {} : { level }), start: open.start, end: length })
    open = null
  }
  const word = (run: string, kind: Kind) => {
    if (open !== null && pending === 'block') close()
    if (open === null) {
      if (length > 0) put(BLOCK_SEPARATOR)
      open = { start: length, kind }
    } else put(breaks[pending])
    pending = 'none'
    put(run)
  }
  const visit = (node: Node, kind: Kind, pre: boolean) => {
    if (node.nodeName === '#text' && 'value' in node) {
      raw.push(node.value)
      for (const { index, 0: run } of node.value.matchAll(/[ \t\n\f\r]+|[^ \t\n\f\r]+/g)) {
        if (/^[ \t\n\f\r]/.test(run)) wait(pre && run.includes('\n') ? 'line' : 'space')
        else {
          const before = length
          word(run, kind)
          runs.push({ from: counted + index, length: run.length, before, at: length - run.length })
        }
      }
      counted += node.value.length
      return
    }
    if (!isElement(node)) return
    if (node.tagName === 'br') wait('line')
    const isBlock = blocks.has(node.tagName)
    if (isBlock) wait('block')
    const own = kindOf(node, kind)
    for (const child of node.childNodes) visit(child, own, pre || node.tagName === 'pre')
    if (isBlock) wait('block')
  }
  const root = parseHtml(html).childNodes.find((node): node is Element => isElement(node) && node.tagName === 'html')
  const body = root?.childNodes.find((node): node is Element => isElement(node) && node.tagName === 'body')
  if (body !== undefined) visit(body, PARAGRAPH, false)
  close()
  const at = (place: number): number => {
    let low = 0
    let high = runs.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((runs[middle] as Run).from <= place) low = middle
      else high = middle - 1
    }
    const run = runs[low]
    if (run === undefined || place <= run.from) return run?.before ?? 0
    return run.at + Math.min(run.length, place - run.from)
  }
  return { raw: raw.join(''), text: out.join(''), blocks: found, at }
}
