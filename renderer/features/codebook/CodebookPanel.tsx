// The codebook as a tree, with how often each code was used: in the article (or in both of a pair) and in the project.
import { ChevronRight, Ellipsis, PencilLine } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import {
  Button,
  Collection,
  Input,
  type Key,
  Menu,
  MenuItem,
  Popover,
  SearchField,
  Tree,
  TreeItem,
  TreeItemContent,
} from 'react-aria-components'
import { siblingsUnder } from '../../../shared/codebook/tree.ts'
import type { ArticleId, CodebookId, CodeId } from '../../../shared/ids.ts'
import type { Code, Codebook } from '../../../shared/records.ts'
import { useCommands } from '../../state/commands.ts'
import { useCodebook, useCounts } from '../../state/data.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { IconButton } from '../../ui/IconButton.tsx'

/** A code with those under it, or a codebook with its codes where there are several. */
type Branch = Readonly<{ id: CodeId | CodebookId; name: string; code: Code | null; children: readonly Branch[] }>

function branches(codes: readonly Code[], book: CodebookId, parent: CodeId | null, fits: (code: Code) => boolean): Branch[] {
  return siblingsUnder(codes, book, parent)
    .filter((code) => !code.archived)
    .map((code) => ({ id: code.id, name: code.name, code, children: branches(codes, book, code.id, fits) }))
    .filter((branch) => branch.children.length > 0 || fits(branch.code))
}

function trees(codebooks: readonly Codebook[], codes: readonly Code[], fits: (code: Code) => boolean): Branch[] {
  const [first, ...others] = codebooks
  if (first === undefined) return []
  if (others.length === 0) return branches(codes, first.id, null, fits)
  return codebooks
    .map(({ id, name }) => ({ id, name, code: null, children: branches(codes, id, null, fits) }))
    .filter((book) => book.children.length > 0)
}

const guidance = [
  ['When to use', 'whenToUse'],
  ['When not', 'whenNot'],
  ['Example', 'example'],
] as const

type Props = Readonly<{
  articleIds: readonly ArticleId[]
  /** Codes of the chosen highlight. */
  on: ReadonlySet<CodeId>
  /** What choosing a code does now, in words; `null` when there is nothing to put it on. */
  purpose: string | null
  onChoose: (id: CodeId) => void
  /** Goes to the next (1) or previous (-1) highlight with a code; `null` where no article is open. */
  onWalk: ((id: CodeId, by: 1 | -1) => void) | null
  readOnly: boolean
}>

