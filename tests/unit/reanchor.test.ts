// S16's rule for new versions: exact, moved or without a place, never silently elsewhere.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FLOOR, type Placement, Transfer } from '../../shared/reanchor.ts'
import type { Range } from '../../shared/text.ts'
import { diffWords } from '../../shared/worddiff.ts'
import { seeded } from '../helpers/store.ts'

const rangeOf = (text: string, words: string, nth = 0): Range => {
  let at = -1
  for (let n = 0; n <= nth; n++) at = text.indexOf(words, at + 1)
  if (at === -1) throw new Error(`“${words}” does not stand there`)
  return { start: at, end: at + words.length }
}
const placed = (before: string, after: string, ...words: string[]): Placement =>
  new Transfer(before, after).place(words.map((each) => rangeOf(before, each)))
const reads = (after: string, placement: Placement) =>
  placement.state === 'orphan' ? null : placement.ranges.map(({ start, end }) => after.slice(start, end)).join(' … ')

const story = [
  'Harbour ferry stopped after inspection',
  'The evening ferry between Tolm and Sarre was stopped on Thursday after inspectors found a crack in its ramp.',
  'The operator said that nobody had been in danger. “We stopped it ourselves,” a spokeswoman said, “before anyone asked.”',
  'Passengers told a different story: three of them had reported a noise on Monday and heard nothing back.',
  'The council will meet next week to talk about the winter timetable.',
].join('\n\n')

describe('exact', () => {
  test('words are found again where paragraphs were put before, after and between', () => {
    const after = `Corrected on Friday.\n\n${story.replace('\n\nPassengers', '\n\nA second ferry took over.\n\nPassengers')}\n\nMore follows.`
    for (const words of ['a crack in its ramp', '“We stopped it ourselves,”', 'different story: three', 'winter timetable.']) {
      const placement = placed(story, after, words)
      expect([placement.state, reads(after, placement)]).toEqual(['exact', words])
    }
  })

  test('one side of its context is enough where the other was rewritten', () => {
    const after = story.replace('in its ramp', 'below the water line')
    expect(placed(story, after, 'found a crack').state).toBe('exact')
  })

  test('a word that gets a combining mark is another word, and no character is cut', () => {
    const before = 'They met in the cafe by the old pier on Sunday.'
    const after = before.replace('cafe', 'cafe\u0301')
    const placement = placed(before, after, 'cafe')
    expect(placement.state).not.toBe('exact')
    if (placement.state === 'moved') expect(reads(after, placement)).toBe('cafe\u0301')
  })

  test('an emoji that becomes part of another is not cut', () => {
    const before = 'She wrote yes 👩 and nothing else that day, they say.'
    const after = before.replace('👩', '👩‍🚀')
    expect(placed(before, after, '👩').state).not.toBe('exact')
    expect(reads(after, placed(before, after, 'yes 👩 and'))).toBe('yes 👩‍🚀 and')
  })
})

describe('moved', () => {
  test.each([
    ['a word replaced', 'inspectors found a crack in its ramp', 'a crack', 'a long crack', 'inspectors found a long crack in its ramp'],
    ['the first word replaced', 'inspectors found a crack', 'inspectors found', 'engineers found', 'engineers found a crack'],
    ['the last word replaced', 'a crack in its ramp.', 'its ramp', 'its hull', 'a crack in its hull.'],
    ['words added inside', 'nobody had been in danger', 'had been', 'had at any moment been', 'nobody had at any moment been in danger'],
    ['only a capital', 'The council', 'The council', 'The Council', 'The Council'],
  ])('%s', (_what, words, from, to, becomes) => {
    const after = story.replace(from, to)
    const placement = placed(story, after, words)
    expect([placement.state, reads(after, placement)]).toEqual(['moved', becomes])
  })

  test('a paragraph that went elsewhere is followed by its words, and shown as moved', () => {
    const [title, ferry, operator, passengers, council] = story.split('\n\n')
    const after = [title, ferry, passengers, council, operator].join('\n\n')
    const words = '“We stopped it ourselves,” a spokeswoman said'
    const placement = placed(story, after, words)
    expect(reads(after, placement)).toBe(words)
    expect(placement.state).not.toBe('orphan')
  })
})

