// The records of a project as tables. A change is applied step by step; every `before` must be exactly what stands, every
// highlight must fit its article's text, and what is derived from records (shelf, tally, zoning, search) follows in the same
// transaction, which the caller has begun.
import { faultOfAnchor } from '../../shared/anchor.ts'
import { type Change, recordOf, type Step } from '../../shared/change.ts'
import type { Referring } from '../../shared/commands.ts'
import type { Decided } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import { ArticleId, type CodeId, type EntityId, type HighlightId, type Sha256 } from '../../shared/ids.ts'
import type {
  Article,
  Bookmark,
  Coding,
  Dismissal,
  Feeling,
  Highlight,
  Kind,
  Link,
  Orphan,
  Pair,
  RecordOf,
  Revision,
  ZoneMark,
} from '../../shared/records.ts'
import { kinds } from '../../shared/records.ts'
import {
  ACCEPTED,
  ARTICLES_WITH_ORIGINAL,
  BOOKMARKS_OF_ARTICLE,
  CODINGS_OF_ARTICLE,
  CODINGS_OF_CODE,
  CODINGS_OF_ENTITIES,
  DISMISSALS_OF_ARTICLE,
  decode,
  encode,
  FEELINGS_OF_ENTITIES,
  FINDINGS_OF_ARTICLE,
  HIGHLIGHTS_BY_ID,
  HIGHLIGHTS_OF_ARTICLE,
  HIGHLIGHTS_OF_ENTITIES,
  LINKS_OF_ARTICLE,
  ORPHANS_OF_ARTICLE,
  PAIRS_OF_ARTICLE,
  PAIRS_OF_ENTITIES,
  REJECTED,
  REPRINTS_OF_ARTICLE,
  REVISIONS_OF_ARTICLE,
  tables,
  USES_OF_ENTITIES,
  type Value,
  ZONE_MARKS_OF_ARTICLE,
} from './codec.ts'
import type { ContentStore, Text } from './contents.ts'
import type { Connection } from './database.ts'
import type { Search } from './search.ts'
import type { Shelf } from './shelf.ts'
import type { Tally } from './tally.ts'
import { settle, type Zoning } from './zoning.ts'

type Row = readonly unknown[]

const isSame = (a: Row, b: Row): boolean => a.length === b.length && a.every((value, i) => value === b[i])
const isSameAnchor = (a: Highlight, b: Highlight): boolean =>
  a.articleId === b.articleId &&
  a.quote === b.quote &&
  a.prefix === b.prefix &&
  a.suffix === b.suffix &&
  JSON.stringify(a.ranges) === JSON.stringify(b.ranges)

function conflict(kind: Kind): Failure {
  return new Failure(
    'conflict',
    `This ${kind} is not what it was when the change was made: it was changed elsewhere. Nothing was changed. Look at it again and repeat what you did.`,
  )
}

export class RecordStore {
  readonly #statements
  readonly #rowOf
  readonly #highlightsOf
  readonly #codingsOf
  readonly #linksOf
  readonly #codingsOfCode
  readonly #highlightsById
  readonly #highlightsOfEntities
  readonly #codingsOfEntities
  readonly #feelingsOfEntities
  readonly #pairsOfEntities
  readonly #usesOfEntities
  readonly #withOriginal
  readonly #articleIds
  readonly #collections
  readonly #zoneMarksOf
  readonly #bookmarksOf
  readonly #accepted
  readonly #rejected
  readonly #revisionsOf
  readonly #orphansOf
  readonly #dismissalsOf
  readonly #pairsOf
  readonly #findingsOf
  readonly #reprintsOf
  readonly #contents: ContentStore
  readonly #shelf: Shelf
  readonly #tally: Tally
  readonly #search: Search
  readonly #zoning: Zoning