export function CodebookPanel({ articleIds, on, purpose, onChoose, onWalk, readOnly }: Props) {
  const codebook = useCodebook()
  const counts = useCounts(articleIds)
  const [filter, setFilter] = useState('')
  const [folded, setFolded] = useState<ReadonlySet<Key>>(new Set())
  const [shown, setShown] = useState<CodeId | null>(null)
  const countOf = useMemo(() => new Map(counts.map((count) => [count.codeId, count])), [counts])
  const codes = useMemo(() => codebook?.codes ?? [], [codebook])
  const words = filter.toLocaleLowerCase().trim()
  const tree = useMemo(
    () =>
      trees(
        codebook?.codebooks ?? [],
        codes,
        (code) => words === '' || `${code.name} ${code.key} ${code.definition}`.toLocaleLowerCase().includes(words),
      ),
    [codebook, codes, words],
  )
  const all: readonly string[] = [...(codebook?.codebooks ?? []), ...codes].map(({ id }) => id)
  const [{ activeCode }, move] = useWorkspace()
  /** The code that has the keyboard: the commands that follow a code follow this one. */
  const [focused, setFocused] = useState<CodeId | null>(null)
  useCommands(
    focused === null || onWalk === null
      ? {}
      : { 'go.nextOfCode': () => onWalk(focused, 1), 'go.previousOfCode': () => onWalk(focused, -1) },
  )
  /** The code whose menu is open, and the button that it stands beside: there is one menu for all codes. */
  const [menu, setMenu] = useState<CodeId | null>(null)
  const more = useRef<Element | null>(null)
  const offered = menu === null ? undefined : codes.find(({ id }) => id === menu)
  const described = codes.find((code) => code.id === shown)

  const item = (branch: Branch) => {
    const { code, name } = branch
    const count = code === null ? undefined : countOf.get(code.id)
    return (
      <TreeItem
        key={branch.id}
        id={branch.id}
        textValue={name}
        className="code-row"
        data-on={(code !== null && on.has(code.id)) || undefined}
        data-book={code === null || undefined}
      >
        <TreeItemContent>
          {({ hasChildItems }) => (
            <div className="code-line" onPointerEnter={() => setShown(code?.id ?? null)}>
              {hasChildItems ? (
                <Button slot="chevron" className="chevron" aria-label={`Fold ${name}`}>
                  <ChevronRight size={14} aria-hidden />
                </Button>
              ) : (
                <span className="chevron" />
              )}
              {code === null ? null : <span className="swatch" style={{ ['--color' as string]: code.color }} aria-hidden />}
              <span className="code-name" dir="auto">
                {name}
              </span>
              {code === null ? null : (
                <span
                  className="code-counts"
                  title={`${(count?.articles ?? []).join(' and ') || 0} here, ${count?.project ?? 0} in the project`}
                >
                  {articleIds.map((id, i) => (
                    <b key={id} data-zero={!count?.articles[i] || undefined}>
                      {count?.articles[i] ?? 0}
                    </b>
                  ))}
                  <span data-zero={!count?.project || undefined}>{count?.project ?? 0}</span>
                </span>
              )}
              {code === null ? null : (
                <Button
                  className="code-more"
                  aria-label={`More for ${name}`}
                  aria-haspopup="menu"
                  aria-expanded={menu === code.id}
                  onPress={({ target }) => {
                    more.current = target
                    setMenu(code.id)
                  }}
                >
                  <Ellipsis size={14} aria-hidden />
                </Button>
              )}
            </div>
          )}
        </TreeItemContent>
        <Collection items={branch.children} dependencies={[countOf, on, menu, activeCode]}>
          {item}
        </Collection>
      </TreeItem>
    )
  }

  const rowAt = (target: EventTarget) => (target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null)
  const codeAt = (target: EventTarget) => codes.find(({ id }) => id === rowAt(target)?.dataset.key)?.id ?? null

  return (
    <div
      className="codebook"
      role="presentation"
      onFocusCapture={(event) => setFocused(codeAt(event.target))}
      onBlurCapture={() => setFocused(null)}
    >
      <div className="codebook-head">
        <div className="row">
          <SearchField aria-label="Filter codes" className="react-aria-SearchField spring" value={filter} onChange={setFilter}>
            <Input placeholder="Filter codes" />
          </SearchField>
          <IconButton icon={PencilLine} label="Edit codebook" shortcut="Ctrl+5" onPress={() => move({ to: 'view', view: 'codebook' })} />
        </div>
        <p className="count-head" aria-hidden>
          {articleIds.length === 2 ? 'left · right · project' : articleIds.length === 1 ? 'article · project' : 'project'}
        </p>
      </div>
      <Tree
        aria-label={purpose === null ? 'Codebook' : `Codebook. ${purpose}`}
        className="code-tree"
        onContextMenu={(event) => {
          const code = codeAt(event.target)
          if (code === null) return
          event.preventDefault()
          more.current = rowAt(event.target)?.querySelector('.code-more') ?? null
          setMenu(code)
        }}
        items={tree}
        dependencies={[countOf, on, menu, activeCode]}
        selectionMode="none"
        expandedKeys={words === '' ? new Set(all.filter((id) => !folded.has(id))) : new Set(all)}
        onExpandedChange={(keys) => setFolded(new Set(all.filter((id) => !keys.has(id))))}
        onAction={(key) => {
          const code = codes.find((each) => each.id === key)
          if (code === undefined) return
          setShown(code.id)
          if (purpose !== null) onChoose(code.id)
        }}
        renderEmptyState={() => <p className="facts">No code fits.</p>}
      >
        {item}
      </Tree>
      <Popover triggerRef={more} isOpen={offered !== undefined} onOpenChange={(isOpen) => isOpen || setMenu(null)} placement="bottom end">
        {offered === undefined ? null : (
          <Menu
            aria-label={offered.name}
            autoFocus="first"
            onClose={() => setMenu(null)}
            disabledKeys={onWalk === null || !countOf.get(offered.id)?.articles.some((n) => n > 0) ? ['next', 'previous'] : []}
            onAction={(key) => {
              if (key === 'keep') move({ to: 'keepCode', id: activeCode === offered.id ? null : offered.id })
              else onWalk?.(offered.id, key === 'next' ? 1 : -1)
            }}
          >
            <MenuItem id="next">Next highlight with it</MenuItem>
            <MenuItem id="previous">Previous highlight with it</MenuItem>
            {readOnly ? null : <MenuItem id="keep">{activeCode === offered.id ? 'No longer active' : 'Keep active'}</MenuItem>}
          </Menu>
        )}
      </Popover>
      <footer className="definition" aria-live="polite">
        {described === undefined ? (
          <p className="facts">{purpose ?? 'Select words in the text to code them. Point at a code to read its definition.'}</p>
        ) : (
          <>
            <p>
              <strong>{described.name}</strong> <small>{described.key}</small>
            </p>
            <p dir="auto">{described.definition}</p>
            {guidance.map(([heading, field]) =>
              described[field] === '' ? null : (
                <p key={field} dir="auto">
                  <em>{heading}:</em> {described[field]}
                </p>
              ),
            )}
          </>
        )}
      </footer>
    </div>
  )
}
