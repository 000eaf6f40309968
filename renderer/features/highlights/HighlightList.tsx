// All highlights of an article: filter, sort, jump, and change or delete many at once.
import { NotebookPen, Trash2 } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import {
  Button,
  Checkbox,
  Collection,
  GridList,
  GridListItem,
  Input,
  ListBox,
  ListBoxItem,
  ListLayout,
  Popover,
  SearchField,
  Select,
  SelectValue,
  Virtualizer,
} from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import type { CodeId, HighlightId } from '../../../shared/ids.ts'
import { chosen, type Listed, type ListQuery, listed, listSorts } from '../../../shared/marklist.ts'
import { useActs } from '../../state/acts.ts'
import { useCodes } from '../../state/data.ts'
import { IconButton, IconToggle } from '../../ui/IconButton.tsx'
import { Empty } from '../../ui/Panel.tsx'
import { SortBy } from '../../ui/SortBy.tsx'
import { Bookmarks } from './Bookmarks.tsx'
import { RecodeDialog } from './RecodeDialog.tsx'

const sortNames: Record<(typeof listSorts)[number], string> = { place: 'Place', code: 'Code', time: 'Newest' }
const ALL = 'all'
const noIds: ReadonlySet<HighlightId> = new Set()

type Props = Readonly<{
  open: OpenArticle
  picked: HighlightId | null
  onJump: (id: HighlightId) => void
  onGo: (offset: number) => void
  readOnly: boolean
  /** What else is to be seen to: stands before the list. */
  children?: ReactNode
}>

