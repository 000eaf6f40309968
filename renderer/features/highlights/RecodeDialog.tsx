// Changes the codes of many highlights at once, and shows beforehand what becomes of each.
import { useMemo, useState } from 'react'
import { Button, Dialog, Heading, Label, Modal, ModalOverlay, Radio, RadioGroup } from 'react-aria-components'
import { losersIn } from '../../../shared/codebook/exclusive.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import { type CodeId, CoderId } from '../../../shared/ids.ts'
import type { Listed } from '../../../shared/marklist.ts'
import { codesAfter, displaced, type Recoding } from '../../../shared/recoding.ts'
import type { Code } from '../../../shared/records.ts'
import { markedOf, useActs } from '../../state/acts.ts'
import { CodeField } from './CodeField.tsx'

const ways = ['replace', 'add', 'take'] as const
type Way = (typeof ways)[number]
const wayNames: Record<Way, string> = { replace: 'Replace a code', add: 'Add a code', take: 'Take a code off' }
/** Lines of the preview that are drawn; the rest is counted. */
const MOST_SHOWN = 300

type Props = Readonly<{
  isOpen: boolean
  open: OpenArticle
  marked: readonly Listed[]
  codes: ReadonlyMap<string, Code>
  onClose: () => void
}>

export function RecodeDialog(props: Props) {
  return (
    <ModalOverlay isOpen={props.isOpen} isDismissable onOpenChange={(isOpen) => isOpen || props.onClose()}>
      <Modal className="modal wide">
        <Dialog>
          <Heading slot="title">Change the code of {props.marked.length.toLocaleString()} highlights</Heading>
          <Form {...props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Form({ open, marked, codes, onClose }: Props) {
  const acts = useActs()
  const [way, setWay] = useState<Way>('replace')
  const present = useMemo(() => {
    const ids = new Set(marked.flatMap(({ codings }) => codings.map(({ codeId }) => codeId)))
    return [...codes.values()].filter(({ id }) => ids.has(id))
  }, [marked, codes])
  const live = useMemo(() => [...codes.values()].filter(({ archived }) => !archived), [codes])
  const [from, setFrom] = useState<CodeId | null>(present.length === 1 ? (present[0]?.id ?? null) : null)
  const [to, setTo] = useState<CodeId | null>(null)
  const recoding: Recoding | null =
    (way !== 'add' && from === null) || (way !== 'take' && to === null)
      ? null
      : { take: way === 'add' ? null : from, put: way === 'take' ? null : to }
  const rows = marked.map((each) => {
    const before = each.codings.map(({ codeId }) => codeId)
    const after = recoding === null ? before : codesAfter(before, recoding, codes)
    return { ...each, after, changed: after.length !== before.length || after.some((id, i) => id !== before[i]) }
  })
  const changing = rows.filter(({ changed }) => changed)
  const giving = useMemo(() => {
    if (to === null || way === 'take') return 0
    const ids = new Set(marked.map(({ highlight }) => highlight.id))
    const others = open.highlights.filter(({ id }) => !ids.has(id)).map((highlight) => markedOf(open, highlight))
    const pen = { coderId: open.highlights[0]?.coderId ?? CoderId.parse('nobody'), now: () => 0, newId: () => 'none', codes }
    return losersIn(displaced(pen, open, others, marked, { take: way === 'add' ? null : from, put: to })).size
  }, [open, marked, codes, way, from, to])
  const namesOf = (ids: readonly CodeId[]) => ids.map((id) => codes.get(id)?.name ?? '?').join(', ') || 'no code'

  return (
    <div className="bulk">
      <RadioGroup value={way} onChange={(value) => setWay(ways.find((each) => each === value) ?? 'replace')} className="bulk-ways">
        <Label className="unseen">What to do</Label>
        {ways.map((each) => (
          <Radio key={each} value={each} className="radio">
            <span className="radio-dot" aria-hidden />
            {wayNames[each]}
          </Radio>
        ))}
      </RadioGroup>
      <div className="bulk-codes">
        {way === 'add' ? null : (
          <CodeField label={way === 'replace' ? 'Replace' : 'Take off'} codes={present} value={from} onChange={setFrom} />
        )}
        {way === 'take' ? null : <CodeField label={way === 'replace' ? 'with' : 'Add'} codes={live} value={to} onChange={setTo} />}
      </div>
      <section
        aria-label="What becomes of each"
        className="bulk-preview"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it holds nothing that takes the keyboard, and is scrolled by it
        tabIndex={0} // oxlint-disable-line jsx-a11y/no-noninteractive-tabindex -- as above
      >
        <table>
          <thead>
            <tr>
              <th scope="col">No.</th>
              <th scope="col">Words</th>
              <th scope="col">Now</th>
              <th scope="col">Then</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MOST_SHOWN).map(({ highlight, number, codings, after, changed }) => (
              <tr key={highlight.id} data-changed={changed || undefined}>
                <td>{number}</td>
                <td dir="auto">{highlight.quote.length > 120 ? `${highlight.quote.slice(0, 120)}…` : highlight.quote}</td>
                <td>{namesOf(codings.map(({ codeId }) => codeId))}</td>
                <td>{changed ? namesOf(after) : 'as it is'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length > MOST_SHOWN ? <p className="facts">and {(rows.length - MOST_SHOWN).toLocaleString()} more</p> : null}
      </section>
      <div className="choices">
        <Button
          className="primary"
          isDisabled={recoding === null || changing.length === 0}
          onPress={() => {
            if (recoding !== null) void acts.recodeMany(open, changing, recoding).then((done) => done && onClose())
          }}
        >
          Change {changing.length.toLocaleString()} of {marked.length.toLocaleString()}
        </Button>
        <Button onPress={onClose}>Cancel</Button>
        {giving === 0 ? null : (
          <output className="facts">
            {giving === 1 ? '1 other highlight gives' : `${giving.toLocaleString()} other highlights give`} way: its code excludes this one
          </output>
        )}
      </div>
    </div>
  )
}
