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
  /** Which of them are taken in, for a list whose rows have a tick; at least one always is. */
  ticked?: ReadonlySet<Id>
  onTick?: (ids: Id[]) => void
  /** What stands at the start and at the end of a row. */
  before?: (item: Item<Id>, place: number) => ReactNode
  after?: (item: Item<Id>) => ReactNode
}>

/** The list with one item moved to where another one stands now. */
function moved<Id>(ids: readonly Id[], from: number, to: number): Id[] {
  const rest = ids.toSpliced(from, 1)
  return rest.toSpliced(to, 0, ...ids.slice(from, from + 1))
}

export function Ordered<Id extends string>({ label, items, onOrder, ticked, onTick, before, after }: Props<Id>) {
  const ids = items.map(({ id }) => id)
  const shift = (from: number, by: 1 | -1) => {
    if (from === -1 || ids[from + by] === undefined) return
    onOrder(moved(ids, from, from + by))
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
        const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
        if (by === null || !event.shiftKey || !(event.ctrlKey || event.metaKey) || !(event.target instanceof Element)) return
        const row = event.target.closest('[data-key]')?.getAttribute('data-key')
        event.preventDefault()
        event.stopPropagation()
        shift(
          items.findIndex(({ id }) => id === row),
          by,
        )
      }}
    >
      <GridList
        aria-label={label}
        className="ordered"
        items={items}
        dependencies={[items, ticked, before, after]}
        dragAndDropHooks={dragAndDropHooks}
        {...(ticked === undefined
          ? {}
          : {
              selectionMode: 'multiple' as const,
              disallowEmptySelection: true,
              selectedKeys: ticked,
              onSelectionChange: (keys: 'all' | ReadonlySet<unknown>) => onTick?.(ids.filter((id) => keys === 'all' || keys.has(id))),
            })}
      >
        {(item) => {
          const place = ids.indexOf(item.id)
          return (
            <GridListItem id={item.id} textValue={item.name} className="ordered-row" data-off={ticked?.has(item.id) === false || undefined}>
              <Button slot="drag" className="grip" aria-label={`Drag ${item.name}`}>
                <GripVertical size={13} aria-hidden />
              </Button>
              {ticked === undefined ? null : (
                <Checkbox slot="selection" className="tick">
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
