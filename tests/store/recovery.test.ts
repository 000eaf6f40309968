import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { backUp, newestBackup } from '../../electron/store/backup.ts'
import { open } from '../../electron/store/opening.ts'
import { createProject, openProject, type ProjectFile } from '../../electron/store/project.ts'
import { restoreBackup, salvage } from '../../electron/store/recovery.ts'
import { roomsOf } from '../../electron/store/rooms.ts'
import { ArticleId, BookmarkId, DefinitionId, EntityId, LinkId, ZoneMarkId } from '../../shared/ids.ts'
import type { Bookmark, Definition, Entity, Link, ZoneMark } from '../../shared/records.ts'
import { fromTemplate } from '../../shared/report/templates.ts'
import { cutTo, flipBit, overwrite, PAGE, rootOf, zeroPage } from '../helpers/damage.ts'
import { articleOf, codeIds, failureOf, importInto, mark, penOf, start } from '../helpers/store.ts'
import { newFile, newProject, reopened } from '../helpers/storefolder.ts'

vi.setConfig({ testTimeout: 60_000 })

const DAY = 24 * 60 * 60 * 1000
const ARTICLES = 6
const MARKS = 25
const sampleOf = (i: number) =>
  articleOf(
    `a${i}`,
    Array.from({ length: 60 }, (_, n) => `Sentence ${n} of article ${i} says what happened.`),
  )

function fill(project: ProjectFile): void {
  const pen = penOf()
  for (let i = 0; i < ARTICLES; i++) {
    const sample = sampleOf(i)
    importInto(project, sample)
    for (let n = 0; n < MARKS; n++) project.commit('Highlight', mark(pen, sample, `Sentence ${n} of`, codeIds, `note ${n}`))
  }
  project.drafts.put('note a1', 'typed, not yet confirmed')
}

function closedProject(): string {
  const project = newProject()
  fill(project)
  project.close()
  return project.file
}

test('D10 a backup is the whole project, and another is made only when something was done', () => {
  const project = newProject({ now: () => Date.UTC(2026, 10, 22, 2, 50, 11) })
  fill(project)
  const first = backUp(project)
  expect(first).toBe(path.join(`${project.file}.backups`, '000001 2026-11-22T02-50-11Z.parallax'))
  expect(backUp(project)).toBeNull()
  expect(newestBackup(project.file)).toEqual({
    file: first,
    at: Date.UTC(2026, 10, 22, 2, 50, 11),
    articles: ARTICLES,
    highlights: ARTICLES * MARKS,
  })
  project.undo()
  expect(path.basename(backUp(project) ?? '')).toMatch(/^000002 /)
  const copy = reopened(first ?? '')
  expect(copy.verify()).toMatchObject({ ok: true, articles: ARTICLES, highlights: ARTICLES * MARKS })
  copy.close()
  expect(readdirSync(`${project.file}.backups`)).toHaveLength(2)
})

test('D10 the seven newest are kept and one of each of four weeks before, whatever the clock does', () => {
  let at = Date.UTC(2026, 0, 1)
  const project = newProject({ now: () => at })
  const sample = sampleOf(0)
  importInto(project, sample)
  const pen = penOf()
  const names: string[] = []
  for (let day = 0; day < 60; day++) {
    at += DAY
    project.commit('Highlight', mark(pen, sample, `Sentence ${day % 50} of`))
    names.push(path.basename(backUp(project) ?? ''))
  }
  const kept = readdirSync(`${project.file}.backups`).toSorted()
  expect(kept.slice(-7)).toEqual(names.slice(-7))
  const weeks = kept.slice(0, -7).map((name) => Math.floor(Date.parse(name.slice(7, 17)) / (7 * DAY)))
  expect(weeks).toHaveLength(4)
  expect(new Set(weeks).size).toBe(4)
  // The clock goes back a year: the newest is still the one made last.
  at -= 365 * DAY
  project.commit('Highlight', mark(pen, sample, 'Sentence 51 of'))
  const last = backUp(project)
  expect(newestBackup(project.file)?.file).toBe(last)
})

test('a backup that is damaged is passed over, and what is not a backup is left alone', () => {
  const project = newProject()
  fill(project)
  const sound = backUp(project)
  project.undo()
  const damaged = backUp(project) ?? ''
  zeroPage(damaged, rootOf(damaged, 'highlight'))
  const stranger = path.join(`${project.file}.backups`, 'holiday.txt')
  writeFileSync(stranger, 'kept')
  expect(newestBackup(project.file)?.file).toBe(sound)
  expect(readFileSync(stranger, 'utf8')).toBe('kept')
  expect(newestBackup(newFile())).toBeNull()
})

