import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as charting from '../../electron/store/charting.ts'
import {
  ACCEPTED,
  ARTICLES_WITH_ORIGINAL,
  BOOKMARKS_OF_ARTICLE,
  CODINGS_OF_ARTICLE,
  CODINGS_OF_CODE,
  DISMISSALS_OF_ARTICLE,
  HIGHLIGHTS_BY_ID,
  HIGHLIGHTS_OF_ARTICLE,
  HIGHLIGHTS_OF_ENTITIES,
  LINKS_OF_ARTICLE,
  REJECTED,
  REVISIONS_OF_ARTICLE,
  tables,
  USES_OF_ENTITIES,
  ZONE_MARKS_OF_ARTICLE,
} from '../../electron/store/codec.ts'
import { ENTRIES, ENTRIES_OF_RECORD, NEXT_REDO, NEXT_UNDO } from '../../electron/store/journal.ts'
import { open } from '../../electron/store/opening.ts'
import { NAMED, STATE, WITH_PRINT } from '../../electron/store/prints.ts'
import { countOf, pageOf, RANGES, RECOUNT, ROW } from '../../electron/store/shelf.ts'
import { COUNT_ALL, COUNT_IN_ARTICLES } from '../../electron/store/tally.ts'
import * as zoning from '../../electron/store/zoning.ts'
import { librarySorts } from '../../shared/library.ts'
import { kinds } from '../../shared/records.ts'
import { newProject } from '../helpers/storefolder.ts'

const folder = path.resolve('electron/store')
const sources = readdirSync(folder).map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))

