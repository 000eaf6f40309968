// The articles of a report among those of a project: the project's own by id, else by the hash of the text, else by that of the
// original; else, where the report carries the text and the hash proves it, one that comes along.

import { normalizeRanges } from '../anchor.ts'
import type { ProjectContents } from '../exchange/contents.ts'
import type { Item } from '../exchange/loss.ts'
import { Finder } from '../exchange/selectors.ts'
import { ArticleId, type RevisionId, ZoneMarkId } from '../ids.ts'
import { Transfer } from '../reanchor.ts'
import { type Article, blank, type Revision, type ZoneMark } from '../records.ts'
import { countWords, faultOfBlocks, type Range } from '../text.ts'
import { type ArticleData, type Evidence, FIRST, idIn, type Piece } from './evidence.ts'
import type { EvidenceReading } from './evidencein.ts'

/** Where the pieces of a quotation stand now; `certain`: it is known, and not only likely. */
type Place = Readonly<{ ranges: readonly Range[]; certain: boolean }>

/** Every quoted piece at its place of a text. */
const standAt = (text: string, ranges: readonly Range[], pieces: readonly Piece[]): boolean =>
  ranges.length === pieces.length && ranges.every(({ start, end }, i) => end <= text.length && text.slice(start, end) === pieces[i]?.exact)

/** An article that a report is about, and how its quotations find their places. */
class ReportTarget {
  readonly article: Article
  readonly meets: 'same' | 'changed' | 'brought'
  readonly text: string
  /** The text that the report is about, where it is not the present one and is known; and which of the article's earlier texts it is. */
  readonly #before: string | null
  readonly revisionId: RevisionId | null
  #transfer: Transfer | null = null
  #finder: Finder | null = null

  constructor(article: Article, meets: ReportTarget['meets'], text: string, before: string | null, revisionId: RevisionId | null) {
    this.article = article
    this.meets = meets
    this.text = text
    this.#before = before
    this.revisionId = revisionId
  }

  /** `null` where no place is certain or likely enough. */
  place(pieces: readonly Piece[], ranges: readonly Range[]): Place | null {
    if (this.meets !== 'changed' && standAt(this.text, ranges, pieces)) return { ranges, certain: true }
    if (this.#before !== null && standAt(this.#before, ranges, pieces)) {
      this.#transfer ??= new Transfer(this.#before, this.text)
      const placed = this.#transfer.place(ranges)
      return placed.state === 'orphan' ? null : { ranges: placed.ranges, certain: placed.state === 'exact' }
    }
    this.#finder ??= new Finder(this.text, null)
    const finder = this.#finder
    // In another text the same words at the same position may be others that are like them.
    const position = this.meets === 'changed' ? { start: null, end: null } : {}
    const found = pieces.flatMap((piece) => {
      const place = finder.find({ ...piece, ...position })
      return typeof place === 'string' ? [] : [place]
    })
    if (found.length < pieces.length) return null
    return { ranges: normalizeRanges(found.map(({ range }) => range)), certain: found.every(({ certain }) => certain) }
  }

  /** Whether it is known to have stood at its place of an earlier text that the project keeps. */
  stoodEarlier(pieces: readonly Piece[], ranges: readonly Range[]): string | null {
    return this.revisionId !== null && this.#before !== null && standAt(this.#before, ranges, pieces) ? this.#before : null
  }
}

type Records = Readonly<{ article: Article[]; revision: readonly Revision[]; zoneMark: ZoneMark[] }>
type Text = ProjectContents['texts'][number]
export type ReportTargets = Readonly<{
  /** By their names in the report's data. */
  targets: ReadonlyMap<string, ReportTarget>
  /** Texts of those that come along. */
  brought: readonly Text[]
  /** Texts that are not those of their hashes. */
  unproved: readonly Item[]
}>

