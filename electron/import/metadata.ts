// Title, outlet, author, date, address and language of an article, as the document itself gives them: what it claims in
// its head, else what stands in its zones. A field that nothing supports is the empty string.
import type { Draft } from '../../shared/text.ts'
import { readChange, readDate, readDay } from './dates.ts'
import { namesOnByline } from './furniture.ts'
import { languageOf } from './language.ts'
import { withoutMarks } from './office.ts'
import type { Claim, Field } from './page.ts'
import { repair } from './repairs.ts'
import { fold } from './zones.ts'

export type Metadata = Readonly<Record<Field, string>>

const LONGEST = 2_000
/** Weight of the title element, which sites fill with more than the title. */
const PAGE_TITLE = 50
/** Weight below which a claim is about the file, such as who saved it and when: what stands in the text comes before it. */
const OF_THE_FILE = 10

/** One clean line of a field. */
function line(text: string): string {
  const clean = repair(text.slice(0, 2 * LONGEST), new Map())
    .replace(/\s+/g, ' ')
    .trim()
  return clean
    .slice(0, LONGEST)
    .replace(/[\ud800-\udbff]$/, '')
    .trim()
}

/** An address in http or https without a user's name in it, absolute, else the empty string. */
function address(text: string, base: string): string {
  try {
    const url = base === '' ? new URL(text) : new URL(text, base)
    if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '' || url.href.length > LONGEST)
      return ''
    return url.href
  } catch {
    return ''
  }
}

/** Words that names of outlets hold; an ending of a title without one is a part of the title. */
const outletWords =
  'times|post|news|daily|journal|herald|tribune|guardian|observer|press|gazette|digest|agency|telegraph|independent|chronicle|magazine|weekly|tv|radio|broadcasting|bulletin|courier|examiner|reuters|bbc|cnn|afp|zeitung|tageblatt|nachrichten|presse|monde|figaro|diario|periódico|noticias|giornale|corriere|haber|haberler|gazetesi|xəbər|xəbərlər|gazeta|dziennik|wiadomości|новости|газета|правда|известия|вести|ведомости|новини|агентство|լուրեր|სიახლეები|חדשות|أخبار|الأخبار'
const outletName = new RegExp(`(?<!\\p{L})(?:${outletWords})(?!\\p{L})|\\.(?:com|org|net|info|news|az|am|ge|ru|ua|tr|de|fr|uk|eu)$`, 'iu')
/** A title and what stands after its last dash or bar. */
const titleAndTail = /^(.{8,})\s+(?:[|–—•·»-]|::)\s+([^|–—•·»]{3,50})$/u

/** A title and the outlet's name after it, if that is known to be it or can be nothing else. */
function splitTitle(whole: string, outlet: string): { title: string; outlet: string } {
  const [, title = '', tail = ''] = titleAndTail.exec(whole) ?? []
  const [a, b] = [fold(outlet), fold(tail)]
  if (b === '' || tail.split(' ').length > 6) return { title: whole, outlet }
  if (outlet !== '') return { title: a.includes(b) || b.includes(a) ? title : whole, outlet }
  return /^[\p{Lu}\p{Lo}\p{N}]|\.\p{L}+$/u.test(tail) && outletName.test(tail) ? { title, outlet: tail } : { title: whole, outlet }
}

/** What stands in a page's title beside the title that the page shows. */
function outletBeside(shown: string, titles: readonly Claim[]): string {
  for (const { value } of titles) {
    const [, title = '', tail = ''] = titleAndTail.exec(line(value)) ?? []
    if (title !== '' && fold(title) === fold(shown)) return tail
  }
  return ''
}

const best = (claims: readonly Claim[], field: Field): Claim[] =>
  claims.filter((claim) => claim.field === field).sort((a, b) => b.weight - a.weight)

/** The title that a document claims, without its outlet, for finding the title among the blocks. */
export function claimedTitle(claims: readonly Claim[]): string {
  const outlet = line(best(claims, 'outlet')[0]?.value ?? '')
  return splitTitle(line(best(claims, 'title')[0]?.value ?? ''), outlet).title
}

/** A value and where it was found, in plain words; both are empty where nothing supports the field. `ofFile`: it is said of the file. */
type Finding = Readonly<{ value: string; from: string; ofFile?: boolean }>
const nothing: Finding = { value: '', from: '' }
const firstOf = (findings: Iterable<Finding>): Finding => {
  for (const finding of findings) if (finding.value !== '') return finding
  return nothing
}

function short(text: string): string {
  const one = line(text)
  return one.length > 80 ? `${one.slice(0, 79)}…` : one
}

/** Metadata and, for each field that is not empty, the place that it was found in. */
type Described = Readonly<{ metadata: Metadata; evidence: Readonly<Record<string, string>> }>

