import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOf, normalizeRanges, startOf } from '../../shared/anchor.ts'
import { HighlightId } from '../../shared/ids.ts'
import { assignLanes, MarkIndex, segmentsOf } from '../../shared/segments.ts'
import { marked } from '../helpers/marked.ts'

const marksOf = (source: string) =>
  [...marked(source).ranges].map(([name, ranges]) => ({ id: HighlightId.parse(name), ranges: normalizeRanges(ranges) }))
const range = fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 })).map(([start, length]) => ({ start, end: start + length }))
const marks = fc
  .array(fc.array(range, { minLength: 1, maxLength: 3 }), { maxLength: 14 })
  .map((all) => all.map((ranges, i) => ({ id: HighlightId.parse(`h${i}`), ranges: normalizeRanges(ranges) })))

describe('lanes and segments', () => {
  it('gives nested and crossing highlights lanes of their own and frees them afterwards', () => {
    const found = marksOf('[a:one [b:two] three] [c:four]')
    expect(Object.fromEntries(assignLanes(found))).toEqual({ a: 0, b: 1, c: 0 })
  })

  it('cuts the text where highlights start and end', () => {
    const { text } = marked('[a:one [b:two] three] four')
    const cut = segmentsOf(marksOf('[a:one [b:two] three] four'))
    expect(cut.map((segment) => [text.slice(segment.start, segment.end), segment.marks.map((mark) => mark.id)])).toEqual([
      ['one ', ['a']],
      ['two', ['a', 'b']],
      [' three', ['a']],
    ])
  })

  it('gives the highlights of a stretch the lanes that they have among all', () => {
    fc.assert(
      fc.property(marks, fc.nat(80), fc.integer({ min: 1, max: 30 }), (all, from, length) => {
        const index = new MarkIndex(all)
        const among = assignLanes(all)
        const lanes = index.lanes(from, from + length)
        for (const mark of index.meeting(from, from + length)) expect(lanes.get(mark.id)).toBe(among.get(mark.id))
      }),
    )
  })

  it('never gives two highlights one lane where they meet, and uses no more lanes than the deepest overlap needs', () => {
    fc.assert(
      fc.property(marks, (all) => {
        const lanes = assignLanes(all)
        let deepest = 0
        for (let at = 0; at < 100; at++) {
          const here = all.filter((mark) => startOf(mark) <= at && at < endOf(mark))
          deepest = Math.max(deepest, here.length)
          expect(new Set(here.map((mark) => lanes.get(mark.id))).size).toBe(here.length)
        }
        expect(Math.max(-1, ...lanes.values()) + 1).toBe(deepest)
      }),
    )
  })

  it('covers with segments exactly what the highlights cover, each unit by the right ones', () => {
    fc.assert(
      fc.property(marks, (all) => {
        const segments = segmentsOf(all)
        for (let at = 0; at < 100; at++) {
          const here = all.filter((mark) => mark.ranges.some((r) => r.start <= at && at < r.end)).map((mark) => mark.id)
          const segment = segments.filter((each) => each.start <= at && at < each.end)
          expect(segment.length).toBe(here.length > 0 ? 1 : 0)
          expect(new Set(segment[0]?.marks.map((mark) => mark.id) ?? [])).toEqual(new Set(here))
        }
      }),
    )
  })

  it('finds by index what a look at every highlight finds', () => {
    fc.assert(
      fc.property(marks, fc.nat(80), fc.integer({ min: 1, max: 30 }), (all, from, length) => {
        const index = new MarkIndex(all)
        const slow = all.filter((mark) => startOf(mark) < from + length && endOf(mark) > from).map((mark) => mark.id)
        expect(new Set(index.meeting(from, from + length).map((mark) => mark.id))).toEqual(new Set(slow))
        const walk = index.at(from)
        expect(new Set(walk.map((mark) => mark.id))).toEqual(
          new Set(all.filter((mark) => mark.ranges.some((r) => r.start <= from && from < r.end)).map((mark) => mark.id)),
        )
        const lengths = walk.map((mark) => endOf(mark) - startOf(mark))
        expect(lengths).toEqual(lengths.toSorted((a, b) => a - b))
      }),
    )
  })
})
