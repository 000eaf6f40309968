// A new version of the article that is open: read from a file or from the clipboard, looked at, and taken as one act.

import { FileUp } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import {
  Button,
  Checkbox,
  CheckboxGroup,
  Dialog,
  Heading,
  Input,
  Label,
  Modal,
  ModalOverlay,
  TextArea,
  TextField,
} from 'react-aria-components'
import { nameOf } from '../../../shared/articlename.ts'
import type { OpenArticle, Input as Said } from '../../../shared/contract.ts'
import { messageOf } from '../../../shared/failure.ts'
import type { offeredFields, Version } from '../../../shared/versions.ts'
import { call } from '../../state/api.ts'
import { useCommands } from '../../state/commands.ts'
import { useTell } from '../../state/notice.ts'
import { useWorkspace } from '../../state/workspace.ts'

type Field = (typeof offeredFields)[number]
const fieldNames: Record<Field, string> = {
  title: 'Title',
  outlet: 'Outlet',
  author: 'Author',
  date: 'Date',
  modified: 'Modified',
  section: 'Section',
  url: 'URL',
  language: 'Language',
}
const figure = (count: number) => count.toLocaleString('en')
const some = (count: number, one: string, many = `${one}s`) => `${figure(count)} ${count === 1 ? one : many}`

type From = Said<'version.read'>['from']

