import { existsSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { decode, encode, tables } from '../../electron/store/codec.ts'
import { connect, startWriting } from '../../electron/store/database.ts'
import { expectedSchema, latestVersion, migrate, migrations, schemaOf } from '../../electron/store/migrations.ts'
import { backupFolderOf, open, upgrade } from '../../electron/store/opening.ts'
import { openProject } from '../../electron/store/project.ts'
import { kinds } from '../../shared/records.ts'
import { testVersion, withOneMore } from '../helpers/migration.ts'
import { startChild } from '../helpers/process.ts'
import { bridge, failureOf, importInto, mark, penOf, start } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'

vi.setConfig({ testTimeout: 60_000 })

function closedProject(): string {
  const project = newProject()
  const sample = bridge()
  importInto(project, sample)
  project.commit('Highlight', mark(penOf(), sample, 'cracks'))
  project.close()
  return project.file
}

type ColumnInfo = Readonly<{ name: string; type: string; notnull: number }>

test.each(kinds)('the %s table of a real project file has the columns that its record declares', (kind) => {
  const { db, lock } = open(closedProject(), {})
  const found = db.prepare<[string], ColumnInfo>('SELECT name, type, "notnull" FROM pragma_table_info(?)').all(kind)
  // An article's number ties it to the shelf and the search index.
  const own = found.filter((column) => !(kind === 'article' && column.name === 'row'))
  expect(own).toEqual(tables[kind].columns.map(({ name, type, nullable }) => ({ name, type, notnull: nullable ? 0 : 1 })))
  db.close()
  lock?.release()
})

test('every table is strict, and every reference may be made good until the commit', () => {
  const schema = expectedSchema(latestVersion(), undefined)
  for (const [part, sql] of schema) {
    if (!/^table (?!search|sqlite_)/.test(part)) continue
    expect([part, /\) STRICT(, WITHOUT ROWID)?$/.test(sql)]).toEqual([part, true])
    const references = sql.split('\n').filter((line) => /REFERENCES (?!journal)/.test(line))
    for (const line of references) expect(line).toContain('DEFERRABLE INITIALLY DEFERRED')
  }
})

test('records go into rows and come back as they were', () => {
  const sample = bridge()
  const [step] = mark(penOf(), sample, 'cracks', [], 'a note')
  if (step?.kind !== 'highlight' || step.after === null) throw new Error('no highlight')
  expect(decode('highlight', encode('highlight', step.after))).toEqual(step.after)
  expect(decode('article', encode('article', sample.article))).toEqual(sample.article)
  for (const code of start.codes) expect(decode('code', encode('code', { ...code, archived: true }))).toEqual({ ...code, archived: true })
  expect(failureOf(() => decode('highlight', encode('article', sample.article))).code).toBe('damaged')
})

test('D17 migrations run once each, in order, however often they are run', () => {
  const db = new Database(':memory:')
  db.function('reach', (_step: unknown) => 0)
  migrate(db, migrations)
  const first = schemaOf(db)
  migrate(db, migrations)
  expect(schemaOf(db)).toEqual(first)
  migrate(db, withOneMore)
  migrate(db, withOneMore)
  expect(db.pragma('user_version', { simple: true })).toBe(testVersion)
  expect(schemaOf(db).has('table extra')).toBe(true)
  expect(migrations.map((migration) => migration.version)).toEqual(migrations.map((_, i) => i + 1))
  db.close()
})

test('D17 a migration that fails leaves the file as it was, with a copy beside it', () => {
  const file = closedProject()
  const db = connect(file, 'write')
  startWriting(db)
  db.function('reach', (step: unknown) => {
    if (step === 'filled') throw new Error('stopped')
    return 0
  })
  expect(() => upgrade(db, file, undefined, withOneMore)).toThrow('stopped')
  db.close()
  const project = openProject(file)
  expect(project.verify()).toMatchObject({ ok: true, articles: 1, highlights: 1, acts: 2 })
  project.close()
})

test.each(['begin', 'altered', 'filled', 'counted', 'done'])('D17 killed at “%s”, a migration is whole or was never made', async (step) => {
  const file = closedProject()
  const child = startChild('migrate', file, step)
  await child.until((lines) => lines.includes('reached'))
  await child.kill()

  const copy = path.join(backupFolderOf(file), `before version ${testVersion}.parallax`)
  const kept = openProject(copy)
  expect(kept.verify()).toMatchObject({ ok: true, articles: 1, highlights: 1, acts: 2 })
  kept.close()

  if (step === 'done') {
    // A version that knows only the first migration leaves the file alone.
    expect(failureOf(() => openProject(file)).message).toContain('newer version of Parallax')
  } else {
    const whole = openProject(file)
    expect(whole.verify()).toMatchObject({ ok: true, articles: 1, highlights: 1, acts: 2 })
    whole.close()
  }

  // Run again, it ends where it would have ended.
  const db = connect(file, 'write')
  startWriting(db)
  db.function('reach', (_step: unknown) => 0)
  upgrade(db, file, undefined, withOneMore)
  expect(db.pragma('user_version', { simple: true })).toBe(testVersion)
  expect(db.prepare('SELECT DISTINCT language FROM codebook').pluck().all()).toEqual(['en'])
  db.close()
  expect(existsSync(`${file}-wal`)).toBe(false)
})
