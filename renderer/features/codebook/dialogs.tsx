// What the codebook view asks: into which code to merge, which highlights a new code takes, which published scheme to add, and what
// an exchange could not carry.
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import {
  Button,
  Checkbox,
  Dialog,
  GridList,
  GridListItem,
  Heading,
  Input,
  Label,
  Modal,
  ModalOverlay,
  SearchField,
  TextField,
} from 'react-aria-components'
import { above, type Codes } from '../../../shared/codebook/tree.ts'
import type { CodingId } from '../../../shared/ids.ts'
import type { Code, Coding } from '../../../shared/records.ts'
import { call } from '../../state/api.ts'
import { Chooser } from '../../ui/Chooser.tsx'

function Asking({
  title,
  wide = false,
  onClose,
  children,
}: Readonly<{ title: string; wide?: boolean; onClose: () => void; children: ReactNode }>) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => isOpen || onClose()}>
      <Modal className={wide ? 'modal wide' : 'modal'}>
        <Dialog>
          <Heading slot="title">{title}</Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const nameIn = (codes: Codes, code: Code) => [...above(codes, code).toReversed(), code].map(({ name }) => name).join(' › ')

type MergeProps = Readonly<{ code: Code; codes: Codes; uses: number; onClose: () => void; onMerge: (into: Code) => void }>

export function MergeDialog({ code, codes, uses, onClose, onMerge }: MergeProps) {
  const [typed, setTyped] = useState('')
  const words = typed.toLocaleLowerCase().split(/\s+/)
  const offered = [...codes.values()].filter((each) => {
    if (each.id === code.id || above(codes, each).some(({ id }) => id === code.id)) return false
    const all = `${nameIn(codes, each)} ${each.key}`.toLocaleLowerCase()
    return words.every((word) => all.includes(word))
  })
  return (
    <Asking title={`Merge “${code.name}”`} onClose={onClose}>
      <p className="facts">
        {uses === 1 ? 'Its coding goes' : `Its ${uses.toLocaleString()} codings go`} to the code that you choose. Where a highlight has
        both, they fold into one; the codes under it move along. It can be undone.
      </p>
      <Chooser
        label="Merge into"
        choices={offered.map((each) => ({ id: each.id, label: nameIn(codes, each) }))}
        onChoose={(id) => {
          const into = codes.get(id)
          if (into !== undefined) onMerge(into)
        }}
        typing={{ typed, onType: setTyped }}
        none="No code fits."
      />
    </Asking>
  )
}

export type Clashes = Readonly<{ family: Code; highlights: number; articles: number }>

/** What becomes of codes that exclude each other from now on where they lie over one another already. */
export function ClashDialog({
  clashes: { family, highlights, articles },
  onClose,
  onSettle,
}: Readonly<{ clashes: Clashes; onClose: () => void; onSettle: () => void }>) {
  return (
    <Asking title={`Make “${family.name}” exclusive`} onClose={onClose}>
      <p>
        Codes under it lie over one another already: {highlights === 1 ? '1 highlight' : `${highlights.toLocaleString()} highlights`} in{' '}
        {articles === 1 ? '1 article' : `${articles.toLocaleString()} articles`} would lose a code or some words.
      </p>
      <p className="facts">
        The newer highlight takes the place of the older one where both stand. Of two codes on one highlight, the first in the codebook
        stays. All of it is one act and can be undone.
      </p>
      <div className="choices">
        <Button className="primary" autoFocus onPress={onSettle}>
          Settle them
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </Asking>
  )
}

/** The first codings of a code; no list is longer. */
const MOST_LISTED = 10_000

type SplitProps = Readonly<{ code: Code; uses: number; onClose: () => void; onSplit: (name: string, codings: readonly Coding[]) => void }>

