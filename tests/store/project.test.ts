import { existsSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sha256Of } from '../../electron/store/contents.ts'
import { open } from '../../electron/store/opening.ts'
import { createProject, ProjectFile } from '../../electron/store/project.ts'
import { type Change, invert } from '../../shared/change.ts'
import { editArticle, moveHighlight, recode, removeHighlights, setNote } from '../../shared/commands.ts'
import { ArticleId, BookmarkId, CodeId, CoderId, Sha256, ZoneMarkId } from '../../shared/ids.ts'
import type { Bookmark, Highlight, ZoneMark } from '../../shared/records.ts'
import { articleOf, bridge, codeIds, failureOf, importInto, mark, penOf, start } from '../helpers/store.ts'
import { newProject, reopened } from '../helpers/storefolder.ts'

const everything = { filter: '', sort: 'title', descending: false, offset: 0, limit: 100 } as const
const allActs = { query: '', record: null, limit: 100 } as const

function marked() {
  const project = newProject()
  const sample = bridge()
  const pen = penOf()
  importInto(project, sample)
  project.commit('Highlight', mark(pen, sample, 'blamed the weather', codeIds.slice(0, 2), 'a note'))
  const opened = project.openArticle(sample.article.id)
  return { project, sample, pen, highlight: opened.highlights[0] as Highlight, codings: opened.codings }
}

test('a project opens again with everything that was committed, and undo reaches across the restart', () => {
  const { project, sample } = marked()
  const before = project.openArticle(sample.article.id)
  expect(before.highlights).toHaveLength(1)
  expect(before.codings).toHaveLength(2)
  project.close()

  const again = reopened(project.file)
  expect([again.name, again.coder(), again.codebook().codes.map((code) => code.id)]).toEqual(['Test', start.coder, codeIds])
  expect(again.openArticle(sample.article.id)).toEqual(before)
  expect(again.undo()?.label).toBe('Highlight')
  expect(again.undo()?.label).toBe('Import Title of a1')
  expect(again.undo()).toBeNull()
  expect(again.library(everything).total).toBe(0)
  expect(again.search({ query: 'weather', limit: 10 })).toEqual([])
  again.redo()
  expect(again.redo()?.change).toHaveLength(3)
  expect(again.redo()).toBeNull()
  expect(again.openArticle(sample.article.id)).toEqual(before)
  expect(again.verify()).toEqual({ ok: true, problems: [], articles: 1, highlights: 1, acts: 2 })
})

test('the same bytes twice are recognised, and the original comes back as it was', () => {
  const { project, sample } = marked()
  expect(project.articlesWithOriginal(sample.article.originalSha256)).toEqual([sample.article])
  expect(project.articlesWithOriginal(sha256Of('other'))).toEqual([])
  expect(Buffer.from(project.original(sample.article.originalSha256)).equals(sample.bytes)).toBe(true)
  expect(failureOf(() => project.original(sha256Of('other'))).code).toBe('damaged')
  expect(failureOf(() => project.openArticle(ArticleId.parse('none'))).code).toBe('not-found')
})

test('every act of an analyst is done, undone and redone exactly', () => {
  const { project, sample, pen, highlight, codings } = marked()
  const changes = [
    setNote(highlight, 'quotes “…” and a NUL \0 and \u202e'),
    recode(pen, { highlight, codings }, codeIds.slice(1)),
    moveHighlight(highlight, sample.text, [{ start: 4, end: 14 }]),
    editArticle(sample.article, { title: 'Another title', memo: 'a memo' }),
    removeHighlights([{ highlight, codings }], []),
  ]
  for (const change of changes) {
    const before = project.openArticle(sample.article.id)
    const counts = project.counts([sample.article.id])
    project.commit('Act', change)
    const after = project.openArticle(sample.article.id)
    expect(after).not.toEqual(before)
    expect(project.undo()?.change).toEqual(invert(change))
    expect(project.openArticle(sample.article.id)).toEqual(before)
    expect(project.counts([sample.article.id])).toEqual(counts)
    expect(project.redo()?.change).toEqual(change)
    expect(project.openArticle(sample.article.id)).toEqual(after)
    project.undo()
  }
  expect(project.verify().problems).toEqual([])
})

