import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { ImportReport } from '../../shared/contract.ts'
import type { ArticleId } from '../../shared/ids.ts'

type Props = Readonly<{ report: ImportReport | null; onClose: () => void; onOpen: (id: ArticleId) => void }>

/** What an import took, already knew and refused, and what was done to the bytes. */
export function ImportDialog({ report, onClose, onOpen }: Props) {
  if (report === null) return null
  const { taken, known, refused } = report
  const open = (id: ArticleId) => {
    onOpen(id)
    onClose()
  }
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal className="modal">
        <Dialog>
          <Heading slot="title">Import</Heading>
          <p className="facts">
            {taken.length} taken, {known.length} already in the project, {refused.length} refused.
          </p>
          <ul className="import-list">
            {taken.map((each) => (
              <li key={each.id}>
                <Button className="quiet" onPress={() => open(each.id)}>
                  <bdi>{each.title === '' ? each.name : each.title}</bdi>
                </Button>
                <p className="facts">
                  <bdi>{each.name}</bdi>, {each.encoding}
                </p>
                {each.warnings.map((warning) => (
                  <p key={warning} className="warning">
                    {warning}
                  </p>
                ))}
                {each.repairs.length === 0 ? null : <p className="facts">{each.repairs.join(' · ')}</p>}
              </li>
            ))}
            {known.map((each) => (
              <li key={`${each.id}${each.name}`}>
                <Button className="quiet" onPress={() => open(each.id)}>
                  <bdi>{each.title === '' ? each.name : each.title}</bdi>
                </Button>
                <p className="facts">
                  <bdi>{each.name}</bdi>: the same file is in the project already
                </p>
              </li>
            ))}
            {refused.map((each) => (
              <li key={each.name}>
                <bdi>{each.name}</bdi>
                <p className="warning">{each.reason}</p>
              </li>
            ))}
          </ul>
          <div className="choices">
            <Button slot="close">Done</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
