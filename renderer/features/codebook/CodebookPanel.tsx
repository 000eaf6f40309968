// The codebook as a tree, with how often each code was used: in the article (or in both of a pair) and in the project.
import { ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button, Collection, Input, type Key, SearchField, Tree, TreeItem, TreeItemContent } from 'react-aria-components'
import type { ArticleId, CodeId } from '../../../shared/ids.ts'
import type { Code } from '../../../shared/records.ts'
import { useCodebook, useCounts } from '../../state/data.ts'

type Branch = Readonly<{ id: CodeId; code: Code; children: readonly Branch[] }>

function branches(codes: readonly Code[], parent: CodeId | null, fits: (code: Code) => boolean): Branch[] {
  return codes
    .filter((code) => code.parentId === parent && !code.archived)
    .sort((a, b) => a.position - b.position)
    .map((code) => ({ id: code.id, code, children: branches(codes, code.id, fits) }))
    .filter((branch) => branch.children.length > 0 || fits(branch.code))
}

type Props = Readonly<{
  articleIds: readonly ArticleId[]
  /** Codes of the chosen highlight. */
  on: ReadonlySet<CodeId>
  /** What choosing a code does now, in words; `null` when there is nothing to put it on. */
  purpose: string | null
  onChoose: (id: CodeId) => void
}>

export function CodebookPanel({ articleIds, on, purpose, onChoose }: Props) {
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
      branches(codes, null, (code) => words === '' || `${code.name} ${code.key} ${code.definition}`.toLocaleLowerCase().includes(words)),
    [codes, words],
  )
  const all = codes.map((code) => code.id)
  const described = codes.find((code) => code.id === shown)

  const item = (branch: Branch) => {
    const { code } = branch
    const count = countOf.get(code.id)
    return (
      <TreeItem key={branch.id} id={branch.id} textValue={code.name} className="code-row" data-on={on.has(code.id) || undefined}>
        <TreeItemContent>
          {({ hasChildItems }) => (
            <div className="code-line" onPointerEnter={() => setShown(code.id)}>
              {hasChildItems ? (
                <Button slot="chevron" className="chevron" aria-label={`Fold ${code.name}`}>
                  <ChevronRight size={14} aria-hidden />
                </Button>
              ) : (
                <span className="chevron" />
              )}
              <span className="swatch" style={{ ['--color' as string]: code.color }} aria-hidden />
              <span className="code-name">{code.name}</span>
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
            </div>
          )}
        </TreeItemContent>
        <Collection items={branch.children}>{item}</Collection>
      </TreeItem>
    )
  }

  return (
    <div className="codebook">
      <div className="codebook-head">
        <SearchField aria-label="Filter codes" value={filter} onChange={setFilter}>
          <Input placeholder="Filter codes" />
        </SearchField>
        <p className="count-head" aria-hidden>
          {articleIds.length === 2 ? 'left · right · project' : articleIds.length === 1 ? 'article · project' : 'project'}
        </p>
      </div>
      <Tree
        aria-label={purpose === null ? 'Codebook' : `Codebook. ${purpose}`}
        className="code-tree"
        items={tree}
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
      <footer className="definition" aria-live="polite">
        {described === undefined ? (
          <p className="facts">{purpose ?? 'Select words in the text to code them. Point at a code to read its definition.'}</p>
        ) : (
          <>
            <p>
              <strong>{described.name}</strong> <small>{described.key}</small>
            </p>
            <p>{described.definition}</p>
          </>
        )}
      </footer>
    </div>
  )
}