test('S17 no value is written into SQL', () => {
  expect(sources.length).toBeGreaterThan(15)
  for (const { name, text } of sources) {
    // What is run is a name, a plain string or a template without holes.
    const runs = [...text.matchAll(/\.(?:prepare(?:<[^(]*>)?|exec|pragma)\(\s*(`[^`]*`|'[^']*'|[^)]*)/g)].map(([, sql]) => sql ?? '')
    for (const sql of runs) expect([name, sql.includes('${') || /['`]\s*\+|\+\s*['`]/.test(sql)]).toEqual([name, false])
  }
  // Templates with holes that hold SQL stand where names of declarations or fixed orders fill them.
  const composed = sources.filter(({ text }) =>
    [...text.matchAll(/`[^`]*`/g)].some(([sql]) => /\b(SELECT|INSERT|UPDATE|DELETE|WHERE)\b/.test(sql) && sql.includes('${')),
  )
  expect(composed.map(({ name }) => name).toSorted()).toEqual(['codec.ts', 'journal.ts', 'shelf.ts'])
  for (const kind of kinds) {
    for (const { name } of tables[kind].columns) expect(name).toMatch(/^[a-zA-Z0-9]+$/)
    expect(tables[kind].columns[0]?.name).toBe('id')
  }
})

test('S17 a sort that is not in the list makes no SQL', () => {
  const project = newProject()
  for (const sort of ['id; DROP TABLE article', '__proto__', 'constructor', '']) {
    const query = JSON.parse(JSON.stringify({ filter: '', sort, descending: false, offset: 0, limit: 1 }))
    expect(() => project.library(query)).toThrow()
  }
})

/** Steps of a plan that read a whole table. */
function scansOf(sql: string): string[] {
  const project = newProject()
  project.close()
  const { db, lock } = open(project.file, {})
  const holes = new Set([...sql.matchAll(/\$(\w+)/g)].map(([, name]) => name ?? ''))
  const plan = db.prepare<unknown[], { detail: string }>('EXPLAIN QUERY PLAN '.concat(sql))
  const values = holes.size > 0 ? [Object.fromEntries([...holes].map((name) => [name, 1]))] : [...sql.matchAll(/\?/g)].map(() => 1)
  const steps = plan.all(...values).map(({ detail }) => detail)
  db.close()
  lock?.release()
  return steps.filter((step) => step.startsWith('SCAN ') && !/VIRTUAL TABLE|SCAN \d+ CONSTANT/.test(step))
}

const hot: readonly (readonly [string, string])[] = [
  ['highlights of an article', HIGHLIGHTS_OF_ARTICLE],
  ['codings of an article', CODINGS_OF_ARTICLE],
  ['codings of a code', CODINGS_OF_CODE],
  ['links of an article', LINKS_OF_ARTICLE],
  ['highlights by id', HIGHLIGHTS_BY_ID],
  ['highlights of entities', HIGHLIGHTS_OF_ENTITIES],
  ['uses of entities', USES_OF_ENTITIES],
  ['article with an original', ARTICLES_WITH_ORIGINAL],
  ['row of the library', ROW],
  ['ranges of an article', RANGES],
  ['recount of an article', RECOUNT],
  ['zones of an article by hand', ZONE_MARKS_OF_ARTICLE],
  ['bookmarks of an article', BOOKMARKS_OF_ARTICLE],
  ['rejected suggestions of an article', DISMISSALS_OF_ARTICLE],
  ['earlier texts of an article', REVISIONS_OF_ARTICLE],
  ['articles without zones', zoning.UNSETTLED],
  ['what is left out of an article', zoning.ASIDE],
  ['noting what is left out', zoning.SETTLE],
  ['places of an article', zoning.PLACES],
  ['an article with nothing outside', zoning.CLEAR_ARTICLE],
  ['a highlight inside', zoning.CLEAR_HIGHLIGHT],
  ['a highlight outside', zoning.PUT_OUTSIDE],
  ['an article as charts count it', charting.CHARTED],
  ['its highlights', charting.CHARTED_HIGHLIGHTS],
  ['its codings', charting.CHARTED_CODINGS],
  ['its sources', charting.CHARTED_LINKS],
  ['articles with a code', charting.ARTICLES_WITH_CODE],
  ['articles with a fingerprint', WITH_PRINT],
  ['an article by its row', NAMED],
  ['what is noted of an article', STATE],
  ['acts on a record', ENTRIES_OF_RECORD],
  ...kinds.flatMap((kind) => [
    [`one ${kind}`, tables[kind].one] as const,
    [`making a ${kind}`, tables[kind].insert] as const,
    [`changing a ${kind}`, tables[kind].update] as const,
    [`removing a ${kind}`, tables[kind].remove] as const,
  ]),
]
/**
 * What SQLite reads through for records that refer to one that goes, or to one that comes when a change makes them first:
 * small tables, and all highlights in the rare case of an analyst.
 */
const referring: Readonly<Record<string, readonly string[]>> = {
  coder: [
    'SCAN finding',
    'SCAN pair USING COVERING INDEX sqlite_autoindex_pair_2',
    'SCAN dismissal',
    'SCAN revision',
    'SCAN link',
    'SCAN highlight',
    'SCAN project',
  ],
  codebook: ['SCAN code'],
  code: ['SCAN code'],
}
const allowedIn = (name: string): readonly string[] => referring[/^(?:making|removing) a (\w+)$/.exec(name)?.[1] ?? ''] ?? []

test.each(hot)('query plan: %s reads no whole table', (name, sql) => {
  expect(scansOf(sql)).toEqual(allowedIn(name))
})

test('query plan: what must read on reads an index or a narrow table in its order', () => {
  expect(scansOf(COUNT_IN_ARTICLES)).toEqual(['SCAN code USING COVERING INDEX sqlite_autoindex_code_1'])
  expect(scansOf(COUNT_ALL)).toEqual(['SCAN code USING INDEX sqlite_autoindex_code_1'])
  expect(scansOf(ACCEPTED)).toEqual(['SCAN highlight USING COVERING INDEX highlight_rule'])
  expect(scansOf(REJECTED)).toEqual(['SCAN dismissal USING COVERING INDEX dismissal_rule'])
  expect(scansOf(NEXT_UNDO)).toEqual(['SCAN journal USING INDEX journal_done'])
  expect(scansOf(NEXT_REDO)).toEqual(['SCAN journal USING INDEX journal_undone'])
  expect(scansOf(ENTRIES)).toEqual(['SCAN journal'])
  expect(scansOf(countOf(false))).toEqual([expect.stringMatching(/^SCAN shelf USING COVERING INDEX/)])
  for (const sort of librarySorts) {
    for (const way of ['up', 'down'] as const) {
      for (const counted of sort === 'words' || sort === 'highlights' ? (['own', 'all'] as const) : (['own'] as const)) {
        const [step, ...others] = scansOf(pageOf(sort, way, false, counted))
        expect(others).toEqual([])
        expect(step).toMatch(sort === 'highlights' ? /^SCAN shelf$/ : /^SCAN shelf USING COVERING INDEX shelf_/)
        const filtered = scansOf(pageOf(sort, way, true, counted))
        expect(filtered.filter((found) => !found.startsWith('SCAN shelf') && !found.startsWith('SCAN word'))).toEqual([])
      }
    }
  }
})
