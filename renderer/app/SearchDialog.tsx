import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Autocomplete, Dialog, Input, ListBox, ListBoxItem, Modal, ModalOverlay, SearchField, Text } from 'react-aria-components'
import type { Hit } from '../../shared/library.ts'
import { call } from '../state/api.ts'

type Props = Readonly<{ isOpen: boolean; onClose: () => void; onHit: (hit: Hit) => void }>

/** Words in the text of every article of the project. */
export function SearchDialog({ isOpen, onClose, onHit }: Props) {
  return (
    <ModalOverlay isOpen={isOpen} isDismissable onOpenChange={(open) => open || onClose()} className="react-aria-ModalOverlay high">
      <Modal className="modal command">
        <Dialog aria-label="Find in project">
          <Hits onHit={onHit} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Hits({ onHit }: Pick<Props, 'onHit'>) {
  const [query, setQuery] = useState('')
  const { data: hits, error } = useQuery({
    queryKey: ['search', query],
    queryFn: () => call('library.search', { query, limit: 50 }),
    enabled: query.trim() !== '',
  })
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <SearchField aria-label="Find in project" autoFocus>
        <Input placeholder="Words in any article…" />
      </SearchField>
      <ListBox
        aria-label="Articles found"
        className="command-list"
        items={hits?.map((hit) => ({ id: hit.articleId, hit })) ?? []}
        onAction={(key) => {
          const hit = hits?.find((each) => each.articleId === key)
          if (hit !== undefined) onHit(hit)
        }}
        renderEmptyState={() => (
          <p className="facts">{error !== null ? error.message : query.trim() === '' ? 'Type a word.' : 'No article has these words.'}</p>
        )}
      >
        {({ id, hit }) => (
          <ListBoxItem id={id} textValue={hit.title} className="hit">
            <Text slot="label">
              <bdi>{hit.title}</bdi>
            </Text>
            <Text slot="description" dir="auto">
              {hit.before}
              <mark>{hit.match}</mark>
              {hit.after}
            </Text>
          </ListBoxItem>
        )}
      </ListBox>
    </Autocomplete>
  )
}
