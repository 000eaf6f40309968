// A page that holds more than one article, and where to cut it. An article begins with a head: a title, a byline, a date or a
// credit above its first paragraph. A second head in the middle of a page is the sign of a second article, but credits,
// dates and headings stand within articles too. So the names in the words before and after it are compared (cosine of their
// dampened counts; the idea of lexical cohesion is M. Hearst's TextTiling, taken to names, which a new subject changes
// first): the weaker the head, the fewer they may share. Heads that do not hold are dropped one by one, the worst first,
// since each shortens what its neighbours are judged by. In doubt a page is one article.
import type { Cut } from '../../shared/imported.ts'
import { type Block, countWords, type Range } from '../../shared/text.ts'
import { namesOnByline } from './furniture.ts'
import { fold } from './zones.ts'

/** More heads than these are a list. */
const MOST_HEADS = 60
/** Names that a stretch must hold for a comparison to say anything. */
const FEWEST_NAMES = 12

/** What stands at a place where an article may begin, how many words its article then has at least, and the share of names it may have in common. */
type Sign = Readonly<{ what: 'opened' | 'headed' | 'signed' | 'credited'; words: number; shared: number }>
const opened: Sign = { what: 'opened', words: 60, shared: 1 }
const headed: Sign = { what: 'headed', words: 100, shared: 0.6 }
const signed: Sign = { what: 'signed', words: 150, shared: 0.5 }
const credited: Sign = { what: 'credited', words: 250, shared: 0.2 }

/** Blocks that stand together above a paragraph, by their places: `[from, to)`. */
type Head = Readonly<{ from: number; to: number; sign: Sign }>

const isParagraph = ({ zone, kind, start, end }: Block): boolean => zone === 'body' && kind !== 'heading' && end - start >= 60
const isHeading = ({ zone, kind, start, end }: Block): boolean =>
  zone === 'title' || (zone === 'body' && kind === 'heading' && end - start < 250)
const inHead = (block: Block): boolean =>
  isHeading(block) || block.zone === 'byline' || block.zone === 'dateline' || block.zone === 'caption'

/** The page with what is asked of it often. */
type Page = Readonly<{ text: string; blocks: readonly Block[]; words: (at: number) => string }>

const zonesIn = ({ blocks }: Page, from: number, to: number) => new Set(blocks.slice(from, to).map(({ zone }) => zone))
const hasHeading = ({ blocks }: Page, from: number, to: number) => blocks.slice(from, to).some(isHeading)

/** Runs of head blocks above paragraphs, the page's own first. */
function runsOf({ blocks }: Page): Readonly<{ from: number; to: number }>[] {
  const runs: { from: number; to: number }[] = []
  for (let to = 0; to < blocks.length; to += 1) {
    if (!isParagraph(blocks[to] as Block)) continue
    let from = to
    while (from > 0 && inHead(blocks[from - 1] as Block)) from -= 1
    runs.push({ from, to })
  }
  return runs
}

/** Whether articles of this page are signed below: its own head names nobody, its last words do. */
function isSignedBelow(page: Page, top: Readonly<{ from: number; to: number }>): boolean {
  const last = page.blocks.findLast(({ zone }) => zone !== 'boilerplate' && zone !== 'footnote')
  return last?.zone === 'byline' && !zonesIn(page, top.from, top.to).has('byline')
}

function headsOf(page: Page, openings: ReadonlySet<number>): Head[] {
  const runs = runsOf(page)
  const top = runs.find(({ from, to }) => from < to || to === 0)
  if (top === undefined) return []
  const below = isSignedBelow(page, top)
  const above = zonesIn(page, 0, top.to)
  const untitled = !page.blocks.some(({ zone }) => zone === 'title')
  const topNames = namesIn(page, 0, top.to)
  const heads: Head[] = []
  for (const { from, to } of runs) {
    if (from === 0 || from === to || to <= top.to) continue
    const lastByline = page.blocks.findLastIndex(({ zone }, i) => i < to && zone === 'byline')
    const start = below && lastByline >= from ? lastByline + 1 : from
    const zones = zonesIn(page, start, to)
    const heading = hasHeading(page, start, to)
    const names = namesIn(page, start, to)
    const byline = zones.has('byline') && !(names !== '' && names === topNames)
    const sign = [...openings].some((at) => at >= start && at <= to)
      ? opened
      : heading && (byline || (below && start > from) || (zones.has('dateline') && above.has('dateline')))
        ? headed
        : byline && !below
          ? signed
          : zones.has('caption') && untitled && above.has('caption') && !heading
            ? credited
            : undefined
    if (sign !== undefined && start < to) heads.push({ from: start, to, sign })
  }
  return heads
}

/** The names on the first byline of a stretch, folded. */
function namesIn({ blocks, words }: Page, from: number, to: number): string {
  const at = blocks.findIndex(({ zone }, i) => i >= from && i < to && zone === 'byline')
  return at === -1 ? '' : fold(namesOnByline(words(at)))
}

