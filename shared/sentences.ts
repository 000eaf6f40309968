// Words and sentences of a text, and selections that are made to hold whole ones. A paragraph is cut by Unicode's rules
// (UAX #29, as the runtime's Intl.Segmenter has them); those rules end a sentence after every full stop before a capital, so
// pieces are joined again where the stop belongs to an abbreviation or an initial, or where the next piece begins in lower
// case ("“Why?” she asked"). Exact offsets, no dictionary beyond two short lists.
import { type Block, blockAt, type Range } from './text.ts'

/** Stand before a name, never at the end of a sentence. */
const beforeName = new Set(
  'Mr Mrs Ms Mx Dr Prof Sr Sra Mme Mlle St Ste Gen Col Lt Maj Capt Cmdr Adm Sgt Cpl Pvt Brig Gov Sen Sens Rep Reps Hon Rev Fr Msgr Pres Amb Atty Det Insp Supt Mt Ft vs cf al approx eg ie e.g i.e им ул пр проф акад'.split(
    ' ',
  ),
)
/** Stand before a number; elsewhere they may end a sentence. */
const beforeNumber = new Set(
  'No Nos Nr Vol Art Arts Fig Figs Sec Ch p pp Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec ст стр гл'.split(' '),
)

const initial = /(?:^|[^\p{L}\p{N}])(?:\p{Lu}\.[ \u00a0]?)*\p{Lu}\.$/u
const lastWord = /([\p{L}.]+)\.$/u
const startsLow = /^[\s\p{Pi}\p{Ps}"'–—-]*\p{Ll}/u
const startsWithNumber = /^\s*\d/

function goesOn(piece: string, next: string): boolean {
  if (startsLow.test(next)) return true
  const end = piece.trimEnd().slice(-40)
  if (initial.test(end)) return true
  const word = lastWord.exec(end)?.[1]
  return word !== undefined && (beforeName.has(word) || (beforeNumber.has(word) && startsWithNumber.test(next)))
}

const segmenters = new Map<string, Intl.Segmenter>()
function segmenterFor(language: string): Intl.Segmenter {
  const found = segmenters.get(language)
  if (found !== undefined) return found
  let made: Intl.Segmenter
  try {
    made = new Intl.Segmenter(language === 'und' || language === '' ? 'en' : language, { granularity: 'sentence' })
  } catch {
    made = new Intl.Segmenter('en', { granularity: 'sentence' })
  }
  segmenters.set(language, made)
  return made
}

/** The sentences of one paragraph, in order and without the blanks around them; offsets count from `base`. `language` is a BCP 47 tag. */
export function sentencesOf(paragraph: string, language: string, base = 0): Range[] {
  const joined: { start: number; words: string }[] = []
  for (const { segment, index } of segmenterFor(language).segment(paragraph)) {
    const last = joined.at(-1)
    if (last !== undefined && (last.words.trim() === '' || segment.trim() === '' || goesOn(last.words, segment))) last.words += segment
    else joined.push({ start: index, words: segment })
  }
  return joined.flatMap(({ start, words }) => {
    const from = start + words.length - words.trimStart().length
    const to = start + words.trimEnd().length
    return to > from ? [{ start: base + from, end: base + to }] : []
  })
}

const isBlank = (unit: string | undefined) => unit === undefined || /\s/.test(unit)

/** A range widened to the words that it touches; marks that stand at a word's side are left out. */
export function toWords(text: string, { start, end }: Range): Range {
  let from = start
  let to = end
  while (from < to && isBlank(text[from])) from++
  while (to > from && isBlank(text[to - 1])) to--
  if (from === to) return { start, end }
  const isWord = (at: number) => /[\p{L}\p{N}\p{M}\p{Pc}’'-]/u.test(text[at] ?? ' ') || /[\ud800-\udfff]/.test(text[at] ?? ' ')
  if (isWord(from)) while (from > 0 && isWord(from - 1)) from--
  if (isWord(to - 1)) while (to < text.length && isWord(to)) to++
  return { start: from, end: to }
}

/** A range widened to the sentences that it touches, in each paragraph that it touches. */
export function toSentences(text: string, blocks: readonly Block[], language: string, range: Range): Range {
  const words = toWords(text, range)
  const first = blockAt(blocks, words.start)
  const last = blockAt(blocks, words.end - 1)
  if (first === undefined || last === undefined) return range
  const of = (block: Block) => sentencesOf(text.slice(block.start, block.end), language, block.start)
  const start = of(first).find((sentence) => sentence.end > words.start)?.start ?? words.start
  const end = of(last).findLast((sentence) => sentence.start < words.end)?.end ?? words.end
  return { start: Math.min(start, words.start), end: Math.max(end, words.end) }
}
