// The people, places, organisations and events that articles speak of, under all the names that they use.
import type { Change, Step } from './change.ts'
import type { Pen } from './commands.ts'
import { EntityId } from './ids.ts'
import { type Coding, Entity, type Highlight } from './records.ts'
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

type Uses = Readonly<{ highlights: readonly Highlight[]; codings: readonly Coding[] }>

/**
 * Makes several entities one: names and memos join, and the highlights and codings that point to the others (`uses`: all of
 * them) point to what stays.
 */
export function mergeEntities(into: Entity, others: readonly Entity[], { highlights, codings }: Uses): Change {
  const gone = new Set<string>(others.map(({ id }) => id))
  const moved = (attributes: Coding['attributes']): Coding['attributes'] =>
    Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, gone.has(value) ? into.id : value]))
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
    ...codings.map((before): Step => ({ kind: 'coding', before, after: { ...before, attributes: moved(before.attributes) } })),
    ...others.map((before): Step => ({ kind: 'entity', before, after: null })),
  ]
}

/** Takes an entity away, off all highlights and out of all values that name it (`uses`). */
export function removeEntity(entity: Entity, { highlights, codings }: Uses): Change {
  const without = (attributes: Coding['attributes']): Coding['attributes'] =>
    Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== entity.id))
  return [
    ...highlights.map((before): Step => ({ kind: 'highlight', before, after: { ...before, entityId: null } })),
    ...codings.map((before): Step => ({ kind: 'coding', before, after: { ...before, attributes: without(before.attributes) } })),
    { kind: 'entity', before: entity, after: null },
  ]
}

/** Makes a highlight be about an entity, or about none. */
export const pointAt = (highlight: Highlight, entityId: EntityId | null): Change =>
  highlight.entityId === entityId ? [] : [{ kind: 'highlight', before: highlight, after: { ...highlight, entityId } }]
