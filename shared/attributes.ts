// What a coding says beyond its code: the attributes that a code has of its own and from the codes above it, and their values.
import type { Change } from './change.ts'
import type { Attribute, Code, Coding } from './records.ts'

/**
 * The attributes of a code, those of the highest code above it first. Where several share a key, the one nearest to the code
 * counts, in the place of the highest.
 */
export function attributesOf(code: Code, codes: ReadonlyMap<string, Code>): readonly Attribute[] {
  const line = [code]
  for (let parent = code.parentId; parent !== null; ) {
    const above = codes.get(parent)
    if (above === undefined || line.includes(above)) break
    line.unshift(above)
    parent = above.parentId
  }
  return [...new Map(line.flatMap((each) => each.attributes).map((attribute) => [attribute.key, attribute])).values()]
}

/** The values that a new coding starts with. */
export const initialValues = (attributes: readonly Attribute[]): Coding['attributes'] =>
  Object.fromEntries(attributes.filter(({ initial }) => initial !== '').map(({ key, initial }) => [key, initial]))

/** Says why a value does not suit an attribute, or `undefined`. An empty value suits every attribute. */
export function faultOfValue({ kind, options }: Attribute, value: string): string | undefined {
  if (value.length > 2_000) return 'At most 2,000 characters'
  if (value === '') return undefined
  if (kind === 'number' && (value.trim() === '' || !Number.isFinite(Number(value)))) return 'A number such as 3 or 0.5'
  if (kind === 'choice' && !options.includes(value)) return 'Not one of the choices'
  return undefined
}

/** Gives an attribute of a coding a value; an empty one takes the value off. */
export function setAttribute(coding: Coding, key: string, value: string): Change {
  if ((coding.attributes[key] ?? '') === value) return []
  const { [key]: _, ...others } = coding.attributes
  return [
    { kind: 'coding', before: coding, after: { ...coding, attributes: value === '' ? others : { ...coding.attributes, [key]: value } } },
  ]
}
