// A report as a Word document. The same report gives the same bytes.
import type { Report } from '../../shared/report/model.ts'
import { reportPage } from '../../shared/report/page.ts'
import { isoOf } from '../../shared/report/wording.ts'
import { zipPieces } from '../exchange/zip.ts'
import { evidenceOf } from './evidence.ts'
import { partsOf } from './wordparts.ts'
import type { WordPicture } from './wordpicture.ts'
import { wordText } from './wordtext.ts'

/** JSON whose every character XML can say. */
const sayable = (json: string): string =>
  json.replace(/[\u007f-\u009f\ufffe\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** @param pictures those of its charts (`wordPictures`); a chart without one is its table */
export const reportDocx = (report: Report, pictures?: ReadonlyMap<string, WordPicture>): Uint8Array =>
  Buffer.concat([...docxPieces(report, pictures)])

/** The same, piece by piece. */
export function* docxPieces(report: Report, pictures: ReadonlyMap<string, WordPicture> = new Map()): Generator<Uint8Array> {
  const page = reportPage(report)
  const evidence = evidenceOf(report, page)
  const numbers = new Map<string, number>()
  for (const [i, item] of evidence.items.entries()) if (!numbers.has(item['parallax:place'])) numbers.set(item['parallax:place'], i + 1)
  const text = wordText(report, page, (place) => numbers.get(place), pictures)
  yield* zipPieces(partsOf(text, report.title, report.authors, isoOf(report.madeAt), sayable(JSON.stringify(evidence))))
}
