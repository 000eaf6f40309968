// Values of attributes, a field for each: what a coding says beyond its code, or what is said of an article.
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import { faultOfValue } from '../../../shared/attributes.ts'
import type { Attribute } from '../../../shared/records.ts'
import { useEntities } from '../../state/data.ts'
import { CommitField } from '../../ui/CommitField.tsx'

const NONE = 'none'

type Props = Readonly<{
  /** What has the values. */
  of: string
  attributes: readonly Attribute[]
  values: Readonly<Record<string, string>>
  readOnly: boolean
  /** An empty value takes it off. */
  onChange: (key: string, value: string) => void
}>

export function AttributeFields({ of, attributes, values, readOnly, onChange }: Props) {
  const entities = useEntities()
  if (attributes.length === 0) return null
  const named = (entities ?? []).map(({ entity }) => ({ value: entity.id, name: entity.name }))
  return (
    <fieldset className="attributes" aria-label={`Attributes of ${of}`} disabled={readOnly}>
      {attributes.map((attribute) => {
        const { key, name, kind, options } = attribute
        const value = values[key] ?? ''
        const set = (next: string) => onChange(key, next)
        return kind === 'choice' || kind === 'entity' ? (
          <Choice
            key={key}
            name={name}
            choices={kind === 'choice' ? options.map((option) => ({ value: option, name: option })) : named}
            value={value}
            onChange={set}
            readOnly={readOnly}
          />
        ) : (
          <CommitField
            key={key}
            label={name}
            value={value}
            onCommit={(next) => set(next.trim())}
            fault={(next) => faultOfValue(attribute, next.trim())}
            {...(kind === 'number' ? { dir: 'ltr' } : {})}
          />
        )
      })}
    </fieldset>
  )
}

type ChoiceProps = Readonly<{
  name: string
  choices: readonly Readonly<{ value: string; name: string }>[]
  value: string
  onChange: (value: string) => void
  readOnly: boolean
}>

/** A value that is no longer among the choices stays until another is chosen. */
function Choice({ name, choices, value, onChange, readOnly }: ChoiceProps) {
  const all = value === '' || choices.some((choice) => choice.value === value) ? choices : [...choices, { value, name: `${value} (gone)` }]
  const at = all.findIndex((choice) => choice.value === value)
  return (
    <Select
      value={at === -1 ? NONE : at}
      onChange={(key) => onChange(typeof key === 'number' ? (all[key]?.value ?? '') : '')}
      isDisabled={readOnly}
    >
      <Label>{name}</Label>
      <Button>
        <SelectValue>{() => all[at]?.name ?? '—'}</SelectValue>
      </Button>
      <Popover>
        <ListBox>
          <ListBoxItem id={NONE} textValue="none">
            —
          </ListBoxItem>
          {all.map((choice, i) => (
            <ListBoxItem key={choice.value} id={i}>
              {choice.name}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