test('steps may stand in any order inside a change, as long as it ends whole', () => {
  const project = newProject()
  const sample = bridge()
  const change = [...mark(penOf(), sample, 'cracks', codeIds).toReversed(), ...sample.change]
  expect(change.map((step) => step.kind)).toEqual(['coding', 'coding', 'coding', 'highlight', 'article'])
  project.commit('Merge', change, sample.contents)
  expect(project.counts([sample.article.id]).map((count) => count.articles)).toEqual([[1], [1], [1]])
  project.undo()
  expect(project.library(everything).total).toBe(0)
})

test('a change whose record is not what stands is a conflict and changes nothing', () => {
  const { project, sample, highlight, codings } = marked()
  const head = project.history().head
  const state = project.openArticle(sample.article.id)
  for (const change of [
    setNote({ ...highlight, note: 'something else' }, 'mine'),
    setNote({ ...highlight, createdAt: 1 }, 'mine'),
    [...setNote(highlight, 'first'), ...setNote(highlight, 'second')],
    mark(penOf(), sample, 'cracks'),
    [...removeHighlights([{ highlight, codings }], []), ...removeHighlights([{ highlight, codings }], [])],
    editArticle({ ...sample.article, repairs: [] }, { title: 'x' }),
    [{ kind: 'coder', before: { ...start.coder, name: 'Eve' }, after: null }] as const,
  ]) {
    const failure = failureOf(() => project.commit('Act', change))
    expect([failure.code, failure.message]).toEqual(['conflict', expect.stringContaining('Nothing was changed')])
  }
  expect(project.openArticle(sample.article.id)).toEqual(state)
  expect(project.history().head).toBe(head)
})

test('a change that does not fit the texts or the other records is refused whole', () => {
  const { project, sample, highlight, codings, pen } = marked()
  const head = project.history().head
  const [added, coded] = mark(pen, sample, 'cracks', codeIds.slice(0, 1))
  const other = bridge('a2')
  importInto(project, other)
  if (added?.kind !== 'highlight' || added.after === null || coded?.kind !== 'coding' || coded.after === null)
    throw new Error('no highlight')
  for (const change of [
    [{ ...added, after: { ...added.after, quote: 'crocks' } }],
    [{ ...added, after: { ...added.after, prefix: '' } }],
    [{ ...added, after: { ...added.after, ranges: [{ start: 0, end: 4 }] } }],
    [{ ...added, after: { ...added.after, articleId: ArticleId.parse('none') } }],
    [{ ...added, after: { ...added.after, coderId: CoderId.parse('nobody') } }],
    [{ ...added, after: { ...added.after, note: 'half a character \ud800' } }],
    [coded],
    [added, { ...coded, after: { ...coded.after, articleId: other.article.id } }],
    [added, { ...coded, after: { ...coded.after, codeId: CodeId.parse('none') } }],
    [added, coded, { ...coded, after: { ...coded.after, id: codings[0]?.id ?? coded.after.id } }],
    [{ kind: 'highlight', before: highlight, after: null }],
    [{ kind: 'article', before: sample.article, after: null }],
    [{ kind: 'article', before: sample.article, after: { ...sample.article, textSha256: Sha256.parse('0'.repeat(64)) } }],
  ] as const) {
    expect(['invalid-input', 'conflict', 'damaged']).toContain(failureOf(() => project.commit('Act', change)).code)
  }
  // What no type allows is refused too.
  expect(failureOf(() => project.commit('Act', JSON.parse('[]'))).code).toBe('invalid-input')
  expect(failureOf(() => project.commit('Act', JSON.parse('[{"kind":"text","before":null,"after":null}]'))).code).toBe('invalid-input')
  expect(project.history().head).toBe(head + 1)
  expect(project.verify().problems).toEqual([])
})

