// The whole check of a project: the file's pages, then everything that our own rules promise about what is in it.
import { faultOfAnchor } from '../../shared/anchor.ts'
import { messageOf } from '../../shared/failure.ts'
import { Sha256 } from '../../shared/ids.ts'
import { type Article, type Kind, kinds } from '../../shared/records.ts'
import { liesOutside } from '../../shared/zones.ts'
import { CODINGS_OF_ARTICLE, decode, HIGHLIGHTS_OF_ARTICLE, tables, ZONE_MARKS_OF_ARTICLE } from './codec.ts'
import type { ContentStore } from './contents.ts'
import { type Connection, failureOf } from './database.ts'
import type { Journal } from './journal.ts'
import { settle } from './zoning.ts'

export type Verdict = Readonly<{ ok: boolean; problems: string[]; articles: number; highlights: number; acts: number }>

const MOST = 100
const TALLY_FAULTS = `
SELECT codeId FROM (SELECT codeId, count(*) AS found FROM coding GROUP BY codeId UNION ALL SELECT codeId, -codings FROM tally)
GROUP BY codeId HAVING sum(found) <> 0`
const SHELF_FAULTS = `
SELECT article.title FROM article LEFT JOIN shelf ON shelf.row = article.row
WHERE shelf.highlights IS NULL OR shelf.highlights <> (SELECT count(*) FROM highlight WHERE highlight.articleId = article.id)`
const INSIDE_FAULTS = `
SELECT article.title FROM article LEFT JOIN shelf ON shelf.row = article.row
WHERE shelf.inside <> shelf.highlights - (SELECT count(*) FROM outside WHERE outside.articleId = article.id AND outside.codeId = '')`
const OUTSIDE = `SELECT highlightId || ' ' || codeId FROM outside WHERE articleId = ? ORDER BY 1`
const OUTSIDE_LOST = 'SELECT articleId FROM outside WHERE articleId NOT IN (SELECT id FROM article)'
const SHELVED = 'SELECT shelf.aside, shelf.own FROM shelf JOIN article ON article.row = shelf.row WHERE article.id = ?'
const SEARCH_FAULTS = 'SELECT title FROM article WHERE row NOT IN (SELECT id FROM search_docsize)'

export function verify(db: Connection, { contents, journal }: Readonly<{ contents: ContentStore; journal: Journal }>): Verdict {
  const problems: string[] = []
  const note = (problem: string): void => {
    if (problems.length < MOST) problems.push(problem)
  }
  /** A damaged page must not end the check: what it hides is one problem. */
  const checking = (what: string, check: () => void): void => {
    try {
      check()
    } catch (error) {
      note(`${what}: ${messageOf(failureOf(error))}`)
    }
  }
  const count = (sql: string): number => {
    let found = 0
    checking('counting', () => {
      found = Number(db.prepare(sql).pluck().get())
    })
    return found
  }
  const each = (what: string, sql: string, check: (value: string) => string | undefined): void =>
    checking(what, () => {
      for (const value of db.prepare<[], string>(sql).pluck().all()) {
        const problem = check(value)
        if (problem !== undefined) note(problem)
      }
    })

  each('pages', 'PRAGMA integrity_check(20)', (found) => (found === 'ok' ? undefined : `pages: ${found}`))
  each('references', 'PRAGMA foreign_key_check', (table) => `one ${table} refers to a record that is not there`)
  each('texts', 'SELECT sha256 FROM text', (sha256) => {
    const found = contents.read({ textSha256: Sha256.parse(sha256), blocksSha256: null })
    return 'fault' in found ? `text ${sha256}: ${found.fault}` : undefined
  })
  each('originals', 'SELECT sha256 FROM original', (sha256) => {
    const found = contents.original(Sha256.parse(sha256))
    return 'fault' in found ? `original ${sha256}: ${found.fault}` : undefined
  })
  for (const kind of kinds) checking(kind, () => checkRecords(db, kind, note))
  checking('highlights', () => checkAnchors(db, contents, note))
  checking('earlier texts', () => checkRevisions(db, contents, note))
  each('counts', TALLY_FAULTS, (codeId) => `the count of code ${codeId} is wrong`)
  each('library', SHELF_FAULTS, (title) => `“${title}” is listed wrongly`)
  each('library', INSIDE_FAULTS, (title) => `the highlights in the own words of “${title}” are counted wrongly`)
  each('zones', OUTSIDE_LOST, (id) => `highlights of article ${id}, which is not there, are counted`)
  checking('zones', () => checkZones(db, contents, note))
  each('search', SEARCH_FAULTS, (title) => `“${title}” cannot be searched`)
  each('journal', 'SELECT CAST(seq AS TEXT) FROM journal_change', (seq) => {
    journal.changeOf(Number(seq))
    return undefined
  })

  return {
    ok: problems.length === 0,
    problems,
    articles: count('SELECT count(*) FROM article'),
    highlights: count('SELECT count(*) FROM highlight'),
    acts: count(`SELECT count(*) FROM journal WHERE kind = 'act'`),
  }
}

