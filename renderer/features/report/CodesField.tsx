// Which codes a report is about: a code with all that stand under it.
import { ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Button, Checkbox, Collection, Input, type Key, SearchField, Tree, TreeItem, TreeItemContent } from 'react-aria-components'
import { below, siblingsUnder } from '../../../shared/codebook/tree.ts'
import type { CodebookId, CodeId } from '../../../shared/ids.ts'
import type { Code } from '../../../shared/records.ts'
import { useCodebook, useCodes } from '../../state/data.ts'

type Branch = Readonly<{ id: CodeId; code: Code; children: readonly Branch[] }>

const branches = (codes: readonly Code[], book: CodebookId, parent: CodeId | null, fits: (code: Code) => boolean): Branch[] =>
  siblingsUnder(codes, book, parent)
    .map((code) => ({ id: code.id, code, children: branches(codes, book, code.id, fits) }))
    .filter((branch) => branch.children.length > 0 || fits(branch.code))

type Props = Readonly<{ chosen: readonly CodeId[]; onChange: (ids: CodeId[]) => void }>

export function CodesField({ chosen, onChange }: Props) {
  const codebook = useCodebook()
  const codes = useCodes()
  const [filter, setFilter] = useState('')
  const [folded, setFolded] = useState<ReadonlySet<Key>>(new Set())
  const words = filter.toLocaleLowerCase().trim()
  const tree = useMemo(() => {
    const fits = (code: Code) => words === '' || `${code.name} ${code.key}`.toLocaleLowerCase().includes(words)
    return (codebook?.codebooks ?? []).flatMap(({ id }) => branches(codebook?.codes ?? [], id, null, fits))
  }, [codebook, words])
  const all = useMemo(() => [...codes.values()].map(({ id }) => id), [codes])
  const on = useMemo(() => new Set(chosen), [chosen])
  const tick = (keys: ReadonlySet<Key>, shown: readonly CodeId[]) => {
    const next = new Set(chosen)
    for (const id of shown) {
      if (keys.has(id) === on.has(id)) continue
      const code = codes.get(id)
      const family = code === undefined ? [id] : [id, ...below(codes, code).map((under) => under.id)]
      for (const each of family) {
        if (keys.has(id)) next.add(each)
        else next.delete(each)
      }
    }
    onChange([...all.filter((id) => next.has(id)), ...chosen.filter((id) => next.has(id) && !codes.has(id))])
  }
  const item = ({ id, code, children }: Branch) => (
    <TreeItem key={id} id={id} textValue={code.name} className="code-row">
      <TreeItemContent>
        {({ hasChildItems }) => (
          <div className="code-line">
            {hasChildItems ? (
              <Button slot="chevron" className="chevron" aria-label={`Fold ${code.name}`}>
                <ChevronRight size={14} aria-hidden />
              </Button>
            ) : (
              <span className="chevron" />
            )}
            <Checkbox slot="selection" className="tick">
              <span className="tick-box" aria-hidden />
            </Checkbox>
            <span className="swatch" style={{ ['--color' as string]: code.color }} aria-hidden />
            <span className="code-name" dir="auto">
              {code.name}
            </span>
          </div>
        )}
      </TreeItemContent>
      <Collection items={children}>{item}</Collection>
    </TreeItem>
  )
  return (
    <>
      <div className="report-narrow">
        <SearchField aria-label="Find codes" value={filter} onChange={setFilter}>
          <Input placeholder="Find codes" />
        </SearchField>
        <Button className="quiet" isDisabled={chosen.length === 0} onPress={() => onChange([])}>
          All
        </Button>
      </div>
      <Tree
        aria-label="Codes of the report"
        className="code-tree report-codes"
        items={tree}
        selectionMode="multiple"
        escapeKeyBehavior="none"
        selectedKeys={on}
        onSelectionChange={(keys) => tick(keys === 'all' ? new Set(all) : keys, all)}
        expandedKeys={words === '' ? new Set(all.filter((id) => !folded.has(id))) : new Set(all)}
        onExpandedChange={(keys) => setFolded(new Set(all.filter((id) => !keys.has(id))))}
        renderEmptyState={() => <p className="facts">No code fits.</p>}
      >
        {item}
      </Tree>
    </>
  )
}
