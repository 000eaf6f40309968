// What a text credits to somebody: as the analyst coded it, else as the rules propose it.
import type { OpenArticle } from '../contract.ts'
import type { EntityId } from '../ids.ts'
import type { Code, Dismissal, Highlight } from '../records.ts'
import { creditOf, type Paragraph, paragraphOf } from '../sourcing/attribution.ts'
import type { Verb, Verbs } from '../sourcing/lexicon.ts'
import { attributionKeys } from '../sourcing/make.ts'
import { endOf, kindOf, type Suggestion, startOf } from '../sourcing/suggestion.ts'
import { isGrammar, plainWord } from '../terms.ts'
import { blockAt, type Range } from '../text.ts'
import { liesOutside } from '../zones.ts'

export type Attributed = Readonly<{
  kind: 'quotation' | 'statement'
  ranges: readonly [Range, ...Range[]]
  cue: Range | null
  /** What the cue tells of the reporter's stance; `null` where nothing does. */
  stance: Verb['stance'] | null
  source: Range | null
  /** Whom the analyst said the source to be. */
  entityId: EntityId | null
  coded: boolean
}>

/** What is longer names nobody. UTF-16 units. */
const LONGEST_SOURCE = 70
/** Begins what says where or when, not who. */
const circumstance = /^(?:in|on|at|by|from|of|with|for|to|after|before|during|until|because|if|when|while|as|but|or|so)\b/i
const finite = /\s(?:does|do|did|is|are|was|were|has|have|had|will|would|can|cannot|could|may|might|should)\s/i

