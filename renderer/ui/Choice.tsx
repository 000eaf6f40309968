import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'

type Props<S extends string> = Readonly<{
  label: string
  /** The label is spoken but not shown. */
  unlabelled?: boolean
  /** No more than its words, until the pointer is over it. */
  quiet?: boolean
  options: readonly S[]
  names: Readonly<Record<S, string>>
  value: S | null
  onChange: (choice: S) => void
  isDisabled?: boolean
}>

/** One of a few named things. */
export function Choice<S extends string>({
  label,
  unlabelled = false,
  quiet = false,
  options,
  names,
  value,
  onChange,
  isDisabled = false,
}: Props<S>) {
  return (
    <Select
      {...(unlabelled ? { 'aria-label': label } : {})}
      className={quiet ? 'react-aria-Select sort' : 'react-aria-Select'}
      value={value}
      onChange={(key) => {
        const chosen = options.find((each) => each === key)
        if (chosen !== undefined) onChange(chosen)
      }}
      isDisabled={isDisabled}
    >
      {unlabelled ? null : <Label>{label}</Label>}
      <Button {...(quiet ? { className: 'quiet' } : {})}>
        <SelectValue />
      </Button>
      <Popover>
        <ListBox>
          {options.map((each) => (
            <ListBoxItem key={each} id={each}>
              {names[each]}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
