import fc from 'fast-check'
import { EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { describe, expect, it } from 'vitest'
import { edits, editsOf, keptOf, resultOf, takeUp, turn } from '../../renderer/editor/correctedits.ts'
import { join, pasted, split } from '../../renderer/editor/correcting.ts'
import { documentOf } from '../../renderer/editor/schema.ts'
import { anchor } from '../../shared/anchor.ts'
import { BookmarkId, HighlightId, ZoneMarkId } from '../../shared/ids.ts'
import { settle } from '../../shared/revision.ts'
import { type Draft, joinBlocks, type Range } from '../../shared/text.ts'
import { marked } from '../helpers/marked.ts'

const paragraph = (text: string): Draft => ({ kind: 'paragraph', zone: 'body', text })
const nothing = { highlights: [], zoneMarks: [], bookmarks: [] }

const unit = fc.constantFrom('a', 'b', 'c', ' ', ' ', '\n', 'é', 'e\u0301', '𝄞', '👩‍👧', 'ש', 'م', '\u00a0')
const words = fc.string({ unit, maxLength: 30 })
const drafts = fc.array(words.map(paragraph), { minLength: 1, maxLength: 6 })

describe('settle', () => {
  it('makes the text that joinBlocks makes, and leads every character that is left to itself', () => {
    fc.assert(
      fc.property(drafts, (typed) => {
        const { text, blocks, offset, range } = settle(typed)
        expect({ text, blocks }).toEqual(joinBlocks(typed))
        const whole = typed.map((draft) => draft.text).join('\n\n')
        let seen = ''
        for (let at = 0; at < whole.length; at++) {
          if (/\s/.test(whole[at] as string)) continue
          expect(text[offset(at)]).toBe(whole[at])
          expect(range({ start: at, end: at + 1 })).toEqual({ start: offset(at), end: offset(at) + 1 })
          seen += whole[at]
        }
        expect(seen).toBe(text.replace(/\s/g, ''))
      }),
    )
  })

  it('gives a stretch the words that are left of it, and none where only white space is left', () => {
    fc.assert(
      fc.property(drafts, fc.nat(200), fc.nat(200), (typed, a, b) => {
        const { text, range } = settle(typed)
        const whole = typed.map((draft) => draft.text).join('\n\n')
        fc.pre(whole.length > 0)
        const [start, end] = [Math.min(a, b) % whole.length, Math.min(whole.length, Math.max(a, b) + 1)]
        fc.pre(start < end)
        const found = range({ start, end })
        const left = found === null ? '' : text.slice(found.start, found.end)
        expect(left.replace(/\s/g, '')).toBe(whole.slice(start, end).replace(/\s/g, ''))
      }),
    )
  })
})

/** One unit of the text in the naive model: a character, or half of the gap between two blocks. */
type Unit = {
  sign: string
  gap: boolean /** Where it stood in the old text, if it did. */
  old: number | null /** Highlights that hold it. */
  under: ReadonlySet<string>
}
type Act = Readonly<{ what: 'insert' | 'delete' | 'split' | 'join' | 'kind' | 'undo' | 'redo'; at: number; length: number; words: string }>

const act: fc.Arbitrary<Act> = fc.record({
  what: fc.constantFrom('insert', 'insert', 'delete', 'delete', 'split', 'join', 'kind', 'undo', 'redo'),
  at: fc.nat(1_000),
  length: fc.integer({ min: 1, max: 8 }),
  words: fc.string({ unit: fc.constantFrom('x', 'y', ' ', '𝄞'), minLength: 1, maxLength: 4 }),
})

/** Does one act to the document and to the model, each in its own way. */
function perform(state: EditorState, model: Unit[], { what, at, length, words: typed }: Act): [EditorState, Unit[]] {
  const spots: number[] = []
  // A caret stands anywhere but between the two halves of a gap.
  for (let i = 0; i <= model.length; i++) if (!(model[i - 1]?.gap && model[i]?.gap && isSecondHalf(model, i))) spots.push(i)
  const spot = spots[at % spots.length] as number
  const before = new Set(model.slice(0, spot).flatMap(({ under }) => [...under]))
  const under = new Set(model.slice(spot).flatMap((each) => [...each.under].filter((id) => before.has(id))))
  // What comes between words of a highlight belongs to it.
  const fresh = (sign: string, gap = false): Unit => ({ old: null, sign, gap, under })
  const done = (tr: Transaction, next: Unit[]): [EditorState, Unit[]] => [state.apply(tr.setTime(tr.time + at * 10_000)), next]
  if (what === 'insert')
    return done(state.tr.insertText(typed, spot + 1), [
      ...model.slice(0, spot),
      ...typed.split('').map((sign) => fresh(sign)),
      ...model.slice(spot),
    ])
  if (what === 'split')
    return done(state.tr.split(spot + 1), [...model.slice(0, spot), fresh('\n', true), fresh('\n', true), ...model.slice(spot)])
  if (what === 'delete') {
    const end = model.findIndex((each, i) => i >= spot && each.gap)
    const to = Math.min(spot + length, end === -1 ? model.length : end)
    return spot === to ? [state, model] : done(state.tr.delete(spot + 1, to + 1), [...model.slice(0, spot), ...model.slice(to)])
  }
  if (what === 'join') {
    const gaps = model.flatMap((each, i) => (each.gap && !isSecondHalf(model, i) ? [i] : []))
    const gap = gaps[at % Math.max(1, gaps.length)]
    return gap === undefined ? [state, model] : done(state.tr.join(gap + 2), [...model.slice(0, gap), ...model.slice(gap + 2)])
  }
  if (what === 'kind') return done(state.tr.setNodeAttribute(0, 'kind', 'quote'), model)
  return [state, model]
}
const isSecondHalf = (model: readonly Unit[], i: number): boolean => {
  let halves = 0
  for (let j = i - 1; j >= 0 && model[j]?.gap; j--) halves++
  return halves % 2 === 1
}

const stretch = fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 20 }))

