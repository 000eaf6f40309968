// The dialogs that belong to no view, each opened by its command.
import { useState } from 'react'
import type { OpenArticle, ReadData } from '../../shared/contract.ts'
import type { CodeId } from '../../shared/ids.ts'
import type { ReportCheck } from '../../shared/report/evidence.ts'
import type { Range } from '../../shared/text.ts'
import { ActiveCodeDialog } from '../features/annotate/ActiveCodeDialog.tsx'
import { StudyDialog } from '../features/codebook/StudyDialog.tsx'
import { ExportDialog, TakeDialog } from '../features/exchange/ExchangeDialogs.tsx'
import { OccurrenceDialog } from '../features/highlights/OccurrenceDialog.tsx'
import { VerifyDialog } from '../features/report/VerifyDialog.tsx'
import { call } from '../state/api.ts'
import { useCommands } from '../state/commands.ts'
import { useCodes } from '../state/data.ts'
import { useTell } from '../state/notice.ts'
import { useWorkspace } from '../state/workspace.ts'
import { CommandPalette } from './CommandPalette.tsx'
import { SearchDialog } from './SearchDialog.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'

type Props = Readonly<{
  /** The article of the active side. */
  open: OpenArticle | undefined
  recent: readonly CodeId[]
  readOnly: boolean
}>

const wordsAt = (text: string, { start, end }: Range): string => text.slice(start, Math.min(end, start + 500)).trim()

export function Dialogs({ open, recent, readOnly }: Props) {
  const [{ selection }, move] = useWorkspace()
  const { say, fail } = useTell()
  const codes = useCodes()
  const [asked, ask] = useState<'exchange' | 'keepCode' | 'occurrences' | 'palette' | 'search' | 'shortcuts' | 'study' | null>(null)
  const [data, setData] = useState<ReadData | null>(null)
  const [verified, setVerified] = useState<ReportCheck | null>(null)
  const close = () => ask(null)

  useCommands({
    'exchange.import': () => void call('exchange.read').then(setData, fail),
    'exchange.export': () => ask('exchange'),
    'report.verify': () => void call('report.verify').then((found) => found !== null && setVerified(found), fail),
    'view.palette': () => ask('palette'),
    'view.study': () => ask('study'),
    'go.find': () => ask('search'),
    'help.shortcuts': () => ask('shortcuts'),
    ...(readOnly ? {} : { 'edit.keepCode': () => ask('keepCode'), 'edit.codeAll': () => ask('occurrences') }),
  })

  return (
    <>
      <CommandPalette isOpen={asked === 'palette'} onClose={close} onArticle={(id) => move({ to: 'open', id })} />
      <SearchDialog
        isOpen={asked === 'search'}
        onClose={close}
        onHit={(hit) => {
          close()
          move({ to: 'seek', hit })
        }}
      />
      <ActiveCodeDialog isOpen={asked === 'keepCode'} codes={codes} recent={recent} onClose={close} />
      <OccurrenceDialog
        isOpen={asked === 'occurrences'}
        articleId={open?.article.id ?? null}
        words={open === undefined || selection === null ? '' : wordsAt(open.text, selection.range)}
        codes={codes}
        onClose={close}
      />
      <StudyDialog isOpen={asked === 'study'} readOnly={readOnly} onClose={close} />
      <ShortcutsDialog isOpen={asked === 'shortcuts'} onClose={close} />
      {asked === 'exchange' ? (
        <ExportDialog
          onClose={close}
          onDone={(file) => {
            close()
            say(`Data written to ${file}`)
          }}
        />
      ) : null}
      {data === null ? null : (
        <TakeDialog
          data={data}
          onClose={() => setData(null)}
          onDone={(records) => {
            setData(null)
            say(`${records.toLocaleString()} records came in — saved`)
          }}
        />
      )}
      <VerifyDialog found={verified} onClose={() => setVerified(null)} />
    </>
  )
}
