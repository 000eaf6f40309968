// The chosen highlight: its words, codes, note, ends and history.

import { useQuery } from '@tanstack/react-query'
import { ArrowLeftToLine, ArrowRightToLine, Plus, Trash2, X } from 'lucide-react'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Button, Dialog, DialogTrigger, Label, Popover, TextArea, TextField, Toolbar } from 'react-aria-components'
import { endOf, startOf } from '../../../shared/anchor.ts'
import { attributesOf } from '../../../shared/attributes.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import type { CodeId } from '../../../shared/ids.ts'
import { isFormatted } from '../../../shared/noteformat.ts'
import type { Highlight } from '../../../shared/records.ts'
import { stepWord } from '../../../shared/text.ts'
import { markedOf, useActs, useHeld } from '../../state/acts.ts'
import { call } from '../../state/api.ts'
import { useCommands } from '../../state/commands.ts'
import { useCodes } from '../../state/data.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { moment } from '../../ui/time.ts'
import { AttributeFields } from './AttributeFields.tsx'
import { CodePalette, pathOf } from './CodePalette.tsx'
import { FormattedNote } from './FormattedNote.tsx'
import { Swatch } from './Swatch.tsx'

type Props = Readonly<{
  open: OpenArticle
  highlight: Highlight
  recent: readonly CodeId[]
  onUsed: (id: CodeId) => void
  onGone: () => void
  readOnly: boolean
  /** What else is said of the highlight: stands before its note. */
  children?: ReactNode
}>

export function HighlightInspector({ open, highlight, recent, onUsed, onGone, readOnly, children }: Props) {
  const codes = useCodes()
  const acts = useActs()
  const [choosing, setChoosing] = useState(false)
  const marked = markedOf(open, highlight)
  const on = new Set(marked.codings.map((coding) => coding.codeId))
  const note = useRef<HTMLTextAreaElement>(null)

  useCommands(
    readOnly
      ? {}
      : {
          'edit.recode': () => setChoosing(true),
          'edit.note': () => note.current?.focus(),
          'edit.delete': () => void acts.remove(open, [highlight]).then((gone) => gone && onGone()),
          'edit.startEarlier': () => moveEnd('start', -1),
          'edit.startLater': () => moveEnd('start', 1),
          'edit.endEarlier': () => moveEnd('end', -1),
          'edit.endLater': () => moveEnd('end', 1),
        },
  )

  const toggle = (id: CodeId) => {
    onUsed(id)
    return acts.recode(marked, on.has(id) ? [...on].filter((each) => each !== id) : [...on, id])
  }

  const moveEnd = (end: 'start' | 'end', by: 1 | -1) => {
    const first = highlight.ranges[0]
    const last = highlight.ranges.at(-1)
    if (first === undefined || last === undefined) return
    const ranges =
      end === 'start'
        ? [{ ...first, start: stepWord(open.text, first.start, by, 'start') }, ...highlight.ranges.slice(1)]
        : [...highlight.ranges.slice(0, -1), { ...last, end: stepWord(open.text, last.end, by, 'end') }]
    if (ranges.every((range) => range.end > range.start)) void acts.move(highlight, open.text, ranges)
  }

  return (
    <div className="inspector-body">
      <blockquote className="quote" dir="auto" lang={open.article.language}>
        {highlight.quote.length > 400 ? `${highlight.quote.slice(0, 400)}…` : highlight.quote}
      </blockquote>
      <p className="facts">
        {startOf(highlight)}–{endOf(highlight)} · made {moment(highlight.createdAt)}
      </p>

      <section aria-label="Codes of this highlight">
        <ul className="codings">
          {marked.codings.map((coding) => {
            const { codeId } = coding
            const code = codes.get(codeId)
            if (code === undefined) return null
            return (
              <li key={codeId}>
                <span className="tag" title={pathOf(code, codes)}>
                  <Swatch color={code.color} />
                  <span>{code.name}</span>
                  {readOnly ? null : <IconButton icon={X} label={`Take off ${code.name}`} onPress={() => void toggle(codeId)} />}
                </span>
                <AttributeFields
                  of={code.name}
                  attributes={attributesOf(code, codes)}
                  values={coding.attributes}
                  readOnly={readOnly}
                  onChange={(key, value) => void acts.attribute(coding, key, value)}
                />
              </li>
            )
          })}
          {marked.codings.length === 0 ? <li className="facts">No code yet</li> : null}
        </ul>
        {readOnly ? null : (
          <DialogTrigger isOpen={choosing} onOpenChange={setChoosing}>
            <Button className="quiet">
              <Plus size={14} aria-hidden /> Code
            </Button>
            <Popover className="react-aria-Popover palette-popover" placement="bottom start" maxHeight={420}>
              <Dialog aria-label="Codes for this highlight">
                <CodePalette
                  codes={codes}
                  recent={recent}
                  on={on}
                  label="Code for this highlight"
                  autoFocus
                  onClose={() => setChoosing(false)}
                  onChoose={(id, keepOpen) => void toggle(id).then(() => keepOpen || setChoosing(false))}
                />
              </Dialog>
            </Popover>
          </DialogTrigger>
        )}
      </section>

      {children}

      {highlight.ranges.length === 1 ? null : (
        <section aria-label="Pieces of this highlight">
          <ol className="pieces">
            {highlight.ranges.map((range, i) => (
              <li key={range.start}>
                <span dir="auto">{open.text.slice(range.start, range.end)}</span>
                {readOnly ? null : (
                  <IconButton
                    icon={X}
                    label={`Remove piece ${i + 1}`}
                    onPress={() =>
                      void acts.move(
                        highlight,
                        open.text,
                        highlight.ranges.filter((each) => each !== range),
                        'Remove piece of highlight',
                      )
                    }
                  />
                )}
              </li>
            ))}
          </ol>
        </section>
      )}

      <Note key={highlight.id} highlight={highlight} field={note} readOnly={readOnly} />

      {readOnly ? null : (
        <Toolbar className="row" aria-label="Ends of this highlight">
          <span className="facts">Start</span>
          <IconButton icon={ArrowLeftToLine} label="Start one word earlier" shortcut="Alt+Shift+←" onPress={() => moveEnd('start', -1)} />
          <IconButton icon={ArrowRightToLine} label="Start one word later" shortcut="Alt+Shift+→" onPress={() => moveEnd('start', 1)} />
          <span className="facts">End</span>
          <IconButton icon={ArrowLeftToLine} label="End one word earlier" shortcut="Alt+Shift+↑" onPress={() => moveEnd('end', -1)} />
          <IconButton icon={ArrowRightToLine} label="End one word later" shortcut="Alt+Shift+↓" onPress={() => moveEnd('end', 1)} />
          <span className="spring" />
          <IconButton
            icon={Trash2}
            label="Delete highlight"
            shortcut="Delete"
            onPress={() => void acts.remove(open, [highlight]).then((gone) => gone && onGone())}
          />
        </Toolbar>
      )}
      <History highlight={highlight} />
    </div>
  )
}

