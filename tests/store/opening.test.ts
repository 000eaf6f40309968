import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { latestVersion } from '../../electron/store/migrations.ts'
import { open } from '../../electron/store/opening.ts'
import { createProject, openProject } from '../../electron/store/project.ts'
import type { FailureCode } from '../../shared/failure.ts'
import { ArticleId } from '../../shared/ids.ts'
import { alter, cutTo, flipBit, overwrite, PAGE, rootOf, setHeader, zeroPage } from '../helpers/damage.ts'
import { articleOf, bridge, codeIds, failureOf, importInto, mark, penOf, start } from '../helpers/store.ts'
import { newFile, newProject, reopened, stateOf, tempFolder } from '../helpers/storefolder.ts'

vi.setConfig({ testTimeout: 60_000 })

/** A closed project with some pages in it: made once, copied for each test. */
let made = ''
beforeAll(() => {
  made = path.join(mkdtempSync(path.join(tmpdir(), 'parallax-made-')), 'made.parallax')
  const project = createProject(made, start)
  const pen = penOf()
  for (let i = 0; i < 5; i++) {
    const sample = articleOf(
      `a${i}`,
      Array.from({ length: 60 }, (_, n) => `Sentence ${n} of article ${i} says what happened at the bridge.`),
    )
    importInto(project, sample)
    for (let n = 0; n < 20; n++) project.commit('Highlight', mark(pen, sample, `Sentence ${n} of`, codeIds))
  }
  project.close()
  return () => rmSync(path.dirname(made), { recursive: true })
})

function closedProject(): string {
  const file = newFile()
  copyFileSync(made, file)
  return file
}

/** A project as a kill leaves it: the log holds twenty acts that the file does not. */
function killedProject(): string {
  const project = reopened(closedProject())
  const article = project.openArticle(ArticleId.parse('a0'))
  const pen = penOf('late')
  for (let n = 20; n < 40; n++) project.commit('Highlight', mark(pen, article, `Sentence ${n} of`, codeIds))
  const file = newFile()
  for (const side of ['', '-wal']) copyFileSync(project.file + side, file + side)
  project.close()
  return file
}

/** Opening fails with the code, says why, and leaves the whole folder as it was. */
function expectRefused(file: string, code: FailureCode, reason: RegExp): void {
  const folder = path.dirname(file)
  const before = stateOf(folder)
  for (const readOnly of [false, true]) {
    const failure = failureOf(() => openProject(file, { readOnly }))
    expect([failure.code, failure.message]).toEqual([code, expect.stringMatching(reason)])
    expect(failure.message).toContain('Nothing was changed')
    expect(failure.message.toLowerCase()).not.toContain('sqlite')
    expect(stateOf(folder)).toEqual(before)
  }
}

test('the connection syncs each commit, checks foreign keys and trusts no schema', () => {
  const { db, lock } = open(closedProject(), {})
  const pragma = (name: string): unknown => db.pragma(name, { simple: true })
  expect(pragma('journal_mode')).toBe('wal')
  expect(pragma('synchronous')).toBe(2)
  expect(pragma('foreign_keys')).toBe(1)
  expect(pragma('trusted_schema')).toBe(0)
  expect(pragma('cell_size_check')).toBe(1)
  const [major, minor, patch] = String(db.prepare('SELECT sqlite_version()').pluck().get()).split('.').map(Number)
  expect((major ?? 0) * 1e6 + (minor ?? 0) * 1e3 + (patch ?? 0)).toBeGreaterThanOrEqual(3_051_003)
  expect(() => db.exec('DELETE FROM search_content')).toThrow()
  db.close()
  lock?.release()
})