  constructor(db: Connection, parts: Readonly<{ contents: ContentStore; shelf: Shelf; tally: Tally; search: Search; zoning: Zoning }>) {
    const statementsOf = (kind: Kind) => ({
      all: db.prepare<[], Row>(tables[kind].all).raw(),
      one: db.prepare<[string], Row>(tables[kind].one).raw(),
      insert: db.prepare<Value[]>(tables[kind].insert),
      update: db.prepare<Value[]>(tables[kind].update),
      remove: db.prepare<[string]>(tables[kind].remove),
    })
    this.#statements = Object.fromEntries(kinds.map((kind) => [kind, statementsOf(kind)])) as Record<Kind, ReturnType<typeof statementsOf>>
    this.#rowOf = db.prepare<[string], number>('SELECT row FROM article WHERE id = ?').pluck()
    this.#highlightsOf = db.prepare<[string], Row>(HIGHLIGHTS_OF_ARTICLE).raw()
    this.#codingsOf = db.prepare<[string], Row>(CODINGS_OF_ARTICLE).raw()
    this.#linksOf = db.prepare<{ id: string }, Row>(LINKS_OF_ARTICLE).raw()
    this.#codingsOfCode = db.prepare<[string], Row>(CODINGS_OF_CODE).raw()
    this.#highlightsById = db.prepare<[string], Row>(HIGHLIGHTS_BY_ID).raw()
    this.#highlightsOfEntities = db.prepare<[string], Row>(HIGHLIGHTS_OF_ENTITIES).raw()
    this.#feelingsOfEntities = db.prepare<[string], Row>(FEELINGS_OF_ENTITIES).raw()
    this.#pairsOfEntities = db.prepare<[string], Row>(PAIRS_OF_ENTITIES).raw()
    this.#codingsOfEntities = db.prepare<[string], Row>(CODINGS_OF_ENTITIES).raw()
    this.#usesOfEntities = db.prepare<[], { entityId: string; highlights: number }>(USES_OF_ENTITIES)
    this.#articleIds = db
      .prepare<[string | null, string | null], string>('SELECT id FROM article WHERE ? IS NULL OR collection = ? ORDER BY row')
      .pluck()
    this.#collections = db.prepare<[], string>("SELECT DISTINCT collection FROM article WHERE collection <> '' ORDER BY collection").pluck()
    this.#withOriginal = db.prepare<[string], Row>(ARTICLES_WITH_ORIGINAL).raw()
    this.#zoneMarksOf = db.prepare<[string], Row>(ZONE_MARKS_OF_ARTICLE).raw()
    this.#bookmarksOf = db.prepare<[string], Row>(BOOKMARKS_OF_ARTICLE).raw()
    this.#dismissalsOf = db.prepare<[string], Row>(DISMISSALS_OF_ARTICLE).raw()
    this.#accepted = db.prepare<[], { rule: string; count: number }>(ACCEPTED)
    this.#rejected = db.prepare<[], { rule: string; count: number }>(REJECTED)
    this.#revisionsOf = db.prepare<[string], Row>(REVISIONS_OF_ARTICLE).raw()
    this.#orphansOf = db.prepare<[string], Row>(ORPHANS_OF_ARTICLE).raw()
    this.#pairsOf = db.prepare<{ id: string }, Row>(PAIRS_OF_ARTICLE).raw()
    this.#findingsOf = db.prepare<{ id: string }, Row>(FINDINGS_OF_ARTICLE).raw()
    this.#reprintsOf = db.prepare<[string], Row>(REPRINTS_OF_ARTICLE).raw()
    this.#contents = parts.contents
    this.#shelf = parts.shelf
    this.#tally = parts.tally
    this.#search = parts.search
    this.#zoning = parts.zoning
  }

  get<K extends Kind>(kind: K, id: string): RecordOf<K> | undefined {
    const row = this.#statements[kind].one.get(id)
    return row === undefined ? undefined : decode(kind, row)
  }

  all<K extends Kind>(kind: K): RecordOf<K>[] {
    return this.#statements[kind].all.all().map((row) => decode(kind, row))
  }

  highlightsOf(articleId: ArticleId): Highlight[] {
    return this.#highlightsOf.all(articleId).map((row) => decode('highlight', row))
  }

  /** The oldest first. */
  zoneMarksOf(articleId: ArticleId): ZoneMark[] {
    return this.#zoneMarksOf.all(articleId).map((row) => decode('zoneMark', row))
  }

  bookmarksOf(articleId: ArticleId): Bookmark[] {
    return this.#bookmarksOf.all(articleId).map((row) => decode('bookmark', row))
  }

  /** What was rejected in an article, the oldest first. */
  dismissalsOf(articleId: ArticleId): Dismissal[] {
    return this.#dismissalsOf.all(articleId).map((row) => decode('dismissal', row))
  }

