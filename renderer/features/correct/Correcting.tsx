// The mode in which the text of an article is mended: over the whole window, so that nothing else can be done meanwhile.

import { Redo2, Undo2 } from 'lucide-react'
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Button, Dialog, Heading, Input, Label, Modal, ModalOverlay, TextField } from 'react-aria-components'
import { nameOf } from '../../../shared/articlename.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import { messageOf } from '../../../shared/failure.ts'
import type { ArticleId, HighlightId } from '../../../shared/ids.ts'
import type { Code } from '../../../shared/records.ts'
import { blockKinds } from '../../../shared/text.ts'
import type { Result } from '../../editor/correctedits.ts'
import { Corrector } from '../../editor/correcting.ts'
import { call } from '../../state/api.ts'
import { useCommands, useMode } from '../../state/commands.ts'
import { useCodes } from '../../state/data.ts'
import { useTell } from '../../state/notice.ts'
import { Choice } from '../../ui/Choice.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { type CorrectionDraft, useDraft, useKeepDraft } from './draft.ts'
import { kindNames } from './kinds.ts'
import { LostDialog } from './LostDialog.tsx'

/** Offers the mode for the article that is open. */
export function Correcting({ open, readOnly }: Readonly<{ open: OpenArticle | undefined; readOnly: boolean }>) {
  /** The article as it stood when the mode began. */
  const [held, setHeld] = useState<OpenArticle | null>(null)
  const { say } = useTell()
  const draft = useDraft(open?.article.id)
  const waiting = draft !== undefined && draft !== null && held === null && !readOnly
  const told = useRef<ArticleId | null>(null)
  useEffect(() => {
    if (!waiting || open === undefined || told.current === open.article.id) return
    told.current = open.article.id
    const { length } = draft.edits
    say(
      `A correction of this text was begun and not finished: ${changes(length)} ${length === 1 ? 'is' : 'are'} kept. “Correct the text” goes on.`,
    )
  }, [waiting, open, draft, say])
  useCommands(readOnly || open === undefined || draft === undefined ? {} : { 'edit.correct': () => setHeld(open) })
  return (
    <ModalOverlay isOpen={held !== null} isKeyboardDismissDisabled className="correct-overlay">
      <Modal className="correct">
        <Dialog className="correct-dialog">
          {held === null ? null : <Desk open={held} draft={draft ?? null} onClose={() => setHeld(null)} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function colorsOf(open: OpenArticle, codes: ReadonlyMap<string, Code>): ReadonlyMap<HighlightId, string> {
  return new Map(open.codings.map(({ highlightId, codeId }) => [highlightId, codes.get(codeId)?.color ?? '']))
}

const changes = (count: number) => (count === 1 ? '1 change' : `${count.toLocaleString('en')} changes`)
const untouched = { done: 0, undone: 0, changed: false, kind: 'paragraph' } as const

/** How long what is typed may be in the window only (ms). */
const KEEP_EVERY = 400

/** Not put off by further typing: what is kept is never older than this. */
function keepSoon(timer: RefObject<number>, write: RefObject<() => void>): void {
  timer.current ||= window.setTimeout(() => {
    timer.current = 0
    write.current()
  }, KEEP_EVERY)
}

type DeskProps = Readonly<{ open: OpenArticle; draft: CorrectionDraft | null; onClose: () => void }>

function Desk({ open, draft, onClose }: DeskProps) {
  const codes = useCodes()
  const { say } = useTell()
  const host = useRef<HTMLDivElement>(null)
  const [corrector, setCorrector] = useState<Corrector | null>(null)
  const [now, setNow] = useState<ReturnType<Corrector['state']>>(untouched)
  const [reason, setReason] = useState(draft?.reason ?? '')
  /** Edits from before that were taken up. */
  const [taken, setTaken] = useState(0)
  const keep = useKeepDraft(open.article.id)
  const begun = useRef(draft)
  const timer = useRef(0)
  /** Puts what holds now on disk. */
  const write = useRef<() => void>(() => undefined)
  const [asked, setAsked] = useState<Result | null>(null)
  const [leaving, setLeaving] = useState(false)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState('')
  const title = nameOf(open.article)
  const colors = useMemo(() => colorsOf(open, codes), [open, codes])
  const first = useRef(colors)

  useLayoutEffect(() => {
    if (host.current === null) return
    const made = new Corrector(host.current, open, open, first.current, title, () => {
      const next = made.state()
      keepSoon(timer, write)
      setFault('')
      setNow((held) => (JSON.stringify(held) === JSON.stringify(next) ? held : next))
    })
    const { current: kept } = begun
    const { textSha256, blocksSha256 } = open.article
    if (kept !== null) {
      const same = kept.textSha256 === textSha256 && kept.blocksSha256 === blocksSha256
      if (same && made.takeUp(kept.edits)) setTaken(kept.edits.length)
      else setFault('What was begun here before was made in another text, and cannot be taken up.')
    }
    setCorrector(made)
    setNow(made.state())
    made.view.focus()
    return () => made.destroy()
  }, [open, title])

  useLayoutEffect(() => {
    write.current = () => {
      if (corrector === null || corrector.view.isDestroyed) return
      const { textSha256, blocksSha256 } = open.article
      const edits = corrector.kept()
      // A draft that cannot be kept ends no correction.
      void keep(edits.length === 0 ? null : { textSha256, blocksSha256, edits, reason }).catch(() => undefined)
    }
  })
  // The reason is kept with the edits.
  useEffect(() => {
    if (reason !== '') keepSoon(timer, write)
  }, [reason])
  const leave = async () => {
    window.clearTimeout(timer.current)
    timer.current = -1
    await keep(null).catch(() => undefined)
    onClose()
  }

  useMode({ 'edit.undo': () => corrector?.turn('undo'), 'edit.redo': () => corrector?.turn('redo') })

  const commit = async (result: Result) => {
    setBusy(true)
    try {
      const { id, textSha256, blocksSha256 } = open.article
      const { typed, places } = result
      await call('article.correct', { id, base: { textSha256, blocksSha256 }, typed: [...typed], reason: reason.trim(), places })
      say('Correct the text — saved')
      await leave()
    } catch (error) {
      setAsked(null)
      setFault(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  const done = () => {
    const result = corrector?.result()
    if (result === undefined) return
    if (result.text === '') setFault('No words are left. An article needs some.')
    else if (result.places.lost.length > 0) setAsked(result)
    else void commit(result)
  }
  const lost = asked === null ? [] : open.highlights.filter(({ id }) => asked.places.lost.includes(id))

  return (
    <>
      <header className="correct-bar">
        <div className="correct-name">
          <Heading slot="title">Correct the text</Heading>
          <p dir="auto">{title}</p>
        </div>
        <Choice
          label="What this block is"
          unlabelled
          options={blockKinds}
          names={kindNames}
          value={now.kind}
          onChange={(kind) => corrector?.setKind(kind)}
        />
        <IconButton
          icon={Undo2}
          label="Undo in the text"
          shortcut="Ctrl+Z"
          isDisabled={now.done === 0}
          onPress={() => corrector?.turn('undo')}
        />
        <IconButton
          icon={Redo2}
          label="Redo in the text"
          shortcut="Ctrl+Shift+Z"
          isDisabled={now.undone === 0}
          onPress={() => corrector?.turn('redo')}
        />
        <output className="correct-count">{now.done === 0 ? 'No changes' : changes(now.done)}</output>
        <TextField className="correct-reason" value={reason} onChange={setReason} maxLength={2_000}>
          <Label className="unseen">Reason</Label>
          <Input placeholder="Reason (optional)" />
        </TextField>
        <Button onPress={() => (now.changed ? setLeaving(true) : void leave())}>Cancel</Button>
        <Button className="primary" isDisabled={!now.changed || busy} onPress={done}>
          Done
        </Button>
      </header>
      {fault === '' ? null : (
        <p className="correct-fault" role="alert">
          {fault}
        </p>
      )}
      {taken === 0 ? null : (
        <div className="correct-taken">
          <output>
            {changes(taken)} from before {taken === 1 ? 'was' : 'were'} taken up.
          </output>
          <Button
            className="quiet"
            onPress={() => {
              while (corrector?.turn('undo'));
              setTaken(0)
              corrector?.view.focus()
            }}
          >
            Start anew
          </Button>
        </div>
      )}
      <div className="reader">
        <div className="sheet">
          <div ref={host} lang={open.article.language === 'und' ? '' : open.article.language} />
        </div>
      </div>
      <LostDialog
        key={lost.length}
        lost={lost}
        onBack={() => setAsked(null)}
        onDelete={() => {
          if (asked !== null) void commit(asked)
        }}
      />
      <ModalOverlay isOpen={leaving} isDismissable onOpenChange={setLeaving} className="react-aria-ModalOverlay high">
        <Modal className="modal">
          <Dialog role="alertdialog">
            <Heading slot="title">Leave the text as it was?</Heading>
            <p>{changes(now.done)} would be given up.</p>
            <div className="choices">
              <Button onPress={() => setLeaving(false)}>Go on correcting</Button>
              <Button onPress={() => void leave()}>Give up {changes(now.done)}</Button>
            </div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  )
}
