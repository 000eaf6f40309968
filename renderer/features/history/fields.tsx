// What narrows the history: one of many, found by typing; emptied, all of them.

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import { nameOf } from '../../../shared/articlename.ts'
import type { ArticleId } from '../../../shared/ids.ts'
import { call } from '../../state/api.ts'

/** Articles that the field offers at once. */
const OFFERED = 50

type Item<Id extends string> = Readonly<{ id: Id; name: string }>
type Props<Id extends string> = Readonly<{
  label: string
  items: readonly Item<Id>[]
  value: Id | null
  onChange: (id: Id | null) => void
  /** Words typed, where the items are asked for by them. */
  onType?: (words: string) => void
}>

export function OneOf<Id extends string>({ label, items, value, onChange, onType }: Props<Id>) {
  return (
    <ComboBox
      aria-label={label}
      {...(onType === undefined ? { defaultItems: items } : { items, onInputChange: onType, allowsEmptyCollection: true })}
      value={value}
      onChange={(key) => onChange(items.find(({ id }) => id === key)?.id ?? null)}
      menuTrigger="focus"
    >
      <div className="code-field-box">
        <Input placeholder={`Any ${label.toLowerCase()}`} />
        <Button aria-label={`Choose ${label.toLowerCase()}`}>▾</Button>
      </div>
      <Popover>
        <ListBox>
          {({ id, name }: Item<Id>) => (
            <ListBoxItem id={id} textValue={name}>
              <bdi>{name}</bdi>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  )
}

type ArticleProps = Readonly<{ value: ArticleId | null; openId: ArticleId | null; onChange: (id: ArticleId | null) => void }>

/** Articles by their titles, the open one first. */
export function ArticleField({ value, openId, onChange }: ArticleProps) {
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<Item<ArticleId> | null>(null)
  const filter = typed === chosen?.name ? '' : typed
  const { data } = useQuery({
    queryKey: ['library', 'offered', filter],
    queryFn: () => call('library.list', { filter, sort: 'title', descending: false, offset: 0, limit: OFFERED }),
  })
  const rows = (data?.rows ?? [])
    .toSorted((a, b) => Number(b.id === openId) - Number(a.id === openId))
    .map((row) => ({ id: row.id, name: nameOf(row) }))
  const items = chosen === null || rows.some(({ id }) => id === chosen.id) ? rows : [chosen, ...rows]
  return (
    <OneOf
      label="Article"
      items={items}
      value={value}
      onChange={(id) => {
        setChosen(items.find((item) => item.id === id) ?? null)
        onChange(id)
      }}
      onType={setTyped}
    />
  )
}
