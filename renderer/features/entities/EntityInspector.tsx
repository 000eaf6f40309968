// One entity: its names, kind, side and memo, and the highlights that point to it.
import { Plus, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { Button, Input, Label, TextField } from 'react-aria-components'
import type { EntityRow, EntityUses, PlacedHighlight } from '../../../shared/contract.ts'
import { addAlias, editEntity, entityKinds, isKnownAs, removeEntity } from '../../../shared/entities.ts'
import type { Entity } from '../../../shared/records.ts'
import { useActs } from '../../state/acts.ts'
import { useEntities, useUses } from '../../state/data.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { Choice } from '../../ui/Choice.tsx'
import { CommitField } from '../../ui/CommitField.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Empty } from '../../ui/Panel.tsx'
import { kindNames } from './kinds.ts'

/** Shown at once; more when asked for. */
const SHOWN = 100

export function EntityInspector({ readOnly }: Readonly<{ readOnly: boolean }>) {
  const [{ entity: id }] = useWorkspace()
  const rows = useEntities() ?? []
  const row = rows.find(({ entity }) => entity.id === id)
  if (row === undefined)
    return (
      <Empty title="No entity is chosen">
        <p>Choose one from the list to read and edit what the project knows of it.</p>
      </Empty>
    )
  return <Chosen key={row.entity.id} row={row} others={rows.map(({ entity }) => entity)} readOnly={readOnly} />
}

function Chosen({
  row: { entity, highlights },
  others,
  readOnly,
}: Readonly<{ row: EntityRow; others: readonly Entity[]; readOnly: boolean }>) {
  const acts = useActs()
  const [, move] = useWorkspace()
  const edit = (fields: Parameters<typeof editEntity>[1]) => void acts.act('Edit entity', () => editEntity(entity, fields))
  const uses = useUses(entity.id)
  const used = highlights + (uses?.codings.length ?? 1)
  const remove = ({ highlights: placed, ...rest }: EntityUses) =>
    void acts
      .act('Delete entity', () => removeEntity(entity, { ...rest, highlights: placed.map(({ highlight }) => highlight) }))
      .then((gone) => gone && move({ to: 'entity', id: null }))
  const fault = (name: string) => {
    if (name.trim() === '') return 'An entity needs a name'
    const same = others.find((other) => other.id !== entity.id && isKnownAs(other, name))
    return same === undefined ? undefined : `“${same.name}” goes by this name. To make them one, tick both and merge.`
  }
  return (
    <fieldset className="inspector-body entity-fields" disabled={readOnly} aria-label={entity.name}>
      <CommitField label="Name" value={entity.name} onCommit={(name) => edit({ name })} fault={fault} />
      <Names entity={entity} readOnly={readOnly} />
      <div className="pair">
        <Choice
          label="Kind"
          options={entityKinds}
          names={kindNames}
          value={entity.kind}
          onChange={(kind) => kind !== entity.kind && edit({ kind })}
          isDisabled={readOnly}
        />
        <CommitField label="Side" value={entity.side} onCommit={(side) => edit({ side: side.trim() })} />
      </div>
      <CommitField label="Memo" value={entity.memo} multiline onCommit={(memo) => edit({ memo })} />
      <Uses placed={uses?.highlights ?? []} count={highlights} codings={uses?.codings.length ?? 0} />
      {readOnly ? null : (
        <div className="entity-end">
          <Button className="quiet" isDisabled={uses === undefined} onPress={() => uses !== undefined && remove(uses)}>
            <Trash2 size={14} aria-hidden /> Delete entity
          </Button>
          {used > 0 && uses !== undefined ? (
            <span className="facts">It is taken off what names it. To keep that, merge it instead.</span>
          ) : null}
        </div>
      )}
    </fieldset>
  )
}

/** The other names that the articles use. */
function Names({ entity, readOnly }: Readonly<{ entity: Entity; readOnly: boolean }>) {
  const acts = useActs()
  const [typed, setTyped] = useState('')
  const add = async () => {
    if (typed.trim() === '') return
    if (await acts.act('Add name to entity', () => addAlias(entity, typed))) setTyped('')
  }
  return (
    <section aria-label="Other names">
      {entity.aliases.length === 0 ? null : (
        <ul className="tags">
          {entity.aliases.map((alias) => (
            <li key={alias} className="tag">
              <bdi>{alias}</bdi>
              {readOnly ? null : (
                <IconButton
                  icon={X}
                  label={`Take off the name ${alias}`}
                  onPress={() =>
                    void acts.act('Take name off entity', () =>
                      editEntity(entity, { aliases: entity.aliases.filter((each) => each !== alias) }),
                    )
                  }
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {readOnly ? null : (
        <div className="row add-name">
          <TextField
            value={typed}
            onChange={setTyped}
            maxLength={2_000}
            onKeyDown={(event) => {
              if (event.key === 'Enter') void add()
            }}
          >
            <Label>Other name</Label>
            <Input dir="auto" />
          </TextField>
          <IconButton icon={Plus} label="Add this name" isDisabled={typed.trim() === ''} onPress={() => void add()} />
        </div>
      )}
    </section>
  )
}

function Uses({ placed, count, codings }: Readonly<{ placed: readonly PlacedHighlight[]; count: number; codings: number }>) {
  const [, move] = useWorkspace()
  const [all, setAll] = useState(false)
  const shown = all ? placed : placed.slice(0, SHOWN)
  return (
    <section aria-label="Highlights about it" className="links">
      <h3>Highlights ({count.toLocaleString()})</h3>
      {codings === 0 ? null : (
        <p className="facts">
          Value of an attribute in {codings.toLocaleString()} {codings === 1 ? 'coding' : 'codings'}
        </p>
      )}
      <ul>
        {shown.map(({ highlight, title }, i) => (
          <li key={highlight.id}>
            <Button className="link-far" onPress={() => move({ to: 'highlight', highlight })}>
              {title === shown[i - 1]?.title ? null : (
                <small>
                  <bdi>{title}</bdi>
                </small>
              )}
              <span dir="auto">{highlight.quote.slice(0, 160)}</span>
            </Button>
          </li>
        ))}
      </ul>
      {shown.length < placed.length ? (
        <Button className="quiet" onPress={() => setAll(true)}>
          Show all {placed.length.toLocaleString()}
        </Button>
      ) : null}
    </section>
  )
}
