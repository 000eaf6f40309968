import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { importText } from '../../electron/import/import.ts'
import { applyTo, invert } from '../../shared/change.ts'
import { footnoteAt, footnotesOf } from '../../shared/footnotes.ts'
import { ArticleId, ZoneMarkId } from '../../shared/ids.ts'
import type { ZoneMark } from '../../shared/records.ts'
import { blockAt, countWords, type Draft, joinBlocks, type Range, type Zone, zoneKinds } from '../../shared/text.ts'
import { isOwn, leftOutOf, liesOutside, markZone, shareUnder, wordsIn, zonesOf } from '../../shared/zones.ts'

const article = { id: ArticleId.parse('a1') }
const markOf = (n: number, range: Range, zone: Zone): ZoneMark => ({ id: ZoneMarkId.parse(`m${n}`), articleId: article.id, range, zone })
const zoned = (...drafts: readonly (readonly [Zone, string])[]) =>
  joinBlocks(drafts.map(([zone, text]): Draft => ({ kind: 'paragraph', zone, text })))

const anyZone = fc.constantFrom(...zoneKinds)
const anyWords = fc.stringMatching(/^[a-z’'\- é😀\n]{0,24}$/u).map((words) => `x${words}y`)
const anyArticle = fc.array(fc.tuple(anyZone, anyWords), { minLength: 1, maxLength: 8 }).map((drafts) => zoned(...drafts))
const rangeIn = (text: string) =>
  fc.tuple(fc.nat(text.length - 1), fc.nat(text.length - 1)).map(([a, b]): Range => ({ start: Math.min(a, b), end: Math.max(a, b) + 1 }))
const marked = anyArticle.chain(({ text, blocks }) =>
  fc.record({
    text: fc.constant(text),
    blocks: fc.constant(blocks),
    marks: fc.array(fc.tuple(rangeIn(text), anyZone), { maxLength: 6 }),
  }),
)

test('zones tile the text, and the newest mark over a place says what it is', () => {
  fc.assert(
    fc.property(marked, ({ text, blocks, marks }) => {
      const zones = zonesOf(
        blocks,
        marks.map(([range, zone]) => ({ range, zone })),
      )
      let at = 0
      for (const [i, { range, zone, origin }] of zones.entries()) {
        expect(range.start).toBe(at)
        expect(range.end).toBeGreaterThan(range.start)
        at = range.end
        const before = zones[i - 1]
        expect([before?.zone, before?.origin]).not.toEqual([zone, origin])
      }
      expect(at).toBe(text.length)
      for (const block of blocks) {
        for (let offset = block.start; offset < block.end; offset++) {
          const newest = marks.findLast(([range]) => range.start <= offset && offset < range.end)
          const zone = zones.find(({ range }) => range.start <= offset && offset < range.end)
          expect([zone?.zone, zone?.origin]).toEqual(newest === undefined ? [block.zone, 'import'] : [newest[1], 'analyst'])
        }
      }
    }),
  )
})

test('words of the zones add up to all words, so that fewer are counted without some than with all', () => {
  fc.assert(
    fc.property(marked, ({ text, blocks, marks }) => {
      const zones = zonesOf(
        blocks,
        marks.map(([range, zone]) => ({ range, zone })),
      )
      const words = zones.map(({ range }) => wordsIn(text, [range]))
      expect(words.reduce((sum, n) => sum + n, 0)).toBe(countWords(text))
      const own = zones.reduce((sum, { zone }, i) => sum + (isOwn(zone) ? (words[i] as number) : 0), 0)
      expect(countWords(text) - wordsIn(text, leftOutOf(zones))).toBe(own)
    }),
  )
})

test('marking says just what was asked, and taking it back brings the marks as they were', () => {
  fc.assert(
    fc.property(marked, fc.option(anyZone), ({ text, blocks, marks }, last) => {
      let held: ReadonlyMap<string, ZoneMark> = new Map()
      let n = 0
      const newId = () => `m${++n}`
      const acts = [...marks, [{ start: 0, end: Math.ceil(text.length / 2) }, last] as const]
      for (const [range, zone] of acts) {
        const before = held
        const change = markZone(newId, { article, text, blocks, zoneMarks: [...held.values()] }, range, zone)
        if (change.length > 0) held = applyTo('zoneMark', held, change)
        const all = [...held.values()]
        for (const mark of all)
          expect(all.filter((other) => other.range.start < mark.range.end && mark.range.start < other.range.end)).toEqual([mark])
        const zones = zonesOf(blocks, all)
        for (let offset = range.start; offset < range.end; offset++) {
          const block = blockAt(blocks, offset)
          // White space at the ends and between blocks belongs to no word.
          if (block === undefined || offset >= block.end || /\s/.test(text[offset] as string)) continue
          const found = zones.find((each) => each.range.start <= offset && offset < each.range.end)
          expect(found?.zone).toBe(zone ?? block.zone)
        }
        const back = change.length === 0 ? held : applyTo('zoneMark', held, invert(change))
        expect(new Map(back)).toEqual(new Map(before))
      }
    }),
  )
})

test('where the import says the same, no mark is made; a mark that says nothing new is no act', () => {
  const { text, blocks } = zoned(['body', 'One.'], ['footnote', 'Two.'], ['body', 'Three.'])
  let n = 0
  const mark = (zoneMarks: readonly ZoneMark[], range: Range, zone: Zone | null) =>
    markZone(() => `m${++n}`, { article, text, blocks, zoneMarks }, range, zone)
  const all = { start: 0, end: text.length }
  expect(mark([], all, 'body').map((step) => step.after)).toEqual([markOf(1, { start: 6, end: 10 }, 'body')])
  expect(mark([], { start: 0, end: 4 }, 'body')).toEqual([])
  expect(mark([], all, null)).toEqual([])
  const held = [markOf(9, { start: 0, end: 4 }, 'byline')]
  expect(mark(held, { start: 0, end: 4 }, 'byline')).toEqual([])
  expect(mark(held, { start: 0, end: 4 }, 'body')).toEqual([{ kind: 'zoneMark', before: held[0], after: null }])
})

test('a highlight is outside only with all of its ranges, and shares leave out the same on both sides', () => {
  const out = [
    { start: 10, end: 20 },
    { start: 30, end: 40 },
  ]
  expect(
    liesOutside(
      [
        { start: 12, end: 14 },
        { start: 30, end: 40 },
      ],
      out,
    ),
  ).toBe(true)
  expect(
    liesOutside(
      [
        { start: 12, end: 14 },
        { start: 25, end: 28 },
      ],
      out,
    ),
  ).toBe(false)
  expect(liesOutside([{ start: 18, end: 22 }], out)).toBe(false)
  expect(liesOutside([{ start: 1, end: 2 }], [])).toBe(false)
  expect(
    shareUnder(
      [
        { start: 0, end: 20 },
        { start: 5, end: 12 },
      ],
      40,
      out,
    ),
  ).toBe(0.5)
  expect(shareUnder([{ start: 0, end: 20 }], 40, [])).toBe(0.5)
  expect(shareUnder([{ start: 0, end: 20 }], 20, [{ start: 0, end: 20 }])).toBe(0)
})

/** Footnotes as `label: note < what stands before each reference`. */
function shown(...drafts: readonly (readonly [Zone, string])[]) {
  const { text, blocks } = zoned(...drafts)
  const notes = footnotesOf(text, zonesOf(blocks, []))
  return notes.map(({ label, note, references }) => [
    label,
    text.slice(note.start, note.end),
    references.map(({ start, end }) => text.slice(Math.max(0, start - 4), end)),
  ])
}

test('references are paired with notes by number, whatever the numbers are written like', () => {
  expect(
    shown(
      ['body', 'They left[1] and came back.[2, 3] Nobody saw¹ it [9].'],
      ['footnote', 'Notes'],
      ['footnote', '[1] A. Name.'],
      ['footnote', '[2]Second name, see [1]'],
      ['footnote', 'and its second block.'],
      ['footnote', '3. Third.\n⁴ Fourth.'],
    ),
  ).toEqual([
    ['1', '[1] A. Name.', ['left[1]', ' saw¹']],
    ['2', '[2]Second name, see [1]\n\nand its second block.', ['ack.[2, 3]']],
    ['3', '3. Third.', ['ack.[2, 3]']],
    ['4', '⁴ Fourth.', []],
  ])
})

test('notes that begin anew in each part are paired with the part before them', () => {
  expect(
    shown(
      ['body', 'First part.[1]'],
      ['footnote', '[1] Note of the first.'],
      ['body', 'Second part.[1]'],
      ['footnote', '[1] Note of the second.'],
    ),
  ).toEqual([
    ['1', '[1] Note of the first.', ['art.[1]']],
    ['1', '[1] Note of the second.', ['art.[1]']],
  ])
})

test('areas and lists in round brackets refer to no note', () => {
  expect(shown(['body', 'A field of 20 km² and (1) a list [2].'], ['footnote', '[1] One.\n[2] Two.'])).toEqual([
    ['1', '[1] One.', []],
    ['2', '[2] Two.', ['ist [2]']],
  ])
  expect(shown(['body', 'Said so (1).'], ['footnote', '(1) One.'])).toEqual([['(1)', '(1) One.', [' so (1)']]])
  expect(shown(['body', 'Said so [1].'])).toEqual([])
})

test('a place in a reference leads to the note, one in the note leads back', () => {
  const { text, blocks } = zoned(['body', 'Said so.[1]'], ['footnote', '[1] One.'])
  const notes = footnotesOf(text, zonesOf(blocks, []))
  expect(footnoteAt(notes, text.indexOf('['))).toMatchObject({ inNote: false })
  expect(footnoteAt(notes, text.indexOf('One'))).toMatchObject({ inNote: true })
  expect(footnoteAt(notes, 0)).toBeNull()
})

const seed = '../shared/seeds/002_0f38b9e81ece0158.txt'
test.skipIf(!existsSync(seed))(`footnotes of ${seed}: all seventeen, each with its reference`, () => {
  const { text, blocks } = importText({ name: 'seed.txt', bytes: readFileSync(seed) })
  const notes = footnotesOf(text, zonesOf(blocks, []))
  expect(notes.map(({ label }) => label)).toEqual(Array.from({ length: 17 }, (_, i) => String(i + 1)))
  for (const { label, references } of notes) {
    expect(references.map(({ start, end }) => text.slice(start, end))).toEqual([`[${label}]`])
  }
})
