// From one of two articles to the other: counterparts, carried codes, highlights made on both sides, and what stands in one only.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedPassages } from '../../shared/alignment.ts'
import { anchor, normalizeRanges } from '../../shared/anchor.ts'
import { applyTo, type Change } from '../../shared/change.ts'
import type { OpenArticle } from '../../shared/contract.ts'
import { carryCodes, counterpartOf, cross } from '../../shared/crossing.ts'
import { onlyHere } from '../../shared/onlyhere.ts'
import type { Passage } from '../../shared/passage.ts'
import type { Coding, Highlight, Link } from '../../shared/records.ts'
import type { Range } from '../../shared/text.ts'
import { article, code } from '../helpers/reports.ts'
import { penOf } from '../helpers/store.ts'

const LEFT =
  'The ferry left the northern quay on the first morning of the season at dawn with ninety people aboard and not one seat free. Nobody had checked the ramp. Its hinges were painted in spring and never looked at since, two deckhands told this paper over soup in the canteen. The harbour office says that all rules were kept.'
const RIGHT =
  'According to the crew, the ferry left the northern quay on the first morning of the season at dusk with ninety people aboard and not one seat free. A second boat turned back. For hours no word came from either of them, and families waited on the stairs of the old customs house until the lamps were lit. The harbour office says that all rules were kept.'

const conflict = code('conf', 'Factual conflict', '#884400', { key: 'XD.CONF' })
const omitted = code('omit', 'Omission', '#884400', { key: 'BI.CO.OMIT' })
const cause = code('cause', 'Cause', '#004488')
const codes = new Map([conflict, omitted, cause].map((each) => [each.id as string, each]))
const pen = { ...penOf(), codes }

const at = (text: string, words: string): Range => {
  const start = text.indexOf(words)
  if (start === -1) throw new Error(`“${words}” does not stand here`)
  return { start, end: start + words.length }
}
const wordsOf = (text: string, ranges: readonly Range[]) => ranges.map(({ start, end }) => text.slice(start, end))
const left = article('left', [['paragraph', 'body', LEFT]], {})
const right = article('right', [['paragraph', 'body', RIGHT]], {})
const passages = sharedPassages(LEFT, RIGHT)

/** An article after a change. */
function applied(open: OpenArticle, change: Change): OpenArticle {
  const own = <R extends { articleId: string }>(records: Iterable<R>) => [...records].filter((each) => each.articleId === open.article.id)
  return {
    ...open,
    highlights: own(applyTo('highlight', new Map(open.highlights.map((each) => [each.id, each] as [string, Highlight])), change).values()),
    codings: own(applyTo('coding', new Map(open.codings.map((each) => [each.id, each] as [string, Coding])), change).values()),
    links: [...applyTo('link', new Map(open.links.map((each) => [each.id, each] as [string, Link])), change).values()],
  }
}

describe('a counterpart', () => {
  it.each([
    ['northern quay', 'northern quay'],
    ['dawn', 'dusk'],
    ['season at dawn with', 'season at dusk with'],
    ['all rules', 'all rules'],
  ])('of “%s” is “%s”', (here, there) => {
    expect(wordsOf(RIGHT, counterpartOf(passages, 'a', [at(LEFT, here)], RIGHT))).toEqual([there])
    expect(wordsOf(LEFT, counterpartOf(passages, 'b', [at(RIGHT, there)], LEFT))).toEqual([here])
  })

  it('is missing for what stands in one only', () => {
    expect(counterpartOf(passages, 'a', [at(LEFT, 'Nobody had checked')], RIGHT)).toEqual([])
  })

  it('of words in another wording is the statement that says the same, and only where no words are shared', () => {
    const statement: Passage = {
      kind: 'statement',
      a: at(LEFT, 'Nobody had checked the ramp.'),
      b: at(RIGHT, 'A second boat turned back.'),
      score: 0.3,
      words: 2,
      pieces: [],
    }
    const all = [...passages, statement]
    expect(counterpartOf(all, 'a', [at(LEFT, 'the ramp')], RIGHT)).toEqual([statement.b])
    expect(wordsOf(RIGHT, counterpartOf(all, 'a', [at(LEFT, 'the ramp'), at(LEFT, 'ninety')], RIGHT))).toEqual([
      'ninety',
      'A second boat turned back.',
    ])
  })

  it('of words in the same text is where they stand', () => {
    const whole = sharedPassages(LEFT, LEFT)
    fc.assert(
      fc.property(fc.nat(LEFT.length - 2), fc.integer({ min: 1, max: 40 }), (start, length) => {
        const range = { start, end: Math.min(LEFT.length - 1, start + length) }
        if (range.end <= range.start || LEFT.slice(range.start, range.end).trim() === '') return
        expect(counterpartOf(whole, 'a', [range], LEFT)).toEqual(anchor(LEFT, [range]).ranges)
      }),
    )
  })
})

