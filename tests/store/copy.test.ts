import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { open } from '../../electron/store/opening.ts'
import { ProjectFile } from '../../electron/store/project.ts'
import { bridge, failureOf, importInto, mark, penOf } from '../helpers/store.ts'
import { newFile, newProject, reopened, stateOf, tempFolder } from '../helpers/storefolder.ts'

function filled() {
  const project = newProject()
  const sample = bridge()
  importInto(project, sample)
  project.commit('Highlight', mark(penOf(), sample, 'cracks'))
  return { project, sample }
}

test('S29 a copy is the whole project with its journal', () => {
  const { project, sample } = filled()
  const to = newFile('copy.parallax')
  project.saveCopy(to)
  expect(readdirSync(path.dirname(to))).toEqual(['copy.parallax'])
  const copy = reopened(to)
  expect(copy.openArticle(sample.article.id)).toEqual(project.openArticle(sample.article.id))
  expect(copy.history()).toEqual(project.history())
  expect(copy.undo()?.label).toBe('Highlight')
  expect(copy.verify().problems).toEqual([])
  expect(project.openArticle(sample.article.id).highlights).toHaveLength(1)
})

test('S29 a copy takes the place of an older one in one step', () => {
  const { project, sample } = filled()
  const to = newFile('copy.parallax')
  project.saveCopy(to)
  project.undo()
  project.saveCopy(to)
  expect(reopened(to).openArticle(sample.article.id).highlights).toEqual([])
})

test('S29 no copy lands on the project, a link, a folder, an open project or one that was not closed', () => {
  const { project } = filled()
  const folder = tempFolder()
  const at = (name: string): string => path.join(folder, name)
  writeFileSync(at('target'), 'kept')
  symlinkSync(at('target'), at('link'))
  symlinkSync(project.file, at('link-to-project'))
  symlinkSync(at('nothing'), at('link-to-nothing'))
  linkSync(project.file, at('same-file'))
  mkdirSync(at('folder'))
  writeFileSync(at('unclosed'), 'kept')
  writeFileSync(at('unclosed-wal'), 'kept')
  writeFileSync(at('orphan-wal'), 'kept')
  newProject({}, at('open'))
  const before = stateOf(folder)
  const places = ['link', 'link-to-project', 'link-to-nothing', 'same-file', 'folder', 'unclosed', 'orphan', 'open', 'none/copy']
  for (const place of [...places.map(at), project.file, path.join(path.dirname(project.file), '.', 'test.parallax')]) {
    const failure = failureOf(() => project.saveCopy(place))
    expect([place, failure.code]).toEqual([place, place === at('open') ? 'locked' : 'refused'])
    expect(failure.message).toContain('No copy was written')
  }
  expect(stateOf(folder)).toEqual(before)
  expect(project.verify().problems).toEqual([])
})

test('S29 a copy that fails leaves the place as it was', () => {
  const { project } = filled()
  project.close()
  const opened = open(project.file, {})
  const failing = new ProjectFile(opened)
  const to = newFile('copy.parallax')
  writeFileSync(to, 'the old copy')
  // What is copied is no project any more, and the check of the copy says so.
  opened.db.exec('DROP TRIGGER text_never_changes')
  expect(failureOf(() => failing.saveCopy(to)).code).toBe('damaged')
  expect(readFileSync(to, 'utf8')).toBe('the old copy')
  expect(readdirSync(path.dirname(to))).toEqual(['copy.parallax'])
  failing.close()
  expect(existsSync(`${to}-wal`)).toBe(false)
})