describe('without a place', () => {
  test('words that are gone are nowhere', () => {
    expect(placed(story, story.replace(/Passengers.*?back\./, ''), 'three of them had reported a noise').state).toBe('orphan')
  })

  test('of two look-alikes in a changed context none is chosen, and both are shown', () => {
    const before = `${story}\n\nIn the end the ferry was late again, and the crew blamed the tide.`
    const after = `${story}\n\nSomebody thought the crew blamed the tide. Others held that the crew blamed the tide.`
    const placement = placed(before, after, 'the crew blamed the tide')
    expect(placement.state).toBe('orphan')
    if (placement.state === 'orphan') {
      expect(placement.candidates.slice(0, 2).map(({ ranges }) => ranges.map(({ start, end }) => after.slice(start, end)))).toEqual([
        ['the crew blamed the tide'],
        ['the crew blamed the tide'],
      ])
      expect(placement.candidates.every(({ score }) => score > 0 && score <= 1)).toBe(true)
    }
  })

  test('the place of other words that stayed is not taken for that of words that went', () => {
    const before = `He said no to the plan of the mayor.\n\n${story}\n\nShe said no to the plan of the mayor.`
    const after = `${story}\n\nShe said no to the plan of the mayor.`
    expect(placed(before, after, 'said no to the plan of the mayor').state).toBe('orphan')
  })

  test('a single word in a rewritten sentence is not guessed', () => {
    const after = story.replace('The operator said that nobody had been in danger.', 'Danger was never near, by all that is known of it.')
    expect(placed(story, after, 'danger').state).toBe('orphan')
  })

  test('another text altogether holds nothing', () => {
    const after = 'Wheat prices rose for a third month as rain kept farmers from the fields.\n\nTraders expect more of it.'
    const transfer = new Transfer(story, after)
    for (const words of ['a crack in its ramp', 'The council', 'story: three of them'])
      expect(transfer.place([rangeOf(story, words)]).state).toBe('orphan')
  })
})

describe('pieces of a discontinuous highlight', () => {
  test('each follows its words', () => {
    const after = `New.\n\n${story}`
    const placement = placed(story, after, 'evening ferry', 'was stopped')
    expect([placement.state, reads(after, placement)]).toEqual(['exact', 'evening ferry … was stopped'])
    const other = after.replace('was stopped', 'was briefly stopped')
    expect(placed(story, other, 'evening ferry', 'was stopped').state).toBe('moved')
  })

  test('pieces that would change their order have no place', () => {
    const [title, ferry, operator, passengers, council] = story.split('\n\n')
    const after = [title, ferry, passengers, council, operator].join('\n\n')
    const placement = placed(story, after, 'nobody had been in danger', 'three of them had reported a noise')
    expect(placement.state).toBe('orphan')
  })
})

describe('stretches, places and changes', () => {
  test('a zone keeps its block, and goes when most of its words are gone', () => {
    const transfer = new Transfer(story, story.replace('Passengers told', 'Several passengers told'))
    const block = rangeOf(story, story.split('\n\n')[3] as string)
    const now = transfer.carry(block)
    expect(now).toEqual({ start: block.start, end: block.end + 8 })
    expect(new Transfer(story, story.replace(/\n\nPassengers.*?back\./, '')).carry(block)).toBeNull()
  })

  test('what changed is told in order', () => {
    const after = story.replace('Thursday', 'Wednesday night').replace(' next week', '')
    expect(new Transfer(story, after).changes()).toEqual([
      { at: after.indexOf('Wednesday'), before: 'Thursday', after: 'Wednesday night' },
      { at: after.indexOf('to talk about'), before: 'next week', after: '' },
    ])
    expect(new Transfer(story, story).changes()).toEqual([])
  })
})

