import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyTo, type Change, invert } from '../../../shared/change.ts'
import { colours, freshColour } from '../../../shared/codebook/colours.ts'
import {
  addCode,
  archiveCode,
  faultOfKey,
  faultOfShortcut,
  freshKey,
  moveCode,
  removeCode,
  type Shift,
  shiftCode,
} from '../../../shared/codebook/edit.ts'
import { giveWay, losersIn, settleFamily } from '../../../shared/codebook/exclusive.ts'
import { mergeCodes, splitCode } from '../../../shared/codebook/merge.ts'
import { rivalsOf, settle } from '../../../shared/codebook/rivals.ts'
import { above, below, inTreeOrder, siblingsUnder } from '../../../shared/codebook/tree.ts'
import { addHighlight, type Marked, recode } from '../../../shared/commands.ts'
import { ArticleId, CodebookId, CodeId, CodingId, HighlightId } from '../../../shared/ids.ts'
import { type Article, blank, type Code, type Coding, type Highlight } from '../../../shared/records.ts'
import type { Range } from '../../../shared/text.ts'
import { leastContrast, leastDistance } from '../../helpers/colour.ts'
import { penOf } from '../../helpers/store.ts'

const book = CodebookId.parse('book')
const other = CodebookId.parse('other')
const id = (key: string) => CodeId.parse(key)

/** Codes from lines such as `A`, `A.B`: a code stands under the one whose key begins its own. `!` makes a family exclusive. */
function tree(...lines: readonly string[]): Map<string, Code> {
  const codes = new Map<string, Code>()
  for (const line of lines) {
    const key = line.replace('!', '')
    const at = key.lastIndexOf('.')
    const parentId = at === -1 ? null : id(key.slice(0, at))
    const position = siblingsUnder(codes.values(), book, parentId).length
    codes.set(key, {
      ...blank.code,
      id: id(key),
      codebookId: book,
      parentId,
      key,
      name: key,
      definition: `what ${key} is`,
      color: '#336699',
      position,
      archived: false,
      exclusive: line.endsWith('!'),
    })
  }
  return codes
}
const get = (codes: ReadonlyMap<string, Code>, key: string): Code => {
  const found = codes.get(key)
  if (found === undefined) throw new Error(`no code ${key}`)
  return found
}
const applied = (codes: ReadonlyMap<string, Code>, change: Change) => applyTo('code', codes, change)
const outline = (codes: ReadonlyMap<string, Code>) =>
  inTreeOrder([{ id: book }, { id: other }], codes.values()).map((code) => `${'·'.repeat(above(codes, code).length)}${code.key}`)

