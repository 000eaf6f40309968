// The forms that a report is written in.
import type { ReportFormat } from '../../shared/contract.ts'
import type { Report } from '../../shared/report/model.ts'
import { reportDocx } from './docx.ts'
import { htmlPieces } from './html.ts'
import { reportMarkdown } from './markdown.ts'
import { type PdfPage, pdfPage } from './pdf.ts'

/** A file, whole or in pieces, or the page that is printed for it. */
type Written = Readonly<{ file: string | Uint8Array | Iterable<string> }> | Readonly<{ page: PdfPage }>

export function writtenAs(format: ReportFormat, report: Report): Written {
  if (format === 'pdf') return { page: pdfPage(report) }
  if (format === 'html') return { file: htmlPieces(report) }
  return { file: format === 'docx' ? reportDocx(report) : reportMarkdown(report) }
}
