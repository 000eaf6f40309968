// What holding an exported report against the project came to.
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { ReportCheck } from '../../../shared/report/evidence.ts'
import { count, opening, plural } from '../../../shared/report/wording.ts'

export function VerifyDialog({ found, onClose }: Readonly<{ found: ReportCheck | null; onClose: () => void }>) {
  return (
    <ModalOverlay isOpen={found !== null} isDismissable onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal className="modal wide">
        <Dialog>
          <Heading slot="title">Verify report</Heading>
          {found === null ? null : <Found found={found} />}
          <div className="choices">
            <Button slot="close">Close</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const MOST_SHOWN = 500

function Found({ found: { title, quotations, ok, problems } }: Readonly<{ found: ReportCheck }>) {
  const all = `${title}: ${plural(quotations, 'quotation')}`
  if (ok) return <p className="facts">{all}. Each stands in the project where the report says, in the same words.</p>
  return (
    <>
      <p className="facts">
        {all}, {plural(problems.length, 'thing')} that no longer {problems.length === 1 ? 'matches' : 'match'}.
      </p>
      <ul className="verified">
        {problems.slice(0, MOST_SHOWN).map(({ article, id, quote, says }) => (
          <li key={`${id} ${says}`}>
            <strong>{says}</strong>
            {quote === '' ? null : <q dir="auto">{opening(quote, 240)}</q>}
            <span dir="auto">{article}</span>
          </li>
        ))}
      </ul>
      {problems.length > MOST_SHOWN ? <p className="facts">And {count(problems.length - MOST_SHOWN)} more.</p> : null}
    </>
  )
}