/** Adds what comes along to `records`. */
export function reportTargets(evidence: Evidence, reading: EvidenceReading, records: Records): ReportTargets {
  const { project, sha256 } = reading
  const texts = new Map<string, string>(project?.texts.map((text) => [text.sha256, text.text]))
  const own = [...records.article]
  const targets = new Map<string, ReportTarget>()
  const brought: { said: ArticleData; text: Text }[] = []
  const unproved: Item[] = []
  const proved = (said: ArticleData): string | null => {
    const text = said['parallax:text']
    if (text === undefined || sha256(text) === said['parallax:textSha256']) return text ?? null
    unproved.push([said.id, said.title])
    return null
  }
  for (const said of evidence['parallax:articles']) {
    if (targets.has(said.id)) continue
    const article = knownAs(said, own)
    const textSha256 = said['parallax:textSha256']
    const carried = proved(said)
    if (article !== undefined) {
      const text = texts.get(article.textSha256) ?? ''
      const same = article.textSha256 === textSha256
      const revision = records.revision.find((each) => each.articleId === article.id && each.textSha256 === textSha256)
      const before = same ? null : (texts.get(textSha256) ?? carried)
      targets.set(said.id, new ReportTarget(article, same ? 'same' : 'changed', text, before, revision?.id ?? null))
    } else if (carried !== null) {
      const blocks = said['parallax:blocks'] ?? []
      if (carried.trim() === '' || faultOfBlocks(carried, blocks) !== undefined) unproved.push([said.id, said.title])
      else brought.push({ said, text: { sha256: textSha256, text: carried, blocks } })
    }
  }
  for (const [i, { said, text }] of brought.entries()) {
    const article = { ...articleFrom(said, text.text, evidence, reading), part: i + 1, of: brought.length }
    records.article.push(article)
    targets.set(said.id, new ReportTarget(article, 'brought', text.text, null, null))
    for (const { range, zone } of said['parallax:zones'] ?? []) {
      const id = ZoneMarkId.parse(reading.guidOf('zone of a report', `${article.id} ${range.start}-${range.end} ${zone}`))
      if (range.end <= text.text.length && !records.zoneMark.some((mark) => mark.id === id))
        records.zoneMark.push({ id, articleId: article.id, range, zone })
    }
  }
  return { targets, brought: brought.map(({ text }) => text), unproved }
}

function knownAs(said: ArticleData, own: readonly Article[]): Article | undefined {
  const id = idIn('article', said.id)
  const originals = [said['parallax:originalSha256'], said['parallax:firstSha256']]
  const of = own.filter(({ originalSha256, evidence }) =>
    originals.some((sha) => sha !== undefined && (sha === originalSha256 || sha === evidence[FIRST])),
  )
  return (
    own.find((article) => article.id === id) ??
    own.find((article) => article.textSha256 === said['parallax:textSha256']) ??
    // A file of several articles is the original of each.
    (of.length === 1 && of[0]?.of === 1 ? of[0] : undefined)
  )
}

const line = (words: string): string => words.slice(0, 2_000).replace(/[\ud800-\udbff]$/, '')

/** An article that comes out of a report: what it says of itself, and that its own file did not come along. */
function articleFrom(
  said: ArticleData,
  text: string,
  evidence: Evidence,
  { file, guidOf, sha256, now, version }: EvidenceReading,
): Article {
  const given = ArticleId.safeParse(idIn('article', said.id))
  const about = said['parallax:article']
  const first = said['parallax:firstSha256'] ?? said['parallax:originalSha256']
  const [report, project] = [line(evidence.label), line(evidence['parallax:project'])]
  const named = about === undefined || about.source === '' ? 'its original file' : `its original file “${line(about.source)}”`
  return {
    ...blank.article,
    id: given.success ? given.data : ArticleId.parse(guidOf('article of a report', `${said.id}\n${said['parallax:textSha256']}`)),
    title: line(said.title),
    outlet: line(about?.outlet ?? ''),
    author: line(about?.author ?? ''),
    date: line(about?.date ?? ''),
    modified: line(about?.modified ?? ''),
    section: line(about?.section ?? ''),
    url: line(about?.url ?? ''),
    language: (about?.language ?? '').slice(0, 35) || 'und',
    collection: '',
    memo: '',
    source: line(file.name),
    format: 'report',
    encoding: 'utf-8',
    repairs: [
      line(`Taken from the report “${report.slice(0, 500)}” of the project “${project.slice(0, 500)}”; its text is proved by its SHA-256`),
      line(`Without ${named} (SHA-256 ${first}): the report stands in its place`),
    ],
    words: countWords(text),
    textSha256: said['parallax:textSha256'],
    originalSha256: sha256(file.bytes),
    importedAt: now,
    importer: version,
    evidence: { [FIRST]: first },
  }
}
