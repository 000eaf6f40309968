// What an article may be besides a report of its own, proposed with its evidence for the analyst to confirm or decline: each
// rule looks for one sign and says what it saw. A sign proves nothing, and no sign is no proof either.
import type { Flag } from '../../shared/records.ts'
import { countWords, type Draft } from '../../shared/text.ts'
import { type DatedPlace, datePlacesIn } from './dates.ts'
import type { Metadata } from './metadata.ts'
import type { Claim } from './page.ts'
import { agency, byMachine, exchanged, firstElsewhere, foreignNames, sourceLink, translated, wholeWords } from './signs.ts'
import { accounts, machines } from './warnings.ts'
import { fold } from './zones.ts'

/** What the rules look at. `now`: milliseconds since 1970. */
type Evidence = Readonly<{
  metadata: Metadata
  drafts: readonly Draft[]
  claims: readonly Claim[]
  /** Whether the page holds several articles: then no byline is missing and no address speaks for all. */
  several: boolean
  now: number
}>
/** With the dates that the text names. */
type Seen = Evidence & Readonly<{ told: readonly DatedPlace[] }>
/** Says what it saw, or nothing. */
type Rule = Readonly<{ kind: Flag['kind']; see: (seen: Seen) => string | undefined }>

const DAY = 86_400_000
/** Words of its own from which on an article is one that somebody signed. */
const SIGNED = 150

const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > 160 ? `${line.slice(0, 159)}…` : line
}

const inZone = (drafts: readonly Draft[], ...zones: Draft['zone'][]): string[] =>
  drafts.filter(({ zone }) => zones.includes(zone)).map(({ text }) => text)
const isEnglish = ({ metadata }: Evidence): boolean => metadata.language === 'en' || metadata.language.startsWith('en-')

/** Lines that speak about the article: short ones anywhere, and the first and last of its paragraphs. */
function linesAbout(drafts: readonly Draft[]): string[] {
  const body = inZone(drafts, 'body')
  const ends = new Set([...body.slice(0, 2), ...body.slice(-3)])
  return drafts.map(({ text }) => text).filter((text) => text.length <= 300 || (ends.has(text) && text.length <= 600))
}

const lineThat =
  (match: RegExp) =>
  ({ drafts }: Evidence): string | undefined => {
    const line = linesAbout(drafts).find((text) => match.test(text))
    return line === undefined ? undefined : `A line says: “${short(line)}”`
  }

/** The name that a site goes by in addresses: `valleyherald.example` for `m.valleyherald.example`. */
function siteOf(url: string): string {
  try {
    return new URL(url).hostname
      .split('.')
      .filter((part, i, all) => i >= all.length - 2 || !/^(?:www\d?|m|amp|mobile|edition)$/.test(part))
      .join('.')
  } catch {
    return ''
  }
}
const sameSite = (a: string, b: string): boolean => a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)

/** The page calls an address on another site its own: it was taken from there. */
function canonicalElsewhere({ claims, several }: Evidence): string | undefined {
  const of = (from: RegExp) => siteOf(claims.find((claim) => claim.field === 'url' && from.test(claim.from ?? ''))?.value ?? '')
  const canonical = of(/^canonical link/)
  const own = of(/^meta element og:url|^comment that the browser/)
  if (several || canonical === '' || own === '' || sameSite(canonical, own)) return undefined
  return `The page is at ${own}, and its canonical link leads to ${canonical}`
}

function namesSpelled(evidence: Evidence): string | undefined {
  if (!isEnglish(evidence)) return undefined
  const text = inZone(evidence.drafts, 'body', 'title').join('\n')
  for (const [language, names] of Object.entries(foreignNames)) {
    const found = [...new Set(text.match(wholeWords(names)) ?? [])]
    if (found.length >= 2)
      return `In an English text, names are spelled as in ${language}: ${found
        .slice(0, 5)
        .map((name) => `“${name}”`)
        .join(', ')}`
  }
  return undefined
}

function phrasesExchanged(evidence: Evidence): string | undefined {
  if (!isEnglish(evidence)) return undefined
  const own = inZone(evidence.drafts, 'body', 'title').join('\n')
  const whole = evidence.drafts.map(({ text }) => text).join('\n')
  const found = Object.entries(exchanged).flatMap(([meant, pattern]) =>
    (whole.match(pattern) ?? []).slice(0, 1).map((said) => ({ said, meant })),
  )
  if (found.length < 2) return undefined
  const where = found.some(({ said }) => own.includes(said)) ? 'In the text' : 'In the lines around the text'
  return `${where}, set phrases have a word exchanged: ${found
    .slice(0, 4)
    .map(({ said, meant }) => `“${said}” (${meant})`)
    .join(', ')}`
}

