import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Change } from '../../shared/change.ts'
import {
  addAlias,
  addEntity,
  editEntity,
  isKnownAs,
  matchingEntities,
  mergeEntities,
  namesOf,
  pointAt,
  removeEntity,
} from '../../shared/entities.ts'
import { EntityId, OrphanId, RevisionId } from '../../shared/ids.ts'
import type { Coding, Entity, Highlight, Orphan } from '../../shared/records.ts'
import { article } from '../helpers/reports.ts'
import { penOf } from '../helpers/store.ts'

const entity = (id: string, name: string, fields: Partial<Entity> = {}): Entity => ({
  id: EntityId.parse(id),
  name,
  kind: 'place',
  side: '',
  aliases: [],
  memo: '',
  ...fields,
})
const becomes = (change: Change): unknown => change[0]?.after

describe('names', () => {
  it('are the same in any case, spacing and pointing', () => {
    const dam = entity('dam', 'Concord Dam', { aliases: ['Harrun dam', 'سَدّ'] })
    for (const words of ['concord  DAM', ' Harrun Dam', 'سد']) expect([words, isKnownAs(dam, words)]).toEqual([words, true])
    expect(isKnownAs(dam, 'Concord')).toBe(false)
  })

  it('of a new entity are tidied; one of blanks only is refused', () => {
    expect(addEntity(penOf(), '  Oda \n Quillane ', 'person').entity).toMatchObject({ name: 'Oda Quillane', kind: 'person', aliases: [] })
    expect(() => addEntity(penOf(), ' \n')).toThrow(RangeError)
    expect(() => editEntity(entity('a', 'A'), { name: ' ' })).toThrow(RangeError)
  })

  it('are kept once, and the name that an entity goes by is not among its others', () => {
    const dam = entity('dam', 'Concord Dam', { aliases: ['Harrun dam'] })
    expect(becomes(editEntity(dam, { aliases: ['Harrun dam', ' harrun DAM', '', 'concord dam', 'the dam'] }))).toMatchObject({
      aliases: ['Harrun dam', 'the dam'],
    })
    expect(becomes(editEntity(dam, { name: 'Harrun dam' }))).toMatchObject({ name: 'Harrun dam', aliases: [] })
    expect(addAlias(dam, 'HARRUN dam')).toEqual([])
    expect(becomes(addAlias(dam, 'the barrage'))).toMatchObject({ aliases: ['Harrun dam', 'the barrage'] })
  })
})

it('what is typed finds entities by the beginnings of words of any name, best first', () => {
  const all = [
    entity('a', 'Lake Concord'),
    entity('b', 'Concord Dam', { aliases: ['Harrun dam'] }),
    entity('c', 'Brennoch'),
    entity('d', 'Concord'),
  ]
  const found = (typed: string) => matchingEntities(all, typed).map(({ id }) => id)
  expect(found('conc')).toEqual(['b', 'd', 'a'])
  expect(found('Concord')).toEqual(['d', 'b', 'a'])
  expect(found('dam har')).toEqual(['b'])
  expect(found('oncord')).toEqual([])
  expect(found('  ')).toEqual(['a', 'b', 'c', 'd'])
})

describe('merging', () => {
  const open = article('a1', [['paragraph', 'body', '[1 Concord 1] and [2 Harrun 2] and [3 Brennoch 3]']], {
    1: { codes: ['x'] },
    2: { codes: ['x'] },
    3: { codes: [] },
  })
  const concord = entity('concord', 'Concord', { aliases: ['the dam'], memo: 'Upstream.' })
  const harrun = entity('harrun', 'Harrun', { aliases: ['The Dam', 'سد'], side: 'Saldria', memo: 'Downstream.' })
  const [first, second, third] = open.highlights.map((highlight, i) => ({
    ...highlight,
    entityId: i === 2 ? null : i === 1 ? harrun.id : concord.id,
  }))
  if (first === undefined || second === undefined || third === undefined) throw new Error('three highlights')
  const [any] = open.codings
  if (any === undefined) throw new Error('a coding')
  const coding = { ...any, attributes: { target: harrun.id, stance: 'pro' } }

  it('joins names, memos and what points to them, and leaves all else alone', () => {
    const change = mergeEntities(concord, [harrun], {
      highlights: [first, second, third],
      codings: [coding],
      feelings: [],
      pairs: [],
      orphans: [],
    })
    expect(change.map(({ kind, before, after }) => [kind, before?.id, after === null ? null : 'kept'])).toEqual([
      ['entity', 'concord', 'kept'],
      ['highlight', second.id, 'kept'],
      ['coding', coding.id, 'kept'],
      ['entity', 'harrun', null],
    ])
    expect(becomes(change)).toEqual({ ...concord, side: 'Saldria', aliases: ['the dam', 'Harrun', 'سد'], memo: 'Upstream.\n\nDownstream.' })
    expect(change[1]?.after).toEqual({ ...second, entityId: concord.id })
    expect(change[2]?.after).toMatchObject({ attributes: { target: concord.id, stance: 'pro' } })
  })

  it('takes along what waits without a place, and leaves nothing of an entity that is deleted', () => {
    const waits = (highlight: Highlight, attributes: Coding['attributes']): Orphan => ({
      id: OrphanId.parse(`o-${highlight.id}`),
      articleId: highlight.articleId,
      revisionId: RevisionId.parse('r'),
      highlight,
      codings: [{ ...coding, attributes }],
      links: [],
    })
    const orphans = [waits(second, { stance: 'pro' }), waits(third, { target: harrun.id, stance: 'pro' }), waits(third, { stance: 'pro' })]
    const uses = { highlights: [], codings: [], feelings: [], pairs: [], orphans }
    const became = (change: Change) =>
      change.flatMap(({ kind, after }) =>
        kind === 'orphan' && after !== null ? [[after.highlight.entityId, after.codings.map(({ attributes }) => attributes)]] : [],
      )
    expect(became(mergeEntities(concord, [harrun], uses))).toEqual([
      [concord.id, [{ stance: 'pro' }]],
      [null, [{ target: concord.id, stance: 'pro' }]],
    ])
    expect(became(removeEntity(harrun, uses))).toEqual([
      [null, [{ stance: 'pro' }]],
      [null, [{ stance: 'pro' }]],
    ])
  })

  it('loses no name, whatever the names', () => {
    const names = fc.array(
      fc.string({ minLength: 1, unit: 'grapheme' }).filter((name) => name.trim() !== ''),
      { minLength: 1, maxLength: 6 },
    )
    fc.assert(
      fc.property(fc.array(names, { minLength: 2, maxLength: 4 }), (all) => {
        const entities = all.map(([name = '?', ...aliases], i) => entity(`e${i}`, name, { aliases }))
        const [into, ...others] = entities as [Entity, ...Entity[]]
        const made = becomes(mergeEntities(into, others, { highlights: [], codings: [], feelings: [], pairs: [], orphans: [] })) as Entity
        for (const name of entities.flatMap(namesOf)) expect(isKnownAs(made, name)).toBe(true)
      }),
    )
  })

  it('points a highlight only where it does not point already', () => {
    expect(pointAt(first, concord.id)).toEqual([])
    expect(pointAt(first, null)[0]?.after).toEqual({ ...first, entityId: null })
    expect(removeEntity(harrun, { highlights: [], codings: [], feelings: [], pairs: [], orphans: [] })).toEqual([
      { kind: 'entity', before: harrun, after: null },
    ])
  })
})
