// How a report writes numbers, times, ranges and languages: the same on every machine.
import type { Range } from '../text.ts'

/** `12345` as `12,345`. */
export const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',')

export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`

/** A share of 0 to 1 as `97.3 %`; a dash where there is nothing to share. */
export const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)

/** Occurrences for every thousand words. */
export const perThousand = (n: number, words: number): string => (words === 0 ? '–' : ((1000 * n) / words).toFixed(1))

const isTime = (at: number) => Number.isSafeInteger(at) && Math.abs(at) <= 8.64e15

/** How a report names its articles, A to Z and then AA, counted from 0. */
export const letterOf = (article: number): string =>
  `${article >= 26 ? letterOf(Math.floor(article / 26) - 1) : ''}${String.fromCharCode(65 + (article % 26))}`

/** Milliseconds since 1970 as `2026-03-01 09:30 UTC`. */
export const timeOf = (at: number): string =>
  isTime(at) ? `${new Date(at).toISOString().slice(0, -8).replace('T', ' ')} UTC` : 'unknown time'
/** A date as an article has it, in ISO 8601 or in words: `2026-03-01`, or with its time to the minute as `2026-03-01 09:30 +04:00`. */
export const dateOf = (date: string): string =>
  date.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/, (_, day: string, time: string, zone = '') =>
    [day, time, zone === 'Z' ? 'UTC' : zone].join(' ').trim(),
  )
export const isoOf = (at: number): string => (isTime(at) ? new Date(at).toISOString() : '')

/** Ranges in UTF-16 code units. */
export const rangesOf = (ranges: readonly Range[]): string => ranges.map(({ start, end }) => `${count(start)}–${count(end)}`).join(', ')

/** The first words of a text on one line. */
export function opening(text: string, units: number): string {
  const line = text.replace(/\s+/gu, ' ').trim()
  if (line.length <= units) return line
  const cut = line.slice(0, units)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), units >> 1)).trimEnd()}…`
}

const rightToLeft = /^(?:ar|arc|ckb|dv|fa|he|iw|ks|nqo|ps|sd|syr|ug|ur|yi)(?:-|$)|-(?:Arab|Hebr)(?:-|$)/i

/** `lang` and `dir` of an article's text; a language that is not known or no language at all leaves the direction to the text. */
export function languageOf(language: string): { lang?: string; dir: 'auto' | 'ltr' | 'rtl' } {
  if (language === 'und' || !/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(language)) return { dir: 'auto' }
  return { lang: language, dir: rightToLeft.test(language) ? 'rtl' : 'ltr' }
}
