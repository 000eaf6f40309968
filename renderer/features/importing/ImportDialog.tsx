// The report of an import: what was taken, known, refused and what waits, with what is to be decided about each.
import { useMemo, useState } from 'react'
import {
  Button,
  Collection,
  Dialog,
  GridList,
  GridListItem,
  Heading,
  Label,
  ListLayout,
  Modal,
  ModalOverlay,
  Radio,
  RadioGroup,
  Text,
  Virtualizer,
} from 'react-aria-components'
import type { ImportReport } from '../../../shared/contract.ts'
import type { ArticleId } from '../../../shared/ids.ts'
import { useTell } from '../../state/notice.ts'
import { asCsv, asText, type Entry, entriesOf, merged, needsLook, noteOf, outcomes, summaryOf } from './entries.ts'
import { TakenArticle } from './TakenArticle.tsx'
import { WaitingForm } from './WaitingForm.tsx'

type Props = Readonly<{
  report: ImportReport
  onReport: (report: ImportReport | null) => void
  onOpen: (id: ArticleId) => void
  onBeside: (pair: readonly [ArticleId, ArticleId]) => void
  onSplit: (id: ArticleId) => void
}>

export function ImportDialog({ report, onReport, ...acts }: Props) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => isOpen || onReport(null)}>
      <Modal className="modal wide import-modal">
        <Dialog className="import-dialog">
          <Heading slot="title">Import</Heading>
          <Report report={report} onReport={onReport} {...acts} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const filters = ['look', 'all', 'taken', 'known', 'refused'] as const
type Filter = (typeof filters)[number]
const filterNames: Readonly<Record<Filter, string>> = {
  look: 'To look at',
  all: 'All',
  taken: 'Taken',
  known: 'Known',
  refused: 'Refused',
}
const fits = (entry: Entry, filter: Filter) => filter === 'all' || (filter === 'look' ? needsLook(entry) : entry.what === filter)

function Report({ report, onReport, onOpen, onBeside, onSplit }: Props & Readonly<{ report: ImportReport }>) {
  const { say, fail } = useTell()
  const entries = useMemo(() => entriesOf(report), [report])
  const counts = useMemo(() => new Map(filters.map((each) => [each, entries.filter((entry) => fits(entry, each)).length])), [entries])
  const [filter, setFilter] = useState<Filter>(() => (entries.length > 12 && entries.some(needsLook) ? 'look' : 'all'))
  const shown = useMemo(() => entries.filter((entry) => fits(entry, filter)), [entries, filter])
  const [key, setKey] = useState<string | null>(null)
  const chosen = shown.find((entry) => entry.key === key) ?? shown.find(needsLook) ?? shown[0]

  const copy = (words: string) => void navigator.clipboard.writeText(words).then(() => say('The list of the import was copied'), fail)
  const open = (id: ArticleId) => {
    onOpen(id)
    onReport(null)
  }

  return (
    <>
      <p className="facts">{summaryOf(report)}</p>
      <div className="import-head">
        <RadioGroup
          className="segments"
          orientation="horizontal"
          value={filter}
          onChange={(value) => setFilter(filters.find((each) => each === value) ?? 'all')}
        >
          <Label className="unseen">Which files</Label>
          {filters.map((each) => (
            <Radio key={each} value={each}>
              {filterNames[each]} {(counts.get(each) ?? 0).toLocaleString('en')}
            </Radio>
          ))}
        </RadioGroup>
        <span className="spring" />
        <Button className="quiet" onPress={() => copy(asText(report, shown))}>
          Copy as text
        </Button>
        <Button className="quiet" onPress={() => copy(asCsv(shown))}>
          Copy as CSV
        </Button>
      </div>
      <div className="import-body">
        <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: 44 }}>
          <GridList
            aria-label="Files"
            className="import-rows"
            selectionMode="single"
            selectionBehavior="replace"
            disallowEmptySelection
            selectedKeys={chosen === undefined ? [] : [chosen.key]}
            onSelectionChange={(keys) => {
              const [next] = keys
              if (keys !== 'all' && next !== undefined) setKey(String(next))
            }}
            renderEmptyState={() => <p className="facts">Nothing of this kind.</p>}
          >
            <Collection items={shown.map((entry) => ({ id: entry.key, entry }))}>
              {({ id, entry }) => (
                <GridListItem
                  id={id}
                  textValue={`${entry.title}, ${outcomes[entry.what]}`}
                  className="import-row"
                  data-look={needsLook(entry)}
                >
                  <bdi className="import-title">{entry.title}</bdi>
                  <Text slot="description" className="facts">
                    {entry.title === entry.name ? null : (
                      <>
                        <bdi>{entry.name}</bdi> ·{' '}
                      </>
                    )}
                    <bdi>{noteOf(entry)}</bdi>
                  </Text>
                </GridListItem>
              )}
            </Collection>
          </GridList>
        </Virtualizer>
        <section className="import-entry" aria-label="What came of the file">
          {chosen === undefined ? null : (
            <EntryDetails key={chosen.key} entry={chosen}>
              {chosen.what === 'taken' ? (
                <TakenArticle file={chosen.file} onOpen={open} onBeside={onBeside} onSplit={onSplit} />
              ) : chosen.what === 'known' ? (
                <Button onPress={() => open(chosen.file.id)}>Open it</Button>
              ) : chosen.what === 'waiting' ? (
                <WaitingForm file={chosen.file} all={report.waiting} onTried={(tried, again) => onReport(merged(report, tried, again))} />
              ) : null}
            </EntryDetails>
          )}
        </section>
      </div>
      <div className="choices">
        <Button className="primary" onPress={() => onReport(null)}>
          Done
        </Button>
      </div>
    </>
  )
}

function EntryDetails({ entry, children }: Readonly<{ entry: Entry; children: React.ReactNode }>) {
  return (
    <>
      <h3 dir="auto">{entry.title}</h3>
      {entry.what === 'taken' ? (
        <p className="facts">
          <bdi>{entry.name}</bdi>, {entry.file.encoding}
        </p>
      ) : null}
      {entry.what === 'refused' ? <p className="warning">{entry.file.reason}</p> : null}
      {entry.what === 'known' ? <p>The same file is in the project already.</p> : null}
      {children}
    </>
  )
}
