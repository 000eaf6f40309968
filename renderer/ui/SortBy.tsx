import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'

type Props<S extends string> = Readonly<{
  /** What the list is of: `articles`. */
  what: string
  sorts: readonly S[]
  names: Readonly<Record<S, string>>
  value: S
  onChange: (sort: S) => void
}>

/** A quiet choice of the order of a list. */
export function SortBy<S extends string>({ what, sorts, names, value, onChange }: Props<S>) {
  return (
    <Select
      aria-label={`Sort ${what} by`}
      className="react-aria-Select sort"
      value={value}
      onChange={(key) => {
        const chosen = sorts.find((each) => each === key)
        if (chosen !== undefined) onChange(chosen)
      }}
    >
      <Label className="unseen">Sort by</Label>
      <Button className="quiet">
        <SelectValue />
      </Button>
      <Popover>
        <ListBox>
          {sorts.map((each) => (
            <ListBoxItem key={each} id={each}>
              {names[each]}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
