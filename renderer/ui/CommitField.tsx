import { useState } from 'react'
import { FieldError, Input, Label, TextArea, TextField } from 'react-aria-components'

type Props = Readonly<{
  label: string
  value: string
  /** Called with the new words when the field is left or Enter is pressed, never while typing. */
  onCommit: (value: string) => void
  multiline?: boolean
  placeholder?: string
  dir?: 'auto' | 'ltr'
  /** The field is entered with its words selected, ready to be written over. */
  autoFocus?: boolean
  rows?: number
  isReadOnly?: boolean
  /** Says what is wrong with a value, or nothing. */
  fault?: (value: string) => string | undefined
}>

/** A field that commits when it is left; Escape takes back what was typed. A value that changes elsewhere starts it anew. */
export function CommitField(props: Props) {
  return <Field key={props.value} {...props} />
}

function Field({
  label,
  value,
  onCommit,
  multiline = false,
  placeholder,
  dir = 'auto',
  autoFocus = false,
  rows = 3,
  isReadOnly = false,
  fault,
}: Props) {
  const [typed, setTyped] = useState(value)
  const wrong = fault?.(typed)
  const commit = () => {
    if (typed !== value && wrong === undefined) onCommit(typed)
  }
  const input = { dir, placeholder: placeholder ?? '' }
  return (
    <TextField
      value={typed}
      onChange={setTyped}
      onBlur={commit}
      autoFocus={autoFocus}
      isReadOnly={isReadOnly}
      onFocus={(event) => {
        if (autoFocus && event.target instanceof HTMLInputElement) event.target.select()
      }}
      isInvalid={wrong !== undefined}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setTyped(value)
        if (event.key === 'Enter' && (!multiline || event.ctrlKey || event.metaKey)) commit()
      }}
    >
      <Label>{label}</Label>
      {multiline ? <TextArea rows={rows} {...input} /> : <Input {...input} />}
      <FieldError>{wrong}</FieldError>
    </TextField>
  )
}
