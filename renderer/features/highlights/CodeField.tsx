// Chooses one code in a form, by typing or from the list.
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover, Text } from 'react-aria-components'
import type { CodeId } from '../../../shared/ids.ts'
import type { Code } from '../../../shared/records.ts'

type Props = Readonly<{
  label: string
  codes: readonly Code[]
  value: CodeId | null
  onChange: (id: CodeId | null) => void
  autoFocus?: boolean
}>

export function CodeField({ label, codes, value, onChange, autoFocus = false }: Props) {
  return (
    <ComboBox
      className="code-field"
      defaultItems={codes}
      value={value}
      onChange={(key) => onChange(codes.find((code) => code.id === key)?.id ?? null)}
      menuTrigger="focus"
      autoFocus={autoFocus}
    >
      <Label>{label}</Label>
      <div className="code-field-box">
        <Input placeholder="Type a code…" />
        <Button aria-label={`Codes for ${label}`}>▾</Button>
      </div>
      <Popover>
        <ListBox>
          {(code: Code) => (
            <ListBoxItem id={code.id} textValue={code.name}>
              <span className="swatch" style={{ ['--color' as string]: code.color }} aria-hidden />
              <Text slot="label">{code.name}</Text>
              <small>{code.key}</small>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}
