// Dates as outlets print them, in many languages. A text is cut into numbers and words, and each must be understood as a
// part of a date: a month, a weekday, a time, a zone. Whatever is not understood makes the text not a date, so nothing is
// ever read into a sentence; and an order of numbers that could mean two days is not guessed.
import { changed, meaningOf } from './months.ts'

const LONGEST = 160

type Parts = { year?: number; month?: number; day?: number; time?: string; zone?: string; half?: 0 | 12 }

const two = (n: number): string => String(n).padStart(2, '0')

/** Digits of any script as ASCII digits. */
function plainDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    // Decimal digits stand in runs of ten, zero first, at code points that are 0 or 6 modulo 10 of each block.
    let zero = digit.codePointAt(0) as number
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) as number) - zero < 9) zero -= 1
    return String((digit.codePointAt(0) as number) - zero)
  })
}

const zoneText = (minutes: number): string =>
  minutes === 0 ? 'Z' : `${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`

/** ISO 8601 of the parts, or nothing when they are not a day that exists. */
function written({ year, month, day, time, zone, half }: Parts): string {
  if (year === undefined || month === undefined || day === undefined) return ''
  if (year < 1600 || year > 2199 || month < 1 || month > 12 || day < 1) return ''
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return ''
  const date = `${year}-${two(month)}-${two(day)}`
  if (time === undefined) return date
  const [hour = 0, minute = 0, second] = time.split(':').map(Number)
  const full = half === undefined ? hour : (hour % 12) + half
  if (full > 24 || minute > 59 || (second ?? 0) > 60) return date
  return `${date}T${two(full % 24)}:${two(minute)}${second === undefined ? '' : `:${two(second)}`}${zone ?? ''}`
}

