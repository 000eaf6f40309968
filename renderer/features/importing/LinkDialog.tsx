// A page from the web by its address: the only thing in Parallax that uses the network, and only on this act.
import { useState } from 'react'
import { Button, Dialog, Form, Heading, Input, Label, Modal, ModalOverlay, Switch, TextField } from 'react-aria-components'
import type { ImportReport } from '../../../shared/contract.ts'
import { messageOf } from '../../../shared/failure.ts'
import { IMPORT } from '../../../shared/job.ts'
import { call } from '../../state/api.ts'

type Props = Readonly<{ onClose: () => void; onReport: (report: ImportReport) => void }>

export function LinkDialog({ onClose, onReport }: Props) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(now) => now || onClose()}>
      <Modal className="modal">
        <Dialog>
          <Heading slot="title">Import from a link</Heading>
          <LinkForm onClose={onClose} onReport={onReport} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function LinkForm({ onClose, onReport }: Props) {
  const [url, setUrl] = useState('')
  const [privately, setPrivately] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState('')
  const fetch = async () => {
    setBusy(true)
    setFault('')
    try {
      const report = await call('import.link', { url: url.trim(), privately })
      const [refused] = report.refused
      if (refused === undefined && report.left === 0) return onReport(report)
      setFault(refused?.reason ?? 'The fetch was cancelled. Nothing was taken.')
    } catch (error) {
      setFault(messageOf(error))
    }
    setBusy(false)
  }
  const cancel = () => {
    if (busy) void call('job.cancel', { job: IMPORT })
    else onClose()
  }
  return (
    <Form
      className="waiting"
      onSubmit={(event) => {
        event.preventDefault()
        if (url.trim() !== '' && !busy) void fetch()
      }}
    >
      <p>
        Parallax fetches this one page now, and nothing else: no pictures, no scripts, no cookies. What comes back is kept as the original.
      </p>
      <TextField
        value={url}
        onChange={setUrl}
        maxLength={10_000}
        autoFocus
        isRequired
        isDisabled={busy}
        type="url"
        validationBehavior="aria"
      >
        <Label>Address of the page</Label>
        <Input dir="ltr" placeholder="https://" spellCheck="false" autoComplete="off" />
      </TextField>
      <Switch className="react-aria-Switch flush" isSelected={privately} onChange={setPrivately} isDisabled={busy}>
        <span className="switch-track" aria-hidden />
        Also from my own network
      </Switch>
      {fault === '' ? null : (
        <p className="warning" role="alert">
          {fault}
        </p>
      )}
      <div className="choices">
        <Button className="primary" type="submit" isPending={busy}>
          Fetch the page
        </Button>
        <Button onPress={cancel}>Cancel</Button>
      </div>
    </Form>
  )
}
