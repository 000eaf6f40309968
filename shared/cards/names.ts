// Folding names: two rows of the names' list become one entity when the analyst confirms that they are one, or are not proposed
// again when the analyst says that they are not.
import type { Change } from '../change.ts'
import type { Pen } from '../commands.ts'
import { addEntity, editEntity, namesOf } from '../entities.ts'
import { DismissalId } from '../ids.ts'
import type { NameRow } from '../names/model.ts'
import type { Entity } from '../records.ts'

/** The rule of a dismissal that declines a fold; its text is the pair's key. */
export const ALIAS_RULE = 'alias'

const formsOf = ({ name, a, b }: NameRow): string[] => [name, ...[...a.forms, ...b.forms].map(({ form }) => form)]

/** Makes the names of two rows one entity: that of a row which has one, else a new one that goes by the first row's name. */
export function foldNames(pen: Pen, rows: readonly [NameRow, NameRow], entities: readonly Entity[]): Change {
  const held = entities.find(({ id }) => rows.some(({ entityId }) => entityId === id))
  const forms = [...new Set(rows.flatMap(formsOf))]
  if (held !== undefined) return editEntity(held, { aliases: [...new Set([...namesOf(held).slice(1), ...forms])].slice(0, 200) })
  const isPerson = rows.some(({ a, b }) => a.titles.length + b.titles.length > 0)
  const { entity } = addEntity(pen, rows[0].name, isPerson ? 'person' : 'other')
  const [edited] = editEntity(entity, { aliases: forms.slice(0, 200) })
  if (edited?.kind !== 'entity') throw new TypeError('an edited entity is an entity')
  return [{ ...edited, before: null }]
}

/** Keeps that two names are not one. `key` is the proposal's. */
export const declineFold = (pen: Pen, key: string): Change => [
  {
    kind: 'dismissal',
    before: null,
    after: {
      id: DismissalId.parse(pen.newId()),
      articleId: null,
      rule: ALIAS_RULE,
      range: null,
      text: key,
      coderId: pen.coderId,
      createdAt: pen.now(),
    },
  },
]
