// JSON-LD as it comes, read without trust: every value may be missing, alone or in a list.

export type Node = Readonly<Record<string, unknown>>
/** No file that people made is nested deeper. */
export const DEEPEST = 20

export const nodeOf = (value: unknown): Node => (typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {})
export const many = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value])
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
/** Its name on the web: of a thing, or of itself. */
export const iriOf = (value: unknown): string => textOf(value) || textOf(nodeOf(value).id) || textOf(nodeOf(value)['@id'])
export const typesOf = (node: Node): string[] => many(node.type ?? node['@type']).map(textOf)
