// What an analyst should look at before trusting an import.
import type { Cut } from '../../shared/imported.ts'
import type { Draft } from '../../shared/text.ts'
import { datesIn } from './dates.ts'
import type { Metadata } from './metadata.ts'
import { fold } from './zones.ts'

/** Names that stand in bylines but write nothing: makers of machines that do. */
export const machines =
  /\b(?:openai|chat\s?gpt|gpt-?\d|claude|anthropic|gemini|google bard|bard|copilot|llama|deepseek|perplexity|midjourney|grok|ai|artificial intelligence|\p{L}*bot|auto(?:matic)?(?:ally)? generated)\b/iu
/** Names of accounts, not of people. */
export const accounts =
  /^(?:admin|administrator|editor|editors|editorial|newsroom|news desk|newsdesk|staff|staff writer|web desk|webmaster|user|guest|root|unknown|redaktion|redakcja|redaksiya|редакция|редактор)$/iu

const DAY = 86_400_000

const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)

function ofByline({ author, outlet }: Metadata): string[] {
  if (author === '') return []
  if (machines.test(author))
    return [`The byline “${short(author)}” names a machine or its maker, not a person: the text may be a machine's paraphrase.`]
  if (accounts.test(author)) return [`The byline “${short(author)}” names an account, not a person.`]
  return outlet !== '' && fold(author) === fold(outlet) ? ['The byline is the name of the outlet.'] : []
}

function ofDate({ date }: Metadata, drafts: readonly Draft[], now: number): string[] {
  const told = drafts.filter(({ zone }) => zone === 'body' || zone === 'footnote').flatMap(({ text }) => datesIn(text.slice(0, 50_000)))
  const past = told.filter((each) => Date.parse(each) <= now).sort()
  const latest = past.at(-1)
  if (date === '')
    return latest === undefined ? ['No date was found.'] : [`No date was found; the latest date that the text names is ${latest}.`]
  const day = date.slice(0, 10)
  const at = Date.parse(day)
  if (at > now + DAY) return [`The date ${day} is in the future.`]
  if (latest !== undefined && Date.parse(latest) > at + 2 * DAY) return [`The text names a later date (${latest}) than its own (${day}).`]
  if (told.length >= 3 && latest !== undefined && at - Date.parse(latest) > 400 * DAY) {
    return [
      `The date ${day} is more than a year after the latest that the text names (${latest}): it may be the day of saving or reprinting.`,
    ]
  }
  return []
}

function ofArticles(cuts: readonly Cut[]): string[] {
  if (cuts.length === 0) return []
  const signs = cuts.slice(0, 6).map(({ evidence }) => evidence)
  return [`The page seems to hold several articles (${cuts.length + 1}): ${signs.join('; ')}.`]
}

/** @param now milliseconds since 1970 */
export function warningsOf(metadata: Metadata, drafts: readonly Draft[], cuts: readonly Cut[], now: number): string[] {
  return [
    ...(metadata.title === '' ? ['No title was found.'] : []),
    ...ofByline(metadata),
    ...ofDate(metadata, drafts, now),
    ...ofArticles(cuts),
  ]
}
