// The links of the chosen highlight: what each is, where it leads, what is noted of it.
import { Link2, Pencil, Trash2 } from 'lucide-react'
import { Button, Dialog, DialogTrigger, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import { farEnd, noteLink, relationOf, relations, removeLink, retypeLink, touches } from '../../../shared/links.ts'
import type { Highlight, Link } from '../../../shared/records.ts'
import { useActs } from '../../state/acts.ts'
import { usePlaced } from '../../state/data.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { CommitField } from '../../ui/CommitField.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { shortly } from './Linking.tsx'

type Props = Readonly<{ open: OpenArticle; highlight: Highlight; readOnly: boolean }>

export function LinkList({ open, highlight, readOnly }: Props) {
  const [{ linking }, move] = useWorkspace()
  const acts = useActs()
  const links = open.links.filter((link) => touches(link, highlight.id))
  const placed = usePlaced(links.map((link) => farEnd(link, highlight.id)))
  const isQuiet = readOnly || linking !== null
  if (isQuiet && links.length === 0) return null
  return (
    <section aria-label="Links of this highlight" className="links">
      <h3>Links</h3>
      {links.length === 0 ? null : (
        <ul>
          {links.map((link) => {
            const far = placed.find((each) => each.highlight.id === farEnd(link, highlight.id))
            const { word } = relationOf(link, highlight.id)
            const quote = far === undefined ? '…' : shortly(far.highlight.quote, 140)
            return (
              <li key={link.id}>
                <Button
                  className="link-far"
                  isDisabled={far === undefined}
                  onPress={() => far !== undefined && move({ to: 'highlight', highlight: far.highlight })}
                >
                  <span className="link-word">{word}</span> <span dir="auto">{quote}</span>
                  {far === undefined || far.highlight.articleId === highlight.articleId ? null : (
                    <small>
                      <bdi>{far.title}</bdi>
                    </small>
                  )}
                  {link.note === '' ? null : <small className="link-note">{link.note}</small>}
                </Button>
                {readOnly ? null : (
                  <>
                    <Edit link={link} links={open.links} here={highlight} />
                    <IconButton
                      icon={Trash2}
                      label={`Delete link: ${word}`}
                      onPress={() => void acts.act('Delete link', () => removeLink(link))}
                    />
                  </>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {isQuiet ? null : (
        <Button className="quiet" onPress={() => move({ to: 'linkFrom', highlight })}>
          <Link2 size={14} aria-hidden /> Link…
        </Button>
      )}
    </section>
  )
}

function Edit({ link, links, here }: Readonly<{ link: Link; links: readonly Link[]; here: Highlight }>) {
  const acts = useActs()
  const now = relationOf(link, here.id)
  const at = relations.findIndex(({ type, leaving }) => type === now.type && leaving === now.leaving)
  return (
    <DialogTrigger>
      <IconButton icon={Pencil} label={`Edit link: ${now.word}`} />
      <Popover placement="bottom end">
        <Dialog aria-label="Link" className="react-aria-Dialog link-edit">
          <Select
            value={at}
            onChange={(key) => {
              const relation = relations[Number(key)]
              if (relation !== undefined) void acts.act('Change link', () => retypeLink(link, links, relation, here.id))
            }}
          >
            <Label>The other highlight is</Label>
            <Button>
              <SelectValue />
            </Button>
            <Popover>
              <ListBox>
                {relations.map((relation, i) => (
                  <ListBoxItem key={relation.word} id={i}>
                    {relation.word}
                  </ListBoxItem>
                ))}
              </ListBox>
            </Popover>
          </Select>
          <CommitField
            label="Note"
            value={link.note}
            multiline
            onCommit={(note) => void acts.act('Write note on link', () => noteLink(link, note.trim()))}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
