import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inReadingOrder } from '../../shared/anchor.ts'
import { applyTo, type Change, invert } from '../../shared/change.ts'
import { losersIn } from '../../shared/codebook/exclusive.ts'
import { addHighlight, type Marked } from '../../shared/commands.ts'
import { ArticleId, CodeId } from '../../shared/ids.ts'
import { chosen, type ListQuery, listed } from '../../shared/marklist.ts'
import { codesAfter, displaced, recodeMany } from '../../shared/recoding.ts'
import { Attribute, type Code, type Coding, type Highlight } from '../../shared/records.ts'
import { penOf, start } from '../helpers/store.ts'

const attribute = (key: string) => Attribute.parse({ key, name: key, kind: 'text', options: [], initial: '' })
const withAttributes: Readonly<Record<string, readonly Attribute[]>> = {
  cause: [attribute('stance'), attribute('level')],
  blame: [attribute('stance')],
}
const codes: ReadonlyMap<string, Code> = new Map(
  start.codes.map((code) => [code.id, { ...code, attributes: withAttributes[code.key] ?? [] }]),
)
const [cause, blame, remedy] = [...codes.keys()].map((id) => CodeId.parse(id)) as [CodeId, CodeId, CodeId]
const article = { id: ArticleId.parse('a'), text: 'The rain broke the dam. The council blamed the rain. They will build again.' }
const pen = { ...penOf(), codes }

const made = (words: string, codeIds: readonly CodeId[], note = ''): Change => {
  const at = article.text.indexOf(words)
  return addHighlight(pen, article, [{ start: at, end: at + words.length }], codeIds, note)
}
const held = (change: Change) => ({
  highlights: [...applyTo('highlight', new Map<string, Highlight>(), change).values()],
  codings: [...applyTo('coding', new Map<string, Coding>(), change).values()],
})
const open = held([
  ...made('They will build', [remedy]),
  ...made('The council', [], 'Which one?'),
  ...made('The rain', [blame, cause]),
  ...made('blamed the rain', [blame]),
])
const all = listed(open, codes)
const query: ListQuery = { text: '', code: null, noted: false, sort: 'place' }
const quotes = (part: Partial<ListQuery>) => chosen(all, { ...query, ...part }, codes).map(({ highlight }) => highlight.quote)

it('highlights are numbered as they are read, their codes in the order of the codebook', () => {
  expect(all.map(({ number, highlight, codes: own }) => [number, highlight.quote, own.map(({ name }) => name)])).toEqual([
    [1, 'The rain', ['cause', 'blame']],
    [2, 'The council', []],
    [3, 'blamed the rain', ['blame']],
    [4, 'They will build', ['remedy']],
  ])
  expect(all.map(({ highlight }) => highlight)).toEqual(open.highlights.toSorted(inReadingOrder))
})

it('the list is filtered by words, code and note', () => {
  expect(quotes({ text: 'RAIN the' })).toEqual(['The rain', 'blamed the rain'])
  expect(quotes({ text: 'which' })).toEqual(['The council'])
  expect(quotes({ text: 'remedy' })).toEqual(['They will build'])
  expect(quotes({ code: blame })).toEqual(['The rain', 'blamed the rain'])
  expect(quotes({ code: 'none' })).toEqual(['The council'])
  expect(quotes({ noted: true })).toEqual(['The council'])
  expect(quotes({ code: blame, noted: true })).toEqual([])
})

it('the list is sorted by code and by time', () => {
  expect(quotes({ sort: 'code' })).toEqual(['The rain', 'blamed the rain', 'They will build', 'The council'])
  expect(quotes({ sort: 'time' })).toEqual(['blamed the rain', 'The rain', 'The council', 'They will build'])
})

it('a code is added, taken off, or put in the place of another where that stands', () => {
  expect(codesAfter([cause], { take: null, put: blame }, codes)).toEqual([cause, blame])
  expect(codesAfter([cause], { take: null, put: cause }, codes)).toEqual([cause])
  expect(codesAfter([cause, blame], { take: cause, put: null }, codes)).toEqual([blame])
  expect(codesAfter([cause, blame], { take: cause, put: blame }, codes)).toEqual([blame])
  expect(codesAfter([blame], { take: cause, put: remedy }, codes)).toEqual([blame])
})

it('a code that takes the place of another takes over the values that suit it', () => {
  const [highlight] = open.highlights
  const [coding] = open.codings
  if (highlight === undefined || coding === undefined) throw new Error('nothing marked')
  const before = { ...coding, codeId: cause, attributes: { stance: 'with', level: '2' } }
  const change = recodeMany(pen, [{ highlight, codings: [before] }], { take: cause, put: blame })
  expect(change).toMatchObject([
    { before, after: null },
    { before: null, after: { codeId: blame, attributes: { stance: 'with' } } },
  ])
})

it('a code that is put on many highlights drives those that it excludes from their words, and no others', () => {
  const family: Code = { ...(codes.get(remedy) as Code), id: CodeId.parse('family'), exclusive: true }
  const exclusive = new Map([...codes].map(([id, code]) => [id, id === remedy ? code : { ...code, parentId: family.id }]))
  const own = { ...pen, codes: new Map<string, Code>([...exclusive, [family.id, family]]) }
  const two = held([
    ...made('The council blamed', [cause]),
    ...made('The rain broke', [cause]),
    ...made('council blamed the rain', [blame]),
  ])
  const [first, second, third] = listed(two, own.codes).toSorted((a, b) => a.highlight.quote.localeCompare(b.highlight.quote))
  if (first === undefined || second === undefined || third === undefined) throw new Error('three highlights')
  expect([first, second, third].map(({ highlight }) => highlight.quote)).toEqual([
    'council blamed the rain',
    'The council blamed',
    'The rain broke',
  ])
  const around = { text: article.text, links: [] }
  const change = displaced(own, around, [second, third], [first], { take: blame, put: cause })
  expect(change).toEqual([])
  const driven = displaced(own, around, [first], [second, third], { take: cause, put: blame })
  expect(driven).toEqual([])
  const back = displaced(own, around, [first, third], [{ ...second, codings: [] }], { take: null, put: cause })
  expect(losersIn(back)).toEqual(new Set([first.highlight.id]))
  expect(back.map(({ after }) => after !== null && 'quote' in after && after.quote)).toEqual(['the rain'])
})

it('changing many codes leaves each highlight with just the codes that the preview tells, and undo takes all of it back', () => {
  const set = fc.uniqueArray(fc.constantFrom(cause, blame, remedy))
  const one = fc.option(fc.constantFrom(cause, blame, remedy))
  fc.assert(
    fc.property(fc.array(set, { maxLength: 8 }), one, one, (sets, take, put) => {
      const before = held(sets.flatMap((codeIds) => made('The rain', codeIds)))
      const marked: readonly Marked[] = listed(before, codes)
      const change = recodeMany(pen, marked, { take, put })
      const codings = new Map(before.codings.map((coding) => [coding.id as string, coding]))
      const after = applyTo('coding', codings, change)
      for (const { highlight, codings: had } of marked) {
        const now = [...after.values()].flatMap(({ highlightId, codeId }) => (highlightId === highlight.id ? [codeId] : []))
        const told = codesAfter(
          had.map(({ codeId }) => codeId),
          { take, put },
          codes,
        )
        expect(now.toSorted()).toEqual(told.toSorted())
      }
      const undone = change.length === 0 ? after : applyTo('coding', after, invert(change))
      expect([...undone.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
        before.codings.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      )
    }),
  )
})
