// The analyst's verdict on a row, as one choice.
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import { findingOf, type Judged, judge, type Verdict, verdictOf } from '../../../shared/cards/verdicts.ts'
import { verdicts } from '../../../shared/records.ts'
import type { Range } from '../../../shared/text.ts'
import { useActs } from '../../state/acts.ts'
import { useJudged } from '../../state/data.ts'
import type { Pair } from './SideTable.tsx'

type Props<K extends Judged> = Readonly<{
  kind: K
  pair: Pair
  /** What the row is about, for those who hear it. */
  about: string
  a: readonly Range[]
  b: readonly Range[]
  readOnly: boolean
}>

const nameOf = (verdict: string): string => (verdict === 'open' ? 'No verdict' : `${verdict[0]?.toUpperCase()}${verdict.slice(1)}`)

export function VerdictSelect<K extends Judged>({ kind, pair, about, a, b, readOnly }: Props<K>) {
  const acts = useActs()
  const ids = [pair[0].article.id, pair[1].article.id] as const
  const findings = useJudged(...ids)?.findings ?? []
  const finding = findingOf(findings, kind, ids, { a, b })
  const options: readonly Verdict<K>[] = verdicts[kind]
  const value = verdictOf(kind, finding)
  return (
    <Select
      aria-label={`Verdict on ${about}`}
      className="react-aria-Select verdict-choice"
      data-decided={value === 'open' ? undefined : true}
      value={value}
      isDisabled={readOnly}
      onChange={(key) => {
        const chosen = options.find((each) => each === key)
        if (chosen === undefined) return
        const label = chosen === 'open' ? `Take back verdict on ${kind}` : `Judge ${kind}: ${chosen}`
        void acts.act(label, (pen) => judge(pen, kind, pair, { a, b }, finding, chosen))
      }}
    >
      <Button className="quiet">
        <SelectValue />
      </Button>
      <Popover>
        <ListBox>
          {options.map((each) => (
            <ListBoxItem key={each} id={each}>
              {nameOf(each)}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  )
}
