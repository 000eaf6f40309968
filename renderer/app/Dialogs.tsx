// The dialogs that belong to no view, each opened by its command.
import { useState } from 'react'
import type { OpenArticle, ReadData } from '../../shared/contract.ts'
import type { CodeId } from '../../shared/ids.ts'
import type { ReportCheck } from '../../shared/report/evidence.ts'
import type { Range } from '../../shared/text.ts'
import { ActiveCodeDialog } from '../features/annotate/ActiveCodeDialog.tsx'
import { call } from '../state/api.ts'
import { useCommands } from '../state/commands.ts'
import { useCodes } from '../state/data.ts'
import { useTell } from '../state/notice.ts'
import { useWorkspace } from '../state/workspace.ts'
import { loaded } from '../ui/loaded.tsx'
import { CommandPalette } from './CommandPalette.tsx'
import { SearchDialog } from './SearchDialog.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'

const ExportDialog = loaded(() => import('../features/exchange/ExchangeDialogs.tsx').then((file) => file.ExportDialog))
const OccurrenceDialog = loaded(() => import('../features/highlights/OccurrenceDialog.tsx').then((file) => file.OccurrenceDialog))
const ReportArticles = loaded(() => import('../features/report/ReportArticles.tsx').then((file) => file.ReportArticles))
const StudyDialog = loaded(() => import('../features/codebook/StudyDialog.tsx').then((file) => file.StudyDialog))
const TakeDialog = loaded(() => import('../features/exchange/ExchangeDialogs.tsx').then((file) => file.TakeDialog))
const VerifyDialog = loaded(() => import('../features/report/VerifyDialog.tsx').then((file) => file.VerifyDialog))

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
    'exchange.import': () => void call('exchange.read', { what: 'data' }).then(setData, fail),
    'exchange.export': () => ask('exchange'),
    'report.open': () => void call('exchange.read', { what: 'report' }).then(setData, fail),
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
      {asked === 'occurrences' ? (
        <OccurrenceDialog
          articleId={open?.article.id ?? null}
          words={open === undefined || selection === null ? '' : wordsAt(open.text, selection.range)}
          codes={codes}
          onClose={close}
        />
      ) : null}
      {asked === 'study' ? <StudyDialog readOnly={readOnly} onClose={close} /> : null}
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
          about={data.about === null ? null : <ReportArticles about={data.about} />}
          onClose={() => setData(null)}
          onDone={(records) => {
            setData(null)
            say(`${records.toLocaleString()} records came in — saved`)
          }}
        />
      )}
      {verified === null ? null : (
        <VerifyDialog
          found={verified}
          onClose={() => setVerified(null)}
          onShow={(hit) => {
            setVerified(null)
            move({ to: 'seek', hit })
          }}
        />
      )}
    </>
  )
}