test('D9 what is no project file is refused with the reason', () => {
  const folder = tempFolder()
  const at = (name: string): string => path.join(folder, name)
  writeFileSync(at('empty'), '')
  writeFileSync(at('text'), 'Dear diary, this is no project.')
  writeFileSync(at('random'), Buffer.from(Array.from({ length: 8_192 }, (_, i) => (i * 7_919) % 251)))
  mkdirSync(at('folder'))
  symlinkSync(at('nothing'), at('dangling'))
  const foreign = new Database(at('foreign'))
  foreign.exec('CREATE TABLE article (id)')
  foreign.close()
  const foreignLog = new Database(at('foreign-with-log'))
  foreignLog.pragma('journal_mode = WAL')
  foreignLog.exec('CREATE TABLE article (id)')
  foreignLog.close()
  expectRefused(at('missing'), 'refused', /is not there/)
  expectRefused(at('empty'), 'refused', /is empty \(0 bytes\)/)
  expectRefused(at('text'), 'refused', /is not a Parallax project/)
  expectRefused(at('random'), 'refused', /is not a Parallax project/)
  expectRefused(at('folder'), 'refused', /is a folder/)
  expectRefused(at('dangling'), 'refused', /is a link to a file that is not there/)
  expectRefused(at('foreign'), 'refused', /database of another program/)
  expectRefused(at('foreign-with-log'), 'refused', /database of another program/)
})

test.skipIf(process.platform === 'win32')('S27 a pipe or a device is refused at once', () => {
  const pipe = path.join(tempFolder(), 'pipe.parallax')
  execFileSync('mkfifo', [pipe])
  expectRefused(pipe, 'refused', /a device or a pipe/)
  expect(failureOf(() => openProject('/dev/zero')).code).toBe('refused')
})

test('D17 a file of a newer version is refused untouched, and so is one of no version', () => {
  const file = closedProject()
  setHeader(file, 60, latestVersion() + 1)
  expectRefused(file, 'newer', /made by a newer version of Parallax/)
  setHeader(file, 60, 0)
  expectRefused(file, 'damaged', /nothing of its version/)
  setHeader(file, 60, latestVersion())
  reopened(file)
})

test('S18 a crafted project with strange parts is refused, and the part is named', () => {
  const crafts: readonly (readonly [string, RegExp])[] = [
    ['CREATE TRIGGER spy AFTER INSERT ON highlight BEGIN DELETE FROM article; END', /trigger spy/],
    ['CREATE VIEW spy AS SELECT * FROM article', /view spy/],
    ['CREATE TABLE spy (a)', /table spy/],
    ['CREATE INDEX spy ON article (abs(words))', /index spy/],
    ['ALTER TABLE draft ADD COLUMN spy TEXT GENERATED ALWAYS AS (hex(key)) VIRTUAL', /table draft/],
    ['CREATE VIRTUAL TABLE spy USING fts5(a)', /table spy/],
    ['DROP TRIGGER text_never_changes', /lacks a part: trigger text_never_changes/],
    ['DROP INDEX coding_code', /lacks a part: index coding_code/],
    ['DROP TABLE setting; CREATE VIEW setting AS SELECT 1 AS key, 2 AS value', /view setting/],
    ['PRAGMA application_id = 42', /another program/],
  ]
  for (const [sql, reason] of crafts) {
    const file = closedProject()
    alter(file, sql)
    expectRefused(file, /lacks/.test(reason.source) ? 'damaged' : 'refused', reason)
  }
})

test('a rollback journal or log that is not of this file is not played into it', () => {
  const file = closedProject()
  writeFileSync(`${file}-journal`, 'something')
  expectRefused(file, 'refused', /rollback journal of another program/)
  rmSync(`${file}-journal`)
  const other = killedProject()
  copyFileSync(`${other}-wal`, `${file}-wal`)
  // Whatever the strange log did to the pages, it is either found out or changes nothing that is checked.
  const before = stateOf(path.dirname(file))
  try {
    const project = openProject(file)
    expect(project.verify().problems).toEqual([])
    project.close()
  } catch {
    expect(stateOf(path.dirname(file))).toEqual(before)
  }
})

