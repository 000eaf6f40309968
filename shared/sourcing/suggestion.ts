// What Parallax may suggest to an analyst who asks for it: marks to accept or reject one by one. A suggestion names its rule.
import type { Range } from '../text.ts'
import type { Attribution } from './attribution.ts'

export const suggestionKinds = ['quotation', 'statement', 'verb', 'hedge', 'loaded', 'scare'] as const
export type SuggestionKind = (typeof suggestionKinds)[number]

/** Every rule, its kind, and what it goes by, in words for the analyst. */
export const rules = {
  'quotation.credited': { kind: 'quotation', says: 'In quotation marks, with a reporting word in its sentence' },
  'quotation.lead': { kind: 'quotation', says: 'In quotation marks, after a paragraph that ends in a colon' },
  'quotation.floating': { kind: 'quotation', says: 'In quotation marks, credited to the source last named in its paragraph' },
  'quotation.alone': { kind: 'quotation', says: 'In quotation marks; no source was found' },
  'statement.that': { kind: 'statement', says: 'A reporting word followed by “that”' },
  'statement.said': { kind: 'statement', says: 'A reporting word followed by a clause' },
  'statement.colon': { kind: 'statement', says: 'A reporting word followed by a colon' },
  'statement.after': { kind: 'statement', says: 'A clause followed by its source and a reporting word' },
  'statement.according': { kind: 'statement', says: '“According to” a source' },
  'verb.neutral': { kind: 'verb', says: 'A neutral reporting word whose statement was not found' },
  'verb.endorsing': { kind: 'verb', says: 'A reporting word that takes the statement to be so' },
  'verb.distancing': { kind: 'verb', says: 'A reporting word that keeps the statement at a distance' },
  'hedge.list': { kind: 'hedge', says: 'In the list of hedges' },
  'loaded.list': { kind: 'loaded', says: 'In the list of loaded words' },
  'loaded.learnt': { kind: 'loaded', says: 'Learnt from what is coded in this project' },
  'scare.marks': { kind: 'scare', says: 'A word or two in quotation marks that nobody is said to have used' },
  'scare.word': { kind: 'scare', says: 'A word that does what such marks do' },
} as const satisfies Readonly<Record<string, { kind: SuggestionKind; says: string }>>
export type RuleId = keyof typeof rules
export const ruleIds = Object.keys(rules) as readonly RuleId[]

export type Suggestion = Readonly<{
  rule: RuleId
  /** What is marked when it is accepted: one range, or one for each paragraph of a quotation (UTF-16 offsets). */
  ranges: readonly [Range, ...Range[]]
  cue: Attribution['cue']
  source: Range | null
  /** What a learnt word was learnt from; empty otherwise. */
  evidence: string
}>

export const kindOf = ({ rule }: Pick<Suggestion, 'rule'>): SuggestionKind => rules[rule].kind
export const startOf = ({ ranges }: Suggestion): number => ranges[0].start
export const endOf = ({ ranges }: Suggestion): number => (ranges.at(-1) ?? ranges[0]).end

/** Stays the same for as long as the text does. */
export const keyOf = ({ rule, ranges }: Suggestion): string => `${rule} ${ranges[0].start} ${ranges[0].end}`
export const textOf = (text: string, { ranges }: Suggestion): string => ranges.map(({ start, end }) => text.slice(start, end)).join('\n\n')

/** The key, in the built-in codebook, of the code that a suggestion proposes. */
export function codeKeyOf({ rule, cue }: Suggestion): string {
  const kind = rules[rule].kind
  if (kind === 'quotation') return 'SO.AT.DIR'
  if (kind === 'statement') return 'SO.AT.IND'
  if (kind === 'verb') return cue === null || cue.stance === 'neutral' ? 'SO.AT.CUE' : 'BI.EP.ASRT'
  if (kind === 'hedge') return 'BI.EP.HEDG'
  return kind === 'loaded' ? 'BI.WC.LOAD' : 'BI.WC.SCAR'
}

/** The words that a dismissal keeps. */
export const dismissedText = (text: string, suggestion: Suggestion): string => textOf(text, suggestion).slice(0, 10_000)
