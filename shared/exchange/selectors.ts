// Where in a text the selectors of a Web Annotation point to.
import { FLOOR, MARGIN, Transfer } from '../reanchor.ts'
import type { Range } from '../text.ts'
import { type Convention, placer } from './convention.ts'
import { DEEPEST, many, nodeOf, textOf, typesOf } from './jsonld.ts'

export type Selector = Readonly<{ start: number | null; end: number | null; exact: string; prefix: string; suffix: string }>
/** `certain`: the quoted words stand there; `quote`: what was quoted, where the place was looked for. */
export type Found = Readonly<{ range: Range; certain: boolean; quote: string }>
/** Why there is no place: the words stand nowhere, or in several places that nothing tells apart. */
export type Missing = 'nowhere' | 'several'

/** As the model asks, and as many programs do. */
const STANDARD: readonly Convention[] = (['code point', 'utf-16'] as const).map((unit) => ({ unit, lineEnd: 1, mark: 0, end: 'after' }))

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
  readonly #places: readonly ((start: number, end: number) => Range | null)[]

  /** `counted`: how positions of the file that have no words beside them are counted; `null` where nothing fits. */
  constructor(text: string, counted: Convention | null) {
    this.text = text
    const place = (convention: Convention) => placer({ raw: text, marked: false }, convention)
    this.#places = [...(counted === null ? [] : [place(counted)]), ...STANDARD.map(place)]
    this.#counted = counted !== null
  }
  readonly #counted: boolean
  readonly #quotations = new Map<string, readonly Range[] | 'several'>()

  /** Where the selectors point to, if that is certain enough. */
  find(selector: Selector): Found | Missing {
    const { start, end, exact } = selector
    if (start !== null && end !== null)
      for (const [n, place] of this.#places.entries()) {
        const range = place(start, end)
        const isSaid = exact === '' ? this.#counted && n === 0 : range !== null && this.text.slice(range.start, range.end) === exact
        if (range !== null && isSaid) return { range, certain: true, quote: '' }
      }
    if (exact.trim() === '') return 'nowhere'
    const quoted = this.#quoted(selector)
    return typeof quoted === 'string' ? (this.#changed(selector) ?? quoted) : quoted
  }

  /** Where the quoted words stand, whatever the white space between them: the place whose surroundings are alike, before any other. */
  #quoted({ exact, prefix, suffix }: Selector): Found | Missing {
    const words = exact.trim()
    const [before, after] = [squeezed(prefix), squeezed(suffix)]
    const places: { range: Range; score: number }[] = []
    const ranges = this.#placesOf(words)
    if (ranges === 'several') return 'several'
    for (const range of ranges) {
      const known =
        shared(squeezed(this.text.slice(Math.max(0, range.start - 2 * prefix.length - 8), range.start)), before, 'end') +
        shared(squeezed(this.text.slice(range.end, range.end + 2 * suffix.length + 8)), after, 'start')
      places.push({ range, score: (words.length + known) / (words.length + before.length + after.length) })
    }
    const [best, next] = places.toSorted((a, b) => b.score - a.score)
    if (best === undefined) return 'nowhere'
    if (words.length + before.length + after.length < TELLING) return 'several'
    if (next !== undefined && best.score - next.score < MARGIN) return 'several'
    if (best.score >= FLOOR) return { range: best.range, certain: true, quote: '' }
    return next === undefined && words.length >= TELLING ? { range: best.range, certain: false, quote: exact } : 'several'
  }

  /** Where words stand, whatever the white space between them: looked for once for all who quote them. */
  #placesOf(words: string): readonly Range[] | 'several' {
    const known = this.#quotations.get(words)
    if (known !== undefined) return known
    const places: Range[] = []
    let found: readonly Range[] | 'several' = places
    for (const { index, 0: quoted } of this.text.matchAll(new RegExp(words.split(/\s+/).map(escaped).join('\\s+'), 'g'))) {
      places.push({ start: index, end: index + quoted.length })
      if (places.length < PLACES) continue
      found = 'several'
      break
    }
    this.#quotations.set(words, found)
    return found
  }

  /** What the quoted words have become between what stood before and after them, which may be what they were. */
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
    if (this.text.slice(from, to) === exact) return { range: { start: from, end: to }, certain: true, quote: '' }
    const earlier = `${this.text.slice(0, from)}${exact}${this.text.slice(to)}`
    const placed = new Transfer(earlier, this.text).place([{ start: from, end: from + exact.length }])
    const range = placed.state === 'orphan' ? undefined : placed.ranges[0]
    return range === undefined ? null : { range, certain: false, quote: exact }
  }
}
