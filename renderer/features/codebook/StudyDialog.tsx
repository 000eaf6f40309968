// The study as a whole: its memo, and what is said of each of its articles.
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { editStudy } from '../../../shared/study.ts'
import { useActs } from '../../state/acts.ts'
import { useStudy } from '../../state/data.ts'
import { CommitField } from '../../ui/CommitField.tsx'
import { AttributeEditor } from './AttributeEditor.tsx'

export function StudyDialog({ readOnly, onClose }: Readonly<{ readOnly: boolean; onClose: () => void }>) {
  const study = useStudy()
  const acts = useActs()
  return (
    <ModalOverlay isOpen={study !== undefined} isDismissable onOpenChange={(open) => open || onClose()}>
      <Modal className="modal wide">
        <Dialog>
          <Heading slot="title">Project memo</Heading>
          <div className="bulk">
            <CommitField
              label="What the study asks, and what was decided on the way"
              multiline
              rows={7}
              isReadOnly={readOnly}
              value={study?.memo ?? ''}
              onCommit={(memo) => void acts.act('Write project memo', () => editStudy(study ?? null, { memo: memo.trim() }))}
            />
            <AttributeEditor
              purpose="What can be said of each article; the values stand on its page in the inspector."
              attributes={study?.attributes ?? []}
              inherited={[]}
              readOnly={readOnly}
              onChange={(attributes) => void acts.act('Change attributes of articles', () => editStudy(study ?? null, { attributes }))}
            />
            <div className="choices">
              <Button slot="close">Done</Button>
            </div>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