const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('the', 'ferry', 'said', 'on', 'Monday', 'crack', 'no', 'and', 'ramp', 'crew', 'late', 'again') },
  fc.constantFrom('cafe\u0301', '👩‍🚀', '👍🏽', 'שלום', 'السَّلام', '北京', 'नमस्ते', '🇳🇱', 'naïve', '“so”', '—', '…', 'x'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }).map((each) => each.replace(/\s/g, '') || '.'),
)
const block = fc.array(word, { minLength: 1, maxLength: 14 }).map((words) => words.join(' '))
const blocks = fc.array(block, { minLength: 1, maxLength: 6 }).map((all) => all.join('\n\n'))
/** A text and what becomes of it: words and blocks taken out, put in, doubled, swapped. */
const versions = fc
  .tuple(blocks, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('cut', 'add', 'double', 'swap'), word), { maxLength: 6 }))
  .map(([before, edits]) => {
    let after = before
    for (const [at, length, how, put] of edits) {
      const words = after.split(/(?<=\s)/)
      const i = at % words.length
      const taken = words.splice(i, how === 'add' ? 0 : 1 + (length % 8))
      if (how === 'add') words.splice(i, 0, `${put} `)
      if (how === 'double') words.splice(i, 0, ...taken, ...taken)
      if (how === 'swap') words.splice(words.length - (length % (words.length + 1)), 0, ...taken)
      after = words.join('').trim() || 'nothing'
    }
    return [before, after] as const
  })
/** A highlight begins and ends with a word or its punctuation, never with white space. */
const rangesIn = (text: string, seeds: readonly (readonly [number, number])[]): Range[] => {
  const words = [...text.matchAll(/\S+/g)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
  return seeds.map(([at, length]) => {
    const i = at % words.length
    return { start: (words[i] as Range).start, end: (words[Math.min(words.length - 1, i + (length % 6))] as Range).end }
  })
}
const seeds = fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 5 })
const boundaries = (text: string) => new Set([0, text.length, ...[...new Intl.Segmenter('und').segment(text)].map(({ index }) => index)])

test('S16 an unchanged text gives every highlight back exactly, whatever it covers', () => {
  fc.assert(
    fc.property(blocks, seeds, (text, at) => {
      const transfer = new Transfer(text, text)
      for (const range of rangesIn(text, at)) expect(transfer.place([range])).toEqual({ state: 'exact', ranges: [range] })
    }),
  )
})

test('S16 exact covers its very words, moved reaches the floor, and neither cuts a character or leaves the text', () => {
  fc.assert(
    fc.property(versions, seeds, ([before, after], at) => {
      const transfer = new Transfer(before, after)
      const cuts = boundaries(after)
      for (const range of rangesIn(before, at)) {
        const placement = transfer.place([range])
        const found = placement.state === 'orphan' ? placement.candidates.flatMap(({ ranges }) => ranges) : placement.ranges
        for (const { start, end } of found) {
          expect(start >= 0 && start < end && end <= after.length).toBe(true)
          if (boundaries(before).has(range.start) && boundaries(before).has(range.end))
            expect([cuts.has(start), cuts.has(end)]).toEqual([true, true])
        }
        if (placement.state === 'exact') expect(reads(after, placement)).toBe(before.slice(range.start, range.end))
        if (placement.state === 'moved') expect(placement.score).toBeGreaterThanOrEqual(FLOOR)
      }
    }),
    { numRuns: 300 },
  )
})

test('S16 several pieces keep their order and stay apart', () => {
  fc.assert(
    fc.property(versions, seeds, ([before, after], at) => {
      const pieces = rangesIn(before, at)
        .toSorted((a, b) => a.start - b.start)
        .filter(({ start }, i, all) => i === 0 || start > (all[i - 1]?.end ?? 0))
        .filter(({ start }, i, all) => i === 0 || start > (all[i - 1]?.end ?? 0))
      const placement = new Transfer(before, after).place(pieces)
      if (placement.state === 'orphan') return
      expect(placement.ranges).toHaveLength(pieces.length)
      for (const [i, { start }] of placement.ranges.entries())
        expect(start).toBeGreaterThan(i === 0 ? -1 : (placement.ranges[i - 1]?.end ?? 0))
    }),
  )
})

