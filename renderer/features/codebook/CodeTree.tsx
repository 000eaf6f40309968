// The codes of one codebook as a tree that is put in order by drag or from the keyboard.
import { ChevronRight, GripVertical } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button, Collection, DropIndicator, type Key, Tree, TreeItem, TreeItemContent, useDragAndDrop } from 'react-aria-components'
import type { Place, Shift } from '../../../shared/codebook/edit.ts'
import { siblingsUnder } from '../../../shared/codebook/tree.ts'
import type { CodebookId, CodeId } from '../../../shared/ids.ts'
import type { Code } from '../../../shared/records.ts'

type Branch = Readonly<{ id: CodeId; code: Code; children: readonly Branch[] }>

/** Codes that fit, with all above them. */
function branchesOf(codes: readonly Code[], parentId: CodeId | null, fits: (code: Code) => boolean): readonly Branch[] {
  return codes
    .filter((code) => code.parentId === parentId)
    .map((code) => ({ id: code.id, code, children: branchesOf(codes, code.id, fits) }))
    .filter((branch) => branch.children.length > 0 || fits(branch.code))
}

const shifts: Readonly<Record<string, Shift>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowRight: 'in', ArrowLeft: 'out' }

type Props = Readonly<{
  codebookId: CodebookId
  /** Codes of the codebook, each before those under it, siblings in their order. */
  codes: readonly Code[]
  /** Uses in the project by code. */
  counts: ReadonlyMap<CodeId, number>
  filter: string
  chosen: CodeId | null
  readOnly: boolean
  onChoose: (id: CodeId) => void
  onMove: (id: CodeId, place: Place) => void
  onShift: (id: CodeId, shift: Shift) => void
  onDelete: (id: CodeId) => void
}>

export function CodeTree({ codebookId, codes, counts, filter, chosen, readOnly, onChoose, onMove, onShift, onDelete }: Props) {
  const [folded, setFolded] = useState<ReadonlySet<Key>>(new Set())
  const words = filter.toLocaleLowerCase().trim()
  const tree = useMemo(
    () =>
      branchesOf(codes, null, (code) => words === '' || `${code.name} ${code.key} ${code.definition}`.toLocaleLowerCase().includes(words)),
    [codes, words],
  )
  const all = codes.map((code) => code.id)
  const idOf = (key: Key) => all.find((id) => id === key)

  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: readOnly || words !== '',
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': codes.find(({ id }) => id === key)?.name ?? '' })),
    getAllowedDropOperations: () => ['move'],
    onMove: ({ keys, target }) => {
      const [key] = keys
      const id = key === undefined ? undefined : idOf(key)
      const there = codes.find((code) => code.id === target.key)
      if (id === undefined || there === undefined || there.id === id) return
      if (target.dropPosition === 'on') return onMove(id, { codebookId, parentId: there.id, before: null })
      const siblings = siblingsUnder(codes, codebookId, there.parentId).filter((code) => code.id !== id)
      const at = siblings.findIndex((code) => code.id === there.id)
      const before = target.dropPosition === 'before' ? there.id : (siblings[at + 1]?.id ?? null)
      onMove(id, { codebookId, parentId: there.parentId, before })
    },
    renderDropIndicator: (target) => <DropIndicator target={target} className="drop-line" />,
  })

  const item = ({ id, code, children }: Branch) => (
    <TreeItem
      key={id}
      id={id}
      textValue={`${code.name}${code.archived ? ', archived' : ''}, ${counts.get(id) ?? 0} codings`}
      className="code-row"
      data-archived={code.archived || undefined}
    >
      <TreeItemContent>
        {({ hasChildItems, allowsDragging }) => (
          <div className="code-line">
            {allowsDragging ? (
              <Button slot="drag" className="grip" aria-label={`Move ${code.name}`}>
                <GripVertical size={13} aria-hidden />
              </Button>
            ) : null}
            {hasChildItems ? (
              <Button slot="chevron" className="chevron" aria-label={`Fold ${code.name}`}>
                <ChevronRight size={14} aria-hidden />
              </Button>
            ) : (
              <span className="chevron" />
            )}
            <span className="swatch" style={{ ['--color' as string]: code.color }} aria-hidden />
            <span className="code-name" dir="auto">
              {code.name}
            </span>
            {code.exclusive ? <small>one of</small> : null}
            {code.archived ? <small>archived</small> : null}
            {code.shortcut === '' ? null : <kbd>{code.shortcut}</kbd>}
            <span className="code-counts">
              <span data-zero={!counts.get(id) || undefined}>{(counts.get(id) ?? 0).toLocaleString()}</span>
            </span>
          </div>
        )}
      </TreeItemContent>
      <Collection items={children} dependencies={[counts]}>
        {item}
      </Collection>
    </TreeItem>
  )

  return (
    <div
      className="tree-box"
      role="presentation"
      onKeyDownCapture={(event) => {
        const shift = (event.ctrlKey || event.metaKey) && event.shiftKey ? shifts[event.key] : undefined
        if (readOnly || chosen === null || (shift === undefined && event.key !== 'Delete')) return
        event.preventDefault()
        event.stopPropagation()
        if (shift === undefined) onDelete(chosen)
        else onShift(chosen, shift)
      }}
    >
      <Tree
        aria-label="Codes"
        className="code-tree"
        items={tree}
        dependencies={[counts]}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={chosen === null ? [] : [chosen]}
        onSelectionChange={(keys) => {
          const id = all.find((each) => keys !== 'all' && keys.has(each))
          if (id !== undefined) onChoose(id)
        }}
        expandedKeys={words === '' ? new Set(all.filter((id) => !folded.has(id))) : new Set(all)}
        onExpandedChange={(keys) => setFolded(new Set(all.filter((id) => !keys.has(id))))}
        dragAndDropHooks={dragAndDropHooks}
        renderEmptyState={() => <p className="facts">{words === '' ? 'No codes yet. Make the first one.' : 'No code fits.'}</p>}
      >
        {item}
      </Tree>
    </div>
  )
}