/** What is known of a document's article. `several`: whether the page holds more than one, which a byline does not speak for all of. */
export function proposeMetadata(claims: readonly Claim[], drafts: readonly Draft[], several = false): Described {
  const claimed = (field: Field, read: (value: string) => string = line): Finding[] =>
    best(claims, field).map(({ value, weight, from = 'what the file says of itself' }) => ({
      value: read(value),
      from,
      ofFile: weight < OF_THE_FILE,
    }))
  const inZone = (zone: Draft['zone']): string[] => drafts.filter((draft) => draft.zone === zone).map((draft) => draft.text)
  const { title, outlet } = headOf(claims, claimed, drafts)
  const addresses = claimed('url', (value) => address(value, ''))
  const base = firstOf(addresses).value
  const url = firstOf(claimed('url', (value) => address(value, base)).sort((a, b) => Number(isRoot(a.value)) - Number(isRoot(b.value))))
  const own = drafts.filter(({ zone }) => zone === 'body' || zone === 'title').map(({ text }) => text)
  const findings: Readonly<Record<Field, Finding>> = {
    title,
    outlet,
    author: authorOf(
      claimed('author', (value) => namesOnByline(line(value))),
      several ? [] : inZone('byline'),
    ),
    ...datesOf(claimed, inZone('dateline'), url.value),
    section: firstOf(claimed('section')),
    url,
    language: languageIn(own.join('\n'), claimed('language')),
  }
  const of = (field: Field): string => findings[field].value
  return {
    metadata: {
      title: of('title'),
      outlet: of('outlet'),
      author: of('author'),
      date: of('date'),
      modified: of('modified'),
      section: of('section'),
      url: of('url'),
      language: of('language'),
    },
    evidence: Object.fromEntries(Object.entries(findings).flatMap(([field, { value, from }]) => (value === '' ? [] : [[field, from]]))),
  }
}

type Claimed = (field: Field, read?: (value: string) => string) => Finding[]

/** Title and outlet, which pages write in one line. */
function headOf(claims: readonly Claim[], claimed: Claimed, drafts: readonly Draft[]): Readonly<{ title: Finding; outlet: Finding }> {
  const titles = best(claims, 'title')
  const at = drafts.findIndex(({ zone }) => zone === 'title')
  const shown = {
    value: line(withoutMarks(drafts[at]?.text ?? '')),
    from: at === 0 ? 'the first line of the text' : 'the title in the text',
  }
  const strong = firstOf(
    titles
      .filter(({ weight }) => weight > PAGE_TITLE)
      .map(({ value, from = 'what the file says of itself' }) => ({ value: line(value), from })),
  )
  const whole = firstOf([strong, shown, ...claimed('title')])
  const icon = drafts.map(({ zone, text }) => (zone === 'boilerplate' ? (/^site icon (.{2,60})$/iu.exec(text)?.[1] ?? '') : ''))
  const named = firstOf([
    ...claimed('outlet'),
    ...icon.map((value) => ({ value, from: 'the name of the site’s icon' })),
    { value: outletBeside(shown.value, titles), from: 'the page’s title, after the title of the article' },
  ])
  const { title, outlet } = splitTitle(whole.value, named.value)
  return {
    title: { value: title, from: whole.from },
    outlet: named.value === '' ? { value: outlet, from: 'the end of the title' } : { ...named, value: outlet },
  }
}

const isRoot = (url: string): boolean => url !== '' && new URL(url).pathname === '/' && new URL(url).search === ''

function authorOf(claimed: readonly Finding[], bylines: readonly string[]): Finding {
  const named = claimed.filter(({ value }) => !/^https?:|^www\.|^@/i.test(value))
  return firstOf([
    ...named.filter(({ ofFile }) => ofFile !== true),
    ...bylines
      .map((text) => ({ value: line(namesOnByline(text)), from: `the byline “${short(text)}”` }))
      .filter(({ value }) => value.length < 200),
    ...named,
  ])
}

/** A day in an address, as outlets order their pages. */
const dayInAddress = /[/-](20\d{2}|19\d{2})[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_-])/

/** When the article was published and when it was changed. A day without its year takes the year that the page gives elsewhere. */
function datesOf(claimed: Claimed, datelines: readonly string[], url: string): Readonly<{ date: Finding; modified: Finding }> {
  const modified = firstOf([
    ...claimed('modified', readDate),
    ...datelines.map((text) => ({ value: readChange(text), from: `the dateline “${short(text)}”` })),
  ])
  const [, year = '', month = '', day = ''] = dayInAddress.exec(url) ?? []
  const addressed = year === '' ? '' : readDate(`${year}-${month}-${day}`)
  const near = firstOf([
    { value: addressed, from: 'the address' },
    { value: modified.value, from: 'the date of the change' },
  ])
  const dates = claimed('date', readDate)
  const date = firstOf([
    ...dates.filter(({ ofFile }) => ofFile !== true),
    ...datelines.map((text) => ({ value: readDate(text), from: `the dateline “${short(text)}”` })),
    ...datelines.map((text) => ({ value: readDay(text, near.value), from: `the dateline “${short(text)}”, its year from ${near.from}` })),
    { value: addressed, from: 'the address, which names the day' },
    ...dates,
  ])
  return { date, modified }
}

function languageIn(text: string, declared: readonly Finding[]): Finding {
  const value = languageOf(
    text,
    declared.map((finding) => finding.value),
  )
  const said = declared.find((finding) => finding.value.toLowerCase().split(/[-_]/)[0] === value.split('-')[0])
  if (value === 'und') return { value, from: 'nothing: the text is too short to tell' }
  return { value, from: said === undefined ? 'the language of the words' : `the language of the words and ${said.from}` }
}
