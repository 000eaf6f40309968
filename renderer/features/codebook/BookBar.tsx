// The line above a codebook: which one it is, where others come from and where it goes.
import { BookPlus, Download, FolderDown, ListPlus, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button, ListBox, ListBoxItem, Menu, MenuItem, MenuTrigger, Popover, Select, SelectValue } from 'react-aria-components'
import { addCodebook } from '../../../shared/codebook/edit.ts'
import type { CodebookFormat } from '../../../shared/contract.ts'
import type { CodebookId } from '../../../shared/ids.ts'
import type { Codebook } from '../../../shared/records.ts'
import { useActs } from '../../state/acts.ts'
import { call } from '../../state/api.ts'
import { useCommands } from '../../state/commands.ts'
import { useTell } from '../../state/notice.ts'
import { NotesDialog, SchemesDialog, type Told } from './dialogs.tsx'

const formats = { json: 'JSON, everything', csv: 'CSV, for spreadsheets', qdc: 'QDC, for other programs (REFI-QDA)' } as const
const adding = ['new', 'scheme', 'import'] as const

type Props = Readonly<{
  codebooks: readonly Codebook[]
  book: Codebook | undefined
  /** Whether there is a code that a new one could stand under. */
  mayAddUnder: boolean
  readOnly: boolean
  onGo: (id: CodebookId) => void
  /** Makes a code: under the chosen one, or beside it. */
  onAdd: (under: boolean) => void
}>

export function BookBar({ codebooks, book, mayAddUnder, readOnly, onGo, onAdd }: Props) {
  const acts = useActs()
  const { say, fail } = useTell()
  const [choosing, setChoosing] = useState(false)
  const [told, setTold] = useState<Told | null>(null)

  const addBook = () =>
    void acts.act('Add codebook', (pen) => {
      const change = addCodebook(pen, codebooks, 'New codebook')
      const [step] = change
      if (step?.kind === 'codebook' && step.after !== null) onGo(step.after.id)
      return change
    })
  const bringIn = async () => {
    try {
      const taken = await call('codebook.import')
      if (taken === null) return
      onGo(taken.id)
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
    ...(readOnly ? {} : { 'codebook.new': addBook, 'codebook.adopt': () => setChoosing(true), 'codebook.import': () => void bringIn() }),
  })

  return (
    <>
      <header className="codebooks-head">
        <Select
          aria-label="Codebook"
          value={book?.id ?? null}
          onChange={(key) => {
            const chosen = codebooks.find(({ id }) => id === key)
            if (chosen !== undefined) onGo(chosen.id)
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
                  else if (what === 'scheme') setChoosing(true)
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
            <Button onPress={() => onAdd(false)}>
              <Plus size={15} aria-hidden /> New code
            </Button>
            <Button onPress={() => onAdd(true)} isDisabled={!mayAddUnder}>
              <ListPlus size={15} aria-hidden /> New code under it
            </Button>
          </>
        )}
      </header>
      {choosing ? (
        <SchemesDialog
          onClose={() => setChoosing(false)}
          onAdd={(scheme) => {
            setChoosing(false)
            void call('codebook.adopt', { scheme }).then((id) => {
              onGo(id)
              say('Add codebook — saved')
            }, fail)
          }}
        />
      ) : null}
      {told === null ? null : <NotesDialog told={told} onClose={() => setTold(null)} />}
    </>
  )
}
