// An attribution as highlights: its content, cue and source, each with its code where the codebook has one, linked.
import { attributesOf } from '../attributes.ts'
import type { Change, Step } from '../change.ts'
import { addHighlight, type Marked, type Pen, recode } from '../commands.ts'
import type { ArticleId, HighlightId } from '../ids.ts'
import { addLink, relations } from '../links.ts'
import type { Code } from '../records.ts'
import type { Range } from '../text.ts'
import type { Attribution } from './attribution.ts'

/** Keys of the built-in codebook. */
const keys = { direct: 'SO.AT.DIR', indirect: 'SO.AT.IND', mixed: 'SO.AT.MIX', cue: 'SO.AT.CUE', source: 'SO.AT.SRC' } as const
const STANCE = 'stance'

const codeWith = ({ codes }: Pen, key: string): Code | undefined =>
  [...(codes?.values() ?? [])].find((code) => code.key === key && !code.archived)

/** A part that was proposed, as a highlight of its own. */
function part(pen: Pen, article: Readonly<{ id: ArticleId; text: string }>, range: Range, key: string): Change {
  const code = codeWith(pen, key)
  return addHighlight(pen, article, [range], code === undefined ? [] : [code.id]).map(
    (step): Step => (step.kind === 'highlight' && step.after !== null ? { ...step, after: { ...step.after, origin: 'suggested' } } : step),
  )
}

/** A cue's coding says its stance, where its code has an attribute for it. */
function withStance(pen: Pen, change: Change, stance: string): Change {
  const code = codeWith(pen, keys.cue)
  const offered = code === undefined || pen.codes === undefined ? [] : attributesOf(code, pen.codes)
  if (!offered.some(({ key, options }) => key === STANCE && options.includes(stance))) return change
  return change.map(
    (step): Step =>
      step.kind === 'coding' && step.after !== null
        ? { ...step, after: { ...step.after, attributes: { ...step.after.attributes, [STANCE]: stance } } }
        : step,
  )
}

function idOf(change: Change): HighlightId | null {
  const step = change.find(({ kind }) => kind === 'highlight')
  return step?.kind === 'highlight' ? (step.after?.id ?? null) : null
}

/**
 * Marks an attribution as one change. A highlight that was chosen is the content as it stands; otherwise the content becomes
 * one. Gives also the content's id.
 */
export function makeAttribution(
  pen: Pen,
  article: Readonly<{ id: ArticleId; text: string }>,
  { content, kind, cue, source }: Attribution,
  chosen: Marked | null,
): Readonly<{ change: Change; id: HighlightId }> {
  const code = codeWith(pen, keys[kind])
  const codeIds = code === undefined ? [] : [code.id]
  const marked =
    chosen === null
      ? addHighlight(pen, article, [content], codeIds)
      : recode(pen, chosen, [...chosen.codings.map(({ codeId }) => codeId), ...codeIds])
  const id = chosen?.highlight.id ?? idOf(marked)
  if (id === null) throw new TypeError('an attribution has a content')
  const linked = (change: Change, type: 'cue' | 'source'): Change => {
    const there = idOf(change)
    const relation = relations.find((each) => each.type === type && each.leaving)
    return there === null || relation === undefined ? change : [...change, ...addLink(pen, [], relation, id, there)]
  }
  return {
    id,
    change: [
      ...marked,
      ...(cue === null ? [] : linked(withStance(pen, part(pen, article, cue.range, keys.cue), cue.stance), 'cue')),
      ...(source === null ? [] : linked(part(pen, article, source, keys.source), 'source')),
    ],
  }
}
