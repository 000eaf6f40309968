// What the elements of a REFI-QDA project have in common: GUIDs in any spelling, who made them and when, references, codings.
import type { QdeCoding, QdeSelection, QdeValue } from '../../shared/exchange/qde.ts'
import { childOf, childrenOf, wordsOf, type Xml } from '../import/xml.ts'
import { guidOf } from './guid.ts'

export const isGuid = (value: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

/** In lower case and without braces; for a name of another make, always the same GUID; empty for none. */
export function guid(written: string | undefined): string {
  const bare = (written ?? '').replace(/[{}\s]/g, '').toLowerCase()
  return bare === '' || isGuid(bare) ? bare : guidOf('name in a file', bare)
}
export const said = (element: Xml | undefined, name: string): string => element?.attributes[name] ?? ''
export const wordsIn = (element: Xml, name: string): string => {
  const found = childOf(element, name)
  return found === undefined ? '' : wordsOf(found).replace(/\r\n?/g, '\n')
}
export const ownGuid = (element: Xml): string => guid(said(element, 'guid'))
/** QDC files say `guid` where projects say `targetGUID`. */
export const targets = (element: Xml, name: string): string[] =>
  childrenOf(element, name).map((each) => guid(each.attributes.targetGUID ?? each.attributes.guid))
export const noteRefs = (element: Xml): string[] => targets(element, 'NoteRef')
/** Who made it and when; where the file does not say, who changed it last. */
export const madeOf = (element: Xml) => ({
  user: guid(said(element, 'creatingUser') || said(element, 'modifyingUser')),
  at: said(element, 'creationDateTime') || said(element, 'modifiedDateTime'),
})
export const valuesOf = (element: Xml): QdeValue[] =>
  childrenOf(element, 'VariableValue').flatMap((each) => {
    const value = childrenOf(each).find((child) => child.name.endsWith('Value'))
    const [variable] = targets(each, 'VariableRef')
    return value === undefined || variable === undefined ? [] : [{ variable, value: wordsOf(value).trim() }]
  })
export const codingsOf = (element: Xml): QdeCoding[] =>
  childrenOf(element, 'Coding').map((each) => ({
    guid: ownGuid(each),
    ...madeOf(each),
    code: targets(each, 'CodeRef')[0] ?? '',
    notes: noteRefs(each),
  }))

/** A mark of any kind; `start` and `end` as the file counts them, not a number where it does not say. */
export const selectionOf = (element: Xml, start: string, end: string): QdeSelection => ({
  guid: ownGuid(element),
  name: said(element, 'name'),
  ...madeOf(element),
  start: Number(start || Number.NaN),
  end: Number(end || Number.NaN),
  description: wordsIn(element, 'Description'),
  codings: codingsOf(element),
  notes: noteRefs(element),
})
export const plainSelections = (element: Xml): QdeSelection[] =>
  childrenOf(element, 'PlainTextSelection').map((each) => selectionOf(each, said(each, 'startPosition'), said(each, 'endPosition')))
