// Which part of the page every stretch of an article is. The import says it block by block (Block.zone), an analyst corrects
// it for any stretch (ZoneMark). Only an article's own words, its title and body, are counted by default.
import { z } from 'zod'
import { normalizeRanges } from './anchor.ts'
import { applyTo, type Change, type Step } from './change.ts'
import { type ArticleId, ZoneMarkId } from './ids.ts'
import type { ZoneMark } from './records.ts'
import { type Block, countWordsIn, type Range, type Zone } from './text.ts'

/** What figures are made of: the articles' own words with the highlights on them, or everything. */
export const Counted = z.enum(['own', 'all'])
export type Counted = z.infer<typeof Counted>
/** The setting of a project that holds what is counted; without it, own words. */
export const COUNTED = 'counted'
export const countedFrom = (setting: string | null): Counted => (setting === 'all' ? 'all' : 'own')

/** What zones are called where they are chosen or named. */
export const zoneNames: Readonly<Record<Zone, string>> = {
  title: 'Title',
  body: 'Body',
  byline: 'Byline',
  dateline: 'Dateline',
  caption: 'Caption',
  footnote: 'Footnote',
  reprint: 'Reprint',
  boilerplate: 'Boilerplate',
}

export const isOwn = (zone: Zone): boolean => zone === 'title' || zone === 'body'

/** A stretch of one zone, said by the import or by an analyst. */
export type ZoneStretch = Readonly<{ range: Range; zone: Zone; origin: 'import' | 'analyst' }>
type Marked = Pick<ZoneMark, 'range' | 'zone'>

/** What remains of a range outside another one: nothing, one piece or two. */
function outside(range: Range, cut: Range): Range[] {
  const before = { start: range.start, end: Math.min(range.end, cut.start) }
  const after = { start: Math.max(range.start, cut.end), end: range.end }
  return [before, after].filter(({ start, end }) => start < end)
}

/** Marks without overlaps, in the order of the text: where two lie over each other, the later one in the list holds. */
function settled(marks: readonly Marked[]): Marked[] {
  let held: Marked[] = []
  for (const mark of marks) {
    held = held.flatMap((each) => outside(each.range, mark.range).map((range) => ({ range, zone: each.zone })))
    held.push(mark)
  }
  return held.sort((a, b) => a.range.start - b.range.start)
}

/**
 * The zones of a text, in order and without gaps (UTF-16 offsets). Neighbours differ in zone or origin. A blank line between
 * blocks belongs to what stands before it. `marks` are the article's, the oldest first.
 */
export function zonesOf(blocks: readonly Block[], marks: readonly Marked[]): readonly ZoneStretch[] {
  const held = settled(marks)
  const stretches: { range: { start: number; end: number }; zone: Zone; origin: ZoneStretch['origin'] }[] = []
  const add = (start: number, end: number, zone: Zone, origin: ZoneStretch['origin']) => {
    const last = stretches.at(-1)
    if (start >= end) return
    if (last !== undefined && last.zone === zone && last.origin === origin) last.range.end = end
    else stretches.push({ range: { start, end }, zone, origin })
  }
  let next = 0
  for (const [i, block] of blocks.entries()) {
    let at = block.start
    for (; next < held.length; next++) {
      const { range, zone } = held[next] as Marked
      if (range.start >= block.end) break
      add(at, range.start, block.zone, 'import')
      at = Math.max(at, range.start)
      const end = Math.min(range.end, block.end)
      add(at, end, zone, 'analyst')
      at = Math.max(at, end)
      if (range.end > block.end) break
    }
    add(at, block.end, block.zone, 'import')
    const last = stretches.at(-1)
    if (last !== undefined) last.range.end = blocks[i + 1]?.start ?? block.end
  }
  return stretches
}

/** What does not belong to the article's own words. */
export const leftOutOf = (zones: readonly ZoneStretch[]): readonly Range[] =>
  normalizeRanges(zones.filter(({ zone }) => !isOwn(zone)).map(({ range }) => range))

export const wordsIn = (text: string, ranges: readonly Range[]): number => ranges.reduce((sum, range) => sum + countWordsIn(text, range), 0)

/** Of all the words of a text, how many remain. */
export const ownWords = (words: number, text: string, leftOut: readonly Range[]): number => Math.max(0, words - wordsIn(text, leftOut))

