// What holding an exported report against the project came to.
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { ReportCheck } from '../../../shared/report/evidence.ts'
import { count, opening, plural } from '../../../shared/report/wording.ts'

type Problem = ReportCheck['problems'][number]
type Props = Readonly<{
  found: ReportCheck
  onClose: () => void
  /** Opens the words that a problem is about. */
  onShow: (at: NonNullable<Problem['at']>) => void
}>

export function VerifyDialog({ found, onClose, onShow }: Props) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal className="modal wide">
        <Dialog>
          <Heading slot="title">Verify report</Heading>
          <Found found={found} onShow={onShow} />
          <div className="choices">
            <Button slot="close">Close</Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const MOST_SHOWN = 500

function Found({ found: { title, quotations, ok, problems }, onShow }: Omit<Props, 'onClose'>) {
  const all = `${title}: ${plural(quotations, 'quotation')}`
  if (ok) return <p className="facts">{all}. Each stands in the project where the report says, in the same words.</p>
  return (
    <>
      <p className="facts">
        {all}, {plural(problems.length, 'thing')} that no longer {problems.length === 1 ? 'matches' : 'match'}.
      </p>
      <ul className="verified">
        {problems.slice(0, MOST_SHOWN).map(({ article, id, quote, says, at }) => (
          <li key={`${id} ${says}`}>
            <strong>{says}</strong>
            {quote === '' ? null : <q dir="auto">{opening(quote, 240)}</q>}
            <span dir="auto">{article}</span>
            {at === null ? null : (
              <Button aria-label={`Show in the article: ${opening(quote, 60)}`} onPress={() => onShow(at)}>
                Show
              </Button>
            )}
          </li>
        ))}
      </ul>
      {problems.length > MOST_SHOWN ? <p className="facts">And {count(problems.length - MOST_SHOWN)} more.</p> : null}
    </>
  )
}
