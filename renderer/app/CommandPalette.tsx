// Every command, every article, by typing.

import { useQuery } from '@tanstack/react-query'
import { useContext, useState } from 'react'
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
} from 'react-aria-components'
import { nameOf } from '../../shared/articlename.ts'
import { commands } from '../../shared/commandlist.ts'
import type { ArticleId } from '../../shared/ids.ts'
import { call } from '../state/api.ts'
import { CommandContext } from '../state/commands.ts'
import { useApp } from '../state/data.ts'
import { shortcutOf } from './appcommands.ts'

type Props = Readonly<{ isOpen: boolean; onClose: () => void; onArticle: (id: ArticleId) => void }>

export function CommandPalette(props: Props) {
  return (
    <ModalOverlay
      isOpen={props.isOpen}
      isDismissable
      onOpenChange={(isOpen) => isOpen || props.onClose()}
      className="react-aria-ModalOverlay high"
    >
      <Modal className="modal command">
        <Dialog aria-label="Commands and articles">
          <Choices {...props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Choices({ onClose, onArticle }: Props) {
  const desk = useContext(CommandContext)
  const platform = useApp()?.platform ?? ''
  const [typed, setTyped] = useState('')
  const articles = useQuery({
    queryKey: ['library', 'palette', typed],
    queryFn: () => call('library.list', { filter: typed, sort: 'title', descending: false, offset: 0, limit: 20 }),
  }).data?.rows
  const words = typed.toLocaleLowerCase()
  const offered = commands.filter(
    (command) => desk.find(command.id) !== undefined && `${command.menu} ${command.label}`.toLocaleLowerCase().includes(words),
  )
  return (
    <Autocomplete inputValue={typed} onInputChange={setTyped}>
      <SearchField aria-label="Command or article" autoFocus>
        <Input placeholder="Command or article…" />
      </SearchField>
      <ListBox
        aria-label="Commands and articles"
        className="command-list"
        onAction={(key) => {
          const command = commands.find((each) => each.id === key)
          const article = articles?.find((each) => each.id === key)
          onClose()
          if (command !== undefined) desk.find(command.id)?.()
          else if (article !== undefined) onArticle(article.id)
        }}
        renderEmptyState={() => <p className="facts">Nothing fits.</p>}
      >
        <ListBoxSection>
          <Header>Commands</Header>
          <Collection items={offered}>
            {(command) => (
              <ListBoxItem id={command.id} textValue={command.label}>
                <Text slot="label">{command.label.replace('…', '')}</Text>
                {shortcutOf(command.id, platform) === undefined ? null : <kbd>{shortcutOf(command.id, platform)}</kbd>}
              </ListBoxItem>
            )}
          </Collection>
        </ListBoxSection>
        <ListBoxSection>
          <Header>Articles</Header>
          <Collection items={articles ?? []}>
            {(row) => (
              <ListBoxItem id={row.id} textValue={row.title}>
                <Text slot="label">
                  <bdi>{nameOf(row)}</bdi>
                </Text>
                <Text slot="description">
                  <bdi>{row.outlet}</bdi>
                </Text>
              </ListBoxItem>
            )}
          </Collection>
        </ListBoxSection>
      </ListBox>
    </Autocomplete>
  )
}