const machineAsAuthor = ({ metadata: { author } }: Evidence): string | undefined =>
  author !== '' && machines.test(author) ? `The byline “${short(author)}” names a machine or its maker` : undefined

function accountAsAuthor({ metadata }: Evidence): string | undefined {
  if (!accounts.test(metadata.author) || (metadata.outlet !== '' && fold(metadata.author) === fold(metadata.outlet))) return undefined
  return `The byline “${short(metadata.author)}” names an account, not a person`
}

function nobody({ metadata, drafts, several }: Evidence): string | undefined {
  if (several || metadata.author !== '') return undefined
  const words = inZone(drafts, 'body').reduce((sum, text) => sum + countWords(text), 0)
  return words < SIGNED ? undefined : 'No byline stands above or below the text, and the file names no author'
}

const inFuture = ({ metadata: { date }, now }: Evidence): string | undefined =>
  date !== '' && Date.parse(date.slice(0, 10)) > now + DAY ? `The date ${date.slice(0, 10)} is in the future` : undefined

function beforeItsText({ metadata, told, now }: Seen): string | undefined {
  const at = Date.parse(metadata.date.slice(0, 10))
  const later = told.filter(({ date }) => Date.parse(date) > at + 2 * DAY && Date.parse(date) <= now)
  // A deadline or a plan may lie ahead of an article, but not two of them in different words.
  if (new Set(later.map(({ date }) => date)).size < 2) return undefined
  return `The article is dated ${metadata.date.slice(0, 10)}, and its text tells of later days: ${later
    .slice(0, 3)
    .map(({ words }) => `“${words}”`)
    .join(', ')}`
}

/** A year with one digit wrong: the same days of the year around it are told of another year, and no other day is of this one. */
function oddYear({ told }: Seen): string | undefined {
  const days = (date: string, year: string) => Date.parse(`${year}${date.slice(4)}`) / DAY
  for (const { date, words } of told) {
    const year = date.slice(0, 4)
    if (told.filter((other) => other.date.startsWith(year)).length > 1) continue
    const near = told.filter((other) => {
      const theirs = other.date.slice(0, 4)
      const digits = theirs.split('').filter((digit, i) => digit !== year[i]).length
      return digits === 1 && Math.abs(days(date, theirs) - Date.parse(other.date) / DAY) <= 7
    })
    const meant = near[0]?.date.slice(0, 4)
    if (near.length >= 2 && meant !== undefined && near.every((other) => other.date.startsWith(meant)))
      return `“${words}” may mean ${meant}: the text tells of ${near
        .slice(0, 2)
        .map((other) => `“${other.words}”`)
        .join(' and ')}`
  }
  return undefined
}

const rules: readonly Rule[] = [
  { kind: 'reprint', see: lineThat(firstElsewhere) },
  { kind: 'reprint', see: canonicalElsewhere },
  {
    kind: 'reprint',
    see: ({ drafts }) => {
      const line = inZone(drafts, 'boilerplate', 'body').find((text) => text.length <= 140 && sourceLink.test(text))
      return line === undefined ? undefined : `A line leads to a source: “${short(line)}”`
    },
  },
  {
    kind: 'reprint',
    see: ({ drafts, metadata }) => {
      const name = inZone(drafts, 'body')
        .slice(0, 2)
        .map((text) => agency.exec(text)?.[1])
        .find((found) => found !== undefined)
      return name === undefined || fold(metadata.outlet).includes(fold(name))
        ? undefined
        : `The text begins with the mark of an agency: “(${name})”`
    },
  },
  { kind: 'translation', see: lineThat(translated) },
  { kind: 'translation', see: namesSpelled },
  { kind: 'machine-translated', see: lineThat(byMachine) },
  { kind: 'machine-paraphrased', see: machineAsAuthor },
  { kind: 'machine-paraphrased', see: phrasesExchanged },
  { kind: 'wrong byline', see: machineAsAuthor },
  { kind: 'wrong byline', see: accountAsAuthor },
  { kind: 'missing byline', see: nobody },
  { kind: 'wrong date', see: inFuture },
  { kind: 'wrong date', see: beforeItsText },
  { kind: 'wrong date', see: oddYear },
]

/** The flags that an article's signs speak for, each kind once with all that was seen. */
export function proposeFlags(evidence: Evidence): Flag[] {
  const told = inZone(evidence.drafts, 'body', 'footnote').flatMap((text) => datePlacesIn(text.slice(0, 50_000)))
  const found = new Map<Flag['kind'], string[]>()
  for (const { kind, see } of rules) {
    const sign = see({ ...evidence, told })
    if (sign !== undefined) found.set(kind, [...(found.get(kind) ?? []), sign])
  }
  return [...found].map(([kind, signs]) => ({ kind, state: 'proposed', evidence: `${signs.join('. ')}.`.slice(0, 1_000) }))
}