type Note = (problem: string) => void

function checkRecords(db: Connection, kind: Kind, note: Note): void {
  for (const row of db.prepare<[], readonly unknown[]>(tables[kind].all).raw().iterate()) {
    try {
      decode(kind, row)
    } catch {
      note(`one ${kind} is not what was written: ${String(row[0])}`)
    }
  }
}

function checkAnchors(db: Connection, contents: ContentStore, note: Note): void {
  const marks = db.prepare<[string], readonly unknown[]>(HIGHLIGHTS_OF_ARTICLE).raw()
  for (const row of db.prepare<[], readonly unknown[]>(tables.article.all).raw().all()) {
    const article: Article = decode('article', row)
    const found = contents.read(article)
    if ('fault' in found) note(`“${article.title}”: ${found.fault}`)
    else {
      for (const mark of marks.all(article.id)) {
        const fault = faultOfAnchor(found.text, decode('highlight', mark))
        if (fault !== undefined) note(`“${article.title}”: a highlight does not fit: ${fault}`)
      }
    }
  }
}

function checkRevisions(db: Connection, contents: ContentStore, note: Note): void {
  for (const row of db.prepare<[], readonly unknown[]>(tables.revision.all).raw().all()) {
    const revision = decode('revision', row)
    const found = contents.read(revision)
    if ('fault' in found) note(`text ${revision.number} of article ${revision.articleId}: ${found.fault}`)
  }
}

/** What is left out of each article, and which highlights lie there, worked out anew. */
function checkZones(db: Connection, contents: ContentStore, note: Note): void {
  const decoded = <K extends Kind>(kind: K, sql: string) => {
    const rows = db.prepare<[string], readonly unknown[]>(sql).raw()
    return (id: string) => rows.all(id).map((row) => decode(kind, row))
  }
  const [zoneMarks, highlights, codings] = [
    decoded('zoneMark', ZONE_MARKS_OF_ARTICLE),
    decoded('highlight', HIGHLIGHTS_OF_ARTICLE),
    decoded('coding', CODINGS_OF_ARTICLE),
  ]
  const shelved = db.prepare<[string], { aside: string; own: number }>(SHELVED)
  const outside = db.prepare<[string], string>(OUTSIDE).pluck()
  for (const row of db.prepare<[], readonly unknown[]>(tables.article.all).raw().all()) {
    const article: Article = decode('article', row)
    const found = contents.read(article)
    if ('fault' in found) continue
    const { aside, own } = settle(article, found, zoneMarks(article.id))
    const held = shelved.get(article.id)
    if (held?.aside !== JSON.stringify(aside) || held.own !== own) note(`the own words of “${article.title}” are counted wrongly`)
    const lying = new Set(highlights(article.id).flatMap(({ id, ranges }) => (liesOutside(ranges, aside) ? [id] : [])))
    const expected = [
      ...[...lying].map((id) => `${id} `),
      ...codings(article.id).flatMap(({ highlightId, codeId }) => (lying.has(highlightId) ? [`${highlightId} ${codeId}`] : [])),
    ].sort()
    if (JSON.stringify(expected) !== JSON.stringify(outside.all(article.id)))
      note(`the highlights outside the own words of “${article.title}” are counted wrongly`)
  }
}
