// Accepting a suggestion makes its highlights as one change; rejecting one keeps a dismissal, so that it is not made again.
import type { Change, Step } from '../change.ts'
import { addHighlight, type Pen } from '../commands.ts'
import type { OpenArticle } from '../contract.ts'
import { type CodeId, DismissalId, type HighlightId } from '../ids.ts'
import type { Code, Dismissal } from '../records.ts'
import { attributionKeys, codeWith, makeAttribution, withStance } from './make.ts'
import { quotationsOf } from './quotations.ts'
import { codeKeyOf, dismissedText, endOf, kindOf, type Suggestion, startOf, textOf } from './suggestion.ts'

type Codes = ReadonlyMap<string, Code>

const isAttributed = (suggestion: Suggestion): boolean => ['quotation', 'statement'].includes(kindOf(suggestion))

/** Quotations inside a statement make it a mixed one. */
const manner = (text: string, suggestion: Suggestion) =>
  kindOf(suggestion) === 'quotation' ? 'direct' : quotationsOf(textOf(text, suggestion)).length > 0 ? 'mixed' : 'indirect'

/** The code that a suggestion proposes; `undefined` where the project has none for it. */
export function proposedCode(codes: Codes, text: string, suggestion: Suggestion): Code | undefined {
  return codeWith({ codes }, isAttributed(suggestion) ? attributionKeys[manner(text, suggestion)] : codeKeyOf(suggestion))
}

/**
 * Makes what a suggestion proposes, with a code: a highlight, and for a quotation or a statement also those of its cue and
 * source, linked. Gives also the id of the highlight.
 */
export function acceptSuggestion(pen: Pen, open: OpenArticle, suggestion: Suggestion, codeId: CodeId): { change: Change; id: HighlightId } {
  const { rule, ranges, cue, source } = suggestion
  if (isAttributed(suggestion)) {
    const content = { start: startOf(suggestion), end: endOf(suggestion) }
    return makeAttribution(pen, open, { content, kind: manner(open.text, suggestion), cue, source }, null, { ranges, rule, codeId })
  }
  const [first, ...rest] = addHighlight(pen, { id: open.article.id, text: open.text }, ranges, [codeId])
  if (first?.kind !== 'highlight' || first.after === null) throw new TypeError('an accepted suggestion is a highlight')
  const change: Change = [{ ...first, after: { ...first.after, origin: 'suggested', rule } }, ...rest]
  return { id: first.after.id, change: cue === null ? change : withStance(pen, change, codeId, cue.stance) }
}

/** Keeps that a suggestion was rejected. */
export function rejectSuggestion({ newId, coderId, now }: Pen, { article, text }: OpenArticle, suggestion: Suggestion): Change {
  const after: Dismissal = {
    id: DismissalId.parse(newId()),
    articleId: article.id,
    rule: suggestion.rule,
    range: { start: startOf(suggestion), end: endOf(suggestion) },
    text: dismissedText(text, suggestion),
    coderId,
    createdAt: now(),
  }
  const step: Step = { kind: 'dismissal', before: null, after }
  return [step]
}

/** Of some suggestions, those still to be decided: not marked with their code, nor with one chosen for it, and not rejected. */
export function undecided(
  suggestions: readonly Suggestion[],
  { text, highlights, codings }: Pick<OpenArticle, 'text' | 'highlights' | 'codings'>,
  codes: Codes,
  dismissals: readonly Dismissal[],
): Suggestion[] {
  const keyOf = (codeId: CodeId) => codes.get(codeId)?.key ?? ''
  const keysOf = new Map<HighlightId, string[]>()
  for (const { highlightId, codeId } of codings) keysOf.set(highlightId, [...(keysOf.get(highlightId) ?? []), keyOf(codeId)])
  const made = new Set<string>()
  /** Ranges that are marked with a code, by its key. */
  const marked = new Map<string, Set<string>>()
  for (const { id, ranges, rule } of highlights) {
    const place = JSON.stringify(ranges.map(({ start, end }) => [start, end]))
    if (rule !== '') made.add(`${rule} ${place}`)
    for (const key of keysOf.get(id) ?? []) marked.set(key, (marked.get(key) ?? new Set()).add(place))
  }
  const contents = [attributionKeys.direct, attributionKeys.indirect, attributionKeys.mixed]
  const rejected = new Set(dismissals.map(({ rule, range, text: words }) => `${rule} ${range?.start} ${range?.end} ${words}`))
  return suggestions.filter((each) => {
    const place = JSON.stringify(each.ranges.map(({ start, end }) => [start, end]))
    const keys = isAttributed(each) ? contents : [codeKeyOf(each)]
    return (
      !made.has(`${each.rule} ${place}`) &&
      !keys.some((key) => marked.get(key)?.has(place) ?? false) &&
      !rejected.has(`${each.rule} ${startOf(each)} ${endOf(each)} ${dismissedText(text, each)}`)
    )
  })
}
