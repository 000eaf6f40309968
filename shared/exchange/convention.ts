// How a file counts its positions. The standard says Unicode code points; programs count UTF-16 units, take a line end of two
// characters for one or for two, and a byte order mark for one or for none. A file does not say what it does, so all eight ways
// are tried on it: where a selection has its own words as its name they must stand there, and otherwise it should begin and end
// at the edge of a word. Text without spaces between words has no such edges and is not judged by them. The best way wins; of
// equals, the one that comes first.
import { Ruler } from './positions.ts'

export type Convention = Readonly<{ unit: 'code point' | 'utf-16'; lineEnd: 1 | 2; mark: 0 | 1 }>
/** A text as it is in the file, without its byte order mark, and the selections in it as they are numbered there. */
export type Numbered = Readonly<{
  raw: string
  marked: boolean
  selections: readonly Readonly<{ start: number; end: number; name: string }>[]
}>
/** `score`: share of the edges and names that fit, 0 to 1; `judged`: how many there were. */
export type Proof = Readonly<{ convention: Convention; score: number; judged: number; samples: readonly string[] }>

/** A worse fit is no proof of anything. */
export const LEAST_FIT = 0.8
/** A name of fewer characters says nothing. */
const TELLING = 8

const units = ['code point', 'utf-16'] as const
const conventions: readonly Convention[] = units.flatMap((unit) =>
  ([2, 1] as const).flatMap((lineEnd) => ([0, 1] as const).map((mark) => ({ unit, lineEnd, mark }))),
)

export const plainOf = (raw: string): string => raw.replace(/\r\n?/g, '\n')

/** From positions of a file to places of its text with line ends as "\n". */
export function placer(
  { raw, marked }: Omit<Numbered, 'selections'>,
  { unit, lineEnd, mark }: Convention,
): (position: number) => number | null {
  const plain = plainOf(raw)
  const shift = marked ? mark : 0
  const counted = lineEnd === 2 ? raw : plain
  const ruler = new Ruler(counted, unit)
  if (counted.length === plain.length) return (position) => ruler.place(position - shift)
  const dropped = [...counted.matchAll(/\r\n/g)].map(({ index }) => index)
  return (position) => {
    const at = ruler.place(position - shift)
    if (at === null) return null
    let low = 0
    let high = dropped.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((dropped[middle] as number) < at) low = middle + 1
      else high = middle
    }
    return at - low
  }
}

const letter = /[\p{L}\p{N}\p{M}]/u
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]/u
const characterAt = (text: string, at: number): string => (at < text.length ? String.fromCodePoint(text.codePointAt(at) as number) : '')
const characterBefore = (text: string, at: number): string => {
  const back = at > 1 && (text.charCodeAt(at - 1) & 0xfc00) === 0xdc00 ? 2 : 1
  return at > 0 ? text.slice(at - back, at) : ''
}

/** Whether a place is the edge of a word; `null` where words have none. */
function isEdge(text: string, at: number): boolean | null {
  const [before, after] = [characterBefore(text, at), characterAt(text, at)]
  if (!letter.test(before) || !letter.test(after)) return true
  return unspaced.test(before) || unspaced.test(after) ? null : false
}

const squeezed = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '')
    .trim()
/** The words that a selection's name may be the beginning of. */
const excerptOf = (name: string): string => squeezed(name).replace(/\s*(?:…|\.{3})$/, '')

type Judged = Readonly<{ named: boolean; edges: number; of: number }>

function judge(plain: string, excerpt: string, telling: number, start: number | null, end: number | null): Judged {
  if (start === null || end === null || start >= end) return { named: false, edges: 0, of: 2 }
  const words = plain.slice(start, Math.min(end, start + 4 * excerpt.length + 200))
  const named = excerpt.length >= telling && squeezed(words).startsWith(excerpt)
  const edges = [isEdge(plain, start), isEdge(plain, end)].filter((edge) => edge !== null)
  return { named, edges: edges.filter(Boolean).length, of: edges.length }
}

/** How a file counts, told from all its texts. `preferred`: the way that wins among equals; `telling`: from how many characters names count. */
export function prove(texts: readonly Numbered[], preferred: Partial<Convention> = {}, telling = TELLING): Proof {
  const likes = ({ unit, lineEnd, mark }: Convention) =>
    Number(unit === preferred.unit) + Number(lineEnd === preferred.lineEnd) + Number(mark === preferred.mark)
  const tried = conventions.toSorted((a, b) => likes(b) - likes(a))
  const plains = texts.map(({ raw }) => plainOf(raw))
  const judged = tried.map((convention) =>
    texts.flatMap((text, i) => {
      const place = placer(text, convention)
      return text.selections.map(({ start, end, name }) => judge(plains[i] as string, excerptOf(name), telling, place(start), place(end)))
    }),
  )
  const count = judged[0]?.length ?? 0
  const isNamed = Array.from({ length: count }, (_, n) => judged.some((each) => (each[n] as Judged).named))
  const scores = judged.map((each) => {
    let [fits, of] = [0, 0]
    for (const [n, found] of each.entries()) {
      of += isNamed[n] ? 2 : found.of
      fits += isNamed[n] ? 2 * Number(found.named) : found.edges
    }
    return { score: of === 0 ? 1 : fits / of, judged: of }
  })
  const best = scores.reduce((found, { score }, i) => (score > (scores[found] as { score: number }).score ? i : found), 0)
  const convention = tried[best] as Convention
  const samples = texts.flatMap((text, i) => {
    const place = placer(text, convention)
    return text.selections.slice(0, 3).flatMap(({ start, end }) => {
      const [from, to] = [place(start), place(end)]
      return from === null || to === null ? [] : [squeezed((plains[i] as string).slice(from, Math.min(to, from + 200))).slice(0, 100)]
    })
  })
  return { convention, ...(scores[best] as { score: number; judged: number }), samples: samples.slice(0, 5) }
}

/** In plain words, such as `UTF-16 units, line ends counted as 2`. */
export function wordsOf({ convention: { unit, lineEnd, mark }, score }: Proof): string {
  const counted = unit === 'utf-16' ? 'UTF-16 units' : 'code points'
  return `${counted}, a line end of two characters counted as ${lineEnd}, a byte order mark as ${mark}; ${Math.floor(score * 1_000) / 10} % fit`
}
