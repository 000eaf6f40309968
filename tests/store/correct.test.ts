import { expect, test } from 'vitest'
import { correct } from '../../electron/corrections.ts'
import { openProject, type ProjectFile } from '../../electron/store/project.ts'
import { salvage } from '../../electron/store/recovery.ts'
import { BookmarkId, type HighlightId, ZoneMarkId } from '../../shared/ids.ts'
import { addLink, relations } from '../../shared/links.ts'
import { settle } from '../../shared/revision.ts'
import type { Block, Draft, Range } from '../../shared/text.ts'
import { bridge, codeIds, failureOf, importInto, mark, penOf, type Sample } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'

/** A project with one article on which there is one of everything. */
function withMarks() {
  const project = newProject()
  const sample = bridge()
  importInto(project, sample)
  const pen = penOf()
  project.commit('one', mark(pen, sample, 'cracks were found', codeIds.slice(0, 2), 'a note'))
  project.commit('two', mark(pen, sample, 'residents blamed the officials', codeIds.slice(1, 2)))
  const { highlights } = project.openArticle(sample.article.id)
  const [a, b] = highlights
  if (a === undefined || b === undefined) throw new Error('no highlights')
  project.commit('link', addLink(pen, [], relations[0] as (typeof relations)[number], a.id, b.id))
  const articleId = sample.article.id
  const at = sample.text.indexOf('A new bridge')
  project.commit('zone', [
    {
      kind: 'zoneMark',
      before: null,
      after: { id: ZoneMarkId.parse('z'), articleId, range: { start: at, end: sample.text.length }, zone: 'caption' },
    },
  ])
  project.commit('bookmark', [
    { kind: 'bookmark', before: null, after: { id: BookmarkId.parse('b'), articleId, offset: at, name: 'here' } },
  ])
  return { project, sample, ids: [a.id, b.id] as const }
}

const draftsOf = ({ text, blocks }: Readonly<{ text: string; blocks: readonly Block[] }>): Draft[] =>
  blocks.map(({ kind, zone, start, end }) => ({ kind, zone, text: text.slice(start, end) }))

/** Replaces words that stand once in a text, as an editor would, with everything behind them moved. */
function correction(project: ProjectFile, sample: Sample, from: string, to: string, lost: readonly HighlightId[] = []) {
  const open = project.openArticle(sample.article.id)
  const typed = draftsOf(open).map((draft) => ({ ...draft, text: draft.text.replace(from, to) }))
  const at = open.text.indexOf(from)
  const lead = (offset: number) => (offset >= at + from.length ? offset + to.length - from.length : offset)
  const { range, offset } = settle(typed)
  const led = ({ start, end }: Range): Range => {
    const found = range({ start: lead(start), end: lead(end) })
    if (found === null) throw new Error('nothing is left')
    return found
  }
  const { textSha256, blocksSha256 } = open.article
  return {
    id: open.article.id,
    base: { textSha256, blocksSha256 },
    typed,
    reason: 'a slip of the scanner',
    places: {
      highlights: open.highlights.filter(({ id }) => !lost.includes(id)).map(({ id, ranges }) => ({ id, ranges: ranges.map(led) })),
      lost: [...lost],
      zoneMarks: open.zoneMarks.map((each) => ({ id: each.id, range: led(each.range) })),
      bookmarks: open.bookmarks.map((each) => ({ id: each.id, offset: offset(lead(each.offset)) })),
    },
  }
}

test('a correction is one act: text, words, search, highlights, zones and bookmarks follow, and undo gives back exactly what was', () => {
  const { project, sample } = withMarks()
  const { id } = sample.article
  const before = project.openArticle(id)
  const { seq } = correct(project, correction(project, sample, 'old bridge', 'very ancient bridge'))
  const after = project.openArticle(id)
  expect(after.text).toBe(sample.text.replace('old bridge', 'very ancient bridge'))
  expect(after.article.words).toBe(before.article.words + 1)
  expect(after.highlights.map(({ quote, note }) => [quote, note])).toEqual(before.highlights.map(({ quote, note }) => [quote, note]))
  expect(
    after.highlights.every((highlight, i) => (highlight.ranges[0]?.start ?? 0) === (before.highlights[i]?.ranges[0]?.start ?? 0) + 9),
  ).toBe(true)
  expect(after.codings).toEqual(before.codings)
  expect(after.links).toEqual(before.links)
  expect(after.text.slice(after.zoneMarks[0]?.range.start)).toMatch(/^A new bridge/)
  expect(after.text.slice(after.bookmarks[0]?.offset)).toMatch(/^A new bridge/)
  expect(project.search({ query: 'ancient', limit: 5 })).toHaveLength(1)
  expect(project.library({ filter: '', sort: 'title', descending: false, offset: 0, limit: 5 }).rows[0]?.highlights).toBe(2)
  expect(project.history().undo).toBe('Correct the text of “Title of a1”')
  expect(project.verify()).toMatchObject({ ok: true, acts: seq })

  project.undo()
  expect(project.openArticle(id)).toEqual(before)
  expect(project.search({ query: 'ancient', limit: 5 })).toEqual([])
  expect(project.revisionsOf(id)).toEqual([])
  expect(project.verify().ok).toBe(true)
  project.redo()
  expect(project.openArticle(id)).toEqual(after)
  expect(project.verify().ok).toBe(true)
})