const token =
  /(?<iso>\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{8}(?!\d))|(?<slashed>\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d))|(?<time>\d{1,2}[:h.]\d{2}(?::\d{2}(?:\.\d+)?)?(?!\d))|(?<offset>[+-]\d{2}:?\d{2}(?!\d))|(?<number>\d{1,4})(?:st|nd|rd|th|er|º|ª|-?(?:го|е|ое|cı|ci|cu|cü))?(?![\p{L}\d])|(?<cjk>\d{1,4}\s*[年년月월日일])|(?<word>[\p{L}\p{M}](?:[\p{L}\p{M}'’ʼ.-]*[\p{L}\p{M}])?)|(?<rest>[^\s,.|·•:;()[\]–—/-])/giu

/** Day, month and year of three numbers, or nothing when their order is not certain. */
function ordered(text: string): Parts | undefined {
  const separator = text.replace(/\d/g, '').charAt(0)
  const [a = 0, b = 0, c = 0] = text.split(/[./-]/).map(Number)
  if (a >= 1000) return { year: a, month: b, day: c }
  if (c < 1000) return undefined
  if (separator === '.') return { day: a, month: b, year: c }
  if (a > 12 && b <= 12) return { day: a, month: b, year: c }
  if (b > 12 && a <= 12) return { day: b, month: a, year: c }
  return a === b ? { day: a, month: b, year: c } : undefined
}

/** Takes one token into the parts; false when it has no place in a date. */
function take(parts: Parts, groups: Readonly<Record<string, string | undefined>>): boolean {
  const { iso, time, offset, slashed, number, cjk, word, rest } = groups
  if (iso !== undefined) {
    const digits = iso.includes('-') ? iso.split('-') : [iso.slice(0, 4), iso.slice(4, 6), iso.slice(6)]
    const [year, month, day] = digits.map(Number)
    Object.assign(parts, { year, month, day })
  } else if (time !== undefined) parts.time ??= time.replace(/[h.](?=\d{2}(?!\d))/i, ':').replace(/\.\d+$/, '')
  else if (offset !== undefined) parts.zone ??= `${offset.slice(0, 3)}:${offset.slice(-2)}`.replace('+00:00', 'Z')
  else if (slashed !== undefined) {
    const found = ordered(slashed)
    if (found === undefined) return false
    Object.assign(parts, found)
  } else if (cjk !== undefined) {
    const value = Number.parseInt(cjk, 10)
    if (/[年년]/.test(cjk)) parts.year ??= value
    else if (/[月월]/.test(cjk)) parts.month ??= value
    else parts.day ??= value
  } else if (number !== undefined) {
    const value = Number(number)
    if (number.length === 4) parts.year ??= value
    else if (number.length <= 2 && parts.day === undefined) parts.day = value
    else return false
  } else if (word !== undefined) {
    const meaning = meaningOf(word.toLowerCase().replaceAll('.', ''))
    if (meaning === undefined) return false
    if ('month' in meaning) {
      if (parts.month !== undefined) return false
      parts.month = meaning.month
    } else if ('zone' in meaning) {
      if (parts.time !== undefined) parts.zone ??= zoneText(meaning.zone)
    } else if ('half' in meaning && parts.time !== undefined) parts.half = meaning.half
  } else if (rest !== undefined) return false
  return true
}

/** The parts of a date that a text is, or nothing when a word of it is no part of one. */
function partsOf(text: string): Parts | undefined {
  const parts: Parts = {}
  const plain = text.replace(/(\d)T(?=\d{1,2}:)/g, '$1 ').replace(/(\d)Z\b/g, '$1 Z')
  for (const found of plain.matchAll(token)) if (!take(parts, found.groups ?? {})) return undefined
  return parts
}

const readOne = (text: string): string => written(partsOf(text) ?? {})

const isReadable = (text: string): boolean => text.length <= LONGEST && /\p{Nd}/u.test(text)
const parted = (text: string): string[] => plainDigits(text.trim()).split(new RegExp(changed, 'giu'))

/**
 * The date that a text is, as ISO 8601 (`2023-09-20`, or `2023-09-20T11:31` with `:ss` and offset where they are printed),
 * or the empty string when the text is anything but a date. Of a date of publication and one of change, the first.
 */
export function readDate(text: string): string {
  return isReadable(text)
    ? (parted(text)
        .map(readOne)
        .find((date) => date !== '') ?? '')
    : ''
}

/** The date of a change that a text names, after a word such as “updated”, in the form of `readDate`; else the empty string. */
export function readChange(text: string): string {
  return isReadable(text)
    ? (parted(text)
        .slice(1)
        .map(readOne)
        .find((date) => date !== '') ?? '')
    : ''
}

const HALF_A_YEAR = 183 * 86_400_000

/** The date of a text that names a day and a month without a year: the one that is nearest to another date, or the empty string. */
export function readDay(text: string, near: string): string {
  const at = Date.parse(near.slice(0, 10))
  const parts = isReadable(text) ? partsOf(parted(text)[0] ?? '') : undefined
  if (parts === undefined || parts.year !== undefined || Number.isNaN(at)) return ''
  const year = new Date(at).getUTCFullYear()
  const dates = [year - 1, year, year + 1].map((each) => written({ ...parts, year: each }))
  return dates.find((date) => date !== '' && Math.abs(Date.parse(date.slice(0, 10)) - at) <= HALF_A_YEAR) ?? ''
}

const inProse =
  /\b(?:\p{L}{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?|\d{1,2}(?:st|nd|rd|th|\.)?\s+\p{L}{3,12}\.?,?)\s+\d{4}\b|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b|\b\d{4}-\d{2}-\d{2}\b/gu

/** A full date that a text names, as an ISO 8601 day, and in the text's own words. */
export type DatedPlace = Readonly<{ date: string; words: string }>

/** Every full date that a text names, in order of the text. */
export function datePlacesIn(text: string): DatedPlace[] {
  return (text.match(inProse) ?? []).map((words) => ({ words, date: readDate(words).slice(0, 10) })).filter(({ date }) => date !== '')
}

/** Every full date that a text names, as ISO 8601 days, in order of the text. */
export const datesIn = (text: string): string[] => datePlacesIn(text).map(({ date }) => date)