describe('codes are carried', () => {
  const marked = article('left', [['paragraph', 'body', LEFT.replace('northern quay', '[1 northern quay 1]')]], {
    1: { codes: ['cause', 'conf'] },
  })
  const highlight = marked.highlights[0] as Highlight
  const codings = marked.codings.map((coding) =>
    coding.codeId === conflict.id ? { ...coding, attributes: { verdict: 'unclear' } } : coding,
  )
  const ranges = counterpartOf(passages, 'a', highlight.ranges, RIGHT)

  it('with what they say, onto a new highlight', () => {
    const { highlights, codings: made } = applied(right, carryCodes(pen, { highlight, codings }, right, ranges))
    expect(highlights.map(({ quote }) => quote)).toEqual(['northern quay'])
    expect(made.map(({ codeId, attributes }) => [codeId, attributes])).toEqual([
      [cause.id, {}],
      [conflict.id, { verdict: 'unclear' }],
    ])
  })

  it('onto the highlight that stands there, and a second time not at all', () => {
    const once = applied(right, carryCodes(pen, { highlight, codings: codings.slice(0, 1) }, right, ranges))
    const twice = applied(once, carryCodes(pen, { highlight, codings }, once, ranges))
    expect(twice.highlights).toEqual(once.highlights)
    expect(twice.codings.map(({ codeId }) => codeId)).toEqual([cause.id, conflict.id])
    expect(carryCodes(pen, { highlight, codings }, twice, ranges)).toEqual([])
  })
})

describe('a highlight on both sides', () => {
  const here = { open: left, ranges: [at(LEFT, 'dawn')] }
  const there = { open: right, ranges: [at(RIGHT, 'dusk')] }

  it('has the code of its kind on each, names the other, and is linked', () => {
    const change = cross(pen, 'conflict', here, there)
    const [a, b] = [applied(left, change), applied(right, change)]
    expect([a.highlights, b.highlights].map((all) => all.map(({ quote, note }) => [quote, note]))).toEqual([
      [['dawn', 'Beside “Title of right”']],
      [['dusk', 'Beside “Title of left”']],
    ])
    expect([...a.codings, ...b.codings].map(({ codeId }) => codeId)).toEqual([conflict.id, conflict.id])
    expect(a.links.map(({ type, fromId, toId }) => [type, fromId, toId])).toEqual([
      ['contradicts', a.highlights[0]?.id, b.highlights[0]?.id],
    ])
  })

  it('of an omission is linked from the one that leaves out', () => {
    const change = cross(pen, 'omission', here, there)
    const [a, b] = [applied(left, change), applied(right, change)]
    expect(a.links.map(({ type, fromId, toId }) => [type, fromId, toId])).toEqual([['omits', b.highlights[0]?.id, a.highlights[0]?.id]])
  })

  it('is refused where both are linked in this way already', () => {
    const change = cross(pen, 'conflict', here, there)
    const [a, b] = [applied(left, change), applied(right, change)]
    expect(() => cross(pen, 'conflict', { ...there, open: b }, { ...here, open: a })).toThrow(RangeError)
  })

  it('goes without a code where the codebook has none for it', () => {
    const change = cross({ ...pen, codes: new Map() }, 'reuse', here, there)
    expect(change.map(({ kind }) => kind)).toEqual(['highlight', 'highlight', 'link'])
  })
})

describe('what stands here only', () => {
  it('is the runs between shared passages, from word to word', () => {
    expect(wordsOf(LEFT, onlyHere(left, 'a', passages, []))).toEqual([expect.stringMatching(/^Nobody had .* the canteen$/)])
    expect(wordsOf(RIGHT, onlyHere(right, 'b', passages, []))).toEqual([
      'According to the crew',
      expect.stringMatching(/^A second boat .* were lit$/),
    ])
  })

  it('is paragraph by paragraph, without what is not the article’s own', () => {
    const open = article(
      'long',
      [
        ['paragraph', 'body', 'One two three four five.'],
        ['paragraph', 'boilerplate', 'Read more about this story here.'],
        ['paragraph', 'body', 'Six seven eight nine ten.'],
      ],
      {},
    )
    const aside = open.blocks[1] as Range
    expect(wordsOf(open.text, onlyHere(open, 'a', [], [aside]))).toEqual(['One two three four five', 'Six seven eight nine ten'])
  })

  it('never overlaps what is shared, and together with it leaves no more than a few words', () => {
    const words = fc.array(fc.constantFrom('ferry', 'quay', 'ramp', 'crew', 'dawn', 'boat', 'rule'), { minLength: 1, maxLength: 60 })
    const cuts = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 60 })), { maxLength: 6 })
    fc.assert(
      fc.property(words, cuts, (all, taken) => {
        const text = all.join(' ')
        const ranges = taken.flatMap(([start, length]) =>
          start < text.length ? [{ start, end: Math.min(text.length, start + length) }] : [],
        )
        const shared = ranges.map((a): Passage => ({ kind: 'verbatim', a, b: a, score: 1, words: 1, pieces: [] }))
        const only = onlyHere({ text, blocks: [{ kind: 'paragraph', zone: 'body', start: 0, end: text.length }] }, 'a', shared, [])
        for (const each of only) for (const { start, end } of ranges) expect(each.end <= start || each.start >= end).toBe(true)
        let from = 0
        for (const { start, end } of normalizeRanges([...only, ...ranges])) {
          expect([...text.slice(from, start).matchAll(/\w+/g)].length).toBeLessThan(4)
          from = end
        }
      }),
    )
  })
})
