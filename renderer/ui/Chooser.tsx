import type { ReactNode } from 'react'
import { Autocomplete, Dialog, Input, ListBox, ListBoxItem, Modal, ModalOverlay, SearchField, Text, useFilter } from 'react-aria-components'

type Choosable<Id extends string = string> = Readonly<{ id: Id; label: string; description?: ReactNode }>

type Props<Id extends string> = Readonly<{
  /** What is chosen: the name of the field and of the list. */
  label: string
  choices: readonly Choosable<Id>[]
  onChoose: (id: Id) => void
  /** What is typed, for those who look up the choices by it; else the choices whose label has it are shown. */
  typing?: Readonly<{ typed: string; onType: (typed: string) => void }>
  /** What is said when there is nothing to choose. */
  none?: string
}>

/** A list to choose from by typing, arrows and Enter. */
export function Chooser<Id extends string>({ label, choices, onChoose, typing, none = 'Nothing fits.' }: Props<Id>) {
  const { contains } = useFilter({ sensitivity: 'base' })
  return (
    <Autocomplete {...(typing === undefined ? { filter: contains } : { inputValue: typing.typed, onInputChange: typing.onType })}>
      <SearchField aria-label={label} autoFocus>
        <Input placeholder={`${label}…`} />
      </SearchField>
      <ListBox
        aria-label={label}
        className="command-list"
        items={choices}
        onAction={(key) => {
          const chosen = choices.find(({ id }) => id === key)
          if (chosen !== undefined) onChoose(chosen.id)
        }}
        renderEmptyState={() => <p className="facts">{none}</p>}
      >
        {(choice) => (
          <ListBoxItem id={choice.id} textValue={choice.label}>
            <Text slot="label" dir="auto">
              {choice.label}
            </Text>
            {choice.description === undefined ? null : (
              <Text slot="description" className="facts" dir="auto">
                {choice.description}
              </Text>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  )
}

/** The same over the window, gone as soon as something is chosen. */
export function ChooserDialog<Id extends string>({
  onClose,
  onChoose,
  children,
  ...chooser
}: Props<Id> & Readonly<{ onClose: () => void /** What stands above the field. */; children?: ReactNode }>) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => isOpen || onClose()} className="react-aria-ModalOverlay high">
      <Modal className="modal command">
        <Dialog aria-label={chooser.label}>
          {children}
          <Chooser
            {...chooser}
            onChoose={(id) => {
              onClose()
              onChoose(id)
            }}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