/** Words that begin with a capital where no sentence does, each by its beginning and how often it stands there. */
function capitalsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const [name] of text.matchAll(/(?<=[\p{Ll}\p{N},;:)’'”"–—-]\s{1,2})\p{Lu}[\p{L}\p{M}]{3,40}/gu)) {
    const beginning = name.toLowerCase().slice(0, 6)
    counts.set(beginning, (counts.get(beginning) ?? 0) + 1)
  }
  return counts
}

type Stretch = { words: number; names: Map<string, number> }

/** Share of names that two stretches have in common, 0 to 1; 1 when there are too few to tell. */
function sharedNames({ names: a }: Stretch, { names: b }: Stretch): number {
  if (a.size < FEWEST_NAMES || b.size < FEWEST_NAMES) return 1
  const weight = (count: number | undefined) => Math.log(1 + (count ?? 0))
  const length = (names: ReadonlyMap<string, number>) => Math.hypot(...[...names.values()].map(weight))
  let product = 0
  for (const [name, count] of a) product += weight(count) * weight(b.get(name))
  return product / (length(a) * length(b))
}

/** How badly a head fails, 0 when it holds; a stretch that is too short fails worst. */
function failureOf({ sign }: Head, before: Stretch, after: Stretch): number {
  const words = Math.min(before.words, after.words)
  if (words < sign.words) return 2 - words / sign.words
  const shared = sharedNames(before, after)
  const allowed = shared === 1 && sign.what === 'headed' ? 1 : sign.shared
  return shared > allowed ? shared - allowed : 0
}

/** What the cut at a head says for itself. */
function evidenceOf(page: Page, { from, to, sign }: Head, shared: number): string {
  const short = (at: number) => (page.words(at).length > 80 ? `${page.words(at).slice(0, 79)}…` : page.words(at))
  const zone = sign.what === 'credited' ? 'caption' : 'byline'
  const marked = page.blocks.findIndex((block, i) => i >= from && i < to && block.zone === zone)
  const at = marked === -1 ? from : marked
  const common = shared === 1 ? '' : `, and the words before and after share ${Math.round(100 * shared)} % of their names`
  if (sign.what === 'opened') return `“${short(from)}” begins a part that the page itself marks as an article`
  if (sign.what === 'credited') return `“${short(at)}” stands in the middle as a credit stands at the top${common}`
  return sign.what === 'headed'
    ? `“${short(from)}” stands in the middle as a title, with a byline or a date${common}`
    : `“${short(at)}” names other authors in the middle${common}`
}

/**
 * Where a page falls into several articles, in order; empty for a single article.
 * @param openings places of blocks that begin what the markup calls an article, beside others
 */
export function proposeCuts(text: string, blocks: readonly Block[], openings: ReadonlySet<number> = new Set()): Cut[] {
  const words = (at: number): string => text.slice(blocks[at]?.start, blocks[at]?.end)
  const page: Page = { text, blocks, words }
  const heads = headsOf(page, openings)
  if (heads.length === 0 || heads.length > MOST_HEADS) return []
  const counted = blocks.map(({ zone }, at) =>
    zone === 'body' ? { words: countWords(words(at)), names: capitalsOf(words(at)) } : { words: 0, names: capitalsOf('') },
  )
  const stretch = (from: number, to: number): Stretch => {
    const sum: Stretch = { words: 0, names: new Map() }
    for (const each of counted.slice(from, to)) {
      sum.words += each.words
      for (const [name, count] of each.names) sum.names.set(name, (sum.names.get(name) ?? 0) + count)
    }
    return sum
  }
  for (;;) {
    const parts = [0, ...heads.map(({ from }) => from)].map((from, i) => stretch(from, heads[i]?.from ?? blocks.length))
    const failures = heads.map((head, i) => failureOf(head, parts[i] as Stretch, parts[i + 1] as Stretch))
    const worst = Math.max(0, ...failures)
    if (worst === 0) {
      return heads.map((head, i) => {
        const heading = blocks.findIndex((block, at) => at >= head.from && at < head.to && isHeading(block))
        const shared = sharedNames(parts[i] as Stretch, parts[i + 1] as Stretch)
        return {
          at: (blocks[head.from] as Block).start,
          title: heading === -1 ? '' : words(heading),
          evidence: evidenceOf(page, head, shared),
        }
      })
    }
    heads.splice(failures.indexOf(worst), 1)
  }
}

/** The stretches that cuts leave of a text, in order. Cuts that are not at a block's start are left out. */
export function rangesOf(text: string, blocks: readonly Block[], cuts: readonly Pick<Cut, 'at'>[]): Range[] {
  const starts = new Set(blocks.map(({ start }) => start))
  const places = [...new Set(cuts.map(({ at }) => at))].filter((at) => at > 0 && starts.has(at)).sort((a, b) => a - b)
  return [0, ...places].map((start, i) => {
    const next = places[i]
    const last = next === undefined ? undefined : blocks.findLast(({ end }) => end < next)
    return { start, end: last?.end ?? text.length }
  })
}
