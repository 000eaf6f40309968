// Where in a text the selectors of a Web Annotation point to.
import { Transfer } from '../reanchor.ts'
import type { Range } from '../text.ts'
import { DEEPEST, many, nodeOf, textOf, typesOf } from './jsonld.ts'
import { Ruler } from './positions.ts'

type Selector = Readonly<{ start: number | null; end: number | null; exact: string; prefix: string; suffix: string }>
/** `certain`: the quoted words stand there; `quote`: what was quoted, where the place was looked for. */
export type Found = Readonly<{ range: Range; certain: boolean; quote: string }>

const numberOf = (value: unknown): number | null => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null)

/** What the selectors of a place say together, those that refine others too. */
export function selectorOf(value: unknown, depth = 0): Selector {
  const none: Selector = { start: null, end: null, exact: '', prefix: '', suffix: '' }
  return many(value).reduce<Selector>((said, each) => {
    const node = nodeOf(each)
    const finer = depth < DEEPEST && node.refinedBy !== undefined ? selectorOf(node.refinedBy, depth + 1) : none
    const own = {
      start: numberOf(node.start),
      end: numberOf(node.end),
      exact: textOf(node.exact),
      prefix: textOf(node.prefix),
      suffix: textOf(node.suffix),
    }
    const positioned = typesOf(node).includes('TextPositionSelector') ? own : finer
    const quoted = own.exact !== '' ? own : finer
    return {
      start: said.start ?? positioned.start,
      end: said.end ?? positioned.end,
      exact: said.exact || quoted.exact,
      prefix: said.exact === '' ? quoted.prefix : said.prefix,
      suffix: said.exact === '' ? quoted.suffix : said.suffix,
    }
  }, none)
}

/** A text with the ways to find a place in it. */
export class Finder {
  readonly text: string
  readonly #rulers: readonly Ruler[]

  constructor(text: string) {
    this.text = text
    this.#rulers = [new Ruler(text, 'code point'), new Ruler(text, 'utf-16')]
  }

  find({ start, end, exact, prefix, suffix }: Selector): Found | null {
    if (start !== null && end !== null)
      for (const ruler of this.#rulers) {
        const [from, to] = [ruler.place(start), ruler.place(end)]
        if (from === null || to === null || from >= to) continue
        if (exact === '' || this.text.slice(from, to) === exact) return { range: { start: from, end: to }, certain: true, quote: '' }
      }
    if (exact === '') return null
    const placed = new Transfer(`${prefix}${exact}${suffix}`, this.text).place([
      { start: prefix.length, end: prefix.length + exact.length },
    ])
    if (placed.state === 'orphan') return null
    const range = placed.ranges[0] as Range
    return { range, certain: this.text.slice(range.start, range.end) === exact, quote: exact }
  }
}