/** Offers to read a new version of the article that is open, or its original again. */
export function NewVersion({ open, readOnly }: Readonly<{ open: OpenArticle | undefined; readOnly: boolean }>) {
  const [held, setHeld] = useState<Readonly<{ open: OpenArticle; again: boolean }> | null>(null)
  useCommands(
    readOnly || open === undefined
      ? {}
      : { 'edit.version': () => setHeld({ open, again: false }), 'edit.readAgain': () => setHeld({ open, again: true }) },
  )
  return (
    <ModalOverlay isOpen={held !== null} isDismissable onOpenChange={(isOpen) => isOpen || setHeld(null)}>
      <Modal className="modal wide">
        <Dialog>{held === null ? null : <Reading {...held} onClose={() => setHeld(null)} />}</Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Reading({ open, again, onClose }: Readonly<{ open: OpenArticle; again: boolean; onClose: () => void }>) {
  const [version, setVersion] = useState<Version | null>(null)
  const [busy, setBusy] = useState(again)
  const [fault, setFault] = useState('')
  const { id } = open.article

  const read = async (from: From) => {
    setBusy(true)
    setFault('')
    try {
      setVersion(await call('version.read', { id, from }))
    } catch (error) {
      setFault(messageOf(error))
    } finally {
      setBusy(false)
    }
  }

  const begin = useRef(again ? () => read('original') : null)
  useEffect(() => {
    const start = begin.current
    begin.current = null
    void start?.()
  }, [])

  return (
    <>
      <Heading slot="title">
        {again ? 'Read again: ' : 'New version of '}
        <bdi>{nameOf(open.article)}</bdi>
      </Heading>
      {fault === '' ? null : (
        <p className="warning" role="alert">
          {fault}
        </p>
      )}
      {version === null && again ? (
        <>
          {busy ? <p>The original is being read with this version of Parallax.</p> : null}
          <div className="choices">
            <Button onPress={onClose}>Close</Button>
          </div>
        </>
      ) : version === null ? (
        <div className="version-source">
          <p>The article keeps its present text as an earlier one, and every highlight goes to where its words stand now.</p>
          <Button isPending={busy} onPress={() => void read('file')}>
            <FileUp size={14} aria-hidden /> Choose a file…
          </Button>
          <TextField isDisabled={busy} aria-label="New version from the clipboard">
            <TextArea
              rows={3}
              value=""
              readOnly
              placeholder="or paste the new version here"
              onPaste={(event) => {
                event.preventDefault()
                const text = event.clipboardData.getData('text/plain')
                const html = event.clipboardData.getData('text/html')
                if (text !== '' || html !== '') void read({ text, html: html === '' ? null : html })
              }}
            />
          </TextField>
          <div className="choices">
            <Button onPress={onClose}>Cancel</Button>
          </div>
        </div>
      ) : (
        <Preview version={version} onFault={setFault} onClose={onClose} />
      )}
    </>
  )
}

type PreviewProps = Readonly<{ version: Version; onFault: (message: string) => void; onClose: () => void }>

/** What the version would change, before anything is. */
function Preview({ version, onFault, onClose }: PreviewProps) {
  const { say } = useTell()
  const [, move] = useWorkspace()
  const { token, source, words, changes, changed, fields, exact, moved, orphans, findings, zones, warnings } = version
  const [taken, setTaken] = useState<readonly Field[]>(fields.flatMap(({ field, before }) => (before === '' ? [field] : [])))
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)

  const take = async () => {
    setBusy(true)
    try {
      await call('version.take', { token, fields: [...taken], reason: reason.trim() })
      say('Import a new version — saved')
      if (orphans.length > 0) move({ to: 'page', page: 'list' })
      onClose()
    } catch (error) {
      onFault(messageOf(error))
      setBusy(false)
    }
  }

  return (
    <>
      <p className="facts">
        <bdi>{source}</bdi>: {figure(words.before)} words become {figure(words.after)}, {some(changed, 'change')}.
      </p>
      {warnings.map((warning) => (
        <p key={warning} className="warning">
          {warning}
        </p>
      ))}
      <div className="version-preview">
        <section aria-label="Highlights">
          <h3>
            Highlights: {figure(exact)} exact, {figure(moved.length)} moved, {figure(orphans.length)} without a place
          </h3>
          {moved.length + orphans.length === 0 ? null : (
            <ul className="version-list">
              {moved.map(({ id, before, after, score }) => (
                <li key={id}>
                  <span className="state-label">moved</span>
                  <span>
                    <span className="version-was">
                      was <q dir="auto">{before}</q>
                    </span>
                    <span>
                      is <q dir="auto">{after}</q> <small>likeness {Math.round(score * 100)}</small>
                    </span>
                  </span>
                </li>
              ))}
              {orphans.map(({ id, quote, candidates }) => (
                <li key={id}>
                  <span className="state-label">no place</span>
                  <span>
                    <q dir="auto">{quote}</q>
                    <small>{candidates === 0 ? 'nothing like it' : some(candidates, 'candidate')}</small>
                  </span>
                </li>
              ))}
            </ul>
          )}
          {moved.length === 0 ? null : <p className="facts">What moved was placed by likeness, and is shown so until you confirm it.</p>}
          {orphans.length === 0 ? null : (
            <p className="facts">What has no place leaves the text with its codes, note and links, and waits in the list to be placed.</p>
          )}
          {zones === 0 ? null : <p className="facts">{some(zones, 'zone')} marked by hand will go: the words are gone.</p>}
          {findings === 0 ? null : <p className="facts">{some(findings, 'finding')} will go: the words are gone.</p>}
        </section>
        {fields.length === 0 ? null : (
          <CheckboxGroup
            className="version-fields"
            value={[...taken]}
            onChange={(keys) => setTaken(fields.flatMap(({ field }) => (keys.includes(field) ? [field] : [])))}
          >
            <Label>Take over as well</Label>
            {fields.map(({ field, before, after }) => (
              <Checkbox key={field} value={field} className="ticked">
                <span className="tick-box" aria-hidden />
                <span>
                  {fieldNames[field]}: <bdi>{after}</bdi>
                  {before === '' ? null : (
                    <small>
                      now <bdi>{before}</bdi>
                    </small>
                  )}
                </span>
              </Checkbox>
            ))}
          </CheckboxGroup>
        )}
        <section aria-label="What changed">
          <h3>What changed</h3>
          <ol className="version-changes">
            {changes.map(({ at, before, after }) => (
              <li key={at} dir="auto">
                {before === '' ? null : <del>{before}</del>} {after === '' ? null : <ins>{after}</ins>}
              </li>
            ))}
          </ol>
          {changed > changes.length ? <p className="facts">and {some(changed - changes.length, 'more change')}</p> : null}
          {changed === 0 ? <p className="facts">No word: only punctuation, spacing or paragraphs.</p> : null}
        </section>
      </div>
      <TextField value={reason} onChange={setReason} maxLength={2_000}>
        <Label>Reason</Label>
        <Input placeholder="optional" />
      </TextField>
      <div className="choices">
        <Button className="primary" isPending={busy} onPress={() => void take()} autoFocus>
          Take this version
        </Button>
        <Button onPress={onClose}>Cancel</Button>
      </div>
    </>
  )
}
