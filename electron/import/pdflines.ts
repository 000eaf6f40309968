// Runs of letters to lines of text: what stands on one base line, in the order in which it is read, with the spaces that
// the letters leave between them. Numbers that are set high and small become the characters for them.
import type { Run } from './pdfsheet.ts'

export type Line = Readonly<{
  text: string
  x: number
  end: number
  /** Base line, from the top of the page, in points. */
  y: number
  /** That of most of its letters. */
  size: number
  /** The one font of all its letters, or the empty string. */
  font: string
  rightToLeft: boolean
  page: number
}>

const SPACE = 0.14
/** White that parts cells of a table. */
const CELL = 1.6
/** How much larger than the others a letter is that begins a text. */
const INITIAL = 1.7
/** Beyond these a page is no page of words, and small letters and large ones are lines of their own. */
const MOST_RUNS = 8_000
const MOST_INITIALS = 50
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const cjk = /[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef\u3000-\u303f]/u

/** The value of most letters. */
function most<T>(runs: readonly Run[], of: (run: Run) => T): T {
  const letters = new Map<T, number>()
  for (const run of runs) letters.set(of(run), (letters.get(of(run)) ?? 0) + run.text.length)
  let [best, count] = [of(runs[0] as Run), -1]
  for (const [value, length] of letters) if (length > count) [best, count] = [value, length]
  return best
}

/** Runs with overlapping base lines; a small one set high or low belongs to the larger one that it stands beside. */
function rowsOf(runs: readonly Run[]): Run[][] {
  const rows: { y: number; size: number; runs: Run[] }[] = []
  const late: Run[] = []
  const initials: Run[] = []
  const typical = most(runs, (run) => run.size)
  const largest = runs.reduce((size, run) => Math.max(size, run.size), 0)
  for (const run of [...runs].sort((a, b) => a.y - b.y || a.x - b.x)) {
    const row = rows.at(-1)
    if (run.size > INITIAL * typical && initials.length < MOST_INITIALS && /^["“«]?\p{Lu}$/u.test(run.text)) {
      initials.push(run)
      continue
    }
    if (row !== undefined && run.y - row.y <= 0.25 * Math.min(run.size, row.size)) {
      row.runs.push(run)
      if (run.size > row.size) row.size = run.size
    } else if (
      runs.length <= MOST_RUNS &&
      ((run.size < 0.8 * typical && run.text.length <= 12) || (run.size < 0.85 * largest && run.text.length <= 6))
    )
      late.push(run)
    else rows.push({ y: run.y, size: run.size, runs: [run] })
  }
  for (const run of late) {
    const near = rows.find(
      (row) =>
        row.size > 1.15 * run.size &&
        run.y > row.y - 0.7 * row.size &&
        run.y < row.y + 0.35 * row.size &&
        row.runs.some((other) => run.x - other.end < 0.5 * row.size && other.x - run.end < 0.5 * row.size),
    )
    if (near !== undefined) near.runs.push(run)
    else {
      const level = rows.find((row) => row.size < 1.2 * run.size && Math.abs(row.y - run.y) < 0.25 * run.size)
      if (level !== undefined) level.runs.push(run)
      else rows.push({ y: run.y, size: run.size, runs: [run] })
    }
  }
  rows.sort((a, b) => a.y - b.y)
  for (const run of initials) {
    // A large first letter goes before the topmost of the lines that stand beside it, and these begin where it does.
    const beside = rows.filter(({ y, runs: own }) => y > run.y - run.size && y <= run.y + 1 && own.every(({ x }) => x > run.x))
    for (const [i, row] of beside.entries()) {
      const start = Math.min(...row.runs.map(({ x }) => x))
      row.runs = row.runs.map((each) => (each.x === start ? { ...each, x: run.x } : each))
      if (i === 0) row.runs.unshift({ ...run, y: row.y, size: row.size, end: run.x })
    }
    if (beside.length === 0) rows.push({ y: run.y, size: run.size, runs: [run] })
  }
  return rows.sort((a, b) => a.y - b.y).map((row) => row.runs)
}

/** Runs of a line in the order of reading: in a line from right to left, words of the other direction keep theirs. */
function inOrder(row: readonly Run[], rightToLeft: boolean): Run[] {
  if (!rightToLeft) return [...row].sort((a, b) => a.x - b.x)
  const runs: Run[] = []
  let against = 0
  for (const run of [...row].sort((a, b) => b.end - a.end)) {
    against = run.rightToLeft ? 0 : against + 1
    runs.splice(runs.length - Math.max(0, against - 1), 0, run)
  }
  return runs
}

/** Letters set apart one by one are closed up: `N E W S` is a word. */
const closeUp = (text: string): string => (/^(?:\p{L} ){3,}\p{L}$/u.test(text) ? text.replaceAll(' ', '') : text)

/** Accents that old fonts draw as signs of their own, before the letter that they belong to. */
const accents: Readonly<Record<string, string>> = {
  '¨': '\u0308',
  '´': '\u0301',
  '`': '\u0300',
  ˆ: '\u0302',
  '˜': '\u0303',
  ˇ: '\u030c',
  '˚': '\u030a',
}

function accented(text: string): string {
  return text.replace(/([¨´ˆ˜ˇ˚]|(?<=\p{L})`)(\p{L})/gu, (drawn, accent: string, letter: string) => {
    const one = `${letter === 'ı' ? 'i' : letter}${accents[accent] ?? ''}`.normalize('NFC')
    return one.length === 1 ? one : drawn
  })
}

function lineOf(row: readonly Run[], page: number): Line {
  const rightToLeft = most(row, (run) => run.rightToLeft)
  const size = most(row, (run) => Math.round(run.size * 10) / 10)
  const y = most(row, (run) => run.y)
  const fonts = new Set(row.map((run) => run.font))
  const runs = inOrder(row, rightToLeft)
  let text = ''
  let before: Run | undefined
  for (const run of runs) {
    const high = run.size < 0.85 * size && y - run.y > 0.12 * size && /^[\d,–-]+$/.test(run.text.trim())
    const words = high ? run.text.trim().replace(/\d/g, (digit) => raised[Number(digit)] as string) : run.text
    if (before !== undefined) {
      const white = run.x >= before.end ? run.x - before.end : before.x - run.end
      const width = Math.min(Math.max(before.size, run.size), 1.5 * size)
      const dense = cjk.test(text.at(-1) ?? '') && cjk.test(words[0] ?? '')
      if (white > CELL * width) text = `${text.trimEnd()}\t`
      else if (white > (dense ? 0.5 : SPACE) * width && !/\s$/.test(text)) text += ' '
    }
    text += /[\s]$/.test(text) ? words.trimStart() : words
    before = run
  }
  return {
    text: closeUp(accented(text).replace(/ {2,}/g, ' ').trim()),
    x: Math.min(...row.map((run) => run.x)),
    end: Math.max(...row.map((run) => run.end)),
    y,
    size,
    font: fonts.size === 1 ? (runs[0]?.font ?? '') : '',
    rightToLeft,
    page,
  }
}

/** The lines of a column, from top to bottom. Cells with much white between them are parted by tabs. */
export function linesOf(runs: readonly Run[], page: number): Line[] {
  return rowsOf(runs)
    .map((row) => lineOf(row, page))
    .filter(({ text }) => text !== '')
}
