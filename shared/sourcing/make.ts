// An attribution as highlights: its content, cue and source, each with its code where the codebook has one, linked.
import { attributesOf } from '../attributes.ts'
import type { Change, Step } from '../change.ts'
import { addHighlight, type Pen, recode } from '../commands.ts'
import type { OpenArticle } from '../contract.ts'
import type { CodeId, HighlightId } from '../ids.ts'
import { addLink, relations } from '../links.ts'
import type { Code, Highlight } from '../records.ts'
import type { Range } from '../text.ts'
import type { Attribution } from './attribution.ts'

/** Keys of the built-in codebook. */
export const attributionKeys = {
  direct: 'SO.AT.DIR',
  indirect: 'SO.AT.IND',
  mixed: 'SO.AT.MIX',
  cue: 'SO.AT.CUE',
  source: 'SO.AT.SRC',
} as const
const STANCE = 'stance'

type Article = Pick<OpenArticle, 'article' | 'text' | 'highlights' | 'codings' | 'links'>
type Part = Readonly<{ change: Change; id: HighlightId }>

/** The code in use that has a key. */
export const codeWith = ({ codes }: Pick<Pen, 'codes'>, key: string): Code | undefined =>
  [...(codes?.values() ?? [])].find((code) => code.key === key && !code.archived)

type Made = Readonly<{ ranges: readonly Range[]; codeId: CodeId | undefined; origin: Highlight['origin']; rule: string }>

/** One part of the attribution: the highlight that stands there already gets the code, else a new one is made. */
function part(pen: Pen, open: Article, { ranges, codeId, origin, rule }: Made, given: Highlight | null): Part {
  const codeIds = codeId === undefined ? [] : [codeId]
  const isThere = (others: readonly Range[]) =>
    others.length === ranges.length && others.every(({ start, end }, i) => ranges[i]?.start === start && ranges[i]?.end === end)
  const there = given ?? open.highlights.find((each) => isThere(each.ranges))
  if (there !== undefined) {
    const codings = open.codings.filter(({ highlightId }) => highlightId === there.id)
    return { id: there.id, change: recode(pen, { highlight: there, codings }, [...codings.map((coding) => coding.codeId), ...codeIds]) }
  }
  const made = addHighlight(pen, { id: open.article.id, text: open.text }, ranges, codeIds)
  const [first] = made
  if (first?.kind !== 'highlight' || first.after === null) throw new TypeError('a part is a highlight')
  return { id: first.after.id, change: [{ ...first, after: { ...first.after, origin, rule } }, ...made.slice(1)] }
}

/** New codings with a code say the stance of a cue, where the code has an attribute for it. */
export function withStance(pen: Pen, change: Change, codeId: CodeId | undefined, stance: string): Change {
  const code = pen.codes?.get(codeId ?? '')
  const offered = code === undefined || pen.codes === undefined ? [] : attributesOf(code, pen.codes)
  if (!offered.some(({ key, options }) => key === STANCE && options.includes(stance))) return change
  return change.map(
    (step): Step =>
      step.kind === 'coding' && step.after !== null && step.after.codeId === codeId
        ? { ...step, after: { ...step.after, attributes: { ...step.after.attributes, [STANCE]: stance } } }
        : step,
  )
}

/**
 * Marks an attribution as one change; what is marked or linked so already stays. `chosen` is the content as it stands;
 * without it the content becomes a highlight. Gives also the content's id. `suggested` says the rule that proposed it, the
 * ranges of a content of several pieces, and the code of the content.
 */
export function makeAttribution(
  pen: Pen,
  open: Article,
  { content, kind, cue, source }: Attribution,
  chosen: Highlight | null,
  suggested: Readonly<{ ranges: readonly Range[]; rule: string; codeId: CodeId }> | null = null,
): Part {
  const by = (key: string) => codeWith(pen, key)?.id
  const own: Made =
    suggested === null
      ? { ranges: [content], codeId: by(attributionKeys[kind]), origin: 'manual', rule: '' }
      : { ...suggested, origin: 'suggested' }
  const said = part(pen, open, own, chosen)
  const proposed = (range: Range, key: string) => part(pen, open, { ranges: [range], codeId: by(key), origin: 'suggested', rule: '' }, null)
  const linked = ({ change, id }: Part, type: 'cue' | 'source'): Change => {
    const relation = relations.find((each) => each.type === type && each.leaving)
    const isKnown = open.links.some((link) => link.type === type && link.fromId === said.id && link.toId === id)
    return isKnown || relation === undefined ? change : [...change, ...addLink(pen, open.links, relation, said.id, id)]
  }
  const told = cue === null ? null : proposed(cue.range, attributionKeys.cue)
  const from = source === null ? null : proposed(source, attributionKeys.source)
  return {
    id: said.id,
    change: [
      ...said.change,
      ...(told === null || cue === null
        ? []
        : linked({ ...told, change: withStance(pen, told.change, by(attributionKeys.cue), cue.stance) }, 'cue')),
      ...(from === null ? [] : linked(from, 'source')),
    ],
  }
}
