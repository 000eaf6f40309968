// Notes at the foot of a column: small lines at its end, the first of them with a number or a sign.
import type { Line } from './pdflines.ts'
import type { Style } from './pdfparagraphs.ts'

/** How small notes are, of the size of the text. */
const SMALLER = 0.93

const mark = /^(?:([⁰¹²³⁴-⁹]{1,3})|\[(\d{1,3})\]|(\d{1,3})(?:[.)]\s?|\s)(?=[\p{L}"“«‘(])|([*∗†‡§]{1,3})(?=\s?[\p{L}"“«‘(]))/u
const sign = /^(?:[⁰¹²³⁴-⁹]{1,3}|\[\d{1,3}\]|[*∗†‡§]{1,3}(?=\s?[\p{L}"“«‘(]))/u
const raised = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** The number of the note that a line begins: 0 for a sign, `undefined` where none begins. */
function numberOf(text: string): number | undefined {
  const found = mark.exec(text)
  if (found === null) return undefined
  const [, high, boxed, plain] = found
  if (high !== undefined) return Number(high.replace(/./gu, (sign) => String(raised.indexOf(sign))))
  return Number(boxed ?? plain ?? 0)
}

/** A note's words with its number in a form that tells it from a number in the text. */
export const asNote = (text: string): string =>
  text.replace(
    /^(\d{1,3})\s+(?=[\p{L}"“«‘(])/u,
    (_, number: string) => `${number.replace(/\d/g, (digit) => raised[Number(digit)] as string)} `,
  )

/** The text of a column and the notes at its foot; `open`: the last note of the page before has not ended. */
export function notesOf(
  lines: readonly Line[],
  body: Style,
  open: boolean,
): { text: readonly Line[]; notes: Line[][]; continues: boolean } {
  let small = lines.length
  while (small > 0 && (lines[small - 1] as Line).size <= SMALLER * body.size) small -= 1
  let first = small
  // A number that is no more than that begins a note only as the first of the small letters.
  if (!open && !mark.test(lines[small]?.text ?? '')) while (first < lines.length && !sign.test((lines[first] as Line).text)) first += 1
  if (first === lines.length) return { text: lines, notes: [], continues: false }
  const continues = numberOf((lines[first] as Line).text) === undefined
  const notes: Line[][] = []
  let last: number | undefined
  for (const line of lines.slice(first)) {
    const number = numberOf(line.text)
    if (notes.length === 0 || (number !== undefined && (number === 0 || last === undefined || (number > last && number <= last + 3)))) {
      notes.push([line])
      last = number ?? last
    } else notes.at(-1)?.push(line)
  }
  return { text: lines.slice(0, first), notes, continues }
}
