// Where codebooks are made: the tree of one on the left, the form of the chosen code on the right.
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Button, Input, SearchField } from 'react-aria-components'
import { addCode, editCodebook, moveCode, removeCode, removeCodebook, type Shift, shiftCode } from '../../../shared/codebook/edit.ts'
import { below, inTreeOrder } from '../../../shared/codebook/tree.ts'
import type { CodebookId, CodeId } from '../../../shared/ids.ts'
import type { Code } from '../../../shared/records.ts'
import { useActs } from '../../state/acts.ts'
import { call } from '../../state/api.ts'
import { useCommands } from '../../state/commands.ts'
import { useCodebook, useCodes } from '../../state/data.ts'
import { useTell } from '../../state/notice.ts'
import { Empty } from '../../ui/Panel.tsx'
import { BookBar } from './BookBar.tsx'
import { BookForm } from './BookForm.tsx'
import { ChosenCode } from './ChosenCode.tsx'
import { CodeTree } from './CodeTree.tsx'
import { short } from './short.ts'

/** Uses of every code in the whole project, zones that are left out of figures included. */
function useUses(): ReadonlyMap<CodeId, number> {
  const { data } = useQuery({
    queryKey: ['counts', 'codebook'],
    queryFn: () => call('codebook.counts', { articleIds: [], counted: 'all' }),
  })
  return useMemo(() => new Map(data?.map(({ codeId, project }) => [codeId, project])), [data])
}

export function CodebookView({ readOnly }: Readonly<{ readOnly: boolean }>) {
  const codebooks = useCodebook()?.codebooks
  const all = useCodes()
  const uses = useUses()
  const acts = useActs()
  const { say } = useTell()
  const [bookId, setBookId] = useState<CodebookId | null>(null)
  const [codeId, setCodeId] = useState<CodeId | null>(null)
  /** The code that was just made. */
  const [made, setMade] = useState<CodeId | null>(null)
  const [filter, setFilter] = useState('')

  const book = codebooks?.find(({ id }) => id === bookId) ?? codebooks?.[0]
  const codes = useMemo(() => (book === undefined ? [] : inTreeOrder([book], all.values())), [book, all])
  const code = codes.find(({ id }) => id === codeId)
  const usesWith = (each: Code) => [each, ...below(all, each)].reduce((sum, { id }) => sum + (uses.get(id) ?? 0), 0)

  const goTo = (id: CodebookId) => {
    setBookId(id)
    setCodeId(null)
    setFilter('')
  }
  const add = (under: boolean) => {
    if (book === undefined) return
    const parentId = under ? (code?.id ?? null) : (code?.parentId ?? null)
    void acts.act('Add code', (pen) => {
      const change = addCode(pen, pen.codes ?? all, { codebookId: book.id, parentId }, 'New code')
      const [step] = change
      if (step?.kind === 'code' && step.after !== null) {
        setCodeId(step.after.id)
        setMade(step.after.id)
      }
      return change
    })
  }
  const shift = (id: CodeId, by: Shift) => {
    const name = all.get(id)?.name ?? ''
    void acts.act(`Move code “${short(name)}”`, ({ codes: held = all }) => {
      const now = held.get(id)
      return now === undefined ? [] : shiftCode(held, now, by)
    })
  }
  const remove = (id: CodeId) => {
    const now = all.get(id)
    if (now === undefined) return
    if (usesWith(now) > 0) say(`“${now.name}” is in use: archive it, or merge it into another`)
    else void acts.act(`Delete code “${short(now.name)}”`, ({ codes: held = all }) => removeCode(held, held.get(id) ?? now))
  }
  const shiftChosen = (by: Shift) => () => {
    if (code !== undefined) shift(code.id, by)
  }
  useCommands({
    ...(readOnly ? {} : { 'codebook.newCode': () => add(false) }),
    ...(readOnly || code === undefined
      ? {}
      : {
          'codebook.newUnder': () => add(true),
          'codebook.up': shiftChosen('up'),
          'codebook.down': shiftChosen('down'),
          'codebook.in': shiftChosen('in'),
          'codebook.out': shiftChosen('out'),
        }),
  })

  if (codebooks === undefined) return <div className="codebooks" aria-busy />
  return (
    <div className="codebooks">
      <BookBar codebooks={codebooks} book={book} mayAddUnder={code !== undefined} readOnly={readOnly} onGo={goTo} onAdd={add} />
      {book === undefined ? (
        <Empty title="No codebook yet">
          <p>Add an empty one, a published scheme, or one from a file.</p>
        </Empty>
      ) : (
        <div className="codebooks-body">
          <section className="codebooks-tree" aria-label="Tree of codes">
            <div className="panel-filter">
              <SearchField aria-label="Filter codes" value={filter} onChange={setFilter}>
                <Input placeholder="Filter codes" />
              </SearchField>
            </div>
            <Button
              className="book-row quiet"
              data-chosen={code === undefined || undefined}
              aria-pressed={code === undefined}
              onPress={() => setCodeId(null)}
            >
              <bdi>{book.name}</bdi>
              <small>{codes.length} codes</small>
              <span className="spring" />
              <small>codings</small>
            </Button>
            <CodeTree
              key={book.id}
              codebookId={book.id}
              codes={codes}
              counts={uses}
              filter={filter}
              chosen={code?.id ?? null}
              readOnly={readOnly}
              onChoose={setCodeId}
              onMove={(id, place) =>
                void acts.act(`Move code “${short(all.get(id)?.name ?? '')}”`, ({ codes: held = all }) => {
                  const now = held.get(id)
                  return now === undefined ? [] : moveCode(held, now, place)
                })
              }
              onShift={shift}
              onDelete={remove}
            />
            {readOnly ? null : <p className="facts tree-help">Drag, or Ctrl+Shift with the arrow keys, to move a code.</p>}
          </section>
          <section className="codebooks-form" aria-label={code === undefined ? 'Codebook' : 'Code'}>
            {code === undefined ? (
              <BookForm
                key={book.id}
                book={book}
                inUse={codes.some(({ id }) => (uses.get(id) ?? 0) > 0)}
                readOnly={readOnly}
                onEdit={(fields) => void acts.act(`Describe codebook “${short(book.name)}”`, () => editCodebook(book, fields))}
                onDelete={() =>
                  void acts.act(`Delete codebook “${short(book.name)}”`, ({ codes: held = all }) => removeCodebook(held, book))
                }
              />
            ) : (
              <ChosenCode
                key={code.id}
                code={code}
                codes={all}
                uses={uses.get(code.id) ?? 0}
                usesBelow={usesWith(code)}
                isNew={made === code.id}
                readOnly={readOnly}
                onGo={(into) => {
                  setBookId(into.codebookId)
                  setCodeId(into.id)
                }}
                onDelete={() => remove(code.id)}
              />
            )}
          </section>
        </div>
      )}
    </div>
  )
}
