// How two articles are coded beside each other: each code's uses by 1,000 words, of the articles' own words and of all. In "all" a
// reprint that stands in both articles counts once, in the one whose own words it is.
import { normalizeRanges } from '../anchor.ts'
import type { OpenArticle } from '../contract.ts'
import { CodeId } from '../ids.ts'
import { type Passage, sharesWords } from '../passage.ts'
import type { ZoneMark } from '../records.ts'
import { countWords, type Range } from '../text.ts'
import { type Counted, leftOutOf, liesOutside, ownWords, zonesOf } from '../zones.ts'
import type { CodeProfiles, CodeRow, Profile } from './model.ts'

type Open = Pick<OpenArticle, 'text' | 'blocks' | 'highlights' | 'codings'> &
  Readonly<{ zoneMarks: readonly Pick<ZoneMark, 'range' | 'zone'>[] }>

/** What of an article is not counted. */
function uncounted({ blocks, zoneMarks }: Open, counted: Counted, side: 'a' | 'b', passages: readonly Passage[]): readonly Range[] {
  const zones = zonesOf(blocks, zoneMarks)
  if (counted === 'own') return leftOutOf(zones)
  const common = passages.filter(sharesWords).map((passage) => passage[side])
  const reprints = zones.filter(({ zone }) => zone === 'reprint').map(({ range }) => range)
  return normalizeRanges(
    reprints.flatMap((reprint) =>
      common.flatMap(({ start, end }) => {
        const [from, to] = [Math.max(start, reprint.start), Math.min(end, reprint.end)]
        return from < to ? [{ start: from, end: to }] : []
      }),
    ),
  )
}

function profileOf(a: Open, b: Open, counted: Counted, passages: readonly Passage[]): Profile {
  const sides = (['a', 'b'] as const).map((side) => {
    const open = side === 'a' ? a : b
    const leftOut = uncounted(open, counted, side, passages)
    const words = ownWords(countWords(open.text), open.text, leftOut)
    const ranges = new Map<string, Range[][]>()
    const placed = new Map(open.highlights.filter((each) => !liesOutside(each.ranges, leftOut)).map((each) => [each.id, each.ranges]))
    for (const { highlightId, codeId } of open.codings) {
      const held = placed.get(highlightId)
      if (held !== undefined) ranges.set(codeId, [...(ranges.get(codeId) ?? []), [...held]])
    }
    return { words, ranges }
  })
  const [left, right] = sides as [(typeof sides)[number], (typeof sides)[number]]
  const uses = ({ words, ranges }: typeof left, codeId: string) => {
    const found = (ranges.get(codeId) ?? []).sort((x, y) => (x[0]?.start ?? 0) - (y[0]?.start ?? 0))
    return { count: found.length, rate: words === 0 ? 0 : Math.round((found.length * 100_000) / words) / 100, ranges: found.flat() }
  }
  const rows = [...new Set([...left.ranges.keys(), ...right.ranges.keys()])].map(
    (id): CodeRow => ({ codeId: CodeId.parse(id), a: uses(left, id), b: uses(right, id) }),
  )
  return {
    rows: rows.sort((x, y) => y.a.count + y.b.count - x.a.count - x.b.count || (x.codeId < y.codeId ? -1 : 1)),
    a: left.words,
    b: right.words,
  }
}

export const codeProfiles = (a: Open, b: Open, passages: readonly Passage[]): CodeProfiles => ({
  own: profileOf(a, b, 'own', passages),
  all: profileOf(a, b, 'all', passages),
})
