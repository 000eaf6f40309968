// The ledger of a pair as a queue: what one says and the other does not, each with what comes nearest, decided by one key.
import { type KeyboardEvent, useMemo, useState } from 'react'
import { Button, GridList, GridListItem, Label, ListLayout, Radio, RadioGroup, Text, Virtualizer } from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import { type Entry, isDecided, judge, ledgerCsv, ledgerOf, type Verdict } from '../../../shared/ledger.ts'
import type { Found } from '../../../shared/omissions.ts'
import type { Finding } from '../../../shared/records.ts'
import type { Range } from '../../../shared/text.ts'
import { useActs } from '../../state/acts.ts'
import { useTell } from '../../state/notice.ts'

const filters = ['open', 'decided', 'all'] as const
type Filter = (typeof filters)[number]
const filterNames: Readonly<Record<Filter, string>> = { open: 'Open', decided: 'Decided', all: 'All' }
const keys: Readonly<Record<string, Verdict>> = { '1': 'omitted', '2': 'told otherwise', '3': 'not relevant', '0': 'open' }
const verdictOf = Object.entries(keys)

/** About the height of a row, in CSS pixels. */
const ROW = 104

type Props = Readonly<{
  pair: readonly [OpenArticle, OpenArticle]
  omissions: Found['omissions']
  findings: readonly Finding[]
  done: number
  onShow: (places: readonly [readonly Range[], readonly Range[]]) => void
  readOnly: boolean
}>

export function Ledger({ pair, omissions, findings, done, onShow, readOnly }: Props) {
  const acts = useActs()
  const { say, fail } = useTell()
  const [side, setSide] = useState<0 | 1>(0)
  const [filter, setFilter] = useState<Filter>('open')
  const [current, setCurrent] = useState<string | null>(null)
  const entries = useMemo(() => ledgerOf(pair, omissions, findings), [pair, omissions, findings])
  const ofSide = entries.filter((entry) => entry.side === side)
  const decided = ofSide.filter(isDecided).length
  // What was just decided stays where it is until the analyst goes on.
  const shown = ofSide.filter((entry) => filter === 'all' || isDecided(entry) === (filter === 'decided') || entry.key === current)

  const go = (entry: Entry) => {
    setCurrent(entry.key)
    const nearest = entry.nearest === null ? [] : [entry.nearest.range]
    onShow(entry.side === 0 ? [[entry.range], nearest] : [nearest, [entry.range]])
  }
  const decide = (entry: Entry, verdict: Verdict) => {
    setCurrent(entry.key)
    void acts.act(verdict === 'open' ? 'Reopen omission' : `Judge omission: ${verdict}`, (pen) => judge(pen, pair, entry, verdict))
  }
  const press = (event: KeyboardEvent) => {
    const verdict = keys[event.key]
    const key = event.target instanceof Element ? event.target.closest('[data-key]')?.getAttribute('data-key') : null
    const entry = shown.find((each) => each.key === key)
    if (verdict === undefined || entry === undefined || readOnly || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    decide(entry, verdict)
  }
  const copy = () =>
    void navigator.clipboard.writeText(ledgerCsv(pair, entries)).then(() => say(`Copied ${entries.length} entries as CSV`), fail)

  return (
    <>
      <RadioGroup className="segments" value={String(side)} onChange={(value) => setSide(value === '1' ? 1 : 0)}>
        <Label className="unseen">Which side says it</Label>
        <Radio value="0">Said left, not right</Radio>
        <Radio value="1">Said right, not left</Radio>
      </RadioGroup>
      <RadioGroup
        className="segments small"
        orientation="horizontal"
        value={filter}
        onChange={(value) => setFilter(filters.find((each) => each === value) ?? 'open')}
      >
        <Label className="unseen">Which entries</Label>
        {filters.map((each) => (
          <Radio key={each} value={each}>
            {filterNames[each]}
          </Radio>
        ))}
      </RadioGroup>
      <p className="facts">
        {done < 1
          ? 'Comparing…'
          : `${decided} of ${ofSide.length} decided, of sentences with a name, a number or enough words. ${readOnly ? '' : 'Keys: 1 omitted, 2 told otherwise, 3 not relevant, 0 open.'}`}
      </p>
      <div onKeyDownCapture={press}>
        <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: ROW, gap: 4 }}>
          <GridList
            aria-label={side === 0 ? 'Said left, not right' : 'Said right, not left'}
            className="passages"
            style={{ ['--rows' as string]: shown.length, ['--row' as string]: `${ROW + 4}px` }}
            selectionMode="none"
            disallowTypeAhead
            items={shown.map((entry) => ({ id: entry.key, entry }))}
            dependencies={[current]}
            onAction={(key) => {
              const entry = shown.find((each) => each.key === key)
              if (entry !== undefined) go(entry)
            }}
            renderEmptyState={() => (
              <p className="facts">{done < 1 ? '' : filter === 'decided' ? 'Nothing is decided yet.' : 'Nothing is left.'}</p>
            )}
          >
            {({ id, entry }) => (
              <GridListItem
                id={id}
                textValue={entry.quote}
                className="passage-row ledger-row"
                data-verdict={entry.verdict}
                data-focused={id === current || undefined}
              >
                <span className="passage-start" dir="auto">
                  {entry.quote}
                </span>
                <Text slot="description" className="facts" dir="auto">
                  {entry.nearest === null
                    ? 'Nothing like it there'
                    : `Nearest, ${((entry.score ?? 0) / 100).toFixed(2)}: ${entry.nearest.quote}`}
                </Text>
                {id === current ? (
                  <span className="verdicts">
                    {verdictOf.map(([key, verdict]) =>
                      verdict === 'open' && entry.verdict === 'open' ? null : (
                        <Button
                          key={verdict}
                          className="verdict"
                          aria-pressed={entry.verdict === verdict}
                          isDisabled={readOnly}
                          onPress={() => decide(entry, verdict)}
                        >
                          {verdict} <kbd>{key}</kbd>
                        </Button>
                      ),
                    )}
                  </span>
                ) : isDecided(entry) ? (
                  <span className="badge">{entry.verdict}</span>
                ) : null}
              </GridListItem>
            )}
          </GridList>
        </Virtualizer>
      </div>
      <div className="choices">
        <Button isDisabled={entries.length === 0} onPress={copy}>
          Copy as CSV
        </Button>
      </div>
    </>
  )
}