test('a place must lie inside the text, and a text may change only with all its highlights', () => {
  const { project, sample } = marked()
  const { id, textSha256 } = sample.article
  const end = sample.text.length
  const zone: ZoneMark = { id: ZoneMarkId.parse('z1'), articleId: id, range: { start: 0, end }, zone: 'byline' }
  const bookmark: Bookmark = { id: BookmarkId.parse('b1'), articleId: id, offset: end, name: 'the end' }
  project.commit('Zone', [{ kind: 'zoneMark', before: null, after: zone }])
  project.commit('Bookmark', [{ kind: 'bookmark', before: null, after: bookmark }])
  const beyond: readonly Change[] = [
    [{ kind: 'zoneMark', before: zone, after: { ...zone, range: { start: 0, end: end + 1 } } }],
    [{ kind: 'bookmark', before: bookmark, after: { ...bookmark, offset: end + 1 } }],
    [{ kind: 'bookmark', before: bookmark, after: { ...bookmark, articleId: ArticleId.parse('none') } }],
  ]
  for (const change of beyond) expect(failureOf(() => project.commit('Act', change)).code).toBe('invalid-input')
  const other = articleOf('a9', ['Some other words.'])
  importInto(project, other)
  const changed: Change = [{ kind: 'article', before: sample.article, after: { ...sample.article, textSha256: other.article.textSha256 } }]
  expect(failureOf(() => project.commit('Act', changed)).message).toContain('does not fit the text')
  expect(project.article(id).textSha256).toBe(textSha256)
  expect(project.verify().problems).toEqual([])
})

test('contents that are not what their hash says are refused whole', () => {
  const project = newProject()
  const sample = bridge()
  const [text] = sample.contents.texts
  if (text === undefined) throw new Error('no text')
  const [original] = sample.contents.originals
  if (original === undefined) throw new Error('no original')
  for (const contents of [
    { ...sample.contents, texts: [{ ...text, text: `${text.text}!` }] },
    { ...sample.contents, texts: [{ ...text, blocks: text.blocks.slice(1) }] },
    { ...sample.contents, texts: [] },
    { ...sample.contents, originals: [{ ...original, bytes: new Uint8Array(3) }] },
    { ...sample.contents, originals: [] },
  ]) {
    expect(['invalid-input', 'damaged']).toContain(failureOf(() => project.commit('Import', sample.change, contents)).code)
    expect(project.library(everything).total).toBe(0)
    expect(project.history().head).toBe(0)
  }
})

test('a new act ends redo, and the journal shows what became of each', () => {
  const { project, sample, pen, highlight } = marked()
  project.undo()
  project.commit('Another', mark(pen, sample, 'cracks'))
  expect(project.history()).toEqual({ undo: 'Another', redo: null, head: 4 })
  expect(project.redo()).toBeNull()
  const entries = project.journal(allActs)
  expect(entries.map(({ seq, kind, label, state, target, coder }) => [seq, kind, label, state, target, coder])).toEqual([
    [4, 'act', 'Another', 'done', null, 'Ada'],
    [3, 'undo', 'Highlight', 'done', 2, 'Ada'],
    [2, 'act', 'Highlight', 'dropped', null, 'Ada'],
    [1, 'act', 'Import Title of a1', 'done', null, 'Ada'],
  ])
  expect(project.journal({ ...allActs, query: 'title IMPORT' }).map((entry) => entry.seq)).toEqual([1])
  expect(project.journal({ ...allActs, query: '%' })).toEqual([])
  expect(project.journal({ ...allActs, limit: 2 }).map((entry) => entry.seq)).toEqual([4, 3])
  expect(project.journal({ ...allActs, record: { kind: 'highlight', id: highlight.id } }).map((entry) => entry.seq)).toEqual([3, 2])
  expect(project.undo()?.label).toBe('Another')
  expect(project.undo()?.label).toBe('Import Title of a1')
})

