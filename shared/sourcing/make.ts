// An attribution as highlights: its content, cue and source, each with its code where the codebook has one, linked.
import { attributesOf } from '../attributes.ts'
import type { Change, Step } from '../change.ts'
import { addHighlight, type Pen, recode } from '../commands.ts'
import type { OpenArticle } from '../contract.ts'
import type { HighlightId } from '../ids.ts'
import { addLink, relations } from '../links.ts'
import type { Code, Highlight } from '../records.ts'
import type { Range } from '../text.ts'
import type { Attribution } from './attribution.ts'

/** Keys of the built-in codebook. */
const keys = { direct: 'SO.AT.DIR', indirect: 'SO.AT.IND', mixed: 'SO.AT.MIX', cue: 'SO.AT.CUE', source: 'SO.AT.SRC' } as const
const STANCE = 'stance'

type Article = Pick<OpenArticle, 'article' | 'text' | 'highlights' | 'codings' | 'links'>
type Part = Readonly<{ change: Change; id: HighlightId }>

const codeWith = ({ codes }: Pen, key: string): Code | undefined =>
  [...(codes?.values() ?? [])].find((code) => code.key === key && !code.archived)

/** One part of the attribution: the highlight that stands there already gets the code, else a new one is made. */
function part(pen: Pen, open: Article, range: Range, key: string, given: Highlight | null, origin: Highlight['origin']): Part {
  const code = codeWith(pen, key)
  const codeIds = code === undefined ? [] : [code.id]
  const there =
    given ??
    open.highlights.find(({ ranges: [first, ...rest] }) => rest.length === 0 && first?.start === range.start && first.end === range.end)
  if (there !== undefined) {
    const codings = open.codings.filter(({ highlightId }) => highlightId === there.id)
    return { id: there.id, change: recode(pen, { highlight: there, codings }, [...codings.map(({ codeId }) => codeId), ...codeIds]) }
  }
  const made = addHighlight(pen, { id: open.article.id, text: open.text }, [range], codeIds)
  const [first] = made
  if (first?.kind !== 'highlight' || first.after === null) throw new TypeError('a part is a highlight')
  return { id: first.after.id, change: [{ ...first, after: { ...first.after, origin } }, ...made.slice(1)] }
}

/** A new coding of the cue says its stance, where its code has an attribute for it. */
function withStance(pen: Pen, change: Change, stance: string): Change {
  const code = codeWith(pen, keys.cue)
  const offered = code === undefined || pen.codes === undefined ? [] : attributesOf(code, pen.codes)
  if (!offered.some(({ key, options }) => key === STANCE && options.includes(stance))) return change
  return change.map(
    (step): Step =>
      step.kind === 'coding' && step.after !== null && step.after.codeId === code?.id
        ? { ...step, after: { ...step.after, attributes: { ...step.after.attributes, [STANCE]: stance } } }
        : step,
  )
}

/**
 * Marks an attribution as one change; what is marked or linked so already stays. `chosen` is the content as it stands;
 * without it the content becomes a highlight. Gives also the content's id.
 */
export function makeAttribution(pen: Pen, open: Article, { content, kind, cue, source }: Attribution, chosen: Highlight | null): Part {
  const said = part(pen, open, content, keys[kind], chosen, 'manual')
  const linked = ({ change, id }: Part, type: 'cue' | 'source'): Change => {
    const relation = relations.find((each) => each.type === type && each.leaving)
    const isKnown = open.links.some((link) => link.type === type && link.fromId === said.id && link.toId === id)
    return isKnown || relation === undefined ? change : [...change, ...addLink(pen, open.links, relation, said.id, id)]
  }
  const by = cue === null ? null : part(pen, open, cue.range, keys.cue, null, 'suggested')
  const from = source === null ? null : part(pen, open, source, keys.source, null, 'suggested')
  return {
    id: said.id,
    change: [
      ...said.change,
      ...(by === null || cue === null ? [] : linked({ ...by, change: withStance(pen, by.change, cue.stance) }, 'cue')),
      ...(from === null ? [] : linked(from, 'source')),
    ],
  }
}
