// Turning a quotation into an attribution: what is credited to whom, and by which word, is proposed and confirmed with Enter.
import { useState } from 'react'
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { endOf, startOf } from '../../../shared/anchor.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import type { Highlight } from '../../../shared/records.ts'
import { type Attribution, proposeAttribution } from '../../../shared/sourcing/attribution.ts'
import { verbsOf } from '../../../shared/sourcing/lexicon.ts'
import { makeAttribution } from '../../../shared/sourcing/make.ts'
import type { Range } from '../../../shared/text.ts'
import { useActs } from '../../state/acts.ts'
import { call } from '../../state/api.ts'
import { useCommands } from '../../state/commands.ts'
import { useTell } from '../../state/notice.ts'
import { type Side, useWorkspace } from '../../state/workspace.ts'
import { shortly } from './Linking.tsx'

type Proposed = Readonly<{ open: OpenArticle; side: Side; attribution: Attribution; chosen: Highlight | null }>
const kindNames: Readonly<Record<Attribution['kind'], string>> = { direct: 'Direct', indirect: 'Indirect', mixed: 'Mixed' }

type Props = Readonly<{
  open: OpenArticle | undefined
  /** The chosen highlight of the open article. */
  highlight: Highlight | undefined
  /** The selection has been taken up, and can go. */
  onProposed: () => void
}>

export function Attributing({ open, highlight, onProposed }: Props) {
  const [{ active, selection }, move] = useWorkspace()
  const acts = useActs()
  const { say, fail } = useTell()
  const [proposed, setProposed] = useState<Proposed | null>(null)

  const propose = async () => {
    const selected = selection?.side === active ? selection.range : null
    const chosen = selected === null ? (highlight ?? null) : null
    const range = selected ?? (chosen === null ? null : { start: startOf(chosen), end: endOf(chosen) })
    if (open === undefined || range === null) return say('Select the words that are credited to somebody, or choose their highlight')
    const verbs = verbsOf(await call('words.reporting'))
    onProposed()
    setProposed({ open, side: active, attribution: proposeAttribution(open.text, open.blocks, range, verbs), chosen })
  }
  useCommands({ 'edit.attribute': () => void propose().catch(fail) })

  const confirm = async ({ open: article, side, attribution, chosen }: Proposed) => {
    setProposed(null)
    let id = chosen?.id ?? null
    const done = await acts.act('Make attribution', (pen) => {
      const made = makeAttribution(pen, article, attribution, chosen)
      id = made.id
      return made.change
    })
    if (done && id !== null) move({ to: 'pick', side, id })
  }

  return (
    <ModalOverlay
      isOpen={proposed !== null}
      isDismissable
      onOpenChange={(isOpen) => isOpen || setProposed(null)}
      className="react-aria-ModalOverlay high"
    >
      <Modal className="modal">
        <Dialog>
          {proposed === null ? null : (
            <>
              <Heading slot="title">Attribution</Heading>
              <Parts {...proposed} />
              <div className="choices">
                <Button autoFocus onPress={() => void confirm(proposed)}>
                  Mark as attribution <kbd>Enter</kbd>
                </Button>
                <Button className="quiet" onPress={() => setProposed(null)}>
                  Cancel <kbd>Esc</kbd>
                </Button>
              </div>
            </>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Parts({ open, attribution: { content, kind, cue, source }, chosen }: Proposed) {
  const words = (range: Range | null) =>
    range === null ? (
      <span className="facts">none found</span>
    ) : (
      <span dir="auto">{shortly(open.text.slice(range.start, range.end), 200)}</span>
    )
  const whole = chosen === null ? content : { start: startOf(chosen), end: endOf(chosen) }
  return (
    <dl className="attribution">
      <dt>Source</dt>
      <dd>{words(source)}</dd>
      <dt>Cue</dt>
      <dd>
        {words(cue?.range ?? null)} {cue === null ? null : <span className="badge">{cue.stance}</span>}
      </dd>
      <dt>Content</dt>
      <dd>
        {words(whole)} <span className="badge">{kindNames[kind].toLowerCase()}</span>
      </dd>
    </dl>
  )
}