describe('a tree of codes', () => {
  const codes = tree('A', 'A.1', 'A.2', 'A.2.x', 'B', 'C')

  it('moves codes up, down, in and out by one', () => {
    const by = (key: string, shift: Shift) => outline(applied(codes, shiftCode(codes, get(codes, key), shift)))
    expect(by('B', 'up')).toEqual(['B', 'A', '·A.1', '·A.2', '··A.2.x', 'C'])
    expect(by('A', 'down')).toEqual(['B', 'A', '·A.1', '·A.2', '··A.2.x', 'C'])
    expect(by('B', 'in')).toEqual(['A', '·A.1', '·A.2', '··A.2.x', '·B', 'C'])
    expect(by('A.2', 'out')).toEqual(['A', '·A.1', 'A.2', '·A.2.x', 'B', 'C'])
    for (const [key, shift] of [
      ['A', 'up'],
      ['C', 'down'],
      ['A', 'in'],
      ['A', 'out'],
    ] as const)
      expect(shiftCode(codes, get(codes, key), shift)).toEqual([])
  })

  it('keeps every code once and its order whole under any moves, each of which can be taken back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.boolean())), (moves) => {
        let now: ReadonlyMap<string, Code> = codes
        for (const [which, where, before, away] of moves) {
          const all = [...now.values()]
          const code = all[which % all.length] as Code
          const parent = all[where % (all.length + 1)] ?? null
          const codebookId = parent?.codebookId ?? (away ? other : book)
          const siblings = siblingsUnder(all, codebookId, parent?.id ?? null)
          const place = { codebookId, parentId: parent?.id ?? null, before: siblings[before % (siblings.length + 1)]?.id ?? null }
          if (parent !== null && [parent, ...above(now, parent)].includes(code)) {
            expect(() => moveCode(now, code, place)).toThrow('under itself')
            continue
          }
          const change = moveCode(now, code, place)
          const next = applied(now, change)
          expect(applied(next, invert(change))).toEqual(now)
          now = next
          expect(outline(now)).toHaveLength(codes.size)
          for (const each of now.values()) {
            const parentBook = each.parentId === null ? each.codebookId : now.get(each.parentId)?.codebookId
            expect(parentBook).toBe(each.codebookId)
            const places = siblingsUnder(now.values(), each.codebookId, each.parentId).map(({ position }) => position)
            expect(new Set(places).size).toBe(places.length)
          }
          const there = siblingsUnder(now.values(), codebookId, place.parentId)
          const at = there.findIndex((each) => each.id === code.id)
          expect(place.before === null || place.before === code.id ? at : there[at + 1]?.id).toBe(
            place.before === null ? there.length - 1 : place.before === code.id ? at : place.before,
          )
        }
      }),
    )
  })

  it('gives a new code a key and a colour of its own, last in its place', () => {
    const change = addCode(penOf(), codes, { codebookId: book, parentId: id('A') }, 'Zélée, so')
    const next = applied(codes, change)
    expect(outline(next)).toEqual(['A', '·A.1', '·A.2', '··A.2.x', '·A.ZÉLÉ', 'B', 'C'])
    expect(freshKey(next, book, id('A'), 'zélée')).toBe('A.ZÉLÉ2')
    expect(faultOfKey(codes, get(codes, 'B'), 'A')).toMatch('has this short name')
    expect(faultOfKey(codes, get(codes, 'B'), 'B')).toBeUndefined()
    const keyed = new Map(codes).set('C', { ...get(codes, 'C'), shortcut: 'q' })
    expect(faultOfShortcut(keyed, get(codes, 'B'), 'q')).toMatch('has this key')
    for (const wrong of ['1', 'ab', ' ']) expect(faultOfShortcut(keyed, get(codes, 'B'), wrong)).toBe('One letter or sign')
  })

  it('archives a code with those below it, and brings it back with those above it', () => {
    const put = applied(codes, archiveCode(codes, get(codes, 'A'), true))
    const archived = (held: ReadonlyMap<string, Code>) => [...held.values()].filter((code) => code.archived).map(({ key }) => key)
    expect(archived(put)).toEqual(['A', 'A.1', 'A.2', 'A.2.x'])
    expect(archived(applied(put, archiveCode(put, get(put, 'A.2'), false)))).toEqual(['A.1'])
    expect(outline(applied(codes, removeCode(codes, get(codes, 'A'))))).toEqual(['B', 'C'])
  })
})

describe('colours', () => {
  it('are visible as lines on white and on near-black', () => {
    for (const { hex } of colours) expect(leastContrast(hex, ['#ffffff', '#16181c'])).toBeGreaterThanOrEqual(3)
  })

  it.each(['normal', 'protanopia', 'deuteranopia', 'tritanopia'] as const)('stay apart in %s', (vision) => {
    const pairs = colours.flatMap((a, i) => colours.slice(i + 1).map((b) => [a.hex, b.hex] as const))
    expect(leastDistance(pairs, vision)).toBeGreaterThan(0.06)
  })

  it('are given out one after the other', () => {
    const given: string[] = []
    for (let n = 0; n < 20; n++) given.push(freshColour(given))
    expect(new Set(given.slice(0, 10)).size).toBe(10)
    expect(given.slice(10)).toEqual(given.slice(0, 10))
  })
})

