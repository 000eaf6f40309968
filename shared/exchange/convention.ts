// How a file counts its positions. The standard says Unicode code points and shows ends that are the first character after; programs
// count UTF-16 units, take a line end of two characters for one or for two, and a byte order mark for one or for none, and the
// standard's prose can be read so that an end is the last character itself. A file does not say what it does, so all the ways are
// tried on it: where a selection has its own words as its name they must stand there, and otherwise it should begin and end
// at the edge of a word. Text without spaces between words has no such edges and is not judged by them. The best way wins; of
// equals, the one that comes first.
import type { Range } from '../text.ts'
import { Ruler } from './positions.ts'

export type Convention = Readonly<{ unit: 'code point' | 'utf-16'; lineEnd: 1 | 2; mark: 0 | 1; end: 'after' | 'last' }>
/** A text as it is in the file, without its byte order mark, and the selections in it as they are numbered there. */
export type Numbered = Readonly<{
  raw: string
  marked: boolean
  /** Whether every line end has become one character on the way, whatever it was when it was counted. */
  inline?: boolean
  selections: readonly Readonly<{ start: number; end: number; name: string }>[]
}>
/**
 * `score`: share of the edges and names that fit, 0 to 1; `judged`: how many there were. `agreed`: that is no proof, but every way of
 * counting gives the same places.
 */
export type Proof = Readonly<{ convention: Convention; score: number; judged: number; agreed: boolean; samples: readonly string[] }>

/** A worse fit is no proof of anything. */
export const LEAST_FIT = 0.8
/** An end is followed by a blank more often than not, which is an edge too: by so much another reading of ends must fit better. */
const UNLIKELY = 0.1
/** Where there is only one way to count, words may be marked carelessly; of places that mean another text half are edges at most. */
const CARELESS = 2 / 3
/** Fewer edges than these say more of who marked the words than of how they are counted. */
const EDGES = 10
/** One in so many may lie outside its text. */
const FEW = 3
/** A name of fewer characters says nothing, unless names are known to be the words. */
const TELLING = 8
/** As much of a quotation as stands in the name of a selection that we write. */
export const EXCERPT = 100

const units = ['code point', 'utf-16'] as const
const conventions: readonly Convention[] = (['after', 'last'] as const).flatMap((end) =>
  units.flatMap((unit) => ([2, 1] as const).flatMap((lineEnd) => ([0, 1] as const).map((mark) => ({ unit, lineEnd, mark, end })))),
)

export const plainOf = (raw: string): string => raw.replace(/\r\n?/g, '\n')

type Text = Omit<Numbered, 'selections'>