export function HighlightList({ open, picked, onJump, onGo, readOnly, children }: Props) {
  const codes = useCodes()
  const acts = useActs()
  const [query, setQuery] = useState<ListQuery>({ text: '', code: null, noted: false, sort: 'place' })
  const [ticked, setTicked] = useState<ReadonlySet<HighlightId>>(noIds)
  const [recoding, setRecoding] = useState(false)
  const all = useMemo(() => listed(open, codes), [open, codes])
  const rows = useMemo(() => chosen(all, query, codes), [all, query, codes])
  const selected = rows.filter(({ highlight }) => ticked.has(highlight.id))
  const used = useMemo(() => {
    const counts = new Map<CodeId, number>()
    for (const { codeId } of open.codings) counts.set(codeId, (counts.get(codeId) ?? 0) + 1)
    return [...codes.values()].flatMap((code) => {
      const count = counts.get(code.id)
      return count === undefined ? [] : [{ code, count }]
    })
  }, [open.codings, codes])

  const bookmarks = <Bookmarks bookmarks={open.bookmarks} onGo={onGo} readOnly={readOnly} />
  if (all.length === 0)
    return (
      <div className="marklist">
        {children}
        {bookmarks}
        <Empty title="No highlights yet">
          <p>Select words in the text and choose a code for them.</p>
        </Empty>
      </div>
    )
  return (
    <div className="marklist">
      {children}
      {bookmarks}
      <div className="marklist-head">
        <SearchField aria-label="Filter highlights" value={query.text} onChange={(text) => setQuery({ ...query, text })}>
          <Input placeholder="Filter by words, note or code" />
        </SearchField>
        <div className="row">
          <Select
            aria-label="Only highlights with the code"
            className="react-aria-Select sort grow"
            value={query.code ?? ALL}
            onChange={(key) =>
              setQuery({ ...query, code: key === 'none' ? 'none' : (used.find(({ code }) => code.id === key)?.code.id ?? null) })
            }
          >
            <Button className="quiet">
              <SelectValue />
            </Button>
            <Popover maxHeight={420}>
              <ListBox>
                <ListBoxItem id={ALL}>All codes</ListBoxItem>
                <ListBoxItem id="none">No code</ListBoxItem>
                {used.map(({ code, count }) => (
                  <ListBoxItem key={code.id} id={code.id} textValue={code.name}>
                    <span className="swatch" style={{ ['--color' as string]: code.color }} aria-hidden />
                    {code.name} <small>{count}</small>
                  </ListBoxItem>
                ))}
              </ListBox>
            </Popover>
          </Select>
          <IconToggle
            icon={NotebookPen}
            label="Only with a note"
            isSelected={query.noted}
            onChange={(noted) => setQuery({ ...query, noted })}
          />
          <SortBy
            what="highlights"
            sorts={listSorts}
            names={sortNames}
            value={query.sort}
            onChange={(sort) => setQuery({ ...query, sort })}
          />
        </div>
      </div>
      <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 62 }}>
        <GridList
          aria-label="Highlights"
          className="marklist-rows"
          selectionMode={readOnly ? 'none' : 'multiple'}
          selectedKeys={ticked}
          onSelectionChange={(keys) => {
            const ids = rows.map(({ highlight }) => highlight.id)
            setTicked(new Set(keys === 'all' ? ids : ids.filter((id) => keys.has(id))))
          }}
          onAction={(key) => {
            const row = rows.find(({ highlight }) => highlight.id === key)
            if (row !== undefined) onJump(row.highlight.id)
          }}
          renderEmptyState={() => <p className="facts">No highlight fits the filter.</p>}
        >
          <Collection items={rows.map((row) => ({ id: row.highlight.id, row }))} dependencies={[picked, readOnly]}>
            {({ id, row }) => <Row key={id} row={row} picked={id === picked} readOnly={readOnly} />}
          </Collection>
        </GridList>
      </Virtualizer>
      <footer className="marklist-foot">
        <span className="facts" aria-live="polite">
          {selected.length > 0
            ? `${selected.length.toLocaleString()} selected`
            : rows.length === all.length
              ? `${all.length.toLocaleString()} highlights`
              : `${rows.length.toLocaleString()} of ${all.length.toLocaleString()} highlights`}
        </span>
        <span className="spring" />
        {selected.length === 0 ? null : (
          <>
            <Button className="quiet" onPress={() => setRecoding(true)}>
              Change code…
            </Button>
            <IconButton
              icon={Trash2}
              label={`Delete ${selected.length.toLocaleString()} highlights`}
              onPress={() =>
                void acts
                  .remove(
                    open,
                    selected.map(({ highlight }) => highlight),
                  )
                  .then((gone) => gone && setTicked(noIds))
              }
            />
          </>
        )}
      </footer>
      <RecodeDialog isOpen={recoding} open={open} marked={selected} codes={codes} onClose={() => setRecoding(false)} />
    </div>
  )
}

function Row({ row, picked, readOnly }: Readonly<{ row: Listed; picked: boolean; readOnly: boolean }>) {
  const { highlight, codes, number } = row
  const names = codes.map(({ name }) => name).join(', ') || 'no code'
  return (
    <GridListItem
      id={highlight.id}
      textValue={`${number}, ${highlight.quote.slice(0, 200)}, ${names}${highlight.formerQuote === '' ? '' : ', moved'}`}
      className="mark-row"
      data-picked={picked || undefined}
    >
      {readOnly ? null : (
        <Checkbox slot="selection" className="tick">
          <span className="tick-box" aria-hidden />
        </Checkbox>
      )}
      <span className="mark-number">{number}</span>
      <div className="mark-words">
        <span className="mark-quote" dir="auto">
          {highlight.quote.slice(0, 240)}
        </span>
        <span className="mark-codes">
          {codes.map((code) => (
            <span key={code.id} className="swatch" style={{ ['--color' as string]: code.color }} aria-hidden />
          ))}
          {highlight.formerQuote === '' ? null : <span className="state-label">moved</span>}
          <span>{names}</span>
          {highlight.note === '' ? null : <NotebookPen size={12} aria-label="has a note" />}
        </span>
      </div>
    </GridListItem>
  )
}
