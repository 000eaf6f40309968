import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { sha256Of } from '../../electron/store/contents.ts'
import { openProject, type ProjectFile } from '../../electron/store/project.ts'
import { moveHighlight, removeHighlights } from '../../shared/commands.ts'
import { ArticleId, type CodeId } from '../../shared/ids.ts'
import type { Article } from '../../shared/records.ts'
import { countWords, joinBlocks, type Zone } from '../../shared/text.ts'
import { COUNTED, markZone } from '../../shared/zones.ts'
import { articleOf, codeIds, importInto, mark, penOf, type Sample, seeded } from '../helpers/store.ts'
import { newProject } from '../helpers/storefolder.ts'

const parts: readonly (readonly [Zone, string])[] = [
  ['title', 'Bridge closed'],
  ['byline', 'By N. Writer'],
  ['body', 'The old bridge closed on Monday after cracks were found.'],
  ['caption', 'The bridge seen from the harbour.'],
  ['footnote', '[1] Minutes of the council.'],
]
/** An article of 26 words, 12 of them its own. */
function zoned(id = 'z1'): Sample {
  const { text, blocks } = joinBlocks(parts.map(([zone, words]) => ({ kind: 'paragraph', zone, text: words })))
  const plain = articleOf(id, ['-'])
  const article: Article = { ...plain.article, words: countWords(text), textSha256: sha256Of(text) }
  const contents = { ...plain.contents, texts: [{ sha256: article.textSha256, text, blocks }] }
  return { ...plain, article, text, blocks, contents, change: [{ kind: 'article', before: null, after: article }] }
}

const list = { filter: '', sort: 'title', descending: false, offset: 0, limit: 10 } as const
const figures = (project: ProjectFile, { article }: Sample) =>
  (['own', 'all'] as const).map((counted) => {
    const row = project.library({ ...list, counted }).rows.find(({ id }) => id === article.id)
    const uses = project.counts([article.id], counted).map(({ project: all, articles }) => [all, articles[0]])
    return [row?.words, row?.highlights, Math.round((row?.coded ?? 0) * 1000) / 1000, ...uses.slice(0, 2)]
  })

function zoneAs(project: ProjectFile, { article }: Sample, words: string, zone: Zone | null): void {
  const open = project.openArticle(article.id)
  const start = open.text.indexOf(words)
  const pen = penOf(`zone-${project.history().head}`)
  project.commit('Zone', markZone(pen.newId, open, { start, end: start + words.length }, zone))
}

test('only own words, the highlights on them and their share are counted, unless all is asked for', () => {
  const project = newProject()
  const sample = zoned()
  const pen = penOf()
  importInto(project, sample)
  project.commit('In the body', mark(pen, sample, 'cracks', [codeIds[0] as CodeId]))
  project.commit('In the note', mark(pen, sample, 'Minutes', codeIds.slice(0, 2)))
  project.commit('In the caption, bare', mark(pen, sample, 'harbour'))
  const own =
    sample.text.length - 'By N. Writer'.length - 2 - 'The bridge seen from the harbour.'.length - 2 - '[1] Minutes of the council.'.length
  const rounded = (n: number) => Math.round(n * 1000) / 1000
  expect(figures(project, sample)).toEqual([
    [12, 1, rounded(6 / own), [1, 1], [0, 0]],
    [26, 3, rounded((6 + 7 + 7) / sample.text.length), [2, 2], [1, 1]],
  ])
  expect(project.verify().problems).toEqual([])
  expect(project.counted()).toBe('own')
  project.settings.put(COUNTED, 'all')
  expect(project.counted()).toBe('all')
})

test('zones by hand move every figure, undo brings each back, and all of it outlives a restart', () => {
  const project = newProject()
  const sample = zoned()
  const pen = penOf()
  importInto(project, sample)
  project.commit('In the note', mark(pen, sample, 'Minutes', [codeIds[0] as CodeId]))
  project.commit('In the body', mark(pen, sample, 'cracks', [codeIds[1] as CodeId]))
  const first = figures(project, sample)
  zoneAs(project, sample, '[1] Minutes of the council.', 'body')
  expect(figures(project, sample)[0]?.slice(0, 2)).toEqual([17, 2])
  zoneAs(project, sample, 'after cracks were found.', 'reprint')
  expect(figures(project, sample)[0]).toEqual([13, 1, expect.any(Number), [1, 1], [0, 0]])
  expect(figures(project, sample)[1]).toEqual(first[1])
  expect(project.verify().problems).toEqual([])
  const held = figures(project, sample)
  expect(project.openArticle(sample.article.id).zoneMarks.map(({ zone }) => zone)).toEqual(['body', 'reprint'])
  project.close()

  const again = openProject(project.file)
  expect(figures(again, sample)).toEqual(held)
  again.undo()
  again.undo()
  expect(figures(again, sample)).toEqual(first)
  expect(again.openArticle(sample.article.id).zoneMarks).toEqual([])
  again.undo()
  again.undo()
  again.undo()
  expect(again.library(list).total).toBe(0)
  expect(again.verify().problems).toEqual([])
  again.close()
})

