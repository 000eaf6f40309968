// The people, places, organisations and events that articles speak of, under all the names that they use.
import type { Change, Step } from './change.ts'
import type { Pen } from './commands.ts'
import { EntityId } from './ids.ts'
import { type Coding, Entity, type Feeling, type Highlight, type Orphan, type Pair } from './records.ts'
import { foldWord } from './words.ts'

export const entityKinds = Entity.unwrap().shape.kind.options
type EntityFields = Omit<Entity, 'id'>

const folded = (name: string): string => name.trim().split(/\s+/).map(foldWord).join(' ')
const tidy = (name: string): string => name.trim().replace(/\s+/g, ' ')

/** All names of an entity, the one it goes by first. */
export const namesOf = ({ name, aliases }: Pick<Entity, 'name' | 'aliases'>): readonly string[] => [name, ...aliases]

/** Whether words are one of an entity's names, in whatever case. */
export const isKnownAs = (entity: Entity, words: string): boolean => namesOf(entity).some((name) => folded(name) === folded(words))

/** Names without blanks, doubles and the name that the entity goes by. */
function aliasesFor(name: string, aliases: readonly string[]): string[] {
  const seen = new Set([folded(name)])
  return aliases.map(tidy).filter((alias) => {
    const known = alias === '' || seen.has(folded(alias))
    seen.add(folded(alias))
    return !known
  })
}

/** Entities that fit what is typed: every word of it begins a word of one of the names. Those that it begins come first. */
export function matchingEntities<E extends Entity>(entities: readonly E[], typed: string): E[] {
  const wanted = folded(typed)
  if (wanted === '') return [...entities]
  const rank = (entity: Entity): number => {
    const names = namesOf(entity).map((name) => ` ${folded(name)}`)
    if (names.includes(` ${wanted}`)) return 0
    if (names.some((name) => name.startsWith(` ${wanted}`))) return 1
    return names.some((name) => wanted.split(' ').every((word) => name.includes(` ${word}`))) ? 2 : 3
  }
  return entities
    .map((entity) => ({ entity, rank: rank(entity) }))
    .filter((each) => each.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entity }) => entity)
}

/** A new entity. @throws RangeError for a name of blanks only */
export function addEntity(pen: Pick<Pen, 'newId'>, name: string, kind: Entity['kind'] = 'other'): { entity: Entity; change: Change } {
  if (tidy(name) === '') throw new RangeError('An entity needs a name.')
  const entity: Entity = { id: EntityId.parse(pen.newId()), name: tidy(name).slice(0, 2_000), kind, side: '', aliases: [], memo: '' }
  return { entity, change: [{ kind: 'entity', before: null, after: entity }] }
}

/** @throws RangeError for a name of blanks only */
export function editEntity(entity: Entity, fields: Partial<EntityFields>): Change {
  const name = tidy(fields.name ?? entity.name)
  if (name === '') throw new RangeError('An entity needs a name.')
  const edited = { ...entity, ...fields, name, aliases: aliasesFor(name, fields.aliases ?? entity.aliases) }
  return [{ kind: 'entity', before: entity, after: edited }]
}

export const addAlias = (entity: Entity, words: string): Change =>
  isKnownAs(entity, words) ? [] : editEntity(entity, { aliases: [...entity.aliases, words] })

/** What points to entities. */
type Uses = Readonly<{
  highlights: readonly Highlight[]
  codings: readonly Coding[]
  feelings: readonly Feeling[]
  /** Pairs with a stance towards one of them. */
  pairs: readonly Pair[]
  /** Highlights without a place that point to one of them, or whose codings do. */
  orphans: readonly Orphan[]
}>

/** Whether a highlight without a place points to one of these entities, or one of its codings does. */
export const pointsTo = ({ highlight, codings }: Orphan, ids: ReadonlySet<string>): boolean =>
  ids.has(highlight.entityId ?? '') || codings.some(({ attributes }) => Object.values(attributes).some((value) => ids.has(value)))

/** Puts one entity, or none, in the place of others. */
function turned(attributes: Coding['attributes'], gone: ReadonlySet<string>, to: EntityId | null): Coding['attributes'] {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) => (gone.has(value) ? (to === null ? [] : [[key, to]]) : [[key, value]])),
  )
}

