// A report that was exported, held against the project: whether each quotation still stands where the report says, in the words that
// it shows. A report says three things of a quotation, and all three are asked: what its data say, what its page shows, and what
// the hash in it vouches for. Whatever differs is told apart: what was changed in the report, and what has changed in the project since.

import type { OpenArticle } from '../shared/contract.ts'
import { Ruler } from '../shared/exchange/positions.ts'
import { Failure } from '../shared/failure.ts'
import { ArticleId, type Sha256 } from '../shared/ids.ts'
import { type ArticleData, FIRST, type Piece, piecesOf, placeFrom, type Quotation, type ReportCheck } from '../shared/report/evidence.ts'
import type { Range } from '../shared/text.ts'
import { type ReadReport, readReport } from './evidence.ts'
import { GAP, sha256, urn } from './export/evidence.ts'
import type { ProjectFile } from './store/project.ts'

type Problem = ReportCheck['problems'][number]
type Fault = Readonly<{ says: string; range: Range | null }>
/** An article of the project, measured, and whether it has the text that the report is about. */
type Held = OpenArticle &
  Readonly<{
    ruler: Ruler
    same: boolean
    marks: ReadonlyMap<string, OpenArticle['highlights'][number]>
    codes: ReadonlyMap<string, string[]>
  }>

/** What cannot be written in XML is left out of a DOCX, and white space is laid out anew there. */
const folded = (words: string): string => words.replace(/[\p{Cc}\p{Cs}\ufffd\ufffe\uffff\s]+/gu, ' ').trim()

const quoteOf = (item: Quotation): string =>
  piecesOf(item)
    .map(({ exact }) => exact)
    .join(GAP)

/**
 * Holds an exported report, HTML or DOCX, against a project.
 * @throws Failure 'refused' when the file is no such report
 */
export const checkReport = (bytes: Uint8Array, project: ProjectFile): ReportCheck => check(readReport(bytes), project)

function check({ evidence, shown }: ReadReport, project: ProjectFile): ReportCheck {
  const problems: Problem[] = []
  const said = new Map(evidence['parallax:articles'].map((article) => [article.id, article]))
  const articles = new Map<string, Held | null>()
  const open = (source: string): Held | null => {
    const known = articles.get(source)
    if (known !== undefined) return known
    const id = ArticleId.safeParse(source.slice(urn('article', '').length))
    const found = id.success && source.startsWith(urn('article', '')) ? articleOf(project, id.data) : null
    const same = found?.article.textSha256 === said.get(source)?.['parallax:textSha256']
    const held = found === null ? null : heldOf(found, same)
    articles.set(source, held)
    return held
  }
  for (const article of said.values())
    for (const says of articleFaults(article, open(article.id), project))
      problems.push({ article: article.title, id: article.id, quote: '', says, at: null })
  const byPlace = new Map<string, string[]>()
  for (const { place, words } of shown) {
    const there = byPlace.get(place)
    if (there === undefined) byPlace.set(place, [words])
    else there.push(words)
  }
  for (const item of evidence.items) {
    const source = piecesOf(item)[0]?.source ?? ''
    for (const { says, range } of faultsOf(item, open, byPlace.get(item['parallax:place']))) {
      const articleId = open(source)?.article.id
      const at = range === null || articleId === undefined ? null : { articleId, range }
      problems.push({ article: said.get(source)?.title ?? '', id: item.id, quote: quoteOf(item), says, at })
    }
  }
  const known = new Set(evidence.items.map((item) => item['parallax:place']))
  for (const { place, words } of shown)
    if (!known.has(place))
      problems.push({ article: '', id: place, quote: words, says: 'It is shown, and the data of the report do not have it.', at: null })
  return { ok: problems.length === 0, title: evidence.label, quotations: evidence.items.length, problems }
}

function heldOf(found: OpenArticle, same: boolean): Held {
  const marks = new Map(found.highlights.map((mark) => [urn('highlight', mark.id), mark]))
  const codes = new Map<string, string[]>()
  for (const { highlightId, codeId } of found.codings) {
    const [mark, code] = [urn('highlight', highlightId), urn('code', codeId)]
    const own = codes.get(mark)
    if (own === undefined) codes.set(mark, [code])
    else own.push(code)
  }
  return { ...found, ruler: new Ruler(found.text, 'code point'), same, marks, codes }
}

function articleOf(project: ProjectFile, id: ArticleId): OpenArticle | null {
  try {
    return project.openArticle(id)
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-found') return null
    throw error
  }
}

function articleFaults(said: ArticleData, found: Held | null, project: ProjectFile): string[] {
  if (found === null) return ['The project has no such article.']
  const faults: string[] = []
  const text = said['parallax:text']
  if (text !== undefined && sha256(text) !== said['parallax:textSha256'])
    faults.push('The text in the data of the report is not the one that its hash vouches for.')
  if (!found.same) {
    const earlier = project.revisionsOf(found.article.id).find(({ textSha256 }) => textSha256 === said['parallax:textSha256'])
    faults.push(
      earlier === undefined
        ? 'Its text has changed since the report was written.'
        : `Its text was corrected since the report was written${earlier.reason === '' ? '' : ` (${earlier.reason})`}.`,
    )
  }
  const originals: readonly (Sha256 | string | undefined)[] = [found.article.originalSha256, found.article.evidence[FIRST]]
  const vouched = [said['parallax:originalSha256'], said['parallax:firstSha256']]
  if (!vouched.some((sha) => sha !== undefined && originals.includes(sha)))
    faults.push('It is read from another original than the report says.')
  return faults
}

