// Reprints among the articles of a project, with real project files.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { importText } from '../../electron/import/import.ts'
import { takeIn } from '../../electron/intake.ts'
import { reprintsOf } from '../../electron/reprints.ts'
import type { ProjectFile } from '../../electron/store/project.ts'
import type { Article } from '../../shared/records.ts'
import { articleOf, importInto, penOf, seeded } from '../helpers/store.ts'
import { newProject, reopened } from '../helpers/storefolder.ts'

const random = seeded(7)
const invent = (count: number) => Array.from({ length: count }, () => `w${Math.floor(random() * 5_000).toString(36)}`).join(' ')
const paragraphs = (count: number) => Array.from({ length: count }, () => invent(60))

/** A text, a page that reprints it among other words, one that borrows a sentence of it, and one of its own. */
const op = paragraphs(5)
const texts: Readonly<Record<string, readonly string[]>> = {
  op,
  page: [...paragraphs(4), ...op, ...paragraphs(6)],
  cut: [op[0] as string, op[2] as string, ...paragraphs(2)],
  borrowed: [...paragraphs(5), (op[1] as string).slice(0, 120)],
  own: paragraphs(5),
}
async function library(): Promise<ProjectFile> {
  const project = newProject()
  for (const [id, blocks] of Object.entries(texts)) importInto(project, articleOf(id, blocks))
  await project.notePrints()
  return project
}
const found = (project: ProjectFile, id: string) => {
  const { article, text } = articleOf(id, texts[id] as readonly string[])
  return reprintsOf(project, text, article.id).map(({ id: other, here, there }) => `${other} ${here.toFixed(2)} ${there.toFixed(2)}`)
}

it('a text is found inside a longer page, and the page says so of it, each with its share', async () => {
  const project = await library()
  expect(found(project, 'op')).toEqual(['page 1.00 0.33', 'cut 0.40 0.50'])
  expect(found(project, 'page')).toEqual(['op 0.33 1.00', 'cut 0.13 0.50'])
  expect(found(project, 'own')).toEqual([])
  expect(found(project, 'borrowed')).toEqual([])
})

it('what is noted follows corrections, removals and undo, and an older file is caught up', async () => {
  const project = await library()
  const own = articleOf('own', texts.own as readonly string[])
  const now = articleOf('own', op.slice(0, 3))
  project.commit(
    'Correct',
    [{ kind: 'article', before: own.article, after: { ...own.article, textSha256: now.article.textSha256, words: now.article.words } }],
    now.contents,
  )
  await project.notePrints()
  expect(found(project, 'op').map((line) => line.split(' ')[0])).toEqual(['page', 'own', 'cut'])
  project.undo()
  await project.notePrints()
  expect(found(project, 'op').map((line) => line.split(' ')[0])).toEqual(['page', 'cut'])
  const page = articleOf('page', texts.page as readonly string[])
  project.commit('Remove', [{ kind: 'article', before: page.article, after: null }])
  expect(found(project, 'op').map((line) => line.split(' ')[0])).toEqual(['cut'])
  project.undo()
  await project.notePrints()
  project.close()
  const again = reopened(project.file)
  expect(found(again, 'op').map((line) => line.split(' ')[0])).toEqual(['page', 'cut'])
})

it('gives all pairs that share words', async () => {
  const project = await library()
  expect(
    project
      .kinPairs(project.articleIds(null))
      .map(({ a, b }) => [a, b].toSorted().join(' '))
      .toSorted(),
  ).toEqual(['cut op', 'cut page', 'op page'])
})

const seeds = ['000_334f5ec88c602289.txt', '001_6e31866b37220f72.txt'].map((name) =>
  path.resolve(import.meta.dirname, '../../../shared/seeds', name),
)
it.skipIf(!seeds.every((seed) => existsSync(seed)))('finds seed 000 whole inside seed 001', async () => {
  const project = newProject()
  const [op, page] = seeds.map((file): Article => {
    const source = { name: path.basename(file), bytes: new Uint8Array(readFileSync(file)) }
    return takeIn(project, source, [importText(source)], { ...penOf(path.basename(file).slice(0, 3)), version: '' }).articles[0] as Article
  }) as [Article, Article]
  await project.notePrints()
  const [reprint, ...others] = reprintsOf(project, project.openArticle(op.id).text, op.id)
  expect(others).toEqual([])
  expect(reprint?.id).toBe(page.id)
  expect(reprint?.here).toBeGreaterThan(0.9)
  expect(reprint?.there).toBeLessThan(0.4)
})
