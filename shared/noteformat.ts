// Notes are kept as they are typed. A few plain signs in them are shown as what they mean: **bold**, *italic*, and lists of
// lines that start with a dash, a star or a number. Everything else, links and markup too, is text.

export type NoteRun = Readonly<{ text: string; bold: boolean; italic: boolean }>
type NoteLine = readonly NoteRun[]
export type NoteBlock = Readonly<{ kind: 'lines' | 'bullets' | 'numbers'; lines: readonly NoteLine[] }>

const bold = /\*\*(?=\S)([^*\n]*[^*\s])\*\*/g
const italic = /(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]*[^*\s])\*(?![\p{L}\p{N}*])/gu
const bullet = /^\s*[-*•]\s+(?=\S)/
const number = /^\s*\d{1,3}[.)]\s+(?=\S)/

/** Cuts words at what a pattern finds; what stands between is handed on. */
function cut(words: string, pattern: RegExp, found: (inner: string) => NoteLine, between: (rest: string) => NoteLine): NoteLine {
  const runs: NoteRun[] = []
  let at = 0
  for (const match of words.matchAll(pattern)) {
    runs.push(...between(words.slice(at, match.index)), ...found(match[1] ?? ''))
    at = match.index + match[0].length
  }
  return [...runs, ...between(words.slice(at))]
}

const plain = (text: string, part: Partial<NoteRun> = {}): NoteLine => (text === '' ? [] : [{ text, bold: false, italic: false, ...part }])

const runsOf = (words: string): NoteLine =>
  cut(
    words,
    bold,
    (inner) => plain(inner, { bold: true }),
    (rest) =>
      cut(
        rest,
        italic,
        (inner) => plain(inner, { italic: true }),
        (text) => plain(text),
      ),
  )

/** A note as blocks: paragraphs with their lines, and lists. Costs one reading of it. */
export function noteBlocks(note: string): readonly NoteBlock[] {
  const blocks: { kind: NoteBlock['kind']; lines: NoteLine[] }[] = []
  let open = false
  for (const line of note.split('\n')) {
    if (line.trim() === '') {
      open = false
      continue
    }
    const kind = bullet.test(line) ? 'bullets' : number.test(line) ? 'numbers' : 'lines'
    const words = kind === 'bullets' ? line.replace(bullet, '') : kind === 'numbers' ? line.replace(number, '') : line
    const last = blocks.at(-1)
    if (open && last?.kind === kind) last.lines.push(runsOf(words))
    else blocks.push({ kind, lines: [runsOf(words)] })
    open = true
  }
  return blocks
}

/** Whether a note has anything that is shown otherwise than it is typed. */
export const isFormatted = (note: string): boolean =>
  noteBlocks(note).some(({ kind, lines }) => kind !== 'lines' || lines.some((runs) => runs.some((run) => run.bold || run.italic)))
