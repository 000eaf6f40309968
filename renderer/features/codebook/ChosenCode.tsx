// The chosen code: its form, and what is asked before it is merged, split or made exclusive.
import { useState } from 'react'
import { archiveCode, editCode } from '../../../shared/codebook/edit.ts'
import { splitCode } from '../../../shared/codebook/merge.ts'
import type { Codes } from '../../../shared/codebook/tree.ts'
import type { Code } from '../../../shared/records.ts'
import { useActs } from '../../state/acts.ts'
import { call } from '../../state/api.ts'
import { useCommands } from '../../state/commands.ts'
import { useTell } from '../../state/notice.ts'
import { CodeForm } from './CodeForm.tsx'
import { ClashDialog, type Clashes, MergeDialog, SplitDialog } from './dialogs.tsx'
import { short } from './short.ts'

type Props = Readonly<{
  code: Code
  /** Of all codebooks. */
  codes: Codes
  /** Codings with it, and with it or a code under it. */
  uses: number
  usesBelow: number
  /** Whether it was just made. */
  isNew: boolean
  readOnly: boolean
  onGo: (code: Code) => void
  onDelete: () => void
}>

export function ChosenCode({ code, codes, uses, usesBelow, isNew, readOnly, onGo, onDelete }: Props) {
  const acts = useActs()
  const { say, fail } = useTell()
  const [asked, setAsked] = useState<'merge' | 'split' | null>(null)
  const [clashes, setClashes] = useState<Clashes | null>(null)

  /** Codes that exclude each other from now on may lie over one another already: then the analyst is asked. */
  const exclude = async (exclusive: boolean) => {
    const label = `Make “${short(code.name)}” ${exclusive ? '' : 'not '}exclusive`
    try {
      const found = exclusive ? await call('codebook.clashes', { codeId: code.id }) : null
      if (found !== null && found.highlights > 0) setClashes({ family: code, ...found })
      else await acts.act(label, ({ codes: held = codes }) => editCode(held.get(code.id) ?? code, { exclusive }))
    } catch (error) {
      fail(error)
    }
  }
  useCommands(readOnly ? {} : { 'codebook.merge': () => setAsked('merge'), 'codebook.split': () => setAsked('split') })

  return (
    <>
      <CodeForm
        code={code}
        codes={codes}
        uses={uses}
        usesBelow={usesBelow}
        isNew={isNew}
        readOnly={readOnly}
        onEdit={(fields, label) => void acts.act(label, ({ codes: held = codes }) => editCode(held.get(code.id) ?? code, fields))}
        onExclude={(exclusive) => void exclude(exclusive)}
        onMerge={() => setAsked('merge')}
        onSplit={() => setAsked('split')}
        onArchive={() =>
          void acts.act(
            `${code.archived ? 'Use' : 'Archive'} code “${short(code.name)}”${code.archived ? ' again' : ''}`,
            ({ codes: held = codes }) => archiveCode(held, held.get(code.id) ?? code, !code.archived),
          )
        }
        onDelete={onDelete}
      />
      {asked === 'merge' ? (
        <MergeDialog
          code={code}
          codes={codes}
          uses={uses}
          onClose={() => setAsked(null)}
          onMerge={(into) => {
            setAsked(null)
            void call('codebook.merge', { from: code.id, into: into.id }).then(() => {
              onGo(into)
              say(`Merge “${short(code.name)}” into “${short(into.name)}” — saved`)
            }, fail)
          }}
        />
      ) : null}
      {asked === 'split' ? (
        <SplitDialog
          code={code}
          uses={uses}
          onClose={() => setAsked(null)}
          onSplit={(name, codings) => {
            setAsked(null)
            void acts.act(`Split “${short(name)}” from “${short(code.name)}”`, (pen) =>
              splitCode(pen, pen.codes ?? codes, pen.codes?.get(code.id) ?? code, name, codings),
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
    </>
  )
}
