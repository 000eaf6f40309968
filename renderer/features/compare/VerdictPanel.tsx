// The analyst's verdict on a pair: which leans further, how each stands to persons and things, and a note.
import { useState } from 'react'
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Radio, RadioGroup, Switch } from 'react-aria-components'
import type { Judged, OpenArticle } from '../../../shared/contract.ts'
import { EntityId } from '../../../shared/ids.ts'
import { feel, leaningOf, setLeaning, setPairNote, setStance, signed, stanceNames, stancesOf } from '../../../shared/pair.ts'
import { useActs } from '../../state/acts.ts'
import { useEntities } from '../../state/data.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { CommitField } from '../../ui/CommitField.tsx'

const scale = [-2, -1, 0, 1, 2] as const

type ScaleProps = Readonly<{ label: string; value: number | null; onChange: (value: number) => void; readOnly: boolean }>
function Scale({ label, value, onChange, readOnly }: ScaleProps) {
  return (
    <RadioGroup
      aria-label={label}
      className="segments scale"
      orientation="horizontal"
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
      isReadOnly={readOnly}
    >
      {scale.map((each) => (
        <Radio key={each} value={String(each)} aria-label={stanceNames[each]}>
          {signed(each)}
        </Radio>
      ))}
    </RadioGroup>
  )
}

const leanings = { left: 'Left', same: 'Neither', right: 'Right' } as const

type Props = Readonly<{ pair: readonly [OpenArticle, OpenArticle]; judged: Judged; readOnly: boolean }>

export function VerdictPanel({ pair: [a, b], judged, readOnly }: Props) {
  const [{ feelings }, move] = useWorkspace()
  const acts = useActs()
  const entities = useEntities() ?? []
  const [added, setAdded] = useState<readonly EntityId[]>([])
  const ids = [a.article.id, b.article.id] as const
  const { pair } = judged
  // What the highlights of either are about, what was judged already, and what was added here.
  const about = new Set([
    ...[...a.highlights, ...b.highlights].flatMap(({ entityId }) => entityId ?? []),
    ...(pair?.stances.map(({ entityId }) => entityId) ?? []),
    ...added,
  ])
  const rows = entities.filter(({ entity }) => about.has(entity.id)).map(({ entity }) => entity)
  const others = entities.filter(({ entity }) => !about.has(entity.id)).map(({ entity }) => entity)

  return (
    <>
      <RadioGroup
        className="segments"
        orientation="horizontal"
        value={leaningOf(ids, pair)}
        onChange={(value) => {
          const leaning = value === 'left' || value === 'same' || value === 'right' ? value : null
          void acts.act('Judge which leans further', (pen) => setLeaning(pen, ids, pair, leaning))
        }}
        isReadOnly={readOnly}
      >
        <Label>Which leans further to the pole that the note names</Label>
        {Object.entries(leanings).map(([key, name]) => (
          <Radio key={key} value={key}>
            {name}
          </Radio>
        ))}
      </RadioGroup>
      <CommitField
        label="Note: the pole, and why"
        multiline
        value={pair?.note ?? ''}
        isReadOnly={readOnly}
        onCommit={(note) => void acts.act('Write note on pair', (pen) => setPairNote(pen, ids, pair, note.trim()))}
      />
      <h3>Stance to persons and things</h3>
      {rows.length === 0 ? (
        <p className="facts">Add an entity, or say of a highlight whom or what it is about.</p>
      ) : (
        <ul className="stances">
          {rows.map((entity) => {
            const felt = judged.feelings.find(({ entityId }) => entityId === entity.id) ?? null
            const [left, right] = stancesOf(ids, pair, entity.id)
            const stance = (side: 0 | 1, value: number | null) => (
              <div className="stance">
                <span>{side === 0 ? 'Left' : 'Right'}</span>
                <Scale
                  label={`Stance of the ${side === 0 ? 'left' : 'right'} article to ${entity.name}`}
                  value={value}
                  readOnly={readOnly}
                  onChange={(chosen) => void acts.act('Judge stance', (pen) => setStance(pen, ids, pair, entity.id, side, chosen))}
                />
              </div>
            )
            return (
              <li key={entity.id}>
                <b dir="auto">{entity.name}</b>
                {feelings && felt === null && !readOnly ? (
                  <div className="stance">
                    <span>You, before reading</span>
                    <Scale
                      label={`What you felt about ${entity.name} before reading`}
                      value={null}
                      readOnly={readOnly}
                      onChange={(value) => void acts.act('Note prior feeling', (pen) => feel(pen, null, entity.id, value))}
                    />
                  </div>
                ) : (
                  <>
                    {stance(0, left)}
                    {stance(1, right)}
                    {feelings && felt !== null ? <p className="facts">You felt {signed(felt.value)} before reading.</p> : null}
                  </>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {readOnly || others.length === 0 ? null : (
        <ComboBox
          className="code-field"
          aria-label="Add an entity"
          items={others}
          value={null}
          onChange={(key) => {
            const id = EntityId.safeParse(key)
            if (id.success) setAdded((now) => [...now, id.data])
          }}
          menuTrigger="focus"
        >
          <Label>Add an entity</Label>
          <div className="code-field-box">
            <Input placeholder="Type a name…" />
            <Button aria-label="Entities">▾</Button>
          </div>
          <Popover>
            <ListBox>
              {(entity: (typeof others)[number]) => (
                <ListBoxItem id={entity.id} textValue={entity.name}>
                  {entity.name}
                </ListBoxItem>
              )}
            </ListBox>
          </Popover>
        </ComboBox>
      )}
      <Switch isSelected={feelings} onChange={(on) => move({ to: 'pairing', now: { feelings: on } })} isDisabled={readOnly}>
        <span className="switch-track" aria-hidden /> Ask for prior feelings
      </Switch>
    </>
  )
}