test('order is the order of the counter, whatever the clock says', () => {
  const times = [5_000, 4_000, -1, 4_102_444_800_000, 0]
  const project = newProject({ now: () => times.shift() ?? 0 })
  const sample = bridge()
  importInto(project, sample)
  const pen = penOf()
  for (const word of ['bridge', 'Monday', 'cracks']) project.commit(word, mark(pen, sample, word))
  expect(project.journal(allActs).map((entry) => entry.label)).toEqual(['cracks', 'Monday', 'bridge', 'Import Title of a1'])
  expect(project.undo()?.label).toBe('cracks')
})

test('a change too long to keep as it is comes back from the journal as it was', () => {
  const { project, highlight, sample } = marked()
  const note = Array.from({ length: 20_000 }, (_, i) => `${i} ж`).join(' ')
  project.commit('Long note', setNote(highlight, note))
  project.undo()
  project.close()
  const again = reopened(project.file)
  again.redo()
  expect(again.openArticle(sample.article.id).highlights[0]?.note).toBe(note)
})

test('the library is sorted, filtered and counted', () => {
  const project = newProject()
  const titles = ['Élan at the ferry', 'Zebra 100%', 'apples', 'Мост закрыт']
  titles.forEach((title, i) => {
    importInto(
      project,
      articleOf(`a${i}`, ['word '.repeat(i + 1).trim()], {
        title,
        date: `2026-0${4 - i}-01`,
        outlet: i % 2 === 0 ? 'Post' : 'Herald',
        importedAt: i,
        words: i,
      }),
    )
  })
  const list = (fields: Partial<Parameters<ProjectFile['library']>[0]>) =>
    project.library({ ...everything, ...fields }).rows.map((row) => row.title)
  expect(list({})).toEqual(['apples', 'Élan at the ferry', 'Zebra 100%', 'Мост закрыт'])
  expect(list({ descending: true, limit: 1 })).toEqual(['Мост закрыт'])
  expect(list({ sort: 'date' })).toEqual(['Мост закрыт', 'apples', 'Zebra 100%', 'Élan at the ferry'])
  expect(list({ sort: 'outlet' })).toEqual(['Zebra 100%', 'Мост закрыт', 'apples', 'Élan at the ferry'])
  expect(list({ sort: 'imported', offset: 1, limit: 2 })).toEqual(['Zebra 100%', 'apples'])
  expect(list({ sort: 'words', descending: true, limit: 1 })).toEqual(['Мост закрыт'])
  expect(list({ filter: 'ELAN' })).toEqual(['Élan at the ferry'])
  expect(list({ filter: 'мОст' })).toEqual(['Мост закрыт'])
  expect(list({ filter: 'ferry elan post' })).toEqual(['Élan at the ferry'])
  expect(list({ filter: '%' })).toEqual(['Zebra 100%'])
  expect(list({ filter: '_' })).toEqual([])
  expect(list({ filter: `' OR 1=1 --` })).toEqual([])
  expect(project.library({ ...everything, filter: 'herald', limit: 1 })).toMatchObject({ total: 2, rows: [{ title: 'Zebra 100%' }] })
})

test('the coded share counts each character once', () => {
  const project = newProject()
  const sample = bridge()
  const pen = penOf()
  importInto(project, sample)
  project.commit('a', mark(pen, sample, 'The old bridge', codeIds))
  project.commit('b', mark(pen, sample, 'old bridge closed'))
  const [row] = project.library({ ...everything, sort: 'highlights' }).rows
  expect(row).toMatchObject({ highlights: 2, coded: 'The old bridge closed'.length / sample.text.length })
})

