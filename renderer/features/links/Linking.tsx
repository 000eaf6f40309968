// Making a link and following one, from the keyboard: choose a highlight, start the link, choose the other one, say what it is.
import { useEffect, useState } from 'react'
import {
  Autocomplete,
  Button,
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import { addLink, farEnd, relationOf, relations, touches } from '../../../shared/links.ts'
import type { Highlight } from '../../../shared/records.ts'
import { useActs } from '../../state/acts.ts'
import { useCommands } from '../../state/commands.ts'
import { usePlaced } from '../../state/data.ts'
import { useTell } from '../../state/notice.ts'
import { useWorkspace } from '../../state/workspace.ts'

export const shortly = (quote: string, length = 60): string =>
  quote.length > length ? `${quote.slice(0, length).trimEnd()}…` : quote.replace(/\s+/g, ' ')

type Props = Readonly<{
  open: OpenArticle | undefined
  /** The chosen highlight of the open article. */
  highlight: Highlight | undefined
  readOnly: boolean
}>

/** Says that a link is being made, and asks what it is once its other end is chosen. */
export function Linking({ open, highlight, readOnly }: Props) {
  const [{ linking }, move] = useWorkspace()
  const [asking, setAsking] = useState<'relation' | 'where' | null>(null)
  const acts = useActs()
  const { say } = useTell()
  const links = open === undefined || highlight === undefined ? [] : open.links.filter((link) => touches(link, highlight.id))
  const other = linking !== null && highlight !== undefined && highlight.id !== linking.id ? highlight : null

  const link = () => {
    if (linking === null) {
      if (highlight === undefined) say('Choose the highlight that the link is to start from')
      else move({ to: 'linkFrom', highlight })
    } else if (other === null) say('Choose the highlight that the link is to lead to')
    else setAsking('relation')
  }
  const follow = () => {
    if (links.length === 0) say(highlight === undefined ? 'Choose a highlight first' : 'This highlight has no links')
    else setAsking('where')
  }
  useCommands({ ...(readOnly ? {} : { 'edit.link': link }), 'go.linked': follow })

  useEffect(() => {
    if (linking === null || asking !== null) return
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape') move({ to: 'linkFrom', highlight: null })
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [linking, asking, move])

  const choices =
    asking === 'relation' ? relations.map((relation, i) => ({ id: String(i), label: relation.word, description: relation.hint })) : []
  return (
    <>
      {linking === null ? null : (
        <output className="linking">
          <p>
            Link from <q dir="auto">{shortly(linking.quote)}</q>
            {other === null ? (
              <span className="facts">. Now choose the other highlight, here or in the other pane.</span>
            ) : (
              <>
                {' '}
                to <q dir="auto">{shortly(other.quote)}</q>
              </>
            )}
          </p>
          <Button onPress={link} isDisabled={other === null}>
            Link… <kbd>Ctrl+Shift+L</kbd>
          </Button>
          <Button className="quiet" onPress={() => move({ to: 'linkFrom', highlight: null })}>
            Cancel <kbd>Esc</kbd>
          </Button>
        </output>
      )}
      <Chooser
        label="What the second is to the first"
        isOpen={asking === 'relation' && other !== null}
        onClose={() => setAsking(null)}
        head={
          linking === null || other === null ? null : (
            <ol className="link-ends">
              {[linking, other].map((end) => (
                <li key={end.id} dir="auto">
                  {shortly(end.quote, 120)}
                </li>
              ))}
            </ol>
          )
        }
        choices={choices}
        onChoose={(key) => {
          const relation = relations[Number(key)]
          if (open === undefined || linking === null || other === null || relation === undefined) return
          void acts
            .act('Link highlights', (pen) => addLink(pen, open.links, relation, linking.id, other.id))
            .then((made) => made && move({ to: 'linkFrom', highlight: null }))
        }}
      />
      {highlight === undefined ? null : (
        <Where isOpen={asking === 'where'} onClose={() => setAsking(null)} here={highlight} links={links} />
      )}
    </>
  )
}

/** Goes to the other end of a link: at once where there is only one. */
function Where({
  isOpen,
  onClose,
  here,
  links,
}: Readonly<{ isOpen: boolean; onClose: () => void; here: Highlight; links: OpenArticle['links'] }>) {
  const [, move] = useWorkspace()
  const placed = usePlaced(isOpen ? links.map((link) => farEnd(link, here.id)) : [])
  const only = isOpen && links.length === 1 ? placed[0]?.highlight : undefined
  useEffect(() => {
    if (only === undefined) return
    move({ to: 'highlight', highlight: only })
    onClose()
  }, [only, move, onClose])
  return (
    <Chooser
      label="Linked highlights"
      isOpen={isOpen && links.length > 1}
      onClose={onClose}
      head={null}
      choices={links.flatMap((link) => {
        const far = placed.find(({ highlight }) => highlight.id === farEnd(link, here.id))
        if (far === undefined) return []
        const where = far.highlight.articleId === here.articleId ? '' : far.title
        return [{ id: link.id, label: `${relationOf(link, here.id).word}: ${shortly(far.highlight.quote, 90)}`, description: where }]
      })}
      onChoose={(key) => {
        const link = links.find((each) => each.id === key)
        const far = placed.find(({ highlight }) => link !== undefined && highlight.id === farEnd(link, here.id))
        if (far !== undefined) move({ to: 'highlight', highlight: far.highlight })
      }}
    />
  )
}

type Choice = Readonly<{ id: string; label: string; description: string }>
type ChooserProps = Readonly<{
  label: string
  isOpen: boolean
  onClose: () => void
  head: React.ReactNode
  choices: readonly Choice[]
  onChoose: (id: string) => void
}>

/** A short list to choose from by typing, arrows and Enter. */
function Chooser({ label, isOpen, onClose, head, choices, onChoose }: ChooserProps) {
  const { contains } = useFilter({ sensitivity: 'base' })
  return (
    <ModalOverlay isOpen={isOpen} isDismissable onOpenChange={(isNow) => isNow || onClose()} className="react-aria-ModalOverlay high">
      <Modal className="modal command">
        <Dialog aria-label={label}>
          {head}
          <Autocomplete filter={contains}>
            <SearchField aria-label={label} autoFocus>
              <Input placeholder={`${label}…`} />
            </SearchField>
            <ListBox
              aria-label={label}
              className="command-list"
              items={choices}
              onAction={(key) => {
                onClose()
                onChoose(String(key))
              }}
              renderEmptyState={() => <p className="facts">Nothing fits.</p>}
            >
              {(choice) => (
                <ListBoxItem id={choice.id} textValue={choice.label}>
                  <Text slot="label" dir="auto">
                    {choice.label}
                  </Text>
                  <Text slot="description" className="facts">
                    {choice.description}
                  </Text>
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
