// The middle of the desk: the view that is chosen.
import type { Project } from '../../shared/contract.ts'
import type { CodeId } from '../../shared/ids.ts'
import { call } from '../state/api.ts'
import { useTell } from '../state/notice.ts'
import { useWorkspace } from '../state/workspace.ts'
import { loaded } from '../ui/loaded.tsx'
import { Reading } from './Reading.tsx'
import type { Export } from './reporting.ts'
import type { Texts } from './texts.ts'

const AnalyseView = loaded(() => import('../features/analyse/AnalyseView.tsx').then((file) => file.AnalyseView))
const CodebookView = loaded(() => import('../features/codebook/CodebookView.tsx').then((file) => file.CodebookView))
const EntityList = loaded(() => import('../features/entities/EntityList.tsx').then((file) => file.EntityList))
const HistoryView = loaded(() => import('../features/history/HistoryView.tsx').then((file) => file.HistoryView))
const ReportView = loaded(() => import('../features/report/ReportView.tsx').then((file) => file.ReportView))

type Props = Readonly<{
  project: Project
  texts: Texts
  onExport: Export
  recent: readonly CodeId[]
  onUsed: (id: CodeId) => void
}>

export function Centre({ project: { readOnly, counted }, texts, onExport, recent, onUsed }: Props) {
  const [{ view }] = useWorkspace()
  const { fail } = useTell()
  switch (view) {
    case 'codebook':
      return <CodebookView readOnly={readOnly} />
    case 'entities':
      return <EntityList readOnly={readOnly} />
    case 'analyse':
      return <AnalyseView readOnly={readOnly} />
    case 'history':
      return <HistoryView openId={texts.open?.article.id ?? null} readOnly={readOnly} />
    case 'report':
      return (
        <ReportView onExport={onExport} counted={counted} onCount={(now) => void call('project.count', { counted: now }).catch(fail)} />
      )
    case 'read':
    case 'compare':
      return <Reading texts={texts} recent={recent} onUsed={onUsed} readOnly={readOnly} />
  }
}