test('D2 typed words outlive the process that typed them, until they are dropped', () => {
  const project = newProject()
  project.drafts.put('note a1', 'half a sen')
  project.drafts.put('note a1', 'half a sentence')
  project.settings.put('panes', '[1,2]')
  expect(project.history().head).toBe(0)
  project.close()
  const again = reopened(project.file)
  expect([again.drafts.get('note a1'), again.drafts.get('none'), again.settings.get('panes')]).toEqual(['half a sentence', null, '[1,2]'])
  again.drafts.drop('note a1')
  expect(again.drafts.get('note a1')).toBeNull()
})

test('D6 the log stays small in use, is empty after an import or in idle moments, and gone after closing', () => {
  const project = newProject()
  const log = `${project.file}-wal`
  const pen = penOf()
  const long = articleOf(
    'long',
    Array.from({ length: 3_000 }, (_, i) => `Paragraph ${i} of a long article that goes on and on.`),
  )
  importInto(project, long)
  expect(statSync(log).size).toBe(0)
  let largest = 0
  for (let i = 0; i < 600; i++) {
    project.commit('Highlight', mark(pen, long, `Paragraph ${i} of`, codeIds, 'n'.repeat(2_000)))
    largest = Math.max(largest, statSync(log).size)
  }
  expect(largest).toBeGreaterThan(1_000_000)
  expect(largest).toBeLessThanOrEqual(8 * 1024 * 1024)
  project.checkpoint()
  expect(statSync(log).size).toBe(0)
  project.commit('Highlight', mark(pen, long, 'Paragraph 700 of'))
  project.close()
  for (const side of ['-wal', '-shm', '-journal', '.lock']) expect(existsSync(project.file + side)).toBe(false)
})

test('D12 a full disk refuses the act whole, and goes on when there is space again', () => {
  const made = newProject()
  const sample = bridge()
  importInto(made, sample)
  made.close()
  const opened = open(made.file, {})
  const project = new ProjectFile(opened)
  const state = project.openArticle(sample.article.id)
  const full = opened.db.pragma('page_count', { simple: true })
  opened.db.pragma(`max_page_count = ${Number(full)}`)
  const change = mark(penOf(), sample, 'cracks', codeIds, 'x'.repeat(100_000))
  const failure = failureOf(() => project.commit('Highlight', change))
  expect([failure.code, failure.message]).toEqual(['disk-full', expect.stringContaining('not saved')])
  expect(project.openArticle(sample.article.id)).toEqual(state)
  expect(project.history().head).toBe(1)
  opened.db.pragma('max_page_count = 100000')
  project.commit('Highlight', change)
  expect(project.openArticle(sample.article.id).highlights).toHaveLength(1)
  project.close()
})

test('D13 a project opened for reading shows everything and changes nothing', () => {
  const { project, sample, pen } = marked()
  const whole = project.openArticle(sample.article.id)
  const beside = reopened(project.file, { readOnly: true })
  expect(beside.openArticle(sample.article.id)).toEqual(whole)
  project.commit('More', mark(pen, sample, 'cracks'))
  expect(beside.openArticle(sample.article.id).highlights).toHaveLength(2)
  for (const write of [
    () => beside.commit('Act', mark(pen, sample, 'Monday')),
    () => beside.undo(),
    () => beside.redo(),
    () => beside.drafts.put('a', 'b'),
    () => beside.settings.put('a', 'b'),
  ]) {
    expect(failureOf(write).code).toBe('read-only')
  }
  beside.close()
  project.close()
  const bytes = statSync(project.file)
  const alone = reopened(project.file, { readOnly: true })
  expect(alone.readOnly).toBe(true)
  expect(alone.openArticle(sample.article.id).highlights).toHaveLength(2)
  alone.close()
  expect([statSync(project.file).mtimeMs, existsSync(`${project.file}-wal`), existsSync(`${project.file}-shm`)]).toEqual([
    bytes.mtimeMs,
    false,
    false,
  ])
})

test('a new project is never made over something', () => {
  const project = newProject()
  project.close()
  const before = statSync(project.file)
  expect(failureOf(() => createProject(project.file, start)).code).toBe('refused')
  expect(statSync(project.file).mtimeMs).toBe(before.mtimeMs)
})