/** A source that names somebody, if it does: a reading that went astray ends in a word of grammar, or has a verb in it. */
function sourceIn(text: string, source: Range | null): Range | null {
  if (source === null || source.end - source.start > LONGEST_SOURCE) return null
  const words = text.slice(source.start, source.end)
  const last = /[\p{L}\p{M}’']+$/u.exec(words)?.[0] ?? ''
  const astray = circumstance.test(words) || finite.test(words) || (words.includes(' ') && isGrammar(plainWord(last)))
  return astray ? null : source
}
const stances: readonly string[] = ['neutral', 'endorsing', 'distancing'] satisfies readonly Verb['stance'][]
const isStance = (value: string | undefined): value is Verb['stance'] => value !== undefined && stances.includes(value)

type Coded = Pick<OpenArticle, 'text' | 'highlights' | 'codings' | 'links'> &
  Readonly<{ /** Suggestions that the analyst rejected. */ dismissals: readonly Dismissal[] }>

/** What the analyst credited: contents that are linked to a source or a cue. */
function codedIn({ text, highlights, codings, links }: Coded, codes: ReadonlyMap<string, Code>, verbs: Verbs): Attributed[] {
  const byId = new Map<string, Highlight>(highlights.map((each) => [each.id, each]))
  const keysOf = new Map<string, string[]>()
  for (const { highlightId, codeId } of codings) keysOf.set(highlightId, [...(keysOf.get(highlightId) ?? []), codes.get(codeId)?.key ?? ''])
  const [sources, cues] = (['source', 'cue'] as const).map(
    (type) => new Map<string, string>(links.flatMap((link) => (link.type === type ? [[link.fromId, link.toId]] : []))),
  )
  return highlights.flatMap((content): Attributed[] => {
    const keys = keysOf.get(content.id) ?? []
    const [first, ...rest] = content.ranges
    const source = byId.get(sources?.get(content.id) ?? '')
    const cue = byId.get(cues?.get(content.id) ?? '')
    if (first === undefined || (source === undefined && cue === undefined)) return []
    const said = codings.find(({ highlightId, attributes }) => highlightId === cue?.id && isStance(attributes.stance))?.attributes.stance
    const word =
      cue === undefined ? undefined : (verbs.get(cue.quote.toLowerCase()) ?? verbs.get(cue.quote.toLowerCase().split(' ')[0] ?? ''))
    return [
      {
        kind:
          keys.includes(attributionKeys.direct) || /^["“«„]/u.test(text.slice(first.start, first.start + 1)) ? 'quotation' : 'statement',
        ranges: [first, ...rest],
        cue: cue?.ranges[0] ?? null,
        stance: isStance(said) ? said : (word?.stance ?? null),
        source: source?.ranges[0] ?? null,
        entityId: source?.entityId ?? null,
        coded: true,
      },
    ]
  })
}

const meet = (x: Attributed['ranges'], y: Attributed['ranges']) =>
  x.some((one) => y.some((other) => one.start < other.end && other.start < one.end))

/**
 * What is credited in an article, in the order of its text: the coded attributions, and of the suggested ones those that lie beside
 * them and were not rejected. What lies in `leftOut` does not count.
 */
export function attributedIn(
  open: Coded,
  suggestions: readonly Suggestion[],
  leftOut: readonly Range[],
  { codes, verbs }: Readonly<{ codes: ReadonlyMap<string, Code>; verbs: Verbs }>,
): Attributed[] {
  const coded = codedIn(open, codes, verbs)
  const proposed = suggestions.flatMap((each): Attributed[] => {
    const kind = kindOf(each)
    if (kind !== 'quotation' && kind !== 'statement') return []
    const { rule, ranges, cue, source } = each
    if (
      open.dismissals.some(({ rule: declined, range }) => declined === rule && range?.start === startOf(each) && range.end === endOf(each))
    )
      return []
    return [
      {
        kind,
        ranges,
        cue: cue?.range ?? null,
        stance: cue?.stance ?? null,
        source: sourceIn(open.text, source),
        entityId: null,
        coded: false,
      },
    ]
  })
  return [...coded, ...proposed.filter(({ ranges }) => !coded.some((each) => meet(each.ranges, ranges)))]
    .filter(({ ranges }) => !liesOutside(ranges, leftOut))
    .sort((x, y) => x.ranges[0].start - y.ranges[0].start)
}

/** Words between a figure and the word that reports it. */
const NEAR = 4
const within = (outer: Range, inner: Range) => outer.start <= inner.start && inner.end <= outer.end

/** Says who is credited with a stretch of a text: the source of what it stands in, else the one whose verb reports it. */
export function creditorOf(
  { text, blocks }: Pick<OpenArticle, 'text' | 'blocks'>,
  attributed: readonly Attributed[],
  verbs: Verbs,
): (range: Range, sentence: Range) => Range | null {
  const credited = attributed.filter(({ source }) => source !== null)
  const paragraphs = new Map<number, Paragraph>()
  return (range, sentence) => {
    const around = credited.filter(({ ranges }) => ranges.some((each) => within(each, range)))
    const holding = around.reduce<Attributed | null>(
      (one, other) => (one === null || other.ranges[0].start > one.ranges[0].start ? other : one),
      null,
    )
    if (holding !== null) return holding.source
    /** Whether no semicolon parts it from the figure. */
    const joins = (place: Range) => !text.slice(Math.min(place.end, range.end), Math.max(place.start, range.start)).includes(';')
    const cued = credited.find(
      ({ cue, source }) =>
        cue !== null && joins(cue) && within(sentence, cue) && source !== null && (source.end <= range.start || source.start >= range.end),
    )
    if (cued !== undefined) return cued.source
    const block = blockAt(blocks, range.start)
    if (block === undefined || verbs.size === 0) return null
    const paragraph = paragraphs.get(block.start) ?? paragraphOf(text, block)
    paragraphs.set(block.start, paragraph)
    const credit = creditOf(text, paragraph, range, verbs)
    const isNear = credit !== null && credit.distance <= NEAR && (credit.cue === null || joins(credit.cue.range))
    const source = isNear ? sourceIn(text, credit.source) : null
    return source !== null && (source.end <= range.start || source.start >= range.end) ? source : null
  }
}
