// PDF files with a layer of text: their words in the order of reading, and what the file says about itself.
import { readDate } from './dates.ts'
import { refuse } from './limits.ts'
import type { Claim, Field, Page, Pages, Reading } from './page.ts'
import { type PdfFile, readPdfFile } from './pdfjs.ts'
import { layOut } from './pdflayout.ts'
import { sheetOf } from './pdfsheet.ts'

/** Properties that name a field, and how much they are believed: programs fill them in more often than people. */
const properties: readonly (readonly [key: string, field: Field, weight: number, from: string])[] = [
  ['dc:title', 'title', 45, 'XMP property dc:title'],
  ['Title', 'title', 40, 'PDF document information (Title)'],
  ['dc:creator', 'author', 45, 'XMP property dc:creator'],
  ['Author', 'author', 40, 'PDF document information (Author)'],
  ['prism:publicationname', 'outlet', 70, 'XMP property prism:publicationName'],
  ['dc:publisher', 'outlet', 60, 'XMP property dc:publisher'],
  ['prism:publicationdate', 'date', 70, 'XMP property prism:publicationDate'],
  ['prism:coverdate', 'date', 65, 'XMP property prism:coverDate'],
  ['prism:url', 'url', 60, 'XMP property prism:url'],
]

/** What programs write for a title when there is none: the name of the file or of themselves. */
const noTitle =
  /^(?:untitled|без названия|document\d*|microsoft (?:word|powerpoint).*|.*\.(?:docx?|odt|rtf|pdf|indd|qxd|tex|dvi|html?|txt|pages))$/iu

/** `D:20240131120000+01'00'` to `2024-01-31`. */
const dayOf = (stamp: string): string => /^D:(\d{4})(\d{2})(\d{2})/.exec(stamp)?.slice(1).join('-') ?? ''

function claimsOf({ info, language }: PdfFile, url: string, pieces: Page['pieces']): Claim[] {
  const claims: Claim[] = []
  const claim = (field: Field, value: string, weight: number, from: string) => {
    if (value !== '') claims.push({ field, value, weight, from })
  }
  for (const [key, field, weight, from] of properties) {
    const value = info.get(key) ?? ''
    if (field !== 'title' || (!noTitle.test(value) && value.length > 3)) claim(field, value, weight, from)
  }
  claim('url', url, 50, 'address printed at the foot of the page')
  claim('language', language || (info.get('Language') ?? ''), 40, 'PDF catalogue (Lang)')
  // A file is made when it is saved or printed: a date among the words says more.
  const dated = pieces.slice(0, 40).some(({ hint, text }) => hint === undefined && text.length < 200 && readDate(text) !== '')
  if (!dated) claim('date', dayOf(info.get('CreationDate') ?? ''), 5, 'PDF document information (CreationDate)')
  return claims
}

const list = new Intl.ListFormat('en')
/** `Page 3 is`, `Pages 3, 5 and 8 are`: at most ten of them by number. */
function named(pages: readonly number[], one: string, many: string): string {
  const shown = pages.slice(0, 10).map((page) => String(page + 1))
  if (pages.length > shown.length) shown.push(`${pages.length - shown.length} more`)
  return pages.length === 1 ? `Page ${shown[0]} ${one}.` : `Pages ${list.format(shown)} ${many}.`
}

const counted = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [count === 1 ? one : many.replace('#', count.toLocaleString('en'))]

/** Share of the letters that a font draws without saying which they are. */
function unnamed(text: string): number {
  const letters = text.match(/\S/gu)?.length ?? 0
  return letters === 0 ? 0 : (text.match(/[\ue000-\uf8ff\ufffd]|(?!\s)\p{Cc}/gu)?.length ?? 0) / letters
}

/** Why no words were found in a file. */
function whyWordless({ pages, cut, unmapped }: PdfFile, share: number): string {
  if (share > 0.5 || unmapped) return 'The fonts of the PDF file do not say which letters they draw. It needs text recognition (OCR) first.'
  if (cut || pages.some(({ damaged }) => damaged)) return 'The PDF file is damaged: none of its pages can be read.'
  return 'The pages are pictures: the PDF file has no text in it. It needs text recognition (OCR) first.'
}

/** Reads a PDF file into its one article. @throws as `ReadBytes` */
export async function readPdf(bytes: Uint8Array, reading: Reading): Promise<Pages> {
  const file = await readPdfFile(bytes, reading.password)
  const laid = layOut(file.pages.map(sheetOf))
  const text = laid.pieces.map((piece) => piece.text).join('\n')
  const share = unnamed(text)
  if (!/[\p{L}\p{N}]/u.test(text) || share > 0.5) refuse(whyWordless(file, share))
  const damaged = file.pages.flatMap((page, i) => (page.damaged ? [i] : []))
  const empty = file.pages.flatMap((page, i) => (page.items.length === 0 && !page.damaged ? [i] : []))
  const page: Page = {
    pieces: laid.pieces,
    claims: claimsOf(file, laid.url, laid.pieces),
    repairs: [
      ...(file.cut ? ['The end of the file is missing; its pages were found without it'] : []),
      ...counted(laid.closed, '1 word broken at the end of a line was closed up', '# words broken at the ends of lines were closed up'),
      ...counted(laid.margins, '1 line of the margins was set aside', '# lines of the margins were set aside'),
    ],
    warnings: [
      ...(damaged.length === 0
        ? []
        : [named(damaged, 'is damaged, and words of it are missing', 'are damaged, and words of them are missing')]),
      ...(empty.length === 0 ? [] : [named(empty, 'holds no text and may be a picture', 'hold no text and may be pictures')]),
      ...(share > 0.02 || file.unmapped ? ['Some fonts of the PDF file do not say which letters they draw.'] : []),
    ],
  }
  return { pages: [page], encoding: 'utf-8' }
}
