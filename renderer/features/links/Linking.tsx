// Making a link and following one, from the keyboard: choose a highlight, start the link, choose the other one, say what it is.
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import { addLink, farEnd, relationOf, relations, touches } from '../../../shared/links.ts'
import type { Highlight } from '../../../shared/records.ts'
import { useActs } from '../../state/acts.ts'
import { useCommands } from '../../state/commands.ts'
import { usePlaced } from '../../state/data.ts'
import { useTell } from '../../state/notice.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { ChooserDialog } from '../../ui/Chooser.tsx'

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
      {asking !== 'relation' || linking === null || other === null ? null : (
        <ChooserDialog
          label="What the second is to the first"
          choices={relations.map((relation) => ({ id: relation.word, label: relation.word, description: relation.hint }))}
          onClose={() => setAsking(null)}
          onChoose={(word) => {
            const relation = relations.find((each) => each.word === word)
            if (open === undefined || relation === undefined) return
            void acts
              .act('Link highlights', (pen) => addLink(pen, open.links, relation, linking.id, other.id))
              .then((made) => made && move({ to: 'linkFrom', highlight: null }))
          }}
        >
          <ol className="link-ends">
            {[linking, other].map((end) => (
              <li key={end.id} dir="auto">
                {shortly(end.quote, 120)}
              </li>
            ))}
          </ol>
        </ChooserDialog>
      )}
      {asking !== 'where' || highlight === undefined ? null : <Where onClose={() => setAsking(null)} here={highlight} links={links} />}
    </>
  )
}

/** Goes to the other end of a link: at once where there is only one. */
function Where({ onClose, here, links }: Readonly<{ onClose: () => void; here: Highlight; links: OpenArticle['links'] }>) {
  const [, move] = useWorkspace()
  const placed = usePlaced(links.map((link) => farEnd(link, here.id)))
  const only = links.length === 1 ? placed[0]?.highlight : undefined
  useEffect(() => {
    if (only === undefined) return
    move({ to: 'highlight', highlight: only })
    onClose()
  }, [only, move, onClose])
  if (links.length === 1) return null
  const ends = links.flatMap((link) => {
    const far = placed.find(({ highlight }) => highlight.id === farEnd(link, here.id))
    return far === undefined ? [] : [{ link, ...far }]
  })
  return (
    <ChooserDialog
      label="Linked highlights"
      choices={ends.map(({ link, highlight, title }) => ({
        id: link.id,
        label: `${relationOf(link, here.id).word}: ${shortly(highlight.quote, 90)}`,
        description: highlight.articleId === here.articleId ? '' : title,
      }))}
      onClose={onClose}
      onChoose={(id) => {
        const end = ends.find(({ link }) => link.id === id)
        if (end !== undefined) move({ to: 'highlight', highlight: end.highlight })
      }}
    />
  )
}
