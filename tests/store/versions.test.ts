// New versions of an article, and what refers to one, in real project files.
import { expect, test } from 'vitest'
import { run } from '../../electron/cli/run.ts'
import { HighlightLine } from '../../electron/cli/schema.ts'
import { removal } from '../../electron/corrections.ts'
import { importFile, importText } from '../../electron/import/import.ts'
import { asFile } from '../../electron/intake.ts'
import { openProject, type ProjectFile } from '../../electron/store/project.ts'
import { salvage } from '../../electron/store/recovery.ts'
import { placeAgain, placesOfOrphans, preview, readVersion, takeVersion } from '../../electron/versions.ts'
import { mergeCodes } from '../../shared/codebook/merge.ts'
import { BookmarkId, CoderId, DismissalId, EntityId, FeelingId, FindingId, PairId, StudyId, ZoneMarkId } from '../../shared/ids.ts'
import type { SourceFile } from '../../shared/imported.ts'
import { addLink, relations } from '../../shared/links.ts'
import type { Code, Dismissal, Finding, Pair } from '../../shared/records.ts'
import { confirmPlace, removeOrphan } from '../../shared/versions.ts'
import { bridge, codeIds, failureOf, importInto, mark, penOf, type Sample } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'

const coderId = CoderId.parse('coder-1')
const at = 1_700_000_000_000

/** A project with two articles: on the first there is one of everything, and the second is bound to it. */
function withMarks() {
  const project = newProject()
  const sample = bridge()
  const other = bridge('a2')
  importInto(project, sample)
  importInto(project, other)
  const pen = penOf()
  const rangeOf = (words: string) => ({ start: sample.text.indexOf(words), end: sample.text.indexOf(words) + words.length })
  project.commit('exact', mark(pen, sample, 'cracks were found', codeIds.slice(0, 2), 'a note'))
  project.commit('moved', mark(pen, sample, 'residents blamed the officials', codeIds.slice(1, 2)))
  project.commit('orphan', mark(pen, sample, 'would cost twelve million', codeIds.slice(2, 3), 'how much?'))
  project.commit('there', mark(pen, other, 'old bridge'))
  const [exact, moved, orphan] = project.openArticle(sample.article.id).highlights
  const [there] = project.openArticle(other.article.id).highlights
  if (exact === undefined || moved === undefined || orphan === undefined || there === undefined) throw new Error('no highlights')
  const relation = relations[0] as (typeof relations)[number]
  project.commit('link', addLink(pen, [], relation, orphan.id, exact.id))
  project.commit('link', addLink(pen, [], relation, there.id, orphan.id))
  const articleId = sample.article.id
  const finding: Finding = {
    id: FindingId.parse('f1'),
    kind: 'omission',
    articleId,
    range: rangeOf('Officials blamed the weather'),
    quote: 'Officials blamed the weather',
    thereId: other.article.id,
    there: null,
    score: null,
    verdict: 'open',
    note: '',
    coderId,
    at,
  }
  const dismissal: Dismissal = {
    id: DismissalId.parse('d1'),
    articleId,
    rule: 'hedge',
    range: rangeOf('they said'),
    text: 'they said',
    coderId,
    createdAt: at,
  }
  const pair: Pair = { id: PairId.parse('p'), aId: articleId, bId: other.article.id, coderId, relative: 'a', stances: [], note: '', at }
  const entity = { id: EntityId.parse('e'), name: 'Ada', kind: 'person', side: '', aliases: [], memo: '' } as const
  project.commit('more', [
    {
      kind: 'zoneMark',
      before: null,
      after: { id: ZoneMarkId.parse('z'), articleId, range: rangeOf('residents blamed the officials.'), zone: 'caption' },
    },
    { kind: 'bookmark', before: null, after: { id: BookmarkId.parse('b'), articleId, offset: rangeOf('weather').start, name: 'here' } },
    { kind: 'finding', before: null, after: finding },
    {
      kind: 'finding',
      before: null,
      after: {
        ...finding,
        id: FindingId.parse('f2'),
        articleId: other.article.id,
        range: { start: 0, end: 3 },
        quote: 'The',
        thereId: articleId,
        there: { range: rangeOf('would cost twelve million'), quote: 'would cost twelve million' },
        score: 70,
      },
    },
    { kind: 'dismissal', before: null, after: dismissal },
    { kind: 'pair', before: null, after: pair },
    { kind: 'entity', before: null, after: entity },
    { kind: 'feeling', before: null, after: { id: FeelingId.parse('l'), coderId, entityId: entity.id, value: 1 } },
    { kind: 'study', before: null, after: { id: StudyId.parse('study'), memo: 'why', attributes: [] } },
    { kind: 'article', before: other.article, after: { ...other.article, reprintOf: articleId } },
  ])
  return { project, sample, other, ids: { exact: exact.id, moved: moved.id, orphan: orphan.id, there: there.id } }
}