/** From how many units stand before a place to the place, in the text with line ends as "\n". */
function counter({ raw, inline }: Text, { unit, lineEnd }: Pick<Convention, 'unit' | 'lineEnd'>): (units: number) => number | null {
  const plain = plainOf(raw)
  const counted = lineEnd === 1 ? plain : inline === true ? plain.replaceAll('\n', '\r\n') : raw
  const ruler = new Ruler(counted, unit)
  const dropped = counted.length === plain.length ? [] : [...counted.matchAll(/\r\n/g)].map(({ index }) => index)
  return (units) => {
    const at = ruler.place(units)
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

/** From positions of a file to stretches of its text with line ends as "\n"; `null` where they are not in it. */
export function placer(
  text: Text,
  convention: Convention,
  place = counter(text, convention),
): (start: number, end: number) => Range | null {
  const shift = text.marked ? convention.mark : 0
  return (from, to) => {
    const start = place(from - shift)
    const last = to - shift
    // The last character may be one of two units.
    const end = convention.end === 'after' ? place(last) : (place(last + 1) ?? place(last + 2))
    return start === null || end === null || start >= end ? null : { start, end }
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

/** What speaks for a place: whether its name stands there, and which of its ends fit; `null` where an end says nothing. */
type Judged = Readonly<{ inside: boolean; named: boolean; ends: readonly (boolean | null)[] }>

function judge(plain: string, name: string, own: boolean, range: Range | null): Judged {
  if (range === null) return { inside: false, named: false, ends: [false, false] }
  const excerpt = excerptOf(name)
  const { start, end } = range
  const most = start + 4 * excerpt.length + 200
  const words = squeezed(plain.slice(start, Math.min(end, most)))
  const named = excerpt.length >= (own ? 1 : TELLING) && words.startsWith(excerpt)
  if (!named) return { inside: true, named, ends: [isEdge(plain, start), isEdge(plain, end)] }
  if (end <= most && words === excerpt) return { inside: true, named, ends: [true, true] }
  if (own) return { inside: true, named, ends: [true, name.length < EXCERPT - 1 ? false : null] }
  return { inside: true, named, ends: [true, isEdge(plain, end)] }
}

/** How a file counts, told from all its texts. `preferred`: the way that wins among equals; `own`: whether a name is the words themselves, however few, as in what we write. */
export function prove(texts: readonly Numbered[], preferred: Partial<Convention> = {}, own = false): Proof {
  const likes = ({ unit, lineEnd, mark, end }: Convention) =>
    Number(unit === preferred.unit) +
    Number(lineEnd === preferred.lineEnd) +
    Number(mark === preferred.mark) +
    4 * Number(end === (preferred.end ?? 'after'))
  const tried = conventions.filter(({ end }) => !own || end === 'after').toSorted((a, b) => likes(b) - likes(a))
  const plains = texts.map(({ raw }) => plainOf(raw))
  // A text is measured once for each unit and line end, not for each way.
  const counters = texts.map(() => new Map<string, ReturnType<typeof counter>>())
  const judged = tried.map((convention) =>
    texts.flatMap((text, i) => {
      const key = `${convention.unit} ${convention.lineEnd}`
      const counted = counters[i]?.get(key) ?? counter(text, convention)
      counters[i]?.set(key, counted)
      const place = placer(text, convention, counted)
      return text.selections.map(({ start, end, name }) => judge(plains[i] as string, name, own, place(start, end)))
    }),
  )
  const count = judged[0]?.length ?? 0
  const isNamed = Array.from({ length: count }, (_, n) => judged.some((each) => (each[n] as Judged).named))
  // A few that are outside the text however it is counted speak for no way of counting; many speak against all.
  const isInside = isNamed.map((_, n) => judged.some((each) => (each[n] as Judged).inside))
  const stray = isInside.filter((inside) => !inside).length
  const isJudged = (n: number) => isInside[n] === true || stray * FEW > count
  const scores = judged.map((each) => {
    let [fits, of] = [0, 0]
    for (const [n, { named, ends }] of each.entries()) {
      if (!isJudged(n)) continue
      const told = isNamed[n] && !named ? [false, false] : ends.filter((end) => end !== null)
      of += told.length
      fits += told.filter(Boolean).length
    }
    return { score: of === 0 ? 1 : fits / of, judged: of }
  })
  const better = (i: number, found: number) =>
    (scores[i] as { score: number }).score -
    (scores[found] as { score: number }).score -
    ((tried[i] as Convention).end === (tried[found] as Convention).end ? 0 : UNLIKELY)
  // Ends that are the last character are believed on good evidence only.
  const isLikely = (i: number): boolean => {
    const { score, judged: of } = scores[i] as { score: number; judged: number }
    return (tried[i] as Convention).end === 'after' || (score >= LEAST_FIT && (of >= EDGES || isNamed.some(Boolean)))
  }
  const best = scores.reduce((found, _, i) => (isLikely(i) && better(i, found) > 0 ? i : found), 0)
  const convention = tried[best] as Convention
  const samples = texts.flatMap((text, i) => {
    const place = placer(text, convention)
    return text.selections.slice(0, 3).flatMap(({ start, end }) => {
      const range = place(start, end)
      return range === null
        ? []
        : [squeezed((plains[i] as string).slice(range.start, Math.min(range.end, range.start + 200))).slice(0, 100)]
    })
  })
  const { score, judged: of } = scores[best] as { score: number; judged: number }
  const agreed =
    (of < EDGES || score >= CARELESS) &&
    texts.every((text) => {
      const [first, ...others] = tried.filter(({ end }) => end === 'after').map((each) => placer(text, each))
      return text.selections.every(({ start, end }) => {
        const place = first?.(start, end)
        return others.every((other) => other(start, end)?.start === place?.start && other(start, end)?.end === place?.end)
      })
    })
  return { convention, score, judged: of, agreed, samples: samples.slice(0, 5) }
}

/** In plain words, such as `UTF-16 units, line ends counted as 2`. */
export function wordsOf({ convention: { unit, lineEnd, mark, end }, score, agreed }: Proof): string {
  const counted = unit === 'utf-16' ? 'UTF-16 units' : 'code points'
  const last = end === 'after' ? '' : ', an end being the last character'
  return `${counted}, a line end of two characters counted as ${lineEnd}, a byte order mark as ${mark}${last}; ${Math.floor(score * 1_000) / 10} % fit${agreed && score < LEAST_FIT ? ', too little to tell, but every way of counting gives the same places' : ''}`
}
