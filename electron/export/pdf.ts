// A report as PDF: the page that is printed, and what is written into the file of the printer after: an outline of its headings, its
// title, authors and language, and the time that the report was made instead of the time of printing.
import { createHash } from 'node:crypto'
import type { Report } from '../../shared/report/model.ts'
import { type ReportElement, textOf } from '../../shared/report/node.ts'
import { reportPage } from '../../shared/report/page.ts'
import { isoOf, opening } from '../../shared/report/wording.ts'
import { reportHtml } from './html.ts'
import { cutPage } from './pagecut.ts'
import { PdfFile } from './pdffile.ts'
import { writeHeads } from './pdfheads.ts'
import { idsAndLinks, printedHref, writeLinks } from './pdflinks.ts'

/** A heading of the outline; `id` is that of the part of the page that it leads to. */
type Heading = Readonly<{ name: string; id: string; under: readonly Heading[] }>

/** What is printed and what the file says of itself. It can be sent from one thread to another. */
export type PdfPage = Readonly<{
  html: string
  /** The same in parts that are printed one by one and joined, where it is long; else none. */
  parts: readonly string[]
  title: string
  authors: string
  program: string
  /** Milliseconds since 1970 in UTC. */
  madeAt: number
  outline: readonly Heading[]
}>

/** What is printed at once, in characters of markup: 150 pages or so. */
const AT_ONCE = 1_000_000

/** A report as it is printed, `atOnce` characters of it at once. */
export function pdfPage(report: Report, atOnce = AT_ONCE): PdfPage {
  const { title, authors, version, madeAt } = report
  const page = reportPage(report)
  const outline = headingsIn(page)
  const headed = outline.flatMap(({ under }) => under.map(({ id }) => id))
  const html = reportHtml(report, { page, kept: headed, hrefOf: printedHref })
  const cut = cutPage(page, atOnce)
  const sought = new Set([...headed, ...idsAndLinks(page).links])
  const parts = cut.map((part) => {
    const { ids } = idsAndLinks(part)
    return reportHtml(report, {
      page: part,
      kept: [...sought].filter((id) => ids.has(id)),
      hrefOf: (href, at) => printedHref(href, at, ids),
    })
  })
  return { html, parts: parts.length > 1 ? parts : [], title, authors, program: `Parallax ${version}`, madeAt, outline }
}

/** Sections and, under them, what is headed in them, as far as it has an id. */
function headingsIn(page: ReportElement): Heading[] {
  const headings: Heading[] = []
  const walk = (node: ReportElement, part: Heading[], id: string | undefined): void => {
    const within = node.attributes.id ?? id
    let into = part
    for (const child of node.children) {
      if (typeof child === 'string') continue
      if (child.tag === 'h2' && within !== undefined) {
        into = []
        headings.push({ name: `${textOf(child)}${aboutOf(node)}`, id: within, under: into })
      } else if (child.tag === 'h3') {
        // What leads to a heading leads to the part of the section that it heads, where it heads one.
        const at = within === headings.at(-1)?.id ? child.attributes.id : within
        if (at !== undefined && into.at(-1)?.id !== at) into.push({ name: textOf(child), id: at, under: [] })
      }
      walk(child, into, within)
    }
  }
  walk(page, headings, undefined)
  return headings
}

/** What a section about one article says after its letter: the article's title. */
function aboutOf({ children }: ReportElement): string {
  const origin = children.find((child) => typeof child !== 'string' && child.attributes.class === 'origin')
  const title = typeof origin === 'object' ? origin.children[0] : undefined
  return title === undefined ? '' : `: ${textOf(title)}`
}

/** Writes into a printed file what `page` says of it. A file that is put together in an unknown way stays as it is. */
export async function finishPdf(bytes: Uint8Array, page: PdfPage, printHeads: (html: string) => Promise<Uint8Array>): Promise<Uint8Array> {
  const file = PdfFile.read(bytes)
  if (file === null) return bytes
  const { title, authors, program, madeAt, outline } = page
  writeLinks(file)
  await writeHeads(file, title, outline, printHeads)
  const time = `(D:${(isoOf(madeAt) || '1980-01-01T00:00:00').replace(/\D/g, '').slice(0, 14)}+00'00')`
  file.overwrite(file.info, /\(D:\d{14}[+-]\d\d'\d\d'\)/g, time)
  const [producer = ''] = /\/Producer \([^)]*\)/.exec(file.object(file.info)) ?? []
  file.put(
    file.info,
    `<</Title ${text(title)}${authors === '' ? '' : ` /Author ${text(authors)}`} /Creator ${text(program)} ${producer} /CreationDate ${time} /ModDate ${time}>>`,
  )
  const catalog = file.object(file.root)
  const said = (key: string, value: string) => (new RegExp(`/${key}\\b`).test(catalog) ? '' : `\n/${key} ${value}`)
  const first = catalog.includes('/Outlines') ? undefined : writeOutline(file, outline, file.destinations())
  file.put(
    file.root,
    `${catalog.replace(/>>$/, '')}${said('Lang', '(en)')}${said('ViewerPreferences', '<</DisplayDocTitle true>>')}${
      first === undefined ? '' : `\n/Outlines ${first} 0 R\n/PageMode /UseOutlines`
    }>>`,
  )
  return file.bytes((content) => createHash('sha256').update(content).digest('hex').slice(0, 32))
}

/** Writes the entries that lead somewhere, first to last, each linked to its neighbours, and gives the number of the whole. */
function writeOutline(file: PdfFile, outline: readonly Heading[], known: Readonly<{ has: (id: string) => boolean }>): number | undefined {
  const write = (headings: readonly Heading[], parent: number): string => {
    const there = headings.filter(({ id }) => known.has(id)).map((heading) => ({ heading, number: file.add('') }))
    for (const [i, { heading, number }] of there.entries()) {
      const [before, after] = [there[i - 1], there[i + 1]]
      const beside = `${before === undefined ? '' : ` /Prev ${before.number} 0 R`}${after === undefined ? '' : ` /Next ${after.number} 0 R`}`
      const under = write(heading.under, number)
      file.put(number, `<</Title ${text(heading.name)} /Parent ${parent} 0 R /Dest /${heading.id}${beside}${under}>>`)
    }
    const [first, last] = [there[0], there.at(-1)]
    // A negative count is one of entries that are folded away: those below the sections.
    return first === undefined || last === undefined
      ? ''
      : ` /First ${first.number} 0 R /Last ${last.number} 0 R /Count ${parent === root ? there.length : -there.length}`
  }
  const root = file.add('')
  const entries = write(outline, root)
  file.put(root, `<</Type /Outlines${entries}>>`)
  return entries === '' ? undefined : root
}

/** Text on one line, in the one form that can say all of Unicode. */
function text(words: string): string {
  const line = opening(words, 200).replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
  return `<FEFF${Array.from({ length: line.length }, (_, i) => line.charCodeAt(i).toString(16).padStart(4, '0')).join('')}>`
}