const later = (sample: Sample): string =>
  `A correction was made to this story on Tuesday morning.\n\n${sample.text
    .replace('residents blamed', 'residents at once blamed')
    .replace('would cost twelve million', 'has no price yet')}`
const file = (text: string, name = 'later.txt'): SourceFile => ({ name, bytes: new TextEncoder().encode(text) })

function read(project: ProjectFile, sample: Sample, text = later(sample)) {
  const source = file(text)
  return readVersion(project, sample.article.id, source, [importText(source, at)], asFile)
}
const take = (project: ProjectFile, sample: Sample, text = later(sample)) =>
  takeVersion(project, read(project, sample, text), { fields: ['title'], reason: 'the publisher changed it' }, '1.0.0')
const snapshot = (project: ProjectFile, sample: Sample, other: Sample) => ({
  here: project.openArticle(sample.article.id),
  refers: project.referringTo(sample.article.id),
  there: project.openArticle(other.article.id),
})

test('S16 a new version is one act: exact follows, moved says what it was, the rest waits without a place; undo and redo are exact', () => {
  const { project, sample, other, ids } = withMarks()
  const before = snapshot(project, sample, other)
  const told = preview(read(project, sample))
  expect([told.exact, told.moved.map(({ id }) => id), told.orphans.map(({ id }) => id)]).toEqual([1, [ids.moved], [ids.orphan]])
  expect(snapshot(project, sample, other)).toEqual(before)

  const { seq } = take(project, sample)
  const { article, text, highlights, codings, links, orphans, zoneMarks, bookmarks } = project.openArticle(sample.article.id)
  const [exact, moved, ...rest] = highlights
  expect(rest).toEqual([])
  expect([exact?.id, exact?.quote, exact?.formerQuote, exact?.note]).toEqual([ids.exact, 'cracks were found', '', 'a note'])
  expect([moved?.id, moved?.formerQuote]).toEqual([ids.moved, 'residents blamed the officials'])
  expect(moved?.quote).toBe('residents at once blamed the officials')
  expect(orphans.map(({ highlight, codings: own, links: bound }) => [highlight.quote, own.length, bound.length])).toEqual([
    ['would cost twelve million', 1, 2],
  ])
  expect(codings).toHaveLength(3)
  expect(links).toEqual([])
  expect(zoneMarks.map(({ range }) => text.slice(range.start, range.end))).toEqual(['residents at once blamed the officials.'])
  expect(bookmarks.map(({ offset }) => text.slice(offset, offset + 7))).toEqual(['weather'])
  const { findings, dismissals, revisions } = project.referringTo(sample.article.id)
  expect(
    findings.map(({ id, range, quote, there, score }) => [id, id === 'f1' ? text.slice(range.start, range.end) : quote, there, score]),
  ).toEqual([
    ['f1', 'Officials blamed the weather', null, null],
    ['f2', 'The', null, null],
  ])
  expect(dismissals.map(({ range }) => range && text.slice(range.start, range.end))).toEqual(['they said'])
  expect(article.title).not.toBe(sample.article.title)
  expect(article.outlet).toBe(sample.article.outlet)
  expect(project.openRevision(revisions[0]?.id as NonNullable<(typeof revisions)[0]>['id'])).toMatchObject({
    text: sample.text,
    blocks: sample.blocks,
  })
  expect(revisions[0]).toMatchObject({ reason: 'the publisher changed it', originalSha256: sample.article.originalSha256 })
  expect([...project.original(sample.article.originalSha256)]).toEqual([...sample.bytes])
  expect(new TextDecoder().decode(project.original(article.originalSha256))).toBe(later(sample))
  expect(project.search({ query: 'correction', limit: 5 })).toHaveLength(1)
  expect(project.verify()).toMatchObject({ ok: true, acts: seq })

  const after = snapshot(project, sample, other)
  project.undo()
  expect(snapshot(project, sample, other)).toEqual(before)
  expect(project.verify().ok).toBe(true)
  project.redo()
  expect(snapshot(project, sample, other)).toEqual(after)
})

