// What the cards call their relations, on the screen and in reports.
import type { FigureRow, QuotationRow, Relation, SourceRow, Voice } from './model.ts'

export const sourceKinds: Readonly<Record<SourceRow['kind'], string>> = {
  named: 'named',
  role: 'role only',
  unnamed: 'unnamed',
  pronoun: 'pronoun, not resolved',
  none: '',
}
export const figureNames: Readonly<Record<Relation, string>> = {
  same: 'Same',
  compatible: 'Compatible',
  conflicting: 'Do not meet',
  only: 'Only here',
}
export const quotationNames: Readonly<Record<QuotationRow['relation'], string>> = { same: 'The same', cut: 'Cut', altered: 'Altered' }

/** How the figures of a row lie to each other. */
export const relationName = ({ relation, by }: Pick<FigureRow, 'relation' | 'by'>): string =>
  by === null ? figureNames[relation] : `${figureNames[relation]} by ${by}`

/** By which words a voice is let speak. */
export const stancesOf = ({ stances: { neutral, endorsing, distancing } }: Voice): string =>
  [neutral > 0 ? `${neutral} neutral` : '', endorsing > 0 ? `${endorsing} endorsing` : '', distancing > 0 ? `${distancing} distancing` : '']
    .filter((part) => part !== '')
    .join(', ')