export function SplitDialog({ code, uses, onClose, onSplit }: SplitProps) {
  const { data } = useQuery({
    queryKey: ['placed', 'code', code.id],
    queryFn: async () => {
      const codings = await call('codebook.codings', { codeId: code.id })
      return { codings, placed: await call('highlight.find', { ids: codings.map(({ highlightId }) => highlightId) }) }
    },
  })
  const [name, setName] = useState('')
  const [filter, setFilter] = useState('')
  const [ticked, setTicked] = useState<ReadonlySet<CodingId>>(new Set())
  const rows = useMemo(() => {
    const codingOf = new Map(data?.codings.map((coding) => [coding.highlightId, coding]))
    const words = filter.toLocaleLowerCase().trim()
    return (data?.placed ?? []).flatMap(({ highlight, title }) => {
      const coding = codingOf.get(highlight.id)
      const fits = `${title} ${highlight.quote} ${highlight.note}`.toLocaleLowerCase().includes(words)
      return coding === undefined || !fits ? [] : [{ id: coding.id, coding, highlight, title }]
    })
  }, [data, filter])
  const taken = data?.codings.filter(({ id }) => ticked.has(id)) ?? []
  return (
    <Asking title={`Split “${code.name}”`} wide onClose={onClose}>
      <form
        className="split"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '' && taken.length > 0) onSplit(name.trim(), taken)
        }}
      >
        <TextField value={name} onChange={setName} autoFocus maxLength={2_000}>
          <Label>Name of the new code</Label>
          <Input dir="auto" />
        </TextField>
        <SearchField aria-label="Filter highlights" value={filter} onChange={setFilter}>
          <Input placeholder="Filter highlights by words, note or article" />
        </SearchField>
        {uses > MOST_LISTED ? (
          <p className="facts">
            The first {MOST_LISTED.toLocaleString()} of its {uses.toLocaleString()} codings are listed. Split it again for the others.
          </p>
        ) : null}
        <GridList
          aria-label="Highlights that go to the new code"
          className="split-rows"
          items={rows}
          selectionMode="multiple"
          selectedKeys={ticked}
          onSelectionChange={(keys) => {
            const shown = rows.map(({ id }) => id)
            const hidden = [...ticked].filter((id) => !shown.includes(id))
            setTicked(new Set([...hidden, ...shown.filter((id) => keys === 'all' || keys.has(id))]))
          }}
          renderEmptyState={() => <p className="facts">{data === undefined ? '' : 'No highlight fits.'}</p>}
        >
          {({ id, highlight, title }) => (
            <GridListItem id={id} textValue={highlight.quote.slice(0, 200)} className="split-row">
              <Checkbox slot="selection" className="tick">
                <span className="tick-box" aria-hidden />
              </Checkbox>
              <span className="split-words">
                <q dir="auto">{highlight.quote.length > 200 ? `${highlight.quote.slice(0, 200)}…` : highlight.quote}</q>
                <small dir="auto">{[title, highlight.note].filter((part) => part !== '').join(' — ')}</small>
              </span>
            </GridListItem>
          )}
        </GridList>
        <div className="choices">
          <Button type="submit" isDisabled={name.trim() === '' || taken.length === 0}>
            {taken.length === 1 ? 'Move 1 highlight' : `Move ${taken.length.toLocaleString()} highlights`} to the new code
          </Button>
          <Button slot="close">Cancel</Button>
        </div>
      </form>
    </Asking>
  )
}

export function SchemesDialog({ onClose, onAdd }: Readonly<{ onClose: () => void; onAdd: (scheme: string) => void }>) {
  const { data } = useQuery({ queryKey: ['schemes'], queryFn: () => call('codebook.schemes') })
  return (
    <Asking title="Published schemes" wide onClose={onClose}>
      <ul className="schemes">
        {data?.map(({ id, name, description, citation, codes }) => (
          <li key={id}>
            <div className="row">
              <h3>{name}</h3>
              <small>{codes} codes</small>
              <span className="spring" />
              <Button onPress={() => onAdd(id)} aria-label={`Add ${name}`}>
                Add
              </Button>
            </div>
            <p>{description}</p>
            <p className="facts cited">{citation}</p>
          </li>
        ))}
      </ul>
      <div className="choices">
        <Button slot="close">Done</Button>
      </div>
    </Asking>
  )
}

export type Told = Readonly<{ title: string; lines: readonly string[] }>

/** What an import or export left out. */
export function NotesDialog({ told, onClose }: Readonly<{ told: Told; onClose: () => void }>) {
  return (
    <Asking title={told.title} onClose={onClose}>
      <ul className="notes">
        {told.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <div className="choices">
        <Button slot="close">Done</Button>
      </div>
    </Asking>
  )
}
