// A page cut into its articles. Each part is settled anew by its own words: its first line may be a title, its last ones its
// notes. What the page says of itself as a whole (outlet, address, section) holds for each part; title and author are the
// part's own, and its date where it names one.
import type { Cut, Imported } from '../../shared/imported.ts'
import { describe } from './assemble.ts'
import { rangesOf } from './cuts.ts'
import type { Claim, Field, Piece } from './page.ts'
import { warningsOf } from './warnings.ts'
import { settleZones } from './zones.ts'

/** What holds for every article of a page, and how much it is believed: a date that stands in the part itself comes first. */
const ofPage: readonly (readonly [field: Field, weight: number])[] = [
  ['outlet', 90],
  ['url', 90],
  ['section', 90],
  ['language', 90],
  ['date', 5],
]

function claimsOf(page: Imported): Claim[] {
  return ofPage.flatMap(([field, weight]) =>
    page[field] === '' ? [] : [{ field, value: page[field], weight, from: 'the page that it was cut from' }],
  )
}

/** The blocks of a stretch as pieces; what the page took for its title is a heading until the part has found its own. */
function piecesIn({ text, blocks }: Imported, start: number, end: number): Piece[] {
  return blocks
    .filter((block) => block.start >= start && block.end <= end)
    .map(({ kind, zone, level, start: from, end: to }) => ({
      kind: kind === 'title' ? 'heading' : kind,
      text: text.slice(from, to),
      ...(kind === 'title' ? { level: 1 } : level === undefined ? {} : { level }),
      ...(zone === 'title' || zone === 'body' ? {} : { hint: zone }),
    }))
}

/** What was said of reading the page, and not of its article: it holds for each part. */
function warningsOfReading(page: Imported, now: number): string[] {
  const drafts = page.blocks.map(({ kind, zone, start, end }) => ({ kind, zone, text: page.text.slice(start, end) }))
  const ofArticle = new Set(warningsOf(page, drafts, page.cuts, now))
  return page.warnings.filter((warning) => !ofArticle.has(warning))
}

/**
 * The articles that a page is cut into, in order, each with its place in the page's text; the page itself where no cut is at
 * a block's start. `now`: milliseconds since 1970.
 */
export function cutArticle(page: Imported, cuts: readonly Pick<Cut, 'at' | 'title'>[], now: number): Imported[] {
  const ranges = rangesOf(page.text, page.blocks, cuts)
  if (ranges.length === 1) return [page]
  const warnings = warningsOfReading(page, now)
  return ranges.map((within, i) => {
    const title = cuts.find(({ at }) => at === within.start)?.title ?? ''
    const described = describe(settleZones(piecesIn(page, within.start, within.end), title), claimsOf(page), now, false)
    return { ...page, ...described, warnings: [...warnings, ...described.warnings], part: i + 1, of: ranges.length, within }
  })
}
