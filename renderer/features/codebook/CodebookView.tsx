// Where codebooks are made: the tree of one on the left, the form of the chosen code on the right.
import { useQuery } from '@tanstack/react-query'
import { BookPlus, Download, FolderDown, ListPlus, Plus, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import {
  Button,
  Input,
  ListBox,
  ListBoxItem,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  SearchField,
  Select,
  SelectValue,
} from 'react-aria-components'
import {
  addCode,
  addCodebook,
  archiveCode,
  editCode,
  editCodebook,
  moveCode,
  removeCode,
  removeCodebook,
  type Shift,
  shiftCode,
} from '../../../shared/codebook/edit.ts'
import { splitCode } from '../../../shared/codebook/merge.ts'
import { below, inTreeOrder } from '../../../shared/codebook/tree.ts'
import type { CodebookFormat } from '../../../shared/contract.ts'
import type { CodebookId, CodeId } from '../../../shared/ids.ts'
import type { Code, Codebook } from '../../../shared/records.ts'
import { useActs } from '../../state/acts.ts'
import { call } from '../../state/api.ts'
import { useCommands } from '../../state/commands.ts'
import { useCodebook, useCodes } from '../../state/data.ts'
import { useTell } from '../../state/notice.ts'
import { CommitField } from '../../ui/CommitField.tsx'
import { Empty } from '../../ui/Panel.tsx'
import { CodeForm } from './CodeForm.tsx'
import { CodeTree } from './CodeTree.tsx'
import { ClashDialog, type Clashes, type DialogName, MergeDialog, NotesDialog, SchemesDialog, SplitDialog, type Told } from './dialogs.tsx'

const formats = { json: 'JSON, everything', csv: 'CSV, for spreadsheets', qdc: 'QDC, for other programs (REFI-QDA)' } as const
const adding = ['new', 'scheme', 'import'] as const
const short = (name: string) => name.slice(0, 80)

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
  const { say, fail } = useTell()
  const [bookId, setBookId] = useState<CodebookId | null>(null)
  const [codeId, setCodeId] = useState<CodeId | null>(null)
  /** The code that was just made. */
  const [made, setMade] = useState<CodeId | null>(null)
  const [filter, setFilter] = useState('')
  const [dialog, setDialog] = useState<DialogName | null>(null)
  const [told, setTold] = useState<Told | null>(null)
  const [clashes, setClashes] = useState<Clashes | null>(null)

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
  /** Codes that exclude each other from now on may lie over one another already: then the analyst is asked. */
  const exclude = async (family: Code, exclusive: boolean) => {
    const label = `Make “${short(family.name)}” ${exclusive ? '' : 'not '}exclusive`
    try {
      const found = exclusive ? await call('codebook.clashes', { codeId: family.id }) : null
      if (found !== null && found.highlights > 0) setClashes({ family, ...found })
      else await acts.act(label, ({ codes: held = all }) => editCode(held.get(family.id) ?? family, { exclusive }))
    } catch (error) {
      fail(error)
    }
  }
  const shiftChosen = (by: Shift) => () => {
    if (code !== undefined) shift(code.id, by)
  }
  const addBook = () =>
    void acts.act('Add codebook', (pen) => {
      const change = addCodebook(pen, codebooks ?? [], 'New codebook')
      const [step] = change
      if (step?.kind === 'codebook' && step.after !== null) goTo(step.after.id)
      return change
    })
  const bringIn = async () => {
    try {
      const taken = await call('codebook.import')
      if (taken === null) return
      goTo(taken.id)
      say(`Imported codebook “${taken.name}” with ${taken.codes} codes`)
      if (taken.notes.length > 0) setTold({ title: `Imported “${taken.name}”`, lines: taken.notes })
    } catch (error) {
      fail(error)
    }
  }
  const takeOut = async (format: CodebookFormat) => {
    if (book === undefined) return
    try {
      const written = await call('codebook.export', { id: book.id, format })
      if (written === null) return
      say(`Codebook written to ${written.file}`)
      if (written.notes.length > 0) setTold({ title: 'What this format does not carry', lines: written.notes })
    } catch (error) {
      fail(error)
    }
  }

  useCommands({
    'codebook.exportJson': () => void takeOut('json'),
    'codebook.exportCsv': () => void takeOut('csv'),
    'codebook.exportQdc': () => void takeOut('qdc'),
    ...(readOnly
      ? {}
      : {
          'codebook.new': addBook,
          'codebook.adopt': () => setDialog('schemes'),
          'codebook.import': () => void bringIn(),
          'codebook.newCode': () => add(false),
          ...(code === undefined
            ? {}
            : {
                'codebook.newUnder': () => add(true),
                'codebook.up': shiftChosen('up'),
                'codebook.down': shiftChosen('down'),
                'codebook.in': shiftChosen('in'),
                'codebook.out': shiftChosen('out'),
                'codebook.merge': () => setDialog('merge'),
                'codebook.split': () => setDialog('split'),
              }),
        }),
  })

  if (codebooks === undefined) return <div className="codebooks" aria-busy />
  return (
    <div className="codebooks">
      <header className="codebooks-head">
        <Select
          aria-label="Codebook"
          value={book?.id ?? null}
          onChange={(key) => {
            const chosen = codebooks.find(({ id }) => id === key)
            if (chosen !== undefined) goTo(chosen.id)
          }}
          placeholder="No codebook"
        >
          <Button>
            <SelectValue />
          </Button>
          <Popover>
            <ListBox items={codebooks}>
              {(each) => (
                <ListBoxItem id={each.id} textValue={each.name}>
                  <bdi>{each.name}</bdi>
                </ListBoxItem>
              )}
            </ListBox>
          </Popover>
        </Select>
        {readOnly ? null : (
          <MenuTrigger>
            <Button className="quiet">
              <BookPlus size={15} aria-hidden /> Add codebook
            </Button>
            <Popover>
              <Menu
                aria-label="Add codebook"
                onAction={(key) => {
                  const what = adding.find((each) => each === key)
                  if (what === 'new') addBook()
                  else if (what === 'scheme') setDialog('schemes')
                  else void bringIn()
                }}
              >
                <MenuItem id="new">
                  <Plus size={14} aria-hidden /> Empty
                </MenuItem>
                <MenuItem id="scheme">
                  <ListPlus size={14} aria-hidden /> Published scheme…
                </MenuItem>
                <MenuItem id="import">
                  <FolderDown size={14} aria-hidden /> From a file…
                </MenuItem>
              </Menu>
            </Popover>
          </MenuTrigger>
        )}
        <MenuTrigger>
          <Button className="quiet" isDisabled={book === undefined}>
            <Download size={15} aria-hidden /> Export
          </Button>
          <Popover>
            <Menu
              aria-label="Export as"
              onAction={(key) => {
                const format = (['json', 'csv', 'qdc'] as const).find((each) => each === key)
                if (format !== undefined) void takeOut(format)
              }}
            >
              <MenuItem id="json">{formats.json}</MenuItem>
              <MenuItem id="csv">{formats.csv}</MenuItem>
              <MenuItem id="qdc">{formats.qdc}</MenuItem>
            </Menu>
          </Popover>
        </MenuTrigger>
        <span className="spring" />
        {readOnly || book === undefined ? null : (
          <>
            <Button onPress={() => add(false)}>
              <Plus size={15} aria-hidden /> New code
            </Button>
            <Button onPress={() => add(true)} isDisabled={code === undefined}>
              <ListPlus size={15} aria-hidden /> New code under it
            </Button>
          </>
        )}
      </header>
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
              <CodeForm
                key={code.id}
                code={code}
                codes={all}
                uses={uses.get(code.id) ?? 0}
                usesBelow={usesWith(code)}
                isNew={made === code.id}
                readOnly={readOnly}
                onEdit={(fields, label) => void acts.act(label, ({ codes: held = all }) => editCode(held.get(code.id) ?? code, fields))}
                onExclude={(exclusive) => void exclude(code, exclusive)}
                onMerge={() => setDialog('merge')}
                onSplit={() => setDialog('split')}
                onArchive={() =>
                  void acts.act(
                    `${code.archived ? 'Use' : 'Archive'} code “${short(code.name)}”${code.archived ? ' again' : ''}`,
                    ({ codes: held = all }) => archiveCode(held, held.get(code.id) ?? code, !code.archived),
                  )
                }
                onDelete={() => remove(code.id)}
              />
            )}
          </section>
        </div>
      )}
      {dialog === 'schemes' ? (
        <SchemesDialog
          onClose={() => setDialog(null)}
          onAdd={(scheme) => {
            setDialog(null)
            void call('codebook.adopt', { scheme }).then((id) => {
              goTo(id)
              say('Add codebook — saved')
            }, fail)
          }}
        />
      ) : null}
      {dialog === 'merge' && code !== undefined ? (
        <MergeDialog
          code={code}
          codes={all}
          uses={uses.get(code.id) ?? 0}
          onClose={() => setDialog(null)}
          onMerge={(into) => {
            setDialog(null)
            void call('codebook.merge', { from: code.id, into: into.id }).then(() => {
              setBookId(into.codebookId)
              setCodeId(into.id)
              say(`Merge “${short(code.name)}” into “${short(into.name)}” — saved`)
            }, fail)
          }}
        />
      ) : null}
      {dialog === 'split' && code !== undefined ? (
        <SplitDialog
          code={code}
          uses={uses.get(code.id) ?? 0}
          onClose={() => setDialog(null)}
          onSplit={(name, codings) => {
            setDialog(null)
            void acts.act(`Split “${short(name)}” from “${short(code.name)}”`, (pen) =>
              splitCode(pen, pen.codes ?? all, pen.codes?.get(code.id) ?? code, name, codings),
            )
          }}
        />
      ) : null}
      {clashes === null ? null : (
        <ClashDialog
          clashes={clashes}
          onClose={() => setClashes(null)}
          onSettle={() => {
            setClashes(null)
            void call('codebook.exclude', { codeId: clashes.family.id }).then(
              () => say(`Make “${short(clashes.family.name)}” exclusive — saved`),
              fail,
            )
          }}
        />
      )}
      {told === null ? null : <NotesDialog told={told} onClose={() => setTold(null)} />}
    </div>
  )
}

