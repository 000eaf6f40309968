// The journal: who did what and when, found by words, article, code and coder; what an act took away can be brought back.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components'
import type { ArticleId, CodeId, CoderId, HighlightId } from '../../../shared/ids.ts'
import type { JournalEntry } from '../../../shared/journal.ts'
import { call } from '../../state/api.ts'
import { useCodes } from '../../state/data.ts'
import { useTell } from '../../state/notice.ts'
import { Empty } from '../../ui/Panel.tsx'
import { moment } from '../../ui/time.ts'
import { ArticleField, OneOf } from './fields.tsx'

const PAGE = 100
const touched = (kind: 'article' | 'code', id: string | null) => (id === null ? [] : [{ kind, id }])
const titled = ({ kind, label }: JournalEntry) => (kind === 'act' ? label : `${kind === 'undo' ? 'Undone' : 'Redone'}: ${label}`)
const states = { done: '', undone: 'undone', dropped: 'undone for good' } as const

export function HistoryView({ openId, readOnly }: Readonly<{ openId: ArticleId | null; readOnly: boolean }>) {
  const [query, setQuery] = useState('')
  const [articleId, setArticleId] = useState<ArticleId | null>(null)
  const [codeId, setCodeId] = useState<CodeId | null>(null)
  const [coderId, setCoderId] = useState<CoderId | null>(null)
  const [seq, setSeq] = useState<number | null>(null)
  const codes = [...useCodes().values()]
  const coders = useQuery({ queryKey: ['journal', 'coders'], queryFn: () => call('coder.list') }).data ?? []
  const [record = null, also] = [...touched('article', articleId), ...touched('code', codeId)]
  const asked = { query, record, ...(also === undefined ? {} : { also }), ...(coderId === null ? {} : { coderId }) }
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['journal', 'all', asked],
    queryFn: ({ pageParam }) => call('journal.search', { ...asked, ...(pageParam === null ? {} : { before: pageParam }), limit: PAGE }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)?.seq),
  })
  const entries = data?.pages.flat() ?? []
  const entry = entries.find((each) => each.seq === seq)

  return (
    <div className="history-view">
      <header className="history-head">
        <h2>History</h2>
        <SearchField aria-label="What was done" value={query} onChange={setQuery}>
          <Input placeholder="What was done" />
        </SearchField>
        <ArticleField value={articleId} openId={openId} onChange={setArticleId} />
        <OneOf label="Code" items={codes} value={codeId} onChange={setCodeId} />
        <OneOf label="Coder" items={coders} value={coderId} onChange={setCoderId} />
      </header>
      <div className="history-body">
        <div className="history-rows">
          <ListBox
            aria-label="Acts, newest first"
            items={entries.map((each) => ({ ...each, id: each.seq }))}
            selectionMode="single"
            selectionBehavior="replace"
            selectedKeys={seq === null ? [] : [seq]}
            onSelectionChange={(keys) => setSeq(entries.find((each) => keys !== 'all' && keys.has(each.seq))?.seq ?? null)}
            renderEmptyState={() => <p className="facts">{data === undefined ? '' : 'Nothing fits.'}</p>}
          >
            {(each) => (
              <ListBoxItem
                id={each.seq}
                textValue={`${titled(each)}, ${each.coder}, ${moment(each.at)} ${states[each.state]}`}
                className="history-row"
                data-state={each.state}
              >
                <span>{each.seq}</span>
                <span dir="auto">{titled(each)}</span>
                <small>
                  {each.coder} · {moment(each.at)}
                </small>
              </ListBoxItem>
            )}
          </ListBox>
          {hasNextPage ? (
            <Button className="quiet" onPress={() => void fetchNextPage()}>
              Older
            </Button>
          ) : null}
        </div>
        {entry === undefined ? (
          <Empty title="No act is chosen">
            <p>Choose one to see whether highlights that it took away can come back.</p>
          </Empty>
        ) : (
          <Entry key={entry.seq} entry={entry} readOnly={readOnly} />
        )}
      </div>
    </div>
  )
}

function Entry({ entry, readOnly }: Readonly<{ entry: JournalEntry; readOnly: boolean }>) {
  const { seq, coder, at, state, target } = entry
  const { say, fail } = useTell()
  const { data: gone, error } = useQuery({ queryKey: ['journal', 'gone', seq], queryFn: () => call('journal.gone', { seq }) })
  const restore = (ids: readonly HighlightId[]) =>
    void call('journal.restore', { seq, ids: [...ids] }).then((label) => say(`${label} — saved`), fail)
  return (
    <section className="history-entry" aria-label="The chosen act">
      <h3 dir="auto">{titled(entry)}</h3>
      <p className="facts">
        Act {seq} by {coder}, {moment(at)}
        {target === null ? '' : `, on act ${target}`}
        {states[state] === '' ? '' : `; ${states[state]}`}
      </p>
      {error === null ? null : <p className="warning">{error.message}</p>}
      {gone === undefined ? null : gone.length === 0 ? (
        <p className="facts">No highlight that it took away is missing.</p>
      ) : (
        <>
          <p>{gone.length === 1 ? 'A highlight is gone since:' : `${gone.length.toLocaleString()} highlights are gone since:`}</p>
          <ul className="history-gone">
            {gone.map(({ highlight, title, codes }) => (
              <li key={highlight.id}>
                <q dir="auto">{highlight.quote.slice(0, 300)}</q>
                <small>
                  <bdi>{title}</bdi> · {codes.join(', ') || 'no code'}
                </small>
                {readOnly ? null : (
                  <Button aria-label={`Restore “${highlight.quote.slice(0, 60)}”`} onPress={() => restore([highlight.id])}>
                    Restore
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {readOnly || gone.length < 2 ? null : (
            <div className="choices">
              <Button onPress={() => restore(gone.map(({ highlight }) => highlight.id))}>Restore all</Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}