describe('correcting', () => {
  it('takes up what was kept: the same text, the same places, the same edits to undo', () => {
    fc.assert(
      fc.property(drafts, fc.array(stretch, { maxLength: 4 }), fc.array(act, { maxLength: 10 }), (typed, stretches, acts) => {
        const { text, blocks } = joinBlocks(typed)
        fc.pre(text !== '')
        const highlights = stretches.flatMap(([at, length], i) => {
          const range = { start: at % text.length, end: Math.min(text.length, (at % text.length) + length) }
          return /\S/.test(text.slice(range.start, range.end)) ? [{ id: HighlightId.parse(`h${i}`), ...anchor(text, [range]) }] : []
        })
        const begin = () => EditorState.create({ doc: documentOf(text, blocks), plugins: [edits()] })
        let state = begin()
        for (const each of acts) {
          const { what, at, length, words: typing } = each
          const { $from } = TextSelection.near(state.doc.resolve(at % (state.doc.content.size + 1)))
          const { tr } = state
          if (what === 'insert') tr.insertText(typing, $from.pos)
          if (what === 'delete') tr.delete($from.pos, Math.min($from.pos + length, $from.end()))
          if (what === 'split') tr.split($from.pos)
          if (what === 'kind') tr.setNodeAttribute($from.before(), 'kind', 'quote')
          state = state.apply((what === 'undo' || what === 'redo' ? turn(state, what) : tr) ?? tr)
        }
        const again = takeUp(begin(), JSON.parse(JSON.stringify(keptOf(state))) as unknown[][])
        const standing = { ...nothing, highlights }
        expect(again.doc.eq(state.doc)).toBe(true)
        expect(resultOf(again, standing)).toEqual(resultOf(state, standing))
        expect(editsOf(again).done).toHaveLength(editsOf(state).done.length)
        let [one, other] = [state, again]
        for (let i = editsOf(state).done.length; i > 0; i--)
          [one, other] = [one.apply(turn(one, 'undo') as Transaction), other.apply(turn(other, 'undo') as Transaction)]
        expect(other.doc.eq(begin().doc)).toBe(true)
      }),
    )
  })

  it('leads every mark as a naive model of single characters does; untouched words keep exactly their quote', () => {
    fc.assert(
      fc.property(drafts, fc.array(stretch, { maxLength: 8 }), fc.array(act, { maxLength: 14 }), (typed, stretches, acts) => {
        const { text, blocks } = joinBlocks(typed)
        fc.pre(text !== '')
        const highlights = stretches.flatMap(([at, length], i) => {
          const start = at % text.length
          const end = Math.min(text.length, start + length)
          if (!/\S/.test(text.slice(start, end))) return []
          return [{ id: HighlightId.parse(`h${i}`), ...anchor(text, [{ start, end }]) }]
        })
        let state = EditorState.create({ doc: documentOf(text, blocks), plugins: [edits()] })
        const gaps = new Set(blocks.slice(0, -1).flatMap(({ end }) => [end, end + 1]))
        let model: Unit[] = text.split('').map((sign, old) => {
          const over = highlights.filter(({ ranges: [range] }) => range !== undefined && range.start <= old && old < range.end)
          return { old, sign, gap: gaps.has(old), under: new Set(over.map(({ id }) => id)) }
        })
        // What undo and redo should lead to: the model before and after each edit that the document counts.
        const past: Unit[][] = []
        let future: Unit[][] = []
        for (const each of acts) {
          if (each.what === 'undo' || each.what === 'redo') {
            const tr = turn(state, each.what)
            const [from, to] = each.what === 'undo' ? [past, future] : [future, past]
            expect(tr === null).toBe(from.length === 0)
            if (tr === null) continue
            state = state.apply(tr)
            to.push(model)
            model = from.pop() as Unit[]
            continue
          }
          const before = { state, model }
          ;[state, model] = perform(state, model, each)
          if (state === before.state) continue
          // Typing that goes on is one edit.
          if (editsOf(state).done.length > past.length) past.push(before.model)
          future = []
        }
        const { places, text: now, typed: left } = resultOf(state, { ...nothing, highlights })
        expect(left.map((draft) => draft.text).join('\n\n')).toBe(model.map(({ sign }) => sign).join(''))
        const settled = settle(left)
        for (const highlight of highlights) {
          const [range] = highlight.ranges as [Range]
          const mine = model.flatMap(({ under }, i) => (under.has(highlight.id) ? [i] : []))
          const expected = mine.length === 0 ? null : settled.range({ start: mine[0] as number, end: (mine.at(-1) as number) + 1 })
          const words = expected === null ? '' : now.slice(expected.start, expected.end)
          const found = places.highlights.find(({ id }) => id === highlight.id)
          if (expected === null || words.trim() === '') {
            expect(found).toBeUndefined()
            expect(places.lost).toContain(highlight.id)
            continue
          }
          expect(found?.ranges).toEqual([expected])
          const untouched = mine.length === range.end - range.start && mine.every((at, i) => model[at]?.old === range.start + i)
          if (untouched) expect(anchor(now, found?.ranges ?? []).quote).toBe(highlight.quote)
        }
        if (acts.length === 0) expect(now).toBe(text)
      }),
      { numRuns: 400 },
    )
  })

  it('undoing everything gives back the text and every place', () => {
    fc.assert(
      fc.property(drafts, fc.array(act, { maxLength: 12 }), (typed, acts) => {
        const { text, blocks } = joinBlocks(typed)
        fc.pre(/\S/.test(text))
        const standing = {
          highlights: [{ id: HighlightId.parse('h'), ranges: anchor(text, [{ start: 0, end: text.length }]).ranges }],
          zoneMarks: [{ id: ZoneMarkId.parse('z'), range: anchor(text, [{ start: 0, end: text.length }]).ranges[0] as Range }],
          bookmarks: [{ id: BookmarkId.parse('b'), offset: Math.floor(text.length / 2) }],
        }
        const doc = documentOf(text, blocks)
        const first = EditorState.create({ doc, plugins: [edits()] })
        const before = resultOf(first, standing)
        let state = first
        let model: Unit[] = []
        for (const each of acts) {
          model = modelOf(state)
          ;[state] = perform(state, model, each)
        }
        for (let tr = turn(state, 'undo'); tr !== null; tr = turn(state, 'undo')) state = state.apply(tr)
        expect(state.doc.eq(doc)).toBe(true)
        expect(resultOf(state, standing)).toEqual(before)
      }),
    )
  })

  const at = (source: string) => {
    const { text, ranges } = marked(source)
    const { blocks } = joinBlocks(text.split('\n\n').map(paragraph))
    const [caret] = ranges.get('caret') ?? []
    const doc = documentOf(text, blocks)
    const selection = TextSelection.create(doc, (caret?.start ?? 0) + 1, (caret?.end ?? 0) + 1)
    const highlights = [...ranges].flatMap(([id, places]) => (id === 'caret' ? [] : [{ id: HighlightId.parse(id), ranges: places }]))
    return { highlights, state: EditorState.create({ doc, selection, plugins: [edits()] }) }
  }
  const quotesAfter = (start: ReturnType<typeof at>, tr: Transaction | null) => {
    if (tr === null) throw new Error('no transaction')
    const { text, places } = resultOf(start.state.apply(tr), { ...nothing, highlights: start.highlights })
    return {
      text,
      lost: places.lost,
      quotes: Object.fromEntries(places.highlights.map(({ id, ranges }) => [id, anchor(text, ranges).quote])),
    }
  }

  it('a paragraph that was cut in two is joined by Backspace with a space, inside the highlight over it', () => {
    const start = at('[h:The regime\n\n[caret:]said] so.')
    expect(quotesAfter(start, join(start.state, -1))).toEqual({ text: 'The regime said so.', lost: [], quotes: { h: 'The regime said' } })
  })

  it('joining puts no space after a hyphen, and an empty block gives way to its neighbour', () => {
    const hyphen = at('cease-[caret:]\n\nfire')
    expect(quotesAfter(hyphen, join(hyphen.state, 1)).text).toBe('cease-fire')
    const start = at('one\n\n[caret:]two')
    expect(join(at('o[caret:]ne').state, -1)).toBeNull()
    expect(join(at('[caret:]one').state, -1)).toBeNull()
    expect(quotesAfter(start, join(start.state, -1)).text).toBe('one two')
  })

  it('Enter splits, and a highlight over the place covers both blocks', () => {
    const start = at('a [h:bc[caret:] de] f')
    expect(quotesAfter(start, split(start.state))).toEqual({ text: 'a bc\n\nde f', lost: [], quotes: { h: 'bc\n\nde' } })
  })

  it('words put in the place of a highlight’s first, last or only words belong to it; words typed at its ends do not', () => {
    const first = at('a [h:[caret:bc] de] f')
    expect(quotesAfter(first, first.state.tr.insertText('X')).quotes).toEqual({ h: 'X de' })
    const last = at('a [h:bc [caret:de]] f')
    expect(quotesAfter(last, last.state.tr.insertText('X')).quotes).toEqual({ h: 'bc X' })
    const only = at('a [h:[caret:bc]] f')
    expect(quotesAfter(only, only.state.tr.insertText('X')).quotes).toEqual({ h: 'X' })
    const before = at('a [caret:][h:bc] f')
    expect(quotesAfter(before, before.state.tr.insertText('X')).quotes).toEqual({ h: 'bc' })
    const behind = at('a [h:bc][caret:] f')
    expect(quotesAfter(behind, behind.state.tr.insertText('X')).quotes).toEqual({ h: 'bc' })
  })

  it('a highlight all of whose words went is lost, also where others are written over a longer stretch', () => {
    const gone = at('a [caret:[h:bc] d]e f')
    expect(quotesAfter(gone, gone.state.tr.insertText('X'))).toEqual({ text: 'a Xe f', lost: ['h'], quotes: {} })
  })

  it('double blanks stay inside a line, go at its ends, and empty blocks are left out', () => {
    const start = at('one  [h:two][caret:]\n\nthree')
    const tr = start.state.tr.insertText('   ').insert(
      0,
      documentOf('x', joinBlocks([paragraph('x')]).blocks)
        .child(0)
        .cut(0, 0),
    )
    expect(quotesAfter(start, tr)).toEqual({ text: 'one  two\n\nthree', lost: [], quotes: { h: 'two' } })
  })

  it('what is pasted is plain text: blank lines part blocks, and nothing unprintable comes in', () => {
    const start = at('a[caret:]b')
    const tr = start.state.tr.replaceSelection(pasted('1\u0000\r\n2\r\n \r\n3\ud800', { kind: 'paragraph', zone: 'body', level: 1 }))
    expect(quotesAfter(start, tr).text).toBe('a1\n2\n\n3b')
  })
})

/** The model of a document as it stands. */
function modelOf(state: EditorState): Unit[] {
  const model: Unit[] = []
  state.doc.forEach((node, _offset, i) => {
    if (i > 0) model.push(...['\n', '\n'].map((sign) => ({ old: null, sign, gap: true, under: new Set<string>() })))
    for (const sign of node.textContent.split('')) model.push({ old: null, sign, gap: false, under: new Set() })
  })
  return model
}
