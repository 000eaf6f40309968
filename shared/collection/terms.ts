// What an article speaks of, as a row of terms (terms.ts), under whatever names: those of an entity of the project become one
// term. Title, body and reprinted passages are read; what stands around them would make all articles of an outlet alike.
import type { Compared } from '../comparison.ts'
import { namesOf } from '../entities.ts'
import type { Entity } from '../records.ts'
import { termsOf } from '../terms.ts'
import { isOwn, zonesOf } from '../zones.ts'

/** A name as its words in plain letters, and the term that it becomes. */
type Name = Readonly<{ words: readonly string[]; term: string }>
/** Names by their first word, the longest first. */
export type Names = ReadonlyMap<string, readonly Name[]>

export function namesAsTerms(entities: readonly Entity[]): Names {
  const names = new Map<string, Name[]>()
  for (const entity of entities)
    for (const name of namesOf(entity)) {
      const words = termsOf(name).map(({ plain }) => plain)
      const [first] = words
      if (first === undefined || words.includes('')) continue
      names.set(first, [...(names.get(first) ?? []), { words, term: `@${entity.id}` }])
    }
  for (const alike of names.values()) alike.sort((a, b) => b.words.length - a.words.length || (a.term < b.term ? -1 : 1))
  return names
}

/** The terms of an article, in its order. */
export function articleTerms({ text, blocks, zoneMarks }: Omit<Compared, 'language'>, names: Names): string[] {
  const found: string[] = []
  for (const { range, zone } of zonesOf(blocks, zoneMarks)) {
    if (!isOwn(zone) && zone !== 'reprint') continue
    const terms = termsOf(text.slice(range.start, range.end))
    for (let at = 0; at < terms.length; ) {
      const { term, plain } = terms[at] as (typeof terms)[number]
      const name = names.get(plain)?.find(({ words }) => words.every((word, i) => terms[at + i]?.plain === word))
      found.push(name?.term ?? term)
      at += name?.words.length ?? 1
    }
  }
  return found
}