const DRAFT_EVERY = 400

/** The note: what is typed is on disk as a draft within a second, and committed when the field is left. */
function Note({
  highlight,
  field,
  readOnly,
}: Readonly<{ highlight: Highlight; field: React.RefObject<HTMLTextAreaElement | null>; readOnly: boolean }>) {
  const acts = useActs()
  const held = useHeld()
  const key = `note:${highlight.id}`
  const [typed, setTyped] = useState(highlight.note)
  const state = useRef({ typed: highlight.note, committed: highlight.note, timer: 0 })

  useEffect(() => {
    // A note that was typed but not committed before a crash comes back.
    void call('draft.get', { key }).then((draft) => {
      if (draft !== null && draft !== state.current.committed) {
        state.current.typed = draft
        setTyped(draft)
      }
    })
  }, [key])
  useEffect(() => {
    if (state.current.typed === state.current.committed) {
      state.current.typed = highlight.note
      setTyped(highlight.note)
    }
    state.current.committed = highlight.note
  }, [highlight.note])

  const commit = async () => {
    window.clearTimeout(state.current.timer)
    state.current.timer = 0
    const { typed: words, committed } = state.current
    if (words !== committed) {
      const now = held(highlight.articleId)?.highlights.find((each) => each.id === highlight.id)
      if (now === undefined) return
      // A click elsewhere leaves the field and takes it away at once: the words are sent once all the same.
      state.current.committed = words
      if (!(await acts.note(now, words))) {
        state.current.committed = committed
        return
      }
    }
    if (state.current.typed === words) await call('draft.drop', { key })
  }
  const latest = useRef(commit)
  useLayoutEffect(() => {
    latest.current = commit
  })
  useEffect(() => () => void latest.current(), [])

  const change = (words: string) => {
    setTyped(words)
    state.current.typed = words
    // Not put off by further typing: the draft is never older than this.
    state.current.timer ||= window.setTimeout(() => {
      state.current.timer = 0
      void call('draft.put', { key, text: state.current.typed })
    }, DRAFT_EVERY)
  }

  return (
    <>
      <TextField value={typed} onChange={change} onBlur={() => void commit()} isReadOnly={readOnly}>
        <Label>Note</Label>
        <TextArea
          ref={field}
          rows={4}
          dir="auto"
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void commit()
          }}
        />
      </TextField>
      {isFormatted(typed) ? <FormattedNote note={typed} /> : null}
    </>
  )
}

function History({ highlight }: Readonly<{ highlight: Highlight }>) {
  const { data } = useQuery({
    queryKey: ['journal', 'highlight', highlight.id],
    queryFn: () => call('journal.search', { query: '', record: { kind: 'highlight', id: highlight.id }, limit: 50 }),
  })
  if (data === undefined || data.length === 0) return null
  return (
    <details className="history">
      <summary>History ({data.length})</summary>
      <ol>
        {data.map((entry) => (
          <li key={entry.seq} data-state={entry.state}>
            <span>{entry.kind === 'act' ? entry.label : `${entry.kind === 'undo' ? 'Undone' : 'Redone'}: ${entry.label}`}</span>
            <small>
              {entry.coder} · {moment(entry.at)}
            </small>
          </li>
        ))}
      </ol>
    </details>
  )
}
