// What a coding says beyond its code: a field for each attribute of the code.
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import { attributesOf, faultOfValue } from '../../../shared/attributes.ts'
import type { Attribute, Code, Coding } from '../../../shared/records.ts'
import { useActs } from '../../state/acts.ts'
import { CommitField } from '../../ui/CommitField.tsx'

const NONE = 'none'

type Props = Readonly<{ code: Code; codes: ReadonlyMap<string, Code>; coding: Coding; readOnly: boolean }>

export function AttributeFields({ code, codes, coding, readOnly }: Props) {
  const acts = useActs()
  const attributes = attributesOf(code, codes)
  if (attributes.length === 0) return null
  return (
    <fieldset className="attributes" aria-label={`Attributes of ${code.name}`} disabled={readOnly}>
      {attributes.map((attribute) => {
        const { key, name, kind } = attribute
        const value = coding.attributes[key] ?? ''
        const set = (next: string) => void acts.attribute(coding, key, next)
        return kind === 'choice' ? (
          <Choice key={key} attribute={attribute} value={value} onChange={set} readOnly={readOnly} />
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

/** A value that is no longer among the choices stays until another is chosen. */
function Choice({
  attribute: { name, options },
  value,
  onChange,
  readOnly,
}: Readonly<{ attribute: Attribute; value: string; onChange: (value: string) => void; readOnly: boolean }>) {
  const choices = value === '' || options.includes(value) ? options : [...options, value]
  return (
    <Select
      value={value === '' ? NONE : choices.indexOf(value)}
      onChange={(key) => onChange(typeof key === 'number' ? (choices[key] ?? '') : '')}
      isDisabled={readOnly}
    >
      <Label>{name}</Label>
      <Button>
        <SelectValue>{() => (value === '' ? '—' : value)}</SelectValue>
      </Button>
      <Popover>
        <ListBox>
          <ListBoxItem id={NONE} textValue="none">
            —
          </ListBoxItem>
          {choices.map((choice, i) => (
            <ListBoxItem key={choice} id={i}>
              {choice}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