test('every earlier text stays readable, with who corrected it and why', () => {
  const { project, sample } = withMarks()
  correct(project, correction(project, sample, 'Monday', 'Tuesday'))
  correct(project, correction(project, sample, 'Tuesday', 'Wednesday'))
  const revisions = project.revisionsOf(sample.article.id)
  expect(revisions.map(({ number, reason, coderId }) => [number, reason, coderId])).toEqual([
    [1, 'a slip of the scanner', 'coder-1'],
    [2, 'a slip of the scanner', 'coder-1'],
  ])
  const texts = revisions.map(({ id }) => project.openRevision(id))
  expect(texts.map(({ text }) => text)).toEqual([sample.text, sample.text.replace('Monday', 'Tuesday')])
  expect(texts[0]?.blocks).toEqual(sample.blocks)
  expect([...project.original(sample.article.originalSha256)]).toEqual([...sample.bytes])
})

test('what a block is can be corrected without a letter of the text, and undone', () => {
  const { project, sample } = withMarks()
  const { id } = sample.article
  const given = correction(project, sample, 'Monday', 'Monday')
  const typed = given.typed.map(
    (draft, i): Draft => (i === 0 ? { ...draft, kind: 'heading', level: 2 } : i === 1 ? { ...draft, zone: 'caption' } : draft),
  )
  correct(project, { ...given, typed })
  const { article, blocks, text } = project.openArticle(id)
  expect(text).toBe(sample.text)
  expect(article.textSha256).toBe(sample.article.textSha256)
  expect(blocks.map(({ kind, zone, level }) => [kind, zone, level])).toEqual([
    ['heading', 'body', 2],
    ['paragraph', 'caption', undefined],
    ['paragraph', 'body', undefined],
  ])
  expect(project.revisionsOf(id).map((revision) => project.openRevision(revision.id).blocks)).toEqual([sample.blocks])
  expect(project.verify().ok).toBe(true)
  project.undo()
  expect(project.openArticle(id).blocks).toEqual(sample.blocks)
  expect(project.verify().ok).toBe(true)
})

test('a highlight that is given up goes with its codes and links, and comes back with undo', () => {
  const { project, sample, ids } = withMarks()
  const before = project.openArticle(sample.article.id)
  correct(project, correction(project, sample, 'cracks were found', 'of damage', [ids[0]]))
  const after = project.openArticle(sample.article.id)
  expect(after.highlights.map(({ id }) => id)).toEqual([ids[1]])
  expect(after.codings.every(({ highlightId }) => highlightId === ids[1])).toBe(true)
  expect(after.links).toEqual([])
  project.undo()
  expect(project.openArticle(sample.article.id)).toEqual(before)
})

test('nothing is changed by a correction of another text, of an article marked meanwhile, without words, or with wrong places', () => {
  const { project, sample } = withMarks()
  const before = project.openArticle(sample.article.id)
  const given = correction(project, sample, 'Monday', 'Tuesday')
  const refused = (changed: object) => failureOf(() => correct(project, { ...given, ...changed })).code
  expect(refused({ base: { ...given.base, textSha256: sample.article.originalSha256 } })).toBe('conflict')
  expect(refused({ places: { ...given.places, highlights: given.places.highlights.slice(1) } })).toBe('conflict')
  expect(refused({ places: { ...given.places, bookmarks: [] } })).toBe('conflict')
  expect(refused({ typed: [{ kind: 'paragraph', zone: 'body', text: ' \n ' }] })).toBe('invalid-input')
  expect(refused({ typed: [{ kind: 'paragraph', zone: 'body', text: 'half \ud800' }] })).toBe('invalid-input')
  const far = given.places.highlights.map(({ id }) => ({ id, ranges: [{ start: 5_000, end: 5_010 }] }))
  expect(refused({ places: { ...given.places, highlights: far } })).toBe('invalid-input')
  expect(refused({ places: { ...given.places, zoneMarks: [{ id: 'z', range: { start: 5_000, end: 5_010 } }] } })).toBe('invalid-input')
  expect(refused({ places: { ...given.places, bookmarks: [{ id: 'b', offset: 5_000 }] } })).toBe('invalid-input')
  expect(project.openArticle(sample.article.id)).toEqual(before)
  expect(project.verify().ok).toBe(true)
})

test('salvage keeps earlier texts and what the blocks of corrected ones are', () => {
  const { project, sample } = withMarks()
  const { id } = sample.article
  const given = correction(project, sample, 'Monday', 'Tuesday')
  correct(project, { ...given, typed: given.typed.map((draft) => ({ ...draft, kind: 'quote' as const })) })
  const before = project.openArticle(id)
  const revisions = project.revisionsOf(id)
  project.close()
  const saved = openProject(salvage(project.file))
  expect(saved.openArticle(id)).toEqual(before)
  expect(saved.revisionsOf(id)).toEqual(revisions)
  expect(revisions.map((revision) => saved.openRevision(revision.id).blocks)).toEqual([sample.blocks])
  expect(saved.verify().problems).toEqual([])
  saved.close()
})
