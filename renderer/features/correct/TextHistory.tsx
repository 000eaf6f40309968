// On the article's page: the way into correcting its text, and the texts that it had before.
import { FileUp, PencilLine } from 'lucide-react'
import { useContext, useState } from 'react'
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import type { Revision } from '../../../shared/records.ts'
import { Reader } from '../../editor/Reader.tsx'
import type { ReaderEvents } from '../../editor/reader.ts'
import { CommandContext } from '../../state/commands.ts'
import { useApp, useRevision, useRevisions } from '../../state/data.ts'
import { moment } from '../../ui/time.ts'
import { useDraft } from './draft.ts'

export function TextHistory({ open, readOnly }: Readonly<{ open: OpenArticle; readOnly: boolean }>) {
  const commands = useContext(CommandContext)
  const revisions = useRevisions(open.article.id)
  const begun = useDraft(open.article.id) ?? null
  const [shown, setShown] = useState<Revision | null>(null)
  if (readOnly && revisions.length === 0) return null
  return (
    <section className="text-history" aria-label="Text">
      {revisions.length === 0 ? null : (
        <>
          <h3>Earlier texts</h3>
          <ol>
            {revisions.map((revision) => (
              <li key={revision.id}>
                <Button className="quiet" onPress={() => setShown(revision)}>
                  {nameOf(revision)}
                </Button>
                <p className="facts">
                  until {moment(revision.at)}
                  {revision.reason === '' ? null : <span dir="auto">: {revision.reason}</span>}
                </p>
              </li>
            ))}
          </ol>
        </>
      )}
      {readOnly ? null : (
        <div className="text-acts">
          <Button onPress={() => commands.find('edit.correct')?.()}>
            <PencilLine size={14} aria-hidden /> {begun === null ? 'Correct the text…' : 'Go on correcting the text…'}
          </Button>
          <Button onPress={() => commands.find('edit.version')?.()}>
            <FileUp size={14} aria-hidden /> Import a new version…
          </Button>
        </div>
      )}
      <ModalOverlay isOpen={shown !== null} isDismissable onOpenChange={(isOpen) => isOpen || setShown(null)}>
        <Modal className="modal wide earlier">
          <Dialog>{shown === null ? null : <EarlierText open={open} revision={shown} />}</Dialog>
        </Modal>
      </ModalOverlay>
    </section>
  )
}

const nameOf = ({ number }: Revision) => (number === 1 ? 'Text as imported' : `Text ${number}`)
const unheard: ReaderEvents = {
  onSelect: () => undefined,
  onPick: () => undefined,
  onMoveEnds: () => undefined,
  onKey: () => false,
  onFocus: () => undefined,
  onLayout: () => undefined,
}

function EarlierText({ open, revision }: Readonly<{ open: OpenArticle; revision: Revision }>) {
  const { data, error } = useRevision(revision.id)
  const whole = useApp()?.assistive ?? false
  const title = `${nameOf(revision)}: ${open.article.title || open.article.source}`
  return (
    <>
      <Heading slot="title">
        <bdi>{title}</bdi>
      </Heading>
      {error === null ? null : <p className="warning">{error.message}</p>}
      {data === undefined ? null : (
        <Reader
          open={{ ...data, article: { ...open.article, title } }}
          highlights={[]}
          selected={null}
          accents={[]}
          whole={whole}
          events={unheard}
          onReady={() => undefined}
        />
      )}
      <div className="choices">
        <Button slot="close">Close</Button>
      </div>
    </>
  )
}
