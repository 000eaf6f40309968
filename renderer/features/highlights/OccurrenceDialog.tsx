// Finds every place of a word or a pattern and codes those that are left ticked, as one act.
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import {
  Button,
  Checkbox,
  Collection,
  Dialog,
  Form,
  GridList,
  GridListItem,
  Heading,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListLayout,
  Modal,
  ModalOverlay,
  Popover,
  Select,
  SelectValue,
  TextField,
  Virtualizer,
} from 'react-aria-components'
import type { ArticleId, CodeId } from '../../../shared/ids.ts'
import type { Occurrence, OccurrenceQuery } from '../../../shared/occurrences.ts'
import type { Code } from '../../../shared/records.ts'
import { useActs } from '../../state/acts.ts'
import { call } from '../../state/api.ts'
import { CodeField } from './CodeField.tsx'

type Props = Readonly<{
  /** The open article, and the words that are selected in it. */
  articleId: ArticleId | null
  words: string
  codes: ReadonlyMap<string, Code>
  onClose: () => void
}>

export function OccurrenceDialog(props: Props) {
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(isOpen) => isOpen || props.onClose()}>
      <Modal className="modal wide">
        <Dialog>
          <Heading slot="title">Code every occurrence</Heading>
          <Occurrences {...props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const ALL = 'all'
const THIS = 'this'
const keyOf = ({ articleId, anchor: { ranges } }: Occurrence) => `${articleId} ${ranges[0]?.start ?? 0}`

function Occurrences({ articleId, words, codes, onClose }: Props) {
  const acts = useActs()
  const [query, setQuery] = useState(words)
  const [pattern, setPattern] = useState(false)
  const [whole, setWhole] = useState(true)
  const [matchCase, setMatchCase] = useState(false)
  const [scope, setScope] = useState<string>(articleId === null ? ALL : THIS)
  const [codeId, setCodeId] = useState<CodeId | null>(null)
  const [asked, setAsked] = useState<OccurrenceQuery | null>(null)
  /** Those that are not to be coded. */
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const live = useMemo(() => [...codes.values()].filter(({ archived }) => !archived), [codes])
  const collections = useQuery({ queryKey: ['library', 'collections'], queryFn: () => call('library.collections') }).data ?? []
  const { data, error, isFetching } = useQuery({
    queryKey: ['placed', 'occurrences', asked],
    queryFn: () => call('occurrences.find', asked as OccurrenceQuery),
    enabled: asked !== null,
  })
  const rows = (data?.found ?? []).map((each) => ({ id: keyOf(each), each, already: codeId !== null && each.coded.includes(codeId) }))
  const wanted = rows.filter(({ id, already }) => !already && !unticked.has(id)).map(({ each }) => each)

  const find = () => {
    if (query.trim() === '') return
    setUnticked(new Set())
    setAsked({
      query,
      kind: pattern ? 'pattern' : 'words',
      whole,
      matchCase,
      in: scope === ALL ? 'all' : scope === THIS && articleId !== null ? { article: articleId } : { collection: scope.slice(1) },
    })
  }
  const code = async () => {
    if (codeId === null) return
    setBusy(true)
    const done = await acts.markOccurrences(wanted, codeId)
    setBusy(false)
    if (done) onClose()
  }

  return (
    <div className="bulk">
      <Form
        className="occurrence-form"
        onSubmit={(event) => {
          event.preventDefault()
          find()
        }}
      >
        <TextField value={query} onChange={setQuery} autoFocus maxLength={500}>
          <Label>{pattern ? 'Regular expression' : 'Words'}</Label>
          <Input dir="auto" spellCheck="false" />
        </TextField>
        <Select value={scope} onChange={(key) => setScope(String(key))}>
          <Label>In</Label>
          <Button>
            <SelectValue />
          </Button>
          <Popover maxHeight={360}>
            <ListBox>
              {articleId === null ? null : <ListBoxItem id={THIS}>this article</ListBoxItem>}
              <ListBoxItem id={ALL}>all articles</ListBoxItem>
              {collections.map((name) => (
                <ListBoxItem key={name} id={`=${name}`} textValue={name}>
                  story: {name}
                </ListBoxItem>
              ))}
            </ListBox>
          </Popover>
        </Select>
        <Button type="submit" isPending={isFetching}>
          Find
        </Button>
        <div className="occurrence-ways">
          <Tick isSelected={whole} onChange={setWhole} label="Whole words" />
          <Tick isSelected={matchCase} onChange={setMatchCase} label="Match case" />
          <Tick isSelected={pattern} onChange={setPattern} label="Regular expression" />
        </div>
      </Form>
      {asked === null ? null : (
        <section className="bulk-preview occurrence-preview" aria-label="What was found">
          {error !== null ? (
            <p className="facts warning" role="alert">
              {error.message}
            </p>
          ) : (
            <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 34 }}>
              <GridList
                aria-label="Occurrences"
                className="occurrences"
                selectionMode="multiple"
                selectedKeys={new Set(rows.filter(({ id, already }) => !already && !unticked.has(id)).map(({ id }) => id))}
                disabledKeys={rows.filter(({ already }) => already).map(({ id }) => id)}
                onSelectionChange={(keys) =>
                  setUnticked(
                    new Set(keys === 'all' ? [] : rows.filter(({ id, already }) => !already && !keys.has(id)).map(({ id }) => id)),
                  )
                }
                renderEmptyState={() => <p className="facts">{isFetching ? 'Looking…' : 'Nothing was found.'}</p>}
              >
                <Collection items={rows} dependencies={[codeId, unticked]}>
                  {(row) => <Row key={row.id} {...row} several={asked.in === 'all' || 'collection' in asked.in} />}
                </Collection>
              </GridList>
            </Virtualizer>
          )}
        </section>
      )}
      <CodeField label="Code them as" codes={live} value={codeId} onChange={setCodeId} />
      <div className="choices">
        <Button className="primary" isDisabled={codeId === null || wanted.length === 0 || busy} onPress={() => void code()}>
          Code {wanted.length.toLocaleString()} {wanted.length === 1 ? 'occurrence' : 'occurrences'}
        </Button>
        <Button onPress={onClose}>Cancel</Button>
        {data === undefined ? null : (
          <span className="facts" aria-live="polite">
            {data.more ? `The first ${rows.length.toLocaleString()} of more` : `${rows.length.toLocaleString()} found`}
            {rows.some(({ already }) => already)
              ? `, ${rows.filter(({ already }) => already).length.toLocaleString()} coded so already`
              : ''}
          </span>
        )}
      </div>
    </div>
  )
}

function Row({ id, each, already, several }: Readonly<{ id: string; each: Occurrence; already: boolean; several: boolean }>) {
  const { quote, prefix, suffix } = each.anchor
  return (
    <GridListItem id={id} textValue={quote} className="occurrence" data-already={already || undefined}>
      <Checkbox slot="selection" className="tick">
        <span className="tick-box" aria-hidden />
      </Checkbox>
      <span className="occurrence-words" dir="auto">
        {prefix.replace(/\s+/g, ' ')}
        <mark>{quote.length > 200 ? `${quote.slice(0, 200)}…` : quote}</mark>
        {suffix.replace(/\s+/g, ' ')}
      </span>
      {already ? <small>coded already</small> : several ? <small className="occurrence-title">{each.title}</small> : null}
    </GridListItem>
  )
}

function Tick({ label, ...rest }: Readonly<{ label: string; isSelected: boolean; onChange: (on: boolean) => void }>) {
  return (
    <Checkbox className="ticked" {...rest}>
      <span className="tick-box" aria-hidden />
      {label}
    </Checkbox>
  )
}
