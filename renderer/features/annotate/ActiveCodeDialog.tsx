// Chooses the code that is kept active: from then on selecting is enough, until Escape.
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import type { CodeId } from '../../../shared/ids.ts'
import type { Code } from '../../../shared/records.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { CodePalette } from './CodePalette.tsx'

type Props = Readonly<{ isOpen: boolean; codes: ReadonlyMap<string, Code>; recent: readonly CodeId[]; onClose: () => void }>

export function ActiveCodeDialog({ isOpen, codes, recent, onClose }: Props) {
  const [{ activeCode }, move] = useWorkspace()
  return (
    <ModalOverlay isOpen={isOpen} isDismissable onOpenChange={(open) => open || onClose()} className="react-aria-ModalOverlay high">
      <Modal className="modal command active-code-modal">
        <Dialog aria-label="Code to keep active">
          <CodePalette
            codes={codes}
            recent={recent}
            on={new Set(activeCode === null ? [] : [activeCode])}
            label="Code to keep active"
            autoFocus
            onClose={onClose}
            onChoose={(id) => {
              move({ to: 'keepCode', id: id === activeCode ? null : id })
              onClose()
            }}
          />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
