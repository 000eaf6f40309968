// A page with its proposed cuts: looked at, moved by paragraphs, added or taken away, and then split as one act.

import { useQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import {
  Button,
  Collection,
  Dialog,
  GridList,
  GridListItem,
  Heading,
  ListLayout,
  Modal,
  ModalOverlay,
  Virtualizer,
} from 'react-aria-components'
import { nameOf } from '../../../shared/articlename.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import { messageOf } from '../../../shared/failure.ts'
import type { ArticleId } from '../../../shared/ids.ts'
import type { Cut } from '../../../shared/imported.ts'
import { countWordsIn } from '../../../shared/text.ts'
import { call } from '../../state/api.ts'
import { useArticle } from '../../state/data.ts'
import { useTell } from '../../state/notice.ts'
import { IconButton } from '../../ui/IconButton.tsx'

type Props = Readonly<{ id: ArticleId; onClose: () => void; onSplit: (ids: readonly ArticleId[]) => void }>

export function SplitDialog({ id, onClose, onSplit }: Props) {
  const { data: open } = useArticle(id)
  const { data: cuts, error } = useQuery({
    queryKey: ['library', 'cuts', id],
    queryFn: () => call('split.propose', { id }),
  })
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal className="modal wide import-modal">
        <Dialog className="import-dialog">
          <Heading slot="title">Split into articles</Heading>
          {error === null ? null : <p className="warning">{error.message}</p>}
          {open === undefined || cuts === undefined ? (
            <p className="facts">The page is being looked at.</p>
          ) : (
            <Splitting key={open.article.id} open={open} proposed={cuts} onClose={onClose} onSplit={onSplit} />
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const short = (words: string, most: number) => (words.length > most ? `${words.slice(0, most - 1)}…` : words)

type SplittingProps = Omit<Props, 'id'> & Readonly<{ open: OpenArticle; proposed: readonly Cut[] }>

function Splitting({ open, proposed, onClose, onSplit }: SplittingProps) {
  const { text, blocks, article } = open
  const { say } = useTell()
  const [cuts, setCuts] = useState<readonly Cut[]>(proposed)
  const [at, setAt] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState('')
  const starts = useMemo(() => blocks.map(({ start }) => start), [blocks])
  const cutAt = useMemo(() => new Map(cuts.map((cut, i) => [cut.at, { cut, number: i + 2 }])), [cuts])
  const rows = useMemo(
    () => blocks.map(({ start, end, kind }) => ({ id: String(start), start, kind, words: short(text.slice(start, end), 400) })),
    [blocks, text],
  )
  const parts = [0, ...cuts.map((cut) => cut.at)].map((start, i) => ({ start, end: cuts[i]?.at ?? text.length, cut: cuts[i - 1] }))

  const place = (next: readonly Cut[]) => {
    setFault('')
    setCuts(next.toSorted((a, b) => a.at - b.at))
  }
  const toggle = (start: number) => {
    if (start === 0) return
    if (cutAt.has(start)) place(cuts.filter((cut) => cut.at !== start))
    else place([...cuts, proposed.find((cut) => cut.at === start) ?? { at: start, title: '', evidence: 'cut here by you' }])
  }
  /** Moves the beginning of an article by whole paragraphs; never over another one's. */
  const shift = (cut: Cut, by: 1 | -1) => {
    const to = starts[starts.indexOf(cut.at) + by]
    if (to === undefined || to === 0 || cutAt.has(to)) return
    const moved = proposed.find((each) => each.at === to) ?? { at: to, title: '', evidence: 'moved by you' }
    place(cuts.map((each) => (each === cut ? moved : each)))
  }
  const split = async () => {
    setBusy(true)
    try {
      const { ids } = await call('split.take', { id: article.id, cuts: cuts.map((cut) => ({ at: cut.at, title: cut.title })) })
      say(`Split into ${ids.length} articles — saved`)
      onSplit(ids)
    } catch (error) {
      setFault(messageOf(error))
      setBusy(false)
    }
  }

  return (
    <>
      <p className="facts">
        <bdi>{nameOf(article)}</bdi>: each part becomes an article of its own, with the highlights, zones and bookmarks of its words. Press
        Enter on a paragraph to begin an article there, or to take a cut away.
      </p>
      {fault === '' ? null : (
        <p className="warning" role="alert">
          {fault}
        </p>
      )}
      <div className="split-body">
        <ol className="split-parts" aria-label="Articles">
          {parts.map(({ start, end, cut }, i) => (
            <li key={start}>
              <span className="split-name" dir="auto">
                {cut?.title || short(text.slice(start, blocks.find((block) => block.start === start)?.end), 90)}
              </span>
              <small>
                Article {i + 1}, {countWordsIn(text, { start, end }).toLocaleString('en')} words
              </small>
              {cut === undefined ? null : (
                <>
                  <small dir="auto">{cut.evidence}</small>
                  <span className="split-acts">
                    <IconButton icon={ArrowUp} label={`Begin article ${i + 1} one paragraph earlier`} onPress={() => shift(cut, -1)} />
                    <IconButton icon={ArrowDown} label={`Begin article ${i + 1} one paragraph later`} onPress={() => shift(cut, 1)} />
                    <IconButton icon={X} label={`Take away the cut before article ${i + 1}`} onPress={() => toggle(cut.at)} />
                  </span>
                </>
              )}
            </li>
          ))}
        </ol>
        <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 60 }}>
          <GridList
            aria-label="Paragraphs of the page"
            className="split-blocks"
            selectionMode="none"
            disallowTypeAhead
            onAction={(key) => {
              setAt(String(key))
              toggle(Number(key))
            }}
          >
            <Collection items={rows} dependencies={[cutAt, at]}>
              {({ id, start, kind, words }) => {
                const begun = cutAt.get(start)
                return (
                  <GridListItem id={id} textValue={words} className="split-block" data-kind={kind}>
                    {begun === undefined ? null : (
                      <span className="split-cut">
                        Article {begun.number} <small dir="auto">{begun.cut.evidence}</small>
                      </span>
                    )}
                    <span dir="auto">{words}</span>
                  </GridListItem>
                )
              }}
            </Collection>
          </GridList>
        </Virtualizer>
      </div>
      <div className="choices">
        <Button className="primary" isPending={busy} isDisabled={cuts.length === 0} onPress={() => void split()}>
          {cuts.length === 0 ? 'No cut yet' : `Split into ${cuts.length + 1} articles`}
        </Button>
        <Button onPress={onClose}>Leave it whole</Button>
      </div>
    </>
  )
}