test('stretches stay in order and never lie over one another; places stay inside', () => {
  fc.assert(
    fc.property(versions, fc.nat(), ([before, after], at) => {
      const transfer = new Transfer(before, after)
      const words = [...before.matchAll(/\S+/g)].map(({ index, 0: { length } }) => ({ start: index, end: index + length }))
      const middle = (words[at % words.length] as Range).start
      const [left, right] = [transfer.carry({ start: 0, end: Math.max(1, middle) }), transfer.carry({ start: middle, end: before.length })]
      for (const range of [left, right])
        if (range !== null) expect(range.start < range.end && range.end <= after.length && range.start >= 0).toBe(true)
      if (middle > 0 && left !== null && right !== null) expect(left.start).toBeLessThanOrEqual(right.start)
      expect(transfer.offset(middle)).toBeLessThanOrEqual(after.length)
    }),
  )
})

test('the words that two texts share rise in both and are the same', () => {
  fc.assert(
    fc.property(versions, ([before, after]) => {
      const { a, b, to, from } = diffWords(before, after)
      let last = -1
      for (const [i, j] of to.entries()) {
        if (j < 0) continue
        expect(j).toBeGreaterThan(last)
        expect([from[j], b.ids[j]]).toEqual([i, a.ids[i]])
        last = j
      }
    }),
  )
})

test('100,000 words with 1,000 highlights are led in work that grows with them, not with their product', () => {
  const random = seeded(7)
  const pick = (n: number) => Math.floor(random() * random() * n)
  const paragraph = () => Array.from({ length: 80 }, () => `w${pick(9_000)}`).join(' ')
  const all = Array.from({ length: 1_250 }, paragraph)
  const before = all.join('\n\n')
  // Every third paragraph is rewritten in places, every tenth is gone.
  const after = all
    .filter((_, i) => i % 10 !== 9)
    .map((each, i) => (i % 3 === 0 ? each.replaceAll(/w(\d*7)\b/g, 'v$1') : each))
    .join('\n\n')
  const words = [...before.matchAll(/\S+/g)]
  const transfer = new Transfer(before, after)
  const states = { exact: 0, moved: 0, orphan: 0 }
  for (let n = 0; n < 1_000; n++) {
    const i = Math.floor((n / 1_000) * (words.length - 20))
    const [first, last] = [words[i], words[i + (n % 20)]]
    if (first === undefined || last === undefined) continue
    const placement = transfer.place([{ start: first.index, end: last.index + last[0].length }])
    states[placement.state]++
    if (placement.state === 'exact') expect(reads(after, placement)).toBe(before.slice(first.index, last.index + last[0].length))
  }
  expect(states.exact).toBeGreaterThan(500)
  expect(states.orphan).toBeGreaterThan(80)
  expect(states.moved).toBeGreaterThan(50)
})

test('a long passage that was moved and edited in many places is found', () => {
  const next = seeded(7)
  const words = (count: number) => Array.from({ length: count }, () => `w${Math.floor(next() * 4_000).toString(36)}`)
  const [head, passage, tail] = [words(300), words(200), words(300)]
  const before = [head, passage, tail].map((part) => part.join(' ')).join('\n\n')
  const edited = passage.map((word, i) => (i % 9 === 4 ? `${word}x` : word)).join(' ')
  const after = [edited, head.join(' '), tail.join(' ')].join('\n\n')
  const placement = placed(before, after, passage.join(' '))
  const found = placement.state === 'orphan' ? placement.candidates : [{ ranges: placement.ranges }]
  expect(found[0]?.ranges.map(({ start, end }) => after.slice(start, end))).toEqual([edited])
})
