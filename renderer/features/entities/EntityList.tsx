// All entities of the project: filter, sort, make, and merge those that are one.
import { Merge, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import {
  Button,
  Checkbox,
  Collection,
  Dialog,
  DialogTrigger,
  GridList,
  GridListItem,
  Input,
  Label,
  ListLayout,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  SearchField,
  TextField,
  Virtualizer,
} from 'react-aria-components'
import type { EntityRow } from '../../../shared/contract.ts'
import { addEntity, matchingEntities, mergeEntities } from '../../../shared/entities.ts'
import type { EntityId } from '../../../shared/ids.ts'
import type { Entity } from '../../../shared/records.ts'
import { useActs } from '../../state/acts.ts'
import { call } from '../../state/api.ts'
import { useEntities } from '../../state/data.ts'
import { useTell } from '../../state/notice.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { Empty } from '../../ui/Panel.tsx'
import { SortBy } from '../../ui/SortBy.tsx'
import { kindNames } from './kinds.ts'

const sorts = ['name', 'kind', 'side', 'highlights'] as const
const sortNames: Readonly<Record<(typeof sorts)[number], string>> = { name: 'Name', kind: 'Kind', side: 'Side', highlights: 'Highlights' }
const noIds: ReadonlySet<EntityId> = new Set()

/** Rows come by name; sorting keeps that order among equals. */
function sorted(rows: readonly EntityRow[], by: (typeof sorts)[number]): readonly EntityRow[] {
  if (by === 'name') return rows
  return rows.toSorted((a, b) => (by === 'highlights' ? b.highlights - a.highlights : a.entity[by].localeCompare(b.entity[by])))
}

export function EntityList({ readOnly }: Readonly<{ readOnly: boolean }>) {
  const all = useEntities()
  const acts = useActs()
  const { fail } = useTell()
  const [{ entity: shown }, move] = useWorkspace()
  const [filter, setFilter] = useState('')
  const [sort, setSort] = useState<(typeof sorts)[number]>('name')
  const [ticked, setTicked] = useState<ReadonlySet<EntityId>>(noIds)
  const rows = useMemo(() => {
    const rowOf = new Map((all ?? []).map((row) => [row.entity.id, row]))
    const entities = (all ?? []).map(({ entity }) => entity)
    const found = matchingEntities(entities, filter).flatMap(({ id }) => rowOf.get(id) ?? [])
    return sorted(found, sort)
  }, [all, filter, sort])
  const chosen = rows.flatMap(({ entity }) => (ticked.has(entity.id) ? [entity] : []))

  const make = (name: string) =>
    acts.act('Add entity', (pen) => {
      const { entity, change } = addEntity(pen, name)
      move({ to: 'entity', id: entity.id })
      return change
    })
  const merge = async (into: Entity) => {
    const others = chosen.filter(({ id }) => id !== into.id)
    try {
      const uses = await call('entity.uses', { ids: chosen.map(({ id }) => id) })
      const highlights = uses.highlights.map(({ highlight }) => highlight)
      if (
        !(await acts.act(`Merge ${chosen.length} entities into “${into.name.slice(0, 80)}”`, () =>
          mergeEntities(into, others, { ...uses, highlights }),
        ))
      )
        return
      setTicked(noIds)
      move({ to: 'entity', id: into.id })
    } catch (error) {
      fail(error)
    }
  }

  return (
    <div className="entities">
      <header className="entities-head">
        <h2>Entities</h2>
        <span className="facts">{(all?.length ?? 0).toLocaleString()}</span>
        <SearchField aria-label="Filter entities" value={filter} onChange={setFilter}>
          <Input placeholder="Filter by any name" />
        </SearchField>
        <SortBy what="entities" sorts={sorts} names={sortNames} value={sort} onChange={setSort} />
        <span className="spring" />
        {readOnly || chosen.length < 2 ? null : (
          <MenuTrigger>
            <Button>
              <Merge size={15} aria-hidden /> Merge {chosen.length} into…
            </Button>
            <Popover>
              <Menu
                aria-label="Which of them stays"
                items={chosen}
                onAction={(key) => {
                  const into = chosen.find(({ id }) => id === key)
                  if (into !== undefined) void merge(into)
                }}
              >
                {(entity) => (
                  <MenuItem id={entity.id} textValue={entity.name}>
                    <bdi>{entity.name}</bdi>
                  </MenuItem>
                )}
              </Menu>
            </Popover>
          </MenuTrigger>
        )}
        {readOnly ? null : <New onMake={make} />}
      </header>
      {all?.length === 0 ? (
        <Empty title="No entities yet">
          <p>People, places, organisations and events, under all the names that the articles use for them.</p>
          <p>Make one here, or choose a highlight in a text and say in the inspector whom or what it is about.</p>
        </Empty>
      ) : (
        <>
          <div className="entity-columns" aria-hidden>
            <span />
            <span>Name</span>
            <span>Kind</span>
            <span>Side</span>
            <span>Highlights</span>
          </div>
          <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 52 }}>
            <GridList
              aria-label="Entities"
              className="entity-rows"
              selectionMode={readOnly ? 'none' : 'multiple'}
              selectedKeys={ticked}
              onSelectionChange={(keys) => {
                const ids = rows.map(({ entity }) => entity.id)
                setTicked(new Set(keys === 'all' ? ids : ids.filter((id) => keys.has(id))))
              }}
              onAction={(key) => {
                const row = rows.find(({ entity }) => entity.id === key)
                if (row !== undefined) move({ to: 'entity', id: row.entity.id })
              }}
              renderEmptyState={() => <p className="facts">{all === undefined ? '' : 'No entity fits the filter.'}</p>}
            >
              <Collection items={rows.map((row) => ({ id: row.entity.id, row }))} dependencies={[shown, readOnly]}>
                {({ id, row }) => <Row key={id} row={row} shown={id === shown} readOnly={readOnly} />}
              </Collection>
            </GridList>
          </Virtualizer>
        </>
      )}
    </div>
  )
}

