import type { Entity } from '../../../shared/records.ts'

/** How kinds of entities are called on the screen. */
export const kindNames: Readonly<Record<Entity['kind'], string>> = {
  person: 'Person',
  place: 'Place',
  organisation: 'Organisation',
  event: 'Event',
  other: 'Other',
}
