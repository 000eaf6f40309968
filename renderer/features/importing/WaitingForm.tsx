// What a file waits for: its password, or which column of a table holds what.
import { useState } from 'react'
import { Button, Checkbox, Form, Input, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, TextField } from 'react-aria-components'
import { type ColumnField, columnFields, proposeColumns, type TableSample } from '../../../shared/columns.ts'
import type { ImportReport, Input as Said } from '../../../shared/contract.ts'
import { messageOf } from '../../../shared/failure.ts'
import { call } from '../../state/api.ts'
import type { WaitingFile } from './entries.ts'

type Tried = (tokens: readonly string[], again: ImportReport) => void
type Props = Readonly<{ file: WaitingFile; all: readonly WaitingFile[]; onTried: Tried }>

export function WaitingForm({ file, all, onTried }: Props) {
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState('')
  const read = async (said: Said<'import.again'>) => {
    setBusy(true)
    setFault('')
    try {
      onTried(said.tokens, await call('import.again', said))
    } catch (error) {
      setFault(messageOf(error))
      setBusy(false)
    }
  }
  const { needs, token } = file
  return (
    <>
      {fault === '' ? null : (
        <p className="warning" role="alert">
          {fault}
        </p>
      )}
      {needs.what === 'password' ? (
        <PasswordForm wrong={needs.wrong} busy={busy} onPassword={(password) => void read({ tokens: [token], password })} />
      ) : (
        <ColumnsForm
          table={needs.table}
          others={all.filter((other) => other.token !== token && isAlike(other, needs.table)).map((other) => other.token)}
          busy={busy}
          onColumns={(columns, others) => void read({ tokens: [token, ...others], columns })}
        />
      )}
    </>
  )
}

const isAlike = ({ needs }: WaitingFile, { header }: TableSample) =>
  needs.what === 'columns' && JSON.stringify(needs.table.header) === JSON.stringify(header)

type PasswordProps = Readonly<{ wrong: boolean; busy: boolean; onPassword: (password: string) => void }>

function PasswordForm({ wrong, busy, onPassword }: PasswordProps) {
  const [password, setPassword] = useState('')
  return (
    <Form
      className="waiting"
      onSubmit={(event) => {
        event.preventDefault()
        if (password !== '') onPassword(password)
      }}
    >
      {wrong ? (
        <p className="warning" role="alert">
          This was not its password. Nothing was taken.
        </p>
      ) : (
        <p>The file is locked. Its password is used to read it once, and is kept nowhere.</p>
      )}
      <TextField type="password" value={password} onChange={setPassword} maxLength={1_000} autoFocus>
        <Label>Password</Label>
        <Input dir="ltr" autoComplete="off" />
      </TextField>
      <Button type="submit" isPending={busy}>
        Read it
      </Button>
    </Form>
  )
}

const fieldNames: Readonly<Record<ColumnField, string>> = {
  text: 'Text',
  title: 'Title',
  outlet: 'Outlet',
  author: 'Author',
  date: 'Date',
  modified: 'Modified',
  section: 'Section',
  url: 'URL',
  language: 'Language',
}
const NONE = ' none'

type ColumnsProps = Readonly<{
  table: TableSample
  /** Tokens of other files with the same columns. */
  others: readonly string[]
  busy: boolean
  onColumns: (columns: Partial<Record<ColumnField, string>>, others: readonly string[]) => void
}>

function ColumnsForm({ table, others, busy, onColumns }: ColumnsProps) {
  const { header, rows } = table
  const [columns, setColumns] = useState<Partial<Record<ColumnField, string>>>(() => proposeColumns(header, rows))
  const [alike, setAlike] = useState(true)
  const choose = (field: ColumnField, name: string) => {
    const { [field]: _was, ...rest } = columns
    setColumns(name === NONE ? rest : { ...rest, [field]: name })
  }
  return (
    <Form
      className="waiting"
      onSubmit={(event) => {
        event.preventDefault()
        if (columns.text !== undefined) onColumns(columns, alike ? others : [])
      }}
    >
      <p>No column seems to hold the articles’ texts. Say which one does, and what the others hold.</p>
      <div className="columns-preview">
        <table aria-label="First rows of the table">
          <thead>
            <tr>
              {header.map((name) => (
                <th key={name} dir="auto">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names and never change places
              <tr key={i}>
                {header.map((name, at) => (
                  <td key={name} dir="auto">
                    {row[at] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="columns-fields">
        {columnFields.map((field) => (
          <Select
            key={field}
            value={columns[field] ?? NONE}
            onChange={(key) => choose(field, String(key))}
            isInvalid={field === 'text' && columns.text === undefined}
          >
            <Label>{fieldNames[field]}</Label>
            <Button>
              <SelectValue />
            </Button>
            <Popover maxHeight={320}>
              <ListBox>
                <ListBoxItem id={NONE}>{field === 'text' ? 'choose a column' : 'none'}</ListBoxItem>
                {header.map((name) => (
                  <ListBoxItem key={name} id={name}>
                    {name}
                  </ListBoxItem>
                ))}
              </ListBox>
            </Popover>
          </Select>
        ))}
      </div>
      {others.length === 0 ? null : (
        <Checkbox className="ticked" isSelected={alike} onChange={setAlike}>
          <span className="tick-box" aria-hidden />
          {others.length === 1
            ? 'The same for one more file with these columns'
            : `The same for ${others.length} more files with these columns`}
        </Checkbox>
      )}
      <Button type="submit" isPending={busy} isDisabled={columns.text === undefined}>
        Read the table
      </Button>
      <p className="facts">The project remembers this for every table with the same columns.</p>
    </Form>
  )
}
