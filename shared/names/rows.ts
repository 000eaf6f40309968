// One row for each name that two texts use, with the forms that each of them gives it. Forms are one row when a
// confirmed entity has both among its names, when they are the same but for accents and capitals, and when a short form is the
// end of exactly one longer one ("Quillane", "Oda Quillane"). Nothing else is folded: spellings that only look alike
// are proposals (variants.ts).
import { namesOf } from '../entities.ts'
import type { Entity } from '../records.ts'
import type { NameForm } from './find.ts'
import type { NameRow, NameUse } from './model.ts'
import { plainName } from './sounds.ts'

/** Before these a name is not a person's last one: North Corvane is not Corvane. */
const apart =
  /^(?:north|south|east|west|northern|southern|eastern|western|central|new|upper|lower|greater|san|santa|saint|st|first|second|third)( |$)/
const state = /^(?:republic|kingdom|state|city|province|region|district|town|village) of (?:the )?/
const adjective = /^(?:n|an|ian|ean|ani|i|ese|ish|ic|s|ns|ans|ians|eans|anis|is|er|ers)?$/

/** The longer forms that a short one is the end of, by the last word of each. */
function longerOf(plain: string, byLast: ReadonlyMap<string, readonly string[]>): string[] {
  return (byLast.get(lastWord(plain)) ?? []).filter((other) => {
    if (other.length <= plain.length || !other.endsWith(` ${plain}`)) return false
    const before = other.slice(0, -plain.length)
    return !apart.test(before) && !/ of /.test(other) && before.split(' ').length <= 4
  })
}
const lastWord = (plain: string): string => plain.slice(plain.lastIndexOf(' ') + 1)

/** Whether a form is the adjective or the people of another: Corvan, Corvanian, Corvanians beside Corvane. */
function isDerived(plain: string, bases: ReadonlySet<string>): boolean {
  if (plain.includes(' ')) return false
  for (let cut = 0; cut <= 4 && plain.length - cut >= 4; cut++) {
    const [root, ending] = [plain.slice(0, plain.length - cut), plain.slice(plain.length - cut)]
    if (!adjective.test(ending) || (cut === 0 && root.length < 6)) continue
    for (const last of ['', 'a', 'e', 'ia', 'y', 'o', 'ey', 'en', 'an']) if (root + last !== plain && bases.has(root + last)) return true
  }
  return false
}

/**
 * The rows of two texts, the most used first. The adjectives of a name that stands in a row of its own are left out.
 * `entities` are those of the project.
 */
export function nameRows(a: readonly NameForm[], b: readonly NameForm[], entities: readonly Entity[]): readonly NameRow[] {
  const entityOf = new Map<string, Entity>()
  for (const entity of entities)
    for (const name of namesOf(entity)) if (!entityOf.has(plainName(name))) entityOf.set(plainName(name), entity)
  const entityById = new Map<string, Entity>(entities.map((entity) => [`@${entity.id}`, entity] as const))
  const plains = [...new Set([...a, ...b].map(({ plain }) => plain))]
  const bases = new Set(plains)
  const byLast = new Map<string, string[]>()
  for (const plain of plains) {
    const alike = byLast.get(lastWord(plain))
    if (alike === undefined) byLast.set(lastWord(plain), [plain])
    else alike.push(plain)
  }
  const keyOf = (plain: string): string => {
    const entity = entityOf.get(plain)
    if (entity !== undefined) return `@${entity.id}`
    const bare = plain.replace(state, '')
    if (bare !== plain && bases.has(bare)) return keyOf(bare)
    const longer = longerOf(plain, byLast)
    const longest = longer.reduce((one, other) => (other.length > one.length ? other : one), '')
    return longest !== '' && longer.every((each) => longest.endsWith(each)) ? keyOf(longest) : plain
  }

  const rows = new Map<string, { entity: Entity | undefined; a: NameForm[]; b: NameForm[] }>()
  for (const [side, forms] of [['a', a] as const, ['b', b] as const])
    for (const form of forms) {
      if (!entityOf.has(form.plain) && isDerived(form.plain, bases)) continue
      const key = keyOf(form.plain)
      const row = rows.get(key) ?? { entity: entityById.get(key), a: [], b: [] }
      row[side].push(form)
      rows.set(key, row)
    }
  return [...rows.values()]
    .map((row): NameRow => {
      const [left, right] = [useOf(row.a), useOf(row.b)]
      // The fullest form names the row, the one used more where they are as long; "Republic of" adds nothing.
      const [fullest] = [...left.forms, ...right.forms].sort(
        (x, y) =>
          lengthOf(y.form) - lengthOf(x.form) ||
          Number(isShouted(x.form)) - Number(isShouted(y.form)) ||
          y.ranges.length - x.ranges.length ||
          (x.form < y.form ? -1 : 1),
      )
      return { name: row.entity?.name ?? fullest?.form ?? '', entityId: row.entity?.id ?? null, a: left, b: right }
    })
    .sort((x, y) => y.a.count + y.b.count - x.a.count - x.b.count || (x.name < y.name ? -1 : 1))
}

/** A long word in capitals only, as in a dateline; a short one is an acronym. */
const isShouted = (form: string): boolean => /^\p{Lu}{4,}$/u.test(form)
const lengthOf = (form: string): number => (state.test(plainName(form)) ? 0 : form.split(' ').length)

function useOf(forms: readonly NameForm[]): NameUse {
  return {
    count: forms.reduce((sum, { ranges }) => sum + ranges.length, 0),
    forms: forms
      .map(({ form, ranges }) => ({ form, ranges }))
      .sort((x, y) => y.ranges.length - x.ranges.length || (x.form < y.form ? -1 : 1)),
    titles: [...new Set(forms.flatMap(({ titles }) => titles))].sort(),
  }
}
