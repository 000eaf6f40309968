// Title, outlet, author, date, address and language of an article, as the document itself gives them: what it claims in
// its head, else what stands in its zones. A field that nothing supports is the empty string.
import type { Draft } from '../../shared/text.ts'
import { readDate } from './dates.ts'
import { namesOnByline } from './furniture.ts'
import { languageOf } from './language.ts'
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

/** Several articles stand on one page when it has several credits above paragraphs, or bylines between them. */
export function proposeMetadata(claims: readonly Claim[], drafts: readonly Draft[]): Metadata {
  const claimed = (field: Field): string =>
    best(claims, field)
      .map(({ value }) => line(value))
      .find((value) => value !== '') ?? ''
  const inZone = (zone: Draft['zone']): string[] => drafts.filter((draft) => draft.zone === zone).map((draft) => draft.text)
  const icon =
    inZone('boilerplate')
      .map((text) => /^site icon (.{2,60})$/iu.exec(text)?.[1] ?? '')
      .find((name) => name !== '') ?? ''
  const titles = best(claims, 'title')
  const shown = line(inZone('title')[0] ?? '')
  const strong = titles.find(({ weight }) => weight > PAGE_TITLE)?.value ?? ''
  const { title, outlet } = splitTitle(line(strong) || shown || claimed('title'), claimed('outlet') || icon || outletBeside(shown, titles))
  const urls = best(claims, 'url').map(({ value }) => value)
  const base = urls.map((value) => address(value, '')).find((value) => value !== '') ?? ''
  const ofText = claims.filter(({ weight }) => weight >= OF_THE_FILE)
  const ofFile = claims.filter(({ weight }) => weight < OF_THE_FILE)
  const authors = (from: readonly Claim[]) => best(from, 'author').map(({ value }) => line(value))
  const dates = (from: readonly Claim[]) => best(from, 'date').map(({ value }) => value)
  return {
    title,
    outlet,
    author: authorOf(authors(ofText), inZone('byline'), drafts) || authorOf(authors(ofFile), [], drafts),
    date: [...dates(ofText), ...inZone('dateline'), ...dates(ofFile)].map(readDate).find((date) => date !== '') ?? '',
    modified:
      best(claims, 'modified')
        .map(({ value }) => readDate(value))
        .find((date) => date !== '') ?? '',
    section: claimed('section'),
    url: urls.map((value) => address(value, base)).find((value) => value !== '') ?? '',
    language: languageOf(
      drafts
        .filter(({ zone }) => zone === 'body' || zone === 'title')
        .map(({ text }) => text)
        .join('\n'),
      best(claims, 'language').map(({ value }) => value),
    ),
  }
}

function authorOf(claimed: readonly string[], bylines: readonly string[], drafts: readonly Draft[]): string {
  const said = claimed.map((value) => namesOnByline(value)).find((value) => value !== '' && !/^https?:|^www\.|^@/i.test(value))
  if (said !== undefined) return said
  if (severalArticles(drafts).length > 0) return ''
  return bylines.map((text) => line(namesOnByline(text))).find((name) => name !== '' && name.length < 200) ?? ''
}

/** What makes a page look like several articles: bylines or credits in its middle, each above paragraphs of its own. */
export function severalArticles(drafts: readonly Draft[]): string[] {
  const marks: { at: number; text: string; zone: string }[] = []
  let body = 0
  for (const draft of drafts) {
    if (draft.zone === 'body') body += draft.text.length
    else if (draft.zone === 'byline' || draft.zone === 'caption') marks.push({ at: body, text: draft.text, zone: draft.zone })
  }
  const between = marks.filter(({ at }) => at > 1_500 && body - at > 1_500)
  const bylines = between.filter(({ zone }) => zone === 'byline').length
  const labelled = marks.filter(({ zone, text }) => zone === 'caption' || /[:：]/.test(text))
  return bylines >= 1 && labelled.length >= 2 ? between.map(({ text }) => text) : []
}