test('a highlight without a place is put back with its codes and links, and stays away from what is gone', () => {
  const { project, sample, other, ids } = withMarks()
  take(project, sample)
  const { id } = sample.article
  const [orphan] = project.openArticle(id).orphans
  if (orphan === undefined) throw new Error('no orphan')
  const [places] = placesOfOrphans(project, id)
  expect(places?.id).toBe(orphan.id)
  expect(places?.candidates.every(({ score }) => score < 0.7)).toBe(true)
  const { text } = project.openArticle(id)
  const range = { start: text.indexOf('has no price'), end: text.indexOf('has no price') + 12 }
  project.commit('place', placeAgain(project, id, orphan.id, [range]))
  const placed = project.openArticle(id)
  expect(placed.orphans).toEqual([])
  expect(placed.highlights.find((each) => each.id === ids.orphan)).toMatchObject({
    quote: 'has no price',
    formerQuote: '',
    note: 'how much?',
  })
  expect(placed.links).toHaveLength(2)
  expect(project.verify().ok).toBe(true)
  project.undo()

  // Its code and the highlight that it was linked to go meanwhile.
  const there = project.openArticle(other.article.id)
  project.commit('gone', [{ kind: 'highlight', before: there.highlights[0] ?? null, after: null }])
  const code = project.codebook().codes.find((each) => each.id === codeIds[2])
  project.commit('gone', [{ kind: 'code', before: code ?? null, after: null }])
  project.commit('place', placeAgain(project, id, orphan.id, [range]))
  const bare = project.openArticle(id)
  expect(bare.codings.filter(({ highlightId }) => highlightId === ids.orphan)).toEqual([])
  expect(bare.links.map(({ fromId, toId }) => [fromId, toId])).toEqual([[ids.orphan, ids.exact]])
  expect(project.verify().ok).toBe(true)
})

test('a place by likeness is confirmed, an orphan let go, and both can be undone', () => {
  const { project, sample, ids } = withMarks()
  take(project, sample)
  const open = project.openArticle(sample.article.id)
  const moved = open.highlights.find(({ id }) => id === ids.moved)
  if (moved === undefined || open.orphans[0] === undefined) throw new Error('nothing moved')
  project.commit('confirm', confirmPlace(moved))
  project.commit('remove', removeOrphan(open.orphans[0]))
  const after = project.openArticle(sample.article.id)
  expect([after.orphans, after.highlights.find(({ id }) => id === ids.moved)?.formerQuote]).toEqual([[], ''])
  project.undo()
  project.undo()
  expect(project.openArticle(sample.article.id)).toEqual(open)
})

test('a second new version leads on from the first, and what waits without a place still does', () => {
  const { project, sample, ids } = withMarks()
  take(project, sample)
  take(project, sample, `${sample.text}\n\nMore on this story will follow in the evening.`)
  const { highlights, orphans } = project.openArticle(sample.article.id)
  expect(highlights.find(({ id }) => id === ids.exact)?.quote).toBe('cracks were found')
  expect(orphans).toHaveLength(1)
  // The words are back: the place is offered first, and not taken unasked.
  expect(placesOfOrphans(project, sample.article.id)[0]?.candidates[0]).toMatchObject({ quote: 'would cost twelve million', score: 1 })
  expect(project.referringTo(sample.article.id).revisions.map(({ number }) => number)).toEqual([1, 2])
  expect(project.verify().ok).toBe(true)
})

test('no version is taken of several articles, of the same text, or after anything was changed', () => {
  const { project, sample, other } = withMarks()
  const before = snapshot(project, sample, other)
  const source = file('One text.')
  const one = importText(source, at)
  expect(failureOf(() => readVersion(project, sample.article.id, source, [one, one], asFile)).code).toBe('refused')
  expect(failureOf(() => read(project, sample, sample.text)).message).toContain('very text')
  const held = read(project, sample)
  project.commit('meanwhile', mark(penOf('x'), sample, 'Officials'))
  expect(failureOf(() => takeVersion(project, held, { fields: [], reason: '' }, '1.0.0')).code).toBe('conflict')
  project.undo()
  expect(snapshot(project, sample, other)).toEqual(before)
})