const turnOrphans = (orphans: readonly Orphan[], gone: ReadonlySet<string>, to: EntityId | null): Change =>
  orphans
    .filter((orphan) => pointsTo(orphan, gone))
    .map((before): Step => {
      const { highlight, codings } = before
      const entityId = gone.has(highlight.entityId ?? '') ? to : highlight.entityId
      const own = codings.map((coding) => ({ ...coding, attributes: turned(coding.attributes, gone, to) }))
      return { kind: 'orphan', before, after: { ...before, highlight: { ...highlight, entityId }, codings: own } }
    })

/** What a coder felt about several entities becomes one: what was felt about the first that is kept, else about another. */
function joinFeelings(into: Entity, feelings: readonly Feeling[]): Change {
  const said = new Set(feelings.filter(({ entityId }) => entityId === into.id).map(({ coderId }) => coderId))
  return feelings
    .filter(({ entityId }) => entityId !== into.id)
    .map((before): Step => {
      const after = said.has(before.coderId) ? null : { ...before, entityId: into.id }
      said.add(before.coderId)
      return { kind: 'feeling', before, after }
    })
}

/** Pairs whose stances are towards other entities: `idOf` gives the entity in place of one, or `null` for none. Of several the first is kept. */
const turnStances = (pairs: readonly Pair[], idOf: (id: EntityId) => EntityId | null): Change =>
  pairs.map((before): Step => {
    const stances = new Map<EntityId, Pair['stances'][number]>()
    for (const stance of before.stances) {
      const entityId = idOf(stance.entityId)
      if (entityId !== null && !stances.has(entityId)) stances.set(entityId, { ...stance, entityId })
    }
    return { kind: 'pair', before, after: { ...before, stances: [...stances.values()] } }
  })

/**
 * Makes several entities one: names and memos join, and what points to the others (`uses`: all that points to any of them) points
 * to what stays.
 */
export function mergeEntities(into: Entity, others: readonly Entity[], { highlights, codings, feelings, pairs, orphans }: Uses): Change {
  const gone = new Set<string>(others.map(({ id }) => id))
  const all = [into, ...others]
  return [
    ...editEntity(into, {
      aliases: all.flatMap(namesOf),
      side: all.find(({ side }) => side !== '')?.side ?? '',
      memo: all.flatMap(({ memo }) => (memo === '' ? [] : [memo])).join('\n\n'),
    }),
    ...highlights
      .filter(({ entityId }) => entityId !== null && gone.has(entityId))
      .map((before): Step => ({ kind: 'highlight', before, after: { ...before, entityId: into.id } })),
    ...codings
      .filter(({ attributes }) => Object.values(attributes).some((value) => gone.has(value)))
      .map((before): Step => ({ kind: 'coding', before, after: { ...before, attributes: turned(before.attributes, gone, into.id) } })),
    ...joinFeelings(into, feelings),
    ...turnOrphans(orphans, gone, into.id),
    ...turnStances(
      pairs.filter(({ stances }) => stances.some(({ entityId }) => gone.has(entityId))),
      (id) => (gone.has(id) ? into.id : id),
    ),
    ...others.map((before): Step => ({ kind: 'entity', before, after: null })),
  ]
}

/** Takes an entity away, off all highlights and out of all values, feelings and stances that name it (`uses`). */
export function removeEntity(entity: Entity, { highlights, codings, feelings, pairs, orphans }: Uses): Change {
  const gone = new Set<string>([entity.id])
  return [
    ...highlights.map((before): Step => ({ kind: 'highlight', before, after: { ...before, entityId: null } })),
    ...codings.map((before): Step => ({ kind: 'coding', before, after: { ...before, attributes: turned(before.attributes, gone, null) } })),
    ...feelings.map((before): Step => ({ kind: 'feeling', before, after: null })),
    ...turnStances(pairs, (id) => (id === entity.id ? null : id)),
    ...turnOrphans(orphans, gone, null),
    { kind: 'entity', before: entity, after: null },
  ]
}

/** Makes a highlight be about an entity, or about none. */
export const pointAt = (highlight: Highlight, entityId: EntityId | null): Change =>
  highlight.entityId === entityId ? [] : [{ kind: 'highlight', before: highlight, after: { ...highlight, entityId } }]
