// Numbers as values, in digits and in English words: "2,000", "2.000", "2 000", "2k" and "two thousand" are 2000, and "6 p.m."
// is the time 18:00.
const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'
const values = new Map<string, number>([
  ...small.split(' ').map((word, value) => [word, value] as const),
  ...tens.split(' ').map((word, i) => [word, 20 + 10 * i] as const),
])
const factors = new Map([
  ['hundred', 100],
  ['thousand', 1e3],
  ['million', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
])
/** Only right after digits. */
const shorthands = new Map([
  ['k', 1e3],
  ['m', 1e6],
  ['mn', 1e6],
  ['bn', 1e9],
  ['tn', 1e12],
])

/** A word or a group of digits, as it is and in small letters, and where it stands in its sentence. */
export type Token = Readonly<{ text: string; word: string; start: number; end: number }>

const token = /\d{1,3}(?: \d{3})+(?!\d)|\d+(?:[.,:’'\u00a0\u202f]\d+)*|(?:\p{L}\p{M}*)+(?:['’](?:\p{L}\p{M}*)+)*/gu

/** The words and groups of digits of a sentence, in its order; offsets count from its start. */
export const tokensOf = (sentence: string): Token[] =>
  Array.from(sentence.matchAll(token), ({ 0: text, index }) => ({
    text,
    word: text.toLowerCase(),
    start: index,
    end: index + text.length,
  }))

/** What is longer is no number that a sentence speaks of, and is itself only. */
const LONGEST = 24

/** The value of digits: a mark before exactly three of them parts thousands, any other a fraction. */
function ofDigits(digits: string): number {
  const whole = digits.replace(/[,.’' \u00a0\u202f](?=\d{3}(?!\d))/g, '')
  return Number(whole.replace(/[,’' \u00a0\u202f]/g, '.').replace(/\.(?=.*\.)/g, ''))
}

/** A time of day on the 24-hour clock. */
function ofClock(clock: string, half: string | undefined): string {
  const [hours = '', minutes = '00'] = clock.split(/[:.]/)
  const hour = Number(hours)
  return `${half === 'p' && hour < 12 ? hour + 12 : half === 'a' && hour === 12 ? 0 : hour}:${minutes}`
}

/**
 * Reads the number that begins at a token, if one does: its value as text, and how many tokens it takes. "One" alone is a
 * pronoun more often than a number, and is none.
 */
export function numeralAt(tokens: readonly Token[], at: number, sentence: string): Readonly<{ value: string; tokens: number }> | undefined {
  const first = tokens[at]
  if (first === undefined) return undefined
  const { word, end } = first
  /** The word at a place, if only blanks or hyphens part it from the one before. */
  const wordAt = (place: number): string => {
    const [before, token] = [tokens[place - 1], tokens[place]]
    return before !== undefined && token !== undefined && /^[\s\u00ad-]*$/.test(sentence.slice(before.end, token.start)) ? token.word : ''
  }
  if (/^\d/.test(word)) {
    if (word.length > LONGEST) return { value: word, tokens: 1 }
    const half = /^\s?([ap])\.?\s?m\b/i.exec(sentence.slice(end, end + 6))?.[1]?.toLowerCase()
    if (half !== undefined || /^\d{1,2}:\d\d$/.test(word)) return { value: ofClock(word, half), tokens: 1 }
    const short = tokens[at + 1]?.start === end ? shorthands.get(wordAt(at + 1)) : undefined
    const factor = short ?? factors.get(wordAt(at + 1))
    return { value: String(ofDigits(word) * (factor ?? 1)), tokens: factor === undefined ? 1 : 2 }
  }
  if (word === 'one' ? !factors.has(wordAt(at + 1)) : !values.has(word) && word !== 'hundred') return undefined
  let [sum, group, used] = [0, values.get(word) ?? 100, 1]
  for (;;) {
    const joined = wordAt(at + used) === 'and' && (group >= 100 || sum > 0) ? 1 : 0
    const next = wordAt(at + used + joined)
    const [factor, value] = [factors.get(next), values.get(next)]
    if (factor !== undefined && joined === 0) {
      group = (group || 1) * factor
      if (factor > 100) [sum, group] = [sum + group, 0]
    } else if (value !== undefined && (group % 100 === 0 || (group % 10 === 0 && group % 100 >= 20 && value < 10 && joined === 0)))
      group += value
    else return { value: String(sum + group), tokens: used }
    used += 1 + joined
  }
}
