// Chooses an article of the project by typing, for a side of the comparison or for the set.
import { useState } from 'react'
import { Autocomplete, Dialog, Input, ListBox, ListBoxItem, Modal, ModalOverlay, SearchField, Text } from 'react-aria-components'
import type { ArticleId } from '../../../shared/ids.ts'
import { useLibrary } from '../../state/data.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { Facts } from '../../ui/Facts.tsx'

type Props = Readonly<{
  /** What it is chosen for; `null` while nothing is to be chosen. */
  label: string | null
  /** Articles that are not offered. */
  without: readonly (ArticleId | null)[]
  onChoose: (id: ArticleId) => void
  onClose: () => void
}>

export function ArticleChooser({ label, ...rest }: Props) {
  return (
    <ModalOverlay
      isOpen={label !== null}
      isDismissable
      onOpenChange={(isOpen) => isOpen || rest.onClose()}
      className="react-aria-ModalOverlay high"
    >
      <Modal className="modal command">
        <Dialog aria-label={label ?? ''}>
          <Choices label={label ?? ''} {...rest} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Choices({ label, without, onChoose, onClose }: Props & Readonly<{ label: string }>) {
  const [{ blind }] = useWorkspace()
  const [filter, setFilter] = useState('')
  const library = useLibrary({ filter, sort: 'title', descending: false })
  const rows = (library.data?.pages[0]?.rows ?? []).filter(({ id }) => !without.includes(id))
  return (
    <Autocomplete inputValue={filter} onInputChange={setFilter}>
      <SearchField aria-label={label} autoFocus>
        <Input placeholder={`${label}…`} />
      </SearchField>
      <ListBox
        aria-label={label}
        className="command-list"
        items={rows}
        onAction={(key) => {
          const row = rows.find(({ id }) => id === key)
          onClose()
          if (row !== undefined) onChoose(row.id)
        }}
        renderEmptyState={() => <p className="facts">No article fits.</p>}
      >
        {(row) => (
          <ListBoxItem id={row.id} textValue={row.title || row.source}>
            <Text slot="label" dir="auto">
              {row.title || row.source}
            </Text>
            <Text slot="description" className="facts" dir="auto">
              <Facts of={[blind ? '' : row.outlet, row.date.slice(0, 10), `${row.words.toLocaleString()} words`]} />
            </Text>
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  )
}
