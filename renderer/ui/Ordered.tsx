// A list that is put in order: by drag, by the arrows of its rows, or from the keyboard on a row.
import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Checkbox, DropIndicator, GridList, GridListItem, useDragAndDrop } from 'react-aria-components'
import { IconButton } from './IconButton.tsx'

type Item<Id extends string> = Readonly<{ id: Id; name: string }>

type Props<Id extends string> = Readonly<{
  label: string
  items: readonly Item<Id>[]
  onOrder: (ids: Id[]) => void
  /** For a list whose rows have a tick: which of them are taken in. At least one always is. */
  ticks?: Readonly<{ ids: ReadonlySet<Id>; onTick: (id: Id, on: boolean) => void }>
  /** What stands at the start and at the end of a row. */
  before?: (item: Item<Id>, place: number) => ReactNode
  after?: (item: Item<Id>) => ReactNode
}>

/** The list with one item moved to where another one stands now. */
function moved<Id>(ids: readonly Id[], from: number, to: number): Id[] {
  const rest = ids.toSpliced(from, 1)
  return rest.toSpliced(to, 0, ...ids.slice(from, from + 1))
}

export function Ordered<Id extends string>({ label, items, onOrder, ticks, before, after }: Props<Id>) {
  const ids = items.map(({ id }) => id)
  const shift = (from: number, by: 1 | -1) => {
    if (ids[from + by] !== undefined) onOrder(moved(ids, from, from + by))
  }
  const isOn = (id: Id) => ticks?.ids.has(id) === true
  const isLast = (id: Id) => isOn(id) && ticks?.ids.size === 1
  const tick = (place: number) => {
    const id = ids[place]
    if (id !== undefined && !isLast(id)) ticks?.onTick(id, !isOn(id))
  }
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => items.filter(({ id }) => keys.has(id)).map(({ name }) => ({ 'text/plain': name })),
    getAllowedDropOperations: () => ['move'],
    onReorder: ({ keys, target }) => {
      const [from, there] = [items.findIndex(({ id }) => keys.has(id)), items.findIndex(({ id }) => id === target.key)]
      if (from === -1 || there === -1) return
      const place = target.dropPosition === 'before' ? there : there + 1
      onOrder(moved(ids, from, place > from ? place - 1 : place))
    },
    renderDropIndicator: (target) => <DropIndicator target={target} className="drop-line" />,
  })
  return (
    <div
      role="presentation"
      onKeyDownCapture={(event) => {
        const { key, target } = event
        const row = target instanceof Element ? target.closest('[data-key]') : null
        const place = items.findIndex(({ id }) => id === row?.getAttribute('data-key'))
        const by = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : null
        const isShift = by !== null && event.shiftKey && (event.ctrlKey || event.metaKey)
        if (place === -1 || !(isShift || (key === ' ' && target === row && ticks !== undefined))) return
        event.preventDefault()
        event.stopPropagation()
        if (isShift) shift(place, by)
        else tick(place)
      }}
    >
      <GridList
        aria-label={label}
        className="ordered"
        items={items}
        dependencies={[items, ticks, before, after]}
        dragAndDropHooks={dragAndDropHooks}
      >
        {(item) => {
          const place = ids.indexOf(item.id)
          const on = isOn(item.id)
          return (
            <GridListItem
              id={item.id}
              textValue={item.name}
              className="ordered-row"
              data-off={(ticks !== undefined && !on) || undefined}
              {...(ticks === undefined ? {} : { onAction: () => tick(place) })}
            >
              <Button slot="drag" className="grip" aria-label={`Drag ${item.name}`}>
                <GripVertical size={13} aria-hidden />
              </Button>
              {ticks === undefined ? null : (
                <Checkbox
                  slot={null}
                  className="tick"
                  aria-label={item.name}
                  isSelected={on}
                  isDisabled={isLast(item.id)}
                  onChange={() => tick(place)}
                >
                  <span className="tick-box" aria-hidden />
                </Checkbox>
              )}
              {before?.(item, place)}
              <span className="ordered-name" dir="auto">
                {item.name}
              </span>
              <IconButton icon={ArrowUp} label={`${item.name}: earlier`} onPress={() => shift(place, -1)} />
              <IconButton icon={ArrowDown} label={`${item.name}: later`} onPress={() => shift(place, 1)} />
              {after?.(item)}
            </GridListItem>
          )
        }}
      </GridList>
    </div>
  )
}