const text = 'One two three. Four five six! Seven, eight nine ten.'
const article = { text, links: [] }
const articleId: Article['id'] = ArticleId.parse('a')
function marked(name: string, ranges: readonly Range[], keys: readonly string[], more: Partial<Highlight> = {}): Marked {
  let n = 0
  const pen = { ...penOf(), newId: () => (n++ === 0 ? name : `${name}-${keys[n - 2]}`) }
  const change = addHighlight(pen, { id: articleId, text }, ranges, keys.map(id))
  return {
    highlight: { ...(change[0]?.after as Highlight), ...more },
    codings: change.slice(1).map((step) => step.after as Coding),
  }
}
const coding = (highlight: string, key: string, attributes: Coding['attributes'] = {}): Coding => ({
  id: CodingId.parse(`${highlight}-${key}`),
  highlightId: HighlightId.parse(highlight),
  articleId,
  codeId: id(key),
  attributes,
})

describe('merging', () => {
  const codes = tree('A', 'A.1', 'A.2', 'B', 'B.1')

  it('moves codings under their ids, folds doubles, takes children along and keeps the words', () => {
    const from = [coding('h1', 'A', { stance: 'x', level: '1' }), coding('h2', 'A')]
    const into = [coding('h1', 'B', { stance: 'y' })]
    const change = mergeCodes(codes, get(codes, 'A'), get(codes, 'B'), { from, into, orphans: [] })
    const next = applied(codes, change)
    expect(outline(next)).toEqual(['B', '·B.1', '·A.1', '·A.2'])
    expect(get(next, 'B').memo).toBe('Merged with “A” (A): what A is')
    const held = new Map([...from, ...into].map((each) => [each.id as string, each]))
    expect([...applyTo('coding', held, change).values()]).toEqual([
      { ...coding('h2', 'A'), codeId: 'B' },
      { ...coding('h1', 'B'), attributes: { stance: 'y', level: '1' } },
    ])
    expect(applyTo('coding', applyTo('coding', held, change), invert(change))).toEqual(held)
    expect(applied(next, invert(change))).toEqual(codes)
  })

  it('refuses a code into itself and into one under it', () => {
    for (const key of ['A', 'A.1'])
      expect(() => mergeCodes(codes, get(codes, 'A'), get(codes, key), { from: [], into: [], orphans: [] })).toThrow('under it')
    expect(outline(applied(codes, mergeCodes(codes, get(codes, 'A.1'), get(codes, 'A'), { from: [], into: [], orphans: [] })))).toEqual([
      'A',
      '·A.2',
      'B',
      '·B.1',
    ])
  })

  it('splits: the chosen codings go to a new code right behind', () => {
    const all = [coding('h1', 'A'), coding('h2', 'A')]
    const change = splitCode(penOf(), codes, get(codes, 'A'), 'Finer', all.slice(1))
    const next = applied(codes, change)
    expect(
      [...next.values()]
        .filter(({ parentId }) => parentId === null)
        .toSorted((a, b) => a.position - b.position)
        .map(({ name }) => name),
    ).toEqual(['A', 'Finer', 'B'])
    const held = new Map(all.map((each) => [each.id as string, each]))
    expect([...applyTo('coding', held, change).values()].map(({ id: own, codeId }) => [own, get(next, codeId).name])).toEqual([
      ['h1-A', 'A'],
      ['h2-A', 'Finer'],
    ])
  })
})