test('D8 a restored backup takes the place of the damaged file, which is kept with its log', () => {
  const project = newProject()
  fill(project)
  backUp(project)
  project.close()
  const { file } = project
  cutTo(file, 0.5)
  writeFileSync(`${file}-wal`, 'what is left of a log')
  const damaged = readFileSync(file)
  expect(failureOf(() => openProject(file)).code).toBe('damaged')

  expect(restoreBackup(file, { now: () => Date.UTC(2026, 10, 22, 3) })).toBe(file)
  const aside = `${file}.damaged-2026-11-22T03-00-00Z`
  expect(readFileSync(aside).equals(damaged)).toBe(true)
  expect(readFileSync(`${aside}-wal`, 'utf8')).toBe('what is left of a log')
  expect(existsSync(`${file}-wal`)).toBe(false)
  const again = reopened(file)
  expect(again.verify()).toMatchObject({ ok: true, articles: ARTICLES, highlights: ARTICLES * MARKS })
  expect(again.undo()?.label).toBe('Highlight')
  again.close()
  // A second time in the same second keeps both.
  restoreBackup(file, { now: () => Date.UTC(2026, 10, 22, 3) })
  expect(existsSync(`${aside}-2`)).toBe(true)
})

test('D8 without a good backup, or while the file is open, nothing is moved', () => {
  const file = closedProject()
  cutTo(file, 0.5)
  const before = readFileSync(file)
  expect(failureOf(() => restoreBackup(file)).code).toBe('not-found')
  expect(readFileSync(file).equals(before)).toBe(true)
  expect(readdirSync(path.dirname(file))).toEqual([path.basename(file)])
  const open = newProject()
  expect(failureOf(() => restoreBackup(open.file)).code).toBe('locked')
  expect(failureOf(() => salvage(open.file)).code).toBe('locked')
})

function salvaged(file: string) {
  const before = readFileSync(file)
  const to = salvage(file)
  expect(readFileSync(file).equals(before)).toBe(true)
  const project = reopened(to)
  const found = project.verify()
  const counts = {
    articles: found.articles,
    highlights: found.highlights,
    codings: project.counts([]).reduce((sum, count) => sum + count.project, 0),
  }
  return { to, project, found, counts }
}

const whole = { articles: ARTICLES, highlights: ARTICLES * MARKS, codings: ARTICLES * MARKS * codeIds.length }

test('D8 salvage of a sound file loses nothing but the journal', () => {
  const file = closedProject()
  const { to, project, found, counts } = salvaged(file)
  expect(path.basename(to)).toBe('test (salvaged).parallax')
  expect(found.problems).toEqual([])
  expect(counts).toEqual(whole)
  expect([project.name, project.coder(), project.codebook()]).toEqual([
    'Test (salvaged)',
    start.coder,
    { codebooks: start.codebooks, codes: start.codes },
  ])
  const original = openProject(file)
  const id = ArticleId.parse('a3')
  expect(project.openArticle(id)).toEqual(original.openArticle(id))
  expect(project.drafts.get('note a1')).toBe('typed, not yet confirmed')
  expect(project.history().head).toBe(0)
  original.close()
  expect(path.basename(salvage(file))).toBe('test (salvaged 2).parallax')
  expect(
    readdirSync(path.dirname(file))
      .toSorted()
      .filter((name) => name.startsWith('.')),
  ).toEqual([])
})

test('D8 what one lost page held of records comes back from the journal', () => {
  for (const table of [
    'highlight',
    'coding',
    'sqlite_autoindex_highlight_1',
    'coding_code',
    'shelf',
    'tally',
    'search_data',
    'journal_record',
  ]) {
    const file = closedProject()
    zeroPage(file, rootOf(file, table))
    expect(failureOf(() => openProject(file)).code).toBe('damaged')
    const { found, counts } = salvaged(file)
    expect([table, found.problems, counts]).toEqual([table, [], whole])
  }
})

test('D8 where the codebook or the analyst is lost, stand-ins keep the highlights', () => {
  for (const table of ['code', 'codebook', 'coder', 'project']) {
    const file = closedProject()
    zeroPage(file, rootOf(file, table))
    const { found, counts } = salvaged(file)
    expect([table, found.problems, counts]).toEqual([table, [], whole])
  }
})

