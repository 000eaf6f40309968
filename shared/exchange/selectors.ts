// Where in a text the selectors of a Web Annotation point to.
import { FLOOR, MARGIN, Transfer } from '../reanchor.ts'
import type { Range } from '../text.ts'
import { DEEPEST, many, nodeOf, textOf, typesOf } from './jsonld.ts'
import { Ruler } from './positions.ts'

type Selector = Readonly<{ start: number | null; end: number | null; exact: string; prefix: string; suffix: string }>
/** `certain`: the quoted words stand there; `quote`: what was quoted, where the place was looked for. */
export type Found = Readonly<{ range: Range; certain: boolean; quote: string }>

/** A quotation with its surroundings of fewer characters may stand anywhere. */
const TELLING = 16
/** Words that stand in more places than these point to none. */
const PLACES = 2_000

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

const squeezed = (words: string): string => words.replace(/\s+/g, ' ')
const escaped = (words: string): string => words.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** How many characters two texts share from their ends, or from their beginnings. */
function shared(a: string, b: string, from: 'start' | 'end'): number {
  let n = 0
  while (n < Math.min(a.length, b.length) && (from === 'start' ? a[n] === b[n] : a.at(-1 - n) === b.at(-1 - n))) n++
  return n
}

/** A text with the ways to find a place in it. */
export class Finder {
  readonly text: string
  readonly #rulers: readonly Ruler[]

  constructor(text: string) {
    this.text = text
    this.#rulers = [new Ruler(text, 'code point'), new Ruler(text, 'utf-16')]
  }

  /** Where the selectors point to; `null` where that is not certain enough. */
  find(selector: Selector): Found | null {
    const { start, end, exact } = selector
    if (start !== null && end !== null)
      for (const ruler of this.#rulers) {
        const [from, to] = [ruler.place(start), ruler.place(end)]
        if (from === null || to === null || from >= to) continue
        if (exact === '' || this.text.slice(from, to) === exact) return { range: { start: from, end: to }, certain: true, quote: '' }
      }
    return exact.trim() === '' ? null : (this.#quoted(selector) ?? this.#changed(selector))
  }

  /** Where the quoted words stand, whatever the white space between them: the place whose surroundings are alike, before any other. */
  #quoted({ exact, prefix, suffix }: Selector): Found | null {
    const words = exact.trim()
    const [before, after] = [squeezed(prefix), squeezed(suffix)]
    const places: { range: Range; score: number }[] = []
    for (const { index, 0: found } of this.text.matchAll(new RegExp(words.split(/\s+/).map(escaped).join('\\s+'), 'g'))) {
      const range = { start: index, end: index + found.length }
      const known =
        shared(squeezed(this.text.slice(Math.max(0, range.start - 2 * prefix.length - 8), range.start)), before, 'end') +
        shared(squeezed(this.text.slice(range.end, range.end + 2 * suffix.length + 8)), after, 'start')
      places.push({ range, score: (words.length + known) / (words.length + before.length + after.length) })
      if (places.length === PLACES) return null
    }
    const [best, next] = places.toSorted((a, b) => b.score - a.score)
    if (best === undefined || words.length + before.length + after.length < TELLING) return null
    if (next !== undefined && best.score - next.score < MARGIN) return null
    if (best.score >= FLOOR) return { range: best.range, certain: true, quote: '' }
    return next === undefined && words.length >= TELLING ? { range: best.range, certain: false, quote: exact } : null
  }

  /** What the quoted words have become between what stood before and after them. */
  #changed({ exact, prefix, suffix }: Selector): Found | null {
    const once = (words: string): number => {
      const at = words.trim().length < TELLING / 2 ? -1 : this.text.indexOf(words)
      return at === this.text.lastIndexOf(words) ? at : -1
    }
    const [before, after] = [once(prefix), once(suffix)]
    if (before < 0 && after < 0) return null
    const from = before < 0 ? Math.max(0, after - exact.length) : before + prefix.length
    const to = after < 0 ? Math.min(this.text.length, from + exact.length) : after
    if (to < from || to - from > 2 * exact.length + 2 * TELLING) return null
    const earlier = `${this.text.slice(0, from)}${exact}${this.text.slice(to)}`
    const placed = new Transfer(earlier, this.text).place([{ start: from, end: from + exact.length }])
    const range = placed.state === 'orphan' ? undefined : placed.ranges[0]
    return range === undefined ? null : { range, certain: false, quote: exact }
  }
}