test('a highlight that moves or goes takes its counts along', () => {
  const project = newProject()
  const sample = zoned()
  importInto(project, sample)
  project.commit('In the note', mark(penOf(), sample, 'Minutes', [codeIds[0] as CodeId]))
  const { highlights, codings } = project.openArticle(sample.article.id)
  const [highlight] = highlights
  if (highlight === undefined) throw new Error('no highlight')
  const at = sample.text.indexOf('cracks')
  project.commit('Move', moveHighlight(highlight, sample.text, [{ start: at, end: at + 6 }]))
  expect(figures(project, sample)[0]).toEqual([12, 1, expect.any(Number), [1, 1], [0, 0]])
  project.undo()
  expect(figures(project, sample)[0]).toEqual([12, 0, 0, [0, 0], [0, 0]])
  project.commit('Delete', removeHighlights([{ highlight, codings }], []))
  expect(figures(project, sample)[1]).toEqual([26, 0, 0, [0, 0], [0, 0]])
  expect(project.verify().problems).toEqual([])
})

test('whatever is done in whatever order, the counts kept are those that are worked out anew', () => {
  const project = newProject()
  const samples = [zoned('z1'), zoned('z2')]
  const random = seeded(7)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const pen = penOf('r')
  for (const sample of samples) importInto(project, sample)
  for (let i = 0; i < 60; i++) {
    const sample = pick(samples)
    const open = project.openArticle(sample.article.id)
    const words = pick(sample.text.match(/\p{L}{4,}/gu) ?? [])
    const act = pick(['mark', 'mark', 'zone', 'reset', 'remove', 'undo', 'redo'])
    if (act === 'undo') project.undo()
    else if (act === 'redo') project.redo()
    else if (act === 'mark') project.commit('Mark', mark(pen, sample, words, [pick(codeIds)]))
    else if (act === 'remove' && open.highlights.length > 0) {
      const highlight = pick(open.highlights)
      project.commit(
        'Remove',
        removeHighlights([{ highlight, codings: open.codings.filter((coding) => coding.highlightId === highlight.id) }], []),
      )
    } else {
      const start = sample.text.indexOf(words)
      const zone = act === 'reset' ? null : pick(['body', 'reprint', 'boilerplate'] as const)
      const change = markZone(pen.newId, open, { start, end: start + words.length }, zone)
      if (change.length > 0) project.commit('Zone', change)
    }
  }
  expect(project.verify().problems).toEqual([])
})

test('a check says what is counted wrongly', () => {
  const project = newProject()
  const sample = zoned()
  importInto(project, sample)
  project.commit('In the note', mark(penOf(), sample, 'Minutes', [codeIds[0] as CodeId]))
  project.close()
  const spoil = (sql: string) => {
    const db = new Database(project.file)
    db.exec(sql)
    db.close()
    const opened = openProject(project.file)
    const { problems } = opened.verify()
    opened.close()
    return problems
  }
  expect(spoil('UPDATE shelf SET own = own + 1')).toEqual([expect.stringContaining('own words of')])
  expect(spoil(`DELETE FROM outside WHERE codeId <> ''; UPDATE shelf SET own = own - 1`)).toEqual([
    expect.stringContaining('outside the own words'),
  ])
  expect(spoil('DELETE FROM outside')).toEqual([
    expect.stringContaining('in the own words'),
    expect.stringContaining('outside the own words'),
  ])
  expect(spoil(`INSERT INTO outside VALUES ('gone', 'gone', '')`)).toContainEqual(expect.stringContaining('which is not there'))
})

test('D17 what a version before zones did not keep is worked out when its project is opened', () => {
  const project = newProject()
  const sample = zoned()
  importInto(project, sample)
  project.commit('In the note', mark(penOf(), sample, 'Minutes', [codeIds[0] as CodeId]))
  const held = figures(project, sample)
  project.close()
  const db = new Database(project.file)
  db.exec(`UPDATE shelf SET own = length, inside = highlights, aside = ''; DELETE FROM outside`)
  db.close()
  const opened = openProject(project.file)
  expect(opened.verify().problems).toEqual([])
  expect(figures(opened, { ...sample, article: { ...sample.article, id: ArticleId.parse('z1') } })).toEqual(held)
  opened.close()
})
