// The report that the workspace speaks of, and writing it to a file.
import type { ReportFormat } from '../../shared/contract.ts'
import type { ArticleId } from '../../shared/ids.ts'
import type { ReportRequest } from '../../shared/report/model.ts'
import { call } from '../state/api.ts'
import { useCommands } from '../state/commands.ts'
import { useReportable } from '../state/data.ts'
import { useTell } from '../state/notice.ts'
import { useWorkspace, type Workspace } from '../state/workspace.ts'

/** The articles that a report is made of, unless it is of all. */
const reportedOf = ({ panes, set, report }: Workspace): readonly ArticleId[] => [
  ...new Set(
    [...(report.scope === 'open' ? panes.slice(0, 1) : panes), ...(report.scope === 'set' ? set : [])].filter((id) => id !== null),
  ),
]

export type Reporting = Readonly<{ request: ReportRequest; onExport: (format: ReportFormat) => void }>

/** The request of the report at hand and its export, which is offered as commands. */
export function useReporting(): Reporting {
  const [workspace] = useWorkspace()
  const { say, fail } = useTell()
  const { scope, ...said } = workspace.report
  const every = useReportable(scope === 'all')
  const request = { ...said, articleIds: scope === 'all' ? every : reportedOf(workspace) }
  const onExport = (format: ReportFormat) => {
    if (request.articleIds.length === 0) return say('Open an article first: the report is made from it.')
    void call('report.export', { request, format }).then((file) => file !== null && say(`Report written to ${file}`), fail)
  }
  useCommands({
    'report.html': () => onExport('html'),
    'report.pdf': () => onExport('pdf'),
    'report.docx': () => onExport('docx'),
    'report.md': () => onExport('md'),
  })
  return { request, onExport }
}