test('D7 after a kill the log is read, checked and kept; a damaged file with a log is not written to', () => {
  const file = killedProject()
  const folder = tempFolder()
  for (const side of ['', '-wal']) copyFileSync(file + side, path.join(folder, `test.parallax${side}`))
  const project = reopened(file)
  expect(project.verify().problems).toEqual([])
  expect(project.history().head).toBe(125)
  project.close()

  const damaged = path.join(folder, 'test.parallax')
  // A page of an index only: reading articles would never notice.
  zeroPage(damaged, rootOf(file, 'article_original'))
  expectRefused(damaged, 'damaged', /is damaged/)
})

const kinds: readonly (readonly [string, (file: string) => void, FailureCode | 'opens'])[] = [
  ['0 bytes', (file) => truncateSync(file, 0), 'refused'],
  ['text in its place', (file) => writeFileSync(file, 'a text\n'.repeat(1_000)), 'refused'],
  ['cut to a tenth', (file) => cutTo(file, 0.1), 'damaged'],
  ['cut to a half', (file) => cutTo(file, 0.5), 'damaged'],
  ['cut inside the last page', (file) => cutTo(file, 0.999), 'damaged'],
  ['cut inside the header', (file) => truncateSync(file, 60), 'damaged'],
  ['a page of zeros', (file) => zeroPage(file, rootOf(file, 'highlight')), 'damaged'],
  ['a bit flipped in a page header', (file) => flipBit(file, (rootOf(file, 'coding') - 1) * PAGE + 4, 2), 'damaged'],
  ['another database', (file) => alter(file, 'PRAGMA application_id = 1'), 'refused'],
  ['a newer version', (file) => alter(file, 'PRAGMA user_version = 99'), 'newer'],
  ['encrypted by somebody', (file) => overwrite(file, 0, Buffer.from(readFileSync(file).map((byte) => byte ^ 0x5a))), 'refused'],
  ['zeros for a first page', (file) => zeroPage(file, 1), 'refused'],
]

test.each(kinds)('D8 %s: no new database, no crash, nothing overwritten', (_, damage, code) => {
  const file = closedProject()
  damage(file)
  expectRefused(file, code === 'opens' ? 'damaged' : code, /./)
})

test('D8 a log that is gone or cut costs its acts and nothing else', () => {
  for (const hurt of [
    (log: string) => rmSync(log),
    (log: string) => cutTo(log, 0.5),
    (log: string) => truncateSync(log, 0),
    (log: string) => appendFileSync(log, 'more'),
  ]) {
    const file = killedProject()
    hurt(`${file}-wal`)
    const project = openProject(file)
    expect(project.verify().problems).toEqual([])
    expect(project.history().head).toBeGreaterThanOrEqual(105)
    project.close()
  }
})

test.skipIf(process.getuid?.() !== 0)('D13 where nothing can be written a project opens for reading', () => {
  const nobody = 65_534
  const file = closedProject()
  const folder = path.dirname(file)
  chmodSync(file, 0o444)
  chmodSync(folder, 0o555)
  onTestFinished(() => chmodSync(folder, 0o755))
  const before = stateOf(folder)
  const code = `
    const { openProject } = await import(${JSON.stringify(path.resolve('electron/store/project.ts'))})
    const project = openProject(${JSON.stringify(file)})
    console.log(JSON.stringify([project.readOnly, project.verify().ok, project.search({ query: 'bridge', limit: 3 }).length]))
    project.close()`
  const out = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', code], {
    uid: nobody,
    gid: nobody,
  })
  expect(JSON.parse(out.toString())).toEqual([true, true, 3])
  expect(stateOf(folder)).toEqual(before)
  expect(readdirSync(folder)).toEqual(['test.parallax'])
})

test('a bridge of many names is still one file', () => {
  const folder = tempFolder()
  const name = path.join(folder, 'Проект “Ω” 100% ?#&.parallax')
  const project = newProject({}, name)
  importInto(project, bridge())
  project.close()
  expect(reopened(name).verify().ok).toBe(true)
})
