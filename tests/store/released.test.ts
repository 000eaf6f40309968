// D17: a project of every released form of the tables opens whole, and its journal still undoes.
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { latestVersion, migrate, migrations } from '../../electron/store/migrations.ts'
import { openProject } from '../../electron/store/project.ts'
import { bridge, importInto, mark, penOf } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'

/** Writes what a project holds as an older version would have: only the tables and columns that it knew. */
function asVersion(version: number, current: string): string {
  const file = path.join(path.dirname(current), `version-${version}.parallax`)
  const db = new Database(file)
  migrate(
    db,
    migrations.filter((migration) => migration.version <= version),
  )
  db.unsafeMode()
  db.prepare('ATTACH ? AS now').run(current)
  const columnsOf = (schema: string, table: string) =>
    db.prepare<[string, string], string>('SELECT name FROM pragma_table_info(?, ?)').pluck().all(table, schema)
  const tables = db.prepare<[], string>(`SELECT name FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0`).pluck().all()
  db.pragma('foreign_keys = OFF')
  for (const table of tables) {
    const columns = columnsOf('main', table).join(', ')
    db.exec(`DELETE FROM main.${table}; INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM now.${table}`)
  }
  const known = new Map(tables.map((table) => [table, new Set(columnsOf('main', table))]))
  const pare = (kind: string, record: Record<string, unknown> | null) =>
    record && Object.fromEntries(Object.entries(record).filter(([name]) => known.get(kind)?.has(name)))
  const put = db.prepare<[string, number]>('UPDATE main.journal_change SET change = ? WHERE seq = ?')
  for (const { seq, change } of db.prepare<[], { seq: number; change: unknown }>('SELECT seq, change FROM now.journal_change').all()) {
    if (typeof change !== 'string') continue
    const steps = JSON.parse(change) as { kind: string; before: Record<string, unknown> | null; after: Record<string, unknown> | null }[]
    put.run(JSON.stringify(steps.map(({ kind, before, after }) => ({ kind, before: pare(kind, before), after: pare(kind, after) }))), seq)
  }
  db.exec('DETACH now')
  db.close()
  return file
}

const usual = ['sources', 'shared', 'omitted', 'codes', 'articles', 'check']
const asked = { scope: 'pair', title: '', authors: '', abstract: '', sections: usual }
const panels = { read: { library: true, inspector: true }, report: { library: true, inspector: false } }

test.each<[string, unknown, object | null]>([
  ['was worked on', { ...asked, scope: 'set', title: 'Two "bridges"', abstract: 'One\nline', sections: ['method', 'check'] }, {}],
  ['says as much as fits', { ...asked, title: '𝄞'.repeat(3_000) }, { title: '𝄞'.repeat(1_000) }],
  ['was never touched', asked, null],
  ['is of another make', { scope: 'pair', sections: [1, 2], title: 'x' }, null],
  ['is not there', undefined, null],
])('what was to be reported at version 5 becomes a record: it %s', (_what, report, expected) => {
  const project = newProject()
  project.settings.put('workspace', JSON.stringify({ view: 'report', panels, ...(report === undefined ? {} : { report }) }))
  project.close()
  const opened = openProject(asVersion(5, project.file))
  const said = typeof report === 'object' ? report : {}
  const none = { id: 'report', name: 'Report', collection: '', articleIds: [], pairs: null, codeIds: [], coderIds: [] }
  expect(opened.verify()).toMatchObject({ ok: true, problems: [] })
  expect(opened.definitions()).toEqual(expected === null ? [] : [{ ...none, ...said, ...expected }])
  expect(JSON.parse(opened.settings.get('workspace') ?? '')).toEqual({
    view: 'report',
    panels: { ...panels, report: { library: false, inspector: true } },
    report: expected === null ? null : 'report',
  })
  opened.close()
})

test('a workspace of version 5 that cannot be read stays as it is', () => {
  const project = newProject()
  project.settings.put('workspace', 'not { JSON')
  project.close()
  const opened = openProject(asVersion(5, project.file))
  expect([opened.definitions(), opened.settings.get('workspace')]).toEqual([[], 'not { JSON'])
  opened.close()
})

test.each(migrations.map(({ version }) => version))(
  'D17 a project of version %i opens whole, and its acts can be undone and done again',
  (version) => {
    const project = newProject()
    const sample = bridge()
    importInto(project, sample)
    project.commit('Highlight', mark(penOf(), sample, 'cracks', [], 'a note'))
    const held = project.openArticle(sample.article.id)
    project.close()

    const opened = openProject(asVersion(version, project.file))
    expect(opened.verify()).toMatchObject({ ok: true, problems: [], articles: 1, highlights: 1, acts: 2 })
    expect(opened.openArticle(sample.article.id)).toEqual(held)
    expect(opened.undo()?.label).toBe('Highlight')
    expect(opened.openArticle(sample.article.id).highlights).toEqual([])
    opened.redo()
    expect(opened.openArticle(sample.article.id)).toEqual(held)
    opened.close()
    const db = new Database(opened.file, { readonly: true })
    expect(db.pragma('user_version', { simple: true })).toBe(latestVersion())
    db.close()
  },
)