  /** How often suggestions were accepted and rejected, by rule. */
  decided(): Decided[] {
    const counts = new Map<string, Decided>()
    for (const { rule, count } of this.#accepted.all()) counts.set(rule, { rule, accepted: count, rejected: 0 })
    for (const { rule, count } of this.#rejected.all())
      counts.set(rule, { rule, accepted: counts.get(rule)?.accepted ?? 0, rejected: count })
    return [...counts.values()]
  }

  /** Earlier texts, the first one first. */
  revisionsOf(articleId: ArticleId): Revision[] {
    return this.#revisionsOf.all(articleId).map((row) => decode('revision', row))
  }

  /** Highlights without a place, in the order in which they lost it. */
  orphansOf(articleId: ArticleId): Orphan[] {
    return this.#orphansOf.all(articleId).map((row) => decode('orphan', row))
  }

  /** All that refers to an article, besides its highlights with their codings and links. */
  referringTo(id: ArticleId): Referring {
    return {
      revisions: this.revisionsOf(id),
      zoneMarks: this.zoneMarksOf(id),
      bookmarks: this.bookmarksOf(id),
      orphans: this.orphansOf(id),
      dismissals: this.dismissalsOf(id),
      pairs: this.#pairsOf.all({ id }).map((row) => decode('pair', row)),
      findings: this.#findingsOf.all({ id }).map((row) => decode('finding', row)),
      reprints: this.#reprintsOf.all(id).map((row) => decode('article', row)),
    }
  }

  codingsOf(articleId: ArticleId): Coding[] {
    return this.#codingsOf.all(articleId).map((row) => decode('coding', row))
  }

  linksOf(articleId: ArticleId): Link[] {
    return this.#linksOf.all({ id: articleId }).map((row) => decode('link', row))
  }

  codingsWith(codeId: CodeId): Coding[] {
    return this.#codingsOfCode.all(codeId).map((row) => decode('coding', row))
  }

  highlightsById(ids: readonly HighlightId[]): Highlight[] {
    return this.#highlightsById.all(JSON.stringify(ids)).map((row) => decode('highlight', row))
  }

  highlightsOfEntities(ids: readonly EntityId[]): Highlight[] {
    return this.#highlightsOfEntities.all(JSON.stringify(ids)).map((row) => decode('highlight', row))
  }

  /** Codings with one of these entities as the value of an attribute. */
  codingsOfEntities(ids: readonly EntityId[]): Coding[] {
    return this.#codingsOfEntities.all(JSON.stringify(ids)).map((row) => decode('coding', row))
  }

  feelingsOfEntities(ids: readonly EntityId[]): Feeling[] {
    return this.#feelingsOfEntities.all(JSON.stringify(ids)).map((row) => decode('feeling', row))
  }

  /** Pairs with a stance towards one of these entities. */
  pairsOfEntities(ids: readonly EntityId[]): Pair[] {
    return this.#pairsOfEntities.all(JSON.stringify(ids)).map((row) => decode('pair', row))
  }

  /** How many highlights point to each entity that is used. */
  usesOfEntities(): ReadonlyMap<string, number> {
    return new Map(this.#usesOfEntities.all().map(({ entityId, highlights }) => [entityId, highlights]))
  }

  /** Articles of a collection, or all, in the order of their import. */
  articleIds(collection: string | null): ArticleId[] {
    return this.#articleIds.all(collection, collection).map((id) => ArticleId.parse(id))
  }

  /** Names of the collections that articles are in. */
  collections(): string[] {
    return this.#collections.all()
  }

  articlesWithOriginal(sha256: Sha256): Article[] {
    return this.#withOriginal.all(sha256).map((row) => decode('article', row))
  }

  /** @throws Failure 'conflict' | 'invalid-input' | 'damaged'; the caller's transaction must then be given up */
  apply(change: Change): void {
    for (const step of change) this.#applyStep(step)
    for (const step of change) this.#checkPlace(step)
    const { zoned, marked } = touchedBy(change)
    for (const id of zoned) this.#rezone(id)
    for (const [id, highlights] of marked) if (!zoned.has(id)) this.#zoning.place(id, highlights)
    for (const id of new Set([...zoned, ...marked.keys()])) this.#shelf.recount(id)
  }

  /** Works out what an article's own words are. An article that is gone leaves nothing. */
  #rezone(id: ArticleId): void {
    const article = this.get('article', id)
    if (article === undefined) this.#zoning.drop(id)
    else this.#zoning.put(id, settle(article, this.#textOf(article), this.zoneMarksOf(id)))
  }

  /** Fills in what an older version did not work out; an article whose text is damaged waits for its recovery. */
  settleZones(): void {
    for (const each of this.#zoning.unsettled()) {
      const id = ArticleId.parse(each)
      const article = this.get('article', id)
      if (article === undefined || 'fault' in this.#contents.text(article)) continue
      this.#rezone(id)
      this.#shelf.recount(id)
    }
  }

  #applyStep(step: Step): void {
    const { kind, before, after } = step
    const { id } = recordOf(step)
    const statements = this.#statements[kind]
    const stands = statements.one.get(id)
    const expected = before === null ? undefined : encode(kind, before)
    if (stands === undefined || expected === undefined ? stands !== expected : !isSame(stands, expected)) throw conflict(kind)

    if (kind === 'article' && before !== null) this.#unlist(id, before, after)
    if (after === null) statements.remove.run(id)
    else if (before === null) statements.insert.run(...encode(kind, after))
    else statements.update.run(...encode(kind, after).slice(1), id)
    if (kind === 'article' && after !== null) this.#list(before, after)
    if (kind === 'coding') {
      if (before !== null) this.#tally.add(before.codeId, -1)
      if (after !== null) this.#tally.add(after.codeId, 1)
    }
  }

  /** An article's row on the shelf and in the search index; the search index only where its words change. */
  #list(before: Article | null, after: Article): void {
    const row = this.#articleRow(after.id)
    this.#shelf.put(row, after)
    if (before === null || !readsSame(before, after)) this.#search.put(row, after, this.#textOf(after).text)
  }

  #unlist(id: string, before: Article, after: Article | null): void {
    const row = this.#articleRow(id)
    if (after === null) this.#shelf.drop(row)
    if (after === null || !readsSame(before, after)) this.#search.drop(row)
  }

