// Footnotes and where the text refers to them. A note begins at the start of a line in a footnote zone with its number, in
// brackets, set high, or followed by a full stop, and goes on to the next one, over as many blocks as it needs. Elsewhere a
// number in brackets or set high refers to the next note of that number, or where none follows to the last one before.
// Round brackets number lists as well: they refer to notes only where the notes are numbered so.
import type { Range } from './text.ts'
import type { ZoneStretch } from './zones.ts'

/** A note (all its words, with its number), its number alone, and the places that refer to it, in order. */
export type Footnote = Readonly<{ label: string; note: Range; mark: Range; references: readonly Range[] }>

const high = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const begins = /(?<=^[ \t]{0,8})(?:\[(\d{1,3}|[ivxlc]{1,6})\]|(\(\d{1,3}\))(?=\s)|([⁰¹²³⁴-⁹]{1,3})|(\d{1,3})[.)](?=\s))/gimu
const refers = /\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*|[ivxlc]{1,6})\]|(\(\d{1,3}\))|(?<!\b[kcdm]?m|\s)([⁰¹²³⁴-⁹]{1,3})/giu

const labelOf = (written: string): string => written.replace(/[⁰¹²³⁴-⁹]/g, (sign) => String(high.indexOf(sign))).toLowerCase()

function drawnIn(text: string, start: number, end: number): Range {
  let to = end
  while (to > start + 1 && /\s/.test(text[to - 1] as string)) to--
  return { start, end: to }
}

/** Stretches of footnotes as one where they touch, whoever said that they are. */
function joined(zones: readonly ZoneStretch[], wanted: (stretch: ZoneStretch) => boolean): Range[] {
  const ranges: { start: number; end: number }[] = []
  for (const stretch of zones) {
    const last = ranges.at(-1)
    if (!wanted(stretch)) continue
    if (last !== undefined && last.end === stretch.range.start) last.end = stretch.range.end
    else ranges.push({ ...stretch.range })
  }
  return ranges
}

/** The notes of an article in the order of the text; `zones` tile it. */
export function footnotesOf(text: string, zones: readonly ZoneStretch[]): readonly Footnote[] {
  const found: (Omit<Footnote, 'references'> & { references: Range[] })[] = []
  for (const { start, end } of joined(zones, ({ zone }) => zone === 'footnote')) {
    const marks = [...text.slice(start, end).matchAll(begins)]
    for (const [i, { 0: sign, 1: boxed, 2: round, 3: raised, 4: plain, index }] of marks.entries()) {
      const from = start + index
      const to = start + (marks[i + 1]?.index ?? end - start)
      const label = labelOf(boxed ?? round ?? raised ?? plain ?? '')
      found.push({ label, note: drawnIn(text, from, to), mark: { start: from, end: from + sign.length }, references: [] })
    }
  }
  if (found.length === 0) return found
  const byLabel = new Map<string, (typeof found)[number][]>()
  for (const note of found) byLabel.set(note.label, [...(byLabel.get(note.label) ?? []), note])
  for (const { start, end } of joined(zones, ({ zone }) => zone !== 'footnote')) {
    for (const { 0: sign, 1: boxed, 2: round, 3: raised, index } of text.slice(start, end).matchAll(refers)) {
      const from = start + index
      const labels = boxed === undefined ? [labelOf(round ?? raised ?? '')] : boxed.toLowerCase().split(/[^\p{L}\p{N}]+/u)
      for (const label of new Set(labels)) {
        const notes = byLabel.get(label)
        const note = notes?.find((each) => each.note.start > from) ?? notes?.at(-1)
        note?.references.push({ start: from, end: from + sign.length })
      }
    }
  }
  return found
}

/** Where a place leads: from a reference to its note, from anywhere in a note back to a reference. */
export function footnoteAt(notes: readonly Footnote[], offset: number): Readonly<{ footnote: Footnote; inNote: boolean }> | null {
  const at = ({ start, end }: Range) => start <= offset && offset <= end
  const referred = notes.find((note) => note.references.some(at))
  if (referred !== undefined) return { footnote: referred, inNote: false }
  const within = notes.find((note) => at(note.note))
  return within === undefined ? null : { footnote: within, inNote: true }
}