describe('families whose codes exclude each other', () => {
  const codes = tree('F!', 'F.1', 'F.1.a', 'F.2', 'F.3', 'G', 'G.1', 'G.2')

  it('know who cannot stand beside whom', () => {
    expect([...rivalsOf(codes, id('F.1'))]).toEqual(['F.2', 'F.3'])
    expect([...rivalsOf(codes, id('F.1.a'))]).toEqual(['F.2', 'F.3'])
    expect([...rivalsOf(codes, id('F'))]).toEqual([])
    expect([...rivalsOf(codes, id('G.1'))]).toEqual([])
    expect(settle(codes, ['F.1', 'G.1', 'G.2', 'F.2', 'F'].map(id))).toEqual(['G.1', 'G.2', 'F.2', 'F'])
  })

  it('let the new code take the place of the old on one highlight, in one act', () => {
    const pen = { ...penOf(), codes }
    const before = marked('h', [{ start: 0, end: 7 }], ['F.1', 'G.1'])
    const change = recode(pen, before, ['F.1', 'G.1', 'F.2'].map(id))
    const held = new Map(before.codings.map((each) => [each.id as string, each]))
    expect([...applyTo('coding', held, change).values()].map(({ codeId }) => codeId)).toEqual(['G.1', 'F.2'])
    expect(recode({ ...pen, codes: tree('F', 'F.1', 'F.2', 'G', 'G.1') }, before, ['F.1', 'G.1', 'F.2'].map(id))).toHaveLength(1)
  })

  it('leave to others what lies outside the stretch, and what has a note where it is', () => {
    const give = (others: readonly Marked[], links: Parameters<typeof giveWay>[2]['links'] = []) =>
      giveWay(penOf('n'), codes, { text, links }, others, [{ start: 4, end: 13 }], [id('F.1')]).map(({ kind, before: had, after: has }) => {
        const record = has ?? had
        const what = record === null ? '' : 'quote' in record ? record.quote : 'codeId' in record ? record.codeId : ''
        return `${kind} ${had === null ? '+' : has === null ? '-' : '~'} ${what}`
      })
    expect(give([marked('h', [{ start: 0, end: 28 }], ['F.2'])])).toEqual(['highlight ~ One … . Four five six'])
    expect(give([marked('h', [{ start: 4, end: 7 }], ['F.2'])])).toEqual(['coding - F.2', 'highlight - two'])
    expect(give([marked('h', [{ start: 4, end: 7 }], ['F.2'], { note: 'why' })])).toEqual(['coding - F.2'])
    expect(give([marked('h', [{ start: 0, end: 7 }], ['F.2', 'G.1'])])).toEqual(['coding - F.2', 'highlight + One', 'coding + F.2'])
    expect(give([marked('h', [{ start: 0, end: 7 }], ['F.1.a', 'G.1']), marked('i', [{ start: 15, end: 20 }], ['F.2'])])).toEqual([])
  })

  it('never lie over one another after a code was put on, and lose nothing elsewhere', () => {
    const range = fc
      .tuple(fc.nat(text.length - 2), fc.integer({ min: 1, max: 20 }))
      .map(([start, length]) => ({ start, end: Math.min(text.length, start + length) }))
    const ranges = fc
      .array(range, { minLength: 1, maxLength: 2 })
      .filter((list) => list.some(({ start, end }) => text.slice(start, end).trim() !== ''))
    const keys = fc.uniqueArray(fc.constantFrom('F.1', 'F.2', 'F.3', 'G.1'), { minLength: 1, maxLength: 3 })
    const covered = (held: readonly Marked[], key: string, at: number) =>
      /\s/.test(text[at] ?? ' ') ||
      held.some(
        ({ highlight, codings }) =>
          codings.some(({ codeId }) => codeId === key) && highlight.ranges.some(({ start, end }) => start <= at && at < end),
      )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(ranges, keys), { maxLength: 5 }),
        ranges,
        fc.constantFrom('F.1', 'F.2', 'G.1'),
        (marks, stretch, key) => {
          const others = marks.map(([where, which], i) => marked(`h${i}`, where, which))
          const change = giveWay(penOf('n'), codes, article, others, stretch, [id(key)])
          const highlights = applyTo('highlight', new Map(others.map(({ highlight }) => [highlight.id as string, highlight])), change)
          const codings = applyTo('coding', new Map(others.flatMap((each) => each.codings.map((one) => [one.id as string, one]))), change)
          const held = [...highlights.values()].map((highlight) => ({
            highlight,
            codings: [...codings.values()].filter(({ highlightId }) => highlightId === highlight.id),
          }))
          const rivals = rivalsOf(codes, id(key))
          const inside = (at: number) => stretch.some(({ start, end }) => start <= at && at < end)
          for (const each of ['F.1', 'F.2', 'F.3', 'G.1'])
            for (let at = 0; at < text.length; at++) {
              if (/\s/.test(text[at] as string)) continue
              const kept = rivals.has(id(each)) && inside(at) ? false : covered(others, each, at)
              expect([each, at, covered(held, each, at)]).toEqual([each, at, kept])
            }
          for (const { highlight } of held) for (const { start, end } of highlight.ranges) expect(end).toBeGreaterThan(start)
        },
      ),
    )
  })
})