  #articleRow(id: string): number {
    const row = this.#rowOf.get(id)
    if (row === undefined) throw conflict('article')
    return row
  }

  #textOf(article: Article): Text {
    const found = this.#contents.text(article)
    if ('fault' in found) {
      throw new Failure(
        'damaged',
        `“${article.title}”: ${found.fault}. Nothing was changed. Open the newest backup, or salvage what can be read.`,
      )
    }
    return found
  }

  /** What stands at a place in a text must fit it: a highlight to the letter, a zone or bookmark by lying inside. */
  #checkPlace({ kind, before, after }: Step): void {
    if (kind === 'highlight' && after !== null && (before === null || !isSameAnchor(before, after))) this.#checkAnchor(after)
    if (kind === 'zoneMark' && after !== null) this.#checkInside(after.articleId, after.range.end)
    if (kind === 'bookmark' && after !== null) this.#checkInside(after.articleId, after.offset)
    if (kind === 'article' && before !== null && after !== null && isOtherText(before, after)) {
      for (const highlight of this.highlightsOf(after.id)) this.#checkAnchor(highlight)
      for (const mark of this.zoneMarksOf(after.id)) this.#checkInside(after.id, mark.range.end)
      for (const bookmark of this.bookmarksOf(after.id)) this.#checkInside(after.id, bookmark.offset)
    }
  }

  #checkAnchor(highlight: Highlight): void {
    const article = this.#articleAt(highlight.articleId)
    const fault = faultOfAnchor(this.#textOf(article).text, highlight)
    if (fault !== undefined) throw unfit(`A highlight does not fit the text of “${article.title}”: ${fault}.`)
  }

  #checkInside(articleId: ArticleId, end: number): void {
    const article = this.#articleAt(articleId)
    if (end > this.#textOf(article).text.length) throw unfit(`A place lies behind the end of “${article.title}”.`)
  }

  #articleAt(id: ArticleId): Article {
    const article = this.get('article', id)
    if (article === undefined) throw unfit('A highlight, zone or bookmark stands in an article that is not in the project.')
    return article
  }
}

const unfit = (what: string): Failure => new Failure('invalid-input', `${what} Nothing was changed.`)

const isOtherText = (a: Article, b: Article): boolean => a.textSha256 !== b.textSha256 || a.blocksSha256 !== b.blocksSha256

const readsSame = (a: Article, b: Article): boolean =>
  a.title === b.title && a.outlet === b.outlet && a.author === b.author && a.textSha256 === b.textSha256

/** Articles whose zones may have changed, and for every other article the highlights that were made, changed or removed. */
function touchedBy(change: Change): Readonly<{ zoned: ReadonlySet<ArticleId>; marked: ReadonlyMap<ArticleId, ReadonlySet<HighlightId>> }> {
  const zoned = new Set<ArticleId>()
  const marked = new Map<ArticleId, Set<HighlightId>>()
  const mark = (articleId: ArticleId, id: HighlightId) => {
    const ids = marked.get(articleId) ?? new Set()
    marked.set(articleId, ids.add(id))
  }
  for (const { kind, before, after } of change) {
    if (kind === 'article' && (before === null || after === null || isOtherText(before, after)))
      zoned.add((after ?? before)?.id as ArticleId)
    for (const record of [before, after]) {
      if (record === null) continue
      if (kind === 'zoneMark') zoned.add((record as ZoneMark).articleId)
      if (kind === 'highlight') mark((record as Highlight).articleId, (record as Highlight).id)
      if (kind === 'coding') mark((record as Coding).articleId, (record as Coding).highlightId)
    }
  }
  return { zoned, marked }
}
