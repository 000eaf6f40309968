// Codes as they are named beside texts, in lists and in tables.
import type { CodeId } from '../ids.ts'
import type { Report } from './model.ts'
import { element as e, type ReportElement } from './node.ts'
import { codeClass } from './style.ts'

/** Where each code of the report stands in its list. */
export const placesOf = ({ codes }: Report): ReadonlyMap<CodeId, number> => new Map(codes.map((code, place) => [code.id, place]))

/** A code as it is named beside texts and in lists: a patch of its colour and its name. */
export const codeLabel = (name: string, place: number | null) =>
  e('span', { class: `label ${codeClass(place)}` }, e('span', { class: 'patch' }), e('span', { dir: 'auto' }, name))

const nameAt = ({ codes }: Report, place: number | undefined) => (place === undefined ? undefined : codes[place]?.name) ?? 'unknown code'

/** The labels of a highlight's codes; one that says so where it has none. */
export function codeLabels(report: Report, places: ReadonlyMap<CodeId, number>, codes: readonly CodeId[]): ReportElement[] {
  if (codes.length === 0) return [codeLabel('no code', null)]
  return codes.map((id) => codeLabel(nameAt(report, places.get(id)), places.get(id) ?? null))
}

/** The same in one line of text. */
export function codeNames(report: Report, places: ReadonlyMap<CodeId, number>, codes: readonly CodeId[]): string {
  return codes.length === 0 ? 'no code' : codes.map((id) => nameAt(report, places.get(id))).join(', ')
}