describe('a family that becomes exclusive', () => {
  const codes = tree('F!', 'F.1', 'F.1.a', 'F.2', 'F.3', 'G', 'G.1')
  const text = 'One two three. Four five six seven eight.'
  const family = get(codes, 'F')
  const marked = (name: string, ranges: readonly Range[], keys: readonly string[], createdAt: number): Marked => {
    const change = addHighlight(penOf(name), { id: ArticleId.parse('a'), text }, ranges, keys.map(id))
    const codings = change.flatMap((step) => (step.kind === 'coding' && step.after !== null ? [step.after] : []))
    const [first] = change
    if (first?.kind !== 'highlight' || first.after === null) throw new Error('no highlight')
    return { highlight: { ...first.after, createdAt }, codings }
  }
  const settled = (all: readonly Marked[]) => {
    const article = { text, highlights: all.map(({ highlight }) => highlight), codings: all.flatMap(({ codings }) => codings), links: [] }
    const change = settleFamily(penOf('new'), codes, family, article)
    const highlights = applyTo('highlight', new Map(article.highlights.map((each) => [each.id as string, each])), change)
    const codings = applyTo('coding', new Map(article.codings.map((each) => [each.id as string, each])), change)
    const held = [...highlights.values()].map((highlight) => ({
      highlight,
      codes: [...codings.values()].filter(({ highlightId }) => highlightId === highlight.id).map(({ codeId }) => codeId),
    }))
    return { change, held, codings }
  }

  it('leaves the newer highlight whole, and of two codes on one highlight the first of the codebook', () => {
    const { change, held } = settled([
      marked('new', [{ start: 4, end: 13 }], ['F.1'], 2),
      marked('old', [{ start: 0, end: 20 }], ['F.2'], 1),
      marked('both', [{ start: 25, end: 30 }], ['F.3', 'F.2', 'G.1'], 3),
      marked('kin', [{ start: 31, end: 36 }], ['F.1', 'F.1.a'], 4),
    ])
    expect(held.map(({ highlight, codes: on }) => [highlight.quote, on])).toEqual([
      ['two three', ['F.1']],
      ['One … . Four', ['F.2']],
      [text.slice(25, 30), ['F.2', 'G.1']],
      [text.slice(31, 36), ['F.1', 'F.1.a']],
    ])
    expect(losersIn(change).size).toBe(2)
  })

  it('never lies over itself afterwards; what clashes with nothing stays as it is; settling again changes nothing', () => {
    const range = fc
      .tuple(fc.nat(text.length - 4), fc.integer({ min: 2, max: 20 }))
      .map(([start, length]) => ({ start, end: Math.min(text.length, start + length) }))
      .filter(({ start, end }) => text.slice(start, end).trim() !== '')
    const keys = fc.uniqueArray(fc.constantFrom('F.1', 'F.1.a', 'F.2', 'F.3', 'G.1'), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(fc.array(fc.tuple(range, keys, fc.nat(3)), { maxLength: 7 }), (marks) => {
        const all = marks.map(([where, which, at], i) => marked(`h${i}`, [where], which, at))
        const { held, codings } = settled(all)
        const overlap = (a: readonly Range[], b: readonly Range[]) => a.some((x) => b.some((y) => x.start < y.end && y.start < x.end))
        for (const a of held)
          for (const b of held)
            if (overlap(a.highlight.ranges, b.highlight.ranges))
              for (const one of a.codes) for (const two of b.codes) expect(rivalsOf(codes, one).has(two)).toBe(false)
        const again = held.map(({ highlight }) => ({
          highlight,
          codings: [...codings.values()].filter(({ highlightId }) => highlightId === highlight.id),
        }))
        expect(settled(again).change).toEqual([])
        for (const each of all)
          if (all.every((other) => other === each || !overlap(other.highlight.ranges, each.highlight.ranges)))
            expect(held.some(({ highlight }) => highlight === each.highlight)).toBe(true)
      }),
    )
  })
})

it('all codes below a code are read in the order of the tree', () => {
  const codes = tree('A', 'A.1', 'B', 'A.1.x', 'A.2')
  expect(below(codes, get(codes, 'A')).map(({ key }) => key)).toEqual(['A.1', 'A.1.x', 'A.2'])
})
