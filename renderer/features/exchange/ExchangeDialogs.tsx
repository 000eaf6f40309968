// Data of other programs, in and out: what an exchange does not carry is shown, item by item, before it is carried out.
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Button, Dialog, Heading, Modal, ModalOverlay, Switch } from 'react-aria-components'
import type { ReadData } from '../../../shared/contract.ts'
import type { Loss } from '../../../shared/exchange/loss.ts'
import { type DataFormat, dataFormatNames, dataFormats, positionsIn } from '../../../shared/exchange/offered.ts'
import { messageOf } from '../../../shared/failure.ts'
import { call } from '../../state/api.ts'
import { Choice } from '../../ui/Choice.tsx'

function Asking({ title, onClose, children }: Readonly<{ title: string; onClose: () => void; children: ReactNode }>) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal className="modal wide">
        <Dialog className="react-aria-Dialog exchange-dialog">
          <Heading slot="title">{title}</Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

/** A kind of loss, and under it the things that it hits. */
function Items({ what, count, ids, names }: Loss) {
  const [isOpen, setOpen] = useState(false)
  const head = (
    <>
      <span>{count.toLocaleString()}</span>
      {what}
    </>
  )
  if (ids.length === 0) return <p>{head}</p>
  const items = isOpen ? names.map((name, n) => ({ key: `${ids[n]} ${n}`, name })) : []
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{head}</summary>
      <ul>
        {items.map(({ key, name }) => (
          <li key={key}>{name}</li>
        ))}
        {count > names.length ? <li>and {(count - names.length).toLocaleString()} more</li> : null}
      </ul>
    </details>
  )
}

function Losses({ losses, none }: Readonly<{ losses: readonly Loss[]; none: string }>) {
  if (losses.length === 0) return <p className="facts">{none}</p>
  return (
    <ul className="losses" aria-label="What does not come along">
      {losses.map((loss) => (
        <li key={loss.what}>
          <Items {...loss} />
        </li>
      ))}
    </ul>
  )
}

/** Runs an act of a dialog: one at a time, with what went wrong said in place. */
function useAct(): readonly [busy: boolean, fault: ReactNode, run: (act: () => Promise<void>) => void] {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState('')
  const run = (act: () => Promise<void>) => {
    setBusy(true)
    setFault('')
    act()
      .catch((error: unknown) => setFault(messageOf(error)))
      .finally(() => setBusy(false))
  }
  const said =
    fault === '' ? null : (
      <p className="warning" role="alert">
        {fault}
      </p>
    )
  return [busy, said, run]
}

type ExportProps = Readonly<{ onClose: () => void; onDone: (file: string) => void }>

export function ExportDialog({ onClose, onDone }: ExportProps) {
  const [format, setFormat] = useState<DataFormat>('qdpx')
  const [nvivo, setNvivo] = useState(false)
  const [bom, setBom] = useState(false)
  const [busy, fault, run] = useAct()
  const { data: losses, error } = useQuery({
    queryKey: ['exchange.losses', format],
    queryFn: () => call('exchange.losses', { format }),
    gcTime: 0,
  })
  const write = async () => {
    const file = await call('exchange.export', { format, offsets: format === 'qdpx' && nvivo ? 'nvivo' : 'standard', bom })
    if (file !== null) onDone(file)
  }
  return (
    <Asking title="Export data" onClose={onClose}>
      <Choice label="Format" options={dataFormats} names={dataFormatNames} value={format} onChange={setFormat} />
      {format === 'qdpx' ? (
        <Switch className="react-aria-Switch flush" isSelected={nvivo} onChange={setNvivo}>
          <span className="switch-track" aria-hidden />
          Count positions as NVivo does
        </Switch>
      ) : null}
      {format === 'csv' ? (
        <Switch className="react-aria-Switch flush" isSelected={bom} onChange={setBom}>
          <span className="switch-track" aria-hidden />
          For Excel (begins with a byte order mark)
        </Switch>
      ) : null}
      {positionsIn[format] === undefined ? null : <p className="facts">Positions count {positionsIn[format]}.</p>}
      {error === null ? null : <p className="warning">{messageOf(error)}</p>}
      {losses === undefined ? null : <Losses losses={losses} none="This format carries everything but the history of acts." />}
      {fault}
      <div className="choices">
        <Button className="primary" isPending={busy} onPress={() => run(write)}>
          Export…
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </Asking>
  )
}

type TakeProps = Readonly<{
  data: ReadData
  /** What more there is to see of the file, before what does not come along. */
  about: ReactNode
  onClose: () => void
  onDone: (records: number) => void
}>

export function TakeDialog({ data, about, onClose, onDone }: TakeProps) {
  const [busy, fault, run] = useAct()
  const { name, notes, losses, records } = data
  return (
    <Asking title={`Import “${name}”`} onClose={onClose}>
      {about}
      <div className="facts">
        {[...new Set(notes)].map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
      <Losses losses={losses} none={data.about === null ? 'Everything in the file comes along.' : 'All of its highlights come along.'} />
      {fault}
      <p>
        {records === 0
          ? losses.length === 0
            ? 'The project holds all of it already.'
            : 'There is nothing in it that the project does not hold already or can take in.'
          : `${records.toLocaleString()} records come into the project as one act, which can be undone.`}
      </p>
      <div className="choices">
        {records === 0 ? null : (
          <Button className="primary" isPending={busy} onPress={() => run(async () => onDone(await call('exchange.take')))}>
            Import
          </Button>
        )}
        <Button onPress={onClose}>{records === 0 ? 'Close' : 'Cancel'}</Button>
      </div>
    </Asking>
  )
}
