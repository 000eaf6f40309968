// Words broken at the ends of lines. A hyphen that the typesetter put in goes away, one that belongs to the word stays: the
// document itself decides, by how it writes the word where no line ends in it.
const words = /[\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*/gu
const broken = /([\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*)[-‐\u00ad]$/u
const begins = /^[\p{L}\p{M}]+(?:[-‐][\p{L}\p{M}]+)*/u

export type Vocabulary = ReadonlySet<string>

const plain = (word: string): string => word.toLowerCase().replaceAll('‐', '-')

/** The words that stand whole on the lines of a document. */
export function vocabularyOf(lines: Iterable<string>): Vocabulary {
  const known = new Set<string>()
  for (const line of lines) {
    const found = line.match(words) ?? []
    const whole = /[-‐\u00ad]$/.test(line) ? found.slice(0, -1) : found
    for (const word of whole) known.add(plain(word))
  }
  return known
}

/** First words of compounds, where the rest is a word by itself. */
const compound =
  /^(?:self|ex|non|well|so|vice|half|long|short|high|low|full|part|one|two|three|four|five|ten|anti|pro|pre|post|co|cross|mid)$/iu
/** Scripts that put no space between words. */
const dense = /[\u3040-\u30ff\u3400-\u9fff\u3000-\u303f\uff00-\uffef]$/u
const address = /https?:\/\/\S*[/.=&?_-]$/u

/** Two lines as one; `closed` when a hyphen between them went away. */
export function joinLines(line: string, next: string, known: Vocabulary): { text: string; closed: boolean } {
  const [, head = ''] = broken.exec(line) ?? []
  const tail = begins.exec(next)?.[0] ?? ''
  if (dense.test(line) || address.test(line)) return { text: line + next, closed: false }
  if (head === '' || tail === '') return { text: `${line} ${next}`, closed: false }
  const closed = { text: line.slice(0, -1) + next, closed: true }
  if (line.endsWith('\u00ad') || known.has(plain(head + tail))) return closed
  const kept =
    known.has(plain(`${head}-${tail}`)) || /^\p{Lu}/u.test(tail) || /[-‐]/u.test(head) || (compound.test(head) && known.has(plain(tail)))
  return kept ? { text: line + next, closed: false } : closed
}
