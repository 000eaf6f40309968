// Accepting a suggestion makes its highlights as one change; rejecting one keeps a dismissal, so that it is not made again.
import type { Change, Step } from '../change.ts'
import { addHighlight, type Pen } from '../commands.ts'
import type { OpenArticle } from '../contract.ts'
import { type CodeId, DismissalId, type HighlightId } from '../ids.ts'
import type { Code, Dismissal } from '../records.ts'
import type { Range } from '../text.ts'
import { firstAfter } from './attribution.ts'
import { attributionKeys, codeWith, makeAttribution, withStance } from './make.ts'
import { quotationsOf } from './quotations.ts'
import { codeKeyOf, dismissedText, endOf, kindOf, type Suggestion, startOf, textOf } from './suggestion.ts'

/** Stands for the codes of what is credited to a source. */
const CONTENT = 'content'
const contentKeys: ReadonlySet<string> = new Set([attributionKeys.direct, attributionKeys.indirect, attributionKeys.mixed])

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

/** Ranges that may lie over each other, as ranges in order that do not. */
function merged(ranges: readonly Range[]): Range[] {
  const found: Range[] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1)
    if (last !== undefined && range.start <= last.end) found[found.length - 1] = { start: last.start, end: Math.max(last.end, range.end) }
    else found.push(range)
  }
  return found
}

/** Whether at least half of some ranges lies under others (in order, apart). */
function isCovered(ranges: readonly Range[], others: readonly Range[]): boolean {
  let [under, whole] = [0, 0]
  for (const { start, end } of ranges) {
    whole += end - start
    for (let i = firstAfter(others, start); (others[i]?.start ?? end) < end; i++)
      under += Math.min(end, others[i]?.end ?? end) - Math.max(start, others[i]?.start ?? end)
  }
  return under * 2 >= whole
}

/** Of some suggestions, those still to be decided: not accepted, not marked by hand with the code they propose, and not rejected. */
export function undecided(
  suggestions: readonly Suggestion[],
  { text, highlights, codings }: Pick<OpenArticle, 'text' | 'highlights' | 'codings'>,
  codes: Codes,
  dismissals: readonly Dismissal[],
): Suggestion[] {
  const rangesOf = new Map(highlights.map(({ id, ranges }) => [id, ranges]))
  const coded = new Map<string, Range[]>()
  for (const { highlightId, codeId } of codings) {
    const key = codes.get(codeId)?.key ?? ''
    const group = contentKeys.has(key) ? CONTENT : key
    const ranges = coded.get(group) ?? []
    ranges.push(...(rangesOf.get(highlightId) ?? []))
    coded.set(group, ranges)
  }
  const under = new Map([...coded].map(([key, ranges]) => [key, merged(ranges)]))
  const placeOf = (ranges: readonly Range[]) => ranges.map(({ start, end }) => `${start}-${end}`).join(' ')
  const accepted = new Set(highlights.flatMap(({ rule, ranges }) => (rule === '' ? [] : [`${rule} ${placeOf(ranges)}`])))
  const rejected = new Set(dismissals.map(({ rule, range, text: words }) => `${rule} ${range?.start} ${range?.end} ${words}`))
  return suggestions.filter(
    (each) =>
      !accepted.has(`${each.rule} ${placeOf(each.ranges)}`) &&
      !isCovered(each.ranges, under.get(isAttributed(each) ? CONTENT : codeKeyOf(each)) ?? []) &&
      !rejected.has(`${each.rule} ${startOf(each)} ${endOf(each)} ${dismissedText(text, each)}`),
  )
}
