// The project's articles: filter, sort, open, compare, import.

import { Columns2, FileUp, Import, Plus } from 'lucide-react'
import { useState } from 'react'
import {
  Button,
  Collection,
  GridList,
  GridListItem,
  GridListLoadMoreItem,
  Input,
  ListLayout,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  SearchField,
  Text,
  Virtualizer,
} from 'react-aria-components'
import { nameOf } from '../../../shared/articlename.ts'
import type { ArticleId } from '../../../shared/ids.ts'
import { type LibraryRow, librarySorts } from '../../../shared/library.ts'
import { useLibrary } from '../../state/data.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { Facts } from '../../ui/Facts.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Empty } from '../../ui/Panel.tsx'
import { SortBy } from '../../ui/SortBy.tsx'

const sortNames: Record<(typeof librarySorts)[number], string> = {
  title: 'Title',
  outlet: 'Outlet',
  date: 'Date',
  words: 'Length',
  highlights: 'Highlights',
  imported: 'Imported',
}

type Props = Readonly<{
  openIds: readonly (ArticleId | null)[]
  readOnly: boolean
  onOpen: (id: ArticleId) => void
  onBeside: (id: ArticleId) => void
  onImport: (what: 'files' | 'folder' | 'link') => void
}>

export function LibraryPanel({ openIds, readOnly, onOpen, onBeside, onImport }: Props) {
  const [{ blind }] = useWorkspace()
  const [filter, setFilter] = useState('')
  const [sort, setSort] = useState<(typeof librarySorts)[number]>('title')
  const library = useLibrary({ filter, sort, descending: sort === 'highlights' || sort === 'words' || sort === 'imported' })
  const pages = library.data?.pages ?? []
  const rows = pages.flatMap((page) => page.rows)
  const total = pages[0]?.total ?? 0

  return (
    <>
      <header className="panel-head">
        <h2>Articles</h2>
        <span className="facts">{total.toLocaleString()}</span>
        <span className="spring" />
        <SortBy what="articles" sorts={librarySorts} names={sortNames} value={sort} onChange={setSort} />
        <MenuTrigger>
          <IconButton icon={Plus} label="Add articles" isDisabled={readOnly} />
          <Popover>
            <Menu
              onAction={(key) => {
                if (key === 'files' || key === 'folder' || key === 'link') onImport(key)
              }}
            >
              <MenuItem id="files">Import files…</MenuItem>
              <MenuItem id="folder">Import folder…</MenuItem>
              <MenuItem id="link">Import from a link…</MenuItem>
            </Menu>
          </Popover>
        </MenuTrigger>
      </header>
      <SearchField aria-label="Filter articles" value={filter} onChange={setFilter} className="panel-filter">
        <Input placeholder="Filter by title, outlet, author, story" />
      </SearchField>
      {total === 0 && filter === '' && library.isSuccess ? (
        <Empty title="No articles yet">
          <p>Drop articles here, as any file that you have of them, paste one with Ctrl+V, or import files.</p>
          <Button onPress={() => onImport('files')} isDisabled={readOnly}>
            <FileUp size={15} aria-hidden /> Import files…
          </Button>
          <Button className="quiet" onPress={() => onImport('folder')} isDisabled={readOnly}>
            <Import size={15} aria-hidden /> Import a folder…
          </Button>
        </Empty>
      ) : (
        <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 64 }}>
          <GridList
            aria-label="Articles"
            className="library"
            selectionMode="none"
            onAction={(key) => {
              const row = rows.find((each) => each.id === key)
              if (row !== undefined) onOpen(row.id)
            }}
            renderEmptyState={() => <p className="facts">{library.isLoading ? '' : 'No article fits the filter.'}</p>}
          >
            <Collection items={rows} dependencies={[openIds, blind]}>
              {(row) => <Row row={row} open={openIds.includes(row.id)} blind={blind && openIds.includes(row.id)} onBeside={onBeside} />}
            </Collection>
            <GridListLoadMoreItem
              isLoading={library.isFetchingNextPage}
              onLoadMore={() => library.hasNextPage && void library.fetchNextPage()}
            />
          </GridList>
        </Virtualizer>
      )}
    </>
  )
}

function Row({
  row,
  open,
  blind,
  onBeside,
}: Readonly<{ row: LibraryRow; open: boolean /** Whether its outlet is hidden. */; blind: boolean; onBeside: (id: ArticleId) => void }>) {
  const title = nameOf(row)
  return (
    <GridListItem id={row.id} textValue={title} className="library-row" data-open={open || undefined}>
      <div className="library-words">
        <span className="library-title" dir="auto">
          {title}
        </span>
        <Text slot="description" className="facts" dir="auto">
          <Facts of={[blind ? '' : row.outlet, row.date.slice(0, 10), `${row.words.toLocaleString()} words`]} />
        </Text>
        <span className="coded" title={`${Math.round(row.coded * 100)} % of the text is coded, ${row.highlights} highlights`}>
          <span className="coded-bar">
            <i style={{ width: `${Math.round(row.coded * 100)}%` }} />
          </span>
          <small>{row.highlights === 0 ? 'not coded' : `${row.highlights} highlights`}</small>
        </span>
      </div>
      <IconButton icon={Columns2} label={`Compare with ${title}`} onPress={() => onBeside(row.id)} />
    </GridListItem>
  )
}
