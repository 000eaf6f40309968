// The forms that a report is written in.
import type { ReportFormat } from '../../shared/contract.ts'
import type { OnStep } from '../../shared/job.ts'
import type { Report } from '../../shared/report/model.ts'
import { docxPieces } from './docx.ts'
import { htmlPieces } from './html.ts'
import { reportMarkdown } from './markdown.ts'
import { type PdfPage, pdfPage } from './pdf.ts'
import { wordPictures } from './wordpicture.ts'

/** A file, whole or in pieces, or the page that is printed for it. */
type Written = Readonly<{ file: string | Uint8Array | Iterable<string | Uint8Array> }> | Readonly<{ page: PdfPage }>

export async function writtenAs(format: ReportFormat, report: Report, onStep: OnStep): Promise<Written> {
  await onStep({ label: 'Laying out', done: 0, total: 1 })
  if (format === 'pdf') return { page: pdfPage(report) }
  if (format === 'html') return { file: htmlPieces(report) }
  return { file: format === 'docx' ? docxPieces(report, await wordPictures(report, onStep)) : reportMarkdown(report) }
}
