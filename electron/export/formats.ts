// The forms that a report is written in.
import type { ReportFormat } from '../../shared/contract.ts'
import type { Report } from '../../shared/report/model.ts'
import { reportDocx } from './docx.ts'
import { reportHtml } from './html.ts'
import { reportMarkdown } from './markdown.ts'
import { type PdfPage, pdfPage } from './pdf.ts'

/** @param printPdf lays out a page as PDF */
export async function writtenAs(
  format: ReportFormat,
  report: Report,
  printPdf: (page: PdfPage) => Promise<Uint8Array>,
): Promise<string | Uint8Array> {
  if (format === 'docx') return reportDocx(report)
  if (format === 'md') return reportMarkdown(report)
  return format === 'html' ? reportHtml(report) : printPdf(pdfPage(report))
}