/** Whether all of some ranges lies in what is left out; both sorted and apart. */
export function liesOutside(ranges: readonly Range[], leftOut: readonly Range[]): boolean {
  return leftOut.length > 0 && ranges.every((range) => leftOut.some(({ start, end }) => start <= range.start && range.end <= end))
}

const lengthOf = (ranges: readonly Range[]): number => ranges.reduce((sum, { start, end }) => sum + end - start, 0)

/** Units that two lists of ranges have in common; both sorted and apart. */
function common(a: readonly Range[], b: readonly Range[]): number {
  let sum = 0
  let j = 0
  for (const { start, end } of a) {
    while (j < b.length && (b[j] as Range).end <= start) j++
    for (let k = j; k < b.length && (b[k] as Range).start < end; k++)
      sum += Math.min(end, (b[k] as Range).end) - Math.max(start, (b[k] as Range).start)
  }
  return sum
}

/** Share, 0 to 1, of a text of `length` units that lies under some ranges, with what is left out taken away from both. */
export function shareUnder(ranges: readonly Range[], length: number, leftOut: readonly Range[]): number {
  const under = normalizeRanges(ranges)
  const whole = length - lengthOf(leftOut)
  return whole <= 0 ? 0 : (lengthOf(under) - common(under, leftOut)) / whole
}

/** Draws a range in to its words; nothing where it holds none. */
function drawnIn(text: string, { start, end }: Range): Range[] {
  let from = start
  let to = end
  while (from < to && /\s/.test(text[from] as string)) from++
  while (to > from && /\s/.test(text[to - 1] as string)) to--
  return from < to ? [{ start: from, end: to }] : []
}

type Zoned = Readonly<{ article: Readonly<{ id: ArticleId }>; text: string; blocks: readonly Block[]; zoneMarks: readonly ZoneMark[] }>

/**
 * Says what a stretch of an article is; `null` takes back what was said. Marks under it are cut or go, so that marks never lie
 * over one another, and where the import says the same no mark is needed.
 */
export function markZone(newId: () => string, { article, text, blocks, zoneMarks }: Zoned, range: Range, zone: Zone | null): Change {
  const steps: Step[] = []
  const make = (stretch: Range, kind: Zone) =>
    steps.push({
      kind: 'zoneMark',
      before: null,
      after: { id: ZoneMarkId.parse(newId()), articleId: article.id, range: stretch, zone: kind },
    })
  const [wanted] = drawnIn(text, range)
  if (wanted === undefined) return []
  for (const mark of zoneMarks) {
    if (mark.range.end <= wanted.start || mark.range.start >= wanted.end) continue
    const [kept, ...more] = outside(mark.range, wanted).flatMap((piece) => drawnIn(text, piece))
    steps.push({ kind: 'zoneMark', before: mark, after: kept === undefined ? null : { ...mark, range: kept } })
    for (const piece of more) make(piece, mark.zone)
  }
  if (zone === null) return steps
  const differing = blocks.filter((block) => block.zone !== zone && block.end > wanted.start && block.start < wanted.end)
  let run: { start: number; end: number } | null = null
  for (const block of differing) {
    const [start, end] = [Math.max(block.start, wanted.start), Math.min(block.end, wanted.end)]
    if (run !== null && run.end + 2 === start) run.end = end
    else {
      if (run !== null) make(run, zone)
      run = { start, end }
    }
  }
  if (run !== null) make(run, zone)
  // What would change nothing is no act.
  const after = applyTo('zoneMark', new Map(zoneMarks.map((mark) => [mark.id, mark])), steps)
  return JSON.stringify(zonesOf(blocks, [...after.values()])) === JSON.stringify(zonesOf(blocks, zoneMarks)) ? [] : steps
}

/** Says of several stretches what they are, as `markZone` does of one. */
export function markZones(newId: () => string, zoned: Zoned, ranges: readonly Range[], zone: Zone | null): Change {
  const steps: Step[] = []
  let { zoneMarks } = zoned
  for (const range of ranges) {
    const change = markZone(newId, { ...zoned, zoneMarks }, range, zone)
    steps.push(...change)
    zoneMarks = [...applyTo('zoneMark', new Map(zoneMarks.map((mark) => [mark.id, mark])), change).values()]
  }
  return steps
}
