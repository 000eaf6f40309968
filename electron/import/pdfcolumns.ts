// The regions of a page in the order in which they are read. A region is cut in two where an upright strip of white parts
// lines on its left from lines on its right; what crosses the strip, such as a headline over both columns, cuts the strip in
// pieces, and is read between them. The strip with the most lines beside it wins, and each side is cut again: the recursive
// X-Y cut of Nagy and Seth (1984), with the strip allowed to end where something crosses it. Cells of a table are not taken
// for columns: lines of columns are long and fill them. Before that, a page of several stories is cut over their headlines.
import type { Run } from './pdfsheet.ts'

/** Runs on one base line with no more than a word's space between them. */
type Fragment = { runs: Run[]; x: number; end: number; y: number; size: number; letters: number }

/** Widest white inside a fragment, and narrowest between columns, in sizes of the letters. */
const WORD_SPACE = 0.6
const GUTTER = 0.85
/** What makes a column: lines, letters to a line, and how much of the column's width the middle one of them fills. */
const FEWEST_LINES = 3
const FEWEST_LETTERS = 14
const FILLED = 0.6
const DEEPEST = 8
/** Lines are sought beside so many places of a region at most. */
const MOST_PLACES = 400
/** A page with more runs than this is no page of words. */
const MOST_RUNS = 50_000

const middle = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0

function fragmentsOf(runs: readonly Run[]): Fragment[] {
  const sorted = [...runs].sort((a, b) => a.y - b.y || a.x - b.x)
  const rows: Run[][] = []
  for (const run of sorted) {
    const row = rows.at(-1)
    if (row?.[0] !== undefined && run.y - row[0].y <= 0.2 * Math.min(run.size, row[0].size)) row.push(run)
    else rows.push([run])
  }
  return rows.flatMap((row) => {
    const fragments: Fragment[] = []
    for (const run of row.sort((a, b) => a.x - b.x)) {
      const last = fragments.at(-1)
      if (last !== undefined && run.x - last.end <= WORD_SPACE * Math.max(run.size, last.size)) {
        last.runs.push(run)
        last.end = Math.max(last.end, run.end)
        last.size = Math.max(last.size, run.size)
        last.letters += run.text.length
      } else fragments.push({ runs: [run], x: run.x, end: run.end, y: run.y, size: run.size, letters: run.text.length })
    }
    return fragments
  })
}

type Part = { columns: false; fragments: Fragment[] } | { columns: true; left: Fragment[]; right: Fragment[] }

/** The extent and the distinct lines of fragments in the order of the page. */
function linesOf(fragments: readonly Fragment[]): {
  x: number
  end: number
  size: number
  lines: { x: number; end: number; letters: number }[]
} {
  const lines: { x: number; end: number; letters: number }[] = []
  let [x, end, y] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const fragment of fragments) {
    x = Math.min(x, fragment.x)
    end = Math.max(end, fragment.end)
    const last = lines.at(-1)
    if (last !== undefined && fragment.y - y < 0.5 * fragment.size) {
      last.x = Math.min(last.x, fragment.x)
      last.end = Math.max(last.end, fragment.end)
      last.letters += fragment.letters
    } else {
      lines.push({ x: fragment.x, end: fragment.end, letters: fragment.letters })
      y = fragment.y
    }
  }
  return { x, end, size: middle(fragments.map((each) => each.size)), lines }
}

/** How many lines a stretch has on the side of a strip that has fewer, or 0 where the two sides are no columns. */
function linesBeside(left: readonly Fragment[], right: readonly Fragment[]): number {
  const sides = [linesOf(left), linesOf(right)]
  const [a, b] = sides
  if (a === undefined || b === undefined || b.x - a.end < GUTTER * Math.min(a.size, b.size)) return 0
  for (const { x, end, lines } of sides) {
    if (lines.length < FEWEST_LINES) return 0
    if (middle(lines.map((line) => line.letters)) < FEWEST_LETTERS) return 0
    if (middle(lines.map((line) => line.end - line.x)) < FILLED * (end - x)) return 0
  }
  return Math.min(a.lines.length, b.lines.length)
}