function Row({ row: { entity, highlights }, shown, readOnly }: Readonly<{ row: EntityRow; shown: boolean; readOnly: boolean }>) {
  return (
    <GridListItem
      id={entity.id}
      textValue={`${entity.name}, ${kindNames[entity.kind]}, ${highlights} highlights`}
      className="entity-row"
      data-shown={shown || undefined}
    >
      {readOnly ? (
        <span />
      ) : (
        <Checkbox slot="selection" className="tick">
          <span className="tick-box" aria-hidden />
        </Checkbox>
      )}
      <span className="entity-name">
        <bdi>{entity.name}</bdi>
        {entity.aliases.length === 0 ? null : <small dir="auto">{entity.aliases.join(' · ')}</small>}
      </span>
      <span className="facts">{kindNames[entity.kind]}</span>
      <span dir="auto">{entity.side}</span>
      <span className="entity-count">{highlights.toLocaleString()}</span>
    </GridListItem>
  )
}

function New({ onMake }: Readonly<{ onMake: (name: string) => Promise<boolean> }>) {
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={(now) => {
        setOpen(now)
        setName('')
      }}
    >
      <Button>
        <Plus size={15} aria-hidden /> New entity
      </Button>
      <Popover placement="bottom end">
        <Dialog aria-label="New entity" className="react-aria-Dialog link-edit">
          <form
            onSubmit={(event) => {
              event.preventDefault()
              void onMake(name).then((made) => made && setOpen(false))
            }}
          >
            <TextField value={name} onChange={setName} autoFocus maxLength={2_000}>
              <Label>Name</Label>
              <Input dir="auto" />
            </TextField>
            <Button type="submit" isDisabled={name.trim() === ''}>
              Add
            </Button>
          </form>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