const fault = (says: string, range: Range | null = null): Fault => ({ says, range })

/** What no longer matches of a quotation, a sentence each. */
function faultsOf(item: Quotation, open: (source: string) => Held | null, shown: readonly string[] | undefined): Fault[] {
  const pieces = piecesOf(item)
  const place = placeFrom(item['parallax:place'])
  const [first] = pieces
  const placed = place !== null && first !== undefined && pieces.every(({ source }) => source === urn('article', place.articleId))
  const found = placed ? open(first.source) : null
  const ranges = place?.ranges ?? []
  const stands =
    found !== null &&
    ranges.length === pieces.length &&
    ranges.every(({ start, end }, i) => end <= found.text.length && found.text.slice(start, end) === pieces[i]?.exact)
  const faults = wordsFaults(item, shown, stands)
  if (!placed) return [...faults, fault('The data of the report do not say where it stands.')]
  // That the article is gone is said of the article.
  if (found === null) return [...faults, fault('Its article is not in the project.')]
  const at = ranges[0] ?? null
  if (!stands) faults.push(whereNow(found, first))
  else if (found.same) {
    if (ranges.some(({ start, end }, i) => found.ruler.measure(start) !== pieces[i]?.start || found.ruler.measure(end) !== pieces[i]?.end))
      faults.push(fault('Its position in characters is not the place that its position in UTF-16 units is.', at))
    if (ranges.some((range, i) => !isAround(found.text, range, pieces[i])))
      faults.push(fault('Other words stand around it than the report says.', at))
  }
  if (item.id.startsWith(urn('highlight', ''))) faults.push(...markFaults(item, found, ranges, stands))
  return faults
}

/** Whether page, data and hash have the same words; where not, which of them was changed. */
function wordsFaults(item: Quotation, shown: readonly string[] | undefined, stands: boolean): Fault[] {
  const quote = quoteOf(item)
  const vouched = sha256(quote) === item['parallax:quoteSha256']
  if (shown === undefined) {
    const hidden = fault('The page does not show it.')
    return vouched ? [hidden] : [fault('Its words are not those that its hash vouches for.'), hidden]
  }
  const others = shown.filter((words) => folded(words) !== folded(quote))
  if (others.length === 0)
    return vouched
      ? []
      : [
          fault(
            stands
              ? 'Its hash was changed: page and data have the words that stand in the article.'
              : 'Its words are not those that its hash vouches for: page and data were changed alike.',
          ),
        ]
  if (vouched) return [fault('The page shows other words than the data of the report have; the hash vouches for those of the data.')]
  return others.every((words) => sha256(words) === item['parallax:quoteSha256'])
    ? [fault('The data of the report have other words than the page shows; the hash vouches for those of the page.')]
    : [fault('Its words are not those that its hash vouches for.'), fault('The page shows other words than the data of the report have.')]
}

const isAround = (text: string, { start, end }: Range, piece: Piece | undefined): boolean =>
  piece !== undefined && text.slice(Math.max(0, start - piece.prefix.length), start) === piece.prefix && text.startsWith(piece.suffix, end)

function whereNow({ text, same }: Held, { exact, prefix, suffix }: Piece): Fault {
  const whole = text.indexOf(`${prefix}${exact}${suffix}`)
  const at = whole === -1 ? text.indexOf(exact) : whole + prefix.length
  // A text that is the same has never had the words there: the report was changed.
  const [gone, moved] = same
    ? ['Its words never stood in the article', 'Its words never stood there']
    : ['Its words no longer stand in the article', 'Its words no longer stand there']
  if (at === -1 || exact === '') return fault(`${gone}.`)
  const range = { start: at, end: at + exact.length }
  return fault(`${moved}; the article has them at ${at.toLocaleString('en')} (UTF-16).`, range)
}

function markFaults(item: Quotation, { marks, codes }: Held, ranges: readonly Range[], stands: boolean): Fault[] {
  const mark = marks.get(item.id)
  if (mark === undefined) return [fault('The project has no such highlight in this article.', stands ? (ranges[0] ?? null) : null)]
  const at = mark.ranges[0] ?? null
  const faults: Fault[] = []
  const numbers = (all: readonly Range[]) => JSON.stringify(all.map(({ start, end }) => [start, end]))
  if (stands && numbers(mark.ranges) !== numbers(ranges)) faults.push(fault('The highlight now covers other words.', at))
  const said = item.body.flatMap(({ id, purpose }) => (purpose === 'tagging' ? [id ?? ''] : [])).sort()
  const now = (codes.get(item.id) ?? []).toSorted()
  if (said.join(' ') !== now.join(' ')) faults.push(fault('It has other codes in the project.', at))
  const note = item.body.find(({ purpose }) => purpose === 'commenting')?.value ?? ''
  if (note !== mark.note) faults.push(fault('It has another note in the project.', at))
  return faults
}
