// Running heads and feet: what stands at the top or the foot of pages and comes again there, its numbers aside, on a page
// next to it or, where left and right pages differ, on the one after that; numbers of pages; and what a browser prints
// around a page.
import type { Line } from './pdflines.ts'

/** Lines this near to the first or last of a page, in shares of its height, may belong to its margin. */
const BAND = 0.12
/** A running line of another page may stand so many points higher or lower. */
const SHIFT = 8
const LONGEST = 200
const MOST_ROWS = 4

const pageNumber =
  /^[-–—|[(\s]*(?:(?:page|p\.|pg\.?|seite|s\.|стр\.?|с\.|sayfa|səhifə|página|pág\.?|pagina|strona|עמוד|صفحة|էջ|გვერდი)\s*)?(\d{1,4}|[ivxlc]{1,7})\s*(?:(?:of|\/|von|из|de|sur|di|z)\s*(\d{1,4}))?[-–—|\])\s]*$/iu
const printedAt = /^\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:\s*[ap]m)?(?:\s|$)/iu
const printedFrom = /^(https?:\/\/\S+)\s+\d{1,4}\s*\/\s*\d{1,4}$/iu

type Edge = Readonly<{ line: Line; page: number; key: string; top: boolean; row: number }>

/** A line without its numbers: what stays the same from page to page. */
const keyOf = (text: string): string => text.toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ').trim()

/** The rows of a page that may be its margins, from the edge inwards. */
function edgesOf(lines: readonly Line[], height: number, page: number): Edge[] {
  const sorted = [...lines].sort((a, b) => a.y - b.y)
  const edges: Edge[] = []
  for (const top of [true, false]) {
    const order = top ? sorted : [...sorted].reverse()
    const first = order[0]
    let rows = 0
    let y = first?.y ?? 0
    for (const line of order) {
      if (first === undefined || Math.abs(line.y - first.y) > BAND * height || line.text.length > LONGEST) break
      if (Math.abs(line.y - y) > 3) rows += 1
      if (rows >= MOST_ROWS) break
      y = line.y
      edges.push({ line, page, key: keyOf(line.text), top, row: rows })
    }
  }
  return edges
}

/** Lines that come again at the same place of a page near by. */
function running(edges: readonly Edge[]): Set<Line> {
  const found = new Set<Line>()
  const byKey = new Map<string, Edge[]>()
  for (const edge of edges) byKey.set(`${edge.top} ${edge.key}`, [...(byKey.get(`${edge.top} ${edge.key}`) ?? []), edge])
  for (const same of byKey.values()) {
    for (const [i, edge] of same.entries()) {
      for (let j = i + 1; j < same.length && (same[j] as Edge).page - edge.page <= 2; j += 1) {
        const other = same[j] as Edge
        if (other.page === edge.page || Math.abs(other.line.y - edge.line.y) > SHIFT) continue
        found.add(edge.line)
        found.add(other.line)
      }
    }
  }
  return found
}

/** Outermost lines that stand where running ones of other pages do, in letters of their size: heads of pages that have their own. */
function alongside(edges: readonly Edge[], known: ReadonlySet<Line>): Line[] {
  const places = new Map<string, number>()
  const placeOf = ({ top, line }: Edge) => `${top} ${Math.round(line.y / 2)} ${Math.round(line.size)}`
  for (const edge of edges) if (known.has(edge.line)) places.set(placeOf(edge), (places.get(placeOf(edge)) ?? 0) + 1)
  return edges
    .filter((edge) => edge.row === 0 && edge.line.text.length < 80 && (places.get(placeOf(edge)) ?? 0) >= 2)
    .map(({ line }) => line)
}

/** Numbers of pages: alone on the outermost row, and in step with the pages, or the number of an only page. */
function numbers(edges: readonly Edge[], pages: number): Set<Line> {
  const found = new Set<Line>()
  const steps = new Map<number, Line[]>()
  for (const { line, page } of edges) {
    const [, number = '', of] = pageNumber.exec(line.text) ?? []
    if (number === '') continue
    if (of !== undefined) found.add(line)
    const value = Number(number)
    if (Number.isNaN(value)) found.add(line)
    else if (value === page + 1 || (pages === 1 && /\D/.test(line.text))) found.add(line)
    else steps.set(value - page, [...(steps.get(value - page) ?? []), line])
  }
  for (const lines of steps.values()) if (lines.length >= 2) for (const line of lines) found.add(line)
  return found
}

/** Of lines that may be margins, those with nothing but such lines between them and the edge of the page. */
function fromTheEdge(edges: readonly Edge[], found: ReadonlySet<Line>): Set<Line> {
  const kept = new Set<Line>()
  const reached = new Map<string, number>()
  for (const { line, page, top, row } of edges) {
    const side = `${page} ${top}`
    if (!found.has(line) || row > (reached.get(side) ?? 0)) continue
    kept.add(line)
    reached.set(side, row + 1)
  }
  return kept
}

export type Margins = Readonly<{
  lines: ReadonlySet<Line>
  /** The address that a browser printed at the foot, or the empty string. */
  url: string
}>

/** @param pages the lines of each page and its height in points */
export function marginsOf(pages: readonly Readonly<{ lines: readonly Line[]; height: number }>[]): Margins {
  const edges = pages.flatMap(({ lines, height }, page) => edgesOf(lines, height, page))
  const again = running(edges)
  const found = new Set([...again, ...alongside(edges, again), ...numbers(edges, pages.length)])
  let url = ''
  for (const { line } of edges) {
    const [, address = ''] = printedFrom.exec(line.text.replaceAll('\t', ' ')) ?? []
    url ||= address
    if (address !== '' || printedAt.test(line.text)) found.add(line)
  }
  const kept = fromTheEdge(edges, found)
  // A page of nothing but what comes again, such as a form, keeps its words.
  for (const { lines } of pages)
    if (lines.every((line) => kept.has(line) && !pageNumber.test(line.text))) for (const line of lines) kept.delete(line)
  return { lines: kept, url }
}
