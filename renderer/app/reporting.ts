// Writing the report at hand to a file, from any view.
import { useQueryClient } from '@tanstack/react-query'
import type { ReportFormat } from '../../shared/contract.ts'
import { call } from '../state/api.ts'
import { useCommands } from '../state/commands.ts'
import { useTell } from '../state/notice.ts'
import { useWorkspace } from '../state/workspace.ts'

export type Export = (format: ReportFormat) => void

/** Exports the report at hand; offered as commands too. */
export function useExport(): Export {
  const client = useQueryClient()
  const [workspace] = useWorkspace()
  const { say, fail } = useTell()
  const write = async (format: ReportFormat) => {
    const { requestNow } = await import('../state/definitions.ts')
    const request = await requestNow(client, workspace)
    if (request === null) return say('Open an article first: the report is made from it.')
    const file = await call('report.export', { request, format })
    if (file !== null) say(`Report written to ${file}`)
  }
  const onExport: Export = (format) => void write(format).catch(fail)
  useCommands({
    'report.html': () => onExport('html'),
    'report.pdf': () => onExport('pdf'),
    'report.docx': () => onExport('docx'),
    'report.md': () => onExport('md'),
  })
  return onExport
}
