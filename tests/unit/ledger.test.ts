// What one of two articles says and the other leaves out, and what the analyst says of both.
import { describe, expect, it } from 'vitest'
import type { Change } from '../../shared/change.ts'
import { EntityId } from '../../shared/ids.ts'
import { type Entry, judge, ledgerCsv, ledgerOf } from '../../shared/ledger.ts'
import type { Found } from '../../shared/omissions.ts'
import { feel, leaningOf, setLeaning, setPairNote, setStance, stancesOf } from '../../shared/pair.ts'
import type { Feeling, Finding, Pair } from '../../shared/records.ts'
import { article } from '../helpers/reports.ts'
import { penOf } from '../helpers/store.ts'

const pen = penOf()
const left = article('left', [['paragraph', 'body', 'The ramp cracked. Nobody was told. "=1+1", she wrote.']], {})
const right = article('right', [['paragraph', 'body', 'A bolt was loose.']], {})
const both = [left, right] as const
const omissions: Found['omissions'] = {
  a: [
    { range: { start: 18, end: 34 }, nearest: null, score: 0, weight: 9 },
    { range: { start: 0, end: 17 }, nearest: { start: 0, end: 17 }, score: 0.12, weight: 5 },
  ],
  b: [{ range: { start: 0, end: 17 }, nearest: { start: 0, end: 17 }, score: 0.12, weight: 5 }],
}
const made = <K extends 'finding' | 'pair' | 'feeling'>(change: Change, kind: K) => {
  const [step] = change
  if (step?.kind !== kind || step.after === null) throw new Error(`no ${kind} was made`)
  return step.after
}
const first = (entries: readonly Entry[]): Entry => {
  const [entry] = entries
  if (entry === undefined) throw new Error('the ledger is empty')
  return entry
}

describe('the ledger', () => {
  it('lists both sides in reading order, with what comes nearest', () => {
    expect(
      ledgerOf(both, omissions, []).map(({ side, quote, nearest, score, verdict }) => [side, quote, nearest?.quote, score, verdict]),
    ).toEqual([
      [0, 'The ramp cracked.', 'A bolt was loose.', 12, 'open'],
      [0, 'Nobody was told.', undefined, null, 'open'],
      [1, 'A bolt was loose.', 'The ramp cracked.', 12, 'open'],
    ])
  })

  it('keeps what was decided on, whatever the cut-off, and takes it back', () => {
    const entry = first(ledgerOf(both, omissions, []))
    const finding = made(judge(pen, both, entry, 'omitted'), 'finding') as Finding
    expect(finding).toMatchObject({
      kind: 'omission',
      articleId: 'left',
      thereId: 'right',
      quote: 'The ramp cracked.',
      score: 12,
      verdict: 'omitted',
    })
    const decided = ledgerOf(both, { a: [], b: [] }, [finding])
    expect(decided).toEqual([{ ...entry, verdict: 'omitted', finding }])
    expect(ledgerOf(both, omissions, [finding])).toHaveLength(3)
    expect(judge(pen, both, first(decided), 'omitted')).toEqual([])
    expect(judge(pen, both, first(decided), 'told otherwise')).toMatchObject([
      { before: finding, after: { id: finding.id, verdict: 'told otherwise' } },
    ])
    expect(judge(pen, both, first(decided), 'open')).toEqual([{ kind: 'finding', before: finding, after: null }])
  })

  it('does not lose a note with a verdict', () => {
    const entry = first(ledgerOf(both, omissions, []))
    const noted = { ...(made(judge(pen, both, entry, 'omitted'), 'finding') as Finding), note: 'Ask the editor.' }
    const [decided] = ledgerOf(both, omissions, [noted])
    expect(judge(pen, both, decided as Entry, 'open')).toMatchObject([{ after: { verdict: 'open', note: 'Ask the editor.' } }])
  })

  it('leaves findings of other pairs and kinds alone', () => {
    const finding = made(judge(pen, both, first(ledgerOf(both, omissions, [])), 'omitted'), 'finding') as Finding
    const others = [
      { ...finding, kind: 'figure' as const },
      { ...finding, thereId: left.article.id },
    ]
    expect(ledgerOf(both, { a: [], b: [] }, others)).toEqual([])
  })

  it('is written as a table that no spreadsheet takes for a formula', () => {
    const entry: Entry = { ...first(ledgerOf(both, omissions, [])), quote: '=1+1, "she" wrote\nit' }
    const csv = ledgerCsv(both, [entry])
    expect(csv.split('\r\n')).toHaveLength(3)
    expect(csv).toContain(`"Title of left","Title of right","0–17","'=1+1, ""she"" wrote\nit","0–17","A bolt was loose.","0.12","open",""`)
  })
})

describe('the verdict on a pair', () => {
  const [a, b] = [left.article.id, right.article.id] as const
  const entity = EntityId.parse('somebody')

  it.each([
    ['as they are', [a, b]],
    ['swapped', [b, a]],
  ] as const)('reads from left to right, %s', (_, ids) => {
    const pair = made(setLeaning(pen, ids, null, 'left'), 'pair') as Pair
    expect([pair.aId, pair.bId]).toEqual([a, b])
    expect(leaningOf(ids, pair)).toBe('left')
    expect(leaningOf([ids[1], ids[0]], pair)).toBe('right')
    const stanced = made(setStance(pen, ids, pair, entity, 0, -2), 'pair') as Pair
    const whole = made(setStance(pen, ids, stanced, entity, 1, 1), 'pair') as Pair
    expect(stancesOf(ids, whole, entity)).toEqual([-2, 1])
    expect(stancesOf([ids[1], ids[0]], whole, entity)).toEqual([1, -2])
    expect(whole.stances).toHaveLength(1)
  })

  it('goes when it says nothing any more', () => {
    expect(setPairNote(pen, [a, b], null, '')).toEqual([])
    const pair = made(setPairNote(pen, [a, b], null, 'Towards the owners'), 'pair') as Pair
    expect(setPairNote(pen, [a, b], pair, '')).toEqual([{ kind: 'pair', before: pair, after: null }])
  })

  it('knows what was felt before', () => {
    const felt = made(feel(pen, null, entity, -1), 'feeling') as Feeling
    expect(felt).toMatchObject({ entityId: entity, value: -1, coderId: pen.coderId })
    expect(feel(pen, felt, entity, -1)).toEqual([])
    expect(feel(pen, felt, entity, 2)).toMatchObject([{ before: felt, after: { id: felt.id, value: 2 } }])
  })
})