test('D8 what else an analyst made is salvaged with the highlights that it hangs on', () => {
  const project = newProject()
  fill(project)
  const [first, second] = project.openArticle(ArticleId.parse('a0')).highlights
  if (first === undefined || second === undefined) throw new Error('no highlights')
  const entity: Entity = {
    id: EntityId.parse('e1'),
    name: 'Harbour board',
    kind: 'organisation',
    side: '',
    aliases: ['the board'],
    memo: '',
  }
  const link: Link = {
    id: LinkId.parse('l1'),
    type: 'contradicts',
    fromId: first.id,
    toId: second.id,
    note: '',
    coderId: start.coder.id,
    createdAt: 1,
  }
  const zone: ZoneMark = { id: ZoneMarkId.parse('z1'), articleId: first.articleId, range: { start: 0, end: 8 }, zone: 'byline' }
  const bookmark: Bookmark = { id: BookmarkId.parse('b1'), articleId: first.articleId, offset: 9, name: 'here' }
  const definition: Definition = { ...fromTemplate('pair', 'Pair'), id: DefinitionId.parse('d1'), articleIds: [first.articleId] }
  project.commit('More', [
    { kind: 'entity', before: null, after: entity },
    { kind: 'highlight', before: first, after: { ...first, entityId: entity.id } },
    { kind: 'link', before: null, after: link },
    { kind: 'zoneMark', before: null, after: zone },
    { kind: 'bookmark', before: null, after: bookmark },
    { kind: 'definition', before: null, after: definition },
  ])
  project.close()
  for (const table of ['link', 'entity', 'zoneMark', 'bookmark', 'definition', 'highlight_entity']) {
    const file = newFile()
    copyFileSync(project.file, file)
    zeroPage(file, rootOf(file, table))
    const { to, found, counts } = salvaged(file)
    expect([table, found.problems, counts]).toEqual([table, [], whole])
    const opened = open(to, { readOnly: true })
    const { records } = roomsOf(opened.db)
    expect([records.all('entity'), records.all('link'), records.all('zoneMark'), records.all('bookmark')]).toEqual([
      [entity],
      [link],
      [zone],
      [bookmark],
    ])
    expect(records.all('definition')).toEqual([definition])
    expect(records.get('highlight', first.id)?.entityId).toBe(entity.id)
    opened.db.close()
    opened.lock?.release()
  }
})

test('D8 salvage from a file cut short, with a broken beginning, with a bit flipped in a text', () => {
  const cut = closedProject()
  cutTo(cut, 0.6)
  expect(salvaged(cut).found.problems.filter((problem) => !problem.startsWith('original'))).toEqual([])

  const beginning = closedProject()
  overwrite(beginning, 0, Buffer.from('overwritten!'))
  expect(salvaged(beginning).counts).toEqual(whole)

  const flipped = closedProject()
  const bytes = readFileSync(flipped)
  flipBit(flipped, bytes.indexOf('Sentence 30 of article 2'), 1)
  const rest = salvaged(flipped)
  expect(rest.counts).toEqual({
    articles: ARTICLES - 1,
    highlights: (ARTICLES - 1) * MARKS,
    codings: (ARTICLES - 1) * MARKS * codeIds.length,
  })
  expect(rest.project.library({ filter: 'a2', sort: 'title', descending: false, offset: 0, limit: 10 }).total).toBe(0)
})

test('D8 salvage reads the log of a killed project, and does without one that does not belong', () => {
  const file = newFile()
  const project = createProject(file, start)
  fill(project)
  project.checkpoint()
  project.commit('Late', mark(penOf('late'), sampleOf(0), 'Sentence 40 of'))
  const killed = newFile()
  for (const side of ['', '-wal']) copyFileSync(file + side, killed + side)
  project.close()
  zeroPage(killed, 5)
  expect(salvaged(killed).counts.highlights).toBe(ARTICLES * MARKS + 1)

  const strange = closedProject()
  copyFileSync(`${killed}-wal`, `${strange}-wal`)
  truncateSync(`${strange}-wal`, PAGE)
  expect(salvaged(strange).counts).toEqual(whole)
})

test('D8 where nothing can be read salvage says so and leaves nothing', () => {
  const folder = path.dirname(newFile())
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, 'x.parallax')
  writeFileSync(file, 'nothing of ours '.repeat(1_000))
  const failure = failureOf(() => salvage(file))
  expect([failure.code, failure.message]).toEqual(['damaged', expect.stringContaining('Nothing could be read')])
  expect(readdirSync(folder)).toEqual(['x.parallax'])
})
