// Suggestions for an open article: shown in the text while they are asked for, walked and decided from the keyboard.
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import type { OpenArticle } from '../../../shared/contract.ts'
import { acceptSuggestion, proposedCode, rejectSuggestion } from '../../../shared/sourcing/deciding.ts'
import { keyOf, kindOf, rules, type Suggestion, startOf, textOf } from '../../../shared/sourcing/suggestion.ts'
import type { Reader } from '../../editor/reader.ts'
import { useActs, useHeld } from '../../state/acts.ts'
import { useCommands } from '../../state/commands.ts'
import { useCodes } from '../../state/data.ts'
import { useTell } from '../../state/notice.ts'
import { type Side, useWorkspace } from '../../state/workspace.ts'
import { oneOf } from './kinds.ts'
import { useOffered } from './offered.ts'

type Props = Readonly<{ open: OpenArticle; side: Side; reader: Reader; active: boolean; readOnly: boolean }>

const shortly = (words: string): string => (words.length > 160 ? `${words.slice(0, 159)}…` : words).replaceAll(/\s+/g, ' ')

export function Suggestions({ open, side, reader, active, readOnly }: Props) {
  const [{ suggesting, suggestion: current }, move] = useWorkspace()
  const { shown } = useOffered(open)
  const codes = useCodes()
  const acts = useActs()
  const held = useHeld()
  const { say } = useTell()
  const at = active && current !== null ? shown.findIndex((each) => keyOf(each) === current) : -1
  const chosen = shown[at]
  const { on } = suggesting

  const go = (next: Suggestion | undefined) => {
    if (next === undefined) return move({ to: 'suggestion', side, key: null })
    move({ to: 'suggestion', side, key: keyOf(next) })
    const start = startOf(next)
    if (reader.selection() !== null) reader.select(null)
    const { start: top, end: bottom } = reader.places.visible()
    if (start < top || start >= bottom) reader.reveal(start)
  }
  const step = (by: 1 | -1) => {
    if (shown.length === 0) return say('No suggestion is left in this article.')
    if (at !== -1) return go(shown[(at + by + shown.length) % shown.length])
    const caret = reader.caret()
    go(
      (by === 1 ? shown.find((each) => startOf(each) >= caret) : shown.findLast((each) => startOf(each) < caret)) ??
        shown.at(by === 1 ? 0 : -1),
    )
  }
  /** Decides on the current suggestion and goes on to the next one. */
  const decide = (suggestion: Suggestion, accept: boolean) => {
    const now = held(open.article.id)
    if (now === undefined) return
    const kind = kindOf(suggestion)
    const code = proposedCode(codes, now.text, suggestion) ?? codes.get(suggesting.codes[kind] ?? '')
    if (accept && code === undefined)
      return say(`Choose a code for each ${oneOf[kind]} first: this project’s codebook has none of its own.`)
    const next = shown[at + 1]
    const made = async () => {
      const done = await acts.act(`${accept ? 'Accept' : 'Reject'} suggested ${oneOf[kind]}`, (pen) =>
        accept && code !== undefined ? acceptSuggestion(pen, now, suggestion, code.id).change : rejectSuggestion(pen, now, suggestion),
      )
      if (done) go(next)
    }
    void made()
  }

  useCommands(
    active && on
      ? {
          'go.nextSuggestion': () => step(1),
          'go.previousSuggestion': () => step(-1),
          ...(readOnly || chosen === undefined
            ? {}
            : { 'edit.acceptSuggestion': () => decide(chosen, true), 'edit.rejectSuggestion': () => decide(chosen, false) }),
        }
      : {},
  )

  const choose = (key: string) => go(shown.find((each) => keyOf(each) === key))
  const latest: RefObject<typeof choose> = useRef(choose)
  useEffect(() => {
    latest.current = choose
  })
  const marks = useMemo(() => shown.map((each) => ({ key: keyOf(each), ranges: each.ranges, name: rules[each.rule].says })), [shown])
  useEffect(() => {
    if (reader.view.isDestroyed) return
    const now = chosen === undefined ? null : { key: keyOf(chosen), source: chosen.source, cue: chosen.cue?.range ?? null }
    reader.setSuggestions(on ? { shown: marks, current: now, onChoose: (key) => latest.current(key) } : null)
  }, [reader, on, marks, chosen])

  return (
    <output className="unseen" aria-label="Suggestion">
      {chosen === undefined ? '' : spoken(open.text, chosen, at, shown.length)}
    </output>
  )
}

function spoken(text: string, suggestion: Suggestion, at: number, of: number): string {
  const { source, cue, evidence } = suggestion
  const kind = kindOf(suggestion)
  const by = source === null ? '' : `, by ${text.slice(source.start, source.end)}`
  const told = cue === null ? '' : `, ${cue.lemma}, ${cue.stance}`
  const why = evidence === '' ? '' : `, ${evidence}`
  return `Suggestion ${at + 1} of ${of}, ${oneOf[kind]}: ${shortly(textOf(text, suggestion))}${by}${told}${why}. Enter accepts, Delete rejects.`
}