/** A region cut at an upright line: stretches of two columns, and what stands over, between and under them. */
function cutAt(fragments: readonly Fragment[], at: number): { parts: Part[]; lines: number } {
  const parts: Part[] = []
  let lines = 0
  let left: Fragment[] = []
  let right: Fragment[] = []
  const plain = (more: readonly Fragment[]) => {
    const last = parts.at(-1)
    if (last?.columns === false) last.fragments.push(...more)
    else if (more.length > 0) parts.push({ columns: false, fragments: [...more] })
  }
  const close = () => {
    const beside = linesBeside(left, right)
    lines += beside
    if (beside > 0) parts.push({ columns: true, left, right })
    else plain([...left, ...right].sort((a, b) => a.y - b.y || a.x - b.x))
    left = []
    right = []
  }
  for (const fragment of fragments) {
    if (fragment.end <= at) left.push(fragment)
    else if (fragment.x >= at) right.push(fragment)
    else {
      close()
      plain([fragment])
    }
  }
  close()
  return { parts, lines }
}

/** Upright lines that may lie between columns: just after the ends of fragments. */
function places(fragments: readonly Fragment[]): number[] {
  const ends = new Map<number, number>()
  for (const { end } of fragments) {
    const place = Math.ceil(end / 2) * 2
    ends.set(place, (ends.get(place) ?? 0) + 1)
  }
  return [...ends]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST_PLACES)
    .map(([place]) => place)
}

/** How much larger the letters of a headline are, and how much white stands over it, in sizes of the text. */
const HEADLINE = 1.3
const OVER_HEADLINE = 1.2

/** A region cut over rows of nothing but headlines with white over them: what is above has been read before what is below. */
function storiesOf(fragments: readonly Fragment[]): Fragment[][] {
  const size = middle(fragments.map((each) => each.size))
  const stories: Fragment[][] = []
  for (let i = 0; i < fragments.length; ) {
    const first = fragments[i] as Fragment
    let end = i + 1
    while (end < fragments.length && (fragments[end] as Fragment).y - first.y < 0.5 * first.size) end += 1
    const row = fragments.slice(i, end)
    const above = fragments[i - 1]
    const white = above === undefined ? 0 : first.y - Math.max(...row.map((each) => each.size)) - above.y
    if (above === undefined || (white > OVER_HEADLINE * size && row.every((each) => each.size >= HEADLINE * size))) stories.push(row)
    else stories.at(-1)?.push(...row)
    i = end
  }
  return stories
}

function regions(fragments: readonly Fragment[], rightFirst: boolean, depth: number): Fragment[][] {
  if (depth >= DEEPEST || fragments.length < 2 * FEWEST_LINES) return [[...fragments]]
  let best: { parts: Part[]; lines: number } = { parts: [], lines: 0 }
  for (const place of places(fragments)) {
    const cut = cutAt(fragments, place)
    if (cut.lines > best.lines) best = cut
  }
  if (best.lines === 0) return [[...fragments]]
  return best.parts.flatMap((part) => {
    if (!part.columns) return regions(part.fragments, rightFirst, depth + 1)
    const sides = rightFirst ? [part.right, part.left] : [part.left, part.right]
    return sides.flatMap((side) => regions(side, rightFirst, depth + 1))
  })
}

/** The runs of a page, column by column, in reading order. */
export function columnsOf(runs: readonly Run[]): Run[][] {
  if (runs.length === 0) return []
  if (runs.length > MOST_RUNS) return [[...runs]]
  let rightToLeft = 0
  for (const run of runs) rightToLeft += run.rightToLeft ? run.text.length : -run.text.length
  const stories = storiesOf(fragmentsOf(runs))
  return stories.flatMap((story) => regions(story, rightToLeft > 0, 0)).map((region) => region.flatMap((fragment) => fragment.runs))
}