type BookProps = Readonly<{
  book: Codebook
  inUse: boolean
  readOnly: boolean
  onEdit: (fields: Partial<Omit<Codebook, 'id' | 'position'>>) => void
  onDelete: () => void
}>

function BookForm({ book, inUse, readOnly, onEdit, onDelete }: BookProps) {
  return (
    <div className="code-form">
      <CommitField
        label="Name of the codebook"
        isReadOnly={readOnly}
        value={book.name}
        fault={(name) => (name.trim() === '' ? 'A name is needed' : name.length > 2_000 ? 'At most 2,000 characters' : undefined)}
        onCommit={(name) => onEdit({ name: name.trim() })}
      />
      <CommitField
        label="Description"
        multiline
        rows={5}
        isReadOnly={readOnly}
        value={book.description}
        onCommit={(value) => onEdit({ description: value.trim() })}
      />
      <CommitField
        label="Citation"
        multiline
        rows={8}
        isReadOnly={readOnly}
        value={book.citation}
        onCommit={(value) => onEdit({ citation: value.trim() })}
      />
      {readOnly ? null : (
        <div className="choices">
          <Button onPress={onDelete} isDisabled={inUse}>
            <Trash2 size={14} aria-hidden /> Delete codebook
          </Button>
          {inUse ? <small className="facts">Codes of it are in use.</small> : null}
        </div>
      )}
    </div>
  )
}
