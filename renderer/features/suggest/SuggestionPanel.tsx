// What is suggested for the open article, rule by rule: which kinds are shown, the current one with its parts, and how far rules of
// its kind can be trusted.
import { useState } from 'react'
import { Button, Checkbox, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import { proposedCode } from '../../../shared/sourcing/deciding.ts'
import {
  keyOf,
  kindOf,
  type RuleId,
  ruleIds,
  rules,
  type Suggestion,
  startOf,
  suggestionKinds,
  textOf,
} from '../../../shared/sourcing/suggestion.ts'
import { useCodes } from '../../state/data.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { Empty } from '../../ui/Panel.tsx'
import { kindNames, oneOf, precisionOf } from './kinds.ts'
import { type Offered, useOffered } from './offered.ts'

/** Suggestions of a rule that are listed; more are walked through. */
const LISTED = 40

type Props = Readonly<{
  open: OpenArticle
  /** Goes to a place of the article. */
  onPlace: (offset: number) => void
  /** Decides on the current suggestion. */
  onDecide: (accept: boolean) => void
  readOnly: boolean
}>

export function SuggestionPanel({ open, onPlace, onDecide, readOnly }: Props) {
  const [{ suggesting, suggestion: key, active }, move] = useWorkspace()
  const offered = useOffered(open)
  const { all, shown } = offered
  const current = shown.find((each) => keyOf(each) === key)
  if (all === undefined) return <p className="suggest-wait facts">Looking for suggestions…</p>
  if (all.length === 0)
    return (
      <Empty title="Nothing to suggest">
        <p>No suggestion is left in this article.</p>
      </Empty>
    )
  const { off } = suggesting
  const ofKind = (kind: (typeof suggestionKinds)[number]) => all.filter((each) => kindOf(each) === kind).length
  return (
    <div className="inspector-body suggest">
      <fieldset className="suggest-kinds">
        <legend className="unseen">Kinds of suggestions</legend>
        {suggestionKinds.map((kind) => (
          <Checkbox
            key={kind}
            className="ticked"
            isSelected={!off.includes(kind)}
            onChange={(on) => move({ to: 'suggesting', now: { off: on ? off.filter((each) => each !== kind) : [...off, kind] } })}
          >
            <span className="tick-box" aria-hidden />
            {kindNames[kind]} <small>{ofKind(kind).toLocaleString()}</small>
          </Checkbox>
        ))}
      </fieldset>
      {current === undefined ? (
        <p className="facts">
          <kbd>F4</kbd> goes to the next suggestion. Then <kbd>Enter</kbd> accepts it and <kbd>Delete</kbd> rejects it.
        </p>
      ) : (
        <Current open={open} suggestion={current} offered={offered} onDecide={onDecide} readOnly={readOnly} />
      )}
      {ruleIds.map((rule) => (
        <Rule
          key={rule}
          rule={rule}
          open={open}
          suggestions={shown.filter((each) => each.rule === rule)}
          current={key}
          onGo={(next) => {
            onPlace(startOf(next))
            move({ to: 'suggestion', side: active, key: keyOf(next) })
          }}
        />
      ))}
    </div>
  )
}

type CurrentProps = Omit<Props, 'onPlace'> & Readonly<{ suggestion: Suggestion; offered: Offered }>

function Current({ open: { text }, suggestion, offered: { decided }, onDecide, readOnly }: CurrentProps) {
  const codes = useCodes()
  const [{ suggesting }, move] = useWorkspace()
  const { rule, source, cue, evidence } = suggestion
  const kind = kindOf(suggestion)
  const own = proposedCode(codes, text, suggestion)
  const code = own ?? codes.get(suggesting.codes[kind] ?? '')
  const { accepted = 0, rejected = 0 } = decided.find((each) => each.rule === rule) ?? {}
  const made = accepted + rejected
  return (
    <section className="suggest-current" aria-label="This suggestion">
      <blockquote className="quote" dir="auto">
        {textOf(text, suggestion)}
      </blockquote>
      <dl className="attribution">
        {kind === 'quotation' || kind === 'statement' ? (
          <>
            <dt>Source</dt>
            <dd dir="auto">{source === null ? <span className="facts">none found</span> : text.slice(source.start, source.end)}</dd>
          </>
        ) : null}
        {cue === null ? null : (
          <>
            <dt>Cue</dt>
            <dd>
              <span dir="auto">{text.slice(cue.range.start, cue.range.end)}</span> <span className="badge">{cue.stance}</span>
            </dd>
          </>
        )}
        <dt>Why</dt>
        <dd className="plain">
          {rules[rule].says}
          {evidence === '' ? '' : `: ${evidence}`}
        </dd>
        <dt>Code</dt>
        <dd className="plain">
          {own === undefined && !readOnly ? (
            <Select
              aria-label={`Code for each ${oneOf[kind]}`}
              placeholder="Choose a code…"
              value={code?.id ?? null}
              onChange={(chosen) => {
                const found = codes.get(String(chosen))
                if (found !== undefined) move({ to: 'suggesting', now: { codes: { ...suggesting.codes, [kind]: found.id } } })
              }}
            >
              <Label className="unseen">Code</Label>
              <Button>
                <SelectValue />
              </Button>
              <Popover maxHeight={420}>
                <ListBox items={[...codes.values()].filter(({ archived }) => !archived)}>
                  {({ id, name, color }) => (
                    <ListBoxItem id={id} textValue={name}>
                      <span className="swatch" style={{ ['--color' as string]: color }} aria-hidden /> {name}
                    </ListBoxItem>
                  )}
                </ListBox>
              </Popover>
            </Select>
          ) : (
            (code?.name ?? <span className="facts">none in this project</span>)
          )}
        </dd>
      </dl>
      {readOnly ? null : (
        <div className="choices">
          <Button isDisabled={code === undefined} onPress={() => onDecide(true)}>
            Accept <kbd>Enter</kbd>
          </Button>
          <Button className="quiet" onPress={() => onDecide(false)}>
            Reject <kbd>Del</kbd>
          </Button>
        </div>
      )}
      <p className="facts">
        {made === 0
          ? 'Nothing was decided by this rule in this project yet.'
          : `In this project ${accepted} of ${made} by this rule were accepted.`}{' '}
        {precisionOf(kind, rule)}
      </p>
    </section>
  )
}

type RuleProps = Readonly<{
  rule: RuleId
  open: OpenArticle
  suggestions: readonly Suggestion[]
  current: string | null
  onGo: (suggestion: Suggestion) => void
}>

function Rule({ rule, open: { text }, suggestions, current, onGo }: RuleProps) {
  const [isOpen, setOpen] = useState(false)
  if (suggestions.length === 0) return null
  const more = suggestions.length - LISTED
  return (
    <section className="suggest-rule" aria-label={rules[rule].says}>
      <Button className="quiet suggest-rule-head" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        <span aria-hidden>{isOpen ? '▾' : '▸'}</span>
        <span>{rules[rule].says}</span>
        <small>{suggestions.length.toLocaleString()}</small>
      </Button>
      {isOpen ? (
        <ul>
          {suggestions.slice(0, LISTED).map((each) => (
            <li key={keyOf(each)}>
              <Button className="quiet suggest-row" aria-current={keyOf(each) === current} onPress={() => onGo(each)}>
                <span dir="auto">{textOf(text, each).slice(0, 120)}</span>
              </Button>
            </li>
          ))}
          {more > 0 ? <li className="facts">and {more.toLocaleString()} more in the text</li> : null}
        </ul>
      ) : null}
    </section>
  )
}