test('an article goes with everything that refers to it, and undo brings all of it back', () => {
  const { project, sample, other } = withMarks()
  take(project, sample)
  const before = snapshot(project, sample, other)
  project.commit('delete', removal(project, sample.article.id))
  expect(project.articleIds(null)).toEqual([other.article.id])
  expect(project.article(other.article.id).reprintOf).toBeNull()
  expect(project.referringTo(sample.article.id)).toEqual({
    revisions: [],
    zoneMarks: [],
    bookmarks: [],
    orphans: [],
    dismissals: [],
    pairs: [],
    findings: [],
    reprints: [],
  })
  expect(project.verify().problems).toEqual([])
  project.undo()
  expect(snapshot(project, sample, other)).toEqual(before)
  expect(project.verify().problems).toEqual([])
})

test('salvage keeps what waits without a place, findings, verdicts, feelings, reprints and the study', () => {
  const { project, sample, other } = withMarks()
  take(project, sample)
  const before = snapshot(project, sample, other)
  project.close()
  const saved = openProject(salvage(project.file))
  expect(snapshot(saved, sample, other)).toEqual(before)
  expect([...saved.original(sample.article.originalSha256)]).toEqual([...sample.bytes])
  expect(saved.verify().problems).toEqual([])
  saved.close()
})

test('the command line gives every highlight with its state, codes, values and links, as its schema says', async () => {
  const { project, sample, other, ids } = withMarks()
  take(project, sample)
  project.close()
  let out = ''
  const environment = {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: () => '' },
    version: '1.0.0',
    corpusFolder: '',
    read: importFile,
  }
  expect(await run(['highlights', '--project', project.file, '--json'], environment)).toBe(0)
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => HighlightLine.parse(JSON.parse(line)))
  expect(lines.map(({ id, state, article }) => [id, state, article.id])).toEqual([
    [ids.exact, 'exact', sample.article.id],
    [ids.moved, 'moved', sample.article.id],
    [ids.orphan, 'orphan', sample.article.id],
    [ids.there, 'exact', other.article.id],
  ])
  const [exact, moved, orphan] = lines
  expect(exact).toMatchObject({ quote: 'cracks were found', note: 'a note', coder: 'Ada', entity: null, revisionId: null })
  expect(exact?.codes.map(({ key, codebook }) => [key, codebook])).toEqual([
    ['cause', 'Frames'],
    ['blame', 'Frames'],
  ])
  expect(moved?.formerQuote).toBe('residents blamed the officials')
  expect(orphan?.revisionId).not.toBeNull()
  expect(new Map(orphan?.links.map(({ other: end, leaving }) => [end, leaving]))).toEqual(
    new Map([
      [ids.exact, true],
      [ids.there, false],
    ]),
  )

  out = ''
  expect(await run(['highlights', '--project', project.file, '--article', other.article.id], environment)).toBe(0)
  expect(out).toMatch(/^a2\t\S+\texact\t\d+-\d+\t\told bridge\n$/)
  expect(await run(['highlights', '--project', project.file, '--article', 'nobody'], environment)).toBe(3)
})

test('a code that goes into another takes along what waits without a place', () => {
  const { project, sample } = withMarks()
  take(project, sample)
  const [into, , from] = codeIds
  const codes = new Map<string, Code>(project.codebook().codes.map((code) => [code.id, code]))
  const [source, target] = [codes.get(from ?? ''), codes.get(into ?? '')]
  if (source === undefined || target === undefined) throw new Error('no codes')
  const before = project.openArticle(sample.article.id)
  const uses = { from: project.codingsWith(source.id), into: project.codingsWith(target.id), orphans: project.orphans() }
  project.commit('Merge', mergeCodes(codes, source, target, uses))
  const { orphans } = project.openArticle(sample.article.id)
  expect(orphans.map(({ codings }) => codings)).toEqual(
    before.orphans.map(({ codings }) => codings.map((each) => ({ ...each, codeId: target.id }))),
  )
  const [orphan] = orphans
  if (orphan === undefined) throw new Error('no orphan')
  project.commit('Place', placeAgain(project, sample.article.id, orphan.id, [{ start: 2, end: 12 }]))
  expect(project.openArticle(sample.article.id).codings.filter(({ codeId }) => codeId === target.id)).toHaveLength(2)
  expect(project.verify()).toMatchObject({ ok: true })
  project.undo()
  project.undo()
  expect(project.openArticle(sample.article.id)).toEqual(before)
})
