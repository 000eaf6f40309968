// Joining two codes and dividing one, with everything that was coded. Codings keep their identity, so that the journal of each
// highlight reads on without a break.
import { attributesOf } from '../attributes.ts'
import type { Change, Step } from '../change.ts'
import type { Pen } from '../commands.ts'
import { CodeId } from '../ids.ts'
import type { Code, Coding, Orphan } from '../records.ts'
import { freshKey, moveCode } from './edit.ts'
import { above, type Codes, siblingsUnder } from './tree.ts'

/** The codings of one highlight, those with `from` as codings with `into`; where it has both they are one. */
function folded(codings: readonly Coding[], from: CodeId, into: CodeId): Coding[] {
  const gone = codings.find(({ codeId }) => codeId === from)
  const same = codings.find(({ codeId }) => codeId === into)
  if (gone === undefined) return [...codings]
  if (same === undefined) return codings.map((coding) => (coding === gone ? { ...coding, codeId: into } : coding))
  return codings.flatMap((coding) => {
    if (coding === gone) return []
    return [coding === same ? { ...same, attributes: { ...gone.attributes, ...same.attributes } } : coding]
  })
}

/**
 * Makes one code of two: every coding of `from` becomes one of `into`, and where a highlight has both they fold into one, whose
 * own values count; so do those that wait with a highlight without a place. The codes under `from` go under `into`; its definition
 * is kept in the memo of `into`; `from` goes.
 * @throws RangeError when `into` stands under `from`, or is `from`
 */
export function mergeCodes(
  codes: Codes,
  from: Code,
  into: Code,
  uses: Readonly<{ from: readonly Coding[]; into: readonly Coding[]; orphans: readonly Orphan[] }>,
): Change {
  if (from.id === into.id || above(codes, into).some((each) => each.id === from.id))
    throw new RangeError('A code cannot be merged into itself or into one under it.')
  const there = new Map(uses.into.map((coding) => [coding.highlightId, coding]))
  const codings = uses.from.flatMap((coding): Step[] => {
    const same = there.get(coding.highlightId)
    if (same === undefined) return [{ kind: 'coding', before: coding, after: { ...coding, codeId: into.id } }]
    const gone: Step = { kind: 'coding', before: coding, after: null }
    const isMore = Object.keys(coding.attributes).some((key) => !Object.hasOwn(same.attributes, key))
    return isMore
      ? [gone, { kind: 'coding', before: same, after: { ...same, attributes: { ...coding.attributes, ...same.attributes } } }]
      : [gone]
  })
  // Moved one after the other, each behind the last.
  const children: Step[] = []
  let held = codes
  for (const child of siblingsUnder(codes.values(), from.codebookId, from.id)) {
    const steps = moveCode(held, child, { codebookId: into.codebookId, parentId: into.id, before: null })
    const next = new Map(held)
    for (const step of steps) if (step.kind === 'code' && step.after !== null) next.set(step.after.id, step.after)
    children.push(...steps)
    held = next
  }
  const known = new Set(attributesOf(into, codes).map(({ key }) => key))
  const target = held.get(into.id) ?? into
  const after: Code = {
    ...target,
    memo: [into.memo, `Merged with “${from.name}” (${from.key}): ${from.definition}`.trim()].filter((part) => part !== '').join('\n\n'),
    attributes: [...into.attributes, ...from.attributes.filter(({ key }) => !known.has(key))],
  }
  const waiting = uses.orphans
    .filter((orphan) => orphan.codings.some(({ codeId }) => codeId === from.id))
    .map((before): Step => ({ kind: 'orphan', before, after: { ...before, codings: folded(before.codings, from.id, into.id) } }))
  return [
    ...codings,
    ...waiting,
    ...children,
    { kind: 'code', before: target, after },
    { kind: 'code', before: held.get(from.id) ?? from, after: null },
  ]
}

/** Makes a new code right behind another, like it but for its name, and gives it some of the other's codings. */
export function splitCode(pen: Pen, codes: Codes, code: Code, name: string, codings: readonly Coding[]): Change {
  const id = CodeId.parse(pen.newId())
  const siblings = siblingsUnder(codes.values(), code.codebookId, code.parentId)
  const later = siblings.slice(siblings.findIndex((each) => each.id === code.id) + 1)
  return [
    ...later.map((each): Step => ({ kind: 'code', before: each, after: { ...each, position: each.position + 1 } })),
    {
      kind: 'code',
      before: null,
      after: {
        ...code,
        id,
        key: freshKey(codes, code.codebookId, code.parentId, name),
        name,
        position: code.position + 1,
        definition: '',
        whenToUse: '',
        whenNot: '',
        example: '',
        memo: `Split from “${code.name}” (${code.key}).`,
        shortcut: '',
      },
    },
    ...codings.map((coding): Step => ({ kind: 'coding', before: coding, after: { ...coding, codeId: id } })),
  ]
}
