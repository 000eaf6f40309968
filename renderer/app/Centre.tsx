// The middle of the desk: the view that is chosen.
import type { Project } from '../../shared/contract.ts'
import type { CodeId } from '../../shared/ids.ts'
import { AnalyseView } from '../features/analyse/AnalyseView.tsx'
import { CodebookView } from '../features/codebook/CodebookView.tsx'
import { EntityList } from '../features/entities/EntityList.tsx'
import { HistoryView } from '../features/history/HistoryView.tsx'
import { ReportView } from '../features/report/ReportView.tsx'
import { call } from '../state/api.ts'
import { useTell } from '../state/notice.ts'
import { useWorkspace } from '../state/workspace.ts'
import { Reading } from './Reading.tsx'
import type { Reporting } from './reporting.ts'
import type { Texts } from './texts.ts'

type Props = Readonly<{
  project: Project
  texts: Texts
  reporting: Reporting
  recent: readonly CodeId[]
  onUsed: (id: CodeId) => void
}>

export function Centre({ project: { readOnly, counted }, texts, reporting, recent, onUsed }: Props) {
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
      return <ReportView {...reporting} counted={counted} onCount={(now) => void call('project.count', { counted: now }).catch(fail)} />
    case 'read':
    case 'compare':
      return <Reading texts={texts} recent={recent} onUsed={onUsed} readOnly={readOnly} />
  }
}
