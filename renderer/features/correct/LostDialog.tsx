// Highlights none of whose words a correction leaves: they are not deleted before each has been agreed to.
import { useState } from 'react'
import { Button, Checkbox, CheckboxGroup, Dialog, Heading, Label, Modal, ModalOverlay } from 'react-aria-components'
import type { Highlight } from '../../../shared/records.ts'

type Props = Readonly<{ lost: readonly Highlight[]; onBack: () => void; onDelete: () => void }>

export function LostDialog({ lost, onBack, onDelete }: Props) {
  const [agreed, setAgreed] = useState<readonly string[]>([])
  const many = lost.length === 1 ? 'a highlight' : `${lost.length.toLocaleString('en')} highlights`
  return (
    <ModalOverlay
      isOpen={lost.length > 0}
      isDismissable
      onOpenChange={(isOpen) => isOpen || onBack()}
      className="react-aria-ModalOverlay high"
    >
      <Modal className="modal">
        <Dialog role="alertdialog">
          <Heading slot="title">No words are left under {many}</Heading>
          <p>Tick what is to be deleted with the correction, or go back and bring the words back with Undo.</p>
          <CheckboxGroup value={[...agreed]} onChange={setAgreed} className="lost-list">
            <Label className="unseen">Delete with the correction</Label>
            {lost.map(({ id, quote, note }) => (
              <Checkbox key={id} value={id} className="ticked">
                <span className="tick-box" aria-hidden />
                <span>
                  <q dir="auto">{quote.length > 200 ? `${quote.slice(0, 200)}…` : quote}</q>
                  {note === '' ? null : <small dir="auto">{note}</small>}
                </span>
              </Checkbox>
            ))}
          </CheckboxGroup>
          <div className="choices">
            <Button onPress={onBack}>Back to the text</Button>
            <Button isDisabled={agreed.length < lost.length} onPress={onDelete}>
              Delete {many} and finish
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
