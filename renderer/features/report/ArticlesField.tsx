// What a report is of: what is open, a collection, everything, or articles that are chosen and put in order.

import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button, Checkbox, Dialog, DialogTrigger, GridList, GridListItem, Input, Popover, SearchField } from 'react-aria-components'
import { nameOf } from '../../../shared/articlename.ts'
import type { ArticleId } from '../../../shared/ids.ts'
import { type Definition, definitionScopes } from '../../../shared/records.ts'
import type { ArticlesFound, Said } from '../../../shared/report/definition.ts'
import { MOST_REPORTED } from '../../../shared/report/model.ts'
import { letterOf } from '../../../shared/report/wording.ts'
import { call } from '../../state/api.ts'
import { useLibrary } from '../../state/data.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { Choice } from '../../ui/Choice.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Ordered } from '../../ui/Ordered.tsx'

const scopeNames: Readonly<Record<Definition['scope'], string>> = {
  open: 'The open article',
  pair: 'The pair of Compare',
  set: 'The set of Compare',
  collection: 'A collection',
  all: 'All articles',
  chosen: 'Chosen articles',
}
/** Articles of a scope that are named; the others are counted. */
const NAMED = 12

type Props = Readonly<{
  definition: Definition
  found: ArticlesFound | undefined
  onChange: (fields: Partial<Said> | ((now: Said) => Partial<Said>)) => void
}>

export function ArticlesField({ definition: { scope, collection }, found, onChange }: Props) {
  const collections = useQuery({ queryKey: ['library', 'collections'], queryFn: () => call('library.collections') }).data ?? []
  const articles = found?.articles ?? []
  const ids = articles.map(({ id }) => id)
  const chosen = (articleIds: readonly ArticleId[]): Partial<Said> => ({ scope: 'chosen', articleIds })
  /** Those that the project no longer has stay at the end: they may come back. */
  const order = (next: readonly ArticleId[]) => onChange((now) => chosen([...next, ...now.articleIds.filter((id) => !ids.includes(id))]))
  const names = [...new Set([...collections, ...(collection === '' ? [] : [collection])])]
  return (
    <>
      <Choice
        label="Articles"
        options={definitionScopes.filter((each) => each !== 'collection' || names.length > 0)}
        names={scopeNames}
        value={scope}
        onChange={(next) =>
          next === scope
            ? undefined
            : next === 'chosen'
              ? onChange(chosen(ids))
              : onChange({ scope: next, ...(next === 'collection' && collection === '' ? { collection: names[0] ?? '' } : {}) })
        }
      />
      {scope === 'collection' ? (
        <Choice
          label="Collection"
          options={names}
          names={Object.fromEntries(names.map((name) => [name, name]))}
          value={collection}
          onChange={(name) => onChange({ collection: name })}
        />
      ) : null}
      {scope === 'chosen' ? (
        <>
          {ids.length === 0 ? null : (
            <Ordered
              label="Articles in their order"
              items={articles.map(({ id, title }) => ({ id, name: title }))}
              onOrder={order}
              before={(_, place) => <b aria-hidden>{letterOf(place)}</b>}
              after={({ id, name }) => (
                <IconButton
                  icon={X}
                  label={`Take out ${name}`}
                  onPress={() => onChange((now) => chosen(now.articleIds.filter((each) => each !== id)))}
                />
              )}
            />
          )}
          <Picker
            chosen={ids}
            onChoose={(out, more) =>
              onChange((now) => chosen([...now.articleIds.filter((id) => !out.includes(id)), ...more].slice(0, MOST_REPORTED)))
            }
          />
        </>
      ) : (
        <ol className="reported">
          {articles.slice(0, NAMED).map(({ id, title }, place) => (
            <li key={id}>
              <b>{letterOf(place)}</b>
              <span dir="auto">{title}</span>
            </li>
          ))}
          {scope === 'pair' && articles.length === 1 ? (
            <li className="facts">Open a second article in Compare to report on a pair.</li>
          ) : null}
          {articles.length > NAMED ? <li className="facts">and {(articles.length - NAMED).toLocaleString()} more</li> : null}
        </ol>
      )}
    </>
  )
}

type PickerProps = Readonly<{ chosen: readonly ArticleId[]; onChoose: (out: readonly ArticleId[], more: readonly ArticleId[]) => void }>

/** Takes articles of the project in, and out again. */
function Picker(props: PickerProps) {
  return (
    <DialogTrigger>
      <Button className="wide-button">
        <Plus size={14} aria-hidden /> Choose articles…
      </Button>
      <Popover className="react-aria-Popover picker" placement="bottom end">
        <Dialog aria-label="Choose articles">
          <Offered {...props} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Offered({ chosen, onChoose }: PickerProps) {
  const [{ blind }] = useWorkspace()
  const [filter, setFilter] = useState('')
  const rows = useLibrary({ filter, sort: 'title', descending: false }).data?.pages[0]?.rows ?? []
  return (
    <>
      <SearchField aria-label="Find articles" autoFocus value={filter} onChange={setFilter}>
        <Input placeholder="Find articles" />
      </SearchField>
      <GridList
        aria-label="Articles of the project"
        className="picker-rows"
        items={rows}
        selectionMode="multiple"
        escapeKeyBehavior="none"
        selectedKeys={chosen}
        onSelectionChange={(keys) => {
          const offered = rows.map(({ id }) => id)
          const isOn = (id: ArticleId) => keys === 'all' || keys.has(id)
          onChoose(
            offered.filter((id) => chosen.includes(id) && !isOn(id)),
            offered.filter((id) => !chosen.includes(id) && isOn(id)),
          )
        }}
        renderEmptyState={() => <p className="facts">No article fits.</p>}
      >
        {(row) => (
          <GridListItem id={row.id} textValue={nameOf(row)} className="picker-row">
            <Checkbox slot="selection" className="tick">
              <span className="tick-box" aria-hidden />
            </Checkbox>
            <span className="picker-words">
              <span dir="auto">{nameOf(row)}</span>
              <small className="facts" dir="auto">
                <Facts of={[blind ? '' : row.outlet, row.date.slice(0, 10)]} />
              </small>
            </span>
          </GridListItem>
        )}
      </GridList>
    </>
  )
}
